//! The walk through a piece: every fault of well-formedness is found on it, and mended where it is
//! found.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::marks::starts_with_ignoring_case;
use super::names;
use super::patch::{Map, Patch, rest, slice};
use super::refer::{self, Meaning};
use super::repair::{ENTITY_DEPTH_LIMIT, Limit, LimitKind, RepairKind, Repairs};
use super::scope::{Namespaces, Scope};
use super::search::Search;
use super::{Context, tag};
use crate::DEPTH_LIMIT;
use crate::escape::is_blank;

/// What a piece may consist of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    /// One element.
    Element,
    /// One start tag.
    StartTag,
    /// Anything that stands inside an element.
    Content,
    /// What stands outside the root: comments, processing instructions, blanks.
    Outside,
}

/// What a walk knows of what is around it.
pub(super) struct State<'c> {
    pub(super) context: Context<'c>,
    pub(super) namespaces: Namespaces<'c>,
    /// The entities that are being replaced, the outermost first.
    pub(super) active: Vec<&'c str>,
    depth: usize,
    /// How many bytes entities were replaced by.
    pub(super) spent: usize,
}

impl<'c> State<'c> {
    pub(super) fn new(context: Context<'c>) -> Self {
        Self {
            context,
            namespaces: Namespaces::new(context.namespace),
            active: Vec::new(),
            depth: 0,
            spent: 0,
        }
    }

    /// Goes into an entity, unless it is inside itself.
    pub(super) fn enter(&mut self, name: &'c str, text: &str) -> Result<bool, LimitKind> {
        if self.active.contains(&name) {
            return Ok(false);
        }
        if self.active.len() == ENTITY_DEPTH_LIMIT {
            return Err(LimitKind::EntityDepth);
        }
        self.spend(text.len())?;
        self.active.push(name);
        Ok(true)
    }

    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), LimitKind> {
        self.spent += bytes;
        if self.spent > self.context.entities.left() {
            return Err(LimitKind::Expansion);
        }
        Ok(())
    }
}

/// An element that is open.
#[derive(Debug)]
struct Open<'x> {
    /// Its name as it is written in the mended text.
    name: Cow<'x, str>,
    scope: Scope,
}

/// The walk through one text.
pub(super) struct Walker<'x, 's, 'c> {
    pub(super) xml: &'x str,
    mode: Mode,
    /// How far it has come.
    pub(super) at: usize,
    pub(super) patch: Patch<'x>,
    pub(super) repairs: Repairs,
    pub(super) state: &'s mut State<'c>,
    pub(super) search: Search,
    open: Vec<Open<'x>>,
    /// Which elements are open by each name in small letters, so that an end tag that nothing
    /// opened costs no look at all that is open.
    by_name: HashMap<String, Vec<usize>>,
    /// Whether the one element of the piece has begun.
    begun: bool,
    /// Where the next end tag of an element that holds text only was found, if there is one.
    leaf_ends: Vec<(&'static str, Option<usize>)>,
}

impl<'x, 's, 'c> Walker<'x, 's, 'c> {
    pub(super) fn new(xml: &'x str, mode: Mode, state: &'s mut State<'c>) -> Self {
        Self {
            xml,
            mode,
            at: 0,
            patch: Patch::new(xml),
            repairs: Repairs::default(),
            state,
            search: Search::default(),
            open: Vec::new(),
            by_name: HashMap::new(),
            begun: false,
            leaf_ends: Vec::new(),
        }
    }

    /// Walks to the end.
    pub(super) fn run(mut self) -> Result<(Cow<'x, str>, Map, Repairs), Limit> {
        while self.at < self.xml.len() {
            if self.takes_text() {
                self.text()?;
            } else {
                self.stray(0);
            }
            if self.at < self.xml.len() {
                self.markup()?;
            }
        }
        if self.mode == Mode::StartTag {
            self.leave();
        } else {
            self.close_down_to(0, self.xml.len(), "the end");
        }
        let (text, map) = self.patch.finish();
        Ok((text, map, self.repairs))
    }

    pub(super) fn takes_text(&self) -> bool {
        match self.mode {
            Mode::Content => true,
            Mode::Element => !self.open.is_empty(),
            Mode::StartTag | Mode::Outside => false,
        }
    }

    pub(super) fn repair(&mut self, at: usize, kind: RepairKind) {
        self.repairs.push(at, kind);
    }

    fn limit(at: usize) -> impl Fn(LimitKind) -> Limit {
        move |kind| Limit { at, kind }
    }

    /// Goes on behind `range`, with something else in its place.
    pub(super) fn instead(&mut self, range: Range<usize>, with: &str) {
        self.at = range.end;
        self.patch.replace(range, with);
    }

    /// Drops text where none belongs, up to the next markup behind the next `skip` bytes.
    fn stray(&mut self, skip: usize) {
        let start = self.at;
        let from = start + skip;
        let end = memchr::memchr(b'<', rest(self.xml, from).as_bytes());
        let end = end.map_or(self.xml.len(), |at| from + at);
        let found = slice(self.xml, start, end);
        self.at = end;
        let text = found.trim_matches(is_blank);
        if !text.is_empty() {
            let at = start + found.len() - found.trim_start_matches(is_blank).len();
            let kind = RepairKind::grammar("no text outside the element", text, "dropped");
            self.repair(at, kind);
            self.patch.replace(at..at + text.len(), "");
        }
    }

