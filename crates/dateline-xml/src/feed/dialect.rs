//! The dialects of feeds, and how one is recognised by its root.

use dateline_core::{Excerpt, Finding, FindingKind};

use crate::cursor::Surroundings;
use crate::element::Element;
use crate::names::{ATOM, ATOM_03, RSS_10, RSS_090, Space};

/// What a feed is written in: a format, and the version that it states.
///
/// ```
/// use dateline_xml::feed::Reader;
///
/// let feed = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title></feed>";
/// let mut reader = Reader::new(feed.as_slice());
/// assert_eq!(reader.dialect(), None);
/// assert!(!reader.advance(&mut Vec::new())?);
/// let dialect = reader.dialect().unwrap();
/// assert_eq!((dialect.format(), dialect.version()), ("atom", "1.0"));
/// # Ok::<(), dateline_xml::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Dialect {
    is_atom: bool,
    version: &'static str,
}

impl Dialect {
    /// `rss` or `atom`.
    #[must_use]
    pub const fn format(self) -> &'static str {
        if self.is_atom { "atom" } else { "rss" }
    }

    /// `0.90`, `0.91`, `0.92`, `0.93`, `0.94`, `1.0` or `2.0` of RSS, `0.3` or `1.0` of Atom; empty
    /// where the feed states none.
    #[must_use]
    pub const fn version(self) -> &'static str {
        self.version
    }

    /// Whether names that are neither RSS's nor Atom's by their namespace are Atom's.
    pub(super) const fn is_atom(self) -> bool {
        self.is_atom
    }

    /// RSS of no stated version.
    pub(super) const UNSTATED: Self = Self::rss("");

    const fn rss(version: &'static str) -> Self {
        Self {
            is_atom: false,
            version,
        }
    }

    const fn atom(version: &'static str) -> Self {
        Self {
            is_atom: true,
            version,
        }
    }

    /// The dialect, where an element around the items or an item says more than the root did.
    pub(super) fn refined(self, space: &Space) -> Self {
        match (self.is_atom, self.version, space) {
            (false, "", Space::Rss(RSS_10)) => Self::rss("1.0"),
            (false, "", Space::Rss(RSS_090)) => Self::rss("0.90"),
            _ => self,
        }
    }
}

/// What the root of a feed is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Root {
    /// `<rss>`: there is a channel in it, and items in that.
    Rss,
    /// `<rdf:RDF>`: there is a channel in it, and items beside that.
    Rdf,
    /// `<feed>` or `<channel>`: the items are in it.
    Channel,
    /// `<entry>` or `<item>`: it is the only item.
    Item,
}

/// A root that was recognised.
#[derive(Debug)]
pub(super) struct Recognised {
    pub(super) root: Root,
    pub(super) dialect: Dialect,
    /// A namespace that is no feed's, and which one it is taken for.
    pub(super) taken: Option<(String, Space)>,
}

/// What the root of a document is, where it is a feed's. `inside` is what is declared behind it.
pub(super) fn recognise(
    element: &Element<'_>,
    inside: &Surroundings,
    findings: &mut Vec<Finding>,
) -> Option<Recognised> {
    let local = element.local.to_ascii_lowercase();
    let is_sure = matches!(local.as_str(), "rss" | "rdf" | "feed");
    let is_own = element.space.is_feed() || element.space == Space::Rdf;
    if !is_own && !is_sure {
        return None;
    }
    let (root, dialect) = match local.as_str() {
        "rss" => (Root::Rss, rss(element, findings)),
        "rdf" => (Root::Rdf, rdf(inside)),
        "feed" => (Root::Channel, atom(element)),
        "entry" => (Root::Item, atom(element)),
        "channel" => (Root::Channel, Dialect::rss("").refined(&element.space)),
        "item" => (Root::Item, Dialect::rss("").refined(&element.space)),
        _ => return None,
    };
    if !matches!(
        element.local,
        "rss" | "RDF" | "feed" | "entry" | "channel" | "item"
    ) {
        let what = format!("`<{}>` is read as `<{local}>`", element.name);
        findings.push(Finding::general(FindingKind::Repair { what }));
    }
    let space = match dialect.is_atom {
        true if dialect.version == "0.3" => Space::Atom(ATOM_03),
        true => Space::Atom(ATOM),
        false => Space::RSS,
    };
    // A feed whose own names are in a namespace that is none of a feed.
    let address = if is_own {
        inside.default_address()
    } else {
        element.space.address()
    };
    let is_strange =
        root != Root::Item && (!is_own || matches!(Space::of(address), Space::Other(_)));
    let taken = is_strange.then(|| (address.to_owned(), space.clone()));
    if let Some((address, _)) = &taken {
        let what = format!(
            "the namespace `{}` is none of a feed and is taken for that of {}",
            Excerpt(address),
            if dialect.is_atom { "Atom" } else { "RSS" }
        );
        findings.push(Finding::general(FindingKind::Repair { what }));
    }
    let strange = taken.as_ref().map_or("", |(address, _)| address.as_str());
    for address in inside.addresses().filter(|address| *address != strange) {
        let space = Space::of(address);
        if space.address() != address {
            findings.push(Finding::general(FindingKind::Normalized {
                written: address.to_owned(),
                kept: space.address().to_owned(),
            }));
        }
    }
    Some(Recognised {
        root,
        dialect,
        taken,
    })
}

/// The version that `<rss>` states.
fn rss(element: &Element<'_>, findings: &mut Vec<Finding>) -> Dialect {
    let stated = element
        .attribute("version")
        .map(|version| version.trim())
        .unwrap_or_default();
    Dialect::rss(match stated {
        "" => "",
        "0.9" | "0.90" => "0.90",
        "0.91" => "0.91",
        "0.92" => "0.92",
        "0.93" => "0.93",
        "0.94" => "0.94",
        "1.0" | "1" => "1.0",
        "2.0" | "2" => "2.0",
        unknown => {
            let what = format!(
                "the version `{}` of RSS is not known; it is read as 2.0",
                Excerpt(unknown)
            );
            findings.push(Finding::general(FindingKind::Remark { what }));
            "2.0"
        }
    })
}

/// The version of the RSS that the root declares a namespace of.
fn rdf(inside: &Surroundings) -> Dialect {
    let declared = std::iter::once(inside.default_address()).chain(inside.addresses());
    declared.fold(Dialect::rss(""), |dialect, address| {
        dialect.refined(&Space::of(address))
    })
}

/// The version of Atom, by its namespace, or as early feeds stated it.
fn atom(element: &Element<'_>) -> Dialect {
    let stated = element
        .attribute("version")
        .map(|version| version.trim())
        .unwrap_or_default();
    Dialect::atom(match (&element.space, stated) {
        (Space::Atom(ATOM), _) => "1.0",
        (Space::Atom(_), _) | (_, "0.1" | "0.2" | "0.3") => "0.3",
        (_, "1.0") => "1.0",
        _ => "",
    })
}
