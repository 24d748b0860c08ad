//! The newest site: kind, `OSCE`, title, then labels and values in lines of their own.
//!
//! ```text
//! Skip Links
//! Press release
//! OSCE
//! Bridge opens
//! Source:
//! OSCE Mission to Skopje
//! Our work:
//! Border management
//! Regions:
//! North Macedonia
//! The bridge opened today.
//! ```
//!
//! The labels are in the page's language, which they show. The page has no date and no place;
//! its dateline may have both. A region that is a participating State or a Partner is one; any
//! other is a tag.

use std::collections::VecDeque;

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{Dateline, Field, FindingKind};

use crate::body::{self, Twice};
use crate::error::ErrorKind;
use crate::furniture::is_link;
use crate::labels::{self, Block};
use crate::lines::{Line, Lines, Span};
use crate::page::Page;
use crate::parts::{Language, Parts, is_field_of_work, is_source, is_state, names};

/// The line between kind and title: whose site it is.
const SITE: &str = "OSCE";

/// So many lines above the labels are looked at: the link to them, kind, site, title.
pub(crate) const HEAD: usize = 4;

/// So many lines can be the values of one label.
const VALUES: usize = 64;

/// A value is at most so long, in bytes: many names in one line.
const VALUE: usize = 2000;

/// The field that a line labels, with the language of the label.
pub(crate) fn label(line: &Line<'_>) -> Option<(Field, &'static str)> {
    labels::label(Block::Newest, line.value())
}

/// Finds the parts of a release in the text of a page; nothing, where the page has another layout.
///
/// # Errors
///
/// The page has this layout and is no release.
pub(crate) fn recognise(page: &Page<'_>) -> Result<Option<Parts>, (ErrorKind, usize)> {
    let mut lines = page.lines();
    let mut above: VecDeque<Line<'_>> = VecDeque::with_capacity(HEAD);
    while let Some(line) = lines.next() {
        if label(&line).is_some() {
            if let Some(head) = Head::read(&above) {
                return head.complete(page, &line, lines).map(Some);
            }
            above.clear();
        } else if !line.is_blank() {
            if above.len() == HEAD {
                above.pop_front();
            }
            above.push_back(line);
        }
    }
    Ok(None)
}

/// What stands above the labels.
pub(crate) struct Head<'t> {
    /// The link past the navigation, with which the page begins.
    pub(crate) link: Option<Line<'t>>,
    kind: Option<Line<'t>>,
    title: Line<'t>,
}

impl<'t> Head<'t> {
    /// The head that ends with these lines, if they can only be one: with the name of the site
    /// above the title, or a kind of the vocabulary.
    pub(crate) fn read(above: &VecDeque<Line<'t>>) -> Option<Self> {
        let mut above = above.iter().rev().copied().peekable();
        let title = above.next().filter(|line| line.item().is_none())?;
        let site = above.next_if(|line| line.text.trim() == SITE);
        let kind = above.next_if(|line| !is_link(line) && line.item().is_none());
        let link = above.next().filter(is_link);
        let is_listed = kind.is_some_and(|kind| Kind::find(kind.text).is_some());
        (site.is_some() || is_listed).then_some(Self { link, kind, title })
    }

    fn complete(
        self,
        page: &Page<'_>,
        first: &Line<'_>,
        lines: Lines<'_>,
    ) -> Result<Parts, (ErrorKind, usize)> {
        let no_release = self.kind.iter().chain([&self.title]);
        for line in no_release {
            let found = line.text.trim();
            if labels::is_no_release(found) {
                let found = found.to_owned();
                return Err((ErrorKind::NoRelease { found }, line.start));
            }
        }
        if is_link(&self.title) || Kind::find(self.title.text).is_some() {
            let found = self.title.text.trim().to_owned();
            return Err((ErrorKind::NoTitle { found }, first.start));
        }
        let mut parts = Parts {
            kind: self.kind.map(|kind| kind.trimmed()),
            title: self.title.trimmed(),
            has_body: true,
            ..Parts::default()
        };
        let rest = block(page, first, lines, &mut parts);
        body::take(page.text, rest..page.end(), Twice::Unusual, &mut parts);
        Ok(parts)
    }
}

/// Keeps the block of labels that begins with `line`; gives where the text behind it begins.
fn block(page: &Page<'_>, line: &Line<'_>, lines: Lines<'_>, parts: &mut Parts) -> usize {
    let (mut line, mut rest) = (*line, lines);
    while let Some((field, language)) = label(&line) {
        parts.labels.push((field, line.span()));
        // The English labels stand on pages in other languages as well.
        if language != "en" && parts.language.is_none() {
            parts.language = Some(Language {
                tag: language.to_owned(),
                at: line.trimmed(),
                named: false,
            });
        }
        let (values, next) = values(field, rest.clone());
        if let Some((next, behind)) = next {
            for (value, _) in &values {
                parts.keep(field, value, value.value(), page.text);
            }
            (line, rest) = (next, behind);
            continue;
        }
        for (index, (value, behind)) in values.iter().enumerate() {
            if index > 0 && !is_listed(field, value, page.text) {
                break;
            }
            parts.keep(field, value, value.value(), page.text);
            rest = behind.clone();
        }
        break;
    }
    let first = rest.clone().filled().next();
    if let Some((line, (field, _))) = first.and_then(|line| Some((line, label(&line)?))) {
        let what = format!(
            "`{}` is kept as the first line of the text: among the labels it would be out of order",
            labels::written(Block::Newest, field),
        );
        parts.note(Field::Body, FindingKind::Repair { what }, line.start);
    }
    first.map_or(page.end(), |line| line.start)
}

/// A line, and the lines behind it.
type Value<'t> = (Line<'t>, Lines<'t>);

/// The lines that may be values of a label, and the label that follows them, if one does, with the
/// lines behind it.
fn values(field: Field, mut lines: Lines<'_>) -> (Vec<Value<'_>>, Option<Value<'_>>) {
    let mut values = Vec::new();
    while let Some(line) = lines.next() {
        match label(&line) {
            Some((next, _)) if next > field => return (values, Some((line, lines))),
            None if line.is_blank() => {}
            None if could_be_value(&line) && values.len() < VALUES => {
                values.push((line, lines.clone()));
            }
            _ => break,
        }
    }
    (values, None)
}

/// Whether a line can be the value of a label, and is not the first paragraph of a text.
fn could_be_value(line: &Line<'_>) -> bool {
    let text = line.value();
    text.len() <= VALUE
        && !text.ends_with(['.', '!', '?', ':', '…', '”', '"', '»'])
        && Dateline::parse(text).is_none_or(|dateline| dateline.body().is_empty())
}

/// Whether all names of a line are listed for a field.
fn is_listed(field: Field, line: &Line<'_>, text: &str) -> bool {
    let listed = |is_listed: fn(&str) -> bool| {
        let mut names: std::vec::IntoIter<Span> = names(line, line.value(), is_listed).into_iter();
        names.all(|name| is_listed(&text[name]))
    };
    match field {
        Field::Sources => listed(is_source),
        Field::FieldsOfWork => listed(is_field_of_work),
        Field::ParticipatingStates => listed(is_state),
        _ => false,
    }
}
