//! Foreign elements in feeds: those that feed validators know, or all where that is asked for.

use std::collections::HashSet;

use dateline_core::{Finding, Foreign, WebAddress};

use crate::{emit, escape};

/// The kind of feed that an element goes into.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Within {
    Rss,
    Atom,
}

impl Within {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
        }
    }

    /// The prefix that the feed's root declares for a namespace; none for no prefix.
    fn declared(self, namespace: &str) -> Option<&'static str> {
        let known = match self {
            Self::Rss => &[("", ""), ATOM, CONTENT, DC, DC_TERMS][..],
            Self::Atom => &[(ATOM.0, ""), DC, DC_TERMS],
        };
        let found = known.iter().find(|(address, _)| *address == namespace);
        found.map(|(_, prefix)| *prefix)
    }
}

/// A namespace and its customary prefix.
type Space = (&'static str, &'static str);

const ATOM: Space = ("http://www.w3.org/2005/Atom", "atom");
const CONTENT: Space = ("http://purl.org/rss/1.0/modules/content/", "content");
const DC: Space = ("http://purl.org/dc/elements/1.1/", "dc");
const DC_TERMS: Space = ("http://purl.org/dc/terms/", "dcterms");
const GEO: Space = ("http://www.w3.org/2003/01/geo/wgs84_pos#", "geo");
const GEO_RSS: Space = ("http://www.georss.org/georss", "georss");
const ITUNES: Space = ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes");
const MEDIA: Space = ("http://search.yahoo.com/mrss/", "media");
const SLASH: Space = ("http://purl.org/rss/1.0/modules/slash/", "slash");
const THREAD: Space = ("http://purl.org/syndication/thread/1.0", "thr");
const WFW: Space = ("http://wellformedweb.org/CommentAPI/", "wfw");

/// All of them.
const CUSTOMARY: &[Space] = &[
    ATOM, CONTENT, DC, DC_TERMS, GEO, GEO_RSS, ITUNES, MEDIA, SLASH, THREAD, WFW,
];

/// Writes the foreign elements that the feed can carry, and says which it cannot.
pub(crate) fn write(
    foreign: &[Foreign<'_>],
    within: Within,
    all: bool,
    indent: &str,
    out: &mut String,
    findings: &mut Vec<Finding>,
) {
    if foreign.is_empty() {
        return;
    }
    let mut lost = Vec::new();
    let mut once = HashSet::new();
    for element in foreign {
        let carried = if all {
            can_be_written(element) && !element.name.is_empty()
        } else {
            is_known(element, within)
                && (is_repeatable(element)
                    || once.insert((element.namespace.as_str(), element.name.as_str())))
        };
        if carried {
            out.push_str(indent);
            one(element, within, "", out);
            out.push('\n');
        } else {
            lost.push(element);
        }
    }
    findings.extend(Foreign::loss(lost, within.name()));
}

/// Whether a feed validator knows the element in such a feed, and has nothing to say about it
/// (rules R31 to R35 and A8).
fn is_known(element: &Foreign<'_>, within: Within) -> bool {
    let Foreign {
        name,
        namespace,
        text,
        attributes,
        children,
    } = element;
    let is = |space: Space| *namespace == space.0;
    let alone = attributes.is_empty() && children.is_empty();
    let number = || alone && is_number(text);
    let words = || alone && is_words(text);
    let address = || alone && is_address(text);
    match name.as_str() {
        "enclosure" if namespace.is_empty() && within == Within::Rss => is_enclosure(element),
        "comments" if namespace.is_empty() && within == Within::Rss => address(),
        "link" if is(ATOM) && within == Within::Atom => is_link(element),
        "rights" if is(ATOM) && within == Within::Atom => words(),
        "publisher" | "contributor" | "coverage" | "relation" if is(DC) => words(),
        "audience" | "abstract" | "alternative" | "isReplacedBy" | "replaces" | "references"
        | "provenance" | "rightsHolder" | "license" | "temporal"
            if is(DC_TERMS) =>
        {
            words()
        }
        "total" if is(THREAD) => number(),
        "comment" | "commentRss" if is(WFW) => address(),
        "point" if is(GEO_RSS) => alone && is_point(text),
        "lat" if is(GEO) => alone && is_degree(text, 90.0),
        "long" if is(GEO) => alone && is_degree(text, 180.0),
        "thumbnail" if is(MEDIA) => is_picture(element, &["width", "height"]),
        "content" if is(MEDIA) => {
            is_picture(element, &["width", "height", "fileSize", "type", "medium"])
        }
        _ => false,
    }
}

/// Whether there may be several in one item.
fn is_repeatable(element: &Foreign<'_>) -> bool {
    [DC, DC_TERMS, MEDIA, ATOM]
        .iter()
        .any(|space| element.namespace == space.0)
        && !matches!(element.name.as_str(), "rights" | "abstract")
}

fn is_positive(text: &str) -> bool {
    is_number(text) && text.bytes().any(|b| b != b'0')
}

fn is_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Words that nobody takes for markup.
fn is_words(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['<', '>', '&']) && is_clean(text)
}

