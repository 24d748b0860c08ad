//! Writes every tag anew with what a feed may hold, and says what it leaves out.
//!
//! The tokens are those of the HTML standard, so that what is text stays text. The tags are left
//! where they stand: whether they nest is for the parser to say that reads what is written here.

use htmlize::unescape_attribute;

use super::attribute::{is_known, wrong_address};
use super::element::Element;
use super::fault::Fault;
use super::removed::Removed;
use super::token::{self, Attribute, Kind, Token, Tokens};
use super::tree::Tree;
use super::{address, import, nest, style};

/// Elements that go with all they hold: nothing of it was ever shown as text.
const WITH_CONTENT: [&str; 6] = ["iframe", "noembed", "noframes", "script", "style", "title"];

/// Elements that a feed may hold, and that a browser reads otherwise than the validator: what they
/// hold is kept.
const UNWRAPPED: [Element; 3] = [Element::Command, Element::Noscript, Element::Template];

/// Writes every tag anew with what a feed may hold.
///
/// What comes out has tags of elements that a feed may hold, with few attributes in double quotes,
/// each of them harmless; text; and empty comments, which keep two pieces of text apart.
pub(super) fn mend(html: &str, removed: &mut Removed) -> String {
    let mut mender = Mender {
        out: String::with_capacity(html.len()),
        removed,
        tree: Some(Tree::new()),
        foreign: 0,
        selects: false,
        raw: None,
        joins: false,
    };
    if let Some(at) = token::wrong_character(html) {
        let wrong = html.get(at..).unwrap_or_default();
        for c in wrong.chars().filter(|c| token::is_wrong(*c)) {
            mender
                .removed
                .add(format!("the character U+{:04X}", u32::from(c)));
        }
    }
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        mender.token(&token, tokens.attributes());
    }
    if mender.tree.is_some_and(|tree| tree.finish().is_err()) {
        mender.removed.fault(Fault::Nesting, "");
    }
    // These two are also found where they are text.
    if let Some(address) = address::relative_in_text(html) {
        mender.removed.value("relative address", address, "");
    }
    if let Some(instruction) = import(html) {
        mender.removed.fault(Fault::Declaration, instruction);
    }
    mender.out
}

struct Mender<'r> {
    out: String,
    removed: &'r mut Removed,
    /// What is open, until something was found that does not nest.
    tree: Option<Tree>,
    /// How many elements are open that are left out.
    foreign: usize,
    /// Whether choices are open.
    selects: bool,
    /// How to take what stands in an element whose content is no markup.
    raw: Option<Raw>,
    /// Whether the text that was written last could be a part of a character reference.
    joins: bool,
}

#[derive(Clone, Copy, Debug)]
enum Raw {
    /// It goes with its element.
    Removed,
    /// It is text with character references.
    Text,
    /// It is text as it stands.
    Literal,
}

