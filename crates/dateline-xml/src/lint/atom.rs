//! Atom: the feed (rules A1 to A6 and A11).

use dateline_core::Rule;
use dateline_core::lint::Found;
use dateline_core::text::tag_in_text;

use super::address;
use super::linter::{Linter, Place};
use super::rules::atom as rules;
use super::tree::Tree;
use crate::atom::id::is_canonical;
use crate::feed::is_absolute;

/// What a feed says once.
const ONCE: &[(&str, &str)] = &[
    ("atom", "id"),
    ("atom", "title"),
    ("atom", "updated"),
    ("atom", "subtitle"),
    ("atom", "generator"),
    ("atom", "icon"),
    ("atom", "logo"),
    ("atom", "rights"),
];

pub(super) const ADDRESS: address::Rules = address::Rules {
    relative: &rules::ADDRESS,
    characters: &rules::ADDRESS,
};

impl Linter<'_> {
    /// Looks at a feed in Atom, or at an entry that stands alone.
    pub(super) fn atom(&mut self) {
        let is_entry = self.tree.get(0).is_some_and(|root| root.local == "entry");
        if is_entry {
            self.entries(&[0], false);
            self.leave();
            return;
        }
        let parts = self.parts(0);
        if self.tree.attribute(0, "xml:lang").is_none() {
            let expected = "`xml:lang` in the root";
            let found = Found::new(&rules::LANGUAGE_MISSING, self.tag(0), expected, "none");
            self.say(0, found);
        }
        self.required(0, &["id", "title", "updated"]);
        self.once(&parts, ONCE, &rules::TWICE);
        self.misplaced(&parts, "entry", &rules::MISPLACED);
        self.own_links(0, true);
        let has_author = parts.iter().any(|(_, name)| *name == ("atom", "author"));
        for (node, name) in &parts {
            match *name {
                ("atom", "entry") => {}
                ("at", "deleted-entry") => self.deleted(*node),
                ("atom", local) => self.atom_part(*node, local),
                _ => {}
            }
        }
        let entries: Vec<usize> = parts
            .iter()
            .filter(|(_, name)| *name == ("atom", "entry"))
            .map(|(node, _)| *node)
            .collect();
        self.entries(&entries, has_author);
        self.leave();
    }

    /// That the elements are there that have to be.
    pub(super) fn required(&mut self, node: usize, names: &[&str]) {
        for name in names {
            if self.part(node, ("atom", name)).is_none() {
                let expected = format!("`<{name}>`");
                let found = Found::new(&rules::REQUIRED, self.tag(node), &expected, "none");
                self.say(node, found);
            }
        }
    }

    /// Looks at what feeds and entries say alike.
    pub(super) fn atom_part(&mut self, node: usize, local: &str) {
        match local {
            "id" => self.id(node),
            "updated" | "published" => {
                self.atom_date(node, &rules::DATE);
            }
            "title" | "subtitle" | "summary" | "rights" | "content" => self.text(node, local),
            "author" | "contributor" => self.person(node),
            "link" => self.link(node),
            "category" => self.atom_category(node),
            "icon" | "logo" => {
                let said = self.said(node);
                self.address(&Place::element(node), &said, ADDRESS);
            }
            _ => {}
        }
    }

    fn id(&mut self, node: usize) {
        let said = self.said(node);
        let id = said.trimmed();
        let place = Place::element(node);
        if id.contains(char::is_whitespace) || !is_absolute(id) {
            let expected = "an absolute URI such as `https://example.org/1` or `tag:…`";
            self.say(node, Found::of(&rules::ID, said.whole(), expected, id));
            return;
        }
        if said.text.len() != id.len() {
            let expected = "an id without white space around it";
            let found = Found::of(&rules::ID, said.whole(), expected, &said.text);
            let edit = (said.at..said.at + said.raw.len(), place.escaped(id));
            self.say(node, found.fix("take the white space away", [edit]));
        }
        let scheme = id
            .split(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if matches!(scheme.as_str(), "http" | "https" | "tag" | "urn") && !is_canonical(id) {
            let expected = "a URI in its canonical form";
            self.say(
                node,
                Found::of(&rules::ID_CANONICAL, said.whole(), expected, id),
            );
        }
    }

    fn person(&mut self, node: usize) {
        let Some(name) = self.part(node, ("atom", "name")) else {
            let found = Found::new(&rules::AUTHOR_NAME, self.tag(node), "`<name>`", "none");
            self.say(node, found);
            return;
        };
        let said = self.said(name);
        let words = said.trimmed();
        if words.is_empty() {
            let found = Found::new(&rules::AUTHOR_NAME, self.tag(name), "a name", "nothing");
            self.say(name, found);
        } else if words.split_whitespace().any(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            super::item::is_mail(bare)
        }) {
            let expected = "a name without a mail address";
            self.say(name, Found::of(&rules::MAIL, said.whole(), expected, words));
        }
    }

    fn link(&mut self, node: usize) {
        self.link_address(node, ADDRESS);
        let Some(relation) = self.tree.attribute_said(node, "rel") else {
            return;
        };
        let word = relation.trimmed();
        if !is_absolute(word) && !is_registered(word) {
            let expected = "a registered relation or a URI";
            let found = Found::of(&rules::RELATION, relation.whole(), expected, word);
            self.say_of(node, "rel", found);
        }
    }

    fn atom_category(&mut self, node: usize) {
        let blank = |rule: &'static Rule, at| Found::new(rule, at, "`term` with a word", "none");
        match self.tree.attribute_said(node, "term") {
            None => {
                let found = blank(&rules::CATEGORY_TERM, self.tag(node));
                self.say(node, found);
            }
            Some(term) if term.trimmed().is_empty() => {
                self.say_of(node, "term", blank(&rules::CATEGORY_TERM, term.whole()));
            }
            Some(_) => {}
        }
        if let Some(scheme) = self.tree.attribute_said(node, "scheme") {
            let rules = address::Rules {
                relative: &rules::CATEGORY_SCHEME,
                ..ADDRESS
            };
            self.address(&Place::attribute(node, "scheme"), &scheme, rules);
        }
        if let Some(label) = self.tree.attribute_said(node, "label")
            && let Some(at) = tag_in_text(&label.text)
        {
            let tag = label.text.get(at.clone()).unwrap_or_default();
            let found = Found::of(&rules::CATEGORY_LABEL, label.place(at), "plain text", tag);
            self.say_of(node, "label", found);
        }
    }

    /// Looks at a withdrawn entry (rule A15).
    fn deleted(&mut self, node: usize) {
        let tag = self.tag(node);
        let expected = "no element that validators do not know";
        let found = Found::new(
            &rules::DELETED_ENTRY,
            tag.clone(),
            expected,
            "`at:deleted-entry`",
        );
        self.say(node, found);
        for name in ["ref", "when"] {
            let said = self.tree.attribute(node, name).map(Tree::value);
            if said.is_none_or(|said| said.trimmed().is_empty()) {
                let expected = format!("`{name}`");
                let rule = &rules::DELETED_ENTRY_INCOMPLETE;
                self.say(node, Found::new(rule, tag.clone(), &expected, "none"));
            }
        }
    }
}

