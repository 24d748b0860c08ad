//! Searches that remember what they did not find, so that a text full of beginnings without ends is
//! looked through once.

use memchr::memmem;

use super::patch::rest;

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needle {
    CommentEnd,
    SectionEnd,
    InstructionEnd,
    SubsetEnd,
    Greater,
    Quote,
    Apostrophe,
}

impl Needle {
    const fn text(self) -> &'static str {
        match self {
            Self::CommentEnd => "-->",
            Self::SectionEnd => "]]>",
            Self::InstructionEnd => "?>",
            Self::SubsetEnd => "]",
            Self::Greater => ">",
            Self::Quote => "\"",
            Self::Apostrophe => "'",
        }
    }
}

/// Searches in one text, which never go back behind an earlier one that found nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Search {
    absent: [bool; 7],
}

impl Search {
    /// Where the needle stands from `from` on.
    pub(super) fn find(&mut self, text: &str, needle: Needle, from: usize) -> Option<usize> {
        let absent = self.absent.get_mut(needle as usize)?;
        if *absent {
            return None;
        }
        let found = memmem::find(rest(text, from).as_bytes(), needle.text().as_bytes());
        *absent = found.is_none();
        Some(from + found?)
    }
}
