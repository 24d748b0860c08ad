//! Several values in one cell: `one|two`, with `\|` and `\\`.

use std::borrow::Cow;

const BAR: char = '|';

/// The values of a cell as they are spelled, each with its offset in the cell. An empty cell has
/// none; an empty part is an empty value.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = (!cell.is_empty()).then_some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let part = &cell[start..];
        let part = &part[..bar(part).unwrap_or(part.len())];
        let end = start + part.len();
        next = (end < cell.len()).then_some(end + 1);
        Some((start, part))
    })
}

/// Where the first bar stands that separates values.
fn bar(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(b'|', b'\\', bytes.get(from..)?)?;
        if bytes[at] == b'|' {
            return Some(at);
        }
        let escaped = matches!(bytes.get(at + 1), Some(b'|' | b'\\'));
        from = at + if escaped { 2 } else { 1 };
    }
}

/// The value that a part spells.
pub(crate) fn unescape(part: &str) -> Cow<'_, str> {
    if !part.contains('\\') {
        return Cow::Borrowed(part);
    }
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
    Cow::Owned(value)
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
        parts(cell).map(|(_, part)| unescape(part)).collect()
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
        let found: Vec<_> = parts(r"é\|x|y||").collect();
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
