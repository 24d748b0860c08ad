//! What somebody asks for, and whether it can be asked for.

use std::borrow::Cow;
use std::fmt;

use super::words::Words;
use super::{ANY_LANGUAGE, Fields, Kinds, Places, Selection, Sources, States, Tags, ends, key};
use crate::vocab::{
    Extended, Extension, FieldOfWork, FieldOperation, Kind, KnownPlace, ParticipatingState,
    PartnerState, Structure, Vocabulary,
};
use crate::{Date, DateError, Excerpt, Language, LanguageError, Source, Tag, Text};

/// Which releases are wanted, as somebody spelled it: nothing about it has been checked. Empty is
/// not asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SelectionDraft {
    /// Fields of work, by label, code or alias.
    pub fields_of_work: Vec<String>,
    /// States that releases are about, participating States and Partners for Co-operation, by
    /// name or code.
    pub states: Vec<String>,
    /// Who issued them: structures and field operations by label, code or alias, others by name.
    pub sources: Vec<String>,
    /// Where they were sent from: places that the vocabulary knows by any of their names, others
    /// by the name, with or without what qualifies it.
    pub places: Vec<String>,
    /// Sorts of release, by label, code or alias; those that are not listed by name.
    pub kinds: Vec<String>,
    /// Language ranges (RFC 4647, section 2.1), of which `sr` stands for `sr-Latn` as well and `*`
    /// for every language, or the English names of languages that the OSCE publishes in.
    pub languages: Vec<String>,
    /// Other categories: `label` for that of any scheme, `{scheme}label` for that of one.
    pub tags: Vec<String>,
    /// The first date, as exactly as one likes (W3CDTF). A date without time is compared with the
    /// day as the release writes it.
    pub since: String,
    /// The last date: `2016` ends with that year.
    pub until: String,
    /// Words that stand in title, summary or body, all of them. Case and accents make no
    /// difference, and a word may go on behind: `border` finds `Borders` and `cross-border`.
    pub text: String,
}

/// What is wrong with one value of a [`SelectionDraft`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SelectionError {
    field: &'static str,
    index: usize,
    problem: SelectionProblem,
    value: String,
    suggestion: Option<String>,
}

/// Why a value cannot be asked for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectionProblem {
    /// An empty value among others.
    #[error("expected a value")]
    Empty,
    /// A term that the vocabulary does not have.
    #[error("expected a {vocabulary}")]
    UnknownTerm {
        /// What one of its terms is called.
        vocabulary: &'static str,
    },
    /// A name that no vocabulary has, where one that it has is near: a doubt, and no error.
    #[error("expected a {vocabulary} that is listed")]
    Unlisted {
        /// What one of its terms is called.
        vocabulary: &'static str,
    },
    /// Not a date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// Not a language range.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// No date is both.
    #[error("expected a date that is not before `{since}`")]
    Order {
        /// The first date that is asked for.
        since: Date,
    },
    /// Neither letters nor digits.
    #[error("expected words to look for")]
    NoWords,
}

/// What is wrong with a [`SelectionDraft`]: at least one error, in the order of its fields.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct SelectionErrors(Vec<SelectionError>);

impl SelectionDraft {
    /// What this asks for, and of fields for which it asks nothing, what `other` asks for.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let all = |own: Vec<String>, other: &[String]| {
            if own.is_empty() { other.to_vec() } else { own }
        };
        let one = |own: String, other: &String| if own.is_empty() { other.clone() } else { own };
        let Self {
            fields_of_work,
            states,
            sources,
            places,
            kinds,
            languages,
            tags,
            since,
            until,
            text,
        } = self;
        Self {
            fields_of_work: all(fields_of_work, &other.fields_of_work),
            states: all(states, &other.states),
            sources: all(sources, &other.sources),
            places: all(places, &other.places),
            kinds: all(kinds, &other.kinds),
            languages: all(languages, &other.languages),
            tags: all(tags, &other.tags),
            since: one(since, &other.since),
            until: one(until, &other.until),
            text: one(text, &other.text),
        }
    }
}

impl SelectionErrors {
    /// The errors.
    pub fn iter(&self) -> std::slice::Iter<'_, SelectionError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a SelectionErrors {
    type Item = &'a SelectionError;
    type IntoIter = std::slice::Iter<'a, SelectionError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl SelectionError {
    fn new(
        (field, index): (&'static str, usize),
        value: &str,
        problem: impl Into<SelectionProblem>,
        suggestion: Option<String>,
    ) -> Self {
        Self {
            field,
            index,
            problem: problem.into(),
            // A value can be as long as a file, and a message is read by a person.
            value: value.chars().take(200).collect(),
            suggestion,
        }
    }

    /// The field of the draft, with hyphens, as it is called on the command line and in files:
    /// `fields-of-work`.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.field
    }

    /// Which of its values it is, from 0.
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn problem(&self) -> &SelectionProblem {
        &self.problem
    }