/// Whether all characters are such as a validator passes (rule R7).
fn is_clean(text: &str) -> bool {
    crate::hazard::of_text(text).is_none()
}

fn is_address(text: &str) -> bool {
    WebAddress::parse(text.into()).is_ok_and(|address| address.as_str() == text)
}

/// An address as a validator wants it of an enclosure: a host with a dot in it and a path.
fn is_plain_address(text: &str) -> bool {
    let behind = text.split_once("://").map_or("", |(_, behind)| behind);
    let (host, path) = behind.split_at(behind.find(['/', '?', '#']).unwrap_or(behind.len()));
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    is_address(text)
        && host.bytes().all(is_plain)
        && host.contains('.')
        && !host.ends_with('.')
        && path.starts_with('/')
}

/// Latitude and longitude with one blank between.
fn is_point(text: &str) -> bool {
    text.split_once(' ')
        .is_some_and(|(lat, long)| is_degree(lat, 90.0) && is_degree(long, 180.0))
}

fn is_degree(text: &str, most: f64) -> bool {
    // A digit stands before the point.
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
        && text
            .trim_start_matches('-')
            .starts_with(|c: char| c.is_ascii_digit());
    plain && text.parse().is_ok_and(|degree: f64| degree.abs() <= most)
}

fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

fn is_enclosure(element: &Foreign<'_>) -> bool {
    let has = |name: &str, rule: fn(&str) -> bool| {
        let mut values = element.attributes.iter().filter(|(n, _)| *n == name);
        values.next().is_some_and(|(_, value)| rule(value))
    };
    element.attributes.len() == 3
        && element.text.is_empty()
        && element.children.is_empty()
        && has("url", is_plain_address)
        && has("type", is_media_type)
        && has("length", |text| {
            text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty()
        })
}

/// A link that is no address of the release itself: what belongs to it.
fn is_link(element: &Foreign<'_>) -> bool {
    let mut relation = false;
    let mut address = false;
    let known = element
        .attributes
        .iter()
        .all(|(name, value)| match name.as_str() {
            "rel" => {
                relation = matches!(value.as_str(), "enclosure" | "related" | "via" | "replies");
                relation
            }
            "href" => {
                address = is_address(value);
                address
            }
            "type" => is_media_type(value),
            "length" => is_number(value),
            "title" => is_words(value),
            _ => false,
        });
    known && relation && address && element.text.is_empty() && element.children.is_empty()
}

fn is_picture(element: &Foreign<'_>, allowed: &[&str]) -> bool {
    let mut address = false;
    let known = element
        .attributes
        .iter()
        .all(|(name, value)| match name.as_str() {
            "url" => {
                address = is_address(value);
                address
            }
            name if !allowed.contains(&name) => false,
            "type" => is_media_type(value),
            "medium" => matches!(
                value.as_str(),
                "image" | "audio" | "video" | "document" | "executable"
            ),
            _ => is_positive(value),
        });
    known && address && element.text.is_empty() && element.children.is_empty()
}

