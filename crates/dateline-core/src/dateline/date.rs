//! Reading the date of a dateline, in the orders and with the words that its language puts round it.

use std::fmt::{self, Write as _};

use super::form::{MonthStyle, YearStyle, write_date};
use super::read::{agency, is_dash, is_inner_blank, is_letter};
use super::{DatelineDate, months};

/// What English, French, Italian and Spanish put behind the number of a day: `25th`, `1er`, `1º`.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er", "ᵉʳ", ".º", "º", "°", "."];

/// What stands between day and month, or between month and year: `25th of October`, `25 de octubre
/// de 2016`, `25 октябри соли 2016`.
const PARTICLES: &[&str] = &["de", "del", "of", "соли"];

/// The word "year", as it stands before or behind the number of one.
const YEAR_WORDS: &[&str] = &[
    // Russian and Ukrainian.
    "года",
    "год",
    "року",
    "рік",
    // Bosnian, Croatian, Montenegrin, Serbian and Macedonian.
    "godine",
    "godina",
    "године",
    "година",
    // Kazakh and Kyrgyz.
    "жыл",
    "жылғы",
    "жылы",
    "жылдың",
    "жылдын",
    // Uzbek and Tajik.
    "yil",
    "yili",
    "йил",
    "йили",
    "сол",
    // Armenian and Georgian.
    "թվական",
    "թվականի",
    "წელი",
    "წლის",
];

/// The same, shortened; the full stop belongs to it.
const YEAR_ABBREVIATIONS: &[&str] = &["г", "р", "g", "god", "год", "ж", "й", "y", "թ", "წ"];

/// What Azerbaijani puts between the number of a year and `il`, by the vowel of the number.
const AZERBAIJANI: &[&str] = &["-ci", "-cı", "-cu", "-cü"];

/// A date at the front of a text.
pub(super) struct Reading<'a> {
    pub(super) date: DatelineDate,
    pub(super) month: MonthStyle,
    pub(super) year: YearStyle,
    /// `October 25`, which a range of days continues with a number alone.
    pub(super) month_first: bool,
    text: &'a str,
    /// What follows.
    pub(super) rest: &'a str,
}

impl<'a> Reading<'a> {
    /// Reads `25 October 2016`, `25 de octubre de 2016`, `2021 жылғы 23 шілде`, `October 25, 2016`
    /// and the like from the front of `text`, with a day of the week before it or without.
    pub(super) fn at_front(text: &'a str) -> Option<Self> {
        let from = behind_weekday(text);
        let (day, year, month_first, rest) = if let Some((day, year)) = year_first(from) {
            let rest = day.rest;
            (day, Some(year), false, rest)
        } else {
            let (day, month_first) = match day_first(from) {
                Some(day) => (day, false),
                None => (month_first(from)?, true),
            };
            let (year, rest) = year(&day);
            (day, year, month_first, rest)
        };
        let (number, style) = match year {
            Some((number, style)) => (Some(number), style),
            None => (None, YearStyle::Absent),
        };
        // `set`, `pro` and `ago` are months as well as words.
        if day.is_doubtful && number.is_none() {
            return None;
        }
        Some(Self {
            date: DatelineDate::new(day.day, day.name.month, number)?,
            month: day.name.style,
            year: style,
            month_first,
            text,
            rest,
        })
    }

    /// The date word for word, where month and year style do not tell how it is written.
    pub(super) fn written(&self) -> Option<&'a str> {
        let written = &self.text[..self.text.len() - self.rest.len()];
        let mut left = Left(written);
        let told = write!(left, "{}", Styled(self.date, self.month, self.year)).is_ok()
            && left.0.is_empty();
        (!told).then_some(written)
    }
}

/// A date in its style.
struct Styled(DatelineDate, MonthStyle, YearStyle);

impl fmt::Display for Styled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date(f, self.0, self.1, self.2)
    }
}

