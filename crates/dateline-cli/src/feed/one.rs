//! One feed.

use std::collections::HashMap;
use std::io::Write as _;

use dateline_core::{Channel, ChannelDraft, Finding, Release, Withheld};
use dateline_site::Collection;

use super::Keep;
use super::plan::{Feed, One as Plan};
use crate::output::Target;
use crate::report::{At, Report};
use crate::run::Stop;

/// The releases of one feed.
pub(super) struct One<'p> {
    feed: &'p Feed,
    plan: &'p Plan,
    target: Target,
    collection: Collection,
    /// What the feed of the first release says of itself.
    channel: Option<Channel>,
    numbers: HashMap<Box<str>, u32>,
}

impl<'p> One<'p> {
    pub(super) fn new(feed: &'p Feed, plan: &'p Plan) -> Result<Self, Stop> {
        let path = plan.output.as_deref();
        let target = Target::new(path).map_err(|e| Stop::at(path, "cannot create", &e))?;
        Ok(Self {
            feed,
            plan,
            target,
            collection: Collection::new(
                tempfile::tempfile()?,
                &[plan.format],
                &feed.style,
                feed.text,
                feed.limits,
            ),
            channel: None,
            numbers: HashMap::new(),
        })
    }
}

/// The facts of the feed: those that were asked for, else those of the first that was read.
fn facts<'c>(
    feed: &Feed,
    known: &'c mut Option<Channel>,
    read: &ChannelDraft,
    findings: &mut Vec<Finding>,
) -> Result<&'c Channel, Stop> {
    match known {
        Some(channel) => Ok(channel),
        none => {
            let channel = feed.facts.channel(read, findings);
            Ok(none.insert(channel.map_err(|error| Stop::Output(error.to_string()))?))
        }
    }
}

impl Keep for One<'_> {
    fn keep(
        &mut self,
        release: &Release<'_>,
        channel: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Withheld>, Stop> {
        let channel = facts(self.feed, &mut self.channel, channel, findings)?;
        match self.collection.add(release, channel, |_| {}, findings)? {
            Ok(number) => {
                self.numbers.insert(release.id().into(), number);
                Ok(None)
            }
            Err(withheld) => Ok(Some(withheld)),
        }
    }

    fn forget(&mut self, release: &Release<'_>) -> bool {
        let number = self.numbers.remove(release.id());
        if let Some(number) = number {
            self.collection.remove(number);
        }
        number.is_some()
    }

    fn write(mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        let mut findings = Vec::new();
        let read = ChannelDraft::default();
        let channel = facts(self.feed, &mut self.channel, &read, &mut findings)?.clone();
        self.collection.close()?;
        let all = self.collection.newest_first();
        let newest = self.collection.fitting(&all, &[]);
        let channel = channel.with_changed(self.collection.changed(&newest));
        let mut text = String::new();
        let format = self.plan.format;
        self.collection
            .document(format, &channel, &newest, &mut text, &mut findings)?;
        let path = self.plan.output.as_deref();
        let name = path.map_or_else(|| "<stdout>".to_owned(), |path| path.display().to_string());
        for finding in &findings {
            report.finding(At::whole(&name), finding, None);
        }
        report.counts.written = newest.len() as u64;
        report.counts.older = all.len() as u64 - report.counts.written;
        if self.feed.intake.no_loss {
            report.nothing_lost()?;
        }
        let failed = |error| Stop::at(path, "cannot write", &error);
        self.target.write_all(text.as_bytes()).map_err(failed)?;
        self.target.finish().map_err(failed)
    }
}
