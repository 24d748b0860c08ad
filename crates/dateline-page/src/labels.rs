//! The words that pages have around releases: labels, headings, kinds of pages that are none.
//!
//! One table for all layouts and languages. It holds what was seen on pages and nothing that is a
//! translation of ours: a page in another language keeps the English labels of the site of 2025–26,
//! and those that the newest site translates were seen in Ukrainian only. A language is added by
//! adding its rows.

use dateline_core::Field;

/// Which block of labels a label belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Block {
    /// The site of 2025–26: label and value are items of a list.
    Site2025,
    /// The newest site: label and value are lines of their own.
    Newest,
    /// The newsroom's listing: label and value share a line.
    Listing,
}

/// A label: in which block and language, what it labels, and how it is written.
///
/// Regions are participating States as far as they are States; collections are tags.
struct Label(Block, &'static str, Field, &'static str);

/// The labels, those of a block and language in the order in which pages have them.
const LABELS: &[Label] = &[
    Label(Block::Site2025, "en", Field::Date, "Date:"),
    Label(Block::Site2025, "en", Field::Places, "Place:"),
    Label(Block::Site2025, "en", Field::Sources, "Source:"),
    Label(
        Block::Site2025,
        "en",
        Field::FieldsOfWork,
        "Fields of work:",
    ),
    Label(Block::Newest, "en", Field::Sources, "Source:"),
    Label(Block::Newest, "en", Field::FieldsOfWork, "Our work:"),
    Label(Block::Newest, "en", Field::ParticipatingStates, "Regions:"),
    Label(Block::Newest, "uk", Field::Sources, "Джерело:"),
    Label(Block::Newest, "uk", Field::FieldsOfWork, "Наша діяльність:"),
    Label(Block::Newest, "uk", Field::ParticipatingStates, "Регіони:"),
    Label(Block::Listing, "en", Field::Date, "Publishing date:"),
    Label(Block::Listing, "en", Field::Tags, "Collections:"),
    Label(Block::Listing, "en", Field::Kind, "Content type:"),
    Label(Block::Listing, "en", Field::Sources, "Where we are:"),
    Label(Block::Listing, "en", Field::FieldsOfWork, "What we do:"),
];

/// The headings above the title of an older page, with their language.
const NEWSROOM: &[(&str, &str)] = &[
    ("en", "Newsroom"),
    ("sq", "Redaksia e lajmeve"),
    ("uk", "Новини"),
];

/// Kinds of pages that have the form or the address of a release and are none.
const NO_RELEASES: &[&str] = &[
    "About",
    "About us",
    "Blog",
    "Blogs",
    "Contact",
    "Contacts",
    "Events",
    "Mandate",
    "News archive",
    "Our work",
    "Overview",
    "What we do",
    "Where we are",
    "Who we are",
];

/// The label of a block that a text is, with its language.
pub(crate) fn label(block: Block, text: &str) -> Option<(Field, &'static str)> {
    text.ends_with(':').then_some(())?;
    let found = LABELS
        .iter()
        .find(|Label(in_block, .., written)| *in_block == block && *written == text)?;
    Some((found.2, found.1))
}

/// The label of a block that a line begins with, with what stands behind it.
pub(crate) fn labelled(block: Block, line: &str) -> Option<(Field, &str)> {
    LABELS
        .iter()
        .filter(|Label(in_block, ..)| *in_block == block)
        .find_map(|Label(_, _, field, written)| Some((*field, line.strip_prefix(written)?)))
}

/// How the label of a field is written in a block, in English.
pub(crate) fn written(block: Block, field: Field) -> &'static str {
    LABELS
        .iter()
        .find(|Label(in_block, language, of, _)| {
            (*in_block, *language, *of) == (block, "en", field)
        })
        .map_or("", |label| label.3)
}

/// The language of the heading of older pages that a text is.
pub(crate) fn newsroom(text: &str) -> Option<&'static str> {
    let found = NEWSROOM.iter().find(|(_, heading)| *heading == text)?;
    Some(found.0)
}

/// Whether a page of this kind or title is no release.
pub(crate) fn is_no_release(text: &str) -> bool {
    NO_RELEASES
        .iter()
        .any(|name| name.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Language;

    #[test]
    fn a_text_is_one_label_of_a_block_at_most() {
        for (at, Label(block, language, field, written)) in LABELS.iter().enumerate() {
            assert_eq!(label(*block, written), Some((*field, *language)));
            assert_eq!(
                labelled(*block, &format!("{written} x")),
                Some((*field, " x"))
            );
            assert!(written.ends_with(':'), "{written}");
            let earlier = &LABELS[..at];
            assert!(
                !earlier
                    .iter()
                    .any(|other| other.0 == *block && other.3 == *written)
            );
            assert!(Language::parse((*language).into()).is_ok());
        }
        assert!(NEWSROOM.is_sorted() && NO_RELEASES.is_sorted());
        assert_eq!(label(Block::Newest, "Date:"), None);
        assert_eq!(newsroom("Новини"), Some("uk"));
    }
}
