//! The contact block below a text: whom to ask, with telephone and e-mail.
//!
//! A block is known by lines that consist of a telephone number or an e-mail address, or that ask
//! readers to contact somebody. Lines between and above those may be names, titles and addresses:
//! short and without the end of a sentence. A sentence of the text that has an e-mail address in
//! it is no line of a contact block.

use crate::lines::Line;

/// So many lines of names may stand between two lines that are surely contact lines.
const NAMES: usize = 4;

/// A name, a title or a line of an address is at most so long, in bytes.
const NAME: usize = 120;

/// What the site's proxy writes instead of an e-mail address, with a blank or a no-break space.
const HIDDEN: [&str; 2] = ["[email protected]", "[email\u{a0}protected]"];

/// A line that opens a contact block is at most so long, in bytes.
const OPENING: usize = 400;

/// Lines that are the heading of a contact block, in lower case, without a colon.
const HEADINGS: &[&str] = &[
    "contact",
    "contact information",
    "contacts",
    "media contact",
    "media contacts",
    "press contact",
    "press contacts",
];

/// What a sentence begins with that asks readers to contact somebody, in lower case.
const ASKING: &[&str] = &[
    "for additional information",
    "for further details",
    "for further information",
    "for media enquiries",
    "for media inquiries",
    "for more details",
    "for more information",
    "please contact",
];

/// What the word for asking somebody begins with, in the languages of the site that have it from
/// Latin.
const STEMS: &[&str] = &["contact", "contatt", "kontakt", "контакт"];

/// Words that stand before a number or an address, in lower case.
const NUMBERED: &[&str] = &[
    "cell",
    "fax",
    "mob",
    "mobile",
    "phone",
    "tel",
    "telephone",
    "тел",
    "телефон",
];

/// Where the first placeholder for a hidden e-mail address stands.
pub(crate) fn hidden(text: &str) -> Option<usize> {
    HIDDEN.iter().filter_map(|hidden| text.find(hidden)).min()
}

/// How many of the last lines are a contact block.
pub(crate) fn block_at_end(lines: &[Line<'_>]) -> usize {
    let mut names = 0;
    let mut block = 0;
    for (count, line) in (1..).zip(lines.iter().rev()) {
        if is_contact(line) {
            (block, names) = (count, 0);
        } else if is_name(line) && names < NAMES {
            names += 1;
        } else {
            break;
        }
    }
    if block == 0 {
        return 0;
    }
    // Who is to be asked stands above the first number, unless a line has opened the block.
    let opened = |block: usize| {
        lines
            .len()
            .checked_sub(block)
            .and_then(|at| lines.get(at))
            .is_some_and(opens)
    };
    if !opened(block) {
        let above = lines.iter().rev().skip(block).take(NAMES);
        block += above.take_while(|line| is_name(line)).count();
    }
    block
}

/// Whether a line is surely one of a contact block.
pub(crate) fn is_contact(line: &Line<'_>) -> bool {
    opens(line) || is_number(line)
}

/// Whether a line asks readers to contact somebody: a heading, or a sentence that does little else.
fn opens(line: &Line<'_>) -> bool {
    let text = line.value();
    if text.is_empty() || text.len() > OPENING {
        return false;
    }
    let lower = text.to_lowercase();
    let heading = lower.trim_end_matches([':', ' ']);
    if HEADINGS.contains(&heading) {
        return true;
    }
    let stem = || STEMS.iter().any(|stem| lower.contains(stem));
    let asks = || ASKING.iter().any(|asking| lower.starts_with(asking));
    let short = text.len() <= NAME;
    (short && lower.ends_with(':') && stem())
        || (short && lower.starts_with("contact:"))
        || (asks() && stem())
        || (lower.starts_with("for ") && stem() && has_address(&lower))
}

/// Whether a line is a telephone number or an e-mail address, with few words beside it.
fn is_number(line: &Line<'_>) -> bool {
    /// So many words may stand beside it.
    const WORDS: usize = 8;
    /// So many where the line ends as a sentence does.
    const IN_SENTENCE: usize = 3;
    let text = line.value();
    if text.len() > 2 * NAME {
        return false;
    }
    let lower = text.to_lowercase();
    if !has_address(&lower) && !has_telephone(&lower) {
        return false;
    }
    let mut rest = lower;
    for hidden in HIDDEN {
        rest = rest.replace(hidden, " ");
    }
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().any(char::is_alphabetic) && !word.contains('@') && !NUMBERED.contains(&word)
    };
    let words = rest.split_whitespace().filter(is_word).count();
    words
        <= if ends_a_sentence(text) {
            IN_SENTENCE
        } else {
            WORDS
        }
}

