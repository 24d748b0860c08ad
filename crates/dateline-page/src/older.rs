//! The older page, of items of 2000 to 2005, and its translations: a title, below it a line with
//! place and date, then the text, which is given twice.
//!
//! ```text
//! Newsroom
//! Bridge opens
//! SARAJEVO 30 December 2002
//! The new bridge at dawn. (Ana Horn/OSCE) Photo details
//! SARAJEVO, 30 December 2002 - The bridge opened today.
//! It carries two lanes.
//! For further information, please contact:
//! [email protected]
//! It carries two lanes.
//! ```
//!
//! The heading may be missing; then only the first two lines of a page are taken for title and
//! date, and the date must come with a place, or the text open with a dateline.

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{Dateline, DatelineDate, Field};

use crate::body::{self, Twice};
use crate::error::ErrorKind;
use crate::furniture::{is_caption, is_link};
use crate::labels;
use crate::lines::{Line, Span};
use crate::page::Page;
use crate::parts::{Language, Parts, PlaceSpan};

/// Finds the parts of a release in the text of a page; nothing, where the page has another layout.
///
/// # Errors
///
/// The page has this layout and is no release.
pub(crate) fn recognise(page: &Page<'_>) -> Result<Option<Parts>, (ErrorKind, usize)> {
    let mut lines = page.lines().filled().filter(|line| !is_link(line));
    let first = Head::read(lines.clone()).filter(|head| head.is_clear(page));
    let head = first.or_else(|| {
        loop {
            let line = lines.next()?;
            if labels::newsroom(line.text.trim()).is_some() {
                let head = Head::of_heading(&line, lines.clone());
                if head.is_some() {
                    break head;
                }
            }
        }
    });
    head.map(|head| head.complete(page)).transpose()
}

/// Whether the lines below a heading of older pages are those of a release.
pub(crate) fn opens_a_release<'t>(
    heading: &Line<'t>,
    below: impl Iterator<Item = Line<'t>>,
) -> bool {
    Head::of_heading(heading, below).is_some()
}

/// What stands above the text.
struct Head<'t> {
    heading: Option<Language>,
    kind: Option<Line<'t>>,
    title: Line<'t>,
    line: Line<'t>,
    places: Vec<PlaceSpan>,
    date: Span,
}

impl<'t> Head<'t> {
    /// The head that begins with a heading, or what stands below it.
    fn of_heading(heading: &Line<'t>, below: impl Iterator<Item = Line<'t>>) -> Option<Self> {
        let language = labels::newsroom(heading.text.trim())?;
        let head = Self::read(below)?;
        let heading = Some(Language {
            tag: language.to_owned(),
            at: heading.trimmed(),
            named: false,
        });
        Some(Self { heading, ..head })
    }

    /// The head whose first line is the kind or the title.
    fn read(mut lines: impl Iterator<Item = Line<'t>>) -> Option<Self> {
        let first = lines.next()?;
        let kind = Kind::find(first.text).map(|_| first);
        let title = kind.map_or(Some(first), |_| lines.next())?;
        let line = lines.next()?;
        let (places, date) = places_and_date(&line)?;
        let is_title = title.item().is_none() && places_and_date(&title).is_none();
        is_title.then_some(Self {
            heading: None,
            kind,
            title,
            line,
            places,
            date,
        })
    }

    /// Whether it can only be that of a release, without a heading above it.
    fn is_clear(&self, page: &Page<'_>) -> bool {
        let below = page.lines_from(self.line.end()).filled();
        let Some(first) = below.take(3).find(|line| !is_caption(line)) else {
            return false;
        };
        let opens = || Dateline::parse(first.text).is_some_and(|d| d.date().is_some());
        !self.places.is_empty() || self.kind.is_some() || opens() || page.is_vouched_for()
    }

    fn complete(self, page: &Page<'_>) -> Result<Parts, (ErrorKind, usize)> {
        let found = self.title.text.trim();
        if labels::is_no_release(found) {
            let found = found.to_owned();
            return Err((ErrorKind::NoRelease { found }, self.title.start));
        }
        let mut parts = Parts {
            kind: self.kind.map(|kind| kind.trimmed()),
            title: self.title.trimmed(),
            places: self.places,
            date: Some(self.date),
            // The English heading stands above pages in other languages as well.
            language: self.heading.filter(|heading| heading.tag != "en"),
            has_body: true,
            ..Parts::default()
        };
        let below = page.lines_from(self.line.end()).filled().next();
        let start = below.map_or(page.end(), |line| line.start);
        body::take(page.text, start..page.end(), Twice::Usual, &mut parts);
        parts.labels.push((Field::Body, self.line.span()));
        Ok(parts)
    }
}

/// Takes apart a line that is a date, with places before it or alone.
fn places_and_date(line: &Line<'_>) -> Option<(Vec<PlaceSpan>, Span)> {
    let text = line.text.trim();
    let from_date = &text[text.find(|c: char| c.is_ascii_digit())?..];
    // Most lines end here: they are no dates.
    DatelineDate::parse(from_date)?.year()?;
    if from_date.len() == text.len() {
        return Some((Vec::new(), line.span_of(text)));
    }
    let dateline = Dateline::parse(text)?;
    let alone = dateline.len() == text.len() && dateline.separator().is_empty();
    (alone && dateline.date().is_some()).then(|| {
        let places = dateline.places().iter().map(|place| PlaceSpan {
            name: line.span_of(place.name()),
            qualifier: place.qualifier().map(|qualifier| line.span_of(qualifier)),
        });
        (places.collect(), line.span_of(from_date))
    })
}
