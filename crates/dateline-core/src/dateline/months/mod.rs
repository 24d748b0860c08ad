//! The names of the months, in the OSCE's working languages and in those of its host countries.
//!
//! Most are those of CLDR (`cldr.rs`, which a test compares with ICU4X); what pages write beside
//! them stands in `further.rs`, by hand and with its reason. No name means two months, in whatever
//! languages: a test goes through all of them, so that a name can be read without knowing the
//! language of the page.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;

use super::form::MonthStyle;

mod cldr;
mod further;

/// The full names and the abbreviations of a month, in small letters and without full stops.
type Month = (&'static [&'static str], &'static [&'static str]);

/// The months of a language, from January.
type Months = [Month; 12];

/// No name of a month or of a day is longer, in bytes.
const LONGEST: usize = 40;

/// How English months are printed: in full, and short as the OSCE shortens them.
const ENGLISH: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

/// The English name of a month from 1 to 12.
pub(super) fn name(month: u8) -> &'static str {
    english(month).0
}

/// The short English name of a month from 1 to 12.
pub(super) fn short_name(month: u8) -> &'static str {
    english(month).1
}

fn english(month: u8) -> (&'static str, &'static str) {
    usize::from(month)
        .checked_sub(1)
        .and_then(|at| ENGLISH.get(at))
        .copied()
        .unwrap_or_default()
}

/// A name of a month that was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Name {
    /// From 1 to 12.
    pub(super) month: u8,
    /// How it is written.
    pub(super) style: MonthStyle,
    /// The first language that has the name, as a tag of BCP 47.
    pub(super) language: &'static str,
}

/// The month that `word` names in any language and any case, from 1 to 12, and how it is written.
///
/// An abbreviation is given without its full stop.
pub(crate) fn find(word: &str) -> Option<(u8, MonthStyle)> {
    lookup(word).map(|found| (found.month, found.style))
}

/// The month that `word` names, with the language.
pub(super) fn lookup(word: &str) -> Option<Name> {
    let key = Key::of(word)?;
    let (month, short, language) = in_cldr(key.text()).or_else(|| further::find(key.text()))?;
    let style = if short {
        MonthStyle::Short
    } else if word.chars().any(char::is_lowercase) {
        MonthStyle::Full
    } else {
        MonthStyle::Upper
    };
    Some(Name {
        month,
        style,
        language,
    })
}

/// Whether `word` names a month in this language, by CLDR.
pub(super) fn is_of(language: &str, word: &str) -> bool {
    let months = cldr::MONTHS.iter().find(|(of, _)| *of == language);
    let key = months.zip(Key::of(word));
    key.is_some_and(|((_, months), key)| in_months(months, key.text()).is_some())
}

/// Whether `word` names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    Key::of(word).is_some_and(|key| cldr::WEEKDAYS.binary_search(&key.text()).is_ok())
}

/// What a name means: the month, whether the name is short, and the first language that has it.
type Meaning = (u8, bool, &'static str);

/// The names of all languages of CLDR.
static NAMES: LazyLock<HashMap<&'static str, Meaning, FixedState>> = LazyLock::new(|| {
    let mut names = HashMap::default();
    for (language, months) in cldr::MONTHS {
        for (month, (wide, short)) in (1..).zip(months) {
            let wide = wide.iter().map(|name| (*name, (month, false, *language)));
            let short = short.iter().map(|name| (*name, (month, true, *language)));
            for (name, meaning) in wide.chain(short) {
                names.entry(name).or_insert(meaning);
            }
        }
    }
    names
});

/// What a name means in the languages of CLDR. English is the first of them, and most names are
/// English: for these alone no index is made of all.
fn in_cldr(key: &str) -> Option<Meaning> {
    let (english, months) = cldr::MONTHS.first()?;
    match in_months(months, key) {
        Some((month, short)) => Some((month, short, english)),
        None => NAMES.get(key).copied(),
    }
}

/// The month, and whether the name is short.
fn in_months(months: &Months, key: &str) -> Option<(u8, bool)> {
    (1..).zip(months).find_map(|(month, (wide, short))| {
        let is_wide = wide.contains(&key);
        (is_wide || short.contains(&key)).then_some((month, !is_wide))
    })
}

/// A word in small letters with its accents composed, kept on the stack.
struct Key {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Key {
    /// Nothing where the word is too long to be a name.
    fn of(word: &str) -> Option<Self> {
        let mut key = Self {
            bytes: [0; LONGEST],
            length: 0,
        };
        if word.len() > 2 * LONGEST {
            return None;
        }
        if word.is_ascii() {
            word.chars()
                .try_for_each(|c| key.push(c.to_ascii_lowercase()))?;
        } else {
            // `İYUL` is lowered to an i with a dot of its own, and the names have none.
            word.chars()
                .flat_map(char::to_lowercase)
                .filter(|c| *c != '\u{307}')
                .nfc()
                .try_for_each(|c| key.push(c))?;
        }
        Some(key)
    }

    fn push(&mut self, c: char) -> Option<()> {
        let end = self.length + c.len_utf8();
        c.encode_utf8(self.bytes.get_mut(self.length..end)?);
        self.length = end;
        Some(())
    }

    fn text(&self) -> &str {
        self.bytes
            .get(..self.length)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each name with its month.
    fn names() -> impl Iterator<Item = (&'static str, u8)> {
        let cldr = cldr::MONTHS.iter().flat_map(|(_, months)| {
            (1u8..).zip(months).flat_map(|(month, (wide, short))| {
                wide.iter().chain(*short).map(move |name| (*name, month))
            })
        });
        cldr.chain(further::names())
    }

    #[test]
    fn no_name_means_two_months() {
        for (name, month) in names() {
            let decomposed: String = name.nfd().collect();
            for written in [name, &name.to_uppercase(), &decomposed] {
                assert_eq!(find(written).map(|found| found.0), Some(month), "{written}");
            }
        }
    }

    #[track_caller]
    fn check(word: &str, expected: Option<(u8, MonthStyle)>) {
        assert_eq!(find(word), expected, "{word}");
    }

    #[test]
    fn languages() {
        use MonthStyle::{Full, Short, Upper};
        check("October", Some((10, Full)));
        check("OCTOBER", Some((10, Upper)));
        check("oct", Some((10, Short)));
        check("Sept", Some((9, Short)));
        check("May", Some((5, Full)));
        check("février", Some((2, Full)));
        check("FÉVRIER", Some((2, Upper)));
        check("FEVRIER", Some((2, Upper)));
        check("Jänner", Some((1, Full)));
        check("июля", Some((7, Full)));
        check("listopada", Some((10, Full)));
        check("листопада", Some((11, Full)));
        check("липня", Some((7, Full)));
        check("tetor", Some((10, Full)));
        check("İYUL", Some((7, Upper)));
        check("IYUL", Some((7, Upper)));
        check("ՀՈԿՏԵՄԲԵՐԻ", Some((10, Upper)));
        check("ᲝᲥᲢᲝᲛᲑᲔᲠᲘ", Some((10, Upper)));
        check("шілде", Some((7, Full)));
        for word in ["", "Octember", "10", "октембр", &"х".repeat(1_000)] {
            check(word, None);
        }
    }

    #[test]
    fn days() {
        assert!(cldr::WEEKDAYS.is_sorted());
        assert!(is_weekday("Tuesday") && is_weekday("ВІВТОРОК"));
        assert!(!is_weekday("ДУШАНБЕ") && !is_weekday(""));
    }
}
