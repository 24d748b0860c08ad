//! What is done with XML that is not well-formed: it is mended and each repair is said, or, with
//! strict reading, it is an error.

use std::io::Read;
use std::sync::Arc;

use dateline_core::{Finding, FindingKind, Position, Scope};
use memchr::memmem;

use super::read::{Reader, Stage};
use crate::entities::Entities;
use crate::escape::is_blank;
use crate::frame::Markup;
use crate::mend::{self, Context, Limit, Mended, Repair};
use crate::{Error, ErrorKind, html_page};

/// How a document begins, once what stands before it is passed over.
const BEGINNINGS: [&[u8]; 8] = [
    b"<?xml",
    b"<rss",
    b"<rdf:RDF",
    b"<feed",
    b"<RDF",
    b"<channel",
    b"<!DOCTYPE",
    b"<atom:feed",
];

/// How much may stand before a document, in bytes.
const JUNK_LIMIT: usize = 64 * 1024;

impl<R: Read> Reader<R> {
    /// Asks the mender, with what stands around the piece.
    pub(super) fn with_context<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        let namespace = |prefix: &str| self.outer.address(prefix);
        ask(&Context {
            entities: &self.entities,
            namespace: &namespace,
        })
    }

    /// A piece around the items that stands at the beginning of the window, mended by `by`
    /// where `is_sound` says that it has to be.
    pub(super) fn piece(
        &self,
        end: usize,
        is_sound: impl FnOnce(&str) -> bool,
        by: impl for<'x> FnOnce(&'x str, &Context<'_>) -> Result<Mended<'x>, Limit>,
        findings: &mut Vec<Finding>,
    ) -> Result<String, Error> {
        let xml = self.slice(end)?;
        if !self.strict && !mend::is_suspicious(xml) && is_sound(xml) {
            return Ok(xml.to_owned());
        }
        let mended = self
            .with_context(|context| by(xml, context))
            .map_err(|limit| self.fault(limit.at, limit.kind.into()))?;
        self.entities.charge(mended.expanded);
        self.say_repairs(&mended.repairs, findings)?;
        Ok(mended.text.into_owned())
    }

    /// A start tag around the items.
    pub(super) fn tag(&self, end: usize, findings: &mut Vec<Finding>) -> Result<String, Error> {
        let is_sound = |tag: &str| self.outer.name(tag, self.position, Scope::Document).is_ok();
        self.piece(end, is_sound, mend::start_tag, findings)
    }

    /// An element of the channel with everything inside. One that is sound is read only once.
    pub(super) fn whole(&self, end: usize, findings: &mut Vec<Finding>) -> Result<String, Error> {
        self.piece(end, |_| false, mend::element, findings)
    }

    /// Checks what lies between the elements around the items: comments, instructions, text.
    pub(super) fn check(&self, end: usize, findings: &mut Vec<Finding>) -> Result<(), Error> {
        // Text that belongs nowhere is lost, and said to be, however it is written.
        if !self.strict && self.window.bytes().first() != Some(&b'<') {
            return Ok(());
        }
        let inside = !self.open.is_empty();
        let mender = if inside { mend::content } else { mend::outside };
        self.piece(end, |_| false, mender, findings).map(|_| ())
    }

    /// Says what was mended at the beginning of the window; with strict reading, the first
    /// violation is an error.
    pub(super) fn say_repairs(
        &self,
        repairs: &[Repair],
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let violation = repairs.iter().find(|repair| repair.kind.is_violation());
        if let Some(repair) = violation.filter(|_| self.strict) {
            return Err(self.fault(repair.at, repair.kind.error()));
        }
        findings.extend(said(repairs, self.window.bytes(), self.position));
        Ok(())
    }

    /// Mends something around the items that a message describes, or refuses it.
    pub(super) fn mend(
        &self,
        kind: ErrorKind,
        taken: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        if self.strict {
            return Err(self.fault(0, kind));
        }
        let what = format!("{kind}; {taken}");
        findings.push(Finding::general(FindingKind::Repair { what }).at(self.position));
        Ok(())
    }

    /// Goes to where the document begins: blanks may stand before it, and what is no XML is passed
    /// over where a feed begins behind it.
    pub(super) fn begin(&mut self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let mut last = false;
        let (start, is_markup) = loop {
            let head = self.window.bytes();
            let text = head.iter().position(|b| !is_blank(char::from(*b)));
            if let Some(at) = text {
                let is_markup = head[at] == b'<';
                let known = BEGINNINGS.iter().any(|b| starts_with(&head[at..], b));
                // A page for people says so soon.
                let is_page = starts_with(&head[at..], b"<html");
                if known || is_page || head.len() > at + JUNK_LIMIT || last {
                    break (at, is_markup);
                }
            } else if last || head.len() > JUNK_LIMIT * 4 {
                return Err(self.fault(0, ErrorKind::Empty));
            }
            last = !self.fill()?;
        };
        if self.window.had_mark() && !self.window.is_wide() {
            self.position.byte += '\u{FEFF}'.len_utf8() as u64;
        }
        let head = self.window.bytes();
        let head = &head[start..head.len().min(start + JUNK_LIMIT)];
        if BEGINNINGS
            .iter()
            .any(|beginning| starts_with(head, beginning))
        {
            return Ok(());
        }
        let feed = BEGINNINGS
            .iter()
            .filter_map(|beginning| memmem::find(head, beginning))
            .min()
            .filter(|_| !is_markup || memmem::find(head, b"<html").is_none());
        let found: String = String::from_utf8_lossy(head).chars().take(80).collect();
        match feed {
            None if is_markup => Ok(()),
            None => Err(self.fault(start, ErrorKind::NotXml { found })),
            Some(_) if self.strict => Err(self.fault(start, ErrorKind::NotXml { found })),
            Some(at) => {
                let junk = String::from_utf8_lossy(&head[..at]).into_owned();
                let junk = dateline_core::Excerpt(&junk);
                let what = format!("expected the document, found `{junk}` before it; dropped");
                let position = self.position.after(&self.window.bytes()[..start]);
                findings.push(Finding::general(FindingKind::Repair { what }).at(position));
                self.skip(start + at);
                self.is_late = true;
                Ok(())
            }
        }
    }

    /// A processing instruction or the XML declaration.
    pub(super) fn instruction(
        &mut self,
        markup: Markup,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let xml = self.slice(markup.end)?;
        if !mend::is_declaration(xml) {
            self.check(markup.end, findings)?;
            self.pass(markup.end);
            return Ok(());
        }
        // A document that was found behind something else begins anew.
        let is_first =
            self.is_late || self.position.line == 1 && self.position.column == 1 && self.count == 0;
        let declaration = mend::declaration(xml, is_first && self.stage == Stage::Nothing);
        let standalone = declaration.standalone == Some(true);
        let repairs = declaration.repairs;
        self.say_repairs(&repairs, findings)?;
        if standalone {
            Arc::make_mut(&mut self.entities).standalone = true;
            self.changed();
        }
        if self.stage == Stage::Nothing && !self.window.declares_utf_8() {
            // What is kept for reading an item alone is in UTF-8.
            let declaration = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
            self.header.push(declaration, self.stage);
            self.skip(markup.end);
            return Ok(());
        }
        self.pass(markup.end);
        Ok(())
    }

    /// A document type, or something else behind `<!`.
    pub(super) fn doctype(
        &mut self,
        markup: Markup,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let xml = self.slice(markup.end)?;
        let is_one = xml
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE"));
        if !is_one || self.stage != Stage::Nothing || self.has_doctype {
            let kind = ErrorKind::Tag {
                expected: if is_one {
                    "one document type, before the root"
                } else {
                    "a comment, CDATA or a document type behind `<!`"
                },
                found: xml.chars().take(60).collect(),
            };
            self.mend(kind, "dropped", findings)?;
            self.skip(markup.end);
            return Ok(());
        }
        self.has_doctype = true;
        let mut entities = Entities::clone(&self.entities);
        let read = self
            .slice(markup.end)
            .map(|xml| mend::doctype(xml, &mut entities));
        self.entities = Arc::new(entities);
        self.changed();
        let doctype = read?.map_err(|limit| self.fault(limit.at, limit.kind.into()))?;
        if doctype.name.eq_ignore_ascii_case("html") {
            let kind = html_page::error(&mut self.window);
            return Err(self.fault(0, kind));
        }
        self.say_repairs(&doctype.repairs, findings)?;
        self.pass(markup.end);
        Ok(())
    }
}

fn starts_with(bytes: &[u8], beginning: &[u8]) -> bool {
    bytes
        .get(..beginning.len())
        .is_some_and(|bytes| bytes.eq_ignore_ascii_case(beginning))
}

/// Repairs of a piece that begins with `bytes` at `position`, as findings.
pub(super) fn said<'r>(
    repairs: &'r [Repair],
    bytes: &'r [u8],
    position: Position,
) -> impl Iterator<Item = Finding> + 'r {
    let (mut place, mut passed) = (position, 0);
    repairs.iter().map(move |repair| {
        let at = repair.at.max(passed);
        place.advance(bytes.get(passed..at).unwrap_or_default());
        passed = at;
        let what = repair.kind.to_string();
        Finding::general(FindingKind::Repair { what }).at(place)
    })
}
