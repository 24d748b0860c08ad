//! What a number begins: a date in numbers, a time, a day, a year.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::lex::{Token, UNITS};
use super::names;
use super::scan::{Clock, FARTHEST, Item, Numeric, Scan};
use super::zone::Name;

/// The years that a date in numbers can have in no other calendar that is in use.
const CERTAIN_YEARS: std::ops::Range<u32> = 1500..2400;

impl<'t> Scan<'t> {
    pub(super) fn number(&mut self, token: Token<'t>) -> Option<()> {
        if let Some(unit) = self.unit() {
            return self.counted(token, unit);
        }
        let timed = self.clock.is_some();
        if !timed && self.sign_onto(1, &[':']).is_some() {
            self.at += self.time(token)?;
            return Some(());
        }
        if self.numeric.is_none()
            && self.items.is_empty()
            && let Some(ahead) = self.numeric(token)
        {
            self.at += ahead;
            return Some(());
        }
        if !self.is_complete() {
            return self.item(token);
        }
        if !timed {
            self.at += self.time(token)?;
            return Some(());
        }
        // The plus before an offset is often lost: in an address it is a blank. So may a minus be.
        let value = token.value()?;
        let offset = match token.text.len() {
            2 => value <= FARTHEST,
            4 => value / 100 <= FARTHEST && value % 100 < 60,
            _ => false,
        };
        let bare = offset && self.zone_number.is_none();
        if !bare || self.peek(1).is_some_and(|next| !next.is_word()) {
            return None;
        }
        self.mend(&format!(
            "`{}`, which may be an offset without a sign",
            token.text
        ));
        self.at += 1;
        Some(())
    }

    /// The East Asian sign behind the number, which says what it counts.
    fn unit(&self) -> Option<char> {
        let mut chars = self.peek(1).filter(Token::is_word)?.text.chars();
        let unit = chars.next().filter(|c| UNITS.contains(*c))?;
        chars.next().is_none().then_some(unit)
    }

    /// `2016年`, `14시`
    fn counted(&mut self, token: Token<'t>, unit: char) -> Option<()> {
        let value = token.value()?;
        if !self.items.is_empty() || token.text.len() > 2 && unit != '年' && unit != '년' {
            return None;
        }
        let mut numeric = self.numeric.unwrap_or_default();
        match (unit, &mut self.clock) {
            ('年' | '년', _) if numeric.year.is_none() && token.text.len() == 4 => {
                numeric.year = Some(value);
            }
            ('月' | '월', _) if numeric.year.is_some() && numeric.month.is_none() => {
                numeric.month = Some(value);
            }
            ('日' | '号' | '號' | '일', _) if numeric.month.is_some() && numeric.day.is_none() =>
            {
                numeric.day = Some(value);
            }
            ('時' | '时' | '点' | '點' | '시', clock @ None) => {
                *clock = Some(Clock {
                    hour: value,
                    ..Clock::default()
                });
            }
            ('分' | '분', Some(clock)) if clock.minute.is_none() => clock.minute = Some(value),
            ('秒' | '초', Some(clock)) if clock.minute.is_some() && clock.second.is_none() => {
                clock.second = Some(value);
            }
            _ => return None,
        }
        if numeric.year.is_some() {
            self.numeric = Some(numeric);
        }
        self.mend("signs behind the numbers that say what they count");
        self.at += 2;
        Some(())
    }

