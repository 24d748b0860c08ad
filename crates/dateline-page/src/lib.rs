//! Press releases from published pages, read only.
//!
//! A [`Reader`] takes a page of the site as flattened text: what a browser shows, a line for each
//! line. Layouts are recognised by what they contain, never by a number of lines:
//!
//! | layout | recognised by | gives |
//! |---|---|---|
//! | site of 2025–26 | `- Date:`, `- Place:`, `- Source:`, `- Fields of work:`, with kind and title above | kind, title, date, places, sources, fields of work, text |
//! | newest site | `Source:`, `Our work:`, `Regions:` in lines of their own, with kind, `OSCE` and title above | kind, title, sources, fields of work, States, text |
//! | rows of a view | `Skip navigation`, numbers, a language, two answers | number, language, title, text, date, summary |
//! | older page, also translated | `Newsroom`, which may be missing, title, a line with place and date | title, date, places, text |
//! | title and text | a dateline that opens the text, or an address of the site | title, text |
//! | listing | `Publishing date:` below a title, again and again | a release a record, the teaser as summary |
//!
//! ```text
//! navigation, some 160 lines that differ from page to page
//! Press release
//! Border police train in Ohrid
//! - Date:
//! - Place:
//! - SKOPJE
//! - Source:
//! - OSCE Secretariat, OSCE Mission to Skopje
//! - Fields of work:
//! - Border management
//! SKOPJE, 25 October 2016 – Forty officers met today.
//! ```
//!
//! Any label may be missing or have no value. The text is everything below the head, byte for
//! byte, with LF between its lines and without the newline at the end, less what is no part of it:
//! links of the site, captions of photographs, the contact block, a second copy of the text. Each
//! is reported with its place. Several pages in one input are a release each.
//!
//! What the page does not say is not invented. What it implies is filled in by
//! [`Inference`](dateline_core::Inference), each time with a finding, unless [`Reader::infer`] is
//! switched off. The address is the caller's to know ([`Reader::address`]).
//!
//! A text that is no release is refused with the reason: see [`ErrorKind`]. Any text has a first
//! line; without labels it is taken for a title only where a dateline opens the text below it, or
//! where the address is one at which releases stand and the page is none of the overviews, blogs
//! and sections that stand at such addresses as well.
//!
//! ```
//! use dateline_core::{Fault, Release};
//! use dateline_page::Reader;
//!
//! let page = "- About us\nPress release\nBorder police train in Ohrid\n\
//!     - Date:\n- Place:\n- SKOPJE\n- Source:\n- OSCE Mission to Skopje\n\
//!     - Fields of work:\n- Border management\n\
//!     SKOPJE, 25 October 2016 – Forty officers met today.\n";
//! let mut findings = Vec::new();
//! let mut reader = Reader::new(page.as_bytes());
//! assert!(reader.advance(&mut findings)?);
//! let release = Release::try_from(reader.record(&mut findings)?.draft).unwrap();
//! assert_eq!(release.title(), "Border police train in Ohrid");
//! assert_eq!(release.date().to_string(), "2016-10-25");
//! assert_eq!(findings[0].to_string(), "date: `2016-10-25` was inferred from the dateline");
//! assert!(!reader.advance(&mut findings)?);
//!
//! let listing = "Bridge opens\nPublishing date: 3 May 2022\nThe bridge opened today...\n\
//!     Bridge closes\nPublishing date: 4 May 2022\nThe bridge...\n";
//! let mut reader = Reader::new(listing.as_bytes());
//! let mut titles = Vec::new();
//! while reader.advance(&mut findings)? {
//!     titles.push(reader.record(&mut findings)?.draft.title.into_string());
//! }
//! assert_eq!(titles, ["Bridge opens", "Bridge closes"]);
//!
//! let error = Reader::new(&b"About the Mission\n"[..]).advance(&mut findings).unwrap_err();
//! assert_eq!(error.rule(), "page.no-labels");
//! # Ok::<(), dateline_page::Error>(())
//! ```

mod body;
mod charset;
mod contact;
mod draft;
mod error;
mod furniture;
mod html;
mod identity;
mod input;
mod labels;
mod layouts;
mod lines;
mod listing;
mod newest;
mod older;
mod page;
mod parts;
mod plain;
mod read;
mod records;
pub mod rules;
mod site_2025;
mod source;
mod split;
mod stated;
#[cfg(test)]
mod tests;
mod view_rows;

pub use error::{Error, ErrorKind};
pub use read::{LIMIT, Reader, document, looks_like};
