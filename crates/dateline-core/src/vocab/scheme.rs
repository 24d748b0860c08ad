//! The vocabularies themselves, as somebody names them.

use std::fmt;

use super::{
    FieldOfWork, FieldOperation, Kind, KnownPlace, MeetingSeries, ParticipatingState, PartnerState,
    Structure, Vocabulary,
};
use crate::text::nearest_name;

/// A vocabulary.
///
/// ```
/// use dateline_core::vocab::{Scheme, Vocabulary, ParticipatingState};
///
/// assert_eq!(Scheme::find("participating-states"), Some(Scheme::States));
/// assert_eq!(Scheme::States.name(), "states");
/// assert_eq!(Scheme::States.address(), ParticipatingState::SCHEME);
/// assert_eq!(Scheme::nearest("sates"), Some(Scheme::States));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Scheme {
    /// Fields of work.
    Fields,
    /// Participating States.
    States,
    /// Partners for Co-operation.
    Partners,
    /// Structures that are no field operations.
    Structures,
    /// Field operations.
    Operations,
    /// Sorts of release.
    Kinds,
    /// Places that datelines name.
    Places,
    /// Series of meetings.
    Series,
}

impl Scheme {
    /// All vocabularies, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Fields,
        Self::States,
        Self::Partners,
        Self::Structures,
        Self::Operations,
        Self::Kinds,
        Self::Places,
        Self::Series,
    ];

    /// Its name: one word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::States => "states",
            Self::Partners => "partners",
            Self::Structures => "structures",
            Self::Operations => "operations",
            Self::Kinds => "kinds",
            Self::Places => "places",
            Self::Series => "series",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Fields => "Fields of work",
            Self::States => "Participating States",
            Self::Partners => "Partners for Co-operation",
            Self::Structures => "Structures and institutions",
            Self::Operations => "Field operations",
            Self::Kinds => "Kinds of release",
            Self::Places => "Places",
            Self::Series => "Meeting series",
        }
    }

    /// What one of its terms is called: [`Vocabulary::NAME`].
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Fields => FieldOfWork::NAME,
            Self::States => ParticipatingState::NAME,
            Self::Partners => PartnerState::NAME,
            Self::Structures => Structure::NAME,
            Self::Operations => FieldOperation::NAME,
            Self::Kinds => Kind::NAME,
            Self::Places => KnownPlace::NAME,
            Self::Series => MeetingSeries::NAME,
        }
    }

    /// The address that names it: [`Vocabulary::SCHEME`].
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Fields => FieldOfWork::SCHEME,
            Self::States => ParticipatingState::SCHEME,
            Self::Partners => PartnerState::SCHEME,
            Self::Structures => Structure::SCHEME,
            Self::Operations => FieldOperation::SCHEME,
            Self::Kinds => Kind::SCHEME,
            Self::Places => KnownPlace::SCHEME,
            Self::Series => MeetingSeries::SCHEME,
        }
    }

    /// Where its terms come from, and what of them is not confirmed.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Fields => {
                "What releases are about: the site's navigation of 2025-26, and further values of \
                 the newsroom's listings up to August 2025."
            }
            Self::States => {
                "States that take part in the OSCE, with ISO 3166-1 codes, named as in the site's \
                 navigation of 2025-26. Capitals and most short names are general knowledge, not \
                 confirmed by a source, and so are the chairs of 2001 and 2013."
            }
            Self::Partners => {
                "Partners for Co-operation, with ISO 3166-1 codes and the year since which they \
                 are."
            }
            Self::Structures => {
                "Who issues releases, field operations apart: the newsroom's listings up to August \
                 2025 and the site's navigation of 2025-26. Most short names and seats are general \
                 knowledge, not confirmed by a source."
            }
            Self::Operations => {
                "Field operations and related field activities, current and closed; notes say what \
                 is not confirmed by a source."
            }
            Self::Kinds => {
                "Sorts of release: the newsroom's listings up to August 2025. Feature, Interview, \
                 Media advisory, Speech and Statement are general knowledge, not confirmed by a \
                 source."
            }
            Self::Places => {
                "Places that datelines name. Beyond the datelines seen, places, their States and \
                 their further names are general knowledge, not confirmed by a source."
            }
            Self::Series => {
                "Meetings held again and again: the site's navigation of 2025-26. Short names are \
                 general knowledge, not confirmed by a source."
            }
        }
    }

    /// The vocabulary of this type.
    #[must_use]
    pub fn of<T: Vocabulary>() -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.address() == T::SCHEME)
    }

    /// Its names: the one word, what one of its terms is called, what people call it, and the end
    /// of its address.
    fn names(self) -> [&'static str; 4] {
        let address = self.address();
        let end = address.rsplit('/').next().unwrap_or(address);
        // The newsroom is the address of kinds, and no name for them.
        let end = if self == Self::Kinds { "kind" } else { end };
        [self.name(), self.one(), self.title(), end]
    }

    /// The vocabulary of this name: `states`, `participating State`, `participating_states`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let key = super::fold(name);
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.names().iter().any(|name| super::fold(name) == key))
    }

    /// The vocabulary that a name most likely means.
    #[must_use]
    pub fn nearest(name: &str) -> Option<Self> {
        let names = Self::ALL.iter().flat_map(|scheme| scheme.names());
        Self::find(nearest_name(name, names)?)
    }

    /// The code of the term that a text names among those that are listed.
    #[must_use]
    pub fn find_code(self, text: &str) -> Option<&'static str> {
        match self {
            Self::Fields => FieldOfWork::find(text).map(Vocabulary::code),
            Self::States => ParticipatingState::find(text).map(Vocabulary::code),
            Self::Partners => PartnerState::find(text).map(Vocabulary::code),
            Self::Structures => Structure::find(text).map(Vocabulary::code),
            Self::Operations => FieldOperation::find(text).map(Vocabulary::code),
            Self::Kinds => Kind::find(text).map(Vocabulary::code),
            Self::Places => KnownPlace::find(text).map(Vocabulary::code),
            Self::Series => MeetingSeries::find(text).map(Vocabulary::code),
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