/// Whether XML has a way to write it: all names are names. What comes of JSON Feed is no XML.
fn can_be_written(element: &Foreign<'_>) -> bool {
    if element.name.is_empty() {
        return element.attributes.is_empty() && element.children.is_empty();
    }
    is_name(&element.name)
        && element.namespace != Foreign::JSON_FEED
        && is_namespace(&element.namespace)
        && element.attributes.iter().all(|(name, _)| {
            let (namespace, local) = split(name);
            is_name(local) && is_namespace(namespace) && local != "xmlns"
        })
        && (element.text.is_empty() || element.children.is_empty())
        && element.children.iter().all(can_be_written)
}

/// These two have prefixes of their own that cannot be declared.
fn is_namespace(namespace: &str) -> bool {
    namespace != "http://www.w3.org/2000/xmlns/" && namespace == namespace.trim()
}

/// A name without a colon (Namespaces in XML 1.0, `NCName`; XML 1.0, production 4).
fn is_name(name: &str) -> bool {
    let starts = |c: char| {
        matches!(c, 'A'..='Z' | 'a'..='z' | '_' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
            | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}')
    };
    let follows = |c: char| {
        starts(c)
            || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}'
                | '\u{203F}'..='\u{2040}')
    };
    let mut chars = name.chars();
    chars.next().is_some_and(starts) && chars.all(follows)
}

/// The namespace and the local part of an attribute's name.
fn split(name: &str) -> (&str, &str) {
    name.strip_prefix('{')
        .and_then(|rest| rest.split_once('}'))
        .unwrap_or(("", name))
}

/// Writes an element. `parent` is the namespace whose prefix `ns` stands for around it.
fn one(element: &Foreign<'_>, within: Within, parent: &str, out: &mut String) {
    if element.name.is_empty() {
        return escape::plain(out, &element.text);
    }
    let namespace = element.namespace.as_str();
    let customary = CUSTOMARY.iter().find(|(address, _)| *address == namespace);
    let mut declare = None;
    let prefix = match (within.declared(namespace), customary) {
        (Some(prefix), _) => prefix,
        (None, Some((_, prefix))) => {
            declare = Some(*prefix);
            prefix
        }
        // In Atom, what has no namespace has to leave the feed's.
        (None, None) if namespace.is_empty() => {
            declare = Some("");
            ""
        }
        (None, None) => {
            declare = Some("ns").filter(|_| namespace != parent);
            "ns"
        }
    };
    let joint = if prefix.is_empty() { "" } else { ":" };
    let name = format!("{prefix}{joint}{}", element.name);
    emit::begin(out, "", &name);
    if let Some(prefix) = declare {
        let joint = if prefix.is_empty() { "" } else { ":" };
        emit::attribute(out, &format!("xmlns{joint}{prefix}"), namespace);
    }
    for (index, (written, value)) in element.attributes.iter().enumerate() {
        match split(written) {
            ("", local) => emit::attribute(out, local, value),
            ("http://www.w3.org/XML/1998/namespace", local) => {
                emit::attribute(out, &format!("xml:{local}"), value);
            }
            (of_element, local) if of_element == namespace && !prefix.is_empty() => {
                emit::attribute(out, &format!("{prefix}:{local}"), value);
            }
            (other, local) => {
                emit::attribute(out, &format!("xmlns:a{index}"), other);
                emit::attribute(out, &format!("a{index}:{local}"), value);
            }
        }
    }
    if element.text.is_empty() && element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    escape::plain(out, &element.text);
    let inner = if prefix == "ns" { namespace } else { parent };
    for child in &element.children {
        one(child, within, inner, out);
    }
    out.push_str("</");
    out.push_str(&name);
    out.push('>');
}
