//! The closed list of readers, and where their bytes come from.

mod framed;
mod rejects;

use std::fs::File;
use std::io::{self, Cursor, Read};

use dateline_core::{ChannelDraft, Diagnostic, Fault, Finding, Level};

pub(crate) use self::framed::{Frame, Framed};
use self::rejects::Rejects;
use crate::address;
use crate::format::{InputFormat, Undecided};
use crate::plan::{Options, Reading};
use crate::progress::Screen;
use crate::walk::Found;

/// How much of an input is looked at to tell its format.
const HEAD: usize = 64 * 1024;

/// An input: a file or standard input, from its first byte.
type Bytes = Box<dyn Read + Send>;

/// An error of any reader.
pub(crate) type BoxedFault = Box<dyn Fault + Send>;

/// A reader of any format.
pub(crate) enum Input {
    Csv(Box<dateline_csv::Reader<Bytes>>),
    Native(Box<dateline_json::native::Reader<Bytes>>),
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

impl Input {
    /// Opens an input; `-` is standard input.
    pub(crate) fn open(
        found: &Found,
        reading: &Reading,
        screen: &Screen,
    ) -> Result<(Self, InputFormat), OpenError> {
        let path = &*found.path;
        let options = Options {
            address: address::of(found, reading.options.base_url.as_deref()),
            ..reading.options.clone()
        };
        let mut bytes: Bytes = if path.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            screen.counted(File::open(path).map_err(OpenError::Open)?)
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
        let table = |bytes| {
            let reader = dateline_csv::Reader::new(bytes).incomplete(options.incomplete);
            reader.excel(options.excel)
        };
        match format {
            InputFormat::Csv => Self::Csv(Box::new(table(bytes))),
            InputFormat::Tsv => Self::Csv(Box::new(table(bytes).dialect(Dialect::Tsv))),
            // Whether an array, lines or objects over several lines: the reader sees.
            InputFormat::Json => {
                let reader = dateline_json::native::Reader::new(bytes);
                Self::Native(Box::new(reader.strict(options.strict)))
            }
            InputFormat::Ndjson => {
                let reader = dateline_json::native::Reader::new(bytes).layout(Layout::Lines);
                Self::Native(Box::new(reader.strict(options.strict)))
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
            InputFormat::Rejects => Self::Rejects(Box::new(Rejects::new(bytes, options.clone()))),
        }
    }

    /// Frames the next record into `frame`, or in the reader itself.
    pub(crate) fn advance(
        &mut self,
        frame: &mut Frame,
        findings: &mut Vec<Finding>,
    ) -> Result<bool, BoxedFault> {
        /// The frame of this kind.
        macro_rules! into {
            ($kind:ident) => {{
                if !matches!(frame, Frame::$kind(_)) {
                    *frame = Frame::$kind(Box::default());
                }
                match frame {
                    Frame::$kind(frame) => frame,
                    _ => return Ok(false),
                }
            }};
        }
        match self {
            Self::Csv(reader) => reader.advance_into(into!(Csv), findings).map_err(boxed),
            Self::Native(reader) => reader.advance_into(into!(Native), findings).map_err(boxed),
            Self::Feed(reader) => reader.advance_into(into!(Feed), findings).map_err(boxed),
            Self::Xml(reader) => reader.advance_into(into!(Xml), findings).map_err(boxed),
            Self::Page(reader) => {
                *frame = Frame::Elsewhere;
                reader.advance(findings).map_err(boxed)
            }
            Self::Rejects(rejects) => {
                *frame = Frame::Elsewhere;
                rejects.advance(findings)
            }
        }
    }

    /// Whether it is a page of which no record was found yet.
    pub(crate) fn is_at_start(&self) -> bool {
        matches!(self, Self::Page(reader) if reader.number() == 0)
    }

    /// Whether its records can be read apart from it.
    pub(crate) const fn is_framing(&self) -> bool {
        matches!(
            self,
            Self::Csv(_) | Self::Native(_) | Self::Feed(_) | Self::Xml(_)
        )
    }

    /// The record that was framed last, if it is in this frame or in the reader.
    pub(crate) fn framed<'f>(&'f self, frame: &'f Frame) -> Option<Framed<'f>> {
        match self {
            Self::Page(reader) => Some(Framed::Page(reader)),
            Self::Rejects(rejects) => Some(Framed::Rejects(rejects)),
            Self::Csv(_) | Self::Native(_) | Self::Feed(_) | Self::Xml(_) => frame.framed(),
        }
    }

    /// The facts of the feed that is read, where one is, as far as they stood so far.
    pub(crate) fn channel(&self) -> ChannelDraft {
        match self {
            Self::Feed(reader) => reader.channel().clone(),
            Self::Xml(reader) => reader.channel().clone(),
            Self::Rejects(rejects) => rejects.channel().into_owned(),
            Self::Csv(_) | Self::Native(_) | Self::Page(_) => ChannelDraft::default(),
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

fn boxed<E: Fault + Send + 'static>(error: E) -> BoxedFault {
    Box::new(error)
}
