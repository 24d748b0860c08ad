//! What is said on standard error, and the exit code.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};
use std::process::ExitCode;

use dateline_core::{
    Fault, FieldPath, Finding, FindingKind, Level, Position, Violation, Withheld, Written,
};
use dateline_json::Loss;

use crate::args::Losses;
use crate::plan::Verbosity;
use crate::run::Stop;

/// How a run ended.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Exit {
    /// All went through.
    Success = 0,
    /// A record was left out, or a document could not be read to its end.
    Rejected = 1,
    /// Could not run: a wrong option, an input that cannot be opened or read, an output that
    /// cannot be written.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Says why nothing was run.
pub(crate) fn cannot_run(error: &dyn Display) -> Exit {
    // Where standard error is gone, there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "dateline: {error}");
    Exit::Failed
}

/// Says that nothing is there of what was looked for.
pub(crate) fn nothing_found(what: &dyn Display) -> Exit {
    let _ = writeln!(io::stderr().lock(), "dateline: {what}");
    Exit::Rejected
}

/// Says why nothing was run, where each fault has a line and a place of its own.
pub(crate) fn faults(error: &dyn Display) -> Exit {
    let _ = writeln!(io::stderr().lock(), "{error}");
    Exit::Failed
}

/// Writes what is said and counts it. Where standard error is gone, the work goes on.
pub(crate) struct Report<'w> {
    out: &'w mut dyn Write,
    verbosity: Verbosity,
    style: Option<Losses>,
    pub(crate) read: u64,
    pub(crate) written: u64,
    pub(crate) rejected: u64,
    pub(crate) duplicates: u64,
    pub(crate) not_selected: u64,
    /// Releases that are not among the newest that a feed holds.
    pub(crate) older: u64,
    /// Further lines at the end.
    further: Vec<String>,
    skipped: u64,
    no_releases: u64,
    broken_off: u64,
    embargoed: u64,
    future: u64,
    unclean: u64,
    losses: u64,
    warnings: u64,
    notes: u64,
    exit: Exit,
}

/// Where something stands: the input, and the record where it is about one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    pub(crate) input: &'a str,
    pub(crate) record: Option<u64>,
    /// Where the record stood before it was set aside.
    pub(crate) origin: Option<&'a str>,
    /// The id of the release that it is.
    pub(crate) id: Option<&'a str>,
}

impl<'a> At<'a> {
    /// The whole of an input.
    pub(crate) const fn whole(input: &'a str) -> Self {
        Self {
            input,
            record: None,
            origin: None,
            id: None,
        }
    }
}

impl<'w> Report<'w> {
    pub(crate) fn new(out: &'w mut dyn Write, verbosity: Verbosity, style: Option<Losses>) -> Self {
        Self {
            out,
            verbosity,
            read: 0,
            written: 0,
            rejected: 0,
            duplicates: 0,
            not_selected: 0,
            older: 0,
            further: Vec::new(),
            losses: 0,
            style,
            skipped: 0,
            no_releases: 0,
            broken_off: 0,
            embargoed: 0,
            future: 0,
            unclean: 0,
            warnings: 0,
            notes: 0,
            exit: Exit::Success,
        }
    }

    /// A reason why a record was left out; given back without its place, for the rejects.
    pub(crate) fn violation(
        &mut self,
        at: At<'_>,
        position: Position,
        violation: &Violation,
    ) -> String {
        let reason = format!("{}: {violation}", violation.path());
        self.line(at, Some(position), "", &reason);
        reason
    }

    /// An error of a reader; given back without its place, for the rejects.
    pub(crate) fn fault(&mut self, at: At<'_>, fault: &dyn Fault) -> String {
        let reason = said(fault);
        self.line(at, Some(fault.position()), "", &reason);
        reason
    }

