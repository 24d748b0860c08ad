//! The rules about what a release says and what is said of it, whatever its format.

use crate::{Level, Rule};

/// A rule of this project that no list of rules for feeds has.
const OWN: Rule = Rule {
    id: "",
    code: "",
    level: Level::Error,
    title: "",
    why: "",
    readers: "",
    mend: "",
    source: "dateline",
};

/// All of them, in the order of their names.
pub const RULES: &[Rule] = &[
    Rule {
        id: "format.hazard",
        level: Level::Warning,
        title: "text is such that a feed validator has nothing to object to",
        why: "The W3C's feed validator guesses from the text alone: a control character, U+FFFD, \
              `Ã©`, a word in angle brackets or a date before 1990 makes it warn, also where the \
              text is meant so. Nothing that is written differently would help.",
        readers: "They show the text as it stands.",
        mend: "Where the text was damaged on its way, mend it at its source. Where it is meant so, \
               leave it; `--clean` leaves such releases out of a feed.",
        source: "W3C feed validator: BadCharacters, ContainsHTML, ImplausibleDate, \
                 InvalidLanguage, DuplicateUpdated",
        ..OWN
    },
    Rule {
        id: "format.loss",
        level: Level::Warning,
        title: "the format that is written holds all that was read",
        why: "Formats differ in what they have a place for. What has none is left out, and this \
              says what it was, so that nothing is lost unnoticed.",
        mend: "Choose a format that holds it: JSON holds everything, and `dateline formats` shows \
               what each other holds. `--no-loss` writes nothing where something would be lost.",
        ..OWN
    },
    Rule {
        id: "input.remark",
        level: Level::Note,
        title: "good to know: something in the input is in order, and unusual",
        why: "It is read as it is meant. It is said because a person who looks after the file may \
              want to know, for instance that a feed is longer than validators read.",
        mend: "Nothing has to be mended.",
        ..OWN
    },
    Rule {
        id: "input.repair",
        level: Level::Warning,
        title: "the input keeps the rules of its format",
        why: "The input breaks them where it is clear what was meant. That is what was read, but \
              another program may read something else, or refuse the file.",
        readers: "Many read such a file, each in its own way; strict ones show nothing of it.",
        mend: "Mend the program or the person that writes the file. `--strict` refuses what was \
               mended here.",
        ..OWN
    },
    Rule {
        id: "release.alias",
        level: Level::Note,
        title: "terms of a vocabulary are written by their labels",
        why: "A code, a former name or another spelling means the same term and is kept as its \
              label: `Turkey` as `Türkiye`.",
        mend: "Nothing has to be mended. Writing the label makes files easier to compare.",
        ..OWN
    },
    Rule {
        id: "release.body-type",
        title: "a body is `text/plain` or `text/html`",
        why: "Whether `<b>` is a tag or three characters cannot be told from the text.",
        readers: "HTML that is taken for text is shown with its tags; text that is taken for HTML \
                  loses its line ends and whatever stands behind a `<`.",
        mend: "Write one of the two, or leave the field out: then the body is plain text.",
        source: "RFC 6838 (media types)",
        ..OWN
    },
    Rule {
        id: "release.date",
        title: "a date is written as ISO 8601 writes it, as exactly as it is known",
        why: "25/10/2016 is October for some readers and no date for others. A date that can be \
              read in one way only sorts, filters and converts without asking anybody.",
        readers: "Feed readers put an item whose date they cannot read at the moment of fetching \
                  it, or at the end.",
        mend: "Write `2016-10-25`, `2016-10` or `2016` where no more is known, or a time with its \
               offset: `2016-10-25T14:30:00+02:00`. Times without an offset are read with `--zone`.",
        source: "ISO 8601-1; RFC 3339",
        ..OWN
    },
    Rule {
        id: "release.derived",
        level: Level::Note,
        title: "a release has an id of its own",
        why: "Without one it gets one made of its number, its address, or of language, date and \
              title. It is the same in every run, as long as these stay.",
        readers: "Readers know a release by its id: where that changes, it is shown again as new.",
        mend: "Write the id that was derived into the field `id`, so that it stays when a title is \
               corrected.",
        ..OWN
    },
    Rule {
        id: "release.disagreement",
        level: Level::Warning,
        title: "what is said twice is said alike",
        why: "The input states one fact in two places, and not the same: two elements for one \
              date, or a dateline that names another day than the field. One of the two is wrong.",
        mend: "Find out which one is right, and correct the other.",
        ..OWN
    },
    Rule {
        id: "release.duplicate",
        level: Level::Warning,
        title: "each value of a list stands there once",
        why: "The same place, source, term or tag twice says no more than once, and comes from a \
              slip or from two spellings of one name. Both are kept.",
        mend: "Take the second one out.",
        ..OWN
    },
    Rule {
        id: "release.empty-value",
        title: "a list has no empty values",
        why: "An empty value between two others, or a blank one, is mostly one that got lost.",
        mend: "Take it out with its separator, or write what is missing. A list without values is \
               an empty cell, or a key that is left out.",
        ..OWN
    },
    Rule {
        id: "release.illegal-character",
        title: "text has no character that XML cannot carry",
        why: "XML 1.0 has no place for most control characters, for U+FFFE and U+FFFF, not even \
              as references. A release that has one could never be in a feed.",
        readers: "A feed with one is no XML: readers show nothing of it.",
        mend: "Delete the character, or put in its place what was meant: mostly it comes from a \
               word processor (U+000B is its line break) or from a damaged file.",
        source: "XML 1.0, section 2.2 (Char)",
        ..OWN
    },
    Rule {
        id: "release.inferred",
        level: Level::Note,
        title: "facts are stated, not guessed",
        why: "A fact that the input does not state was taken from one that it does, because that \
              was asked for: the language from the words, the place from the dateline.",
        mend: "Nothing has to be mended. Look at what was inferred, and write it into the input \
               where it is right. `--no-infer` infers nothing from pages.",
        ..OWN
    },
    Rule {
        id: "release.language",
        title: "a language is a tag of BCP 47",
        why: "`en`, `uk`, `sr-Latn` mean the same to every program; `English`, `en_US` or `UA` do \
              not.",
        readers: "Readers, browsers and speech choose fonts, hyphenation and voice by it.",
        mend: "Write the tag: two or three letters of ISO 639, then, where it matters, script and \
               region, joined by hyphens. Leave the field out where the language is not known.",
        source: "BCP 47 (RFC 5646)",
        ..OWN
    },
    Rule {
        id: "release.language-twice",
        title: "a release has one translation in each language",
        why: "Two addresses for one language cannot both be the translation.",
        mend: "Keep the one that is right, or write the language of the other: `sr-Latn` and \
               `sr-Cyrl` are two.",
        ..OWN
    },
    Rule {
        id: "release.normalized",
        level: Level::Note,
        title: "a value is written in the form that every format holds",
        why: "The value is kept in that form: an address with its characters escaped, a language \
              tag in its usual case, a place whose name ends at the first comma.",
        mend: "Nothing has to be mended.",
        ..OWN
    },
    Rule {
        id: "release.number",
        title: "a number is a whole number of digits alone",
        why: "It is the number at the end of the site's addresses, from which ids are derived. \
              `0042`, `4.2e1` and `42` would make three ids of one.",
        mend: "Write it as it stands in the address: `276291`.",
        ..OWN
    },
    Rule {
        id: "release.one-line",
        title: "everything but the summary and the body is one line",
        why: "A title, a name or an address with a line break is mostly two values that ran \
              together, and cannot stand in a heading or in a list.",
        readers: "Some cut a title at its first line break, others make a blank of it.",
        mend: "Put a blank in place of the line break, or separate the two values.",
        ..OWN
    },
    Rule {
        id: "release.required",
        title: "a release has a title and a date",
        why: "Without them it cannot be listed, sorted or found again. Every other field can be \
              absent.",
        readers: "An item without a title is shown by the start of its text, and one without a \
                  date at the moment of fetching.",
        mend: "Write what is missing. Where the file has it under another name, rename the column \
               or the key to `title` or `date`.",
        ..OWN
    },
    Rule {
        id: "release.superseded",
        level: Level::Warning,
        title: "what is derived is not stated differently",
        why: "The canonical name of a place and its State follow from the name and the \
              vocabulary, and are only compared when they are read. What was stated is not kept.",
        mend: "Correct the name of the place or what qualifies it, or take the derived value out.",
        ..OWN
    },
    Rule {
        id: "release.tag-is-term",
        title: "a term of a controlled vocabulary stands in its own field",
        why: "The tag has the scheme of fields of work, participating States or partner States. \
              As a tag it would not be checked, and would be a term again when it is read back.",
        mend: "Move it to the field that the message names, without the scheme in front.",
        ..OWN
    },
    Rule {
        id: "release.unknown-term",
        title: "fields of work and States are terms of their vocabularies",
        why: "They are what releases are found and sorted by: a misspelt one makes a group of its \
              own, which nobody looks for.",
        mend: "Write the label, the code or a known name of the term. A subject that the \
               vocabulary does not have belongs in `tags`; `--keep-unlisted` keeps it where it is, \
               with a warning.",
        ..OWN
    },
    Rule {
        id: "release.unlisted",
        level: Level::Warning,
        title: "fields of work and States are terms of their vocabularies",
        why: "A term that its vocabulary does not have was kept as it stands, because that was \
              asked for. It may be misspelt, or new.",
        mend: "Write the term that was meant, or move it to `tags`.",
        ..OWN
    },
    Rule {
        id: "release.url",
        title: "an address is an absolute one on the web",
        why: "A path such as `/node/1` leads nowhere outside its own site, and schemes other than \
              http and https may run something.",
        readers: "They open what stands there, relative to an address of their own choosing, or \
                  nothing.",
        mend: "Write the whole address: `https://www.osce.org/node/276291`. Characters beyond \
               ASCII and blanks are escaped when it is read.",
        source: "RFC 3986; RFC 9110, section 4.2",
        ..OWN
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        DateError, Diagnostic, Field, FindingKind, LanguageError, Problem, Violation,
        WebAddressError,
    };

    /// One of each sort. A new sort does not compile before it has a place here.
    fn problems() -> Vec<Problem> {
        fn next(problem: Option<&Problem>) -> Option<Problem> {
            Some(match problem {
                None => Problem::Missing { expected: "" },
                Some(Problem::Missing { .. }) => Problem::EmptyValue,
                Some(Problem::EmptyValue) => Problem::LineBreak { at: 1 },
                Some(Problem::LineBreak { .. }) => Problem::IllegalCharacter {
                    character: '\0',
                    at: 1,
                },
                Some(Problem::IllegalCharacter { .. }) => DateError::Form.into(),
                Some(Problem::Date(_)) => LanguageError.into(),
                Some(Problem::Language(_)) => WebAddressError.into(),
                Some(Problem::Url(_)) => Problem::Number,
                Some(Problem::Number) => Problem::UnknownTerm { vocabulary: "" },
                Some(Problem::UnknownTerm { .. }) => Problem::BodyType,
                Some(Problem::BodyType) => Problem::LanguageTwice,
                Some(Problem::LanguageTwice) => Problem::TagIsTerm { field: Field::Tags },
                Some(Problem::TagIsTerm { .. }) => return None,
            })
        }
        std::iter::successors(next(None), |problem| next(Some(problem))).collect()
    }

    #[test]
    fn what_was_expected_is_said_without_what_was_found() {
        for problem in problems() {
            let alone = problem.to_string();
            let violation = Violation::new(Field::Title, "a, found `b`", problem);
            let diagnostic = Diagnostic::from(&violation);
            let expected = diagnostic.expected.unwrap();
            assert!(!expected.contains("found"), "{expected}");
            assert!(alone.contains(&expected), "{alone}: {expected}");
            assert!(!expected.starts_with("expected"), "{expected}");
            assert!(alone.starts_with("expected"), "{alone}");
        }
    }

    /// One of each kind, as [`problems`].
    fn findings() -> Vec<FindingKind> {
        type Kind = FindingKind;
        fn next(kind: Option<&Kind>) -> Option<Kind> {
            let (value, what, other) = (String::new(), String::new(), String::new());
            let (written, kept, from, label, vocabulary) =
                (String::new(), String::new(), "", "", "");
            let suggestion = None;
            Some(match kind {
                None => Kind::Inferred { value, from },
                Some(Kind::Inferred { .. }) => Kind::Derived { value, from },
                Some(Kind::Derived { .. }) => Kind::Alias {
                    written,
                    label: label.into(),
                },
                Some(Kind::Alias { .. }) => Kind::Normalized { written, kept },
                Some(Kind::Normalized { .. }) => Kind::Unlisted {
                    value,
                    suggestion,
                    vocabulary,
                },
                Some(Kind::Unlisted { .. }) => Kind::Duplicate { value },
                Some(Kind::Duplicate { .. }) => Kind::Disagreement { value, other },
                Some(Kind::Disagreement { .. }) => Kind::Superseded { value, other },
                Some(Kind::Superseded { .. }) => Kind::Loss { what },
                Some(Kind::Loss { .. }) => Kind::Repair { what },
                Some(Kind::Repair { .. }) => Kind::Remark { what },
                Some(Kind::Remark { .. }) => Kind::Hazard { what },
                // A breach is one of a rule of the validation, which has its own list.
                Some(Kind::Hazard { .. } | Kind::Breach(_)) => return None,
            })
        }
        std::iter::successors(next(None), |kind| next(Some(kind))).collect()
    }

    #[test]
    fn every_rule_that_can_be_broken_is_listed_and_no_other() {
        let levels = problems()
            .iter()
            .map(|problem| (problem.rule(), Level::Error))
            .chain(findings().iter().map(|kind| (kind.rule(), kind.level())))
            .collect::<BTreeSet<_>>();
        let listed: Vec<_> = RULES.iter().map(|rule| (rule.id, rule.level)).collect();
        assert_eq!(listed, levels.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn every_rule_has_a_page() {
        for rule in RULES {
            let Rule {
                id,
                title,
                why,
                mend,
                source,
                ..
            } = rule;
            assert!(!title.is_empty() && !title.ends_with('.'), "{id}");
            for text in [why, mend] {
                assert!(text.ends_with('.') && !text.contains("  "), "{id}: {text}");
            }
            assert!(!source.is_empty(), "{id}");
        }
    }
}
