//! Which prefixes are declared where, in a piece and around it.

use std::collections::HashMap;

use super::names;

/// What is declared around the piece: the address of a prefix, empty for none.
pub(crate) type Outer<'c> = &'c dyn Fn(&str) -> Option<&'c str>;

/// The namespaces that are in force.
pub(super) struct Namespaces<'c> {
    outer: Outer<'c>,
    bound: HashMap<String, Vec<String>>,
}

/// The prefixes that one element declares.
#[derive(Debug, Default)]
pub(super) struct Scope(Vec<String>);

impl<'c> Namespaces<'c> {
    pub(super) fn new(outer: Outer<'c>) -> Self {
        Self {
            outer,
            bound: HashMap::new(),
        }
    }

    /// The address of a prefix, unless nothing declares it.
    pub(super) fn address(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(names::XML);
        }
        let inner = self
            .bound
            .get(prefix)
            .and_then(|of_prefix| of_prefix.last());
        inner.map(String::as_str).or_else(|| (self.outer)(prefix))
    }

    /// Declares a prefix in the element of this scope.
    pub(super) fn bind(&mut self, prefix: &str, address: &str, scope: &mut Scope) {
        let of_prefix = self.bound.entry(prefix.to_owned()).or_default();
        of_prefix.push(address.to_owned());
        scope.0.push(prefix.to_owned());
    }

    /// Leaves an element.
    pub(super) fn leave(&mut self, scope: Scope) {
        for prefix in scope.0 {
            if let Some(of_prefix) = self.bound.get_mut(&prefix) {
                of_prefix.pop();
            }
        }
    }
}

/// What Namespaces in XML 1.0 (section 3) asks of a declaration that this one is not.
pub(super) fn unlawful(prefix: &str, address: &str) -> Option<&'static str> {
    match (prefix, address) {
        ("xmlns", _) => Some("no declaration of the prefix `xmlns`"),
        ("xml", names::XML) => None,
        ("xml", _) => Some("no other namespace for the prefix `xml`"),
        (_, names::XML) => Some("no other prefix for the namespace of `xml`"),
        (_, names::XMLNS) => Some("no declaration of the namespace of `xmlns`"),
        ("", "") => None,
        (_, "") => Some("an address for the prefix"),
        _ => None,
    }
}
