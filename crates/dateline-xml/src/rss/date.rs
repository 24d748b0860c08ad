//! The dates that RSS is written with: RFC 2822 with rules of its own (rule R23 and R24).

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
pub(crate) fn pub_date(date: &Date) -> Option<String> {
    let mut text = String::with_capacity(LONGEST);
    push_pub_date(&mut text, date)?;
    Some(text)
}

const LONGEST: usize = "Tue, 25 Oct 2016 14:30:00 +0200".len();

/// Appends the date as a `pubDate`; nothing where it is none.
pub(crate) fn push_pub_date(out: &mut String, date: &Date) -> Option<()> {
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
    let nth =
        |names: &[&'static str], n: i8| usize::try_from(n).ok().and_then(|n| names.get(n).copied());
    let day = nth(&DAYS, local.weekday().to_monday_zero_offset())?;
    let month = nth(&MONTHS, local.month() - 1)?;
    out.push_str(day);
    out.push_str(", ");
    pair(out, local.day().unsigned_abs().into());
    out.push(' ');
    out.push_str(month);
    out.push(' ');
    let year = local.year().unsigned_abs();
    pair(out, year / 100);
    pair(out, year % 100);
    for (sign, number) in [
        (' ', local.hour()),
        (':', local.minute()),
        (':', local.second()),
    ] {
        out.push(sign);
        pair(out, number.unsigned_abs().into());
    }
    if keeps_offset {
        let minutes = offset.unsigned_abs();
        out.push_str(if offset < 0 { " -" } else { " +" });
        pair(out, minutes / 60);
        pair(out, minutes % 60);
    } else {
        out.push_str(" GMT");
    }
    Some(())
}

/// Appends a number of two digits.
fn pair(out: &mut String, number: u16) {
    for digit in [number / 10 % 10, number % 10] {
        out.push(char::from_digit(digit.into(), 10).unwrap_or('0'));
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
