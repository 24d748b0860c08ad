//! The closed list of readers, and where their bytes come from.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use dateline_core::{ChannelDraft, Excerpt, Fault, FieldPath, Finding, Position, Record, Scope};
use dateline_json::reject::{self, Reject};

use crate::format::{From, Undecided};
use crate::report::chain;

/// How much of an input is looked at to tell its format.
const HEAD: usize = 64 * 1024;

/// An input: a file or standard input, from its first byte.
type Bytes = Box<dyn Read>;

/// A reader of any format.
pub(crate) enum Input {
    Csv(dateline_csv::Reader<Bytes>),
    Native(dateline_json::native::Reader<Bytes>),
    Feed(dateline_json::feed::Reader<Bytes>),
    Rss(dateline_xml::rss::Reader<Bytes>),
    Page(dateline_page::Reader<Bytes>),
    Rejects(Box<Rejects>),
}

/// Why an input cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error("cannot open: {0}")]
    Open(io::Error),
    #[error("expected a file, found a directory; name the files in it")]
    Directory,
    #[error("cannot read: {0}")]
    Read(io::Error),
    #[error(transparent)]
    Undecided(#[from] Undecided),
}

/// Asks whichever reader there is.
macro_rules! each {
    ($input:expr, $reader:ident => $ask:expr) => {
        match $input {
            Input::Csv($reader) => $ask,
            Input::Native($reader) => $ask,
            Input::Feed($reader) => $ask,
            Input::Rss($reader) => $ask,
            Input::Page($reader) => $ask,
            Input::Rejects($reader) => $ask,
        }
    };
}

impl Input {
    /// Opens an input. `stdin` is standard input, for the name `-`.
    pub(crate) fn open(
        path: &Path,
        format: Option<From>,
        stdin: &io::Stdin,
    ) -> Result<(Self, From), OpenError> {
        let mut bytes: Bytes = if path.as_os_str() == "-" {
            Box::new(stdin.lock())
        } else {
            let file = File::open(path).map_err(OpenError::Open)?;
            if file.metadata().is_ok_and(|facts| facts.is_dir()) {
                return Err(OpenError::Directory);
            }
            Box::new(file)
        };
        let Some(format) = format else {
            let mut head = Vec::new();
            bytes
                .by_ref()
                .take(HEAD as u64)
                .read_to_end(&mut head)
                .map_err(OpenError::Read)?;
            let format = From::detect(path, &head)?;
            return Ok((
                Self::new(Box::new(Cursor::new(head).chain(bytes)), format),
                format,
            ));
        };
        Ok((Self::new(bytes, format), format))
    }

    fn new(bytes: Bytes, format: From) -> Self {
        use dateline_csv::Dialect;
        use dateline_json::native::Layout;
        match format {
            From::Csv => Self::Csv(dateline_csv::Reader::new(bytes)),
            From::Tsv => Self::Csv(dateline_csv::Reader::new(bytes).dialect(Dialect::Tsv)),
            // Whether an array, lines or objects over several lines: the reader sees.
            From::Json => Self::Native(dateline_json::native::Reader::new(bytes)),
            From::Ndjson => {
                Self::Native(dateline_json::native::Reader::new(bytes).layout(Layout::Lines))
            }
            From::JsonFeed => Self::Feed(dateline_json::feed::Reader::new(bytes)),
            From::Rss => Self::Rss(dateline_xml::rss::Reader::new(bytes)),
            From::Page => Self::Page(dateline_page::Reader::new(bytes)),
            From::Rejects => Self::Rejects(Box::new(Rejects {
                lines: reject::Reader::new(bytes),
                current: None,
            })),
        }
    }

    pub(crate) fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Box<dyn Fault>> {
        match self {
            Self::Csv(reader) => reader.advance(findings).map_err(boxed),
            Self::Native(reader) => reader.advance(findings).map_err(boxed),
            Self::Feed(reader) => reader.advance(findings).map_err(boxed),
            Self::Rss(reader) => reader.advance(findings).map_err(boxed),
            Self::Page(reader) => reader.advance(findings).map_err(boxed),
            Self::Rejects(rejects) => rejects.advance(findings),
        }
    }

    pub(crate) fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Box<dyn Fault>> {
        match self {
            Self::Csv(reader) => reader.record(findings).map_err(boxed),
            Self::Native(reader) => reader.record(findings).map_err(boxed),
            Self::Feed(reader) => reader.record(findings).map_err(boxed),
            Self::Rss(reader) => reader.record(findings).map_err(boxed),
            Self::Page(reader) => reader.record(findings).map_err(boxed),
            Self::Rejects(rejects) => rejects.record(findings),
        }
    }

    pub(crate) fn number(&self) -> u64 {
        each!(self, reader => reader.number())
    }

    pub(crate) fn position(&self) -> Position {
        each!(self, reader => reader.position())
    }

    pub(crate) fn locate(&self, path: &FieldPath) -> Option<Position> {
        each!(self, reader => reader.locate(path))
    }

    /// The facts of the feed that is read, where one is.
    pub(crate) fn channel(&self) -> ChannelDraft {
        match self {
            Self::Feed(reader) => reader.channel().clone(),
            Self::Rss(reader) => reader.channel().clone(),
            Self::Rejects(rejects) => rejects.channel(),
            Self::Csv(_) | Self::Native(_) | Self::Page(_) => ChannelDraft::default(),
        }
    }

