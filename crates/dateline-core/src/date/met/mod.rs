//! Dates in the forms that feeds have.
//!
//! A date is read in three steps: [`lex`] cuts the text into numbers, words and signs; [`scan`]
//! takes each of them for what it can be where it stands, or refuses the text; [`finish`] makes the
//! date of what was found. What is written in no order that is certain is no date.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, civil};

use super::{Date, DateError};

mod finish;
mod lex;
mod months;
mod names;
mod number;
mod scan;
#[cfg(test)]
mod tests;
mod weekdays;
mod zone;

/// No date is longer, in bytes.
const LONGEST: usize = 200;

/// A date in one of the many forms that feeds have, in W3CDTF.
///
/// What is read: W3CDTF and RFC 3339; RFC 822, 850, 1123 and 2822, with their parts in other orders,
/// in full, without commas or with names in other languages; ISO 8601 without hyphens, by the day of
/// the year and by the week; what `ctime`, databases and programs print; dates in numbers with points
/// or slashes; Chinese, Japanese and Korean dates. Text in parentheses is a comment.
///
/// What is not certain is not read, and nothing is filled in:
///
/// * Day and month in numbers are told apart by their place only with points between them (the day is
///   first) or behind a year of four digits; else one of them must be greater than 12, or both equal.
///   A year of two digits needs a month's name, and is then what RFC 2822 (section 4.3) says. The
///   forms of ISO 8601:1988 that leave out the century are none.
/// * A month's name that is another month's in another language is none.
/// * A weekday is compared with the day and not believed.
/// * A day without time stays a day. 24:00 is the start of the next day; the second 60 and any other
///   time that no clock shows are refused. An hour without minutes gets `:00`.
/// * A zone's name has the offset that RFC 822 gives it (section 5.1), else the one of the tz database
///   if only one zone has the name. `ET`, `PT` and names such as `Europe/Vienna` follow the clocks of
///   the place, out of the database that is built in. Letters but `Z`, `IST`, unknown names, a local
///   time that the clocks of a place skipped or showed twice, a name and a number that disagree: no
///   offset. `-0000` is none either (RFC 2822, section 3.3).
///
/// ```
/// use dateline_core::MetDate;
///
/// let date = MetDate::read("Tue, 25 Oct 2016 14:30:00 +0200").ok_or("no date")?;
/// assert_eq!(date.text(), "2016-10-25T14:30:00+02:00");
/// assert_eq!(date.mended(), None);
///
/// let date = MetDate::read("Κυρ, 11 Ιούλ 2004 12:00:00 EST").ok_or("no date")?;
/// assert_eq!(date.text(), "2004-07-11T12:00:00-05:00");
/// assert_eq!(date.mended(), Some("names that are not English"));
///
/// assert!(MetDate::read("12/11/2016").is_none());
/// # Ok::<(), &'static str>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct MetDate {
    text: String,
    mended: Option<String>,
}

impl MetDate {
    /// Reads `text`. None where it is no date, or not certainly one, or longer than 200 bytes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return None;
        }
        match Date::parse(text, None) {
            Ok(date) => return Some(Self::as_written(date.to_string())),
            Err(DateError::NoOffset) => {
                let date = Date::parse(text, Some(&TimeZone::UTC)).ok()?.to_string();
                return Some(Self::as_written(date.trim_end_matches('Z').to_owned()));
            }
            // 24:00 and fractions that are too fine can be mended.
            Err(_) => {}
        }
        let plain = lex::Plain::of(text)?;
        scan::Scan::of(&plain)?.finish()
    }

    /// The date in W3CDTF, as exactly as it was written. A time whose offset is not stated, or not
    /// certain, has none, so that it must be asked for.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was mended, in short phrases with `; ` between them: `a year of two digits`, ``a zone
    /// named `MET`, taken as +01:00``. None where the text is W3CDTF or correct RFC 2822, of which the
    /// zone may be missing.
    #[must_use]
    pub fn mended(&self) -> Option<&str> {
        self.mended.as_deref()
    }

    /// Reads a number as Unix time, as JSON feeds have it: the number as it is written in JSON.
    ///
    /// Seconds from March 1973 to November 2286 have nine or ten digits before the point, and
    /// milliseconds of these years twelve or thirteen. A number of any other length is none: eight
    /// digits are a date without hyphens, four a year, 0 is nothing. Digits behind the point of
    /// seconds are kept, up to nine.
    ///
    /// ```
    /// use dateline_core::MetDate;
    ///
    /// let text = |number| MetDate::from_unix(number).map(|date| date.text().to_owned());
    /// assert_eq!(text("1477405805").as_deref(), Some("2016-10-25T14:30:05Z"));
    /// assert_eq!(text("1477405805120").as_deref(), Some("2016-10-25T14:30:05.120Z"));
    /// assert_eq!(text("1477405805.5").as_deref(), Some("2016-10-25T14:30:05.5Z"));
    /// assert_eq!(text("20161025"), None);
    /// ```
    #[must_use]
    pub fn from_unix(number: &str) -> Option<Self> {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let pointed = whole.len() < number.len();
        if !is_digits(whole) || !is_digits(fraction) || pointed && fraction.is_empty() {
            return None;
        }
        let (seconds, fraction, mended) = match whole.len() {
            9 | 10 => (whole, fraction, "Unix time in seconds"),
            12 | 13 => {
                let (seconds, milliseconds) = whole.split_at_checked(whole.len() - 3)?;
                // Of milliseconds there are no parts.
                if !fraction.bytes().all(|byte| byte == b'0') {
                    return None;
                }
                (seconds, milliseconds, "Unix time in milliseconds")
            }
            _ => return None,
        };
        if seconds.starts_with('0') {
            return None;
        }
        let seconds = SignedDuration::from_secs(seconds.parse().ok()?);
        let epoch = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let date = epoch.checked_add(seconds).ok()?;
        let mut text = date.to_string();
        if !fraction.is_empty() {
            text.push('.');
            text += fraction.get(..9).unwrap_or(fraction);
        }
        text.push('Z');
        Some(Self {
            text,
            mended: Some(mended.to_owned()),
        })
    }

    fn as_written(text: String) -> Self {
        Self { text, mended: None }
    }
}
