//! Text in HTML: escaped, dates in words, numbers as they are read.

use std::fmt::{self, Write as _};

use dateline_core::{Date, Precision};

/// Appends formatted text; writing to a `String` cannot fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($arg)*);
    }};
}
pub(super) use put;

/// Text as HTML, in an element or between double or single quotes.
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut copied = 0;
        for (at, found) in self.0.match_indices(['&', '<', '>', '"', '\'', '\r']) {
            f.write_str(&self.0[copied..at])?;
            f.write_str(match found {
                "&" => "&amp;",
                "<" => "&lt;",
                ">" => "&gt;",
                "\"" => "&quot;",
                "\r" => "&#13;",
                _ => "&#39;",
            })?;
            copied = at + found.len();
        }
        f.write_str(&self.0[copied..])
    }
}

/// A `<time>` that shows a date in words and holds it as it was written.
pub(super) struct Time<'d>(pub(super) &'d Date);

impl fmt::Display for Time<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<time datetime=\"{}\">{}</time>", self.0, Words(self.0))
    }
}

/// A `<time>` that shows a date without its time of day, for lists.
pub(super) struct DayTime<'d>(pub(super) &'d Date);

impl fmt::Display for DayTime<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<time datetime=\"{}\">{}</time>", self.0, Day(self.0))
    }
}

/// The day, month or year of a date in words.
pub(super) struct Day<'d>(pub(super) &'d Date);

impl fmt::Display for Day<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0;
        let first = date.first_local();
        if date.precision() >= Precision::Day {
            write!(f, "{} ", first.day())?;
        }
        if date.precision() >= Precision::Month {
            let month = usize::from(first.month().unsigned_abs()).wrapping_sub(1);
            write!(f, "{} ", MONTHS.get(month).copied().unwrap_or_default())?;
        }
        write!(f, "{}", first.year())
    }
}

/// A date in words, as exactly as it is known: `25 October 2016, 14:30 (UTC+02:00)`.
pub(super) struct Words<'d>(pub(super) &'d Date);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Day(self.0).fmt(f)?;
        let first = self.0.first_local();
        let Some(offset) = self.0.offset_minutes() else {
            return Ok(());
        };
        write!(f, ", {:02}:{:02} (UTC", first.hour(), first.minute())?;
        if offset != 0 {
            let sign = if offset < 0 { '−' } else { '+' };
            let minutes = offset.unsigned_abs();
            write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)?;
        }
        f.write_char(')')
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number with a comma behind each group of thousands: `12,034`.
pub(super) struct Number(pub(super) u64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_char(',')?;
            }
            f.write_char(digit)?;
        }
        Ok(())
    }
}

/// How many of something: `1 release`, `12,034 releases`.
pub(super) fn counted(count: u64, one: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {one}{ending}", Number(count))
}

/// An address as people read it: without its scheme and the slash at its end.
pub(super) fn shown(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_suffix('/').unwrap_or(rest)
}

/// The beginning of a text as one line of at most about `limit` characters, cut behind a word.
pub(super) fn beginning(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().take(limit + 1).count();
        if length + 1 + more > limit {
            if length == 0 {
                line.extend(word.chars().take(limit));
            }
            line.push('…');
            break;
        }
        if length > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += 1 + more;
    }
    line
}

/// Data as the content of a `<script>` that is not executed. With `<` as an escape, nothing in it
/// ends the element or opens a comment (HTML, section 4.12.1.3).
pub(super) fn script(out: &mut String, data: &impl serde::Serialize) {
    let json = serde_json::to_string(data).unwrap_or_default();
    put!(
        out,
        "<script type=\"application/ld+json\">{}</script>\n",
        json.replace('<', "\\u003c")
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_as_exact_as_they_are_known() {
        let check = |date: &str, expected: &str| {
            let date: Date = date.parse().unwrap();
            assert_eq!(Words(&date).to_string(), expected);
        };
        check("2016", "2016");
        check("0999-03", "March 999");
        check("2016-10-05", "5 October 2016");
        check("2016-12-31T08:05Z", "31 December 2016, 08:05 (UTC)");
        check(
            "2016-01-31T14:30:05.12+05:45",
            "31 January 2016, 14:30 (UTC+05:45)",
        );
        check(
            "2016-01-31T14:30-03:30",
            "31 January 2016, 14:30 (UTC−03:30)",
        );
    }

    #[test]
    fn numbers_have_a_comma_a_thousand() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (12_034, "12,034"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(Number(number).to_string(), expected);
        }
        assert_eq!(counted(1, "feed"), "1 feed");
        assert_eq!(counted(1200, "release"), "1,200 releases");
    }

    #[test]
    fn beginnings_end_behind_a_word() {
        assert_eq!(beginning(" One  two\nthree ", 40), "One two three");
        assert_eq!(beginning("One two three", 8), "One two…");
        assert_eq!(beginning("Неподільність", 5), "Непод…");
        assert_eq!(beginning("", 5), "");
    }

    #[test]
    fn addresses_are_shown_without_what_says_nothing() {
        assert_eq!(shown("https://www.osce.org/"), "www.osce.org");
        assert_eq!(shown("http://a.example/b?c"), "a.example/b?c");
    }
}
