//! The formats of feeds, side by side.

use std::fmt;
use std::str::FromStr;

use dateline_core::{Channel, Date, Finding, Release, Spelling, Written};
use dateline_json::feed as json_feed;
use dateline_xml::{atom, rss};

/// A format of a feed.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FeedFormat {
    /// RSS 2.0
    Rss,
    /// Atom 1.0
    Atom,
    /// JSON Feed 1.1
    JsonFeed,
}

impl FeedFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::JsonFeed];

    /// How it is asked for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::JsonFeed => "json-feed",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::JsonFeed => "JSON Feed",
        }
    }

    /// What people call it where there is little room.
    pub(crate) const fn short_name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::JsonFeed => "JSON",
        }
    }

    /// What the names of its files end in: endings for which web servers know the media type.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::JsonFeed => "json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::JsonFeed => "application/feed+json",
        }
    }
}

impl fmt::Display for FeedFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is none of a format of feeds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("expected one of `rss`, `atom`, `json-feed`")]
pub struct UnknownFormat;

impl FromStr for FeedFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or(UnknownFormat)
    }
}

/// How releases are written into feeds.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Whether terms are written by label or by code.
    pub spelling: Spelling,
    /// Whether all foreign data is written, also what validators do not know.
    pub foreign: bool,
    /// The moment of publication.
    pub as_of: Option<Date>,
    /// Whether releases are left out of which a validator would warn.
    pub clean: bool,
}

/// Encodes one of the formats.
#[derive(Debug)]
pub(crate) enum Encoder {
    Rss(rss::Encoder),
    Atom(atom::Encoder),
    JsonFeed(json_feed::Encoder),
}

/// Asks the encoder of the format; all three have the same methods.
macro_rules! each {
    ($encoder:expr, $one:ident => $then:expr) => {
        match $encoder {
            Encoder::Rss($one) => $then,
            Encoder::Atom($one) => $then,
            Encoder::JsonFeed($one) => $then,
        }
    };
}

impl Encoder {
    pub(crate) fn new(format: FeedFormat, style: &Style) -> Self {
        let Style {
            spelling,
            foreign,
            as_of,
            clean,
        } = *style;
        macro_rules! styled {
            ($encoder:expr) => {
                $encoder
                    .spelling(spelling)
                    .foreign(foreign)
                    .as_of(as_of)
                    .clean(clean)
            };
        }
        match format {
            FeedFormat::Rss => Self::Rss(styled!(rss::Encoder::default())),
            FeedFormat::Atom => Self::Atom(styled!(atom::Encoder::default())),
            FeedFormat::JsonFeed => Self::JsonFeed(styled!(json_feed::Encoder::default())),
        }
    }

    pub(crate) const fn format(&self) -> FeedFormat {
        match self {
            Self::Rss(_) => FeedFormat::Rss,
            Self::Atom(_) => FeedFormat::Atom,
            Self::JsonFeed(_) => FeedFormat::JsonFeed,
        }
    }

    pub(crate) const fn separator(&self) -> &'static str {
        match self {
            Self::Rss(_) => rss::Encoder::SEPARATOR,
            Self::Atom(_) => atom::Encoder::SEPARATOR,
            Self::JsonFeed(_) => json_feed::Encoder::SEPARATOR,
        }
    }

    pub(crate) fn head(&self, channel: &Channel, out: &mut String, findings: &mut Vec<Finding>) {
        each!(self, one => one.head(channel, out, findings));
    }

    pub(crate) fn item(
        &self,
        release: &Release<'_>,
        channel: &Channel,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        each!(self, one => one.item(release, channel, out, findings))
    }

    pub(crate) fn tail(&self, any_items: bool, out: &mut String) {
        each!(self, one => one.tail(any_items, out));
    }
}
