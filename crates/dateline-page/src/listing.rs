//! The newsroom's listing: a run of records, each of which is a release.
//!
//! ```text
//! Bridge opens
//! Publishing date: 25 October 2016
//! Collections: Bridges of the region
//! Content type: Press release
//! Where we are: OSCE Secretariat, OSCE Mission to Skopje
//! What we do: Border management
//! SKOPJE, 25 October 2016 – The bridge opened today...
//! ```
//!
//! Title and publishing date make a record; any other line may be missing. Collections are tags,
//! the teaser is the summary, as it stands. A record ends where the title of the next begins,
//! which is the line above the next date.

use std::ops::Range;

use dateline_core::{Excerpt, Field, FindingKind};

use crate::furniture::is_link;
use crate::labels::{self, Block};
use crate::lines::{Line, Lines, Span};
use crate::parts::Parts;

/// Whether a text has a record of a listing.
pub(crate) fn begins(text: &str) -> bool {
    let mut before = None;
    for line in Lines::new(text).filled() {
        let field = label(&line).map(|(field, _)| field);
        if field == Some(Field::Date) && before == Some(None) {
            return true;
        }
        before = Some(field);
    }
    false
}

/// The text of a listing with every label and its value on one line, where HTML has them on two.
pub(crate) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\r', '\n']);
        let is_label = label(&Line {
            text: words,
            start: 0,
        })
        .is_some();
        let blank = words.trim().is_empty();
        if is_open && !is_label && !blank {
            joined.push(' ');
        } else if is_open {
            joined.push('\n');
        }
        is_open = is_label && words.trim_end().ends_with(':');
        joined.push_str(if is_open { words } else { line });
    }
    joined
}

/// Finds where the records of a listing end, in as much of it as there is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cutter {
    /// Up to where lines were looked at.
    at: usize,
    /// Where the record begins whose date was seen.
    record: Option<usize>,
    /// Where the last line begins that has no label and may be a title.
    title: Option<usize>,
}

impl Cutter {
    /// The next record that ends in `bytes`, or begins there where they are the last. Asked again
    /// with more bytes behind the same ones, it goes on where it stopped.
    pub(crate) fn next(&mut self, bytes: &[u8], at_end: bool) -> Option<Range<usize>> {
        while let Some((line, next)) = line(bytes, self.at, at_end) {
            let start = std::mem::replace(&mut self.at, next);
            let line = &bytes[start..line];
            if line.trim_ascii().is_empty() {
                continue;
            }
            let text = String::from_utf8_lossy(&line[..line.len().min(LABEL)]);
            let is_label = label(&Line {
                text: &text,
                start: 0,
            });
            let Some((field, _)) = is_label else {
                self.title = Some(start);
                continue;
            };
            let title = self.title.take();
            if field == Field::Date {
                let begins = title.unwrap_or(start);
                if let Some(record) = self.record.replace(begins) {
                    return Some(record..begins);
                }
            }
        }
        let record = self.record.take_if(|_| at_end)?;
        Some(record..bytes.len())
    }

    /// Passes over a byte order mark.
    pub(crate) const fn skip(&mut self, bytes: usize) {
        self.at = bytes;
    }

    /// Where the record begins that was not yet given.
    pub(crate) const fn begins(&self) -> Option<usize> {
        self.record
    }

    /// Forgets so many bytes at the beginning, which the next call has no more.
    pub(crate) fn forget(&mut self, bytes: usize) {
        self.at = self.at.saturating_sub(bytes);
        self.record = self.record.map(|at| at.saturating_sub(bytes));
        self.title = self.title.map(|at| at.saturating_sub(bytes));
    }
}

/// So much of a line is looked at for a label.
const LABEL: usize = 64;

