//! Feeds with the newest first: one, or a whole set.

mod one;
mod plan;
mod set;
mod typed;

use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use dateline_core::{ChannelDraft, Finding, Release, Withheld, Written};

use self::plan::What;
pub(crate) use self::plan::{Feed, FeedError};
use crate::args;
use crate::config;
use crate::report::{Exit, Report, cannot_run};
use crate::run::{self, Files, Sink, Stop, Taken};
use crate::unique::{Met, Unique, Verdict};

/// Writes the file of settings, with everything that can be set.
pub(crate) fn init(path: &Path) -> Exit {
    let text = config::init();
    let written = if path.as_os_str() == "-" {
        io::stdout().write_all(text.as_bytes())
    } else {
        // What is there already may hold a day's work.
        File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()))
    };
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            cannot_run(&format!("cannot write {}: {error}", path.display()))
        }
        _ => Exit::Success,
    }
}

/// Makes a feed or a set.
pub(crate) fn run(feed: &Feed) -> Exit {
    match &feed.what {
        What::One(one) => {
            let written: Vec<_> = one.output.as_deref().into_iter().collect();
            run::run(&feed.intake, &written, |files| {
                let kept = one::One::new(feed, one)?;
                Ok(Newest::new(feed, files, kept))
            })
        }
        What::Set(set) => run::run(&feed.intake, &[], |files| {
            let kept = set::Folder::new(feed, set)?;
            Ok(Newest::new(feed, files, kept))
        }),
    }
}

/// What keeps releases until all are known.
trait Keep: Send {
    /// Keeps a release, whose id no other has that is kept.
    fn keep(
        &mut self,
        release: &Release<'_>,
        channel: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Withheld>, Stop>;

    /// Keeps the release with this one's id no longer; whether there was one.
    fn forget(&mut self, release: &Release<'_>) -> bool;

    /// Writes what was kept.
    fn write(self, report: &mut Report<'_>) -> Result<(), Stop>;
}

/// Takes one release of each id, if it is among those that were asked for.
struct Newest<'p, K> {
    feed: &'p Feed,
    unique: Unique,
    files: Files,
    kept: K,
    /// Whether the last release that was taken made another leave.
    replaced: bool,
}

impl<'p, K: Keep> Newest<'p, K> {
    fn new(feed: &'p Feed, files: Files, kept: K) -> Self {
        Self {
            feed,
            unique: Unique::verdicts(feed.unique.unwrap_or(args::Unique::Newest)),
            files,
            kept,
            replaced: false,
        }
    }
}

impl<K: Keep> Sink for Newest<'_, K> {
    fn take(
        &mut self,
        release: &Release<'_>,
        met: Met,
        channel: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Taken, Stop> {
        self.replaced = false;
        // What is not published yet does not take the place of what is.
        if let Some(why) = release.withheld(self.feed.style.as_of.as_ref()) {
            return Ok(Taken::Written(Written::Withheld(why)));
        }
        let verdict = self.unique.offer(release, met)?;
        let is_selected = self.feed.selection.matches(release);
        if let Verdict::Replaces(_) = verdict {
            self.replaced = self.kept.forget(release);
        }
        // What nobody asked for is not spoken of.
        if is_selected && matches!(verdict, Verdict::Dropped(_)) || self.replaced {
            self.files.duplicate(release, verdict, findings);
        }
        if !is_selected {
            return Ok(Taken::NotSelected);
        }
        if let Verdict::Dropped(_) = verdict {
            return Ok(Taken::Duplicate);
        }
        let withheld = self.kept.keep(release, channel, findings)?;
        Ok(Taken::Written(
            withheld.map_or(Written::Out, Written::Withheld),
        ))
    }

    fn replaced(&self) -> bool {
        self.replaced
    }

    fn finish(self, report: &mut Report<'_>) -> Result<(), Stop> {
        for doubt in &self.feed.doubts {
            report.warned(doubt);
        }
        self.kept.write(report)
    }
}
