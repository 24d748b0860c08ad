//! Releases that wait for their feeds: their encoded items in a temporary file, and in memory only
//! where each stands and what it is sorted by.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use dateline_core::{
    Channel, Checker, Date, Dateline, Draft, Field, Finding, FindingKind, Release, Text, Withheld,
    Written,
};
use dateline_xml::words_of_html;

use crate::format::{Encoder, FeedFormat, Style};

/// What a document may weigh besides its items: its head and its tail.
pub(crate) const ROOM: u64 = 8 << 10;

/// So many characters of a text stand for it where it is not given in full.
const EXCERPT: usize = 400;

/// How much of a release's text a feed gives.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FullText {
    /// All of it.
    #[default]
    Full,
    /// Its summary; where it has none, its first paragraph.
    Summary,
}

/// How many releases a document holds, and how many bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// The most releases.
    pub newest: usize,
    /// The most bytes.
    pub bytes: u64,
}

impl Default for Limits {
    /// Fifty releases, and the half megabyte that is a practical limit for subscribers.
    fn default() -> Self {
        Self {
            newest: 50,
            bytes: 500_000,
        }
    }
}

/// Releases in the order in which they were taken, each by its number from 0.
#[derive(Debug)]
pub struct Collection {
    spool: BufWriter<File>,
    length: u64,
    encoders: Vec<Encoder>,
    text: FullText,
    limits: Limits,
    entries: Vec<Entry>,
    buffer: String,
}

/// A release, as far as it is kept in memory.
#[derive(Clone, Debug)]
struct Entry {
    /// Where its parts begin in the temporary file: the items, then what else was kept.
    offset: u64,
    /// How long its items are, in the order of the formats.
    items: [u32; FeedFormat::ALL.len()],
    extra: u32,
    date: Date,
    changed: Date,
    number: Option<u64>,
    /// The fraction of its `atom:updated`.
    fraction: u32,
    is_there: bool,
}

impl Collection {
    /// An empty collection for these formats. `spool` is a temporary file of its own.
    #[must_use]
    pub fn new(
        spool: File,
        formats: &[FeedFormat],
        style: &Style,
        text: FullText,
        limits: Limits,
    ) -> Self {
        Self {
            spool: BufWriter::with_capacity(1 << 18, spool),
            length: 0,
            encoders: formats
                .iter()
                .map(|format| Encoder::new(*format, style))
                .collect(),
            text,
            limits,
            entries: Vec::new(),
            buffer: String::new(),
        }
    }

    /// Takes a release up; `channel` is the one whose page stands for releases without address and
    /// text. The number of the next release is the count of those that were taken, also where this
    /// one is withheld: then it has none.
    ///
    /// `extra` makes what is kept besides its items.
    ///
    /// # Errors
    ///
    /// Where the temporary file cannot be written.
    pub fn add(
        &mut self,
        release: &Release<'_>,
        channel: &Channel,
        extra: impl FnOnce(&mut String),
        findings: &mut Vec<Finding>,
    ) -> io::Result<Result<u32, Withheld>> {
        let full = self.text == FullText::Full;
        let short;
        let mut given = release;
        if !full {
            short = abridged(release);
            given = short.as_ref().unwrap_or(release);
        }
        let said = findings.len();
        let mut encoded = self.encode(given, channel, findings);
        let most = self.room();
        if let Ok(items) = &encoded
            && full
            && let Some(length) = items.iter().copied().max()
            && u64::from(length) > most
            && let Some(short) = abridged(release)
        {
            findings.truncate(said);
            encoded = self.encode(&short, channel, findings);
            let what = format!(
                "with {length} bytes it is too long for a feed of {}; the feeds give its summary",
                self.limits.bytes
            );
            findings.push(Finding::about(Field::Body, FindingKind::Loss { what }));
        }
        let items = match encoded {
            Ok(items) => items,
            Err(withheld) => return Ok(Err(withheld)),
        };
        let before = self.buffer.len();
        extra(&mut self.buffer);
        let extra = length(self.buffer.len() - before)?;
        let Ok(number) = u32::try_from(self.entries.len()) else {
            return Err(io::Error::other("more than four thousand million releases"));
        };
        self.entries.push(Entry {
            offset: self.length,
            items,
            extra,
            date: *release.date(),
            changed: *release.modified().unwrap_or(release.date()),
            number: release.number(),
            fraction: fraction(release),
            is_there: true,
        });
        self.spool.write_all(self.buffer.as_bytes())?;
        self.length += self.buffer.len() as u64;
        Ok(Ok(number))
    }

