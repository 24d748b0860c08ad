//! The text of a page: what stands below its head, less what is no part of it.
//!
//! Left out are the site's links at the end, the contact block, captions of photographs, and a
//! second copy of the text, which older pages give from its second paragraph on. Each is reported:
//! what somebody wrote and no field holds as a loss, a second copy as a repair, the site's own
//! lines as a remark. Everything else is the text, byte for byte.

use std::collections::VecDeque;

use dateline_core::{Excerpt, Field, FindingKind};
use memchr::memmem;

use crate::contact::{block_at_end, hidden, is_contact};
use crate::furniture::{is_caption, is_link};
use crate::lines::{Line, Lines, Span};
use crate::parts::Parts;

/// So many lines at the end of a text can be something else: links and a contact block.
const TAIL: usize = 48;

/// So many lines can stand between a text and its second copy.
const GAP: usize = 24;

/// How sure it is that a text may stand on a page twice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Twice {
    /// The layout is one that gives it twice.
    Usual,
    /// It is not: what is repeated must be long enough to be no refrain.
    Unusual,
}

/// Puts the text that stands at `region` into `parts`.
pub(crate) fn take(text: &str, region: Span, twice: Twice, parts: &mut Parts) {
    let start = region.start;
    let filled = start + text[region.clone()].trim_end().len();
    if filled == start {
        return;
    }
    let mut region = Region {
        text,
        start,
        end: filled,
        whole: start + without_line_end(&text[region]).len(),
    };
    region.cut_tail(parts);
    region.cut_copy(twice, parts);
    region.keep(parts);
}

/// What is still taken for text.
struct Region<'t> {
    text: &'t str,
    start: usize,
    /// Behind its last line that is not blank.
    end: usize,
    /// Where it ends with its blank lines, as long as nothing was cut from its end.
    whole: usize,
}

