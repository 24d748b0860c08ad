//! The 57 participating States.
//!
//! Names are those of the site's navigation of 2025-26, codes those of ISO 3166-1 (pycountry's
//! table). Dates of joining come from the OSCE's timeline, foreign ministries and the CVCE's list of
//! the founding States. Capitals are general knowledge, not confirmed by a source (M), and so is
//! every alias but these: Czech Republic, Turkey, Russia, Federal Republic of Yugoslavia, FRY, Serbia
//! and Montenegro and the former Yugoslav Republic of Macedonia, which releases and older navigation
//! use.
//!
//! Rows are sorted by label without "The". The navigation is not quite: it has Belgium before
//! Belarus.
//!
//! A former name that a State shared is an alias of the legal successor: Serbia has "Serbia and
//! Montenegro". Czechoslovakia and the SFRY, which left successors of equal standing, are no
//! aliases, nor are the FRG and the GDR, which took part side by side until 1990.

use super::{KnownPlace as Place, cldr, fold, vocabulary};

/// What a row says of a State. Its first alias is always the alpha-3 code.
struct Facts {
    joined: &'static str,
    capital: Place,
}

const fn joined(date: &'static str, capital: Place) -> Facts {
    Facts {
        joined: date,
        capital,
    }
}

/// A State that took part from the first day of the CSCE, when the foreign ministers met in Helsinki.
const fn founding(capital: Place) -> Facts {
    joined("1973-06-25", capital)
}

