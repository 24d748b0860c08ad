//! Dates as feeds write them.

use std::borrow::Cow;
use std::fmt::Write as _;

use dateline_core::text::trim;
use dateline_core::{Date, MetDate};

use crate::rss::date::{DAYS, MONTHS, same_second};

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
    let text = trim(text);
    // What is W3CDTF stays as it was written. Dates are read as well that have a blank or a small
    // letter in front of the time, or a small letter behind it: these are none.
    let is_loose = |byte: &u8| *byte == b' ' || byte.is_ascii_lowercase();
    if let Ok(date) = text.parse::<Date>()
        && !text.as_bytes().iter().any(is_loose)
    {
        return Some(Read {
            text: Cow::Borrowed(text),
            date: Some(date),
            mended: None,
        });
    }
    if let Some(read) = of_mail(text) {
        return Some(read);
    }
    let met = MetDate::read(text)?;
    Some(Read {
        text: Cow::Owned(met.text().to_owned()),
        date: met.text().parse().ok(),
        mended: met.mended().map(str::to_owned),
    })
}

/// Reads a date in the one form that nearly all feeds have: `Tue, 25 Oct 2016 14:30:00 GMT`, or with
/// an offset such as `+0200`. All else is for [`MetDate`], which says the same of these.
fn of_mail(text: &str) -> Option<Read<'static>> {
    let (day_name, rest) = text.split_at_checked(3)?;
    let (day, rest) = rest.strip_prefix(", ")?.split_at_checked(2)?;
    let (month, rest) = rest.strip_prefix(' ')?.split_at_checked(3)?;
    let (year, rest) = rest.strip_prefix(' ')?.split_at_checked(4)?;
    let (time, zone) = rest.strip_prefix(' ')?.split_at_checked(8)?;
    let zone = zone.strip_prefix(' ')?;
    let month = 1 + MONTHS.iter().position(|name| *name == month)?;
    let mut text = String::with_capacity("2016-10-25T14:30:00+02:00".len());
    write!(text, "{year}-{month:02}-{day}T{time}").ok()?;
    match (zone, zone.split_at_checked(3)?) {
        ("GMT" | "+0000", _) => text.push('Z'),
        // This says that the offset is not known (RFC 2822, section 3.3).
        ("-0000", _) => return None,
        (_, (hours, minutes)) if minutes.len() == 2 => {
            text.push_str(hours);
            text.push(':');
            text.push_str(minutes);
        }
        _ => return None,
    }
    let date: Date = text.parse().ok()?;
    let weekday = date.first_local().weekday().to_monday_zero_offset();
    let is_that_day = DAYS.get(usize::try_from(weekday).ok()?) == Some(&day_name);
    is_that_day.then_some(Read {
        text: Cow::Owned(text),
        date: Some(date),
        mended: None,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_form_is_read_by_itself() {
        let check = |text: &str, expected: Option<&str>| {
            let read = of_mail(text).map(|read| read.text.into_owned());
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check(
            "Tue, 25 Oct 2016 14:30:05 GMT",
            Some("2016-10-25T14:30:05Z"),
        );
        check(
            "Tue, 25 Oct 2016 14:30:05 -0330",
            Some("2016-10-25T14:30:05-03:30"),
        );
        check("Mon, 25 Oct 2016 14:30:05 GMT", None);
        check("Tue, 25 Oct 2016 14:30 GMT", None);
        check("tue, 25 Oct 2016 14:30:05 GMT", None);
        check("Sun, 30 Feb 2016 14:30:05 GMT", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn what_is_read_by_itself_is_read_so_anyway(
            day in 0..7_usize,
            date in "[0-3][0-9] (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4}",
            time in "([01][0-9]|2[0-4]):[0-6][0-9]:[0-6][0-9]",
            zone in "GMT|UTC|EST|Z|[+-][012][0-9][0-6][0-9]|[+-]00[0-9]{2}",
        ) {
            // One of the seven is the right day.
            for day in DAYS[day..].iter().chain(&DAYS[..day]) {
                let text = format!("{day}, {date} {time} {zone}");
                let Some(read) = of_mail(&text) else { continue };
                let met = MetDate::read(&text).unwrap();
                prop_assert_eq!(&read.text, met.text());
                prop_assert_eq!(met.mended(), None);
                prop_assert_eq!(read.date, met.text().parse().ok());
            }
        }
    }
}
