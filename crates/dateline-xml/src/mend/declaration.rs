//! The XML declaration (XML 1.0, section 2.8, productions 23 to 32, and 80 and 81).

use super::marks::starts_with_ignoring_case;
use super::patch::{rest, slice};
use super::repair::{Repair, RepairKind, Repairs};
use crate::escape::is_blank;

/// What an XML declaration says.
#[derive(Debug)]
pub(crate) struct Declaration<'x> {
    /// As it is written: `1.0`, and whatever else begins with `1.`.
    #[cfg_attr(not(test), expect(dead_code, reason = "all of XML 1 is read alike"))]
    pub(crate) version: &'x str,
    #[cfg_attr(not(test), expect(dead_code, reason = "the window has asked by then"))]
    pub(crate) encoding: Option<&'x str>,
    pub(crate) standalone: Option<bool>,
    pub(crate) repairs: Vec<Repair>,
}

const HEAD: &str = "<?xml";

/// Whether a processing instruction is an XML declaration, in whatever letters: nothing but white
/// space or the end follows `<?xml`.
pub(crate) fn is_declaration(xml: &str) -> bool {
    let behind = rest(xml, HEAD.len());
    starts_with_ignoring_case(xml, HEAD) && behind.starts_with(|c| is_blank(c) || c == '?')
}

/// Reads an XML declaration, which stands at the very beginning of its document or, where nothing
/// should stand before it, does not.
pub(crate) fn declaration(xml: &str, is_first: bool) -> Declaration<'_> {
    let mut reader = Reader {
        xml,
        at: HEAD.len(),
        repairs: Repairs::default(),
    };
    if !is_first {
        let expected = "the XML declaration at the very beginning";
        reader.fault(0, expected, "taken as if it stood there");
    }
    if !xml.starts_with(HEAD) && starts_with_ignoring_case(xml, HEAD) {
        reader.fault(0, "`<?xml` in small letters", "taken for it");
    }
    let (version, encoding, standalone) = reader.parts();
    let version = version.unwrap_or_else(|| {
        reader.fault(HEAD.len(), "`version=\"1.0\"`", "taken as `1.0`");
        "1.0"
    });
    Declaration {
        version,
        encoding,
        standalone,
        repairs: reader.repairs.finish(),
    }
}

struct Reader<'x> {
    xml: &'x str,
    at: usize,
    repairs: Repairs,
}

/// The names that a declaration may have, in their order.
const NAMES: [&str; 3] = ["version", "encoding", "standalone"];

impl<'x> Reader<'x> {
    fn fault(&mut self, at: usize, expected: &'static str, taken: &'static str) {
        let kind = RepairKind::grammar(expected, rest(self.xml, at), taken);
        self.repairs.push(at, kind);
    }

    fn rest(&self) -> &'x str {
        rest(self.xml, self.at)
    }

    fn blanks(&mut self) -> bool {
        let text = self.rest();
        let count = text.len() - text.trim_start_matches(is_blank).len();
        self.at += count;
        count > 0
    }

    fn parts(&mut self) -> (Option<&'x str>, Option<&'x str>, Option<bool>) {
        let (mut version, mut encoding, mut standalone) = (None, None, None);
        let mut next = 0;
        loop {
            let parted = self.blanks();
            let (at, text) = (self.at, self.rest());
            if text == "?>" {
                break;
            }
            if text.is_empty() || matches!(text, "?" | ">") {
                self.fault(at, "`?>` at the end of the declaration", "ended here");
                break;
            }
            if let Some(behind) = text.strip_prefix("?>") {
                self.at += text.len() - behind.len();
                self.fault(self.at, "nothing behind the declaration", "dropped");
                break;
            }
            let ends = |c: char| is_blank(c) || matches!(c, '=' | '"' | '\'' | '?' | '>' | '<');
            let length = text.find(ends).unwrap_or(text.len());
            let name = slice(text, 0, length);
            let Some(index) = NAMES
                .iter()
                .position(|known| name.eq_ignore_ascii_case(known))
            else {
                self.at += length.max(text.chars().next().map_or(1, char::len_utf8));
                let expected = "`version`, `encoding` or `standalone`";
                self.fault(at, expected, "dropped");
                if self.rest().trim_start_matches(is_blank).starts_with('=') {
                    self.value();
                }
                continue;
            };
            self.at += length;
            if !parted {
                self.fault(at, "a blank in front of a name", "put in");
            }
            if NAMES.get(index) != Some(&name) {
                self.fault(at, "a name in small letters", "taken for it");
            }
            if index < next {
                let expected = "`version`, `encoding` and `standalone` once and in this order";
                self.fault(at, expected, "the first is taken");
            }
            next = next.max(index + 1);
            let Some((at, value)) = self.value() else {
                continue;
            };
            match index {
                0 => version = version.or_else(|| Some(self.version(at, value))),
                1 => encoding = encoding.or_else(|| self.encoding(at, value)),
                _ => standalone = standalone.or_else(|| self.standalone(at, value)),
            }
        }
        (version, encoding, standalone)
    }

    /// What stands behind a name, and where.
    fn value(&mut self) -> Option<(usize, &'x str)> {
        self.blanks();
        if !self.rest().starts_with('=') {
            self.fault(self.at, "`=` and a value behind a name", "dropped");
            return None;
        }
        self.at += 1;
        self.blanks();
        let text = self.rest();
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some(quote) = quote
            && let Some(length) = rest(text, 1).find(quote)
        {
            let start = self.at + 1;
            self.at = start + length + 1;
            return Some((start, slice(self.xml, start, start + length)));
        }
        self.fault(self.at, "a value in quotes", "taken as if in quotes");
        let is_quote = |c: char| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '„' | '`');
        let start = self.at + text.len() - text.trim_start_matches(is_quote).len();
        let text = rest(self.xml, start);
        let ends = |c: char| is_blank(c) || is_quote(c) || matches!(c, '?' | '>');
        let length = text.find(ends).unwrap_or(text.len());
        let behind = rest(text, length);
        self.at = self.xml.len() - behind.trim_start_matches(is_quote).len();
        Some((start, slice(text, 0, length)))
    }

    fn version(&mut self, at: usize, value: &'x str) -> &'x str {
        let digits = value.strip_prefix("1.").unwrap_or_default();
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            return value;
        }
        self.fault(at, "`1.0` or another version of XML 1", "taken as `1.0`");
        "1.0"
    }

    fn encoding(&mut self, at: usize, value: &'x str) -> Option<&'x str> {
        let is_name = |value: &str| {
            let rest = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
            value.starts_with(|c: char| c.is_ascii_alphabetic()) && value.bytes().all(rest)
        };
        if is_name(value) {
            return Some(value);
        }
        let trimmed = value.trim();
        if is_name(trimmed) {
            self.fault(at, "the name of an encoding", "taken without blanks");
            return Some(trimmed);
        }
        self.fault(at, "the name of an encoding", "dropped");
        None
    }

    fn standalone(&mut self, at: usize, value: &str) -> Option<bool> {
        let meant = match value.trim().to_ascii_lowercase().as_str() {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => None,
        };
        if !matches!(value, "yes" | "no") {
            let taken = match meant {
                Some(true) => "taken as `yes`",
                Some(false) => "taken as `no`",
                None => "dropped",
            };
            self.fault(at, "`yes` or `no`", taken);
        }
        meant
    }
}
