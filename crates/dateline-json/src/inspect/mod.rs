//! What a reader found before any check, one line of JSON an input: what `dateline inspect` prints.
//!
//! ```json
//! {"input": "feed.json", "format": "json-feed",
//!  "items": [{"line": 3, "column": 1, "draft": {}, "authors": [], "foreign": [], "inferred": []}],
//!  "version": "1.1", "channel": {},
//!  "findings": [{"rule": "repair", "level": "warning", "line": 3, "column": 9, "message": "…",
//!                "record": 1, "field": "title"}]}
//! ```
//!
//! - `draft` has the keys of the native shape, without `foreign`, which stands beside it;
//!   `channel` has `title`, `link`, `id`, `description`, `language`, `authors`, `date`,
//!   `modified`, `image`, `ttl`, `hub`, `licence` and `rights`. What is absent is left out of both. `version` is `null` where a format has none.
//! - `inferred` are the facts that the item does not state itself: `field`, `value` and `from`.
//!   They are not among the findings again.
//! - `findings` are all others, in the order in which they were found. Without a place of its own,
//!   a finding about an item has the item's; `record` and `field` are there where they are known.
//!
//! Items are written as they come, so that memory does not grow with their number: therefore
//! `version` and `channel`, which a feed may state behind its items, come after them. Findings are
//! kept, encoded, up to [`MAX_FINDINGS`] bytes; the last of more than that says how many were left
//! out.

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use dateline_core::{
    Author, ChannelDraft, Draft, Fault, Finding, FindingKind, Foreign, Level, Position, Record,
};
use serde::Serialize;

/// How many bytes of findings are kept for one input.
pub const MAX_FINDINGS: usize = 16 << 20;

/// The rule that says how many there were beyond that.
pub(crate) const LEFT_OUT: &str = "inspect.left-out";

/// Writes what was found in each input.
///
/// ```
/// use dateline_json::{feed, inspect};
///
/// let input = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
/// {"id": 7, "title": "Water talks", "image": "https://a.example/1.png"}]}"#;
/// let (mut findings, mut reader) = (Vec::new(), feed::Reader::new(input.as_bytes()));
/// let mut writer = inspect::Writer::new(Vec::new());
/// writer.begin("news.json", "json-feed")?;
/// while reader.advance(&mut findings)? {
///     writer.findings(&std::mem::take(&mut findings))?;
///     match reader.record(&mut findings) {
///         Ok(record) => writer.item(record, &std::mem::take(&mut findings))?,
///         Err(fault) => writer.fault(&fault, Some(reader.number()))?,
///     }
/// }
/// writer.findings(&findings)?;
/// writer.end(Some(reader.version()), reader.channel())?;
/// let line = String::from_utf8(writer.finish()?)?;
/// assert!(line.starts_with(r#"{"input":"news.json","format":"json-feed","items":[{"line":2,"column":1,"#));
/// assert!(line.ends_with("\"version\":\"1.1\",\"channel\":{\"title\":\"News\"},\"findings\":[]}\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    /// Whether an input was begun and not ended.
    open: bool,
    /// Whether it has an item.
    started: bool,
    findings: Vec<u8>,
    left_out: LeftOut,
    buffer: Vec<u8>,
}

/// The findings beyond [`MAX_FINDINGS`].
#[derive(Debug, Default)]
struct LeftOut {
    count: u64,
    worst: Option<Level>,
}

#[derive(Serialize)]
struct Head<'i> {
    input: &'i str,
    format: &'i str,
}

#[derive(Serialize)]
struct Item<'i> {
    line: u64,
    column: u64,
    draft: &'i Draft<'i>,
    authors: &'i [Author<'i>],
    foreign: &'i [Foreign<'i>],
    inferred: Vec<Inferred<'i>>,
}

#[derive(Serialize)]
struct Inferred<'i> {
    #[serde(skip_serializing_if = "String::is_empty")]
    field: String,
    value: &'i str,
    from: &'static str,
}

#[derive(Serialize)]
struct Said<'i> {
    rule: &'i str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u64>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
}

#[derive(Serialize)]
struct Channel<'i> {
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    link: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'i str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'i [Author<'static>],
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    modified: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    image: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    ttl: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    hub: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    licence: &'i str,
    #[serde(skip_serializing_if = "str::is_empty")]
    rights: &'i str,
}

impl<W: Write> Writer<W> {
    /// A writer; nothing is written yet.
    #[must_use]
    pub const fn new(output: W) -> Self {
        Self {
            output,
            open: false,
            started: false,
            findings: Vec::new(),
            left_out: LeftOut {
                count: 0,
                worst: None,
            },
            buffer: Vec::new(),
        }
    }

