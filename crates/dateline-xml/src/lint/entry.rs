//! The entries of Atom (rules A1, A2 and A5 to A10).

use std::collections::{HashMap, HashSet};

use dateline_core::lint::Found;
use dateline_core::text::tag_in_text;

use super::item::is_media_type;
use super::linter::{Linter, Place};
use super::rules::{atom as rules, feed};
use super::tree::Said;
use crate::feed::is_absolute;
use crate::html;
use crate::names::Space;

/// What an entry says once.
const ONCE: &[(&str, &str)] = &[
    ("atom", "id"),
    ("atom", "title"),
    ("atom", "updated"),
    ("atom", "published"),
    ("atom", "summary"),
    ("atom", "content"),
    ("atom", "rights"),
    ("atom", "source"),
    ("dc", "type"),
    ("dc", "format"),
    ("dc", "language"),
    ("dcterms", "issued"),
];

impl Linter<'_> {
    pub(super) fn entries(&mut self, entries: &[usize], feed_has_author: bool) {
        let (mut ids, mut moments) = (HashSet::new(), HashSet::new());
        for (number, entry) in entries.iter().enumerate() {
            let id = self.part(*entry, ("atom", "id"));
            let said = id.map(|id| self.said(id));
            let text = said.as_ref().map(Said::trimmed);
            self.enter(number + 1, text);
            self.entry(*entry, feed_has_author, &mut moments);
            if let (Some(node), Some(said)) = (id, &said)
                && !said.trimmed().is_empty()
                && !ids.insert(said.trimmed().to_owned())
            {
                let expected = "an id that no other entry has";
                let found = Found::of(&rules::ID_TWICE, said.whole(), expected, said.trimmed());
                self.say(node, found);
            }
        }
    }

    fn entry(
        &mut self,
        entry: usize,
        feed_has_author: bool,
        moments: &mut HashSet<jiff::SignedDuration>,
    ) {
        let parts = self.parts(entry);
        self.required(entry, &["id", "title", "updated"]);
        self.once(&parts, ONCE, &rules::TWICE);
        let has = |local: &str| parts.iter().any(|(_, name)| *name == ("atom", local));
        let source_has_author = self
            .part(entry, ("atom", "source"))
            .is_some_and(|source| self.part(source, ("atom", "author")).is_some());
        if !has("author") && !feed_has_author && !source_has_author {
            let expected = "`<author>` in the entry or in the feed";
            let found = Found::new(&rules::AUTHOR_MISSING, self.tag(entry), expected, "none");
            self.say(entry, found);
        }
        self.alternates(entry, has("content"), has("summary"));
        for (node, name) in parts {
            match name {
                ("atom", "updated") => {
                    let date = self.atom_date(node, &rules::DATE);
                    let is_same = date.is_some_and(|date| !moments.insert(date.first_instant()));
                    if is_same {
                        let said = self.said(node);
                        let expected = "a moment at which no other entry was updated";
                        let text = said.trimmed();
                        let found = Found::of(&rules::UPDATED_SAME, said.whole(), expected, text);
                        self.say(node, found);
                    }
                }
                ("atom", local) => self.atom_part(node, local),
                ("dcterms", "issued" | "created" | "modified") => self.w3c_date(node, true),
                _ => {}
            }
        }
    }

    /// Looks at whether an entry has a text and a page.
    fn alternates(&mut self, entry: usize, has_content: bool, has_summary: bool) {
        let mut seen: HashMap<(String, String), usize> = HashMap::new();
        for (node, name) in self.parts(entry) {
            if name != ("atom", "link") {
                continue;
            }
            let value = |name: &str| {
                let said = self.tree.attribute_said(node, name);
                said.map(|said| said.trimmed().to_ascii_lowercase())
            };
            if value("rel").is_some_and(|relation| relation != "alternate") {
                continue;
            }
            let kind = value("type").unwrap_or_default();
            let language = value("hreflang").unwrap_or_default();
            let count = seen.entry((kind, language)).or_default();
            *count += 1;
            if *count == 2 {
                let expected = "one link to the page for each type and language";
                let found =
                    Found::new(&rules::ALTERNATE_TWICE, self.tag(node), expected, "another");
                self.say(node, found);
            }
        }
        if has_content {
            return;
        }
        let tag = self.tag(entry);
        if seen.is_empty() {
            let expected = "`<content>`, or a link with `rel=\"alternate\"`";
            let found = Found::new(&rules::ALTERNATE_MISSING, tag, expected, "neither");
            self.say(entry, found);
        } else if !has_summary {
            let expected = "`<content>` or `<summary>`";
            let found = Found::new(&rules::CONTENT_MISSING, tag, expected, "neither");
            self.say(entry, found);
        }
    }

    /// Looks at a text and what it says that it is (rule A10).
    pub(super) fn text(&mut self, node: usize, local: &str) {
        let stated = self.tree.attribute_said(node, "type");
        let kind = stated.as_ref().map_or("text", |said| said.trimmed());
        let said = self.said(node);
        let place = Place::element(node);
        let has_source = local == "content" && self.tree.attribute(node, "src").is_some();
        match kind {
            "text" if local == "summary" && said.trimmed().is_empty() => {
                let expected = "a summary that says something";
                let found = Found::new(&rules::SUMMARY_BLANK, self.tag(node), expected, "nothing");
                self.say(node, found);
            }
            "text" if html::markup(&said.text) == html::Markup::None => {}
            "text" => {
                let text = &*said.text;
                let at = tag_in_text(text).or_else(|| {
                    let mut places = memchr::memchr2_iter(b'<', b'&', text.as_bytes());
                    places.find_map(|at| {
                        let rest = text.get(at..)?;
                        let length = html::reference(rest).map(|(_, length)| length);
                        let length = length.or(rest.starts_with('<').then_some(1))?;
                        Some(at..at + length)
                    })
                });
                let at = at.unwrap_or(0..0);
                let met = text.get(at.clone()).unwrap_or_default();
                let expected = "`type=\"html\"` for a text with markup";
                let found = Found::of(&rules::UNDECLARED_HTML, said.place(at), expected, met);
                self.say(node, found.value(text));
            }
            "html" => self.html(&place, &said),
            "xhtml" => self.xhtml(node),
            _ if local == "content" && (has_source || is_media_type(kind)) => {}
            _ => {
                let expected = if local == "content" {
                    "`text`, `html`, `xhtml` or a media type"
                } else {
                    "`text`, `html` or `xhtml`"
                };
                if let Some(stated) = &stated {
                    let rule = &rules::NOT_CONTENT_TYPE;
                    let found = Found::of(rule, stated.whole(), expected, kind);
                    self.say_of(node, "type", found);
                }
            }
        }
    }

    fn xhtml(&mut self, node: usize) {
        let parts = self.parts(node);
        let is_one = matches!(parts[..], [(_, ("xhtml", "div"))]);
        if !is_one || !self.said(node).trimmed().is_empty() {
            let expected = "one `<div>` of XHTML";
            let met = match parts.first() {
                Some((_, (_, local))) => format!("`<{local}>`"),
                None => "none".to_owned(),
            };
            let found = Found::new(&rules::XHTML_DIV, self.tag(node), expected, &met);
            self.say(node, found);
        }
        let Some(whole) = self.tree.get(node).map(|node| node.whole.clone()) else {
            return;
        };
        let tree = self.tree;
        let inside = tree.nodes.iter().enumerate().skip(node + 1);
        let inside = inside.take_while(|(_, inner)| inner.whole.start < whole.end);
        for (number, inner) in inside {
            if inner.space != Space::Xhtml {
                continue;
            }
            let acts = [
                "script", "iframe", "object", "embed", "style", "meta", "form", "frame", "frameset",
            ];
            if acts.contains(&inner.local) {
                let met = format!("the element `{}`", inner.local);
                let expected = "XHTML that only shows text";
                let found = Found::new(&feed::HTML_UNSAFE, self.tag(number), expected, &met);
                self.say(number, found);
            }
            for attribute in &inner.attributes {
                let value = super::tree::Tree::value(attribute);
                if attribute.name.starts_with("on") {
                    let end = attribute.at + attribute.name.len();
                    let met = format!("the attribute `{}`", attribute.name);
                    let expected = "XHTML that only shows text";
                    let at = attribute.at..end;
                    let found = Found::new(&feed::HTML_UNSAFE, at, expected, &met);
                    self.say_of(number, attribute.name, found);
                } else if matches!(attribute.name, "href" | "src")
                    && !is_absolute(value.trimmed())
                    && !self.has_base(number)
                {
                    let expected = "absolute addresses in XHTML";
                    let text = value.trimmed();
                    let found = Found::of(&feed::HTML_RELATIVE, value.whole(), expected, text);
                    self.say_of(number, attribute.name, found);
                }
            }
        }
    }

    /// Whether relative addresses mean something in an element.
    fn has_base(&self, node: usize) -> bool {
        let mut at = Some(node);
        while let Some(node) = at {
            if self.tree.attribute(node, "xml:base").is_some() {
                return true;
            }
            at = self.tree.get(node).and_then(|node| node.parent);
        }
        false
    }
}
