//! What is wrong with feeds before they are published, and feeds mended.

use std::borrow::Cow;
use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use dateline_core::{Date, Diagnostic, Fix, Level, Position, WebAddress};
use dateline_json::lint as json;
use dateline_xml::lint as xml;

use crate::args::{self, LintFormat};
use crate::output::Target;
use crate::plan::{self, PlanError, Saying};
use crate::progress::Screen;
use crate::report::{At, Exit, Filter, Report, Source, Stdout, count};
use crate::walk::{self, Found, Unreadable};

/// How often a feed is mended at most: a mend may bring another to light.
const ROUNDS: usize = 8;

/// Of a folder, files with these endings are taken for feeds.
const ENDINGS: [&str; 6] = ["atom", "json", "opml", "rdf", "rss", "xml"];

/// A look at feeds that can be run.
#[derive(Debug)]
pub(crate) struct Lint {
    inputs: Vec<PathBuf>,
    from: Option<LintFormat>,
    output: Option<PathBuf>,
    is_mending: bool,
    xml: xml::Options,
    json: json::Options,
    telling: args::Telling,
}

/// Why feeds cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LintError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error("--feed-url: {error}, found `{found}`")]
    FeedUrl {
        error: dateline_core::WebAddressError,
        found: String,
    },
    #[error("--fix: expected one feed, found {0}; run it for each")]
    Several(usize),
}

impl Lint {
    pub(crate) fn new(args: args::Lint) -> Result<Self, LintError> {
        let args::Lint {
            inputs,
            from,
            fix,
            output,
            feed_url,
            content_type,
            as_of,
            telling,
        } = args;
        let stdin = inputs.iter().filter(|path| path.as_os_str() == "-");
        if stdin.count() > 1 {
            return Err(PlanError::StdinTwice.into());
        }
        if fix && inputs.len() != 1 {
            return Err(LintError::Several(inputs.len()));
        }
        if let Some(url) = &feed_url
            && let Err(error) = WebAddress::parse(url.as_str().into())
        {
            let found = url.clone();
            return Err(LintError::FeedUrl { error, found });
        }
        let as_of: Option<Date> = as_of.as_deref().map(plan::instant).transpose()?;
        Ok(Self {
            inputs,
            from,
            output: plan::file(output),
            is_mending: fix,
            xml: xml::Options::default()
                .feed_url(feed_url.clone())
                .content_type(content_type.clone())
                .as_of(as_of),
            json: json::Options::default()
                .feed_url(feed_url)
                .content_type(content_type),
            telling,
        })
    }

    /// Everything that is wrong with a feed.
    fn look(&self, document: &[u8]) -> Vec<Diagnostic> {
        let is_json = match self.from {
            Some(from) => from == LintFormat::JsonFeed,
            None => begins_as_json(document),
        };
        if is_json {
            json::lint(document, &self.json)
        } else {
            xml::lint(document, &self.xml)
        }
    }

    /// The feed with every mend that is certain, how many were made, and what is left.
    fn mended<'d>(&self, document: &'d [u8]) -> (Cow<'d, [u8]>, u64, Vec<Diagnostic>) {
        let mut document = Cow::Borrowed(document);
        let mut total = 0;
        let mut found = self.look(&document);
        for _ in 0..ROUNDS {
            let fixes = found.iter().filter_map(|found| found.fix.as_ref());
            let (mended, made) = Fix::apply(&document, fixes);
            if made == 0 {
                break;
            }
            total += made as u64;
            document = Cow::Owned(mended);
            found = self.look(&document);
        }
        (document, total, found)
    }
}

/// Whether the first character is one that JSON begins with and XML does not.
fn begins_as_json(document: &[u8]) -> bool {
    let is_letter = |byte: &&u8| {
        !matches!(
            byte,
            0 | b' ' | b'\t' | b'\n' | b'\r' | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF
        )
    };
    let first = document.iter().find(is_letter);
    matches!(first, Some(b'{' | b'['))
}

