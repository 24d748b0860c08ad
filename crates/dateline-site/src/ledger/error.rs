//! Why a ledger cannot be read.

use std::io;

use dateline_core::{Fault, Position, Scope};

/// An error of reading a ledger: what was expected, what was found, and where.
///
/// A set without its ledger shows every release as new, so nothing that is wrong with one is passed
/// over.
///
/// ```
/// use dateline_core::Fault;
/// use dateline_site::ledger::Ledger;
///
/// let error = Ledger::read("{\"dateline\":\"ledger\",\"version\":1}\n".as_bytes()).unwrap_err();
/// assert_eq!(error.position().to_string(), "2:1");
/// assert_eq!(
///     error.to_string(),
///     "expected a feed, an event, an archive document or the last line of the ledger, found the end \
///      of the file: it was cut off; take the ledger of the last set that was complete",
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct Error {
    position: Position,
    kind: Box<ErrorKind>,
}

/// What is wrong with a ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file could not be read.
    #[error("the ledger could not be read: {0}")]
    Input(io::Error),
    /// Bytes that are not UTF-8.
    #[error("expected UTF-8, found the byte 0x{byte:02X}")]
    NotUtf8 {
        /// The first byte that does not belong.
        byte: u8,
    },
    /// The file ends before its last line.
    #[error(
        "expected {expected}, found the end of the file: it was cut off; take the ledger of the \
         last set that was complete"
    )]
    Truncated {
        /// What should be there.
        expected: &'static str,
    },
    /// The first line is no ledger's.
    #[error("expected the first line of a ledger, `{{\"dateline\":\"ledger\",…`, found `{found}`")]
    NoLedger {
        /// How the line that is there begins.
        found: String,
    },
    /// A later version of the program wrote it.
    #[error(
        "expected a ledger of version {} or before, found one of version {found}, which a later \
         dateline wrote; use that one",
        super::VERSION
    )]
    Version {
        /// Its version.
        found: u64,
    },
    /// A line that is not what it should be, as a whole.
    #[error("expected {expected}, found {found}")]
    Line {
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A line that is no JSON, or lacks a key or has one too many.
    #[error("expected {expected}: {what}")]
    Syntax {
        /// What should be there.
        expected: &'static str,
        /// What the JSON library says.
        what: String,
    },
}

impl Error {
    pub(super) fn new(position: Position, kind: ErrorKind) -> Self {
        Self {
            position,
            kind: Box::new(kind),
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
        match *self.kind {
            ErrorKind::Input(_) => Scope::Input,
            _ => Scope::Document,
        }
    }

    fn rule(&self) -> &'static str {
        match *self.kind {
            ErrorKind::Input(_) => "ledger.input",
            ErrorKind::NotUtf8 { .. } => "ledger.utf-8",
            ErrorKind::Truncated { .. } => "ledger.truncated",
            ErrorKind::NoLedger { .. } => "ledger.header",
            ErrorKind::Version { .. } => "ledger.version",
            ErrorKind::Line { .. } => "ledger.line",
            ErrorKind::Syntax { .. } => "ledger.syntax",
        }
    }
}
