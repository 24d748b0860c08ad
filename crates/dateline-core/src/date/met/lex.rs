//! The text of a date in pieces: numbers, words, signs.

/// The signs that Chinese, Japanese and Korean write behind a number to say what it counts.
pub(super) const UNITS: &str = "年月日号號時时点點分秒년월일시분초";

/// Halves of the day that are written onto the word before them.
const HALVES: [&str; 4] = ["上午", "下午", "午前", "午後"];

/// What a token is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// ASCII digits.
    Number,
    /// Letters with the marks and apostrophes between them.
    Word,
    /// Anything else that is no blank.
    Sign(char),
}

/// A number, a word or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// Where it begins in the plain text.
    pub(super) start: usize,
    /// Whether a blank stands before it.
    pub(super) spaced: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// The value of a number of at most nine digits.
    pub(super) fn value(&self) -> Option<u32> {
        (self.is_number() && self.text.len() <= 9)
            .then(|| self.text.parse().ok())
            .flatten()
    }
}

/// A text without comments, in the signs of ASCII where it has others of the same meaning.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) text: String,
    /// Whether a sign became another one.
    pub(super) changed: bool,
    /// Whether digits were Arabic ones: the year may then be one of the Hijra, unless the month has
    /// a name.
    pub(super) arabic: bool,
}

impl Plain {
    /// None where a comment does not end.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut plain = Self {
            text: String::with_capacity(text.len()),
            changed: false,
            arabic: false,
        };
        let mut depth = 0u32;
        let mut escaped = false;
        for c in text.chars() {
            let ascii = plain.ascii(c);
            match ascii {
                _ if escaped => escaped = false,
                Some('\\') if depth > 0 => escaped = true,
                Some('(') => depth += 1,
                Some(')') => {
                    depth = depth.checked_sub(1)?;
                    // A comment stands for a blank (RFC 2822, section 3.2.3).
                    plain.text.push(' ');
                }
                Some(c) if depth == 0 => plain.text.push(c),
                _ => {}
            }
        }
        // Java and RFC 9557 write the name of the zone in brackets behind the offset. Behind a `Z`
        // it does not change the time (RFC 9557, section 2).
        if let Some((date, zone)) = plain
            .text
            .strip_suffix(']')
            .and_then(|text| text.split_once('['))
        {
            plain.text = if date.ends_with('Z') {
                format!("{date} ")
            } else {
                format!("{date} {zone}")
            };
        }
        (depth == 0).then_some(plain)
    }

    /// The sign that stands for `c`; None for one that nobody sees.
    fn ascii(&mut self, c: char) -> Option<char> {
        if c.is_ascii() {
            return Some(if c.is_ascii_whitespace() || c == '\u{b}' {
                ' '
            } else {
                c
            });
        }
        let ascii = match c {
            _ if c.is_whitespace() => ' ',
            // The full-width forms stand in the order of ASCII.
            '\u{ff01}'..='\u{ff5e}' => u32::from(c)
                .checked_sub(0xfee0)
                .and_then(char::from_u32)
                .unwrap_or(c),
            '\u{660}'..='\u{669}' => {
                self.arabic = true;
                u32::from(c)
                    .checked_sub(0x630)
                    .and_then(char::from_u32)
                    .unwrap_or(c)
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '、' | '،' => ',',
            '。' => '.',
            '\u{2018}' | '\u{2019}' | '\u{2b9}' | '\u{2bc}' | '\u{2032}' => '\'',
            'ª' => 'a',
            'º' | '°' => 'o',
            '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => {
                self.changed = true;
                return None;
            }
            _ => return Some(c),
        };
        self.changed |= ascii != '\'';
        Some(ascii)
    }

    /// The tokens of the text.
    pub(super) fn tokens(&self) -> Vec<Token<'_>> {
        let mut tokens: Vec<Token<'_>> = Vec::new();
        let mut rest = self.text.as_str();
        loop {
            let text = rest.trim_start_matches(' ');
            let Some(first) = text.chars().next() else {
                return tokens;
            };
            let after_number = tokens.last().is_some_and(Token::is_number);
            let (kind, length) = if first.is_ascii_digit() {
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                (Kind::Number, digits)
            } else if first.is_alphabetic() {
                let unit = after_number && UNITS.contains(first);
                let length = if unit {
                    first.len_utf8()
                } else {
                    word_length(text)
                };
                (Kind::Word, length)
            } else {
                (Kind::Sign(first), first.len_utf8())
            };
            let Some((token, behind)) = text.split_at_checked(length.max(1)) else {
                return tokens;
            };
            tokens.push(Token {
                kind,
                text: token,
                start: self.text.len() - text.len(),
                spaced: text.len() < rest.len(),
            });
            rest = behind;
        }
    }
}

/// The length of the word at the head of `text`.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = match c {
            '\'' => chars.peek().is_some_and(|(_, next)| next.is_alphabetic()),
            _ => c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c),
        };
        if !inside {
            break;
        }
        length = at + c.len_utf8();
    }
    let word = text.get(..length).unwrap_or_default();
    HALVES
        .iter()
        .find_map(|half| word.strip_suffix(half))
        .filter(|before| !before.is_empty())
        .map_or(length, str::len)
}
