//! Dates as RSS, Atom and Dublin Core write them.

use dateline_core::lint::Found;
use dateline_core::{Date, MetDate, Precision, Rule};
use jiff::SignedDuration;
use jiff::civil;

use super::linter::{Linter, Place};
use super::rules::{feed, rss};
use super::tree::Said;
use crate::rss::date::{is_early, pub_date};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
/// The zones that RFC 822 has by name.
const ZONES: [&str; 10] = [
    "UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT",
];

/// A clock may be wrong by so much.
const GRACE: SignedDuration = SignedDuration::from_mins(10);

/// A date as RFC 822 has it.
#[derive(Debug)]
struct Written<'t> {
    weekday: Option<&'t str>,
    day: civil::Date,
    has_century: bool,
    time: &'t str,
    zone: &'t str,
    /// Whether its parts have one blank between them.
    is_tidy: bool,
}

/// Reads a date as RFC 822 has it, in whatever letters and with any blanks.
fn rfc_822(text: &str) -> Option<Written<'_>> {
    let (weekday, rest) = match text.split_once(',') {
        Some((weekday, rest)) => (Some(weekday), rest),
        None => (None, text),
    };
    if weekday.is_some_and(|day| !DAYS.iter().any(|known| known.eq_ignore_ascii_case(day))) {
        return None;
    }
    let parts: Vec<&str> = rest.split(' ').filter(|part| !part.is_empty()).collect();
    let &[day, month, year, time, zone] = parts.as_slice() else {
        return None;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let month = MONTHS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(month))?;
    if !is_number(day) || day.len() > 2 || !is_number(year) || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let mut full: i16 = year.parse().ok()?;
    if year.len() == 2 {
        full += if full < 50 { 2000 } else { 1900 };
    }
    let day = civil::Date::new(full, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()?;
    let clock: Vec<&str> = time.split(':').collect();
    let limits = [23, 59, 60];
    let is_time = matches!(clock.len(), 2 | 3)
        && clock.iter().zip(limits).all(|(part, most)| {
            part.len() == 2 && is_number(part) && part.parse().is_ok_and(|n: u8| n <= most)
        });
    let digits = zone.strip_prefix(['+', '-']).unwrap_or(zone);
    let is_zone = digits.len() == 4 && is_number(digits)
        || ZONES.iter().any(|known| known.eq_ignore_ascii_case(zone))
        || zone.len() == 1 && zone.bytes().all(|b| b.is_ascii_alphanumeric());
    let tidy = rest.strip_prefix(' ').or(weekday.is_none().then_some(rest));
    let is_tidy = tidy.is_some_and(|rest| rest.split(' ').count() == parts.len());
    (is_time && is_zone).then_some(Written {
        weekday,
        day,
        has_century: year.len() == 4,
        time,
        zone,
        is_tidy,
    })
}

impl Written<'_> {
    /// Whether no program reads it otherwise.
    fn is_safe(&self) -> bool {
        let digits = self.zone.strip_prefix(['+', '-']);
        let is_usual = match digits {
            Some(digits) => matches!(digits.get(2..), Some("00" | "30")),
            None => self.zone.len() > 1 && !self.zone.starts_with(|c: char| c.is_ascii_digit()),
        };
        self.has_century && is_usual && self.is_tidy
    }

    /// The same moment; none where the zone does not tell it.
    fn date(&self) -> Option<Date> {
        let zone = match self.zone.to_ascii_uppercase().as_str() {
            "GMT" | "UT" | "UTC" | "Z" => "Z".to_owned(),
            zone => {
                let (sign, digits) = zone.split_at_checked(1)?;
                let (hours, minutes) = digits.split_at_checked(2)?;
                matches!(sign, "+" | "-").then(|| format!("{sign}{hours}:{minutes}"))?
            }
        };
        Date::parse(&format!("{}T{}{zone}", self.day, self.time), None).ok()
    }

    fn weekday(&self) -> &'static str {
        let at = usize::try_from(self.day.weekday().to_monday_zero_offset()).unwrap_or_default();
        DAYS.get(at).copied().unwrap_or_default()
    }
}