    /// The framed record as it is kept for mending. `name` and `format` are this input's.
    pub(crate) fn reject<'a>(
        &'a self,
        name: &'a str,
        format: From,
        reasons: Vec<String>,
    ) -> Reject<'a> {
        if let Self::Rejects(rejects) = self
            && let Some(reject) = rejects.reject()
        {
            return Reject {
                reasons,
                ..reject.clone()
            };
        }
        Reject {
            file: name.into(),
            format: format.name().into(),
            line: self.position().line,
            record: self.number(),
            header: each!(self, reader => reader.header()).into(),
            raw: each!(self, reader => reader.raw()).into(),
            reasons,
        }
    }
}

/// Records that were set aside, each read again as a document of its own.
pub(crate) struct Rejects {
    lines: reject::Reader<Bytes>,
    current: Option<Current>,
}

/// What one line of rejects holds.
enum Current {
    /// A record, in a document of its own.
    Record {
        reject: Reject<'static>,
        input: Box<Input>,
    },
    /// A record whose document cannot be read. That matters to this record alone.
    Broken {
        reject: Reject<'static>,
        fault: RecordFault,
    },
    /// A line that holds no record.
    None(RecordFault),
}

/// An error of reading a record again, at its place in the file of rejects.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{what}")]
struct RecordFault {
    position: Position,
    rule: &'static str,
    what: String,
}

impl RecordFault {
    fn new(lines: &reject::Reader<Bytes>, fault: &dyn Fault) -> Self {
        let mut what = fault
            .name()
            .map(|name| format!("{name}: "))
            .unwrap_or_default();
        what.push_str(&chain(fault));
        Self {
            position: lines.position(),
            rule: fault.rule(),
            what,
        }
    }
}

impl Fault for RecordFault {
    fn position(&self) -> Position {
        self.position
    }

    fn scope(&self) -> Scope {
        Scope::Record
    }

    fn rule(&self) -> &'static str {
        self.rule
    }
}

impl Rejects {
    fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Box<dyn Fault>> {
        loop {
            // A record that was mended into several is several.
            if let Some(Current::Record { reject, input }) = &mut self.current {
                match input.advance(findings) {
                    Ok(true) => return Ok(true),
                    Ok(false) => {}
                    Err(fault) => {
                        let fault = RecordFault::new(&self.lines, &*fault);
                        let reject = std::mem::take(reject);
                        self.current = Some(Current::Broken { reject, fault });
                        return Ok(true);
                    }
                }
            }
            if !self.lines.advance().map_err(boxed)? {
                return Ok(false);
            }
            self.current = Some(match self.line() {
                Ok(current) => current,
                Err(fault) => Current::None(fault),
            });
            if matches!(self.current, Some(Current::None(_))) {
                return Ok(true);
            }
        }
    }

    /// What the framed line holds.
    fn line(&self) -> Result<Current, RecordFault> {
        let reject = self.lines.record().map_err(|fault| RecordFault {
            position: fault.position(),
            ..RecordFault::new(&self.lines, &fault)
        })?;
        let Some(format) = From::find(&reject.format).filter(|f| *f != From::Rejects) else {
            return Err(RecordFault {
                position: self.lines.position(),
                rule: "reject.format",
                what: format!(
                    "format: expected a format, found `{}`",
                    Excerpt(&reject.format)
                ),
            });
        };
        let document = document(format, &reject.header, &reject.raw);
        let input = Box::new(Input::new(Box::new(Cursor::new(document)), format));
        Ok(Current::Record { reject, input })
    }

    fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Box<dyn Fault>> {
        match &self.current {
            Some(Current::Record { input, .. }) => input
                .record(findings)
                .map_err(|fault| boxed(RecordFault::new(&self.lines, &*fault))),
            Some(Current::Broken { fault, .. } | Current::None(fault)) => Err(boxed(fault.clone())),
            None => Ok(Record::default()),
        }
    }

    /// The record as it was set aside before.
    fn reject(&self) -> Option<&Reject<'static>> {
        match &self.current {
            Some(Current::Record { reject, .. } | Current::Broken { reject, .. }) => Some(reject),
            Some(Current::None(_)) | None => None,
        }
    }

    fn channel(&self) -> ChannelDraft {
        match &self.current {
            Some(Current::Record { input, .. }) => input.channel(),
            _ => ChannelDraft::default(),
        }
    }

    fn number(&self) -> u64 {
        self.lines.number()
    }

    fn position(&self) -> Position {
        self.lines.position()
    }

    /// What was read is a document that nobody has as a file: the line has to do.
    #[expect(clippy::unused_self, reason = "asked like every other reader")]
    fn locate(&self, _: &FieldPath) -> Option<Position> {
        None
    }

    #[expect(clippy::unused_self, reason = "asked like every other reader")]
    fn header(&self) -> &[u8] {
        &[]
    }

    fn raw(&self) -> &[u8] {
        self.lines.raw()
    }
}

/// A document of one record.
fn document(format: From, header: &[u8], raw: &[u8]) -> Vec<u8> {
    match format {
        From::Csv | From::Tsv => dateline_csv::document(header, raw),
        From::Json | From::Ndjson => dateline_json::native::document(header, raw),
        From::JsonFeed => dateline_json::feed::document(header, raw),
        From::Rss => dateline_xml::rss::document(header, raw),
        From::Page => dateline_page::document(header, raw),
        From::Rejects => raw.to_vec(),
    }
}

fn boxed<E: Fault + 'static>(error: E) -> Box<dyn Fault> {
    Box::new(error)
}
