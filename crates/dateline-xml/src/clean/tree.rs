//! Whether tags stand where a strict parser takes them.
//!
//! This is the tree construction of the HTML standard (section 13.2.6) for a parser that stops at
//! the first error: what it does to go on behind one is not needed, nor is the tree. What is an error
//! is what `html5lib` takes for one, the parser of the W3C's feed validator. It parses what a feed
//! holds as a fragment in a `div`.
//!
//! Where nothing was wrong so far, no formatting element is closed before its end tag, so that the
//! list of active formatting elements is what is open of them, less those that a fourth of the same
//! look took from the list.

use super::element::{
    BLOCK, ENDS_P, Element, FORMATTING, HEADING, IMPLIED, OPEN_AT_END, SPECIAL, TABLE_PART, VOID,
};
use super::fault::Fault;

/// So many elements may be open at a time; browsers stop at some hundreds as well.
pub(super) const DEPTH: usize = 256;

type Taken = Result<(), Fault>;

/// What is open.
#[derive(Debug)]
pub(super) struct Tree {
    stack: Vec<Open>,
    mode: Mode,
    /// Whether a form is open.
    form: bool,
}

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    element: Element,
    /// Two formatting elements look the same if their attributes do.
    look: u64,
    /// Whether it is on the list of active formatting elements.
    is_listed: bool,
}

