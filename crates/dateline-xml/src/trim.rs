//! White space around texts, which most do not have.

/// The text without the white space at its ends.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    // Of most texts the first and the last byte show that there is none.
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Whether there is nothing but white space.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
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
