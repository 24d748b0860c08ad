//! What linters find, whatever the format, and how it becomes what is said.

use std::ops::Range;

use crate::{Diagnostic, Edit, Excerpt, Fix, Places, Position, Rule, Spot};

/// So much of a value is told.
const VALUE: usize = 200;

/// Something that was found, by its place in bytes.
///
/// ```
/// use dateline_core::lint::{Found, said};
/// use dateline_core::{Level, Rule};
///
/// const RULE: Rule = Rule {
///     id: "example.day",
///     code: "",
///     level: Level::Error,
///     title: "A day that exists",
///     why: "",
///     readers: "",
///     mend: "",
///     source: "",
/// };
/// let found = Found::of(&RULE, 5..7, "a day that exists", "31").maybe_fix("take the last", None);
/// let said = said(vec![found], "June 31", 0, true);
/// assert_eq!(said[0].message, "expected a day that exists, found `31`");
/// assert_eq!(said[0].spot.as_ref().unwrap().position.column, 6);
/// ```
#[derive(Clone, Debug)]
pub struct Found {
    rule: &'static Rule,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What the format calls that place.
    pub path: String,
    /// The record that it is in, from 1.
    pub record: Option<u64>,
    /// The id of that record.
    pub id: Option<String>,
    message: String,
    value: Option<String>,
    expected: Option<String>,
    hint: Option<String>,
    /// A mend that is certain.
    pub fix: Option<Mend>,
}

/// A mend, by its places in bytes.
#[derive(Clone, Debug)]
pub struct Mend {
    what: String,
    /// What takes the place of which bytes.
    pub edits: Vec<(Range<usize>, String)>,
}

impl Found {
    /// A rule that is broken at a place, what should stand there, and what does.
    #[must_use]
    pub fn new(rule: &'static Rule, at: Range<usize>, expected: &str, found: &str) -> Self {
        let message = format!("expected {expected}, found {found}");
        Self {
            expected: Some(expected.to_owned()),
            ..Self::saying(rule, at, message)
        }
    }

    /// A rule that is broken at a place, in words of its own.
    #[must_use]
    pub fn saying(rule: &'static Rule, at: Range<usize>, message: String) -> Self {
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
    #[must_use]
    pub fn of(rule: &'static Rule, at: Range<usize>, expected: &str, value: &str) -> Self {
        Self::new(rule, at, expected, &shown(value)).value(value)
    }

    /// The value that stands there; of a long one the beginning.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.value = Some(value.chars().take(VALUE).collect());
        self
    }

    /// What may have been meant.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, where something is near.
    #[must_use]
    pub fn maybe_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    /// A mend that is certain.
    #[must_use]
    pub fn fix(
        mut self,
        what: impl Into<String>,
        edits: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        let what = what.into();
        let edits = edits.into_iter().collect();
        self.fix = Some(Mend { what, edits });
        self
    }

    /// The same, where there is a mend.
    #[must_use]
    pub fn maybe_fix(self, what: &str, edit: Option<(Range<usize>, String)>) -> Self {
        match edit {
            Some(edit) => self.fix(what, [edit]),
            None => self,
        }
    }
}

/// A value in a message.
#[must_use]
pub fn shown(value: &str) -> String {
    let value = value.trim();
    if value.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{}`", Excerpt(value))
    }
}

/// What was found, as it is said, in the order of the places in `text`. `mark` is the length of the
/// byte order mark in front of it; edits are only given where the text stands so in the input.
#[must_use]
pub fn said(
    mut found: Vec<Found>,
    text: &str,
    mark: usize,
    may_be_edited: bool,
) -> Vec<Diagnostic> {
    found.sort_by_key(|found| (found.at.start, found.rule.id));
    let offsets = found.iter().flat_map(|found| {
        let edits = found.fix.iter().flat_map(|fix| &fix.edits);
        let edits = edits.flat_map(|(at, _)| [at.start, at.end]);
        edits.chain([found.at.start, found.at.end])
    });
    // An editor does not count the mark as a column.
    let mut start = Position::default();
    start.byte = mark as u64;
    let places = Places::new(text.as_bytes(), start, offsets);
    let place = |at: usize| places.of(at);
    let edit = |(at, text): (Range<usize>, String)| Edit {
        position: place(at.start),
        end: place(at.end),
        bytes: at.start + mark..at.end + mark,
        text,
    };
    let said = found.into_iter().map(|found| {
        let spot = Spot {
            position: place(found.at.start),
            end: (!found.at.is_empty()).then(|| place(found.at.end)),
            path: found.path,
        };
        let fix = found.fix.filter(|_| may_be_edited).map(|fix| Fix {
            what: fix.what,
            edits: fix.edits.into_iter().map(edit).collect(),
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
