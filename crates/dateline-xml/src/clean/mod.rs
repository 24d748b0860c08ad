//! HTML as a feed may hold it: what a validator objects to is cleaned, everything else untouched.
//!
//! The W3C's feed validator parses the HTML of a feed as a fragment in a `div` with `html5lib`, which
//! stops at the first parse error (rule R28); looks at each element, attribute and style of the tree
//! (R29); and searches the text for relative addresses (R30). The checker here comes to the same
//! answer without a tree. `html5lib` goes by the HTML standard of 2013, and the errors of today's
//! parsers differ from its own both ways, so that the checker has its own tokens (`token.rs`) and its
//! own rules of nesting (`tree.rs`): a parser that stops at the first error needs no more.
//!
//! What fails is cleaned in two steps. First each tag is written anew with what a feed may hold
//! (`mend.rs`), so that what is removed can be said; then `ammonia` builds the tree as browsers do and
//! writes it (`sanitize.rs`). What comes out is checked again. Where the HTML is longer, nested deeper
//! or more tangled than its text could need (`rehearse.rs`), its words are kept and its markup is not.

mod address;
mod attribute;
mod body;
mod element;
mod fault;
mod mend;
mod rehearse;
mod removed;
mod sanitize;
mod style;
#[cfg(test)]
mod tests;
mod token;
mod tree;

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use htmlize::unescape_attribute;
use memchr::memmem;

pub(crate) use self::body::{FeedBody, body};
use self::element::{Element, FORMATTING};
use self::fault::Fault;
use self::removed::Removed;
use self::token::{Attribute, Kind, Token, Tokens};
use self::tree::Tree;
use crate::html;

/// HTML that a validator objects to is cleaned up to so many bytes, which are more than it reads of a
/// whole feed; of longer HTML the words are kept.
pub const CLEANED_LENGTH_LIMIT: usize = 5_000_000;

/// HTML as a feed may hold it, and what it was cleaned of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CleanHtml<'h> {
    /// The HTML: borrowed where nothing had to be cleaned.
    pub html: Cow<'h, str>,
    /// What it was cleaned of, in the order met, each once. Where there is more than fits in a
    /// message, the last says how much more. Empty where nothing had to be cleaned.
    pub removed: Vec<String>,
}

/// HTML as a feed may hold it.
///
/// HTML that the W3C's feed validator accepts comes back as it is: a strict parse of it in a `div`
/// finds no error, it has no element, attribute or style that the validator takes for a risk, and no
/// relative address. Other HTML is cleaned of that, and what was unclear to a parser is written as
/// browsers read it. The result passes the validator, and cleaning it again changes nothing.
///
/// HTML longer than [`CLEANED_LENGTH_LIMIT`] or nested more than 256 deep loses its markup, if it has
/// to be cleaned; its words are kept. No HTML costs more than time in proportion to its length.
///
/// ```
/// use dateline_xml::clean::clean_html;
///
/// let fine = clean_html("<p>One &amp; <b>two</b><p>three");
/// assert_eq!(fine.html, "<p>One &amp; <b>two</b><p>three");
/// assert!(fine.removed.is_empty());
///
/// let cleaned = clean_html("<p onclick=\"x()\">R&D<script>y()</script>");
/// assert_eq!(cleaned.html, "<p>R&amp;D</p>");
/// assert_eq!(
///     cleaned.removed,
///     [
///         "the attribute `onclick`",
///         "an ampersand that begins no character reference: `&D`",
///         "the element `script` and what it holds",
///     ],
/// );
/// ```
#[must_use]
pub fn clean_html(html: &str) -> CleanHtml<'_> {
    if passes(html) {
        return CleanHtml {
            html: Cow::Borrowed(html),
            removed: Vec::new(),
        };
    }
    let mut removed = Removed::default();
    let mended = mend::mend(html, &mut removed);
    let (clean, lost) = clean(&mended);
    if let Some(lost) = lost {
        removed.add(lost.to_owned());
    }
    CleanHtml {
        html: Cow::Owned(clean),
        removed: removed.into_list(),
    }
}

/// HTML for a page on the web: always sanitised, whatever a feed validator says.
///
/// Elements that act or load anything but pictures, forms, handlers, styles, and addresses that are
/// relative or of a scheme that runs something are removed.
///
/// ```
/// use dateline_xml::clean::safe_html;
///
/// assert_eq!(
///     safe_html("<a href=\"javascript:x()\">One</a> <form><b>two</b></form>"),
///     "<a rel=\"noopener noreferrer\">One</a> <b>two</b>",
/// );
/// ```
#[must_use]
pub fn safe_html(html: &str) -> String {
    let mended = mend::mend(html, &mut Removed::default());
    if may_be_parsed(&mended) {
        sanitize::for_page(&mended)
    } else {
        sanitize::words(&mended)
    }
}

