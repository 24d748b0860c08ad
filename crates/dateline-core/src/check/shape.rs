//! The shape of a text, which does not depend on what the text means.

use super::Run;
use crate::text::{is_plain_line, problem_of_block, problem_of_line};
use crate::{Date, Field, FieldPath, Foreign, Problem, Text, Violation};

impl Run<'_> {
    /// Whether a text has its shape, by what is wrong with it. What a text means that has not is not
    /// asked.
    #[inline]
    fn has_shape(&mut self, path: FieldPath, text: &str, problem: Option<Problem>) -> bool {
        problem.is_none_or(|problem| self.refuse(path, text, problem))
    }

    #[cold]
    fn refuse(&mut self, path: FieldPath, text: &str, problem: Problem) -> bool {
        self.violations.push(Violation::new(path, text, problem));
        false
    }

    /// Whether there is something in a text that must be there.
    #[inline]
    fn is_there(&mut self, path: FieldPath, text: &Text<'_>, missing: Problem) -> bool {
        self.has_shape(path, text, text.is_blank().then_some(missing))
    }

    /// Whether it is one line, or none.
    #[inline]
    pub(super) fn is_line(&mut self, path: FieldPath, text: &str) -> bool {
        text.is_empty() || is_plain_line(text) || self.has_shape(path, text, problem_of_line(text))
    }

    /// Whether it is any number of lines that can be carried.
    pub(super) fn is_block(&mut self, path: FieldPath, text: &str) -> bool {
        self.has_shape(path, text, problem_of_block(text))
    }

    /// Whether it is a line that must be there, of a list or a value of one.
    #[inline]
    pub(super) fn is_value(&mut self, path: FieldPath, text: &Text<'_>) -> bool {
        is_plain_line(text)
            || self.is_there(path, text, Problem::EmptyValue) && self.is_line(path, text)
    }

    /// One line, trimmed; nothing where there is none, or none that has its shape.
    #[inline]
    pub(super) fn line<'a>(&mut self, path: FieldPath, text: Text<'a>) -> Option<Text<'a>> {
        // Many fields are empty.
        if text.is_empty() {
            return None;
        }
        if is_plain_line(&text) {
            return Some(text);
        }
        self.trimmed_line(path, text)
    }

    /// The same of a value of a list, which must be there.
    #[inline]
    pub(super) fn value<'a>(&mut self, path: FieldPath, text: Text<'a>) -> Option<Text<'a>> {
        if is_plain_line(&text) {
            return Some(text);
        }
        let is_there = self.is_there(path, &text, Problem::EmptyValue);
        is_there.then(|| self.trimmed_line(path, text)).flatten()
    }

    #[cold]
    fn trimmed_line<'a>(&mut self, path: FieldPath, text: Text<'a>) -> Option<Text<'a>> {
        let is_line = self.is_line(path, &text);
        Some(text.trimmed()).filter(|text| is_line && !text.is_empty())
    }

    pub(super) fn title(&mut self, text: &Text<'_>) {
        let path = Field::Title.into();
        if self.is_there(path, text, Problem::missing(Field::Title)) {
            self.is_line(path, text);
        }
    }

    pub(super) fn published(&mut self, text: Text<'_>) -> Option<Date> {
        let missing = Problem::missing(Field::Date);
        if !self.is_there(Field::Date.into(), &text, missing) {
            return None;
        }
        self.date(Field::Date, text)
    }

    pub(super) fn summary<'a>(&mut self, text: Text<'a>) -> Option<Text<'a>> {
        self.is_block(Field::Summary.into(), &text);
        Some(text).filter(|text| !text.is_blank())
    }

    pub(super) fn foreign(&mut self, elements: &[Foreign<'_>]) {
        for (index, element) in elements.iter().enumerate() {
            if let Some(text) = element.illegal() {
                let path = FieldPath::of(Field::Foreign, index);
                self.is_block(path, text);
            }
        }
    }
}
