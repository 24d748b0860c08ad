//! From bytes to text: encodings, and inputs that are no text of a page.

use std::borrow::Cow;

use dateline_core::{Position, Utf16Decoder};

use crate::error::ErrorKind;
use crate::furniture::content;
use crate::lines::{Line, Lines};

/// So many bytes at the beginning show whether an input is text.
const HEAD: usize = 8 * 1024;

/// So many lines are quoted of a page without labels.
const QUOTED: usize = 2;

/// A page that is not in the encoding that it seems to be in.
#[derive(Debug)]
pub(crate) struct Undecodable {
    /// Its bytes as they stand in the input, less the byte order mark of UTF-8.
    pub(crate) bytes: Vec<u8>,
    pub(crate) position: Position,
    pub(crate) encoding: &'static str,
    pub(crate) found: String,
}

/// Decodes an input that is UTF-8, or UTF-16 with a byte order mark. Gives the text without the
/// mark, and how many of its bytes the mark was.
///
/// # Errors
///
/// What the encoding does not allow, and where.
pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<(String, usize), Undecodable> {
    match *bytes.as_slice() {
        [0xFF, 0xFE, ..] => decode_utf16(bytes, u16::from_le_bytes).map(|text| (text, 0)),
        [0xFE, 0xFF, ..] => decode_utf16(bytes, u16::from_be_bytes).map(|text| (text, 0)),
        [0xEF, 0xBB, 0xBF, ..] => {
            bytes.drain(..3);
            decode_utf8(bytes, 3).map(|text| (text, 3))
        }
        _ => decode_utf8(bytes, 0).map(|text| (text, 0)),
    }
}

fn decode_utf8(bytes: Vec<u8>, start: usize) -> Result<String, Undecodable> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let found = bytes.get(at).map_or(0, |byte| *byte);
        Undecodable {
            position: position(start, &bytes, at),
            encoding: "UTF-8",
            found: format!("the byte 0x{found:02X}"),
            bytes,
        }
    })
}

fn decode_utf16(bytes: Vec<u8>, unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let (units, odd) = bytes[2..].as_chunks::<2>();
    let mut text = String::with_capacity(units.len() + units.len() / 8);
    let mut found = (!odd.is_empty()).then(|| "an odd number of bytes".to_owned());
    for decoded in char::decode_utf16(units.iter().map(|bytes| unit(*bytes))) {
        match decoded {
            Ok(c) => text.push(c),
            Err(error) => {
                let half = error.unpaired_surrogate();
                found = Some(format!("half of a surrogate pair, 0x{half:04X}"));
                break;
            }
        }
    }
    let Some(found) = found else { return Ok(text) };
    let position = position(0, text.as_bytes(), text.len());
    Err(Undecodable {
        bytes,
        position,
        encoding: "UTF-16",
        found,
    })
}

/// The text with which an input begins, as far as it can be read, whatever is behind.
pub(crate) fn head(bytes: &[u8]) -> Cow<'_, str> {
    let mut decoder = match bytes {
        [0xFF, 0xFE, ..] => Utf16Decoder::little_endian(),
        [0xFE, 0xFF, ..] => Utf16Decoder::big_endian(),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            return valid(bytes).into();
        }
    };
    let mut text = Vec::new();
    decoder.push(&bytes[2..], &mut text);
    valid(&text).to_owned().into()
}

fn valid(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// What an input is that is no text at all, and at which byte it shows.
pub(crate) fn binary(bytes: &[u8]) -> Option<(usize, &'static str)> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive, as word processors write it"),
        (b"\xD0\xCF\x11\xE0", "a file of an old word processor"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"\x1F\x8B", "a compressed file"),
    ];
    if let Some((_, what)) = SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return Some((0, what));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return None;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if matches!(
        head,
        [0, 1..=255, 0, 1..=255, ..] | [1..=255, 0, 1..=255, 0, ..]
    ) {
        return Some((0, "UTF-16 without the byte order mark that would say so"));
    }
    if let Some(at) = memchr::memchr(0, head) {
        return Some((at, "binary data: a zero byte"));
    }
    let is_control = |byte: &u8| *byte < b' ' && !b"\t\n\r\x0C".contains(byte);
    let controls = head.iter().filter(|byte| is_control(byte)).count();
    let first = head.iter().position(is_control)?;
    (controls * 4 > head.len()).then_some((first, "binary data: mostly control characters"))
}

/// What a text is that begins as the source of something does.
pub(crate) fn markup(text: &str) -> Option<ErrorKind> {
    let behind = text.strip_prefix('<')?;
    if !behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
        return None;
    }
    let end = text
        .char_indices()
        .nth(1024)
        .map_or(text.len(), |(at, _)| at);
    let head = text[..end].to_ascii_lowercase();
    let is_feed = ["<rss", "<feed", "<rdf:rdf"]
        .iter()
        .any(|name| head.contains(name));
    Some(if is_feed {
        ErrorKind::Markup {
            what: "a feed",
            hint: "read it as a feed",
        }
    } else if head.contains("<html") || !head.starts_with("<?xml") {
        ErrorKind::Markup {
            what: "HTML source",
            hint: "HTML pages are not read yet: save the page as text",
        }
    } else {
        ErrorKind::Markup {
            what: "XML source",
            hint: "save the page as text",
        }
    })
}

/// Says of a text that is no release what it is instead, as far as its lines show, and where.
pub(crate) fn without_labels(text: &str) -> (ErrorKind, usize) {
    let (start, navigation) = content(text, &(0..text.len()));
    let filled = Lines::within(text, &(start..text.len())).filled();
    let quoted: Vec<Line<'_>> = filled.take(QUOTED).collect();
    let lines = quoted.iter().map(|line| cut(line.text.trim())).collect();
    let at = quoted.first().map_or(0, |line| line.start);
    (ErrorKind::NoLabels { navigation, lines }, at)
}

/// A line as far as a message can use it.
fn cut(line: &str) -> String {
    line.chars().take(200).collect()
}

/// The place of a byte in a text that begins at byte `start` of its input.
pub(crate) fn position(start: usize, text: &[u8], at: usize) -> Position {
    let mut position = Position::default();
    position.byte = start as u64;
    position.after(&text[..at.min(text.len())])
}