/// What is left of a text, of which everything that is written is taken; an error where it differs.
struct Left<'a>(&'a str);

impl fmt::Write for Left<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Where the date begins that has its first digit at `digit`: there, or at the month or the day of
/// the week before it.
pub(super) fn start(line: &str, digit: usize) -> usize {
    let mut start = digit;
    let (before, word) = last_word(&line[..start]);
    if is_month_first(word) {
        start = before;
    }
    let (before, word) = last_word(&line[..start]);
    if months::is_weekday(word) {
        start = before;
    }
    start
}

/// Whether `text` begins as a date does, be it a real one or not.
pub(super) fn opens_with_day(text: &str) -> bool {
    day_first(text)
        .or_else(|| month_first(text))
        .is_some_and(|day| !day.is_doubtful)
}

/// The last word of a text, blanks and a comma or full stop behind it allowed, and where it begins.
fn last_word(text: &str) -> (usize, &str) {
    let trimmed = text.trim_end_matches(is_inner_blank);
    let trimmed = trimmed.strip_suffix([',', '.']).unwrap_or(trimmed);
    let start = trimmed
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_letter(*c))
        .last()
        .map_or(trimmed.len(), |(at, _)| at);
    (start, &trimmed[start..])
}

fn behind_weekday(text: &str) -> &str {
    let (word, rest) = word(text);
    if word.is_empty() || !months::is_weekday(word) {
        return text;
    }
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    rest.trim_start_matches(is_inner_blank)
}

/// A year, and what stands before it.
type Year = (u16, YearStyle);

/// A day and a month, and what follows.
struct MonthDay<'a> {
    day: u8,
    name: months::Name,
    /// Whether the month is an abbreviation of another language than English, without a full stop.
    is_doubtful: bool,
    rest: &'a str,
}

impl<'a> MonthDay<'a> {
    fn new(day: &str, name: months::Name, had_stop: bool, rest: &'a str) -> Option<Self> {
        Some(Self {
            day: day.parse().ok().filter(|_| day.len() <= 2)?,
            name,
            is_doubtful: name.style == MonthStyle::Short && name.language != "en" && !had_stop,
            rest,
        })
    }
}

/// Reads `25 October`, `25th of October`, `1er octobre`, `25. Oktober`, `23-iyul`.
fn day_first(text: &str) -> Option<MonthDay<'_>> {
    let (day, behind) = digits(text);
    if day.is_empty() {
        return None;
    }
    let from = behind_ordinal(behind);
    let gap = from.strip_prefix('-').unwrap_or(from);
    let at_month = behind_particle(gap.trim_start_matches(is_inner_blank));
    // `25October` is no date, and `25.Oktober` is one.
    if at_month.len() == from.len() && !behind[..behind.len() - from.len()].ends_with('.') {
        return None;
    }
    let (name, had_stop, rest) = month(at_month)?;
    MonthDay::new(day, name, had_stop, rest)
}

/// Reads `October 25`, as Americans and Armenians write.
fn month_first(text: &str) -> Option<MonthDay<'_>> {
    let (written, _) = word(text);
    let (name, had_stop, behind) = month(text)?;
    let at_day = behind.trim_start_matches(is_inner_blank);
    let (day, rest) = digits(at_day);
    if !is_month_first(written) || at_day.len() == behind.len() {
        return None;
    }
    MonthDay::new(day, name, had_stop, behind_ordinal_word(rest))
}

/// Whether `word` is a month that stands before its day, in English or Armenian. `may` is a verb.
fn is_month_first(word: &str) -> bool {
    match word.chars().next() {
        Some('A'..='Z') => months::is_of("en", word),
        Some('\u{531}'..='\u{587}') => months::is_of("hy", word),
        _ => false,
    }
}

