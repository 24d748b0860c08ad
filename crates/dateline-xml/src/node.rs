//! An element with all it holds.

use std::borrow::Cow;
use std::ops::Range;

use dateline_core::{Foreign, Text};
use memchr::memchr;

use crate::element::{Attribute, Element};
use crate::escape::is_blank;
use crate::names::Space;
use crate::scan;
use crate::wording::Wording;

/// An element with all it holds.
#[derive(Clone, Debug)]
pub(crate) struct Node<'i> {
    pub(crate) element: Element<'i>,
    /// Its text as it stands, where it has no nested elements.
    pub(crate) run: Run<'i>,
    /// What is nested in it, and the text around that.
    pub(crate) children: Vec<Child<'i>>,
}

/// What an element holds, where it holds elements.
#[derive(Clone, Debug)]
pub(crate) enum Child<'i> {
    Element(Node<'i>),
    Text(Run<'i>),
}

/// A run of text between two tags.
#[derive(Clone, Debug)]
pub(crate) struct Run<'i> {
    text: Wording<'i>,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
    /// What stands between these came by references at its ends and is never cut off.
    kept: Option<(usize, usize)>,
}

impl<'i> Run<'i> {
    /// A run that begins at this byte.
    pub(crate) const fn new(at: usize) -> Self {
        Self {
            text: Wording::EMPTY,
            at,
            kept: None,
        }
    }

    /// The text as it stands.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        self.text.text()
    }

    /// Whether there is no text at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text to which something is added.
    fn words_to_add_to(&mut self) -> &mut Cow<'i, str> {
        let was_html = self.text.is_html_of_plain();
        let text = self.text.to_mut();
        if was_html {
            self.kept = Some((0, text.len()));
        }
        text
    }

    /// Adds literal text.
    pub(crate) fn push(&mut self, more: Cow<'i, str>) {
        if self.text.is_empty() {
            self.text = more.into();
        } else {
            self.words_to_add_to().to_mut().push_str(&more);
        }
    }

    /// Makes the HTML that was not made.
    #[cfg(test)]
    pub(crate) fn make_html(&mut self) {
        self.words_to_add_to();
    }

    /// Takes literal text, where there is none yet.
    #[inline]
    pub(crate) fn set(&mut self, text: &'i str) {
        self.text = Wording::literal_text(text);
    }

    /// Takes the HTML of a plain text, all of which stood there by references or between them, for
    /// text where there is none yet.
    pub(crate) fn set_html_of(&mut self, plain: String) {
        self.text = Wording::html_of(plain);
    }

    /// Adds a character that came by a reference.
    pub(crate) fn push_reference(&mut self, c: char) {
        let words = self.words_to_add_to().to_mut();
        let start = words.len();
        words.push(c);
        let end = words.len();
        let from = self.kept.map_or(start, |(from, _)| from);
        self.kept = Some((from, end));
    }

    /// Adds text with references: `literal` adds what stands for itself, and `character` has the
    /// character of the reference that a text begins with, and how long that is.
    pub(crate) fn push_text(
        &mut self,
        text: &str,
        literal: impl Fn(&mut String, &str),
        character: impl Fn(&str) -> Option<(char, usize)>,
    ) -> Option<()> {
        let words = owned(self.words_to_add_to(), text.len());
        let (mut start, mut end, mut rest) = (None, 0, text);
        while let Some(at) = next_reference(rest.as_bytes()) {
            let (before, reference) = rest.split_at_checked(at)?;
            if at > 0 {
                literal(words, before);
            }
            let (c, length) = character(reference)?;
            start.get_or_insert(words.len());
            words.push(c);
            end = words.len();
            rest = reference.get(length..)?;
        }
        literal(words, rest);
        if let Some(start) = start {
            let from = self.kept.map_or(start, |(from, _)| from);
            self.kept = Some((from, end));
        }
        Some(())
    }

    fn append(&mut self, more: &Self) {
        let words = self.words_to_add_to().to_mut();
        let before = words.len();
        let text = more.text();
        words.push_str(&text);
        let kept = if more.text.is_html_of_plain() {
            Some((0, text.len()))
        } else {
            more.kept
        };
        if let Some((from, to)) = kept {
            let first = self.kept.map_or(before + from, |(first, _)| first);
            self.kept = Some((first, before + to));
        }
    }

    /// Whether it has nothing but literal white space.
    pub(crate) fn is_blank(&self) -> bool {
        let is_blank = |text: &Cow<'_, str>| blank_start(text) == text.len();
        self.kept.is_none() && self.text.literal().is_some_and(is_blank)
    }

    /// Where its text begins in `xml`, behind white space.
    #[inline]
    pub(crate) fn place(&mut self, xml: &str) {
        let text = xml.as_bytes().get(self.at..).unwrap_or_default();
        self.at += scan::count_first(text, |byte| is_blank(char::from(byte)));
    }

    /// What is left of its text when the literal white space at its ends is cut off.
    fn ends(&self, text: &str) -> Range<usize> {
        if has_no_ends(text) {
            return 0..text.len();
        }
        let (from, to) = self.kept.unwrap_or((text.len(), 0));
        let start = blank_start(text).min(from);
        let end = text.len() - blank_end(text);
        start..end.max(to).max(start)
    }

    /// The text without the literal white space at its ends.
    pub(crate) fn trimmed(&self) -> Cow<'_, str> {
        match self.text.literal() {
            Some(text) => text.get(self.ends(text)).unwrap_or_default().into(),
            // HTML of plain text begins and ends with a tag.
            None => self.text(),
        }
    }

    /// The same, for good.
    pub(crate) fn into_trimmed(self) -> Cow<'i, str> {
        self.into_wording().into_text()
    }

    /// The same, for good, and as HTML of plain text where it is that.
    fn into_wording(mut self) -> Wording<'i> {
        if self.text.is_html_of_plain() {
            return self.text;
        }
        let text = std::mem::take(self.text.to_mut());
        let Range { start, end } = self.ends(&text);
        let trimmed = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
            Cow::Owned(mut text) => {
                text.truncate(end);
                if start > 0 {
                    text.drain(..start);
                }
                Cow::Owned(text)
            }
        };
        trimmed.into()
    }

    /// The same, of which nothing is taken.
    #[inline]
    fn words(&self) -> Cow<'i, str> {
        match self.text.literal() {
            Some(Cow::Borrowed(text)) if has_no_ends(text) => Cow::Borrowed(text),
            _ => self.words_between(),
        }
    }

    fn words_between(&self) -> Cow<'i, str> {
        match self.text.literal() {
            Some(Cow::Borrowed(text)) => Cow::Borrowed(&text[self.ends(text)]),
            Some(Cow::Owned(text)) => Cow::Owned(text[self.ends(text)].to_owned()),
            None => Cow::Owned(self.text().into_owned()),
        }
    }

    /// The run as a part of an element, where there is anything in it.
    pub(crate) fn into_child(self) -> Option<Child<'i>> {
        (!self.is_empty()).then_some(Child::Text(self))
    }

    /// The run as a foreign element without a name, where it stands alone.
    pub(crate) fn into_foreign(self) -> Foreign<'i> {
        Foreign {
            text: self.into_trimmed().into(),
            ..Foreign::default()
        }
    }
}

