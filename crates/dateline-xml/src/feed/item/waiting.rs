//! Elements that wait until all are known that say the same.

use std::iter::Peekable;
use std::ops::{Deref, DerefMut};
use std::vec::IntoIter;

use super::part::Part;
use crate::node::Node;

/// An element that waits until all that say the same are known.
#[derive(Debug)]
pub(super) struct Waiting<'w, 'i> {
    pub(super) part: Part,
    /// How far behind the best that can say it.
    pub(super) rank: u8,
    pub(super) node: Held<'w, 'i>,
}

impl Waiting<'_, '_> {
    /// What is asked for first, and of that the best, comes first.
    pub(super) fn order(&self) -> u16 {
        u16::from_be_bytes([self.part as u8, self.rank])
    }
}

/// An element that is held until it is known what becomes of it.
#[derive(Debug)]
pub(super) enum Held<'w, 'i> {
    /// One of the item.
    Own(&'w mut Node<'i>),
    /// A copy out of an element that is kept anyway.
    Copy(Box<Node<'i>>),
}

impl<'i> Deref for Held<'_, 'i> {
    type Target = Node<'i>;

    fn deref(&self) -> &Node<'i> {
        match self {
            Self::Own(node) => node,
            Self::Copy(node) => node,
        }
    }
}

impl DerefMut for Held<'_, '_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Own(node) => node,
            Self::Copy(node) => node,
        }
    }
}

/// All that wait, in the order of what they say and how well.
pub(super) type Queue<'w, 'i> = Peekable<IntoIter<Waiting<'w, 'i>>>;

/// The next that waits and says this.
pub(super) fn next<'w, 'i>(queue: &mut Queue<'w, 'i>, part: Part) -> Option<Waiting<'w, 'i>> {
    queue.next_if(|waiting| waiting.part == part)
}
