//! What the site puts around a text: navigation, links for readers of screens, share buttons,
//! footers, captions of photographs.

use crate::lines::{Line, Lines, Span};

/// Lines that are links or buttons of the site and nothing else, in lower case. They are left out
/// only at the beginning and at the end of a page: in the middle of a text they may be its words.
const LINKS: &[&str] = &[
    "back to top",
    "email",
    "facebook",
    "linkedin",
    "load more",
    "next page",
    "print",
    "print this page",
    "read more",
    "share",
    "share on facebook",
    "share on linkedin",
    "share on twitter",
    "share on x",
    "share this",
    "share this page",
    "skip links",
    "skip navigation",
    "skip to content",
    "skip to main content",
    "telegram",
    "tweet",
    "twitter",
    "whatsapp",
];

/// A list at the beginning of so many items is the navigation; the site's has some 150.
pub(crate) const NAVIGATION: usize = 20;

/// What the site writes behind the caption of a photograph, as the link to more about it.
const CAPTION: &str = "Photo details";

/// Whether a line is one of the site's links, or its copyright line.
pub(crate) fn is_link(line: &Line<'_>) -> bool {
    /// The longest of them.
    const LONGEST: usize = 24;
    let text = line.text.trim();
    // Whose right it is follows; a sign alone may be a text.
    let of_whom = text
        .strip_prefix("Copyright ")
        .unwrap_or(text)
        .strip_prefix('©');
    if of_whom.is_some_and(|of_whom| of_whom.contains("OSCE")) {
        return true;
    }
    text.len() <= LONGEST && LINKS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a line is the caption of a photograph, which ends with the link to its details.
pub(crate) fn is_caption(line: &Line<'_>) -> bool {
    line.text
        .trim_end()
        .strip_suffix(CAPTION)
        .is_some_and(|caption| {
            caption.is_empty() || caption.ends_with(|c: char| c.is_whitespace() || c == ')')
        })
}

/// Where the content of a page begins, and whether navigation stands before it.
///
/// The navigation is a list with single lines as headings: what stands behind it begins with the
/// first two lines together that are no items.
pub(crate) fn content(text: &str, page: &Span) -> (usize, bool) {
    let mut items = 0_usize;
    let mut first = None;
    for line in Lines::within(text, page).filled() {
        if line.item().is_some() {
            items += 1;
            first = None;
        } else if let Some(start) = first {
            return if items >= NAVIGATION {
                (start, true)
            } else {
                (page.start, false)
            };
        } else {
            first = Some(line.start);
        }
    }
    match first {
        Some(start) if items >= NAVIGATION => (start, true),
        _ => (page.start, items >= NAVIGATION),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        Line { text, start: 0 }
    }

    #[test]
    fn links() {
        assert!(LINKS.is_sorted());
        assert!(LINKS.iter().all(|link| is_link(&line(link))));
        assert!(is_link(&line("  Skip Links ")));
        assert!(is_link(&line("© OSCE 2025")));
        assert!(!is_link(&line("Share of the market")));
        assert!(!is_link(&line("")));
    }

    #[test]
    fn captions() {
        assert!(is_caption(&line("A bridge. (Ana Horn/OSCE) Photo details")));
        assert!(is_caption(&line("A bridge. (OSCE)Photo details ")));
        assert!(is_caption(&line("Photo details")));
        assert!(!is_caption(&line("Photo details follow")));
        assert!(!is_caption(&line("ThePhoto details")));
        assert!(!is_caption(&line("")));
    }
}
