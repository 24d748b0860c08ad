//! The rules about JSON, JSON Feed and records that were set aside, as files.

use dateline_core::{Level, Rule};

/// All of them, in the order of their names.
///
/// ```
/// use dateline_core::Fault;
/// use dateline_json::{RULES, native::Reader};
///
/// let mut reader = Reader::new(&br#"{"titel": "Water talks"}"#[..]);
/// assert!(reader.advance(&mut Vec::new())?);
/// let error = reader.record(&mut Vec::new()).unwrap_err();
/// let rule = RULES.iter().find(|rule| rule.id == error.rule()).unwrap();
/// assert_eq!(rule.title, "a key is one that has a meaning there");
/// # Ok::<(), dateline_json::Error>(())
/// ```
pub const RULES: &[Rule] = &[
    Rule {
        title: "fewer than 16 MiB of findings are kept for one input",
        why: "What `inspect` finds is written behind the items of an input, so that it has to be \
              kept until they have been written. A limit keeps memory bounded; what is beyond it \
              is counted.",
        mend: "Mend what was found so far, and look again.",
        source: "dateline",
        ..json("inspect.left-out", Level::Warning)
    },
    Rule {
        title: "bytes that stand in a JSON file are written in base64",
        why: "A record that was set aside and is not UTF-8 is kept as `{\"base64\": \"…\"}`, so that \
              no byte of it changes.",
        mend: "Leave that value as it was written, or put the mended record as a text in its \
               place: `\"raw\": \"Water talks,2016-02-29\\n\"`.",
        source: "RFC 4648, section 4",
        ..json("json.base64", Level::Error)
    },
    Rule {
        title: "at most 128 brackets are open at once, and 32 foreign elements",
        why: "Programs that read JSON go into a bracket for each bracket, and some crash where there \
              are too many; no release needs more than a few.",
        mend: "Find the list or object that was put into itself again and again, mostly by a \
               program that wrote the file, and take the levels away.",
        source: "RFC 8259, section 9: a reader may limit the depth",
        ..json("json.depth", Level::Error)
    },
    Rule {
        title: "a key stands once in an object",
        why: "Of two values for one key, some programs take the first, some the last, and some \
              refuse both. Which is meant only its author can say.",
        readers: "Most readers of feeds take the last one.",
        mend: "Take one of the two away. Several values belong in one list: `\"tags\": [\"a\", \"b\"]`.",
        source: "RFC 8259, section 4; RFC 7493, section 2.3",
        ..json("json.duplicate-key", Level::Error)
    },
    Rule {
        title: "a JSON file has something in it",
        why: "A file of no bytes, or of white space alone, is mostly one that was never written to \
              its end. A file with no releases is `[]`.",
        readers: "Readers of feeds say that the feed cannot be read.",
        mend: "Write the file again; write `[]` where there is nothing to say.",
        source: "RFC 8259, section 2",
        ..json("json.empty", Level::Error)
    },
    Rule {
        title: "a JSON Feed names its version",
        why: "The version tells programs that the file is a JSON Feed, and which keys to expect.",
        readers: "Readers go by it: what has another version is not subscribed to as a JSON Feed.",
        mend: "Begin the feed with `\"version\": \"https://jsonfeed.org/version/1.1\"`.",
        source: "JSON Feed 1.1, Top-level",
        ..json("json.feed-version", Level::Error)
    },
    Rule {
        title: "the input can be read to its end",
        why: "The disk, the network or the program in front of the pipe failed. What had been read \
              before stands.",
        mend: "Look at what the system says, and run it again.",
        source: "dateline",
        ..json("json.input", Level::Error)
    },
    Rule {
        title: "a key that has to be there is there",
        why: "Without it the rest has no meaning: a feed is its `items`, and a record that was set \
              aside its `format` and `raw`.",
        readers: "A feed without `items` is refused.",
        mend: "Add the key, also where there is nothing to say: `\"items\": []`.",
        source: "JSON Feed 1.1, Top-level; dateline",
        ..json("json.missing-key", Level::Error)
    },
    Rule {
        title: "a record has at most 1 GiB and 262,144 values",
        why: "A record is held in memory as a whole, and real ones have a few kilobytes. Without a \
              limit a broken or hostile file could take all memory.",
        mend: "Look whether many releases were put into one, or a picture or a film into its text.",
        source: "RFC 8259, section 9: a reader may limit the size",
        ..json("json.size", Level::Error)
    },
    Rule {
        title: "JSON is written as RFC 8259 says",
        why: "JSON has texts in straight double quotes, a comma between two values and none behind \
              the last, no comments, and escapes for quotes and line breaks inside texts. What \
              looks alike in other languages is no JSON.",
        readers: "Readers of feeds refuse the whole file for one such fault.",
        mend: "Change what is said at that place. In texts: `\\n` for a line break, `\\\"` for a \
               quote, `\\\\` for a backslash.",
        source: "RFC 8259, sections 2 to 7",
        ..json("json.syntax", Level::Error)
    },
    Rule {
        title: "nothing stands behind the end of a JSON document",
        why: "One file is one array or one feed, and one line is one release. What stands behind it \
              would be passed over without a word by some programs.",
        readers: "Most readers of feeds refuse the file.",
        mend: "Put what stands behind into the array, or on a line of its own.",
        source: "RFC 8259, section 2",
        ..json("json.trailing", Level::Error)
    },
    Rule {
        title: "a JSON file is there to its end",
        why: "Something that was opened is not closed: the file was cut off while it was written or \
              copied, or a bracket or a quote is missing.",
        readers: "Readers of feeds refuse the whole file.",
        mend: "Fetch or write the file again; where that gives the same, close what is named.",
        source: "RFC 8259, section 2",
        ..json("json.truncated", Level::Error)
    },
    Rule {
        title: "a value is of the type that its key has",
        why: "All fields are texts or lists of texts, numbers and dates as well, so that nothing is \
              lost on the way: `007` and `2016-10` are no numbers.",
        readers: "Some readers of feeds drop the item, some show nothing for the key.",
        mend: "Write texts in quotes (`\"number\": \"276291\"`), lists in brackets (`\"sources\": \
               [\"Secretariat\"]`), places as objects (`{\"name\": \"Vienna\"}`).",
        source: "the schema of a release (`release.schema.json`); JSON Feed 1.1, Items",
        ..json("json.type", Level::Error)
    },
    Rule {
        title: "a key is one that has a meaning there",
        why: "A key that is misspelled would lose its value without a word.",
        mend: "Write the key as the schema has it; the nearest one is named where one is near. Take \
               away what is no fact of the release.",
        source: "the schema of a release (`release.schema.json`)",
        ..json("json.unknown-key", Level::Error)
    },
    Rule {
        title: "JSON is UTF-8",
        why: "Files that are exchanged are UTF-8. In another encoding every letter beyond ASCII would \
              be another one, or none.",
        readers: "Readers of feeds refuse the file or show wrong letters.",
        mend: "Save the file as UTF-8. UTF-16 is read all the same; of a single wrong byte its \
               record is set aside.",
        source: "RFC 8259, section 8.1",
        ..json("json.utf8", Level::Error)
    },
];

