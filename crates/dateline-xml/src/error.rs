//! Why a feed could not be read.

use std::fmt::{self, Write as _};
use std::io;
use std::str::Utf8Error;

use dateline_core::{Excerpt, Fault, Position, Scope};

/// An error of reading, with its place and how far it reaches.
#[derive(Debug)]
pub struct Error(Box<Inner>);

/// What an error is made of; boxed, so that a `Result` stays small.
#[derive(Debug)]
struct Inner {
    position: Position,
    scope: Scope,
    element: Option<String>,
    kind: ErrorKind,
}

/// What is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be read.
    #[error("cannot read the input")]
    Io(#[source] io::Error),
    /// The input has no bytes, or nothing but white space.
    #[error("expected a feed, found an empty input")]
    Empty,
    /// The input is not XML.
    #[error("expected a feed, found text that is no XML: `{}`", Excerpt(.found))]
    NotXml {
        /// How it begins.
        found: String,
    },
    /// The input is a page for people.
    #[error("expected a feed, found an HTML page; {}", fetch(.feeds))]
    Html {
        /// The addresses of the feeds that it names, as it writes them.
        feeds: Vec<String>,
    },
    /// The input is XML, but no feed.
    #[error(
        "expected a feed with the root `<rss>`, `<rdf:RDF>` or `<feed>`, found `<{}>`{}",
        Excerpt(.root), known_root(.root)
    )]
    NotFeed {
        /// The root element as it was written.
        root: String,
    },
    /// The input has no element at all.
    #[error("expected a feed with the root `<rss>`, `<rdf:RDF>` or `<feed>`, found no element")]
    NoRoot,
    /// The feed has no channel.
    #[error("expected `<channel>` in `<{}>`, found none", Excerpt(.root))]
    NoChannel {
        /// The root element as it was written.
        root: String,
    },
    /// The document is in an encoding that is not read, or in one that nobody knows.
    #[error(
        "expected an encoding that can be read, found `{}`; convert the document to UTF-8 first",
        Excerpt(.encoding)
    )]
    Encoding {
        /// Its name, or what is declared as its name.
        encoding: String,
    },
    /// The document is not in the encoding that it declares, or declares none where it must.
    #[error("expected a document in {found} to say so, found {said}")]
    WrongEncoding {
        /// What its bytes say.
        found: &'static str,
        /// What it says.
        said: String,
    },
    /// A byte that the declared encoding does not have, though another does that is often meant.
    #[error(
        "expected text in `{}`, found the byte 0x{byte:02X}, which has no character there; \
         was {instead} meant?",
        Excerpt(.encoding)
    )]
    Foreign {
        /// The declared encoding.
        encoding: String,
        /// The byte.
        byte: u8,
        /// The encoding that may be meant.
        instead: &'static str,
    },
    /// Bytes that are no text in the encoding of the document.
    #[error("expected text in {encoding}, found bytes that are none")]
    Malformed {
        /// The encoding.
        encoding: &'static str,
    },
    /// Bytes that are no UTF-8.
    #[error("expected UTF-8, found the {}", hex(.bytes))]
    Utf8 {
        /// The bytes, at most four.
        bytes: Vec<u8>,
    },
    /// Markup that does not end.
    #[error("expected `{end}`, found the end of the {}; {what} is not closed", within(*.record))]
    UnclosedMarkup {
        /// What was opened.
        what: &'static str,
        /// What would close it.
        end: &'static str,
        /// Whether the record ended, and not the input.
        record: bool,
    },
    /// An element that does not end.
    #[error(
        "expected `</{}>`, found {}; `<{}>` was opened at {opened}",
        Excerpt(.name), .found, Excerpt(.name)
    )]
    Unclosed {
        /// The element.
        name: String,
        /// Where it begins.
        opened: Position,
        /// What was found instead of its end.
        found: String,
    },
    /// An end tag that nothing opened.
    #[error("expected no end tag here, found `</{}>`", Excerpt(.name))]
    Unopened {
        /// The element.
        name: String,
    },
    /// A tag that does not follow the grammar.
    #[error("expected {expected}, found `{}`", Excerpt(.found))]
    Tag {
        /// What the grammar asks for.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A prefix that no namespace was declared for.
    #[error(
        "expected a declared prefix, found `<{}>`; add `xmlns:{}=\"…\"` to the root",
        Excerpt(.name), Excerpt(.prefix)
    )]
    Prefix {
        /// The prefix.
        prefix: String,
        /// The name with it.
        name: String,
    },
    /// A namespace declaration that XML does not allow, or too many.
    #[error("expected lawful namespace declarations, found {found}")]
    Namespace {
        /// What is wrong with them.
        found: String,
    },
    /// An entity that XML does not have.
    #[error(
        "expected one of `&amp;` `&lt;` `&gt;` `&quot;` `&apos;`, found the entity `&{};`{}",
        Excerpt(.name), suggest_entity(.name)
    )]
    Entity {
        /// Its name.
        name: String,
    },
    /// An ampersand that begins no reference.
    #[error("expected a reference behind `&`, found a bare `&`; did you mean `&amp;`?")]
    Ampersand,
    /// A reference to a character that XML does not allow.
    #[error("expected a reference to a character that XML allows, found `&{};`", Excerpt(.reference))]
    CharacterReference {
        /// The reference without `&` and `;`.
        reference: String,
    },
    /// Elements nested too deeply.
    #[error("expected at most {limit} nested elements, found more")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More of something than a document may have.
    #[error("expected at most {limit} {what}, found more")]
    TooMuch {
        /// The limit.
        limit: usize,
        /// What is limited.
        what: &'static str,
    },
    /// Something that is no well-formed XML with namespaces, and would be mended but for strict
    /// reading.
    #[error("expected {expected}, found {found}")]
    IllFormed {
        /// What the grammar asks for.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A start tag around the items that is longer than it may be.
    #[error("expected a start tag of at most {limit} bytes around the items, found a longer one")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// Something behind the end of the record or the document.
    #[error("expected nothing behind `</{}>`, found `{}`", Excerpt(.name), Excerpt(.found))]
    Trailing {
        /// The element that ended.
        name: String,
        /// What follows.
        found: String,
    },
}

