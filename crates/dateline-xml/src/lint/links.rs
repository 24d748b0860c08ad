//! Links to the feed itself and to its other documents (rules R9, A3 and A13).

use dateline_core::Rule;
use dateline_core::lint::Found;

use super::linter::{Linter, Place};
use super::rules::{atom, feed, rss};
use super::tree::Tree;
use crate::names::Space;

/// A link of Atom.
#[derive(Clone, Debug)]
struct Link {
    node: usize,
    relation: String,
}

impl Linter<'_> {
    fn links(&self, parent: usize) -> Vec<Link> {
        let links = self.parts(parent).into_iter();
        let links = links.filter(|(_, name)| *name == ("atom", "link"));
        links
            .map(|(node, _)| {
                let relation = self.tree.attribute_said(node, "rel");
                let relation = relation.map_or_else(
                    || "alternate".to_owned(),
                    |said| said.trimmed().to_ascii_lowercase(),
                );
                Link { node, relation }
            })
            .collect()
    }

    /// Looks at the links of a feed or channel to its own documents.
    pub(super) fn own_links(&mut self, parent: usize, is_atom: bool) {
        let links = self.links(parent);
        let (missing, differs): (&'static Rule, &'static Rule) = if is_atom {
            (&atom::SELF_MISSING, &atom::SELF_DIFFERS)
        } else {
            (&rss::SELF_MISSING, &rss::SELF_DIFFERS)
        };
        let own = links.iter().find(|link| link.relation == "self");
        match own.map(|link| link.node) {
            None if is_atom || self.is_rss_2() => {
                let expected = "a link with `rel=\"self\"` to where the feed is fetched";
                let found = Found::new(missing, self.tag(parent), expected, "none");
                let fix = self.self_link(parent, is_atom);
                self.say(
                    parent,
                    match fix {
                        Some(edits) => found.fix("add the link", edits),
                        None => found,
                    },
                );
            }
            None => {}
            Some(node) => self.own_link(node, differs, is_atom),
        }
        self.history(parent, &links);
    }

    /// Looks at the link to the feed itself.
    fn own_link(&mut self, node: usize, differs: &'static Rule, is_atom: bool) {
        let place = Place::attribute(node, "href");
        if let Some(said) = self.tree.attribute_said(node, "href")
            && let Some(right) = self.options.feed_url.as_deref()
            && said.trimmed() != right
        {
            let expected = format!("`{right}`");
            let found = Found::of(differs, said.whole(), &expected, said.trimmed());
            let edit = (said.whole(), place.escaped(right));
            self.say_in(&place, found.fix("write where the feed is fetched", [edit]));
        }
        if is_atom {
            return;
        }
        let right = "application/rss+xml";
        match self.tree.attribute_said(node, "type") {
            Some(said) if said.trimmed() == right => {}
            Some(said) => {
                let place = Place::attribute(node, "type");
                let expected = format!("`{right}`");
                let found = Found::of(&rss::SELF_TYPE, said.whole(), &expected, said.trimmed());
                let edit = (said.whole(), right.to_owned());
                self.say_in(&place, found.fix("correct the type", [edit]));
            }
            None => {
                let at = self.behind_name(node);
                let expected = format!("`type=\"{right}\"`");
                let found = Found::new(&rss::SELF_TYPE, self.tag(node), &expected, "none");
                let edit = (at..at, format!(" type=\"{right}\""));
                self.say(node, found.fix("add the type", [edit]));
            }
        }
    }

    /// The link to the feed itself, where its address is known: in front of the first item.
    fn self_link(
        &self,
        parent: usize,
        is_atom: bool,
    ) -> Option<Vec<(std::ops::Range<usize>, String)>> {
        let url = self.options.feed_url.as_deref()?;
        let mut edits = Vec::new();
        let in_force = self.tree.declared.iter().rev().find(|declared| {
            let is_outer = declared.node == 0 || declared.node == parent;
            is_outer && matches!(Space::of(declared.address), Space::Atom(_))
        });
        let prefix = match in_force {
            Some(declared) if declared.prefix.is_empty() => String::new(),
            Some(declared) => format!("{}:", declared.prefix),
            None if is_atom => return None,
            None => {
                let at = self.behind_name(0);
                let declaration = format!(" xmlns:atom=\"{}\"", crate::names::ATOM);
                edits.push((at..at, declaration));
                "atom:".to_owned()
            }
        };
        let href = Place::attribute(parent, "href").escaped(url);
        let kind = if is_atom {
            "application/atom+xml"
        } else {
            "application/rss+xml"
        };
        let link = format!("<{prefix}link rel=\"self\" type=\"{kind}\" href=\"{href}\"/>");
        let is_item = |name: &(&str, &str)| matches!(name.1, "item" | "entry");
        let parts = self.parts(parent);
        let first = parts.iter().find(|(_, name)| is_item(name));
        let (at, indent) = match first.or(parts.last()) {
            Some((node, name)) if is_item(name) => {
                (self.tree.get(*node)?.whole.start, self.indent(*node))
            }
            Some((node, _)) => {
                let link = format!("{}{link}", self.indent(*node));
                let end = self.tree.get(*node)?.whole.end;
                edits.push((end..end, link));
                return Some(edits);
            }
            None => (self.tree.get(parent)?.inner.end, ""),
        };
        edits.push((at..at, format!("{link}{indent}")));
        Some(edits)
    }

    /// Looks at what a document says of the other documents of its feed (RFC 5005).
    fn history(&mut self, parent: usize, links: &[Link]) {
        let has = |relation: &str| links.iter().find(|link| link.relation == relation);
        if let Some(archive) = self.part(parent, ("fh", "archive"))
            && has("current").is_none()
        {
            let expected = "a link with `rel=\"current\"` beside `fh:archive`";
            let found = Found::new(&feed::ARCHIVE_CURRENT, self.tag(archive), expected, "none");
            self.say(archive, found);
        }
        if self.part(parent, ("fh", "complete")).is_some()
            && let Some(link) = has("prev-archive")
                .or(has("next-archive"))
                .or(has("current"))
        {
            let node = link.node;
            let expected = "no links to archives in a complete feed";
            let at = self
                .tree
                .attribute(node, "rel")
                .map_or_else(|| self.tag(node), Self::value_of);
            let found = Found::of(&feed::COMPLETE_PAGED, at, expected, &link.relation);
            self.say_of(node, "rel", found);
        }
    }

    /// Whether the feed says that it is RSS 2.0, or does not say what it is.
    fn is_rss_2(&self) -> bool {
        let version = self.tree.attribute(0, "version").map(Tree::value);
        let local = self.tree.get(0).map_or("", |root| root.local);
        local == "rss" && version.is_none_or(|version| version.trimmed().starts_with('2'))
    }
}
