//! Text as a format gave it: borrowed where the input allows, and the rules that hold for any text.

mod class;
mod kinds;
mod lines;
mod near;
mod trim;
mod vectors;

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use self::class::ByteClass;
pub use self::kinds::{ByteKind, ByteKinds};
pub use self::lines::line_ends;
pub(crate) use self::lines::line_ends_and_kinds;
pub use self::near::{Places, first_near};
use self::trim::is_trimmed;
pub use self::trim::{is_blank, trim};
use crate::Problem;

/// A piece of text, borrowed from the input where the input allows.
///
/// Empty text means that there is none: no format of this project distinguishes the two.
/// `Cow<str>` inside an `Option` or a `Vec` never borrows in serde; this type does, which is why
/// it exists.
///
/// ```
/// use dateline_core::Text;
///
/// let borrowed = Text::from("Skopje");
/// let owned = Text::from(String::from("Skopje"));
/// assert_eq!(borrowed, owned);
/// assert_eq!(borrowed.len(), 6);
/// ```
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    /// The text as a slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same text, owning its bytes.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text(Cow::Owned(self.0.into_owned()))
    }

    /// The same text as a `String`.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }

    /// The same text, borrowed from this one.
    #[must_use]
    pub fn borrowed(&self) -> Text<'_> {
        Text(Cow::Borrowed(&self.0))
    }

    /// Whether there is nothing but white space.
    #[must_use]
    #[inline]
    pub fn is_blank(&self) -> bool {
        is_blank(self)
    }

    /// The text without white space at its ends; borrowed text stays borrowed.
    #[must_use]
    #[inline]
    pub fn trimmed(self) -> Self {
        if is_trimmed(&self) {
            self
        } else {
            self.trim_ends()
        }
    }

    #[cold]
    fn trim_ends(self) -> Self {
        match self.0 {
            Cow::Borrowed(text) => Text(Cow::Borrowed(text.trim())),
            Cow::Owned(text) if text.trim().len() == text.len() => Text(Cow::Owned(text)),
            Cow::Owned(text) => Text(Cow::Owned(text.trim().to_owned())),
        }
    }

    /// The trimmed parts before and behind the first comma, or the whole, trimmed, where there is
    /// none. Borrowed text stays borrowed.
    pub(crate) fn split_at_comma(self) -> Result<(Self, Self), Self> {
        let Some(comma) = memchr::memchr(b',', self.as_bytes()) else {
            return Err(self.trimmed());
        };
        let (head, tail) = (..comma, comma + 1..);
        Ok(match self.0 {
            Cow::Borrowed(text) => (text[head].trim().into(), text[tail].trim().into()),
            Cow::Owned(text) => (
                text[head].trim().to_owned().into(),
                text[tail].trim().to_owned().into(),
            ),
        })
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Text<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(text)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text::from(text))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text::from(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text::from(text))
            }

            // A key that is there with `null` is absent.
            fn visit_unit<E: de::Error>(self) -> Result<Text<'de>, E> {
                Ok(Text::default())
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// The first character that XML 1.0 (`Char`, section 2.2) does not allow, with its place counted
/// in characters from 1.
///
/// ```
/// use dateline_core::text::illegal_character;
///
/// assert_eq!(illegal_character("tab\tand\nline"), None);
/// assert_eq!(illegal_character("a\u{b}"), Some(('\u{b}', 2)));
/// ```
#[must_use]
pub fn illegal_character(text: &str) -> Option<(char, usize)> {
    if !ByteKinds::of_shape(text).may_be_illegal() {
        return None;
    }
    let at = illegal_byte(text.as_bytes())?;
    let (before, from) = text.split_at_checked(at)?;
    Some((from.chars().next()?, before.chars().count() + 1))
}

/// Where the first character begins that XML 1.0 does not allow.
fn illegal_byte(bytes: &[u8]) -> Option<usize> {
    let is_illegal = |at: &usize| match bytes[*at] {
        // U+FFFE and U+FFFF.
        0xEF => matches!(bytes[at + 1..], [0xBF, 0xBE | 0xBF, ..]),
        byte => is_illegal_control(byte),
    };
    let may_be = |byte| is_illegal_control(byte) || byte == 0xEF;
    let chunks = bytes.chunks(CHUNK).enumerate();
    chunks
        .filter(|(_, chunk)| has_byte(chunk, may_be))
        .map(|(index, chunk)| index * CHUNK..index * CHUNK + chunk.len())
        .find_map(|mut within| within.find(is_illegal))
}

