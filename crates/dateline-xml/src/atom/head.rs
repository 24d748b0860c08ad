//! What an Atom feed says about itself, in front of its entries.

use dateline_core::Channel;

use super::construct::{author, link, text};
use super::id::atom_id;
use super::updated::second;
use crate::emit::{self, attribute};
use crate::links;

/// What stands in front of the elements of the feed.
const INDENT: &str = "  ";

/// The media type of the feed.
const MEDIA_TYPE: &str = "application/atom+xml";

/// When a feed without entries was last changed: there is nothing in it that could say.
const NEVER: &str = "1990-01-01T00:00:00";

/// Appends all that stands in front of the entries.
pub(super) fn encode(channel: &Channel, out: &mut String) {
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\"",
    );
    links::declare_history(channel, out);
    attribute(out, "xml:lang", channel.language().as_str());
    out.push_str(">\n");
    // All documents of a feed are one feed, whose address is that of the subscription document.
    let own = channel.feed_url();
    let subscribed = channel.paging().map_or(own, |paging| &paging.current);
    emit::plain(out, INDENT, "id", &atom_id(subscribed.as_str()));
    text(out, INDENT, "title", channel.title());
    text(out, INDENT, "subtitle", channel.description());
    let changed = channel.changed().map_or_else(|| NEVER.to_owned(), second);
    emit::plain(out, INDENT, "updated", &format!("{changed}Z"));
    let page = [("rel", "alternate"), ("type", "text/html")];
    link(out, INDENT, channel.link(), &page);
    link(out, INDENT, own, &[("rel", "self"), ("type", MEDIA_TYPE)]);
    for (relation, address) in links::beyond(channel) {
        let facts = [("rel", relation), ("type", MEDIA_TYPE)];
        let length = if links::is_history(relation) { 2 } else { 1 };
        link(out, INDENT, address, facts.get(..length).unwrap_or(&facts));
    }
    author(out, INDENT, channel.title());
    if let Some(rights) = channel.rights() {
        text(out, INDENT, "rights", rights);
    }
    if let Some(image) = channel.image() {
        emit::address(out, INDENT, "logo", image.as_str());
    }
    links::mark_archive(channel, INDENT, out);
}
