//! Which element says what.

use super::dates::CREATED;
use crate::names::Space;
use crate::node::Node;

/// What an element of an item says, where it may stand beside others that say it too.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Language,
    Title,
    Identifier,
    Id,
    Link,
    Date,
    Modified,
    Kind,
    Format,
    Body,
    Summary,
    Author,
    // What is taken up as it comes, and does not wait.
    Category,
    Subject,
    Keywords,
    Place,
    Version,
    Media,
}

impl Part {
    /// So many come first that wait for others.
    pub(super) const WAITING: usize = Self::Author as usize + 1;
}

/// What an element says, and how far behind the best that can say it. `is_atom` says whether names
/// without a namespace of their own are Atom's.
pub(super) fn of(space: &Space, local: &str, is_atom: bool) -> Option<(Part, u8)> {
    use Part::{
        Author, Body, Category, Date, Format, Id, Identifier, Keywords, Kind, Language, Link,
        Media, Modified, Place, Subject, Summary, Title, Version,
    };
    // The feed's own elements come before those of the other dialect.
    let is_own = is_atom || matches!(space, Space::Rss(_));
    let own = |own: u8, other: u8| if is_own { own } else { other };
    Some(match space {
        Space::Rss(_) | Space::Atom(_) => match local {
            "title" => (Title, own(0, 4)),
            "link" => (Link, own(1, 2)),
            "guid" => (Id, if is_atom { 2 } else { 1 }),
            "id" => (Id, if is_atom { 1 } else { 2 }),
            "pubDate" => (Date, if is_atom { 3 } else { 2 }),
            "published" | "issued" => (Date, if is_atom { 2 } else { 3 }),
            "created" => (Date, CREATED),
            "updated" | "modified" => (Modified, own(1, 2)),
            "language" => (Language, 1),
            "description" => (Summary, u8::from(is_atom)),
            "summary" => (Summary, if is_atom { 0 } else { 6 }),
            "content" => (Body, u8::from(!is_atom)),
            "author" => (Author, u8::from(!is_atom)),
            "category" => (Category, 0),
            _ => return None,
        },
        Space::Content if local == "encoded" => (Body, u8::from(is_atom)),
        Space::Xhtml if matches!(local, "body" | "div") => (Body, 2),
        Space::Dc => match local {
            "title" => (Title, 1),
            "identifier" => (Identifier, 0),
            "date" => (Date, 4),
            "language" => (Language, 0),
            "type" => (Kind, 0),
            "format" => (Format, 0),
            "description" => (Summary, 2),
            "creator" => (Author, u8::from(is_atom)),
            "subject" => (Subject, 0),
            _ => return None,
        },
        Space::DcTerms => match local {
            "title" => (Title, 1),
            "identifier" => (Identifier, 0),
            "issued" => (Date, 0),
            "available" => (Date, 1),
            "date" => (Date, 4),
            "created" => (Date, CREATED),
            "modified" => (Modified, 0),
            "language" => (Language, 0),
            "type" => (Kind, 0),
            "format" => (Format, 0),
            "description" => (Summary, 2),
            "abstract" => (Summary, 3),
            "creator" => (Author, u8::from(is_atom)),
            "subject" => (Subject, 0),
            "spatial" => (Place, 0),
            "hasVersion" => (Version, 0),
            _ => return None,
        },
        Space::Itunes => match local {
            "title" => (Title, 3),
            "summary" => (Summary, 4),
            "author" => (Author, 2),
            "category" => (Category, 0),
            "keywords" => (Keywords, 0),
            _ => return None,
        },
        Space::Media => match local {
            "title" => (Title, 2),
            "description" => (Summary, 5),
            "category" => (Category, 0),
            "keywords" => (Keywords, 0),
            "group" | "content" => (Media, 0),
            _ => return None,
        },
        Space::FeedBurner if local == "origLink" => (Link, 0),
        _ => return None,
    })
}

/// The name that an element should have, where it only has other case.
pub(super) fn spelled(space: &Space, local: &str, is_atom: bool) -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "abstract",
        "author",
        "available",
        "category",
        "content",
        "created",
        "creator",
        "date",
        "description",
        "encoded",
        "format",
        "guid",
        "hasVersion",
        "id",
        "identifier",
        "issued",
        "keywords",
        "language",
        "link",
        "modified",
        "origLink",
        "pubDate",
        "published",
        "spatial",
        "subject",
        "summary",
        "title",
        "type",
        "updated",
    ];
    NAMES
        .iter()
        .find(|name| name.eq_ignore_ascii_case(local))
        .copied()
        .filter(|name| *name != local && of(space, name, is_atom).is_some())
}

/// Whether an element is one of those that only say how others stand together.
pub(super) fn is_structure(node: &Node<'_>) -> bool {
    matches!(node.element.space, Space::Rdf) && node.element.local == "li"
}
