//! From lines to a body: clean HTML, or plain text.
//!
//! The HTML has the elements `p`, `h2` to `h4`, `ul`, `ol`, `li`, `dl`, `dt`, `dd`, `blockquote`,
//! `table`, `tbody`, `tr`, `th`, `td`, `a`, `b`, `strong`, `i`, `em`, `sub`, `sup` and `br`, and the
//! attributes `href`, `start`, `colspan` and `rowspan`. It is made of lines and marks, not of the
//! page's own elements, so that it cannot hold others, is well nested whatever the page was, and
//! comes out the same when it is read and written again.

use std::fmt::Write as _;
use std::ops::Range;

use url::Url;

use super::address::{self, Refused};
use super::flat::{ContainerKind, Flat, Join, Line, LineKind, Run, Style};
use super::left_out::{LeftOut, LeftOutKind};

/// A line as far as it is asked for.
struct Part<'f> {
    line: &'f Line,
    runs: Vec<Run>,
}

impl Flat {
    /// The clean HTML of what `ranges` of the text cover, and what was left out of it. Hyphens of
    /// items in a range count for nothing by themselves; captions are left out. Relative links are
    /// made absolute by `base`.
    pub(crate) fn body_html(
        &self,
        ranges: &[Range<usize>],
        base: Option<&Url>,
    ) -> (String, Vec<LeftOut>) {
        let (parts, mut left_out) = self.parts(ranges);
        let mut writer = Writer {
            flat: self,
            base,
            html: String::new(),
            open: Vec::new(),
            begun: None,
            refused: Vec::new(),
        };
        for block in parts.chunk_by(|a, b| a.line.block == b.line.block) {
            writer.block(block);
        }
        writer.close(0);
        left_out.append(&mut writer.refused);
        left_out.sort_by_key(|left_out| (left_out.at, left_out.source));
        (writer.html, left_out)
    }

    /// The plain text of what `ranges` of the text cover: paragraphs with an empty line between
    /// them, items behind `- ` or their number, the cells of a row with tabs between them.
    pub(crate) fn body_text(&self, ranges: &[Range<usize>]) -> (String, Vec<LeftOut>) {
        let (parts, left_out) = self.parts(ranges);
        let mut text = String::new();
        let mut before: Option<&Line> = None;
        for part in &parts {
            if let Some(before) = before {
                text.push_str(self.between(before, part.line));
                if before.block == part.line.block {
                    part.line
                        .gaps
                        .iter()
                        .for_each(|gap| text.push_str(&gap.text));
                }
            }
            let item = part.line.container.filter(|item| {
                self.containers[*item].kind == ContainerKind::Item
                    && before.is_none_or(|before| before.container != Some(*item))
            });
            if let Some(item) = item {
                match self.containers[item]
                    .parent
                    .map(|list| self.containers[list].kind)
                {
                    Some(ContainerKind::Numbered { start }) => {
                        let first = i64::from(start.unwrap_or(1)) - 1;
                        let ordinal = i64::try_from(self.containers[item].ordinal).unwrap_or(0);
                        let _ = write!(text, "{}. ", first + ordinal);
                    }
                    _ => text.push_str("- "),
                }
            }
            for run in &part.runs {
                text.push_str(&self.text[run.span.clone()]);
            }
            before = Some(part.line);
        }
        (text, left_out)
    }

