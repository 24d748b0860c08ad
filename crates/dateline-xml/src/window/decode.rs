//! Bytes to text, in any pieces.

use dateline_core::{Excerpt, Utf16Decoder};
use encoding_rs::{DecoderResult, Encoding};

use super::text::Text;
use crate::ErrorKind;
use crate::charset::{Charset, Foreign, Order, windows_1252};

/// How much is decoded at a time.
const ROOM: usize = 16 * 1024;

/// A decoder of one document.
#[derive(Debug)]
pub(super) enum Decoder {
    Utf8,
    Utf16(Order, Utf16Decoder),
    Utf32(Order),
    Legacy(Box<Legacy>),
}

impl Decoder {
    /// `foreign` are the bytes that the encoding that is meant does not have.
    pub(super) fn new(charset: Charset, foreign: Option<(String, Foreign)>) -> Self {
        Self::with(charset, foreign, false)
    }

    /// A decoder for a text of which nobody said that it is in this charset.
    pub(super) fn guessed(charset: Charset) -> Self {
        Self::with(charset, None, true)
    }

    fn with(charset: Charset, foreign: Option<(String, Foreign)>, guessed: bool) -> Self {
        match charset {
            Charset::Utf8 => Self::Utf8,
            Charset::Utf16(order) => Self::Utf16(
                order,
                match order {
                    Order::Big => Utf16Decoder::big_endian(),
                    Order::Little => Utf16Decoder::little_endian(),
                },
            ),
            Charset::Utf32(order) => Self::Utf32(order),
            Charset::Legacy(encoding) => Self::Legacy(Box::new(Legacy {
                encoding,
                decoder: encoding.new_decoder_without_bom_handling(),
                decoded: String::new(),
                foreign,
                guessed,
            })),
        }
    }

    /// Appends to `text` what `bytes` say, and gives how many of them were used: the others are to
    /// come again with what follows them. Where `strict`, nothing is mended: the text ends with the
    /// refusal.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        last: bool,
        strict: bool,
        text: &mut Text,
    ) -> usize {
        match self {
            Self::Utf8 => utf_8(bytes, last, strict, text),
            Self::Utf16(order, utf_16) => {
                let mut decoded = Vec::with_capacity(bytes.len() * 3 / 2 + 3);
                utf_16.push(bytes, &mut decoded);
                if last {
                    utf_16.finish(&mut decoded);
                }
                push(&decoded, strict, Charset::Utf16(*order), text);
                bytes.len()
            }
            Self::Utf32(order) => utf_32(*order, bytes, last, strict, text),
            Self::Legacy(legacy) => {
                legacy.decode(bytes, last, strict, text);
                bytes.len()
            }
        }
    }
}

/// UTF-8, in which single bytes of windows-1252 may stand.
fn utf_8(bytes: &[u8], last: bool, strict: bool, text: &mut Text) -> usize {
    let mut rest = bytes;
    loop {
        let error = match simdutf8::compat::from_utf8(rest) {
            Ok(valid) => {
                text.push(valid);
                return bytes.len();
            }
            Err(error) => error,
        };
        let (valid, wrong) = rest.split_at(error.valid_up_to());
        text.push(simdutf8::basic::from_utf8(valid).unwrap_or_default());
        let length = match error.error_len() {
            Some(length) => length,
            None if last => wrong.len(),
            None => return bytes.len() - wrong.len(),
        };
        let (wrong, next) = wrong.split_at(length);
        if strict {
            text.refusal = Some(ErrorKind::Utf8 {
                bytes: wrong.to_vec(),
            });
            return bytes.len();
        }
        for byte in wrong {
            match windows_1252(*byte) {
                Some(c) => text.push_mended(c, || {
                    format!("the byte 0x{byte:02X} is no UTF-8; it is read as windows-1252: `{c}`")
                }),
                None => text.push_invalid(&[*byte]),
            }
        }
        rest = next;
    }
}

