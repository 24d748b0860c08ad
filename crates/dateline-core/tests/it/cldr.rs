//! The tables of names that come from CLDR, compared with CLDR as ICU4X has it.
//!
//! The tables are static, so that the program carries no locale data that it does not use. Where
//! these tests fail after an update of ICU4X, `cargo xtask bless` writes the tables anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use dateline_core::vocab::{KnownPlace, ParticipatingState, PartnerState, Vocabulary, fold};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::fieldsets::zone::ExemplarCity;
use icu_datetime::input::TimeZone;
use icu_datetime::pattern::{
    DateTimePattern, FixedCalendarDateTimeNames, MonthNameLength, WeekdayNameLength,
};
use icu_locale::Locale;
use icu_locale::names::RegionDisplayName;
use writeable::TryWriteable as _;

/// The languages that are read, English first, then the OSCE's other working languages, then those
/// of the host countries; with each, the locales whose names it takes. CLDR has no month names for
/// Azerbaijani in Cyrillic letters.
const LANGUAGES: [(&str, &[&str]); 23] = [
    ("en", &["en", "en-GB"]),
    ("fr", &["fr", "fr-CH"]),
    ("de", &["de", "de-AT"]),
    ("it", &["it"]),
    ("ru", &["ru"]),
    ("es", &["es", "es-PE"]),
    ("sq", &["sq"]),
    ("bs", &["bs"]),
    ("bs-Cyrl", &["bs-Cyrl"]),
    ("hr", &["hr"]),
    ("sr", &["sr", "sr-Cyrl-BA", "sr-Cyrl-ME"]),
    ("sr-Latn", &["sr-Latn", "sr-Latn-BA", "sr-Latn-ME"]),
    ("mk", &["mk"]),
    ("uk", &["uk"]),
    ("kk", &["kk"]),
    ("ky", &["ky"]),
    ("tg", &["tg"]),
    ("uz", &["uz"]),
    ("uz-Cyrl", &["uz-Cyrl"]),
    ("ro", &["ro", "ro-MD"]),
    ("hy", &["hy"]),
    ("az", &["az"]),
    ("ka", &["ka"]),
];

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a locale")
}

/// A name as it is compared: in small letters, without the full stop of an abbreviation.
fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_suffix('.').unwrap_or(&name).to_owned()
}

type Names = FixedCalendarDateTimeNames<Gregorian, DateFieldSet>;

/// What `pattern` makes of a day in a locale whose names were loaded by `load`.
fn written(tag: &str, pattern: &str, date: Date<Gregorian>, load: impl Fn(&mut Names)) -> String {
    let mut names = Names::try_new(locale(tag).into()).expect("names");
    load(&mut names);
    let pattern = DateTimePattern::try_from_pattern_str(pattern).expect("a pattern");
    let formatted = names.with_pattern_unchecked(&pattern).format(&date);
    formatted
        .try_write_to_string()
        .expect("a name")
        .into_owned()
}

fn months(tag: &str, month: u8, lengths: [(&str, MonthNameLength); 2]) -> [String; 2] {
    let day = Date::try_new_gregorian(2016, month, 25).expect("a day");
    lengths.map(|(pattern, length)| {
        let name = written(tag, pattern, day, |names| {
            names.include_month_names(length).expect("names of months");
        });
        plain(&name)
    })
}

fn quoted<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("{name:?}")).collect();
    names.join(", ")
}

