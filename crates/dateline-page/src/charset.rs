//! From the bytes of a page to its text.
//!
//! A byte order mark decides, then what the page declares in its head, then whether the bytes are
//! UTF-8, then what letters they would be. Bytes that are UTF-8 from the first to the last are
//! read as such even where the page declares something else: text in another encoding is not by
//! chance. What was assumed or corrected is said; a byte that the encoding does not have is an
//! error at its place, and never becomes U+FFFD.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_core::{Excerpt, FindingKind, Position};
use encoding_rs::{
    DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED,
};

use crate::input::{self, Undecodable};

/// So much of a page is searched for a declaration. The HTML standard asks for 1,024 bytes, and
/// for another look when one is found later; the head of no page is longer than this.
const HEAD: usize = 64 * 1024;

/// The text of a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The name of its encoding, as the Encoding standard writes it.
    pub(crate) encoding: &'static str,
    /// What was assumed or corrected, and at which byte of the text.
    pub(crate) findings: Vec<(FindingKind, usize)>,
    /// How many bytes of the input stand before the text: the byte order mark of UTF-8. Where the
    /// input is in another encoding, positions count from the beginning of the text.
    pub(crate) mark: usize,
}

/// Decodes a page: HTML, XML or plain text.
///
/// # Errors
///
/// What the encoding does not allow, and where.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<Decoded, Undecodable> {
    match *bytes.as_slice() {
        [0xFF, 0xFE, 0, 0, ..] => return utf32(bytes, "UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, ..] => return utf32(bytes, "UTF-32BE", u32::from_be_bytes),
        [0xFF, 0xFE, ..] => return strictly(bytes, UTF_16LE.name(), Vec::new()),
        [0xFE, 0xFF, ..] => return strictly(bytes, UTF_16BE.name(), Vec::new()),
        [0xEF, 0xBB, 0xBF, ..] => return strictly(bytes, UTF_8.name(), Vec::new()),
        _ => {}
    }
    let declared = declared(&bytes[..bytes.len().min(HEAD)]);
    let mut findings = Vec::new();
    let repair = |what: String, at: usize| (FindingKind::Repair { what }, at);
    let (mut encoding, mut at) = (None, 0);
    if let Some(declared) = &declared {
        at = declared.at;
        encoding = Encoding::for_label_no_replacement(declared.label.as_bytes()).map(usable);
        if encoding.is_none() {
            let label = Excerpt(&declared.label);
            findings.push(repair(
                format!("the page declares `{label}`, an encoding that nobody knows"),
                at,
            ));
        }
    }
    let shape = Shape::of(&bytes);
    match encoding.filter(|encoding| *encoding != UTF_8) {
        Some(other) if shape == Shape::Utf8 => {
            let name = other.name();
            findings.push(repair(
                format!("the page declares {name} and is read as UTF-8, which it is"),
                at,
            ));
            strictly(bytes, UTF_8.name(), findings)
        }
        Some(other) => decode_as(other, bytes, findings),
        None if shape != Shape::Other => strictly(bytes, UTF_8.name(), findings),
        None => {
            let guessed = guess(&bytes);
            let says = match encoding {
                Some(_) => "declares UTF-8 and is not",
                None => "is not UTF-8 and says of no other encoding that it is",
            };
            let name = guessed.name();
            findings.push(repair(
                format!("the text {says}: it is read as {name}, by its letters"),
                at,
            ));
            decode_as(guessed, bytes, findings)
        }
    }
}

/// What the HTML standard has a browser read for an encoding that a page declares.
fn usable(declared: &'static Encoding) -> &'static Encoding {
    // The declaration could be read, so it is not in UTF-16.
    if declared == UTF_16LE || declared == UTF_16BE {
        UTF_8
    } else if declared == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        declared
    }
}

/// How far bytes are UTF-8.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shape {
    /// They need no encoding beyond ASCII.
    Ascii,
    /// From the first to the last.
    Utf8,
    /// But for a few.
    Damaged,
    /// Hardly.
    Other,
}

