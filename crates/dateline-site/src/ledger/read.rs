//! Reads a ledger.

use std::io::BufRead;

use dateline_core::{Excerpt, Position};
use serde::Deserialize;

use super::arena::NONE;
use super::{Error, ErrorKind, Event, Key, Ledger, VERSION, line};

impl Ledger {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, a later version of the program wrote it, or anything in it is not
    /// as [`Ledger::write`] leaves it, the end included.
    pub fn read(mut input: impl BufRead) -> Result<Self, Error> {
        let mut reader = Reader::default();
        let mut position = Position::default();
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let length = input
                .read_until(b'\n', &mut bytes)
                .map_err(|error| Error::new(position, ErrorKind::Input(error)))?;
            if length == 0 {
                return reader
                    .finish()
                    .map_err(|broken| Error::new(position, broken.kind));
            }
            reader.line(&bytes).map_err(|broken| {
                let before = bytes.get(..broken.at).unwrap_or(&bytes);
                Error::new(position.after(before), broken.kind)
            })?;
            position.advance(&bytes);
        }
    }
}

/// What is wrong with a line, and where in it.
struct Broken {
    at: usize,
    kind: ErrorKind,
}

/// What a line is expected to be.
#[derive(Clone, Copy, Default)]
enum Stage {
    /// The first.
    #[default]
    Header,
    /// A feed, an event or what may follow.
    Events,
    /// An archive document or the last line.
    Archives,
    /// There is nothing behind the last line.
    End,
}

#[derive(Default)]
struct Reader {
    ledger: Ledger,
    stage: Stage,
    counts: line::Counts,
    feeds: Vec<u32>,
}

impl Stage {
    const fn expected(self) -> &'static str {
        match self {
            Self::Header => "the first line of a ledger",
            Self::Events => "a feed, an event, an archive document or the last line of the ledger",
            Self::Archives => "an archive document or the last line of the ledger",
            Self::End => "nothing behind the last line of the ledger",
        }
    }
}

