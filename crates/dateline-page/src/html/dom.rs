//! The tree of a page: nodes in one vector, linked by index, each with the place it came from.
//!
//! Nothing here walks by recursion, and dropping the tree drops a vector: a page may nest as deep
//! as it likes.

use std::num::NonZeroU32;

use html5ever::{Attribute, QualName, ns};

/// A node of a [`Dom`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Id(NonZeroU32);

impl Id {
    /// The root, which every tree has.
    pub(crate) const DOCUMENT: Self = Self(NonZeroU32::MIN);

    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    fn at(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The root, or what stands for a node that is not kept.
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    Comment(String),
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: Option<Id>,
    pub(super) first: Option<Id>,
    pub(super) last: Option<Id>,
    pub(super) previous: Option<Id>,
    pub(super) next: Option<Id>,
    /// Where its tag, comment or text begins in the source, in bytes.
    pub(super) source: usize,
}

/// From which byte of the source on a text node has its text from which byte of its own on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Piece {
    pub(super) node: Id,
    pub(super) offset: usize,
    pub(super) source: usize,
}

/// The tree of a page.
#[derive(Debug)]
pub(crate) struct Dom {
    pub(super) nodes: Vec<Node>,
    /// In the order of the nodes and of their text, once the tree is built.
    pub(super) pieces: Vec<Piece>,
}

impl Dom {
    pub(super) fn new() -> Self {
        let mut dom = Self {
            nodes: Vec::new(),
            pieces: Vec::new(),
        };
        dom.add(Kind::Document, 0);
        dom
    }

    pub(super) fn add(&mut self, kind: Kind, source: usize) -> Id {
        let id = Id::at(self.nodes.len());
        self.nodes.push(Node {
            kind,
            parent: None,
            first: None,
            last: None,
            previous: None,
            next: None,
            source,
        });
        id
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id.index()]
    }

    pub(super) fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// Takes a node out of its parent.
    pub(super) fn detach(&mut self, id: Id) {
        let node = self.node_mut(id);
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match (previous, parent) {
            (Some(previous), _) => self.node_mut(previous).next = next,
            (None, Some(parent)) => self.node_mut(parent).first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self.node_mut(next).previous = previous,
            (None, Some(parent)) => self.node_mut(parent).last = previous,
            (None, None) => {}
        }
    }

    /// Makes a node the last child of another.
    pub(super) fn append(&mut self, parent: Id, child: Id) {
        self.detach(child);
        let last = self.node_mut(parent).last.replace(child);
        match last {
            Some(last) => self.node_mut(last).next = Some(child),
            None => self.node_mut(parent).first = Some(child),
        }
        let node = self.node_mut(child);
        node.parent = Some(parent);
        node.previous = last;
    }

    /// Makes a node the sibling right before another.
    pub(super) fn insert_before(&mut self, sibling: Id, child: Id) {
        self.detach(child);
        let Some(parent) = self.node(sibling).parent else {
            return;
        };
        let previous = self.node_mut(sibling).previous.replace(child);
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(child),
            None => self.node_mut(parent).first = Some(child),
        }
        let node = self.node_mut(child);
        node.parent = Some(parent);
        node.previous = previous;
        node.next = Some(sibling);
    }

    /// The element's name; of one of another language, such as SVG, and of what is no element, none.
    pub(crate) fn name(&self, id: Id) -> &str {
        match &self.node(id).kind {
            Kind::Element { name, .. } if name.ns == ns!(html) => &name.local,
            _ => "",
        }
    }

    pub(crate) fn is_element(&self, id: Id) -> bool {
        matches!(self.node(id).kind, Kind::Element { .. })
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Kind::Element { attributes, .. } = &self.node(id).kind else {
            return None;
        };
        let mut named = attributes.iter().filter(|a| &*a.name.local == name);
        named.next().map(|attribute| &*attribute.value)
    }

    pub(crate) fn text(&self, id: Id) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn comment(&self, id: Id) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Comment(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.node(id).parent
    }

    /// The elements that a node stands in, from the nearest, itself first.
    pub(crate) fn above(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// The nodes right in a node.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.node(id).first, |id| self.node(*id).next)
    }

    /// Where a node begins in the source, in bytes.
    pub(crate) fn source(&self, id: Id) -> usize {
        self.node(id).source
    }

    /// From which byte of its own on a text node stands at which byte of the source.
    pub(crate) fn pieces(&self, id: Id) -> impl Iterator<Item = (usize, usize)> {
        let start = self.pieces.partition_point(|piece| piece.node < id);
        let of_node = self.pieces[start..].iter();
        of_node
            .take_while(move |piece| piece.node == id)
            .map(|piece| (piece.offset, piece.source))
    }

    /// A node and all below it, in the order of the page.
    pub(crate) fn below(&self, root: Id) -> Walk<'_> {
        Walk {
            dom: self,
            root,
            next: Some(Step::Enter(root)),
        }
    }

    /// The text of a node and all below it, as it stands in the source.
    pub(crate) fn text_below(&self, root: Id) -> String {
        let mut all = String::new();
        for step in self.below(root) {
            if let Step::Enter(id) = step {
                all.push_str(self.text(id).unwrap_or_default());
            }
        }
        all
    }
}

/// A step of a walk through a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Into a node.
    Enter(Id),
    /// Out of it, behind all below it.
    Leave(Id),
}

/// A walk through a tree, in the order of the page.
#[derive(Debug)]
pub(crate) struct Walk<'d> {
    dom: &'d Dom,
    root: Id,
    next: Option<Step>,
}

impl Walk<'_> {
    /// Leaves out what is below the node that was entered last.
    pub(crate) fn skip_below(&mut self) {
        if let Some(Step::Enter(id)) = self.next
            && let Some(parent) = self.dom.node(id).parent
        {
            self.next = Some(Step::Leave(parent));
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => Some(match self.dom.node(id).first {
                Some(child) => Step::Enter(child),
                None => Step::Leave(id),
            }),
            Step::Leave(id) if id == self.root => None,
            Step::Leave(id) => {
                let node = self.dom.node(id);
                match (node.next, node.parent) {
                    (Some(next), _) => Some(Step::Enter(next)),
                    (None, Some(parent)) => Some(Step::Leave(parent)),
                    (None, None) => None,
                }
            }
        };
        Some(step)
    }
}
