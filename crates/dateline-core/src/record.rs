//! What a reader found for one release.

use crate::{Author, Date, Draft, Field, Finding, FindingKind, Position, Release};

/// One record of an input, as it was read and before it was checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record<'a> {
    /// Which record of its input it is, from 1; records that could not be read count.
    pub number: u64,
    /// Where it begins.
    pub position: Position,
    /// What it says.
    pub draft: Draft<'a>,
    /// Its authors as a feed names them, in order, those that it inherits included.
    pub authors: Vec<Author<'a>>,
}

/// What a writer did with a release.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
pub enum Written {
    /// It is in the output.
    Out,
    /// It was left out on purpose.
    Withheld(Withheld),
}

/// Why a writer left a release out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Withheld {
    /// It has an embargo that is not over, and a feed is published at once.
    Embargo,
    /// Its date, or the one of its last change, is later than the moment of publication.
    Future,
    /// A feed validator would not be content with it, and only what is clean was asked for.
    Unclean,
}

impl Release<'_> {
    /// Why a feed that is published at once leaves it out, if it does.
    ///
    /// `as_of` is the moment of publication, the only "now" there is. Without it nothing is later,
    /// and every embargo holds. An embargo or a date counts by its first moment.
    ///
    /// ```
    /// use dateline_core::{Date, Draft, Release, Withheld};
    ///
    /// let release = Release::try_from(Draft {
    ///     title: "Border police train in Ohrid".into(),
    ///     date: "2016-10-25".into(),
    ///     embargo: "2016-10-25T14:00+02:00".into(),
    ///     ..Draft::default()
    /// })?;
    /// let at = |text: &str| Date::parse(text, None).unwrap();
    /// assert_eq!(release.withheld(None), Some(Withheld::Embargo));
    /// assert_eq!(release.withheld(Some(&at("2016-10-25T11:59Z"))), Some(Withheld::Embargo));
    /// assert_eq!(release.withheld(Some(&at("2016-10-25T12:00Z"))), None);
    /// assert_eq!(release.withheld(Some(&at("2016-10-24"))), Some(Withheld::Embargo));
    /// # Ok::<(), dateline_core::Violations>(())
    /// ```
    #[must_use]
    pub fn withheld(&self, as_of: Option<&Date>) -> Option<Withheld> {
        let now = as_of.map(Date::first_instant);
        let is_later = |date: &Date| now.is_some_and(|now| date.first_instant() > now);
        if self
            .embargo()
            .is_some_and(|date| now.is_none() || is_later(date))
        {
            Some(Withheld::Embargo)
        } else if is_later(self.date()) || self.modified().is_some_and(is_later) {
            Some(Withheld::Future)
        } else {
            None
        }
    }

    /// What is to be said of a release that goes out because its embargo is over: a feed in this
    /// format has no place for it.
    #[must_use]
    pub fn embargo_loss(&self, format: &str) -> Option<Finding> {
        let embargo = self.embargo()?;
        let what = format!("{format} has no place for an embargo, which is over: `{embargo}`");
        Some(Finding::about(Field::Embargo, FindingKind::Loss { what }))
    }
}
