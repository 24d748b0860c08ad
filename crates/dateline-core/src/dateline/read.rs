//! Finding the dateline at the head of a text.

use super::date::{self, Reading, opens_with_day};
use super::form::DatelineForm;
use super::places::{self, Standing};
use super::{Dateline, DatelineDate, DatelinePlace};

/// How much of a text is searched, in bytes. The longest dateline met has some 60.
const WINDOW: usize = 300;

/// How many ends of a place part are tried where no date shows it.
const ATTEMPTS: usize = 4;

pub(super) fn dateline(text: &str) -> Option<Dateline<'_>> {
    let window = &text[..(0..=WINDOW.min(text.len())).rfind(|at| text.is_char_boundary(*at))?];
    let line = window.trim_start_matches(is_blank);
    let start = window.len() - line.len();
    let line = &line[..line.find(is_line_end).unwrap_or(line.len())];
    let head = &text[start..];
    let found = dated(head, line).or_else(|| undated(head, line))?;
    let (text, body) = text.split_at(start + found.len());
    Some(Dateline {
        text,
        body,
        ..found
    })
}

/// Reads `places, date separator`. No place has a digit in its name: the first one belongs to the
/// date, which may begin with words before it.
fn dated<'a>(head: &'a str, line: &'a str) -> Option<Dateline<'a>> {
    let digit = line.find(|c: char| c.is_ascii_digit())?;
    let (before, from_date) = line.split_at(date::start(line, digit));
    let reading = Reading::at_front(from_date)?;
    let tail = Tail::read(&head[line.len() - reading.rest.len()..])?;
    let (part, joint) = joint(before)?;
    let date = Some(reading.date);
    let year_said = reading.date.year().is_some();
    // `October 25 – 27` is a range.
    let goes_on = opens_with_day(tail.body)
        || (reading.month_first && tail.body.starts_with(|c: char| c.is_ascii_digit()));
    let form = DatelineForm {
        joint,
        month: reading.month,
        year: reading.year,
        written: reading.written(),
        ..DatelineForm::CURRENT
    };

    if part.is_empty() {
        // Without a place it is easily a sentence or a range of days.
        let clear = tail.mark == Mark::Dash && year_said && !goes_on;
        let joint = DatelineForm::CURRENT.joint;
        return clear
            .then(|| tail.dateline(head, Vec::new(), date, DatelineForm { joint, ..form }));
    }
    let (places, joiner, standing) = places::read(part)?;
    let form = DatelineForm { joiner, ..form };
    let joint_is_blank = joint.trim_matches(is_blank).is_empty();
    let clear = match tail.mark {
        _ if standing == Standing::Mixed && !tail.opens_a_sentence() => false,
        Mark::Dash => year_said || !goes_on,
        Mark::Stop => year_said,
        Mark::Nothing if standing != Standing::Upper || !year_said => false,
        Mark::Nothing if tail.ends_line() => true,
        Mark::Nothing => !joint_is_blank && tail.opens_a_sentence(),
    };
    // A region and then no comma before the date is a sentence: `ROME, where Armenia on 3 May`.
    let clear = clear && !(joint_is_blank && places.iter().any(places::is_region));
    clear.then(|| tail.dateline(head, places, date, form))
}

/// Reads `places separator`, which is a dateline only when the places are known to be ones.
fn undated<'a>(head: &'a str, line: &'a str) -> Option<Dateline<'a>> {
    let ends = line
        .char_indices()
        .zip(line.chars().skip(1))
        .filter(|((_, c), next)| {
            let blank = is_blank(*c) && (is_dash(*next) || matches!(next, '(' | '/'));
            blank || ((is_dash(*c) || *c == '.') && is_blank(*next))
        });
    let tails = ends.filter_map(|((at, _), _)| {
        let tail = Tail::read(&head[at..])?;
        (tail.mark != Mark::Nothing && !opens_with_day(tail.body)).then_some((at, tail))
    });
    tails.take(ATTEMPTS).find_map(|(at, tail)| {
        let (places, joiner, standing) = places::read(&line[..at])?;
        // The stop of `D.C. –` belongs to the name.
        if (standing == Standing::Mixed || tail.mark == Mark::Stop) && !tail.opens_a_sentence() {
            return None;
        }
        let clear = places.iter().all(|place| match (standing, tail.mark) {
            (Standing::Upper, _) => places::is_known(place) || places::names_state(place),
            (Standing::Mixed, Mark::Stop) => places::names_state(place),
            (Standing::Mixed, _) => places::is_known(place) && places::names_state(place),
        });
        let form = DatelineForm {
            joiner,
            ..DatelineForm::CURRENT
        };
        clear.then(|| tail.dateline(head, places, None, form))
    })
}

