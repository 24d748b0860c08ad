//! From the source of a page to its tree.
//!
//! `html5ever` reads HTML as browsers do. What it leaves open is added here: where in the source
//! each node stands, by handing it the source piece by piece; and that no page costs more than its
//! length, by keeping from it what makes the standard's own algorithms quadratic: elements nested
//! by the hundred, tags with thousands of attributes, and marks of emphasis that are opened again
//! in every paragraph.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::dom::Dom;
use super::guard::{Guard, Mended};
use super::pieces::Piece;
use super::sink::Sink;

/// Builds the tree of a page, and says what had to be mended, each kind once.
pub(super) fn parse(html: &str) -> (Dom, Vec<(Mended, usize)>) {
    let sink = Sink::new();
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let guard = Guard::new(TreeBuilder::new(sink, options), html.len());
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    let feed = |text: &str, at: usize| {
        tokenizer.sink.tree.sink.offset.set(at);
        input.push_back(StrTendril::from_slice(text));
        // It stops behind scripts and declarations of an encoding; neither matters here.
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    };
    let mut at = 0;
    let mut behind_reference = false;
    while at < html.len() {
        let is_reference = html[at..].starts_with('&');
        if is_reference {
            tokenizer.sink.tree.sink.reference.set(Some(at));
        } else if !behind_reference {
            tokenizer.sink.tree.sink.reference.set(None);
        }
        behind_reference = is_reference;
        let rest = &html.as_bytes()[at..];
        let piece = match tokenizer.sink.raw.borrow().as_deref() {
            Some(element) => Piece::in_raw(rest, element),
            None => Piece::next(rest, tokenizer.sink.is_foreign()),
        };
        feed(&html[at..at + piece.kept], at);
        // A piece ends where a character does: before or behind one of ASCII, or at the end.
        if piece.kept < piece.length {
            tokenizer.sink.note(Mended::Attributes);
            feed(">", at + piece.length - 1);
        }
        at += piece.length;
    }
    tokenizer.end();
    let (mut dom, mended) = tokenizer.sink.finish();
    dom.pieces.sort_unstable();
    (dom, mended)
}

/// What a strict parser finds wrong with HTML that stands in a `div`.
#[cfg(test)]
pub(super) fn errors(html: &str) -> Vec<String> {
    use html5ever::tendril::TendrilSink as _;
    let sink = Sink::new();
    let errors = std::rc::Rc::clone(&sink.errors);
    let options = html5ever::ParseOpts {
        tokenizer: TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        },
        tree_builder: TreeBuilderOpts {
            exact_errors: true,
            ..TreeBuilderOpts::default()
        },
    };
    let name = html5ever::QualName::new(None, html5ever::ns!(html), "div".into());
    let _ = html5ever::parse_fragment(sink, options, name, Vec::new(), false)
        .one(StrTendril::from_slice(html));
    errors.take()
}
