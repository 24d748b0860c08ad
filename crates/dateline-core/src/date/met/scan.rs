//! The tokens of a date one after the other, each taken for what it can be where it stands.

use super::lex::{Plain, Token};
use super::names::{self, Half};
use super::zone::{self, Name, Number};

/// Nowhere are clocks more hours from UTC.
pub(super) const FARTHEST: u32 = 15;

/// A piece of a date whose month has a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// A day or a year.
    Number {
        value: u32,
        digits: usize,
        /// Whether a comma stands before it.
        comma: bool,
        /// Whether it stands behind the time.
        late: bool,
    },
    /// A month.
    Month(u8),
    /// A month or weekdays: `mar` is March and, in French and Spanish, Tuesday.
    Either(u8, u16),
}

/// A date in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numeric {
    pub(super) year: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

/// A time of day as it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock<'t> {
    pub(super) hour: u32,
    pub(super) minute: Option<u32>,
    pub(super) second: Option<u32>,
    /// The digits behind the point.
    pub(super) fraction: &'t str,
}

/// What was found so far.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    pub(super) plain: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) at: usize,
    pub(super) arabic: bool,
    pub(super) items: Vec<Item>,
    pub(super) numeric: Option<Numeric>,
    pub(super) weekdays: Option<u16>,
    pub(super) half: Option<Half>,
    pub(super) clock: Option<Clock<'t>>,
    pub(super) zone_name: Option<(String, Name)>,
    pub(super) zone_number: Option<Number>,
    /// Whether the number stands before the name.
    pub(super) number_first: bool,
    pub(super) mends: Vec<String>,
}

impl<'t> Scan<'t> {
    /// Takes all of the text apart. None where a piece has no place in a date.
    pub(super) fn of(plain: &'t Plain) -> Option<Self> {
        let mut scan = Self {
            plain: &plain.text,
            tokens: plain.tokens(),
            at: 0,
            arabic: plain.arabic,
            items: Vec::new(),
            numeric: None,
            weekdays: None,
            half: None,
            clock: None,
            zone_name: None,
            zone_number: None,
            number_first: false,
            mends: Vec::new(),
        };
        if plain.changed {
            scan.mend("signs that are not those of ASCII");
        }
        while let Some(token) = scan.peek(0) {
            if token.is_number() {
                scan.number(token)?;
            } else if token.is_word() {
                scan.word(token)?;
            } else {
                scan.sign(token)?;
            }
        }
        Some(scan)
    }

