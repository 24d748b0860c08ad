//! Memory that one record after the other uses.

use std::cell::{OnceCell, RefCell};

use dateline_core::Text;

/// A text of fewer bytes is allocated, which is quick. Few records have two that are not.
const SMALL: usize = 1024;

/// More memory is not kept for the next record.
const LARGE: usize = 1024 * 1024;

/// Memory for what a text says that has escapes: mostly the body of a release, the largest thing that
/// would be allocated for it.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// What a text of this record says.
    kept: OnceCell<String>,
    /// The memory, while no text is kept.
    spare: RefCell<String>,
}

impl Room {
    /// Makes it free for the next record.
    pub(crate) fn clear(&mut self) {
        if let Some(text) = self.kept.take() {
            self.spare = RefCell::new(text);
        }
        if self.spare.get_mut().capacity() > LARGE {
            self.spare = RefCell::default();
        }
    }

    /// An empty text, with the memory where it is free.
    pub(super) fn take(&self) -> String {
        let mut text = self.spare.take();
        text.clear();
        text
    }

    /// Keeps a text that was put into what [`take`](Self::take) gave, if it is worth while.
    pub(super) fn keep(&self, text: String) -> Text<'_> {
        if text.len() < SMALL {
            let small = text.as_str().to_owned();
            self.spare.replace(text);
            return small.into();
        }
        match self.kept.set(text) {
            Ok(()) => self.kept.get().map_or("", String::as_str).into(),
            Err(text) => text.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_large_text_is_used_again() {
        let large = "x".repeat(SMALL);
        let mut room = Room::default();
        for _ in 0..2 {
            for text in ["small", &large, &large, "small"] {
                let mut taken = room.take();
                taken.push_str(text);
                assert_eq!(room.keep(taken), text);
            }
            room.clear();
            assert!(room.spare.borrow().capacity() >= SMALL);
        }
        room.spare = RefCell::new(String::with_capacity(LARGE + 1));
        room.clear();
        assert_eq!(room.take().capacity(), 0);
    }
}
