//! What an RSS feed says about itself, in front of its items.

use dateline_core::{Channel, WebAddress};

use super::date::pub_date;
use crate::emit::{self, attribute};
use crate::links;

/// The declaration and the start tag of the root with the customary prefixes, without its end.
macro_rules! root {
    () => {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\""
    };
}

macro_rules! channel {
    () => {
        ">\n  <channel>\n"
    };
}

/// What a feed begins with that says nothing about itself.
pub(crate) const START: &str = concat!(root!(), channel!());

/// What stands in front of the elements of the channel.
const INDENT: &str = "    ";

/// The media type of the feed.
const MEDIA_TYPE: &str = "application/rss+xml";

/// Appends all that stands in front of the items.
///
/// The elements come in the order of the specification, those of other namespaces behind them. Some
/// readers take the first `title` and the first `link` that they meet, so that those of the picture
/// come late.
pub(super) fn encode(channel: &Channel, out: &mut String) {
    out.push_str(root!());
    links::declare_history(channel, out);
    out.push_str(channel!());
    emit::plain(out, INDENT, "title", channel.title());
    emit::address(out, INDENT, "link", channel.link().as_str());
    emit::plain(out, INDENT, "description", channel.description());
    emit::plain(out, INDENT, "language", channel.language().as_str());
    if let Some(rights) = channel.rights() {
        emit::plain(out, INDENT, "copyright", rights);
    }
    if let Some(changed) = channel.changed().and_then(pub_date) {
        emit::plain(out, INDENT, "lastBuildDate", &changed);
    }
    if let Some(ttl) = channel.ttl() {
        emit::plain(out, INDENT, "ttl", &ttl.to_string());
    }
    if let Some(image) = channel.image() {
        picture(channel, image, out);
    }
    link(out, "self", channel.feed_url(), Some(MEDIA_TYPE));
    for (relation, address) in links::beyond(channel) {
        let is_feed = links::is_history(relation);
        link(out, relation, address, is_feed.then_some(MEDIA_TYPE));
    }
    links::mark_archive(channel, INDENT, out);
}

/// The picture, which is called as the channel is and leads where it does (rule R12).
fn picture(channel: &Channel, image: &WebAddress<'_>, out: &mut String) {
    let indent = "      ";
    emit::begin(out, INDENT, "image");
    out.push_str(">\n");
    emit::address(out, indent, "url", image.as_str());
    emit::plain(out, indent, "title", channel.title());
    emit::address(out, indent, "link", channel.link().as_str());
    out.push_str(INDENT);
    emit::end(out, "image");
}

fn link(out: &mut String, relation: &str, address: &WebAddress<'_>, kind: Option<&str>) {
    emit::begin(out, INDENT, "atom:link");
    attribute(out, "href", address.as_str());
    attribute(out, "rel", relation);
    if let Some(kind) = kind {
        attribute(out, "type", kind);
    }
    out.push_str("/>\n");
}