vocabulary! {
    /// A State that takes part in the OSCE. Its code is ISO 3166-1 alpha-2.
    ///
    /// ```
    /// use dateline_core::vocab::{KnownPlace, ParticipatingState, Vocabulary};
    ///
    /// let state = ParticipatingState::find("the former Yugoslav Republic of Macedonia");
    /// assert_eq!(state, Some(ParticipatingState::NorthMacedonia));
    ///
    /// // As the site's navigation names the State that holds the chair.
    /// let chair = ParticipatingState::find("Finland – OSCE Chairpersonship 2025");
    /// assert_eq!(chair, Some(ParticipatingState::Finland));
    /// assert_eq!(ParticipatingState::Finland.alpha3(), "FIN");
    /// assert_eq!(ParticipatingState::Finland.joined(), "1973-06-25");
    /// assert_eq!(ParticipatingState::Finland.capital(), KnownPlace::Helsinki);
    /// ```
    ParticipatingState("participating State", "https://www.osce.org/participating-states", facts: Facts, names: cldr::PARTICIPATING_STATES, shorten: without_chair) {
        Albania => "AL", "Albania", with joined("1991-06-19", Place::Tirana), also ["ALB"];
        Andorra => "AD", "Andorra", with joined("1996-04-25", Place::AndorraLaVella), also ["AND", "Principality of Andorra"];
        Armenia => "AM", "Armenia", with joined("1992-01-30", Place::Yerevan), also ["ARM", "Republic of Armenia"];
        Austria => "AT", "Austria", with founding(Place::Vienna), also ["AUT"];
        Azerbaijan => "AZ", "Azerbaijan", with joined("1992-01-30", Place::Baku), also ["AZE", "Republic of Azerbaijan"];
        Belarus => "BY", "Belarus", with joined("1992-01-30", Place::Minsk), also ["BLR", "Republic of Belarus", "Belorussia"];
        Belgium => "BE", "Belgium", with founding(Place::Brussels), also ["BEL"];
        BosniaAndHerzegovina => "BA", "Bosnia and Herzegovina", with joined("1992-04-30", Place::Sarajevo), also ["BIH", "Bosnia", "Bosnia-Herzegovina"];
        Bulgaria => "BG", "Bulgaria", with founding(Place::Sofia), also ["BGR"];
        Canada => "CA", "Canada", with founding(Place::Ottawa), also ["CAN"];
        Croatia => "HR", "Croatia", with joined("1992-03-24", Place::Zagreb), also ["HRV"];
        Cyprus => "CY", "Cyprus", with founding(Place::Nicosia), also ["CYP"];
        Czechia => "CZ", "Czechia", with joined("1993-01-01", Place::Prague), also ["CZE", "Czech Republic"];
        Denmark => "DK", "Denmark", with founding(Place::Copenhagen), also ["DNK"];
        Estonia => "EE", "Estonia", with joined("1991-09-10", Place::Tallinn), also ["EST"];
        Finland => "FI", "Finland", with founding(Place::Helsinki), also ["FIN"];
        France => "FR", "France", with founding(Place::Paris), also ["FRA"];
        Georgia => "GE", "Georgia", with joined("1992-03-24", Place::Tbilisi), also ["GEO"];
        Germany => "DE", "Germany", with founding(Place::Berlin), also ["DEU", "Federal Republic of Germany"];
        Greece => "GR", "Greece", with founding(Place::Athens), also ["GRC"];
        HolySee => "VA", "Holy See", with founding(Place::VaticanCity), also ["VAT", "Holy See (Vatican City State)", "Vatican", "Vatican City"];
        Hungary => "HU", "Hungary", with founding(Place::Budapest), also ["HUN"];
        Iceland => "IS", "Iceland", with founding(Place::Reykjavik), also ["ISL"];
        Ireland => "IE", "Ireland", with founding(Place::Dublin), also ["IRL"];
        Italy => "IT", "Italy", with founding(Place::Rome), also ["ITA"];
        Kazakhstan => "KZ", "Kazakhstan", with joined("1992-01-30", Place::Astana), also ["KAZ", "Republic of Kazakhstan"];
        Kyrgyzstan => "KG", "Kyrgyzstan", with joined("1992-01-30", Place::Bishkek), also ["KGZ", "Kyrgyz Republic"];
        Latvia => "LV", "Latvia", with joined("1991-09-10", Place::Riga), also ["LVA"];
        Liechtenstein => "LI", "Liechtenstein", with founding(Place::Vaduz), also ["LIE"];
        Lithuania => "LT", "Lithuania", with joined("1991-09-10", Place::Vilnius), also ["LTU"];
        Luxembourg => "LU", "Luxembourg", with founding(Place::Luxembourg), also ["LUX"];
        Malta => "MT", "Malta", with founding(Place::Valletta), also ["MLT"];
        Moldova => "MD", "Moldova", with joined("1992-01-30", Place::Chisinau), also ["MDA", "Republic of Moldova", "Moldova, Republic of"];
        Monaco => "MC", "Monaco", with founding(Place::Monaco), also ["MCO"];
        Mongolia => "MN", "Mongolia", with joined("2012-11-21", Place::Ulaanbaatar), also ["MNG"];
        // The year is confirmed, the day (M).
        Montenegro => "ME", "Montenegro", with joined("2006-06-22", Place::Podgorica), also ["MNE"];
        Netherlands => "NL", "The Netherlands", with founding(Place::Amsterdam), also ["NLD", "Kingdom of the Netherlands"];
        // The date (M). The former name was used until February 2019 (M).
        NorthMacedonia => "MK", "North Macedonia", with joined("1995-10-12", Place::Skopje), also ["MKD", "Republic of North Macedonia", "former Yugoslav Republic of Macedonia", "fYROM", "Macedonia"];
        Norway => "NO", "Norway", with founding(Place::Oslo), also ["NOR"];
        Poland => "PL", "Poland", with founding(Place::Warsaw), also ["POL"];
        Portugal => "PT", "Portugal", with founding(Place::Lisbon), also ["PRT"];
        Romania => "RO", "Romania", with founding(Place::Bucharest), also ["ROU"];
        // In 1973 as the USSR.
        RussianFederation => "RU", "Russian Federation", with founding(Place::Moscow), also ["RUS", "Russia", "USSR"];
        SanMarino => "SM", "San Marino", with founding(Place::SanMarino), also ["SMR"];
        // As FR Yugoslavia: the Serbian foreign ministry's date; the OSCE's timeline has 10 September.
        Serbia => "RS", "Serbia", with joined("2000-11-10", Place::Belgrade), also ["SRB", "Republic of Serbia", "Serbia and Montenegro", "Federal Republic of Yugoslavia", "FRY"];
        // The date (M).
        Slovakia => "SK", "Slovakia", with joined("1993-01-01", Place::Bratislava), also ["SVK", "Slovak Republic"];
        Slovenia => "SI", "Slovenia", with joined("1992-03-24", Place::Ljubljana), also ["SVN"];
        Spain => "ES", "Spain", with founding(Place::Madrid), also ["ESP"];
        Sweden => "SE", "Sweden", with founding(Place::Stockholm), also ["SWE"];
        Switzerland => "CH", "Switzerland", with founding(Place::Bern), also ["CHE"];
        Tajikistan => "TJ", "Tajikistan", with joined("1992-01-30", Place::Dushanbe), also ["TJK", "Republic of Tajikistan"];
        Turkiye => "TR", "Türkiye", with founding(Place::Ankara), also ["TUR", "Turkey"];
        Turkmenistan => "TM", "Turkmenistan", with joined("1992-01-30", Place::Ashgabat), also ["TKM"];
        Ukraine => "UA", "Ukraine", with joined("1992-01-30", Place::Kyiv), also ["UKR"];
        UnitedKingdom => "GB", "United Kingdom", with founding(Place::London), also ["GBR", "UK", "Great Britain", "United Kingdom of Great Britain and Northern Ireland"];
        UnitedStatesOfAmerica => "US", "United States of America", with founding(Place::WashingtonDc), also ["USA", "United States"];
        Uzbekistan => "UZ", "Uzbekistan", with joined("1992-01-30", Place::Tashkent), also ["UZB", "Republic of Uzbekistan"];
    }
}