impl<'t> Region<'t> {
    fn lines(&self) -> Lines<'t> {
        Lines::within(self.text, &(self.start..self.end))
    }

    /// Its lines that count for a comparison.
    fn compared(&self) -> impl Iterator<Item = Line<'t>> + Clone + use<'t> {
        self.lines().filled().filter(|line| !is_caption(line))
    }

    fn cut(&mut self, end: usize) {
        self.end = end;
        self.whole = end;
    }

    /// Cuts the site's links and the contact block from the end.
    fn cut_tail(&mut self, parts: &mut Parts) {
        let mut lines = self.last_lines();
        let cut_links = |lines: &mut Vec<Line<'t>>, parts: &mut Parts| {
            let count = lines.iter().rev().take_while(|line| is_link(line)).count();
            let cut = lines.split_off(lines.len() - count);
            if let Some(first) = cut.first() {
                let what = format!("{} not kept: links of the site", quoted(first, count));
                parts.note(Field::Body, FindingKind::Remark { what }, first.start);
            }
        };
        let before = lines.len();
        cut_links(&mut lines, parts);
        // The first line of a text is text, whatever it looks like.
        let first = usize::from(lines.first().is_some_and(|line| self.is_first(line)));
        let block = block_at_end(lines.get(first..).unwrap_or_default());
        let block = lines.split_off(lines.len() - block);
        if let Some(line) = block.first() {
            parts.note(Field::Body, contact(line, block.len()), line.start);
            cut_links(&mut lines, parts);
        }
        if lines.len() < before {
            self.cut(lines.last().map_or(self.start, Line::end));
        }
    }

    fn is_first(&self, line: &Line<'_>) -> bool {
        self.text[self.start..line.start].trim().is_empty()
    }

    /// Its last lines that are not blank.
    fn last_lines(&self) -> Vec<Line<'t>> {
        let mut lines = Vec::new();
        let mut end = self.end;
        while lines.len() < TAIL && end > self.start {
            let before = &self.text.as_bytes()[self.start..end];
            let line_end = memchr::memrchr2(b'\n', b'\r', before).map(|at| self.start + at);
            let start = line_end.map_or(self.start, |at| at + 1);
            let line = Line {
                text: &self.text[start..end],
                start,
            };
            if !line.is_blank() {
                lines.push(line);
            }
            end = line_end.unwrap_or(self.start);
        }
        lines.reverse();
        lines
    }

    /// Cuts the second copy of the text, with the contact block before it.
    fn cut_copy(&mut self, twice: Twice, parts: &mut Parts) {
        let found = self.whole_copy(twice).or_else(|| match twice {
            Twice::Usual => self.begun_copy(),
            Twice::Unusual => None,
        });
        let Some(Copy { end, gap, at }) = found else {
            return;
        };
        if let Some(line) = gap.first() {
            parts.note(Field::Body, contact(line, gap.len()), line.start);
        }
        let what = "the text stands on the page twice: its second copy is left out".to_owned();
        parts.note(Field::Body, FindingKind::Repair { what }, at);
        self.cut(end);
    }

    /// A copy of the whole text, or of all but its first line, at the end. Only where the middle
    /// is can it begin, so that finding it takes two passes over the text.
    fn whole_copy(&self, twice: Twice) -> Option<Copy<'t>> {
        /// What is shorter may be a refrain.
        const SHORTEST: usize = 40;
        let count = self.compared().count();
        let from = (count / 2).saturating_sub(GAP / 2 + 2);
        let middle: Vec<_> = self.compared().skip(from).take(GAP + 6).collect();
        for skipped in [1, 0] {
            for gap in 0..=GAP {
                let Some(both) = count.checked_sub(skipped + gap).filter(|both| *both > 1) else {
                    break;
                };
                if both % 2 == 1 {
                    continue;
                }
                let length = both / 2;
                let (last, first) = (skipped + length - 1, skipped + length + gap);
                let within = |at: usize| middle.get(at.checked_sub(from)?);
                let (Some(last_line), Some(copy)) = (within(last), within(first)) else {
                    continue;
                };
                let between = middle
                    .get(last + 1 - from..first - from)
                    .unwrap_or_default();
                let Some(bytes) = self.is_copied(skipped, length, copy.start) else {
                    continue;
                };
                let sure = twice == Twice::Usual && skipped == 1;
                if (sure || bytes >= SHORTEST) && block_at_end(between) == between.len() {
                    return Some(Copy {
                        end: last_line.end(),
                        gap: between.to_vec(),
                        at: copy.start,
                    });
                }
            }
        }
        None
    }

    /// How many bytes a copy has that begins at `at`, if it is one of so many lines.
    fn is_copied(&self, skipped: usize, length: usize, at: usize) -> Option<usize> {
        let copy = Lines::within(self.text, &(at..self.end)).filled();
        let mut copy = copy.filter(|line| !is_caption(line));
        let mut bytes = 0;
        for line in self.compared().skip(skipped).take(length) {
            let copied = copy.next()?.text.trim();
            if copied != line.text.trim() {
                return None;
            }
            bytes += copied.len();
        }
        copy.next().is_none().then_some(bytes)
    }

    /// A copy that the page does not have to its end: it stands behind a contact block.
    fn begun_copy(&self) -> Option<Copy<'t>> {
        /// So many lines are tried as its first.
        const ATTEMPTS: usize = 8;
        let mut lines = self.compared();
        let second = lines.by_ref().nth(1)?.text.trim();
        let mut before: VecDeque<Line<'t>> = VecDeque::with_capacity(GAP + 1);
        let mut attempts = 0;
        for line in lines {
            let is_candidate = line.text.trim() == second
                && before.iter().rev().take(4).any(is_contact)
                && attempts < ATTEMPTS;
            if is_candidate {
                attempts += 1;
                let between = before.make_contiguous();
                let gap = block_at_end(between.get(1..).unwrap_or_default());
                let kept = between.len() - gap;
                if gap > 0 && self.copies_to_its_end(line.start) {
                    return Some(Copy {
                        end: between[..kept].last()?.end(),
                        gap: between[kept..].to_vec(),
                        at: line.start,
                    });
                }
            }
            if before.len() > GAP {
                before.pop_front();
            }
            before.push_back(line);
        }
        None
    }

    /// Whether the lines from `at` to the end are those from the second on, the last perhaps cut.
    fn copies_to_its_end(&self, at: usize) -> bool {
        let copy = Lines::within(self.text, &(at..self.end)).filled();
        let mut copy = copy.filter(|line| !is_caption(line)).peekable();
        let mut lines = self.compared().skip(1);
        while let Some(copied) = copy.next() {
            let Some(line) = lines.next().filter(|line| line.start < at) else {
                return false;
            };
            let (line, copied) = (line.text.trim(), copied.text.trim());
            if line != copied {
                return copy.peek().is_none() && line.starts_with(copied);
            }
        }
        true
    }

    /// Keeps what is left, less the captions in it.
    fn keep(&self, parts: &mut Parts) {
        let text = self.text;
        if let Some(at) = hidden(&text[self.start..self.end]) {
            let what = "where the text has `[email protected]` the site has hidden an e-mail \
                        address, which is not on the page"
                .to_owned();
            parts.note(Field::Body, FindingKind::Loss { what }, self.start + at);
        }
        let whole = self.start..self.whole;
        if memmem::find(text[whole.clone()].as_bytes(), b"Photo details").is_none() {
            parts.body = vec![whole];
            parts
                .body
                .retain(|span| !text[span.clone()].trim().is_empty());
            return;
        }
        let (mut first, mut captions) = (None, 0);
        let mut kept: Option<Span> = None;
        for line in Lines::within(text, &whole) {
            if is_caption(&line) {
                captions += 1;
                first.get_or_insert(line);
                parts.body.extend(kept.take());
            } else {
                kept = Some(kept.map_or(line.start, |kept| kept.start)..line.end());
            }
        }
        parts.body.extend(kept.map(|kept| kept.start..whole.end));
        if let Some(first) = first {
            parts
                .body
                .retain(|span| !text[span.clone()].trim().is_empty());
            let what = format!(
                "{} not kept: captions of photographs are no part of the text",
                quoted(&first, captions)
            );
            parts.note(Field::Body, FindingKind::Loss { what }, first.start);
        }
    }
}

/// A second copy: where the text before it ends, what stands between the two, where it begins.
struct Copy<'t> {
    end: usize,
    gap: Vec<Line<'t>>,
    at: usize,
}

fn contact(first: &Line<'_>, count: usize) -> FindingKind {
    let what = format!(
        "{} not kept: a contact block is no part of the text",
        quoted(first, count)
    );
    FindingKind::Loss { what }
}

/// The first of so many lines, for a message that goes on behind it.
fn quoted(first: &Line<'_>, count: usize) -> String {
    let line = Excerpt(first.text.trim());
    match count {
        0 | 1 => format!("`{line}` is"),
        2 => format!("`{line}` and another line are"),
        _ => format!("`{line}` and {} more lines are", count - 1),
    }
}

/// A text without the line end with which it ends.
fn without_line_end(text: &str) -> &str {
    text.strip_suffix("\r\n")
        .or_else(|| text.strip_suffix(['\n', '\r']))
        .unwrap_or(text)
}