/// Looks at all feeds.
pub(crate) fn run(lint: &Lint) -> Exit {
    let mut files = walk::files(&lint.inputs, &[]);
    files.retain(|file| file.as_ref().map_or(true, is_feed));
    let screen = Screen::new(&files, lint.telling.quiet);
    let result = if lint.is_mending {
        let saying = Saying::on(&io::stderr(), lint.telling);
        let mut report = Report::new(screen.clone(), &saying);
        mend(lint, &files, &mut report)
            .map(|mended| report.close(&format!("{} mended", count(mended, "place"))))
    } else {
        let saying = Saying::on(&io::stdout(), lint.telling);
        let mut report = Report::product(Stdout, screen.clone(), &saying, &Filter::default());
        for file in &files {
            show(lint, file, &mut report);
            screen.tick(report.counts.read);
            if report.is_unread() {
                break;
            }
        }
        screen.clear();
        let what = format!("{} looked at", count(report.counts.read, "feed"));
        let errors = count(report.counts.errors, "error");
        Ok(report.close(&format!("{what}, {errors}")))
    };
    match result {
        Ok(exit) => exit,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Success,
        Err(error) => {
            let to = lint.output.as_deref();
            let to = to.map_or_else(|| "standard output".into(), Path::to_string_lossy);
            crate::report::cannot_run(&format!("cannot write {to}: {error}"))
        }
    }
}

/// Whether a file is looked at that nobody named.
fn is_feed(found: &Found) -> bool {
    let ending = found.path.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    if found.below.is_none() {
        return true;
    }
    // Of other data in JSON there is more than of feeds.
    let is_other = || {
        let bytes = fs::read(&found.path).unwrap_or_default();
        !dateline_json::feed::looks_like(&bytes)
    };
    ENDINGS.contains(&ending.as_str()) && !(ending == "json" && is_other())
}

/// Reads a feed; says why where that cannot be done.
fn read(file: &Result<Found, Unreadable>, report: &mut Report<'_>) -> Option<(String, Vec<u8>)> {
    let found = match file {
        Ok(found) => found,
        Err(unreadable) => {
            unreadable.report(report);
            return None;
        }
    };
    let name = plan::name(&found.path);
    let mut document = Vec::new();
    let read = if found.path.as_os_str() == "-" {
        io::stdin().read_to_end(&mut document).map(|_| document)
    } else {
        fs::read(&found.path)
    };
    match read {
        Ok(document) => {
            report.counts.read += 1;
            Some((name, document))
        }
        Err(error) => {
            let why = format!("cannot open: {error}");
            let diagnostic = Diagnostic::new("input.unreadable", Level::Error, why);
            report.unreadable(At::whole(&name), &diagnostic);
            None
        }
    }
}

/// Says what is wrong with a feed.
fn show(lint: &Lint, file: &Result<Found, Unreadable>, report: &mut Report<'_>) {
    if let Some((name, document)) = read(file, report) {
        say(&name, &document, &lint.look(&document), report);
    }
}

fn say(name: &str, document: &[u8], found: &[Diagnostic], report: &mut Report<'_>) {
    // Places are those of the text; only in UTF-8 are these the places of the bytes as well.
    let is_utf_8 = std::str::from_utf8(document).is_ok();
    let source = is_utf_8.then(|| Source {
        bytes: document,
        start: Position::default(),
    });
    for one in found {
        report.diagnostic(At::whole(name), one, source);
    }
}

/// Writes the mended feed, and says what is left; gives how many mends were made.
fn mend(
    lint: &Lint,
    files: &[Result<Found, Unreadable>],
    report: &mut Report<'_>,
) -> io::Result<u64> {
    let mut total = 0;
    for file in files {
        let Some((name, document)) = read(file, report) else {
            continue;
        };
        let (mended, made, left) = lint.mended(&document);
        say(&name, &mended, &left, report);
        total += made;
        let mut target = Target::new(lint.output.as_deref())?;
        target.write_all(&mended)?;
        target.finish()?;
    }
    Ok(total)
}