    /// The value as it was written, or its first 200 characters.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What may have been meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// What it says without the name of the field, for whoever points at the value.
    #[must_use]
    pub fn message(&self) -> String {
        let found = match &self.problem {
            SelectionProblem::Empty => "an empty one".to_owned(),
            _ => format!("`{}`", Excerpt(&self.value)),
        };
        let near = self.suggestion.as_ref();
        let near = near.map(|near| format!("; did you mean `{near}`?"));
        let near = near.unwrap_or_default();
        format!("{}, found {found}{near}", self.problem)
    }
}

impl fmt::Display for SelectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message())
    }
}

impl std::error::Error for SelectionError {}

impl TryFrom<SelectionDraft> for Selection {
    type Error = SelectionErrors;

    fn try_from(draft: SelectionDraft) -> Result<Self, SelectionErrors> {
        Self::new(draft, None)
    }
}

impl Selection {
    /// What a draft asks for; terms may be those of an extension as well.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft.
    pub fn new(
        draft: SelectionDraft,
        extension: Option<&Extension>,
    ) -> Result<Self, SelectionErrors> {
        let SelectionDraft {
            fields_of_work,
            states,
            sources,
            places,
            kinds,
            languages,
            tags,
            since,
            until,
            text,
        } = draft;
        let mut check = Check {
            extension,
            ..Check::default()
        };
        let fields_of_work = check.fields_of_work(&fields_of_work);
        let states = check.states(&states);
        let sources = check.sources(&sources);
        let places = check.places(&places);
        let kinds = check.kinds(&kinds);
        let languages = check.each("languages", &languages, Check::language);
        let tags = check.tags(&tags);
        let (since, until) = check.dates(&since, &until);
        let words = check.words(&text);
        if !check.errors.is_empty() {
            return Err(SelectionErrors(check.errors));
        }
        Ok(Self {
            fields_of_work,
            states,
            sources,
            places,
            kinds,
            languages: sorted(languages),
            tags,
            since,
            until,
            words,
            doubts: check.doubts,
        })
    }
}

/// Each value once: a thousand times the same costs no more than once.
fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// The errors and doubts that were found so far.
#[derive(Default)]
struct Check<'e> {
    extension: Option<&'e Extension>,
    errors: Vec<SelectionError>,
    doubts: Vec<SelectionError>,
}

