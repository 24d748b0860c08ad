//! What deserves saying about a release that is in order by its shape: facts that do not agree, and
//! text that somebody will stumble over.
//!
//! Each rule is a function over a checked [`Release`], and says nothing of what releases commonly
//! are: a rule that is broken by one release in ten is a note, or none. `address.rs` looks at numbers
//! and addresses, `dates.rs` at dates, `facts.rs` at places, States and sources, `texts.rs` at what
//! is read, and `pages.rs` has the page of each rule.

mod address;
mod dates;
mod facts;
mod pages;
#[cfg(test)]
mod tests;
mod texts;

use crate::{Breach, FieldPath, Finding, Release};

pub use self::pages::RULES;

/// Holds a release against the rules of the validation ([`RULES`]), in the order of the fields.
///
/// What the [`Checker`](crate::Checker) says is not said again.
///
/// ```
/// use dateline_core::{Draft, Release, validate};
///
/// let release = Release::try_from(Draft {
///     title: "Water talks".into(),
///     date: "2023-09-12".into(),
///     body: "ERGNETI, 3 July 2023 — Engineers met today.".into(),
///     ..Draft::default()
/// })?;
/// let mut findings = Vec::new();
/// validate::release(&release, &mut findings);
/// assert_eq!(findings[0].kind.rule(), "release.dateline-date");
/// assert_eq!(
///     findings[0].to_string(),
///     "date: `2023-09-12` is 71 days after the `3 July 2023` of the dateline",
/// );
/// # Ok::<(), dateline_core::Violations>(())
/// ```
pub fn release(release: &Release<'_>, findings: &mut Vec<Finding>) {
    let mut said = Said {
        findings,
        dateline: release.dateline(),
    };
    address::number(release, &mut said);
    facts::kind(release, &mut said);
    texts::title(release, &mut said);
    dates::range(release, &mut said);
    dates::dateline(release, &mut said);
    dates::modified(release, &mut said);
    texts::language(release, &mut said);
    address::url(release, &mut said);
    facts::places(release, &mut said);
    facts::sources(release, &mut said);
    facts::states(release, &mut said);
    texts::encoding(release, &mut said);
    texts::markup(release, &mut said);
    texts::summary(release, &mut said);
    texts::body(release, &mut said);
    address::translations(release, &mut said);
    dates::embargo(release, &mut said);
}

/// What is said of one release, and what several rules ask of it.
struct Said<'f, 'r> {
    findings: &'f mut Vec<Finding>,
    dateline: Option<crate::Dateline<'r>>,
}

impl Said<'_, '_> {
    fn about(&mut self, path: impl Into<FieldPath>, breach: Breach) {
        self.findings.push(Finding::about(path, breach.into()));
    }
}
