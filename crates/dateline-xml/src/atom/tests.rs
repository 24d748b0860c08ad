//! Feeds of releases, as they are written and as they are read again.

use dateline_core::{Draft, Finding, Foreign, Release, Withheld, Written};
use insta::assert_snapshot;

use super::Writer;
use crate::rss::tests::{channel, full, minimal, release};

pub(super) fn feed(releases: &[Release<'_>]) -> (String, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    for release in releases {
        assert_eq!(writer.write(release, &mut findings).unwrap(), Written::Out);
    }
    let feed = writer.finish(&mut findings).unwrap();
    (String::from_utf8(feed).unwrap(), findings)
}

#[test]
fn a_feed() {
    let (feed, findings) = feed(&[full(), minimal()].map(release));
    assert_eq!(findings, []);
    assert_snapshot!(feed);
}

#[test]
fn an_empty_feed() {
    let (feed, findings) = feed(&[]);
    assert_eq!(findings, []);
    assert!(feed.contains("<updated>1990-01-01T00:00:00Z</updated>"));
    assert!(feed.ends_with("</author>\n</feed>\n"));
}

#[test]
fn an_embargo_withholds() {
    let release = release(Draft {
        embargo: "2030-01-01".into(),
        ..minimal()
    });
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    let written = writer.write(&release, &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Withheld(Withheld::Embargo));
}

fn element(namespace: &'static str, name: &'static str, text: &'static str) -> Foreign<'static> {
    Foreign {
        name: name.into(),
        namespace: namespace.into(),
        text: text.into(),
        ..Foreign::default()
    }
}

fn with_foreign() -> Release<'static> {
    let media = "http://search.yahoo.com/mrss/";
    release(Draft {
        foreign: vec![
            element("http://www.georss.org/georss", "point", "41.99 21.43"),
            element("http://www.georss.org/georss", "point", "1,2"),
            Foreign {
                attributes: vec![
                    ("url".into(), "https://www.osce.org/a.jpg".into()),
                    ("medium".into(), "image".into()),
                ],
                ..element(media, "content", "")
            },
            Foreign {
                attributes: vec![("{urn:y}b".into(), "c & d".into())],
                children: vec![
                    element("", "", "between "),
                    element("urn:x", "inner", "deep"),
                    element("urn:z", "other", ""),
                ],
                ..element("urn:x", "outer", "")
            },
            element("urn:x", "no name", "lost"),
            element(Foreign::JSON_FEED, "_x", "{}"),
        ],
        ..minimal()
    })
}

#[track_caller]
fn check_foreign(all: bool, expected: &[&str], lost: &str) {
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap().foreign(all);
    let _ = writer.write(&with_foreign(), &mut findings).unwrap();
    let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
    let (_, behind) = feed.split_once("</dcterms:issued>\n").unwrap();
    let lines: Vec<_> = behind.lines().map(str::trim).collect();
    assert_eq!(lines[..lines.len() - 2], *expected);
    assert_eq!(findings[0].to_string(), lost);
}

#[test]
fn foreign_elements_that_validators_know() {
    check_foreign(
        false,
        &[
            "<georss:point xmlns:georss=\"http://www.georss.org/georss\">41.99 21.43</georss:point>",
            "<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://www.osce.org/a.jpg\" medium=\"image\"/>",
        ],
        "foreign: Atom has no place for foreign data: `{http://www.georss.org/georss}point`, \
         `{urn:x}outer`, `{urn:x}no name`, `{https://jsonfeed.org/version/1.1}_x`",
    );
}

#[test]
fn all_foreign_elements_that_xml_can_hold() {
    check_foreign(
        true,
        &[
            "<georss:point xmlns:georss=\"http://www.georss.org/georss\">41.99 21.43</georss:point>",
            "<georss:point xmlns:georss=\"http://www.georss.org/georss\">1,2</georss:point>",
            "<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"https://www.osce.org/a.jpg\" medium=\"image\"/>",
            "<ns:outer xmlns:ns=\"urn:x\" xmlns:a0=\"urn:y\" a0:b=\"c &#x26; d\">between&#x20;<ns:inner>deep</ns:inner><ns:other xmlns:ns=\"urn:z\"/></ns:outer>",
        ],
        "foreign: Atom has no place for foreign data: `{urn:x}no name`, \
         `{https://jsonfeed.org/version/1.1}_x`",
    );
}