    /// The token that stands so many behind the present one.
    pub(super) fn peek(&self, ahead: usize) -> Option<Token<'t>> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// The token before the present one.
    fn previous(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at.checked_sub(1)?).copied()
    }

    /// The token so many ahead, if it is the sign and no blank stands before it.
    pub(super) fn sign_onto(&self, ahead: usize, signs: &[char]) -> Option<Token<'t>> {
        self.peek(ahead)
            .filter(|token| !token.spaced && signs.iter().any(|sign| token.is(*sign)))
    }

    /// The token so many ahead, if it is a number and no blank stands before it.
    pub(super) fn number_onto(&self, ahead: usize) -> Option<Token<'t>> {
        self.peek(ahead)
            .filter(|token| !token.spaced && token.is_number())
    }

    /// Notes what is mended, once.
    pub(super) fn mend(&mut self, what: &str) {
        if !self.mends.iter().any(|mend| mend == what) {
            self.mends.push(what.to_owned());
        }
    }

    /// Whether year, month and day are there.
    pub(super) fn is_complete(&self) -> bool {
        let numbers = self
            .items
            .iter()
            .filter(|item| matches!(item, Item::Number { .. }))
            .count();
        self.numeric.is_some_and(|numeric| numeric.day.is_some())
            || numbers == 2 && self.items.len() > 2
    }

    fn word(&mut self, token: Token<'t>) -> Option<()> {
        let ahead = self
            .separator_of_time(token)
            .or_else(|| self.half_of_day(token))
            .or_else(|| self.zone_of_place(token))
            .or_else(|| self.zone_in_capitals(token))
            .or_else(|| self.ordinal(token))
            .or_else(|| self.filler(token))
            .or_else(|| self.named(token))
            .or_else(|| self.numbered_month(token))
            .or_else(|| self.zone_name(token))
            .or_else(|| self.unknown(token))?;
        self.at += ahead;
        Some(())
    }

    /// `T` between date and time.
    fn separator_of_time(&mut self, token: Token<'t>) -> Option<usize> {
        let fits = token.text.eq_ignore_ascii_case("t") && self.clock.is_none();
        let time = self.peek(1).filter(Token::is_number)?;
        if !fits || !self.is_complete() {
            return None;
        }
        if token.spaced || time.spaced {
            self.mend("a blank beside the `T`");
        }
        self.at += 1;
        let ahead = self.time(time);
        self.at -= 1;
        ahead.map(|ahead| ahead + 1)
    }

    fn half_of_day(&mut self, token: Token<'t>) -> Option<usize> {
        if self.half.is_some() {
            return None;
        }
        let behind = self.clock.is_some() || self.is_complete();
        let letters = |text: &str| text.chars().count() == 1;
        // a.m., π.μ.
        if behind && letters(token.text) && self.sign_onto(1, &['.']).is_some() {
            let second = self.peek(2).filter(|next| letters(next.text))?;
            self.half = names::half(&format!("{}{}", token.text, second.text), true);
            self.half?;
            return Some(3 + usize::from(self.sign_onto(3, &['.']).is_some()));
        }
        self.half = names::half(token.text, behind);
        self.half.map(|_| 1)
    }

    /// `Europe/Vienna`, `Etc/GMT+2`
    fn zone_of_place(&mut self, token: Token<'t>) -> Option<usize> {
        self.sign_onto(1, &['/'])?;
        if self.clock.is_none() || self.zone_name.is_some() {
            return None;
        }
        let text = self.plain.get(token.start..)?;
        let name = text.split([' ', ',', ';']).next()?;
        let zone = Name::place(name)?;
        self.zone_name = Some((name.to_owned(), zone));
        let end = token.start + name.len();
        let behind = self.tokens.iter().skip(self.at);
        Some(behind.take_while(|token| token.start < end).count())
    }

    /// A name of a zone in capitals, which no name of a day is where a time stands before it.
    fn zone_in_capitals(&mut self, token: Token<'t>) -> Option<usize> {
        let capitals = token.text.bytes().all(|byte| byte.is_ascii_uppercase());
        capitals.then(|| self.zone_name(token)).flatten()
    }

    fn zone_name(&mut self, token: Token<'t>) -> Option<usize> {
        if self.zone_name.is_some() {
            return None;
        }
        let zone = Name::find(token.text)?;
        // A day can be one of UTC: `2016-10-25Z`.
        if self.clock.is_none() && !(self.is_complete() && matches!(zone, Name::Utc)) {
            return None;
        }
        self.zone_name = Some((token.text.to_owned(), zone));
        Some(1)
    }

    /// `25th`, `1er`
    fn ordinal(&mut self, token: Token<'t>) -> Option<usize> {
        let counts = !token.spaced
            && self.previous().is_some_and(|token| token.is_number())
            && matches!(self.items.last(), Some(Item::Number { .. }))
            && names::is_ordinal(token.text);
        counts.then_some(1)
    }

    fn filler(&self, token: Token<'t>) -> Option<usize> {
        let starts = self.at == 0 && names::weekdays(token.text).is_some();
        (!starts && names::is_filler(token.text)).then_some(1)
    }

    /// A month or a day of the week, of up to three words.
    fn named(&mut self, token: Token<'t>) -> Option<usize> {
        let leads = self.previous().is_none_or(|before| before.is(','));
        for count in [3, 2, 1] {
            // Words with single blanks or hyphens between them.
            let mut ahead = 0;
            let mut last = token;
            for _ in 1..count {
                ahead += 1 + usize::from(self.sign_onto(ahead + 1, &['-']).is_some());
                let Some(next) = self.peek(ahead).filter(Token::is_word) else {
                    break;
                };
                last = next;
            }
            let words = self.plain.get(token.start..last.start + last.text.len())?;
            let ahead = ahead + 1;
            if self
                .peek(ahead - 1)
                .is_none_or(|token| token.start != last.start)
            {
                continue;
            }
            let month = names::month(words);
            let days = names::weekdays(words)
                .filter(|_| self.weekdays.is_none() && (leads || !is_tiny(words)));
            match (month, days) {
                (Some(month), Some(days)) => self.items.push(Item::Either(month, days)),
                (Some(month), None) => self.items.push(Item::Month(month)),
                (None, Some(days)) => self.weekdays = Some(days),
                (None, None) => continue,
            }
            if !names::is_english(words) {
                self.mend("names that are not English");
            }
            return Some(ahead);
        }
        None
    }

    /// Vietnamese months have numbers: `tháng 10`, `thg 10`.
    fn numbered_month(&mut self, token: Token<'t>) -> Option<usize> {
        let key = names::key(token.text);
        if key != "thang" && key != "thg" {
            return None;
        }
        let month = self.peek(1).and_then(|number| number.value())?;
        let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
        self.items.push(Item::Month(month));
        self.mend("names that are not English");
        Some(2)
    }

    /// A word that nobody knows where a weekday or a zone stands.
    fn unknown(&mut self, token: Token<'t>) -> Option<usize> {
        if self.at == 0 {
            let dot = usize::from(self.sign_onto(1, &['.']).is_some());
            let next = self.peek(1 + dot)?;
            let dated = next.is(',') || next.is_number() || names::month(next.text).is_some();
            if !dated {
                return None;
            }
            self.mend(&format!("`{}` in place of a weekday", token.text));
            return Some(1);
        }
        let stands = self.clock.is_some() && self.zone_name.is_none();
        if let Some(last) = self
            .tokens
            .last()
            .filter(|last| stands && last.text == "Time")
        {
            let behind = self.tokens.get(self.at..)?;
            let name = self.plain.get(token.start..last.start + last.text.len())?;
            if !behind.iter().all(Token::is_word) {
                return None;
            }
            self.zone_name = Some((name.to_owned(), Name::find_long(name)));
            return Some(behind.len());
        }
        if !stands || !zone::looks_like_name(token.text) {
            return None;
        }
        self.zone_name = Some((token.text.to_owned(), Name::Unknown));
        Some(1)
    }

    fn sign(&mut self, token: Token<'t>) -> Option<()> {
        let timed = self.clock.is_some();
        if token.is('+') || token.is('-') {
            let dated = self.is_complete();
            let digits = self.number_onto(1).map_or(0, |number| number.text.len());
            let offset = if timed {
                digits > 0
            } else {
                // XML Schema lets a day have an offset: `2016-10-25-07:00`. Whoever means a time by
                // it loses that, but not the day.
                let minutes = self.number_onto(3).map_or(0, |number| number.text.len());
                let colon = self.sign_onto(2, &[':']).is_some() && minutes == 2;
                let seconds = self.sign_onto(4, &[':']).is_some();
                let of_schema = !token.spaced && digits == 2 && colon && !seconds;
                dated && (token.is('+') || of_schema || token.spaced && digits == 4)
            };
            if offset {
                return self.offset(token.is('-'));
            }
            // A number with a minus before it is none of a date: `30 Nov -0001`.
            if token.spaced && digits > 0 {
                return None;
            }
            // `--0700`
            if timed && self.sign_onto(1, &['-']).is_some() {
                self.mend("a stray sign before the offset");
                self.at += 1;
                return Some(());
            }
        }
        // `14:30:05:-0700`
        if token.is(':') && timed && self.sign_onto(1, &['+', '-']).is_some() {
            self.mend("a stray sign before the offset");
            self.at += 1;
            return Some(());
        }
        let before = self.previous()?;
        let abbreviated = before.is('.') && !token.is('.');
        let separates = [',', '.', '-', '/', ';', '@', '|']
            .iter()
            .any(|sign| token.is(*sign));
        let last = self.peek(1).is_none();
        if !separates
            || !(before.is_word() || before.is_number() || abbreviated)
            || last && !token.is('.')
        {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// An offset by number, from its sign.
    fn offset(&mut self, west: bool) -> Option<()> {
        if self.zone_number.is_some() {
            return None;
        }
        let number = self.number_onto(1)?;
        let value = number.value()?;
        self.at += 2;
        let (hours, minutes, colon) = match number.text.len() {
            1 | 2 => match (self.sign_onto(0, &[':']), self.number_onto(1)) {
                (Some(_), Some(minutes)) if minutes.text.len() == 2 => {
                    self.at += 2;
                    (value, minutes.value()?, true)
                }
                _ => {
                    self.mend("an offset of hours alone");
                    (value, 0, false)
                }
            },
            3 | 4 => (value / 100, value % 100, false),
            _ => return None,
        };
        if number.text.len() == 3 {
            self.mend("an offset of three digits");
        }
        // `+02:00:00`
        if colon
            && self.sign_onto(0, &[':']).is_some()
            && self.number_onto(1).is_some_and(|token| token.text == "00")
        {
            self.mend("seconds in the offset");
            self.at += 2;
        }
        // `14:30-16:00` is a span of time.
        if hours > 23 || minutes > 59 || colon && hours > FARTHEST {
            return None;
        }
        let offset = i16::try_from(hours * 60 + minutes).ok()?;
        self.number_first = self.zone_name.is_none();
        self.zone_number = Some(match offset {
            0 if west => Number::Unstated,
            _ if west => Number::Minutes(-offset),
            _ => Number::Minutes(offset),
        });
        Some(())
    }
}

/// Whether a word has two letters, of which there are names of days in one language that are common
/// words in another: `to` is a Finnish Thursday.
fn is_tiny(word: &str) -> bool {
    word.len() <= 4 && word.chars().count() <= 2
}
