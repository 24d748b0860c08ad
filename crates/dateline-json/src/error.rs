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
    path: Option<Box<str>>,
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
    /// UTF-16, by its byte order mark or the zero bytes in it.
    #[error("expected UTF-8, found UTF-16")]
    Utf16,
    /// UTF-32.
    #[error("expected UTF-8, found UTF-32; save it as UTF-8")]
    Utf32,
    /// Nothing but white space.
    #[error("expected {expected}, found an empty input")]
    Empty {
        /// What should be there.
        expected: &'static str,
    },
    /// Something else than what JSON or the layout wants at this place.
    #[error(
        "expected {expected}, found {found}{}{}",
        if .hint.is_some() { "; " } else { "" },
        .hint.map_or("", Hint::text)
    )]
    Syntax {
        /// What should be there.
        expected: Cow<'static, str>,
        /// What is there.
        found: String,
        /// What JSON has instead.
        hint: Option<Hint>,
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
    /// More bytes in one record than [`MAX_SIZE`](crate::MAX_SIZE).
    #[error("expected at most {} MiB in one record", crate::MAX_SIZE >> 20)]
    Size,
    /// More values in one record than [`MAX_VALUES`](crate::MAX_VALUES).
    #[error("expected at most {} values in one record", crate::MAX_VALUES)]
    Values,
    /// Foreign elements inside each other beyond [`Foreign::DEPTH`](dateline_core::Foreign::DEPTH).
    #[error(
        "expected at most {} levels of foreign elements",
        dateline_core::Foreign::DEPTH
    )]
    ForeignDepth,
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
    /// The rule that it breaks, one of [`RULES`](crate::RULES).
    pub(crate) const fn rule(&self) -> &'static str {
        match self {
            Self::Input(_) => "json.input",
            Self::NotUtf8 { .. } | Self::Utf16 | Self::Utf32 => "json.utf8",
            Self::Empty { .. } => "json.empty",
            Self::Syntax { .. } => "json.syntax",
            Self::Truncated { .. } => "json.truncated",
            Self::Trailing { .. } => "json.trailing",
            Self::Type { .. } => "json.type",
            Self::UnknownKey { .. } => "json.unknown-key",
            Self::DuplicateKey { .. } => "json.duplicate-key",
            Self::MissingKey { .. } => "json.missing-key",
            Self::Depth | Self::ForeignDepth => "json.depth",
            Self::Size | Self::Values => "json.size",
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
            path: Some(whole.into()),
            kind,
        }
    }

    pub(crate) fn scoped(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    pub(crate) fn on_path(self, path: String) -> Self {
        Self {
            path: Some(path.into()),
            ..self
        }
    }

    /// The same, with this hint.
    pub(crate) const fn hinted(mut self, wanted: Hint) -> Self {
        if let ErrorKind::Syntax { hint, .. } = &mut self.kind {
            *hint = Some(wanted);
        }
        self
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

/// What JSON has in place of something that people often think it has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Hint {
    /// A comment.
    Comment,
    /// Single quotes.
    Apostrophe,
    /// Quotation marks of print.
    CurlyQuote,
    /// A number that begins with a sign or a point.
    Number,
    /// A word for what is not there, or for no number.
    Nothing,
    /// A word for true or false.
    Truth,
    /// A comma in front of a bracket that closes.
    LastComma,
    /// Two commas behind each other.
    TwoCommas,
}

impl Hint {
    const fn text(self) -> &'static str {
        match self {
            Self::Comment => "JSON has no comments",
            Self::Apostrophe => "JSON has texts in double quotes",
            Self::CurlyQuote => "JSON has texts in straight quotes, `\"`",
            Self::Number => "a number begins with a digit or `-`",
            Self::Nothing => "JSON has `null` for what is not there",
            Self::Truth => "JSON has `true` and `false`",
            Self::LastComma => "JSON has no comma behind the last value",
            Self::TwoCommas => "JSON has a value between two commas",
        }
    }

    /// What is to be said of what `rest` begins with.
    pub(crate) fn on(rest: &[u8]) -> Option<Self> {
        const NOTHING: [&str; 8] = [
            "NaN",
            "nan",
            "Infinity",
            "inf",
            "undefined",
            "None",
            "nil",
            "NULL",
        ];
        let word = |word: &&str| {
            let behind = rest.strip_prefix(word.as_bytes());
            behind.is_some_and(|behind| !behind.first().is_some_and(u8::is_ascii_alphanumeric))
        };
        match rest {
            [b'/', b'/' | b'*', ..] | [b'#', ..] => Some(Self::Comment),
            [b'\'', ..] => Some(Self::Apostrophe),
            // U+201C to U+201E.
            [0xE2, 0x80, 0x9C..=0x9E, ..] => Some(Self::CurlyQuote),
            [b'+' | b'.', b'0'..=b'9', ..] => Some(Self::Number),
            _ if NOTHING.iter().any(word) => Some(Self::Nothing),
            _ if ["True", "False", "TRUE", "FALSE"].iter().any(word) => Some(Self::Truth),
            _ => None,
        }
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

    /// The same, with this hint where `byte` was found.
    pub(crate) fn or_hint(mut self, byte: u8, wanted: Hint) -> Self {
        if let ErrorKind::Syntax { found, hint, .. } = &mut self.kind
            && found.as_bytes() == [b'`', byte, b'`']
        {
            *hint = Some(wanted);
        }
        self
    }

    /// The path to it from the document: `$.items[2].id`.
    pub(crate) fn path(&self) -> String {
        let steps = self.steps.iter().rev();
        steps.fold("$".to_owned(), |path, step| path + step)
    }

    pub(crate) fn under_key(mut self, key: &str) -> Self {
        let mut step = String::new();
        push_key(&mut step, key);
        self.steps.push(step);
        self
    }

    pub(crate) fn under_index(mut self, index: usize) -> Self {
        let mut step = String::new();
        push_index(&mut step, index);
        self.steps.push(step);
        self
    }
}

/// A path that begins with what a document is called. Few are longer than the room for it, and one
/// that grows step by step costs as much again.
pub(crate) fn path(document: &str) -> String {
    let mut path = String::with_capacity(64);
    path.push_str(document);
    path
}

/// A key of more characters stands in quotes, and cut.
const PLAIN_KEY: usize = 40;

/// Adds a step of a path into an object.
pub(crate) fn push_key(path: &mut String, key: &str) {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_short = !key.is_empty() && key.chars().nth(PLAIN_KEY).is_none();
    if is_short && key.chars().all(is_plain) {
        path.push('.');
        path.push_str(key);
    } else {
        // Writing to a string cannot fail.
        let _ = write!(path, "[\"{}\"]", Excerpt(key));
    }
}

/// Adds a step of a path into a list.
pub(crate) fn push_index(path: &mut String, index: impl itoa::Integer) {
    path.push('[');
    path.push_str(itoa::Buffer::new().format(index));
    path.push(']');
}
