//! One record whose end was found, whatever it is written in.

use std::borrow::Cow;
use std::sync::LazyLock;

use dateline_core::{ChannelDraft, FieldPath, Finding, Position, Record, Spot};
use dateline_json::reject::Reject;

use super::rejects::Rejects;
use super::{BoxedFault, Bytes, boxed};
use crate::format::InputFormat;
use crate::report::Source;

/// A record apart from the reader that framed it, so that it can be read on any thread. Its memory
/// is used again.
#[derive(Debug, Default)]
pub(crate) enum Frame {
    /// None, or one that only its reader has.
    #[default]
    Elsewhere,
    Csv(Box<dateline_csv::Frame>),
    Native(Box<dateline_json::native::Frame>),
    Feed(Box<dateline_json::feed::Frame>),
    Xml(Box<dateline_xml::feed::Frame>),
}

/// A framed record, in a frame or in its reader.
#[derive(Clone, Copy)]
pub(crate) enum Framed<'f> {
    Csv(&'f dateline_csv::Frame),
    Native(&'f dateline_json::native::Frame),
    Feed(&'f dateline_json::feed::Frame),
    Xml(&'f dateline_xml::feed::Frame),
    Page(&'f dateline_page::Reader<Bytes>),
    Rejects(&'f Rejects),
}

/// Asks whichever record there is.
macro_rules! each {
    ($framed:expr, $record:ident => $ask:expr) => {
        match $framed {
            Framed::Csv($record) => $ask,
            Framed::Native($record) => $ask,
            Framed::Feed($record) => $ask,
            Framed::Xml($record) => $ask,
            Framed::Page($record) => $ask,
            Framed::Rejects($record) => $ask,
        }
    };
}

impl Frame {
    /// The record that it holds, if it holds one.
    pub(crate) fn framed(&self) -> Option<Framed<'_>> {
        match self {
            Self::Elsewhere => None,
            Self::Csv(frame) => Some(Framed::Csv(frame)),
            Self::Native(frame) => Some(Framed::Native(frame)),
            Self::Feed(frame) => Some(Framed::Feed(frame)),
            Self::Xml(frame) => Some(Framed::Xml(frame)),
        }
    }
}

impl<'f> Framed<'f> {
    /// What the record says.
    pub(crate) fn record(self, findings: &mut Vec<Finding>) -> Result<Record<'f>, BoxedFault> {
        match self {
            Self::Rejects(rejects) => rejects.record(findings),
            Self::Csv(record) => record.record(findings).map_err(boxed),
            Self::Native(record) => record.record(findings).map_err(boxed),
            Self::Feed(record) => record.record(findings).map_err(boxed),
            Self::Xml(record) => record.record(findings).map_err(boxed),
            Self::Page(record) => record.record(findings).map_err(boxed),
        }
    }

    /// Which record it is, from 1.
    pub(crate) fn number(self) -> u64 {
        each!(self, record => record.number())
    }

    /// Where it begins.
    pub(crate) fn position(self) -> Position {
        each!(self, record => record.position())
    }

    /// Its bytes as they stand in the input.
    pub(crate) fn raw(self) -> &'f [u8] {
        each!(self, record => record.raw())
    }

    pub(super) fn kept(self) -> (&'f [u8], &'f [u8]) {
        (each!(self, record => record.header()), self.raw())
    }

    /// Where the record stood before it was set aside.
    pub(crate) fn origin(self) -> Option<String> {
        let Self::Rejects(rejects) = self else {
            return None;
        };
        let reject = rejects.again().filter(|reject| !reject.file.is_empty())?;
        Some(format!("{}:{}", reject.file, reject.line))
    }

    /// Where the value of a field stands, or one of its characters, from 1.
    pub(crate) fn locate(self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        match self {
            Self::Csv(record) => record.locate(path, character),
            Self::Native(record) => record.locate(path, character),
            Self::Feed(record) => record.locate(path, character),
            Self::Xml(record) => record.locate(path, character),
            Self::Page(record) => record.locate(path).map(Spot::from),
            // What was read is a document that nobody has as a file: the line has to do.
            Self::Rejects(_) => None,
        }
    }

    /// The record as it stands in the input.
    pub(crate) fn source(self) -> Source<'f> {
        Source {
            bytes: self.raw(),
            start: self.position(),
        }
    }

    /// The facts of the feed that is read, where one is, as far as they stood in front of it.
    pub(crate) fn channel(self) -> Cow<'f, ChannelDraft> {
        static NOTHING: LazyLock<ChannelDraft> = LazyLock::new(ChannelDraft::default);
        match self {
            Self::Feed(record) => Cow::Borrowed(record.channel()),
            Self::Xml(record) => Cow::Borrowed(record.channel()),
            Self::Rejects(rejects) => rejects.channel(),
            Self::Csv(_) | Self::Native(_) | Self::Page(_) => Cow::Borrowed(&NOTHING),
        }
    }

    /// The record as it is kept for mending. `name` and `format` are its input's.
    pub(crate) fn reject(
        self,
        name: &'f str,
        format: InputFormat,
        reasons: Vec<String>,
    ) -> Reject<'f> {
        if let Self::Rejects(rejects) = self
            && let Some(reject) = rejects.again()
        {
            return Reject { reasons, ..reject };
        }
        let (header, raw) = self.kept();
        Reject {
            file: name.into(),
            format: format.name().into(),
            line: self.position().line,
            record: self.number(),
            header: header.into(),
            raw: raw.into(),
            reasons,
        }
    }
}
