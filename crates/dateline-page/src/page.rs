//! A page of an input: what the layouts look at.

use crate::identity::Identity;
use crate::lines::{Lines, Span};
use crate::stated::Stated;

/// One page: its text, and what is known of it beside the text.
#[derive(Debug)]
pub(crate) struct Page<'t> {
    /// The text of the input, which may have several pages.
    pub(crate) text: &'t str,
    /// Where the page stands in it.
    pub(crate) span: Span,
    /// What the caller's address says.
    pub(crate) identity: &'t Identity,
    /// What the page states of itself beside its text.
    pub(crate) stated: &'t Stated,
}

impl<'t> Page<'t> {
    pub(crate) fn lines(&self) -> Lines<'t> {
        Lines::within(self.text, &self.span)
    }

    /// The lines from `start` on.
    pub(crate) fn lines_from(&self, start: usize) -> Lines<'t> {
        Lines::within(self.text, &(start..self.end()))
    }

    pub(crate) const fn end(&self) -> usize {
        self.span.end
    }

    /// Whether there is reason to take the page for a release although nothing on it shows that it
    /// is one: an address of the site that ends in a number, or what the page says of itself.
    pub(crate) fn is_vouched_for(&self) -> bool {
        (self.identity.is_osce && !self.identity.is_no_release) || self.stated.is_article
    }
}
