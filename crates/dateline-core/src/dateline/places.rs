//! Taking the place part of a dateline apart.

use super::DatelinePlace;
use super::read::{is_caseless, is_inner_blank, is_letter};
use crate::place::state_named;
use crate::vocab::{KnownPlace, Vocabulary};

/// Words in upper case with which texts open, and which no place has in its name; behind the English
/// ones, the OSCE's own name in other languages.
const NOT_PLACES: &[&str] = &[
    "ADVISORY",
    "CIO",
    "COE",
    "CORRECTION",
    "CSCE",
    "DAILY",
    "EU",
    "HCNM",
    "MEDIA",
    "NATO",
    "NEWS",
    "NOTE",
    "ODIHR",
    "OSCE",
    "PRESS",
    "RELEASE",
    "REPORT",
    "RFOM",
    "SMM",
    "SPOT",
    "STATEMENT",
    "SUMMARY",
    "UN",
    "UPDATE",
    "WEEKLY",
    "ATƏT",
    "EXHT",
    "OEBS",
    "OESS",
    "OBSE",
    "OSBE",
    "OSZE",
    "БДИПЧ",
    "БДІПЛ",
    "ЕҚЫҰ",
    "ЕККУ",
    "ОБСЕ",
    "ОБСЄ",
    "ОЕБС",
    "САҲА",
    "ԵԱՀԿ",
];

/// A name has at most so many words, and a qualifier too.
const WORDS: usize = 6;

/// How far the spelling itself shows that names are places.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Standing {
    /// All names are in upper case, as datelines have them.
    Upper,
    /// Some are not, but the vocabulary knows them or their State.
    Mixed,
}

/// Reads a place part: the places, what joins the first two, and how they stand.
///
/// ```text
/// VIENNA/WARSAW            two places
/// PRISHTINË/PRIŠTINA       one place, in two languages
/// OSH, Kyrgyzstan          one place, qualified
/// VIENNA, BRUSSELS         two places
/// ```
pub(super) fn read(part: &str) -> Option<(Vec<DatelinePlace<'_>>, &str, Standing)> {
    let mut found: Vec<Span> = Vec::new();
    let mut start = 0;
    for segment in part.split('/') {
        let first = found.len();
        let mut at = start;
        for element in segment.split(',') {
            let name = Span::of(at, element)?;
            at += element.len() + 1;
            match found[first..].last_mut() {
                Some(place) if qualifies(part, place, name.text(part)) => place.qualify(&name),
                _ => found.push(name),
            }
        }
        start += segment.len() + 1;
        join_languages(part, &mut found, first);
    }

    let joiner = match found.as_slice() {
        [first, second, ..] => &part[first.end()..second.start],
        _ => "/",
    };
    let places: Vec<_> = found.iter().map(|span| span.place(part)).collect();
    let mut standing = Standing::Upper;
    for place in &places {
        if !is_name(place.name) || !place.qualifier.is_none_or(is_qualifier) {
            return None;
        }
        if !is_upper(place.name) {
            standing = Standing::Mixed;
            let mut words = place.name.split(is_inner_blank);
            let clear = is_known(place) || (names_state(place) && words.all(is_capitalised));
            if !clear {
                return None;
            }
        }
    }
    Some((places, joiner, standing))
}

/// Whether the vocabulary has this place, in each language that it is written in.
pub(super) fn is_known(place: &DatelinePlace<'_>) -> bool {
    known(place.name).is_some() || place.name.split('/').all(|name| known(name).is_some())
}

/// Whether the qualifier is a participating State.
pub(super) fn names_state(place: &DatelinePlace<'_>) -> bool {
    place.qualifier.is_some_and(is_state)
}

/// Whether the qualifier is neither a State nor a district, and so perhaps a part of a sentence.
pub(super) fn is_region(place: &DatelinePlace<'_>) -> bool {
    place
        .qualifier
        .is_some_and(|text| !is_state(text) && !is_district(text))
}

