//! Foreign data that goes out as keys of an item: what was read of a JSON Feed and has a place in
//! one that this crate writes.

use std::collections::HashSet;

use dateline_core::Foreign;

use super::author::authors;
use crate::mend::Notes;
use crate::syntax::{Cursor, Kind};

/// What decides whether a key has a place, of the release that it goes with.
#[derive(Debug)]
pub(super) struct Home<'r> {
    /// The names of the sources.
    pub(super) sources: Vec<&'r str>,
    pub(super) has_url: bool,
    pub(super) has_html: bool,
}

/// The foreign elements of a release, those that go out as keys of the item apart from the others.
#[derive(Debug, Default)]
pub(super) struct Sorted<'r> {
    /// Key and value, which is JSON.
    pub(super) keys: Vec<(&'r str, &'r str)>,
    pub(super) others: Vec<&'r Foreign<'r>>,
}

impl<'r> Sorted<'r> {
    pub(super) fn new(foreign: &'r [Foreign<'r>], home: &Home<'_>) -> Self {
        let mut sorted = Self::default();
        let mut seen = HashSet::new();
        for element in foreign {
            let (key, value) = (element.name.as_str(), element.text.as_str());
            if home.takes(element) && seen.insert(key) {
                sorted.keys.push((key, value));
            } else {
                sorted.others.push(element);
            }
        }
        sorted
    }

    /// Whether the key goes out.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(own, _)| *own == key)
    }
}

impl Home<'_> {
    /// Whether the element is a key that has a place in an item beside those of the fields, with a
    /// value as the specification wants it and as a reader would keep it.
    fn takes(&self, element: &Foreign<'_>) -> bool {
        let Foreign {
            name,
            namespace,
            text,
            attributes,
            children,
        } = element;
        if namespace != Foreign::JSON_FEED || !attributes.is_empty() || !children.is_empty() {
            return false;
        }
        match &**name {
            "image" | "banner_image" => is_text(text),
            // Alone it would be read as the address of the release.
            "external_url" => self.has_url && is_text(text),
            // Alone it would be the body.
            "content_text" => self.has_html && is_text(text),
            "authors" => self.are_sources(text),
            "attachments" => are_attachments(text),
            "_schema_org" | "_foreign" => false,
            name => is_extension(name) && is_json(text),
        }
    }

    /// Whether the value is a list of authors who have the names of the sources and say more, each
    /// with a `name`, a `url` or an `avatar`.
    fn are_sources(&self, text: &str) -> bool {
        let mut cursor = Cursor::inside(text);
        let Ok(authors) = authors(&mut cursor, &mut Notes::new(true)) else {
            return false;
        };
        let names = authors.list.iter().map(|author| author.value.name.as_str());
        is_json(text)
            && authors.say_more()
            && names
                .filter(|name| !name.is_empty())
                .eq(self.sources.iter().copied())
            && each_object(text, |keys| {
                ["name", "url", "avatar"]
                    .iter()
                    .any(|key| keys.contains(*key))
            })
    }
}

/// Extensions begin with an underscore and a letter, and have no dot, of which the specification
/// keeps the meaning to itself.
fn is_extension(key: &str) -> bool {
    let letter = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    key.strip_prefix('_').is_some_and(letter) && !key.contains('.')
}

/// Whether every attachment has a `url` and a `mime_type`.
fn are_attachments(text: &str) -> bool {
    is_json(text)
        && each_object(text, |keys| {
            keys.contains("url") && keys.contains("mime_type")
        })
}

/// Whether it is JSON that any program can read, no number beyond what is common included (RFC 8259,
/// section 6), and nothing around it, not even white space, which a reader would leave.
fn is_json(text: &str) -> bool {
    let whole = Cursor::inside(text).raw();
    whole.is_ok_and(|raw| raw.len() == text.len())
        && serde_json::from_str::<serde_json::Value>(text).is_ok()
}

/// Whether it is a JSON text that says something.
fn is_text(text: &str) -> bool {
    let mut cursor = Cursor::inside(text);
    matches!(cursor.kind(), Ok(Kind::Text))
        && cursor.text().is_ok_and(|said| !said.is_blank())
        && is_json(text)
}

/// Whether it is a list of objects, each with keys that `are_enough`; only those count whose value
/// is a text that says something.
fn each_object(text: &str, are_enough: impl Fn(&HashSet<String>) -> bool) -> bool {
    let mut all = true;
    let walked = Cursor::inside(text).array(|cursor, _| {
        let mut keys = HashSet::new();
        cursor.object(|cursor, key, _| {
            let says = match cursor.kind()? {
                Kind::Text => !cursor.text()?.is_blank(),
                _ => cursor.skip().map(|_| false)?,
            };
            if says {
                keys.insert(key.as_str().to_owned());
            }
            Ok(())
        })?;
        all &= are_enough(&keys);
        Ok(())
    });
    walked.is_ok() && all
}