    /// Encodes a release into the buffer, one item behind the other.
    fn encode(
        &mut self,
        release: &Release<'_>,
        channel: &Channel,
        findings: &mut Vec<Finding>,
    ) -> Result<[u32; FeedFormat::ALL.len()], Withheld> {
        self.buffer.clear();
        let mut items = [0; FeedFormat::ALL.len()];
        let mut said = HashSet::new();
        for (encoder, item) in self.encoders.iter().zip(&mut items) {
            let before = self.buffer.len();
            let first = findings.len();
            match encoder.item(release, channel, &mut self.buffer, findings) {
                Written::Out => {}
                // All formats of a feed have the same releases.
                Written::Withheld(why) => return Err(why),
            }
            // The same is said once, not once a format.
            let fresh = findings.split_off(first);
            let is_new = |finding: &Finding| said.insert(finding.to_string());
            findings.extend(fresh.into_iter().filter(is_new));
            // An item too long to be counted is too long for any feed.
            *item = u32::try_from(self.buffer.len() - before).unwrap_or(u32::MAX);
        }
        Ok(items)
    }

    /// Takes a release out again, because another has its id.
    pub fn remove(&mut self, number: u32) {
        if let Some(entry) = self.entries.get_mut(number as usize) {
            entry.is_there = false;
        }
    }

    /// How many releases there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.entries.iter().filter(|entry| entry.is_there).count() as u64
    }

    /// All releases, newest first: by the first instant of their dates, then by their numbers,
    /// then by a digest of their ids.
    #[must_use]
    pub fn newest_first(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..)
            .zip(&self.entries)
            .filter(|(_, entry)| entry.is_there)
            .map(|(number, _)| number)
            .collect();
        numbers.sort_by(|a, b| self.order(*a, *b));
        numbers
    }

    /// Which of two stands first in a feed.
    pub(crate) fn order(&self, a: u32, b: u32) -> Ordering {
        let (Some(one), Some(other)) = (self.entry(a), self.entry(b)) else {
            return a.cmp(&b);
        };
        let instant = |entry: &Entry| entry.date.first_instant();
        instant(other)
            .cmp(&instant(one))
            .then_with(|| other.number.cmp(&one.number))
            // Made of the id: the order of the input makes no difference.
            .then_with(|| one.fraction.cmp(&other.fraction))
            .then(a.cmp(&b))
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries.get(number as usize)
    }

    /// The date of a release.
    #[must_use]
    pub fn date(&self, number: u32) -> Option<&Date> {
        self.entry(number).map(|entry| &entry.date)
    }

    /// How many bytes a release adds to a document of the format in which it is longest.
    pub(crate) fn size(&self, number: u32) -> u64 {
        let items = self.entry(number).map(|entry| entry.items);
        // One byte more for what may stand between two.
        items
            .into_iter()
            .flatten()
            .max()
            .map_or(0, |n| u64::from(n) + 2)
    }

    /// How many bytes of items a document has room for.
    pub(crate) const fn room(&self) -> u64 {
        self.limits.bytes.saturating_sub(ROOM)
    }

    /// The first of `newest` that fit into a document beside those that have to be in it: in
    /// order, each once. There is at least one where there is any.
    #[must_use]
    pub fn fitting(&self, newest: &[u32], needed: &[u32]) -> Vec<u32> {
        let mut taken: HashSet<u32> = needed.iter().copied().collect();
        let mut bytes: u64 = taken.iter().map(|number| self.size(*number)).sum::<u64>() + ROOM;
        for number in newest.iter().take(self.limits.newest) {
            if taken.contains(number) {
                continue;
            }
            bytes += self.size(*number);
            if bytes > self.limits.bytes && !taken.is_empty() {
                break;
            }
            taken.insert(*number);
        }
        let mut taken: Vec<u32> = taken.into_iter().collect();
        taken.sort_by(|a, b| self.order(*a, *b));
        taken
    }

    /// When the last change to any of these releases was.
    #[must_use]
    pub fn changed(&self, numbers: &[u32]) -> Option<Date> {
        let dates = numbers.iter().filter_map(|number| self.entry(*number));
        let dates = dates.map(|entry| entry.changed);
        dates.max_by_key(Date::first_instant)
    }

    /// Everything is written that was taken, and can be read.
    ///
    /// # Errors
    ///
    /// Where the temporary file cannot be written.
    pub fn close(&mut self) -> io::Result<()> {
        self.spool.flush()
    }

    /// Appends a document of these releases, in this order.
    ///
    /// # Errors
    ///
    /// Where the temporary file cannot be read.
    pub fn document(
        &mut self,
        format: FeedFormat,
        channel: &Channel,
        numbers: &[u32],
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> io::Result<()> {
        let Some(index) = self.encoders.iter().position(|e| e.format() == format) else {
            return Ok(());
        };
        let file = self.spool.get_mut();
        let encoder = &self.encoders[index];
        encoder.head(channel, out, findings);
        let mut any = false;
        let mut bytes = Vec::new();
        let mut updated = HashSet::new();
        for number in numbers {
            let Some(entry) = self.entries.get(*number as usize) else {
                continue;
            };
            let length = entry.items[index];
            if length == 0 {
                continue;
            }
            let before: u64 = entry.items[..index].iter().map(|n| u64::from(*n)).sum();
            read(file, entry.offset + before, length, &mut bytes)?;
            if any {
                out.push_str(encoder.separator());
            }
            any = true;
            out.push_str(text(&bytes)?);
            let instant = (entry.changed.first_instant().as_secs(), entry.fraction);
            if format == FeedFormat::Atom && !updated.insert(instant) {
                let what = format!(
                    "two entries of {} have the same `updated`",
                    channel.feed_url().as_str()
                );
                findings.push(Finding::general(FindingKind::Hazard { what }));
            }
        }
        encoder.tail(any, out);
        Ok(())
    }

    /// What was kept of a release besides its items.
    ///
    /// # Errors
    ///
    /// Where the temporary file cannot be read.
    pub(crate) fn extra(&mut self, number: u32) -> io::Result<String> {
        let Some(entry) = self.entries.get(number as usize) else {
            return Ok(String::new());
        };
        let before: u64 = entry.items.iter().map(|n| u64::from(*n)).sum();
        let mut bytes = Vec::new();
        read(
            self.spool.get_mut(),
            entry.offset + before,
            entry.extra,
            &mut bytes,
        )?;
        text(&bytes).map(ToOwned::to_owned)
    }
}

