//! The folded key: what is left of a text when spelling does not matter.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The folded key of a text: its letters and digits in lower case and without accents, `&` as
/// "and", nothing else. Two texts with the same key are the same name.
///
/// Latin letters that are no letter plus accent (`ł`, `ø`, `ß`, …) are spelled in ASCII; letters of
/// other scripts stay. Text without letters and digits has an empty key, which names nothing.
///
/// ```
/// use dateline_core::vocab::fold;
///
/// assert_eq!(fold("Cyber/ICT Security"), "cyberictsecurity");
/// assert_eq!(fold("ŁÓDŹ"), "lodz");
/// assert_eq!(fold("Youth & Education"), fold("youth and education"));
/// assert_eq!(fold("–"), "");
/// ```
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return Cow::Borrowed(text);
    }
    let mut key = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            match byte {
                b'&' => key.push_str("and"),
                _ if !byte.is_ascii_alphanumeric() => {}
                _ => key.push(char::from(byte.to_ascii_lowercase())),
            }
        }
    } else {
        let mut lowered = |c: char| match ascii_spelling(c) {
            Some(spelling) => key.push_str(spelling),
            None if c.is_alphanumeric() => key.push(c),
            None => {}
        };
        for c in text.chars() {
            if c.is_ascii() {
                lowered(c.to_ascii_lowercase());
                continue;
            }
            // As NFKD, but for the order of the marks, which are dropped.
            decompose_compatible(c, |c| {
                if !is_combining_mark(c) {
                    c.to_lowercase().for_each(&mut lowered);
                }
            });
        }
    }
    Cow::Owned(key)
}

/// As many bytes has a key that [`fold_short`] makes, at most.
pub(super) const SHORT_KEY: usize = 64;

/// The folded key of a short text in ASCII, made in `key`; other texts are for [`fold`].
pub(super) fn fold_short<'k>(text: &str, key: &'k mut [u8; SHORT_KEY]) -> Option<&'k str> {
    let mut length = 0;
    for byte in text.as_bytes() {
        match byte {
            b'&' => {
                key.get_mut(length..length + 3)?.copy_from_slice(b"and");
                length += 3;
            }
            0x80.. => return None,
            byte if byte.is_ascii_alphanumeric() => {
                *key.get_mut(length)? = byte.to_ascii_lowercase();
                length += 1;
            }
            _ => {}
        }
    }
    str::from_utf8(key.get(..length)?).ok()
}

/// How to spell the letters that decomposition leaves alone.
const fn ascii_spelling(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "and",
        'æ' => "ae",
        'đ' | 'ð' => "d",
        // Azerbaijani: Qəbələ is written Qabala.
        'ə' => "a",
        'ħ' => "h",
        'ı' => "i",
        'ĸ' => "k",
        'ł' => "l",
        'ŋ' => "n",
        'œ' => "oe",
        'ø' => "o",
        'ß' => "ss",
        'þ' => "th",
        'ŧ' => "t",
        // Letters to Unicode, apostrophes to those who write them: Oʻzbekiston, Kamʼyanets.
        '\u{2b9}'..='\u{2c1}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    proptest! {
        #[test]
        fn marks_are_dropped_in_whatever_order(text in "[a-zA-Z Ä-žḀ-ỹ\u{300}-\u{36f}Α-ωА-я가-힣ﬀ-ﬆ]{0,30}") {
            let marks = |text: String| -> String {
                text.chars().filter(|c| !is_combining_mark(*c)).collect()
            };
            let decomposed = marks(text.nfkd().collect());
            prop_assert_eq!(fold(&text), fold(&decomposed), "{:?}", text);
        }
    }

    #[track_caller]
    fn check(text: &str, key: &str) {
        assert_eq!(fold(text), key, "{text:?}");
    }

    #[test]
    fn spelling_does_not_matter() {
        check("Türkiye", "turkiye");
        check("Tu\u{308}rkiye", "turkiye");
        check("PRISHTINË/PRIŠTINA", "prishtinepristina");
        check("ŁÓDŹ", "lodz");
        check("Đakovica", "dakovica");
        check("København", "kobenhavn");
        check("STRAẞE", "strasse");
        check("Iğdır İZMİR", "igdirizmir");
        check("Reform and co-operation\u{a0}in", "reformandcooperationin");
        check("Ｏｓｈ＆Ｂａｔｋｅｎ", "oshandbatken");
        check("Oʻzbekiston", "ozbekiston");
    }

    #[test]
    fn other_scripts_stay() {
        check("КИЇВ", "киів");
        check("Ελλάς", "ελλας");
    }

    #[test]
    fn punctuation_alone_is_empty() {
        for text in ["", " ", "-", "–—", "(…)", "\u{301}", "/|,.", "\u{200b}"] {
            check(text, "");
        }
    }

    #[test]
    fn a_key_is_its_own_key() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let key = fold(&text);
            assert_eq!(fold(&key), key, "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_short_key_is_the_same_key() {
        let short = |text: &str| fold_short(text, &mut [0; SHORT_KEY]).map(str::to_owned);
        for text in ["", "Cyber/ICT Security", "a & b", "-", "\0\x7f", "ALBANIA"] {
            assert_eq!(short(text).as_deref(), Some(&*fold(text)), "{text:?}");
        }
        assert_eq!(short("Łódź"), None);
        assert_eq!(short(&"x".repeat(SHORT_KEY)), Some("x".repeat(SHORT_KEY)));
        assert_eq!(short(&"x".repeat(SHORT_KEY + 1)), None);
        assert_eq!(short(&"&".repeat(SHORT_KEY / 3 + 1)), None);
    }

    #[test]
    fn a_key_is_not_copied() {
        assert!(matches!(fold("albania"), Cow::Borrowed("albania")));
    }
}