    /// Begins an input of this name and format. One that was begun and not ended is ended first,
    /// as one that has no version and says nothing about itself.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn begin(&mut self, input: &str, format: &str) -> io::Result<()> {
        if self.open {
            self.end(None, &ChannelDraft::default())?;
        }
        self.open = true;
        self.started = false;
        self.buffer.clear();
        serde_json::to_writer(&mut self.buffer, &Head { input, format })?;
        // The object goes on.
        self.buffer.pop();
        self.buffer.extend_from_slice(b",\"items\":[");
        self.output.write_all(&self.buffer)
    }

    /// Writes an item, with what the reader said about it.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn item(&mut self, record: Record<'_>, findings: &[Finding]) -> io::Result<()> {
        let Record {
            number,
            position,
            mut draft,
            authors,
        } = record;
        let foreign = std::mem::take(&mut draft.foreign);
        let inferred = findings.iter().filter_map(|finding| match &finding.kind {
            FindingKind::Inferred { value, from } => Some(Inferred {
                field: finding
                    .path
                    .map(|path| path.to_string())
                    .unwrap_or_default(),
                value,
                from,
            }),
            _ => None,
        });
        let item = Item {
            line: position.line,
            column: position.column,
            draft: &draft,
            authors: &authors,
            foreign: &foreign,
            inferred: inferred.collect(),
        };
        self.buffer.clear();
        if self.started {
            self.buffer.push(b',');
        }
        self.started = true;
        serde_json::to_writer(&mut self.buffer, &item)?;
        self.output.write_all(&self.buffer)?;
        let others = findings
            .iter()
            .filter(|finding| !matches!(finding.kind, FindingKind::Inferred { .. }));
        for finding in others {
            self.finding(finding, Some((number, position)))?;
        }
        Ok(())
    }

    /// Notes what a reader said about the input, outside of its items.
    ///
    /// # Errors
    ///
    /// None that can happen; the result is there because encoding has one.
    pub fn findings(&mut self, findings: &[Finding]) -> io::Result<()> {
        findings
            .iter()
            .try_for_each(|finding| self.finding(finding, None))
    }

    /// Notes an error of reading, of the record of this number where it is one of a record.
    ///
    /// # Errors
    ///
    /// None that can happen; the result is there because encoding has one.
    pub fn fault(&mut self, fault: &dyn Fault, record: Option<u64>) -> io::Result<()> {
        let position = fault.position();
        let said = Said {
            rule: fault.rule(),
            level: name(Level::Error),
            line: Some(position.line),
            column: Some(position.column),
            message: fault.to_string(),
            record,
            field: fault.name().map(str::to_owned),
        };
        self.say(&said, Level::Error)
    }

    fn finding(&mut self, finding: &Finding, of: Option<(u64, Position)>) -> io::Result<()> {
        let position = finding.position.or(of.map(|(_, position)| position));
        let said = Said {
            rule: finding.kind.rule(),
            level: name(finding.level()),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            message: finding.kind.to_string(),
            record: of.map(|(number, _)| number),
            field: finding.path.map(|path| path.to_string()),
        };
        self.say(&said, finding.level())
    }

    fn say(&mut self, said: &Said<'_>, level: Level) -> io::Result<()> {
        if self.findings.len() >= MAX_FINDINGS {
            self.left_out.count += 1;
            self.left_out.worst = self.left_out.worst.max(Some(level));
            return Ok(());
        }
        if !self.findings.is_empty() {
            self.findings.push(b',');
        }
        serde_json::to_writer(&mut self.findings, said)?;
        Ok(())
    }

    /// Ends the input with what it says about itself: the version of its format, and the facts of
    /// its channel. Without an input that was begun, nothing happens.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn end(&mut self, version: Option<&str>, channel: &ChannelDraft) -> io::Result<()> {
        if !std::mem::take(&mut self.open) {
            return Ok(());
        }
        // The address of the feed itself is no fact about what is in it.
        let ChannelDraft {
            title,
            link,
            description,
            feed_url: _,
            language,
            id,
            authors,
            date,
            modified,
            image,
            ttl,
            hub,
            licence,
            rights,
        } = channel;
        let channel = Channel {
            title,
            link,
            id,
            description,
            language,
            authors,
            date,
            modified,
            image,
            ttl,
            hub,
            licence,
            rights,
        };
        self.buffer.clear();
        self.buffer.extend_from_slice(b"],\"version\":");
        serde_json::to_writer(&mut self.buffer, &version)?;
        self.buffer.extend_from_slice(b",\"channel\":");
        serde_json::to_writer(&mut self.buffer, &channel)?;
        self.buffer.extend_from_slice(b",\"findings\":[");
        self.output.write_all(&self.buffer)?;
        let LeftOut { count, worst } = std::mem::take(&mut self.left_out);
        if let Some(worst) = worst {
            let said = Said {
                rule: LEFT_OUT,
                level: name(worst),
                line: None,
                column: None,
                message: format!("{count} more findings were left out"),
                record: None,
                field: None,
            };
            self.findings.push(b',');
            serde_json::to_writer(&mut self.findings, &said)?;
        }
        self.output.write_all(&self.findings)?;
        self.findings.clear();
        self.output.write_all(b"]}\n")
    }

    /// Gives the output back. An input that was begun and not ended is ended first, as with
    /// [`Writer::begin`].
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.end(None, &ChannelDraft::default())?;
        self.output.flush()?;
        Ok(self.output)
    }
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}