impl Shape {
    fn of(bytes: &[u8]) -> Self {
        let (mut characters, mut faults) = (0_usize, 0_usize);
        for chunk in bytes.utf8_chunks() {
            characters += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
            faults += usize::from(!chunk.invalid().is_empty());
        }
        match (characters, faults) {
            (0, 0) => Self::Ascii,
            (_, 0) => Self::Utf8,
            // Letters of another encoding are UTF-8 by chance here and there.
            _ if characters >= faults => Self::Damaged,
            _ => Self::Other,
        }
    }
}

/// The encoding whose letters make the most of the bytes.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Decodes UTF-8, or UTF-16 with its byte order mark.
fn strictly(
    bytes: Vec<u8>,
    encoding: &'static str,
    findings: Vec<(FindingKind, usize)>,
) -> Result<Decoded, Undecodable> {
    let (text, mark) = input::decode(bytes)?;
    Ok(Decoded {
        text,
        encoding,
        findings,
        mark,
    })
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: Vec<u8>,
    findings: Vec<(FindingKind, usize)>,
) -> Result<Decoded, Undecodable> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut read = 0;
    loop {
        let rest = &bytes[read..];
        let (result, more) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        read += more;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(text.len() / 2 + 16),
            DecoderResult::Malformed(length, behind) => {
                let at = read.saturating_sub(usize::from(length) + usize::from(behind));
                let found = match bytes.get(at) {
                    Some(byte) => format!("the byte 0x{byte:02X}"),
                    None => "its end in the middle of a character".to_owned(),
                };
                return Err(undecodable(bytes, &text, encoding.name(), found));
            }
        }
    }
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        findings,
        mark: 0,
    })
}

fn utf32(
    bytes: Vec<u8>,
    encoding: &'static str,
    number: fn([u8; 4]) -> u32,
) -> Result<Decoded, Undecodable> {
    let (units, odd) = bytes[4..].as_chunks::<4>();
    let mut text = String::with_capacity(units.len());
    let mut found =
        (!odd.is_empty()).then(|| "a number of bytes that four does not divide".to_owned());
    for unit in units {
        let number = number(*unit);
        let Some(c) = char::from_u32(number) else {
            found = Some(format!("0x{number:08X}, which is no character"));
            break;
        };
        text.push(c);
    }
    match found {
        Some(found) => Err(undecodable(bytes, &text, encoding, found)),
        None => Ok(Decoded {
            text,
            encoding,
            findings: Vec::new(),
            mark: 0,
        }),
    }
}

/// What was found behind the text that could be decoded.
fn undecodable(bytes: Vec<u8>, text: &str, encoding: &'static str, found: String) -> Undecodable {
    Undecodable {
        bytes,
        position: Position::default().after(text.as_bytes()),
        encoding,
        found,
    }
}

/// An encoding as a page names it, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Declared {
    label: String,
    at: usize,
}

/// Finds the encoding that the head of a page declares: in an XML declaration, else as the HTML
/// standard prescans a byte stream (13.2.3.2), in the first `meta` element that names
/// one, or the first that names none that is known.
fn declared(head: &[u8]) -> Option<Declared> {
    if head.starts_with(b"<?xml") {
        let end = memchr::memchr(b'>', head)?;
        let mut scan = Scan {
            head: &head[..end],
            at: 5,
        };
        while let Some(attribute) = scan.attribute() {
            if attribute.name == "encoding" {
                return Some(Declared {
                    label: attribute.value,
                    at: attribute.at,
                });
            }
        }
    }
    let mut scan = Scan { head, at: 0 };
    let mut unknown = None;
    while let Some(open) = memchr::memchr(b'<', head.get(scan.at..).unwrap_or_default()) {
        scan.at += open;
        let rest = &head[scan.at..];
        if rest.starts_with(b"<!--") {
            // `-->` may share its hyphens with `<!--`.
            let end = memchr::memmem::find(&rest[2..], b"-->").map(|end| 2 + end + 3);
            scan.at += end.unwrap_or(rest.len());
        } else if let Some(found) = scan.meta().filter(|found| !found.label.is_empty()) {
            if Encoding::for_label_no_replacement(found.label.as_bytes()).is_some() {
                return Some(found);
            }
            unknown = unknown.or(Some(found));
        }
    }
    unknown
}

/// A place in the head of a page.
#[derive(Clone, Copy, Debug)]
struct Scan<'h> {
    head: &'h [u8],
    at: usize,
}

