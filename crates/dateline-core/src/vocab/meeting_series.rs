//! The series of meetings in the site's navigation of 2025-26, in its order.
//!
//! "Gender Equality Review Conferences" is an older line of the same navigation. The other aliases
//! are general knowledge, not confirmed (M): the single meeting, its abbreviation, its older name.

use super::vocabulary;

vocabulary! {
    /// Meetings that the OSCE holds again and again.
    ///
    /// ```
    /// use dateline_core::vocab::{MeetingSeries, Vocabulary};
    ///
    /// let series = MeetingSeries::find("Gender Equality Review Conferences");
    /// assert_eq!(series, Some(MeetingSeries::GenderEqualityConferences));
    /// ```
    MeetingSeries("meeting series", "https://www.osce.org/meetings-and-conferences") {
        SummitMeetings => "summit-meetings", "Summit meetings", also ["Summits", "OSCE Summit", "Summit meeting"];
        ReviewConferences => "review-conferences", "Review Conferences", also ["Review Conference"];
        MinisterialCouncilMeetings => "ministerial-council-meetings", "Ministerial Council meetings", also ["Ministerial Councils", "Ministerial Council meeting"];
        PlenaryMeetingsOfThePermanentCouncil => "plenary-meetings-of-the-permanent-council", "Plenary meetings of the Permanent Council", also ["Permanent Council meetings"];
        PlenaryMeetingsOfTheForumForSecurityCooperation => "plenary-meetings-of-the-forum-for-security-cooperation", "Plenary Meetings of the Forum for Security Co-operation", also ["Forum for Security Co-operation meetings"];
        SecurityReviewConferences => "security-review-conferences", "Security Review Conferences", also ["Annual Security Review Conferences", "Annual Security Review Conference", "ASRC"];
        AnnualImplementationAssessmentMeetings => "annual-implementation-assessment-meetings", "Annual Implementation Assessment Meetings", also ["Annual Implementation Assessment Meeting", "AIAM"];
        EconomicAndEnvironmentalForum => "economic-and-environmental-forum", "Economic and Environmental Forum", also ["Economic Forum", "EEF"];
        EconomicAndEnvironmentalDimensionImplementationMeetings => "economic-and-environmental-dimension-implementation-meetings", "Economic and Environmental Dimension Implementation Meetings", also ["Economic and Environmental Dimension Implementation Meeting", "EEDIM"];
        HumanRightsMeetings => "human-rights-meetings", "Human rights meetings", also ["Human dimension meetings"];
        MediaConferences => "media-conferences", "Media conferences", also ["Media conference"];
        CyberIctSecurityConferences => "cyber-ict-security-conferences", "Cyber/ICT security conferences", also ["Cyber/ICT security conference"];
        ConferenceOfTheAllianceAgainstTraffickingInPersons => "conference-of-the-alliance-against-trafficking-in-persons", "Conference of the Alliance against Trafficking in Persons", also ["Alliance against Trafficking in Persons", "Alliance against Trafficking in Persons Conferences"];
        GenderEqualityConferences => "gender-equality-conferences", "Gender equality conferences", also ["Gender Equality Review Conferences", "Gender Equality Review Conference"];
        AnnualOsceMediterraneanConferences => "annual-osce-mediterranean-conferences", "Annual OSCE Mediterranean conferences", also ["Mediterranean conferences", "OSCE Mediterranean Conference", "Mediterranean Seminars"];
        AnnualOsceAsianConferences => "annual-osce-asian-conferences", "Annual OSCE Asian conferences", also ["Asian conferences", "OSCE Asian Conference"];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Vocabulary;
    use crate::vocab::tests::{check_found, check_nearest, check_rows};

    #[test]
    fn rows() {
        check_rows::<MeetingSeries>(16);
        assert_eq!(
            MeetingSeries::all().first(),
            Some(&MeetingSeries::SummitMeetings)
        );
    }

    #[test]
    fn names() {
        check_found::<MeetingSeries>(
            "Gender Equality Review Conferences",
            "Gender equality conferences",
        );
        check_found::<MeetingSeries>(
            "Economic & Environmental Forum",
            "Economic and Environmental Forum",
        );
        check_nearest::<MeetingSeries>("Human rights meeting", Some("Human rights meetings"));
        check_nearest::<MeetingSeries>("Conferences", None);
    }
}
