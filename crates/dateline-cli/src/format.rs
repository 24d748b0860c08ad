//! The formats, and how one is recognised.

use std::path::Path;

use clap::ValueEnum;
use dateline_core::{Coverage, Field, Utf16Decoder};

/// A format that can be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Comma-separated values, or separated by `;`, TAB or `|`
    Csv,
    /// Tab-separated values
    Tsv,
    /// An array of releases
    Json,
    /// A release a line
    Ndjson,
    /// JSON Feed
    JsonFeed,
    /// RSS of any version
    Rss,
    /// Atom
    Atom,
    /// A published page or a listing, as HTML or as text
    Page,
    /// Records that were set aside by `--rejects`
    Rejects,
}

/// A format that can be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// An array of releases
    Json,
    /// A release a line
    Ndjson,
    /// JSON Feed 1.1
    JsonFeed,
    /// RSS 2.0
    Rss,
    /// Atom 1.0
    Atom,
}

impl OutputFormat {
    /// Whether it is a feed, with facts of its own.
    pub(crate) const fn is_feed(self) -> bool {
        matches!(self, Self::JsonFeed | Self::Rss | Self::Atom)
    }
}

impl OutputFormat {
    /// The name by which it is asked for.
    pub(crate) fn name(self) -> String {
        name(&self)
    }

    /// How much of a field it holds.
    pub(crate) const fn coverage(self, field: Field) -> Coverage {
        match self {
            Self::Csv | Self::Tsv => dateline_csv::coverage(field),
            Self::Json | Self::Ndjson => dateline_json::native::coverage(field),
            Self::JsonFeed => dateline_json::feed::coverage(field),
            Self::Rss => dateline_xml::rss::coverage(field),
            Self::Atom => dateline_xml::atom::coverage(field),
        }
    }
}

fn name<T: ValueEnum>(format: &T) -> String {
    format
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

impl InputFormat {
    /// The name by which it is asked for.
    pub(crate) fn name(self) -> String {
        name(&self)
    }

    /// The format of this name.
    pub(crate) fn find(name: &str) -> Option<Self> {
        <Self as ValueEnum>::from_str(name, false).ok()
    }

    /// The format of an input: the ending of its name gives the family, its first bytes decide
    /// within it, or alone where the ending says nothing.
    pub(crate) fn detect(path: &Path, head: &[u8]) -> Result<Self, Undecided> {
        let ending = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Ok(Self::Csv),
            "tsv" | "tab" => Ok(Self::Tsv),
            "json" | "ndjson" | "jsonl" => Ok(Self::json(head)),
            "xml" | "rss" | "rdf" | "atom" => Ok(Self::Rss),
            "txt" | "text" | "html" | "htm" | "xhtml" => Ok(Self::Page),
            _ => Self::by_content(head).ok_or(Undecided),
        }
    }

    fn by_content(head: &[u8]) -> Option<Self> {
        let mut decoder = match head {
            [0xFE, 0xFF, ..] => Some(Utf16Decoder::big_endian()),
            [0xFF, 0xFE, ..] => Some(Utf16Decoder::little_endian()),
            _ => None,
        };
        if let Some(decoder) = &mut decoder {
            let mut text = Vec::new();
            decoder.push(&head[2..], &mut text);
            return Self::by_content(&text);
        }
        let text = head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(head)
            .trim_ascii_start();
        match text.first() {
            Some(b'[' | b'{') => Some(Self::json(head)),
            Some(b'<') if dateline_page::looks_like(head) => Some(Self::Page),
            Some(b'<') => Some(Self::Rss),
            _ if dateline_csv::looks_like(head) => Some(Self::Csv),
            _ if dateline_page::looks_like(head) => Some(Self::Page),
            _ => None,
        }
    }

    /// Which of the formats in JSON.
    fn json(head: &[u8]) -> Self {
        if dateline_json::feed::looks_like(head) {
            Self::JsonFeed
        } else if dateline_json::reject::looks_like(head) {
            Self::Rejects
        } else {
            Self::Json
        }
    }
}

/// Neither the ending nor the content says what the format is.
#[derive(Debug, thiserror::Error)]
#[error(
    "expected one of the formats {}, found none of them by ending or content; name it with --from",
    InputFormat::value_variants().iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
)]
pub(crate) struct Undecided;
