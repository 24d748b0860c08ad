//! Who issues a release, field operations apart: `Where we are` in the newsroom's listings.
//!
//! Names are those of the listings up to August 2025 and of the site's navigation of 2025-26, where
//! listings put "OSCE" in front, with it. Short names and seats are general knowledge, not confirmed
//! (M), except `ODIHR`, `HCNM`, `RFoM`, `CiO`, `OCEEA` and the seats in Warsaw, The Hague and
//! Copenhagen. So are the Ministerial Council, the High-Level Planning Group and the Personal
//! Representative on the conflict of the Minsk Conference, which neither list has. Some units were
//! met in the text of releases only.
//!
//! Rows stand by kind, and within a kind by name, the whole before its parts.

use super::{Vocabulary, vocabulary};

/// What a row says of a structure.
struct Facts {
    kind: StructureKind,
    seat: Option<&'static str>,
    parent: Option<Structure>,
}

impl Facts {
    /// Part of another structure.
    const fn of(self, parent: Structure) -> Self {
        Self {
            parent: Some(parent),
            ..self
        }
    }
}

const fn seated(kind: StructureKind, seat: &'static str) -> Facts {
    Facts {
        kind,
        seat: Some(seat),
        parent: None,
    }
}

/// Without a seat: it moves with the chair, or has none.
const fn everywhere(kind: StructureKind) -> Facts {
    Facts {
        kind,
        seat: None,
        parent: None,
    }
}

const fn department() -> Facts {
    seated(StructureKind::Secretariat, "Vienna").of(Structure::Secretariat)
}

/// What sort of structure it is.
///
/// ```
/// use dateline_core::vocab::{Structure, StructureKind};
///
/// assert_eq!(Structure::HighCommissionerOnNationalMinorities.kind(), StructureKind::Institution);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum StructureKind {
    /// The Chairpersonship and those who act for it or with it.
    Chair,
    /// A body in which the participating States decide.
    DecisionMakingBody,
    /// One of the three institutions.
    Institution,
    /// A body with a basis of its own: the Parliamentary Assembly, the Court.
    AutonomousBody,
    /// The Secretariat and its departments and units.
    Secretariat,
    /// Relations with the Partners for Co-operation.
    Partnership,
    /// The OSCE as a whole, as the publisher of its site.
    Website,
}

