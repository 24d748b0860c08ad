//! Terms of vocabularies as a release holds them.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::vocab::{Extended, Extension, FieldOperation, OwnTerm, Structure, Vocabulary};
use crate::{Spelling, Text};

/// A term of the vocabulary `T`, or a text that the vocabulary does not have.
///
/// What the vocabulary does not have is the same where it is written in the same way, whether
/// somebody's own list has it or not.
#[derive(Clone, Debug)]
pub enum Term<'a, T> {
    /// A term of the vocabulary.
    Listed(T),
    /// A term that somebody added to the vocabulary.
    Own(OwnTerm),
    /// Kept as it was written.
    Unlisted(Text<'a>),
}

impl<T: Vocabulary> Term<'_, T> {
    /// The term, where the vocabulary has it.
    #[must_use]
    pub fn listed(&self) -> Option<T> {
        match self {
            Self::Listed(term) => Some(*term),
            Self::Own(_) | Self::Unlisted(_) => None,
        }
    }

    /// Its code, where it has one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Listed(term) => Some(term.code()),
            Self::Own(term) => Some(term.code()),
            Self::Unlisted(_) => None,
        }
    }

    /// Its label, or its text where it is not listed.
    #[must_use]
    pub fn label(&self) -> &str {
        self.spelled(Spelling::Label)
    }

    /// Its label or its code, or its text where it is not listed.
    #[must_use]
    pub fn spelled(&self, spelling: Spelling) -> &str {
        match (self, spelling) {
            (Self::Listed(term), Spelling::Label) => term.label(),
            (Self::Listed(term), Spelling::Code) => term.code(),
            (Self::Own(term), Spelling::Label) => term.label(),
            (Self::Own(term), Spelling::Code) => term.code(),
            (Self::Unlisted(text), _) => text,
        }
    }

    /// The same term, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Term<'static, T> {
        match self {
            Self::Listed(term) => Term::Listed(term),
            Self::Own(term) => Term::Own(term),
            Self::Unlisted(text) => Term::Unlisted(text.into_owned()),
        }
    }
}

impl<T: PartialEq> PartialEq for Term<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed(one), Self::Listed(other)) => one == other,
            (Self::Listed(_), _) | (_, Self::Listed(_)) => false,
            (one, other) => one.unlisted() == other.unlisted(),
        }
    }
}

impl<T: Eq> Eq for Term<'_, T> {}

impl<T: Hash> Hash for Term<'_, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Listed(term) => term.hash(state),
            Self::Own(_) | Self::Unlisted(_) => self.unlisted().hash(state),
        }
    }
}

impl<T> Term<'_, T> {
    /// Its text, where the vocabulary does not have it.
    #[must_use]
    pub fn unlisted(&self) -> Option<&str> {
        match self {
            Self::Listed(_) => None,
            Self::Own(term) => Some(term.label()),
            Self::Unlisted(text) => Some(text),
        }
    }
}

impl<T: Vocabulary> fmt::Display for Term<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// Who issued a release: a structure or a field operation where the name is one's, any
/// organisation by its name where not.
///
/// What is neither is the same where it is written in the same way, whether somebody's own list has
/// it or not.
#[derive(Clone, Debug)]
pub enum Source<'a> {
    /// An institution, a unit of the Secretariat, a decision-making body, …
    Structure(Structure),
    /// A field operation.
    FieldOperation(FieldOperation),
    /// A structure or field operation that somebody added to the vocabularies.
    Own(OwnTerm),
    /// Somebody else, by the name as it was written.
    Other(Text<'a>),
}

impl<'a> Source<'a> {
    /// Finds out who it is. Every text is a source.
    ///
    /// ```
    /// use dateline_core::Source;
    /// use dateline_core::vocab::FieldOperation;
    ///
    /// let source = Source::from_text("Mission to Skopje".into());
    /// assert_eq!(source, Source::FieldOperation(FieldOperation::MissionToSkopje));
    /// assert_eq!(source.label(), "OSCE Mission to Skopje");
    /// assert_eq!(Source::from_text("UNDP".into()).label(), "UNDP");
    /// ```
    #[must_use]
    pub fn from_text(text: Text<'a>) -> Self {
        // No operation is found by what a structure is spelled (a test looks at all), and looking
        // for what is not there costs most.
        if let Some(structure) = Structure::spelled(&text) {
            return Self::Structure(structure);
        }
        if let Some(operation) = FieldOperation::find(&text) {
            return Self::FieldOperation(operation);
        }
        match Structure::find(&text) {
            Some(structure) => Self::Structure(structure),
            None => Self::Other(text.trimmed()),
        }
    }

    /// The structure or field operation that an extension knows by this name.
    pub(crate) fn extended(text: &str, extension: &Extension) -> Option<Self> {
        if let Some(found) = extension.find::<FieldOperation>(text) {
            return Some(match found {
                Extended::Listed(term) => Self::FieldOperation(term),
                Extended::Own(term) => Self::Own(term),
            });
        }
        Some(match extension.find::<Structure>(text)? {
            Extended::Listed(term) => Self::Structure(term),
            Extended::Own(term) => Self::Own(term),
        })
    }

    /// Its text, where it is neither a listed structure nor a listed field operation.
    #[must_use]
    pub fn unlisted(&self) -> Option<&str> {
        match self {
            Self::Structure(_) | Self::FieldOperation(_) => None,
            Self::Own(term) => Some(term.label()),
            Self::Other(text) => Some(text),
        }
    }

    /// The label, or the name as it was written.
    #[must_use]
    pub fn label(&self) -> &str {
        self.spelled(Spelling::Label)
    }

    /// The label or the code, or the name as it was written.
    #[must_use]
    pub fn spelled(&self, spelling: Spelling) -> &str {
        match (self, spelling) {
            (Self::Structure(term), Spelling::Label) => term.label(),
            (Self::Structure(term), Spelling::Code) => term.code(),
            (Self::FieldOperation(term), Spelling::Label) => term.label(),
            (Self::FieldOperation(term), Spelling::Code) => term.code(),
            (Self::Own(term), Spelling::Label) => term.label(),
            (Self::Own(term), Spelling::Code) => term.code(),
            (Self::Other(text), _) => text,
        }
    }

    /// The same source, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Source<'static> {
        match self {
            Self::Structure(term) => Source::Structure(term),
            Self::FieldOperation(term) => Source::FieldOperation(term),
            Self::Own(term) => Source::Own(term),
            Self::Other(text) => Source::Other(text.into_owned()),
        }
    }
}

impl PartialEq for Source<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Structure(one), Self::Structure(other)) => one == other,
            (Self::FieldOperation(one), Self::FieldOperation(other)) => one == other,
            (one, other) => match (one.unlisted(), other.unlisted()) {
                (Some(one), Some(other)) => one == other,
                _ => false,
            },
        }
    }
}

impl Eq for Source<'_> {}

impl Hash for Source<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Structure(term) => term.hash(state),
            Self::FieldOperation(term) => term.hash(state),
            Self::Own(_) | Self::Other(_) => self.unlisted().hash(state),
        }
    }
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
