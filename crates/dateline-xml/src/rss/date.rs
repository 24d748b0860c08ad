//! The dates that RSS is written with: RFC 2822 with rules of its own (rule R23 and R24).

use std::fmt;
use std::ops::Deref;

use dateline_core::{Date, Precision};
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// Whether the date is before 1990, which the validator thinks implausible. It compares texts, so
/// that `1990` and `1990-01` are before `1990-01-01`.
pub(crate) fn is_early(date: &Date) -> bool {
    let local = date.first_local();
    let is_open = date.precision() < Precision::Day && (local.year(), local.month()) == (1990, 1);
    is_open || local.year() < 1990 || utc(date).is_none_or(|utc| utc.year() < 1990)
}

/// The date as a `pubDate`: `Tue, 25 Oct 2016 00:00:00 GMT`, or with `±hhmm` where the offset is
/// whole or half hours. None where no day is known, and none before 1990.
pub(crate) fn pub_date(date: &Date) -> Option<PubDate> {
    if date.precision() < Precision::Day || is_early(date) {
        return None;
    }
    let offset = date.offset_minutes().unwrap_or_default();
    let keeps_offset = offset != 0 && offset % 30 == 0;
    let local = if keeps_offset {
        date.first_local()
    } else {
        utc(date)?
    };
    let mut text = PubDate::GMT;
    text.name(0, &DAYS, local.weekday().to_monday_zero_offset())?;
    text.pair(5, local.day().unsigned_abs().into());
    text.name(8, &MONTHS, local.month() - 1)?;
    let year = local.year().unsigned_abs();
    text.pair(12, year / 100);
    text.pair(14, year % 100);
    text.pair(17, local.hour().unsigned_abs().into());
    text.pair(20, local.minute().unsigned_abs().into());
    text.pair(23, local.second().unsigned_abs().into());
    if keeps_offset {
        text.bytes[26] = if offset < 0 { b'-' } else { b'+' };
        let minutes = offset.unsigned_abs();
        text.pair(27, minutes / 60);
        text.pair(29, minutes % 60);
        text.length = PubDate::LONGEST;
    }
    Some(text)
}

/// The text of a `pubDate`, kept in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PubDate {
    bytes: [u8; Self::LONGEST],
    length: usize,
}

impl PubDate {
    const LONGEST: usize = "Tue, 25 Oct 2016 14:30:00 +0200".len();

    /// One of UTC, of which all else is to be filled in.
    const GMT: Self = Self {
        bytes: *b"ddd, dd mmm yyyy hh:mm:ss GMT  ",
        length: "Tue, 25 Oct 2016 14:30:00 GMT".len(),
    };

    /// Fills in the nth of some names of three letters.
    fn name(&mut self, at: usize, names: &[&str], nth: i8) -> Option<()> {
        let name = names.get(usize::try_from(nth).ok()?)?;
        *self.bytes.get_mut(at..)?.first_chunk_mut::<3>()? = *name.as_bytes().first_chunk()?;
        Some(())
    }

    /// Fills in a number of two digits.
    fn pair(&mut self, at: usize, number: u16) {
        let place = self.bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut);
        if let Some(place) = place {
            *place = [b'0' + (number / 10 % 10) as u8, b'0' + (number % 10) as u8];
        }
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl PartialEq<str> for PubDate {
    fn eq(&self, other: &str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Deref for PubDate {
    type Target = str;

    fn deref(&self) -> &str {
        // Only letters, digits and signs are filled in.
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl fmt::Display for PubDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// The names of the days, from Monday on.
pub(crate) const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The names of the months.
pub(crate) const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The first moment of the date in UTC, where a civil calendar has it.
fn utc(date: &Date) -> Option<DateTime> {
    let offset = i64::from(date.offset_minutes().unwrap_or_default());
    if offset == 0 {
        return Some(date.first_local());
    }
    let offset = SignedDuration::from_mins(offset);
    date.first_local().checked_sub(offset).ok()
}

/// Whether both mean the same second.
pub(crate) fn same_second(one: &Date, other: &Date) -> bool {
    let second = |date: &Date| SignedDuration::from_secs(date.first_instant().as_secs());
    second(one) == second(other)
}

#[cfg(test)]
mod tests {
    use dateline_core::MetDate;

    use super::*;

    #[track_caller]
    fn check(date: &str, expected: Option<&str>) {
        let date: Date = date.parse().unwrap();
        let written = pub_date(&date);
        assert_eq!(written.as_deref(), expected);
        if let Some(written) = written {
            let read = MetDate::read(&written).unwrap();
            assert!(
                same_second(&read.text().parse().unwrap(), &date),
                "{written}"
            );
        }
    }

    #[test]
    fn dates_as_feeds_write_them() {
        assert!(is_early(&"1990-01".parse().unwrap()) && is_early(&"1990".parse().unwrap()));
        assert!(!is_early(&"1990-02".parse().unwrap()));
        check("2016-10-25", Some("Tue, 25 Oct 2016 00:00:00 GMT"));
        check("2016-10-25T14:30Z", Some("Tue, 25 Oct 2016 14:30:00 GMT"));
        check(
            "2016-10-25T14:30:05.9+02:00",
            Some("Tue, 25 Oct 2016 14:30:05 +0200"),
        );
        check(
            "2016-10-25T14:30-03:30",
            Some("Tue, 25 Oct 2016 14:30:00 -0330"),
        );
        check(
            "2016-10-25T02:30+05:45",
            Some("Mon, 24 Oct 2016 20:45:00 GMT"),
        );
        check("2016-10", None);
        check("2016", None);
        check("1989-12-31", None);
        check("1990-01-01", Some("Mon, 01 Jan 1990 00:00:00 GMT"));
        check("1990-01-01T00:30+01:00", None);
        check("1989-12-31T23:30-01:00", None);
        check("9999-12-31T23:59-05:45", None);
    }
}