/// As many bytes are looked at before it is decided whether to look closer.
const CHUNK: usize = 256;

/// Whether any byte is so.
///
/// All of a few are looked at before it is decided to go on, so that a question that compares bytes
/// with a few others is answered by vector code: use it where the answer is mostly no.
///
/// ```
/// use dateline_core::text::has_byte;
///
/// assert!(has_byte(b"Fish & chips", |byte| byte == b'&' || byte >= 0x80));
/// ```
#[must_use]
pub fn has_byte(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> bool {
    // Chunks of a fixed length would be unrolled by the compiler instead.
    let mut chunks = bytes.chunks(CHUNK);
    chunks.any(|chunk| chunk.iter().fold(false, |any, byte| any | is_so(*byte)))
}

/// Control characters, and what U+FFFE and U+FFFF begin with.
const CONTROL_OR_EF: ByteClass<1> = ByteClass::new(b' ', [0xEF]);

const fn is_illegal_control(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r'
}

/// Where something stands in a text that a reader may take for a tag of HTML: `<`, perhaps `/`, a
/// letter, and a `>` somewhere behind.
///
/// ```
/// use dateline_core::text::tag_in_text;
///
/// assert_eq!(tag_in_text("a < b, the <em>new"), Some(11..15));
/// assert_eq!(tag_in_text("a < b > c"), None);
/// ```
#[must_use]
pub fn tag_in_text(text: &str) -> Option<Range<usize>> {
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text[at..];
        let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        // No later `<` closes what this one does not.
        let end = memchr::memchr(b'>', rest.as_bytes())?;
        return Some(at..at + end + 1);
    }
    None
}

/// The first line break (CR or LF), with its place counted in characters from 1.
#[must_use]
pub fn line_break(text: &str) -> Option<usize> {
    memchr::memchr2(b'\r', b'\n', text.as_bytes()).map(|at| text[..at].chars().count() + 1)
}

/// Where the first piece of text stands that was UTF-8, was taken for Latin-1 or Windows-1252 and was
/// encoded again, in bytes.
///
/// ```
/// use dateline_core::text::decoded_twice;
///
/// assert_eq!(decoded_twice("the cafÃ©"), Some(7..11));
/// assert_eq!(decoded_twice("SÃO PAULO, château"), None);
/// ```
#[must_use]
pub fn decoded_twice(text: &str) -> Option<Range<usize>> {
    let is_continuation =
        |c: char| matches!(c, '\u{80}'..='\u{BF}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c);
    // `Â`, `Ã` and `â` begin with this byte.
    for at in memchr::memchr_iter(0xC3, text.as_bytes()) {
        let length = match text.as_bytes().get(at + 1) {
            Some(0x82 | 0x83) => 1,
            Some(0xA2) => 2,
            _ => continue,
        };
        let rest = &text[at + 'Ã'.len_utf8()..];
        let follow = rest.chars().take(length);
        let latin_only = length > 1 || follow.clone().all(|c| u32::from(c) < 0x100);
        if follow.clone().count() == length && latin_only && follow.clone().all(is_continuation) {
            let end = at + 'Ã'.len_utf8() + follow.map(char::len_utf8).sum::<usize>();
            return Some(at..end);
        }
    }
    None
}

/// The number that a text is as releases have it: without a sign, and without zeros in front.
///
/// ```
/// use dateline_core::text::number;
///
/// assert_eq!(number("276291"), Some(276_291));
/// assert_eq!(number("0276291"), None);
/// assert_eq!(number("+1"), None);
/// ```
#[must_use]
pub fn number(text: &str) -> Option<u64> {
    match text.as_bytes() {
        [b'0'] | [b'1'..=b'9', ..] => text.parse().ok(),
        _ => None,
    }
}

/// Of a closed list of names, the one that `name` most likely means, for "did you mean": one slip
/// in three letters, where case does not matter and `-`, `_` and blanks are the same. Nothing where
/// none is near; the first where two are equally near.
///
/// ```
/// use dateline_core::text::nearest_name;
///
/// assert_eq!(nearest_name("Max bytes", ["newest", "max-bytes"]), Some("max-bytes"));
/// assert_eq!(nearest_name("tilte", ["title", "link"]), Some("title"));
/// assert_eq!(nearest_name("price", ["title", "link"]), None);
/// ```
#[must_use]
pub fn nearest_name<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // No name is longer, and comparing costs the product of two lengths.
    let letters = |text: &str| -> String {
        let letters = text.trim().chars().take(64);
        letters
            .map(|c| {
                if c.is_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    '-'
                }
            })
            .collect()
    };
    let wanted = letters(name);
    let length = wanted.chars().count();
    names
        .into_iter()
        .filter_map(|name| {
            let letters = letters(name);
            let near = |distance: usize| distance * 3 <= name.len().max(4);
            // What is much longer or shorter needs no comparison.
            near(letters.chars().count().abs_diff(length)).then_some(())?;
            let distance = strsim::damerau_levenshtein(&wanted, &letters);
            near(distance).then_some((distance, name))
        })
        // The first of equals.
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// What is wrong with a text as one line without illegal characters.
#[inline]
pub(crate) fn problem_of_line(text: &str) -> Option<Problem> {
    may_be_no_line(text).then(|| wrong_line(text)).flatten()
}