impl ParticipatingState {
    /// The ISO 3166-1 alpha-2 code, which is also the term's code.
    #[must_use]
    pub const fn alpha2(self) -> &'static str {
        self.row().code
    }

    /// The ISO 3166-1 alpha-3 code.
    #[must_use]
    pub const fn alpha3(self) -> &'static str {
        self.row().aliases[0]
    }

    /// The day from which the State takes part, or its predecessor did: `1973-06-25`.
    #[must_use]
    pub const fn joined(self) -> &'static str {
        self.row().facts.joined
    }

    /// The capital.
    #[must_use]
    pub const fn capital(self) -> Place {
        self.row().facts.capital
    }
}

/// Cuts off " – OSCE Chairpersonship 2025", which the navigation adds to the State in the chair.
fn without_chair(text: &str) -> Option<&str> {
    let (at, _) = text
        .char_indices()
        .rfind(|(_, c)| matches!(c, '-' | '–' | '—'))?;
    let tail = fold(&text[at..]);
    let tail = tail.strip_prefix("osce").unwrap_or(&tail);
    let year = tail
        .strip_prefix("chairpersonship")
        .or_else(|| tail.strip_prefix("chairmanship"))?;
    let is_year = year.is_empty() || year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Vocabulary;
    use crate::vocab::tests::{check_found, check_names, check_nearest, check_rows, sort_key};

    #[test]
    fn rows() {
        check_rows::<ParticipatingState>(57);
        check_names::<ParticipatingState>(cldr::PARTICIPATING_STATES);
        assert!(ParticipatingState::all().is_sorted_by_key(|state| sort_key(*state)));
    }

    #[test]
    fn facts_have_their_form() {
        let is_code = |code: &str, length| {
            code.len() == length && code.bytes().all(|b| b.is_ascii_uppercase())
        };
        for &state in ParticipatingState::all() {
            assert!(is_code(state.alpha2(), 2), "{state}");
            assert!(is_code(state.alpha3(), 3), "{state}");
            assert_eq!(state.joined().len(), "1973-06-25".len(), "{state}");
            assert_eq!(state.capital().state(), Some(state));
            check_found::<ParticipatingState>(state.alpha3(), state.label());
        }
        // The Helsinki Final Act has 35 signatories; Czechoslovakia, the GDR and the SFRY are gone.
        let founders = ParticipatingState::all()
            .iter()
            .filter(|s| s.joined() == "1973-06-25");
        assert_eq!(founders.count(), 32);
    }

    #[test]
    fn former_names_mean_the_same_state() {
        check_found::<ParticipatingState>("Turkey", "Türkiye");
        check_found::<ParticipatingState>("TURKIYE", "Türkiye");
        check_found::<ParticipatingState>("Czech Republic", "Czechia");
        check_found::<ParticipatingState>("the Czech Republic", "Czechia");
        check_found::<ParticipatingState>("Netherlands", "The Netherlands");
        check_found::<ParticipatingState>("Russia", "Russian Federation");
        check_found::<ParticipatingState>("Serbia and Montenegro", "Serbia");
        check_found::<ParticipatingState>("Federal Republic of Yugoslavia", "Serbia");
        check_found::<ParticipatingState>(
            "former Yugoslav Republic of Macedonia",
            "North Macedonia",
        );
        check_found::<ParticipatingState>("fYROM", "North Macedonia");
        check_found::<ParticipatingState>("BiH", "Bosnia and Herzegovina");
        check_found::<ParticipatingState>("Bosnia & Herzegovina", "Bosnia and Herzegovina");
        check_found::<ParticipatingState>("U.S.", "United States of America");
        check_found::<ParticipatingState>("the United States", "United States of America");
        check_found::<ParticipatingState>("the UK", "United Kingdom");
    }

    #[test]
    fn the_state_in_the_chair() {
        check_found::<ParticipatingState>("Finland – OSCE Chairpersonship 2025", "Finland");
        check_found::<ParticipatingState>("Switzerland — OSCE Chairpersonship 2026", "Switzerland");
        check_found::<ParticipatingState>("Kazakhstan - OSCE Chairmanship 2010", "Kazakhstan");
        check_found::<ParticipatingState>("North Macedonia – Chairmanship", "North Macedonia");
        assert_eq!(
            ParticipatingState::find("Finland – OSCE Chairpersonship 20255"),
            None
        );
        assert_eq!(ParticipatingState::find("Finland – Sweden"), None);
        assert_eq!(
            ParticipatingState::find("– OSCE Chairpersonship 2025"),
            None
        );
    }

    #[test]
    fn no_state() {
        for text in [
            "Kosovo",
            "XK",
            "Ruritania",
            "Czechoslovakia",
            "SFRY",
            "",
            " ",
            "–",
            "OSCE",
            "the",
        ] {
            assert_eq!(ParticipatingState::find(text), None, "{text:?}");
        }
    }

    #[test]
    fn guesses() {
        check_nearest::<ParticipatingState>("Albnia", Some("Albania"));
        check_nearest::<ParticipatingState>("Macedonja", Some("North Macedonia"));
        check_nearest::<ParticipatingState>("Republic of Malta", Some("Malta"));
        check_nearest::<ParticipatingState>("Yugoslavia", Some("Serbia"));
        check_nearest::<ParticipatingState>("Kyrgystan", Some("Kyrgyzstan"));
        for text in [
            "Ruritania",
            "Australia",
            "Kosovo",
            "Nigeria",
            "Iraq",
            "xx",
            "…",
            "Republic",
        ] {
            check_nearest::<ParticipatingState>(text, None);
        }
        check_nearest::<ParticipatingState>(&"Albania ".repeat(1_000), None);
    }
}
