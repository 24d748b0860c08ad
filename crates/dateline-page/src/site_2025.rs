//! The site of 2025–26: a block of labels, kind and title before it, the text behind it.
//!
//! The labels stand in one order, each at most once; a value stands in a line of its own that
//! begins with `- ` like the labels and like the items of the navigation. The navigation has no
//! label, but a text may have one: the block that follows a kind of the vocabulary and a title
//! counts, else the first that has several labels.

use std::collections::VecDeque;

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{Excerpt, Field, Finding, FindingKind};

use crate::body::{self, Twice};
use crate::error::ErrorKind;
use crate::labels::{self, Block as Labels};
use crate::lines::{Line, Lines};
use crate::page::Page;
use crate::parts::{Parts, are_places, is_field_of_work, is_source, names};

/// So many lines between the navigation and the labels are looked at: kind, title, and what may
/// stand between them.
pub(crate) const HEAD: usize = 4;

/// So many lines can be the values of one label; 18 is the most that was met.
const VALUES: usize = 1024;

/// The field that a line labels. The order of fields is that of the labels.
pub(crate) fn label(line: &Line<'_>) -> Option<Field> {
    labels::label(Labels::Site2025, line.item()?).map(|(field, _)| field)
}

/// Finds the parts of a release in the text of a page; nothing, where the page has another layout.
///
/// # Errors
///
/// The page has this layout and is no release.
pub(crate) fn recognise(page: &Page<'_>) -> Result<Option<Parts>, (ErrorKind, usize)> {
    let text = page.text;
    let mut lines = page.lines();
    let mut above = VecDeque::with_capacity(HEAD);
    let mut before = "";
    let mut first = None;
    while let Some(line) = lines.next() {
        if let Some(field) = label(&line) {
            let head = Head::read(&above);
            if head.is_sure() || first.is_none() {
                let block = Block::read(text, &line, field, lines);
                if head.is_sure() {
                    return head.complete(page, block, before).map(Some);
                }
                lines = block.rest.clone();
                if block.labels.len() > 1 {
                    first = Some((head, block, before));
                }
            }
            above.clear();
        } else if line.item().is_some() {
            above.clear();
        } else if !line.is_blank() {
            if above.len() == HEAD {
                above.pop_front();
            }
            above.push_back(line);
        }
        if !line.is_blank() {
            before = line.text.trim();
        }
    }
    let first = first.map(|(head, block, before)| head.complete(page, block, before));
    first.transpose()
}

/// What stands between the navigation and the labels.
pub(crate) struct Head<'t> {
    kind: Option<Line<'t>>,
    /// Whether the kind is one of the vocabulary.
    listed: bool,
    between: Vec<Line<'t>>,
    title: Option<Line<'t>>,
}

impl<'t> Head<'t> {
    pub(crate) fn read(lines: &VecDeque<Line<'t>>) -> Self {
        let mut above: Vec<Line<'t>> = lines.iter().copied().collect();
        let is_kind = |line: &Line<'_>| Kind::find(line.text).is_some();
        let title = above.pop();
        if let Some(at) = above.iter().rposition(is_kind) {
            let between = above.split_off(at + 1);
            return Self {
                kind: above.pop(),
                listed: true,
                between,
                title,
            };
        }
        let (between, listed) = (Vec::new(), title.as_ref().is_some_and(is_kind));
        if listed {
            // The kind stands where the title should.
            return Self {
                kind: title,
                listed,
                between,
                title: None,
            };
        }
        Self {
            kind: above.pop(),
            listed,
            between,
            title,
        }
    }

    /// Whether a block of labels below it can only be that of a release.
    fn is_sure(&self) -> bool {
        self.listed
    }

    /// The kind, where a block of labels below it is that of a release with a title.
    pub(crate) fn opens_a_release(&self) -> Option<Line<'t>> {
        self.kind.filter(|_| self.listed && self.title.is_some())
    }

    /// The parts of head and block, which stands behind the line `before`.
    fn complete(
        self,
        page: &Page<'_>,
        block: Block<'_>,
        before: &str,
    ) -> Result<Parts, (ErrorKind, usize)> {
        let Some(title) = self.title else {
            let found = before.to_owned();
            let at = block
                .labels
                .first()
                .map_or(0, |labelled| labelled.line.start);
            return Err((ErrorKind::NoTitle { found }, at));
        };
        let mut parts = Parts {
            has_body: true,
            ..Parts::default()
        };
        if let Some(kind) = self.kind {
            let found = kind.text.trim();
            if labels::is_no_release(found) {
                let found = found.to_owned();
                return Err((ErrorKind::NoRelease { found }, kind.start));
            }
            parts.kind = Some(kind.span_of(found));
        }
        parts.title = title.span();
        for line in self.between {
            let what = format!(
                "`{}` between kind and title is not kept: no field of a release is known for it",
                Excerpt(line.text),
            );
            parts
                .notes
                .push((Finding::general(FindingKind::Loss { what }), line.start));
        }
        block.keep(page, &mut parts);
        Ok(parts)
    }
}

