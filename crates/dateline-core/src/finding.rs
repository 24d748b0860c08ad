//! What deserves saying about a release or an input, and changes nothing about it.

use std::borrow::Cow;
use std::fmt;

use crate::{Excerpt, FieldPath, Position, Rule};

/// How much a finding matters. Only [`Level::Error`] changes an exit code.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// Good to know.
    Note,
    /// Probably not what was wanted.
    Warning,
    /// To be mended.
    Error,
}

/// One thing that a reader, the check or a writer has to say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The field it is about, where it is about one.
    pub path: Option<FieldPath>,
    /// Where it stands in the input, where the one who found it knew.
    pub position: Option<Position>,
}

/// What a finding says.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FindingKind {
    /// A fact that the input does not state was taken from another that it does.
    #[error("`{}` was inferred from {from}", Excerpt(.value))]
    Inferred {
        /// What was inferred.
        value: String,
        /// From what.
        from: &'static str,
    },
    /// The id that was missing was derived.
    #[error("`{}` was derived from {from}", Excerpt(.value))]
    Derived {
        /// The id.
        value: String,
        /// From what.
        from: &'static str,
    },
    /// A term was written by another name or its code and is kept by its label.
    #[error("`{}` is kept as `{label}`", Excerpt(.written))]
    Alias {
        /// As it was written.
        written: String,
        /// The term's label.
        label: Cow<'static, str>,
    },
    /// A value was brought into the form that every format can hold.
    #[error("`{}` is kept as `{}`", Excerpt(.written), Excerpt(.kept))]
    Normalized {
        /// As it was written.
        written: String,
        /// As it is kept.
        kept: String,
    },
    /// A term that the vocabulary does not have was kept as it stands.
    #[error(
        "`{}` is no {vocabulary} of the vocabulary and is kept as it stands{}",
        Excerpt(.value),
        .suggestion.as_ref().map(|label| format!("; did you mean `{label}`?")).unwrap_or_default()
    )]
    Unlisted {
        /// The term.
        value: String,
        /// A term of the vocabulary that may have been meant.
        suggestion: Option<Cow<'static, str>>,
        /// The vocabulary's name.
        vocabulary: &'static str,
    },
    /// The same value twice in one list.
    #[error("`{}` stands here more than once", Excerpt(.value))]
    Duplicate {
        /// The value.
        value: String,
    },
    /// Two facts of the input do not agree.
    #[error("`{}` is kept, and does not agree with {other}", Excerpt(.value))]
    Disagreement {
        /// The value that is kept.
        value: String,
        /// What it does not agree with.
        other: String,
    },
    /// A derived fact was stated differently; what is derived counts.
    #[error("`{}` is not kept: it is derived, as `{other}`", Excerpt(.value))]
    Superseded {
        /// What was stated.
        value: String,
        /// What is derived.
        other: String,
    },
    /// Something that was read has no home in a release, or something of a release none in the
    /// format that is written.
    #[error("{what}")]
    Loss {
        /// What was lost.
        what: String,
    },
    /// A reader mended the input.
    #[error("{what}")]
    Repair {
        /// What was mended.
        what: String,
    },
    /// Something that is in order and good to know.
    #[error("{what}")]
    Remark {
        /// What there is to know.
        what: String,
    },
    /// A release that goes out as it is, though a feed validator will not be content with it.
    #[error("{what}")]
    Hazard {
        /// What it will say, and why.
        what: String,
    },
    /// A release that is one, and goes against a rule of the validation all the same.
    #[error(transparent)]
    Breach(Box<Breach>),
}

/// What goes against a rule of the validation.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{what}{}", .hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default())]
pub struct Breach {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is here.
    pub level: Level,
    /// What was found, and what was expected.
    pub what: String,
    /// The value, where it is about one.
    pub value: Option<String>,
    /// Which character of the field it is about, from 1, where it is about one.
    pub character: Option<usize>,
    /// What may have been meant, or what to do.
    pub hint: Option<String>,
}

