//! From the tree of a page to its lines.
//!
//! A block is a line, and so is what stands between two `<br>`; an item of a list begins with
//! `- `. Two `<br>` and more end a block, because that is how paragraphs were written for years.
//!
//! Above the prose stand the facts of a release, as pairs of label and value that pages write in
//! many ways. There, and only there, a label is given a line of its own, so that the layouts find
//! it whatever the elements around it are; for the body the two lines stay one.

use std::collections::HashSet;

use super::Extent;
use super::address::{hidden_mail, unhidden_mail};
use super::dom::{Dom, Id, Step, Walk};
use super::flat::{Container, ContainerKind, Flat, Gap, Join, Line, LineKind, Style};
use super::left_out::{LeftOut, LeftOutKind};
use super::main_content::{Survey, is_block};
use super::tables::tables;

/// Makes lines of a page, or of its content.
pub(super) fn flatten(dom: &Dom, survey: &Survey, extent: Extent) -> Flat {
    let tables = tables(dom, survey);
    let (flat, labels) = lines(dom, survey, extent, &tables, true);
    let once: HashSet<&str> = labels.above.iter().map(String::as_str).collect();
    // Facts that are there more than once are those of several releases: a listing, which has
    // label and value in one line.
    let is_listing = once.len() < labels.above.len()
        || labels
            .below
            .iter()
            .any(|label| once.contains(label.as_str()));
    if is_listing {
        lines(dom, survey, extent, &tables, false).0
    } else {
        flat
    }
}

/// The labels of a page: above its prose, and from there on.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) above: Vec<String>,
    pub(super) below: Vec<String>,
}

/// Makes lines; where `splits`, labels above the prose have lines of their own.
fn lines(
    dom: &Dom,
    survey: &Survey,
    extent: Extent,
    tables: &HashSet<Id>,
    splits: bool,
) -> (Flat, Labels) {
    let root = match extent {
        Extent::Content => survey.root,
        Extent::Page => Id::DOCUMENT,
    };
    let mut flattener = Flattener {
        dom,
        survey,
        extent,
        tables,
        splits,
        labels: Labels::default(),
        flat: Flat::default(),
        frames: Vec::new(),
        line: None,
        block: 0,
        breaks: 0,
        join: Join::Block,
        gaps: Vec::new(),
        space: None,
        facts: true,
        same_link: None,
        implied: None,
    };
    let mut walk = dom.below(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => flattener.enter(id, &mut walk),
            Step::Leave(id) => flattener.leave(id),
        }
    }
    flattener.end_block();
    (flattener.flat, flattener.labels)
}

/// What an open element means for what is in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    pub(super) style: Style,
    pub(super) link: Option<usize>,
    pub(super) container: Option<usize>,
    pub(super) kind: LineKind,
    /// Line ends are line ends.
    pub(super) preformatted: bool,
    /// How much text there was before it.
    pub(super) start: usize,
}

/// A line that is being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Where the text ended before it.
    pub(super) before: usize,
    pub(super) start: usize,
    pub(super) runs: usize,
    pub(super) container: Option<usize>,
    pub(super) kind: LineKind,
}

pub(super) struct Flattener<'d> {
    pub(super) dom: &'d Dom,
    pub(super) survey: &'d Survey,
    pub(super) extent: Extent,
    pub(super) tables: &'d HashSet<Id>,
    pub(super) splits: bool,
    pub(super) labels: Labels,
    pub(super) flat: Flat,
    pub(super) frames: Vec<Frame>,
    pub(super) line: Option<Open>,
    pub(super) block: usize,
    /// How many `<br>` there were since the last line.
    pub(super) breaks: usize,
    /// How the next line follows the one before.
    pub(super) join: Join,
    /// White space before the next line, where that is the same line of the page.
    pub(super) gaps: Vec<Gap>,
    /// White space between words, in which style.
    pub(super) space: Option<(Style, Option<usize>)>,
    /// Whether the facts of a release may still follow: there was no prose yet.
    pub(super) facts: bool,
    /// Where the address of the last link is kept.
    pub(super) same_link: Option<(*const u8, usize)>,
    /// The list of items that stand in none, with the element that they stand in.
    pub(super) implied: Option<(Option<Id>, usize)>,
}