    /// What stands between two lines in plain text.
    fn between(&self, before: &Line, line: &Line) -> &'static str {
        if before.block == line.block {
            return if line.join == Join::Same {
                ""
            } else {
                "
"
            };
        }
        let rows = |line: &Line| {
            let cell = &self.containers[line.container?];
            matches!(cell.kind, ContainerKind::Cell { .. }).then_some(cell.parent?)
        };
        let in_list = |line: &Line| {
            line.container.is_some_and(|item| {
                matches!(
                    self.containers[item].kind,
                    ContainerKind::Item | ContainerKind::Term | ContainerKind::Definition
                )
            })
        };
        match (rows(before), rows(line)) {
            (Some(row), Some(next)) if row == next => {
                return if before.container == line.container {
                    " "
                } else {
                    "\t"
                };
            }
            (Some(_), Some(_)) => return "\n",
            _ => {}
        }
        if in_list(before) && in_list(line) {
            "\n"
        } else {
            "\n\n"
        }
    }

    /// The lines that the ranges cover, as far as they do, and what is left out between them.
    fn parts(&self, ranges: &[Range<usize>]) -> (Vec<Part<'_>>, Vec<LeftOut>) {
        let mut ranges: Vec<Range<usize>> =
            ranges.iter().filter(|r| !r.is_empty()).cloned().collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup_by(|next, before| {
            let joined = next.start <= before.end;
            if joined {
                before.end = before.end.max(next.end);
            }
            joined
        });
        let covers = |at: usize| {
            let next = ranges.partition_point(|range| range.start <= at);
            next.checked_sub(1)
                .is_some_and(|last| at <= ranges[last].end)
        };
        let mut parts = Vec::new();
        let mut left_out: Vec<LeftOut> = Vec::new();
        for line in &self.lines {
            let mut runs = self.clip(line, &ranges);
            if line.kind == LineKind::Caption && !runs.is_empty() {
                let text = runs.iter().map(|run| &self.text[run.span.clone()]);
                let kind = LeftOutKind::Caption {
                    text: text.collect(),
                };
                left_out.push(LeftOut {
                    kind,
                    at: line.span.start,
                    source: self.source(line.span.start),
                });
                runs.clear();
            }
            if !runs.is_empty() || line.kind == LineKind::Empty && covers(line.span.start) {
                parts.push(Part { line, runs });
            }
        }
        let inner = self.left_out.iter().filter(|left_out| covers(left_out.at));
        left_out.extend(inner.cloned());
        left_out.sort_by_key(|left_out| (left_out.at, left_out.source));
        (parts, left_out)
    }

    /// The runs of a line as far as the ranges cover them, without white space at either end.
    fn clip(&self, line: &Line, ranges: &[Range<usize>]) -> Vec<Run> {
        let mut clipped = Vec::new();
        let first = ranges.partition_point(|range| range.end <= line.span.start);
        let near = &ranges[first..];
        let near = &near[..near.partition_point(|range| range.start < line.span.end)];
        for run in &self.runs[line.runs.clone()] {
            let first = near.partition_point(|range| range.end <= run.span.start);
            for range in near[first..]
                .iter()
                .take_while(|range| range.start < run.span.end)
            {
                let span = self.boundary(run.span.start.max(range.start))
                    ..self.boundary(run.span.end.min(range.end));
                clipped.push(Run {
                    span,
                    ..run.clone()
                });
            }
        }
        while let Some(run) = clipped.first_mut() {
            let text = &self.text[run.span.clone()];
            run.span.start += text.len() - text.trim_start().len();
            if !run.span.is_empty() {
                break;
            }
            clipped.remove(0);
        }
        while let Some(run) = clipped.last_mut() {
            let text = &self.text[run.span.clone()];
            run.span.end = run.span.start + text.trim_end().len();
            if !run.span.is_empty() {
                break;
            }
            clipped.pop();
        }
        clipped
    }

    /// The character boundary at a byte or right before.
    fn boundary(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let mut down = (0..=at).rev().take(4);
        down.find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// Words that are marked in one way.
#[derive(Clone, Copy, Debug)]
struct Words<'f> {
    text: &'f str,
    style: Style,
    link: Option<usize>,
    /// Where they stand in the text.
    at: usize,
}

struct Writer<'f> {
    flat: &'f Flat,
    base: Option<&'f Url>,
    html: String,
    /// The containers that are open, from the outermost.
    open: Vec<usize>,
    /// The container in which a line was written last.
    begun: Option<usize>,
    refused: Vec<LeftOut>,
}

impl<'f> Writer<'f> {
    fn block(&mut self, parts: &[Part<'f>]) {
        let Some(Part { line, .. }) = parts.first() else {
            return;
        };
        let mut chain = Vec::new();
        let mut above = line.container;
        while let Some(container) = above {
            chain.push(container);
            above = self.flat.containers[container].parent;
        }
        chain.reverse();
        let same = self
            .open
            .iter()
            .zip(&chain)
            .take_while(|(a, b)| a == b)
            .count();
        self.close(same);
        let fresh = same < chain.len();
        for container in chain.into_iter().skip(same) {
            self.separate();
            self.start(container);
        }
        if line.kind == LineKind::Empty {
            return;
        }
        // The first paragraph of an item or a cell needs no element of its own.
        let is_bare = line.kind == LineKind::Paragraph
            && fresh
            && self.open.last().is_some_and(|container| {
                let kind = self.flat.containers[*container].kind;
                kind != ContainerKind::Quote && self.begun != Some(*container)
            });
        self.begun = self.open.last().copied();
        let element = match line.kind {
            LineKind::Heading(2) => "h2",
            LineKind::Heading(3) => "h3",
            LineKind::Heading(_) => "h4",
            _ if is_bare => "",
            _ => "p",
        };
        if !is_bare {
            self.separate();
            self.tag(element, true);
        }
        let mut words = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            match part.line.join {
                _ if index == 0 => {}
                Join::Same => words.extend(part.line.gaps.iter().map(|gap| Words {
                    text: &gap.text,
                    style: gap.style,
                    link: gap.link,
                    at: part.line.span.start,
                })),
                Join::Break | Join::Block => {
                    self.words(&words);
                    words.clear();
                    self.html.push_str("<br>\n");
                }
            }
            words.extend(part.runs.iter().map(|run| Words {
                text: &self.flat.text[run.span.clone()],
                style: run.style,
                link: run.link,
                at: run.span.start,
            }));
        }
        self.words(&words);
        if !is_bare {
            self.tag(element, false);
        }
    }

