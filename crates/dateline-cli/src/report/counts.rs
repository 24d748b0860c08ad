//! What was counted, and the line that says it at the end.

use std::fmt::Write as _;

use dateline_core::Level;

use crate::plan::Verbosity;

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) read: u64,
    pub(crate) written: u64,
    pub(crate) rejected: u64,
    /// Records in which an error was found.
    pub(crate) faulty: u64,
    pub(crate) duplicates: u64,
    pub(crate) not_selected: u64,
    /// Releases that are not among the newest that a feed holds.
    pub(crate) older: u64,
    pub(crate) skipped: u64,
    pub(crate) no_releases: u64,
    pub(crate) broken_off: u64,
    pub(crate) embargoed: u64,
    pub(crate) future: u64,
    pub(crate) unclean: u64,
    pub(crate) losses: u64,
    /// Errors that are beyond the number that somebody wants to see.
    pub(crate) unsaid: u64,
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    pub(crate) notes: u64,
}

impl Counts {
    pub(super) fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => self.notes += 1,
        }
    }

    /// Whether everything that was read is in the output.
    pub(crate) const fn all_written(&self) -> bool {
        self.rejected == 0
            && self.broken_off == 0
            && self.embargoed == 0
            && self.future == 0
            && self.unclean == 0
            && self.duplicates == 0
            && self.skipped == 0
            && self.no_releases == 0
    }

    /// What became of what was read, in a line.
    pub(super) fn line(&self, verbosity: Verbosity) -> String {
        let mut line = format!(
            "{} read, {} written, {} rejected",
            self.read, self.written, self.rejected
        );
        for (number, what) in [
            (self.embargoed, "withheld (embargo)"),
            (self.future, "withheld (later than --as-of)"),
            (self.unclean, "withheld (not clean)"),
        ] {
            if number > 0 {
                let _ = write!(line, ", {number} {what}");
            }
        }
        if self.duplicates > 0 {
            let _ = write!(line, ", {} left out", count(self.duplicates, "duplicate"));
        }
        for (number, what) in [
            (self.skipped, "skipped"),
            (self.not_selected, "not selected"),
            (self.older, "older"),
        ] {
            if number > 0 {
                let _ = write!(line, ", {number} {what}");
            }
        }
        self.inputs(&mut line);
        self.findings(&mut line, verbosity);
        line
    }

    /// What was found in what was read, in a line.
    pub(super) fn verdict(&self, verbosity: Verbosity) -> String {
        let valid = self.read.saturating_sub(self.faulty);
        let mut line = format!("{} read, {valid} valid", self.read);
        match self.faulty {
            0 => {}
            1 => line += ", 1 with an error",
            faulty => {
                let _ = write!(line, ", {faulty} with errors");
            }
        }
        self.inputs(&mut line);
        self.findings(&mut line, verbosity);
        line
    }

    /// How many inputs gave less than they should.
    fn inputs(&self, line: &mut String) {
        for (number, what) in [
            (self.no_releases, "without a release"),
            (self.broken_off, "not read to the end"),
        ] {
            if number > 0 {
                let _ = write!(line, ", {} {what}", count(number, "input"));
            }
        }
    }

    /// How many losses there were.
    pub(super) fn lost(&self) -> String {
        match self.losses {
            1 => "1 loss".to_owned(),
            number => format!("{number} losses"),
        }
    }

    /// How much was found, behind what became of it.
    pub(super) fn findings(&self, line: &mut String, verbosity: Verbosity) {
        if self.losses > 0 {
            let _ = write!(line, "; {}", self.lost());
        }
        let warnings = self.warnings - self.losses;
        if warnings > 0 {
            let _ = write!(line, "; {}", count(warnings, "warning"));
        }
        if self.notes > 0 {
            let _ = write!(line, "; {}", count(self.notes, "note"));
            if verbosity < Verbosity::Notes {
                *line += " (--verbose shows them)";
            }
        }
        if self.unsaid > 0 {
            let _ = write!(
                line,
                "; {} not shown (--max-errors)",
                count(self.unsaid, "error")
            );
        }
    }
}

/// A number of things.
pub(crate) fn count(number: u64, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
