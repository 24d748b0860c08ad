//! The site of 2025–26: a block of labels, kind and title before it, the text behind it.
//!
//! The labels stand in one order, each at most once; a value stands in a line of its own that
//! begins with `- ` like the labels and like the items of the navigation. The navigation has no
//! label, but a text may have one: the block that follows a kind of the vocabulary and a title
//! counts, else the first that has several labels.

use std::collections::VecDeque;

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{Excerpt, Field, Finding, FindingKind};

use crate::error::ErrorKind;
use crate::lines::{Line, Lines, Span};
use crate::parts::{Parts, are_places, is_field_of_work, is_source, names, places};

/// A label of the block, in the order of the page.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Label {
    Date,
    Place,
    Source,
    FieldsOfWork,
}

impl Label {
    const ALL: [Self; 4] = [Self::Date, Self::Place, Self::Source, Self::FieldsOfWork];

    const fn text(self) -> &'static str {
        match self {
            Self::Date => "Date:",
            Self::Place => "Place:",
            Self::Source => "Source:",
            Self::FieldsOfWork => "Fields of work:",
        }
    }

    const fn field(self) -> Field {
        match self {
            Self::Date => Field::Date,
            Self::Place => Field::Places,
            Self::Source => Field::Sources,
            Self::FieldsOfWork => Field::FieldsOfWork,
        }
    }

    fn of(line: &Line<'_>) -> Option<Self> {
        let item = line.item()?;
        Self::ALL.into_iter().find(|label| label.text() == item)
    }
}

/// Kinds of pages that have the form of a release and are none.
const NO_RELEASES: &[&str] = &[
    "About",
    "About us",
    "Blog",
    "Mandate",
    "Our work",
    "Overview",
    "Who we are",
];

/// So many lines between the navigation and the labels are looked at: kind, title, and what may
/// stand between them.
const HEAD: usize = 4;

/// So many lines can be the values of one label.
const VALUES: usize = 16;

