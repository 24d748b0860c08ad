//! The names of the months: one table a language, one row a month.

use super::form::MonthStyle;

/// A row has the full name, the short one as it is printed, and others that are only read. A name
/// that has no short form stands alone.
type Months = [&'static [&'static str]; 12];

/// The languages that are read. No name may mean two months.
const LANGUAGES: &[&Months] = &[&ENGLISH];

const ENGLISH: Months = [
    &["January", "Jan"],
    &["February", "Feb"],
    &["March", "Mar"],
    &["April", "Apr"],
    &["May"],
    &["June", "Jun"],
    &["July", "Jul"],
    &["August", "Aug"],
    &["September", "Sept", "Sep"],
    &["October", "Oct"],
    &["November", "Nov"],
    &["December", "Dec"],
];

/// The English name of a month from 1 to 12.
pub(super) fn name(month: u8) -> &'static str {
    row(month).first().copied().unwrap_or_default()
}

/// The short English name of a month from 1 to 12.
pub(super) fn short_name(month: u8) -> &'static str {
    row(month).get(1).copied().unwrap_or_else(|| name(month))
}

/// The month that `word` names in any language and any case, from 1 to 12, and how it is written.
pub(super) fn find(word: &str) -> Option<(u8, MonthStyle)> {
    for months in LANGUAGES {
        for (names, month) in months.iter().zip(1..) {
            if let Some(at) = names.iter().position(|name| same(name, word)) {
                let style = match at {
                    0 if word.chars().any(char::is_lowercase) => MonthStyle::Full,
                    0 => MonthStyle::Upper,
                    _ => MonthStyle::Short,
                };
                return Some((month, style));
            }
        }
    }
    None
}

fn row(month: u8) -> &'static [&'static str] {
    usize::from(month)
        .checked_sub(1)
        .and_then(|at| ENGLISH.get(at))
        .copied()
        .unwrap_or_default()
}

fn same(name: &str, word: &str) -> bool {
    name.chars()
        .flat_map(char::to_lowercase)
        .eq(word.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months() {
        for months in LANGUAGES {
            for (names, month) in months.iter().zip(1..) {
                for name in *names {
                    assert_eq!(find(name).map(|found| found.0), Some(month), "{name}");
                    assert_eq!(find(&name.to_uppercase()).map(|found| found.0), Some(month));
                }
            }
        }
        assert_eq!(find(""), None);
        assert_eq!(find("Octobre"), None);
    }
}
