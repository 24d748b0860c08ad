//! A set of feeds in a folder.

use std::path::Path;

use dateline_core::{ChannelDraft, Finding, FindingKind, Release, Withheld};
use dateline_site::stage::{Leftover, Outcome};
use dateline_site::{Set, SetError, Summary};

use super::Keep;
use super::plan::{Feed, SetPlan};
use crate::report::{At, Report, count};
use crate::run::Stop;

/// The releases of a set.
pub(super) struct Folder<'p> {
    feed: &'p Feed,
    plan: &'p SetPlan,
    set: Set,
}

impl From<SetError> for Stop {
    fn from(error: SetError) -> Self {
        Self::Output(error.to_string())
    }
}

impl<'p> Folder<'p> {
    pub(super) fn new(feed: &'p Feed, plan: &'p SetPlan) -> Result<Self, Stop> {
        let set = Set::begin(&plan.folder, plan.options.clone())?;
        Ok(Self { feed, plan, set })
    }
}

impl Keep for Folder<'_> {
    fn keep(
        &mut self,
        release: &Release<'_>,
        _: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Withheld>, Stop> {
        Ok(self.set.add(release, findings)?)
    }

    fn forget(&mut self, release: &Release<'_>) -> bool {
        self.set.withdraw(release)
    }

    fn write(self, report: &mut Report<'_>) -> Result<(), Stop> {
        let Self { feed, plan, set } = self;
        let name = plan.folder.display().to_string();
        // What could not be read would be withdrawn from the set.
        let is_emptied = set.releases() == 0 && report.counts.rejected > 0;
        if !report.all_read() || is_emptied {
            return Err(Stop::Refused(format!(
                "{name} is left as it was, because not all could be read that belongs to it"
            )));
        }
        let at = At::whole(&name);
        let mut findings = Vec::new();
        let leftover = match set.leftover() {
            Leftover::Nothing => None,
            Leftover::Removed => Some("what an interrupted run had left was removed"),
            Leftover::Finished => Some("what an interrupted run had begun to replace was finished"),
        };
        findings.extend(leftover.map(|what| {
            let what = what.to_owned();
            Finding::general(FindingKind::Repair { what })
        }));
        let built = set.build(&mut findings)?;
        for finding in &findings {
            report.finding(at, finding, None);
        }
        report.counts.written = built.releases();
        if feed.intake.no_loss {
            report.nothing_lost()?;
        }
        // What was rejected may belong to what would be dropped.
        let prune = plan.prune && report.counts.rejected == 0;
        let summary = built.commit(prune)?;
        say(plan, prune, &summary, report);
        Ok(())
    }
}

/// Says what became of the folder.
fn say(plan: &SetPlan, prune: bool, summary: &Summary, report: &mut Report<'_>) {
    let folder: &Path = &plan.folder;
    let Summary { feeds, outcome, .. } = summary;
    let Outcome {
        new,
        changed,
        unchanged,
        stale,
        ..
    } = outcome;
    for path in stale {
        let name = folder.join(path).display().to_string();
        let what = match (prune, plan.prune) {
            (true, _) => "no longer belongs to the set and was dropped",
            (false, false) => "no longer belongs to the set (--prune drops it)",
            (false, true) => "no longer belongs to the set, and stays because of what was rejected",
        };
        report.warn(At::whole(&name), "set.stale", &what);
    }
    let gone = if prune { stale.len() } else { 0 };
    report.add(format!(
        "{}: {} in {}; files: {new} new, {changed} changed, {unchanged} unchanged, {gone} dropped",
        folder.display(),
        count(*feeds, "feed"),
        count(plan.options.formats.len() as u64, "format"),
    ));
    if let Some(error) = &outcome.late {
        report.failed(&format!("{}: {error}", folder.display()));
    }
}
