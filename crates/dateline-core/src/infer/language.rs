//! The language of a text, where it is certain.
//!
//! `whatlang` tells most languages apart, but does not know all that the OSCE writes in: of Albanian,
//! Bosnian, Kazakh, Kyrgyz or Tajik it would make the nearest that it knows. So its word counts only
//! together with a second sign that is independent of it: common words, or letters. The Cyrillic
//! alphabets tell more than it does: no two of these languages have the same letters. Bosnian,
//! Croatian, Montenegrin and Serbian are not told apart by anything short of reading, and stay untold.

use whatlang::Lang;

/// How much of a text is looked at, in bytes.
pub(super) const LENGTH: usize = 2_000;

/// A text with fewer letters tells nothing for certain.
const LETTERS: usize = 100;

/// The languages of addresses: those met, and the working and host languages that they stand
/// beside.
const PREFIXES: &[&str] = &[
    "az", "bs", "de", "en", "es", "fr", "hr", "hy", "it", "ka", "kk", "ky", "mk", "ro", "ru", "sq",
    "sr", "tg", "uk", "uz",
];

/// A language that `whatlang` knows, with words of which three must stand in the text.
const BY_WORDS: &[(Lang, &str, &[&str])] = &[
    (
        Lang::Eng,
        "en",
        &["the", "of", "and", "to", "for", "that", "with"],
    ),
    (
        Lang::Fra,
        "fr",
        &["les", "des", "et", "une", "dans", "pour", "du"],
    ),
    (
        Lang::Deu,
        "de",
        &["der", "und", "die", "das", "mit", "für", "den"],
    ),
    (
        Lang::Ita,
        "it",
        &["della", "che", "di", "nel", "gli", "il", "delle"],
    ),
    (
        Lang::Spa,
        "es",
        &["los", "las", "del", "y", "una", "para", "el"],
    ),
];

/// A language, the letters that a text in it has, one of each group, and those of its neighbours
/// that it has not.
struct Letters {
    tag: &'static str,
    /// What `whatlang` has to say, where it knows the language.
    lang: Option<Lang>,
    with: &'static [&'static str],
    without: &'static str,
}

/// By letters: the alphabets of the languages that are written in one script differ.
const BY_LETTERS: &[Letters] = &[
    Letters {
        tag: "uk",
        lang: None,
        with: &["і", "їєґ"],
        without: "ыэъёўұқғңөүҳҷӣӯјљњѓќђћ",
    },
    Letters {
        tag: "ru",
        lang: None,
        with: &["ы", "эъё"],
        without: "іїєґўұқғңөүҳҷӣӯәһјљњѓќђћ",
    },
    Letters {
        tag: "mk",
        lang: None,
        with: &["ј", "ѓќѕ"],
        without: "ђћйщъыьэюяіїєўқңөү",
    },
    Letters {
        tag: "kk",
        lang: None,
        with: &["ұ", "қ", "ғ", "ә"],
        without: "ҳҷӣӯўїєјљњ",
    },
    Letters {
        tag: "ky",
        lang: None,
        with: &["ң", "ө", "ү"],
        without: "қғұәһіҳҷӣӯўїєјљњ",
    },
    Letters {
        tag: "tg",
        lang: None,
        with: &["ҷ", "ӣӯ", "қғҳ"],
        without: "ўңөүұіїєјљњ",
    },
    Letters {
        tag: "uz-Cyrl",
        lang: None,
        with: &["ў", "қ", "ҳ"],
        without: "ҷӣӯңөүұәіїєјљњ",
    },
    Letters {
        tag: "az",
        lang: Some(Lang::Aze),
        with: &["ə", "ı", "ğşç"],
        without: "ëñw",
    },
    Letters {
        tag: "ro",
        lang: Some(Lang::Ron),
        with: &["ă", "țţșş", "î"],
        without: "ëñßçğəı",
    },
];

/// Albanian, which `whatlang` does not know, by letters and words that no other language has
/// together.
const ALBANIAN: &[&str] = &["të", "dhe", "për", "një", "që", "nga", "në"];

/// The language that an address of osce.org has as its first segment.
pub(super) fn of_prefix(segment: &str) -> Option<&'static str> {
    PREFIXES.iter().find(|tag| **tag == segment).copied()
}

/// The language of a text, where it is certain.
pub(super) fn of_text(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut count, mut armenian, mut georgian) = (0, 0, 0);
    for c in letters {
        count += 1;
        armenian += usize::from(matches!(c, '\u{531}'..='\u{587}'));
        georgian += usize::from(matches!(c, '\u{10D0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}'));
    }
    if count < LETTERS {
        return None;
    }
    // These scripts have one language each, and a name in Latin letters does no harm.
    if 10 * armenian > 8 * count {
        return Some("hy");
    }
    if 10 * georgian > 8 * count {
        return Some("ka");
    }
    let lower = text.to_lowercase();
    if words_of(&lower, ALBANIAN) >= 4 {
        return Some("sq");
    }
    let told = whatlang::detect(text)
        .filter(whatlang::Info::is_reliable)
        .map(|info| info.lang());
    let by_letters = BY_LETTERS.iter().find(|letters| {
        letters.lang.is_none_or(|lang| told == Some(lang))
            && letters
                .with
                .iter()
                .all(|group| lower.contains(|c| group.contains(c)))
            && !lower.contains(|c| letters.without.contains(c))
    });
    if let Some(letters) = by_letters {
        return Some(letters.tag);
    }
    let (_, tag, words) = BY_WORDS.iter().find(|(lang, ..)| told == Some(*lang))?;
    (words_of(&lower, words) >= 3).then_some(tag)
}

/// How many of `words` stand in a text.
fn words_of(text: &str, words: &[&str]) -> usize {
    words
        .iter()
        .filter(|word| {
            text.split(|c: char| !c.is_alphabetic())
                .any(|of| of == **word)
        })
        .count()
}
