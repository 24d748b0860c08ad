//! The rules about pages as such, whatever their releases say.

use dateline_core::{Level, Rule};

/// All of them, in the order of their names.
///
/// ```
/// use dateline_page::rules::RULES;
///
/// assert!(RULES.iter().any(|rule| rule.id == "page.no-title"));
/// assert!(RULES.is_sorted_by_key(|rule| rule.id));
/// ```
pub const RULES: &[Rule] = &[
    Rule {
        title: "a page is text or HTML",
        why: "A picture, a PDF or an archive was saved under the name of a page. There is nothing \
              in it that could be read as lines.",
        mend: "Save the page from the browser as HTML or as text.",
        ..rule("page.binary")
    },
    Rule {
        title: "a page has something in it",
        why: "The file is empty, or has white space only: the page was not saved, or the download \
              failed.",
        mend: "Save the page again.",
        ..rule("page.empty")
    },
    Rule {
        title: "a page is written in the encoding that it shows",
        why: "Bytes that the encoding does not have would become other letters, and names would be \
              damaged without anybody seeing it.",
        mend: "Save the page as UTF-8.",
        source: "Encoding Standard (WHATWG); HTML Standard, section 13.2.3",
        ..rule("page.encoding")
    },
    Rule {
        title: "a page can be read to its end",
        why: "The disk, the network or the program in front of the pipe failed.",
        mend: "Look at what the system says, and run again.",
        ..rule("page.input")
    },
    Rule {
        title: "a page is HTML or plain text, not the source of something else",
        why: "Style sheets, scripts and other markup have no lines in which a release could stand.",
        mend: "Save the page itself, not one of the files that belong to it.",
        ..rule("page.markup")
    },
    Rule {
        title: "a page shows that it is a release",
        why: "Section pages, overviews and the pages of missions have the same form of address as \
              releases. Only labels or a dateline tell them apart, and no release is made up.",
        mend: "Look at the page. If it is a release, its labels or its dateline may have been cut \
               off when it was saved.",
        ..rule("page.no-labels")
    },
    Rule {
        title: "a page is a release and not something else that the site calls by name",
        why: "The page says what it is, such as a blog or an event, and that is no release.",
        mend: "Leave the page out.",
        ..rule("page.no-release")
    },
    Rule {
        title: "the title stands in the line before the labels or the text",
        why: "A release without a title is none, and any other line would be a guess.",
        mend: "Save the page with its heading, or write the title in a line of its own above the \
               labels.",
        ..rule("page.no-title")
    },
    Rule {
        title: "the address of a page is that of a release",
        why: "The address is that of a section, an overview or a blog, and nothing else on the \
              page shows that it is a release.",
        mend: "Leave the page out, or save the release to which it links.",
        ..rule("page.section")
    },
    Rule {
        title: "a page is of the length that pages have",
        why: "A page is read as a whole, because what its lines mean shows at its end. A limit \
              keeps memory bounded.",
        mend: "Look whether many pages were saved into one file, and part them.",
        ..rule("page.too-large")
    },
];

/// What the rules have in common.
const fn rule(id: &'static str) -> Rule {
    Rule {
        id,
        code: "",
        level: Level::Error,
        title: "",
        why: "",
        readers: "",
        mend: "",
        source: "this project",
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use dateline_core::{Fault as _, Position};

    use super::*;
    use crate::{Error, ErrorKind};

    /// One error of each kind. A new kind does not compile until it is here.
    fn all() -> Vec<ErrorKind> {
        let mut all = vec![ErrorKind::Io(io::Error::other("gone"))];
        while let Some(last) = all.last() {
            all.push(match last {
                ErrorKind::Io(_) => ErrorKind::TooLarge { limit: 1 },
                ErrorKind::TooLarge { .. } => ErrorKind::Empty,
                ErrorKind::Empty => ErrorKind::Binary { what: "" },
                ErrorKind::Binary { .. } => ErrorKind::Encoding {
                    encoding: "",
                    found: String::new(),
                },
                ErrorKind::Encoding { .. } => ErrorKind::Markup { what: "", hint: "" },
                ErrorKind::Markup { .. } => ErrorKind::NoLabels {
                    navigation: false,
                    lines: Vec::new(),
                },
                ErrorKind::NoLabels { .. } => ErrorKind::NoRelease {
                    found: String::new(),
                },
                ErrorKind::NoRelease { .. } => ErrorKind::Section {
                    address: String::new(),
                },
                ErrorKind::Section { .. } => ErrorKind::NoTitle {
                    found: String::new(),
                },
                ErrorKind::NoTitle { .. } => break,
            });
        }
        all
    }

    #[test]
    fn every_error_has_its_rule_and_every_rule_its_error() {
        let mut ids: Vec<&str> = all()
            .into_iter()
            .map(|kind| Error::new(Position::default(), kind).rule())
            .collect();
        ids.sort_unstable();
        let listed: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids, listed);
    }
}