    /// Goes over text up to the next markup.
    fn text(&mut self) -> Result<(), Limit> {
        while self.at < self.xml.len() {
            let text = rest(self.xml, self.at).as_bytes();
            let in_entity = !self.state.active.is_empty();
            let next = if in_entity {
                // What an entity ends with must not become `]]>` with what follows it, and a CR
                // that came by a reference is no end of a line.
                let special = |b: &u8| matches!(b, b'<' | b'&' | b'>' | b']' | b'\r');
                text.iter().position(special)
            } else {
                memchr::memchr3(b'<', b'&', b'>', text)
            };
            let Some(next) = next else {
                self.at = self.xml.len();
                break;
            };
            self.at += next;
            let at = self.at;
            match text.get(next) {
                Some(b'<') => break,
                Some(b'&') => self.reference()?,
                Some(b'>') => {
                    if slice(self.xml, at.saturating_sub(2), at) == "]]" {
                        self.repair(at - 2, RepairKind::SectionEnd);
                    }
                    if in_entity || self.patch.ends_with_at("]]", at) {
                        self.instead(at..at + 1, "&gt;");
                    } else {
                        self.at += 1;
                    }
                }
                Some(b']') => self.instead(at..at + 1, "&#93;"),
                _ => self.instead(at..at + 1, "&#13;"),
            }
        }
        Ok(())
    }

    fn reference(&mut self) -> Result<(), Limit> {
        let at = self.at;
        let reference = refer::read(rest(self.xml, at), self.state.context.entities, false);
        let range = at..at + reference.length;
        if let Some(kind) = reference.repair {
            self.repair(at, kind);
        }
        match reference.meaning {
            Meaning::Itself => self.at = range.end,
            Meaning::Text(text) => {
                let mut escaped = String::new();
                refer::escape(&mut escaped, &text);
                self.instead(range, &escaped);
            }
            Meaning::Entity(name, text) => {
                if !self.state.enter(name, text).map_err(Self::limit(at))? {
                    let name = name.to_owned();
                    self.repair(at, RepairKind::Recursion { name });
                    self.instead(range, "");
                    return Ok(());
                }
                let walker = Walker::new(text, Mode::Content, self.state);
                let inner = walker.run().map_err(|limit| Limit { at, ..limit });
                let (text, _, repairs) = inner?;
                self.state.active.pop();
                self.repairs.join(repairs, |_| at);
                self.instead(range, &text);
            }
        }
        Ok(())
    }

    /// Goes over what begins with `<`.
    fn markup(&mut self) -> Result<(), Limit> {
        let text = rest(self.xml, self.at);
        if text.starts_with("<!--") {
            self.comment();
        } else if starts_with_ignoring_case(text, "<![CDATA[") {
            self.section();
        } else if starts_with_ignoring_case(text, "<!DOCTYPE") {
            self.doctype();
        } else if text.starts_with("<?") {
            self.instruction();
        } else if text.starts_with("</") {
            self.end_tag();
        } else if tag::begins(text) {
            return self.start_tag();
        } else {
            self.less();
        }
        Ok(())
    }

    /// `<` that begins nothing.
    pub(super) fn less(&mut self) {
        if self.takes_text() {
            self.repair(self.at, RepairKind::Less);
            self.instead(self.at..self.at + 1, "&lt;");
        } else {
            self.stray(1);
        }
    }

    /// What the innermost element is called.
    pub(super) fn innermost(&self) -> Option<&str> {
        self.open.last().map(|open| &*open.name)
    }

    fn start_tag(&mut self) -> Result<(), Limit> {
        let at = self.at;
        if (self.begun || self.mode == Mode::Outside) && !self.takes_text() {
            self.stray(1);
            return Ok(());
        }
        let must = self.mode == Mode::StartTag;
        let parsed = tag::parse(self.xml, at, must, &mut self.search);
        let Some(raw) = parsed.map_err(Self::limit(at))? else {
            self.less();
            return Ok(());
        };
        if self.state.depth == DEPTH_LIMIT {
            return Err(Self::limit(at)(LimitKind::Depth));
        }
        self.close_leaf(at, slice(self.xml, raw.name.start, raw.name.end));
        let is_open = !matches!(raw.close, tag::Close::Empty(_));
        let end = raw.end;
        let (name, scope) = self.mend_tag(raw).map_err(Self::limit(at))?;
        self.at = end;
        self.begun = true;
        if is_open {
            let same = self.by_name.entry(name.to_lowercase()).or_default();
            same.push(self.open.len());
            self.open.push(Open { name, scope });
            self.state.depth += 1;
        } else {
            self.state.namespaces.leave(scope);
        }
        Ok(())
    }

