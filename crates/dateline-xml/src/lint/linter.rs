//! Goes through a tree, and gathers what is found.

use std::ops::Range;

use dateline_core::lint::Found;

use super::Options;
use super::tree::{Attribute, Said, Tree};
use crate::names::Space;

/// A walk through a document.
#[derive(Debug)]
pub(super) struct Linter<'x> {
    pub(super) tree: &'x Tree<'x>,
    pub(super) options: &'x Options,
    found: Vec<Found>,
    /// The item that is looked at: its number and its id.
    record: Option<(u64, Option<String>)>,
}

impl<'x> Linter<'x> {
    pub(super) const fn new(tree: &'x Tree<'x>, options: &'x Options) -> Self {
        Self {
            tree,
            options,
            found: Vec::new(),
            record: None,
        }
    }

    /// Says from now on that what is found is about this item.
    pub(super) fn enter(&mut self, number: usize, id: Option<&str>) {
        let id = id.filter(|id| !id.is_empty()).map(str::to_owned);
        self.record = Some((number as u64, id));
    }

    /// Says from now on that what is found is about no item.
    pub(super) fn leave(&mut self) {
        self.record = None;
    }

    /// Says that a rule is broken in an element.
    pub(super) fn say(&mut self, node: usize, found: Found) {
        self.say_at(self.tree.path(node), found);
    }

    /// Says that a rule is broken in an attribute of an element.
    pub(super) fn say_of(&mut self, node: usize, attribute: &str, found: Found) {
        self.say_at(format!("{}/@{attribute}", self.tree.path(node)), found);
    }

    fn say_at(&mut self, path: String, mut found: Found) {
        found.path = path;
        if let Some((number, id)) = &self.record {
            found.record = Some(*number);
            found.id.clone_from(id);
        }
        self.found.push(found);
    }

    /// Says something about an element or, where it has a name, one of its attributes.
    pub(super) fn say_in(&mut self, place: &Place<'_>, found: Found) {
        match place.attribute {
            Some(name) => self.say_of(place.node, name, found),
            None => self.say(place.node, found),
        }
    }

    /// What was found, by its places in `text`, in which `origin` tells where an offset of the tree
    /// stands. Of mends those are left out that touch what had to be made well-formed.
    pub(super) fn finish(self, text: &str, origin: impl Fn(usize) -> usize) -> Vec<Found> {
        let xml = self.tree.xml;
        let place = |at: &Range<usize>| {
            let start = super::source::floor(text, origin(at.start));
            let end = super::source::floor(text, origin(at.end)).max(start);
            start..end
        };
        let found = self.found.into_iter().map(|mut found| {
            let stands = |at: &Range<usize>| xml.get(at.clone()) == text.get(place(at));
            found.fix = found
                .fix
                .filter(|fix| fix.edits.iter().all(|(at, _)| stands(at)));
            if let Some(fix) = &mut found.fix {
                for (at, _) in &mut fix.edits {
                    *at = place(at);
                }
            }
            found.at = place(&found.at);
            found
        });
        found.collect()
    }
}

/// Where a text stands: in an element, or in an attribute of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'n> {
    pub(super) node: usize,
    pub(super) attribute: Option<&'n str>,
}

impl<'n> Place<'n> {
    pub(super) const fn element(node: usize) -> Self {
        Self {
            node,
            attribute: None,
        }
    }

    pub(super) const fn attribute(node: usize, name: &'n str) -> Self {
        Self {
            node,
            attribute: Some(name),
        }
    }

    /// A text as it is written there: what has to be escaped is.
    pub(super) fn escaped(&self, text: &str) -> String {
        let mut out = String::new();
        if self.attribute.is_some() {
            crate::escape::attribute(&mut out, text);
        } else {
            crate::escape::plain(&mut out, text);
        }
        out
    }
}

/// Questions that many rules ask of the tree.
impl<'x> Linter<'x> {
    /// The element's name, with the customary prefix of its namespace where that is one of the few
    /// that rules speak of: `dc:creator`. Elements of RSS have none.
    pub(super) fn name(&self, node: usize) -> (&'static str, &'x str) {
        let Some(node) = self.tree.get(node) else {
            return ("?", "");
        };
        let prefix = match &node.space {
            Space::Rss(_) => "",
            Space::Atom(_) => "atom",
            Space::Content => "content",
            Space::Dc => "dc",
            Space::DcTerms => "dcterms",
            Space::Rdf => "rdf",
            Space::Xhtml => "xhtml",
            Space::Known("http://www.georss.org/georss") => "georss",
            Space::Known("http://purl.org/syndication/history/1.0") => "fh",
            Space::Known("http://purl.org/atompub/tombstones/1.0") => "at",
            _ => "?",
        };
        (prefix, node.local)
    }

    /// The elements in an element, with their names.
    pub(super) fn parts(&self, node: usize) -> Vec<(usize, (&'static str, &'x str))> {
        let children = self.tree.children(node);
        children
            .map(|(child, _)| (child, self.name(child)))
            .collect()
    }

    /// The first element of this name in an element.
    pub(super) fn part(&self, node: usize, name: (&str, &str)) -> Option<usize> {
        let mut children = self.tree.children(node);
        let found = children.find(|(child, _)| self.name(*child) == name);
        found.map(|(child, _)| child)
    }

    /// Where an element's name stands in its start tag.
    pub(super) fn tag(&self, node: usize) -> Range<usize> {
        self.tree.get(node).map_or(0..0, |node| {
            let start = node.whole.start + 1;
            start..start + node.name.len()
        })
    }

    /// What an element says, and its place.
    pub(super) fn said(&self, node: usize) -> Said<'x> {
        self.tree.said(node)
    }

    /// Where an attribute's value stands in its quotes.
    pub(super) fn value_of(attribute: &Attribute<'_>) -> Range<usize> {
        attribute.value.clone()
    }

    /// Behind the name in the start tag of an element, where an attribute can be added.
    pub(super) fn behind_name(&self, node: usize) -> usize {
        self.tag(node).end
    }

    /// White space that stands in front of an element.
    pub(super) fn indent(&self, node: usize) -> &'x str {
        let start = self.tree.get(node).map_or(0, |node| node.whole.start);
        let before = self.tree.xml.get(..start).unwrap_or_default();
        let blank = before.trim_end_matches(crate::escape::is_blank);
        before.get(blank.len()..).unwrap_or_default()
    }
}