fn month_table() -> String {
    let mut table = String::from(
        "//! The names of the months and of the days of the week in CLDR, in small letters and without\n\
         //! full stops. `tests/it/cldr.rs` compares this file with ICU4X and writes it.\n\n\
         use super::Months;\n\n\
         /// Each language with its months: the full names, as they stand in a date and alone, and the\n\
         /// abbreviations.\n\
         #[rustfmt::skip]\n\
         pub(super) static MONTHS: &[(&str, Months)] = &[\n",
    );
    for (language, locales) in LANGUAGES {
        let _ = writeln!(table, "    ({language:?}, [");
        for month in 1..=12 {
            let (mut wide, mut short) = (Vec::new(), Vec::new());
            for tag in locales {
                wide.extend(months(
                    tag,
                    month,
                    [
                        ("MMMM", MonthNameLength::Wide),
                        ("LLLL", MonthNameLength::StandaloneWide),
                    ],
                ));
                short.extend(months(
                    tag,
                    month,
                    [
                        ("MMM", MonthNameLength::Abbreviated),
                        ("LLL", MonthNameLength::StandaloneAbbreviated),
                    ],
                ));
            }
            let mut seen = BTreeSet::new();
            wide.retain(|name| seen.insert(name.clone()));
            short.retain(|name| seen.insert(name.clone()));
            let _ = writeln!(
                table,
                "        (&[{}], &[{}]),",
                quoted(&wide),
                quoted(&short)
            );
        }
        table.push_str("    ]),\n");
    }
    table.push_str("];\n\n");

    let mut weekdays = BTreeSet::new();
    for (_, locales) in LANGUAGES {
        for tag in locales {
            for day in 1..=7 {
                let day = Date::try_new_gregorian(2016, 10, day).expect("a day");
                for (pattern, length) in [
                    ("EEEE", WeekdayNameLength::Wide),
                    ("cccc", WeekdayNameLength::StandaloneWide),
                ] {
                    let name = written(tag, pattern, day, |names| {
                        names.include_weekday_names(length).expect("names of days");
                    });
                    weekdays.insert(plain(&name));
                }
            }
        }
    }
    // A date is read word by word, and Albanian has an article before its days. In Tajik, Monday is
    // `душанбе`, which in a dateline is the capital.
    weekdays.retain(|name| !name.contains(' ') && name != "душанбе");
    let words: Vec<_> = weekdays.iter().collect();
    table.push_str(
        "/// The days of the week in all these languages, sorted by their bytes.\n\
         #[rustfmt::skip]\n\
         pub(super) static WEEKDAYS: &[&str] = &[\n",
    );
    for line in words.chunks(7) {
        let _ = writeln!(table, "    {},", quoted(line.iter().copied()));
    }
    table.push_str("];\n");
    table
}

/// The places that are known and have a time zone named after them. A zone that CLDR names by its
/// country (Andorra, Malta, the Vatican) is left out.
const ZONES: [(&str, &str); 66] = [
    ("algiers", "Africa/Algiers"),
    ("almaty", "Asia/Almaty"),
    ("amman", "Asia/Amman"),
    ("amsterdam", "Europe/Amsterdam"),
    ("ashgabat", "Asia/Ashgabat"),
    ("athens", "Europe/Athens"),
    ("atyrau", "Asia/Atyrau"),
    ("baku", "Asia/Baku"),
    ("bangkok", "Asia/Bangkok"),
    ("belgrade", "Europe/Belgrade"),
    ("berlin", "Europe/Berlin"),
    ("bishkek", "Asia/Bishkek"),
    ("bratislava", "Europe/Bratislava"),
    ("brussels", "Europe/Brussels"),
    ("bucharest", "Europe/Bucharest"),
    ("budapest", "Europe/Budapest"),
    ("cairo", "Africa/Cairo"),
    ("chisinau", "Europe/Chisinau"),
    ("copenhagen", "Europe/Copenhagen"),
    ("dublin", "Europe/Dublin"),
    ("dushanbe", "Asia/Dushanbe"),
    ("helsinki", "Europe/Helsinki"),
    ("istanbul", "Europe/Istanbul"),
    ("kabul", "Asia/Kabul"),
    ("kaliningrad", "Europe/Kaliningrad"),
    ("kyiv", "Europe/Kiev"),
    ("lisbon", "Europe/Lisbon"),
    ("ljubljana", "Europe/Ljubljana"),
    ("london", "Europe/London"),
    ("luxembourg", "Europe/Luxembourg"),
    ("madrid", "Europe/Madrid"),
    ("minsk", "Europe/Minsk"),
    ("monaco", "Europe/Monaco"),
    ("moscow", "Europe/Moscow"),
    ("new-york", "America/New_York"),
    ("nicosia", "Asia/Nicosia"),
    ("oslo", "Europe/Oslo"),
    ("paris", "Europe/Paris"),
    ("podgorica", "Europe/Podgorica"),
    ("prague", "Europe/Prague"),
    ("reykjavik", "Atlantic/Reykjavik"),
    ("riga", "Europe/Riga"),
    ("rome", "Europe/Rome"),
    ("samarkand", "Asia/Samarkand"),
    ("san-marino", "Europe/San_Marino"),
    ("sarajevo", "Europe/Sarajevo"),
    ("seoul", "Asia/Seoul"),
    ("simferopol", "Europe/Simferopol"),
    ("skopje", "Europe/Skopje"),
    ("sofia", "Europe/Sofia"),
    ("stockholm", "Europe/Stockholm"),
    ("tallinn", "Europe/Tallinn"),
    ("tashkent", "Asia/Tashkent"),
    ("tbilisi", "Asia/Tbilisi"),
    ("tirana", "Europe/Tirane"),
    ("tokyo", "Asia/Tokyo"),
    ("toronto", "America/Toronto"),
    ("tunis", "Africa/Tunis"),
    ("ulaanbaatar", "Asia/Ulaanbaatar"),
    ("vaduz", "Europe/Vaduz"),
    ("vancouver", "America/Vancouver"),
    ("vienna", "Europe/Vienna"),
    ("vilnius", "Europe/Vilnius"),
    ("warsaw", "Europe/Warsaw"),
    ("yerevan", "Asia/Yerevan"),
    ("zagreb", "Europe/Zagreb"),
];

