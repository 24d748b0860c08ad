//! What the raw passes and the peers that are crates have in common: a release as its formats name
//! its fields, borrowed where the format allows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Text that is borrowed from the input where nothing in it is escaped.
#[derive(Clone, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// A place of JSON.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Place<'a> {
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub state: Option<Text<'a>>,
}

/// A release of JSON, as serde reads it.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Release<'a> {
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub number: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub title: Cow<'a, str>,
    #[serde(borrow)]
    pub date: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub language: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place<'a>>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub fields_of_work: Vec<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub participating_states: Vec<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub partner_states: Vec<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub body_type: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<Text<'a>, Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Text<'a>>,
}