/// Splits what stands before the date into the place part and its joint: a comma, a dash between
/// blanks, or blanks. Both are empty where the date comes first.
fn joint(before: &str) -> Option<(&str, &str)> {
    let trimmed = before.trim_end_matches(is_inner_blank);
    let part = if let Some(part) = trimmed.strip_suffix(',') {
        part.trim_end_matches(is_inner_blank)
    } else if let Some(part) = trimmed.strip_suffix(is_dash) {
        let part_trimmed = part.trim_end_matches(is_inner_blank);
        if part_trimmed.len() == part.len() || trimmed.len() == before.len() {
            return None;
        }
        part_trimmed
    } else if trimmed.len() < before.len() || trimmed.is_empty() {
        trimmed
    } else {
        return None;
    };
    let joint = &before[part.len()..];
    (!part.is_empty() || joint.is_empty()).then_some((part, joint))
}

/// What marks the end of a dateline.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mark {
    Dash,
    Stop,
    /// Blanks, or the end of the text.
    Nothing,
}

/// What follows the date: the separator, and the text proper.
struct Tail<'a> {
    separator: &'a str,
    agency: Option<&'a str>,
    mark: Mark,
    body: &'a str,
}

impl<'a> Tail<'a> {
    /// Nothing where `rest` goes on without a separator.
    fn read(rest: &'a str) -> Option<Self> {
        let (agency, behind) = match agency(rest.trim_start_matches(is_inner_blank)) {
            Some((agency, behind)) => (Some(agency), behind),
            None => (None, rest),
        };
        let at_mark = behind.trim_start_matches(is_inner_blank);
        let behind_dashes = dashes(at_mark);
        let (mark, at_blanks) = match at_mark.strip_prefix('.') {
            _ if behind_dashes.len() < at_mark.len() => (Mark::Dash, behind_dashes),
            Some(behind) if behind.is_empty() || behind.starts_with(is_blank) => {
                (Mark::Stop, behind)
            }
            _ => (Mark::Nothing, behind),
        };
        let body = at_blanks.trim_start_matches(is_blank);
        let separator = &rest[..rest.len() - body.len()];
        // `1997-98` and `2018-today` are ranges.
        let range = mark == Mark::Dash
            && !separator.contains(is_blank)
            && agency.is_none()
            && body.starts_with(|c: char| c.is_numeric() || c.is_lowercase());
        let separates = !separator.is_empty() || body.is_empty();
        (separates && !range).then_some(Self {
            separator,
            agency,
            mark,
            body,
        })
    }

    fn ends_line(&self) -> bool {
        self.body.is_empty() || self.separator.contains(is_line_end)
    }

    /// Whether the text begins as a sentence does; no text at all is fine too.
    fn opens_a_sentence(&self) -> bool {
        let quotes = ['"', '\'', '“', '„', '‘', '«'];
        let first = self.body.trim_start_matches(quotes).chars().next();
        first.is_none_or(|c| c.is_alphanumeric() && !c.is_lowercase())
    }

    /// The dateline that ends with this; of the form, the separator is still to be filled in.
    fn dateline(
        self,
        head: &'a str,
        places: Vec<DatelinePlace<'a>>,
        date: Option<DatelineDate>,
        form: DatelineForm<'a>,
    ) -> Dateline<'a> {
        let Self {
            separator,
            agency,
            mark: _,
            body,
        } = self;
        let text = &head[..head.len() - body.len()];
        Dateline {
            text,
            body,
            places,
            date,
            agency,
            form: DatelineForm { separator, ..form },
        }
    }
}

/// Reads `(OSCE)`, `/OSCE/` or the same in another language, `(ОБСЄ)`.
pub(super) fn agency(text: &str) -> Option<(&str, &str)> {
    let (open, close) = if text.starts_with('(') {
        ('(', ')')
    } else {
        ('/', '/')
    };
    let inner = text.strip_prefix(open)?;
    let in_name = |c: char| c.is_uppercase() || is_caseless(c) || (c == '/' && close == ')');
    let (agency, behind) = inner.split_at(inner.find(|c| !in_name(c))?);
    let behind = behind.strip_prefix(close)?;
    (2..=20)
        .contains(&agency.chars().count())
        .then_some((agency, behind))
}

/// What follows the dashes at the front of `text`, of which there may be two with a blank between.
fn dashes(text: &str) -> &str {
    let behind = text.trim_start_matches(is_dash);
    if behind.len() == text.len() {
        return text;
    }
    let second = behind.trim_start_matches(is_inner_blank);
    if second.starts_with(is_dash) {
        second.trim_start_matches(is_dash)
    } else {
        behind
    }
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// A blank that does not end the line.
pub(super) fn is_inner_blank(c: char) -> bool {
    is_blank(c) && !is_line_end(c)
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A letter, or an accent that is a character of its own.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// A letter of Georgian, which is written without capitals though Unicode has some.
pub(super) fn is_caseless(c: char) -> bool {
    matches!(c, '\u{10D0}'..='\u{10FF}')
}