    /// A line end between blocks; none in front of the first words of an item.
    fn separate(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    fn tag(&mut self, element: &str, opens: bool) {
        self.html.push_str(if opens { "<" } else { "</" });
        self.html.push_str(element);
        self.html.push('>');
    }

    fn start(&mut self, container: usize) {
        self.open.push(container);
        let kind = self.flat.containers[container].kind;
        let html = &mut self.html;
        html.push('<');
        html.push_str(element(kind));
        let mut attribute = |name: &str, value: Option<i32>| {
            if let Some(value) = value {
                let _ = write!(html, " {name}=\"{value}\"");
            }
        };
        match kind {
            ContainerKind::Numbered { start } => attribute("start", start),
            ContainerKind::Cell { columns, rows, .. } => {
                attribute("colspan", columns);
                attribute("rowspan", rows);
            }
            _ => {}
        }
        html.push('>');
        if kind == ContainerKind::Table {
            html.push_str("<tbody>");
        }
    }

    /// Closes all containers but the outermost `kept`.
    fn close(&mut self, kept: usize) {
        while self.open.len() > kept
            && let Some(container) = self.open.pop()
        {
            let kind = self.flat.containers[container].kind;
            // A cell or item ends right behind its words.
            if !matches!(
                kind,
                ContainerKind::Item
                    | ContainerKind::Term
                    | ContainerKind::Definition
                    | ContainerKind::Cell { .. }
            ) {
                self.separate();
            }
            if kind == ContainerKind::Table {
                self.html.push_str("</tbody>");
            }
            self.tag(element(kind), false);
        }
    }

    fn words(&mut self, all: &[Words<'_>]) {
        let mut open: Vec<&'static str> = Vec::new();
        let mut link = None;
        for run in all {
            let target = run.link.and_then(|link| self.target(link, run.at));
            let marks = Style::ALL
                .into_iter()
                .filter(|(mark, _)| run.style.has(*mark));
            let wanted = target
                .iter()
                .map(|_| "a")
                .chain(marks.map(|(_, element)| element));
            let wanted: Vec<&'static str> = wanted.collect();
            let is_same_link = target.is_some() && link == run.link;
            let same = if target.is_some() && !is_same_link {
                0
            } else {
                open.iter().zip(&wanted).take_while(|(a, b)| a == b).count()
            };
            while open.len() > same
                && let Some(element) = open.pop()
            {
                self.tag(element, false);
            }
            for element in &wanted[same..] {
                if let (&"a", Some(target)) = (element, &target) {
                    self.html.push_str("<a href=\"");
                    escape(&mut self.html, target);
                    self.html.push_str("\">");
                } else {
                    self.tag(element, true);
                }
                open.push(element);
            }
            link = run.link.filter(|_| target.is_some());
            escape(&mut self.html, run.text);
        }
        while let Some(element) = open.pop() {
            self.tag(element, false);
        }
    }

    /// Where a link leads, if it can be kept.
    fn target(&mut self, link: usize, at: usize) -> Option<String> {
        let (written, source) = self.flat.links.get(link)?;
        let short = || written.chars().take(500).collect::<String>();
        let (target, kind) = match address::resolve(written, self.base) {
            Ok(address) if address.tracked => {
                let address_ = short();
                (
                    Some(address.text),
                    Some(LeftOutKind::Tracking { address: address_ }),
                )
            }
            Ok(address) => (Some(address.text), None),
            Err(Refused::Relative | Refused::Unfit) => {
                (None, Some(LeftOutKind::Link { address: short() }))
            }
        };
        // A link of several runs is spoken of once.
        let is_new = self
            .refused
            .last()
            .is_none_or(|last| last.source != *source);
        if let Some(kind) = kind.filter(|_| is_new) {
            self.refused.push(LeftOut {
                kind,
                at,
                source: *source,
            });
        }
        target
    }
}

const fn element(kind: ContainerKind) -> &'static str {
    match kind {
        ContainerKind::List => "ul",
        ContainerKind::Numbered { .. } => "ol",
        ContainerKind::Item => "li",
        ContainerKind::Definitions => "dl",
        ContainerKind::Term => "dt",
        ContainerKind::Definition => "dd",
        ContainerKind::Quote => "blockquote",
        ContainerKind::Table => "table",
        ContainerKind::Row => "tr",
        ContainerKind::Cell { header: true, .. } => "th",
        ContainerKind::Cell { header: false, .. } => "td",
    }
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
