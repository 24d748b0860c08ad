//! Whether HTML can be parsed in time and space in proportion to its length.
//!
//! The HTML standard has parsers open elements again that end before they are closed, as often as it
//! takes, and look through all that is open at each tag. What writes the tree looks at the rest of a
//! text for each character that needs a reference. HTML that makes much of that is not parsed: here
//! it is read by a parser that builds no tree and gives up in time.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::tree::DEPTH;

/// So many tags lie between two counts of what is open.
const EVERY: usize = 32;

/// A parser may write so many bytes of tags for each byte that it reads.
const GROWTH: usize = 8;

/// A writer may look at so many bytes for each byte that was read: it looks at many at a time.
const LOOKS: usize = 16_384;

/// However short the HTML is, a parser may write so many bytes of tags.
const LEAST: usize = 4096;

/// Whether a parser opens few elements for what it reads, and not too many at a time.
pub(super) fn is_bounded(html: &str) -> bool {
    let sink = Sink {
        names: RefCell::default(),
        spent: Cell::new(0),
        text: Cell::default(),
        moved: Cell::default(),
        looks: Cell::new(0),
    };
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let context = sink.create_element(context, Vec::new(), ElementFlags::default());
    let tree = TreeBuilder::new_for_fragment(sink, context, None, TreeBuilderOpts::default());
    let guard = Guard {
        tree,
        budget: html.len().saturating_mul(GROWTH).max(LEAST),
        tags: Cell::new(0),
        exceeded: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = html5ever::buffer_queue::BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    let sink = &tokenizer.sink.tree.sink;
    sink.end_text();
    let looks = sink.looks.get().saturating_add(sink.moved.get().looks());
    !tokenizer.sink.exceeded.get() && looks <= html.len().saturating_mul(LOOKS)
}

/// Stands between the tokens and the tree, and lets nothing through once it is too much.
struct Guard {
    tree: TreeBuilder<usize, Sink>,
    budget: usize,
    tags: Cell<usize>,
    exceeded: Cell<bool>,
}

impl TokenSink for Guard {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        if self.exceeded.get() {
            return TokenSinkResult::Continue;
        }
        let is_tag = matches!(token, Token::TagToken(_));
        let result = self.tree.process_token(token, line);
        if is_tag {
            self.tags.set(self.tags.get() + 1);
            let mut exceeds = self.tree.sink.spent.get() > self.budget;
            if self.tags.get().is_multiple_of(EVERY) {
                let open = Count(Cell::new(0));
                self.tree.trace_handles(&open);
                exceeds |= open.0.get() > DEPTH;
            }
            self.exceeded.set(exceeds);
        }
        result
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the parser holds: what is open, and what it would open again.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = usize;

    fn trace_handle(&self, _: &usize) {
        self.0.set(self.0.get() + 1);
    }
}

/// Remembers the names of elements, and builds no tree of them.
struct Sink {
    names: RefCell<Vec<QualName>>,
    /// How many bytes the tags have that were opened.
    spent: Cell<usize>,
    /// The text that was added last, and to what.
    text: Cell<(Text, usize)>,
    /// The text that was moved out of tables: in the worst case all of it is one.
    moved: Cell<Text>,
    /// How many bytes a writer would look at.
    looks: Cell<usize>,
}

/// A text that would be written at once.
#[derive(Clone, Copy, Debug, Default)]
struct Text {
    length: usize,
    /// How many of its characters may need a reference.
    references: usize,
}

impl Text {
    fn with(self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let references = memchr::memchr3_iter(b'&', b'<', b'>', bytes).count()
            // A no-break space begins with this byte.
            + memchr::memchr2_iter(b'"', 0xC2, bytes).count();
        Self {
            length: self.length.saturating_add(text.len()),
            references: self.references.saturating_add(references),
        }
    }

    const fn looks(self) -> usize {
        self.length.saturating_mul(self.references)
    }
}

impl Sink {
    fn look(&self, text: Text) {
        self.looks
            .set(self.looks.get().saturating_add(text.looks()));
    }

    fn end_text(&self) {
        let (text, _) = self.text.take();
        self.look(text);
    }

    fn move_out(&self, child: &NodeOrText<usize>) {
        if let NodeOrText::AppendText(text) = child {
            self.moved.set(self.moved.get().with(text));
        }
    }
}

/// The name of an element.
#[derive(Debug)]
struct Name<'s>(Ref<'s, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = ();
    type ElemName<'s> = Name<'s>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        usize::MAX
    }

    fn elem_name<'s>(&'s self, target: &'s usize) -> Name<'s> {
        static NONE: QualName = QualName {
            prefix: None,
            ns: ns!(),
            local: local_name!(""),
        };
        Name(Ref::map(self.names.borrow(), |names| {
            names.get(*target).unwrap_or(&NONE)
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let of_attribute =
            |attribute: &Attribute| attribute.name.local.len() + attribute.value.len() + 4;
        let spent = 2 * name.local.len() + attributes.iter().map(of_attribute).sum::<usize>();
        self.spent.set(self.spent.get().saturating_add(spent));
        for attribute in &attributes {
            self.look(Text::default().with(&attribute.value));
        }
        let mut names = self.names.borrow_mut();
        names.push(name);
        names.len() - 1
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        usize::MAX
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        usize::MAX
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let (text, of) = self.text.get();
        match child {
            NodeOrText::AppendText(more) if of == *parent => self.text.set((text.with(&more), of)),
            NodeOrText::AppendText(first) => {
                self.look(text);
                self.text.set((Text::default().with(&first), *parent));
            }
            NodeOrText::AppendNode(_) => self.end_text(),
        }
    }

    fn append_based_on_parent_node(&self, _: &usize, _: &usize, child: NodeOrText<usize>) {
        self.move_out(&child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, _: &usize, child: NodeOrText<usize>) {
        self.move_out(&child);
    }

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &usize) {}

    fn reparent_children(&self, _: &usize, _: &usize) {}
}
