//! From the pieces of a date to the date.

use std::fmt::Write as _;

use jiff::civil::{self, DateTime};

use super::super::civil_date;
use super::MetDate;
use super::lex::{Kind, Token};
use super::names::{self, Half};
use super::scan::{Clock, Item, Scan};
use super::zone::{self, Name, Number};

/// Year, month, and the day where there is one.
type Day = (u32, u8, Option<u8>);

impl Scan<'_> {
    /// The date, if the pieces are one.
    pub(super) fn finish(mut self) -> Option<MetDate> {
        let (year, month, day) = self.day()?;
        if self.arabic && self.items.is_empty() {
            return None;
        }
        let year = u16::try_from(year).ok()?;
        let date = civil_date(year, month, day.unwrap_or(1))?;
        if day.is_none() {
            // A time or a weekday of a month is none.
            let alone = self.clock.is_none() && self.half.is_none() && self.weekdays.is_none();
            let alone = alone && self.zone_number.is_none() && self.zone_name.is_none();
            return alone.then(|| {
                self.mend("a month without a day");
                self.done(format!("{year:04}-{month:02}"))
            });
        }
        if let Some(days) = self.weekdays {
            let monday = date.weekday().to_monday_zero_offset();
            if u16::try_from(monday).is_ok_and(|monday| days & (1 << monday) == 0) {
                self.mend("a weekday that is not the day's");
            }
        }
        let Some(clock) = self.clock.take() else {
            if self.half.is_some() {
                return None;
            }
            if self.zone_number.is_some() {
                self.mend("an offset without a time of day");
            } else if self.zone_name.is_some() {
                self.mend("a zone without a time of day");
            }
            if !self.items.is_empty() {
                self.mend("no time of day");
            }
            return Some(self.done(date.to_string()));
        };
        let (local, time) = self.local(date, &clock)?;
        let offset = self
            .offset_at(local)
            .map_or_else(String::new, zone::printed);
        let text = format!("{}T{time}{offset}", local.date());
        Some(self.done(text))
    }

    fn done(mut self, text: String) -> MetDate {
        if self.mends.is_empty() && !self.is_rfc_2822() {
            self.mend("a form that neither RFC 2822 nor W3CDTF has");
        }
        let mended = (!self.mends.is_empty()).then(|| self.mends.join("; "));
        MetDate { text, mended }
    }

    /// The day; None where its parts do not stand in an order that is certain.
    fn day(&mut self) -> Option<Day> {
        if let Some(numeric) = self.numeric {
            if !self.items.is_empty() {
                return None;
            }
            let day = match numeric.day {
                Some(day) => Some(u8::try_from(day).ok()?),
                None => None,
            };
            return Some((numeric.year?, u8::try_from(numeric.month?).ok()?, day));
        }
        self.resolve_weekday();
        let (year, digits, month, day) = match *self.items.as_slice() {
            // 25 Oct 2016, 25-Oct-16; a year of two digits is none behind the time.
            [
                Item::Number {
                    value: day,
                    digits: 1 | 2,
                    ..
                },
                Item::Month(month),
                Item::Number {
                    value: year,
                    digits,
                    late,
                    ..
                },
            ] if !late || digits == 4 => (year, digits, month, Some(day)),
            // Oct 25 2016; Oct 25, 16
            [
                Item::Month(month),
                Item::Number {
                    value: day,
                    digits: 1 | 2,
                    ..
                },
                Item::Number {
                    value: year,
                    digits,
                    comma,
                    late,
                },
            ] if digits == 4 || comma && !late => (year, digits, month, Some(day)),
            // 2016. október 25.
            [
                Item::Number {
                    value: year,
                    digits: 4,
                    ..
                },
                Item::Month(month),
                Item::Number {
                    value: day,
                    digits: 1 | 2,
                    ..
                },
            ]
            // 2016. gada 25. oktobrī
            | [
                Item::Number {
                    value: year,
                    digits: 4,
                    ..
                },
                Item::Number {
                    value: day,
                    digits: 1 | 2,
                    ..
                },
                Item::Month(month),
            ] => (year, 4, month, Some(day)),
            // October 2016, 2016. október
            [
                Item::Month(month),
                Item::Number {
                    value: year,
                    digits: 4,
                    ..
                },
            ]
            | [
                Item::Number {
                    value: year,
                    digits: 4,
                    ..
                },
                Item::Month(month),
            ] => (year, 4, month, None),
            _ => return None,
        };
        let day = match day {
            Some(day) => Some(u8::try_from(day).ok()?),
            None => None,
        };
        Some((self.year(year, digits)?, month, day))
    }

    /// The year that so many digits mean (RFC 2822, section 4.3).
    fn year(&mut self, year: u32, digits: usize) -> Option<u32> {
        match digits {
            4 => Some(year),
            3 => {
                self.mend("a year of three digits");
                Some(1900 + year)
            }
            2 => {
                self.mend("a year of two digits");
                Some(year + if year < 50 { 2000 } else { 1900 })
            }
            _ => None,
        }
    }

    /// Takes a word that is a month's and a weekday's name for the weekday where another one is the
    /// month: `mar, 25 oct. 2016`.
    fn resolve_weekday(&mut self) {
        let is_name = |item: &&Item| !matches!(item, Item::Number { .. });
        let names = self.items.iter().filter(is_name).count();
        let either = self
            .items
            .iter()
            .position(|item| matches!(item, Item::Either(..)));
        if let (2, Some(at), None) = (names, either, self.weekdays)
            && let Item::Either(_, days) = self.items.remove(at)
        {
            self.weekdays = Some(days);
            self.mend("names that are not English");
        }
        for item in &mut self.items {
            if let Item::Either(month, _) = *item {
                *item = Item::Month(month);
            }
        }
    }

    /// The local time, and how it is written.
    fn local(&mut self, date: civil::Date, clock: &Clock<'_>) -> Option<(DateTime, String)> {
        let mut hour = clock.hour;
        if let Some(half) = self.half {
            self.mend("a clock of twelve hours");
            hour = match (half, hour) {
                (Half::Am, 12) => 0,
                (Half::PmFromZero, 0) => 12,
                (Half::Pm | Half::PmFromZero, 1..12) => hour + 12,
                // 14:30 PM says the same twice.
                (Half::Am, 0..12) | (Half::Pm | Half::PmFromZero, 12..24) => hour,
                _ => return None,
            };
        }
        if clock.minute.is_none() {
            self.mend("an hour without minutes");
        }
        let (minute, second) = (clock.minute.unwrap_or(0), clock.second.unwrap_or(0));
        if minute > 59 || second > 59 {
            return None;
        }
        let mut date = date;
        if hour == 24 {
            let midnight = minute == 0 && second == 0 && clock.fraction.bytes().all(|b| b == b'0');
            if !midnight {
                return None;
            }
            // ISO 8601:2004, section 4.2.3.
            self.mend("24:00, taken as the start of the next day");
            date = date.tomorrow().ok().filter(|date| date.year() <= 9999)?;
            hour = 0;
        }
        let part = |n: u32| i8::try_from(n).ok();
        let time = civil::Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
        let mut text = format!("{hour:02}:{minute:02}");
        if clock.second.is_some() {
            let _ = write!(text, ":{second:02}");
        }
        if !clock.fraction.is_empty() {
            if clock.fraction.len() > 9 {
                self.mend("more than nine digits of a second");
            } else if !self.items.is_empty() {
                self.mend("a fraction of a second");
            }
            text.push('.');
            text += clock.fraction.get(..9).unwrap_or(clock.fraction);
        }
        Some((date.to_datetime(time), text))
    }

    /// The offset at a local time, where name and number of the zone say one.
    fn offset_at(&mut self, local: DateTime) -> Option<i16> {
        let number = self.zone_number;
        let Some((name, zone)) = self.zone_name.take() else {
            return match number? {
                Number::Minutes(minutes) => Some(minutes),
                Number::Unstated => None,
            };
        };
        let named = zone.offset(local);
        match (number, named) {
            (None, Some(minutes)) => {
                if !zone::is_of_rfc_2822(&name) {
                    let printed = zone::printed(minutes);
                    self.mend(&format!("a zone named `{name}`, taken as {printed}"));
                }
                Some(minutes)
            }
            (None, None) => {
                let why = match zone {
                    Name::Place(_) => "whose clocks did not show this time exactly once",
                    _ => "which could be any",
                };
                self.mend(&format!("a zone named `{name}`, {why}"));
                None
            }
            (Some(Number::Unstated), _) if matches!(zone, Name::Utc) => Some(0),
            (Some(Number::Unstated), _) => None,
            // `GMT+2` counts from GMT, but nothing from `Z`.
            (Some(Number::Minutes(minutes)), _)
                if matches!(zone, Name::Utc) && !self.number_first && name.len() > 1 =>
            {
                self.mend(&format!("an offset behind `{name}`"));
                Some(minutes)
            }
            (Some(Number::Minutes(minutes)), Some(named)) if minutes != named => {
                let printed = zone::printed(minutes);
                self.mend(&format!("a zone named `{name}`, which is not at {printed}"));
                None
            }
            (Some(Number::Minutes(minutes)), _) => {
                self.mend(&format!("a name beside the offset: `{name}`"));
                Some(minutes)
            }
        }
    }

    /// Whether the text has the form of RFC 2822 (section 3.3), with the names of zones that it
    /// leaves to old texts (section 4.3), or without a zone.
    fn is_rfc_2822(&self) -> bool {
        let mut rest = self.tokens.as_slice();
        let short = |token: &Token<'_>| {
            token.is_word() && token.text.len() == 3 && names::is_english(token.text)
        };
        if let [day, comma, behind @ ..] = rest
            && short(day)
            && comma.is(',')
            && !comma.spaced
        {
            rest = behind;
        }
        let [day, month, year, hour, colon, minute, rest @ ..] = rest else {
            return false;
        };
        let digits = |token: &Token<'_>, count: usize| {
            token.kind == Kind::Number && token.text.len() == count
        };
        let onto = |token: &Token<'_>| !token.spaced;
        let head = (digits(day, 1) || digits(day, 2))
            && short(month)
            && digits(year, 4)
            && digits(hour, 2)
            && colon.is(':')
            && digits(minute, 2)
            && [month, year, hour].iter().all(|token| token.spaced)
            && onto(colon)
            && onto(minute);
        let zone = match rest {
            [colon, second, rest @ ..] if colon.is(':') => {
                if !(onto(colon) && onto(second) && digits(second, 2)) {
                    return false;
                }
                rest
            }
            rest => rest,
        };
        head && match zone {
            [] => true,
            [name] => name.spaced && zone::is_of_rfc_2822(name.text),
            [sign, number] => {
                sign.spaced && (sign.is('+') || sign.is('-')) && onto(number) && digits(number, 4)
            }
            _ => false,
        }
    }
}
