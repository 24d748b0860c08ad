//! Field operations and related field activities, current and closed.
//!
//! Current names are those of the site's navigation of 2025-26, with the "OSCE" that listings put in
//! front. Closed ones are named as the listings up to August 2025 do, where they do: "(closed)" and
//! "(discontinued)" are part of the label there, and are not added where no listing has them. Dates
//! come from the OSCE's own pages and from the sources in the project's notes; rows say which are not
//! confirmed (M). Codes are made like the site's addresses.
//!
//! A closed operation with a row of its own is a term, and its successor does not have its name as an
//! alias; an operation that was only renamed has its former names as aliases. Listings file old
//! releases under the latest name, and so leave it to this list to tell the two apart.
//!
//! Rows stand with the current ones first, each part sorted by label without "OSCE".

use super::{ParticipatingState as State, Vocabulary, vocabulary};

/// What a row says of a field operation. Dates are as precise as they are known.
struct Facts {
    host: Option<State>,
    seat: Option<&'static str>,
    from: &'static str,
    until: Option<&'static str>,
    successor: Option<FieldOperation>,
}

impl Facts {
    const fn then(self, successor: FieldOperation) -> Self {
        Self {
            successor: Some(successor),
            ..self
        }
    }
}

const fn open(host: State, seat: &'static str, from: &'static str) -> Facts {
    Facts {
        host: Some(host),
        seat: Some(seat),
        from,
        until: None,
        successor: None,
    }
}

const fn closed(host: State, seat: &'static str, from: &'static str, until: &'static str) -> Facts {
    Facts {
        until: Some(until),
        ..open(host, seat, from)
    }
}

