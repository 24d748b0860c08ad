//! How the lines of a page are written: white space, line breaks, labels.

use std::ops::Range;

use dateline_core::Dateline;

use super::dom::Id;
use super::flat::{ContainerKind, Gap, Join, Line, Run, Style};
use super::flatten::{Flattener, Frame, Open};
use super::main_content::LABEL;

/// A line of so many characters is prose, and what follows it no fact.
const PROSE_LINE: usize = 100;

impl Flattener<'_> {
    /// Ends the line behind a label, so that its value begins one; a browser adds the colon to
    /// what is marked as a label.
    pub(super) fn label(&mut self, is_marked: bool) {
        let Some(line) = self.line else { return };
        // Long lines are not looked through behind each of their elements.
        if self.flat.text.len() - line.start > LABEL * 4 {
            return;
        }
        let text = self.flat.text[line.start..].trim_end();
        let is_short = text.chars().any(char::is_alphanumeric) && text.chars().count() <= LABEL;
        if !is_short || !(is_marked || text.ends_with(':')) {
            return;
        }
        let lacks_colon = !text.ends_with([':', '：']);
        let label = text.trim_end_matches([':', '：']).to_lowercase();
        if !self.facts {
            self.labels.below.push(label);
            return;
        }
        self.labels.above.push(label);
        if !self.splits {
            if lacks_colon {
                self.flat.text.push(':');
            }
            return;
        }
        if let Some(item) = self.item(line.container) {
            self.flat.containers[item].labelled = true;
        }
        // What stands between label and value is cut from the label's line, not lost.
        let end = line.start + text.len();
        let behind = self.flat.runs[line.runs..].iter();
        let behind = behind.filter(|run| run.span.end > end).map(|run| Gap {
            text: self.flat.text[run.span.start.max(end)..run.span.end].to_owned(),
            style: run.style,
            link: run.link,
        });
        let gaps = behind.collect();
        self.end_line();
        (self.join, self.gaps) = (Join::Same, gaps);
        if lacks_colon && let Some(line) = self.flat.lines.last_mut() {
            self.flat.text.push(':');
            line.span.end += 1;
        }
    }

    /// Keeps white space for the next line, which is the same line of the page.
    fn gap(&mut self, text: &str, style: Style, link: Option<usize>) {
        if !text.is_empty() {
            let text = text.to_owned();
            self.gaps.push(Gap { text, style, link });
        }
    }

    /// The nearest item that a container is, or is in, within its cell.
    fn item(&self, container: Option<usize>) -> Option<usize> {
        let mut above = container;
        while let Some(container) = above {
            match self.flat.containers[container].kind {
                ContainerKind::Item | ContainerKind::Term | ContainerKind::Definition => {
                    return Some(container);
                }
                ContainerKind::Cell { .. } => return None,
                _ => above = self.flat.containers[container].parent,
            }
        }
        None
    }

    pub(super) fn text(&mut self, id: Id, text: &str, frame: &Frame) {
        let mut pieces = self.dom.pieces(id).peekable();
        let (mut from, mut source) = (0, self.dom.source(id));
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            if blanks > 0 {
                if frame.preformatted {
                    let ends = memchr::memchr_iter(b'\n', &rest.as_bytes()[..blanks]).count();
                    (0..ends).for_each(|_| self.line_break());
                }
                self.space = self.space.or(Some((frame.style, frame.link)));
                at += blanks;
                continue;
            }
            while let Some((offset, begins)) = pieces.peek().copied().filter(|(o, _)| *o <= at) {
                (from, source) = (offset, begins);
                pieces.next();
            }
            // A word may go on in another piece, behind a character reference.
            let next = pieces.peek().map_or(text.len(), |(offset, _)| *offset);
            let piece = &text[at..next];
            let end = at + piece.find(is_blank).unwrap_or(piece.len());
            self.words(&text[at..end], source + (at - from), frame);
            at = end;
        }
    }

    /// Writes text without white space that could be left out.
    pub(super) fn words(&mut self, text: &str, source: usize, frame: &Frame) {
        let mut text = text;
        let mut source = source;
        if self.line.is_none() {
            let space = self.space.take();
            let trimmed = text.trim_start();
            let blanks = &text[..text.len() - trimmed.len()];
            if self.join == Join::Same {
                if let Some((style, link)) = space {
                    self.gap(" ", style, link);
                }
                self.gap(blanks, frame.style, frame.link);
            }
            source += blanks.len();
            text = trimmed;
            if text.is_empty() {
                return;
            }
            self.begin_line(frame);
        }
        if let Some((style, link)) = self.space.take() {
            self.run(" ", style, link);
        }
        let at = self.flat.text.len();
        let goes_on = self
            .flat
            .places
            .last()
            .is_some_and(|(known, from)| source.checked_sub(*from) == at.checked_sub(*known));
        if !goes_on {
            self.flat.places.push((at, source));
        }
        self.run(text, frame.style, frame.link);
    }

    fn run(&mut self, text: &str, style: Style, link: Option<usize>) {
        let start = self.flat.text.len();
        self.flat.text.push_str(text);
        let end = self.flat.text.len();
        let first = self.line.map_or(0, |line| line.runs);
        if self.flat.runs.len() > first
            && let Some(last) = self.flat.runs.last_mut()
            && (last.style, last.link, last.span.end) == (style, link, start)
        {
            last.span.end = end;
            return;
        }
        self.flat.runs.push(Run {
            span: start..end,
            style,
            link,
        });
    }

    fn begin_line(&mut self, frame: &Frame) {
        let before = self.flat.text.len();
        if before > 0 {
            self.flat.text.push('\n');
        }
        if self.breaks > 1 || self.join == Join::Block {
            self.block += 1;
            self.join = Join::Block;
        }
        self.breaks = 0;
        let container = self.flow(frame.container);
        if let Some(item) = self.item(container) {
            let item = &self.flat.containers[item];
            // The value of a label in an item is an item as well.
            if item.lines == 0 || item.labelled && self.facts {
                self.flat.text.push_str("- ");
            }
        }
        let start = self.flat.text.len();
        self.line = Some(Open {
            before,
            start,
            runs: self.flat.runs.len(),
            container,
            kind: frame.kind,
        });
    }

    /// The nearest container that may hold text.
    fn flow(&self, container: Option<usize>) -> Option<usize> {
        let mut above = container;
        while let Some(container) = above {
            match self.flat.containers[container].kind {
                ContainerKind::List
                | ContainerKind::Numbered { .. }
                | ContainerKind::Definitions
                | ContainerKind::Table
                | ContainerKind::Row => above = self.flat.containers[container].parent,
                _ => break,
            }
        }
        above
    }

    pub(super) fn line_break(&mut self) {
        self.space = None;
        if self.line.is_some() {
            self.end_line();
            self.join = Join::Break;
            self.breaks = 1;
        } else if self.join == Join::Break {
            self.breaks += 1;
        } else if self.join == Join::Same {
            self.join = Join::Break;
            self.breaks = 1;
        }
    }

    pub(super) fn end_block(&mut self) {
        self.end_line();
        self.space = None;
        self.breaks = 0;
        self.join = Join::Block;
    }

    fn end_line(&mut self) {
        let Some(line) = self.line.take() else { return };
        let kept = self.flat.text[line.start..].trim_end().len();
        self.cut(line.start + kept, line.runs);
        if kept == 0 {
            self.flat.text.truncate(line.before);
            return;
        }
        let text = &self.flat.text[line.start..];
        if self.facts && is_prose(text) {
            self.facts = false;
        }
        let span: Range<usize> = line.before + usize::from(line.before > 0)..self.flat.text.len();
        self.flat.lines.push(Line {
            span,
            runs: line.runs..self.flat.runs.len(),
            block: self.block,
            kind: line.kind,
            container: line.container,
            join: self.join,
            gaps: if self.join == Join::Same {
                std::mem::take(&mut self.gaps)
            } else {
                Vec::new()
            },
        });
        if let Some(item) = self.item(line.container) {
            self.flat.containers[item].lines += 1;
            let is_label = || text.ends_with(':') && text.chars().count() <= LABEL;
            if self.facts && is_label() {
                self.flat.containers[item].labelled = true;
            }
        }
        if let Some(container) = line.container
            && matches!(
                self.flat.containers[container].kind,
                ContainerKind::Cell { .. }
            )
        {
            self.flat.containers[container].lines += 1;
        }
    }

    /// Leaves out the text from `end` on.
    fn cut(&mut self, end: usize, first: usize) {
        self.flat.text.truncate(end);
        while self.flat.runs.len() > first
            && let Some(run) = self.flat.runs.last_mut()
        {
            run.span.end = run.span.end.min(end);
            if run.span.start < run.span.end {
                break;
            }
            self.flat.runs.pop();
        }
    }
}

/// Whether a line is prose, behind which no facts of the release follow.
fn is_prose(text: &str) -> bool {
    text.chars().take(PROSE_LINE).count() == PROSE_LINE || Dateline::parse(text).is_some()
}