/// Whether there is something that begins and ends with no blank, and is seen at once to be a line
/// without illegal characters: what nearly all lines are.
#[inline(never)]
pub(crate) fn is_plain_line(text: &str) -> bool {
    !text.is_empty() && is_trimmed(text) && !may_be_no_line(text)
}

/// Whether a text has a control character, as a line break is, or what illegal ones begin with.
#[inline]
fn may_be_no_line(text: &str) -> bool {
    CONTROL_OR_EF.is_in(text.as_bytes())
}

#[cold]
fn wrong_line(text: &str) -> Option<Problem> {
    let line_break = || line_break(text).map(|at| Problem::LineBreak { at });
    problem_of_block(text).or_else(line_break)
}

/// What is wrong with a text as any number of lines without illegal characters.
pub(crate) fn problem_of_block(text: &str) -> Option<Problem> {
    // Many texts are not there.
    let (character, at) = (!text.is_empty()).then(|| illegal_character(text))??;
    Some(Problem::IllegalCharacter { character, at })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(char, usize)>) {
        assert_eq!(illegal_character(text), expected);
    }

    #[test]
    fn finds_what_xml_forbids_and_nothing_else() {
        check("", None);
        check("plain\r\n\ttext", None);
        check(
            "NEL \u{85}, LS \u{2028}, nonchar \u{FDD0}, DEL \u{7f}, U+FFFD \u{FFFD}",
            None,
        );
        check("emoji 🕊 \u{10FFFF}", None);
        check("\0", Some(('\0', 1)));
        check("é\u{1f}", Some(('\u{1f}', 2)));
        check("ok \u{FFFE}", Some(('\u{FFFE}', 4)));
        check("ok \u{FFFF}", Some(('\u{FFFF}', 4)));
        check(&format!("{}\u{8}", "x".repeat(1000)), Some(('\u{8}', 1001)));
        check("\u{FFFD}\u{FEFF}\u{FFFF}\0", Some(('\u{FFFF}', 3)));
    }

    /// What XML 1.0 calls a `Char`, as it says it.
    fn is_xml_char(c: char) -> bool {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
    }

    proptest! {
        #[test]
        fn each_character_counts_as_xml_says(text in "(\\PC|[\\x00-\\x20]|[\u{FFF0}-\u{FFFF}]){0,200}") {
            let expected = text.chars().enumerate().find(|(_, c)| !is_xml_char(*c));
            prop_assert_eq!(illegal_character(&text), expected.map(|(index, c)| (c, index + 1)));
        }
    }

    #[test]
    fn a_line_break_is_found_by_character() {
        assert_eq!(line_break("é\n"), Some(2));
        assert_eq!(line_break("é\u{2028}"), None);
    }

    #[test]
    fn trimming_keeps_borrowed_text_borrowed() {
        assert!(matches!(Text::from(" a ").trimmed().0, Cow::Borrowed("a")));
        assert_eq!(Text::from(String::from(" a ")).trimmed(), "a");
    }
}
