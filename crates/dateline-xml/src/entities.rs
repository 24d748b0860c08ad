//! Entities: those that HTML names, and those that a document declares for itself.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::mend::EXPANSION_LIMIT;

/// The characters that HTML means by this name (HTML, section 13.5), which is written between `&`
/// and `;`.
pub(crate) fn text(name: &str) -> Option<&'static str> {
    lookup(format!("&{name};").as_bytes())
}

/// The characters that HTML means by this name also where no `;` follows.
pub(crate) fn text_without_semicolon(name: &str) -> Option<&'static str> {
    lookup(format!("&{name}").as_bytes())
}

fn lookup(entity: &[u8]) -> Option<&'static str> {
    std::str::from_utf8(htmlize::ENTITIES.get(entity)?).ok()
}

/// The character of this name, where it is one.
pub(crate) fn find(name: &str) -> Option<char> {
    let mut characters = text(name)?.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

/// What an entity is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Entity {
    /// A text, character references resolved (XML 1.0, section 4.5).
    Internal(String),
    /// A text that is elsewhere, and is never fetched.
    External,
    /// No text.
    Unparsed,
}

/// The entities that a document declares, and what else its document type says of other parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    declared: HashMap<String, Entity>,
    /// Those of them that are declared in a parameter entity.
    in_parameter: HashSet<String>,
    /// The namespaces that are declared for every element of a name: prefixes and addresses.
    namespaces: HashMap<String, Vec<(String, String)>>,
    /// Whether there are declarations that were not read: an external subset, or a parameter
    /// entity that is elsewhere.
    pub(crate) unread: bool,
    /// Whether the XML declaration says that no such declaration matters.
    pub(crate) standalone: bool,
    spent: Spent,
}

/// How many bytes entities were replaced by. Only who frames items adds to it, in their order: an
/// item that mentions an entity is mended there.
#[derive(Debug, Default)]
struct Spent(AtomicUsize);

impl Spent {
    fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Clone for Spent {
    fn clone(&self) -> Self {
        Self(AtomicUsize::new(self.get()))
    }
}

impl Entities {
    /// Declares an entity. The first declaration of a name holds (XML 1.0, section 4.2).
    pub(crate) fn declare(&mut self, name: &str, entity: Entity) {
        self.declared.entry(name.to_owned()).or_insert(entity);
    }

    /// Declares an entity where a parameter entity does so. The first declaration holds.
    pub(crate) fn declare_in_parameter(&mut self, name: &str, entity: Entity) {
        if !self.declared.contains_key(name) {
            self.in_parameter.insert(name.to_owned());
            self.declare(name, entity);
        }
    }

    /// Whether the XML declaration says that no declaration in a parameter entity matters, and the
    /// one of this name is there (XML 1.0, section 4.1, Entity Declared).
    pub(crate) fn is_out_of_reach(&self, name: &str) -> bool {
        self.standalone && self.in_parameter.contains(name)
    }

    /// The entity of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Entity> {
        self.declared.get(name)
    }

    /// The entity of this name, and its name.
    pub(crate) fn get_key_value(&self, name: &str) -> Option<(&str, &Entity)> {
        let (name, entity) = self.declared.get_key_value(name)?;
        Some((name, entity))
    }

    /// Whether an entity that is not declared here may be declared where nothing was read, so that
    /// a reference to it is no fault of the document (XML 1.0, section 4.1, Entity Declared).
    pub(crate) const fn incomplete(&self) -> bool {
        self.unread && !self.standalone
    }

    /// Declares a namespace for every element of a name that does not declare that prefix itself.
    pub(crate) fn declare_namespace(&mut self, element: &str, prefix: &str, address: &str) {
        let of_element = self.namespaces.entry(element.to_owned()).or_default();
        if of_element.iter().all(|(known, _)| known != prefix) {
            of_element.push((prefix.to_owned(), address.to_owned()));
        }
    }

    /// Whether a text has a reference that may be to an entity that is declared here.
    pub(crate) fn are_in(&self, xml: &[u8]) -> bool {
        const OWN: [&[u8]; 5] = [b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"];
        !self.declared.is_empty()
            && memchr::memchr_iter(b'&', xml).any(|at| {
                let name = &xml[at + 1..];
                !name.starts_with(b"#") && !OWN.iter().any(|own| name.starts_with(own))
            })
    }

    /// The namespaces that are declared for every element of a name.
    pub(crate) fn namespaces(&self, element: &str) -> &[(String, String)] {
        self.namespaces.get(element).map_or(&[], Vec::as_slice)
    }

    /// How many bytes entities may still be replaced by ([`EXPANSION_LIMIT`]).
    pub(crate) fn left(&self) -> usize {
        EXPANSION_LIMIT.saturating_sub(self.spent.get())
    }

    /// Says that entities were replaced by that many bytes. Mending a piece does not say so by
    /// itself, because a piece may be mended again and its result be the same.
    pub(crate) fn charge(&self, bytes: usize) {
        let spent = self.spent.get().saturating_add(bytes);
        self.spent.0.store(spent, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_their_characters() {
        for (name, c) in [
            ("nbsp", '\u{A0}'),
            ("eacute", 'é'),
            ("yuml", 'ÿ'),
            ("times", '×'),
            ("amp", '&'),
            ("AMP", '&'),
            ("CounterClockwiseContourIntegral", '∳'),
            ("bigstar", '★'),
        ] {
            assert_eq!(find(name), Some(c), "{name}");
        }
        assert_eq!(find("Nbsp"), None);
        assert_eq!(find(""), None);
        assert_eq!(find("nGt"), None);
        assert_eq!(text("nGt"), Some("≫⃒"));
        assert_eq!(text_without_semicolon("copy"), Some("©"));
        assert_eq!(text_without_semicolon("bigstar"), None);
        assert_eq!(htmlize::ENTITIES.len(), 2_231);
    }

    #[test]
    fn the_first_declaration_holds() {
        let mut entities = Entities::default();
        entities.declare("a", Entity::Internal("1".to_owned()));
        entities.declare("a", Entity::External);
        assert_eq!(entities.get("a"), Some(&Entity::Internal("1".to_owned())));
        assert_eq!(entities.get("b"), None);
        entities.declare_namespace("a", "p", "urn:1");
        entities.declare_namespace("a", "p", "urn:2");
        assert_eq!(
            entities.namespaces("a"),
            [("p".to_owned(), "urn:1".to_owned())]
        );
        assert!(entities.namespaces("b").is_empty());
    }

    #[test]
    fn what_is_spent_is_spent() {
        let entities = Entities::default();
        assert_eq!(entities.left(), EXPANSION_LIMIT);
        entities.charge(EXPANSION_LIMIT - 1);
        assert_eq!(entities.left(), 1);
        entities.charge(usize::MAX);
        assert_eq!(entities.left(), 0);
    }
}
