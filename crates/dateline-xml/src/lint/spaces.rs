//! Namespaces, as validators know them.

use dateline_core::lint::Found;

use super::linter::Linter;
use super::rules::{atom, feed};
use crate::names::{ATOM, Space};

/// The customary prefix of each namespace that readers know by it.
const CUSTOMARY: &[(&str, &str)] = &[
    (
        "http://backend.userland.com/creativeCommonsRssModule",
        "creativeCommons",
    ),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/rss/1.0/modules/slash/", "slash"),
    ("http://purl.org/rss/1.0/modules/syndication/", "sy"),
    ("http://purl.org/syndication/history/1.0", "fh"),
    ("http://purl.org/syndication/thread/1.0", "thr"),
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://wellformedweb.org/CommentAPI/", "wfw"),
    ("http://www.georss.org/georss", "georss"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://www.w3.org/2003/01/geo/wgs84_pos#", "geo"),
    (ATOM, "atom"),
];

/// Namespaces that validators know of, and whose content they do not look at.
const UNSUPPORTED: &[&str] = &[
    "http://podlove.org/simple-chapters",
    "http://schema.org/",
    "https://schema.org/",
    "http://www.google.com/schemas/play-podcasts/1.0",
    "https://podcastindex.org/namespace/1.0",
];

/// A namespace that readers know and validators do not.
const PRISM: &str = "http://prismstandard.org/namespaces/1.2/basic/";

/// The namespace of withdrawn entries, which has a rule of its own.
const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

impl Linter<'_> {
    /// Looks at every declaration of a namespace.
    pub(super) fn namespaces(&mut self, is_atom: bool) {
        let mut known = std::collections::HashSet::new();
        let tree = self.tree;
        for declared in &tree.declared {
            let address = declared.address;
            if address.is_empty() || !known.insert((declared.prefix, address)) {
                continue;
            }
            let name = if declared.prefix.is_empty() {
                "xmlns".to_owned()
            } else {
                format!("xmlns:{}", declared.prefix)
            };
            let space = Space::of(address);
            let right = space.address();
            let is_feed = matches!(space, Space::Rss(_));
            let found = if UNSUPPORTED.contains(&right) {
                let expected = "a namespace whose content validators check";
                Found::of(
                    &feed::NAMESPACE_UNSUPPORTED,
                    declared.at.clone(),
                    expected,
                    address,
                )
            } else if matches!(space, Space::Other(_)) || right == PRISM {
                let expected = "a namespace that feed validators know";
                Found::of(
                    &feed::NAMESPACE_UNKNOWN,
                    declared.at.clone(),
                    expected,
                    address,
                )
            } else if right != address && !is_feed {
                let expected = format!("`{right}`");
                Found::of(
                    &feed::NAMESPACE_ADDRESS,
                    declared.at.clone(),
                    &expected,
                    address,
                )
                .fix(
                    "correct the address",
                    [(declared.at.clone(), right.to_owned())],
                )
            } else if is_atom && !declared.prefix.is_empty() && has_no_prefix(&space) {
                let expected = "this namespace without a prefix";
                let met = format!("the prefix `{}`", declared.prefix);
                Found::new(&atom::PREFIX, declared.at.clone(), expected, &met).value(address)
            } else if let Some(customary) = customary(right)
                && !matches!(declared.prefix, "" | "a10")
                && declared.prefix != customary
                && right != TOMBSTONES
            {
                let expected = format!("the prefix `{customary}`");
                let met = format!("`{}`", declared.prefix);
                Found::new(
                    &feed::NAMESPACE_PREFIX,
                    declared.at.clone(),
                    &expected,
                    &met,
                )
                .value(address)
            } else {
                continue;
            };
            self.say_of(declared.node, &name, found);
        }
    }
}

/// Whether a namespace stands without a prefix in Atom.
fn has_no_prefix(space: &Space) -> bool {
    matches!(space, Space::Atom(_) | Space::Xhtml)
}

fn customary(address: &str) -> Option<&'static str> {
    let found = CUSTOMARY.iter().find(|(known, _)| *known == address);
    found.map(|(_, prefix)| *prefix)
}
