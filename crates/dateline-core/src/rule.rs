//! What a rule is that something can be found to break.

use crate::Level;

/// A rule, as `--explain` prints it. Each crate lists the rules of its own format in a constant
/// `RULES`; those about what a release says are [`rules::RULES`](crate::rules::RULES).
///
/// ```
/// use dateline_core::{Level, rules};
///
/// let rule = rules::RULES.iter().find(|rule| rule.id == "release.date").unwrap();
/// assert_eq!(rule.level, Level::Error);
/// assert!(rules::RULES.iter().all(|rule| rule.id.contains('.')));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rule {
    /// Its name, which never changes: the family and what is wanted, such as `rss.guid-missing`.
    pub id: &'static str,
    /// Its number in the project's list of rules for feeds, such as `R21`; empty where it is none
    /// of these.
    pub code: &'static str,
    /// How grave it is where it is broken, unless a diagnostic says otherwise.
    pub level: Level,
    /// What is asked for, in one line without a full stop.
    pub title: &'static str,
    /// Why, in full sentences.
    pub why: &'static str,
    /// What common readers do where it is broken, by their names; empty where that is not known
    /// or nobody reads it.
    pub readers: &'static str,
    /// How to mend it, and an example where one helps.
    pub mend: &'static str,
    /// Who says so: an RFC and its section, a specification, the event of the W3C's feed
    /// validator, or this project.
    pub source: &'static str,
}
