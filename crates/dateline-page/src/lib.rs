//! Press releases from published pages, read only.
//!
//! A [`Reader`] takes one page of the site as flattened text: what a browser shows, a line for
//! each line. One layout is read so far, the site of 2025–26:
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
//! The block of labels is what the page is recognised by, never a number of lines. Any label may
//! be missing or have no value. The title stands right before the block, the kind before the
//! title; the text is everything behind the block, byte for byte, with LF between its lines and
//! without the newline at the end. A page whose kind is not in the vocabulary must have at least two
//! of the labels: no release is made of a note that happens to have one.
//!
//! What the page does not say is not invented. Two facts are inferred from what it does say, each
//! with a finding, unless [`Reader::infer`] is switched off: the date from the dateline where the
//! page has none (and never without its year), and the participating States from the places. The
//! language stays absent; the address is the caller's to know ([`Reader::address`]).
//!
//! A text that is no release is refused with the reason: see [`ErrorKind`].
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
//! let error = Reader::new(&b"About the Mission\n"[..]).advance(&mut findings).unwrap_err();
//! assert_eq!(error.rule(), "page.no-labels");
//! # Ok::<(), dateline_page::Error>(())
//! ```

mod draft;
mod error;
mod input;
mod lines;
mod parts;
mod read;
mod site_2025;
#[cfg(test)]
mod tests;

pub use error::{Error, ErrorKind};
pub use read::{LIMIT, Reader, document, looks_like};
