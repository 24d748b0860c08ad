//! Dates as exactly as they are known.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::SignedDuration;
use jiff::civil;
use jiff::tz::TimeZone;

pub use self::met::MetDate;

mod met;

/// How exactly a [`Date`] is known.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Precision {
    /// `2016`
    Year,
    /// `2016-10`
    Month,
    /// `2016-10-25`
    Day,
    /// `2016-10-25T14:30Z`
    Minute,
    /// `2016-10-25T14:30:05Z`
    Second,
    /// `2016-10-25T14:30:05.120Z`, with this many digits (1 to 9)
    Fraction(u8),
}

/// A real date of the years 1 to 9999 with the precision and the offset it was written with.
///
/// `2016-10-25` is a day and not midnight; `2016-10-25T14:30+02:00` keeps its `+02:00`. A date
/// with a time always has an offset from UTC. The text form is W3CDTF (the W3C's profile of
/// ISO 8601), and what was parsed prints as it was written, except that an offset of zero prints
/// as `Z`.
///
/// Two dates are equal when they are written alike; [`Date::first_instant`] is what to sort by.
///
/// ```
/// use dateline_core::{Date, Precision};
///
/// let date: Date = "2016-10-25".parse()?;
/// assert_eq!(date.precision(), Precision::Day);
/// assert_eq!(date.to_string(), "2016-10-25");
/// assert!("2016-02-30".parse::<Date>().is_err());
/// # Ok::<(), dateline_core::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Date {
    /// Fields below the precision are at their first value.
    first: civil::DateTime,
    precision: Precision,
    /// Minutes east of UTC; zero where the precision has no time.
    offset: i16,
}

/// Why a text is not a [`Date`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// It does not have the form of a date.
    #[error("expected a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`")]
    Form,
    /// It has the form, but the calendar has no such day.
    #[error("expected a day that exists")]
    NoSuchDay,
    /// It has the form, but the clock has no such time.
    #[error("expected a time from 00:00:00 to 23:59:59")]
    NoSuchTime,
    /// The offset is beyond what exists.
    #[error("expected an offset from UTC between -23:59 and +23:59")]
    NoSuchOffset,
    /// More than nine digits of a second.
    #[error("expected at most nine digits of a second")]
    TooFine,
    /// A time without offset, and no zone to read it in.
    #[error("expected an offset from UTC behind the time, such as `Z` or `+02:00`")]
    NoOffset,
    /// The zone's clocks skipped this time, or showed it twice.
    #[error("expected a time that the zone's clocks showed exactly once; write its offset")]
    Ambiguous,
}

