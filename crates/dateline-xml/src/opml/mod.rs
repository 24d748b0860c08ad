//! OPML 2.0: lists of feeds, written.
//!
//! ```
//! use dateline_core::{Channel, ChannelDraft};
//! use dateline_xml::opml::{self, Opml, Outline, Version};
//!
//! let channel = Channel::try_from(ChannelDraft {
//!     title: "Border management".into(),
//!     link: "https://a.example/borders".into(),
//!     description: "What is new at borders.".into(),
//!     feed_url: "https://a.example/borders.rss".into(),
//!     language: "en".into(),
//!     ..ChannelDraft::default()
//! })?;
//! let feed = Outline::feed(&channel, Version::Rss2);
//! let group = Outline::group("By field of work", vec![feed])?;
//! let list = Opml::new("The feeds of a mission", vec![group])?;
//!
//! let mut out = String::new();
//! opml::write(&list, &mut out);
//! assert!(out.contains("<outline text=\"By field of work\">"));
//! assert!(out.contains("xmlUrl=\"https://a.example/borders.rss\""));
//! assert!(Opml::new("Nothing", Vec::new()).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(test)]
mod tests;
mod write;

use dateline_core::text::illegal_character;
use dateline_core::{Channel, Date, Excerpt, WebAddress};

pub use write::write;

/// How deep groups may nest: as deep as readers show them, and no deeper than every program that
/// walks through a document can go.
pub const DEPTH_LIMIT: usize = 16;

/// A list of feeds. There is none without a feed, and every text in it says something.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opml<'a> {
    title: &'a str,
    modified: Option<&'a Date>,
    owner_name: Option<&'a str>,
    owner_id: Option<&'a WebAddress<'a>>,
    outlines: Vec<Outline<'a>>,
}

/// A feed, or a group of outlines under a heading.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outline<'a>(Kind<'a>);

#[derive(Clone, Debug, Eq, PartialEq)]
enum Kind<'a> {
    Group {
        text: &'a str,
        outlines: Vec<Outline<'a>>,
        depth: usize,
    },
    Feed {
        channel: &'a Channel,
        version: Version,
    },
}

/// What a feed is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Version {
    /// RSS 2.0: `version="RSS2"`.
    Rss2,
    /// Anything else, such as Atom and JSON Feed: the versions of OPML are those of RSS, so that none
    /// is written.
    Other,
}

/// Why something is no list of feeds.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum OpmlError {
    /// A list, or a group, without any feed (OPML 2.0: a body has one outline or more).
    #[error("expected at least one feed in `{}`, found none", Excerpt(.0))]
    Empty(String),
    /// A text that says nothing.
    #[error("expected {0}, found white space")]
    Blank(&'static str),
    /// A character that XML 1.0 does not have.
    #[error("expected characters that XML allows in {what}, found U+{:04X}", u32::from(*.found))]
    Character {
        /// What has it.
        what: &'static str,
        /// The character.
        found: char,
    },
    /// Groups in groups, deeper than [`DEPTH_LIMIT`].
    #[error("expected groups at most {DEPTH_LIMIT} deep in one another, found more in `{}`", Excerpt(.0))]
    TooDeep(String),
}

impl<'a> Outline<'a> {
    /// A feed: its title, its address, its page, what it is about and its language.
    #[must_use]
    pub const fn feed(channel: &'a Channel, version: Version) -> Self {
        Self(Kind::Feed { channel, version })
    }

    /// A group of outlines under a heading, such as all feeds of fields of work.
    ///
    /// # Errors
    ///
    /// Where there is no outline in it, where its heading says nothing or cannot be written, and
    /// where groups nest deeper than [`DEPTH_LIMIT`].
    pub fn group(text: &'a str, outlines: Vec<Self>) -> Result<Self, OpmlError> {
        check("a heading of a group", text)?;
        if outlines.is_empty() {
            return Err(OpmlError::Empty(text.to_owned()));
        }
        let depth = 1 + outlines.iter().map(Self::depth).max().unwrap_or_default();
        if depth > DEPTH_LIMIT {
            return Err(OpmlError::TooDeep(text.to_owned()));
        }
        Ok(Self(Kind::Group {
            text,
            outlines,
            depth,
        }))
    }

    const fn depth(&self) -> usize {
        match self.0 {
            Kind::Group { depth, .. } => depth,
            Kind::Feed { .. } => 0,
        }
    }
}

impl<'a> Opml<'a> {
    /// A list of this title.
    ///
    /// # Errors
    ///
    /// Where there is nothing in it, and where its title says nothing or cannot be written.
    pub fn new(title: &'a str, outlines: Vec<Outline<'a>>) -> Result<Self, OpmlError> {
        check("a title", title)?;
        if outlines.is_empty() {
            return Err(OpmlError::Empty(title.to_owned()));
        }
        Ok(Self {
            title,
            modified: None,
            owner_name: None,
            owner_id: None,
            outlines,
        })
    }

    /// When it last changed. Written where a day from 1990 on is known, as in RSS.
    #[must_use]
    pub fn modified(self, modified: Option<&'a Date>) -> Self {
        Self { modified, ..self }
    }

    /// Whose list it is.
    ///
    /// # Errors
    ///
    /// Where the name says nothing or cannot be written.
    pub fn owner_name(self, name: &'a str) -> Result<Self, OpmlError> {
        check("a name of an owner", name)?;
        Ok(Self {
            owner_name: Some(name),
            ..self
        })
    }

    /// A page by which its owner can be reached.
    #[must_use]
    pub fn owner_id(self, page: Option<&'a WebAddress<'a>>) -> Self {
        Self {
            owner_id: page,
            ..self
        }
    }
}

fn check(what: &'static str, text: &str) -> Result<(), OpmlError> {
    if text.trim().is_empty() {
        return Err(OpmlError::Blank(what));
    }
    match illegal_character(text) {
        Some((found, _)) => Err(OpmlError::Character { what, found }),
        None => Ok(()),
    }
}