vocabulary! {
    /// An OSCE structure that is no field operation.
    ///
    /// ```
    /// use dateline_core::vocab::{Structure, Vocabulary};
    ///
    /// // The name until 2023 is an alias of the one in use since.
    /// assert_eq!(Structure::find("OSCE Chairmanship"), Some(Structure::Chairpersonship));
    /// assert_eq!(Structure::Chairpersonship.label(), "OSCE Chairpersonship");
    ///
    /// let odihr = Structure::find("OSCE/ODIHR");
    /// assert_eq!(odihr.and_then(Structure::seat), Some("Warsaw"));
    /// assert_eq!(Structure::TransnationalThreatsDepartment.parent(), Some(Structure::Secretariat));
    /// ```
    Structure("structure", "https://www.osce.org/structures-and-institutions", facts: Facts) {
        Chairpersonship => "chairpersonship", "OSCE Chairpersonship", with everywhere(StructureKind::Chair), also ["OSCE Chairmanship", "OSCE Chair", "Chairperson-in-Office", "Chairman-in-Office", "CiO"];
        HighLevelPlanningGroup => "high-level-planning-group", "High-Level Planning Group", with seated(StructureKind::Chair, "Vienna").of(Structure::Chairpersonship), also ["HLPG"];
        MinskGroup => "minsk-group", "Minsk Group", with everywhere(StructureKind::Chair), also ["Minsk Group Co-Chairs", "Co-Chairs of the OSCE Minsk Group"];
        PersonalRepresentativeMinskConference => "personal-representative-minsk-conference", "Personal Representative of the OSCE Chairperson-in-Office on the conflict dealt with by the OSCE Minsk Conference", with seated(StructureKind::Chair, "Tbilisi").of(Structure::Chairpersonship), also ["Personal Representative of the Chairperson-in-Office on the conflict dealt with by the OSCE Minsk Conference", "Personal Representative of the Chairman-in-Office on the conflict dealt with by the OSCE Minsk Conference"];
        PersonalRepresentatives => "personal-representatives", "Personal Representatives of the Chairperson-in-Office", with everywhere(StructureKind::Chair).of(Structure::Chairpersonship), also ["Personal Representatives of the OSCE Chairperson-in-Office", "Personal Representatives of the Chairman-in-Office", "Personal Representatives", "Personal Representative of the Chairperson-in-Office"];
        Troika => "troika", "Troika", with everywhere(StructureKind::Chair);

        ForumForSecurityCooperation => "forum-for-security-cooperation", "Forum for Security Co-operation", with seated(StructureKind::DecisionMakingBody, "Vienna"), also ["FSC"];
        MinisterialCouncil => "ministerial-council", "Ministerial Council", with everywhere(StructureKind::DecisionMakingBody);
        PermanentCouncil => "permanent-council", "Permanent Council", with seated(StructureKind::DecisionMakingBody, "Vienna");

        HighCommissionerOnNationalMinorities => "hcnm", "OSCE High Commissioner on National Minorities", with seated(StructureKind::Institution, "The Hague");
        OfficeForDemocraticInstitutionsAndHumanRights => "odihr", "OSCE Office for Democratic Institutions and Human Rights", with seated(StructureKind::Institution, "Warsaw"), also ["Office for Free Elections"];
        RepresentativeOnFreedomOfTheMedia => "rfom", "OSCE Representative on Freedom of the Media", with seated(StructureKind::Institution, "Vienna"), also ["OSCE Media Freedom Representative"];

        CourtOfConciliationAndArbitration => "court-of-conciliation-and-arbitration", "Court of Conciliation and Arbitration", with seated(StructureKind::AutonomousBody, "Geneva"), also ["Court of Conciliation and Arbitration within the OSCE"];
        ParliamentaryAssembly => "parliamentary-assembly", "OSCE Parliamentary Assembly", with seated(StructureKind::AutonomousBody, "Copenhagen"), also ["OSCE PA"];

        Secretariat => "secretariat", "OSCE Secretariat", with seated(StructureKind::Secretariat, "Vienna");
        // Of the Programme Office in Dushanbe, which is no structure, so that there is no parent to name.
        BorderManagementStaffCollege => "border-management-staff-college", "OSCE Border Management Staff College", with seated(StructureKind::Secretariat, "Dushanbe"), also ["BMSC"];
        BorderSecurityAndManagementUnit => "border-security-and-management-unit", "Border Security and Management Unit", with department().of(Structure::TransnationalThreatsDepartment), also ["BSMU"];
        ConflictPreventionCentre => "conflict-prevention-centre", "Conflict Prevention Centre", with department(), also ["CPC"];
        DepartmentOfHumanResources => "department-of-human-resources", "Department of Human Resources", with department();
        DepartmentOfManagementAndFinance => "department-of-management-and-finance", "Department of Management and Finance", with department();
        DocumentationCentreInPrague => "documentation-centre-in-prague", "Documentation Centre in Prague", with seated(StructureKind::Secretariat, "Prague").of(Structure::Secretariat), also ["OSCE Prague Office"];
        GenderIssuesProgramme => "gender-issues-programme", "Gender Issues Programme", with department();
        OfficeOfInternalOversight => "office-of-internal-oversight", "Office of Internal Oversight", with department();
        OfficeOfTheCoordinatorOfEconomicAndEnvironmentalActivities => "office-of-the-coordinator-of-osce-economic-and-environmental-activities", "Office of the Co-ordinator of OSCE Economic and Environmental Activities", with department(), also ["OCEEA", "Co-ordinator of OSCE Economic and Environmental Activities"];
        OfficeOfTheSecretaryGeneral => "office-of-the-secretary-general", "Office of the Secretary General", with department();
        OfficeForCombatingTraffickingInHumanBeings => "office-of-the-special-representative-and-coordinator-for-combating-trafficking-in-human-beings", "Office of the Special Representative and Co-ordinator for Combating Trafficking in Human Beings", with department(), also ["OSR/CTHB", "Special Representative and Co-ordinator for Combating Trafficking in Human Beings"];
        OpportunitiesForYouth => "opportunities-for-youth", "Opportunities for Youth", with department();
        SecretaryGeneral => "secretary-general", "OSCE Secretary General", with department();
        StrategicPoliceMattersUnit => "strategic-police-matters-unit", "Strategic Police Matters Unit", with department().of(Structure::TransnationalThreatsDepartment), also ["SPMU"];
        TransnationalThreatsDepartment => "transnational-threats-department", "Transnational Threats Department", with department(), also ["TNTD"];

        Partnerships => "partnerships", "Partnerships", with everywhere(StructureKind::Partnership), also ["Partners for Co-operation"];
        AsianPartners => "asian-partners-for-cooperation", "Asian Partners for Co-operation", with everywhere(StructureKind::Partnership).of(Structure::Partnerships);
        MediterraneanPartners => "mediterranean-partners-for-cooperation", "Mediterranean Partners for Co-operation", with everywhere(StructureKind::Partnership).of(Structure::Partnerships);

        MainWebsite => "main-website", "OSCE Main Website", with everywhere(StructureKind::Website);
    }
}

impl Structure {
    /// What sort of structure it is.
    #[must_use]
    pub const fn kind(self) -> StructureKind {
        self.row().facts.kind
    }