vocabulary! {
    /// A field operation, or a field activity related to one.
    ///
    /// ```
    /// use dateline_core::vocab::{FieldOperation, ParticipatingState, Vocabulary};
    ///
    /// let mission = FieldOperation::find("the OSCE Spillover Monitor Mission to Skopje");
    /// assert_eq!(mission, Some(FieldOperation::MissionToSkopje));
    /// let host = FieldOperation::MissionToSkopje.host();
    /// assert_eq!(host, Some(ParticipatingState::NorthMacedonia));
    ///
    /// let office = FieldOperation::OfficeInBaku;
    /// assert!(office.is_closed());
    /// assert_eq!(office.years(), ("2000-07-17", Some("2013")));
    /// assert_eq!(office.successor(), Some(FieldOperation::ProjectCoordinatorInBaku));
    /// ```
    FieldOperation("field operation", "https://www.osce.org/field-operations", facts: Facts) {
        CentreInAshgabat => "centre-in-ashgabat", "OSCE Centre in Ashgabat", with open(State::Turkmenistan, "Ashgabat", "1999-01");
        MissionInKosovo => "mission-in-kosovo", "OSCE Mission in Kosovo", with Facts { host: None, seat: Some("Pristina"), from: "1999-07-01", until: None, successor: None }, also ["OMIK"];
        MissionToBosniaAndHerzegovina => "mission-to-bosnia-and-herzegovina", "OSCE Mission to Bosnia and Herzegovina", with open(State::BosniaAndHerzegovina, "Sarajevo", "1995-12-18"), also ["OSCE Mission to BiH"];
        MissionToMoldova => "mission-to-moldova", "OSCE Mission to Moldova", with open(State::Moldova, "Chisinau", "1993-04-25");
        MissionToMontenegro => "mission-to-montenegro", "OSCE Mission to Montenegro", with open(State::Montenegro, "Podgorica", "2006-06-29");
        MissionToSerbia => "mission-to-serbia", "OSCE Mission to Serbia", with open(State::Serbia, "Belgrade", "2001"), also ["OSCE Mission to Serbia and Montenegro", "OSCE Mission to the Federal Republic of Yugoslavia", "OSCE Mission to the FRY"];
        // Renamed about the end of 2010 (M).
        MissionToSkopje => "mission-to-skopje", "OSCE Mission to Skopje", with open(State::NorthMacedonia, "Skopje", "1992"), also ["OSCE Spillover Monitor Mission to Skopje"];
        // From March or April.
        PresenceInAlbania => "presence-in-albania", "OSCE Presence in Albania", with open(State::Albania, "Tirana", "1997");
        // Nur-Sultan 2019 (M) to 23 September 2022, and Astana before and after.
        ProgrammeOfficeInAstana => "programme-office-in-astana", "OSCE Programme Office in Astana", with open(State::Kazakhstan, "Astana", "1999"), also ["OSCE Programme Office in Nur-Sultan", "OSCE Centre in Astana", "OSCE Centre in Almaty"];
        ProgrammeOfficeInBishkek => "programme-office-in-bishkek", "OSCE Programme Office in Bishkek", with open(State::Kyrgyzstan, "Bishkek", "1999-01"), also ["OSCE Centre in Bishkek"];
        ProgrammeOfficeInDushanbe => "programme-office-in-dushanbe", "OSCE Programme Office in Dushanbe", with open(State::Tajikistan, "Dushanbe", "1994"), also ["OSCE Office in Tajikistan", "OSCE Centre in Dushanbe", "OSCE Mission to Tajikistan"];
        ProjectCoordinatorInUzbekistan => "project-coordinator-in-uzbekistan", "OSCE Project Co-ordinator in Uzbekistan", with open(State::Uzbekistan, "Tashkent", "2006-07-01");
        // No mandated field operation, but a source of releases. No source seen calls it the
        // successor of the Project Co-ordinator.
        SupportProgrammeForUkraine => "support-programme-for-ukraine", "OSCE Support Programme for Ukraine", with open(State::Ukraine, "Kyiv", "2022-11");

        // Dates (M); 1997 or 1998.
        AdvisoryAndMonitoringGroupInBelarus => "advisory-and-monitoring-group-in-belarus", "OSCE Advisory and Monitoring Group in Belarus", with closed(State::Belarus, "Minsk", "1997", "2002").then(FieldOperation::OfficeInMinsk);
        // Start and seat (M).
        AssistanceGroupToChechnya => "assistance-group-to-chechnya", "OSCE Assistance Group to Chechnya (closed)", with closed(State::RussianFederation, "Grozny", "1995-04", "2002-12-31");
        CentreInTashkent => "centre-in-tashkent", "OSCE Centre in Tashkent", with closed(State::Uzbekistan, "Tashkent", "2000-12", "2006-06-30").then(FieldOperation::ProjectCoordinatorInUzbekistan);
        KosovoVerificationMission => "kosovo-verification-mission", "OSCE Kosovo Verification Mission / OSCE Task Force for Kosovo (closed)", with Facts { host: None, seat: None, from: "1998-10", until: Some("1999-07"), successor: Some(FieldOperation::MissionInKosovo) }, also ["OSCE Kosovo Verification Mission", "OSCE Task Force for Kosovo", "KVM"];
        LiaisonOfficeInCentralAsia => "liaison-office-in-central-asia", "OSCE Liaison Office in Central Asia (closed)", with closed(State::Uzbekistan, "Tashkent", "1995", "2000-12").then(FieldOperation::CentreInTashkent);
        // Name and dates (M). The one label with a comma: listings, which join values with ", ", were
        // never seen to have it.
        MissionsOfLongDuration => "missions-of-long-duration", "OSCE Missions of Long Duration in Kosovo, Sandjak and Vojvodina", with Facts { host: None, seat: None, from: "1992", until: Some("1993"), successor: None }, also ["CSCE Missions of Long Duration in Kosovo, Sandjak and Vojvodina", "OSCE Missions of Long Duration"];
        // The Office in Zagreb from 1 January 2008. Listings have this label, a page has both names.
        MissionToCroatia => "mission-to-croatia", "OSCE Mission to Croatia (closed)", with closed(State::Croatia, "Zagreb", "1996-07", "2012-01-17"), also ["OSCE Mission to Croatia / OSCE Office in Zagreb (closed)", "OSCE Office in Zagreb"];
        MissionToEstonia => "mission-to-estonia", "OSCE Mission to Estonia (closed)", with closed(State::Estonia, "Tallinn", "1993-02-15", "2001-12-31");
        // All but the year of the end (M). The mandate ended on 31 December 2008; shut by 30 June 2009.
        MissionToGeorgia => "mission-to-georgia", "OSCE Mission to Georgia (closed)", with closed(State::Georgia, "Tbilisi", "1992", "2009");
        // Dates (M).
        MissionToLatvia => "mission-to-latvia", "OSCE Mission to Latvia (closed)", with closed(State::Latvia, "Riga", "1993", "2001-12-31");
        // The name (M).
        MissionToSarajevo => "mission-to-sarajevo", "OSCE Mission to Sarajevo", with closed(State::BosniaAndHerzegovina, "Sarajevo", "1994-10", "1995-12").then(FieldOperation::MissionToBosniaAndHerzegovina), also ["CSCE Mission to Sarajevo"];
        MissionToUkraine => "mission-to-ukraine", "OSCE Mission to Ukraine (closed)", with closed(State::Ukraine, "Kyiv", "1994-11-24", "1999").then(FieldOperation::ProjectCoordinatorInUkraine);
        // Dates (M).
        ObserverMission => "observer-mission-at-the-russian-checkpoints-gukovo-and-donetsk", "OSCE Observer Mission at the Russian Checkpoints Gukovo and Donetsk (discontinued)", with closed(State::RussianFederation, "Kamensk-Shakhtinsky", "2014-07", "2021-09-30"), also ["OSCE Observer Mission", "OSCE Observer Mission at the Russian Border Checkpoints Gukovo and Donetsk"];
        OfficeInBaku => "office-in-baku", "OSCE Office in Baku", with closed(State::Azerbaijan, "Baku", "2000-07-17", "2013").then(FieldOperation::ProjectCoordinatorInBaku);
        OfficeInMinsk => "office-in-minsk", "OSCE Office in Minsk (closed)", with closed(State::Belarus, "Minsk", "2003-01-01", "2011-03-31");
        OfficeInYerevan => "office-in-yerevan", "OSCE Office in Yerevan (closed)", with closed(State::Armenia, "Yerevan", "2000", "2017-08-31");
        // The end (M).
        ProjectCoordinatorInBaku => "project-coordinator-in-baku", "OSCE Project Co-ordinator in Baku (closed)", with closed(State::Azerbaijan, "Baku", "2014", "2015");
        ProjectCoordinatorInUkraine => "project-coordinator-in-ukraine", "OSCE Project Co-ordinator in Ukraine (closed)", with closed(State::Ukraine, "Kyiv", "1999-06-01", "2022-06-30");
        // Names and dates of the two Representatives (M).
        RepresentativeToTheEstonianCommission => "representative-to-the-estonian-expert-commission-on-military-pensioners", "OSCE Representative to the Estonian Expert Commission on Military Pensioners", with closed(State::Estonia, "Tallinn", "1994", "2006");
        RepresentativeToTheLatvianRussianCommission => "representative-to-the-latvian-russian-joint-commission-on-military-pensioners", "OSCE Representative to the Latvian-Russian Joint Commission on Military Pensioners", with closed(State::Latvia, "Riga", "1995", "2006");
        // The end (M).
        SpecialMonitoringMissionToUkraine => "special-monitoring-mission-to-ukraine", "OSCE Special Monitoring Mission to Ukraine (closed)", with closed(State::Ukraine, "Kyiv", "2014-03-21", "2022-03-31"), also ["SMM", "SMMU"];
    }
}

