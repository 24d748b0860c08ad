//! Reads the tokens of declarations, one after another.

use super::patch::{rest, slice};
use super::repair::LimitKind;
use crate::escape::is_blank;

/// Why a declaration cannot be read on.
#[derive(Debug)]
pub(super) enum Fault {
    /// What the grammar asks for where the reading is.
    Grammar(&'static str),
    Limit(LimitKind),
}

pub(super) type Parsed<T> = Result<T, Fault>;

/// A place in a text.
#[derive(Debug)]
pub(super) struct Scan<'x> {
    pub(super) text: &'x str,
    pub(super) at: usize,
}

impl<'x> Scan<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'x str {
        rest(self.text, self.at)
    }

    /// Goes over white space, and says whether there was any.
    pub(super) fn blanks(&mut self) -> bool {
        let text = self.rest();
        let count = text
            .bytes()
            .take_while(|b| is_blank(char::from(*b)))
            .count();
        self.at += count;
        count > 0
    }

    pub(super) fn must_blanks(&mut self) -> Parsed<()> {
        self.blanks().then_some(()).ok_or(Fault::Grammar("a blank"))
    }

    /// Goes over `text`, if that is what stands here.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let is_here = self.rest().starts_with(text);
        if is_here {
            self.at += text.len();
        }
        is_here
    }

    pub(super) fn must(&mut self, text: &str, expected: &'static str) -> Parsed<()> {
        self.eat(text).then_some(()).ok_or(Fault::Grammar(expected))
    }

    /// Goes over what stands in quotes, and gives the quote and what is inside.
    pub(super) fn literal(&mut self) -> Parsed<(char, &'x str)> {
        let text = self.rest();
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            return Err(Fault::Grammar("a text in quotes"));
        };
        let Some(length) = rest(text, 1).find(quote) else {
            return Err(Fault::Grammar("a text that its quote closes"));
        };
        self.at += length + 2;
        Ok((quote, slice(text, 1, 1 + length)))
    }
}
