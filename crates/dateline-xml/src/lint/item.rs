//! The items of RSS (rules R20 to R36).

use std::collections::HashSet;

use dateline_core::lint::Found;

use super::linter::{Linter, Place};
use super::rss::{ADDRESS, Same};

use super::rules::rss as rules;
use super::tree::{Said, Tree};
use crate::feed::{is_absolute, is_web};

/// The elements of an item.
const ITEM: &[&str] = &[
    "title",
    "link",
    "description",
    "author",
    "category",
    "comments",
    "enclosure",
    "guid",
    "pubDate",
    "source",
];

/// What an item says once.
const ONCE: &[(&str, &str)] = &[
    ("", "title"),
    ("", "link"),
    ("", "description"),
    ("", "comments"),
    ("", "guid"),
    ("", "pubDate"),
    ("", "source"),
    ("content", "encoded"),
    ("dc", "type"),
    ("dc", "format"),
    ("dc", "source"),
    ("dc", "language"),
    ("dc", "title"),
    ("dc", "description"),
    ("dc", "date"),
    ("dc", "rights"),
    ("dcterms", "issued"),
    ("dcterms", "created"),
    ("dcterms", "modified"),
    ("dcterms", "abstract"),
];

/// Two elements with one meaning.
const SAME: &[Same] = &[
    (("", "pubDate"), ("dc", "date")),
    (("", "category"), ("dc", "subject")),
    (("", "author"), ("dc", "creator")),
    (("", "source"), ("dc", "source")),
];

/// The terms of Dublin Core that are elements of the older set, and have no other meaning there.
const OLDER: [&str; 15] = [
    "contributor",
    "coverage",
    "creator",
    "date",
    "description",
    "format",
    "identifier",
    "language",
    "publisher",
    "relation",
    "rights",
    "source",
    "subject",
    "title",
    "type",
];

/// The terms that a validator knows.
const TERMS: &[&str] = &[
    "abstract",
    "accessRights",
    "accrualMethod",
    "accrualPeriodicity",
    "accrualPolicy",
    "alternative",
    "audience",
    "available",
    "bibliographicCitation",
    "conformsTo",
    "created",
    "dateAccepted",
    "dateCopyrighted",
    "dateSubmitted",
    "educationLevel",
    "extent",
    "hasFormat",
    "hasPart",
    "hasVersion",
    "instructionalMethod",
    "isFormatOf",
    "isPartOf",
    "isReferencedBy",
    "isReplacedBy",
    "isRequiredBy",
    "issued",
    "isVersionOf",
    "license",
    "mediator",
    "modified",
    "provenance",
    "references",
    "replaces",
    "requires",
    "rightsHolder",
    "spatial",
    "tableOfContents",
    "temporal",
    "valid",
];

