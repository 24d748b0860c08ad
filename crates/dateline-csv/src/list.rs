//! Several values in one cell: `one|two`, with `\|` and `\\`.

use std::borrow::Cow;

use dateline_core::text::first_near;

const BAR: char = '|';

/// The values of a cell as they are spelled, each with its offset in the cell. An empty cell has
/// none; an empty part is an empty value.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = Part<'_>> {
    let mut next = (!cell.is_empty()).then_some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = cell.get(start..)?;
        let (end, escaped) = bar(rest.as_bytes());
        next = (end < rest.len()).then_some(start + end + 1);
        Some(Part {
            start,
            spelled: rest.get(..end)?,
            escaped,
        })
    })
}

/// A value as it is spelled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'c> {
    /// Its offset in the cell.
    pub(crate) start: usize,
    pub(crate) spelled: &'c str,
    /// Whether there is a backslash in it.
    escaped: bool,
}

/// Where the first value ends, and whether there is a backslash in it.
fn bar(text: &[u8]) -> (usize, bool) {
    let (mut from, mut escaped) = (0, false);
    while let Some(at) = first_near(*b"|\\", text.get(from..).unwrap_or_default()) {
        let at = from + at;
        if text[at] == b'|' {
            return (at, escaped);
        }
        escaped = true;
        let pair = matches!(text.get(at + 1), Some(b'|' | b'\\'));
        from = at + if pair { 2 } else { 1 };
    }
    (text.len(), escaped)
}

impl<'c> Part<'c> {
    /// The value.
    pub(crate) fn value(self) -> Cow<'c, str> {
        if self.escaped {
            Cow::Owned(unescape(self.spelled))
        } else {
            Cow::Borrowed(self.spelled)
        }
    }
}

/// The value that is spelled so.
fn unescape(part: &str) -> String {
    let mut value = String::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, behind)) = rest.split_once('\\') {
        value.push_str(before);
        if let Some(escaped @ (BAR | '\\')) = behind.chars().next() {
            value.push(escaped);
            rest = &behind[1..];
        } else {
            value.push('\\');
            rest = behind;
        }
    }
    value.push_str(rest);
    value
}

/// Appends the cell of these values, each as `push` spells it.
pub(crate) fn push_list<T>(values: &[T], cell: &mut Vec<u8>, push: impl Fn(&T, &mut Vec<u8>)) {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            cell.push(b'|');
        }
        push(value, cell);
    }
}

/// Appends a value, or a part of one, as it is spelled in a list.
pub(crate) fn push_value(value: &str, cell: &mut Vec<u8>) {
    let mut rest = value.as_bytes();
    while let Some(at) = memchr::memchr2(b'|', b'\\', rest) {
        let (run, behind) = rest.split_at(at);
        cell.extend_from_slice(run);
        cell.extend_from_slice(&[b'\\', rest[at]]);
        rest = &behind[1..];
    }
    cell.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(cell: &str) -> Vec<Cow<'_, str>> {
        parts(cell).map(Part::value).collect()
    }

    #[track_caller]
    fn check(cell: &str, expected: &[&str]) {
        assert_eq!(values(cell), expected, "{cell:?}");
    }

    #[test]
    fn bars_separate_and_backslashes_escape() {
        check("", &[]);
        check("a", &["a"]);
        check("a|b", &["a", "b"]);
        check(" a | b ", &[" a ", " b "]);
        check("|", &["", ""]);
        check("a||b|", &["a", "", "b", ""]);
        check(r"a\|b|c", &["a|b", "c"]);
        check(r"a\\|b", &[r"a\", "b"]);
        check(r"a\\\|b", &[r"a\|b"]);
        check(r"C:\new|\é\", &[r"C:\new", r"\é\"]);
    }

    #[test]
    fn parts_know_their_offset() {
        let found: Vec<_> = parts(r"é\|x|y||")
            .map(|part| (part.start, part.spelled))
            .collect();
        assert_eq!(found, [(0, r"é\|x"), (6, "y"), (8, ""), (9, "")]);
    }

    #[test]
    fn unescaped_values_are_borrowed() {
        assert!(
            values("a|b")
                .iter()
                .all(|value| matches!(value, Cow::Borrowed(_)))
        );
    }

    proptest! {
        #[test]
        fn what_is_joined_is_parted_again(list in prop::collection::vec("[a|\\\\é ]{1,6}", 0..5)) {
            let mut cell = Vec::new();
            push_list(&list, &mut cell, |value, cell| push_value(value, cell));
            prop_assert_eq!(values(str::from_utf8(&cell).unwrap()), list);
        }
    }
}
