//! What a release is about: the fields of work, `What we do` in the newsroom's listings.
//!
//! Twenty-three are in the site's navigation of 2025-26; five more stand in the listings seen up to
//! August 2025. Codes follow the site's addresses, which write neither hyphen of "co-operation" and
//! "non-discrimination"; the codes of fields whose address was not seen are made in the same way.

use super::vocabulary;

vocabulary! {
    /// A subject that the OSCE works on.
    ///
    /// ```
    /// use dateline_core::vocab::{FieldOfWork, Vocabulary};
    ///
    /// let field = FieldOfWork::find("tolerance & nondiscrimination");
    /// assert_eq!(field, Some(FieldOfWork::ToleranceAndNonDiscrimination));
    /// assert_eq!(FieldOfWork::RuleOfLaw.to_string(), "Rule of law");
    /// ```
    FieldOfWork("field of work", "https://www.osce.org/fields-of-work") {
        ArmsControl => "arms-control", "Arms control";
        BorderManagement => "border-management", "Border management";
        ClimateChange => "climate-change", "Climate change";
        CombatingTraffickingInHumanBeings => "combating-trafficking-in-human-beings", "Combating trafficking in human beings", also ["Combating human trafficking"];
        ConflictPreventionAndResolution => "conflict-prevention-and-resolution", "Conflict prevention and resolution";
        CounteringTerrorism => "countering-terrorism", "Countering terrorism";
        CyberIctSecurity => "cyber-ict-security", "Cyber/ICT Security";
        Democratization => "democratization", "Democratization", also ["Democratisation"];
        EconomicActivities => "economic-activities", "Economic activities";
        Education => "education", "Education";
        Elections => "elections", "Elections";
        EnvironmentalActivities => "environmental-activities", "Environmental activities";
        GenderEquality => "gender-equality", "Gender equality";
        GoodGovernance => "good-governance", "Good governance";
        HumanRights => "human-rights", "Human rights";
        MediaFreedomAndDevelopment => "media-freedom-and-development", "Media freedom and development";
        MediaLaws => "media-laws", "Media laws";
        MediaPluralism => "media-pluralism", "Media pluralism";
        MediaSelfRegulation => "media-selfregulation", "Media self-regulation";
        Migration => "migration", "Migration";
        NationalMinorityIssues => "national-minority-issues", "National minority issues";
        Policing => "policing", "Policing";
        ReformAndCooperationInTheSecuritySector => "reform-and-cooperation-in-the-security-sector", "Reform and co-operation in the security sector";
        RomaAndSinti => "roma-and-sinti", "Roma and Sinti";
        RuleOfLaw => "rule-of-law", "Rule of law";
        SafetyOfJournalists => "safety-of-journalists", "Safety of journalists";
        ToleranceAndNonDiscrimination => "tolerance-and-nondiscrimination", "Tolerance and non-discrimination";
        Youth => "youth", "Youth";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Vocabulary;
    use crate::vocab::tests::{check_found, check_nearest, check_rows, sort_key};

    #[test]
    fn rows() {
        check_rows::<FieldOfWork>(23 + 5);
        assert!(FieldOfWork::all().is_sorted_by_key(|field| sort_key(*field)));
    }

    /// The navigation's fields, which are their own labels.
    const NAVIGATION: [&str; 23] = [
        "Arms control",
        "Border management",
        "Combating trafficking in human beings",
        "Conflict prevention and resolution",
        "Countering terrorism",
        "Cyber/ICT Security",
        "Democratization",
        "Economic activities",
        "Education",
        "Elections",
        "Environmental activities",
        "Gender equality",
        "Good governance",
        "Human rights",
        "Media freedom and development",
        "Migration",
        "National minority issues",
        "Policing",
        "Reform and co-operation in the security sector",
        "Roma and Sinti",
        "Rule of law",
        "Tolerance and non-discrimination",
        "Youth",
    ];

    #[test]
    fn the_site_s_fields() {
        for label in NAVIGATION {
            check_found::<FieldOfWork>(label, label);
        }
        for label in [
            "Climate change",
            "Media laws",
            "Media pluralism",
            "Media self-regulation",
            "Safety of journalists",
        ] {
            check_found::<FieldOfWork>(label, label);
        }
        check_found::<FieldOfWork>(
            "Combating human trafficking",
            "Combating trafficking in human beings",
        );
    }

    #[test]
    fn spellings() {
        check_found::<FieldOfWork>(" ROMA & SINTI ", "Roma and Sinti");
        check_found::<FieldOfWork>(
            "Reform and Cooperation in the Security Sector",
            "Reform and co-operation in the security sector",
        );
        check_found::<FieldOfWork>("cyber-ict-security", "Cyber/ICT Security");
    }

    #[test]
    fn guesses() {
        check_nearest::<FieldOfWork>("Boarder management", Some("Border management"));
        check_nearest::<FieldOfWork>("Elections and democracy", Some("Elections"));
        check_nearest::<FieldOfWork>("Media freedom", Some("Media freedom and development"));
        check_nearest::<FieldOfWork>("Media", None);
        check_nearest::<FieldOfWork>("Astrology", None);
    }
}
