//! What builds the tree of a page as the HTML standard says, with the place of each node.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::dom::{Dom, Id, Kind, Piece};
use super::pieces::ATTRIBUTES;

/// Builds the tree.
pub(super) struct Sink {
    pub(super) dom: RefCell<Dom>,
    /// Where the piece of the source begins that is read now.
    pub(super) offset: Cell<usize>,
    /// Where a character reference begins whose character is still to come: it is known to end
    /// only when what follows is read.
    pub(super) reference: Cell<Option<usize>>,
    #[cfg(test)]
    pub(super) errors: std::rc::Rc<RefCell<Vec<String>>>,
}

impl Sink {
    pub(super) fn new() -> Self {
        Self {
            dom: RefCell::new(Dom::new()),
            offset: Cell::new(0),
            reference: Cell::new(None),
            #[cfg(test)]
            errors: std::rc::Rc::default(),
        }
    }

    fn put(&self, child: NodeOrText<Id>, before: Option<Id>, parent: Id) {
        let mut dom = self.dom.borrow_mut();
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let last = match before {
                    Some(sibling) => dom.node(sibling).previous,
                    None => dom.node(parent).last,
                };
                let source = self.reference.take().unwrap_or(self.offset.get());
                if let Some(last) = last
                    && let Kind::Text(all) = &mut dom.node_mut(last).kind
                {
                    let offset = all.len();
                    all.push_str(&text);
                    // What goes on as it began needs no further piece.
                    let goes_on = dom.pieces.last().is_some_and(|piece| {
                        piece.node == last
                            && source.checked_sub(piece.source) == offset.checked_sub(piece.offset)
                    });
                    if !goes_on {
                        dom.pieces.push(Piece {
                            node: last,
                            offset,
                            source,
                        });
                    }
                    return;
                }
                let node = dom.add(Kind::Text((*text).to_owned()), source);
                dom.pieces.push(Piece {
                    node,
                    offset: 0,
                    source,
                });
                node
            }
        };
        match before {
            Some(sibling) => dom.insert_before(sibling, node),
            None => dom.append(parent, node),
        }
    }
}

/// The name of an element, borrowed from the tree.
#[derive(Debug)]
pub(super) struct Name<'s>(Ref<'s, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'s> = Name<'s>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    #[cfg(test)]
    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    #[cfg(not(test))]
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        Id::DOCUMENT
    }

    fn elem_name<'s>(&'s self, target: &'s Id) -> Name<'s> {
        static NONE: QualName = QualName {
            prefix: None,
            ns: html5ever::ns!(),
            local: html5ever::local_name!(""),
        };
        Name(Ref::map(self.dom.borrow(), |dom| {
            match &dom.node(*target).kind {
                Kind::Element { name, .. } => name,
                _ => &NONE,
            }
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let kind = Kind::Element { name, attributes };
        self.dom.borrow_mut().add(kind, self.offset.get())
    }

    fn create_comment(&self, text: StrTendril) -> Id {
        let kind = Kind::Comment((*text).to_owned());
        self.dom.borrow_mut().add(kind, self.offset.get())
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Id {
        self.create_comment(data)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(child, None, *parent);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.dom.borrow().node(*element).parent;
        match parent {
            Some(parent) => self.put(child, Some(*element), parent),
            None => self.put(child, None, *previous),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's content is its own: nothing of it is shown.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.dom.borrow().node(*sibling).parent;
        if let Some(parent) = parent {
            self.put(child, Some(*sibling), parent);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, new: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.dom.borrow_mut().node_mut(*target).kind
        {
            for attribute in new {
                if attributes.len() < ATTRIBUTES
                    && attributes.iter().all(|known| known.name != attribute.name)
                {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.node(*node).first {
            dom.append(*parent, child);
        }
    }
}
