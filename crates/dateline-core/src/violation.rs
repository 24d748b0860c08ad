//! Why a draft is no release.

use std::fmt::{self, Write as _};

use validator::{ValidationError, ValidationErrors};

use crate::{DateError, Field, FieldPath, LanguageError, WebAddressError};

/// One reason why a draft is no release.
///
/// Its text says what was expected, what was found and, where something is near, what may have
/// been meant; the field is said by [`Violation::path`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violation {
    path: FieldPath,
    problem: Problem,
    value: String,
    suggestion: Option<String>,
}

/// What is wrong with a value.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A required field is absent or blank.
    #[error("expected {expected}, found none")]
    Missing {
        /// What should be there.
        expected: &'static str,
    },
    /// A value of a list is empty.
    #[error("expected a value, found an empty one")]
    EmptyValue,
    /// A line break where one line is expected.
    #[error("expected one line, found a line break at character {at}")]
    LineBreak {
        /// The place in characters, from 1.
        at: usize,
    },
    /// A character that XML 1.0 does not allow.
    #[error("expected text that XML can carry, found U+{:04X} at character {at}", u32::from(*.character))]
    IllegalCharacter {
        /// The character.
        character: char,
        /// Its place in characters, from 1.
        at: usize,
    },
    /// Not a date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// Not a language.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// Not a web address.
    #[error(transparent)]
    Url(#[from] WebAddressError),
    /// Not a number of the site.
    #[error("expected a whole number without sign and leading zeros")]
    Number,
    /// A term that the vocabulary does not have.
    #[error("expected a {vocabulary}")]
    UnknownTerm {
        /// The vocabulary's name.
        vocabulary: &'static str,
    },
    /// Neither plain text nor HTML.
    #[error("expected `text/plain` or `text/html`")]
    BodyType,
    /// The same language twice.
    #[error("expected each language once")]
    LanguageTwice,
    /// A tag with the scheme of a controlled vocabulary.
    #[error("expected this term in `{field}`: its scheme is that field's")]
    TagIsTerm {
        /// Where it belongs.
        field: Field,
    },
}

impl Problem {
    /// The absence of a required field.
    pub(crate) const fn missing(field: Field) -> Self {
        Self::Missing {
            expected: match field {
                Field::Title => "a title",
                Field::Date => "a date such as `2016-10-25`",
                _ => "a value",
            },
        }
    }

    /// The character of the value that is wrong, from 1, where one is.
    #[must_use]
    pub const fn character(&self) -> Option<usize> {
        match self {
            Self::LineBreak { at } | Self::IllegalCharacter { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// A stable name of the rule that was broken.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "release.required",
            Self::EmptyValue => "release.empty-value",
            Self::LineBreak { .. } => "release.one-line",
            Self::IllegalCharacter { .. } => "release.illegal-character",
            Self::Date(_) => "release.date",
            Self::Language(_) => "release.language",
            Self::Url(_) => "release.url",
            Self::Number => "release.number",
            Self::UnknownTerm { .. } => "release.unknown-term",
            Self::BodyType => "release.body-type",
            Self::LanguageTwice => "release.language-twice",
            Self::TagIsTerm { .. } => "release.tag-is-term",
        }
    }
}

impl Violation {
    pub(crate) fn new(
        path: impl Into<FieldPath>,
        value: &str,
        problem: impl Into<Problem>,
    ) -> Self {
        // A value can be as long as a file, and a message is read by a person.
        let end = value
            .char_indices()
            .nth(200)
            .map_or(value.len(), |(at, _)| at);
        let value = value[..end].to_owned();
        Self {
            path: path.into(),
            problem: problem.into(),
            value,
            suggestion: None,
        }
    }

    pub(crate) fn suggesting(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }

    /// The field.
    #[must_use]
    pub const fn path(&self) -> FieldPath {
        self.path
    }

    /// The value as it was written, or its first 200 characters.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn what(&self) -> String {
        // These say what was found themselves.
        let says_it = matches!(
            self.problem,
            Problem::Missing { .. }
                | Problem::EmptyValue
                | Problem::LineBreak { .. }
                | Problem::IllegalCharacter { .. }
        );
        // Few are longer, and a text that grows step by step costs as much again.
        let mut text = String::with_capacity(128);
        // Writing to a string cannot fail.
        let _ = if says_it {
            write!(text, "{}", self.problem)
        } else {
            write!(text, "{}, found `{}`", self.problem, Excerpt(&self.value))
        };
        text
    }

    /// Of what [`what`](Self::what) says, what was expected, in a few words: `a date such as …`.
    pub(crate) fn expected(what: &str) -> &str {
        let what = what.strip_prefix("expected ").unwrap_or(what);
        what.split(", found").next().unwrap_or(what)
    }

    /// What may have been meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; did you mean `{suggestion}`?")?;
        }
        Ok(())
    }
}

/// The start of a value on one line, for a message: long values are cut, and what would break the
/// line or hide is escaped.
///
/// ```
/// use dateline_core::Excerpt;
///
/// assert_eq!(Excerpt("two\nlines").to_string(), "two\\nlines");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a>(pub &'a str);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LIMIT: usize = 60;
        let (text, rest) = match self.0.char_indices().nth(LIMIT) {
            Some((at, _)) => (&self.0[..at], "…"),
            None => (self.0, ""),
        };
        let mut written = 0;
        for (at, hidden) in text.match_indices(hides) {
            write!(f, "{}{}", &text[written..at], hidden.escape_default())?;
            written = at + hidden.len();
        }
        f.write_str(&text[written..])?;
        f.write_str(rest)
    }
}

/// Whether a character would break the line, or hide what stands around it.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// All reasons why a draft is no release: at least one, in the order of the fields.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// `Err` with the violations in the order of their fields, or `Ok` where there are none.
    pub(crate) fn none_of(mut violations: Vec<Violation>) -> Result<(), Self> {
        if violations.is_empty() {
            return Ok(());
        }
        // Stable: what was found first about one value stays first.
        violations.sort_by_key(|violation| (violation.path.field, violation.path.index));
        Err(Self(violations))
    }

    pub(crate) fn missing(field: Field) -> Self {
        Self(vec![Violation::new(field, "", Problem::missing(field))])
    }

    /// The violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{}: {violation}", violation.path)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// By field, each with the name of its rule ([`Problem::rule`]) as code, and in full as message. This
/// keeps no order of the fields.
impl From<Violations> for ValidationErrors {
    fn from(Violations(violations): Violations) -> Self {
        let mut errors = Self::new();
        for violation in violations {
            let path = violation.path();
            let message = format!("{path}: {violation}");
            let error = ValidationError::new(violation.problem().rule());
            errors.add(path.field.name(), error.with_message(message.into()));
        }
        errors
    }
}
