//! What was found, and how it becomes what is said.

use std::ops::Range;

use dateline_core::{Diagnostic, Edit, Excerpt, Fix, Places, Position, Rule, Spot};

/// So much of a value is told.
const VALUE: usize = 200;

/// Something that was found, by its place in bytes.
#[derive(Debug)]
pub(super) struct Found {
    rule: &'static Rule,
    pub(super) at: Range<usize>,
    pub(super) path: String,
    pub(super) record: Option<u64>,
    pub(super) id: Option<String>,
    message: String,
    value: Option<String>,
    expected: Option<String>,
    hint: Option<String>,
    fix: Option<(&'static str, Range<usize>, String)>,
}

impl Found {
    /// A rule that is broken at a place, what should stand there, and what does.
    pub(super) fn new(rule: &'static Rule, at: Range<usize>, expected: &str, found: &str) -> Self {
        let message = format!("expected {expected}, found {found}");
        Self {
            expected: Some(expected.to_owned()),
            ..Self::saying(rule, at, message)
        }
    }

    /// A rule that is broken at a place, in words of its own.
    pub(super) const fn saying(rule: &'static Rule, at: Range<usize>, message: String) -> Self {
        Self {
            rule,
            at,
            path: String::new(),
            record: None,
            id: None,
            message,
            value: None,
            expected: None,
            hint: None,
            fix: None,
        }
    }

    /// A rule that a value breaks.
    pub(super) fn of(rule: &'static Rule, at: Range<usize>, expected: &str, value: &str) -> Self {
        let shown = if value.trim().is_empty() {
            "nothing".to_owned()
        } else {
            format!("`{}`", Excerpt(value.trim()))
        };
        let value = value.chars().take(VALUE).collect();
        Self {
            value: Some(value),
            ..Self::new(rule, at, expected, &shown)
        }
    }

    pub(super) fn hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    /// A mend that is certain, where there is one.
    pub(super) fn fix(self, what: &'static str, edit: Option<(Range<usize>, String)>) -> Self {
        Self {
            fix: edit.map(|(at, text)| (what, at, text)),
            ..self
        }
    }
}

/// What was found, as it is said, in the order of the places in `text`. `mark` is the length of the
/// byte order mark in front of it; mends are only given where the text stands so in the input.
pub(super) fn said(
    mut found: Vec<Found>,
    text: &str,
    mark: usize,
    may_be_edited: bool,
) -> Vec<Diagnostic> {
    found.sort_by_key(|found| (found.at.start, found.rule.id));
    let offsets = found.iter().flat_map(|found| {
        let edit = found.fix.as_ref().map_or(&found.at, |(_, at, _)| at);
        [found.at.start, found.at.end, edit.start, edit.end]
    });
    // An editor does not count the mark as a column.
    let mut start = Position::default();
    start.byte = mark as u64;
    let places = Places::new(text.as_bytes(), start, offsets);
    let place = |at: usize| places.of(at);
    let said = found.into_iter().map(|found| {
        let spot = Spot {
            position: place(found.at.start),
            end: (!found.at.is_empty()).then(|| place(found.at.end)),
            path: found.path,
        };
        let fix = found.fix.filter(|_| may_be_edited);
        let fix = fix.map(|(what, at, text)| Fix {
            what: what.to_owned(),
            edits: vec![Edit {
                position: place(at.start),
                end: place(at.end),
                bytes: at.start + mark..at.end + mark,
                text,
            }],
        });
        Diagnostic {
            record: found.record,
            id: found.id,
            value: found.value,
            expected: found.expected,
            hint: found.hint,
            fix,
            ..Diagnostic::new(found.rule.id, found.rule.level, found.message)
        }
        .at(spot)
    });
    said.collect()
}
