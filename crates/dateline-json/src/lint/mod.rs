//! Says what is wrong with a JSON Feed before it is published.
//!
//! The rules are those of JSON Feed 1.1. Each thing that is found has its rule, its place to the
//! character, what was expected there, and, where it is certain, a mend. What is no JSON is said,
//! and nothing more of such a document.
//!
//! ```
//! use dateline_core::Fix;
//! use dateline_json::lint::{Options, lint};
//!
//! let feed = br#"{
//!   "version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "en",
//!   "home_page_url": "https://a.example/", "feed_url": "https://a.example/feed.json",
//!   "items": [{"id": "1", "content_text": "They met.", "date_published": "2016-10-25T14:30Z"}]
//! }"#;
//! let found = lint(feed, &Options::default());
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].to_string(), "$.items[0].date_published: expected a date such as \
//!                                   `2016-10-25T14:30:00Z`, found `2016-10-25T14:30Z`");
//! let (mended, _) = Fix::apply(feed, found.iter().filter_map(|found| found.fix.as_ref()));
//! assert!(lint(&mended, &Options::default()).is_empty());
//! ```

mod look;
mod rules;
#[cfg(test)]
mod tests;
mod value;

use dateline_core::lint::{self, Found};
use dateline_core::{Diagnostic, Rule, Utf16Decoder};

use self::look::Linter;
use self::value::Value;
use crate::sniff::{Encoding, encoding};

/// All rules, in the order of their names.
pub const RULES: &[Rule] = rules::ALL;

/// What is known of a feed beyond its bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    feed_url: Option<String>,
    content_type: Option<String>,
}

impl Options {
    /// The address at which it is fetched. With it, `feed_url` is compared and mended.
    #[must_use]
    pub fn feed_url(self, feed_url: Option<String>) -> Self {
        Self { feed_url, ..self }
    }

    /// The `Content-Type` that the server states.
    #[must_use]
    pub fn content_type(self, content_type: Option<String>) -> Self {
        Self {
            content_type,
            ..self
        }
    }
}

/// As long as feeds in RSS usually are, in bytes.
const HEAVY: usize = 250_000;

/// Everything that is wrong with a feed, in the order of the places.
///
/// It takes time and memory in proportion to the length of the document. A document that is no JSON
/// has a finding that says where it is none.
#[must_use]
pub fn lint(document: &[u8], options: &Options) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if document.len() > HEAVY {
        let expected = format!("at most {HEAVY} bytes");
        let met = document.len().to_string();
        found.push(Found::new(&rules::HEAVY, 0..0, &expected, &met));
    }
    let (text, mark) = decoded(document, &mut found);
    let is_as_it_stands = document.get(mark..) == Some(text.as_bytes());
    match Value::read(&text) {
        Ok(value) => {
            let mut linter = Linter::new(&text, options);
            linter.feed(&value);
            found.extend(linter.finish());
        }
        Err((at, path, message)) => {
            let mut said = Found::saying(&rules::SYNTAX, at..at, message);
            said.path = path;
            found.push(said);
        }
    }
    lint::said(found, &text, mark, is_as_it_stands)
}

/// The text of a document, and the length of the byte order mark in front of it.
fn decoded(document: &[u8], found: &mut Vec<Found>) -> (String, usize) {
    let mut utf_16 = |mark: usize, mut decoder: Utf16Decoder| {
        let expected = "a document in UTF-8";
        found.push(Found::new(&rules::ENCODING, 0..0, expected, "UTF-16"));
        let mut text = Vec::new();
        decoder.push(document.get(mark..).unwrap_or_default(), &mut text);
        decoder.finish(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    };
    match encoding(document) {
        Encoding::Utf16(mark, decoder) => (utf_16(mark, decoder), mark),
        Encoding::Utf32 => {
            let expected = "a document in UTF-8";
            found.push(Found::new(&rules::ENCODING, 0..0, expected, "UTF-32"));
            (String::new(), 0)
        }
        Encoding::Utf8(mark) => {
            let bytes = document.get(mark..).unwrap_or_default();
            if let Err(error) = std::str::from_utf8(bytes) {
                let at = error.valid_up_to();
                let byte = bytes.get(at).copied().unwrap_or_default();
                let met = format!("the byte 0x{byte:02X}");
                found.push(Found::new(&rules::ENCODING, at..at, "text in UTF-8", &met));
            }
            (String::from_utf8_lossy(bytes).into_owned(), mark)
        }
    }
}
