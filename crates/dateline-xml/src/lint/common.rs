//! What is asked of every feed: its characters, its languages, how it is served; and what is asked of
//! a text, whatever the element.

use dateline_core::lint::Found;
use dateline_core::text::{decoded_twice, tag_in_text};
use dateline_core::{Language, Rule, Text};

use super::linter::{Linter, Place};
use super::rules::{atom, feed, rss};
use super::tree::{Said, Tree};
use crate::clean::{Breaks, objections};
use crate::{hazard, html};

impl Linter<'_> {
    /// Looks at all texts and declarations.
    pub(super) fn common(&mut self, root: &str) {
        self.leave();
        let tree = self.tree;
        let is_atom = matches!(root, "feed" | "entry");
        self.namespaces(is_atom);
        let mut items = 0;
        let mut item_end = 0;
        for (number, node) in tree.nodes.iter().enumerate() {
            if matches!(node.local, "item" | "entry") && node.space.is_feed() {
                items += 1;
                item_end = node.whole.end;
                self.enter(items, None);
            } else if node.whole.start >= item_end {
                self.leave();
            }
            let place = Place::element(number);
            self.characters(&place, &tree.said(number));
            for attribute in &node.attributes {
                let place = Place::attribute(number, attribute.name);
                let said = Tree::value(attribute);
                self.characters(&place, &said);
                if attribute.name == "xml:lang" && !said.text.is_empty() {
                    let rule = if is_atom {
                        &atom::LANGUAGE
                    } else {
                        &rss::LANGUAGE
                    };
                    self.language(&place, &said, rule);
                }
            }
        }
        self.leave();
    }

    /// Looks at the characters of a text (rule R7).
    fn characters(&mut self, place: &Place<'_>, said: &Said<'_>) {
        let text = &*said.text;
        if let Some((at, c)) = hazard::suspicious_character(text) {
            let part = said.place(at..at + c.len_utf8());
            let met = format!("U+{:04X}", u32::from(c));
            let found = Found::new(&feed::CHARACTERS, part, "characters that can be seen", &met);
            self.say_in(place, found.value(&around(text, at)));
        }
        if let Some(at) = decoded_twice(text) {
            let twice = text.get(at.clone()).unwrap_or_default();
            let expected = "text that was decoded once";
            let found = Found::of(
                &feed::TEXT_DECODED_TWICE,
                said.place(at.clone()),
                expected,
                twice,
            );
            self.say_in(place, found.value(&around(text, at.start)));
        }
    }

    /// Looks at a language tag.
    pub(super) fn language(&mut self, place: &Place<'_>, said: &Said<'_>, rule: &'static Rule) {
        let tag = said.trimmed();
        let is_one = Language::parse(Text::from(tag)).is_ok()
            || tag.eq_ignore_ascii_case(Language::UNDETERMINED);
        if !is_one {
            let expected = "a language tag such as `en` or `sr-Latn`";
            let found = Found::of(rule, said.whole(), expected, tag);
            let Some(near) = Language::nearest(tag) else {
                self.say_in(place, found);
                return;
            };
            let found = found.hint(format!("did you mean `{near}`?"));
            // A name of a language is a guess; hyphens for underscores are not.
            let edit = tag.contains('_').then(|| (said.whole(), near));
            self.say_in(place, found.maybe_fix("write the tag with hyphens", edit));
        } else if hazard::is_unlisted(tag) {
            let expected = "a language that validators have on their list";
            let found = Found::of(&rss::LANGUAGE_UNLISTED, said.whole(), expected, tag);
            self.say_in(place, found);
        }
    }

    /// Looks at a text that is plain (rules R5 and R6).
    pub(super) fn plain(&mut self, place: &Place<'_>, said: &Said<'_>, rule: &'static Rule) {
        let text = &*said.text;
        if let Some(at) = tag_in_text(text) {
            let tag = text.get(at.clone()).unwrap_or_default();
            let found = Found::of(rule, said.place(at), "plain text", tag).value(text);
            self.say_in(place, found);
            return;
        }
        let mut places = memchr::memchr_iter(b'&', text.as_bytes());
        let reference = places.find_map(|at| {
            let (_, length) = html::reference(text.get(at..)?)?;
            let part = said.place(at..at + length);
            let raw = said.raw.get(part.start - said.at..)?;
            // What is written by number is meant as it is.
            (!raw.starts_with("&#")).then_some((at, length, part))
        });
        let Some((at, length, part)) = reference else {
            return;
        };
        let found = text.get(at..at + length).unwrap_or_default();
        let once = html::unescaped(said.trimmed());
        let edit = (said.whole(), by_number(&once));
        let expected = "plain text without references of HTML";
        let found = Found::of(&rss::REFERENCES, part, expected, found).value(text);
        let found = if once.contains(['\n', '\r']) || tag_in_text(&once).is_some() {
            found
        } else {
            found.fix("write the characters themselves", [edit])
        };
        self.say_in(place, found);
    }

    /// Looks at a text that is HTML (rules R28 to R30).
    pub(super) fn html(&mut self, place: &Place<'_>, said: &Said<'_>) {
        let found = objections(&said.text);
        if found.is_empty() {
            return;
        }
        let map = said.map();
        for objection in found {
            let (rule, expected) = match objection.breaks {
                Breaks::Strict => (&feed::HTML_STRICT, "HTML without errors"),
                Breaks::Safe => (&feed::HTML_UNSAFE, "HTML that only shows text"),
                Breaks::Absolute => (&feed::HTML_RELATIVE, "absolute addresses in HTML"),
            };
            let part = map.place(objection.at.clone());
            let value = said.text.get(objection.at).unwrap_or_default();
            let found = Found::new(rule, part, expected, &objection.what);
            self.say_in(
                place,
                if value.is_empty() {
                    found
                } else {
                    found.value(value)
                },
            );
        }
    }

    /// Looks at how the feed is served.
    pub(super) fn served(&mut self, root: &str) {
        let Some(served) = self.options.content_type.clone() else {
            return;
        };
        let tag = self.tag(0);
        let mut parts = served.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| value.trim().trim_matches('"').to_owned())
        });
        if let Some(charset) = charset.filter(|charset| !charset.eq_ignore_ascii_case("utf-8")) {
            let expected = "the charset of the document, `utf-8`, in the header";
            self.say(
                0,
                Found::of(&feed::CHARSET, tag.clone(), expected, &charset),
            );
        }
        let xml = matches!(kind.as_str(), "application/xml");
        match root {
            "feed" | "entry" if kind != "application/atom+xml" && !xml => {
                let expected = "`application/atom+xml` in the header";
                self.say(0, Found::of(&atom::CONTENT_TYPE, tag, expected, &kind));
            }
            "feed" | "entry" | "opml" => {}
            _ if kind == "text/xml" => {
                let expected = "`application/rss+xml` in the header";
                self.say(0, Found::of(&rss::CONTENT_TYPE_TEXT, tag, expected, &kind));
            }
            "rdf" if kind == "application/rdf+xml" => {}
            _ if kind != "application/rss+xml" && !xml => {
                let expected = "`application/rss+xml` in the header";
                self.say(0, Found::of(&rss::CONTENT_TYPE, tag, expected, &kind));
            }
            _ => {}
        }
    }
}

/// Plain text, in which all that could be taken for markup is written by number.
fn by_number(text: &str) -> String {
    let mut out = String::new();
    crate::escape::plain(&mut out, text);
    out
}

/// A piece of a text around a place, short enough to be shown.
fn around(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().nth(19).map_or(0, |(at, _)| at);
    text.get(start..)
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect()
}
