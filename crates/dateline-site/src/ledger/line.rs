//! The lines of a ledger, as they are read and written.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Digest;

/// What file this is.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Header {
    pub(super) dateline: Ledger,
    pub(super) version: u64,
}

/// The one word that the first line begins with.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Ledger {
    Ledger,
}

/// A feed.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feed<'a> {
    pub(super) number: u64,
    #[serde(borrow)]
    pub(super) feed: Cow<'a, str>,
}

/// An event.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event<'a> {
    #[serde(rename = "event")]
    pub(super) number: u64,
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Borrowed<'a>>,
    pub(super) digest: Digest,
    pub(super) key: Digest,
    pub(super) feeds: Vec<u64>,
}

/// A text of a key that may be missing: inside an `Option`, serde borrows no `Cow` by itself.
#[derive(Debug, Deserialize, Serialize)]
#[serde(transparent)]
pub(super) struct Borrowed<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// An archive document.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Archive<'a> {
    #[serde(rename = "archive")]
    pub(super) number: u64,
    #[serde(borrow)]
    pub(super) feed: Cow<'a, str>,
    pub(super) upto: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) without: Vec<u64>,
}

/// The last line.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub(super) end: Counts,
}

/// How many of each the file has.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    pub(super) feeds: u64,
    pub(super) events: u64,
    pub(super) archives: u64,
}
