//! The characters of a text in XML, each with its place.

use std::ops::Range;

use crate::escape::is_blank;
use crate::frame::Scanner;
use crate::reference::resolve;

/// A character of a value, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Character {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_reference: bool,
}

/// The characters of a text or an attribute, as XML means them.
#[derive(Clone, Debug)]
pub(super) struct Characters<'x> {
    xml: &'x str,
    at: usize,
    end: usize,
    in_section: bool,
    pub(super) is_attribute: bool,
}

impl<'x> Characters<'x> {
    pub(super) const fn new(xml: &'x str, range: Range<usize>) -> Self {
        Self {
            xml,
            at: range.start,
            end: range.end,
            in_section: false,
            is_attribute: false,
        }
    }

    /// From the first that is more than literal white space.
    pub(super) fn trimmed(mut self) -> Self {
        let mut ahead = self.clone();
        while ahead
            .next()
            .is_some_and(|c| !c.is_reference && is_blank(c.c))
        {
            self = ahead.clone();
        }
        self
    }

    /// Where the last of them ends that is more than literal white space, if there is one.
    pub(super) fn text_end(self) -> Option<usize> {
        let text = self.rest().trim_end_matches(is_blank);
        // So ends markup as well: then it takes all characters to tell.
        if text.ends_with('>') {
            let is_text = |c: &Character| c.is_reference || !is_blank(c.c);
            return self.filter(is_text).last().map(|c| c.end);
        }
        (!text.is_empty()).then(|| self.at + text.len())
    }

    pub(super) fn rest(&self) -> &'x str {
        self.xml.get(self.at..self.end).unwrap_or_default()
    }

    /// How long what is no character is that comes next, if it is none.
    pub(super) fn markup(&mut self) -> Option<usize> {
        const SECTION: &str = "<![CDATA[";
        let rest = self.rest();
        let behind = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        if self.in_section {
            let ends = rest.starts_with("]]>");
            self.in_section = !ends;
            return ends.then_some(3);
        }
        if self.is_attribute || !rest.starts_with('<') {
            return None;
        }
        Some(if rest.starts_with(SECTION) {
            self.in_section = true;
            SECTION.len()
        } else if rest.starts_with("<!--") {
            behind("-->")
        } else if rest.starts_with("<?") {
            behind("?>")
        } else {
            let mut scanner = Scanner::default();
            let tag = scanner.step(rest.as_bytes());
            tag.map_or(rest.len(), |tag| tag.end)
        })
    }
}

impl Iterator for Characters<'_> {
    type Item = Character;

    fn next(&mut self) -> Option<Character> {
        while let Some(length) = self.markup() {
            self.at += length;
        }
        let start = self.at;
        let rest = self.rest();
        let c = rest.chars().next()?;
        let reference = || {
            let name = rest.strip_prefix('&')?.split_once(';')?.0;
            Some((resolve(name).ok()?, name.len() + 2))
        };
        let (is_reference, (c, length)) = match c {
            '&' if !self.in_section => {
                let found = reference();
                (found.is_some(), found.unwrap_or((c, 1)))
            }
            '\r' if rest.starts_with("\r\n") => (false, ('\n', 2)),
            '\r' => (false, ('\n', 1)),
            c => (false, (c, c.len_utf8())),
        };
        self.at += length;
        let c = if self.is_attribute && !is_reference && is_blank(c) {
            ' '
        } else {
            c
        };
        Some(Character {
            c,
            start,
            end: self.at,
            is_reference,
        })
    }
}

/// The characters of a text that was put on one line: white space with a line end in it is one.
pub(super) fn on_one_line(mut characters: Characters<'_>) -> impl Iterator<Item = Character> {
    let breaks = |c: char| matches!(c, '\n' | '\r');
    // Where a run of white space ends that has no line end: it is walked through once.
    let mut unbroken = 0;
    std::iter::from_fn(move || {
        let first = characters.next()?;
        if !is_blank(first.c) || first.start < unbroken {
            return Some(first);
        }
        let mut run = first;
        let mut ahead = characters.clone();
        let mut has_break = breaks(first.c);
        let mut behind = ahead.clone();
        while let Some(next) = ahead.next().filter(|next| is_blank(next.c)) {
            has_break |= breaks(next.c);
            run.end = next.end;
            behind = ahead.clone();
        }
        if !has_break {
            unbroken = run.end;
            return Some(first);
        }
        characters = behind;
        Some(Character { c: ' ', ..run })
    })
}

/// The characters of plain text that [`html_from_plain`](crate::html_from_plain) made HTML of: its
/// tags are none, and its references are one each.
pub(super) fn plain(mut characters: Characters<'_>) -> impl Iterator<Item = Character> {
    std::iter::from_fn(move || {
        loop {
            let first = characters.next()?;
            match first.c {
                '<' => {
                    characters.find(|c| c.c == '>')?;
                }
                '&' => {
                    let c = characters.clone().next()?.c;
                    let end = characters.find(|c| c.c == ';')?.end;
                    let c = match c {
                        'a' => '&',
                        'l' => '<',
                        _ => '>',
                    };
                    return Some(Character { c, end, ..first });
                }
                _ => return Some(first),
            }
        }
    })
}
