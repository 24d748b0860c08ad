//! What is known of terms beyond their rows: when a former name was in use, and what happened.
//!
//! Former names are aliases of their rows as well; a test holds the two together. Dates are as
//! precise as they are known, and come from the sources that the vocabularies name. What no source
//! confirms says so in a note, or is marked (M) here.

use super::Scheme;
use super::Scheme::{Fields, Operations, Places, Series, States, Structures};

/// A name that a term once had, with the dates from which and until which it was in use.
pub(super) struct FormerRow {
    pub(super) scheme: Scheme,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) from: Option<&'static str>,
    pub(super) until: Option<&'static str>,
}

const fn row(
    scheme: Scheme,
    code: &'static str,
    name: &'static str,
    from: Option<&'static str>,
    until: Option<&'static str>,
) -> FormerRow {
    FormerRow {
        scheme,
        code,
        name,
        from,
        until,
    }
}

/// Former names, in the order of vocabularies and rows, the older ones first.
#[rustfmt::skip]
pub(super) static FORMER: &[FormerRow] = &[
    row(Fields, "combating-trafficking-in-human-beings", "Combating human trafficking", None, None),
    row(States, "BY", "Belorussia", None, None),
    row(States, "CZ", "Czech Republic", None, None),
    // Until February 2019 (M).
    row(States, "MK", "former Yugoslav Republic of Macedonia", None, Some("2019-02")),
    row(States, "RU", "USSR", Some("1973-06-25"), Some("1991-12")),
    row(States, "RS", "Federal Republic of Yugoslavia", None, Some("2003")),
    row(States, "RS", "FRY", None, Some("2003")),
    row(States, "RS", "Serbia and Montenegro", Some("2003"), Some("2006")),
    row(States, "TR", "Turkey", None, Some("2022")),
    row(Structures, "chairpersonship", "OSCE Chairmanship", None, None),
    row(Structures, "odihr", "Office for Free Elections", None, Some("1992-01")),
    row(Operations, "mission-to-serbia", "OSCE Mission to the Federal Republic of Yugoslavia", Some("2001"), Some("2003")),
    row(Operations, "mission-to-serbia", "OSCE Mission to the FRY", Some("2001"), Some("2003")),
    row(Operations, "mission-to-serbia", "OSCE Mission to Serbia and Montenegro", Some("2003"), Some("2006-06-29")),
    // Renamed about the end of 2010 (M).
    row(Operations, "mission-to-skopje", "OSCE Spillover Monitor Mission to Skopje", Some("1992"), Some("2010")),
    row(Operations, "programme-office-in-astana", "OSCE Centre in Almaty", Some("1999"), Some("2007-06-21")),
    row(Operations, "programme-office-in-astana", "OSCE Centre in Astana", Some("2007-06-21"), Some("2014-12-18")),
    // From 2019 (M).
    row(Operations, "programme-office-in-astana", "OSCE Programme Office in Nur-Sultan", Some("2019"), Some("2022-09-23")),
    row(Operations, "programme-office-in-bishkek", "OSCE Centre in Bishkek", Some("1999-01"), Some("2017")),
    row(Operations, "programme-office-in-dushanbe", "OSCE Mission to Tajikistan", Some("1994"), Some("2002-10")),
    row(Operations, "programme-office-in-dushanbe", "OSCE Centre in Dushanbe", Some("2002-10"), Some("2008-06")),
    row(Operations, "programme-office-in-dushanbe", "OSCE Office in Tajikistan", Some("2008-06"), Some("2017-07-01")),
    row(Operations, "kosovo-verification-mission", "OSCE Kosovo Verification Mission", Some("1998-10"), Some("1999-06")),
    row(Operations, "kosovo-verification-mission", "OSCE Task Force for Kosovo", Some("1999-06"), Some("1999-07")),
    row(Operations, "mission-to-croatia", "OSCE Office in Zagreb", Some("2008-01-01"), Some("2012-01-17")),
    // 2019 to 2022 (M).
    row(Places, "astana", "Nur-Sultan", Some("2019"), Some("2022")),
    row(Series, "economic-and-environmental-forum", "Economic Forum", None, None),
    row(Series, "gender-equality-conferences", "Gender Equality Review Conferences", None, None),
];

