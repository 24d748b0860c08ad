//! Terms of vocabularies as a release holds them.

use std::fmt;

use crate::vocab::{FieldOperation, Structure, Vocabulary};
use crate::{Spelling, Text};

/// A term of the vocabulary `T`, or a text that the vocabulary does not have.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Term<'a, T> {
    /// A term of the vocabulary.
    Listed(T),
    /// Kept as it was written.
    Unlisted(Text<'a>),
}

impl<T: Vocabulary> Term<'_, T> {
    /// The term, where the vocabulary has it.
    #[must_use]
    pub fn listed(&self) -> Option<T> {
        match self {
            Self::Listed(term) => Some(*term),
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
            (Self::Unlisted(text), _) => text,
        }
    }

    /// The same term, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Term<'static, T> {
        match self {
            Self::Listed(term) => Term::Listed(term),
            Self::Unlisted(text) => Term::Unlisted(text.into_owned()),
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
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Source<'a> {
    /// An institution, a unit of the Secretariat, a decision-making body, …
    Structure(Structure),
    /// A field operation.
    FieldOperation(FieldOperation),
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
        if let Some(operation) = FieldOperation::find(&text) {
            return Self::FieldOperation(operation);
        }
        match Structure::find(&text) {
            Some(structure) => Self::Structure(structure),
            None => Self::Other(text.trimmed()),
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
            (Self::Other(text), _) => text,
        }
    }

    /// The same source, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Source<'static> {
        match self {
            Self::Structure(term) => Source::Structure(term),
            Self::FieldOperation(term) => Source::FieldOperation(term),
            Self::Other(text) => Source::Other(text.into_owned()),
        }
    }
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
