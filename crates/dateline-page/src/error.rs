//! Why a page could not be read.

use std::fmt;
use std::io;

use dateline_core::{Excerpt, Fault, Position, Scope};

/// Why a page could not be read, and where.
///
/// Its text is the reason alone; the place is asked with [`Fault::position`].
#[derive(Debug)]
pub struct Error {
    position: Position,
    kind: ErrorKind,
}

/// Why a page could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input failed.
    #[error("expected a page, but reading it failed")]
    Io(#[source] io::Error),
    /// The input is longer than [`LIMIT`](crate::LIMIT).
    #[error("expected a page of at most {} MiB, found a longer input", .limit >> 20)]
    TooLarge {
        /// How many bytes a page may have.
        limit: u64,
    },
    /// There is nothing but white space.
    #[error("expected the text of a page, found none")]
    Empty,
    /// It is no text.
    #[error("expected the text of a page, found {what}")]
    Binary {
        /// What it looks like.
        what: &'static str,
    },
    /// It is not written in the encoding that it seems to be in.
    #[error("expected {encoding}, found {found}; save the page as UTF-8")]
    Encoding {
        /// The encoding.
        encoding: &'static str,
        /// What it does not allow.
        found: String,
    },
    /// It is the source of a page, not its text.
    #[error("expected the text of a page, found {what}; {hint}")]
    Markup {
        /// In which language.
        what: &'static str,
        /// What to do instead.
        hint: &'static str,
    },
    /// Nothing shows that it is a release: there are no labels of any layout, or one label only,
    /// without a kind, and no dateline opens the text below the first line.
    #[error("{}", NoLabels(*.navigation, .lines))]
    NoLabels {
        /// Whether the site's navigation is there, so that it is one of its other pages.
        navigation: bool,
        /// The first lines, those of the navigation not counted.
        lines: Vec<String>,
    },
    /// The page has the form of a release but says that it is something else.
    #[error("expected a release, found a page that calls itself `{}`", Excerpt(.found))]
    NoRelease {
        /// What it says it is.
        found: String,
    },
    /// Nothing shows that it is a release, and its address is one of a section, an overview or a
    /// blog.
    #[error(
        "expected a release, found a page whose address is that of a section, an overview or a \
         blog: `{}`", Excerpt(.address)
    )]
    Section {
        /// The address.
        address: String,
    },
    /// No title stands where it should, above the labels or the text.
    #[error("expected the title in the line before the labels or the text, found {}", Before(.found))]
    NoTitle {
        /// What stands there instead; nothing, where the page begins with the labels.
        found: String,
    },
}

impl Error {
    pub(crate) const fn new(position: Position, kind: ErrorKind) -> Self {
        Self { position, kind }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.kind, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.kind.source()
    }
}

impl Fault for Error {
    fn position(&self) -> Position {
        self.position
    }

    fn scope(&self) -> Scope {
        match self.kind {
            ErrorKind::Io(_) => Scope::Input,
            ErrorKind::Encoding { .. } => Scope::Record,
            ErrorKind::TooLarge { .. }
            | ErrorKind::Empty
            | ErrorKind::Binary { .. }
            | ErrorKind::Markup { .. }
            | ErrorKind::NoLabels { .. }
            | ErrorKind::NoRelease { .. }
            | ErrorKind::Section { .. }
            | ErrorKind::NoTitle { .. } => Scope::Document,
        }
    }

    fn rule(&self) -> &'static str {
        match self.kind {
            ErrorKind::Io(_) => "page.input",
            ErrorKind::TooLarge { .. } => "page.too-large",
            ErrorKind::Empty => "page.empty",
            ErrorKind::Binary { .. } => "page.binary",
            ErrorKind::Encoding { .. } => "page.encoding",
            ErrorKind::Markup { .. } => "page.markup",
            ErrorKind::NoLabels { .. } => "page.no-labels",
            ErrorKind::NoRelease { .. } => "page.no-release",
            ErrorKind::Section { .. } => "page.section",
            ErrorKind::NoTitle { .. } => "page.no-title",
        }
    }
}

/// What was looked for and not found.
struct NoLabels<'e>(bool, &'e [String]);

impl fmt::Display for NoLabels<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(navigation, lines) = *self;
        f.write_str(
            "expected a release: a title, and below it labels (`- Date:`, `Source:`, \
             `Publishing date:`) or a text that opens with a dateline; found ",
        )?;
        f.write_str(if navigation {
            "a page of the site that has neither, such as an overview or a section page"
        } else {
            "a text that has neither"
        })?;
        for (index, line) in lines.iter().enumerate() {
            f.write_str(match (index, navigation) {
                (0, true) => "; behind the navigation it reads ",
                (0, false) => "; it opens with ",
                _ => ", ",
            })?;
            write!(f, "`{}`", Excerpt(line))?;
        }
        Ok(())
    }
}

/// What stands where the title should.
struct Before<'e>(&'e str);

impl fmt::Display for Before<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            f.write_str("the beginning of the page")
        } else {
            write!(f, "`{}`", Excerpt(self.0))
        }
    }
}
