//! The closed list of readers, and where their bytes come from.

use std::fs::File;
use std::io::{self, Cursor, Read};

use dateline_core::{
    ChannelDraft, Diagnostic, Excerpt, Fault, FieldPath, Finding, Level, Position, Record, Scope,
    Spot,
};
use dateline_json::reject::{self, Reject};

use crate::address;
use crate::format::{InputFormat, Undecided};
use crate::plan::{Options, Reading};
use crate::report::{Source, said};
use crate::walk::Found;

/// How much of an input is looked at to tell its format.
const HEAD: usize = 64 * 1024;

/// An input: a file or standard input, from its first byte.
type Bytes = Box<dyn Read>;

/// A reader of any format.
pub(crate) enum Input {
    Csv(dateline_csv::Reader<Bytes>),
    Native(dateline_json::native::Reader<Bytes>),
    Feed(Box<dateline_json::feed::Reader<Bytes>>),
    Xml(Box<dateline_xml::feed::Reader<Bytes>>),
    Page(Box<dateline_page::Reader<Bytes>>),
    Rejects(Box<Rejects>),
}

/// Why an input cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error("cannot open: {0}")]
    Open(io::Error),
    #[error("cannot read: {0}")]
    Read(io::Error),
    #[error(transparent)]
    Undecided(#[from] Undecided),
}

impl OpenError {
    /// What there is to say of the input.
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        let rule = match self {
            Self::Open(_) | Self::Read(_) => "input.unreadable",
            Self::Undecided(_) => "input.format",
        };
        Diagnostic::new(rule, Level::Error, self.to_string())
    }
}

/// Asks whichever reader there is.
macro_rules! each {
    ($input:expr, $reader:ident => $ask:expr) => {
        match $input {
            Input::Csv($reader) => $ask,
            Input::Native($reader) => $ask,
            Input::Feed($reader) => $ask,
            Input::Xml($reader) => $ask,
            Input::Page($reader) => $ask,
            Input::Rejects($reader) => $ask,
        }
    };
}

impl Input {
    /// Opens an input. `stdin` is standard input, for the name `-`.
    pub(crate) fn open(
        found: &Found,
        reading: &Reading,
        stdin: &io::Stdin,
    ) -> Result<(Self, InputFormat), OpenError> {
        let path = &*found.path;
        let options = Options {
            address: address::of(found, reading.options.base_url.as_deref()),
            ..reading.options.clone()
        };
        let mut bytes: Bytes = if path.as_os_str() == "-" {
            Box::new(stdin.lock())
        } else {
            Box::new(File::open(path).map_err(OpenError::Open)?)
        };
        let Some(format) = reading.from else {
            let mut head = Vec::new();
            bytes
                .by_ref()
                .take(HEAD as u64)
                .read_to_end(&mut head)
                .map_err(OpenError::Read)?;
            let format = InputFormat::detect(path, &head)?;
            return Ok((
                Self::new(Box::new(Cursor::new(head).chain(bytes)), format, &options),
                format,
            ));
        };
        Ok((Self::new(bytes, format, &options), format))
    }

    fn new(bytes: Bytes, format: InputFormat, options: &Options) -> Self {
        use dateline_csv::Dialect;
        use dateline_json::native::Layout;
        match format {
            InputFormat::Csv => {
                Self::Csv(dateline_csv::Reader::new(bytes).incomplete(options.incomplete))
            }
            InputFormat::Tsv => Self::Csv(
                dateline_csv::Reader::new(bytes)
                    .dialect(Dialect::Tsv)
                    .incomplete(options.incomplete),
            ),
            // Whether an array, lines or objects over several lines: the reader sees.
            InputFormat::Json => {
                Self::Native(dateline_json::native::Reader::new(bytes).strict(options.strict))
            }
            InputFormat::Ndjson => {
                let reader = dateline_json::native::Reader::new(bytes).layout(Layout::Lines);
                Self::Native(reader.strict(options.strict))
            }
            InputFormat::JsonFeed => {
                let reader = dateline_json::feed::Reader::new(bytes);
                Self::Feed(Box::new(reader.strict(options.strict)))
            }
            InputFormat::Rss | InputFormat::Atom => Self::Xml(Box::new(
                dateline_xml::feed::Reader::new(bytes).strict(options.strict),
            )),
            InputFormat::Page => {
                let reader = dateline_page::Reader::new(bytes);
                let reader = reader.infer(options.infer).plain(options.plain);
                Self::Page(Box::new(reader.address(options.address.clone())))
            }
            InputFormat::Rejects => Self::Rejects(Box::new(Rejects {
                lines: reject::Reader::new(bytes),
                options: options.clone(),
                current: None,
            })),
        }
    }

