//! The forms in which diagnostics are printed.

use std::fmt::Write as _;
use std::io::{self, Write};

use annotate_snippets::Renderer;
use dateline_core::{Diagnostic, Level};
use dateline_json::diagnostic::{self, Sarif};

use super::At;
use super::full::draw;
use super::source::Source;

/// Prints diagnostics, each as soon as it is known.
pub(crate) struct Printer<'w> {
    form: Form<'w>,
    /// Whether nobody reads what is printed any more.
    closed: bool,
}

/// How a diagnostic looks, and where it goes.
enum Form<'w> {
    /// A line each.
    Short(Box<dyn Write + Send + 'w>),
    /// With the line that it is about.
    Full(Box<Renderer>, Box<dyn Write + Send + 'w>),
    /// A line of JSON each.
    Json(Box<dyn Write + Send + 'w>),
    /// One document, which is begun with the first one or at the end.
    Sarif(Document<'w>),
}

/// A document of SARIF.
enum Document<'w> {
    Begun(Sarif<Box<dyn Write + Send + 'w>>),
    /// Where it will go; nothing where it could not be begun.
    Waits(Option<Box<dyn Write + Send + 'w>>),
}

impl<'w> Printer<'w> {
    /// A line each.
    pub(crate) fn short(out: impl Write + Send + 'w) -> Self {
        Form::Short(Box::new(out)).into()
    }

    /// As many lines each as it takes to show where it is.
    pub(crate) fn full(renderer: Renderer, out: impl Write + Send + 'w) -> Self {
        Form::Full(Box::new(renderer), Box::new(out)).into()
    }

    /// A line of JSON each.
    pub(crate) fn json(out: impl Write + Send + 'w) -> Self {
        Form::Json(Box::new(out)).into()
    }

    /// One document of SARIF 2.1.0.
    pub(crate) fn sarif(out: impl Write + Send + 'w) -> Self {
        Form::Sarif(Document::Waits(Some(Box::new(out)))).into()
    }

    /// Prints one. Where nobody reads it, the work goes on until somebody asks.
    pub(crate) fn print(
        &mut self,
        at: At<'_>,
        diagnostic: &Diagnostic,
        source: Option<Source<'_>>,
    ) {
        // It goes out in one piece, so that two programs that write to one place do not tear it.
        let printed = match &mut self.form {
            Form::Short(out) => out.write_all(short(at, diagnostic).as_bytes()),
            Form::Full(renderer, out) => {
                out.write_all(draw(renderer, at, diagnostic, source).as_bytes())
            }
            Form::Json(out) => diagnostic::line(at.input, at.origin, &at.complete(diagnostic))
                .map_err(io::Error::from)
                .and_then(|line| out.write_all(&line)),
            Form::Sarif(document) => document
                .begun()
                .and_then(|sarif| sarif.result(at.input, at.origin, &at.complete(diagnostic))),
        };
        self.closed |= printed.is_err();
    }

    /// Whether nobody reads what is printed any more.
    pub(crate) const fn is_closed(&self) -> bool {
        self.closed
    }

    /// Ends what has to have an end.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.form {
            Form::Short(mut out) | Form::Full(_, mut out) | Form::Json(mut out) => out.flush(),
            Form::Sarif(mut document) => {
                document.begun()?;
                match document {
                    Document::Begun(sarif) => sarif.finish()?.flush(),
                    Document::Waits(_) => Ok(()),
                }
            }
        }
    }
}

impl<'w> From<Form<'w>> for Printer<'w> {
    fn from(form: Form<'w>) -> Self {
        Self {
            form,
            closed: false,
        }
    }
}

impl<'w> Document<'w> {
    /// The document, begun where it is not.
    fn begun(&mut self) -> io::Result<&mut Sarif<Box<dyn Write + Send + 'w>>> {
        if let Self::Waits(out) = self
            && let Some(out) = out.take()
        {
            let rules: Vec<_> = crate::rules::all().collect();
            *self = Self::Begun(Sarif::new(out, env!("CARGO_PKG_VERSION"), &rules)?);
        }
        match self {
            Self::Begun(sarif) => Ok(sarif),
            // Where it could not be begun, nobody reads it.
            Self::Waits(_) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

/// A diagnostic in one line: `file:line:column: level: record N, place: what it says; hint [rule]`.
fn short(at: At<'_>, diagnostic: &Diagnostic) -> String {
    // Few lines are longer, and one that grows step by step costs as much again.
    let mut line = String::with_capacity(256);
    // Writing to a string cannot fail.
    let _ = write!(line, "{}:", at.input);
    if let Some(position) = diagnostic.position() {
        let _ = write!(line, "{position}:");
    }
    for piece in [" ", level(diagnostic.level), ": "] {
        line.push_str(piece);
    }
    if let Some(number) = at.record {
        let _ = write!(line, "record {number}");
        if let Some(origin) = at.origin {
            let _ = write!(line, " (from {origin})");
        }
        line.push_str(", ");
    }
    let _ = write!(line, "{diagnostic} [{}]", diagnostic.rule);
    if diagnostic.fix.is_some() {
        line.push_str(" [fix]");
    }
    line.push('\n');
    line
}

/// The word for a level.
pub(crate) const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}
