//! UTF-16 to bytes of UTF-8.

/// A decoder of UTF-16 that takes its input in any pieces.
///
/// What is no character stays no character: half a surrogate pair becomes the three bytes that
/// would encode it, and half a unit at the end the byte 0xFF. Neither is UTF-8, so that the record
/// it stands in is refused, instead of turning into U+FFFD unseen.
///
/// ```
/// use dateline_core::Utf16Decoder;
///
/// let mut text = Vec::new();
/// let mut decoder = Utf16Decoder::big_endian();
/// decoder.push(b"\0a\xD8", &mut text);
/// decoder.push(b"\x3D\xDD\x4A", &mut text);
/// decoder.finish(&mut text);
/// assert_eq!(text, "a🕊".as_bytes());
/// ```
#[derive(Clone, Debug)]
pub struct Utf16Decoder {
    unit: fn([u8; 2]) -> u16,
    /// The first byte of a unit.
    byte: Option<u8>,
    /// The first unit of a surrogate pair.
    high: Option<u16>,
}

impl Utf16Decoder {
    /// A decoder of UTF-16BE.
    #[must_use]
    pub const fn big_endian() -> Self {
        Self {
            unit: u16::from_be_bytes,
            byte: None,
            high: None,
        }
    }

    /// A decoder of UTF-16LE.
    #[must_use]
    pub const fn little_endian() -> Self {
        Self {
            unit: u16::from_le_bytes,
            byte: None,
            high: None,
        }
    }

    /// Appends to `text` what `bytes` say.
    pub fn push(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        for byte in bytes {
            match self.byte.take() {
                None => self.byte = Some(*byte),
                Some(first) => self.unit((self.unit)([first, *byte]), text),
            }
        }
    }

    /// Appends what is not complete at the end of the input.
    pub fn finish(&mut self, text: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            push_surrogate(high, text);
        }
        if self.byte.take().is_some() {
            text.push(0xFF);
        }
    }

    fn unit(&mut self, unit: u16, text: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            if let Some(Ok(character)) = char::decode_utf16([high, unit]).next() {
                push_char(character, text);
                return;
            }
            push_surrogate(high, text);
        }
        match char::from_u32(u32::from(unit)) {
            Some(character) => push_char(character, text),
            None if unit < 0xDC00 => self.high = Some(unit),
            None => push_surrogate(unit, text),
        }
    }
}

fn push_char(character: char, text: &mut Vec<u8>) {
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// The bytes that UTF-8 would have for it, if it had any: they are never valid.
fn push_surrogate(unit: u16, text: &mut Vec<u8>) {
    let [high, low] = unit.to_be_bytes();
    text.extend_from_slice(&[
        0xED,
        0x80 | (high & 0x0F) << 2 | low >> 6,
        0x80 | (low & 0x3F),
    ]);
}
