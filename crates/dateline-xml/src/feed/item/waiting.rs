//! Elements that wait until all are known that say the same.

use std::cmp::Reverse;
use std::ops::{Deref, DerefMut};

use smallvec::SmallVec;

use super::part::Part;
use crate::node::Node;

/// An element that waits until all that say the same are known.
#[derive(Debug)]
pub(super) struct Waiting<'w, 'i> {
    /// How far behind the best that can say it.
    pub(super) rank: u8,
    pub(super) node: Held<'w, 'i>,
}

impl Waiting<'_, '_> {
    /// The best comes first, and of those that are as good the one that stands first.
    fn order(&self) -> (u8, usize) {
        (self.rank, self.node.element.at)
    }

    /// Keeps the better of the two here, and gives the other back.
    fn keep_better(&mut self, later: Self) -> Self {
        if later.rank < self.rank {
            std::mem::replace(self, later)
        } else {
            later
        }
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

/// All that wait, by what they say.
#[derive(Debug, Default)]
pub(super) struct Queue<'w, 'i> {
    /// Of each part the best that says it, and of those that are as good the one that stands first.
    best: [Option<Waiting<'w, 'i>>; Part::WAITING],
    /// The others, which are few; once they are in order, the last is the next.
    others: SmallVec<[(Part, Waiting<'w, 'i>); 2]>,
}

impl<'w, 'i> Queue<'w, 'i> {
    /// Adds an element that says this, behind all that were added.
    #[inline]
    pub(super) fn push(&mut self, part: Part, waiting: Waiting<'w, 'i>) {
        match self.best.get_mut(part as usize) {
            Some(Some(best)) => {
                let other = best.keep_better(waiting);
                self.others.push((part, other));
            }
            Some(best) => *best = Some(waiting),
            None => {}
        }
    }

    /// Puts all in order, once they are there.
    pub(super) fn order(&mut self) {
        if self.others.len() > 1 {
            let order = |(part, waiting): &(Part, Waiting<'_, '_>)| (*part as u8, waiting.order());
            self.others.sort_by_key(|other| Reverse(order(other)));
        }
    }

    /// The next that says this; parts are asked for in their order.
    #[inline]
    pub(super) fn next(&mut self, part: Part) -> Option<Waiting<'w, 'i>> {
        let best = self.best.get_mut(part as usize)?.take();
        best.or_else(|| self.next_other(part))
    }

    fn next_other(&mut self, part: Part) -> Option<Waiting<'w, 'i>> {
        let (of, _) = self.others.last()?;
        if *of != part {
            return None;
        }
        self.others.pop().map(|(_, waiting)| waiting)
    }
}