    /// A day or a year beside a month that has a name.
    fn item(&mut self, token: Token<'t>) -> Option<()> {
        let late = self.clock.is_some();
        let comma = self
            .at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|before| before.is(','));
        self.items.push(Item::Number {
            value: token.value()?,
            digits: token.text.len(),
            comma,
            late,
        });
        self.at += 1;
        // Day, month and year, or a weekday that is a month's name too.
        (self.items.len() <= 4).then_some(())
    }

    /// A date in numbers alone. Answers how many tokens it has.
    fn numeric(&mut self, token: Token<'t>) -> Option<usize> {
        let digits = token.text.len();
        let set = |scan: &mut Self, year: u32, month: u32, day: u32| {
            scan.numeric = Some(Numeric {
                year: Some(year),
                month: Some(month),
                day: Some(day),
            });
        };
        // `20161025143005`
        if digits == 14 {
            let (date, time) = token.text.split_at_checked(8)?;
            let (date, time): (u32, u32) = (date.parse().ok()?, time.parse().ok()?);
            set(self, date / 10_000, date / 100 % 100, date % 100);
            self.clock = Some(Clock {
                hour: time / 10_000,
                minute: Some(time / 100 % 100),
                second: Some(time % 100),
                fraction: "",
            });
            self.mend("no signs between the parts of the date");
            return Some(1);
        }
        let value = token.value()?;
        match digits {
            8 => {
                set(self, value / 10_000, value / 100 % 100, value % 100);
                self.mend("no hyphens in the date");
                return Some(1);
            }
            7 => {
                let (month, day) = of_year(value / 1_000, value % 1_000)?;
                set(self, value / 1_000, month, day);
                self.mend("a day of the year in place of month and day");
                return Some(1);
            }
            4 | 1 | 2 => {}
            _ => return None,
        }
        if digits == 4
            && let Some((year, month, day, ahead)) = self.of_week(value)
        {
            set(self, year, month, day);
            self.mend("a day of a week in place of month and day");
            return Some(ahead);
        }
        let sign = self.sign_onto(1, &['-', '/', '.'])?;
        let blanks = sign.is('.');
        let fits = |token: &Token<'_>| token.is_number() && (blanks || !token.spaced);
        let second = self.peek(2).filter(fits)?;
        let same = self.peek(3).filter(|t| !t.spaced && t.kind == sign.kind);
        let Some(third) = same.and_then(|_| self.peek(4)).filter(fits) else {
            if digits != 4 || second.text.len() != 3 || !sign.is('-') {
                return None;
            }
            let (month, day) = of_year(value, second.value()?)?;
            set(self, value, month, day);
            self.mend("a day of the year in place of month and day");
            return Some(3);
        };
        let (b, c) = (second.value()?, third.value()?);
        // Years of Iran, of the Hijra and of Thailand are no years of this calendar, which ISO 8601
        // alone is bound to.
        let certain = |year: u32| CERTAIN_YEARS.contains(&year).then_some(());
        match (digits, second.text.len(), third.text.len()) {
            (4, 1 | 2, 1 | 2) => {
                if !sign.is('-') {
                    certain(value)?;
                }
                set(self, value, b, c);
                if !sign.is('-') {
                    self.mend("signs other than `-` in the date");
                } else if second.text.len() + third.text.len() < 4 {
                    self.mend("a month or a day of one digit");
                }
            }
            (1 | 2, 1 | 2, 4) => {
                certain(c)?;
                let day_first = sign.is('.') || value > 12 || value == b;
                if !day_first && b <= 12 {
                    // Day and month could change places.
                    return None;
                }
                if day_first {
                    set(self, c, b, value);
                    self.mend("the day first and the month in numbers");
                } else {
                    set(self, c, value, b);
                    self.mend("the month first and in numbers");
                }
            }
            _ => return None,
        }
        Some(5)
    }

    /// `W43-2` or `W432` behind a year, with how many tokens it has.
    fn of_week(&self, year: u32) -> Option<(u32, u32, u32, usize)> {
        let hyphen = usize::from(self.sign_onto(1, &['-']).is_some());
        let letter = self.peek(1 + hyphen)?;
        if letter.spaced || letter.text != "W" {
            return None;
        }
        let week = self.number_onto(2 + hyphen)?;
        let (week, day, ahead) = match (hyphen, week.text.len()) {
            (1, 2) => {
                self.sign_onto(4, &['-'])?;
                let day = self.number_onto(5).filter(|day| day.text.len() == 1)?;
                (week.value()?, day.value()?, 6)
            }
            (0, 3) => (week.value()? / 10, week.value()? % 10, 3),
            _ => return None,
        };
        let day = Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?;
        let year = i16::try_from(year).ok()?;
        let date = ISOWeekDate::new(year, i8::try_from(week).ok()?, day).ok()?;
        let (year, month, day) = parts(date.date())?;
        Some((year, month, day, ahead))
    }

    /// A time of day; answers how many tokens it has.
    pub(super) fn time(&mut self, token: Token<'t>) -> Option<usize> {
        if self.clock.is_some() {
            return None;
        }
        let (clock, ahead) = if self.sign_onto(1, &[':']).is_some() {
            self.time_with(token, &[':'])?
        } else if self.is_complete() {
            self.time_without_colon(token)?
        } else {
            return None;
        };
        self.clock = Some(clock);
        Some(ahead)
    }

    /// Hours, minutes and seconds with a sign between them.
    fn time_with(&mut self, token: Token<'t>, signs: &[char]) -> Option<(Clock<'t>, usize)> {
        let part = |token: Token<'t>| (token.text.len() <= 2).then(|| token.value()).flatten();
        let minute = self.number_onto(2)?;
        let mut clock = Clock {
            hour: part(token)?,
            minute: Some(part(minute)?),
            ..Clock::default()
        };
        if minute.text.len() == 1 {
            self.mend("minutes of one digit");
        }
        let mut ahead = 3;
        let second = self
            .sign_onto(ahead, signs)
            .and_then(|_| self.number_onto(ahead + 1));
        if let Some(second) = second {
            clock.second = Some(part(second)?);
            ahead += 2;
            ahead += self.fraction(ahead, &mut clock);
            // `14:30:05:00`
            if self.sign_onto(ahead, &[':']).is_some()
                && self.number_onto(ahead + 1).is_some_and(|t| t.text == "00")
            {
                self.mend("`:00` behind the seconds");
                ahead += 2;
            }
        }
        // A part of a minute, or anything else that no clock shows.
        let more = self.sign_onto(ahead, &['.', ',', ':', '/']).is_some()
            && self.number_onto(ahead + 1).is_some();
        (!more).then_some((clock, ahead))
    }

    /// The digits behind the seconds, with the point before them; answers how many tokens.
    fn fraction(&mut self, ahead: usize, clock: &mut Clock<'t>) -> usize {
        let Some(sign) = self.sign_onto(ahead, &['.', ',']) else {
            return 0;
        };
        let Some(digits) = self.number_onto(ahead + 1) else {
            return 0;
        };
        if sign.is(',') {
            self.mend("a comma before the fraction of a second");
        }
        clock.fraction = digits.text;
        2
    }

    /// `143005`, `1430`, `14h30`, `14.30`, `14 Uhr`, `2 pm`, `14 +0200`
    fn time_without_colon(&mut self, token: Token<'t>) -> Option<(Clock<'t>, usize)> {
        let value = token.value()?;
        let mut clock = Clock::default();
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let behind_t = before.is_some_and(|before| before.text.eq_ignore_ascii_case("t"));
        let behind_date = before.is_some_and(|before| before.text.len() == 8);
        let next = self.peek(1);
        let word = next.filter(Token::is_word).map_or("", |word| word.text);
        let compact = behind_t || behind_date || Name::find(word).is_some();
        match token.text.len() {
            6 if compact => {
                clock.hour = value / 10_000;
                clock.minute = Some(value / 100 % 100);
                clock.second = Some(value % 100);
                self.mend("no colons in the time");
                let ahead = 1 + self.fraction(1, &mut clock);
                return Some((clock, ahead));
            }
            4 if compact => {
                clock.hour = value / 100;
                clock.minute = Some(value % 100);
                self.mend("no colons in the time");
                let more =
                    self.sign_onto(1, &['.', ',']).is_some() && self.number_onto(2).is_some();
                return (!more).then_some((clock, 1));
            }
            1 | 2 => {}
            _ => return None,
        }
        clock.hour = value;
        if self.sign_onto(1, &['.']).is_some()
            && self.number_onto(2).is_some_and(|t| t.text.len() == 2)
        {
            self.mend("points in the time");
            return self.time_with(token, &['.']);
        }
        if word.eq_ignore_ascii_case("h") {
            self.mend("`h` in the time");
            let minute = self.peek(2).filter(Token::is_number);
            if let Some(minute) = minute {
                clock.minute = minute.value().filter(|_| minute.text.len() == 2);
                clock.minute?;
                return Some((clock, 3));
            }
            return Some((clock, 2));
        }
        let hours = word.eq_ignore_ascii_case("uhr") || names::half(word, true).is_some();
        let zoned = next.is_some_and(|sign| sign.is('+') || sign.is('-'))
            && self
                .number_onto(2)
                .is_some_and(|offset| offset.text.len() == 4);
        (hours || zoned || behind_t).then_some((clock, 1))
    }
}

/// Month and day of the day of a year.
fn of_year(year: u32, day: u32) -> Option<(u32, u32)> {
    let first = Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
    let date = first.with().day_of_year(i16::try_from(day).ok()?);
    let (_, month, day) = parts(date.build().ok()?)?;
    Some((month, day))
}

fn parts(date: Date) -> Option<(u32, u32, u32)> {
    Some((
        u32::try_from(date.year()).ok()?,
        u32::try_from(date.month()).ok()?,
        u32::try_from(date.day()).ok()?,
    ))
}
