//! What a sanitizer makes of HTML: `ammonia` builds the tree as browsers do, keeps what is on its
//! list, and writes it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::attribute::{ATTRIBUTES, SCHEMES};
use super::element::Element;

use super::token;
use crate::html;

/// Elements of which the standard came to say other things than a validator goes by, and forms, of
/// which a parser leaves less in tables than a validator wants.
const CHANGED: [&str; 19] = [
    "button",
    "datalist",
    "details",
    "dialog",
    "fieldset",
    "figcaption",
    "form",
    "hgroup",
    "input",
    "label",
    "legend",
    "main",
    "optgroup",
    "option",
    "rp",
    "rt",
    "ruby",
    "select",
    "summary",
];

static FEED: LazyLock<Builder<'static>> = LazyLock::new(|| feed(Element::names().collect()));

static UNCHANGED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let names = Element::names().filter(|name| !CHANGED.contains(name));
    feed(names.collect())
});

static SIMPLE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let names = "a b blockquote br code div em h1 h2 h3 h4 h5 h6 i img li ol p pre s small strong sub \
                 sup u ul";
    let mut builder = feed(names.split_ascii_whitespace().collect());
    builder
        .generic_attributes(HashSet::from(["alt", "href", "lang", "src", "title"]))
        .generic_attribute_prefixes(HashSet::new());
    builder
});

/// What keeps these elements with all attributes that a feed may hold.
fn feed(names: HashSet<&'static str>) -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .tags(names)
        .clean_content_tags(HashSet::new())
        .tag_attributes(HashMap::new())
        .generic_attributes(ATTRIBUTES.into_iter().chain(["style"]).collect())
        .generic_attribute_prefixes(HashSet::from(["data-"]))
        // Which of these may hold one was looked at before.
        .url_schemes(SCHEMES.into_iter().chain(["data"]).collect())
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    builder
}

static PAGE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::Deny);
    builder
});

/// HTML with all that a feed may hold.
pub(super) fn for_feed(html: &str) -> String {
    without_wrong_characters(FEED.clean(html).to_string())
}

/// HTML with the elements of which the standard always said the same.
pub(super) fn unchanged(html: &str) -> String {
    without_wrong_characters(UNCHANGED.clean(html).to_string())
}

/// HTML with what reads the same wherever it stands: paragraphs, headings, lists, emphasis, links
/// and pictures.
pub(super) fn simple(html: &str) -> String {
    without_wrong_characters(SIMPLE.clean(html).to_string())
}

/// HTML with what a page on the web may show of others.
pub(super) fn for_page(html: &str) -> String {
    without_wrong_characters(PAGE.clean(html).to_string())
}

/// The words of HTML, as HTML.
pub(super) fn words(html: &str) -> String {
    without_wrong_characters(html::html_from_plain(&html::words(html)))
}

/// Puts in place of each character that no text may have what was meant by it, as the HTML standard
/// does with references to it (section 13.2.5.80): C1 controls are windows-1252, and nothing is
/// meant by the others.
fn without_wrong_characters(html: String) -> String {
    if token::wrong_character(&html).is_none() {
        return html;
    }
    let mut clean = String::with_capacity(html.len());
    for c in html.chars() {
        if !token::is_wrong(c) {
            clean.push(c);
        } else if let Ok(byte) = u8::try_from(u32::from(c)) {
            let bytes = [byte];
            let (meant, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            clean.extend(meant.chars().filter(|c| !token::is_wrong(*c)));
        }
    }
    clean
}
