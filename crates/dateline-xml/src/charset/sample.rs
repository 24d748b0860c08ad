//! What a piece of a text says about its encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_core::Excerpt;
use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, WINDOWS_1252};

use super::{Charset, Declared, Meaning};

/// Invalid bytes that are too few to say that a text is no UTF-8, while most of it has not come.
const FEW: usize = 16;

/// How many times one kind of evidence must outweigh the other to be the whole truth.
const MANY: usize = 8;

/// What the bytes of a text say about its encoding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) charset: Charset,
    /// What was mended, where that is not what the document declares.
    pub(crate) repair: Option<String>,
}

/// A piece of a document from its first byte that is not ASCII.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'b> {
    /// ASCII that stands before.
    pub(crate) before: &'b [u8],
    pub(crate) bytes: &'b [u8],
    /// Whether the document ends with it.
    pub(crate) whole: bool,
}

impl Sample<'_> {
    /// Whether the text, which begins with an escape character, is Japanese in seven bits.
    pub(crate) fn judge_escapes(self, declared: Option<&Declared>) -> Option<Verdict> {
        let charset = Charset::Legacy(ISO_2022_JP);
        let repair = match declared {
            Some(Declared {
                meaning: Meaning::Legacy(encoding, _),
                ..
            }) if *encoding == ISO_2022_JP => None,
            _ if self.guess() != ISO_2022_JP => return None,
            Some(Declared { label, .. }) => Some(not_as_declared(label, charset)),
            None => Some(no_utf_8(charset)),
        };
        Some(Verdict { charset, repair })
    }

    /// Which encoding the text is in, of which this was declared, or nothing.
    pub(crate) fn judge(self, declared: Option<&Declared>) -> Verdict {
        let counts = Counts::of(self.bytes, self.whole);
        let Some(Declared {
            meaning: Meaning::Legacy(encoding, _),
            label,
            ..
        }) = declared
        else {
            return self.judge_utf_8(counts, declared);
        };
        let lawful = Verdict {
            charset: Charset::Legacy(encoding),
            repair: None,
        };
        let not = |charset: Charset| Verdict {
            charset,
            repair: Some(not_as_declared(label, charset)),
        };
        let is_utf_8 = counts.characters > 0 && counts.characters >= counts.invalid * MANY;
        if encoding.is_single_byte() {
            return if is_utf_8 { not(Charset::Utf8) } else { lawful };
        }
        // One or two characters of two bytes may well be valid UTF-8 by chance.
        let (right, wrong) = decoded(encoding, self.bytes);
        if is_utf_8 && (counts.characters > 2 || wrong > 0) {
            not(Charset::Utf8)
        } else if wrong > 2 && wrong * 3 > right {
            not(Charset::Legacy(self.guess()))
        } else {
            lawful
        }
    }

    /// The verdict on a text that should be UTF-8, or ASCII, or did not say.
    fn judge_utf_8(self, counts: Counts, declared: Option<&Declared>) -> Verdict {
        let is_ascii = declared.filter(|d| d.meaning == Meaning::Ascii);
        let utf_8 = Verdict {
            charset: Charset::Utf8,
            repair: is_ascii.map(|declared| not_as_declared(&declared.label, Charset::Utf8)),
        };
        if counts.invalid <= counts.characters {
            return utf_8;
        }
        let guess = self.guess();
        // Here and there a byte of windows-1252 makes no text of windows-1252: what is valid UTF-8
        // is still read as such, and so is what comes when the sample said too little.
        let too_little = !self.whole && counts.invalid < FEW;
        if guess == WINDOWS_1252 && (counts.characters * MANY >= counts.invalid || too_little) {
            return utf_8;
        }
        let charset = Charset::Legacy(guess);
        let what = match declared {
            Some(Declared {
                meaning: Meaning::Utf8 | Meaning::Ascii,
                label,
                ..
            }) => not_as_declared(label, charset),
            _ => no_utf_8(charset),
        };
        Verdict {
            charset,
            repair: Some(what),
        }
    }

    fn guess(self) -> &'static Encoding {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(self.before, false);
        detector.feed(self.bytes, self.whole);
        detector.guess(None, Utf8Detection::Deny)
    }
}

fn not_as_declared(label: &str, charset: Charset) -> String {
    format!(
        "the text is not in `{}` as it declares; it is read as {}",
        Excerpt(label),
        charset.name()
    )
}

fn no_utf_8(charset: Charset) -> String {
    let name = charset.name();
    format!("the text is no UTF-8, and no other encoding is declared; it is read as {name}")
}

/// How much of a text is UTF-8.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Counts {
    /// Characters of more than one byte.
    characters: usize,
    /// Bytes that belong to no character.
    invalid: usize,
}

impl Counts {
    fn of(bytes: &[u8], whole: bool) -> Self {
        let mut counts = Self::default();
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            counts.characters += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
            let is_cut =
                || std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
            if whole || chunks.peek().is_some() || !is_cut() {
                counts.invalid += chunk.invalid().len();
            }
        }
        counts
    }
}

/// How many characters beyond ASCII an encoding finds in bytes, and in how many places none.
fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> (usize, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = [0; 1024];
    let (mut rest, mut right, mut wrong) = (bytes, 0, 0);
    loop {
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(rest, &mut text, false);
        rest = rest.get(read..).unwrap_or_default();
        let written = text.get(..written).unwrap_or_default();
        right += written.iter().filter(|byte| **byte >= 0xC0).count();
        match result {
            DecoderResult::Malformed(..) => wrong += 1,
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return (right, wrong),
        }
    }
}