/// A rule of which only this is said yet.
const fn json(id: &'static str, level: Level) -> Rule {
    Rule {
        id,
        code: "",
        level,
        title: "",
        why: "",
        readers: "",
        mend: "",
        source: "",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ErrorKind;

    /// One of each kind. A new kind does not compile until it is here.
    fn kinds() -> Vec<ErrorKind> {
        let text = || "x".to_owned();
        let kinds = vec![
            ErrorKind::Input(std::io::Error::other("x")),
            ErrorKind::NotUtf8 { byte: 0xFF },
            ErrorKind::Utf16,
            ErrorKind::Utf32,
            ErrorKind::Empty { expected: "x" },
            ErrorKind::Syntax {
                expected: "x".into(),
                found: text(),
                hint: None,
            },
            ErrorKind::Truncated {
                expected: "x".into(),
            },
            ErrorKind::Trailing {
                behind: "x",
                found: text(),
            },
            ErrorKind::Type {
                expected: "x",
                found: "y",
            },
            ErrorKind::UnknownKey {
                key: text(),
                of: "x",
                suggestion: None,
            },
            ErrorKind::DuplicateKey { key: text() },
            ErrorKind::MissingKey { key: "x" },
            ErrorKind::Depth,
            ErrorKind::Size,
            ErrorKind::Values,
            ErrorKind::ForeignDepth,
            ErrorKind::Version { found: text() },
            ErrorKind::Base64 { found: text() },
        ];
        for kind in &kinds {
            match kind {
                ErrorKind::Input(_)
                | ErrorKind::NotUtf8 { .. }
                | ErrorKind::Utf16
                | ErrorKind::Utf32
                | ErrorKind::Empty { .. }
                | ErrorKind::Syntax { .. }
                | ErrorKind::Truncated { .. }
                | ErrorKind::Trailing { .. }
                | ErrorKind::Type { .. }
                | ErrorKind::UnknownKey { .. }
                | ErrorKind::DuplicateKey { .. }
                | ErrorKind::MissingKey { .. }
                | ErrorKind::Depth
                | ErrorKind::Size
                | ErrorKind::Values
                | ErrorKind::ForeignDepth
                | ErrorKind::Version { .. }
                | ErrorKind::Base64 { .. } => {}
            }
        }
        kinds
    }

    #[test]
    fn all_that_can_be_said_is_listed_and_nothing_else() {
        let mut said: BTreeSet<&str> = kinds().iter().map(ErrorKind::rule).collect();
        said.insert(crate::inspect::LEFT_OUT);
        let listed: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(listed, said.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn every_rule_says_why_and_how_to_mend_it() {
        for rule in RULES {
            for text in [rule.title, rule.why, rule.mend, rule.source] {
                assert!(!text.is_empty(), "{}", rule.id);
            }
            assert!(!rule.title.ends_with('.'), "{}", rule.id);
            assert!(rule.why.ends_with('.'), "{}", rule.id);
            assert!(rule.mend.ends_with(['.', '`']), "{}", rule.id);
        }
    }
}
