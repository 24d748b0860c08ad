//! The HTML source behind the lines of a page: where things stand in it, and its body as clean HTML.

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{BodyType, Date, Draft, Field, Finding, FindingKind, MetDate, Position};
use url::Url;

use crate::error::ErrorKind;
use crate::html::{self, Fact, Flat};
use crate::input::markup;
use crate::lines::Span;
use crate::stated::Stated;

/// So many things that are left out of a page are told one by one.
const TOLD: usize = 64;

/// An HTML page, and the lines that were made of it.
#[derive(Debug)]
pub(crate) struct Source {
    html: String,
    /// Where it begins in the input.
    start: Position,
    flat: Flat,
    /// What relative links are relative to.
    base: Option<Url>,
}

/// Whether a text is the source of an HTML page.
pub(crate) fn is_html(text: &str) -> bool {
    matches!(
        markup(text.trim_start()),
        Some(ErrorKind::Markup {
            what: "HTML source",
            ..
        })
    )
}

impl Source {
    pub(crate) const fn new(html: String, start: Position, flat: Flat, base: Option<Url>) -> Self {
        Self {
            html,
            start,
            flat,
            base,
        }
    }

    /// The lines.
    pub(crate) fn text(&self) -> &str {
        &self.flat.text
    }

    /// The source.
    pub(crate) const fn bytes(&self) -> &[u8] {
        self.html.as_bytes()
    }

    pub(crate) const fn start(&self) -> Position {
        self.start
    }

    /// Where in the source a byte of the lines stands.
    pub(crate) fn offset(&self, at: usize) -> usize {
        self.flat.source(at).min(self.html.len())
    }

    /// The same, as a place in the input.
    pub(crate) fn position(&self, at: usize) -> Position {
        self.place(self.offset(at))
    }

    fn place(&self, source: usize) -> Position {
        self.start
            .after(self.bytes().get(..source).unwrap_or_default())
    }

    /// What there is to say of the page: what was mended to read it, and what is in none of its
    /// lines.
    pub(crate) fn notes(&self, page: &html::Page) -> Vec<Finding> {
        let unreadable = &page.stated.unreadable;
        let mended = page.repairs.iter().chain(&self.flat.repairs);
        let repairs = mended.map(|(what, at)| {
            let what = what.clone();
            (FindingKind::Repair { what }, *at)
        });
        let losses = unreadable.iter().map(|(why, at)| {
            let what = format!("the page's JSON-LD is not kept, it cannot be read: {why}");
            (FindingKind::Loss { what }, *at)
        });
        let left_out = self.flat.left_out.iter();
        let left_out = left_out.map(|left| (left.kind.finding(), left.source));
        self.said(repairs.chain(losses).chain(left_out).collect())
    }

    /// Findings at their places, the first of them.
    fn said(&self, mut kinds: Vec<(FindingKind, usize)>) -> Vec<Finding> {
        kinds.sort_by_key(|(_, at)| *at);
        let more = kinds.len().saturating_sub(TOLD);
        kinds.truncate(TOLD);
        let mut here = (0, self.start);
        let mut said = Vec::with_capacity(kinds.len() + 1);
        for (kind, at) in kinds {
            let between = self.bytes().get(here.0..at).unwrap_or_default();
            here = (at.max(here.0), here.1.after(between));
            said.push(Finding::general(kind).at(here.1));
        }
        if more > 0 {
            let what = format!("{more} more things on the page are left out");
            said.push(Finding::general(FindingKind::Loss { what }).at(here.1));
        }
        said
    }

    /// Gives the draft its body as the page has it: as clean HTML, or as plain text with empty
    /// lines between its paragraphs.
    pub(crate) fn body(
        &self,
        draft: &mut Draft<'_>,
        spans: &[Span],
        plain: bool,
        findings: &mut Vec<Finding>,
    ) {
        let (body, left_out) = if plain {
            self.flat.body_text(spans)
        } else {
            self.flat.body_html(spans, self.base.as_ref())
        };
        let left_out = left_out
            .iter()
            .map(|left| (left.kind.finding(), left.source));
        findings.extend(
            self.said(left_out.collect())
                .into_iter()
                .map(|mut finding| {
                    finding.path = Some(Field::Body.into());
                    finding
                }),
        );
        let kind = if plain {
            BodyType::Plain
        } else {
            BodyType::Html
        };
        if !body.trim().is_empty() {
            draft.body = body.into();
            draft.body_type = kind.name().into();
        }
    }
}

/// What an HTML page states about itself, the most trustworthy statement of each kind.
pub(crate) fn stated(page: &html::Stated) -> Stated {
    let first = |facts: &[Fact]| {
        facts
            .first()
            .map(|fact| fact.value.clone())
            .unwrap_or_default()
    };
    let date = |facts: &[Fact]| facts.iter().find_map(|fact| w3cdtf(&fact.value));
    // Of several dates that a page shows none is known to be its own.
    let shown = match page.times.as_slice() {
        [time] => w3cdtf(&time.datetime),
        _ => None,
    };
    let kind = page.kinds.iter().find_map(|kind| Kind::find(&kind.value));
    Stated {
        is_article: page.is_article,
        kind: kind.map(|kind| kind.label().to_owned()).unwrap_or_default(),
        title: first(&page.titles),
        date: date(&page.published).or(shown).unwrap_or_default(),
        modified: date(&page.modified).unwrap_or_default(),
        language: first(&page.languages),
        url: first(&page.addresses),
        summary: first(&page.summaries),
        translations: page
            .alternates
            .iter()
            .map(|other| (other.language.clone(), other.address.clone()))
            .collect(),
    }
}

/// A date for machines, if it is one.
fn w3cdtf(text: &str) -> Option<String> {
    if text.trim().parse::<Date>().is_ok() {
        return Some(text.trim().to_owned());
    }
    MetDate::read(text).map(|met| met.text().to_owned())
}
