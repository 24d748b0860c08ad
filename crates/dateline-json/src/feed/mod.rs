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
//! is withheld.
//!
//! Where a fact stands twice, the extension counts as long as writing it would give just what the
//! plain key says. Where somebody changed the plain key, that counts, and a finding says so.
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

mod article;
mod draft;
mod head;
mod item;
mod read;
#[cfg(test)]
mod tests;
mod write;

use dateline_core::{Date, Precision};

pub use self::head::document;
pub use self::read::Reader;
pub use self::write::Writer;

/// A date as `date_published` has it (RFC 3339): its first instant, in UTC where it has no time,
/// and with seconds.
fn instant(date: &Date) -> String {
    let text = date.to_string();
    match date.precision() {
        Precision::Year => format!("{text}-01-01T00:00:00Z"),
        Precision::Month => format!("{text}-01T00:00:00Z"),
        Precision::Day => format!("{text}T00:00:00Z"),
        Precision::Minute => match text.split_at_checked("2016-10-25T14:30".len()) {
            Some((minute, offset)) => format!("{minute}:00{offset}"),
            None => text,
        },
        Precision::Second | Precision::Fraction(_) => text,
    }
}

/// Whether bytes begin as a JSON Feed does: with an object that has its version, or items.
///
/// ```
/// use dateline_json::feed::looks_like;
///
/// assert!(looks_like(br#"{"version": "https://jsonfeed.org/version/1.1", "title": "News"#));
/// assert!(!looks_like(br#"{"title": "Water talks", "date": "2016-10-25"}"#));
/// ```
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let versions = [
        "\"https://jsonfeed.org/",
        "\"http://jsonfeed.org/",
        "\"https://www.jsonfeed.org/",
    ];
    crate::has_key(head, "version", &versions) || crate::has_key(head, "items", &["["])
}