impl Breach {
    /// Something that goes against a rule, and nothing more yet.
    #[must_use]
    pub fn new(rule: &'static Rule, what: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            what: what.into(),
            value: None,
            character: None,
            hint: None,
        }
    }

    /// The same, of another level than the rule's.
    #[must_use]
    pub fn level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// The same, with the value that it is about.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self {
            value: Some(value.into()),
            ..self
        }
    }

    /// The same, with the character of the field that it begins at, from 1.
    #[must_use]
    pub fn character(self, character: usize) -> Self {
        Self {
            character: Some(character),
            ..self
        }
    }

    /// The same, with what may have been meant.
    #[must_use]
    pub fn hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }
}

impl From<Breach> for FindingKind {
    fn from(breach: Breach) -> Self {
        Self::Breach(Box::new(breach))
    }
}

impl FindingKind {
    /// How much it matters.
    #[must_use]
    pub fn level(&self) -> Level {
        match self {
            Self::Inferred { .. }
            | Self::Derived { .. }
            | Self::Alias { .. }
            | Self::Normalized { .. }
            | Self::Remark { .. } => Level::Note,
            Self::Unlisted { .. }
            | Self::Duplicate { .. }
            | Self::Disagreement { .. }
            | Self::Superseded { .. }
            | Self::Loss { .. }
            | Self::Repair { .. }
            | Self::Hazard { .. } => Level::Warning,
            Self::Breach(breach) => breach.level,
        }
    }

    /// What was read, where it is about a value.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Inferred { value, .. }
            | Self::Derived { value, .. }
            | Self::Alias { written: value, .. }
            | Self::Normalized { written: value, .. }
            | Self::Unlisted { value, .. }
            | Self::Duplicate { value }
            | Self::Disagreement { value, .. }
            | Self::Superseded { value, .. } => Some(value),
            Self::Breach(breach) => breach.value.as_deref(),
            Self::Loss { .. } | Self::Repair { .. } | Self::Remark { .. } | Self::Hazard { .. } => {
                None
            }
        }
    }

    /// Which character of the field it is about, from 1, where it is about one.
    #[must_use]
    pub fn character(&self) -> Option<usize> {
        match self {
            Self::Breach(breach) => breach.character,
            _ => None,
        }
    }

    /// What may have been meant instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unlisted {
                suggestion: Some(label),
                ..
            } => Some(format!("did you mean `{label}`?")),
            Self::Breach(breach) => breach.hint.clone(),
            _ => None,
        }
    }

    /// What it says, without the hint.
    #[must_use]
    pub fn what(&self) -> String {
        let mut what = self.to_string();
        if let Some(hint) = self.hint() {
            what.truncate(what.len() - "; ".len() - hint.len());
        }
        what
    }

    /// A stable name of the rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Inferred { .. } => "release.inferred",
            Self::Derived { .. } => "release.derived",
            Self::Alias { .. } => "release.alias",
            Self::Normalized { .. } => "release.normalized",
            Self::Unlisted { .. } => "release.unlisted",
            Self::Duplicate { .. } => "release.duplicate",
            Self::Disagreement { .. } => "release.disagreement",
            Self::Superseded { .. } => "release.superseded",
            Self::Loss { .. } => "format.loss",
            Self::Repair { .. } => "input.repair",
            Self::Remark { .. } => "input.remark",
            Self::Hazard { .. } => "format.hazard",
            Self::Breach(breach) => breach.rule.id,
        }
    }
}

impl Finding {
    /// A finding about a field.
    #[must_use]
    pub fn about(path: impl Into<FieldPath>, kind: FindingKind) -> Self {
        Self {
            kind,
            path: Some(path.into()),
            position: None,
        }
    }

    /// A finding about a whole release or input.
    #[must_use]
    pub const fn general(kind: FindingKind) -> Self {
        Self {
            kind,
            path: None,
            position: None,
        }
    }

    /// The same finding, with its place.
    #[must_use]
    pub fn at(self, position: Position) -> Self {
        Self {
            position: Some(position),
            ..self
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn level(&self) -> Level {
        self.kind.level()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}: ")?;
        }
        write!(f, "{}", self.kind)
    }
}
