//! Languages.

use std::fmt;

use oxilangtag::LanguageTag;

use crate::Text;

/// A language: a well-formed tag of BCP 47 (RFC 5646) such as `en`, `sr-Latn`, in its normal case.
///
/// `und` says nothing, so it is no language: a release without language has none.
///
/// ```
/// use dateline_core::Language;
///
/// assert_eq!(Language::parse("SR-latn".into()).unwrap().as_str(), "sr-Latn");
/// assert!(Language::parse("en_US".into()).is_err());
/// assert_eq!(Language::nearest("en_us").as_deref(), Some("en-US"));
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Language<'a>(Text<'a>);

/// A text is not a language tag.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47)")]
pub struct LanguageError;

/// The languages that the OSCE publishes in, by their English names.
const NAMES: &[(&str, &str)] = &[
    ("English", "en"),
    ("French", "fr"),
    ("German", "de"),
    ("Italian", "it"),
    ("Russian", "ru"),
    ("Spanish", "es"),
    ("Ukrainian", "uk"),
    ("Albanian", "sq"),
    ("Serbian", "sr"),
    ("Bosnian", "bs"),
    ("Croatian", "hr"),
    ("Macedonian", "mk"),
];

impl<'a> Language<'a> {
    /// The tag that says that the language is not known.
    pub const UNDETERMINED: &'static str = "und";

    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// Where the text is not well-formed, or is `und`.
    pub fn parse(text: Text<'a>) -> Result<Self, LanguageError> {
        // Two or three small letters are nearly every tag there is.
        if matches!(text.len(), 2 | 3) && text.bytes().all(|b| b.is_ascii_lowercase()) {
            return if text == Self::UNDETERMINED {
                Err(LanguageError)
            } else {
                Ok(Self(text))
            };
        }
        let tag = LanguageTag::parse_and_normalize(&text).map_err(|_| LanguageError)?;
        // The grammar has room for languages of four to eight letters, and none was ever registered.
        let unregistered = tag.primary_language().len() > 3 && !tag.as_str().starts_with("x-");
        if unregistered || tag.as_str().eq_ignore_ascii_case(Self::UNDETERMINED) {
            return Err(LanguageError);
        }
        if tag.as_str() == text.as_str() {
            return Ok(Self(text));
        }
        Ok(Self(Text::from(tag.into_inner())))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its English name, where it is one of the languages that the OSCE publishes in: for people,
    /// who need not know tags. A tag that says more than the language (`sr-Latn`) has none.
    ///
    /// ```
    /// use dateline_core::Language;
    ///
    /// let name = |tag: &str| Language::parse(tag.to_owned().into()).unwrap().english_name();
    /// assert_eq!(name("uk"), Some("Ukrainian"));
    /// assert_eq!(name("sr-Latn"), None);
    /// ```
    #[must_use]
    pub fn english_name(&self) -> Option<&'static str> {
        let named = NAMES.iter().find(|(_, tag)| *tag == self.as_str());
        named.map(|(name, _)| *name)
    }

    /// The tag of the language that has this English name.
    pub(crate) fn named(name: &str) -> Option<&'static str> {
        let named = NAMES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        named.map(|(_, tag)| *tag)
    }

    /// The same language, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Language<'static> {
        Language(self.0.into_owned())
    }

    /// A tag that `text` may have meant: underscores for hyphens, or an English name of one of the
    /// languages the OSCE publishes in.
    #[must_use]
    pub fn nearest(text: &str) -> Option<String> {
        let text = text.trim();
        if let Some(tag) = Self::named(text) {
            return Some(tag.to_owned());
        }
        if text.len() > 64 || !text.contains('_') {
            return None;
        }
        Language::parse(Text::from(text.replace('_', "-")))
            .ok()
            .map(|tag| tag.0.into_string())
    }
}

impl fmt::Display for Language<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let parsed = Language::parse(Text::from(text)).ok();
        assert_eq!(parsed.as_ref().map(Language::as_str), expected, "{text:?}");
    }

    #[test]
    fn well_formed_tags_in_their_normal_case() {
        check("en", Some("en"));
        check("EN", Some("en"));
        check("cnr", Some("cnr"));
        check("zh-hant-hk", Some("zh-Hant-HK"));
        check("sr-Latn", Some("sr-Latn"));
    }

    #[test]
    fn what_is_no_language() {
        for text in [
            "", "e", "und", "UND", "en_US", "English", "en US", "en-", "12", "é",
        ] {
            check(text, None);
        }
    }
}
