//! What a document declares as its encoding.
//!
//! A label means what the Encoding Standard of the WHATWG says it means, so that `iso-8859-1` is
//! windows-1252 and `gb2312` is GBK. Spellings that the standard does not list are told by what is
//! left without their signs.

use encoding_rs::{Encoding, UTF_8, WINDOWS_874, WINDOWS_1252, WINDOWS_1254, X_USER_DEFINED};
use memchr::{memchr, memmem};

use super::{Charset, Order};

/// Where a declaration is looked for: what stands before it must not be longer than this.
const DECLARATION_LIMIT: usize = 1024;

/// Bytes from 0x80 to `last`, which an encoding does not have, though the one that the Encoding
/// Standard decodes in its place does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Foreign {
    pub(crate) last: u8,
}

impl Foreign {
    /// Where the first of them stands.
    pub(crate) fn find(self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|b| (0x80..=self.last).contains(b))
    }
}

/// What a label means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Meaning {
    Utf8,
    /// UTF-16, in the order that the label names, if it names one.
    Utf16(Option<Order>),
    Utf32(Option<Order>),
    Ascii,
    Legacy(&'static Encoding, Option<Foreign>),
    Unknown,
}

impl Meaning {
    /// What a label means, in any case and with blanks around it.
    pub(crate) fn of(label: &str) -> Self {
        let key = squeezed(label);
        match key.as_str() {
            "utf16" | "ucs2" | "utf16le" | "utf16be" | "ucs2le" | "ucs2be" | "iso10646ucs2"
            | "unicode" | "csunicode" | "unicodefeff" | "unicodefffe" => {
                return Self::Utf16(match key.as_str() {
                    "utf16le" | "ucs2le" | "unicodefeff" => Some(Order::Little),
                    "utf16be" | "ucs2be" | "unicodefffe" => Some(Order::Big),
                    _ => None,
                });
            }
            "utf32" | "ucs4" | "iso10646ucs4" | "csucs4" => return Self::Utf32(None),
            "utf32le" | "ucs4le" => return Self::Utf32(Some(Order::Little)),
            "utf32be" | "ucs4be" => return Self::Utf32(Some(Order::Big)),
            "ascii" | "usascii" | "ansix341968" | "ansix341986" | "iso646us" | "iso646irv1991"
            | "isoir6" | "csascii" | "646" | "cp367" | "ibm367" => return Self::Ascii,
            _ => {}
        }
        let standard = Encoding::for_label_no_replacement(label.as_bytes())
            .filter(|encoding| *encoding != X_USER_DEFINED);
        match standard.or_else(|| unlisted(&key)) {
            None => Self::Unknown,
            Some(encoding) if encoding == UTF_8 => Self::Utf8,
            Some(encoding) => {
                // The standard reads these three parts of ISO 8859 as their extensions by Windows,
                // which have characters where ISO 8859 has control characters.
                let extended = [WINDOWS_1252, WINDOWS_1254, WINDOWS_874].contains(&encoding);
                let by_windows = ["win", "cp125", "xcp125", "cp874", "dos874", "ms", "ansi"]
                    .iter()
                    .any(|start| key.starts_with(start));
                let foreign = (extended && !by_windows).then_some(Foreign { last: 0x9F });
                Self::Legacy(encoding, foreign)
            }
        }
    }

    /// Whether a document in this charset may declare this.
    pub(crate) fn allows(self, charset: Charset) -> bool {
        match (self, charset) {
            (Self::Utf8, Charset::Utf8) => true,
            (Self::Utf16(named), Charset::Utf16(order))
            | (Self::Utf32(named), Charset::Utf32(order)) => named.is_none_or(|n| n == order),
            _ => false,
        }
    }
}

