//! White space around texts, which most do not have.

/// The text without the white space at its ends: what `str::trim` says, with less work where there is
/// none, as nearly always.
///
/// ```
/// use dateline_core::text::trim;
///
/// assert_eq!(trim("Skopje"), "Skopje");
/// assert_eq!(trim(" Skopje\n"), "Skopje");
/// ```
#[must_use]
#[inline]
pub fn trim(text: &str) -> &str {
    if is_trimmed(text) { text } else { text.trim() }
}

/// Whether there is nothing but white space.
#[must_use]
#[inline]
pub fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
}

/// Whether it is seen by the first and the last byte that there is nothing to trim, as of most texts.
#[inline]
pub(super) fn is_trimmed(text: &str) -> bool {
    match text.as_bytes() {
        [] => true,
        [first, .., last] => first.is_ascii_graphic() && last.is_ascii_graphic(),
        [_] => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_the_library_says(text in "[a\u{A0}\u{85} \n\u{7F}é]{0,4}") {
            prop_assert_eq!(trim(&text), text.trim());
            prop_assert_eq!(is_blank(&text), text.chars().all(char::is_whitespace));
        }
    }
}