impl<'i> Node<'i> {
    /// An element that says nothing.
    #[inline]
    pub(crate) fn nothing() -> Self {
        Self::new(Element::nothing(), 0)
    }

    /// An element of which nothing but the start tag is known, with what it holds from `at` on.
    #[inline]
    pub(crate) const fn new(element: Element<'i>, at: usize) -> Self {
        Self {
            element,
            run: Run::new(at),
            children: Vec::new(),
        }
    }

    /// Adds an element that it holds behind the text of its run; `at` is where that element ends.
    pub(crate) fn push(&mut self, child: Self, at: usize) {
        let run = std::mem::replace(&mut self.run, Run::new(at));
        self.children.extend(run.into_child());
        self.children.push(Child::Element(child));
    }

    /// Adds an element, which says nothing yet, behind the text of its run.
    pub(crate) fn add(&mut self) -> Option<&mut Self> {
        let run = std::mem::replace(&mut self.run, Run::new(0));
        self.children.extend(run.into_child());
        self.children.push(Child::Element(Self::nothing()));
        match self.children.last_mut() {
            Some(Child::Element(node)) => Some(node),
            _ => None,
        }
    }

    /// Says that all it holds has been added, which begins at `at` of `xml`.
    #[inline]
    pub(crate) fn end(&mut self, xml: &str, at: usize) {
        if self.children.is_empty() {
            self.run.place(xml);
        } else {
            self.end_children(at);
        }
    }

    #[inline(never)]
    fn end_children(&mut self, at: usize) {
        let run = std::mem::replace(&mut self.run, Run::new(at));
        self.children.extend(run.into_child());
    }