impl Mender<'_> {
    fn token(&mut self, token: &Token<'_>, attributes: &[Attribute<'_>]) {
        if let Some((fault, at)) = token.fault {
            self.removed
                .fault(fault, token.source.get(at..).unwrap_or_default());
        }
        let element = match token.kind {
            Kind::Start { name, .. } | Kind::End { name } => Element::find(name),
            Kind::Text | Kind::Raw | Kind::Nothing => None,
        };
        // The end tag of what is left out has no place in the tree of what is kept.
        let ends_foreign = matches!(token.kind, Kind::End { .. }) && element.is_none();
        if ends_foreign && self.foreign > 0 {
            self.foreign -= 1;
        } else if let Some(tree) = &mut self.tree
            && let Err(fault) = nest(tree, token, element, attributes)
        {
            self.removed.fault(fault, token.source);
            self.tree = None;
        }
        match token.kind {
            Kind::Text => self.text(token.source),
            Kind::Start { name, .. } => self.start(name, attributes),
            Kind::End { name } => self.end(name),
            Kind::Raw => match self.raw.take() {
                None | Some(Raw::Removed) => {}
                Some(Raw::Text) => self.text(token.source),
                Some(Raw::Literal) => self.text(&token.source.replace('&', "&amp;")),
            },
            Kind::Nothing => {
                if token.fault.is_none() {
                    self.removed.add("comments".to_owned());
                }
                self.part();
            }
        }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('<') {
            self.out.push_str(before);
            self.out.push_str("&lt;");
            rest = behind;
        }
        self.out.push_str(rest);
        self.joins = memchr::memchr(b'&', text.as_bytes()).is_some();
    }

    /// Keeps apart what stands on both sides of what is left out.
    fn part(&mut self) {
        if self.joins {
            self.out.push_str("<!---->");
            self.joins = false;
        }
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let is_among = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        let is_literal = is_among(&["plaintext", "xmp"]);
        self.raw = if is_literal {
            Some(Raw::Literal)
        } else if is_among(&WITH_CONTENT) {
            Some(Raw::Removed)
        } else {
            Some(Raw::Text)
        };
        let Some(element) = kept(name) else {
            let with = if is_among(&WITH_CONTENT) {
                " and what it holds"
            } else {
                ""
            };
            self.removed
                .value("element", &name.to_ascii_lowercase(), with);
            if Element::find(name).is_none() {
                self.foreign += 1;
            }
            self.part();
            return;
        };
        // Browsers came to take other elements there, and validators do not.
        if self.selects && !matches!(element, Element::Option | Element::Optgroup) {
            self.out.push_str("</select>");
        }
        self.selects = match element {
            Element::Option | Element::Optgroup => self.selects,
            _ => element == Element::Select,
        };
        self.out.push('<');
        self.out.push_str(element.name());
        for attribute in attributes {
            self.attribute(element, attribute);
        }
        self.out.push('>');
        self.joins = false;
    }

    fn end(&mut self, name: &str) {
        self.raw = None;
        let is_choice = |element| {
            matches!(
                element,
                Element::Option | Element::Optgroup | Element::Select
            )
        };
        match kept(name).filter(|element| !self.selects || is_choice(*element)) {
            Some(element) => {
                self.selects &= element != Element::Select;
                self.out.push_str("</");
                self.out.push_str(element.name());
                self.out.push('>');
                self.joins = false;
            }
            None => self.part(),
        }
    }

    fn attribute(&mut self, element: Element, attribute: &Attribute<'_>) {
        let name = attribute.name.to_ascii_lowercase();
        if name == "style" {
            self.style(&unescape_attribute(attribute.value));
            return;
        }
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'_');
        if !is_known(&name) || !name.bytes().all(is_plain) {
            self.removed.value("attribute", &name, "");
            return;
        }
        if let Some(kind) = wrong_address(element, &name, attribute.value) {
            self.removed.value(kind, attribute.value, "");
            return;
        }
        self.write_attribute(&name, attribute.value);
    }

    fn style(&mut self, style: &str) {
        if style::is_harmless(style) {
            self.write_attribute("style", &escaped(style));
            return;
        }
        let (kept, wrong) = style::sorted(style);
        if wrong.is_empty() {
            self.removed.value("spelling of the style", style, "");
        }
        for declaration in wrong {
            self.removed.value("style", declaration, "");
        }
        if !kept.is_empty() {
            self.write_attribute("style", &escaped(&kept.join("; ")));
        }
    }

    /// Writes an attribute; its value has character references.
    fn write_attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        let mut rest = value;
        while let Some((before, behind)) = rest.split_once('"') {
            self.out.push_str(before);
            self.out.push_str("&quot;");
            rest = behind;
        }
        self.out.push_str(rest);
        self.out.push('"');
    }
}

/// The element of this name, where its tags are kept.
fn kept(name: &str) -> Option<Element> {
    Element::find(name).filter(|element| !UNWRAPPED.contains(element))
}

fn escaped(value: &str) -> String {
    value.replace('&', "&amp;")
}
