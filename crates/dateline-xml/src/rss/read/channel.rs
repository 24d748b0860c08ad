//! What a feed says about itself, around its items.

use std::io::Read;

use dateline_core::{Excerpt, Fault as _, Finding, FindingKind, Scope};

use super::{Reader, Stage};
use crate::cursor::{Cursor, Space};
use crate::escape::is_blank;
use crate::{Error, ErrorKind};

impl<R: Read> Reader<R> {
    /// Takes up what an element of the channel says. One that cannot be read is passed over: where
    /// it ends is known, and what it says is not what is wanted of a feed.
    pub(super) fn fact(&mut self, end: usize, findings: &mut Vec<Finding>) {
        if let Err(error) = self.read_fact(end, findings) {
            let what = format!("an element of the channel is not kept: {error}");
            findings.push(Finding::general(FindingKind::Loss { what }).at(error.position()));
        }
    }

    fn read_fact(&mut self, end: usize, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let xml = self
            .window
            .text_at(0..end, self.position, Scope::Document)?;
        let mut cursor = Cursor::new(xml, &self.outer, self.position, Scope::Document);
        let Some(element) = cursor.child()? else {
            return Ok(());
        };
        let address = element.attribute("href")?;
        let relation = element.attribute("rel")?;
        let text = cursor.text()?.text.into_owned();
        cursor.finish(element.name)?;
        if text.is_empty() && !element.has_attributes() {
            return Ok(());
        }
        let is_self = relation.is_some_and(|relation| relation == "self");
        let late = self.stage == Stage::Items;
        let known = &mut self.channel;
        let (slot, value) = match (element.space, element.local) {
            (Space::Rss, "title") => (&mut known.title, text),
            (Space::Rss, "link") => (&mut known.link, text),
            (Space::Rss, "description") => (&mut known.description, text),
            (Space::Rss | Space::Dc, "language") => (&mut known.language, text),
            (Space::Atom, "link") if is_self => (
                &mut known.feed_url,
                address.unwrap_or_default().into_owned(),
            ),
            _ => {
                let what = format!(
                    "`<{}>` of the channel is not kept: `{}`",
                    element.name,
                    Excerpt(xml)
                );
                findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
                return Ok(());
            }
        };
        if late || !(slot.is_empty() || *slot == value) {
            if *slot != value {
                let which = if late {
                    "behind the first item"
                } else {
                    "again"
                };
                let what = format!(
                    "`<{}>` of the channel stands {which} and is not kept: `{}`",
                    element.name,
                    Excerpt(&value)
                );
                findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
            }
            return Ok(());
        }
        *slot = value;
        if element.local == "language" {
            self.inherit(findings);
        }
        Ok(())
    }

    /// Lets items have the language of the channel, where it is one.
    pub(super) fn inherit(&mut self, findings: &mut Vec<Finding>) {
        if let Ok(language) = self.channel.inheritable_language() {
            self.language = language.map(str::to_owned);
            return;
        }
        let what = format!(
            "items do not inherit the channel's language, it is no language tag: `{}`",
            Excerpt(&self.channel.language)
        );
        findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
    }

    /// Passes the text before the next markup, which should be blank.
    pub(super) fn between(&mut self, end: usize, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let bytes = &self.window.bytes()[..end];
        if !bytes.iter().all(|b| is_blank(char::from(*b))) {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.stray(&text, findings)?;
        }
        self.pass(end);
        Ok(())
    }

    /// Says that there is text where none belongs.
    pub(super) fn stray(&mut self, text: &str, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let found = text
            .trim_matches(is_blank)
            .chars()
            .take(80)
            .collect::<String>();
        if self.stage == Stage::End {
            return Err(self.fault(
                0,
                ErrorKind::Trailing {
                    name: "rss".to_owned(),
                    found,
                },
            ));
        }
        if self.stage == Stage::Nothing {
            return Err(self.fault(0, ErrorKind::NotXml { found }));
        }
        let what = format!(
            "text between the elements of the channel is not kept: `{}`",
            Excerpt(&found)
        );
        findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
        Ok(())
    }
}
