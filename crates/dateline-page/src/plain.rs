//! Title and text only: the pages that show least of all.
//!
//! Any text has a first line. It is the title of a release only where there is good reason to
//! think so: the text below it opens with a dateline of place and date; or a line above it says
//! what kind of release it is and the text opens with any dateline; or the caller knows the page's
//! address on the site, and the page looks like none of the others that stand at such addresses.

use dateline_core::vocab::{Kind, Vocabulary};
use dateline_core::{Dateline, Source};

use crate::body::{self, Twice};
use crate::error::ErrorKind;
use crate::furniture::{content, is_caption, is_link};
use crate::labels;
use crate::lines::Line;
use crate::page::Page;
use crate::parts::{Language, Parts};

/// A title is at most so long, in bytes; the longest met has some 300.
const TITLE: usize = 1000;

/// So many lines of a page may show that it is one of those that are no releases.
const SHOWN: usize = 3;

/// Finds the parts of a release in the text of a page; nothing, where the page has another layout.
///
/// # Errors
///
/// The page has this layout and is no release.
pub(crate) fn recognise(page: &Page<'_>) -> Result<Option<Parts>, (ErrorKind, usize)> {
    let (start, navigation) = content(page.text, &page.span);
    let mut lines = page
        .lines_from(start)
        .filled()
        .filter(|line| !is_link(line))
        .peekable();
    let mut parts = Parts::default();
    let heading = lines.next_if(|line| labels::newsroom(line.text.trim()).is_some());
    if let Some(heading) = heading {
        parts.language = labels::newsroom(heading.text.trim())
            .filter(|tag| *tag != "en")
            .map(|tag| Language {
                tag: tag.to_owned(),
                at: heading.trimmed(),
                named: false,
            });
    }
    let kind = lines.next_if(|line| Kind::find(line.text).is_some());
    parts.kind = kind.map(|kind| kind.trimmed());
    let Some(title) = lines.next() else {
        return Ok(None);
    };
    let Some(first) = lines.find(|line| !is_caption(line)) else {
        return Ok(None);
    };
    let dateline = Dateline::parse(first.text);
    let clear = dateline.as_ref().is_some_and(|dateline| {
        let opens = !dateline.body().is_empty();
        opens && (kind.is_some() || (dateline.date().is_some() && !dateline.places().is_empty()))
    });
    if !is_title(&title) {
        return if clear {
            let found = title.text.trim().to_owned();
            Err((ErrorKind::NoTitle { found }, first.start))
        } else {
            Ok(None)
        };
    }
    if !clear {
        if page.identity.is_osce && page.identity.is_no_release {
            let address = page.identity.url.clone();
            return Err((ErrorKind::Section { address }, title.start));
        }
        let known = page.is_vouched_for() && !navigation;
        if !known {
            return Ok(None);
        }
        if let Some(line) = no_release(&title, page) {
            let found = line.text.trim().to_owned();
            return Err((ErrorKind::NoRelease { found }, line.start));
        }
    }
    parts.title = title.trimmed();
    parts.has_body = true;
    let below = page.lines_from(title.end()).filled().next();
    let start = below.map_or(page.end(), |line| line.start);
    body::take(page.text, start..page.end(), Twice::Unusual, &mut parts);
    Ok(Some(parts))
}

/// Whether a line can be a title.
fn is_title(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let opens = || Dateline::parse(text).is_some_and(|dateline| dateline.date().is_some());
    text.len() <= TITLE && line.item().is_none() && !is_caption(line) && !opens()
}

/// The line that shows that a page is an overview, a section page or a blog: a heading of such a
/// page among the first ones, or the name of a structure as the title.
fn no_release<'t>(title: &Line<'t>, page: &Page<'t>) -> Option<Line<'t>> {
    let is_structure = !matches!(
        Source::from_text(title.text.trim().into()),
        Source::Other(_)
    );
    if is_structure {
        return Some(*title);
    }
    let shown = page.lines_from(title.start).filled().take(SHOWN);
    shown
        .into_iter()
        .find(|line| labels::is_no_release(line.text.trim()))
}
