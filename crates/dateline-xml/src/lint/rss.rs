//! The channel of RSS (rules R4 and R8 to R15).

use std::collections::HashMap;
use std::ops::Range;

use dateline_core::lint::Found;
use dateline_core::{Rule, text};

use super::address;
use super::linter::{Linter, Place};
use super::rules::rss as rules;
use super::tree::Tree;
use crate::names::Space;

/// The elements of a channel.
const CHANNEL: &[&str] = &[
    "title",
    "link",
    "description",
    "language",
    "copyright",
    "managingEditor",
    "webMaster",
    "pubDate",
    "lastBuildDate",
    "category",
    "generator",
    "docs",
    "cloud",
    "ttl",
    "image",
    "rating",
    "textInput",
    "skipHours",
    "skipDays",
    "item",
    "items",
    "textinput",
];

/// What a channel says once.
const ONCE: &[(&str, &str)] = &[
    ("", "title"),
    ("", "link"),
    ("", "description"),
    ("", "language"),
    ("", "copyright"),
    ("", "managingEditor"),
    ("", "webMaster"),
    ("", "pubDate"),
    ("", "lastBuildDate"),
    ("", "generator"),
    ("", "docs"),
    ("", "ttl"),
    ("", "image"),
    ("", "skipHours"),
    ("", "skipDays"),
    ("dc", "date"),
    ("dc", "language"),
    ("dc", "rights"),
    ("dc", "title"),
    ("dc", "description"),
    ("dcterms", "modified"),
];

/// An element of RSS and one of another namespace, each with its prefix.
pub(super) type Same = ((&'static str, &'static str), (&'static str, &'static str));

/// Two elements with one meaning.
const SAME: &[Same] = &[
    (("", "pubDate"), ("dc", "date")),
    (("", "category"), ("dc", "subject")),
    (("", "managingEditor"), ("dc", "creator")),
    (("", "webMaster"), ("dc", "publisher")),
    (("", "copyright"), ("dc", "rights")),
    (("", "language"), ("dc", "language")),
    (("", "lastBuildDate"), ("dcterms", "modified")),
];

pub(super) const ADDRESS: address::Rules = address::Rules {
    relative: &rules::ADDRESS,
    characters: &rules::ADDRESS_CHARACTERS,
};