/// A label with the lines that are its values.
struct Labelled<'t> {
    field: Field,
    line: Line<'t>,
    values: Vec<Line<'t>>,
}

/// A block of labels, and the lines behind it.
struct Block<'t> {
    labels: Vec<Labelled<'t>>,
    rest: Lines<'t>,
}

impl<'t> Block<'t> {
    /// Reads the block that begins with the label of `line`.
    fn read(text: &'t str, line: &Line<'t>, field: Field, rest: Lines<'t>) -> Self {
        let mut block = Self {
            labels: Vec::new(),
            rest,
        };
        let (mut field, mut line) = (field, *line);
        loop {
            let (values, next) = values(field, block.rest.clone());
            let mut labelled = Labelled {
                field,
                line,
                values: Vec::new(),
            };
            if let Some((next, next_line, behind)) = next {
                labelled.values.extend(values.iter().map(|(line, _)| *line));
                block.labels.push(labelled);
                (field, line, block.rest) = (next, next_line, behind);
                continue;
            }
            // Behind the last label the text may open with a list: only what directly follows is
            // its value, and after that only what is surely one.
            for (index, (value, behind)) in values.into_iter().enumerate() {
                let directly = value.start == block.rest.at();
                if !directly || !is_value(text, field, &value, index) {
                    break;
                }
                labelled.values.push(value);
                block.rest = behind;
            }
            block.labels.push(labelled);
            return block;
        }
    }

    /// Keeps the values, and the text behind the block.
    fn keep(self, page: &Page<'_>, parts: &mut Parts) {
        for Labelled {
            field,
            line,
            values,
        } in self.labels
        {
            parts.labels.push((field, line.span()));
            for line in values {
                let value = line.value();
                if value.is_empty() {
                    continue;
                }
                if field == Field::Date {
                    parts.keep_one(field, line.span_of(value), page.text);
                } else {
                    parts.keep(field, &line, value, page.text);
                }
            }
        }
        let out_of_order = self.rest.clone().next();
        if let Some((line, field)) = out_of_order.and_then(|line| Some((line, label(&line)?))) {
            let label = labels::written(Labels::Site2025, field);
            let what = format!(
                "`- {label}` is kept as the first line of the text: among the labels it would be \
                 out of order",
            );
            parts.note(Field::Body, FindingKind::Repair { what }, line.start);
        }
        body::take(page.text, self.rest.at()..page.end(), Twice::Unusual, parts);
    }
}

/// Whether a line behind the last label is a value of it: what directly follows is one, and after
/// that only what is listed.
fn is_value(text: &str, field: Field, line: &Line<'_>, index: usize) -> bool {
    let item = line.value();
    let listed = |is_listed: fn(&str) -> bool| {
        let mut names = names(line, item, is_listed).into_iter();
        names.all(|name| is_listed(&text[name]))
    };
    match field {
        _ if item.is_empty() => false,
        _ if index == 0 => true,
        Field::Places => are_places(line, item, text),
        Field::Sources => listed(is_source),
        Field::FieldsOfWork => listed(is_field_of_work),
        _ => false,
    }
}

/// A line, and the lines behind it.
type Value<'t> = (Line<'t>, Lines<'t>);

/// The lines that may be values of a label, and the label that follows them, if one does.
fn values(
    field: Field,
    mut lines: Lines<'_>,
) -> (Vec<Value<'_>>, Option<(Field, Line<'_>, Lines<'_>)>) {
    let mut values = Vec::new();
    while let Some(line) = lines.next() {
        match label(&line) {
            Some(next) if next > field => return (values, Some((next, line, lines))),
            None if line.is_blank() => {}
            None if line.item().is_some() && values.len() < VALUES => {
                values.push((line, lines.clone()));
            }
            _ => break,
        }
    }
    (values, None)
}
