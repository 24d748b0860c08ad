//! Which encoding a document is in: what its first bytes, its declaration and its text say.

mod label;
mod sample;

pub(crate) use label::{Declared, Foreign, Meaning};
pub(crate) use sample::Sample;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The order of bytes in a unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Order {
    Big,
    Little,
}

/// What text is decoded from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Charset {
    Utf8,
    Utf16(Order),
    Utf32(Order),
    /// One or more bytes a character, with ASCII where ASCII is.
    Legacy(&'static Encoding),
}

impl Charset {
    /// Its name in the Encoding Standard, or the customary one.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => UTF_8.name(),
            Self::Utf16(Order::Big) => UTF_16BE.name(),
            Self::Utf16(Order::Little) => UTF_16LE.name(),
            Self::Utf32(Order::Big) => "UTF-32BE",
            Self::Utf32(Order::Little) => "UTF-32LE",
            Self::Legacy(encoding) => encoding.name(),
        }
    }
}

/// What the first bytes of a document say (XML 1.0, appendix F).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct FirstBytes {
    /// What it is in, where that is certain.
    pub(crate) charset: Option<Charset>,
    /// How long its byte order mark is.
    pub(crate) mark: usize,
    /// What the mark says, where the text behind it is something else.
    pub(crate) wrong_mark: Option<Charset>,
}

impl FirstBytes {
    pub(crate) fn of(head: &[u8]) -> Self {
        use Charset::{Utf8, Utf16, Utf32};
        use Order::{Big, Little};
        let marked = |charset, mark| Self {
            charset: Some(charset),
            mark,
            wrong_mark: None,
        };
        let mark_of_utf_16 = |order, text: &[u8]| match Self::units(text) {
            Some(charset) if charset != Utf16(order) => Self {
                charset: Some(charset),
                mark: 2,
                wrong_mark: Some(Utf16(order)),
            },
            // Two bytes of ASCII are no character that a document can begin with.
            None if matches!(text, [b'<', next, ..] if next.is_ascii_graphic()) => Self {
                charset: None,
                mark: 2,
                wrong_mark: Some(Utf16(order)),
            },
            _ => marked(Utf16(order), 2),
        };
        match head {
            [0xEF, 0xBB, 0xBF, ..] => marked(Utf8, 3),
            [0xFF, 0xFE, 0, 0, ..] => marked(Utf32(Little), 4),
            [0, 0, 0xFE, 0xFF, ..] => marked(Utf32(Big), 4),
            [0xFF, 0xFE, text @ ..] => mark_of_utf_16(Little, text),
            [0xFE, 0xFF, text @ ..] => mark_of_utf_16(Big, text),
            _ => Self {
                charset: Self::units(head),
                ..Self::default()
            },
        }
    }

    /// The charset of units of more than one byte, of which the first is `<` or a blank.
    fn units(text: &[u8]) -> Option<Charset> {
        let begins = |byte: u8| matches!(byte, b'<' | b' ' | b'\t' | b'\n' | b'\r');
        match *text {
            [0, 0, 0, a, ..] if begins(a) => Some(Charset::Utf32(Order::Big)),
            [a, 0, 0, 0, ..] if begins(a) => Some(Charset::Utf32(Order::Little)),
            // Behind a blank comes one more, or `<`; behind `<` may come any letter.
            [0, a, b, c, ..] if begins(a) && (a == b'<' || b == 0 && begins(c)) => {
                Some(Charset::Utf16(Order::Big))
            }
            [a, 0, b, c, ..] if begins(a) && (a == b'<' || begins(b) && c == 0) => {
                Some(Charset::Utf16(Order::Little))
            }
            _ => None,
        }
    }
}

/// The character of a byte in windows-1252, where it has one.
pub(crate) fn windows_1252(byte: u8) -> Option<char> {
    // From 0x80; a blank stands for none.
    const EXTRA: [char; 32] = [
        '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', //
        ' ', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
    ];
    let extra = usize::from(byte)
        .checked_sub(0x80)
        .and_then(|at| EXTRA.get(at));
    match extra {
        Some(' ') => None,
        Some(c) => Some(*c),
        None => Some(char::from(byte)),
    }
}