/// What a sanitizer makes of mended HTML, and what else had to go that it may pass.
fn clean(mended: &str) -> (String, Option<&'static str>) {
    type Step = fn(&str) -> String;
    const UNCHANGED: &str = "forms, choices, ruby annotations and sections that do not nest";
    const SIMPLE: &str = "all markup but paragraphs, headings, lists, emphasis, links and pictures, as it does not nest";
    // Taking elements out of a tree can make one that reads otherwise, and so can what browsers move
    // out of tables. Reading it once more settles that.
    let steps: [(Step, _); 6] = [
        (sanitize::for_feed, None),
        (sanitize::for_feed, None),
        (sanitize::unchanged, Some(UNCHANGED)),
        (sanitize::unchanged, Some(UNCHANGED)),
        (sanitize::simple, Some(SIMPLE)),
        (sanitize::simple, Some(SIMPLE)),
    ];
    let mut html = Cow::Borrowed(mended);
    for (step, lost) in steps {
        if !may_be_parsed(&html) {
            break;
        }
        html = Cow::Owned(step(&html));
        if passes(&html) {
            return (html.into_owned(), lost);
        }
    }
    let lost = "all markup, which is too long or too tangled to be cleaned";
    (sanitize::words(mended), Some(lost))
}

fn may_be_parsed(mended: &str) -> bool {
    mended.len() <= CLEANED_LENGTH_LIMIT && rehearse::is_bounded(mended)
}

/// Whether a feed validator accepts HTML (rules R28 to R30).
fn passes(html: &str) -> bool {
    token::wrong_character(html).is_none()
        && import(html).is_none()
        && are_accepted(html)
        && address::relative_in_text(html).is_none()
}

/// What the validator looks for by itself, also in comments and values.
fn import(html: &str) -> Option<&str> {
    let places = memmem::find_iter(html.as_bytes(), b"<?").filter_map(|at| html.get(at..));
    let mut places = places.filter(|rest| {
        let beginning = rest.get(.."<?import ".len());
        beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case("<?import "))
    });
    places.next()
}

fn are_accepted(html: &str) -> bool {
    let mut tokens = Tokens::new(html);
    let mut tree = Tree::new();
    while let Some(token) = tokens.next() {
        let attributes = tokens.attributes();
        let (element, is_harmless) = match token.kind {
            Kind::Start { name, .. } => {
                let element = Element::find(name);
                (
                    element,
                    element.is_some() && attributes.iter().all(attribute::is_harmless),
                )
            }
            Kind::End { name } => (Element::find(name), true),
            Kind::Text | Kind::Raw | Kind::Nothing => (None, true),
        };
        if token.fault.is_some()
            || !is_harmless
            || nest(&mut tree, &token, element, attributes).is_err()
        {
            return false;
        }
    }
    tree.finish().is_ok()
}

/// Whether a piece may stand where it stands; `element` is that of a tag. The start of what is no
/// element of a feed is passed over.
fn nest(
    tree: &mut Tree,
    token: &Token<'_>,
    element: Option<Element>,
    attributes: &[Attribute<'_>],
) -> Result<(), Fault> {
    match token.kind {
        Kind::Start { closes_itself, .. } => element.map_or(Ok(()), |element| {
            let look = if element.is(FORMATTING) {
                look(attributes)
            } else {
                0
            };
            tree.start(element, closes_itself, look)
        }),
        Kind::End { name } => tree.end(name, element),
        Kind::Text => {
            if tree.minds_text() && !html::unescaped(token.source).bytes().all(token::is_blank) {
                tree.text();
            }
            Ok(())
        }
        Kind::Raw | Kind::Nothing => Ok(()),
    }
}

/// A number that is the same for the same attributes, in whatever order and form they are written.
fn look(attributes: &[Attribute<'_>]) -> u64 {
    attributes.iter().fold(0, |look, attribute| {
        let mut hasher = DefaultHasher::new();
        attribute.name.to_ascii_lowercase().hash(&mut hasher);
        unescape_attribute(attribute.value).hash(&mut hasher);
        hasher.finish().wrapping_add(look)
    })
}
