//! The one road from a draft to a release.

mod lists;
mod shape;

use std::borrow::Cow;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::text::{ByteKinds, number};
use crate::vocab::{
    Extended, Extension, FieldOfWork, Kind, ParticipatingState, PartnerState, Vocabulary,
};
use crate::{
    Body, BodyType, Date, DateError, Draft, DraftPlace, Field, FieldPath, Finding, FindingKind,
    Language, Place, Problem, Release, Source, Term, Text, Violation, Violations, WebAddress, id,
};

/// Makes releases of drafts, and says everything that is wrong with those that are none.
///
/// ```
/// use dateline_core::{Checker, Draft};
///
/// let draft = Draft {
///     title: "Water talks".into(),
///     date: "2016-02-30".into(),
///     fields_of_work: vec!["Boarder management".into()],
///     ..Draft::default()
/// };
/// let violations = Checker::default().check(draft, &mut Vec::new()).unwrap_err();
/// assert_eq!(
///     violations.to_string(),
///     "date: expected a day that exists, found `2016-02-30`\n\
///      fields_of_work[0]: expected a field of work, found `Boarder management`; \
///      did you mean `Border management`?",
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct Checker {
    keep_unlisted: bool,
    zone: Option<TimeZone>,
    extension: Option<Arc<Extension>>,
}

impl Checker {
    /// Keeps terms that a vocabulary does not have as they stand, each with a warning, instead of
    /// refusing the release.
    #[must_use]
    pub fn keep_unlisted(self, keep: bool) -> Self {
        Self {
            keep_unlisted: keep,
            ..self
        }
    }

    /// Takes times without offset as times of this zone, instead of refusing the release.
    #[must_use]
    pub fn zone(self, zone: Option<TimeZone>) -> Self {
        Self { zone, ..self }
    }

    /// Takes terms of this extension as well: each is kept by its label, as one that is listed.
    #[must_use]
    pub fn extension(self, extension: Option<Arc<Extension>>) -> Self {
        Self { extension, ..self }
    }

    /// The extension whose terms it takes as well.
    #[must_use]
    pub fn own_terms(&self) -> Option<&Extension> {
        self.extension.as_deref()
    }

    /// Makes a release of a draft. What deserves saying is added to `findings`, also where the
    /// draft is refused.
    ///
    /// # Errors
    ///
    /// All reasons why it is none, in the order of the fields.
    pub fn check<'a>(
        &self,
        draft: Draft<'a>,
        findings: &mut Vec<Finding>,
    ) -> Result<Release<'a>, Violations> {
        let mut run = Run {
            checker: self,
            keep_unlisted: self.keep_unlisted || draft.keep_unlisted,
            violations: Vec::new(),
            findings,
        };
        let Draft {
            id,
            number,
            kind,
            title,
            date,
            modified,
            language,
            url,
            places,
            sources,
            fields_of_work,
            participating_states,
            partner_states,
            tags,
            summary,
            body,
            body_type,
            translations,
            embargo,
            foreign,
            keep_unlisted: _,
        } = draft;
        let id = run.line(Field::Id.into(), id).unwrap_or_default();
        let number = run.number(number);
        let kind = run.kind(kind);
        run.title(&title);
        let date = run.published(date);
        let modified = run.date(Field::Modified, modified);
        let language = run.language(language);
        let url = run.url(Field::Url.into(), url);
        let places = run.places(places);
        let sources = run.sources(sources);
        let fields_of_work = run.terms::<FieldOfWork>(Field::FieldsOfWork, fields_of_work);
        let participating_states =
            run.terms::<ParticipatingState>(Field::ParticipatingStates, participating_states);
        let partner_states = run.terms::<PartnerState>(Field::PartnerStates, partner_states);
        let tags = run.tags(tags);
        let summary = run.summary(summary);
        let body = run.body(body, body_type);
        let translations = run.translations(translations);
        let embargo = run.date(Field::Embargo, embargo);
        run.foreign(&foreign);

        Violations::none_of(run.violations)?;
        // Without violations there is a date: it is required.
        let Some(date) = date else {
            return Err(Violations::missing(Field::Date));
        };
        let id = if id.is_empty() {
            let (id, from) = id::derive(number, url.as_ref(), language.as_ref(), &date, &title);
            let value = id.as_str().to_owned();
            findings.push(Finding::about(
                Field::Id,
                FindingKind::Derived { value, from },
            ));
            id
        } else {
            id
        };
        Ok(Release {
            id,
            number,
            kind,
            title,
            date,
            modified,
            language,
            url,
            places,
            sources,
            fields_of_work,
            participating_states,
            partner_states,
            tags,
            summary,
            body,
            translations,
            embargo,
            foreign,
        })
    }
}