    pub(crate) fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Box<dyn Fault>> {
        match self {
            Self::Csv(reader) => reader.advance(findings).map_err(boxed),
            Self::Native(reader) => reader.advance(findings).map_err(boxed),
            Self::Feed(reader) => reader.advance(findings).map_err(boxed),
            Self::Xml(reader) => reader.advance(findings).map_err(boxed),
            Self::Page(reader) => reader.advance(findings).map_err(boxed),
            Self::Rejects(rejects) => rejects.advance(findings),
        }
    }

    pub(crate) fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Box<dyn Fault>> {
        match self {
            Self::Csv(reader) => reader.record(findings).map_err(boxed),
            Self::Native(reader) => reader.record(findings).map_err(boxed),
            Self::Feed(reader) => reader.record(findings).map_err(boxed),
            Self::Xml(reader) => reader.record(findings).map_err(boxed),
            Self::Page(reader) => reader.record(findings).map_err(boxed),
            Self::Rejects(rejects) => rejects.record(findings),
        }
    }

    /// What the input is written in: the format that was read, `rss` and `atom` told apart by what
    /// stands in it.
    pub(crate) fn format(&self, format: InputFormat) -> String {
        match self {
            Self::Xml(reader) => reader
                .dialect()
                .map_or_else(|| format.name(), |dialect| dialect.format().to_owned()),
            _ => format.name(),
        }
    }

    /// The version of the format, where the input states one.
    pub(crate) fn version(&self) -> Option<String> {
        let version = match self {
            Self::Xml(reader) => reader.dialect()?.version(),
            Self::Feed(reader) => reader.version(),
            _ => return None,
        };
        Some(version.to_owned()).filter(|version| !version.is_empty())
    }

    pub(crate) fn number(&self) -> u64 {
        each!(self, reader => reader.number())
    }

    /// Where the record stood before it was set aside.
    pub(crate) fn origin(&self) -> Option<String> {
        let Self::Rejects(rejects) = self else {
            return None;
        };
        let reject = rejects.again().filter(|reject| !reject.file.is_empty())?;
        Some(format!("{}:{}", reject.file, reject.line))
    }

    pub(crate) fn position(&self) -> Position {
        each!(self, reader => reader.position())
    }

    /// Where the value of a field stands, or one of its characters, from 1.
    pub(crate) fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        match self {
            Self::Csv(reader) => reader.locate(path, character),
            Self::Native(reader) => reader.locate(path, character),
            Self::Feed(reader) => reader.locate(path, character),
            Self::Xml(reader) => reader.locate(path).map(Spot::from),
            Self::Page(reader) => reader.locate(path).map(Spot::from),
            // What was read is a document that nobody has as a file: the line has to do.
            Self::Rejects(_) => None,
        }
    }

    /// The framed record as it stands in the input.
    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            bytes: each!(self, reader => reader.raw()),
            start: self.position(),
        }
    }

    /// The facts of the feed that is read, where one is.
    pub(crate) fn channel(&self) -> ChannelDraft {
        match self {
            Self::Feed(reader) => reader.channel().clone(),
            Self::Xml(reader) => reader.channel().clone(),
            Self::Rejects(rejects) => rejects.channel(),
            Self::Csv(_) | Self::Native(_) | Self::Page(_) => ChannelDraft::default(),
        }
    }

    /// The framed record as it is kept for mending. `name` and `format` are this input's.
    pub(crate) fn reject<'a>(
        &'a self,
        name: &'a str,
        format: InputFormat,
        reasons: Vec<String>,
    ) -> Reject<'a> {
        if let Self::Rejects(rejects) = self
            && let Some(reject) = rejects.again()
        {
            return Reject { reasons, ..reject };
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
    options: Options,
    current: Option<Current>,
}

