//! The layouts of pages, and which of them a text has.

use crate::error::ErrorKind;
use crate::identity::Identity;
use crate::input::{markup, without_labels};
use crate::lines::Span;
use crate::page::Page;
use crate::parts::Parts;
use crate::split::openings;
use crate::stated::Stated;
use crate::{newest, older, plain, site_2025, view_rows};

/// A layout: finds the parts of a release, finds nothing where a page has another layout, or
/// says why a page of this layout is no release.
type Layout = fn(&Page<'_>) -> Result<Option<Parts>, (ErrorKind, usize)>;

/// The layouts that have labels or fixed lines.
const LABELLED: &[Layout] = &[
    site_2025::recognise,
    newest::recognise,
    view_rows::recognise,
];

/// Those that have no more than title, date and text. They are tried last.
const BARE: &[Layout] = &[older::recognise, plain::recognise];

/// A page in a text, and the parts of its release.
pub(crate) type Found = (Span, Parts);

/// Whether a layout that has labels finds a release in a text, or sees that there is none.
pub(crate) fn is_labelled(text: &str) -> bool {
    let (identity, stated) = (Identity::default(), Stated::default());
    let page = Page {
        text,
        span: 0..text.len(),
        identity: &identity,
        stated: &stated,
    };
    let found = |layout: &Layout| !matches!(layout(&page), Ok(None));
    LABELLED.iter().any(found)
}

/// Asks each layout for the parts of the releases of a text, one a page; or says why the text is
/// none, and where.
pub(crate) fn recognise(
    text: &str,
    identity: &Identity,
    stated: &Stated,
) -> Result<Vec<Found>, (ErrorKind, usize)> {
    let first = text.trim_start();
    if first.is_empty() {
        return Err((ErrorKind::Empty, 0));
    }
    if let Some(kind) = markup(first) {
        return Err((kind, text.len() - first.len()));
    }
    let read = |span: Span| {
        let page = Page {
            text,
            span,
            identity,
            stated,
        };
        for layout in LABELLED.iter().chain(BARE) {
            if let Some(parts) = layout(&page)? {
                return Ok(Some((page.span.clone(), parts)));
            }
        }
        Ok(None)
    };
    // What opens as a further page and is none after all is text of the page before it.
    let mut ends = openings(text);
    ends.retain(|start| *start > 0);
    ends.push(text.len());
    let mut starts: Vec<usize> = vec![0];
    for pair in ends.windows(2) {
        if let [start, end] = *pair
            && matches!(read(start..end), Ok(Some(_)))
        {
            starts.push(start);
        }
    }
    // What stands before the first of them is its navigation, unless it is a release itself.
    if let Some(first) = starts.get(1).copied()
        && !matches!(read(0..first), Ok(Some(_)))
    {
        starts.remove(1);
    }
    starts.push(text.len());
    let mut releases = Vec::with_capacity(starts.len() - 1);
    for pair in starts.windows(2) {
        if let [start, end] = *pair {
            releases.extend(read(start..end)?);
        }
    }
    if releases.is_empty() {
        return Err(without_labels(text));
    }
    Ok(releases)
}
