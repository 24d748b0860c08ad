//! Writes a ledger.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::arena::{NONE, place};
use super::{Ledger, VERSION, line};

impl Ledger {
    /// Writes the file, and flushes the output.
    ///
    /// The lines of events and of the feeds between them are those of the file that was read, and
    /// new ones behind them.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn write<W: Write>(&self, output: W) -> io::Result<()> {
        let mut output = io::BufWriter::new(output);
        let mut counts = line::Counts::default();
        put(
            &mut output,
            &line::Header {
                dateline: line::Ledger::Ledger,
                version: VERSION,
            },
        )?;
        // Feeds are numbered as events name them, so that their numbers do not depend on the order
        // in which a run met them.
        let mut numbers = vec![0; self.feeds.len()];
        let mut order = Vec::new();
        let mut fresh = Vec::new();
        let mut feeds = Vec::new();
        for event in &self.events {
            let list = self.lists.get(event.feeds);
            let is_fresh = |feed: &&u32| numbers.get(place(**feed)) == Some(&0);
            fresh.clear();
            fresh.extend(list.iter().filter(is_fresh));
            fresh.sort_unstable_by_key(|feed| self.feeds.get(*feed));
            for &feed in &fresh {
                counts.feeds += 1;
                if let Some(number) = numbers.get_mut(place(feed)) {
                    *number = counts.feeds;
                }
                order.push(feed);
                let feed = Cow::Borrowed(self.feeds.text(feed));
                let number = counts.feeds;
                put(&mut output, &line::Feed { number, feed })?;
            }
            counts.events += 1;
            feeds.clear();
            feeds.extend(list.iter().filter_map(|feed| numbers.get(place(*feed))));
            feeds.sort_unstable();
            let url = (event.url != NONE).then(|| self.texts.text(event.url));
            let event = line::Event {
                number: counts.events,
                id: Cow::Borrowed(self.texts.text(event.id)),
                url: url.map(|url| line::Borrowed(Cow::Borrowed(url))),
                digest: event.digest,
                key: event.key.digest(),
                feeds: std::mem::take(&mut feeds),
            };
            put(&mut output, &event)?;
            feeds = event.feeds;
        }
        for feed in order {
            let Some(sealed) = self.sealed(feed) else {
                continue;
            };
            let mut without = sealed.without.as_slice();
            for (number, &upto) in (1..).zip(&sealed.upto) {
                let inside = without.partition_point(|event| *event < upto);
                let (these, others) = without.split_at(inside);
                without = others;
                counts.archives += 1;
                let archive = line::Archive {
                    number,
                    feed: Cow::Borrowed(self.feeds.text(feed)),
                    upto: u64::from(upto),
                    without: these.iter().map(|event| u64::from(*event) + 1).collect(),
                };
                put(&mut output, &archive)?;
            }
        }
        put(&mut output, &line::End { end: counts })?;
        output.flush()
    }
}

fn put<W: Write>(output: &mut W, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
}
