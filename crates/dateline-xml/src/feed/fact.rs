//! Which element of a channel says what.

use crate::element::Element;
use crate::names::{CREATIVE_COMMONS, Space};

/// A fact of a channel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fact {
    Title,
    Link,
    Description,
    FeedUrl,
    Language,
    Id,
    Date,
    Modified,
    Image,
    Ttl,
    Hub,
    Licence,
    Rights,
    Author,
    /// Where the items are that were published before these.
    Earlier,
    /// What only says how other elements stand together.
    Structure,
}

impl Fact {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Link => "link",
            Self::Description => "description",
            Self::FeedUrl => "address of the feed",
            Self::Language => "language",
            Self::Id => "id",
            Self::Date => "date",
            Self::Modified => "date of change",
            Self::Image => "picture",
            Self::Ttl => "ttl",
            Self::Hub => "hub",
            Self::Licence => "licence",
            Self::Rights => "statement of rights",
            Self::Author => "author",
            Self::Earlier => "address of earlier items",
            Self::Structure => "structure",
        }
    }
}

/// What an element of a channel says, and how far behind the best that can say it.
pub(super) fn of(element: &Element<'_>, local: &str, is_atom: bool) -> Option<(Fact, u8)> {
    let is_own = is_atom || matches!(element.space, Space::Rss(_));
    let own = |own: u8, other: u8| if is_own { own } else { other };
    Some(match (&element.space, local) {
        (Space::Rss(_) | Space::Atom(_), local) => match local {
            "title" => (Fact::Title, own(0, 4)),
            "link" => match element.attribute("rel").map(|rel| rel.trim()) {
                None | Some("" | "alternate") if is_html(element) => (Fact::Link, own(0, 1)),
                None | Some("" | "alternate") => (Fact::Link, 2),
                Some("self") => (Fact::FeedUrl, 0),
                Some("hub") => (Fact::Hub, 0),
                Some("license") => (Fact::Licence, 0),
                Some("prev-archive") => (Fact::Earlier, 0),
                Some("current" | "next-archive") => (Fact::Structure, 0),
                Some(_) => return None,
            },
            "description" => (Fact::Description, u8::from(is_atom)),
            "subtitle" | "tagline" => (Fact::Description, own(0, 4)),
            "language" => (Fact::Language, 0),
            "id" => (Fact::Id, 0),
            "guid" => (Fact::Id, 1),
            "pubDate" | "published" => (Fact::Date, own(1, 2)),
            "lastBuildDate" | "updated" | "modified" => (Fact::Modified, own(1, 2)),
            "author" | "managingEditor" => (Fact::Author, 0),
            "logo" => (Fact::Image, 0),
            "image" if !is_atom => (Fact::Image, own(0, 1)),
            "icon" => (Fact::Image, 1),
            "ttl" => (Fact::Ttl, 0),
            "copyright" | "rights" => (Fact::Rights, own(0, 2)),
            "items" if !is_atom => (Fact::Structure, 0),
            _ => return None,
        },
        (Space::Dc | Space::DcTerms, local) => match local {
            "title" => (Fact::Title, 1),
            "description" => (Fact::Description, 2),
            "abstract" => (Fact::Description, 3),
            "language" => (Fact::Language, 1),
            "identifier" => (Fact::Id, 2),
            "issued" => (Fact::Date, 0),
            "date" | "created" => (Fact::Date, 3),
            "modified" => (Fact::Modified, 0),
            "creator" => (Fact::Author, 0),
            "rights" => (Fact::Rights, 1),
            "license" => (Fact::Licence, 1),
            _ => return None,
        },
        (Space::Known("http://purl.org/syndication/history/1.0"), "archive") => {
            (Fact::Structure, 0)
        }
        (Space::Known(CREATIVE_COMMONS), "license") => (Fact::Licence, 1),
        (Space::Media, "title") => (Fact::Title, 2),
        (Space::Itunes, "title") => (Fact::Title, 3),
        (Space::Itunes, "image") => (Fact::Image, 2),
        (Space::Itunes, "summary") => (Fact::Description, 5),
        (Space::Itunes, "subtitle") => (Fact::Description, 6),
        (Space::Itunes, "author" | "owner") => (Fact::Author, 0),
        _ => return None,
    })
}

/// Whether a link is to a page for people.
fn is_html(element: &Element<'_>) -> bool {
    let kind = element.attribute("type").map_or("", |kind| kind.trim());
    ["", "text/html", "application/xhtml+xml"].contains(&kind)
}

/// The name that an element should have, where it only has other case.
pub(super) fn spelled(local: &str) -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "author",
        "copyright",
        "created",
        "creator",
        "date",
        "description",
        "guid",
        "icon",
        "id",
        "identifier",
        "image",
        "issued",
        "items",
        "language",
        "lastBuildDate",
        "license",
        "link",
        "logo",
        "managingEditor",
        "modified",
        "owner",
        "pubDate",
        "published",
        "rights",
        "subtitle",
        "summary",
        "tagline",
        "title",
        "ttl",
        "updated",
    ];
    let mut names = NAMES.iter().copied();
    names.find(|name| *name != local && name.eq_ignore_ascii_case(local))
}
