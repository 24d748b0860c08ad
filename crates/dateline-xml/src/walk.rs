//! What every walk through a piece of XML has in common: elements become nodes, and text is gathered
//! from runs of text, references and CDATA sections until the next tag.

use crate::Error;
use crate::element::Element;
use crate::node::{Child, Node, Run};

/// What a run of text ends with.
#[derive(Debug)]
pub(crate) enum Turn<'i> {
    /// An element begins.
    Open(Element<'i>),
    /// The element ends that was opened last.
    Close,
    /// The piece ends.
    End,
}

/// What an element has inside, one after the other.
#[derive(Debug)]
pub(crate) enum Step<'i> {
    /// An element, which begins.
    Element(Element<'i>),
    /// Text that is not blank.
    Text(Run<'i>),
    /// The end.
    End,
}

/// A walk through a piece of XML.
pub(crate) trait Walk<'i> {
    /// Adds the text that comes next to a run, up to the next tag.
    fn gather(&mut self, run: &mut Run<'i>) -> Result<Turn<'i>, Error>;

    /// Passes over white space that is all there is before the next tag. A walk need not do so.
    fn pass_blank(&mut self) {}

    /// How far the walk has come, in bytes.
    fn offset(&self) -> usize;

    /// The piece.
    fn xml(&self) -> &'i str;

    /// What stood behind a text that came first.
    fn put_back(&mut self) -> &mut Option<Step<'i>>;

    /// The error of an element that is open where the piece ends.
    fn unclosed(&self) -> Error;

    /// The error of something at `at`, behind the element of this name that the piece should be.
    fn trailing(&self, at: usize, name: &str) -> Error;

    /// What comes next in the element that is open.
    fn child(&mut self) -> Result<Step<'i>, Error> {
        if let Some(next) = self.put_back().take() {
            return Ok(next);
        }
        self.pass_blank();
        let mut run = Run::new(self.offset());
        let next = match self.gather(&mut run)? {
            Turn::Open(element) => Step::Element(element),
            Turn::Close | Turn::End => Step::End,
        };
        if run.is_blank() {
            return Ok(next);
        }
        *self.put_back() = Some(next);
        Ok(Step::Text(run))
    }

    /// What the element that was opened last holds, up to its end.
    fn node(&mut self, element: Element<'i>) -> Result<Node<'i>, Error> {
        let inner = self.offset();
        let mut node = Node {
            element,
            run: Run::new(inner),
            children: Vec::new(),
        };
        loop {
            match self.gather(&mut node.run)? {
                Turn::Open(element) => {
                    let run = std::mem::replace(&mut node.run, Run::new(inner));
                    node.children.extend(run.into_child());
                    node.children.push(Child::Element(self.node(element)?));
                    node.run.at = self.offset();
                }
                Turn::Close => break,
                Turn::End => return Err(self.unclosed()),
            }
        }
        if node.children.is_empty() {
            node.run.place(self.xml());
        } else {
            let run = std::mem::replace(&mut node.run, Run::new(inner));
            node.children.extend(run.into_child());
        }
        Ok(node)
    }

    /// That nothing follows the element that ended.
    fn finish(&mut self, name: &str) -> Result<(), Error> {
        let at = self.offset();
        let mut run = Run::new(at);
        match self.gather(&mut run)? {
            Turn::End if run.text.is_empty() => Ok(()),
            _ => Err(self.trailing(at, name)),
        }
    }
}