impl FieldOperation {
    /// The State in which it works or worked; none for Kosovo and the former Yugoslavia.
    #[must_use]
    pub const fn host(self) -> Option<State> {
        self.row().facts.host
    }

    /// The town of its headquarters.
    #[must_use]
    pub const fn seat(self) -> Option<&'static str> {
        self.row().facts.seat
    }

    /// The operation whose section of osce.org an address is in: `kosovo` of
    /// `www.osce.org/kosovo/276291`.
    ///
    /// Sections were met in addresses of releases, or are the codes, which name the operation in
    /// full. A section keeps the name of its time, and an operation that took its predecessor's
    /// section over is the one that listings file those releases under.
    ///
    /// ```
    /// use dateline_core::vocab::FieldOperation;
    ///
    /// let office = FieldOperation::of_section("tajikistan");
    /// assert_eq!(office, Some(FieldOperation::ProgrammeOfficeInDushanbe));
    /// assert_eq!(FieldOperation::of_section("node"), None);
    /// ```
    #[must_use]
    pub fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "baku" => Self::ProjectCoordinatorInBaku,
            "bih" => Self::MissionToBosniaAndHerzegovina,
            "kosovo" => Self::MissionInKosovo,
            "minsk" => Self::OfficeInMinsk,
            "tajikistan" => Self::ProgrammeOfficeInDushanbe,
            "uzbekistan" => Self::ProjectCoordinatorInUzbekistan,
            code => return Self::all().iter().find(|of| of.code() == code).copied(),
        })
    }

    /// From when and until when it worked, its renamed predecessors included. Each is a year, month
    /// or day, as precise as it is known: `1999`, `1999-01`, `1999-07-01`.
    #[must_use]
    pub const fn years(self) -> (&'static str, Option<&'static str>) {
        (self.row().facts.from, self.row().facts.until)
    }

    /// Whether it has ended.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        self.row().facts.until.is_some()
    }

    /// The operation that took over from this closed one.
    #[must_use]
    pub const fn successor(self) -> Option<Self> {
        self.row().facts.successor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::KnownPlace;
    use crate::vocab::tests::{check_found, check_nearest, check_rows, sort_key};

    #[test]
    fn rows() {
        check_rows::<FieldOperation>(13 + 21);
        assert!(FieldOperation::all().is_sorted_by_key(|f| (f.is_closed(), sort_key(*f))));
        assert_eq!(
            FieldOperation::all()
                .iter()
                .filter(|f| !f.is_closed())
                .count(),
            13
        );
    }

    #[test]
    fn facts_hang_together() {
        for &operation in FieldOperation::all() {
            if let Some(seat) = operation.seat() {
                let place = KnownPlace::find(seat);
                assert_eq!(
                    place.and_then(KnownPlace::state),
                    operation.host(),
                    "{operation}"
                );
                assert_eq!(place.map(KnownPlace::label), Some(seat), "{operation}");
            }
            let (from, until) = operation.years();
            assert!(until.is_none_or(|until| from < until), "{operation}");
            if let Some(successor) = operation.successor() {
                assert!(
                    operation.is_closed() && operation != successor,
                    "{operation}"
                );
                assert!(successor.years().0 >= from, "{operation}");
            }
            // What only a label says of itself, the facts must say as well.
            if operation.label().ends_with("(closed)") {
                assert!(operation.is_closed(), "{operation}");
            }
        }
    }

    #[test]
    fn listings() {
        for label in [
            "OSCE Special Monitoring Mission to Ukraine (closed)",
            "OSCE Mission to Skopje",
            "OSCE Mission in Kosovo",
            "OSCE Mission to Bosnia and Herzegovina",
            "OSCE Mission to Serbia",
            "OSCE Presence in Albania",
            "OSCE Programme Office in Dushanbe",
            "OSCE Mission to Moldova",
            "OSCE Office in Yerevan (closed)",
            "OSCE Programme Office in Astana",
            "OSCE Programme Office in Bishkek",
            "OSCE Project Co-ordinator in Baku (closed)",
            "OSCE Project Co-ordinator in Uzbekistan",
            "OSCE Mission to Montenegro",
            "OSCE Mission to Georgia (closed)",
            "OSCE Mission to Croatia (closed)",
            "OSCE Project Co-ordinator in Ukraine (closed)",
            "OSCE Centre in Ashgabat",
            "OSCE Assistance Group to Chechnya (closed)",
            "OSCE Office in Minsk (closed)",
            "OSCE Observer Mission at the Russian Checkpoints Gukovo and Donetsk (discontinued)",
            "OSCE Kosovo Verification Mission / OSCE Task Force for Kosovo (closed)",
            "OSCE Mission to Estonia (closed)",
            "OSCE Liaison Office in Central Asia (closed)",
        ] {
            check_found::<FieldOperation>(label, label);
        }
        check_found::<FieldOperation>(
            "OSCE Mission to Croatia / OSCE Office in Zagreb (closed)",
            "OSCE Mission to Croatia (closed)",
        );
    }

    #[test]
    fn former_names() {
        check_found::<FieldOperation>("OSCE Centre in Almaty", "OSCE Programme Office in Astana");
        check_found::<FieldOperation>(
            "OSCE Programme Office in Nur-Sultan",
            "OSCE Programme Office in Astana",
        );
        check_found::<FieldOperation>(
            "OSCE Centre in Dushanbe",
            "OSCE Programme Office in Dushanbe",
        );
        check_found::<FieldOperation>("Mission to Serbia and Montenegro", "OSCE Mission to Serbia");
        check_found::<FieldOperation>(
            "OSCE Office in Zagreb (closed)",
            "OSCE Mission to Croatia (closed)",
        );
        check_found::<FieldOperation>("Office in Baku (closed)", "OSCE Office in Baku");
        check_found::<FieldOperation>(
            "OSCE Centre in Tashkent (Closed)",
            "OSCE Centre in Tashkent",
        );
        check_found::<FieldOperation>("mission to skopje", "OSCE Mission to Skopje");
    }

    #[test]
    fn guesses() {
        check_nearest::<FieldOperation>("OSCE Mision to Skopje", Some("OSCE Mission to Skopje"));
        check_nearest::<FieldOperation>("OSCE Center in Ashgabat", Some("OSCE Centre in Ashgabat"));
        check_nearest::<FieldOperation>("Presence", Some("OSCE Presence in Albania"));
        for text in [
            "OSCE Mission to Slovenia",
            "OSCE Mission",
            "Mission to Mars",
            "Kosovo",
        ] {
            check_nearest::<FieldOperation>(text, None);
        }
    }
}
