//! What is said, and the exit code.

mod counts;
mod filter;
mod full;
mod printer;
mod source;

use std::fmt::{Display, Write as _};
use std::io::{self, Write};
use std::process::ExitCode;

use dateline_core::{Diagnostic, Fault, Finding, FindingKind, Level, Withheld, Written};

pub(crate) use self::counts::{Counts, count};
pub(crate) use self::filter::Filter;
use self::printer::Printer;
pub(crate) use self::printer::level;
pub(crate) use self::source::Source;
use crate::args::Losses;
use crate::plan::{Form, Saying, Verbosity};
use crate::run::Stop;

/// How a run ended.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Exit {
    /// All went through.
    Success = 0,
    /// A record was left out, a document could not be read to its end, or an error was found.
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

/// Prints what was asked for on standard output. A closed pipe is no error.
pub(crate) fn print(text: &[u8]) -> Exit {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => cannot_run(&error),
        _ => Exit::Success,
    }
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

    /// A diagnostic with what is known of its place.
    fn complete(self, diagnostic: &Diagnostic) -> Diagnostic {
        Diagnostic {
            record: diagnostic.record.or(self.record),
            id: diagnostic.id.clone().or(self.id.map(str::to_owned)),
            ..diagnostic.clone()
        }
    }
}

/// Standard output, for a report that is the output itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stdout;

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stdout().lock().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().lock().flush()
    }
}

/// Says what there is to say, and counts it.
pub(crate) struct Report<'w> {
    printer: Printer<'w>,
    /// Where losses go as JSON, while all else goes as text.
    losses: Option<Printer<'w>>,
    /// Standard error, for what is about no input.
    screen: Box<dyn Write + Send + 'w>,
    saying: Saying,
    pub(crate) counts: Counts,
    /// Further lines at the end.
    further: Vec<String>,
    /// How many errors were printed.
    printed: u64,
    /// Whether the report is what the command makes, and not beside it.
    is_product: bool,
    filter: Filter,
    /// The input and the record in which an error was found last.
    faulty: Option<(String, u64)>,
    exit: Exit,
}

impl<'w> Report<'w> {
    /// A report on standard error, beside data that go elsewhere.
    pub(crate) fn new(screen: impl Write + Clone + Send + 'w, saying: &Saying) -> Self {
        Self {
            printer: printer(screen.clone(), saying),
            losses: (saying.losses == Some(Losses::Json) && !saying.form.is_for_programs())
                .then(|| Printer::json(screen.clone())),
            screen: Box::new(screen),
            saying: *saying,
            counts: Counts::default(),
            further: Vec::new(),
            printed: 0,
            is_product: false,
            filter: Filter::default(),
            faulty: None,
            exit: Exit::Success,
        }
    }

    /// A report that is what the command makes: it goes to `product`, its last line and what is
    /// about no input to `screen`.
    pub(crate) fn product(
        product: impl Write + Send + 'w,
        screen: impl Write + Clone + Send + 'w,
        saying: &Saying,
        filter: &Filter,
    ) -> Self {
        Self {
            printer: printer(product, saying),
            is_product: true,
            filter: filter.clone(),
            ..Self::new(screen, saying)
        }
    }

    /// Says something of an input. `source` is what stands there, where it is at hand.
    pub(crate) fn diagnostic(
        &mut self,
        at: At<'_>,
        diagnostic: &Diagnostic,
        source: Option<Source<'_>>,
    ) {
        if !self.filter.wants(diagnostic.rule) {
            return;
        }
        self.counts.add(diagnostic.level);
        if diagnostic.level == Level::Error {
            self.exit = self.exit.max(Exit::Rejected);
            self.count_faulty(at);
            if self
                .saying
                .max_errors
                .is_some_and(|max| self.printed >= max)
            {
                self.counts.unsaid += 1;
                return;
            }
            self.printed += 1;
        }
        if self.saying.verbosity >= needed(diagnostic.level) {
            self.printer.print(at, diagnostic, source);
        }
    }

    /// Counts the record in which an error is, once.
    fn count_faulty(&mut self, at: At<'_>) {
        let Some(record) = at.record.filter(|_| self.is_product) else {
            return;
        };
        let is_known = self
            .faulty
            .as_ref()
            .is_some_and(|(input, number)| input == at.input && *number == record);
        if !is_known {
            self.counts.faulty += 1;
            self.faulty = Some((at.input.to_owned(), record));
        }
    }