impl ErrorKind {
    /// That `bytes`, which stand at `position`, are no text.
    pub(crate) fn utf_8(bytes: &[u8], error: Utf8Error, position: Position, reach: Scope) -> Error {
        let (before, wrong) = bytes.split_at(error.valid_up_to());
        let length = error.error_len().unwrap_or(4).min(4);
        let bytes = wrong.iter().take(length).copied().collect();
        Self::Utf8 { bytes }.at(position.after(before), reach)
    }

    pub(crate) fn at(self, position: Position, scope: Scope) -> Error {
        Error(Box::new(Inner {
            position,
            scope,
            element: None,
            kind: self,
        }))
    }

    /// A stable name of the rule that was broken.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Io(_) => "xml.io",
            Self::Empty => "xml.empty",
            Self::NotXml { .. } => "xml.not-xml",
            Self::Html { .. } => "xml.html",
            Self::NotFeed { .. } => "xml.not-feed",
            Self::NoRoot => "xml.no-root",
            Self::NoChannel { .. } => "xml.no-channel",
            Self::Encoding { .. } => "xml.encoding",
            Self::WrongEncoding { .. } => "xml.wrong-encoding",
            Self::Foreign { .. } | Self::Malformed { .. } => "xml.malformed",
            Self::Utf8 { .. } => "xml.utf-8",
            Self::UnclosedMarkup { .. } => "xml.unclosed-markup",
            Self::Unclosed { .. } => "xml.unclosed-element",
            Self::Unopened { .. } => "xml.unopened-element",
            Self::Tag { .. } => "xml.tag",
            Self::Prefix { .. } => "xml.prefix",
            Self::Namespace { .. } => "xml.namespace",
            Self::Entity { .. } => "xml.entity",
            Self::Ampersand => "xml.ampersand",
            Self::CharacterReference { .. } => "xml.character-reference",
            Self::TooDeep { .. } => "xml.too-deep",
            Self::TooMuch { .. } => "xml.too-much",
            Self::IllFormed { .. } => "xml.ill-formed",
            Self::TooLong { .. } => "xml.too-long",
            Self::Trailing { .. } => "xml.trailing",
        }
    }
}

impl Error {
    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    pub(crate) fn within(mut self, element: &str) -> Self {
        if !element.is_empty() {
            self.0.element = Some(element.to_owned());
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.kind.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.kind)
    }
}

impl Fault for Error {
    fn position(&self) -> Position {
        self.0.position
    }

    fn scope(&self) -> Scope {
        self.0.scope
    }

    fn rule(&self) -> &'static str {
        self.0.kind.rule()
    }

    fn name(&self) -> Option<&str> {
        self.0.element.as_deref()
    }
}

fn known_root(root: &str) -> &'static str {
    match root {
        "urlset" | "sitemapindex" => ": a sitemap",
        "opml" => ": a list of feeds",
        "html" => ": an HTML page",
        _ => "",
    }
}

fn fetch(feeds: &[String]) -> String {
    match feeds {
        [] => "was the feed's own address fetched?".to_owned(),
        [feed] => format!("it names the feed `{}`: fetch that", Excerpt(feed)),
        feeds => {
            let names: Vec<_> = feeds.iter().map(|f| format!("`{}`", Excerpt(f))).collect();
            let names = names.join(", ");
            format!("it names the feeds {names}: fetch one of them")
        }
    }
}

const fn within(record: bool) -> &'static str {
    if record { "item" } else { "input" }
}

fn hex(bytes: &[u8]) -> String {
    let start = if bytes.len() == 1 { "byte" } else { "bytes" };
    bytes.iter().fold(start.to_owned(), |mut text, byte| {
        let _ = write!(text, " 0x{byte:02X}");
        text
    })
}

fn suggest_entity(name: &str) -> String {
    match crate::entities::find(name) {
        Some(c) => format!("; did you mean `&#x{:X};`?", u32::from(c)),
        None => String::new(),
    }
}
