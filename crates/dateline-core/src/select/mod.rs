//! Selections: which releases are wanted.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use jiff::SignedDuration;

use self::words::Words;
use crate::vocab::{
    FieldOfWork, FieldOperation, Kind, KnownPlace, ParticipatingState, PartnerState, Structure,
    Vocabulary, fold,
};
use crate::{Date, Place, Precision, Release, Source, Tag, Term};

pub use self::draft::{SelectionDraft, SelectionError, SelectionErrors, SelectionProblem};

mod draft;
mod words;

/// Which releases are wanted: of each field any of the values asked for, of all fields together.
///
/// It is made from a [`SelectionDraft`], which says what each field takes. One that asks for
/// nothing selects every release.
///
/// ```
/// use dateline_core::{Draft, Release, Selection, SelectionDraft};
///
/// let selection = Selection::try_from(SelectionDraft {
///     states: vec!["Albania".into(), "Macedonia".into()],
///     until: "2016".into(),
///     text: "police".into(),
///     ..SelectionDraft::default()
/// })?;
/// let release = Release::try_from(Draft {
///     title: "Border police train in Ohrid".into(),
///     date: "2016-10-25".into(),
///     participating_states: vec!["MK".into()],
///     ..Draft::default()
/// })?;
/// assert!(selection.matches(&release));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Selection {
    fields_of_work: Fields,
    states: States,
    sources: Sources,
    places: Places,
    kinds: Kinds,
    /// In small letters.
    languages: Vec<String>,
    tags: Tags,
    since: Option<Date>,
    until: Option<Date>,
    words: Words,
    doubts: Vec<SelectionError>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Fields {
    listed: Vec<FieldOfWork>,
    /// The keys of somebody's own.
    own: HashSet<String>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct States {
    participating: Vec<ParticipatingState>,
    partners: Vec<PartnerState>,
    /// The keys of somebody's own, of both sorts.
    own: HashSet<String>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Sources {
    structures: Vec<Structure>,
    operations: Vec<FieldOperation>,
    /// The keys of those that no vocabulary has.
    others: HashSet<String>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Places {
    known: Vec<KnownPlace>,
    /// The keys of all, with what qualifies them.
    written: HashSet<String>,
    /// The keys of those that the vocabulary does not know.
    names: HashSet<String>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Kinds {
    listed: Vec<Kind>,
    others: HashSet<String>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Tags {
    /// Of any scheme or none.
    labels: HashSet<String>,
    of_scheme: HashMap<String, HashSet<String>>,
}

impl Selection {
    /// Whether it selects every release, because it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
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
            words,
            doubts: _,
        } = self;
        fields_of_work.is_empty()
            && states.is_empty()
            && sources.is_empty()
            && places.is_empty()
            && kinds.is_empty()
            && languages.is_empty()
            && tags.is_empty()
            && since.is_none()
            && until.is_none()
            && words.is_empty()
    }

    /// What may be misspelt: sources, places and kinds that no vocabulary has, where one that it
    /// has is near. They are sought as they are written.
    #[must_use]
    pub fn doubts(&self) -> &[SelectionError] {
        &self.doubts
    }

    /// Whether a release is selected.
    ///
    /// It takes time in proportion to the values of the release and, where words are asked for, to
    /// its text.
    #[must_use]
    pub fn matches(&self, release: &Release<'_>) -> bool {
        (self.fields_of_work.is_empty() || self.fields_of_work.have(release))
            && self
                .since
                .is_none_or(|since| begins(release.date(), &since))
            && self.until.is_none_or(|until| ends(release.date(), &until))
            && (self.languages.is_empty() || self.is_in_language(release))
            && (self.kinds.is_empty() || release.kind().is_some_and(|kind| self.kinds.has(kind)))
            && (self.states.is_empty() || self.states.have(release))
            && (self.sources.is_empty() || release.sources().iter().any(|s| self.sources.have(s)))
            && (self.places.is_empty() || release.places().iter().any(|p| self.places.have(p)))
            && (self.tags.is_empty() || release.tags().iter().any(|t| self.tags.have(t)))
            && self.words.are_in(release)
    }

    /// Basic filtering of RFC 4647, section 3.3.1: the tag itself, or one that says more behind a
    /// hyphen.
    fn is_in_language(&self, release: &Release<'_>) -> bool {
        let Some(tag) = release.language().map(crate::Language::as_str) else {
            return false;
        };
        self.languages.iter().any(|range| {
            range == ANY_LANGUAGE
                || tag
                    .split_at_checked(range.len())
                    .is_some_and(|(head, rest)| {
                        head.eq_ignore_ascii_case(range)
                            && (rest.is_empty() || rest.starts_with('-'))
                    })
        })
    }
}

/// The language range that every language matches.
const ANY_LANGUAGE: &str = "*";

fn has_any<T: Vocabulary>(wanted: &[T], terms: &[Term<'_, T>]) -> bool {
    let mut listed = terms.iter().filter_map(Term::listed);
    listed.any(|term| wanted.contains(&term))
}

/// Whether one of the terms is one of somebody's own that are wanted.
fn has_own<T>(wanted: &HashSet<String>, terms: &[Term<'_, T>]) -> bool {
    let mut unlisted = terms.iter().filter_map(Term::unlisted);
    !wanted.is_empty() && unlisted.any(|text| wanted.contains(&*key(text)))
}

/// The key by which texts are compared: the folded one, or the text itself where it has neither
/// letters nor digits.
fn key(text: &str) -> Cow<'_, str> {
    match fold(text) {
        key if key.is_empty() => Cow::Borrowed(text.trim()),
        key => key,
    }
}

/// Whether a date is not before the beginning of `since`. A bound without time is compared with
/// the day as it is written: what is dated 1 January at home is of the new year, wherever it is
/// read.
fn begins(date: &Date, since: &Date) -> bool {
    if since.has_time() {
        date.first_instant() >= since.first_instant()
    } else {
        date.first_local() >= since.first_local()
    }
}

/// Whether a date begins before `until` is over.
fn ends(date: &Date, until: &Date) -> bool {
    let (own, last) = (date.first_local(), until.first_local());
    let months = (own.year(), own.month()).cmp(&(last.year(), last.month()));
    let length = match until.precision() {
        Precision::Year => return own.year() <= last.year(),
        Precision::Month => return months.is_le(),
        Precision::Day => return own.date() <= last.date(),
        Precision::Minute => SignedDuration::from_secs(60),
        Precision::Second => SignedDuration::from_secs(1),
        Precision::Fraction(digits) => {
            let digits = u32::from(digits.min(9));
            SignedDuration::from_nanos(10i64.pow(9 - digits))
        }
    };
    date.first_instant() < until.first_instant() + length
}

impl Fields {
    fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.own.is_empty()
    }

    fn have(&self, release: &Release<'_>) -> bool {
        let terms = release.fields_of_work();
        has_any(&self.listed, terms) || has_own(&self.own, terms)
    }
}

impl States {
    fn is_empty(&self) -> bool {
        self.participating.is_empty() && self.partners.is_empty() && self.own.is_empty()
    }

    fn have(&self, release: &Release<'_>) -> bool {
        has_any(&self.participating, release.participating_states())
            || has_any(&self.partners, release.partner_states())
            || has_own(&self.own, release.participating_states())
            || has_own(&self.own, release.partner_states())
    }
}

impl Sources {
    fn is_empty(&self) -> bool {
        self.structures.is_empty() && self.operations.is_empty() && self.others.is_empty()
    }

    fn have(&self, source: &Source<'_>) -> bool {
        match source {
            Source::Structure(term) => self.structures.contains(term),
            Source::FieldOperation(term) => self.operations.contains(term),
            Source::Own(term) => self.others.contains(&*key(term.label())),
            Source::Other(name) => self.others.contains(&*key(name)),
        }
    }
}

impl Places {
    fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    fn have(&self, place: &Place<'_>) -> bool {
        if !self.known.is_empty()
            && place
                .known()
                .is_some_and(|known| self.known.contains(&known))
        {
            return true;
        }
        (!self.names.is_empty() && self.names.contains(&*key(place.name())))
            || self.written.contains(&*key(&place.to_string()))
    }
}

impl Kinds {
    fn is_empty(&self) -> bool {
        self.listed.is_empty() && self.others.is_empty()
    }

    fn has(&self, kind: &Term<'_, Kind>) -> bool {
        match kind {
            Term::Listed(kind) => self.listed.contains(kind),
            Term::Own(term) => self.others.contains(&*key(term.label())),
            Term::Unlisted(text) => self.others.contains(&*key(text)),
        }
    }
}

impl Tags {
    fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.of_scheme.is_empty()
    }

    fn have(&self, tag: &Tag<'_>) -> bool {
        let label = key(tag.label());
        let of_scheme = tag.scheme().and_then(|scheme| self.of_scheme.get(scheme));
        self.labels.contains(&*label) || of_scheme.is_some_and(|labels| labels.contains(&*label))
    }
}

#[cfg(test)]
mod tests;
