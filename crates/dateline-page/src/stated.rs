//! What the head of a page states beside what the page shows.

/// Facts of a page that do not stand in its text: those of `<meta>`, `<link>`, `<html lang>` and
/// JSON-LD. What is empty was not stated.
///
/// They fill what the layout does not show; where both say something, what the page shows is kept.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Stated {
    /// Whether the page says of itself that it is a news article.
    pub(crate) is_article: bool,
    pub(crate) kind: String,
    pub(crate) title: String,
    /// In W3CDTF.
    pub(crate) date: String,
    /// In W3CDTF.
    pub(crate) modified: String,
    /// A tag of BCP 47.
    pub(crate) language: String,
    /// The canonical address.
    pub(crate) url: String,
    pub(crate) summary: String,
    /// Language and address of each translation.
    pub(crate) translations: Vec<(String, String)>,
}