    /// Says a finding whose place is worked out already, and counts it.
    pub(crate) fn finding(&mut self, at: At<'_>, finding: &Finding, source: Option<Source<'_>>) {
        self.found(at, finding, |finding| (finding.into(), source));
    }

    /// Says a finding and counts it. What is not printed is not made.
    pub(crate) fn found<'s>(
        &mut self,
        at: At<'_>,
        finding: &Finding,
        make: impl FnOnce(&Finding) -> (Diagnostic, Option<Source<'s>>),
    ) {
        if !self.filter.wants(finding.kind.rule()) {
            return;
        }
        let is_loss = matches!(finding.kind, FindingKind::Loss { .. });
        self.counts.losses += u64::from(is_loss);
        if !self.shows(finding) {
            return self.counts.add(finding.level());
        }
        let (diagnostic, source) = make(finding);
        if is_loss && self.saying.losses.is_some() {
            self.counts.add(diagnostic.level);
            let printer = self.losses.as_mut().unwrap_or(&mut self.printer);
            printer.print(at, &diagnostic, source);
        } else {
            self.diagnostic(at, &diagnostic, source);
        }
    }

    /// An error of a reader, and what else is wrong in the same place.
    pub(crate) fn fault(&mut self, at: At<'_>, fault: &dyn Fault, source: Option<Source<'_>>) {
        for fault in all(fault) {
            self.diagnostic(at, &Diagnostic::of_fault(fault), source);
        }
    }

    /// Whether what is printed names the ids of releases.
    pub(crate) fn names_ids(&self) -> bool {
        self.saying.form.is_for_programs() || self.saying.losses == Some(Losses::Json)
    }

    /// Whether a finding is printed; what is not needs no place.
    pub(crate) fn shows(&self, finding: &Finding) -> bool {
        let is_asked =
            self.saying.losses.is_some() && matches!(finding.kind, FindingKind::Loss { .. });
        is_asked || self.saying.verbosity >= needed(finding.level())
    }

    /// Whether everything that was read is in the output as it was; else why nothing is written.
    pub(crate) fn nothing_lost(&self) -> Result<(), Stop> {
        if self.counts.losses == 0 && self.counts.all_written() && self.exit < Exit::Failed {
            return Ok(());
        }
        let mut why = String::from("nothing is written (--no-loss)");
        if self.counts.losses > 0 {
            let _ = write!(why, ": {}", self.counts.lost());
        }
        Err(Stop::Refused(why))
    }

    /// Whether all inputs were read to their ends.
    pub(crate) fn all_read(&self) -> bool {
        self.counts.broken_off == 0 && self.exit < Exit::Failed
    }

    /// Says why nothing was written, though it could have been.
    pub(crate) fn refuse(mut self, why: &str) -> Exit {
        self.exit = self.exit.max(Exit::Rejected);
        self.say(&format!("dateline: {why}"));
        self.counts.written = 0;
        self.finish()
    }

    /// What became of a release that was offered to a writer.
    pub(crate) fn wrote(&mut self, written: Written) {
        match written {
            Written::Out => self.counts.written += 1,
            Written::Withheld(Withheld::Embargo) => self.counts.embargoed += 1,
            Written::Withheld(Withheld::Future) => self.counts.future += 1,
            Written::Withheld(_) => self.counts.unclean += 1,
        }
    }

    /// A record was left out as somebody asked.
    pub(crate) fn skipped(&mut self, at: At<'_>, diagnostic: &Diagnostic) {
        self.counts.skipped += 1;
        self.diagnostic(at, diagnostic, None);
    }

    /// Something that deserves a look, and is about nothing that was read.
    pub(crate) fn warn(&mut self, at: At<'_>, rule: &'static str, what: &dyn Display) {
        let diagnostic = Diagnostic::new(rule, Level::Warning, what.to_string());
        self.diagnostic(at, &diagnostic, None);
    }

    /// A warning that says itself where.
    pub(crate) fn warned(&mut self, line: &str) {
        self.counts.add(Level::Warning);
        if self.saying.verbosity >= Verbosity::Warnings {
            self.say(line);
        }
    }