/// Whether a relation is registered with the IANA, or one that validators know.
fn is_registered(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "about",
        "alternate",
        "appendix",
        "archives",
        "author",
        "bookmark",
        "canonical",
        "chapter",
        "collection",
        "contents",
        "copyright",
        "cite-as",
        "current",
        "describedby",
        "describes",
        "disclosure",
        "duplicate",
        "edit",
        "edit-form",
        "edit-media",
        "enclosure",
        "first",
        "glossary",
        "help",
        "hosts",
        "hub",
        "icon",
        "index",
        "item",
        "last",
        "latest-version",
        "license",
        "lrdd",
        "memento",
        "monitor",
        "monitor-group",
        "next",
        "next-archive",
        "nofollow",
        "noreferrer",
        "original",
        "payment",
        "predecessor-version",
        "prev",
        "prev-archive",
        "preview",
        "previous",
        "privacy-policy",
        "profile",
        "related",
        "replies",
        "search",
        "section",
        "self",
        "service",
        "start",
        "stylesheet",
        "subsection",
        "successor-version",
        "tag",
        "terms-of-service",
        "timegate",
        "timemap",
        "type",
        "up",
        "version-history",
        "via",
        "working-copy",
        "working-copy-of",
    ];
    KNOWN.contains(&word.to_ascii_lowercase().as_str())
}
