//! Finds where one JSON value ends, without reading what it says.
//!
//! The scan goes on where it stopped when the buffer was refilled, so that a value of any size
//! costs linear time. It knows texts and brackets and nothing else.
//!
//! In JSON that is well formed it never decides anything. Where brackets or quotes are missing, it
//! takes what no JSON can have for the sign that they are:
//!
//! - a bracket that closes another kind of bracket closes those inside as well;
//! - a `{` with a key behind it, where an object wants a key or a comma, begins the next element:
//!   the `}` in front of it is missing;
//! - a `]` that nothing in the element opened, with something behind it that can follow the list,
//!   ends the list;
//! - a text that a line break cuts ends there where the next line begins with a bracket or a quote
//!   that opens a text; else it goes on.

use crate::special::Specials;
use crate::window::is_blank;
use crate::{MAX_DEPTH, MAX_VALUES};

/// What a scan found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Step {
    /// The bytes ended before the value did.
    More,
    /// The value has this length.
    End(usize),
    /// The value is broken, and something else begins at this offset.
    Cut(usize),
    /// The end cannot be found: something at this offset does not belong to any JSON.
    Lost(usize),
}

/// What a value has too much of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Excess {
    /// Levels of brackets.
    Depth,
    /// Values.
    Values,
}

/// A scan of one value, as far as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    at: usize,
    depth: usize,
    deepest: usize,
    /// How many values there are, or one more.
    values: usize,
    /// One bit a level, the innermost lowest: whether it is an object. Levels beyond
    /// [`MAX_DEPTH`] are counted only.
    objects: u128,
    mode: Mode,
    specials: Specials,
    /// The last byte outside of texts that is no white space; a quote for a text.
    last: u8,
    /// A bracket that can only be where it is if others are missing; the next byte tells.
    suspect: Option<usize>,
    /// Where the line on which the value begins ends.
    line_end: Option<usize>,
    /// The first line break inside a text, where JSON allows none.
    text_break: Option<usize>,
    /// Whether the value is an element of a list, behind which another may come.
    is_element: bool,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Mode {
    #[default]
    Outside,
    Text,
    /// In front of the first character of a line that began inside a text.
    Break,
    /// Behind the quote at this offset, with which such a line began.
    Quote(usize),
}

impl Scan {
    /// A scan of an element of a list.
    pub(super) fn of_element() -> Self {
        Self {
            is_element: true,
            ..Self::default()
        }
    }

