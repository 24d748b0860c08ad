//! What readers are known to change of their own accord, one file a language.
//!
//! An allowance makes of what a reader should find what it will find, so that nothing else passes
//! in its shadow. Several of one reader apply one after the other. None is for what a feed could
//! say in another way that the reader would take: that is for the writers to mend.

mod node;
mod python;
mod rust;

use serde_json::{Value, json};

use super::expected::{
    Field, Format, TITLE, as_instant, expected, is_early, list, of_instant, stated,
};
use super::instant::{Instant, Precision, SECOND};

/// A field of an item that is compared.
pub(crate) struct Case<'c> {
    pub(crate) field: Field,
    pub(crate) format: Format,
    pub(crate) release: &'c Value,
    /// All that the reader found of the item.
    pub(crate) item: &'c Value,
}

/// Something that a reader changes of its own accord.
pub(crate) struct Allowance {
    pub(crate) reader: &'static str,
    pub(crate) formats: &'static [Format],
    pub(crate) fields: &'static [Field],
    pub(crate) why: &'static str,
    /// What the reader makes of what it should find.
    pub(crate) change: fn(&Case<'_>, Value) -> Value,
}

impl Allowance {
    /// What it is counted under: the same habit in two formats is one.
    pub(crate) const fn name(&self) -> (&'static str, &'static str) {
        (self.reader, self.why)
    }
}

/// All allowances for a reader and format, in the order in which they apply.
pub(crate) fn of(reader: &str, format: Format) -> impl Iterator<Item = &'static Allowance> {
    all().filter(move |one| one.reader == reader && one.formats.contains(&format))
}

/// All allowances there are.
pub(crate) fn all() -> impl Iterator<Item = &'static Allowance> {
    [python::ALL, node::ALL, rust::ALL].into_iter().flatten()
}

const ALL: &[Format] = &Format::ALL;
const XML: &[Format] = &[Format::Rss, Format::Atom];
const RSS: &[Format] = &[Format::Rss];
const ATOM: &[Format] = &[Format::Atom];
const JSON: &[Format] = &[Format::Json];

/// The fields of an item that are text, not names or addresses.
const TEXTS: &[Field] = &[Field::Title, Field::Content, Field::Summary];
/// The fields that are text, which feeds have in elements, but for the categories of Atom.
const ELEMENTS: &[Field] = &[
    Field::Id,
    Field::Title,
    Field::Categories,
    Field::Content,
    Field::Summary,
    Field::Authors,
];
const DATES: &[Field] = &[Field::Published, Field::Updated];

/// Changes every text of a value.
fn texts(value: Value, change: impl Fn(&str) -> String + Copy) -> Value {
    match value {
        Value::String(text) => json!(change(&text)),
        Value::Array(list) => list.into_iter().map(|one| texts(one, change)).collect(),
        other => other,
    }
}

/// Drops white space from both ends, as Rust and Python know it (Unicode's `White_Space`).
fn trimmed(_: &Case<'_>, value: Value) -> Value {
    texts(value, |text| text.trim().to_owned())
}

/// An instant without what is finer than the unit.
fn to_unit(value: &Value, unit: Instant) -> Value {
    match as_instant(value) {
        Some(instant) => of_instant(instant.div_euclid(unit) * unit),
        None => value.clone(),
    }
}

/// `Name <mail>` without its mail address.
fn without_mail(_: &Case<'_>, value: Value) -> Value {
    texts(value, |name| match name.split_once(" <") {
        Some((name, mail)) if mail.ends_with('>') && mail.contains('@') => name.to_owned(),
        _ => name.to_owned(),
    })
}

/// Whether an entry of Atom has `dc:creator` for `author`: where a source has a mail address,
/// which validators do not want in the name of an author.
fn has_creators(case: &Case<'_>) -> bool {
    list(case.release, "sources").any(|name| {
        name.as_str()
            .is_some_and(|name| name.contains(['@', '<', '&']))
    })
}

/// No sources where they are `dc:creator`.
fn no_creators(case: &Case<'_>, value: Value) -> Value {
    if has_creators(case) { json!([]) } else { value }
}

/// The feed's author where the entry has none (RFC 4287, section 4.2.1).
fn author_of_feed(_: &Case<'_>, value: Value) -> Value {
    if value == json!([]) {
        json!([TITLE])
    } else {
        value
    }
}

/// The instant at which it was published, as the reader found it.
fn as_published(case: &Case<'_>, _: Value) -> Value {
    case.item["published"].clone()
}

/// The text as HTML: in Atom, that is the form of one with characters of markup, since validators
/// object to what looks like HTML in a text that is not said to be.
fn as_html(_: &Case<'_>, value: Value) -> Value {
    texts(value, super::expected::escaped)
}

/// The date in `dcterms:issued`, where the feed has no other.
fn issued(case: &Case<'_>, value: Value) -> Value {
    match stated(case.release, "date") {
        Some(date) if value.is_null() && !is_early(&date) && date.precision < Precision::Day => {
            of_instant(date.first)
        }
        _ => value,
    }
}

/// The instant at which an entry was updated, where the feed has no other: its second, and the
/// fraction that was found, which the id makes.
fn as_updated(case: &Case<'_>, value: Value) -> Value {
    if !value.is_null() {
        return value;
    }
    let updated = expected(Field::Updated, case.release, case.format, case.item);
    let found = &case.item["published"];
    if to_unit(found, SECOND) == updated {
        found.clone()
    } else {
        updated
    }
}