/// The name of the city that a time zone is named after.
fn city(tag: &str, zone: &str) -> String {
    type Names = FixedCalendarDateTimeNames<(), ExemplarCity>;
    let mut names = Names::try_new(locale(tag).into()).expect("names");
    names
        .include_time_zone_exemplar_city_names()
        .and_then(|names| names.include_time_zone_location_names())
        .expect("names of cities");
    let pattern = DateTimePattern::try_from_pattern_str("VVV").expect("a pattern");
    let zone = TimeZone::from_iana_id(zone);
    assert!(!zone.is_unknown());
    let formatted = names
        .with_pattern_unchecked(&pattern)
        .format(&zone.without_offset());
    formatted
        .try_write_to_string()
        .expect("a name")
        .into_owned()
}

fn region(tag: &str, code: &str) -> Option<String> {
    let region = code.parse().expect("a region");
    let name = RegionDisplayName::try_new_light(locale(tag).into(), region).ok()?;
    Some(name.to_string())
}

/// The names of a term that its row does not have, each once.
fn names<V: Vocabulary>(term: V, all: impl Iterator<Item = String>) -> Vec<String> {
    let row = [term.label(), term.code()];
    let mut seen: BTreeSet<String> = row
        .iter()
        .chain(term.aliases())
        .map(|name| fold(name).into_owned())
        .collect();
    all.filter(|name| seen.insert(fold(name).into_owned()))
        .collect()
}

/// Writes `(code, names)` rows, refusing a name that two terms have.
fn rows<V: Vocabulary>(
    table: &mut String,
    name: &str,
    what: &str,
    terms: impl Iterator<Item = (V, Vec<String>)>,
) {
    let _ = write!(
        table,
        "\n/// {what}\n#[rustfmt::skip]\npub(super) static {name}: &[(&str, &[&str])] = &[\n"
    );
    let mut owners = BTreeMap::new();
    for (term, names) in terms {
        for name in &names {
            let owner = owners.insert(fold(name).into_owned(), term);
            assert!(owner.is_none(), "`{name}` is {owner:?} and {term:?}");
        }
        let _ = writeln!(table, "    ({:?}, &[{}]),", term.code(), quoted(&names));
    }
    table.push_str("];\n");
}

fn name_table() -> String {
    let mut table = String::from(
        "//! What CLDR calls States and cities in the OSCE's working languages and those of its host\n\
         //! countries: the names that the vocabularies' own rows do not have. `tests/it/cldr.rs` compares\n\
         //! this file with ICU4X and writes it.\n",
    );
    let regions = |code: &'static str| {
        LANGUAGES
            .iter()
            .filter_map(move |(tag, _)| region(tag, code))
    };
    rows(
        &mut table,
        "PARTICIPATING_STATES",
        "Participating States, by code.",
        ParticipatingState::all()
            .iter()
            .map(|state| (*state, names(*state, regions(state.code())))),
    );
    rows(
        &mut table,
        "PARTNER_STATES",
        "Partners for Co-operation, by code.",
        PartnerState::all()
            .iter()
            .map(|state| (*state, names(*state, regions(state.code())))),
    );
    rows(
        &mut table,
        "PLACES",
        "Places, by code: the cities that time zones are named after.",
        ZONES.iter().map(|(code, zone)| {
            let place = KnownPlace::find(code).expect("a place");
            (
                place,
                names(place, LANGUAGES.iter().map(|(tag, _)| city(tag, zone))),
            )
        }),
    );
    table
}

/// Compares a file of the sources with what it should be; `cargo xtask bless` writes it.
#[track_caller]
fn check_file(path: &str, stands: &str, expected: &str) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::write(path, expected).expect("the file can be written");
        return;
    }
    let differing = stands.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert_eq!(differing, None, "{path} is not what CLDR says");
    assert_eq!(stands.lines().count(), expected.lines().count(), "{path}");
}

#[test]
fn months_are_those_of_cldr() {
    let stands = include_str!("../../src/dateline/months/cldr.rs");
    check_file("src/dateline/months/cldr.rs", stands, &month_table());
}

#[test]
fn states_and_cities_are_those_of_cldr() {
    let stands = include_str!("../../src/vocab/cldr.rs");
    check_file("src/vocab/cldr.rs", stands, &name_table());
}