    /// The town of its seat.
    #[must_use]
    pub const fn seat(self) -> Option<&'static str> {
        self.row().facts.seat
    }

    /// The structure whose section of osce.org an address is in: `cio` of
    /// `www.osce.org/cio/84562`.
    ///
    /// Sections were met in addresses of releases (`cio`), or are the codes of those that are
    /// structures of their own (`hcnm`, `odihr`, `secretariat`).
    ///
    /// ```
    /// use dateline_core::vocab::Structure;
    ///
    /// assert_eq!(Structure::of_section("cio"), Some(Structure::Chairpersonship));
    /// assert_eq!(Structure::of_section("elections"), None);
    /// ```
    #[must_use]
    pub fn of_section(section: &str) -> Option<Self> {
        match section {
            "cio" => Some(Self::Chairpersonship),
            // What is about partners need not come from them.
            code => Self::all()
                .iter()
                .find(|of| of.code() == code && of.kind() != StructureKind::Partnership)
                .copied(),
        }
    }

    /// The structure that it is a part of.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        self.row().facts.parent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::index::spellings;
    use crate::vocab::tests::{check_found, check_nearest, check_rows, sort_key};
    use crate::vocab::{FieldOperation, KnownPlace};

    #[test]
    fn rows() {
        check_rows::<Structure>(34);
        let whole_first = |s: &Structure| {
            !matches!(
                s,
                Structure::Chairpersonship | Structure::Secretariat | Structure::Partnerships
            )
        };
        assert!(Structure::all().is_sorted_by_key(|s| (s.kind(), whole_first(s), sort_key(*s))));
    }

    /// So that it makes no difference which of the two is asked first who issued a release.
    #[test]
    fn no_spelling_is_that_of_a_field_operation() {
        for &structure in Structure::all() {
            for spelling in spellings(structure) {
                assert_eq!(FieldOperation::find(spelling), None, "{spelling}");
            }
        }
    }

    #[test]
    fn facts_hang_together() {
        for &structure in Structure::all() {
            if let Some(seat) = structure.seat() {
                assert!(KnownPlace::find(seat).is_some(), "{structure}");
            }
            if let Some(parent) = structure.parent() {
                assert_eq!(parent.kind(), structure.kind(), "{structure}");
            }
        }
        let units = Structure::all()
            .iter()
            .filter(|s| s.parent() == Some(Structure::Secretariat));
        assert_eq!(units.count(), 12);
    }

    #[test]
    fn listings() {
        for label in [
            "OSCE Chairpersonship",
            "OSCE Office for Democratic Institutions and Human Rights",
            "OSCE Secretariat",
            "OSCE Parliamentary Assembly",
            "OSCE Representative on Freedom of the Media",
            "Permanent Council",
            "OSCE Secretary General",
            "OSCE High Commissioner on National Minorities",
            "Troika",
            "Transnational Threats Department",
            "Personal Representatives of the Chairperson-in-Office",
            "Partnerships",
            "OSCE Main Website",
            "Minsk Group",
            "Office of the Co-ordinator of OSCE Economic and Environmental Activities",
            "Asian Partners for Co-operation",
            "Office of the Special Representative and Co-ordinator for Combating Trafficking in Human Beings",
        ] {
            check_found::<Structure>(label, label);
        }
        check_found::<Structure>("OSCE Chairmanship", "OSCE Chairpersonship");
    }

    #[test]
    fn navigation_without_osce() {
        check_found::<Structure>("Chairpersonship", "OSCE Chairpersonship");
        check_found::<Structure>("Secretariat", "OSCE Secretariat");
        check_found::<Structure>("Parliamentary Assembly", "OSCE Parliamentary Assembly");
        check_found::<Structure>("Secretary General", "OSCE Secretary General");
        check_found::<Structure>(
            "Office of the Secretary General",
            "Office of the Secretary General",
        );
    }

    #[test]
    fn short_names() {
        check_found::<Structure>("CiO", "OSCE Chairpersonship");
        check_found::<Structure>("OSCE Chairman-in-Office", "OSCE Chairpersonship");
        check_found::<Structure>(
            "OSCE/ODIHR",
            "OSCE Office for Democratic Institutions and Human Rights",
        );
        check_found::<Structure>("OSCE PA", "OSCE Parliamentary Assembly");
        check_found::<Structure>(
            "the OSCE Forum for Security Cooperation",
            "Forum for Security Co-operation",
        );
    }

    #[test]
    fn guesses() {
        check_nearest::<Structure>("OSCE Secretarait", Some("OSCE Secretariat"));
        check_nearest::<Structure>(
            "OSCE Parlamentary Assembly",
            Some("OSCE Parliamentary Assembly"),
        );
        check_nearest::<Structure>("Office", None);
        check_nearest::<Structure>("United Nations", None);
    }
}