    /// Goes on with the scan; `bytes` begin with the value, and hold more than the last time.
    pub(crate) fn run(&mut self, bytes: &[u8]) -> Step {
        self.specials = Specials::default();
        loop {
            let step = match self.mode {
                Mode::Text => self.text(bytes),
                Mode::Break => self.line_start(bytes),
                Mode::Quote(quote) => self.quote(bytes, quote),
                Mode::Outside if self.depth == 0 && self.at > 0 => return self.word(bytes),
                Mode::Outside => match bytes.get(self.at) {
                    None => return Step::More,
                    Some(byte) => self.outside(*byte),
                },
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    /// What the end of the input makes of the value, where it is not complete.
    pub(super) fn at_end(&self) -> Option<Step> {
        match self.suspect {
            Some(at) if self.last == b']' => Some(Step::Cut(at)),
            _ if self.depth == 0 && self.mode == Mode::Outside => Some(Step::End(self.at)),
            _ => None,
        }
    }

    fn outside(&mut self, byte: u8) -> Option<Step> {
        if is_blank(byte) {
            if matches!(byte, b'\n' | b'\r') {
                self.line_end.get_or_insert(self.at);
            }
            self.at += 1;
            return None;
        }
        if let Some(step) = self.suspected(byte) {
            return Some(step);
        }
        let step = match byte {
            b'"' => {
                self.mode = Mode::Text;
                None
            }
            b'{' | b'[' => {
                let in_object = self.in_object();
                self.open(byte == b'{');
                let misplaced = byte == b'{' && in_object && self.last != b':';
                self.suspect = misplaced.then_some(self.at);
                None
            }
            b',' if self.depth > 0 => {
                self.values += 1;
                None
            }
            b'}' | b']' => self.close(byte == b'}'),
            // A number, a word: its end is a delimiter, which belongs to what is around it.
            b',' | b':' if self.depth == 0 => Some(Step::Lost(self.at)),
            _ if self.depth == 0 => None,
            // Where a text may not have been closed, prose outside of texts shows it.
            _ if self.text_break.is_some() && !in_json(byte) => Some(Step::Lost(self.at)),
            _ => None,
        };
        self.last = byte;
        if !matches!(step, Some(Step::Lost(_))) {
            self.at += 1;
        }
        step
    }

    /// Decides about a bracket that was out of place, now that `byte` comes behind it.
    fn suspected(&mut self, byte: u8) -> Option<Step> {
        let at = self.suspect.take()?;
        match (self.last, byte) {
            // The key of an object that has no place inside this one: the objects around it were
            // not closed.
            (b'{', b'"') => {
                self.pop();
                while self.in_object() {
                    self.pop();
                }
                if self.depth == 0 {
                    return Some(Step::Cut(at));
                }
                self.open(true);
                None
            }
            (b']', b',' | b'}') => Some(Step::Cut(at)),
            (b']', _) => Some(Step::Lost(at)),
            _ => None,
        }
    }

    fn in_object(&self) -> bool {
        self.depth > 0 && self.depth <= MAX_DEPTH && self.objects & 1 == 1
    }

    fn open(&mut self, object: bool) {
        self.depth += 1;
        self.values += 1;
        self.deepest = self.deepest.max(self.depth);
        if self.depth <= MAX_DEPTH {
            self.objects = self.objects << 1 | u128::from(object);
        }
    }

    fn pop(&mut self) {
        if self.depth <= MAX_DEPTH {
            self.objects >>= 1;
        }
        self.depth -= 1;
    }

    fn close(&mut self, object: bool) -> Option<Step> {
        if self.depth > MAX_DEPTH {
            self.pop();
            return None;
        }
        let (mut depth, mut objects) = (self.depth, self.objects);
        while depth > 0 && (objects & 1 == 1) != object {
            objects >>= 1;
            depth -= 1;
        }
        if depth == 0 {
            // It closes something that is around the value.
            if object || !self.is_element || self.depth == 0 {
                return Some(Step::Lost(self.at));
            }
            self.suspect = Some(self.at);
            return None;
        }
        (self.depth, self.objects) = (depth - 1, objects >> 1);
        (self.depth == 0).then_some(Step::End(self.at + 1))
    }

    /// Inside a text: goes to its end.
    fn text(&mut self, bytes: &[u8]) -> Option<Step> {
        self.at = self.specials.next(bytes, self.at);
        let Some(special) = bytes.get(self.at) else {
            return Some(Step::More);
        };
        match special {
            b'"' => {
                self.at += 1;
                self.text_ends();
                (self.depth == 0).then_some(Step::End(self.at))
            }
            b'\\' if self.at + 1 == bytes.len() => Some(Step::More),
            b'\\' => {
                self.at += 2;
                None
            }
            b'\n' => {
                self.line_end.get_or_insert(self.at);
                self.text_break.get_or_insert(self.at);
                self.mode = Mode::Break;
                None
            }
            _ => {
                self.at += 1;
                None
            }
        }
    }

    fn text_ends(&mut self) {
        (self.mode, self.last) = (Mode::Outside, b'"');
    }

    /// At the start of a line that began inside a text: whether the text goes on.
    fn line_start(&mut self, bytes: &[u8]) -> Option<Step> {
        match self.past_blanks(bytes) {
            None => return Some(Step::More),
            Some(b'"') => {
                self.mode = Mode::Quote(self.at);
                self.at += 1;
            }
            Some(b'{' | b'}' | b'[' | b']') => {
                self.text_ends();
                if self.depth == 0 {
                    return Some(Step::Lost(self.at));
                }
            }
            Some(_) => self.mode = Mode::Text,
        }
        None
    }

    /// Behind a quote at the start of such a line: whether it ends the text or begins another.
    fn quote(&mut self, bytes: &[u8], quote: usize) -> Option<Step> {
        match self.past_blanks(bytes) {
            None => return Some(Step::More),
            Some(b',' | b'}' | b']') => self.text_ends(),
            Some(_) => {
                (self.mode, self.last) = (Mode::Text, b'"');
                self.at = quote + 1;
            }
        }
        None
    }

    /// Passes over white space to the byte behind it.
    fn past_blanks(&mut self, bytes: &[u8]) -> Option<u8> {
        let rest = bytes.get(self.at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| is_blank(**byte)).count();
        self.at += blanks;
        rest.get(blanks).copied()
    }

    fn word(&mut self, bytes: &[u8]) -> Step {
        let delimiter = |byte: &u8| {
            is_blank(*byte) || matches!(*byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"')
        };
        let rest = bytes.get(self.at..).unwrap_or_default();
        if let Some(length) = rest.iter().position(delimiter) {
            return Step::End(self.at + length);
        }
        self.at = bytes.len();
        Step::More
    }

    /// The first line break inside a text.
    pub(super) const fn text_break(&self) -> Option<usize> {
        self.text_break
    }

    /// Whether there was more than may be read.
    pub(super) const fn excess(&self) -> Option<Excess> {
        if self.deepest > MAX_DEPTH {
            Some(Excess::Depth)
        } else if self.values > MAX_VALUES {
            Some(Excess::Values)
        } else {
            None
        }
    }

    /// Where the line on which the value begins ends, if the scan came so far.
    pub(crate) const fn line_end(&self) -> Option<usize> {
        self.line_end
    }

    /// Whether that line ends inside a text.
    pub(crate) fn line_breaks_text(&self) -> bool {
        self.text_break.is_some() && self.text_break == self.line_end
    }

    /// What would have to come at the place where the scan stands.
    pub(super) const fn expected(&self) -> &'static str {
        match (self.text_break, self.mode, self.depth) {
            (Some(_), ..) | (None, Mode::Text, _) => "`\"` at the end of a text",
            (None, _, 0) => "a value",
            _ if self.objects & 1 == 1 => "`}`",
            _ => "`]`",
        }
    }
}

/// Whether the byte can stand outside of texts.
const fn in_json(byte: u8) -> bool {
    // What numbers, `true`, `false` and `null` are made of.
    matches!(byte, b',' | b':' | b'0'..=b'9' | b'-' | b'+' | b'.' | b'E')
        || matches!(
            byte,
            b'a' | b'e' | b'f' | b'l' | b'n' | b'r' | b's' | b't' | b'u'
        )
}