/// What a date of another form certainly means, to the minute.
fn certain(text: &str) -> Option<Date> {
    // `UTC` is a zone everywhere but in RFC 822.
    let utc = text.strip_suffix("UTC").map(|rest| format!("{rest}GMT"));
    if let Some(written) = utc.as_deref().and_then(rfc_822) {
        return written.date().filter(|_| written.has_century);
    }
    let met = MetDate::read(text).filter(|met| met.mended().is_none())?;
    let date = Date::parse(met.text(), None).ok()?;
    date.has_time().then_some(date)
}

impl Linter<'_> {
    /// Looks at a date that is written as RFC 822 has it.
    pub(super) fn mail_date(&mut self, node: usize, rule: &'static Rule) {
        let said = self.said(node);
        let text = said.trimmed();
        let whole = said.whole();
        let fix = |date: Option<Date>| Some((whole.clone(), pub_date(&date?)?.to_string()));
        let Some(written) = rfc_822(text) else {
            let expected = "a date such as `Tue, 25 Oct 2016 00:00:00 GMT`";
            let found = Found::of(rule, whole.clone(), expected, text);
            self.say(
                node,
                found.maybe_fix("write the date as RFC 822 has it", fix(certain(text))),
            );
            return;
        };
        let day = written.weekday();
        if let Some(wrong) = written
            .weekday
            .filter(|weekday| !weekday.eq_ignore_ascii_case(day))
        {
            let lead = said.text.len() - said.text.trim_start().len();
            let place = said.place(lead..lead + wrong.len());
            let expected = format!("`{day}`, the weekday of {}", written.day);
            let found = Found::of(&rss::DATE_WEEKDAY, place.clone(), &expected, wrong);
            self.say(
                node,
                found.fix("correct the weekday", [(place, day.to_owned())]),
            );
        } else if !written.is_safe() {
            let expected = "a date with a year of four digits, single blanks, and a zone of whole \
                            or half hours";
            let found = Found::of(&rss::DATE_ZONE, whole.clone(), expected, text);
            let date = written.date().filter(|_| written.has_century);
            self.say(node, found.maybe_fix("write the date in GMT", fix(date)));
        }
        self.moment(node, &said, written.date());
    }

    /// Looks at a date that is written as RFC 3339 has it.
    pub(super) fn atom_date(&mut self, node: usize, rule: &'static Rule) -> Option<Date> {
        let said = self.said(node);
        let text = said.trimmed();
        let date = Date::parse(text, None).ok();
        let date = date.filter(|date| date.precision() >= Precision::Second);
        if date.is_none() {
            let expected = "a date such as `2016-10-25T00:00:00Z`";
            let found = Found::of(rule, said.whole(), expected, text);
            let fix = certain(text).and_then(|date| Some((said.whole(), date.rfc_3339()?)));
            self.say(
                node,
                found.maybe_fix("write the date as RFC 3339 has it", fix),
            );
        }
        self.moment(node, &said, date);
        date
    }

    /// Looks at a date that is written as W3CDTF has it.
    pub(super) fn w3c_date(&mut self, node: usize, is_compared: bool) {
        let said = self.said(node);
        let text = said.trimmed();
        let date = Date::parse(text, None).ok();
        if date.is_none() {
            let expected = "a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`";
            let found = Found::of(&rss::W3C_DATE, said.whole(), expected, text);
            let fix = certain(text).map(|date| (said.whole(), date.to_string()));
            self.say(
                node,
                found.maybe_fix("write the date as W3CDTF has it", fix),
            );
        }
        if is_compared {
            self.moment(node, &said, date);
        }
    }

    /// Looks at whether a date is one that a feed can have.
    fn moment(&mut self, node: usize, said: &Said<'_>, date: Option<Date>) {
        let Some(date) = date else { return };
        let place = Place::element(node);
        if is_early(&date) {
            let expected = "a date from 1990 on";
            let found = Found::of(&feed::DATE_EARLY, said.whole(), expected, said.trimmed());
            self.say_in(&place, found);
        }
        if let Some(now) = &self.options.as_of
            && date.first_instant() > now.first_instant() + GRACE
        {
            let expected = format!("a date that is not later than {now}");
            let found = Found::of(&feed::DATE_FUTURE, said.whole(), &expected, said.trimmed());
            self.say_in(&place, found);
        }
    }
}
