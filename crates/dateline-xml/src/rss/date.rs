//! The dates of RSS: RFC 2822 with rules of its own (rule R23 and R24).

use dateline_core::{Date, Precision};
use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, ToSpan};

/// Whether the date is before 1990, which the validator thinks implausible. It compares texts, so
/// that `1990` and `1990-01` are before `1990-01-01`.
pub(crate) fn is_early(date: &Date) -> bool {
    let local = date.first_local();
    let is_open = date.precision() < Precision::Day && (local.year(), local.month()) == (1990, 1);
    is_open || local.year() < 1990 || utc(date).is_none_or(|utc| utc.year() < 1990)
}

/// The date as a `pubDate`: `Tue, 25 Oct 2016 00:00:00 GMT`, or with `±hhmm` where the offset is
/// whole or half hours. None where no day is known, and none before 1990.
pub(super) fn pub_date(date: &Date) -> Option<String> {
    if date.precision() < Precision::Day || is_early(date) {
        return None;
    }
    let offset = date.offset_minutes().unwrap_or_default();
    let (local, zone) = if offset != 0 && offset % 30 == 0 {
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
        (
            date.first_local(),
            format!("{sign}{:02}{:02}", minutes / 60, minutes % 60),
        )
    } else {
        (utc(date)?, "GMT".to_owned())
    };
    let nth =
        |names: &[&'static str], n: i8| usize::try_from(n).ok().and_then(|n| names.get(n).copied());
    Some(format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} {zone}",
        nth(&DAYS, local.weekday().to_monday_zero_offset())?,
        local.day(),
        nth(&MONTHS, local.month() - 1)?,
        local.year(),
        local.hour(),
        local.minute(),
        local.second(),
    ))
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What a `pubDate` says of its offset from UTC.
enum Zone {
    /// It has one, by number or by a name of RFC 2822.
    Known,
    /// It has none, or `-0000`, which says that it is not known (RFC 2822, section 3.3).
    Missing,
    /// It has a name that could be any offset. Parsers take it for UTC; it is not.
    Unknown,
}

impl Zone {
    fn of(text: &str) -> Self {
        const NAMES: [&str; 12] = [
            "GMT", "UT", "UTC", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT",
        ];
        let text = text.trim_end();
        let text = text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
            .map_or(text, |t| t.0);
        match text.split_ascii_whitespace().next_back() {
            None | Some("-0000") => Self::Missing,
            Some(word) if word.contains(':') => Self::Missing,
            Some(word) if word.starts_with(['+', '-']) => Self::Known,
            Some(word) if NAMES.iter().any(|name| word.eq_ignore_ascii_case(name)) => Self::Known,
            Some(_) => Self::Unknown,
        }
    }
}

/// A `pubDate` that has no offset in the form of a date without one, so that what is missing is
/// asked for, or given by a zone.
pub(super) fn without_offset(text: &str) -> Option<String> {
    let Zone::Missing = Zone::of(text) else {
        return None;
    };
    let local = text.trim_end().strip_suffix("-0000").unwrap_or(text);
    let date = parse(&format!("{} GMT", local.trim_end()))?.to_string();
    date.strip_suffix('Z').map(str::to_owned)
}

/// Reads a `pubDate`. A weekday that is not the day's is passed over.
pub(super) fn parse(text: &str) -> Option<Date> {
    let Zone::Known = Zone::of(text) else {
        return None;
    };
    // A leap second would be read as the second before it.
    if text.contains(":60") {
        return None;
    }
    let zoned = DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_zoned_datetime(text)
        .ok()?;
    let civil = zoned.datetime();
    let seconds = zoned.offset().seconds();
    if seconds % 60 != 0 {
        return None;
    }
    let minutes = (seconds / 60).unsigned_abs();
    let sign = if seconds < 0 { '-' } else { '+' };
    // The time stands between the first and the last colon: two of them where it has seconds.
    let second = match text.bytes().filter(|b| *b == b':').count() {
        0 | 1 => String::new(),
        _ => format!(":{:02}", civil.second()),
    };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}{second}{sign}{:02}:{:02}",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        minutes / 60,
        minutes % 60,
    )
    .parse()
    .ok()
}

/// The first moment of the date in UTC, where a civil calendar has it.
fn utc(date: &Date) -> Option<DateTime> {
    let offset = i64::from(date.offset_minutes().unwrap_or_default());
    date.first_local().checked_sub(offset.minutes()).ok()
}

/// Whether both mean the same second.
pub(super) fn same_second(one: &Date, other: &Date) -> bool {
    let second = |date: &Date| SignedDuration::from_secs(date.first_instant().as_secs());
    second(one) == second(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, expected: Option<&str>) {
        let date: Date = date.parse().unwrap();
        let written = pub_date(&date);
        assert_eq!(written.as_deref(), expected);
        if let Some(written) = written {
            assert!(same_second(&parse(&written).unwrap(), &date), "{written}");
        }
    }

    #[test]
    fn a_zone_that_could_be_any_is_not_taken_for_utc() {
        let read = |zone: &str| {
            let text = format!("Tue, 25 Oct 2016 14:30:00{zone}");
            parse(&text)
                .map(|date| date.to_string())
                .or_else(|| without_offset(&text))
        };
        assert_eq!(read(" GMT").as_deref(), Some("2016-10-25T14:30:00Z"));
        assert_eq!(
            read(" +0200 (CEST)").as_deref(),
            Some("2016-10-25T14:30:00+02:00")
        );
        assert_eq!(read(" EST").as_deref(), Some("2016-10-25T14:30:00-05:00"));
        assert_eq!(read("").as_deref(), Some("2016-10-25T14:30:00"));
        assert_eq!(read(" -0000").as_deref(), Some("2016-10-25T14:30:00"));
        assert_eq!(read(" CEST"), None);
        assert_eq!(read(" MET"), None);
        assert_eq!(parse("Sat, 31 Dec 2016 23:59:60 GMT"), None);
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

    #[test]
    fn dates_as_feeds_are_read() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                parse(text).map(|date| date.to_string()).as_deref(),
                expected,
                "{text}"
            );
        };
        check(
            "Tue, 25 Oct 2016 14:30:05 +0200",
            Some("2016-10-25T14:30:05+02:00"),
        );
        check(
            "Wed, 25 Oct 2016 14:30:05 GMT",
            Some("2016-10-25T14:30:05Z"),
        );
        check("25 Oct 2016 14:30 EST", Some("2016-10-25T14:30-05:00"));
        check("25 Oct 2016", None);
        check("2016-10-25", None);
        check("", None);
    }
}