impl Flattener<'_> {
    fn frame(&self) -> Frame {
        self.frames.last().copied().unwrap_or_default()
    }

    fn enter(&mut self, id: Id, walk: &mut Walk<'_>) {
        let dom = self.dom;
        let mut frame = self.frame();
        frame.start = self.flat.text.len();
        if let Some(text) = dom.text(id) {
            self.text(id, text, &frame);
            self.frames.push(frame);
            return;
        }
        if self.leaves_out(id) {
            self.frames.push(frame);
            walk.skip_below();
            return;
        }
        let name = dom.name(id);
        if is_block(name) {
            self.end_block();
            frame.start = self.flat.text.len();
        }
        if let Some(mail) = dom.attribute(id, "data-cfemail").and_then(unhidden_mail) {
            if name == "a" {
                frame.link = Some(self.flat.links.len());
                self.same_link = None;
                self.flat
                    .links
                    .push((format!("mailto:{mail}"), dom.source(id)));
            }
            self.words(&mail, dom.source(id), &frame);
            self.restored(&mail, dom.source(id));
            self.frames.push(frame);
            walk.skip_below();
            return;
        }
        match name {
            "br" => self.line_break(),
            "img" => self.image(id),
            "a" => frame.link = self.link(id),
            "b" => frame.style |= Style::BOLD,
            "strong" => frame.style |= Style::STRONG,
            "i" | "cite" | "dfn" | "var" => frame.style |= Style::ITALIC,
            "em" => frame.style |= Style::EMPHASIS,
            "sub" => frame.style |= Style::SUB,
            "sup" => frame.style |= Style::SUP,
            "q" => self.words("“", dom.source(id), &frame),
            "s" | "strike" | "del" => self.leave_out(id, LeftOutKind::Struck),
            "pre" | "listing" | "plaintext" | "xmp" => frame.preformatted = true,
            "figcaption" => frame.kind = LineKind::Caption,
            "h1" | "h2" => frame.kind = LineKind::Heading(2),
            "h3" => frame.kind = LineKind::Heading(3),
            "h4" | "h5" | "h6" => frame.kind = LineKind::Heading(4),
            _ => self.contain(id, name, &mut frame),
        }
        self.frames.push(frame);
    }

    /// Opens what holds blocks.
    fn contain(&mut self, id: Id, name: &str, frame: &mut Frame) {
        let dom = self.dom;
        let number = |name| {
            let written: Option<i32> = dom.attribute(id, name)?.trim().parse().ok();
            written.filter(|number| (2..=1000).contains(number))
        };
        let kind = match name {
            "ul" | "menu" | "dir" => ContainerKind::List,
            "ol" => ContainerKind::Numbered {
                start: number("start"),
            },
            "dl" => ContainerKind::Definitions,
            "blockquote" => ContainerKind::Quote,
            "li" => {
                self.imply(id, frame, ContainerKind::List);
                ContainerKind::Item
            }
            "dt" => {
                self.imply(id, frame, ContainerKind::Definitions);
                ContainerKind::Term
            }
            "dd" => {
                self.imply(id, frame, ContainerKind::Definitions);
                ContainerKind::Definition
            }
            "table" if self.tables.contains(&id) => ContainerKind::Table,
            "caption" if self.kind_of(frame.container) == Some(ContainerKind::Table) => {
                frame.container = frame.container.and_then(|c| self.flat.containers[c].parent);
                return;
            }
            "tr" if self.kind_of(frame.container) == Some(ContainerKind::Table) => {
                ContainerKind::Row
            }
            "td" | "th" if self.kind_of(frame.container) == Some(ContainerKind::Row) => {
                ContainerKind::Cell {
                    header: name == "th",
                    columns: number("colspan"),
                    rows: number("rowspan"),
                }
            }
            _ => return,
        };
        let container = self.open(kind, frame.container);
        frame.container = Some(container);
        frame.kind = match kind {
            // What a list or a table in a caption holds is no caption.
            _ if frame.kind == LineKind::Caption => LineKind::Caption,
            _ => LineKind::Paragraph,
        };
    }

    fn kind_of(&self, container: Option<usize>) -> Option<ContainerKind> {
        container.map(|container| self.flat.containers[container].kind)
    }

    fn open(&mut self, kind: ContainerKind, parent: Option<usize>) -> usize {
        let ordinal = match parent {
            Some(parent) => {
                let parent = &mut self.flat.containers[parent];
                parent.children += 1;
                parent.children
            }
            None => 1,
        };
        self.flat.containers.push(Container {
            kind,
            parent,
            ordinal,
            children: 0,
            lines: 0,
            labelled: false,
        });
        self.flat.containers.len() - 1
    }

    /// Puts an item that stands in no list into one, together with those beside it.
    fn imply(&mut self, id: Id, frame: &mut Frame, list: ContainerKind) {
        let is_list = match self.kind_of(frame.container) {
            Some(ContainerKind::List | ContainerKind::Numbered { .. }) => {
                list == ContainerKind::List
            }
            kind => kind == Some(list),
        };
        if is_list {
            return;
        }
        let parent = self.dom.parent(id);
        let known = self.implied.filter(|(beside, container)| {
            let known = &self.flat.containers[*container];
            *beside == parent && known.kind == list && known.parent == frame.container
        });
        let container = match known {
            Some((_, container)) => container,
            None => self.open(list, frame.container),
        };
        self.implied = Some((parent, container));
        frame.container = Some(container);
    }

    fn leave(&mut self, id: Id) {
        let frame = self.frames.pop().unwrap_or_default();
        let dom = self.dom;
        if self.survey.is_hidden(id) {
            return;
        }
        let name = dom.name(id);
        if name == "q" {
            self.words("”", dom.source(id), &self.frame());
        }
        // Its first words are those of the line: what stands in further lines is the value.
        let began_here = self.line.is_some_and(|line| line.before == frame.start);
        if began_here && dom.is_element(id) {
            let is_named = || {
                let class = dom.attribute(id, "class").unwrap_or_default();
                let mut names = class.split_ascii_whitespace().take(32);
                // `field-label` names a label, `label-above` what has one.
                names.any(|name| {
                    let last = name.rsplit(['-', '_']).next().unwrap_or_default();
                    last.eq_ignore_ascii_case("label")
                })
            };
            let is_marked = matches!(name, "dt" | "label") || is_named();
            if is_marked || matches!(name, "b" | "em" | "i" | "span" | "strong") {
                self.label(is_marked);
            }
        }
        if is_block(name) {
            self.end_block();
        }
        // An empty cell keeps the others in their columns.
        if matches!(
            self.kind_of(frame.container),
            Some(ContainerKind::Cell { .. })
        ) && matches!(name, "td" | "th")
            && let Some(cell) = frame.container
            && self.flat.containers[cell].lines == 0
        {
            let at = self.flat.text.len();
            self.block += 1;
            self.flat.lines.push(Line {
                span: at..at,
                runs: self.flat.runs.len()..self.flat.runs.len(),
                block: self.block,
                kind: LineKind::Empty,
                container: Some(cell),
                join: Join::Block,
                gaps: Vec::new(),
            });
        }
    }

    /// Whether an element is not read, with what is said about it.
    fn leaves_out(&mut self, id: Id) -> bool {
        let (dom, survey) = (self.dom, self.survey);
        if survey.is_hidden(id) {
            let kind = match dom.name(id) {
                "audio" | "embed" | "iframe" | "object" | "video" => LeftOutKind::Embedded {
                    address: ["src", "data"]
                        .into_iter()
                        .find_map(|name| dom.attribute(id, name))
                        .unwrap_or_default()
                        .to_owned(),
                },
                "picture" => {
                    self.pictured(id);
                    return true;
                }
                "noscript" => {
                    // Its images count readers, or show a picture to who runs no scripts.
                    self.pictured(id);
                    return true;
                }
                _ => return true,
            };
            self.leave_out(id, kind);
            return true;
        }
        if self.extent == Extent::Content && survey.is_furniture(dom, id) {
            if survey.length(id) > 0 {
                let text = excerpt(dom, id);
                self.leave_out(id, LeftOutKind::Around { text });
            }
            return true;
        }
        false
    }

    fn pictured(&mut self, id: Id) {
        for step in self.dom.below(id) {
            if let Step::Enter(below) = step
                && self.dom.name(below) == "img"
            {
                self.image(below);
            }
        }
    }

    fn image(&mut self, id: Id) {
        let dom = self.dom;
        let address = dom.attribute(id, "src").unwrap_or_default();
        let is_dot = |name| {
            let size = dom
                .attribute(id, name)
                .map(|size| size.trim().trim_end_matches("px"));
            matches!(size, Some("0" | "1"))
        };
        let kind = if is_dot("width") || is_dot("height") {
            LeftOutKind::Tracker
        } else {
            LeftOutKind::Image {
                // An address that holds the picture itself says nothing to a reader.
                address: address.chars().take(500).collect(),
            }
        };
        self.leave_out(id, kind);
    }

    fn link(&mut self, id: Id) -> Option<usize> {
        let href = self.dom.attribute(id, "href")?;
        let source = self.dom.source(id);
        // A link that a browser opens again in the next paragraph shares its address.
        let same = (href.as_ptr(), href.len());
        if self.same_link == Some(same) {
            return self.flat.links.len().checked_sub(1);
        }
        self.same_link = Some(same);
        let mail = hidden_mail(href).and_then(unhidden_mail);
        if let Some(mail) = &mail {
            self.restored(mail, source);
        }
        let href = mail.map_or_else(|| href.to_owned(), |mail| format!("mailto:{mail}"));
        self.flat.links.push((href, source));
        Some(self.flat.links.len() - 1)
    }

    fn restored(&mut self, mail: &str, source: usize) {
        let what = format!("`{mail}` was hidden from robots and is shown again");
        if self
            .flat
            .repairs
            .last()
            .is_none_or(|(known, _)| *known != what)
        {
            self.flat.repairs.push((what, source));
        }
    }

    fn leave_out(&mut self, id: Id, kind: LeftOutKind) {
        self.flat.left_out.push(LeftOut {
            kind,
            at: self.flat.text.len(),
            source: self.dom.source(id),
        });
    }
}

/// The beginning of the text of an element.
fn excerpt(dom: &Dom, id: Id) -> String {
    let mut text = String::new();
    for step in dom.below(id) {
        if let Step::Enter(id) = step {
            for word in dom.text(id).unwrap_or_default().split_whitespace() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
            if text.len() > 200 {
                break;
            }
        }
    }
    text.chars().take(200).collect()
}
