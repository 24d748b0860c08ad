//! The rows of a view of 2014: each value in a line of its own, without labels.
//!
//! ```text
//! Skip navigation
//! 125432
//! English
//! 125432
//! Yes
//! No
//! Bridge opens
//! SKOPJE, 20 October 2014 – The bridge opened today.
//! It carries two lanes.
//! 20 October 2014
//! SKOPJE, 20 October 2014 – The bridge…
//! /sites/default/files/bridge.jpg
//! The new bridge at dawn.
//! ```
//!
//! The numbers are those of the item and of the original that it translates, which is itself where
//! they are the same. What the two answers stand for is not known.

use dateline_core::{Dateline, DatelineDate, Excerpt, Finding, FindingKind};

use crate::body::{self, Twice};
use crate::error::ErrorKind;
use crate::labels;
use crate::lines::{Line, Span};
use crate::page::Page;
use crate::parts::{Language, Parts};

/// The line before the first value.
const LINK: &str = "Skip navigation";

/// Finds the parts of a release in the text of a page; nothing, where the page has another layout.
///
/// # Errors
///
/// The page has this layout and is no release.
pub(crate) fn recognise(page: &Page<'_>) -> Result<Option<Parts>, (ErrorKind, usize)> {
    let mut lines = page.lines().filled();
    loop {
        let Some(line) = lines.next() else {
            return Ok(None);
        };
        if line.text.trim() == LINK
            && let Some(row) = Row::read(lines.clone())
        {
            return row.complete(page).map(Some);
        }
    }
}

/// Whether a row begins with a line.
pub(crate) fn opens_a_release<'t>(line: &Line<'t>, below: impl Iterator<Item = Line<'t>>) -> bool {
    line.text.trim() == LINK && Row::read(below).is_some()
}

/// The values above the text.
struct Row<'t> {
    number: Line<'t>,
    language: Line<'t>,
    tag: String,
    original: Line<'t>,
    answers: [Line<'t>; 2],
    title: Line<'t>,
}

impl<'t> Row<'t> {
    fn read(mut lines: impl Iterator<Item = Line<'t>>) -> Option<Self> {
        let is_number = |line: &Line<'_>| {
            let text = line.text.trim();
            (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_answer = |line: &Line<'_>| matches!(line.text.trim(), "Yes" | "No");
        let number = lines.next().filter(is_number)?;
        let language = lines.next()?;
        let tag = dateline_core::Language::nearest(language.text)?;
        let original = lines.next().filter(is_number)?;
        let answers = [
            lines.next().filter(is_answer)?,
            lines.next().filter(is_answer)?,
        ];
        let title = lines.next()?;
        Some(Self {
            number,
            language,
            tag,
            original,
            answers,
            title,
        })
    }

    fn complete(self, page: &Page<'_>) -> Result<Parts, (ErrorKind, usize)> {
        let found = self.title.text.trim();
        if labels::is_no_release(found) {
            let found = found.to_owned();
            return Err((ErrorKind::NoRelease { found }, self.title.start));
        }
        let mut parts = Parts {
            number: Some(self.number.trimmed()),
            language: Some(Language {
                tag: self.tag,
                at: self.language.trimmed(),
                named: true,
            }),
            title: self.title.trimmed(),
            has_body: true,
            ..Parts::default()
        };
        let [first, second] = self.answers.map(|line| line.text.trim());
        let original = self.original.text.trim();
        let mut what = format!("`{first}` and `{second}` of the row are not kept");
        if original != self.number.text.trim() {
            what = format!(
                "`{original}`, the number of the original, is not kept, nor are `{first}` and `{second}`"
            );
        }
        what.push_str(": no field of a release is known for them");
        let finding = Finding::general(FindingKind::Loss { what });
        parts.notes.push((finding, self.original.start));

        let below = page.lines_from(self.title.end()).filled().next();
        let start = below.map_or(page.end(), |line| line.start);
        let end = Self::tail(page, start, &mut parts);
        body::take(page.text, start..end, Twice::Unusual, &mut parts);
        Ok(parts)
    }

    /// Keeps what stands below the text: a date, the teaser, an image with its caption. Gives where
    /// the text ends.
    fn tail(page: &Page<'_>, start: usize, parts: &mut Parts) -> usize {
        let mut lines = page.lines_from(start).filled();
        let Some(first) = lines.next() else {
            return page.end();
        };
        // The date is the last value but a few: a line of the text may be one as well.
        let mut lines = lines.peekable();
        let mut date = None;
        while let Some(line) = lines.next() {
            let is_date =
                || DatelineDate::parse(line.text).is_some_and(|date| date.year().is_some());
            if is_date() && lines.peek().is_none_or(|next| is_teaser(next, &first)) {
                date = Some(line);
                break;
            }
        }
        let Some(date) = date else {
            return page.end();
        };
        parts.date = Some(date.trimmed());
        let mut summary: Option<Span> = None;
        let mut behind = Vec::new();
        let mut rest = 0_usize;
        for line in lines {
            if !behind.is_empty() || is_image(&line) {
                rest += 1;
                if behind.len() < 2 {
                    behind.push(line);
                }
            } else {
                let line = line.trimmed();
                summary = Some(summary.map_or(line.start, |span| span.start)..line.end);
            }
        }
        parts.summary = summary;
        if let Some(image) = behind.first() {
            let path = Excerpt(image.text.trim());
            let caption = behind.get(1).map(|line| Excerpt(line.text.trim()));
            let what = match (caption, rest) {
                (None, _) => format!("the image `{path}` is not kept"),
                (Some(caption), 2) => {
                    format!("the image `{path}` is not kept, nor its caption, `{caption}`")
                }
                (Some(caption), _) => format!(
                    "the image `{path}` is not kept, nor what stands behind it from `{caption}` on"
                ),
            };
            let what = format!("{what}: a release has no images");
            let finding = Finding::general(FindingKind::Loss { what });
            parts.notes.push((finding, image.start));
        }
        date.start
    }
}

/// Whether a line begins as a text that begins with `first` does, or at least with a dateline.
fn is_teaser(line: &Line<'_>, first: &Line<'_>) -> bool {
    /// So many bytes are the same by chance.
    const CHANCE: usize = 8;
    const ENOUGH: usize = 20;
    let (teaser, first) = (line.text.trim(), first.text.trim());
    let same = teaser
        .bytes()
        .zip(first.bytes())
        .take_while(|(a, b)| a == b);
    let same = same.take(ENOUGH).count();
    Dateline::parse(teaser).is_some_and(|dateline| dateline.date().is_some())
        || (same > CHANCE && same >= ENOUGH.min(first.len()))
}

/// Whether a line is the path of an image.
fn is_image(line: &Line<'_>) -> bool {
    const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"];
    let path = line.text.trim();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.contains('/')
        && !path.contains(char::is_whitespace)
        && path.len() <= 2000
        && ENDINGS
            .iter()
            .any(|ending| path.to_ascii_lowercase().ends_with(ending))
}