    pub(crate) fn finding(&mut self, at: At<'_>, position: Option<Position>, finding: &Finding) {
        let label = match finding.level() {
            Level::Error => {
                self.exit = self.exit.max(Exit::Rejected);
                ""
            }
            Level::Warning => {
                self.warnings += 1;
                "warning: "
            }
            Level::Note => {
                self.notes += 1;
                "note: "
            }
        };
        let position = finding.position.or(position);
        if let FindingKind::Loss { what } = &finding.kind {
            self.losses += 1;
            if self.style == Some(Losses::Json) {
                return self.loss(at, position, finding.path, what);
            }
        }
        if self.shows(finding) {
            self.line(at, position, label, finding);
        }
    }

    /// Whether what is printed names the ids of releases.
    pub(crate) fn names_ids(&self) -> bool {
        self.style == Some(Losses::Json)
    }

    /// Whether a finding is printed; what is not needs no place.
    pub(crate) fn shows(&self, finding: &Finding) -> bool {
        let needed = match finding.level() {
            _ if self.style.is_some() && matches!(finding.kind, FindingKind::Loss { .. }) => {
                Verbosity::Errors
            }
            Level::Error => Verbosity::Errors,
            Level::Warning => Verbosity::Warnings,
            Level::Note => Verbosity::Notes,
        };
        self.verbosity >= needed
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

    /// Whether everything that was read is in the output as it was; else why nothing is written.
    pub(crate) fn nothing_lost(&self) -> Result<(), Stop> {
        if self.losses == 0 && self.all_written() && self.exit < Exit::Failed {
            return Ok(());
        }
        let mut why = String::from("nothing is written (--no-loss)");
        if self.losses > 0 {
            let _ = write!(why, ": {}", losses(self.losses));
        }
        Err(Stop::Refused(why))
    }

    /// Whether all inputs were read to their ends.
    pub(crate) fn all_read(&self) -> bool {
        self.broken_off == 0 && self.exit < Exit::Failed
    }

    /// Says why nothing was written, though it could have been.
    pub(crate) fn refuse(mut self, why: &str) -> Exit {
        self.exit = self.exit.max(Exit::Rejected);
        let _ = self.out.write_all(format!("dateline: {why}\n").as_bytes());
        self.written = 0;
        self.finish()
    }

    /// What became of a release that was offered to a writer.
    pub(crate) fn wrote(&mut self, written: Written) {
        match written {
            Written::Out => self.written += 1,
            Written::Withheld(why) => self.withheld(why),
        }
    }

    /// A record was left out as somebody asked.
    pub(crate) fn skipped(&mut self, at: At<'_>, position: Position, why: &str) {
        self.skipped += 1;
        self.warnings += 1;
        if self.verbosity >= Verbosity::Warnings {
            self.line(at, Some(position), "warning: ", &why);
        }
    }

    /// Something that deserves a look, and is about nothing that was read.
    pub(crate) fn warn(&mut self, at: At<'_>, what: &dyn Display) {
        self.warnings += 1;
        if self.verbosity >= Verbosity::Warnings {
            self.line(at, None, "warning: ", what);
        }
    }

    /// A warning that says itself where.
    pub(crate) fn warned(&mut self, line: &str) {
        self.warnings += 1;
        if self.verbosity >= Verbosity::Warnings {
            let _ = self.out.write_all(format!("{line}\n").as_bytes());
        }
    }

    /// A file that nobody named is none that can be read.
    pub(crate) fn refused(&mut self, at: At<'_>, why: &dyn Display) {
        self.line(at, None, "", why);
        self.no_release();
    }

    /// An input is a page that is no release.
    pub(crate) fn no_release(&mut self) {
        self.no_releases += 1;
        self.exit = self.exit.max(Exit::Rejected);
    }

    /// A record was left out.
    pub(crate) fn rejected(&mut self) {
        self.rejected += 1;
        self.exit = self.exit.max(Exit::Rejected);
    }

    /// A document could not be read to its end.
    pub(crate) fn broken_off(&mut self) {
        self.broken_off += 1;
        self.exit = self.exit.max(Exit::Rejected);
    }

    fn withheld(&mut self, why: Withheld) {
        match why {
            Withheld::Embargo => self.embargoed += 1,
            Withheld::Future => self.future += 1,
            _ => self.unclean += 1,
        }
    }

    /// An input could not be opened or read; the others go on.
    pub(crate) fn failed(&mut self, name: &str, error: &dyn Display) {
        self.exit = Exit::Failed;
        let _ = self.out.write_all(format!("{name}: {error}\n").as_bytes());
    }

    /// How it ended where nobody reads the output any more.
    pub(crate) const fn so_far(&self) -> Exit {
        self.exit
    }

    /// The last line, and how it all ended.
    pub(crate) fn finish(self) -> Exit {
        if self.verbosity == Verbosity::Errors && self.exit == Exit::Success {
            return self.exit;
        }
        let mut line = format!(
            "dateline: {} read, {} written, {} rejected",
            self.read, self.written, self.rejected
        );
        for (number, why) in [
            (self.embargoed, "embargo"),
            (self.future, "later than --as-of"),
            (self.unclean, "not clean"),
        ] {
            if number > 0 {
                let _ = write!(line, ", {number} withheld ({why})");
            }
        }
        if self.duplicates > 0 {
            let _ = write!(line, ", {} left out", count(self.duplicates, "duplicate"));
        }
        if self.skipped > 0 {
            let _ = write!(line, ", {} skipped", self.skipped);
        }
        if self.not_selected > 0 {
            let _ = write!(line, ", {} not selected", self.not_selected);
        }
        if self.older > 0 {
            let _ = write!(line, ", {} older", self.older);
        }
        if self.no_releases > 0 {
            let inputs = count(self.no_releases, "input");
            let _ = write!(line, ", {inputs} without a release");
        }
        if self.broken_off > 0 {
            let _ = write!(
                line,
                ", {} not read to the end",
                count(self.broken_off, "input")
            );
        }
        if self.warnings > 0 {
            let _ = write!(line, "; {}", count(self.warnings, "warning"));
        }
        if self.notes > 0 {
            let _ = write!(line, "; {}", count(self.notes, "note"));
            if self.verbosity < Verbosity::Notes {
                line += " (--verbose shows them)";
            }
        }
        line.push('\n');
        for further in &self.further {
            let _ = writeln!(line, "dateline: {further}");
        }
        let _ = self.out.write_all(line.as_bytes());
        self.exit
    }

    /// A line to be said at the very end.
    pub(crate) fn add(&mut self, line: String) {
        self.further.push(line);
    }

    /// A loss as a line of JSON.
    fn loss(
        &mut self,
        at: At<'_>,
        position: Option<Position>,
        path: Option<FieldPath>,
        what: &str,
    ) {
        let loss = Loss {
            input: at.input,
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            record: at.record,
            id: at.id,
            field: path.map(|path| path.to_string()),
            what,
        };
        let _ = loss.to_line().and_then(|line| self.out.write_all(&line));
    }

    /// A line goes out in one piece, so that two programs that write to one place do not tear it.
    fn line(&mut self, at: At<'_>, position: Option<Position>, label: &str, what: &dyn Display) {
        let mut line = format!("{}:", at.input);
        if let Some(position) = position {
            let _ = write!(line, "{position}:");
        }
        let _ = write!(line, " {label}");
        if let Some(number) = at.record {
            let _ = write!(line, "record {number}");
            if let Some(origin) = at.origin {
                let _ = write!(line, " (from {origin})");
            }
            line.push_str(", ");
        }
        let _ = writeln!(line, "{what}");
        let _ = self.out.write_all(line.as_bytes());
    }
}

/// What an error of a reader says, with the name of the part that it is about.
pub(crate) fn said(fault: &dyn Fault) -> String {
    let name = fault
        .name()
        .map(|name| format!("{name}: "))
        .unwrap_or_default();
    name + &chain(fault)
}

/// An error and what caused it, each saying only its own part.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

fn losses(number: u64) -> String {
    match number {
        1 => "1 loss".to_owned(),
        number => format!("{number} losses"),
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
