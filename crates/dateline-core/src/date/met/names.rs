//! What a word names: a month, a day of the week, a half of the day.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{months, weekdays};
use crate::dateline;
use crate::vocab::fold;

/// Halves of the day before or behind the time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Half {
    /// Before noon; 12 is midnight.
    Am,
    /// After noon; 12 is noon.
    Pm,
    /// After noon, as the Japanese count: 0 is noon.
    PmFromZero,
}

/// The key that names are looked up by: no accents, no case, no blanks.
pub(super) fn key(words: &str) -> String {
    fold(words).replace('ς', "σ")
}

/// A set of months or of weekdays, as bits.
type Set = u16;

static MONTHS: LazyLock<HashMap<String, Set>> = LazyLock::new(|| index(months::MONTHS));
static WEEKDAYS: LazyLock<HashMap<String, Set>> = LazyLock::new(|| index(weekdays::WEEKDAYS));

fn index(languages: &[(&str, &str)]) -> HashMap<String, Set> {
    let mut index: HashMap<String, Set> = HashMap::new();
    for (_, row) in languages {
        for (at, names) in row.split(' ').enumerate() {
            for name in names.split('/') {
                *index.entry(key(name)).or_default() |= 1 << at;
            }
        }
    }
    index
}

/// The month that `words` name, from 1 to 12. None where two languages mean two months by it, as
/// Croatian and Polish by `listopada`.
pub(super) fn month(words: &str) -> Option<u8> {
    let others = MONTHS.get(&key(words)).copied();
    match (dateline::month_named(words), others) {
        (Some(month), None) => Some(month),
        (Some(month), Some(set)) => (set == 1 << (month - 1)).then_some(month),
        (None, Some(set)) if set.is_power_of_two() => u8::try_from(set.trailing_zeros() + 1).ok(),
        _ => None,
    }
}

/// The days of the week that `words` may name, Monday being the lowest bit. Languages share short
/// names: `so` is a Sunday in German and a Saturday in Czech.
pub(super) fn weekdays(words: &str) -> Option<Set> {
    WEEKDAYS.get(&key(words)).copied()
}

/// Whether `word` is English: a name of a month or a day, or three letters or more of it.
pub(super) fn is_english(word: &str) -> bool {
    const NAMES: &str = "january february march april may june july august september october \
                         november december monday tuesday wednesday thursday friday saturday sunday";
    let word = word.to_ascii_lowercase();
    word.len() >= 3 && NAMES.split(' ').any(|name| name.starts_with(&word))
}

/// A half of the day. `behind` are names that stand behind the time only.
pub(super) fn half(word: &str, behind: bool) -> Option<Half> {
    Some(match word {
        "오전" | "上午" | "午前" => Half::Am,
        "오후" | "下午" => Half::Pm,
        "午後" => Half::PmFromZero,
        _ if !behind => return None,
        "ص" | "πμ" => Half::Am,
        "م" | "μμ" => Half::Pm,
        _ if word.eq_ignore_ascii_case("am") => Half::Am,
        _ if word.eq_ignore_ascii_case("pm") => Half::Pm,
        _ => return None,
    })
}

/// Words between the parts of a date that say nothing of it.
pub(super) fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        // Before and behind the month, and before the year.
        "of",
        "the",
        "de",
        "del",
        "den",
        "d",
        "dne",
        "ngày",
        "năm",
        // Behind the year or the day.
        "г",
        "год",
        "года",
        "р",
        "рік",
        "року",
        "r",
        "god",
        "godine",
        "m",
        "gada",
        "yil",
        "жылғы",
        "жылы",
        "жылдын",
        "соли",
        "წლის",
        "թ",
        // Before the time.
        "at",
        "um",
        "à",
        "a",
        "alle",
        "ore",
        "om",
        "kl",
        "klo",
        "ob",
        "u",
        "v",
        "o",
        "в",
        "о",
        "у",
        "las",
        "às",
        "lúc",
        "la",
        "saat", // Behind the time.
        "uhr",
        "h",
        "hrs",
        "hs",
        "uur",
        "hod",
        "godz",
    ];
    FILLERS
        .iter()
        .any(|filler| filler.chars().eq(word.chars().flat_map(char::to_lowercase)))
}

/// What stands onto a number that counts: `1st`, `2e`, `1er`, `25-го`.
pub(super) fn is_ordinal(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "st", "nd", "rd", "th", "er", "re", "e", "ème", "o", "a", "го", "е", "й", "ого", "ste",
        "de", "η", "ης", "ta",
    ];
    ENDINGS
        .iter()
        .any(|ending| word.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_all_months_and_all_days() {
        for (language, row) in months::MONTHS {
            assert_eq!(row.split(' ').count(), 12, "{language}");
        }
        for (language, row) in weekdays::WEEKDAYS {
            assert_eq!(row.split(' ').count(), 7, "{language}");
        }
        for name in MONTHS.keys().chain(WEEKDAYS.keys()) {
            assert!(name.chars().count() > 1, "{name:?}");
        }
    }

    /// What two languages use for two months is no name of a month.
    #[test]
    fn names_of_two_months_are_known_ones() {
        let mut shared: Vec<&str> = MONTHS.keys().map(String::as_str).collect();
        shared.retain(|name| month(name).is_none());
        shared.sort_unstable();
        assert_eq!(shared, ["lip", "lis", "listopad", "listopada", "srp"]);
    }

    /// A language whose months datelines know needs no row here.
    #[test]
    fn no_language_stands_in_two_tables() {
        let twice = months::MONTHS.iter().filter(|(_, row)| {
            let mut names = row.split(' ').filter_map(|names| names.split('/').next());
            names.all(|name| dateline::month_named(name).is_some())
        });
        let twice: Vec<&str> = twice.map(|(language, _)| *language).collect();
        assert!(
            twice.is_empty(),
            "{twice:?} stand in `dateline::months` too"
        );
    }

    #[test]
    fn english_names_mean_one_thing() {
        let months = "January February March April May June July August September October \
                      November December";
        for (name, expected) in months.split(' ').zip(1..) {
            for name in [name, &name[..3], &name.to_uppercase()] {
                assert_eq!(month(name), Some(expected), "{name}");
            }
        }
        let days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
        for (at, name) in days.split(' ').enumerate() {
            for name in [name, &name[..3], &name.to_lowercase()] {
                assert_eq!(weekdays(name), Some(1 << at), "{name}");
            }
        }
    }
}
