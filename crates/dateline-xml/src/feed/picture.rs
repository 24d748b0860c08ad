//! The picture that stands for a channel.

use std::borrow::Cow;

use dateline_core::ChannelDraft;

use crate::html;
use crate::node::Node;

/// The address that it states as text: that of its `url`, where it has elements.
pub(super) fn address<'i>(node: &Node<'i>) -> Cow<'i, str> {
    let mut elements = node.elements().peekable();
    let words = if elements.peek().is_none() {
        Some(node.words())
    } else {
        let url = elements.find(|inner| inner.element.local == "url");
        url.map(Node::words)
    };
    html::one_line(words.unwrap_or_default())
}

/// Whether it says more than its address and what the channel says anyway.
pub(super) fn says_more(node: &Node<'_>, channel: &ChannelDraft) -> bool {
    node.elements().any(|inner| match inner.element.local {
        "url" => false,
        "title" => *inner.words() != channel.title,
        "link" => *inner.words() != channel.link,
        _ => true,
    })
}