impl Date {
    /// A day, or `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = civil_date(year, month, day)?;
        Some(Self {
            first: date.at(0, 0, 0, 0),
            precision: Precision::Day,
            offset: 0,
        })
    }

    /// Reads a date; a time without offset is taken as a time of `zone`.
    ///
    /// # Errors
    ///
    /// A [`DateError`] that says what was expected. Without a zone, a time without offset is one.
    pub fn parse(text: &str, zone: Option<&TimeZone>) -> Result<Self, DateError> {
        let mut cursor = Cursor(text.as_bytes());
        let year = cursor.number(4).ok_or(DateError::Form)?;
        let mut precision = Precision::Year;
        let (mut month, mut day) = (1, 1);
        if cursor.eat(b'-') {
            month = cursor.number(2).ok_or(DateError::Form)?;
            precision = Precision::Month;
            if cursor.eat(b'-') {
                day = cursor.number(2).ok_or(DateError::Form)?;
                precision = Precision::Day;
            }
        }
        let small = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
        let year = u16::try_from(year).unwrap_or(0);
        let date = civil_date(year, small(month), small(day));
        if cursor.0.is_empty() {
            let date = date.ok_or(DateError::NoSuchDay)?;
            return Ok(Self {
                first: date.at(0, 0, 0, 0),
                precision,
                offset: 0,
            });
        }
        if precision != Precision::Day
            || !(cursor.eat(b'T') || cursor.eat(b't') || cursor.eat(b' '))
        {
            return Err(DateError::Form);
        }
        let hour = cursor.number(2).ok_or(DateError::Form)?;
        if !cursor.eat(b':') {
            return Err(DateError::Form);
        }
        let minute = cursor.number(2).ok_or(DateError::Form)?;
        precision = Precision::Minute;
        let (mut second, mut nanosecond) = (0, 0);
        if cursor.eat(b':') {
            second = cursor.number(2).ok_or(DateError::Form)?;
            precision = Precision::Second;
            if cursor.eat(b'.') {
                let digits = cursor.0.iter().take_while(|b| b.is_ascii_digit()).count();
                if digits == 0 {
                    return Err(DateError::Form);
                }
                let digits = u8::try_from(digits)
                    .ok()
                    .filter(|d| *d <= 9)
                    .ok_or(DateError::TooFine)?;
                let value = cursor.number(usize::from(digits)).ok_or(DateError::Form)?;
                nanosecond = value * 10u32.pow(9 - u32::from(digits));
                precision = Precision::Fraction(digits);
            }
        }
        let offset = cursor.offset()?;
        let date = date.ok_or(DateError::NoSuchDay)?;
        if hour > 23 || minute > 59 || second > 59 {
            return Err(DateError::NoSuchTime);
        }
        let signed = |n: u32| i8::try_from(n).unwrap_or(0);
        let first = date.at(
            signed(hour),
            signed(minute),
            signed(second),
            i32::try_from(nanosecond).unwrap_or(0),
        );
        let offset = match (offset, zone) {
            (Some(offset), _) => offset,
            (None, None) => return Err(DateError::NoOffset),
            (None, Some(zone)) => offset_in(zone, first)?,
        };
        Ok(Self {
            first,
            precision,
            offset,
        })
    }

    /// How exactly the date is known.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether there is a time of day, and with it an offset.
    #[must_use]
    pub fn has_time(&self) -> bool {
        self.precision >= Precision::Minute
    }

    /// The offset from UTC in minutes, where there is a time.
    #[must_use]
    pub fn offset_minutes(&self) -> Option<i16> {
        self.has_time().then_some(self.offset)
    }

    /// The first local moment of the date: midnight of a day, 1 January of a year.
    #[must_use]
    pub const fn first_local(&self) -> civil::DateTime {
        self.first
    }

    /// The first instant of the date since 1970-01-01T00:00:00Z, a date without time taken in UTC.
    /// Dates are ordered and grouped by it.
    #[must_use]
    pub fn first_instant(&self) -> SignedDuration {
        self.first
            .duration_since(civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0))
            - SignedDuration::from_mins(i64::from(self.offset))
    }

    /// The date as RFC 3339 asks for it, with seconds and an offset; none where no time is known.
    ///
    /// ```
    /// use dateline_core::Date;
    ///
    /// let date: Date = "2016-10-25T14:30+02:00".parse()?;
    /// assert_eq!(date.rfc_3339().as_deref(), Some("2016-10-25T14:30:00+02:00"));
    /// assert_eq!("2016-10-25".parse::<Date>()?.rfc_3339(), None);
    /// # Ok::<(), dateline_core::DateError>(())
    /// ```
    #[must_use]
    pub fn rfc_3339(&self) -> Option<String> {
        let text = self.to_string();
        match self.precision() {
            Precision::Year | Precision::Month | Precision::Day => None,
            Precision::Minute => {
                let (minute, offset) = text.split_at_checked("2016-10-25T14:30".len())?;
                Some(format!("{minute}:00{offset}"))
            }
            _ => Some(text),
        }
    }

    /// The calendar day as it was written, or `None` where no day is known.
    #[must_use]
    pub fn civil_day(&self) -> Option<civil::Date> {
        (self.precision >= Precision::Day).then(|| self.first.date())
    }

    /// A date that `text` may have meant, for "did you mean": `20161025`, `25.10.2016`,
    /// `Tue, 25 Oct 2016 14:30:00 GMT`; nothing where day and month could change places, and nothing
    /// where a time has no offset.
    #[must_use]
    pub fn nearest(text: &str) -> Option<Self> {
        MetDate::read(text)?.text().parse().ok()
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text, None)
    }
}

impl Date {
    /// Its text form, which needs no memory of its own.
    ///
    /// ```
    /// use dateline_core::Date;
    ///
    /// let date: Date = "2016-10-25T14:30+02:00".parse()?;
    /// let mut line = String::from("published ");
    /// line.push_str(&date.text());
    /// assert_eq!(line, "published 2016-10-25T14:30+02:00");
    /// # Ok::<(), dateline_core::DateError>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> DateText {
        let first = self.first;
        let mut text = DateText {
            bytes: *DateText::LONGEST,
            length: match self.precision {
                Precision::Year => "2016".len(),
                Precision::Month => "2016-10".len(),
                Precision::Day => "2016-10-25".len(),
                Precision::Minute => "2016-10-25T14:30".len(),
                Precision::Second | Precision::Fraction(_) => "2016-10-25T14:30:05".len(),
            },
        };
        // What is not known of them stands behind the end.
        let year = first.year().unsigned_abs();
        text.pair(0, year / 100);
        text.pair(2, year % 100);
        text.pair(5, first.month().unsigned_abs());
        text.pair(8, first.day().unsigned_abs());
        if !self.has_time() {
            return text;
        }
        text.pair(11, first.hour().unsigned_abs());
        text.pair(14, first.minute().unsigned_abs());
        text.pair(17, first.second().unsigned_abs());
        if let Precision::Fraction(digits) = self.precision {
            let value = first.subsec_nanosecond().unsigned_abs() / 10u32.pow(9 - u32::from(digits));
            text.push(b'.');
            text.digits(usize::from(digits), value);
        }
        match self.offset {
            0 => text.push(b'Z'),
            offset => {
                text.push(if offset < 0 { b'-' } else { b'+' });
                let minutes = u32::from(offset.unsigned_abs());
                text.digits(2, minutes / 60);
                text.push(b':');
                text.digits(2, minutes % 60);
            }
        }
        text
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// The text form of a [`Date`]: a `str` of at most 35 bytes, kept in place.
#[derive(Clone, Copy, Debug)]
pub struct DateText {
    bytes: [u8; Self::LONGEST.len()],
    length: usize,
}

impl DateText {
    const LONGEST: &[u8; 35] = b"0000-00-00T00:00:00.000000000+00:00";

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) {
        if let Some(free) = self.bytes.get_mut(self.length) {
            *free = byte;
            self.length += 1;
        }
    }