impl Reader {
    fn line(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        let text = str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or_default();
            let kind = ErrorKind::NotUtf8 { byte };
            Broken { at, kind }
        })?;
        let text = text.trim_end_matches(['\n', '\r']);
        match (self.stage, first_key(text)) {
            (Stage::Header, Some("dateline")) => self.header(text),
            (Stage::Header, _) => {
                // Any file may stand here, also one without lines.
                let found = Excerpt(text).to_string();
                Err(whole(ErrorKind::NoLedger { found }))
            }
            (Stage::Events, Some("number")) => self.feed(text),
            (Stage::Events, Some("event")) => self.event(text),
            (Stage::Events | Stage::Archives, Some("archive")) => self.archive(text),
            (Stage::Events | Stage::Archives, Some("end")) => self.end(text),
            (stage, _) => Err(unlike(stage.expected(), format!("`{}`", Excerpt(text)))),
        }
    }

    fn header(&mut self, text: &str) -> Result<(), Broken> {
        let line: line::Header = parse(text, Stage::Header.expected())?;
        if line.version > VERSION {
            let found = line.version;
            return Err(whole(ErrorKind::Version { found }));
        }
        expect("a ledger of version", VERSION, line.version)?;
        self.stage = Stage::Events;
        Ok(())
    }

    fn feed(&mut self, text: &str) -> Result<(), Broken> {
        let line: line::Feed<'_> = parse(text, "a feed, `{\"number\":…,\"feed\":…}`")?;
        self.counts.feeds += 1;
        expect("the feed of number", self.counts.feeds, line.number)?;
        if self.ledger.feeds.find(line.feed.as_bytes()).is_some() {
            let found = format!("`{}` again", Excerpt(&line.feed));
            return Err(unlike("each feed once", found));
        }
        self.ledger.feeds.intern(line.feed.as_bytes());
        Ok(())
    }

    fn event(&mut self, text: &str) -> Result<(), Broken> {
        let line: line::Event<'_> = parse(text, "an event, `{\"event\":…,\"id\":…,…}`")?;
        self.counts.events += 1;
        expect("the event of number", self.counts.events, line.number)?;
        self.feeds.clear();
        let mut last = 0;
        for &number in &line.feeds {
            let feed = number
                .checked_sub(1)
                .filter(|_| number > last && number <= self.counts.feeds)
                .and_then(|feed| u32::try_from(feed).ok());
            let Some(feed) = feed else {
                return Err(unlike(
                    "the numbers of feeds that were named before, in ascending order",
                    number.to_string(),
                ));
            };
            self.feeds.push(feed);
            last = number;
        }
        if self.feeds.is_empty() {
            return Err(unlike("an event in one feed at least", "none"));
        }
        let texts = &mut self.ledger.texts;
        let id = texts.intern(line.id.as_bytes());
        let url = match &line.url {
            Some(url) => texts.intern(url.0.as_bytes()),
            None => NONE,
        };
        let feeds = self.ledger.lists.intern(&self.feeds);
        self.ledger.push(Event {
            id,
            url,
            feeds,
            previous: NONE,
            digest: line.digest,
            key: Key::from(line.key),
        });
        Ok(())
    }

    fn archive(&mut self, text: &str) -> Result<(), Broken> {
        self.stage = Stage::Archives;
        let line: line::Archive<'_> = parse(
            text,
            "an archive document, `{\"archive\":…,\"feed\":…,\"upto\":…}`",
        )?;
        let Some(feed) = self.ledger.feeds.find(line.feed.as_bytes()) else {
            let found = format!("`{}`", Excerpt(&line.feed));
            return Err(unlike("a feed that was named before", found));
        };
        let before = self.ledger.upto(feed);
        let upto = self.member(feed, before, line.upto)?;
        let mut from = before;
        let mut without = Vec::with_capacity(line.without.len());
        for event in line.without {
            let event = self.member(feed, from, event)?;
            if event >= upto {
                return Err(unlike(
                    "events before the last one of the archive document in `without`",
                    (u64::from(event) + 1).to_string(),
                ));
            }
            without.push(event);
            from = event + 1;
        }
        self.counts.archives += 1;
        if let Some(sealed) = self.ledger.sealed_mut(feed) {
            let number = sealed.upto.len() as u64 + 1;
            expect("the archive document of number", number, line.number)?;
            sealed.upto.push(upto + 1);
            sealed.without.extend(without);
        }
        Ok(())
    }

    /// The event of a number of the file, which must be one of the feed and not before `from`.
    fn member(&self, feed: u32, from: u32, number: u64) -> Result<u32, Broken> {
        let event = number.checked_sub(1).and_then(|at| u32::try_from(at).ok());
        let is_member = |event: &u32| {
            let list = self.ledger.event(*event).map(|event| event.feeds);
            let list = list.map(|list| self.ledger.lists.get(list));
            *event >= from && list.is_some_and(|list| list.binary_search(&feed).is_ok())
        };
        event.filter(is_member).ok_or_else(|| {
            unlike(
                "events of this feed behind those before, in ascending order",
                number.to_string(),
            )
        })
    }

    fn end(&mut self, text: &str) -> Result<(), Broken> {
        let line: line::End = parse(text, "the last line of the ledger, `{\"end\":…}`")?;
        let (there, said) = (self.counts, line.end);
        expect("a count of feeds of", there.feeds, said.feeds)?;
        expect("a count of events of", there.events, said.events)?;
        expect(
            "a count of archive documents of",
            there.archives,
            said.archives,
        )?;
        self.stage = Stage::End;
        Ok(())
    }

    fn finish(self) -> Result<Ledger, Broken> {
        if matches!(self.stage, Stage::End) {
            return Ok(self.ledger);
        }
        let expected = self.stage.expected();
        Err(whole(ErrorKind::Truncated { expected }))
    }
}

/// The first key of an object.
fn first_key(text: &str) -> Option<&str> {
    let inside = text.trim_start().strip_prefix('{')?;
    let key = inside.trim_start().strip_prefix('"')?;
    key.split_once('"').map(|(key, _)| key)
}

fn parse<'t, T: Deserialize<'t>>(text: &'t str, expected: &'static str) -> Result<T, Broken> {
    serde_json::from_str(text).map_err(|error| {
        let what = error.to_string();
        // The library says the place as well, within this line.
        let what = match what.rsplit_once(" at line ") {
            Some((what, _)) => what.to_owned(),
            None => what,
        };
        let at = error.column().saturating_sub(1);
        let kind = ErrorKind::Syntax { expected, what };
        Broken { at, kind }
    })
}

fn expect(what: &str, expected: u64, found: u64) -> Result<(), Broken> {
    if expected == found {
        return Ok(());
    }
    Err(unlike(format!("{what} {expected}"), found.to_string()))
}

fn unlike(expected: impl Into<String>, found: impl Into<String>) -> Broken {
    whole(ErrorKind::Line {
        expected: expected.into(),
        found: found.into(),
    })
}

fn whole(kind: ErrorKind) -> Broken {
    Broken { at: 0, kind }
}