impl Linter<'_> {
    pub(super) fn items(&mut self, items: &[usize]) {
        let mut guids = HashSet::new();
        for (number, item) in items.iter().enumerate() {
            let guid = self.part(*item, ("", "guid")).map(|guid| self.said(guid));
            let guid = guid.as_ref().map(Said::trimmed);
            self.enter(number + 1, guid);
            self.item(*item);
            if let Some(guid) = guid.filter(|guid| !guid.is_empty())
                && !guids.insert(guid.to_owned())
                && let Some(node) = self.part(*item, ("", "guid"))
            {
                let said = self.said(node);
                let expected = "a guid that no other item has";
                self.say(
                    node,
                    Found::of(&rules::GUID_TWICE, said.whole(), expected, guid),
                );
            }
        }
    }

    fn item(&mut self, item: usize) {
        let parts = self.parts(item);
        let has = |name: &str| parts.iter().any(|(_, other)| *other == ("", name));
        let tag = self.tag(item);
        let lacks = |rule, name: &str| {
            let expected = format!("`<{name}>` in the item");
            Found::new(rule, tag.clone(), &expected, "none")
        };
        let is_old = self.tree.attribute(0, "version").map(Tree::value);
        let has_guids = is_old.is_none_or(|version| version.trimmed().starts_with('2'))
            && self.tree.get(0).is_some_and(|root| root.local != "RDF");
        match (has("title"), has("description")) {
            (false, false) => {
                let expected = "`<title>` or `<description>` in the item";
                let found = Found::new(&rules::ITEM_EMPTY, tag.clone(), expected, "neither");
                self.say(item, found);
            }
            (false, true) => self.say(item, lacks(&rules::ITEM_TITLE, "title")),
            (true, false)
                if !parts
                    .iter()
                    .any(|(_, name)| *name == ("content", "encoded")) =>
            {
                self.say(item, lacks(&rules::ITEM_DESCRIPTION, "description"));
            }
            _ => {}
        }
        if !has("guid") && has_guids {
            self.say(item, lacks(&rules::GUID_MISSING, "guid"));
        }
        self.once(&parts, ONCE, &rules::TWICE);
        self.once(&parts, &[("", "author")], &rules::AUTHOR_TWICE);
        self.once(&parts, &[("", "enclosure")], &rules::ENCLOSURE_TWICE);
        self.once(&parts, &[("atom", "author")], &rules::ATOM_AUTHOR_TWICE);
        self.same(&parts, SAME);
        self.known(&parts, ITEM, "an item");
        self.content(&parts);
        for (node, name) in parts {
            self.item_part(item, node, name);
        }
    }

    /// Looks at the order of summary and content (rule R27).
    fn content(&mut self, parts: &[(usize, (&'static str, &str))]) {
        let find = |name| parts.iter().find(|(_, other)| *other == name);
        let Some((content, _)) = find(("content", "encoded")) else {
            return;
        };
        let tag = self.tag(*content);
        let Some((description, _)) = find(("", "description")) else {
            let expected = "`<description>` in front of `<content:encoded>`";
            self.say(
                *content,
                Found::new(&rules::CONTENT_ALONE, tag, expected, "none"),
            );
            return;
        };
        let (Some(first), Some(second)) = (self.tree.get(*content), self.tree.get(*description))
        else {
            return;
        };
        if first.whole.start < second.whole.start {
            let expected = "`<description>` in front of `<content:encoded>`";
            let found = Found::new(&rules::CONTENT_FIRST, tag, expected, "it behind");
            let text = |range: &std::ops::Range<usize>| {
                self.tree
                    .xml
                    .get(range.clone())
                    .unwrap_or_default()
                    .to_owned()
            };
            let edits = [
                (first.whole.clone(), text(&second.whole)),
                (second.whole.clone(), text(&first.whole)),
            ];
            self.say(*content, found.fix("put the description first", edits));
        }
    }

    fn item_part(&mut self, item: usize, node: usize, name: (&str, &str)) {
        let place = Place::element(node);
        let said = self.said(node);
        match name {
            ("", "title") => self.plain(&place, &said, &rules::MARKUP),
            ("", "description") | ("content", "encoded") => self.html(&place, &said),
            ("", "link" | "comments") => {
                self.address(&place, &said, ADDRESS);
            }
            ("", "guid") => self.guid(node, &said),
            ("", "pubDate") => self.mail_date(node, &rules::DATE),
            ("", "author") => self.mailbox(node),
            ("", "category") => self.category(node),
            ("", "enclosure") => self.enclosure(node),
            ("dc", "language") => self.language(&place, &said, &rules::LANGUAGE),
            ("dc", "date") | ("dcterms", "issued" | "created" | "modified") => {
                self.w3c_date(node, true);
            }
            ("dcterms", local) => self.term(node, local),
            ("atom", local) => self.atom_in_item(item, node, local),
            ("georss", local) => self.georss(node, local, &said),
            _ => {}
        }
    }

    fn guid(&mut self, node: usize, said: &Said<'_>) {
        let guid = said.trimmed();
        let permalink = self.tree.attribute(node, "isPermaLink").map(Tree::value);
        if guid.is_empty() {
            let tag = self.tag(node);
            let expected = "a guid that says something";
            self.say(
                node,
                Found::new(&rules::GUID_MISSING, tag, expected, "nothing"),
            );
            return;
        }
        let stated = permalink.as_ref().map_or("true", |said| said.trimmed());
        if let Some(value) = permalink
            .as_ref()
            .filter(|_| !matches!(stated, "true" | "false"))
        {
            let lower = stated.to_ascii_lowercase();
            let is_case = matches!(lower.as_str(), "true" | "false");
            let expected = "`true` or `false`";
            let found = Found::of(
                &rules::GUID_PERMALINK_VALUE,
                value.whole(),
                expected,
                stated,
            );
            let edit = is_case.then(|| (value.whole(), lower));
            self.say_of(
                node,
                "isPermaLink",
                found.maybe_fix("write it in small letters", edit),
            );
            return;
        }
        if stated == "true" && !is_web(guid) {
            let expected = "`isPermaLink=\"false\"` beside a guid that is no web address";
            let found = Found::of(&rules::GUID_PERMALINK, said.whole(), expected, guid);
            let edit = if let Some(value) = &permalink {
                (value.whole(), "false".to_owned())
            } else {
                let at = self.behind_name(node);
                (at..at, " isPermaLink=\"false\"".to_owned())
            };
            self.say(node, found.fix("say that it is no address", [edit]));
        }
        if guid.len() < 9 && guid.bytes().all(|byte| byte.is_ascii_digit()) {
            let expected = "a guid that is unique everywhere";
            self.say(
                node,
                Found::of(&rules::GUID_SHORT, said.whole(), expected, guid),
            );
        }
    }

    /// Looks at who wrote an item, or who answers for a channel.
    pub(super) fn mailbox(&mut self, node: usize) {
        let said = self.said(node);
        let text = said.trimmed();
        let (address, name) = match text.split_once('(') {
            Some((address, name)) => (address.trim(), name.trim_end_matches(')').trim()),
            None => (text, ""),
        };
        if !is_mail(address) || text.contains('(') && !text.ends_with(')') {
            let expected = "a mail address with a name: `mail@example.org (Name)`";
            let found = Found::of(&rules::AUTHOR, said.whole(), expected, text);
            self.say(node, found.hint("a name alone has `dc:creator`"));
        } else if name.is_empty() {
            let expected = "a name behind the mail address: `mail@example.org (Name)`";
            self.say(
                node,
                Found::of(&rules::AUTHOR_NAME, said.whole(), expected, text),
            );
        }
    }

    pub(super) fn category(&mut self, node: usize) {
        let said = self.said(node);
        if said.trimmed().is_empty() {
            let found = Found::new(&rules::CATEGORY_BLANK, self.tag(node), "a label", "nothing");
            self.say(node, found);
            return;
        }
        self.plain(&Place::element(node), &said, &rules::MARKUP);
    }

    fn enclosure(&mut self, node: usize) {
        for name in ["url", "type"] {
            let expected = match name {
                "url" => "`url` with the address of a file",
                _ => "`type` with a media type such as `audio/mpeg`",
            };
            let Some(said) = self.tree.attribute_said(node, name) else {
                let found = Found::new(&rules::ENCLOSURE, self.tag(node), expected, "none");
                self.say(node, found);
                continue;
            };
            let value = said.trimmed();
            let is_right = if name == "url" {
                !is_absolute(value) || is_web(value)
            } else {
                is_media_type(value)
            };
            if !is_right {
                let found = Found::of(&rules::ENCLOSURE, said.whole(), expected, value);
                self.say_of(node, name, found);
            } else if name == "url" {
                self.address(&Place::attribute(node, name), &said, ADDRESS);
            }
        }
        let expected = "`length` with a number of bytes, 0 where it is not known";
        match self.tree.attribute_said(node, "length") {
            None => {
                let at = self.behind_name(node);
                let found = Found::new(&rules::ENCLOSURE_LENGTH, self.tag(node), expected, "none");
                let edit = (at..at, " length=\"0\"".to_owned());
                self.say(node, found.fix("say that it is not known", [edit]));
            }
            Some(said) => {
                let value = said.trimmed();
                let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
                if !is_number {
                    let found = Found::of(&rules::ENCLOSURE_LENGTH, said.whole(), expected, value);
                    let edit = (said.at..said.at + said.raw.len(), "0".to_owned());
                    let found = found.fix("say that it is not known", [edit]);
                    self.say_of(node, "length", found);
                }
            }
        }
    }

    /// Looks at a term of Dublin Core (rule R33).
    fn term(&mut self, node: usize, local: &str) {
        if TERMS.contains(&local) {
            return;
        }
        let expected = "a term that feed validators know";
        let met = format!("`dcterms:{local}`");
        let found = Found::new(&rules::DCTERMS, self.tag(node), expected, &met).value(local);
        let found = if OLDER.contains(&local) {
            found.hint(format!("use `dc:{local}`"))
        } else {
            found
        };
        self.say(node, found);
    }

    /// Looks at an element of Atom in an item (rule R34).
    fn atom_in_item(&mut self, item: usize, node: usize, local: &str) {
        match local {
            "link" => self.link_address(node, ADDRESS),
            "updated" | "published" => {
                self.atom_date(node, &rules::W3C_DATE);
            }
            "summary" | "author" | "contributor" => {}
            "id" => {
                if self.part(item, ("", "guid")).is_some() {
                    let expected = "no `atom:id` beside a `guid`";
                    let found = Found::new(&rules::ATOM_ID, self.tag(node), expected, "one");
                    self.say(node, found);
                }
            }
            _ => {
                let expected = "`link`, `updated`, `published` or `summary` of Atom in an item";
                let met = format!("`atom:{local}`");
                let found = Found::new(&rules::ATOM_IN_ITEM, self.tag(node), expected, &met);
                self.say(node, found);
            }
        }
    }

    /// Looks at a place of `GeoRSS` (rule R35).
    fn georss(&mut self, node: usize, local: &str, said: &Said<'_>) {
        match local {
            "point" => {}
            "featurename" | "featureName" => {
                let expected = "no name of a place in GeoRSS";
                let met = format!("`georss:{local}`");
                let found = Found::new(&rules::GEORSS_NAME, self.tag(node), expected, &met);
                self.say(node, found);
                return;
            }
            _ => return,
        }
        let point = said.trimmed();
        let numbers: Vec<&str> = point
            .split(|c: char| c.is_ascii_whitespace() || c == ',')
            .filter(|part| !part.is_empty())
            .collect();
        let degrees: Vec<f64> = numbers
            .iter()
            .filter_map(|part| part.parse().ok())
            .collect();
        let is_point = numbers.len() == 2
            && matches!(degrees[..], [lat, long] if lat.abs() <= 90.0 && long.abs() <= 180.0);
        let right = numbers.join(" ");
        if is_point && right == point {
            return;
        }
        let edit = is_point.then(|| (said.whole(), right));
        let (rule, expected) = if point.contains(',') && is_point {
            (
                &rules::GEORSS_COMMA,
                "a blank between latitude and longitude",
            )
        } else {
            (
                &rules::GEORSS_POINT,
                "a latitude and a longitude with one blank between",
            )
        };
        let found = Found::of(rule, said.whole(), expected, point);
        self.say(node, found.maybe_fix("part the two by one blank", edit));
    }
}

/// Whether a text is a mail address as validators read it.
pub(super) fn is_mail(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"_-+.'&%".contains(&b);
    text.split_once('@').is_some_and(|(local, host)| {
        let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
        !local.is_empty()
            && local.bytes().all(is_plain)
            && ending.len() > 1
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
            && !host.starts_with('.')
    })
}

/// Whether a text is a media type (RFC 6838, section 4.2).
pub(super) fn is_media_type(text: &str) -> bool {
    let kind = text.split(';').next().unwrap_or_default().trim();
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    kind.split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}
