//! What a feed says of where its licence, its hub and its other documents are, as RSS and Atom both
//! say it.

use dateline_core::{Channel, Paging, WebAddress};

use crate::emit;

/// The namespace of feed paging and archiving (RFC 5005).
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The relations of the documents of a feed (RFC 5005, section 4).
const RELATIONS: [&str; 3] = ["current", "prev-archive", "next-archive"];

/// The links of a feed beyond those to its page and to itself: the relation and the address.
pub(crate) fn beyond(
    channel: &Channel,
) -> impl Iterator<Item = (&'static str, &WebAddress<'static>)> {
    let paging = channel.paging();
    let [current, previous, next] = RELATIONS;
    [
        ("hub", channel.hub()),
        // RFC 4946.
        ("license", channel.licence()),
        // The subscription document would name itself a second time.
        (current, archive(channel).map(|paging| &paging.current)),
        (previous, paging.and_then(|paging| paging.previous.as_ref())),
        (next, paging.and_then(|paging| paging.next.as_ref())),
    ]
    .into_iter()
    .filter_map(|(relation, address)| Some((relation, address?)))
}

/// Whether a link of this relation leads to another document of the same feed.
pub(crate) fn is_history(relation: &str) -> bool {
    RELATIONS.contains(&relation)
}

/// Declares the prefix that [`mark_archive`] needs, in the start tag of the root.
pub(crate) fn declare_history(channel: &Channel, out: &mut String) {
    if archive(channel).is_some() {
        emit::attribute(out, "xmlns:fh", HISTORY);
    }
}

/// Says that a document is an archive document, where it is one: that it never changes.
pub(crate) fn mark_archive(channel: &Channel, indent: &str, out: &mut String) {
    if archive(channel).is_some() {
        emit::begin(out, indent, "fh:archive");
        out.push_str("/>\n");
    }
}

fn archive(channel: &Channel) -> Option<&Paging> {
    channel.paging().filter(|paging| paging.is_archive)
}