/// Where the line that begins at `at` ends and the next one begins, if that can be told already.
fn line(bytes: &[u8], at: usize, at_end: bool) -> Option<(usize, usize)> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    match memchr::memchr2(b'\n', b'\r', rest) {
        Some(end) if rest[end..].starts_with(b"\r\n") => Some((at + end, at + end + 2)),
        Some(end) if rest[end] == b'\r' && end + 1 == rest.len() && !at_end => None,
        Some(end) => Some((at + end, at + end + 1)),
        None => at_end.then_some((bytes.len(), bytes.len())),
    }
}

/// The field that a line labels, with the value behind the label.
fn label<'t>(line: &Line<'t>) -> Option<(Field, &'t str)> {
    labels::labelled(Block::Listing, line.value())
}

/// The parts of a record.
pub(crate) fn record(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = 0;
    for line in Lines::new(text).filled() {
        if let Some((field, value)) = label(&line) {
            parts.labels.push((field, line.span_of(line.value())));
            let value = value.trim();
            match field {
                _ if value.is_empty() => {}
                Field::Date | Field::Kind => parts.keep_one(field, line.span_of(value), text),
                _ => parts.keep(field, &line, value, text),
            }
        } else if parts.labels.is_empty() {
            parts.title = line.span_of(line.value());
        } else {
            rest = line.start;
            break;
        }
    }
    if rest > 0 {
        teaser(text, rest..text.len(), &mut parts);
    }
    parts
}

/// Keeps what stands behind the labels, less the site's links at the end of a listing.
fn teaser(text: &str, region: Span, parts: &mut Parts) {
    let mut kept: Option<Span> = None;
    let mut links: Vec<Line<'_>> = Vec::new();
    for line in Lines::within(text, &region).filled() {
        if is_link(&line) {
            links.push(line);
        } else {
            links.clear();
            let line = line.trimmed();
            kept = Some(kept.map_or(line.start, |kept| kept.start)..line.end);
        }
    }
    parts.summary = kept;
    if let Some(first) = links.first() {
        let what = format!(
            "`{}` behind the last record is not kept: a link of the site",
            Excerpt(first.text.trim())
        );
        parts.note(Field::Summary, FindingKind::Remark { what }, first.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a listing that comes in pieces of every size.
    #[track_caller]
    fn check(listing: &str, expected: &[&str]) {
        let bytes = listing.as_bytes();
        for size in 1..=bytes.len() {
            let mut cutter = Cutter::default();
            let mut found = Vec::new();
            for end in (size..bytes.len()).step_by(size) {
                while let Some(record) = cutter.next(&bytes[..end], false) {
                    found.push(&listing[record]);
                }
            }
            while let Some(record) = cutter.next(bytes, true) {
                found.push(&listing[record]);
            }
            assert_eq!(found, expected, "in pieces of {size} bytes");
        }
    }

    #[test]
    fn a_record_ends_above_the_next_date() {
        check(
            "Home\nA\nPublishing date: 1 May 2020\nText.\n\nB\r\n\r\nPublishing date: x\rC\rPublishing date:",
            &[
                "A\nPublishing date: 1 May 2020\nText.\n\n",
                "B\r\n\r\nPublishing date: x\r",
                "C\rPublishing date:",
            ],
        );
        check("A\nB\n", &[]);
        check(
            "Publishing date: 1 May 2020\nPublishing date: 2 May 2020\n",
            &[
                "Publishing date: 1 May 2020\n",
                "Publishing date: 2 May 2020\n",
            ],
        );
        check("", &[]);
    }

    #[test]
    fn a_listing_has_a_title_above_a_date() {
        assert!(begins("Home\nA\nPublishing date: 1 May 2020\n"));
        assert!(begins("- A\n\n- Publishing date: 1 May 2020"));
        assert!(!begins("Publishing date: 1 May 2020\n"));
        assert!(!begins(
            "A\nContent type: News\nPublishing date: 1 May 2020\n"
        ));
        assert!(!begins("A\nThe publishing date: 1 May 2020\n"));
    }
}