    /// Takes the element away from where it is: what stays there says nothing.
    pub(crate) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::nothing())
    }

    /// Whether it says nothing: it has no text, no elements and no attributes.
    pub(crate) fn is_empty(&self) -> bool {
        self.run.is_blank() && self.children.is_empty() && self.element.attributes.is_empty()
    }

    /// Whether the first character in it is a line end.
    pub(crate) fn begins_with_line_end(&self) -> bool {
        match self.children.first() {
            None => self.run.text().starts_with('\n'),
            Some(Child::Text(run)) => run.text().starts_with('\n'),
            Some(Child::Element(_)) => false,
        }
    }

    /// Makes the HTML that was not made, of all texts in it.
    #[cfg(test)]
    pub(crate) fn make_html(&mut self) {
        self.run.make_html();
        for child in &mut self.children {
            match child {
                Child::Element(node) => node.make_html(),
                Child::Text(run) => run.make_html(),
            }
        }
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// Its text, with that of all elements in it, in order and without their tags, and without the
    /// literal white space at its ends.
    #[inline]
    pub(crate) fn words(&self) -> Cow<'i, str> {
        if self.children.is_empty() {
            self.run.words()
        } else {
            self.words_within()
        }
    }

    fn words_within(&self) -> Cow<'i, str> {
        let mut run = Run::new(self.run.at);
        self.gather(&mut run);
        run.into_trimmed()
    }

    fn gather(&self, words: &mut Run<'i>) {
        words.append(&self.run);
        for child in &self.children {
            match child {
                Child::Element(node) => node.gather(words),
                Child::Text(run) => words.append(run),
            }
        }
    }

    /// Takes its text, and that of what is nested in it.
    pub(crate) fn take_words(&mut self) -> Cow<'i, str> {
        self.take_wording().into_text()
    }

    /// The same, as HTML of plain text where it is that.
    pub(crate) fn take_wording(&mut self) -> Wording<'i> {
        if self.children.is_empty() {
            let run = std::mem::replace(&mut self.run, Run::new(0));
            return run.into_wording();
        }
        self.words().into()
    }

    /// The element as data that has no home in a release.
    pub(crate) fn into_foreign(self) -> Foreign<'i> {
        self.foreign_at(1)
    }

    fn foreign_at(self, depth: usize) -> Foreign<'i> {
        let text = if depth < Foreign::DEPTH {
            self.run.into_trimmed()
        } else {
            self.words()
        };
        let children = if depth < Foreign::DEPTH {
            let children = self.children.into_iter().filter_map(|child| match child {
                Child::Element(node) => Some(node.foreign_at(depth + 1)),
                Child::Text(run) if run.is_blank() => None,
                Child::Text(run) => Some(Foreign {
                    text: run.text.into_text().into(),
                    ..Foreign::default()
                }),
            });
            children.collect()
        } else {
            Vec::new()
        };
        Foreign {
            name: self.element.local.into(),
            namespace: address(&self.element.space),
            text: text.into(),
            attributes: self.element.attributes.into_iter().map(pair).collect(),
            children,
        }
    }

    /// Those of its attributes that have no home in a release, as an element that has only these.
    pub(crate) fn rest(&self, is_used: impl Fn(&Attribute<'_>) -> bool) -> Option<Foreign<'i>> {
        let attributes: Vec<_> = self
            .element
            .attributes
            .iter()
            .filter(|attribute| !is_used(attribute))
            .cloned()
            .map(pair)
            .collect();
        (!attributes.is_empty()).then(|| Foreign {
            name: self.element.local.into(),
            namespace: address(&self.element.space),
            attributes,
            ..Foreign::default()
        })
    }
}

/// Where the next `&` is. Those of escaped HTML stand close together, a letter or two between them.
fn next_reference(text: &[u8]) -> Option<usize> {
    match text {
        [b'&', ..] => Some(0),
        [_, b'&', ..] => Some(1),
        [_, _, b'&', ..] => Some(2),
        [_, _, _, far @ ..] => Some(3 + memchr(b'&', far)?),
        _ => None,
    }
}

/// The text, owned and with room for so many bytes more.
fn owned<'t>(text: &'t mut Cow<'_, str>, more: usize) -> &'t mut String {
    if let Cow::Borrowed(literal) = *text {
        let mut owned = String::with_capacity(literal.len() + more);
        owned.push_str(literal);
        *text = Cow::Owned(owned);
    }
    let text = text.to_mut();
    text.reserve(more);
    text
}

/// Whether the first and the last byte show that there is no white space at the ends of a text, as of
/// most they do.
#[inline]
fn has_no_ends(text: &str) -> bool {
    matches!(text.as_bytes(), [first, .., last] if *first > b' ' && *last > b' ')
}

/// How many bytes of XML's white space a text begins with.
fn blank_start(text: &str) -> usize {
    scan::count_first(text.as_bytes(), |byte| is_blank(char::from(byte)))
}

/// How many bytes of XML's white space a text ends with.
fn blank_end(text: &str) -> usize {
    let is_blank = |b: &u8| is_blank(char::from(*b));
    text.bytes().rev().take_while(is_blank).count()
}

fn pair(attribute: Attribute<'_>) -> (Text<'_>, Text<'_>) {
    let name = match &attribute.space {
        Some(space) => Text::from(format!("{{{}}}{}", space.address(), attribute.local())),
        None => Text::from(attribute.name),
    };
    (name, attribute.value.into())
}

fn address(space: &Space) -> Text<'static> {
    match space.known_address() {
        Some(address) => Text::from(address),
        None => Text::from(space.address().to_owned()),
    }
}