    /// Closes an element of an item that holds text only and has no end tag any more, where
    /// another element of the item begins: what follows is not its text.
    fn close_leaf(&mut self, at: usize, next: &str) {
        const LEAVES: [&str; 9] = [
            "title", "link", "guid", "pubDate", "author", "category", "comments", "id", "updated",
        ];
        const OTHERS: [&str; 6] = [
            "description",
            "enclosure",
            "source",
            "summary",
            "content",
            "published",
        ];
        let [_, leaf] = self.open.as_slice() else {
            return;
        };
        let is_known = LEAVES.contains(&next) || OTHERS.contains(&next);
        let Some(leaf) = LEAVES
            .iter()
            .find(|name| **name == leaf.name)
            .filter(|_| is_known)
        else {
            return;
        };
        let known = self.leaf_ends.iter().find(|(name, _)| name == leaf);
        let end = match known.map(|(_, end)| *end) {
            Some(end) if end.is_none_or(|end| end >= at) => end,
            _ => {
                let tag = format!("</{leaf}");
                let found = memmem::find(rest(self.xml, at).as_bytes(), tag.as_bytes());
                let end = found.map(|found| at + found);
                self.leaf_ends.retain(|(name, _)| name != leaf);
                self.leaf_ends.push((leaf, end));
                end
            }
        };
        if end.is_none() {
            let found = format!("`<{}>`", dateline_core::Excerpt(next));
            self.close_down_to(1, at, &found);
        }
    }

    /// Leaves the innermost element, and says how it is called.
    fn leave(&mut self) -> Option<Cow<'x, str>> {
        let open = self.open.pop()?;
        if let Some(same) = self.by_name.get_mut(&open.name.to_lowercase()) {
            same.pop();
        }
        self.state.namespaces.leave(open.scope);
        self.state.depth -= 1;
        Some(open.name)
    }

    /// Writes end tags at `at` until no more than `count` elements are open.
    fn close_down_to(&mut self, count: usize, at: usize, found: &str) {
        while self.open.len() > count
            && let Some(name) = self.leave()
        {
            self.patch.insert(at, &format!("</{name}>"));
            let kind = RepairKind::Unclosed {
                name: name.into_owned(),
                found: found.to_owned(),
            };
            self.repair(at, kind);
        }
    }

    fn end_tag(&mut self) {
        let start = self.at;
        let inside = start + "</".len();
        let behind = rest(self.xml, inside).as_bytes();
        let length = memchr::memchr2(b'<', b'>', behind).unwrap_or(behind.len());
        let is_closed = behind.get(length) == Some(&b'>');
        let end = inside + length + usize::from(is_closed);
        let text = slice(self.xml, inside, inside + length);
        let written = text.trim_start();
        let ends = |c: char| c.is_whitespace() || c == '/';
        let written = slice(written, 0, written.find(ends).unwrap_or(written.len()));
        if written.is_empty() && !is_closed {
            return self.less();
        }
        let name = names::qualified(written);
        let tag = super::repair::excerpt(slice(self.xml, start, end));
        let Some(index) = self.ended(&name, end) else {
            let name = super::repair::excerpt(written);
            self.repair(start, RepairKind::Unopened { name });
            return self.instead(start..end, "");
        };
        self.close_down_to(index + 1, start, &format!("`{tag}`"));
        let opened = self.leave().unwrap_or_default();
        let fault = if *opened != *written {
            let found = format!("`{tag}`");
            let name = opened.clone().into_owned();
            self.repair(start, RepairKind::EndTag { name, found });
            None
        } else if !is_closed {
            Some(("`>` at the end of the tag", "ended here"))
        } else if text
            .strip_prefix(written)
            .is_some_and(|rest| rest.chars().all(is_blank))
        {
            self.at = end;
            return;
        } else {
            Some(("an end tag with nothing but a name", "the rest is dropped"))
        };
        if let Some((expected, taken)) = fault {
            let kind = RepairKind::grammar(expected, &tag, taken);
            self.repair(start, kind);
        }
        self.instead(start..end, &format!("</{opened}>"));
    }

    /// Which of the open elements an end tag of this name ends, if it ends at `end`.
    fn ended(&self, name: &str, end: usize) -> Option<usize> {
        let top = self.open.last()?;
        let innermost = self.open.len() - 1;
        let folded = name.to_lowercase();
        let same = self.by_name.get(&folded).map_or(&[][..], Vec::as_slice);
        let index = if name.is_empty() || same.last() == Some(&innermost) {
            innermost
        } else if let Some(last) = same.last() {
            let named =
                |index: &&usize| self.open.get(**index).is_some_and(|open| open.name == name);
            *same.iter().rev().find(named).unwrap_or(last)
        } else if names::split(&top.name)
            .1
            .eq_ignore_ascii_case(names::split(name).1)
        {
            innermost
        } else {
            return None;
        };
        // The element of the piece ends where the piece does, whatever stands before.
        let is_last =
            index > 0 || self.mode == Mode::Content || rest(self.xml, end).chars().all(is_blank);
        is_last.then_some(index)
    }
}