fn read(file: &mut File, offset: u64, length: u32, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    file.seek(SeekFrom::Start(offset))?;
    let read = file.take(length.into()).read_to_end(bytes)?;
    if read < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

fn text(bytes: &[u8]) -> io::Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn length(bytes: usize) -> io::Result<u32> {
    u32::try_from(bytes).map_err(|_| io::Error::other("a release of more than 4 GB"))
}

/// The digits behind the second of a release's `atom:updated`.
fn fraction(release: &Release<'_>) -> u32 {
    let updated = dateline_xml::atom::updated(release);
    let digits = updated.rsplit('.').next().unwrap_or_default();
    digits.trim_end_matches('Z').parse().unwrap_or_default()
}

/// The release without its body: its summary, or the first paragraph in its place. None where it
/// has no body.
fn abridged(release: &Release<'_>) -> Option<Release<'static>> {
    let body = release.body()?;
    let mut draft = Draft::from(release);
    let summary;
    if release.summary().is_none() {
        let words = match body.kind() {
            dateline_core::BodyType::Html => words_of_html(body.text()),
            dateline_core::BodyType::Plain => body.text().to_owned(),
        };
        summary = excerpt(&words);
        draft.summary = Text::from(summary.as_str());
    }
    draft.body = Text::default();
    draft.body_type = Text::default();
    let checked = Checker::default()
        .keep_unlisted(true)
        .check(draft, &mut Vec::new());
    checked.ok().map(Release::into_owned)
}

/// The first paragraph of a text, cut behind a word where it is long. A dateline that has lines of
/// its own is passed over.
fn excerpt(text: &str) -> String {
    let dateline = Dateline::parse(text).map_or(0, |dateline| dateline.len());
    let mut end = 0;
    let line = text.split_inclusive('\n').find(|line| {
        end += line.len();
        end > dateline && line.chars().any(char::is_alphanumeric) && {
            let behind = text.get(dateline.max(end - line.len())..end);
            behind.is_some_and(|behind| behind.chars().any(char::is_alphanumeric))
        }
    });
    let line = line.unwrap_or_default().trim();
    let Some((end, _)) = line.char_indices().nth(EXCERPT) else {
        return line.to_owned();
    };
    let cut = line[..end]
        .rsplit_once(' ')
        .map_or(&line[..end], |(words, _)| words);
    let cut = cut.trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    format!("{cut} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(excerpt(text), expected);
    }

    #[test]
    fn the_first_paragraph_stands_for_a_text() {
        check("", "");
        check("Talks opened.\n\nThey go on.", "Talks opened.");
        check(
            "VIENNA, 3 May 2022 – Talks opened.\nThey go on.",
            "VIENNA, 3 May 2022 – Talks opened.",
        );
        check("VIENNA, 3 May 2022 –\n\nTalks opened.\n", "Talks opened.");
        check("* * *\nTalks opened.", "Talks opened.");
        check(&"é".repeat(500), &format!("{} …", "é".repeat(400)));
        let words = "word ".repeat(100);
        check(&words, &format!("{} …", words[..400].trim_end()));
    }
}