/// Reads `2021 жылғы 23 шілде`: the year first, which is always called one.
fn year_first(text: &str) -> Option<(MonthDay<'_>, Year)> {
    let (year, behind) = digits(text);
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    let behind = behind_year_word(behind, true)?;
    let from = behind.trim_start_matches(|c| is_inner_blank(c) || c == ',');
    let day = day_first(from).or_else(|| month_first(from))?;
    Some((day, (year, YearStyle::Plain)))
}

/// Reads the year behind a day and month, where there is one, and what is said of it.
fn year<'a>(day: &MonthDay<'a>) -> (Option<Year>, &'a str) {
    let rest = day.rest;
    let before = rest.trim_start_matches(is_inner_blank);
    let (style, before) = match before.strip_prefix(',') {
        Some(behind) => (YearStyle::Comma, behind.trim_start_matches(is_inner_blank)),
        None => (YearStyle::Plain, before),
    };
    let before = behind_particle(before);
    let (number, behind) = digits(before);
    match number.parse() {
        Ok(year) if number.len() == 4 && before.len() < rest.len() => {
            let behind = behind_year_word(behind, day.name.language != "en")
                .or_else(|| behind_stop(behind))
                .unwrap_or(behind);
            (Some((year, style)), behind)
        }
        _ => (None, rest),
    }
}

/// What follows `року`, ` г.`, `. godine`, `-yil`, `-cı il`.
fn behind_year_word(text: &str, or_short: bool) -> Option<&str> {
    let azerbaijani = AZERBAIJANI.iter().find_map(|link| text.strip_prefix(link));
    if let Some(behind) = azerbaijani {
        return behind.trim_start_matches(is_inner_blank).strip_prefix("il");
    }
    let joined = text.strip_prefix(['.', '-']).unwrap_or(text);
    let (word, behind) = word(joined.trim_start_matches(is_inner_blank));
    let is_one_of = |names: &[&str]| {
        let lower = || word.chars().flat_map(char::to_lowercase);
        names.iter().any(|name| name.chars().eq(lower()))
    };
    if is_one_of(YEAR_WORDS) {
        return Some(behind);
    }
    // Armenians have a full stop of their own.
    let behind = behind.strip_prefix(['.', '\u{2024}'])?;
    (or_short && is_one_of(YEAR_ABBREVIATIONS)).then_some(behind)
}

/// What follows the full stop of `25. listopada 2016. –`, which makes the year an ordinal. One that
/// ends a sentence is none.
fn behind_stop(text: &str) -> Option<&str> {
    let behind = text.strip_prefix('.')?;
    let next = behind.trim_start_matches(is_inner_blank);
    (next.starts_with(is_dash) || agency(next).is_some()).then_some(behind)
}

/// Reads a month with the full stop of its abbreviation.
fn month(text: &str) -> Option<(months::Name, bool, &str)> {
    let (word, behind) = word(text);
    let name = months::lookup(word)?;
    let behind_stop = behind
        .strip_prefix('.')
        .filter(|_| name.style == MonthStyle::Short);
    Some((name, behind_stop.is_some(), behind_stop.unwrap_or(behind)))
}

fn behind_ordinal(text: &str) -> &str {
    let mut endings = ORDINALS.iter();
    let behind = endings.find_map(|ordinal| text.strip_prefix(ordinal));
    behind
        .filter(|behind| !behind.starts_with(is_letter) || text.starts_with('.'))
        .unwrap_or(text)
}

/// `October 25th`: a full stop would end the sentence.
fn behind_ordinal_word(text: &str) -> &str {
    if text.starts_with('.') {
        text
    } else {
        behind_ordinal(text)
    }
}

/// What follows `de ` or `of `.
fn behind_particle(text: &str) -> &str {
    let (word, behind) = word(text);
    let next = behind.trim_start_matches(is_inner_blank);
    if next.len() < behind.len() && PARTICLES.contains(&word) {
        next
    } else {
        text
    }
}

fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_letter(c)).unwrap_or(text.len()))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len()),
    )
}