fn has_address(lower: &str) -> bool {
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(user, host)| {
            user.ends_with(|c: char| c.is_ascii_alphanumeric())
                && host.starts_with(|c: char| c.is_ascii_alphanumeric())
                && host
                    .trim_end_matches(|c: char| !c.is_ascii_alphanumeric())
                    .contains('.')
        })
    };
    hidden(lower).is_some() || lower.split_whitespace().any(is_address)
}

/// Whether there are enough digits behind a plus, or behind a word for a telephone.
fn has_telephone(lower: &str) -> bool {
    const DIGITS: usize = 6;
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let international = || {
        lower
            .split_once('+')
            .is_some_and(|(_, behind)| digits(behind) >= DIGITS)
    };
    let named = || {
        let mut words = lower.split(|c: char| !c.is_alphabetic());
        words.any(|word| NUMBERED.contains(&word)) && digits(lower) >= DIGITS
    };
    international() || named()
}

/// Whether a line may be a name, a title, or a line of an address.
fn is_name(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    text.len() <= NAME
        && line.item().is_none()
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !ends_a_sentence(text)
        && !text.ends_with([':', ';', ','])
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '“', '»', '’', '\'', ')', ' '])
        .ends_with(['.', '!', '?', '…'])
        || text.ends_with(['"', '”', '»'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of the last lines of a text are a contact block.
    #[track_caller]
    fn check(text: &str, expected: usize) {
        let lines: Vec<_> = crate::lines::Lines::new(text).collect();
        assert_eq!(block_at_end(&lines), expected, "{text}");
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(HEADINGS.is_sorted() && STEMS.is_sorted() && NUMBERED.is_sorted());
    }

    #[test]
    fn blocks() {
        check(
            "Text.\nFor further information, please contact:\nAna Horn\nSpokesperson\nTel.: +43 1 000 00 00\nana.horn@example.org",
            5,
        );
        check(
            "Text.\nAna Horn\nSpokesperson\nTel: +43 1 000 00 00\n[email protected]",
            4,
        );
        check(
            "Text.\nFor further information, please contact Ana Horn, Spokesperson, at ana@example.org or +43 1 000 00 00.",
            1,
        );
        check(
            "Text.\nFor further information, please contact the Press Office.",
            1,
        );
        check(
            "Text.\nFor more information contact:\nOSCE Mission to Skopje\nAna Horn",
            3,
        );
        check("Text.\nContacts\nAna Horn\nMobile: 000 000 000", 3);
        check("Text.\n[email\u{a0}protected]", 1);
        check(
            "Text.\nPër më shumë informacion, kontaktoni:\nAna Horn\n[email protected]",
            3,
        );
        check(
            "Text.\nДля подробиць: контакти:\nАнна Горн\nТел.: 000 00 00",
            3,
        );
        check(
            "Text.\nAna Horn\nTel: +43 1 000 00 00\nPeter Horn\nTel: +43 1 000 00 01",
            4,
        );
    }

    #[test]
    fn sentences_are_none() {
        check(
            "Text.\nWhoever wants to come writes to press@example.org by Friday.",
            0,
        );
        check("Text.\nAll 123 456 contacts were made.", 0);
        check(
            "Text.\nFor more information on the vote, see www.osce.org",
            0,
        );
        check(
            "Text.\nFor months there was no contact between the two banks.",
            0,
        );
        check("Text.\n- Border management\n- Elections", 0);
        check("Text.\nAna Horn\nSpokesperson", 0);
        check("Text.\nThe years 1999, 2000 and 2001 were dry", 0);
        check("", 0);
    }
}