#[derive(Debug)]
struct Attribute {
    name: String,
    value: String,
    /// Where its value stands.
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.head.get(self.at).copied()
    }

    fn skip(&mut self, is: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is) {
            self.at += 1;
        }
    }

    /// Moves behind the tag that begins here, or behind its `<` where none does. What it declares,
    /// where it is a `meta` element that declares an encoding.
    fn meta(&mut self) -> Option<Declared> {
        self.at += 1;
        let rest = &self.head[self.at..];
        let is_meta = rest.len() > 4
            && rest[..4].eq_ignore_ascii_case(b"meta")
            && (rest[4].is_ascii_whitespace() || rest[4] == b'/');
        match rest.first() {
            Some(b'!' | b'?') => {
                self.skip(|byte| byte != b'>');
                return None;
            }
            Some(letter) if letter.is_ascii_alphabetic() || *letter == b'/' => {}
            _ => return None,
        }
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'));
        let (mut charset, mut content, mut is_pragma) = (None, None, false);
        while let Some(attribute) = self.attribute() {
            match attribute.name.as_str() {
                "http-equiv" => is_pragma = attribute.value.eq_ignore_ascii_case("content-type"),
                "content" if content.is_none() => content = Some(attribute),
                "charset" if charset.is_none() => charset = Some(attribute),
                _ => {}
            }
        }
        if !is_meta {
            return None;
        }
        if let Some(charset) = charset {
            return Some(Declared {
                label: charset.value,
                at: charset.at,
            });
        }
        let content = content.filter(|_| is_pragma)?;
        Some(Declared {
            label: label(&content.value)?,
            at: content.at,
        })
    }

    /// The next attribute of a tag; none at its end, and then it stands behind it.
    fn attribute(&mut self) -> Option<Attribute> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/');
        if self.peek()? == b'>' {
            self.at += 1;
            return None;
        }
        let start = self.at;
        // A name may begin with `=`.
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
        let name = lower(&self.head[start..self.at]);
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            let (value, at) = (String::new(), self.at);
            return Some(Attribute { name, value, at });
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(quote.is_some());
        let at = self.at;
        match quote {
            Some(quote) => self.skip(|byte| byte != quote),
            None => self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
        let value = lower(&self.head[at..self.at.min(self.head.len())]);
        if quote.is_some() && self.peek().is_some() {
            self.at += 1;
        }
        Some(Attribute { name, value, at })
    }
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_ascii_lowercase()
}