/// What one line of rejects holds.
enum Current {
    /// A record, in a document of its own.
    Record {
        reject: Reject<'static>,
        input: Box<Input>,
        /// Where its first record begins, once there was one.
        first: Option<Position>,
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
    what: String,
}

impl Fault for RecordFault {
    fn position(&self) -> Position {
        self.position
    }

    fn scope(&self) -> Scope {
        Scope::Record
    }

    fn rule(&self) -> &'static str {
        "rejects.again"
    }
}

impl Rejects {
    fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Box<dyn Fault>> {
        loop {
            // A record that was mended into several is several.
            if let Some(Current::Record {
                reject,
                input,
                first,
            }) = &mut self.current
            {
                let broken = match input.advance(findings) {
                    Ok(true) => {
                        first.get_or_insert(input.position());
                        return Ok(true);
                    }
                    Ok(false) if first.is_some() => None,
                    Ok(false) => Some("raw: expected a record, found none".to_owned()),
                    Err(fault) => Some(said(&*fault)),
                };
                if let Some(what) = broken {
                    let reject = std::mem::take(reject);
                    let fault = self.fault(what);
                    self.current = Some(Current::Broken { reject, fault });
                    return Ok(true);
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
            what: said(&fault),
        })?;
        let Some(format) = InputFormat::find(&reject.format).filter(|f| *f != InputFormat::Rejects)
        else {
            let found = Excerpt(&reject.format);
            return Err(self.fault(format!("format: expected a format, found `{found}`")));
        };
        let document = document(format, &reject.header, &reject.raw);
        let input = Box::new(Input::new(
            Box::new(Cursor::new(document)),
            format,
            &self.options,
        ));
        Ok(Current::Record {
            reject,
            input,
            first: None,
        })
    }

    fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Box<dyn Fault>> {
        match &self.current {
            Some(Current::Record { input, .. }) => input
                .record(findings)
                .map_err(|fault| boxed(self.fault(said(&*fault)))),
            Some(Current::Broken { fault, .. } | Current::None(fault)) => Err(boxed(fault.clone())),
            None => Ok(Record::default()),
        }
    }

    /// The record as it is set aside once more: where several were made of one, each alone.
    fn again(&self) -> Option<Reject<'_>> {
        match &self.current {
            Some(Current::Record {
                reject,
                input,
                first,
            }) => {
                let first = first.unwrap_or_default();
                Some(Reject {
                    file: (&*reject.file).into(),
                    format: (&*reject.format).into(),
                    line: reject.line + (input.position().line - first.line),
                    record: reject.record + (input.number() - 1),
                    header: each!(&**input, reader => reader.header()).into(),
                    raw: each!(&**input, reader => reader.raw()).into(),
                    reasons: Vec::new(),
                })
            }
            Some(Current::Broken { reject, .. }) => Some(reject.clone()),
            Some(Current::None(_)) | None => None,
        }
    }

    fn fault(&self, what: String) -> RecordFault {
        RecordFault {
            position: self.lines.position(),
            what,
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

    #[expect(clippy::unused_self, reason = "asked like every other reader")]
    fn header(&self) -> &[u8] {
        &[]
    }

    fn raw(&self) -> &[u8] {
        self.lines.raw()
    }
}

/// A document of one record.
fn document(format: InputFormat, header: &[u8], raw: &[u8]) -> Vec<u8> {
    match format {
        InputFormat::Csv | InputFormat::Tsv => dateline_csv::document(header, raw),
        InputFormat::Json | InputFormat::Ndjson => dateline_json::native::document(header, raw),
        InputFormat::JsonFeed => dateline_json::feed::document(header, raw),
        InputFormat::Rss | InputFormat::Atom => dateline_xml::feed::document(header, raw),
        InputFormat::Page => dateline_page::document(header, raw),
        InputFormat::Rejects => raw.to_vec(),
    }
}

fn boxed<E: Fault + 'static>(error: E) -> Box<dyn Fault> {
    Box::new(error)
}
