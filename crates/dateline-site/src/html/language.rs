//! Languages on a page: what they call themselves, and which way they run.

/// What a language calls itself, as CLDR has it, or its tag where this page does not know it.
pub(super) fn own_name(tag: &str) -> &str {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let script = parts.next().unwrap_or_default();
    match (primary, script) {
        ("sr", "Latn") => return "srpski",
        ("bs", "Cyrl") => return "босански",
        ("uz", "Cyrl") => return "ўзбекча",
        ("az", "Cyrl") => return "азәрбајҹан",
        _ => {}
    }
    NAMES
        .binary_search_by_key(&primary, |(code, _)| code)
        .ok()
        .and_then(|at| NAMES.get(at))
        .map_or(tag, |(_, name)| name)
}

/// `ltr` or `rtl`, as the language is written.
pub(super) fn direction(tag: &str) -> &'static str {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    // A script has four letters, and stands behind the language or its extended language.
    let script = parts
        .take(2)
        .find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = match script {
        Some(script) => RTL_SCRIPTS.contains(&script),
        None => RTL_LANGUAGES.contains(&primary),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

/// Sorted by code: the languages of the participating States and the Partners for Co-operation.
const NAMES: [(&str, &str); 52] = [
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("cnr", "crnogorski"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("ko", "한국어"),
    ("ky", "кыргызча"),
    ("lb", "Lëtzebuergesch"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("mn", "монгол"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("tg", "тоҷикӣ"),
    ("tk", "türkmen dili"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("uz", "o‘zbek"),
];

/// Scripts that run from right to left (Unicode Standard, chapters 9 and 19).
const RTL_SCRIPTS: [&str; 9] = [
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc",
];

/// Languages that are written in one of these scripts where their tag names none.
const RTL_LANGUAGES: [&str; 14] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi", "nqo",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_name_themselves() {
        assert!(NAMES.is_sorted_by_key(|(code, _)| code));
        for (tag, expected) in [
            ("en", "English"),
            ("en-GB", "English"),
            ("sr", "српски"),
            ("sr-Latn-RS", "srpski"),
            ("tlh", "tlh"),
            ("", ""),
        ] {
            assert_eq!(own_name(tag), expected, "{tag}");
        }
    }

    #[test]
    fn the_script_says_which_way_a_text_runs() {
        for (tag, expected) in [
            ("ar", "rtl"),
            ("fa-AF", "rtl"),
            ("az-Arab", "rtl"),
            ("ar-Latn", "ltr"),
            ("zh-cmn-Hans", "ltr"),
            ("uk", "ltr"),
            ("", "ltr"),
        ] {
            assert_eq!(direction(tag), expected, "{tag}");
        }
    }
}
