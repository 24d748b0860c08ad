//! Why terms cannot be added.

use std::fmt;

use crate::{DateError, Excerpt, Position};

/// One thing that is wrong with a file of one's own terms. Its text says what was expected and what
/// was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExtensionFault {
    position: Position,
    problem: ExtensionProblem,
    value: String,
    suggestion: Option<String>,
}

/// What is wrong with a term.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtensionProblem {
    /// No vocabulary has this name.
    #[error(
        "expected a vocabulary (`fields`, `states`, `partners`, `structures`, `operations`, `kinds`)"
    )]
    Vocabulary,
    /// A vocabulary to which nothing can be added.
    #[error("expected a vocabulary that can be extended: {why}")]
    Closed {
        /// Why not.
        why: &'static str,
    },
    /// Something that has to be there is not.
    #[error("expected {what}, found none")]
    Missing {
        /// What should be there.
        what: &'static str,
    },
    /// Something else than letters, digits, `-`, `_` and `.` in a code.
    #[error("expected a code of ASCII letters, digits, `-`, `_` and `.`")]
    Code,
    /// A name that cannot be one.
    #[error("expected one line with a letter or a digit, without white space at its ends")]
    Name,
    /// The name of another term.
    #[error("expected a name of its own: `{label}` (code `{code}`, {place}) has it already")]
    Clash {
        /// The other term's label.
        label: String,
        /// Its code.
        code: String,
        /// Whether it is listed, or where it stands.
        place: String,
    },
    /// A listed term with another label.
    #[error(
        "expected the label `{label}`, which the listed term `{code}` has; choose another code for \
         a term of your own"
    )]
    Relabelled {
        /// The label that it has.
        label: String,
        /// The code.
        code: String,
    },
    /// Not a date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// A date with a time.
    #[error("expected a year, month or day")]
    Time,
    /// Not a term of the vocabulary that a fact leads to.
    #[error("expected a {one}")]
    Link {
        /// What a term of that vocabulary is called.
        one: &'static str,
    },
}

/// What is wrong with a file of one's own terms: at least one fault, in the order of the positions.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct ExtensionErrors(Vec<ExtensionFault>);

impl ExtensionErrors {
    /// The faults, where there is any.
    pub(super) fn none_of(mut faults: Vec<ExtensionFault>) -> Result<(), Self> {
        faults.sort_by_key(|fault| fault.position);
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Self(faults))
        }
    }

    /// The faults.
    pub fn iter(&self) -> std::slice::Iter<'_, ExtensionFault> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a ExtensionErrors {
    type Item = &'a ExtensionFault;
    type IntoIter = std::slice::Iter<'a, ExtensionFault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl ExtensionFault {
    pub(super) fn new(
        position: Position,
        value: &str,
        problem: impl Into<ExtensionProblem>,
        suggestion: Option<String>,
    ) -> Self {
        Self {
            position,
            problem: problem.into(),
            // A value can be as long as a file, and a message is read by a person.
            value: value.chars().take(200).collect(),
            suggestion,
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }

    /// What is wrong.
    #[must_use]
    pub const fn problem(&self) -> &ExtensionProblem {
        &self.problem
    }
}

impl fmt::Display for ExtensionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problem)?;
        if !matches!(self.problem, ExtensionProblem::Missing { .. }) {
            write!(f, ", found `{}`", Excerpt(&self.value))?;
        }
        if let Some(near) = &self.suggestion {
            write!(f, "; did you mean `{near}`?")?;
        }
        Ok(())
    }
}

impl std::error::Error for ExtensionFault {}
