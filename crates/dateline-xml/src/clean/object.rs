//! What a feed validator objects to in HTML, each with its place.

use std::ops::Range;

use dateline_core::Excerpt;
use htmlize::unescape_attribute;

use super::element::Element;
use super::fault::Fault;
use super::token::{Attribute, Kind, Token, Tokens};
use super::tree::Tree;
use super::{address, attribute, import, nest, style, token};

/// The rule that something breaks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Breaks {
    /// R28: a strict parser stumbles.
    Strict,
    /// R29: something that acts, or that is no part of a text.
    Safe,
    /// R30: an address that means something else elsewhere.
    Absolute,
}

/// Something that a validator objects to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Objection {
    pub(crate) breaks: Breaks,
    /// Where it stands in the HTML.
    pub(crate) at: Range<usize>,
    /// What it is.
    pub(crate) what: String,
}

/// Everything that a validator objects to, in the order met. A strict parser stops at the first
/// error, so that there is at most one of these; there are none of any kind where, and only where,
/// the HTML passes.
pub(crate) fn objections(html: &str) -> Vec<Objection> {
    let mut objector = Objector {
        html,
        found: Vec::new(),
        tree: Some(Tree::new()),
        is_strict: true,
    };
    if let Some(at) = token::wrong_character(html) {
        let c = html.get(at..).and_then(|rest| rest.chars().next());
        let c = c.unwrap_or_default();
        let what = format!("the character U+{:04X}", u32::from(c));
        objector.strict(at..at + c.len_utf8(), what);
    }
    let mut tokens = Tokens::new(html);
    let mut at = 0;
    while let Some(token) = tokens.next() {
        objector.token(&token, at, tokens.attributes());
        at += token.source.len();
    }
    if objector
        .tree
        .take()
        .is_some_and(|tree| tree.finish().is_err())
    {
        objector.strict(html.len()..html.len(), Fault::Nesting.what().to_owned());
    }
    if let Some(instruction) = import(html) {
        let length = instruction.find('>').map_or(instruction.len(), |at| at + 1);
        let instruction = instruction.get(..length).unwrap_or(instruction);
        objector.say(
            Breaks::Safe,
            instruction,
            "an instruction that loads something",
        );
    }
    // This one is also found where it is text.
    if let Some(address) = address::relative_in_text(html) {
        let place = objector.place(address);
        let is_known = |found: &Objection| found.breaks == Breaks::Absolute && found.at == place;
        if !objector.found.iter().any(is_known) {
            objector.say(Breaks::Absolute, address, "a relative address");
        }
    }
    objector.found
}

struct Objector<'h> {
    html: &'h str,
    found: Vec<Objection>,
    /// What is open, until something was found that a strict parser stops at.
    tree: Option<Tree>,
    /// Whether a strict parser has found nothing.
    is_strict: bool,
}

impl<'h> Objector<'h> {
    /// The place of a part of the HTML.
    fn place(&self, part: &str) -> Range<usize> {
        let start = (part.as_ptr() as usize).saturating_sub(self.html.as_ptr() as usize);
        let start = start.min(self.html.len());
        start..(start + part.len()).min(self.html.len())
    }

    fn say(&mut self, breaks: Breaks, part: &str, what: &str) {
        let at = self.place(part);
        let what = format!("{what}: `{}`", Excerpt(part));
        self.found.push(Objection { breaks, at, what });
    }

    fn strict(&mut self, at: Range<usize>, what: String) {
        self.tree = None;
        if std::mem::take(&mut self.is_strict) {
            let breaks = Breaks::Strict;
            self.found.push(Objection { breaks, at, what });
        }
    }

    fn token(&mut self, token: &Token<'h>, at: usize, attributes: &[Attribute<'h>]) {
        let end = at + token.source.len();
        if let Some((fault, inside)) = token.fault {
            let shown = token.source.get(inside..).unwrap_or_default();
            let shown: String = shown.chars().take(24).collect();
            let what = format!("{}: `{}`", fault.what(), Excerpt(&shown));
            let start = (at + inside).min(end);
            self.strict(start..end.min(start + shown.len()), what);
        }
        let element = match token.kind {
            Kind::Start { name, .. } | Kind::End { name } => Element::find(name),
            Kind::Text | Kind::Raw | Kind::Nothing => None,
        };
        if let Some(tree) = &mut self.tree
            && let Err(fault) = nest(tree, token, element, attributes)
        {
            let what = format!("{}: `{}`", fault.what(), Excerpt(token.source));
            self.strict(at..end, what);
        }
        let Kind::Start { name, .. } = token.kind else {
            return;
        };
        if element.is_none() {
            let place = self.place(name);
            let what = format!("the element `{}`", Excerpt(name));
            let (breaks, at) = (Breaks::Safe, place);
            self.found.push(Objection { breaks, at, what });
            return;
        }
        for one in attributes {
            self.attribute(one);
        }
    }

    fn attribute(&mut self, one: &Attribute<'h>) {
        if attribute::is_harmless(one) {
            return;
        }
        if one.name.eq_ignore_ascii_case("style") {
            let unescaped = unescape_attribute(one.value);
            let (_, wrong) = style::sorted(&unescaped);
            let wrong = wrong.first().copied().unwrap_or(&unescaped);
            let what = format!("the style `{}`", Excerpt(wrong));
            let (breaks, at) = (Breaks::Safe, self.place(one.value));
            self.found.push(Objection { breaks, at, what });
        } else if attribute::is_known(one.name) {
            if one.value.is_empty() {
                self.say(Breaks::Absolute, one.name, "an empty address");
            } else {
                self.say(Breaks::Absolute, one.value, "a relative address");
            }
        } else {
            let what = format!("the attribute `{}`", Excerpt(one.name));
            let (breaks, at) = (Breaks::Safe, self.place(one.name));
            self.found.push(Objection { breaks, at, what });
        }
    }
}
