//! What a feed says about itself, in front of its items.

use dateline_core::{Author, Channel, WebAddress};
use serde::Serialize;

pub(super) const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// The facts, in the order in which they are written; empty ones are left out.
#[derive(Serialize)]
pub(super) struct Head<'h> {
    pub(super) version: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) title: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) home_page_url: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) feed_url: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) description: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) next_url: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) icon: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) language: &'h str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) authors: &'h [Author<'static>],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hubs: Option<[Hub<'h>; 1]>,
    #[serde(rename = "_schema_org", skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<DataFeed<'h>>,
}

/// What tells readers of changes.
#[derive(Serialize)]
pub(super) struct Hub<'h> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'h str,
}

impl<'h> Hub<'h> {
    /// The hub at this address; none where there is none.
    pub(super) fn at(url: &'h str) -> Option<[Self; 1]> {
        let kind = WEB_SUB;
        (!url.is_empty()).then_some([Self { kind, url }])
    }
}

/// The only protocol that a hub of ours speaks.
pub(super) const WEB_SUB: &str = "WebSub";

/// The subset of schema.org's `DataFeed`, in an extension.
#[derive(Serialize)]
pub(super) struct DataFeed<'h> {
    /// As JSON Feed asks of extensions: what defines it.
    about: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    license: &'h str,
    #[serde(rename = "copyrightNotice", skip_serializing_if = "str::is_empty")]
    rights: &'h str,
    #[serde(rename = "dateModified", skip_serializing_if = "str::is_empty")]
    modified: &'h str,
}

impl<'h> DataFeed<'h> {
    /// These facts; none where all are empty.
    pub(super) fn of(license: &'h str, rights: &'h str, modified: &'h str) -> Option<Self> {
        let is_empty = license.is_empty() && rights.is_empty() && modified.is_empty();
        (!is_empty).then_some(Self {
            about: "https://schema.org/DataFeed",
            kind: "DataFeed",
            license,
            rights,
            modified,
        })
    }
}

/// Appends all that stands in front of the items.
pub(super) fn encode(channel: &Channel, out: &mut String) {
    fn text<'c>(address: Option<&'c WebAddress<'_>>) -> &'c str {
        address.map_or("", WebAddress::as_str)
    }
    let feed_url = channel.feed_url().as_str();
    let previous = channel.paging().and_then(|paging| paging.previous.as_ref());
    let modified = channel.changed().map(ToString::to_string);
    let head = Head {
        version: VERSION,
        title: channel.title(),
        home_page_url: channel.link().as_str(),
        feed_url,
        description: channel.description(),
        // A feed that is its own next page would be read for ever (rule J9).
        next_url: Some(text(previous))
            .filter(|url| *url != feed_url)
            .unwrap_or_default(),
        icon: text(channel.image()),
        language: channel.language().as_str(),
        authors: &[],
        hubs: Hub::at(text(channel.hub())),
        about: DataFeed::of(
            text(channel.licence()),
            channel.rights().unwrap_or_default(),
            modified.as_deref().unwrap_or_default(),
        ),
    };
    let head = json(&head);
    out.push_str(head.strip_suffix('}').unwrap_or(&head));
    out.push_str(",\"items\":[");
}

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    // Texts under fixed keys, and lists of them, always become JSON.
    serde_json::to_string(value).unwrap_or_default()
}

/// A feed of one item: `header` is an object of facts, `raw` the item.
///
/// ```
/// use dateline_json::feed::document;
///
/// let feed = document(br#"{"title":"Borders"}"#, br#"{"id":"1"}"#);
/// assert_eq!(feed, br#"{"title":"Borders","items":[{"id":"1"}]}"#);
/// ```
#[must_use]
pub fn document(header: &[u8], raw: &[u8]) -> Vec<u8> {
    let mut whole = open(header);
    whole.extend_from_slice(b"\"items\":[");
    whole.extend_from_slice(raw);
    whole.extend_from_slice(b"]}");
    whole
}

/// The object of facts, ready for a further key.
fn open(header: &[u8]) -> Vec<u8> {
    let header = header.trim_ascii();
    let facts = header.strip_suffix(b"}").unwrap_or(header).trim_ascii_end();
    match facts {
        b"" | b"{" => b"{".to_vec(),
        facts => [facts, b","].concat(),
    }
}
