//! What a text says, which may be the HTML of plain text.

use std::borrow::Cow;

use crate::html::{self, Markup, html_from_plain, plain_from_html};

/// What a text says. Where that was found to be what [`html_from_plain`] makes of plain text, only
/// the plain text is held, as it mostly is what is wanted, and the HTML is made for who asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording<'i> {
    text: Cow<'i, str>,
    /// Whether the text is the plain text that HTML is made of.
    is_plain: bool,
}

impl<'i> Wording<'i> {
    /// Nothing.
    pub(crate) const EMPTY: Self = Self {
        text: Cow::Borrowed(""),
        is_plain: false,
    };

    /// Text as it stands.
    #[inline]
    pub(crate) const fn literal_text(text: &'i str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            is_plain: false,
        }
    }

    /// The HTML of this plain text.
    pub(crate) fn html_of(plain: String) -> Self {
        Self {
            text: Cow::Owned(plain),
            is_plain: true,
        }
    }

    /// Whether it is known to be the HTML of plain text.
    pub(crate) const fn is_html_of_plain(&self) -> bool {
        self.is_plain
    }

    /// The text, unless it is HTML that was not made.
    pub(crate) const fn literal(&self) -> Option<&Cow<'i, str>> {
        if self.is_plain {
            None
        } else {
            Some(&self.text)
        }
    }

    /// Whether there is no text. Of an empty text no HTML is made.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        if self.is_plain {
            html_from_plain(&self.text).into()
        } else {
            Cow::Borrowed(&self.text)
        }
    }

    /// The text, for good.
    pub(crate) fn into_text(self) -> Cow<'i, str> {
        if self.is_plain {
            html_from_plain(&self.text).into()
        } else {
            self.text
        }
    }

    /// The text, to be changed.
    pub(crate) fn to_mut(&mut self) -> &mut Cow<'i, str> {
        if self.is_plain {
            *self = std::mem::take(self).into_text().into();
        }
        &mut self.text
    }

    /// Whether it is HTML with tags, beyond what plain text is made of.
    pub(crate) fn has_tags(&self) -> bool {
        let is_plain = self.is_plain || plain_from_html(&self.text).is_some();
        !is_plain && html::markup(&self.text) == Markup::Tags
    }

    /// The plain text whose HTML it is.
    ///
    /// # Errors
    ///
    /// The text, where it is no such HTML.
    pub(crate) fn into_plain(self) -> Result<String, Cow<'i, str>> {
        if self.is_plain {
            return Ok(self.text.into_owned());
        }
        plain_from_html(&self.text).ok_or(self.text)
    }
}

impl<'i> From<Cow<'i, str>> for Wording<'i> {
    fn from(text: Cow<'i, str>) -> Self {
        Self {
            text,
            is_plain: false,
        }
    }
}

impl From<String> for Wording<'_> {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

impl PartialEq for Wording<'_> {
    fn eq(&self, other: &Self) -> bool {
        if self.is_plain == other.is_plain {
            self.text == other.text
        } else {
            self.text() == other.text()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_plain_text_is_the_same_as_the_text_it_is() {
        let made = Wording::html_of("a & b".to_owned());
        let text = Wording::from("<p>a &amp; b</p>".to_owned());
        assert_eq!(made, text);
        assert_eq!(made.text(), text.text());
        assert_eq!(made.clone().into_text(), text.clone().into_text());
        assert_eq!(made.clone().into_plain(), text.clone().into_plain());
        assert_eq!(made.clone().to_mut(), text.clone().to_mut());
        assert_ne!(made, Wording::html_of("a".to_owned()));
        assert_ne!(made, Wording::EMPTY);
        assert!(!made.has_tags() && !text.has_tags());
        assert!(Wording::from("<i>a</i>".to_owned()).has_tags());
        assert!(!made.is_empty() && Wording::EMPTY.is_empty());
    }
}
