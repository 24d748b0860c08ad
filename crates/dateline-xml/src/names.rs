//! Namespaces, told by their addresses and by what is commonly written for them.
//!
//! Many feeds declare an address that is nearly the right one: with or without the slash at its end,
//! in other case, with `https`, or one that an older draft had. All of these mean the same here, and
//! what is kept of such an element carries the address that is the right one.

use std::sync::Arc;

/// The namespaces that mean something to a reader of feeds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Space {
    /// RSS itself, of any version: no namespace, or one that feeds declare for it.
    Rss(&'static str),
    /// Atom itself, of any version.
    Atom(&'static str),
    Content,
    Dc,
    DcTerms,
    FeedBurner,
    Itunes,
    Media,
    Rdf,
    Xhtml,
    /// `xml:`, which every document has.
    Xml,
    /// One that is known by its address, and that says nothing a release has a field for.
    Known(&'static str),
    /// Any other.
    Other(Arc<str>),
}

/// Atom 1.0 (RFC 4287).
pub(crate) const ATOM: &str = "http://www.w3.org/2005/Atom";
/// Atom 0.3, which was never finished.
pub(crate) const ATOM_03: &str = "http://purl.org/atom/ns#";
/// RSS 1.0.
pub(crate) const RSS_10: &str = "http://purl.org/rss/1.0/";
/// RSS 0.90.
pub(crate) const RSS_090: &str = "http://my.netscape.com/rdf/simple/0.9/";

const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const DC_TERMS: &str = "http://purl.org/dc/terms/";
const FEED_BURNER: &str = "http://rssnamespace.org/feedburner/ext/1.0";
/// The namespace of iTunes, which is also the scheme of its categories.
pub(crate) const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
const MEDIA: &str = "http://search.yahoo.com/mrss/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The core of an address ([`core`]), and the address that is the right one.
const TABLE: &[(&str, &str)] = &[
    // RSS.
    (
        "backend.userland.com/rss",
        "http://backend.userland.com/rss2",
    ),
    (
        "backend.userland.com/rss091",
        "http://backend.userland.com/rss2",
    ),
    (
        "backend.userland.com/rss092",
        "http://backend.userland.com/rss2",
    ),
    (
        "backend.userland.com/rss2",
        "http://backend.userland.com/rss2",
    ),
    (
        "blogs.law.harvard.edu/tech/rss",
        "http://backend.userland.com/rss2",
    ),
    ("channel.netscape.com/rdf/simple/0.9", RSS_090),
    (
        "cyber.law.harvard.edu/rss",
        "http://backend.userland.com/rss2",
    ),
    (
        "cyber.law.harvard.edu/rss/rss.html",
        "http://backend.userland.com/rss2",
    ),
    (
        "my.netscape.com/publish/formats/rss-0.91.dtd",
        "http://backend.userland.com/rss2",
    ),
    ("my.netscape.com/rdf/simple/0.9", RSS_090),
    ("purl.org/net/rss1.1", RSS_10),
    ("purl.org/rss/1.0", RSS_10),
    ("purl.org/rss/1.0/modules/rss091", RSS_10),
    (
        "rssboard.org/rss-specification",
        "http://backend.userland.com/rss2",
    ),
    // Atom, and what its drafts were called.
    ("example.com/necho", ATOM_03),
    ("example.com/newformat", ATOM_03),
    ("purl.org/atom/ns", ATOM_03),
    ("purl.org/echo", ATOM_03),
    ("purl.org/pie", ATOM_03),
    ("uri/of/echo/namespace", ATOM_03),
    ("w3.org/2005/atom", ATOM),
    // What says something a release has a field for.
    ("creativecommons.org/ns", "http://creativecommons.org/ns#"),
    (
        "creativecommons.org/ns#license",
        "http://creativecommons.org/ns#",
    ),
    ("example.com/dtds/podcast-1.0.dtd", ITUNES),
    ("itunes.apple.com/dtds/podcast-1.0.dtd", ITUNES),
    ("itunes.com/dtds/podcast-1.0.dtd", ITUNES),
    ("itunes.com/podcast-1.0.dtd", ITUNES),
    ("purl.org/dc/elements/1.0", DC),
    ("purl.org/dc/elements/1.1", DC),
    ("purl.org/dc/terms", DC_TERMS),
    ("purl.org/rss/1.0/modules/content", CONTENT),
    ("purl.org/rss/1.0/modules/dc", DC),
    ("purl.org/rss/1.0/modules/dcterms", DC_TERMS),
    ("rssboard.org/media-rss", MEDIA),
    ("rssnamespace.org/feedburner/ext/1.0", FEED_BURNER),
    ("search.yahoo.com/mrss", MEDIA),
    ("tools.search.yahoo.com/mrss", MEDIA),
    ("video.search.yahoo.com/mrss", MEDIA),
    ("w3.org/1999/02/22-rdf-syntax-ns", RDF),
    ("w3.org/1999/xhtml", XHTML),
    ("w3.org/xml/1998/namespace", XML),
    // What is kept as it stands.
    (
        "a9.com/-/spec/opensearch/1.1",
        "http://a9.com/-/spec/opensearch/1.1/",
    ),
    (
        "backend.userland.com/blogchannelmodule",
        "http://backend.userland.com/blogChannelModule",
    ),
    (
        "backend.userland.com/creativecommonsrssmodule",
        CREATIVE_COMMONS,
    ),
    (
        "blogs.law.harvard.edu/tech/creativecommonsrssmodule",
        CREATIVE_COMMONS,
    ),
    (
        "cyber.law.harvard.edu/rss/creativecommonsrssmodule.html",
        CREATIVE_COMMONS,
    ),
    ("georss.org/georss", "http://www.georss.org/georss"),
    ("georss.org/georss/10", "http://www.georss.org/georss"),
    (
        "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        PODCAST,
    ),
    (
        "google.com/schemas/play-podcasts/1.0",
        "http://www.google.com/schemas/play-podcasts/1.0",
    ),
    (
        "madskills.com/public/xml/rss/module/pingback",
        "http://madskills.com/public/xml/rss/module/pingback/",
    ),
    (
        "madskills.com/public/xml/rss/module/trackback",
        "http://madskills.com/public/xml/rss/module/trackback/",
    ),
    ("opengis.net/gml", "http://www.opengis.net/gml"),
    ("podcastindex.org/namespace/1.0", PODCAST),
    (
        "podlove.org/simple-chapters",
        "http://podlove.org/simple-chapters",
    ),
    (
        "prismstandard.org/namespaces/1.2/basic",
        "http://prismstandard.org/namespaces/1.2/basic/",
    ),
    (
        "purl.org/atompub/tombstones/1.0",
        "http://purl.org/atompub/tombstones/1.0",
    ),
    (
        "purl.org/rss/1.0/modules/aggregation",
        "http://purl.org/rss/1.0/modules/aggregation/",
    ),
    (
        "purl.org/rss/1.0/modules/annotate",
        "http://purl.org/rss/1.0/modules/annotate/",
    ),
    (
        "purl.org/rss/1.0/modules/event",
        "http://purl.org/rss/1.0/modules/event/",
    ),
    (
        "purl.org/rss/1.0/modules/image",
        "http://purl.org/rss/1.0/modules/image/",
    ),
    (
        "purl.org/rss/1.0/modules/link",
        "http://purl.org/rss/1.0/modules/link/",
    ),
    (
        "purl.org/rss/1.0/modules/slash",
        "http://purl.org/rss/1.0/modules/slash/",
    ),
    (
        "purl.org/rss/1.0/modules/syndication",
        "http://purl.org/rss/1.0/modules/syndication/",
    ),
    (
        "purl.org/rss/1.0/modules/taxonomy",
        "http://purl.org/rss/1.0/modules/taxonomy/",
    ),
    (
        "purl.org/rss/1.0/modules/textinput",
        "http://purl.org/rss/1.0/modules/textinput/",
    ),
    (
        "purl.org/rss/1.0/modules/threading",
        "http://purl.org/rss/1.0/modules/threading/",
    ),
    (
        "purl.org/rss/1.0/modules/wiki",
        "http://purl.org/rss/1.0/modules/wiki/",
    ),
    (
        "purl.org/syndication/history/1.0",
        "http://purl.org/syndication/history/1.0",
    ),
    (
        "purl.org/syndication/thread/1.0",
        "http://purl.org/syndication/thread/1.0",
    ),
    (
        "w3.org/2000/01/rdf-schema",
        "http://www.w3.org/2000/01/rdf-schema#",
    ),
    (
        "w3.org/2003/01/geo/wgs84_pos",
        "http://www.w3.org/2003/01/geo/wgs84_pos#",
    ),
    ("w3.org/2007/app", "http://www.w3.org/2007/app"),
    ("web.resource.org/cc", "http://creativecommons.org/ns#"),
    ("webns.net/mvcb", "http://webns.net/mvcb/"),
    (
        "wellformedweb.org/commentapi",
        "http://wellformedweb.org/CommentAPI/",
    ),
    ("xmlns.com/foaf/0.1", "http://xmlns.com/foaf/0.1/"),
];

/// The module by which RSS names a licence.
pub(crate) const CREATIVE_COMMONS: &str = "http://backend.userland.com/creativeCommonsRssModule";
const PODCAST: &str = "https://podcastindex.org/namespace/1.0";

impl Space {
    /// RSS without a namespace, as it should be.
    pub(crate) const RSS: Self = Self::Rss("");

    /// The namespace of this address, where it is one that is met so often that it is not looked up.
    pub(crate) fn common(address: &str) -> Option<Self> {
        Some(match address {
            "" => Self::RSS,
            ATOM => Self::Atom(ATOM),
            RSS_10 => Self::Rss(RSS_10),
            CONTENT => Self::Content,
            DC => Self::Dc,
            DC_TERMS => Self::DcTerms,
            MEDIA => Self::Media,
            XHTML => Self::Xhtml,
            XML => Self::Xml,
            _ => return None,
        })
    }

    /// The namespace of this address.
    pub(crate) fn of(address: &str) -> Self {
        if let Some(space) = Self::common(address) {
            return space;
        }
        let core = core(address);
        let found = TABLE.iter().find(|(known, _)| *known == core);
        match found.map(|(_, right)| *right) {
            // The drafts of Atom 1.0 had a fragment behind the address of 0.3.
            None if core.starts_with("purl.org/atom/ns#") => Self::Atom(ATOM),
            None => Self::Other(address.into()),
            Some(right) => match right {
                ATOM | ATOM_03 => Self::Atom(right),
                CONTENT => Self::Content,
                DC => Self::Dc,
                DC_TERMS => Self::DcTerms,
                FEED_BURNER => Self::FeedBurner,
                ITUNES => Self::Itunes,
                MEDIA => Self::Media,
                RDF => Self::Rdf,
                RSS_10 | RSS_090 | "http://backend.userland.com/rss2" => Self::Rss(right),
                XHTML => Self::Xhtml,
                XML => Self::Xml,
                right => Self::Known(right),
            },
        }
    }

    /// The address that is the right one.
    pub(crate) fn address(&self) -> &str {
        match self {
            Self::Other(address) => address,
            known => known.known_address().unwrap_or_default(),
        }
    }

    /// The same address, where it is one that the program knows.
    pub(crate) const fn known_address(&self) -> Option<&'static str> {
        Some(match self {
            Self::Rss(address) | Self::Atom(address) | Self::Known(address) => address,
            Self::Content => CONTENT,
            Self::Dc => DC,
            Self::DcTerms => DC_TERMS,
            Self::FeedBurner => FEED_BURNER,
            Self::Itunes => ITUNES,
            Self::Media => MEDIA,
            Self::Rdf => RDF,
            Self::Xhtml => XHTML,
            Self::Xml => XML,
            Self::Other(_) => return None,
        })
    }

    /// Whether it is a feed's own: that of RSS or Atom.
    pub(crate) const fn is_feed(&self) -> bool {
        matches!(self, Self::Rss(_) | Self::Atom(_))
    }
}

/// What stays of an address when case, scheme, `www.` and the slash or `#` at its end are dropped.
fn core(address: &str) -> String {
    let address = address.trim().to_ascii_lowercase();
    let rest = address
        .strip_prefix("http://")
        .or_else(|| address.strip_prefix("https://"))
        .unwrap_or(&address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches(['/', '#']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_core_and_by_its_address() {
        for (known, right) in TABLE {
            assert_eq!(core(known), *known);
            let space = Space::of(right);
            assert_eq!(space.address(), *right);
            assert_eq!(space.known_address(), Some(*right));
            assert_eq!(Space::of(&format!("http://{known}")), space, "{known}");
        }
    }

    #[test]
    fn variants_mean_the_same() {
        for (written, space) in [
            ("http://www.w3.org/2005/atom", Space::Atom(ATOM)),
            ("https://www.w3.org/2005/Atom/", Space::Atom(ATOM)),
            (
                "http://purl.org/atom/ns#draft-ietf-atompub-format-09",
                Space::Atom(ATOM),
            ),
            ("http://purl.org/atom/ns", Space::Atom(ATOM_03)),
            ("http://purl.org/rss/1.0", Space::Rss(RSS_10)),
            (
                "http://channel.netscape.com/rdf/simple/0.9/",
                Space::Rss(RSS_090),
            ),
            ("http://purl.org/dc/elements/1.0/", Space::Dc),
            ("http://purl.org/dc/elements/1.1", Space::Dc),
            ("http://search.yahoo.com/mrss", Space::Media),
            ("http://www.itunes.com/DTDs/PodCast-1.0.dtd", Space::Itunes),
            ("http://www.itunes.com/dtds/Podcast-1.0.dtd", Space::Itunes),
            (
                "http://wellformedweb.org/commentAPI/",
                Space::Known("http://wellformedweb.org/CommentAPI/"),
            ),
            (
                "http://web.resource.org/cc/",
                Space::Known("http://creativecommons.org/ns#"),
            ),
        ] {
            assert_eq!(Space::of(written), space, "{written}");
        }
        assert_eq!(Space::of("urn:x"), Space::Other("urn:x".into()));
        assert_eq!(Space::of("urn:x").address(), "urn:x");
    }
}
