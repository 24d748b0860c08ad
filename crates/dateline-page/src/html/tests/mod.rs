//! Tests of whole pages, of their parts, and of what every page must survive.

mod hazards;
mod lines;
mod stated;

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;

use insta::{assert_snapshot, glob};

use super::flat::LineKind;
use super::*;

/// One part of a text.
fn part(range: Range<usize>) -> Vec<Range<usize>> {
    vec![range]
}

/// All of a text.
fn whole(flat: &Flat) -> Vec<Range<usize>> {
    part(0..flat.text.len())
}

/// Everything that is read of a page, to be compared as a whole.
fn shown(html: &str) -> String {
    let page = Page::parse(html);
    let mut all = String::new();
    let stated = &page.stated;
    let facts = [
        ("address", &stated.addresses),
        ("language", &stated.languages),
        ("title", &stated.titles),
        ("published", &stated.published),
        ("modified", &stated.modified),
        ("summary", &stated.summaries),
        ("site", &stated.sites),
        ("kind", &stated.kinds),
        ("author", &stated.authors),
        ("publisher", &stated.publishers),
        ("section", &stated.sections),
        ("tag", &stated.tags),
        ("feed", &stated.feeds),
    ];
    for (name, facts) in facts {
        for fact in facts {
            let _ = writeln!(
                all,
                "{name}: {} ({}, {})",
                fact.value, fact.from, fact.source
            );
        }
    }
    for time in &stated.times {
        let _ = writeln!(all, "time: {} ({})", time.datetime, time.source);
    }
    for other in &stated.alternates {
        let _ = writeln!(
            all,
            "{}: {} ({})",
            other.language, other.address, other.source
        );
    }
    for (what, at) in &stated.unreadable {
        let _ = writeln!(all, "unreadable at {at}: {what}");
    }
    if stated.is_article {
        all.push_str("an article\n");
    }
    let flat = page.flat(Extent::Content);
    for (what, at) in page.repairs.iter().chain(&flat.repairs) {
        let _ = writeln!(all, "repaired at {at}: {what}");
    }
    let (body, left_out) = flat.body_html(&whole(&flat), stated.base.as_ref());
    for left_out in &left_out {
        let (at, what) = (left_out.source, left_out.kind.finding());
        let _ = writeln!(all, "left out at {at}: {what}");
    }
    let (text, _) = flat.body_text(&whole(&flat));
    let _ = write!(
        all,
        "\n--- lines\n{}\n\n--- HTML\n{body}\n\n--- text\n{text}",
        flat.text
    );
    all
}

#[test]
fn pages() {
    glob!("pages/*.html", |path| {
        assert_snapshot!(shown(&fs::read_to_string(path).unwrap()));
    });
}

#[test]
fn a_page_of_another_age_and_encoding() {
    let source = "<HTML><BODY><FONT SIZE=5>Une médiatrice à Zürich</FONT>\
                  <P>Elle a déclaré: «\u{a0}La paix d’abord\u{a0}».";
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(source);
    assert!(!unmappable);
    let decoded = crate::charset::decode(bytes.into_owned()).unwrap();
    assert_eq!(
        (decoded.encoding, decoded.text.as_str()),
        ("windows-1252", source)
    );
    assert_eq!(
        Page::parse(&decoded.text).flat(Extent::Content).text,
        "Une médiatrice à Zürich\nElle a déclaré: «\u{a0}La paix d’abord\u{a0}»."
    );
}
