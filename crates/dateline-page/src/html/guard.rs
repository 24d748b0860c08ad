//! What stands between the reading of tags and the building of the tree, so that no page costs more
//! than its length.

use std::cell::{Cell, RefCell};

use html5ever::LocalName;
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink as _};

use super::dom::{Dom, Id};
use super::pieces::ATTRIBUTES;
use super::sink::Sink;

/// So many elements may be open at a time; browsers stop at some hundreds as well.
const DEPTH: usize = 256;

/// So many tags lie between two counts of the open elements.
const EVERY: usize = 32;

/// A page below so many nodes is never said to have too many.
const NODES: usize = 1 << 20;

/// Marks that a browser opens again where a paragraph ended before they did.
const MARKS: [&str; 6] = ["b", "em", "i", "s", "strike", "strong"];

/// Marks that say only how text looks.
const LOOKS: [&str; 7] = ["big", "code", "font", "nobr", "small", "tt", "u"];

/// An attribute of a link with a longer value is not read, but for its address.
const VALUE: usize = 2048;

/// The attributes of a link that are read; a link is opened again like a mark.
const OF_LINKS: [&str; 8] = [
    "aria-hidden",
    "class",
    "data-cfemail",
    "hidden",
    "href",
    "hreflang",
    "role",
    "style",
];

/// Elements whose content is no markup: their tags decide what the source behind them means.
const RAW: [&str; 10] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// What was done to read a page that could not be read as it stands, and at which byte.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mended {
    /// Elements nested deeper than any browser nests them were taken as one.
    Depth,
    /// A tag has more attributes than any element knows.
    Attributes,
    /// Emphasis that is never closed was closed.
    Marks,
}

impl Mended {
    pub(crate) const fn what(self) -> &'static str {
        match self {
            Self::Depth => {
                "elements nested more than 256 deep are read as if they were not nested further"
            }
            Self::Attributes => "a tag with more than 256 attributes is read without the others",
            Self::Marks => "emphasis that is opened again and again and never closed is left out",
        }
    }
}

/// Stands between the reading of tags and the building of the tree.
pub(super) struct Guard {
    pub(super) tree: TreeBuilder<Id, Sink>,
    bytes: usize,
    /// The element that is open whose content is text, whatever it looks like.
    pub(super) raw: RefCell<Option<LocalName>>,
    tags: Cell<usize>,
    deep: Cell<bool>,
    /// Whether an element ended since it was too deep.
    ended: Cell<bool>,
    crowded: Cell<bool>,
    /// Elements that were not opened, so that their end tags close no other.
    dropped: RefCell<Vec<(LocalName, usize)>>,
    mended: RefCell<Vec<(Mended, usize)>>,
}

impl Guard {
    pub(super) fn new(tree: TreeBuilder<Id, Sink>, bytes: usize) -> Self {
        Self {
            tree,
            bytes,
            raw: RefCell::default(),
            tags: Cell::new(0),
            deep: Cell::new(false),
            ended: Cell::new(false),
            crowded: Cell::new(false),
            dropped: RefCell::default(),
            mended: RefCell::default(),
        }
    }

    /// Whether what follows is not HTML but another language in it.
    pub(super) fn is_foreign(&self) -> bool {
        self.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// What was mended, each kind once, and the tree.
    pub(super) fn finish(self) -> (Dom, Vec<(Mended, usize)>) {
        (self.tree.sink.finish(), self.mended.into_inner())
    }

    pub(super) fn note(&self, mended: Mended) {
        let mut notes = self.mended.borrow_mut();
        if notes.iter().all(|(known, _)| *known != mended) {
            notes.push((mended, self.tree.sink.offset.get()));
        }
    }

    /// Looks now and then how deep the tree is, and how large.
    fn look(&self, kind: TagKind) {
        self.tags.set(self.tags.get() + 1);
        // What was too deep may have ended since.
        let ended = self.deep.get() && kind == TagKind::StartTag && self.ended.take();
        if kind == TagKind::EndTag {
            self.ended.set(true);
        }
        if !ended && !self.tags.get().is_multiple_of(EVERY) {
            return;
        }
        let open = Count(Cell::new(0));
        self.tree.trace_handles(&open);
        self.deep.set(open.0.get() > DEPTH);
        let nodes = self.tree.sink.dom.borrow().nodes.len();
        if !self.crowded.get() && nodes > NODES.max(self.bytes) {
            self.crowded.set(true);
            self.note(Mended::Marks);
            for name in MARKS.into_iter().chain(["a"]) {
                // No mark without attributes is kept open more than three times.
                for _ in 0..3 {
                    let end = Tag {
                        kind: TagKind::EndTag,
                        name: LocalName::from(name),
                        self_closing: false,
                        attrs: Vec::new(),
                        had_duplicate_attributes: false,
                    };
                    let _ = self.tree.process_token(Token::TagToken(end), 1);
                }
            }
        }
    }

    /// Whether a tag is to be read, made ready for it.
    fn takes(&self, tag: &mut Tag) -> bool {
        let name = &*tag.name;
        if LOOKS.contains(&name) {
            return false;
        }
        let is_mark = MARKS.contains(&name);
        if is_mark {
            tag.attrs.clear();
        } else if name == "a" {
            tag.attrs.retain(|a| {
                let name = &*a.name.local;
                OF_LINKS.contains(&name) && (name == "href" || a.value.len() <= VALUE)
            });
        }
        if self.crowded.get() && (is_mark || name == "a") {
            return false;
        }
        let mut dropped = self.dropped.borrow_mut();
        let many = dropped.len() >= ATTRIBUTES;
        let count = dropped.iter_mut().find(|(dropped, _)| *dropped == tag.name);
        match tag.kind {
            TagKind::EndTag => match count {
                Some((_, count)) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => {
                    self.look(TagKind::EndTag);
                    true
                }
            },
            TagKind::StartTag => {
                self.look(TagKind::StartTag);
                let is_void = matches!(
                    name,
                    "area" | "base" | "br" | "hr" | "img" | "input" | "link" | "meta" | "wbr"
                );
                if !self.deep.get() || is_void || RAW.contains(&name) {
                    return true;
                }
                self.note(Mended::Depth);
                match count {
                    Some((_, count)) => *count += 1,
                    // Names that nobody knows would make the list long.
                    None if many => {}
                    None => dropped.push((tag.name.clone(), 1)),
                }
                false
            }
        }
    }
}

impl TokenSink for Guard {
    type Handle = Id;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Id> {
        let mut name = None;
        if let Token::TagToken(tag) = &mut token {
            if tag.kind == TagKind::EndTag {
                self.raw.replace(None);
            }
            if !self.takes(tag) {
                return TokenSinkResult::Continue;
            }
            name = RAW.contains(&&*tag.name).then(|| tag.name.clone());
        }
        let result = self.tree.process_token(token, line);
        if matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        ) {
            self.raw.replace(name);
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the nodes that the tree's builder holds: those that are open.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = Id;

    fn trace_handle(&self, _: &Id) {
        self.0.set(self.0.get() + 1);
    }
}
