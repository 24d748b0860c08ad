//! The rules about tables as such, whatever their releases say.

use dateline_core::{Level, Rule};

/// All of them, in the order of their names.
///
/// ```
/// use dateline_csv::rules::RULES;
///
/// assert!(RULES.iter().any(|rule| rule.id == "csv.ragged-row"));
/// assert!(RULES.iter().all(|rule| rule.id.starts_with("csv.")));
/// ```
pub const RULES: &[Rule] = &[
    Rule {
        title: "a table is text, not the file of a spreadsheet",
        why: "A workbook (.xlsx, .ods) is a packed archive, and UTF-16 without a byte order mark \
              is not told from binary data. Neither has a header line that could be read.",
        mend: "Open the file where it was made and save it as `CSV UTF-8`.",
        source: "RFC 4180, section 2; this project",
        ..rule("csv.binary")
    },
    Rule {
        title: "each column stands once",
        why: "Of two columns with one name nobody can tell which one counts, so the whole table \
              is refused and no release of it is read by chance.",
        mend: "Remove one of the two, or give it the name of the field that it holds.",
        source: "CSV on the Web, Metadata Vocabulary, section 5.6 (`name`)",
        ..rule("csv.duplicate-column")
    },
    Rule {
        title: "a table is UTF-8, or UTF-16 with a byte order mark",
        why: "Bytes of an older encoding, such as Windows-1252, stand for other letters in each \
              of them. A guess would damage names without anybody seeing it.",
        mend: "Save as `CSV UTF-8`, or convert: `iconv -f windows-1252 -t utf-8 OLD.csv > NEW.csv`.",
        source: "RFC 7111, section 5.1; RFC 3629",
        ..rule("csv.encoding")
    },
    Rule {
        title: "every column of the header is a field, once",
        why: "Several things are wrong with the header at once. The table is refused as a whole, \
              because each of them could put values into the wrong field.",
        mend: "Mend each column that is named. `dateline convert --help` lists the fields.",
        source: "this project",
        ..rule("csv.header")
    },
    Rule {
        title: "the quotes round the name of a column are closed, and nothing stands behind them",
        why: "Where a quoted name ends is not certain, and neither is where the next one begins.",
        mend: "Write `\"title\",\"date\"`, or leave the quotes out: names of fields need none.",
        source: "RFC 4180, section 2, rules 5 and 7",
        ..rule("csv.header-quote")
    },
    Rule {
        title: "the input can be read to its end",
        why: "The disk, the network or the program in front of the pipe failed. What was read \
              before is right; whether more was to come is not known.",
        mend: "Look at what the system says, and run again.",
        source: "this project",
        ..rule("csv.input")
    },
    Rule {
        title: "a table of releases has the columns `title` and `date`",
        why: "No release is one without them, so every row would be refused.",
        mend: "Add the column, or give the one that holds it this name.",
        source: "this project",
        ..rule("csv.missing-column")
    },
    Rule {
        title: "the first line names the columns",
        why: "Columns are known by their names, in any order. Without a name that is known, \
              neither they nor what separates them can be told.",
        mend: "Put a line like `id,title,date,body` in front, with the names of the fields.",
        source: "RFC 4180, section 2, rule 3; this project",
        ..rule("csv.no-header")
    },
    Rule {
        title: "a row has as many cells as the header",
        why: "With a cell too many or too few, all that follow stand in the wrong column.",
        mend: "Put a cell in quotes that has the delimiter in it: `\"Talks, and more\"`. Write \
               every delimiter, also before cells that are empty.",
        source: "RFC 4180, section 2, rule 4",
        ..rule("csv.ragged-row")
    },
    Rule {
        title: "behind `sep=` stands the one character that separates cells",
        why: "Excel obeys such a first line, and so must everybody who reads the table.",
        mend: "Write `sep=;` with the character that the rows have, or remove the line. In TSV \
               it is a TAB.",
        source: "Microsoft Excel; this project",
        ..rule("csv.separator")
    },
    Rule {
        title: "behind the quote that closes a cell stands the delimiter or the line end",
        why: "A quote inside the cell that is not written twice closes it too early, and what \
              follows would be lost or changed.",
        mend: "Write quotes inside a quoted cell twice: `\"the \"\"water\"\" talks\"`.",
        source: "RFC 4180, section 2, rules 5 and 7",
        ..rule("csv.stray-text")
    },
    Rule {
        title: "the quote that opens a cell is closed",
        why: "Without it, everything up to the end of the file is part of this cell.",
        mend: "Add the quote where the cell ends. Write a quote inside a quoted cell twice.",
        source: "RFC 4180, section 2, rules 5 to 7",
        ..rule("csv.unclosed-quote")
    },
    Rule {
        title: "every column has the name of a field",
        why: "What stands in a column that is not known would be lost without a word; mostly the \
              name is only misspelled.",
        mend: "Write the name that was meant, in small letters, or remove the column.",
        source: "this project",
        ..rule("csv.unknown-column")
    },
];

/// What these rules have in common.
const fn rule(id: &'static str) -> Rule {
    Rule {
        id,
        code: "",
        level: Level::Error,
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
    use std::io::{self, Read};

    use dateline_core::Fault;

    use super::*;
    use crate::Reader;

    /// The rules that an input breaks.
    fn broken(input: impl Read) -> Vec<&'static str> {
        let mut rules = Vec::new();
        let mut reader = Reader::new(input);
        loop {
            match reader.advance(&mut Vec::new()) {
                Ok(true) => rules.extend(reader.record(&mut Vec::new()).err().map(|e| e.rule())),
                Ok(false) => return rules,
                Err(error) => rules.push(error.rule()),
            }
        }
    }

    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }

    #[test]
    fn each_rule_can_be_broken_and_no_other() {
        let inputs: [&[u8]; 14] = [
            b"PK\x03\x04",
            b"title,date,title\n",
            b"title,d\xE9te\n",
            b"title,date\n\xE9,2016\n",
            b"price,title,title\n",
            b"\"title\"x,title,date\n",
            b"title\n",
            b"",
            b"Titel\n",
            b"title,date\na\n",
            b"sep=\ntitle,date\n",
            b"title,date\n\"a\"b,2016\n",
            b"title,date\n\"a,2016\n",
            b"title,date,price\n",
        ];
        let mut rules: BTreeSet<_> = inputs.into_iter().flat_map(broken).collect();
        rules.extend(broken(Broken));
        let listed: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(rules.into_iter().collect::<Vec<_>>(), listed);
    }

    #[test]
    fn each_rule_says_all() {
        for rule in RULES {
            for text in [rule.title, rule.why, rule.mend, rule.source] {
                assert!(!text.is_empty(), "{}", rule.id);
            }
            assert!(!rule.title.ends_with('.'), "{}", rule.id);
        }
    }
}