    /// A number of two digits at this place.
    #[inline]
    fn pair(&mut self, at: usize, number: impl Into<u16>) {
        if let Some(digits) = PAIRS.get(usize::from(number.into())) {
            self.bytes[at..at + 2].copy_from_slice(digits);
        }
    }

    /// The last `count` digits of a number.
    fn digits(&mut self, count: usize, mut number: u32) {
        let Some(free) = self.bytes.get_mut(self.length..self.length + count) else {
            return;
        };
        for digit in free.iter_mut().rev() {
            *digit = b"0123456789"[number as usize % 10];
            number /= 10;
        }
        self.length += count;
    }
}

impl Deref for DateText {
    type Target = str;

    fn deref(&self) -> &str {
        // These are digits and signs.
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

/// The two digits of each number below a hundred.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [*b"00"; 100];
    let mut number = 0;
    while number < pairs.len() {
        let digits = b"0123456789";
        pairs[number] = [digits[number / 10], digits[number % 10]];
        number += 1;
    }
    pairs
};

fn civil_date(year: u16, month: u8, day: u8) -> Option<civil::Date> {
    let year = i16::try_from(year).ok().filter(|year| *year >= 1)?;
    civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn offset_in(zone: &TimeZone, local: civil::DateTime) -> Result<i16, DateError> {
    let zoned = zone
        .to_ambiguous_zoned_datetime(local)
        .unambiguous()
        .map_err(|_| DateError::Ambiguous)?;
    // W3CDTF has no seconds in an offset; zones of before about 1900 do.
    let seconds = zoned.offset().seconds();
    i16::try_from(seconds / 60)
        .ok()
        .filter(|_| seconds % 60 == 0)
        .ok_or(DateError::NoSuchOffset)
}

struct Cursor<'t>(&'t [u8]);

impl Cursor<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Exactly `digits` digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        let value = number.iter().try_fold(0u32, |value, byte| {
            byte.is_ascii_digit()
                .then(|| value * 10 + u32::from(byte - b'0'))
        })?;
        self.0 = rest;
        Some(value)
    }

    /// The offset at the end in minutes, `None` where there is none.
    fn offset(&mut self) -> Result<Option<i16>, DateError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        if self.eat(b'Z') || self.eat(b'z') {
            return if self.0.is_empty() {
                Ok(Some(0))
            } else {
                Err(DateError::Form)
            };
        }
        let sign = if self.eat(b'+') {
            1
        } else if self.eat(b'-') {
            -1
        } else {
            return Err(DateError::Form);
        };
        let hours = self.number(2).ok_or(DateError::Form)?;
        if !self.eat(b':') {
            return Err(DateError::Form);
        }
        let minutes = self.number(2).ok_or(DateError::Form)?;
        if !self.0.is_empty() {
            return Err(DateError::Form);
        }
        if hours > 23 || minutes > 59 {
            return Err(DateError::NoSuchOffset);
        }
        Ok(i16::try_from(hours * 60 + minutes)
            .ok()
            .map(|offset| sign * offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, precision: Precision, printed: &str) {
        let date: Date = text.parse().expect(text);
        assert_eq!(
            (date.precision(), date.to_string().as_str()),
            (precision, printed)
        );
        assert_eq!(printed.parse(), Ok(date));
    }

    #[track_caller]
    fn check_refused(text: &str, expected: DateError) {
        assert_eq!(text.parse::<Date>(), Err(expected), "{text:?}");
    }

    #[test]
    fn every_precision_is_kept() {
        check("2016", Precision::Year, "2016");
        check("2016-10", Precision::Month, "2016-10");
        check("2016-10-25", Precision::Day, "2016-10-25");
        check("2016-10-25T14:30Z", Precision::Minute, "2016-10-25T14:30Z");
        check(
            "2016-10-25T14:30:05-03:30",
            Precision::Second,
            "2016-10-25T14:30:05-03:30",
        );
        check(
            "2016-10-25T14:30:05.120+05:45",
            Precision::Fraction(3),
            "2016-10-25T14:30:05.120+05:45",
        );
        check(
            "2016-10-25T14:30:05.000000001Z",
            Precision::Fraction(9),
            "2016-10-25T14:30:05.000000001Z",
        );
        check("2016-02-29", Precision::Day, "2016-02-29");
        check("0001-01-01", Precision::Day, "0001-01-01");
        check(
            "9999-12-31T23:59:59-23:59",
            Precision::Second,
            "9999-12-31T23:59:59-23:59",
        );
    }

    #[test]
    fn spellings_that_mean_the_same_print_in_one() {
        check("2016-10-25t14:30z", Precision::Minute, "2016-10-25T14:30Z");
        check(
            "2016-10-25 14:30+00:00",
            Precision::Minute,
            "2016-10-25T14:30Z",
        );
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        for text in [
            "",
            "x",
            "25.10.2016",
            "16-10-25",
            "2016-1-5",
            "2016-10-25T",
            "2016-10-25T14",
            "2016-10-25T14:30:05.Z",
            "2016-10-25T14:30 CET",
            "2016-10-25T14:30+0200",
            "2016T14:30Z",
            " 2016",
            "2016-10-25é",
            "２０１６-10-25",
            "2016-10-25T14:30ZZ",
            "2016-10-25T14:30Z+02:00",
        ] {
            check_refused(text, DateError::Form);
        }
        check_refused("2016-02-30", DateError::NoSuchDay);
        check_refused("2015-02-29", DateError::NoSuchDay);
        check_refused("2016-13", DateError::NoSuchDay);
        check_refused("0000", DateError::NoSuchDay);
        check_refused("2016-10-25T24:00Z", DateError::NoSuchTime);
        check_refused("2016-10-25T23:59:60Z", DateError::NoSuchTime);
        check_refused("2016-10-25T14:30", DateError::NoOffset);
        check_refused("2016-10-25T14:30+24:00", DateError::NoSuchOffset);
        check_refused("2016-10-25T14:30:05.0000000001Z", DateError::TooFine);
    }

    #[test]
    fn a_zone_gives_the_offset_that_is_missing_and_changes_no_other() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let date = Date::parse("2016-10-25T14:30", Some(&zone)).unwrap();
        assert_eq!(date.to_string(), "2016-10-25T14:30+02:00");
        let date = Date::parse("2016-10-25T14:30Z", Some(&zone)).unwrap();
        assert_eq!(date.to_string(), "2016-10-25T14:30Z");
        assert_eq!(
            Date::parse("2016-10-25", Some(&zone)).unwrap().precision(),
            Precision::Day
        );
    }

    #[test]
    fn dates_are_ordered_by_their_first_instant() {
        let instant = |text: &str| text.parse::<Date>().unwrap().first_instant();
        assert_eq!(instant("1970"), SignedDuration::ZERO);
        assert_eq!(instant("1970-01-01T02:00+02:00"), SignedDuration::ZERO);
        assert!(instant("2016-10-25T00:00+01:00") < instant("2016-10-25"));
        assert!(instant("9999-12-31T23:59:59-23:59") > instant("9999-12-31"));
    }

    #[test]
    fn suggestions_only_where_day_and_month_cannot_change_places() {
        let nearest = |text: &str| Date::nearest(text).map(|date| date.to_string());
        assert_eq!(nearest("25.10.2016").as_deref(), Some("2016-10-25"));
        assert_eq!(nearest("10/25/2016").as_deref(), Some("2016-10-25"));
        assert_eq!(nearest("20161025").as_deref(), Some("2016-10-25"));
        assert_eq!(nearest("2016/1/5").as_deref(), Some("2016-01-05"));
        assert_eq!(nearest("25 October 2016").as_deref(), Some("2016-10-25"));
        assert_eq!(nearest("5 October 2016").as_deref(), Some("2016-10-05"));
        assert_eq!(
            nearest("Tue, 25 Oct 2016 14:30 GMT").as_deref(),
            Some("2016-10-25T14:30Z")
        );
        assert_eq!(nearest("25 Oct 2016 14:30"), None);
        assert_eq!(nearest("05/10/2016"), None);
        assert_eq!(nearest("30.02.2016"), None);
        assert_eq!(nearest("25.10.16"), None);
    }
}
