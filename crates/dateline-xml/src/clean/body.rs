//! The body of a release as the HTML of a feed.

use std::borrow::Cow;

use dateline_core::{BodyType, Field, Finding, FindingKind, Release};

use super::{CleanHtml, clean_html};
use crate::html_from_plain;

/// The body as a feed may hold it, if anything is left of it. Cleaning is a loss.
pub(crate) fn body<'r>(
    release: &'r Release<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Cow<'r, str>> {
    let body = release.body()?;
    let text = body.text();
    if body.kind() == BodyType::Plain {
        return Some(Cow::Owned(html_from_plain(text)));
    }
    let CleanHtml { mut html, removed } = clean_html(text);
    if removed.is_empty() {
        return Some(html);
    }
    // What stood for no character stands for none now, and not for one that a validator warns of.
    if html.contains('\u{FFFD}') && !text.contains('\u{FFFD}') {
        html.to_mut().retain(|c| c != '\u{FFFD}');
    }
    let what = format!("the HTML is cleaned of {}", removed.join("; "));
    findings.push(Finding::about(Field::Body, FindingKind::Loss { what }));
    // Neither format has a place for an element without text.
    Some(html).filter(|html| !html.trim().is_empty())
}
