//! What can be wrong with a JSON document, and where.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use dateline_core::{Excerpt, Fault, Position, Scope};

/// An error of reading: where it is, how far it reaches, and what it is.
///
/// Its text says what was expected and what was found; [`Fault::position`] says where, and
/// [`Fault::name`] gives the path in the document, such as `$[12].places[0].name`.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    position: Position,
    scope: Scope,
    path: Option<String>,
    kind: ErrorKind,
}

/// What is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input failed.
    #[error("the input could not be read: {0}")]
    Input(io::Error),
    /// Bytes that are not UTF-8.
    #[error("expected UTF-8, found the byte 0x{byte:02X}")]
    NotUtf8 {
        /// The first byte that does not belong.
        byte: u8,
    },
    /// A byte order mark of UTF-16.
    #[error("expected UTF-8, found UTF-16; save it as UTF-8")]
    Utf16,
    /// Nothing but white space.
    #[error("expected {expected}, found an empty input")]
    Empty {
        /// What should be there.
        expected: &'static str,
    },
    /// Something else than what JSON or the layout wants at this place.
    #[error("expected {expected}, found {found}")]
    Syntax {
        /// What should be there.
        expected: Cow<'static, str>,
        /// What is there.
        found: String,
    },
    /// The input or the line ends too early.
    #[error("expected {expected}, found the end")]
    Truncated {
        /// What should be there.
        expected: Cow<'static, str>,
    },
    /// Something behind the document.
    #[error("expected nothing behind {behind}, found {found}")]
    Trailing {
        /// What had ended.
        behind: &'static str,
        /// What is there.
        found: String,
    },
    /// A value of another type than the key has.
    #[error("expected {expected}, found {found}")]
    Type {
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// A key that nothing has a meaning for.
    #[error(
        "expected a key of {of}, found `{}`{}",
        Excerpt(.key),
        .suggestion.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
    )]
    UnknownKey {
        /// The key.
        key: String,
        /// What has keys here.
        of: &'static str,
        /// What may have been meant.
        suggestion: Option<&'static str>,
    },
    /// The same key twice in one object.
    #[error("expected each key once, found `{}` again", Excerpt(.key))]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that has to be there and is not.
    #[error("expected a key `{key}`, found none")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// More brackets inside each other than [`MAX_DEPTH`](crate::MAX_DEPTH).
    #[error("expected at most {} levels of brackets", crate::MAX_DEPTH)]
    Depth,
    /// A version of JSON Feed that this crate does not know.
    #[error("expected `https://jsonfeed.org/version/1.1`, found `{}`", Excerpt(.found))]
    Version {
        /// The version.
        found: String,
    },
    /// Text that should be base64 and is not.
    #[error("expected base64, found `{}`", Excerpt(.found))]
    Base64 {
        /// The text.
        found: String,
    },
}

impl ErrorKind {
    const fn rule(&self) -> &'static str {
        match self {
            Self::Input(_) => "json.input",
            Self::NotUtf8 { .. } | Self::Utf16 => "json.utf8",
            Self::Empty { .. } => "json.empty",
            Self::Syntax { .. } => "json.syntax",
            Self::Truncated { .. } => "json.truncated",
            Self::Trailing { .. } => "json.trailing",
            Self::Type { .. } => "json.type",
            Self::UnknownKey { .. } => "json.unknown-key",
            Self::DuplicateKey { .. } => "json.duplicate-key",
            Self::MissingKey { .. } => "json.missing-key",
            Self::Depth => "json.depth",
            Self::Version { .. } => "json.feed-version",
            Self::Base64 { .. } => "json.base64",
        }
    }

    /// What [`std::str::from_utf8`] found in `bytes`.
    pub(crate) fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Broken {
        let at = error.valid_up_to();
        Broken::new(
            at,
            Self::NotUtf8 {
                byte: bytes.get(at).copied().unwrap_or_default(),
            },
        )
    }
}

impl Error {
    pub(crate) const fn new(position: Position, scope: Scope, kind: ErrorKind) -> Self {
        Self {
            position,
            scope,
            path: None,
            kind,
        }
    }

    pub(crate) const fn document(position: Position, kind: ErrorKind) -> Self {
        Self::new(position, Scope::Document, kind)
    }

    pub(crate) const fn input(position: Position, error: io::Error) -> Self {
        Self::new(position, Scope::Input, ErrorKind::Input(error))
    }

    /// What is wrong inside `bytes`, which stand at `start` and are the value at `path`.
    pub(crate) fn inside(broken: Broken, start: Position, bytes: &[u8], path: &str) -> Self {
        let Broken { at, kind, steps } = broken;
        let position = start.after(bytes.get(..at).unwrap_or(bytes));
        let mut whole = path.to_owned();
        for step in steps.iter().rev() {
            whole.push_str(step);
        }
        Self {
            position,
            scope: Scope::Record,
            path: Some(whole),
            kind,
        }
    }

    pub(crate) fn scoped(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    pub(crate) fn on_path(self, path: String) -> Self {
        Self {
            path: Some(path),
            ..self
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl Fault for Error {
    fn position(&self) -> Position {
        self.position
    }

    fn scope(&self) -> Scope {
        self.scope
    }

    fn rule(&self) -> &'static str {
        self.kind.rule()
    }

    fn name(&self) -> Option<&str> {
        self.path.as_deref()
    }
}

/// What is wrong with one value, by the offset in its bytes.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) at: usize,
    pub(crate) kind: ErrorKind,
    /// The path to it, the innermost step first.
    steps: Vec<String>,
}

impl Broken {
    pub(crate) const fn new(at: usize, kind: ErrorKind) -> Self {
        Self {
            at,
            kind,
            steps: Vec::new(),
        }
    }

    pub(crate) fn under_key(mut self, key: &str) -> Self {
        let plain = !key.is_empty()
            && key.chars().count() <= 40
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        self.steps.push(if plain {
            format!(".{key}")
        } else {
            format!("[\"{}\"]", Excerpt(key))
        });
        self
    }

    pub(crate) fn under_index(mut self, index: usize) -> Self {
        let mut step = String::new();
        // Writing to a String cannot fail.
        let _ = write!(step, "[{index}]");
        self.steps.push(step);
        self
    }
}