/// What happened to terms, in the order of vocabularies and rows.
#[rustfmt::skip]
pub(super) static NOTES: &[(Scheme, &str, &str)] = &[
    (Fields, "climate-change", "A value of the newsroom's listings, not in the site's navigation."),
    (Fields, "media-laws", "A value of the newsroom's listings, not in the site's navigation."),
    (Fields, "media-pluralism", "A value of the newsroom's listings, not in the site's navigation."),
    (Fields, "media-selfregulation", "A value of the newsroom's listings, not in the site's navigation."),
    (Fields, "safety-of-journalists", "A value of the newsroom's listings, not in the site's navigation."),
    (States, "CZ", "Part of Czechoslovakia before, which took part from 1973 until 1992."),
    (States, "DE", "The Federal Republic of Germany and the German Democratic Republic took part side by side until 1990."),
    (States, "KZ", "The capital was Almaty until 1997, and was called Nur-Sultan from 2019 until 2022."),
    (States, "ME", "In Serbia and Montenegro before. The day of joining is not confirmed."),
    (States, "MK", "The day of joining is not confirmed, nor the month until which the former name was used."),
    (States, "MN", "An Asian Partner for Co-operation from 2004 until 2012."),
    (States, "RS", "Joined as the Federal Republic of Yugoslavia; the OSCE's timeline has 10 September 2000. The Socialist Federal Republic of Yugoslavia took part from 1973 until 1992."),
    (States, "RU", "Took part from 1973 as the USSR."),
    (States, "SK", "Part of Czechoslovakia before, which took part from 1973 until 1992. The day of joining is not confirmed."),
    (Structures, "hcnm", "Created in 1992."),
    (Structures, "rfom", "Created by a decision of 5 November 1997."),
    (Structures, "border-management-staff-college", "Of the Programme Office in Dushanbe."),
    (Operations, "centre-in-ashgabat", "Decided on 23 July 1998, working from January 1999."),
    (Operations, "mission-in-kosovo", "Kosovo is no participating State, and the OSCE names no State for it."),
    (Operations, "mission-to-moldova", "Decided on 4 February 1993, working from 25 April 1993."),
    (Operations, "mission-to-montenegro", "An office of the Mission to Serbia and Montenegro before."),
    (Operations, "mission-to-skopje", "Renamed about the end of 2010; not confirmed."),
    (Operations, "presence-in-albania", "From March or April 1997."),
    (Operations, "programme-office-in-astana", "A Programme Office from 2015, decided on 18 December 2014; the year of the name with Nur-Sultan is not confirmed."),
    (Operations, "programme-office-in-bishkek", "It had a field office in Osh from 2000 until 2017."),
    (Operations, "support-programme-for-ukraine", "No mandated field operation, but a source of releases."),
    (Operations, "advisory-and-monitoring-group-in-belarus", "From 1997 or 1998. The dates are not confirmed."),
    (Operations, "assistance-group-to-chechnya", "The start and the seat are not confirmed."),
    (Operations, "centre-in-tashkent", "Decided on 14 December 2000."),
    (Operations, "kosovo-verification-mission", "The Verification Mission until June 1999, the Task Force after it."),
    (Operations, "liaison-office-in-central-asia", "Decided on 16 March 1995."),
    (Operations, "missions-of-long-duration", "The name and the dates are not confirmed."),
    (Operations, "mission-to-croatia", "Became the Office in Zagreb on 1 January 2008."),
    (Operations, "mission-to-georgia", "The mandate ended on 31 December 2008. Of the dates only the year of the end is confirmed."),
    (Operations, "mission-to-latvia", "The dates are not confirmed."),
    (Operations, "mission-to-sarajevo", "The name is not confirmed."),
    (Operations, "observer-mission-at-the-russian-checkpoints-gukovo-and-donetsk", "The dates are not confirmed."),
    (Operations, "office-in-baku", "Decided on 16 November 1999, working from 17 July 2000."),
    (Operations, "project-coordinator-in-baku", "The end is not confirmed."),
    (Operations, "representative-to-the-estonian-expert-commission-on-military-pensioners", "The name and the dates are not confirmed."),
    (Operations, "representative-to-the-latvian-russian-joint-commission-on-military-pensioners", "The name and the dates are not confirmed."),
    (Operations, "special-monitoring-mission-to-ukraine", "The end is not confirmed."),
    (Places, "astana", "The capital from 1997."),
];

/// The States that held the chair, by year; those of 2001 and 2013 are not confirmed (M).
pub(super) static CHAIRS: &[(&str, &str)] = &[
    ("1997", "DK"),
    ("1998", "PL"),
    ("1999", "NO"),
    ("2000", "AT"),
    ("2001", "RO"),
    ("2002", "PT"),
    ("2003", "NL"),
    ("2004", "BG"),
    ("2005", "SI"),
    ("2006", "BE"),
    ("2007", "ES"),
    ("2008", "FI"),
    ("2009", "GR"),
    ("2010", "KZ"),
    ("2011", "LT"),
    ("2012", "IE"),
    ("2013", "UA"),
    ("2014", "CH"),
    ("2015", "RS"),
    ("2016", "DE"),
    ("2017", "AT"),
    ("2018", "IT"),
    ("2019", "SK"),
    ("2020", "AL"),
    ("2021", "SE"),
    ("2022", "PL"),
    ("2023", "MK"),
    ("2024", "MT"),
    ("2025", "FI"),
    ("2026", "CH"),
];