    /// A file that nobody named is none that can be read.
    pub(crate) fn refused(&mut self, at: At<'_>, why: &dyn Display) {
        let diagnostic = Diagnostic::new("input.format", Level::Error, why.to_string());
        self.diagnostic(at, &diagnostic, None);
        self.no_release();
    }

    /// An input is a page that is no release.
    pub(crate) fn no_release(&mut self) {
        self.counts.no_releases += 1;
        self.exit = self.exit.max(Exit::Rejected);
    }

    /// A record was left out. Where the report is what is made, what was said of it counts.
    pub(crate) fn rejected(&mut self) {
        self.counts.rejected += 1;
        if !self.is_product {
            self.exit = self.exit.max(Exit::Rejected);
        }
    }

    /// A document could not be read to its end.
    pub(crate) fn broken_off(&mut self) {
        self.counts.broken_off += 1;
        self.exit = self.exit.max(Exit::Rejected);
    }

    /// An input could not be opened or read; the others go on.
    pub(crate) fn unreadable(&mut self, at: At<'_>, diagnostic: &Diagnostic) {
        self.diagnostic(at, diagnostic, None);
        self.exit = Exit::Failed;
    }

    /// Something could not be done that is about no input.
    pub(crate) fn failed(&mut self, what: &dyn Display) -> Exit {
        self.exit = Exit::Failed;
        self.say(&format!("dateline: {what}"));
        self.exit
    }

    /// How it ended where nobody reads the output any more.
    pub(crate) const fn so_far(&self) -> Exit {
        self.exit
    }

    /// Whether nobody reads what is made any more: the report, where it is what is made.
    pub(crate) const fn is_unread(&self) -> bool {
        self.is_product && self.printer.is_closed()
    }

    /// A line to be said at the very end.
    pub(crate) fn add(&mut self, line: String) {
        self.further.push(line);
    }

    /// The last line, and how it all ended.
    pub(crate) fn finish(self) -> Exit {
        let line = if self.is_product {
            self.counts.verdict(self.saying.verbosity)
        } else {
            self.counts.line(self.saying.verbosity)
        };
        self.end(&line)
    }

    /// The last line where nothing was converted: what was done, and what was found.
    pub(crate) fn close(self, what: &str) -> Exit {
        let mut line = what.to_owned();
        self.counts.findings(&mut line, self.saying.verbosity);
        self.end(&line)
    }

    fn end(mut self, line: &str) -> Exit {
        let _ = self.printer.finish();
        let is_quiet = self.saying.verbosity == Verbosity::Errors && self.exit == Exit::Success;
        // What programs read of a report that is made is not beside this line.
        if !is_quiet && (self.is_product || !self.saying.form.is_for_programs()) {
            let mut lines = format!("dateline: {line}\n");
            for further in &self.further {
                let _ = writeln!(lines, "dateline: {further}");
            }
            let _ = self.screen.write_all(lines.as_bytes());
        }
        self.exit
    }

    /// A line of its own on standard error.
    fn say(&mut self, line: &str) {
        // Where standard error is gone, the work goes on.
        let _ = self.screen.write_all(format!("{line}\n").as_bytes());
    }
}

/// The printer that was asked for.
fn printer<'w>(out: impl Write + Send + 'w, saying: &Saying) -> Printer<'w> {
    match saying.form {
        Form::Short => Printer::short(out),
        Form::Full => Printer::full(full::renderer(saying.is_coloured, saying.width), out),
        Form::Json => Printer::json(out),
        Form::Sarif => Printer::sarif(out),
    }
}

/// What somebody must want to see for something of this level to be printed.
const fn needed(level: Level) -> Verbosity {
    match level {
        Level::Error => Verbosity::Errors,
        Level::Warning => Verbosity::Warnings,
        Level::Note => Verbosity::Notes,
    }
}

/// What an error of a reader says, with the name of the part that it is about.
pub(crate) fn said(fault: &dyn Fault) -> String {
    Diagnostic::of_fault(fault).to_string()
}

/// What an error of a reader says, and what else is wrong in the same place, without their places.
pub(crate) fn reasons(fault: &dyn Fault) -> Vec<String> {
    all(fault).map(said).collect()
}

/// An error of a reader, and what else is wrong in the same place.
fn all(fault: &dyn Fault) -> impl Iterator<Item = &dyn Fault> {
    std::iter::once(fault).chain(fault.further())
}