/// UTF-32, of which a unit that is no character becomes a byte that is none.
fn utf_32(order: Order, bytes: &[u8], last: bool, strict: bool, text: &mut Text) -> usize {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut decoded = Vec::with_capacity(bytes.len());
    for unit in units {
        let unit = match order {
            Order::Big => u32::from_be_bytes(*unit),
            Order::Little => u32::from_le_bytes(*unit),
        };
        match char::from_u32(unit) {
            Some(c) => decoded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => decoded.push(0xFF),
        }
    }
    if last && !rest.is_empty() {
        decoded.push(0xFF);
    }
    push(&decoded, strict, Charset::Utf32(order), text);
    if last {
        bytes.len()
    } else {
        bytes.len() - rest.len()
    }
}

/// Appends bytes that are UTF-8 but for what was no character.
fn push(decoded: &[u8], strict: bool, charset: Charset, text: &mut Text) {
    match std::str::from_utf8(decoded) {
        Ok(decoded) => text.push(decoded),
        Err(_) if !strict => text.push_invalid(decoded),
        Err(error) => {
            let valid = decoded.get(..error.valid_up_to()).unwrap_or_default();
            text.push(std::str::from_utf8(valid).unwrap_or_default());
            let encoding = charset.name();
            text.refusal = Some(ErrorKind::Malformed { encoding });
        }
    }
}

/// A decoder of an encoding of the Encoding Standard.
#[derive(Debug)]
pub(super) struct Legacy {
    encoding: &'static Encoding,
    decoder: encoding_rs::Decoder,
    /// What was decoded last.
    decoded: String,
    /// The label, and the bytes that it does not mean.
    foreign: Option<(String, Foreign)>,
    /// Whether this is only the most probable encoding. Then a byte that it has no character for is
    /// left as it is, to be refused, and is not the control character that it would be else.
    guessed: bool,
}

impl Legacy {
    fn decode(&mut self, bytes: &[u8], last: bool, strict: bool, text: &mut Text) {
        let mut rest = bytes;
        if let Some((label, foreign)) = &self.foreign
            && let Some(at) = foreign.find(bytes)
        {
            let (before, behind) = bytes.split_at(at);
            let byte = behind.first().copied().unwrap_or_default();
            let (label, foreign) = (label.clone(), *foreign);
            self.foreign = None;
            self.convert(before, false, strict, text);
            if strict {
                text.refusal = Some(ErrorKind::Foreign {
                    encoding: label,
                    byte,
                    instead: match foreign.last {
                        0xFF => "UTF-8",
                        _ => self.encoding.name(),
                    },
                });
                return;
            }
            text.repair(format!(
                "the byte 0x{byte:02X} is no text in `{}`; this and all others are read as {}",
                Excerpt(&label),
                self.encoding.name()
            ));
            rest = behind;
        }
        self.convert(rest, last, strict, text);
    }

    fn convert(&mut self, bytes: &[u8], last: bool, strict: bool, text: &mut Text) {
        let mut rest = bytes;
        let name = self.encoding.name();
        loop {
            self.decoded.clear();
            self.decoded.reserve(ROOM);
            let (result, read) =
                self.decoder
                    .decode_to_string_without_replacement(rest, &mut self.decoded, last);
            self.push(text);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) if strict => {
                    text.refusal = Some(ErrorKind::Malformed { encoding: name });
                    return;
                }
                DecoderResult::Malformed(..) => {
                    text.push_mended(char::REPLACEMENT_CHARACTER, || {
                        format!("bytes that are no {name} are read as U+FFFD")
                    });
                }
            }
        }
    }

    fn push(&self, text: &mut Text) {
        if !self.guessed || !self.encoding.is_single_byte() {
            text.push(&self.decoded);
            return;
        }
        let mut rest = self.decoded.as_str();
        let is_none = |c| matches!(c, '\u{80}'..='\u{9F}');
        while let Some((before, behind)) = rest.split_once(is_none) {
            text.push(before);
            let control = rest
                .get(before.len()..)
                .and_then(|rest| rest.chars().next());
            let byte = control.and_then(|c| u8::try_from(u32::from(c)).ok());
            text.push_invalid(byte.as_slice());
            rest = behind;
        }
        text.push(rest);
    }
}