/// The insertion modes of the standard that a fragment can come to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mode {
    Body,
    Table,
    Caption,
    ColumnGroup,
    TableBody,
    Row,
    Cell,
    Select,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self {
            stack: Vec::new(),
            mode: Mode::Body,
            form: false,
        }
    }

    /// Takes a start tag. `look` tells the attributes of formatting elements apart.
    pub(super) fn start(&mut self, element: Element, closes_itself: bool, look: u64) -> Taken {
        if closes_itself && !element.is(VOID) {
            return Err(Fault::Nesting);
        }
        // Each turn leaves one element of a table.
        loop {
            match self.mode {
                Mode::Select => return self.start_in_select(element),
                Mode::ColumnGroup if element == Element::Col => return Ok(()),
                Mode::ColumnGroup => self.leave(Mode::Table),
                Mode::Table => match element {
                    Element::Caption => return self.enter(element, Mode::Caption),
                    Element::Colgroup => return self.enter(element, Mode::ColumnGroup),
                    Element::Col => return self.enter(Element::Colgroup, Mode::ColumnGroup),
                    Element::Tbody | Element::Tfoot | Element::Thead => {
                        return self.enter(element, Mode::TableBody);
                    }
                    Element::Tr => {
                        self.push(Element::Tbody)?;
                        return self.enter(element, Mode::Row);
                    }
                    _ => return Err(Fault::Nesting),
                },
                Mode::TableBody => match element {
                    Element::Tr => return self.enter(element, Mode::Row),
                    Element::Td | Element::Th => return Err(Fault::Nesting),
                    _ if element.is(TABLE_PART) => self.leave(Mode::Table),
                    _ => return Err(Fault::Nesting),
                },
                Mode::Row => match element {
                    Element::Td | Element::Th => return self.enter(element, Mode::Cell),
                    _ if element.is(TABLE_PART) => self.leave(Mode::TableBody),
                    _ => return Err(Fault::Nesting),
                },
                Mode::Cell if element.is(TABLE_PART) => self.close_cell()?,
                Mode::Cell | Mode::Caption | Mode::Body => {
                    return self.start_in_body(element, look);
                }
            }
        }
    }

    /// Takes an end tag; of an element that no feed holds, with none.
    pub(super) fn end(&mut self, name: &str, element: Option<Element>) -> Taken {
        let Some(element) = element else {
            // The end of the document that the fragment is not is passed over.
            let is_html = self.mode == Mode::Body && name.eq_ignore_ascii_case("html");
            return if is_html { Ok(()) } else { Err(Fault::Nesting) };
        };
        let is_row_group = matches!(element, Element::Tbody | Element::Tfoot | Element::Thead);
        loop {
            match self.mode {
                Mode::Select => return self.end_in_select(element),
                Mode::ColumnGroup => match element {
                    Element::Col => return Err(Fault::Nesting),
                    Element::Colgroup => {
                        self.leave(Mode::Table);
                        return Ok(());
                    }
                    _ => self.leave(Mode::Table),
                },
                Mode::Table => {
                    if element != Element::Table {
                        return Err(Fault::Nesting);
                    }
                    self.pop();
                    self.reset();
                    return Ok(());
                }
                Mode::TableBody => {
                    if is_row_group && self.top() == Some(element) {
                        self.leave(Mode::Table);
                        return Ok(());
                    }
                    if element != Element::Table {
                        return Err(Fault::Nesting);
                    }
                    self.leave(Mode::Table);
                }
                Mode::Row => {
                    let leaves = element == Element::Table
                        || is_row_group && self.in_scope(element, is_table);
                    if !leaves && element != Element::Tr {
                        return Err(Fault::Nesting);
                    }
                    self.leave(Mode::TableBody);
                    if !leaves {
                        return Ok(());
                    }
                }
                Mode::Cell => match element {
                    Element::Td | Element::Th => {
                        if !self.in_scope(element, is_table) {
                            return Err(Fault::Nesting);
                        }
                        return self.close_cell();
                    }
                    Element::Table | Element::Tr => self.close_cell()?,
                    _ if is_row_group => {
                        if !self.in_scope(element, is_table) {
                            return Err(Fault::Nesting);
                        }
                        self.close_cell()?;
                    }
                    _ if element.is(TABLE_PART) => return Err(Fault::Nesting),
                    _ => return self.end_in_body(element),
                },
                Mode::Caption => match element {
                    Element::Caption => {
                        self.close(element, None)?;
                        self.mode = Mode::Table;
                        return Ok(());
                    }
                    Element::Table => return Err(Fault::Nesting),
                    _ if element.is(TABLE_PART) => return Err(Fault::Nesting),
                    _ => return self.end_in_body(element),
                },
                Mode::Body => return self.end_in_body(element),
            }
        }
    }

    /// Takes text that is not only white space.
    pub(super) fn text(&mut self) {
        if self.mode == Mode::ColumnGroup {
            self.leave(Mode::Table);
        }
    }

    /// Whether white space counts less than other text.
    pub(super) fn minds_text(&self) -> bool {
        self.mode == Mode::ColumnGroup
    }

    /// Takes the end of the text.
    pub(super) fn finish(&self) -> Taken {
        let may_end = self.open().all(|element| element.is(OPEN_AT_END));
        if may_end { Ok(()) } else { Err(Fault::Nesting) }
    }

    fn start_in_body(&mut self, element: Element, look: u64) -> Taken {
        if element.is(TABLE_PART) {
            return Err(Fault::Nesting);
        }
        if element == Element::Form && self.form {
            return Err(Fault::Nesting);
        }
        if element.is(ENDS_P) && self.in_scope(Element::P, is_scope_of_p) {
            self.close(Element::P, Some(Element::P))?;
        }
        match element {
            Element::Li | Element::Dd | Element::Dt => self.end_item(element)?,
            Element::A if self.listed(element).is_some() => return Err(Fault::Nesting),
            Element::Button if self.in_scope(Element::Button, is_scope) => {
                return Err(Fault::Nesting);
            }
            Element::Option | Element::Optgroup if self.top() == Some(Element::Option) => {
                self.pop();
            }
            Element::Rp | Element::Rt if self.in_scope(Element::Ruby, is_scope) => {
                self.close_implied(None);
                if self.top() != Some(Element::Ruby) {
                    return Err(Fault::Nesting);
                }
            }
            Element::Form => self.form = true,
            Element::Table => return self.enter(element, Mode::Table),
            Element::Select => return self.enter(element, Mode::Select),
            _ if element.is(HEADING) && self.top().is_some_and(|top| top.is(HEADING)) => {
                return Err(Fault::Nesting);
            }
            _ => {}
        }
        if element.is(FORMATTING) {
            self.unlist_fourth(element, look);
        }
        if element.is(VOID) {
            return Ok(());
        }
        self.push(element)?;
        if let Some(open) = self.stack.last_mut() {
            open.look = look;
            open.is_listed = element.is(FORMATTING);
        }
        Ok(())
    }

    /// Of formatting elements of one look three stay on the list.
    fn unlist_fourth(&mut self, element: Element, look: u64) {
        let same = self
            .active()
            .filter(|(_, open)| open.element == element && open.look == look);
        let third = same.map(|(at, _)| at).nth(2);
        if let Some(open) = third.and_then(|at| self.stack.get_mut(at)) {
            open.is_listed = false;
        }
    }

    /// Where the innermost formatting element of this name stands that is on the list.
    fn listed(&self, element: Element) -> Option<usize> {
        let mut active = self.active().filter(|(_, open)| open.element == element);
        active.next().map(|(at, _)| at)
    }

    /// What is on the list of active formatting elements, the last first.
    fn active(&self) -> impl Iterator<Item = (usize, &Open)> {
        let open = self.stack.iter().enumerate().rev();
        let is_marker = |e| matches!(e, Element::Td | Element::Th | Element::Caption);
        let since = open.take_while(move |(_, open)| !is_marker(open.element));
        since.filter(|(_, open)| open.is_listed)
    }

    /// An item of a list ends the one before it.
    fn end_item(&mut self, element: Element) -> Taken {
        let ends = |open: Element| match element {
            Element::Li => open == Element::Li,
            _ => matches!(open, Element::Dd | Element::Dt),
        };
        let is_border = |open: &Element| {
            ends(*open)
                || open.is(SPECIAL) && !matches!(open, Element::Address | Element::Div | Element::P)
        };
        let nearest = self.open().find(is_border);
        if let Some(open) = nearest.filter(|open| ends(*open)) {
            self.close(open, Some(open))?;
        }
        if self.in_scope(Element::P, is_scope_of_p) {
            self.close(Element::P, Some(Element::P))?;
        }
        Ok(())
    }

    fn end_in_body(&mut self, element: Element) -> Taken {
        if let Some(listed) = self.listed(element) {
            // It is closed by nothing but its end tag right behind what it holds.
            if listed + 1 != self.stack.len() {
                return Err(Fault::Nesting);
            }
            self.pop();
            return Ok(());
        }
        let is_open = match element {
            Element::P => self.in_scope(element, is_scope_of_p),
            Element::Li => self.in_scope(element, is_scope_of_li),
            Element::Dd | Element::Dt => self.in_scope(element, is_scope),
            Element::Form => {
                self.form = false;
                self.in_scope(element, is_scope)
            }
            _ if element.is(BLOCK | HEADING) => self.in_scope(element, is_scope),
            // What is special closes nothing around it.
            _ => self.in_scope(element, |open| open.is(SPECIAL)),
        };
        if !is_open {
            return Err(Fault::Nesting);
        }
        let keeps = (!element.is(BLOCK | HEADING) && element != Element::Form).then_some(element);
        self.close(element, keeps)
    }

    fn start_in_select(&mut self, element: Element) -> Taken {
        if !matches!(element, Element::Option | Element::Optgroup) {
            return Err(Fault::Nesting);
        }
        if self.top() == Some(Element::Option) {
            self.pop();
        }
        if element == Element::Optgroup && self.top() == Some(element) {
            self.pop();
        }
        self.push(element)
    }

    fn end_in_select(&mut self, element: Element) -> Taken {
        match element {
            Element::Select => {
                while self.top().is_some_and(|top| top != element) {
                    self.pop();
                }
                self.pop();
                self.reset();
                return Ok(());
            }
            Element::Optgroup => {
                let around = self.open().nth(1);
                if self.top() == Some(Element::Option) && around == Some(element) {
                    self.pop();
                }
            }
            Element::Option => {}
            _ => return Err(Fault::Nesting),
        }
        if self.top() != Some(element) {
            return Err(Fault::Nesting);
        }
        self.pop();
        Ok(())
    }

    /// Closes the cell that is open.
    fn close_cell(&mut self) -> Taken {
        let is_cell = |open: &Element| matches!(open, Element::Td | Element::Th);
        let cell = self.open().find(is_cell).unwrap_or(Element::Td);
        self.close(cell, Some(cell))?;
        self.mode = Mode::Row;
        Ok(())
    }

    /// Closes an element that is open, and those in it whose end tags may be left out.
    fn close(&mut self, element: Element, keeps: Option<Element>) -> Taken {
        self.close_implied(keeps);
        if self.top() != Some(element) {
            return Err(Fault::Nesting);
        }
        self.pop();
        Ok(())
    }

    fn close_implied(&mut self, keeps: Option<Element>) {
        while self
            .top()
            .is_some_and(|top| top.is(IMPLIED) && Some(top) != keeps)
        {
            self.pop();
        }
    }

    /// The mode that what is open asks for.
    fn reset(&mut self) {
        let mode = |open: Element| {
            Some(match open {
                Element::Select => Mode::Select,
                Element::Td | Element::Th => Mode::Cell,
                Element::Tr => Mode::Row,
                Element::Tbody | Element::Tfoot | Element::Thead => Mode::TableBody,
                Element::Caption => Mode::Caption,
                Element::Table => Mode::Table,
                _ => return None,
            })
        };
        let asked = self.open().find_map(mode);
        self.mode = asked.unwrap_or(Mode::Body);
    }

    /// What is open, the innermost first.
    fn open(&self) -> impl Iterator<Item = Element> {
        self.stack.iter().rev().map(|open| open.element)
    }

    fn in_scope(&self, element: Element, is_border: impl Fn(Element) -> bool) -> bool {
        let mut open = self.open();
        open.find(|open| *open == element || is_border(*open)) == Some(element)
    }

    fn top(&self) -> Option<Element> {
        self.open().next()
    }

    fn enter(&mut self, element: Element, mode: Mode) -> Taken {
        self.mode = mode;
        self.push(element)
    }

    fn leave(&mut self, mode: Mode) {
        self.pop();
        self.mode = mode;
    }

    fn push(&mut self, element: Element) -> Taken {
        if self.stack.len() == DEPTH {
            return Err(Fault::Depth);
        }
        self.stack.push(Open {
            element,
            look: 0,
            is_listed: false,
        });
        Ok(())
    }

    fn pop(&mut self) {
        self.stack.pop();
    }
}

const fn is_scope(element: Element) -> bool {
    matches!(
        element,
        Element::Caption | Element::Table | Element::Td | Element::Th
    )
}

const fn is_scope_of_p(element: Element) -> bool {
    matches!(element, Element::Button) || is_scope(element)
}

const fn is_scope_of_li(element: Element) -> bool {
    matches!(element, Element::Ol | Element::Ul) || is_scope(element)
}

const fn is_table(element: Element) -> bool {
    matches!(element, Element::Table)
}