/// A label without what people write or leave out at will: lower case, letters and digits only.
fn squeezed(label: &str) -> String {
    label
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The encoding of a label that the Encoding Standard does not list.
fn unlisted(key: &str) -> Option<&'static Encoding> {
    let number = |starts: &[&str]| {
        let rest = starts.iter().find_map(|start| key.strip_prefix(start))?;
        rest.parse::<u16>().ok()
    };
    let page = number(&[
        "windows", "xwindows", "win", "cp", "xcp", "ms", "codepage", "ansi",
    ]);
    let part = number(&["iso8859", "xiso8859", "8859"]);
    // The sets for Latin letters are counted apart from the parts of ISO 8859.
    let latin = number(&["latin", "isolatin"]);
    let label: String = match (key, page, part, latin) {
        (_, Some(932), ..) | ("shiftjisx0213" | "xshiftjis" | "sjisx0213", ..) => {
            "shift_jis".to_owned()
        }
        (_, Some(936), ..) | ("xgbk" | "gb231280" | "hzgb", ..) => "gbk".to_owned(),
        (_, Some(949), ..) | ("xeuckr" | "uhc" | "euckr", ..) => "euc-kr".to_owned(),
        (_, Some(950), ..) | ("big5hkscs2004" | "big5eten", ..) => "big5".to_owned(),
        (_, Some(819), ..) | ("ansi", ..) => "windows-1252".to_owned(),
        (_, Some(65001), ..) | ("utf8bom" | "utf8sig" | "utf8n", ..) => "utf-8".to_owned(),
        (_, Some(20866), ..) => "koi8-r".to_owned(),
        (_, Some(21866), ..) => "koi8-u".to_owned(),
        (_, Some(10000), ..) | ("macroman" | "xmacroman" | "macosroman", ..) => {
            "macintosh".to_owned()
        }
        (_, Some(54936), ..) | ("gb180302000" | "gb180302005", ..) => "gb18030".to_owned(),
        (_, Some(page), ..) if page == 874 || (1250..=1258).contains(&page) => {
            format!("windows-{page}")
        }
        (_, _, Some(part), _) => format!("iso-8859-{part}"),
        (.., Some(latin)) => {
            let parts = [1, 2, 3, 4, 9, 10, 13, 14, 15, 16];
            let part = parts.get(usize::from(latin).checked_sub(1)?)?;
            format!("iso-8859-{part}")
        }
        // `utf_8`, `euc_jp`, `koi8r`: a listed label but for its signs.
        _ => {
            return SPELLED
                .iter()
                .find(|label| squeezed(label) == key)
                .and_then(|label| Encoding::for_label(label.as_bytes()));
        }
    };
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Labels that are met with other signs, or none, between their parts.
const SPELLED: [&str; 10] = [
    "utf-8",
    "euc-jp",
    "euc-kr",
    "shift_jis",
    "iso-2022-jp",
    "koi8-r",
    "koi8-u",
    "big5",
    "gb18030",
    "tis-620",
];

/// What a document declares as its encoding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Declared {
    /// The label as it was written.
    pub(crate) label: String,
    /// Where it stands, in bytes.
    pub(crate) at: usize,
    pub(crate) meaning: Meaning,
}

impl Declared {
    /// The encoding that an XML declaration names. The declaration need not stand at the very
    /// beginning, but before any element.
    pub(crate) fn find(head: &[u8]) -> Option<Self> {
        let near = head.get(..DECLARATION_LIMIT).unwrap_or(head);
        let start = memmem::find_iter(near, b"<?xml").find(|at| {
            let next = head.get(at + 5);
            next.is_some_and(u8::is_ascii_whitespace)
        })?;
        let is_tag = |pair: &[u8]| matches!(pair, [b'<', name] if name.is_ascii_alphabetic());
        if head.get(..start)?.windows(2).any(is_tag) {
            return None;
        }
        let rest = head.get(start..)?;
        let rest = rest.get(..memchr(b'>', rest)?)?;
        let value = start + value_of(b"encoding", rest)?;
        let quote = head.get(value).filter(|byte| matches!(byte, b'"' | b'\''));
        let at = value + usize::from(quote.is_some());
        let rest = rest.get(at - start..)?;
        let length = rest.iter().position(|byte| match quote {
            Some(quote) => byte == quote,
            None => byte.is_ascii_whitespace() || *byte == b'?',
        });
        let label = rest.get(..length.unwrap_or(rest.len()))?.trim_ascii();
        let label = String::from_utf8_lossy(label).into_owned();
        Some(Self {
            meaning: Meaning::of(&label),
            label,
            at,
        })
    }
}

/// Where the value of an attribute begins.
fn value_of(name: &[u8], tag: &[u8]) -> Option<usize> {
    tag.windows(name.len()).enumerate().find_map(|(at, word)| {
        let before = tag.get(at.checked_sub(1)?)?;
        if !word.eq_ignore_ascii_case(name) || !before.is_ascii_whitespace() {
            return None;
        }
        let value = tag.get(at + name.len()..)?.trim_ascii_start();
        let value = value.strip_prefix(b"=")?.trim_ascii_start();
        Some(tag.len() - value.len())
    })
}
