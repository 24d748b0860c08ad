//! Names of months that pages write and CLDR does not have, by hand, each with its reason.

/// All months of a language, or an ending of theirs, from January.
const SERIES: &[(&str, [&str; 12])] = &[
    // The genitive, in which Bosnian, Montenegrin and Serbian write a date (`25. oktobra`); CLDR has
    // the nominative, which is written as well.
    (
        "bs",
        [
            "januara",
            "februara",
            "marta",
            "aprila",
            "maja",
            "juna",
            "jula",
            "augusta",
            "septembra",
            "oktobra",
            "novembra",
            "decembra",
        ],
    ),
    (
        "sr",
        [
            "јануара",
            "фебруара",
            "марта",
            "априла",
            "маја",
            "јуна",
            "јула",
            "августа",
            "септембра",
            "октобра",
            "новембра",
            "децембра",
        ],
    ),
    // The possessive, in which Kyrgyz writes a day of a year that is named before it
    // (`2021-жылдын 23-июлу`).
    (
        "ky",
        [
            "январы",
            "февралы",
            "марты",
            "апрели",
            "майы",
            "июну",
            "июлу",
            "августу",
            "сентябры",
            "октябры",
            "ноябры",
            "декабры",
        ],
    ),
    // The izafet, which joins month and year in Tajik (`25 октябри соли 2016`).
    (
        "tg",
        [
            "январи",
            "феврали",
            "марти",
            "апрели",
            "майи",
            "июни",
            "июли",
            "августи",
            "сентябри",
            "октябри",
            "ноябри",
            "декабри",
        ],
    ),
];

/// Single names.
const SINGLE: &[(&str, u8, bool, &str)] = &[
    // French without accents, as capitals are often set.
    ("fr", 2, false, "fevrier"),
    ("fr", 8, false, "aout"),
    ("fr", 12, false, "decembre"),
    ("fr", 2, true, "fevr"),
    // German without umlauts.
    ("de", 3, false, "maerz"),
    // Albanian without ë.
    ("sq", 11, false, "nentor"),
    // Croatian, the shorter genitive beside `studenoga`.
    ("hr", 11, false, "studenog"),
    // August in the genitive, as Serbian and as Bosnian in Cyrillic letters spell it.
    ("sr-Latn", 8, false, "avgusta"),
    ("bs-Cyrl", 8, false, "аугуста"),
    // Short forms beside those of CLDR.
    ("it", 9, true, "sett"),
];

/// The month, whether the name is short, and the language.
pub(super) fn find(key: &str) -> Option<(u8, bool, &'static str)> {
    all()
        .find(|(.., name)| *name == key)
        .map(|(language, month, short, _)| (month, short, language))
}

fn all() -> impl Iterator<Item = (&'static str, u8, bool, &'static str)> {
    let series = SERIES.iter().flat_map(|(language, names)| {
        (1..)
            .zip(names)
            .map(|(month, name)| (*language, month, false, *name))
    });
    series.chain(SINGLE.iter().copied())
}

/// Each name with its month.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = (&'static str, u8)> {
    all().map(|(_, month, _, name)| (name, month))
}

#[cfg(test)]
mod tests {
    use super::super::in_cldr;
    use super::*;

    #[test]
    fn cldr_has_no_name_of_this_table() {
        for (_, _, _, name) in SINGLE {
            assert_eq!(in_cldr(name), None, "{name}");
        }
        for (language, names) in SERIES {
            assert!(
                names.iter().any(|name| in_cldr(name).is_none()),
                "{language}"
            );
        }
    }
}
