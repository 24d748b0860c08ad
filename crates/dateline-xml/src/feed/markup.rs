//! XHTML and HTML that stand as elements of the feed, as HTML.

use url::Url;

use super::address;
use crate::element::Element;
use crate::html;
use crate::names::Space;
use crate::node::{Child, Node};

/// Elements that have no end tag in HTML (HTML, section 13.1.2).
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img",
    "input", "isindex", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose text HTML takes as it stands.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "xmp"];

/// HTML, and the first relative address in it that was made absolute, as it was and as it is.
#[derive(Debug, Default)]
pub(super) struct Html {
    pub(super) text: String,
    pub(super) resolved: Option<(String, String)>,
    /// How many bytes were made of relative addresses.
    grown: usize,
}

/// What an element holds, as HTML: without namespaces, with void elements as HTML has them, and with
/// the text between tags escaped. Comments are not data. Relative addresses are made absolute where
/// there is a base.
pub(super) fn inner(node: &Node<'_>, base: Option<&Url>) -> Html {
    let mut html = Html::default();
    html.text(&node.run.text(), false);
    html.children(&node.children, base);
    html
}

/// The same of the `div` that wraps XHTML in Atom and is no part of it (RFC 4287, section 3.1.1.3),
/// or of all there is where there is no such element.
pub(super) fn xhtml(node: &Node<'_>, base: Option<&Url>) -> Html {
    let mut elements = node.elements();
    let (first, second) = (elements.next(), elements.next());
    let is_bare = |child: &Child<'_>| matches!(child, Child::Text(run) if !run.is_blank());
    match first {
        Some(div)
            if second.is_none()
                && div.element.local.eq_ignore_ascii_case("div")
                && !node.children.iter().any(is_bare) =>
        {
            let base = address::base(div.element.attribute("xml:base"), base);
            inner(div, base.as_ref())
        }
        _ => inner(node, base),
    }
}

impl Html {
    fn children(&mut self, children: &[Child<'_>], base: Option<&Url>) {
        for child in children {
            match child {
                Child::Element(node) => self.element(node, base),
                Child::Text(run) => self.text(&run.text(), false),
            }
        }
    }

    fn element(&mut self, node: &Node<'_>, base: Option<&Url>) {
        let name = node.element.local;
        let own = match node.element.attribute("xml:base") {
            Some(written) => address::base(Some(written), base),
            None => None,
        };
        let base = own.as_ref().or(base);
        self.text.push('<');
        self.text.push_str(name);
        self.attributes(&node.element, base);
        self.text.push('>');
        let is_in = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n));
        // HTML drops a line end right behind this tag.
        if name.eq_ignore_ascii_case("pre") && node.begins_with_line_end() {
            self.text.push('\n');
        }
        let text = node.run.text();
        let is_raw = is_in(RAW) && node.children.is_empty() && !text.contains("</");
        self.text(&text, is_raw);
        self.children(&node.children, base);
        if !is_in(VOID) {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    fn attributes(&mut self, element: &Element<'_>, base: Option<&Url>) {
        for attribute in &element.attributes {
            let name = match (&attribute.space, attribute.local()) {
                (Some(Space::Xml), "lang") if element.attribute("lang").is_none() => "lang",
                (Some(Space::Xml), _) => continue,
                _ => attribute.name,
            };
            let made = base
                .filter(|_| address::holds_address(name) && self.grown < address::GROWTH_LIMIT)
                .and_then(|base| address::joined_in_html(&attribute.value, base));
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            let value = made.as_deref().unwrap_or(&attribute.value);
            address::escape_attribute(&mut self.text, value);
            self.text.push('"');
            if let Some(made) = made {
                self.grown += made.len();
                let written = || attribute.value.to_string();
                self.resolved.get_or_insert_with(|| (written(), made));
            }
        }
    }

    fn text(&mut self, text: &str, is_raw: bool) {
        if is_raw {
            self.text.push_str(text);
            return;
        }
        html::escape(&mut self.text, text);
    }
}