/// One check of one draft.
struct Run<'c> {
    checker: &'c Checker,
    keep_unlisted: bool,
    violations: Vec<Violation>,
    findings: &'c mut Vec<Finding>,
}

impl Run<'_> {
    #[cold]
    fn find(&mut self, path: impl Into<FieldPath>, kind: FindingKind) {
        self.findings.push(Finding::about(path, kind));
    }

    fn number(&mut self, text: Text<'_>) -> Option<u64> {
        let text = self.line(Field::Number.into(), text)?;
        let number = number(&text);
        if number.is_none() {
            self.violations
                .push(Violation::new(Field::Number, &text, Problem::Number));
        }
        number
    }

    fn kind<'a>(&mut self, text: Text<'a>) -> Option<Term<'a, Kind>> {
        let text = self.line(Field::Kind.into(), text)?;
        Some(match Kind::find(&text) {
            Some(kind) => {
                self.alias(Field::Kind.into(), &text, kind.label());
                Term::Listed(kind)
            }
            None => self
                .extended(Field::Kind.into(), &text)
                .unwrap_or(Term::Unlisted(text)),
        })
    }

    fn date(&mut self, field: Field, text: Text<'_>) -> Option<Date> {
        let text = self.line(field.into(), text)?;
        let parsed = Date::parse(&text, self.checker.zone.as_ref());
        parsed
            .map_err(|error| {
                let near = (error == DateError::Form)
                    .then(|| Date::nearest(&text))
                    .flatten();
                self.violations.push(
                    Violation::new(field, &text, error).suggesting(near.map(|d| d.to_string())),
                );
            })
            .ok()
    }

    fn language<'a>(&mut self, text: Text<'a>) -> Option<Language<'a>> {
        let text = self.line(Field::Language.into(), text)?;
        // It says that nothing is known, which is what absence says.
        if text.eq_ignore_ascii_case(Language::UNDETERMINED) {
            return None;
        }
        self.tag(Field::Language.into(), text)
    }

    fn tag<'a>(&mut self, path: FieldPath, text: Text<'a>) -> Option<Language<'a>> {
        let written = text.clone();
        match Language::parse(text) {
            Ok(language) => {
                self.normalized(path, &written, language.as_str());
                Some(language)
            }
            Err(error) => {
                let near = Language::nearest(&written);
                self.violations
                    .push(Violation::new(path, &written, error).suggesting(near));
                None
            }
        }
    }

    fn url<'a>(&mut self, path: FieldPath, text: Text<'a>) -> Option<WebAddress<'a>> {
        let text = self.line(path, text)?;
        let written = text.clone();
        match WebAddress::parse(text) {
            Ok(url) => {
                self.normalized(path, &written, url.as_str());
                Some(url)
            }
            Err(error) => {
                let near = WebAddress::nearest(&written);
                self.violations
                    .push(Violation::new(path, &written, error).suggesting(near));
                None
            }
        }
    }

    fn places<'a>(&mut self, places: Vec<DraftPlace<'a>>) -> Vec<Place<'a>> {
        let of_draft = |(index, place): (usize, DraftPlace<'a>)| {
            let path = FieldPath::of(Field::Places, index);
            let DraftPlace {
                name,
                qualifier,
                canonical,
                state,
            } = place;
            let mut has_shape = self.is_value(path.part("name"), &name);
            has_shape &= self.is_line(path.part("qualifier"), &qualifier);
            has_shape &= self.is_line(path.part("canonical"), &canonical);
            has_shape &= self.is_line(path.part("state"), &state);
            if !has_shape {
                return None;
            }
            let place = self.place(path, name.trimmed(), qualifier.trimmed());
            if place.name.is_empty() {
                self.violations
                    .push(Violation::new(path.part("name"), "", Problem::EmptyValue));
                return None;
            }
            if !canonical.is_empty() || !state.is_empty() {
                let (name, lies_in) = place.looked_up();
                self.derived(path.part("canonical"), &canonical, name);
                let stated = ParticipatingState::find(&state).map(Vocabulary::label);
                let lies_in = lies_in.map(Vocabulary::label);
                self.derived(path.part("state"), stated.unwrap_or(&state), lies_in);
            }
            Some(place)
        };
        let checked: Vec<_> = places
            .into_iter()
            .enumerate()
            .filter_map(of_draft)
            .collect();
        self.duplicates(Field::Places, &checked, Place::to_string);
        checked
    }

    /// A place whose text form reads back as it is: the name ends at the first comma.
    fn place<'a>(&mut self, path: FieldPath, name: Text<'a>, qualifier: Text<'a>) -> Place<'a> {
        if !name.contains(',') {
            return Place { name, qualifier };
        }
        let whole = Place { name, qualifier }.to_string();
        let DraftPlace {
            name, qualifier, ..
        } = DraftPlace::from_text(Text::from(whole.clone()));
        let place = Place { name, qualifier };
        self.normalized(path, &whole, &place.to_string());
        place
    }

    /// A part of a place that the vocabulary knows better.
    fn derived(&mut self, path: FieldPath, stated: &str, derived: Option<&'static str>) {
        let stated = stated.trim();
        if stated.is_empty() {
            return;
        }
        match derived {
            Some(derived) if derived == stated => {}
            Some(derived) => {
                let (value, other) = (stated.to_owned(), derived.to_owned());
                self.find(path, FindingKind::Superseded { value, other });
            }
            None => {
                let what = format!(
                    "`{}` is not kept: the vocabulary has none for this place",
                    crate::Excerpt(stated)
                );
                self.find(path, FindingKind::Loss { what });
            }
        }
    }

    fn sources<'a>(&mut self, texts: Vec<Text<'a>>) -> Vec<Source<'a>> {
        let of_text = |(index, text)| self.source(FieldPath::of(Field::Sources, index), text);
        // In the memory of the texts, which are as large.
        let sources: Vec<_> = texts.into_iter().enumerate().filter_map(of_text).collect();
        self.duplicates(Field::Sources, &sources, |source| source.label().to_owned());
        sources
    }

    fn source<'a>(&mut self, path: FieldPath, text: Text<'a>) -> Option<Source<'a>> {
        let text = self.value(path, text)?;
        let mut source = Source::from_text(text.clone());
        if let (Source::Other(_), Some(extension)) = (&source, &self.checker.extension)
            && let Some(own) = Source::extended(&text, extension)
        {
            source = own;
        }
        match &source {
            Source::Structure(term) => self.alias(path, &text, term.label()),
            Source::FieldOperation(term) => self.alias(path, &text, term.label()),
            Source::Own(term) => self.alias(path, &text, term.label().to_owned()),
            Source::Other(_) => {}
        }
        Some(source)
    }

    fn terms<'a, T: Vocabulary>(&mut self, field: Field, texts: Vec<Text<'a>>) -> Vec<Term<'a, T>> {
        let of_text = |(index, text)| self.term(FieldPath::of(field, index), text);
        let terms: Vec<_> = texts.into_iter().enumerate().filter_map(of_text).collect();
        self.duplicates(field, &terms, |term| term.label().to_owned());
        terms
    }

    fn term<'a, T: Vocabulary>(&mut self, path: FieldPath, text: Text<'a>) -> Option<Term<'a, T>> {
        let text = self.value(path, text)?;
        if let Some(term) = T::find(&text) {
            self.alias(path, &text, term.label());
            return Some(Term::Listed(term));
        }
        if let Some(term) = self.extended(path, &text) {
            return Some(term);
        }
        let near = self.nearest::<T>(&text);
        let vocabulary = T::NAME;
        if self.keep_unlisted {
            let kind = FindingKind::Unlisted {
                value: text.as_str().to_owned(),
                suggestion: near,
                vocabulary,
            };
            self.find(path, kind);
            return Some(Term::Unlisted(text));
        }
        let problem = Problem::UnknownTerm { vocabulary };
        self.violations
            .push(Violation::new(path, &text, problem).suggesting(near));
        None
    }

    fn body<'a>(&mut self, text: Text<'a>, kind: Text<'_>) -> Option<Body<'a>> {
        let bytes = ByteKinds::of_shape(&text);
        if bytes.may_be_illegal() {
            self.is_block(Field::Body.into(), &text);
        }
        let blank = text.is_blank();
        let mut body = Body {
            text,
            kind: BodyType::default(),
            bytes,
        };
        if let Some(name) = self.line(Field::BodyType.into(), kind) {
            if let Some(kind) = BodyType::find(&name) {
                body.kind = kind;
            } else {
                // `html`, `plain`, `application/html`: what stands behind the slash tells.
                let wanted = name.to_ascii_lowercase();
                let near = [BodyType::Html, BodyType::Plain]
                    .map(BodyType::name)
                    .into_iter()
                    .find(|near| wanted.contains(near.trim_start_matches("text/")));
                let violation = Violation::new(Field::BodyType, &name, Problem::BodyType);
                self.violations.push(violation.suggesting(near));
            }
            if blank {
                let what = format!("`{}` is not kept: there is no body", crate::Excerpt(&name));
                self.find(Field::BodyType, FindingKind::Loss { what });
            }
        }
        (!blank).then_some(body)
    }

    /// The term of a text that no vocabulary has, with the help of the extension.
    #[cold]
    fn extended<T: Vocabulary>(
        &mut self,
        path: FieldPath,
        written: &str,
    ) -> Option<Term<'static, T>> {
        match self.checker.extension.as_ref()?.find::<T>(written)? {
            Extended::Listed(term) => {
                self.alias(path, written, term.label());
                Some(Term::Listed(term))
            }
            Extended::Own(term) => {
                self.alias(path, written, term.label().to_owned());
                Some(Term::Own(term))
            }
        }
    }

    /// The label of the term that a text may mean.
    fn nearest<T: Vocabulary>(&self, text: &str) -> Option<Cow<'static, str>> {
        match &self.checker.extension {
            Some(extension) => extension.nearest::<T>(text),
            None => T::nearest(text).map(|term| Cow::Borrowed(term.label())),
        }
    }

    #[inline]
    fn alias<L>(&mut self, path: FieldPath, written: &str, label: L)
    where
        L: AsRef<str> + Into<Cow<'static, str>>,
    {
        if written != label.as_ref() {
            let (written, label) = (written.to_owned(), label.into());
            self.find(path, FindingKind::Alias { written, label });
        }
    }

    #[inline]
    fn normalized(&mut self, path: FieldPath, written: &str, kept: &str) {
        if written != kept {
            let (written, kept) = (written.to_owned(), kept.to_owned());
            self.find(path, FindingKind::Normalized { written, kept });
        }
    }
}

/// The field whose terms have this scheme.
///
/// ```
/// use dateline_core::{Field, controlled_field};
///
/// let scheme = "https://www.osce.org/fields-of-work";
/// assert_eq!(controlled_field(scheme), Some(Field::FieldsOfWork));
/// ```
#[must_use]
pub fn controlled_field(scheme: &str) -> Option<Field> {
    match scheme {
        FieldOfWork::SCHEME => Some(Field::FieldsOfWork),
        ParticipatingState::SCHEME => Some(Field::ParticipatingStates),
        PartnerState::SCHEME => Some(Field::PartnerStates),
        _ => None,
    }
}