/// A field and which of its values it is.
type At = (&'static str, usize);

impl Check<'_> {
    /// Reads the values that are not empty; of those, what `read` makes nothing of is left out.
    fn each<T>(
        &mut self,
        field: &'static str,
        values: &[String],
        mut read: impl FnMut(&mut Self, At, &str) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let at = (field, index);
            if value.trim().is_empty() {
                self.wrong(at, value, SelectionProblem::Empty, None);
            } else {
                all.extend(read(self, at, value));
            }
        }
        all
    }

    fn wrong(
        &mut self,
        at: At,
        value: &str,
        problem: impl Into<SelectionProblem>,
        near: Option<String>,
    ) {
        let error = SelectionError::new(at, value, problem, near);
        self.errors.push(error);
    }

    /// Says that a name is sought as it is written, where one that is listed is near.
    fn doubt(&mut self, at: At, value: &str, vocabulary: &'static str, near: Option<&'static str>) {
        if let Some(near) = near {
            let problem = SelectionProblem::Unlisted { vocabulary };
            let doubt = SelectionError::new(at, value, problem, Some(near.to_owned()));
            self.doubts.push(doubt);
        }
    }

    /// The term of this name, also with the help of the extension.
    fn find<T: Vocabulary>(&self, value: &str) -> Option<Extended<T>> {
        let extended = || self.extension?.find(value);
        T::find(value).map(Extended::Listed).or_else(extended)
    }

    /// The label of the term that a text may mean.
    fn nearest<T: Vocabulary>(&self, value: &str) -> Option<String> {
        match self.extension {
            Some(extension) => extension.nearest::<T>(value).map(Cow::into_owned),
            None => T::nearest(value).map(|term| term.label().to_owned()),
        }
    }

    fn fields_of_work(&mut self, values: &[String]) -> Fields {
        let mut fields = Fields::default();
        self.each("fields-of-work", values, |check, at, value| {
            match check.find::<FieldOfWork>(value) {
                Some(Extended::Listed(field)) => fields.listed.push(field),
                Some(Extended::Own(field)) => {
                    fields.own.insert(key(field.label()).into_owned());
                }
                None => {
                    let vocabulary = FieldOfWork::NAME;
                    let near = check.nearest::<FieldOfWork>(value);
                    let problem = SelectionProblem::UnknownTerm { vocabulary };
                    check.wrong(at, value, problem, near);
                }
            }
            None::<()>
        });
        Fields {
            listed: sorted(fields.listed),
            ..fields
        }
    }

    fn states(&mut self, values: &[String]) -> States {
        let mut states = States::default();
        self.each("states", values, |check, at, value| {
            let participating = check.find::<ParticipatingState>(value);
            let partner = check.find::<PartnerState>(value);
            match (participating, partner) {
                (Some(Extended::Listed(state)), _) => states.participating.push(state),
                (None, Some(Extended::Listed(state))) => states.partners.push(state),
                (Some(Extended::Own(state)), _) | (None, Some(Extended::Own(state))) => {
                    states.own.insert(key(state.label()).into_owned());
                }
                (None, None) => {
                    let vocabulary = "participating or partner State";
                    let near = check.nearest::<ParticipatingState>(value);
                    let near = near.or_else(|| check.nearest::<PartnerState>(value));
                    let problem = SelectionProblem::UnknownTerm { vocabulary };
                    check.wrong(at, value, problem, near);
                }
            }
            None::<()>
        });
        States {
            participating: sorted(states.participating),
            partners: sorted(states.partners),
            ..states
        }
    }

    fn source<'t>(&self, value: &'t str) -> Source<'t> {
        let extended = || Source::extended(value, self.extension?);
        match Source::from_text(Text::from(value)) {
            Source::Other(name) => extended().unwrap_or(Source::Other(name)),
            source => source,
        }
    }

    fn sources(&mut self, values: &[String]) -> Sources {
        let mut sources = Sources::default();
        self.each("sources", values, |check, at, value| {
            match check.source(value) {
                Source::Structure(term) => sources.structures.push(term),
                Source::FieldOperation(term) => sources.operations.push(term),
                Source::Own(term) => {
                    sources.others.insert(key(term.label()).into_owned());
                }
                Source::Other(name) => {
                    sources.others.insert(key(&name).into_owned());
                    let near = FieldOperation::nearest(value).map(Vocabulary::label);
                    let near = near.or_else(|| Structure::nearest(value).map(Vocabulary::label));
                    check.doubt(at, value, "source", near);
                }
            }
            None::<()>
        });
        Sources {
            structures: sorted(sources.structures),
            operations: sorted(sources.operations),
            ..sources
        }
    }

    fn places(&mut self, values: &[String]) -> Places {
        let mut places = Places::default();
        self.each("places", values, |check, at, value| {
            let key = key(value).into_owned();
            if let Some(place) = KnownPlace::find(value) {
                places.known.push(place);
            } else {
                places.names.insert(key.clone());
                let near = KnownPlace::nearest(value).map(Vocabulary::label);
                check.doubt(at, value, KnownPlace::NAME, near);
            }
            places.written.insert(key);
            None::<()>
        });
        Places {
            known: sorted(places.known),
            ..places
        }
    }

    fn kinds(&mut self, values: &[String]) -> Kinds {
        let mut kinds = Kinds::default();
        self.each("kinds", values, |check, at, value| {
            match check.find(value) {
                Some(Extended::Listed(kind)) => kinds.listed.push(kind),
                Some(Extended::Own(kind)) => {
                    kinds.others.insert(key(kind.label()).into_owned());
                }
                None => {
                    kinds.others.insert(key(value).into_owned());
                    let near = Kind::nearest(value).map(Vocabulary::label);
                    check.doubt(at, value, Kind::NAME, near);
                }
            }
            None::<()>
        });
        Kinds {
            listed: sorted(kinds.listed),
            ..kinds
        }
    }

    fn language(&mut self, at: At, value: &str) -> Option<String> {
        let range = value.trim();
        if range == ANY_LANGUAGE {
            return Some(range.to_owned());
        }
        if let Some(tag) = Language::named(range) {
            return Some(tag.to_owned());
        }
        match Language::parse(Text::from(range)) {
            Ok(tag) => Some(tag.as_str().to_ascii_lowercase()),
            Err(error) => {
                self.wrong(at, value, error, Language::nearest(range));
                None
            }
        }
    }

    fn tags(&mut self, values: &[String]) -> Tags {
        let mut tags = Tags::default();
        self.each("tags", values, |_, _, value| {
            let tag = Tag::from_text(Text::from(value));
            let label = key(tag.label()).into_owned();
            match tag.scheme() {
                Some(scheme) => {
                    let labels = tags.of_scheme.entry(scheme.to_owned()).or_default();
                    labels.insert(label);
                }
                None => {
                    tags.labels.insert(label);
                }
            }
            None::<()>
        });
        tags
    }

    fn dates(&mut self, since: &str, until: &str) -> (Option<Date>, Option<Date>) {
        let (first, last) = (self.date("since", since), self.date("until", until));
        if let (Some(first), Some(last)) = (first, last) {
            // A bound with a time and one without are not compared in the same way.
            let comparable = first.has_time() == last.has_time();
            if comparable && !ends(&first, &last) {
                let problem = SelectionProblem::Order { since: first };
                self.wrong(("until", 0), until, problem, None);
            }
        }
        (first, last)
    }

    fn date(&mut self, field: &'static str, text: &str) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let error: DateError = error;
                let near = Date::nearest(text).map(|date| date.to_string());
                self.wrong((field, 0), text, error, near);
                None
            }
        }
    }

    fn words(&mut self, text: &str) -> Words {
        let words = Words::of(text);
        if words.is_empty() && !text.trim().is_empty() {
            self.wrong(("text", 0), text, SelectionProblem::NoWords, None);
        }
        words
    }
}
