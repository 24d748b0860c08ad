//! Goes through a feed, and gathers what is found.

use std::collections::HashSet;

use dateline_core::lint::Found;
use dateline_core::text::{nearest_name, tag_in_text};
use dateline_core::{Date, Language, MetDate, Precision, Rule, Text, WebAddress};

use super::Options;
use super::rules;
use super::value::{Is, Member, Value, place};

/// The version that is written.
const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// What a key holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Holds {
    Text,
    /// A text without markup.
    Plain,
    Address,
    Date,
    Language,
    Bool,
    Number,
    List,
    Object,
}

type Keys = [(&'static str, Holds)];

const FEED: &Keys = &[
    ("version", Holds::Text),
    ("title", Holds::Plain),
    ("home_page_url", Holds::Address),
    ("feed_url", Holds::Address),
    ("description", Holds::Plain),
    ("user_comment", Holds::Text),
    ("next_url", Holds::Address),
    ("icon", Holds::Address),
    ("favicon", Holds::Address),
    ("authors", Holds::List),
    ("author", Holds::Object),
    ("language", Holds::Language),
    ("expired", Holds::Bool),
    ("hubs", Holds::List),
    ("items", Holds::List),
];

const ITEM: &Keys = &[
    ("id", Holds::Text),
    ("url", Holds::Address),
    ("external_url", Holds::Address),
    ("title", Holds::Plain),
    ("content_html", Holds::Text),
    ("content_text", Holds::Text),
    ("summary", Holds::Plain),
    ("image", Holds::Address),
    ("banner_image", Holds::Address),
    ("date_published", Holds::Date),
    ("date_modified", Holds::Date),
    ("authors", Holds::List),
    ("author", Holds::Object),
    ("tags", Holds::List),
    ("language", Holds::Language),
    ("attachments", Holds::List),
];

const AUTHOR: &Keys = &[
    ("name", Holds::Text),
    ("url", Holds::Address),
    ("avatar", Holds::Address),
];

const ATTACHMENT: &Keys = &[
    ("url", Holds::Address),
    ("mime_type", Holds::Text),
    ("title", Holds::Text),
    ("size_in_bytes", Holds::Number),
    ("duration_in_seconds", Holds::Number),
];

const HUB: &Keys = &[("type", Holds::Text), ("url", Holds::Address)];

/// A walk through a feed.
#[derive(Debug)]
pub(super) struct Linter<'x> {
    text: &'x str,
    options: &'x Options,
    found: Vec<Found>,
    record: Option<(u64, Option<String>)>,
}

impl<'x> Linter<'x> {
    pub(super) const fn new(text: &'x str, options: &'x Options) -> Self {
        Self {
            text,
            options,
            found: Vec::new(),
            record: None,
        }
    }

    pub(super) fn finish(self) -> Vec<Found> {
        self.found
    }

    fn say(&mut self, path: &str, mut found: Found) {
        path.clone_into(&mut found.path);
        if let Some((number, id)) = &self.record {
            found.record = Some(*number);
            found.id.clone_from(id);
        }
        self.found.push(found);
    }

    /// Looks at a whole feed.
    pub(super) fn feed(&mut self, feed: &Value) {
        self.served();
        let Is::Object(members) = &feed.is else {
            let found = Found::new(&rules::TYPE, feed.at.clone(), "an object", feed.name());
            self.say("$", found);
            return;
        };
        for key in ["version", "title", "items"] {
            if feed.get(key).is_none() {
                self.missing("$", feed, &rules::REQUIRED, key);
            }
        }
        for (rule, key) in [
            (&rules::HOME_PAGE, "home_page_url"),
            (&rules::FEED_URL, "feed_url"),
            (&rules::LANGUAGE_MISSING, "language"),
        ] {
            if feed.get(key).is_none() {
                self.missing("$", feed, rule, key);
            }
        }
        if let Some(version) = feed.get("version")
            && let Some(text) = version.text().filter(|text| *text != VERSION)
        {
            let expected = format!("`{VERSION}`");
            let found = Found::of(&rules::VERSION, version.at.clone(), &expected, text);
            let core = |text: &str| {
                let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
                let text = text
                    .split_once("://")
                    .map_or(&*text, |(_, rest)| rest)
                    .to_owned();
                text.trim_start_matches("www.").to_owned()
            };
            let is_same = core(text) == core(VERSION);
            let edit = is_same.then(|| (version.at.clone(), format!("\"{VERSION}\"")));
            self.say(
                "$.version",
                found.maybe_fix("write the version letter by letter", edit),
            );
        }
        self.own_address(feed);
        self.members("$", members, FEED, "a feed");
        if let Some(Is::Array(items)) = feed.get("items").map(|items| &items.is) {
            let mut ids = HashSet::new();
            for (index, item) in items.iter().enumerate() {
                let id = item.get("id").and_then(Value::text);
                self.record = Some((index as u64 + 1, id.map(str::to_owned)));
                self.item(&format!("$.items[{index}]"), item, &mut ids);
            }
            self.record = None;
        }
    }

    fn own_address(&mut self, feed: &Value) {
        let own = feed.get("feed_url");
        if let Some(right) = self.options.feed_url.as_deref()
            && let Some(own) = own
            && let Some(text) = own.text().filter(|text| *text != right)
        {
            let expected = format!("`{right}`");
            let found = Found::of(&rules::FEED_URL, own.at.clone(), &expected, text);
            let edit = Some((own.at.clone(), quoted(right)));
            self.say(
                "$.feed_url",
                found.maybe_fix("write where the feed is fetched", edit),
            );
        }
        if let Some(next) = feed.get("next_url")
            && let Some(text) = next.text()
            && own.and_then(Value::text) == Some(text)
        {
            let expected = "another address than `feed_url`";
            self.say(
                "$.next_url",
                Found::of(&rules::NEXT_URL, next.at.clone(), expected, text),
            );
        }
    }

    fn served(&mut self) {
        let Some(served) = self.options.content_type.as_deref() else {
            return;
        };
        let kind = served.split(';').next().unwrap_or_default().trim();
        if !["application/feed+json", "application/json"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(kind))
        {
            let expected = "`application/feed+json` in the header";
            self.say("", Found::of(&rules::CONTENT_TYPE, 0..0, expected, kind));
        }
    }

    fn missing(&mut self, path: &str, object: &Value, rule: &'static Rule, key: &str) {
        let at = object.at.start..object.at.start + 1;
        let expected = format!("a key `{key}`");
        self.say(path, Found::new(rule, at, &expected, "none"));
    }

    /// Looks at an item.
    fn item(&mut self, path: &str, item: &Value, ids: &mut HashSet<String>) {
        let Is::Object(members) = &item.is else {
            let found = Found::new(&rules::TYPE, item.at.clone(), "an object", item.name());
            self.say(path, found);
            return;
        };
        match item.get("id") {
            None => self.missing(path, item, &rules::ID, "id"),
            Some(id) => {
                let path = format!("{path}.id");
                match &id.is {
                    Is::Text(text) if text.trim().is_empty() => {
                        let expected = "a text that says something";
                        self.say(&path, Found::of(&rules::ID, id.at.clone(), expected, text));
                    }
                    Is::Text(text) => {
                        if !ids.insert(text.clone()) {
                            let expected = "an id that no other item has";
                            let at = id.at.clone();
                            self.say(&path, Found::of(&rules::ID_TWICE, at, expected, text));
                        }
                    }
                    Is::Number => {
                        let number = self.text.get(id.at.clone()).unwrap_or_default();
                        let expected = "a text in quotes";
                        let found = Found::of(&rules::ID, id.at.clone(), expected, number);
                        let edit = Some((id.at.clone(), format!("\"{number}\"")));
                        self.say(&path, found.maybe_fix("put it in quotes", edit));
                    }
                    _ => {
                        let at = id.at.clone();
                        self.say(&path, Found::new(&rules::ID, at, "a text", id.name()));
                    }
                }
            }
        }
        if item.get("content_html").is_none() && item.get("content_text").is_none() {
            let at = item.at.start..item.at.start + 1;
            let expected = "a key `content_html` or `content_text`";
            self.say(
                path,
                Found::new(&rules::CONTENT_MISSING, at, expected, "neither"),
            );
        }
        self.members(path, members, ITEM, "an item");
    }

    /// Looks at the keys of an object, and at what they hold.
    fn members(&mut self, path: &str, members: &[Member], keys: &'static Keys, of: &str) {
        for member in members {
            let key = member.key.as_str();
            let own = format!("{path}.{key}");
            if key.starts_with('_') {
                let letter = key.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
                if !letter || key.contains('.') {
                    let expected = "an underscore, a letter, and no dots";
                    let found = Found::of(&rules::EXTENSION, member.at.clone(), expected, key);
                    self.say(path, found);
                }
                continue;
            }
            let Some((_, holds)) = keys.iter().find(|(known, _)| *known == key) else {
                let expected = format!("a key of {of}");
                let near = nearest_name(key, keys.iter().map(|(known, _)| *known));
                let found = Found::of(&rules::KEY, member.at.clone(), &expected, key);
                self.say(
                    path,
                    found.maybe_hint(near.map(|near| format!("did you mean `{near}`?"))),
                );
                continue;
            };
            // A number as an id has a rule of its own.
            if key != "id" {
                self.holds(&own, &member.value, *holds);
            }
            if key == "author" {
                let found = Found::new(&rules::AUTHOR, member.at.clone(), "`authors`", "`author`");
                self.say(&own, found);
            }
        }
    }

    fn holds(&mut self, path: &str, value: &Value, holds: Holds) {
        match (holds, &value.is) {
            (Holds::Text, Is::Text(_)) | (Holds::Bool, Is::Bool) | (Holds::Number, Is::Number) => {}
            (Holds::Plain, Is::Text(text)) => self.plain(path, value, text),
            (Holds::Address, Is::Text(text)) => self.address(path, value, text),
            (Holds::Date, Is::Text(text)) => self.date(path, value, text),
            (Holds::Language, Is::Text(text)) => self.language(path, value, text),
            (Holds::List, Is::Array(values)) => self.list(path, values),
            (Holds::Object, Is::Object(_)) => self.author(path, value),
            _ => {
                let expected = match holds {
                    Holds::Bool => "`true` or `false`",
                    Holds::Number => "a number",
                    Holds::List => "a list",
                    Holds::Object => "an object",
                    _ => "a text in quotes",
                };
                let at = value.at.clone();
                self.say(path, Found::new(&rules::TYPE, at, expected, value.name()));
            }
        }
    }

    /// Looks at what a list holds, of which the last step of the path is the key.
    fn list(&mut self, path: &str, values: &[Value]) {
        let key = path.rsplit('.').next().unwrap_or_default();
        if key == "items" {
            return;
        }
        for (index, value) in values.iter().enumerate() {
            let path = format!("{path}[{index}]");
            if key == "tags" {
                self.holds(&path, value, Holds::Plain);
                continue;
            }
            let Is::Object(members) = &value.is else {
                self.holds(&path, value, Holds::Object);
                continue;
            };
            match key {
                "authors" => self.author(&path, value),
                "attachments" => {
                    for key in ["url", "mime_type"] {
                        if value.says(key).is_none() {
                            self.missing(&path, value, &rules::ATTACHMENT, key);
                        }
                    }
                    self.members(&path, members, ATTACHMENT, "an attachment");
                }
                _ => self.members(&path, members, HUB, "a hub"),
            }
        }
    }

    fn author(&mut self, path: &str, author: &Value) {
        if AUTHOR.iter().all(|(key, _)| author.says(key).is_none()) {
            let at = author.at.start..author.at.start + 1;
            let expected = "`name`, `url` or `avatar` of an author";
            self.say(path, Found::new(&rules::AUTHOR_EMPTY, at, expected, "none"));
        }
        if let Is::Object(members) = &author.is {
            self.members(path, members, AUTHOR, "an author");
        }
    }

    fn plain(&mut self, path: &str, value: &Value, text: &str) {
        let Some(tag) = tag_in_text(text) else { return };
        let inner = value.at.start + 1..value.at.end - 1;
        let raw = self.text.get(inner.clone()).unwrap_or_default();
        let part = place(raw, tag.clone());
        let at = inner.start + part.start..inner.start + part.end;
        let shown = text.get(tag).unwrap_or_default();
        self.say(path, Found::of(&rules::MARKUP, at, "plain text", shown));
    }

    fn address(&mut self, path: &str, value: &Value, text: &str) {
        let parsed = WebAddress::parse(Text::from(text));
        if parsed.is_ok_and(|address| address.as_str() == text) {
            return;
        }
        let expected = "a web address in ASCII such as `https://example.org/page`";
        let found = Found::of(&rules::ADDRESS, value.at.clone(), expected, text);
        let near = WebAddress::nearest(text).map(|near| format!("did you mean `{near}`?"));
        self.say(path, found.maybe_hint(near));
    }

    fn date(&mut self, path: &str, value: &Value, text: &str) {
        let date = Date::parse(text, None).ok();
        if date.is_some_and(|date| date.precision() >= Precision::Second) {
            return;
        }
        let expected = "a date such as `2016-10-25T14:30:00Z`";
        let found = Found::of(&rules::DATE, value.at.clone(), expected, text);
        let met = MetDate::read(text).filter(|met| met.mended().is_none());
        let right = met
            .and_then(|met| Date::parse(met.text(), None).ok())
            .and_then(|date| date.rfc_3339());
        let edit = right.map(|right| (value.at.clone(), quoted(&right)));
        self.say(
            path,
            found.maybe_fix("write the date as RFC 3339 has it", edit),
        );
    }

    fn language(&mut self, path: &str, value: &Value, text: &str) {
        let is_one = Language::parse(Text::from(text)).is_ok()
            || text.eq_ignore_ascii_case(Language::UNDETERMINED);
        if is_one {
            return;
        }
        let expected = "a language tag such as `en` or `sr-Latn`";
        let found = Found::of(&rules::LANGUAGE, value.at.clone(), expected, text);
        let near = Language::nearest(text);
        let edit = near.as_ref().filter(|_| text.contains('_'));
        let edit = edit.map(|near| (value.at.clone(), quoted(near)));
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        self.say(
            path,
            found
                .maybe_hint(hint)
                .maybe_fix("write the tag with hyphens", edit),
        );
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
