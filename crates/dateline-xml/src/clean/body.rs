//! The body of a release as the HTML of a feed.

use std::borrow::Cow;

use dateline_core::text::ByteKinds;
use dateline_core::{BodyType, Field, Finding, FindingKind, Release};

use super::{CleanHtml, clean_html};
use crate::escape;

/// The body as a feed may hold it.
#[derive(Debug)]
pub(crate) enum FeedBody<'r> {
    /// Plain text, of which HTML is made as it is written, and what bytes it has.
    Plain(&'r str, ByteKinds),
    /// HTML that a validator is content with.
    Html(Cow<'r, str>),
}

impl FeedBody<'_> {
    /// Appends it as the text of an element that holds HTML.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Plain(text, bytes) => escape::html_of_plain(out, text, *bytes),
            Self::Html(html) => escape::html(out, html),
        }
    }
}

/// The body as a feed may hold it, if anything is left of it; `bytes` is what bytes it has. Cleaning
/// is a loss.
pub(crate) fn body<'r>(
    release: &'r Release<'_>,
    bytes: ByteKinds,
    findings: &mut Vec<Finding>,
) -> Option<FeedBody<'r>> {
    let body = release.body()?;
    let text = body.text();
    if body.kind() == BodyType::Plain {
        return Some(FeedBody::Plain(text, bytes));
    }
    let CleanHtml { mut html, removed } = clean_html(text);
    if removed.is_empty() {
        return Some(FeedBody::Html(html));
    }
    // What stood for no character stands for none now, and not for one that a validator warns of.
    if html.contains('\u{FFFD}') && !text.contains('\u{FFFD}') {
        html.to_mut().retain(|c| c != '\u{FFFD}');
    }
    let what = format!("the HTML is cleaned of {}", removed.join("; "));
    findings.push(Finding::about(Field::Body, FindingKind::Loss { what }));
    // Neither format has a place for an element without text.
    (!html.trim().is_empty()).then_some(FeedBody::Html(html))
}
