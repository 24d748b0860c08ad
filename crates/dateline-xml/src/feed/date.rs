//! Dates as feeds write them.

use std::borrow::Cow;

use dateline_core::{Date, MetDate};

use crate::rss::date::same_second;

/// A date that could be read.
#[derive(Clone, Debug)]
pub(super) struct Read<'t> {
    /// The date in W3CDTF; without an offset where it states none.
    pub(super) text: Cow<'t, str>,
    /// The date itself, where it has an offset or no time.
    pub(super) date: Option<Date>,
    /// What had to be mended.
    pub(super) mended: Option<String>,
}

/// Reads a date in any of the forms that feeds have.
pub(super) fn read(text: &str) -> Option<Read<'_>> {
    let text = text.trim();
    // What is W3CDTF stays as it was written.
    let is_exact = !text.contains(|c: char| c == ' ' || c.is_ascii_lowercase());
    if let Ok(date) = text.parse::<Date>()
        && is_exact
    {
        return Some(Read {
            text: Cow::Borrowed(text),
            date: Some(date),
            mended: None,
        });
    }
    let met = MetDate::read(text)?;
    Some(Read {
        text: Cow::Owned(met.text().to_owned()),
        date: met.text().parse().ok(),
        mended: met.mended().map(str::to_owned),
    })
}

impl Read<'_> {
    /// Whether `other` says the same, or less: the day of its time.
    pub(super) fn agrees(&self, other: &Read<'_>) -> bool {
        let is_same = match (&self.date, &other.date) {
            (Some(one), Some(other)) => same_second(one, other),
            _ => false,
        };
        is_same || self.text.starts_with(&*other.text)
    }

    /// The same, owning its text.
    pub(super) fn into_owned<'t>(self) -> Read<'t> {
        Read {
            text: Cow::Owned(self.text.into_owned()),
            date: self.date,
            mended: self.mended,
        }
    }
}
