//! Press releases as feeds in XML: [`feed`] reads them, [`rss`] and [`atom`] write them, [`opml`]
//! writes lists of feeds, [`clean`] makes HTML fit for feeds and pages, and [`lint`] says what is wrong
//! with a feed before it is published.
//!
//! ```
//! use dateline_core::{Channel, ChannelDraft, Checker, Draft, Written};
//! use dateline_xml::{feed, rss};
//!
//! let mut findings = Vec::new();
//! let release = Checker::default().check(
//!     Draft {
//!         title: "Border police train in Ohrid".into(),
//!         date: "2016-10-25".into(),
//!         body: "SKOPJE, 25 October 2016 – Forty officers met today.\n\nThey will meet again.".into(),
//!         ..Draft::default()
//!     },
//!     &mut findings,
//! )?;
//! let channel = Channel::try_from(ChannelDraft {
//!     title: "News".into(),
//!     link: "https://www.osce.org/".into(),
//!     description: "What happened.".into(),
//!     feed_url: "https://www.osce.org/news.rss".into(),
//!     language: "en".into(),
//!     ..ChannelDraft::default()
//! })?;
//!
//! let mut writer = rss::Writer::new(Vec::new(), &channel)?;
//! assert_eq!(writer.write(&release, &mut findings)?, Written::Out);
//! let feed = writer.finish(&mut findings)?;
//!
//! let mut reader = feed::Reader::new(feed.as_slice());
//! assert!(reader.advance(&mut findings)?);
//! let record = reader.record(&mut findings)?;
//! assert_eq!(Checker::default().check(record.draft, &mut findings)?, release);
//! assert!(!reader.advance(&mut findings)?);
//! assert_eq!(reader.channel().title, "News");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Text is read in UTF-8, UTF-16, UTF-32 and every encoding of the Encoding Standard, told by its
//! first bytes, its declaration, or, where that is missing or wrong, by the text itself, as a repair.
//! In UTF-8, bytes that are none are taken for windows-1252, also as a repair. Entities beyond the five of XML
//! are errors, also where a document type declares them; nothing is ever fetched. What a
//! document may have of everything is limited: elements nest at most [`DEPTH_LIMIT`] deep inside an
//! item, which has at most [`ELEMENT_LIMIT`] of them with their attributes; the tags around the items
//! have at most [`TAG_LIMIT`] bytes, and addresses of namespaces [`NAMESPACE_LIMIT`].

pub mod atom;
mod charset;
pub mod clean;
mod cursor;
mod element;
mod emit;
mod entities;
mod error;
mod escape;
pub mod feed;
mod foreign;
mod frame;
mod hazard;
mod html;
mod html_page;
mod links;
pub mod lint;
mod mend;
mod names;
mod node;
pub mod opml;
mod plain;
mod reference;
pub mod rss;
pub mod rules;
mod scan;
mod walk;
mod window;
mod wording;

pub use cursor::{DEPTH_LIMIT, ELEMENT_LIMIT, TAG_LIMIT};
pub use element::NAMESPACE_LIMIT;
pub use error::{Error, ErrorKind};
pub use html::{html_from_plain, plain_from_html, words as words_of_html};
pub use mend::{ATTRIBUTE_LIMIT, ENTITY_DEPTH_LIMIT, EXPANSION_LIMIT, NAME_LIMIT};
pub use window::REPAIR_LIMIT;
