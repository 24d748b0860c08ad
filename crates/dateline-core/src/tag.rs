//! Categories that are not ours.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::Text;

/// A category from outside the controlled vocabularies: a label and, where it has one, the scheme
/// it is from.
///
/// The text form is `label`, or `{scheme}label` with `\}` for a brace and `\\` for a backslash in
/// the scheme (Clark's notation). A label that would itself read as having a scheme gets an empty
/// one in front: `{}{a}b`.
///
/// ```
/// use dateline_core::Tag;
///
/// let tag = Tag::from_text("{https://example.org/topics}Water".into());
/// assert_eq!((tag.scheme(), tag.label()), (Some("https://example.org/topics"), "Water"));
/// assert_eq!(tag.to_string(), "{https://example.org/topics}Water");
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Tag<'a> {
    scheme: Text<'a>,
    label: Text<'a>,
}

impl<'a> Tag<'a> {
    /// A tag of a scheme; an empty scheme is none.
    #[must_use]
    pub fn new(scheme: Text<'a>, label: Text<'a>) -> Self {
        Self {
            scheme: scheme.trimmed(),
            label: label.trimmed(),
        }
    }

    /// Reads the text form. Every text is one.
    #[must_use]
    pub fn from_text(text: Text<'a>) -> Self {
        let text = text.trimmed();
        match split(&text) {
            Some((scheme, label)) => {
                let (scheme, label) = (scheme.into_owned(), label.to_owned());
                Self::new(Text::from(scheme), Text::from(label))
            }
            None => Self {
                scheme: Text::default(),
                label: text,
            },
        }
    }

    /// The scheme it is from.
    #[must_use]
    pub fn scheme(&self) -> Option<&str> {
        Some(self.scheme.as_str()).filter(|text| !text.is_empty())
    }

    /// What it says.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The text form, borrowed where it is the label.
    #[must_use]
    pub fn text(&self) -> Text<'_> {
        if self.scheme.is_empty() && split(&self.label).is_none() {
            return self.label.borrowed();
        }
        let mut text = String::with_capacity(self.scheme.len() + self.label.len() + 2);
        // It fails in no case: a String takes all.
        let _ = write!(text, "{self}");
        Text::from(text)
    }

    /// The same tag, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Tag<'static> {
        Tag {
            scheme: self.scheme.into_owned(),
            label: self.label.into_owned(),
        }
    }
}

impl fmt::Display for Tag<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.scheme.is_empty() {
            f.write_str("{")?;
            let mut rest = &*self.scheme;
            while let Some(at) = rest.find(['}', '\\']) {
                let (before, mark) = rest.split_at(at);
                f.write_str(before)?;
                f.write_str("\\")?;
                f.write_str(&mark[..1])?;
                rest = &mark[1..];
            }
            f.write_str(rest)?;
            f.write_str("}")?;
        } else if split(&self.label).is_some() {
            f.write_str("{}")?;
        }
        f.write_str(&self.label)
    }
}

/// Scheme and label of a text that has both parts, with a label that is not blank.
fn split(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inner = text.strip_prefix('{')?;
    let mark = memchr::memchr2(b'}', b'\\', inner.as_bytes())?;
    let (scheme, rest) = inner.split_at(mark);
    // Few have anything to escape.
    let (scheme, label) = if let Some(label) = rest.strip_prefix('}') {
        (Cow::Borrowed(scheme.trim()), label)
    } else {
        let (scheme, label) = unescape(scheme, rest)?;
        (Cow::Owned(scheme.trim().to_owned()), label)
    };
    let label = label.trim();
    (!label.is_empty()).then_some((scheme, label))
}

/// The scheme that begins so and goes on with `rest`, and what stands behind its brace.
fn unescape<'t>(begin: &str, rest: &'t str) -> Option<(String, &'t str)> {
    let mut scheme = begin.to_owned();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '\\' => scheme.push(chars.next()?),
            '}' => return Some((scheme, chars.as_str())),
            c => scheme.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scheme: &str, label: &str, text: &str) {
        let tag = Tag::new(scheme.into(), label.into());
        assert_eq!(tag.to_string(), text);
        assert_eq!(tag.text(), text);
        assert_eq!(Tag::from_text(text.into()), tag);
    }

    #[test]
    fn the_text_form_reads_back() {
        check("", "Water", "Water");
        check("https://a.example/x", "Water", "{https://a.example/x}Water");
        check("a}b\\c", "{d}e", "{a\\}b\\\\c}{d}e");
        check("", "{a}b", "{}{a}b");
        check("", "{a}", "{a}");
        check("", "{a", "{a");
        check("", "{}x", "{}{}x");
        check("", "{a\\", "{a\\");
    }
}
