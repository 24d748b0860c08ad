//! Says what is wrong with a feed before it is published, without asking anybody.
//!
//! The rules are those of the W3C's feed validator, of the RSS Advisory Board's profile and of the
//! specifications, for RSS of every version, Atom and OPML. Each thing that is found has its rule,
//! its place to the character, also inside attributes, references and CDATA sections and inside the
//! HTML that an element holds, what was expected there, and, where it is certain, a mend.
//!
//! What is not well-formed is said, and linting goes on with what the mender makes of it.
//!
//! ```
//! use dateline_core::Fix;
//! use dateline_xml::lint::{Options, lint};
//!
//! let feed = br#"<?xml version="1.0" encoding="UTF-8"?>
//! <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
//! <title>News</title><link>https://a.example/</link><description>What is new.</description>
//! <language>en_GB</language>
//! <atom:link rel="self" type="application/rss+xml" href="https://a.example/news.rss"/>
//! </channel></rss>"#;
//! let found = lint(feed, &Options::default());
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].rule, "rss.language");
//! assert_eq!(found[0].to_string(), "rss/channel/language: expected a language tag such as `en` or \
//!                                   `sr-Latn`, found `en_GB`; did you mean `en-GB`?");
//! let place = found[0].position().unwrap();
//! assert_eq!((place.line, place.column), (4, 11));
//!
//! let (mended, made) = Fix::apply(feed, found.iter().filter_map(|found| found.fix.as_ref()));
//! assert_eq!((made, lint(&mended, &Options::default()).len()), (1, 0));
//! ```

mod address;
mod atom;
mod common;
mod date;
mod entry;
mod item;
mod links;
mod linter;
mod opml;
mod rss;
mod rules;
mod source;
mod spaces;
#[cfg(test)]
mod tests;
mod tree;

use dateline_core::lint::{self, Found};
use dateline_core::{Date, Diagnostic, Rule};

use linter::Linter;
use rules::feed as general;
use source::{Root, Source};
use tree::Tree;

/// All rules, in the order of their names.
pub const RULES: &[Rule] = &rules::RULES;

/// What is known of a feed beyond its bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    feed_url: Option<String>,
    content_type: Option<String>,
    as_of: Option<Date>,
}

impl Options {
    /// The address at which it is fetched. With it, the feed's own address is compared and mended.
    #[must_use]
    pub fn feed_url(self, feed_url: Option<String>) -> Self {
        Self { feed_url, ..self }
    }

    /// The `Content-Type` that the server states.
    #[must_use]
    pub fn content_type(self, content_type: Option<String>) -> Self {
        Self {
            content_type,
            ..self
        }
    }

    /// What counts as now: a date that is later by more than ten minutes is said to be. Without it,
    /// nothing is.
    #[must_use]
    pub fn as_of(self, as_of: Option<Date>) -> Self {
        Self { as_of, ..self }
    }
}

/// The longest feed that is no burden on its subscribers, in bytes.
const HEAVY: usize = 500_000;

/// Everything that is wrong with a feed, in the order of the places.
///
/// It takes time and memory in proportion to the length of the document. A document that is no feed
/// has a finding that says so.
#[must_use]
pub fn lint(document: &[u8], options: &Options) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let length = document.len();
    let most = usize::try_from(crate::hazard::MOST_BYTES).unwrap_or(usize::MAX);
    if length > HEAVY {
        let (rule, most) = if length > most {
            (&general::TOO_LONG, most)
        } else {
            (&general::HEAVY, HEAVY)
        };
        let expected = format!("at most {most} bytes");
        found.push(Found::new(rule, 0..0, &expected, &length.to_string()));
    }
    let source = Source::read(document, &mut found);
    read(&source, options, &mut found);
    lint::said(found, &source.text, source.mark, source.is_as_it_stands)
}

/// Reads the text of a document and looks at it.
fn read(source: &Source, options: &Options, found: &mut Vec<Found>) {
    let prolog = source.prolog(found);
    let no_feed = |at: usize, met: &str| {
        let expected = "a feed with the root `<rss>`, `<rdf:RDF>` or `<feed>`, or a list of feeds \
                        with the root `<opml>`";
        Found::new(&general::NO_FEED, at..at, expected, met)
    };
    let Some(start) = prolog.root else {
        let met = if source.text.trim().is_empty() {
            "an empty document"
        } else {
            "no element"
        };
        found.push(no_feed(0, met));
        return;
    };
    let root = format!("`<{}>`", dateline_core::Excerpt(&prolog.name));
    if prolog.name.eq_ignore_ascii_case("html") {
        found.push(no_feed(start, &root));
        return;
    }
    if let Some(place) = &prolog.has_doctype {
        let text = source.text.get(place.clone()).unwrap_or_default();
        let outer = text.split('[').next().unwrap_or_default();
        let is_known = outer.contains("-//Netscape Communications//DTD RSS 0.91//EN");
        if !is_known && (outer.contains("SYSTEM") || outer.contains("PUBLIC")) {
            let expected = "no document type, or one that is all in the document";
            found.push(Found::of(&general::DOCTYPE, place.clone(), expected, outer));
        }
    }
    let Some(root_read) = Root::read(source, &prolog, start, found) else {
        return;
    };
    let tree = Tree::read(&root_read.mended.text);
    let Some(node) = tree.get(0) else {
        found.push(no_feed(start, &root));
        return;
    };
    let local = node.local.to_ascii_lowercase();
    let mut linter = Linter::new(&tree, options);
    match local.as_str() {
        "rss" | "rdf" | "channel" | "item" => linter.rss(),
        "feed" | "entry" => linter.atom(),
        "opml" => linter.opml(),
        _ => {
            found.push(no_feed(start, &root));
            return;
        }
    }
    linter.served(&local);
    linter.common(&local);
    found.extend(linter.finish(&source.text, |at| root_read.origin(at)));
}
