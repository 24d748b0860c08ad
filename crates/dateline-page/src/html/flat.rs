//! A page as lines, and how they make a body again.

use std::ops::{BitOr, BitOrAssign, Range};

use super::left_out::LeftOut;

/// How words are marked.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Style(u8);

impl Style {
    pub(super) const BOLD: Self = Self(1);
    pub(super) const STRONG: Self = Self(2);
    pub(super) const ITALIC: Self = Self(4);
    pub(super) const EMPHASIS: Self = Self(8);
    pub(super) const SUB: Self = Self(16);
    pub(super) const SUP: Self = Self(32);

    /// The marks, from the outermost, with their elements.
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::BOLD, "b"),
        (Self::STRONG, "strong"),
        (Self::ITALIC, "i"),
        (Self::EMPHASIS, "em"),
        (Self::SUB, "sub"),
        (Self::SUP, "sup"),
    ];

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Style {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Style {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Words of one line that are marked in one way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Run {
    /// Where they stand in the text.
    pub(super) span: Range<usize>,
    pub(super) style: Style,
    /// Which of the page's links they are.
    pub(super) link: Option<usize>,
}

/// What kind of block a line is of.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum LineKind {
    #[default]
    Paragraph,
    /// A heading, of the level that it has in a body: 2 to 4.
    Heading(u8),
    /// The words below a picture.
    Caption,
    /// A cell of a table without words: no line of the text.
    Empty,
}

/// How a line follows the one before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Join {
    /// It begins a block.
    Block,
    /// Behind a `<br>`.
    Break,
    /// It is the same line of the page, a label and its value.
    Same,
}

/// White space between two lines that are one line of the page, marked in one way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Gap {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) link: Option<usize>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Line {
    /// Where it stands in the text, with the hyphen of an item.
    pub(super) span: Range<usize>,
    pub(super) runs: Range<usize>,
    /// Which block it is of; those of one block follow each other.
    pub(super) block: usize,
    pub(super) kind: LineKind,
    /// In what it stands.
    pub(super) container: Option<usize>,
    pub(super) join: Join,
    /// What stands before it, where it is the same line of the page as the one before.
    pub(super) gaps: Vec<Gap>,
}

/// What holds blocks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ContainerKind {
    List,
    Numbered {
        start: Option<i32>,
    },
    Item,
    Definitions,
    Term,
    Definition,
    Quote,
    Table,
    Row,
    Cell {
        header: bool,
        columns: Option<i32>,
        rows: Option<i32>,
    },
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Container {
    pub(super) kind: ContainerKind,
    pub(super) parent: Option<usize>,
    /// Which of the containers in its parent it is, from 1.
    pub(super) ordinal: usize,
    pub(super) children: usize,
    /// How many lines it has, if it is an item or a cell.
    pub(super) lines: usize,
    /// Whether it has a label, so that what follows in it is a value.
    pub(super) labelled: bool,
}

/// A page, or its content, in lines as a browser shows them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Flat {
    /// The lines, each ended by LF but the last.
    pub(crate) text: String,
    /// What was mended to make them, and at which byte of the source.
    pub(crate) repairs: Vec<(String, usize)>,
    /// What is in none of the lines, in the order of the page.
    pub(crate) left_out: Vec<LeftOut>,
    pub(super) lines: Vec<Line>,
    pub(super) runs: Vec<Run>,
    pub(super) containers: Vec<Container>,
    /// The links as they are written, and where.
    pub(super) links: Vec<(String, usize)>,
    /// From which byte of the text on it stands at which byte of the source.
    pub(super) places: Vec<(usize, usize)>,
}

impl Flat {
    /// Where the text's byte `at` stands in the source: exactly, where the source has these
    /// characters; at the nearest that it has before, where they were put there (the hyphen of an
    /// item) or are a character reference.
    pub(crate) fn source(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(text, _)| *text <= at);
        let place = next.checked_sub(1).and_then(|last| self.places.get(last));
        match (place, self.places.get(next)) {
            (Some((text, source)), None) => source + (at - text),
            (Some((text, source)), Some((_, end))) => {
                let exact = source + (at - text);
                // Tags or references lie between: no place is behind that of what follows.
                if source <= end {
                    exact.min(*end)
                } else {
                    exact
                }
            }
            (None, Some((_, first))) => *first,
            (None, None) => 0,
        }
    }

    /// What kind of block the line that holds the text's byte `at` is of.
    #[cfg(test)]
    pub(crate) fn kind(&self, at: usize) -> LineKind {
        let next = self.lines.partition_point(|line| line.span.start <= at);
        let mut before = self.lines[..next].iter().rev();
        let line = before.find(|line| line.kind != LineKind::Empty);
        line.map_or(LineKind::Paragraph, |line| line.kind)
    }
}
