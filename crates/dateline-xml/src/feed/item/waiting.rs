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

    /// Takes the place of this one where it is better. The one that has no place.
    fn better_of(&mut self, later: Self) -> Self {
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
    of: [Line<'w, 'i>; Part::WAITING],
}

/// Those that say the same: mostly one.
#[derive(Debug, Default)]
struct Line<'w, 'i> {
    /// The best of them, and of those that are as good the one that stands first.
    best: Option<Waiting<'w, 'i>>,
    /// The others; once they are in order, the last is the next.
    others: SmallVec<[Waiting<'w, 'i>; 1]>,
}

impl<'w, 'i> Queue<'w, 'i> {
    /// Adds an element that says this, behind all that were added.
    #[inline]
    pub(super) fn push(&mut self, part: Part, waiting: Waiting<'w, 'i>) {
        if let Some(line) = self.of.get_mut(part as usize) {
            match &mut line.best {
                None => line.best = Some(waiting),
                Some(best) => line.others.push(best.better_of(waiting)),
            }
        }
    }

    /// Puts all in order, once they are there.
    pub(super) fn order(&mut self) {
        for line in &mut self.of {
            if line.others.len() > 1 {
                line.others.sort_by_key(|waiting| Reverse(waiting.order()));
            }
        }
    }

    /// The next that says this.
    #[inline]
    pub(super) fn next(&mut self, part: Part) -> Option<Waiting<'w, 'i>> {
        let line = self.of.get_mut(part as usize)?;
        line.best.take().or_else(|| line.others.pop())
    }
}
