//! The line of an input that something is said of.

use std::ops::Range;

use dateline_core::{Position, Spot};

/// How much of a line is shown before the place and behind it, in bytes.
const BEFORE: usize = 120;
const BEHIND: usize = 240;

/// Bytes of an input that are at hand, and where they begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) start: Position,
}

/// A line, or what can be shown of it.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Which bytes of the text it is about.
    pub(crate) marked: Range<usize>,
    /// Whether it begins in mid-line, so that columns cannot be counted in it.
    pub(crate) cut: bool,
}

impl Source<'_> {
    /// The line of a place. `value` is what was found there: where it stands there word for word,
    /// all of it is marked. Nothing where the bytes are not at hand, or no text.
    pub(crate) fn line(&self, spot: &Spot, value: Option<&str>) -> Option<Line> {
        let offset =
            |position: Position| usize::try_from(position.byte.checked_sub(self.start.byte)?).ok();
        let at = offset(spot.position).filter(|at| *at <= self.bytes.len())?;
        let (before, behind) = self.bytes.split_at(at);
        let near = before.len().saturating_sub(BEFORE);
        let line_start = memchr::memrchr2(b'\n', b'\r', &before[near..]);
        let at_hand = line_start.map_or(near, |end| near + end + 1);
        // What stands before a record in its line is not at hand: mostly it is indented.
        let blanks = match line_start {
            None if near == 0 => usize::try_from(self.start.column - 1).unwrap_or(usize::MAX),
            _ => 0,
        };
        let cut = line_start.is_none() && (near > 0 || blanks > BEFORE);
        let before = &before[at_hand..];
        // A character that was cut in two is left out.
        let whole = before
            .iter()
            .take_while(|byte| **byte & 0xC0 == 0x80)
            .count();
        let before = &before[whole..];

        let line_end = memchr::memchr2(b'\n', b'\r', behind).unwrap_or(behind.len());
        let mut shown = line_end.min(BEHIND);
        while shown < line_end && behind.get(shown).is_some_and(|byte| byte & 0xC0 == 0x80) {
            shown -= 1;
        }
        let marked = spot
            .end
            .and_then(offset)
            .and_then(|end| end.checked_sub(at));
        let marked = marked.or_else(|| {
            let value = value?.as_bytes();
            behind.starts_with(value).then_some(value.len())
        });
        let one = behind
            .iter()
            .skip(1)
            .take_while(|byte| **byte & 0xC0 == 0x80)
            .count()
            + 1;
        let marked = marked
            .filter(|length| *length > 0)
            .unwrap_or(one)
            .min(shown);
        let (marked, rest) = behind.get(..shown)?.split_at(marked);

        let mut text = if cut {
            String::from("…")
        } else {
            " ".repeat(blanks)
        };
        text += &visible(before)?;
        let start = text.len();
        text += &visible(marked)?;
        let end = text.len();
        text += &visible(rest)?;
        if shown < line_end {
            text.push('…');
        }
        Some(Line {
            text,
            marked: start..end,
            cut,
        })
    }
}

/// The bytes as text that moves no cursor; nothing where it is none.
fn visible(bytes: &[u8]) -> Option<String> {
    if bytes.contains(&0) {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let shown = |c: char| match c {
        '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('?'),
        '\u{7F}'..='\u{9F}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Some(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `found` marks with `[` and `]` what is marked.
    #[track_caller]
    fn check(input: &[u8], at: usize, value: &str, found: &str) {
        let source = Source {
            bytes: input,
            start: Position::default(),
        };
        let spot = Spot {
            position: Position::default().after(&input[..at]),
            ..Spot::default()
        };
        let line = source.line(&spot, Some(value)).map(|mut line| {
            line.text.insert(line.marked.end, ']');
            line.text.insert(line.marked.start, '[');
            line.text
        });
        assert_eq!(line.as_deref().unwrap_or("-"), found);
    }

    #[test]
    fn lines() {
        check(b"a,b\nx,25.10.16,y\nc", 6, "25.10.16", "x,[25.10.16],y");
        check(b"a,b\r\nx,25.10.16\r\n", 7, "else", "x,[2]5.10.16");
        check("é,ü,ö".as_bytes(), 3, "ü", "é,[ü],ö");
        check("é,ü".as_bytes(), 3, "", "é,[ü]");
        check(b"ab\n", 2, "", "ab[]");
        check(b"", 0, "", "[]");
        check(b"a\tb\x1b[31m\xff", 3, "", "a b[\u{241B}][31m\u{FFFD}");
        check(b"a\0b", 2, "", "-");
    }

    #[test]
    fn long_lines_are_cut() {
        let input = "é".repeat(500);
        let source = Source {
            bytes: input.as_bytes(),
            start: Position::default(),
        };
        let spot = Spot {
            position: Position::default().after(&input.as_bytes()[..400]),
            ..Spot::default()
        };
        let line = source.line(&spot, None).unwrap();
        assert!(line.cut && line.text.starts_with("…é") && line.text.ends_with("é…"));
        assert_eq!(&line.text[line.marked.clone()], "é");
        assert!(line.text.chars().count() < 200);
    }

    proptest::proptest! {
        #[test]
        fn no_place_is_too_strange(input: Vec<u8>, at: u64, end: Option<u64>, start in 0..40_u64, value: String) {
            let position = |byte| {
                let mut position = Position::default();
                position.byte = byte;
                position
            };
            let source = Source { bytes: &input, start: position(start) };
            let spot = Spot { position: position(at % 64), end: end.map(|end| position(end % 64)), path: String::new() };
            if let Some(line) = source.line(&spot, Some(&value)) {
                proptest::prop_assert!(line.text.get(line.marked).is_some());
            }
        }
    }
}