/// Finds the parts of a release in the text of a page; nothing, where the page has another layout.
///
/// # Errors
///
/// The page has this layout and is no release.
pub(crate) fn recognise(text: &str) -> Result<Option<Parts>, (ErrorKind, usize)> {
    let mut lines = Lines::new(text);
    let mut above = VecDeque::with_capacity(HEAD);
    let mut before = "";
    let mut first = None;
    while let Some(line) = lines.next() {
        if let Some(label) = Label::of(&line) {
            let head = Head::read(&above);
            if head.is_sure() || first.is_none() {
                let (parts, behind) = block(text, &line, label, lines);
                if head.is_sure() {
                    return head.complete(parts, before, line.start).map(Some);
                }
                if parts.labels.len() > 1 {
                    first = Some(head.complete(parts, before, line.start));
                }
                lines = behind;
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
    first.transpose()
}

/// What stands between the navigation and the labels.
struct Head<'t> {
    kind: Option<Line<'t>>,
    /// Whether the kind is one of the vocabulary.
    listed: bool,
    between: Vec<Line<'t>>,
    title: Option<Line<'t>>,
}

impl<'t> Head<'t> {
    fn read(lines: &VecDeque<Line<'t>>) -> Self {
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

    /// The parts with those of the head. The labels stand at `labels`, behind the line `before`.
    fn complete(
        self,
        mut parts: Parts,
        before: &str,
        labels: usize,
    ) -> Result<Parts, (ErrorKind, usize)> {
        let Some(title) = self.title else {
            return Err((
                ErrorKind::NoTitle {
                    found: before.to_owned(),
                },
                labels,
            ));
        };
        if let Some(kind) = self.kind {
            let found = kind.text.trim();
            if NO_RELEASES
                .iter()
                .any(|name| name.eq_ignore_ascii_case(found))
            {
                return Err((
                    ErrorKind::NoRelease {
                        found: found.to_owned(),
                    },
                    kind.start,
                ));
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
        Ok(parts)
    }
}

/// Reads the block that begins with the label of `line`: its values, and the text behind it.
/// Gives the lines behind the block as well.
fn block<'t>(
    text: &'t str,
    line: &Line<'t>,
    label: Label,
    mut rest: Lines<'t>,
) -> (Parts, Lines<'t>) {
    let mut parts = Parts::default();
    let (mut label, mut line) = (label, *line);
    loop {
        parts.labels.push((label.field(), line.span()));
        let (values, next) = values(label, rest.clone());
        if let Some((next, next_line, behind)) = next {
            for (value, _) in values {
                keep(&mut parts, label, &value);
            }
            (label, line, rest) = (next, next_line, behind);
            continue;
        }
        // Behind the last label the text may open with a list: only what directly follows is its
        // value, and after that only what is surely one.
        for (index, (value, behind)) in values.into_iter().enumerate() {
            let item = value.item().unwrap_or_default();
            let directly = value.start == rest.at();
            let listed = |names: Vec<Span>, listed: fn(&str) -> bool| {
                names.into_iter().all(|name| listed(&text[name]))
            };
            let surely = match label {
                _ if item.is_empty() || !directly => false,
                _ if index == 0 => true,
                Label::Date => false,
                Label::Place => are_places(&value, item, text),
                Label::Source => listed(names(&value, item, is_source), is_source),
                Label::FieldsOfWork => {
                    listed(names(&value, item, is_field_of_work), is_field_of_work)
                }
            };
            if !surely {
                break;
            }
            keep(&mut parts, label, &value);
            rest = behind;
        }
        break;
    }
    parts.body = body(text, rest.at());
    if let Some((line, label)) = rest.clone().next().and_then(|l| Some((l, Label::of(&l)?))) {
        let what = format!(
            "`- {}` is kept as the first line of the text: among the labels it would be out of \
             order",
            label.text(),
        );
        let finding = Finding::about(Field::Body, FindingKind::Repair { what });
        parts.notes.push((finding, line.start));
    }
    (parts, rest)
}

/// A line, and the lines behind it.
type Value<'t> = (Line<'t>, Lines<'t>);

/// The lines that may be values of a label, and the label that follows them, if one does.
fn values(
    label: Label,
    mut lines: Lines<'_>,
) -> (Vec<Value<'_>>, Option<(Label, Line<'_>, Lines<'_>)>) {
    let mut values = Vec::new();
    while let Some(line) = lines.next() {
        match Label::of(&line) {
            Some(next) if next > label => return (values, Some((next, line, lines))),
            None if line.is_blank() => {}
            None if line.item().is_some() && values.len() < VALUES => {
                values.push((line, lines.clone()));
            }
            _ => break,
        }
    }
    (values, None)
}

/// Keeps the value that a line gives a label.
fn keep(parts: &mut Parts, label: Label, line: &Line<'_>) {
    let Some(value) = line.item().filter(|value| !value.is_empty()) else {
        return;
    };
    match label {
        Label::Date if parts.date.is_some() => {
            let what = format!(
                "`{}` is not kept: the page has a date already",
                Excerpt(value)
            );
            let finding = Finding::about(Field::Date, FindingKind::Loss { what });
            parts.notes.push((finding, line.start));
        }
        Label::Date => parts.date = Some(line.span_of(value)),
        Label::Place => parts.places.extend(places(line, value)),
        Label::Source => parts.sources.extend(names(line, value, is_source)),
        Label::FieldsOfWork => {
            parts
                .fields_of_work
                .extend(names(line, value, is_field_of_work));
        }
    }
}

/// The text from `start` on, without the last line end; an empty span where it is blank.
fn body(text: &str, start: usize) -> Span {
    let body = &text[start..];
    if body.trim().is_empty() {
        return start..start;
    }
    let ended = body
        .strip_suffix("\r\n")
        .or_else(|| body.strip_suffix(['\n', '\r']));
    start..start + ended.unwrap_or(body).len()
}
