//! What sort of release it is: `Content type` in the newsroom's listings.
//!
//! Press release, News, Daily report, Spot report, Weekly report and Press statement were seen in
//! listings up to August 2025; the others are general knowledge, not confirmed (M). Plurals are
//! the names of the site's sections.

use super::vocabulary;

vocabulary! {
    /// A sort of release.
    ///
    /// ```
    /// use dateline_core::vocab::{Kind, Vocabulary};
    ///
    /// assert_eq!(Kind::find("Press Releases"), Some(Kind::PressRelease));
    /// assert_eq!(Kind::SpotReport.code(), "spot-report");
    /// ```
    Kind("kind", "https://www.osce.org/newsroom") {
        DailyReport => "daily-report", "Daily report", also ["Daily reports"];
        Feature => "feature", "Feature", also ["Features", "Feature story", "Feature stories"];
        Interview => "interview", "Interview", also ["Interviews"];
        MediaAdvisory => "media-advisory", "Media advisory", also ["Media advisories"];
        News => "news", "News", also ["News item", "News items"];
        PressRelease => "press-release", "Press release", also ["Press releases"];
        PressStatement => "press-statement", "Press statement", also ["Press statements"];
        Speech => "speech", "Speech", also ["Speeches"];
        SpotReport => "spot-report", "Spot report", also ["Spot reports"];
        Statement => "statement", "Statement", also ["Statements"];
        WeeklyReport => "weekly-report", "Weekly report", also ["Weekly reports"];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Vocabulary;
    use crate::vocab::tests::{check_found, check_nearest, check_rows, sort_key};

    #[test]
    fn rows() {
        check_rows::<Kind>(11);
        assert!(Kind::all().is_sorted_by_key(|kind| sort_key(*kind)));
    }

    #[test]
    fn content_types_of_listings() {
        for label in [
            "Press release",
            "News",
            "Daily report",
            "Spot report",
            "Press statement",
            "Weekly report",
        ] {
            check_found::<Kind>(label, label);
        }
        check_found::<Kind>("PRESS RELEASE", "Press release");
        check_nearest::<Kind>("Press relaese", Some("Press release"));
        check_nearest::<Kind>("Newsletter", None);
    }
}
