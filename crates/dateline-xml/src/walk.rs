//! What every walk through an item gives: the element that it is, and what that holds.

use crate::Error;
use crate::element::Element;
use crate::node::{Node, Run};

/// What an item has inside, one after the other.
#[derive(Debug)]
pub(crate) enum Step<'i> {
    /// An element with all it holds, which was added to the others.
    Element,
    /// Text that is not blank.
    Text(Run<'i>),
    /// The end of the item.
    End,
}

/// A walk through an item.
pub(crate) trait Walk<'i> {
    /// The start tag that comes first; none where the piece is no element.
    fn root(&mut self) -> Result<Option<Element<'i>>, Error>;

    /// What comes next in the element that was opened first. Elements are added to `nodes`.
    fn step(&mut self, nodes: &mut Vec<Node<'i>>) -> Result<Step<'i>, Error>;

    /// That nothing follows the element of this name, which has ended.
    fn finish(&mut self, name: &str) -> Result<(), Error>;

    /// How far the walk has come, in bytes.
    fn offset(&self) -> usize;
}