impl Linter<'_> {
    /// Looks at a feed in RSS.
    pub(super) fn rss(&mut self) {
        let root = self.tree.get(0).map_or("", |root| root.local);
        let channel = match root {
            "channel" | "item" => Some(0),
            _ => self.part(0, ("", "channel")),
        };
        if root.eq_ignore_ascii_case("rss") {
            self.version();
        }
        if root != "item" {
            if let Some(channel) = channel {
                self.channel(channel);
            } else {
                let expected = "`<channel>` in the root";
                let found = Found::new(&rules::CHANNEL_MISSING, self.tag(0), expected, "none");
                self.say(0, found);
            }
        }
        let items: Vec<usize> = (0..self.tree.nodes.len())
            .filter(|node| self.is_item(*node))
            .collect();
        self.items(&items);
        self.leave();
    }

    /// Whether an element is an item of the feed.
    fn is_item(&self, node: usize) -> bool {
        let Some(item) = self.tree.get(node) else {
            return false;
        };
        let parent = item.parent.and_then(|parent| self.tree.get(parent));
        let is_outer =
            parent.is_none_or(|parent| matches!(parent.local, "channel" | "rss" | "RDF" | "items"));
        item.local == "item" && matches!(item.space, Space::Rss(_)) && is_outer
    }

    fn version(&mut self) {
        let expected = "`version=\"2.0\"`";
        match self.tree.attribute(0, "version") {
            None => {
                let found = Found::new(&rules::VERSION, self.tag(0), expected, "none");
                self.say(0, found);
            }
            Some(version) => {
                let said = Tree::value(version);
                let known = ["0.91", "0.92", "0.93", "0.94", "2.0"];
                if !known.contains(&said.trimmed()) {
                    let found = Found::of(&rules::VERSION, said.whole(), expected, said.trimmed());
                    self.say_of(0, "version", found);
                }
            }
        }
    }

    fn channel(&mut self, channel: usize) {
        let parts = self.parts(channel);
        for name in ["title", "link", "description"] {
            match self.part(channel, ("", name)) {
                None => {
                    let expected = format!("`<{name}>` in the channel");
                    let tag = self.tag(channel);
                    let found = Found::new(&rules::CHANNEL_REQUIRED, tag, &expected, "none");
                    self.say(channel, found);
                }
                Some(node) => self.not_blank(node, &rules::CHANNEL_BLANK),
            }
        }
        self.once(&parts, ONCE, &rules::CHANNEL_TWICE);
        self.same(&parts, SAME);
        self.known(&parts, CHANNEL, "a channel");
        self.misplaced(&parts, "item", &rules::MISPLACED);
        self.own_links(channel, false);
        let has_language = parts
            .iter()
            .any(|(_, name)| matches!(name, ("" | "dc", "language")))
            || self.tree.attribute(0, "xml:lang").is_some();
        if !has_language {
            let expected = "`<language>` in the channel";
            let tag = self.tag(channel);
            self.say(
                channel,
                Found::new(&rules::LANGUAGE_MISSING, tag, expected, "none"),
            );
        }
        for (node, name) in parts {
            self.channel_part(channel, node, name);
        }
    }

    fn channel_part(&mut self, channel: usize, node: usize, name: (&str, &str)) {
        let place = Place::element(node);
        let said = self.said(node);
        match name {
            ("", "title" | "description" | "copyright") => {
                self.plain(&place, &said, &rules::MARKUP);
            }
            ("", "category") => self.category(node),
            ("", "link") if !said.trimmed().is_empty() => {
                self.address(&place, &said, ADDRESS);
            }
            ("", "docs") => {
                let rules = address::Rules {
                    relative: &rules::DOCS,
                    ..ADDRESS
                };
                self.address(&place, &said, rules);
            }
            ("" | "dc", "language") => self.language(&place, &said, &rules::LANGUAGE),
            ("", "pubDate" | "lastBuildDate") => self.mail_date(node, &rules::DATE),
            ("", "managingEditor" | "webMaster") => self.mailbox(node),
            ("", "ttl") => {
                let minutes = said.trimmed();
                let is_number = minutes.bytes().all(|byte| byte.is_ascii_digit())
                    && minutes.parse::<u32>().is_ok_and(|minutes| minutes > 0);
                if !is_number {
                    let expected = "a positive number of minutes";
                    self.say(
                        node,
                        Found::of(&rules::TTL, said.whole(), expected, minutes),
                    );
                }
            }
            ("", "textInput" | "textinput") => {
                let tag = self.tag(node);
                let found = Found::new(&rules::TEXT_INPUT, tag, "no text box", "`<textInput>`");
                self.say(node, found);
            }
            ("", "skipHours") => self.skips(node, "hour", &rules::SKIP_HOURS, is_hour),
            ("", "skipDays") => self.skips(node, "day", &rules::SKIP_DAYS, is_day),
            ("", "image") => self.image(channel, node),
            ("dc", "date") | ("dcterms", "modified" | "issued" | "created") => {
                self.w3c_date(node, true);
            }
            ("atom", "link") => self.link_address(node, ADDRESS),
            _ => {}
        }
    }

    /// That an element says something.
    pub(super) fn not_blank(&mut self, node: usize, rule: &'static Rule) {
        let said = self.said(node);
        if said.trimmed().is_empty() && self.tree.children(node).next().is_none() {
            let found = Found::new(
                rule,
                self.tag(node),
                "an element that says something",
                "nothing",
            );
            self.say(node, found);
        }
    }

    /// That of some elements there is one at most.
    pub(super) fn once(
        &mut self,
        parts: &[(usize, (&'static str, &str))],
        names: &[(&str, &str)],
        rule: &'static Rule,
    ) {
        let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
        for (node, name) in parts {
            if !names.contains(name) {
                continue;
            }
            let count = seen.entry(*name).or_default();
            *count += 1;
            if *count > 1 {
                let tag = self.tag(*node);
                let written = self.tree.get(*node).map_or("", |node| node.name);
                let expected = format!("`<{written}>` once");
                self.say(*node, Found::new(rule, tag, &expected, "another"));
            }
        }
    }

    /// That nothing is said by two elements.
    pub(super) fn same(&mut self, parts: &[(usize, (&'static str, &str))], pairs: &[Same]) {
        let find = |name: (&str, &str)| parts.iter().find(|(_, other)| *other == name);
        for (core, other) in pairs {
            if find(*core).is_some()
                && let Some((node, _)) = find(*other)
            {
                let expected = format!("`{}` alone", core.1);
                let met = format!("`{}:{}` beside it", other.0, other.1);
                let tag = self.tag(*node);
                self.say(
                    *node,
                    Found::new(&rules::SAME_MEANING, tag, &expected, &met),
                );
            }
        }
    }

    /// That all elements of RSS are such.
    pub(super) fn known(
        &mut self,
        parts: &[(usize, (&'static str, &str))],
        names: &[&str],
        within: &str,
    ) {
        for (node, (prefix, local)) in parts {
            if !prefix.is_empty() || names.contains(local) {
                continue;
            }
            let tag = self.tag(*node);
            let expected = format!("an element of {within}");
            let met = format!("`<{local}>`");
            let found = Found::new(&rules::ELEMENT_UNKNOWN, tag, &expected, &met).value(local);
            let near = text::nearest_name(local, names.iter().copied());
            let found = match near {
                Some(near) => found.hint(format!("did you mean `<{near}>`?")),
                None => found,
            };
            self.say(*node, found);
        }
    }

    /// That all stands in front of the items. The first that does not carries the mend of all.
    pub(super) fn misplaced(
        &mut self,
        parts: &[(usize, (&'static str, &str))],
        item: &str,
        rule: &'static Rule,
    ) {
        let is_item = |name: &(&str, &str)| name.1 == item && matches!(name.0, "" | "atom");
        let Some(first) = parts.iter().position(|(_, name)| is_item(name)) else {
            return;
        };
        let late: Vec<usize> = parts
            .iter()
            .skip(first)
            .filter(|(_, name)| !is_item(name) && name.0 != "at")
            .map(|(node, _)| *node)
            .collect();
        let mut edits = parts
            .get(first)
            .and_then(|(first, _)| self.moved(&late, *first))
            .unwrap_or_default();
        for node in late {
            let expected = format!("it in front of the first `<{item}>`");
            let found = Found::new(rule, self.tag(node), &expected, "it behind");
            let edits = std::mem::take(&mut edits);
            self.say(
                node,
                if edits.is_empty() {
                    found
                } else {
                    found.fix(format!("move it in front of the first `<{item}>`"), edits)
                },
            );
        }
    }

    /// Moves elements in front of another.
    fn moved(&self, nodes: &[usize], target: usize) -> Option<Vec<(Range<usize>, String)>> {
        let at = self.tree.get(target)?.whole.start;
        let indent = self.indent(target);
        let mut text = String::new();
        let mut edits = Vec::new();
        for node in nodes {
            let whole = self.tree.get(*node)?.whole.clone();
            text.push_str(self.tree.xml.get(whole.clone())?);
            text.push_str(indent);
            let blank = self.indent(*node).len();
            edits.push((whole.start - blank..whole.end, String::new()));
        }
        // What follows without anything between is one change.
        let mut joined: Vec<(Range<usize>, String)> = vec![(at..at, text)];
        for (range, empty) in edits {
            match joined.last_mut() {
                Some((last, text)) if text.is_empty() && last.end == range.start => {
                    last.end = range.end;
                }
                _ => joined.push((range, empty)),
            }
        }
        Some(joined)
    }

    fn skips(&mut self, node: usize, name: &str, rule: &'static Rule, is_one: fn(&str) -> bool) {
        let mut seen = std::collections::HashSet::new();
        for (part, (_, local)) in self.parts(node) {
            let said = self.said(part);
            let value = said.trimmed().to_owned();
            if local == name && is_one(&value) && seen.insert(value.clone()) {
                continue;
            }
            let expected = if name == "hour" {
                "an hour from 0 to 23, once"
            } else {
                "an English name of a day, once"
            };
            self.say(part, Found::of(rule, said.whole(), expected, &value));
        }
    }

    fn image(&mut self, channel: usize, image: usize) {
        let is_rdf = self.tree.get(0).is_some_and(|root| root.local == "RDF");
        if is_rdf {
            return;
        }
        for name in ["url", "title", "link"] {
            let Some(part) = self.part(image, ("", name)) else {
                let expected = format!("`<{name}>` in the image");
                let found = Found::new(&rules::IMAGE, self.tag(image), &expected, "none");
                self.say(image, found);
                continue;
            };
            let said = self.said(part);
            let value = said.trimmed();
            if name == "url" {
                let place = Place::element(part);
                let ending = value.rsplit_once('.').map_or("", |(_, ending)| ending);
                let is_picture = ["gif", "jpg", "jpeg", "png"]
                    .iter()
                    .any(|known| ending.eq_ignore_ascii_case(known));
                if self.address(&place, &said, ADDRESS) && !is_picture {
                    let expected = "an address that ends with .gif, .jpg, .jpeg or .png";
                    let found = Found::of(&rules::IMAGE_FORMAT, said.whole(), expected, value);
                    self.say(part, found);
                }
                continue;
            }
            let own = self.part(channel, ("", name)).map(|own| self.said(own));
            let rule = if name == "title" {
                &rules::IMAGE_TITLE
            } else {
                &rules::IMAGE_LINK
            };
            if let Some(own) = own.filter(|own| own.trimmed() != value) {
                let expected = format!(
                    "the channel's {name}, {}",
                    dateline_core::lint::shown(&own.text)
                );
                self.say(part, Found::of(rule, said.whole(), &expected, value));
            }
        }
        for (name, most) in [("width", 144), ("height", 400)] {
            let Some(part) = self.part(image, ("", name)) else {
                continue;
            };
            let said = self.said(part);
            let value = said.trimmed();
            if !value
                .parse()
                .is_ok_and(|size: u32| (1..=most).contains(&size))
            {
                let expected = format!("a number from 1 to {most}");
                self.say(
                    part,
                    Found::of(&rules::IMAGE_SIZE, said.whole(), &expected, value),
                );
            }
        }
    }

    /// Looks at the address of a link of Atom.
    pub(super) fn link_address(&mut self, node: usize, rules: address::Rules) {
        if let Some(said) = self.tree.attribute_said(node, "href") {
            self.address(&Place::attribute(node, "href"), &said, rules);
        } else {
            let expected = "`href` with an address";
            let found = Found::new(rules.relative, self.tag(node), expected, "none");
            self.say(node, found);
        }
    }
}

fn is_hour(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.parse().is_ok_and(|hour: u8| hour < 24)
}

fn is_day(text: &str) -> bool {
    const DAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    DAYS.contains(&text)
}
