//! Names of XML 1.0 (fifth edition, section 2.3) and of Namespaces in XML 1.0, and the namespaces
//! that prefixes customarily stand for.

use std::borrow::Cow;

/// The namespace of the prefix `xml`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of the prefix `xmlns`.
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Whether a name may begin with it, were there no namespaces.
pub(super) const fn starts_name(c: char) -> bool {
    matches!(c, ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Whether a name may go on with it.
pub(super) const fn in_name(c: char) -> bool {
    starts_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// How long the name is that `text` begins with, colons included: 0 where there is none.
pub(super) fn length(text: &str) -> usize {
    if !text.starts_with(starts_name) {
        return 0;
    }
    text.find(|c| !in_name(c)).unwrap_or(text.len())
}

/// Whether it is a name, colons included.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && length(text) == text.len()
}

/// Whether it is a name without a colon, as Namespaces asks of targets, entities and notations.
pub(super) fn is_plain_name(text: &str) -> bool {
    is_name(text) && !text.contains(':')
}

/// Whether it is a name with at most one colon, which stands between two names.
pub(super) fn is_qualified(text: &str) -> bool {
    match text.split_once(':') {
        Some((prefix, local)) => is_plain_name(prefix) && is_plain_name(local),
        None => is_plain_name(text),
    }
}

/// The prefix and what is behind it.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The name that is written for one that is none: `_` for each character that no name has, and in
/// front of one that no name begins with.
pub(super) fn qualified(name: &str) -> Cow<'_, str> {
    if is_qualified(name) {
        return Cow::Borrowed(name);
    }
    let mut made = String::with_capacity(name.len() + 2);
    let (prefix, local) = match name.split_once(':') {
        Some((prefix, local)) if !prefix.is_empty() && !local.is_empty() => (prefix, local),
        _ => ("", name),
    };
    plain(&mut made, prefix);
    if !prefix.is_empty() {
        made.push(':');
    }
    plain(&mut made, local);
    Cow::Owned(made)
}

fn plain(out: &mut String, name: &str) {
    if name.starts_with(|c| in_name(c) && !starts_name(c)) {
        out.push('_');
    }
    out.extend(name.chars().map(|c| match c {
        ':' => '_',
        c if in_name(c) => c,
        _ => '_',
    }));
}

/// The namespaces that feeds declare for their prefixes, for those that declare none.
const CUSTOMARY: &[(&str, &str)] = &[
    ("admin", "http://webns.net/mvcb/"),
    ("ag", "http://purl.org/rss/1.0/modules/aggregation/"),
    ("annotate", "http://purl.org/rss/1.0/modules/annotate/"),
    ("app", "http://www.w3.org/2007/app"),
    ("atom", "http://www.w3.org/2005/Atom"),
    ("atom03", "http://purl.org/atom/ns#"),
    ("atom10", "http://www.w3.org/2005/Atom"),
    (
        "blogchannel",
        "http://backend.userland.com/blogChannelModule",
    ),
    ("blogger", "http://schemas.google.com/blogger/2008"),
    ("cc", "http://web.resource.org/cc/"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    (
        "creativecommons",
        "http://backend.userland.com/creativeCommonsRssModule",
    ),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("enc", "http://purl.oclc.org/net/rss_2.0/enc#"),
    ("ev", "http://purl.org/rss/1.0/modules/event/"),
    ("excerpt", "http://wordpress.org/export/1.2/excerpt/"),
    ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("g", "http://base.google.com/ns/1.0"),
    ("gd", "http://schemas.google.com/g/2005"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("georss", "http://www.georss.org/georss"),
    ("gml", "http://www.opengis.net/gml"),
    (
        "googleplay",
        "http://www.google.com/schemas/play-podcasts/1.0",
    ),
    ("image", "http://purl.org/rss/1.0/modules/image/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("l", "http://purl.org/rss/1.0/modules/link/"),
    ("mathml", "http://www.w3.org/1998/Math/MathML"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
    (
        "pingback",
        "http://madskills.com/public/xml/rss/module/pingback/",
    ),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("prism", "http://prismstandard.org/namespaces/1.2/basic/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("rss", "http://purl.org/rss/1.0/"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("svg", "http://www.w3.org/2000/svg"),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    ("taxo", "http://purl.org/rss/1.0/modules/taxonomy/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    (
        "trackback",
        "http://madskills.com/public/xml/rss/module/trackback/",
    ),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
    ("wp", "http://wordpress.org/export/1.2/"),
    ("xhtml", "http://www.w3.org/1999/xhtml"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("yt", "http://www.youtube.com/xml/schemas/2015"),
];

/// The namespace that is taken for a prefix nobody declared: the customary one, in any case of
/// letters, else `urn:x-undeclared:` and the prefix, which is no namespace that a feed declares.
pub(super) fn customary(prefix: &str) -> Cow<'static, str> {
    CUSTOMARY
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(prefix))
        .map_or_else(
            || Cow::Owned(format!("urn:x-undeclared:{prefix}")),
            |(_, address)| Cow::Borrowed(*address),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_made_of_others() {
        for (written, expected) in [
            ("a", "a"),
            ("a:b", "a:b"),
            ("é-1.2", "é-1.2"),
            ("1a", "_1a"),
            ("-a", "_-a"),
            ("$a", "_a"),
            ("a$b", "a_b"),
            ("a:b:c", "a:b_c"),
            (":a", "_a"),
            ("a:", "a_"),
            ("a:1", "a:_1"),
            (":", "_"),
            ("a:$", "a:_"),
            ("a\u{D7}b", "a_b"),
        ] {
            let made = qualified(written);
            assert_eq!(made, expected, "{written}");
            assert!(is_qualified(&made), "{written}");
            assert_eq!(is_qualified(written), written == expected, "{written}");
        }
    }

    #[test]
    fn a_name_ends_where_it_ends() {
        for (text, expected) in [("", 0), ("1", 0), ("ab c", 2), ("a:b=", 3), ("é;", 2)] {
            assert_eq!(length(text), expected, "{text}");
        }
    }

    #[test]
    fn prefixes_have_customary_namespaces() {
        assert_eq!(customary("dc"), "http://purl.org/dc/elements/1.1/");
        assert_eq!(customary("DC"), "http://purl.org/dc/elements/1.1/");
        assert_eq!(
            customary("creativeCommons"),
            "http://backend.userland.com/creativeCommonsRssModule"
        );
        assert_eq!(customary("q"), "urn:x-undeclared:q");
        assert!(CUSTOMARY.is_sorted());
    }
}