/// The encoding in the content of a `meta` element, such as `text/html; charset=windows-1250`.
fn label(content: &str) -> Option<String> {
    let mut rest = content;
    loop {
        rest = &rest[rest.find("charset")? + "charset".len()..];
        if let Some(value) = rest.trim_start().strip_prefix('=') {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let label = match quote {
                Some(quote) => value[1..].split(quote).next(),
                None => value
                    .split(|c: char| c.is_ascii_whitespace() || c == ';')
                    .next(),
            };
            return label.filter(|label| !label.is_empty()).map(str::to_owned);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a page is read as: its encoding, its text, and what is said about it.
    fn outcome(bytes: &[u8]) -> (String, String, Vec<String>) {
        match decode(bytes.to_vec()) {
            Ok(decoded) => {
                let said = decoded.findings.iter();
                let said = said
                    .map(|(finding, at)| format!("{at}: {finding}"))
                    .collect();
                (decoded.encoding.to_owned(), decoded.text, said)
            }
            Err(error) => {
                let what = format!("{}: {}", error.position, error.found);
                (error.encoding.to_owned(), what, vec!["error".to_owned()])
            }
        }
    }

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, text: &str, said: &[&str]) {
        let (found, read, findings) = outcome(bytes);
        assert_eq!((found.as_str(), read.as_str()), (encoding, text));
        assert_eq!(findings, said);
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{FEFF}{text}")
            .encode_utf16()
            .flat_map(unit)
            .collect()
    }

    fn utf32(text: &str, number: fn(u32) -> [u8; 4]) -> Vec<u8> {
        let text = format!("\u{FEFF}{text}");
        text.chars().flat_map(|c| number(u32::from(c))).collect()
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let text = "<meta charset=windows-1251>Łódź 🕊";
        check(format!("\u{FEFF}{text}").as_bytes(), "UTF-8", text, &[]);
        check(&utf16(text, u16::to_le_bytes), "UTF-16LE", text, &[]);
        check(&utf16(text, u16::to_be_bytes), "UTF-16BE", text, &[]);
        check(&utf32(text, u32::to_le_bytes), "UTF-32LE", text, &[]);
        check(&utf32(text, u32::to_be_bytes), "UTF-32BE", text, &[]);
    }

    #[test]
    fn what_no_encoding_has_is_an_error_with_its_place() {
        let error =
            |bytes: &[u8], encoding: &str, what: &str| check(bytes, encoding, what, &["error"]);
        error(b"\xC5\x81\n\xE2\x80\x93\xC5", "UTF-8", "2:2: the byte 0xC5");
        error(
            b"\xFF\xFEa\0\0\xD8a\0",
            "UTF-16",
            "1:2: half of a surrogate pair, 0xD800",
        );
        error(b"\xFF\xFEa\0b", "UTF-16", "1:2: an odd number of bytes");
        error(
            b"\xFF\xFE\0\0a\0\0\0\0\xD8\0\0",
            "UTF-32LE",
            "1:2: 0x0000D800, which is no character",
        );
        error(
            b"\xFF\xFE\0\0a\0\0\0b",
            "UTF-32LE",
            "1:2: a number of bytes that four does not divide",
        );
        error(
            b"<meta charset=greek>\na\xD2",
            "ISO-8859-7",
            "2:2: the byte 0xD2",
        );
        error(
            b"<meta charset=shift_jis>\na\xE0",
            "Shift_JIS",
            "2:2: the byte 0xE0",
        );
    }

    #[test]
    fn a_declaration_is_obeyed() {
        check(
            b"<meta charset=\"windows-1250\">\xA3\xF3d\x9F",
            "windows-1250",
            "<meta charset=\"windows-1250\">Łódź",
            &[],
        );
        check(
            b"<META Charset = KOI8-R >\xEB\xC9\xC5\xD7",
            "KOI8-R",
            "<META Charset = KOI8-R >Киев",
            &[],
        );
        check(
            b"<?xml version='1.0' encoding='iso-8859-5'?>\xBA\xD8\xD5\xD2",
            "ISO-8859-5",
            "<?xml version='1.0' encoding='iso-8859-5'?>Киев",
            &[],
        );
        check(
            b"<!-- <meta charset=utf-8> --><!doctype html><meta name=x content='charset=koi8-r'><meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xCA\xE8\xBF\xE2",
            "windows-1251",
            "<!-- <meta charset=utf-8> --><!doctype html><meta name=x content='charset=koi8-r'><meta http-equiv=Content-Type content='text/html; charset=windows-1251'>Київ",
            &[],
        );
        // Browsers read Latin-1 as its superset, and UTF-16 as what it can only be.
        check(
            b"<meta charset=latin1>\x93caf\xE9\x94",
            "windows-1252",
            "<meta charset=latin1>“café”",
            &[],
        );
        check(
            "<meta charset=utf-16>café".as_bytes(),
            "UTF-8",
            "<meta charset=utf-16>café",
            &[],
        );
        check(
            b"<meta charset=x-user-defined>\xE9",
            "windows-1252",
            "<meta charset=x-user-defined>é",
            &[],
        );
        // It is found behind the 1,024 bytes as well, and not behind the head.
        let late = |blanks: usize| {
            [
                " ".repeat(blanks).as_bytes(),
                b"<meta charset=iso-8859-2>\xB3",
            ]
            .concat()
        };
        assert_eq!(outcome(&late(2000)).0, "ISO-8859-2");
        assert_eq!(outcome(&late(HEAD)).2.len(), 1);
    }

    #[test]
    fn a_wrong_declaration_is_corrected() {
        check(
            "<meta charset=windows-1251>Київ, 23 липня".as_bytes(),
            "UTF-8",
            "<meta charset=windows-1251>Київ, 23 липня",
            &["14: the page declares windows-1251 and is read as UTF-8, which it is"],
        );
        check(
            b"<meta charset=utf-8>na\xEFve caf\xE9",
            "windows-1252",
            "<meta charset=utf-8>naïve café",
            &["14: the text declares UTF-8 and is not: it is read as windows-1252, by its letters"],
        );
        check(
            "<meta charset=klingon>é".as_bytes(),
            "UTF-8",
            "<meta charset=klingon>é",
            &["14: the page declares `klingon`, an encoding that nobody knows"],
        );
    }

    #[test]
    fn letters_tell_what_nothing_declares() {
        let sentence = "Мисија ОЕБС-а у Србији одржала је данас обуку за полицију у Београду. ";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(sentence);
        check(
            &bytes,
            "windows-1251",
            sentence,
            &[
                "0: the text is not UTF-8 and says of no other encoding that it is: it is read as windows-1251, by its letters",
            ],
        );
        for (encoding, text) in [
            (
                encoding_rs::WINDOWS_1250,
                "Misija OEBS-a u Crnoj Gori podržava učešće žena u političkom životu. Što dalje? Łódź, Kraków, Wrocław, żółw.",
            ),
            (
                WINDOWS_1252,
                "La sécurité européenne est “indivisible”, a déclaré le Président à l’ouverture de la réunion.",
            ),
            (
                encoding_rs::KOI8_U,
                "Спеціальна моніторингова місія повідомила про порушення режиму припинення вогню.",
            ),
            (
                encoding_rs::ISO_8859_5,
                "Миссия сообщила о нарушениях режима прекращения огня и призвала стороны.",
            ),
        ] {
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable);
            let (found, read, said) = outcome(&bytes);
            assert_eq!(
                (found.as_str(), read.as_str(), said.len()),
                (encoding.name(), text, 1)
            );
        }
    }

    #[test]
    fn a_declaration_is_found_as_browsers_find_it() {
        let check = |head: &str, expected: Option<&str>| {
            assert_eq!(
                declared(head.as_bytes()).map(|d| d.label).as_deref(),
                expected,
                "{head}"
            );
        };
        check("", None);
        check("<", None);
        check("<meta", None);
        check("<meta charset", None);
        check("<meta charset><meta charset=koi8-r>", Some("koi8-r"));
        check("<meta charset=a><meta charset=koi8-r>", Some("koi8-r"));
        check("<metadata charset=a>", None);
        check("<meta/charset=a>", Some("a"));
        check("<a title='<meta charset=a>'><meta charset='b'>", Some("b"));
        check("</p <meta charset=a><meta charset=b>", Some("b"));
        check("<? <meta charset=a><meta charset=b>", Some("b"));
        check("<!--><meta charset=a>", Some("a"));
        check("<!-- <meta charset=a>", None);
        check("<meta content='text/html; charset=a'>", None);
        check(
            "<meta content='charset charset = \"a b\"; x' http-equiv=content-type>",
            Some("a b"),
        );
        check("<meta content='charset=' http-equiv=content-type>", None);
        check("<meta charset=a charset=b>", Some("a"));
        check("1 < 2 <meta charset=a>", Some("a"));
    }

    proptest! {
        #[test]
        fn no_bytes_panic_and_none_become_replacements(bytes in any::<Vec<u8>>()) {
            if let Ok(decoded) = decode(bytes.clone()) {
                let was_there = decoded.encoding.starts_with("UTF") || !decoded.text.contains('\u{FFFD}');
                prop_assert!(was_there);
            }
        }

        #[test]
        fn a_declared_page_comes_back(letters in "[а-яА-ЯіїєґІЇЄҐ ]{1,40}") {
            let text = format!("<meta charset=windows-1251>{letters}");
            let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
            let is_utf8 = std::str::from_utf8(&bytes).is_ok() && !bytes.is_ascii();
            let decoded = decode(bytes.into_owned());
            prop_assert!(is_utf8 || decoded.is_ok_and(|d| d.text == text && d.findings.is_empty()));
        }

        #[test]
        fn any_head_can_be_searched(head in "(<|>|meta|charset|=|'|\"| |/|!|-|content|http-equiv|content-type|\\?xml|encoding|\\PC){0,30}") {
            let _ = declared(head.as_bytes());
        }
    }
}
