//! JSON-LD in a page: what it says of its article in the terms of schema.org.

use serde_json::{Map, Value};

use super::stated::{Alternate, Collected, What, rank};

const FROM: &str = "the JSON-LD";

/// Types of schema.org that a release may have, beside all that end in `Article`.
const TYPES: &[&str] = &[
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SpecialAnnouncement",
];

/// Keys that hold further objects of the page.
const NESTED: &[&str] = &["@graph", "mainEntity", "itemListElement", "item"];

/// Reads the facts of the articles in a script; one that is no JSON is noted.
pub(super) fn read(script: &str, source: usize, collected: &mut Collected) {
    let script = script.trim();
    if script.is_empty() {
        return;
    }
    let value = match serde_json::from_str::<Value>(script) {
        Ok(value) => value,
        Err(error) => {
            collected.unreadable.push((error.to_string(), source));
            return;
        }
    };
    // The first in the page comes first: a list is put on the stack from behind.
    let mut stack = vec![&value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(values) => stack.extend(values.iter().rev()),
            Value::Object(object) => {
                if is_article(object) {
                    article(object, source, collected);
                }
                stack.extend(NESTED.iter().rev().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    texts(object.get("@type")).iter().any(|kind| {
        let name = kind.rsplit(['/', ':', '#']).next().unwrap_or_default();
        name.ends_with("Article") || TYPES.contains(&name)
    })
}

fn article(object: &Map<String, Value>, source: usize, collected: &mut Collected) {
    collected.is_article = true;
    let mut add = |what: What, value: &str| {
        collected.add(what, rank::JSON_LD, value, FROM, source);
    };
    let keys = [
        ("headline", What::Title),
        ("name", What::Title),
        ("datePublished", What::Published),
        ("dateModified", What::Modified),
        ("abstract", What::Summary),
        ("description", What::Summary),
        ("genre", What::Kind),
        ("articleSection", What::Section),
    ];
    for (key, what) in keys {
        for value in texts(object.get(key)) {
            add(what, value);
        }
    }
    for (key, what) in [
        ("author", What::Author),
        ("creator", What::Author),
        ("publisher", What::Publisher),
        ("sourceOrganization", What::Publisher),
    ] {
        for name in named(object.get(key), &["name"]) {
            add(what, name);
        }
    }
    for key in ["url", "mainEntityOfPage", "@id"] {
        for address in named(object.get(key), &["@id", "url"]) {
            if address.starts_with("http") {
                add(What::Address, address);
            }
        }
    }
    for language in named(object.get("inLanguage"), &["alternateName", "name"]) {
        add(What::Language, language);
    }
    match object.get("keywords") {
        Some(Value::String(words)) => add(What::Tags, words),
        keywords => {
            for keyword in named(keywords, &["name"]) {
                add(What::Tag, keyword);
            }
        }
    }
    for key in ["workTranslation", "translationOfWork"] {
        for work in objects(object.get(key)) {
            let language = named(work.get("inLanguage"), &["alternateName", "name"]);
            let address = named(work.get("url").or(work.get("@id")), &[]);
            if let (Some(language), Some(address)) = (language.first(), address.first()) {
                collected.alternates.push(Alternate {
                    language: (*language).to_owned(),
                    address: (*address).to_owned(),
                    source,
                });
            }
        }
    }
}

/// The text, or the texts of a list.
fn texts(value: Option<&Value>) -> Vec<&str> {
    named(value, &[])
}

/// The text of a value, or of the first of `keys` that it has; of a list, those of its values.
fn named<'v>(value: Option<&'v Value>, keys: &[&str]) -> Vec<&'v str> {
    let of_one = |value: &'v Value| match value {
        Value::String(text) => Some(text.as_str()),
        Value::Object(object) => keys
            .iter()
            .find_map(|key| object.get(*key).and_then(Value::as_str)),
        _ => None,
    };
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(of_one).collect(),
        Some(value) => of_one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn objects(value: Option<&Value>) -> Vec<&Map<String, Value>> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_object).collect(),
        Some(value) => value.as_object().into_iter().collect(),
        None => Vec::new(),
    }
}