/// Where the name and the qualifier of a place stand in the place part.
struct Span {
    start: usize,
    name_end: usize,
    qualifier: Option<(usize, usize)>,
}

impl Span {
    /// The name that `element`, which stands at `at`, has between its blanks.
    fn of(at: usize, element: &str) -> Option<Self> {
        let name = element.trim_start_matches(is_inner_blank);
        let start = at + element.len() - name.len();
        let name_end = start + name.trim_end_matches(is_inner_blank).len();
        (start < name_end).then_some(Self {
            start,
            name_end,
            qualifier: None,
        })
    }

    fn qualify(&mut self, by: &Self) {
        let start = self.qualifier.map_or(by.start, |(start, _)| start);
        self.qualifier = Some((start, by.name_end));
    }

    fn end(&self) -> usize {
        self.qualifier.map_or(self.name_end, |(_, end)| end)
    }

    fn text<'a>(&self, part: &'a str) -> &'a str {
        &part[self.start..self.name_end]
    }

    fn place<'a>(&self, part: &'a str) -> DatelinePlace<'a> {
        DatelinePlace {
            name: self.text(part),
            qualifier: self.qualifier.map(|(start, end)| &part[start..end]),
        }
    }
}

/// Whether `element`, behind a comma, qualifies `place` and is not the next of a list.
fn qualifies(part: &str, place: &Span, element: &str) -> bool {
    let is_place = known(element).is_some();
    if is_state(element) {
        // Monaco and Luxembourg are both.
        return !is_place || !is_upper(element) || !is_upper(place.text(part));
    }
    !is_place && (!is_upper(element) || is_district(element))
}

/// Makes one place of the first of a segment and the last of the segment before, where they are
/// one.
fn join_languages(part: &str, found: &mut Vec<Span>, second: usize) {
    let Some(first) = second.checked_sub(1) else {
        return;
    };
    if found[first].qualifier.is_some() {
        return;
    }
    let (start, end) = (found[first].start, found[second].name_end);
    let one = known(found[first].text(part));
    let same = one.is_some() && one == known(found[second].text(part));
    if same || known(&part[start..end]).is_some() {
        found[second].start = start;
        found.remove(first);
    }
}

/// Whether `text` is written as the name of a place may be.
fn is_name(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars() {
        letters += usize::from(is_letter(c));
        if !is_letter(c) && !is_inner_blank(c) && !is_sign(c) && c != '/' {
            return false;
        }
    }
    letters > 1
        && is_capitalised(text)
        && text.split(is_inner_blank).count() <= WORDS
        && !text
            .split(|c| !is_letter(c))
            .any(|word| NOT_PLACES.contains(&word))
}

/// Whether `text` may be a country, a district or a region: `DC`, `Kotayq region of Armenia`.
fn is_qualifier(text: &str) -> bool {
    let as_name =
        |c| is_letter(c) || is_inner_blank(c) || is_sign(c) || matches!(c, ',' | '(' | ')');
    text.chars().all(as_name)
        && text.split(is_inner_blank).count() <= WORDS
        && (is_capitalised(text) || ends_in_state(text))
}

fn ends_in_state(text: &str) -> bool {
    text.char_indices()
        .any(|(at, c)| is_inner_blank(c) && is_state(text[at..].trim()))
}

fn is_district(text: &str) -> bool {
    is_upper(text) && text.chars().filter(|c| is_letter(*c)).count() <= 3
}

fn is_capitalised(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || is_caseless(c))
}

/// Whether there are letters, and all are in upper case.
fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

fn is_sign(c: char) -> bool {
    matches!(
        c,
        '.' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '‘' | 'ʼ'
    )
}

/// Whether `text` names a participating State. `is` and `by` are words, `IS` and `BY` codes.
fn is_state(text: &str) -> bool {
    state_named(text).is_some()
}

fn known(name: &str) -> Option<KnownPlace> {
    KnownPlace::find(name)
}
