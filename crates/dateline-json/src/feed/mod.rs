//! JSON Feed (<https://www.jsonfeed.org/version/1.1/>): 1.1 in and out, 1.0 in.
//!
//! | release | item |
//! |---|---|
//! | id, url, title, summary | the keys of these names |
//! | body | `content_html` or `content_text` by its type; `content_text` is empty where there is none |
//! | date, modified | `date_published`, `date_modified`, from the first instant of what is known |
//! | sources | `authors` |
//! | language | `language`, `und` where there is none, so that the feed's is not inherited |
//! | all terms and tags | `tags`, by label |
//!
//! One extension, `_schema_org`, holds what these cannot, as a subset of schema.org's
//! `NewsArticle`: number (`identifier`), kind (`genre`), both dates as exactly as they are known
//! (`datePublished`, `dateModified`), places (`locationCreated`), fields of work, partner States
//! and tags with their schemes (`keywords`), participating States (`mentions`) and translations
//! (`workTranslation`). Every release without embargo comes back as it was; one with an embargo
//! is withheld until it is over.
//!
//! What the feed says about itself beyond the keys of JSON Feed, its licence and the like, is in an
//! extension of the same name, as a subset of schema.org's `DataFeed` ([`Encoder::head`]).
//!
//! Where a fact stands twice, the extension counts as long as writing it would give just what the
//! plain key says. Where somebody changed one of the two alone, nothing tells which, and a finding
//! says what is kept: the plain key, which other programs show and change; but the extension where
//! it has a date and the plain key has none, or a term of ours that the vocabulary knows in the
//! place of a plain tag that it does not know, as mending a misspelled term in the extension
//! alone leaves it. A misspelled tag that is no term of ours has to be mended in both.
//!
//! What a release has no field for is foreign data: a key with the JSON of its value, as it stands.
//! `url` is taken from `external_url` where it is absent; `content_text` is foreign beside
//! `content_html`; authors who say more than their names are sources by name and foreign data as a
//! whole (of version 1.0 as the list that 1.1 has), and so is a `_schema_org` that says more than
//! the subset above. A value of another type than its key is read where it is certain what it
//! means (numbers as text, Unix time as dates, one tag or author for a list), and else kept in the
//! same way; a finding says so.
//!
//! [`Writer`] puts foreign keys back where the specification or an extension has a place for them.
//! With [`Writer::foreign`], the extension `_foreign` holds the rest, in the native shape.
//!
//! ```
//! use dateline_core::Checker;
//! use dateline_json::feed::Reader;
//!
//! let input = r#"{
//!     "version": "https://jsonfeed.org/version/1", "title": "Borders", "language": "en",
//!     "items": [{"id": 7, "title": "Water talks", "content_html": "<p>Agreed.</p>",
//!                "date_published": "2016-10-25T14:30:00+02:00"}]
//! }"#;
//! let (mut findings, mut reader) = (Vec::new(), Reader::new(input.as_bytes()));
//! assert!(reader.advance(&mut findings)?);
//! let release = Checker::default().check(reader.record(&mut findings)?.draft, &mut findings)?;
//! assert_eq!((release.id(), release.date().to_string().as_str()), ("7", "2016-10-25T14:30:00+02:00"));
//! assert_eq!(release.language().map(|language| language.as_str()), Some("en"));
//! assert_eq!(reader.channel().title, "Borders");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod about;
mod article;
mod author;
mod date;
mod draft;
mod encode;
mod facts;
mod frame;
mod head;
mod item;
mod keys;
mod read;
#[cfg(test)]
pub(crate) mod tests;
mod write;

use dateline_core::{Coverage, Date, Field, Precision};

pub use self::frame::Frame;
pub use self::head::document;
pub use self::read::Reader;
pub use self::write::{Encoder, Writer};

/// How much of a field a JSON Feed holds, without [`Writer::foreign`].
///
/// ```
/// use dateline_core::{Coverage, Field};
/// use dateline_json::feed::coverage;
///
/// assert_eq!(coverage(Field::Places), Coverage::Whole);
/// assert_eq!(coverage(Field::Embargo), Coverage::None);
/// ```
#[must_use]
pub const fn coverage(field: Field) -> Coverage {
    match field {
        Field::Id
        | Field::Number
        | Field::Kind
        | Field::Title
        | Field::Date
        | Field::Modified
        | Field::Language
        | Field::Url
        | Field::Places
        | Field::Sources
        | Field::FieldsOfWork
        | Field::ParticipatingStates
        | Field::PartnerStates
        | Field::Tags
        | Field::Summary
        | Field::Body
        | Field::BodyType
        | Field::Translations => Coverage::Whole,
        Field::Foreign => Coverage::Part("keys and extensions of JSON Feed"),
        Field::Embargo => Coverage::None,
    }
}

/// A date as `date_published` has it (RFC 3339): its first instant, in UTC where it has no time,
/// and with seconds.
fn instant(date: &Date) -> String {
    let text = date.text();
    let rest = match date.precision() {
        Precision::Year => "-01-01T00:00:00Z",
        Precision::Month => "-01T00:00:00Z",
        Precision::Day => "T00:00:00Z",
        _ => return date.rfc_3339().unwrap_or_else(|| (*text).to_owned()),
    };
    [&*text, rest].concat()
}

/// Whether bytes begin as a JSON Feed does: with an object that has its version, its items, or
/// what no other format has.
///
/// 64 KiB are enough, however long the values are: where they end inside a value, the keys that
/// came so far tell. Only the keys of the object itself count, in any order.
///
/// ```
/// use dateline_json::feed::looks_like;
///
/// assert!(looks_like(br#"{"version": "https://jsonfeed.org/version/1.1", "title": "News"#));
/// assert!(looks_like(br#"{"title": "News", "_logo": "data:image/png;base64,iVBORw0KGgo"#));
/// assert!(!looks_like(br#"{"title": "Water talks", "date": "2016-10-25"}"#));
/// ```
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let text = crate::sniff::decoded(head);
    let mut keys = crate::sniff::keys(&text);
    let (mut like_feed, mut like_release) = (false, false);
    for (key, value) in &mut keys {
        let key = std::str::from_utf8(key).unwrap_or_default();
        match key {
            "version" if names_version(value) => return true,
            "items" if value.starts_with(b"[") => return true,
            "home_page_url" | "feed_url" | "next_url" | "user_comment" | "favicon" | "hubs" => {
                return true;
            }
            "description" | "icon" | "author" | "authors" | "expired" => like_feed = true,
            "title" | "language" => {}
            _ if key.starts_with('_') => like_feed = true,
            _ => like_release |= Field::find(key).is_some(),
        }
    }
    keys.is_cut() && like_feed && !like_release
}

/// Whether a value begins as the name of a version does.
fn names_version(value: &[u8]) -> bool {
    [
        &b"\"https://jsonfeed.org/"[..],
        b"\"http://jsonfeed.org/",
        b"\"https://www.jsonfeed.org/",
        b"\"http://www.jsonfeed.org/",
    ]
    .iter()
    .any(|start| value.starts_with(start))
}
