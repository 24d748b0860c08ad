//! Lists of feeds, and the rules for them: O1 to O4 of OPML 2.0 as the W3C's validator reads it.

use dateline_core::{Channel, ChannelDraft, Date, WebAddress};
use insta::assert_snapshot;
use roxmltree::{Document, Node};

use super::{DEPTH_LIMIT, Opml, Outline, Version, write};

fn channel(title: &str) -> Channel {
    Channel::try_from(ChannelDraft {
        title: title.into(),
        link: "https://a.example/?a=1&b=2".into(),
        description: "What is \"new\" <here>.".into(),
        feed_url: "https://a.example/feed?c&d".into(),
        language: "sr-Latn".into(),
        ..ChannelDraft::default()
    })
    .unwrap()
}

fn written(opml: &Opml<'_>) -> String {
    let mut out = String::new();
    write(opml, &mut out);
    out
}

fn everything() -> String {
    let (all, borders) = (channel("All & sundry"), channel("Borders"));
    let modified: Date = "2016-10-25T14:30+02:00".parse().unwrap();
    let page = WebAddress::parse("https://a.example/contact".into()).unwrap();
    let groups = Outline::group(
        "By \"facet\"",
        vec![
            Outline::group(
                "By field of work",
                vec![Outline::feed(&borders, Version::Rss2)],
            )
            .unwrap(),
            Outline::feed(&borders, Version::Other),
        ],
    );
    let outlines = vec![Outline::feed(&all, Version::Rss2), groups.unwrap()];
    let opml = Opml::new("Feeds & more", outlines).unwrap();
    let opml = opml.modified(Some(&modified)).owner_id(Some(&page));
    written(&opml.owner_name("The <mission>").unwrap())
}

#[test]
fn a_list_as_it_is_written() {
    assert_snapshot!(everything());
}

#[test]
fn o1_a_version_a_head_and_a_body_with_an_outline() {
    let text = everything();
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(
        (root.tag_name().name(), root.attribute("version")),
        ("opml", Some("2.0"))
    );
    let parts: Vec<_> = root.children().filter(Node::is_element).collect();
    let [head, body] = parts[..] else {
        panic!("{parts:?}");
    };
    assert_eq!(
        (head.tag_name().name(), body.tag_name().name()),
        ("head", "body")
    );
    assert!(body.children().any(|node| node.has_tag_name("outline")));
    for element in head.children().filter(Node::is_element) {
        let known = ["title", "dateModified", "ownerName", "ownerId"];
        assert!(known.contains(&element.tag_name().name()), "{element:?}");
    }
    let error = Opml::new("T", Vec::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected at least one feed in `T`, found none"
    );
}

#[test]
fn o2_every_outline_has_a_text() {
    let text = everything();
    let document = Document::parse(&text).unwrap();
    let outlines = document.descendants().filter(|n| n.has_tag_name("outline"));
    let texts: Vec<_> = outlines.map(|n| n.attribute("text").unwrap()).collect();
    assert_eq!(
        texts,
        [
            "All & sundry",
            "By \"facet\"",
            "By field of work",
            "Borders",
            "Borders"
        ]
    );
}

#[test]
fn o3_a_feed_has_its_address_its_title_and_its_page() {
    let text = everything();
    let document = Document::parse(&text).unwrap();
    let feeds: Vec<_> = document
        .descendants()
        .filter(|node| node.attribute("type").is_some())
        .collect();
    assert_eq!(feeds.len(), 3);
    for feed in feeds {
        assert_eq!(feed.attribute("type"), Some("rss"));
        assert_eq!(feed.attribute("xmlUrl"), Some("https://a.example/feed?c&d"));
        assert_eq!(
            feed.attribute("htmlUrl"),
            Some("https://a.example/?a=1&b=2")
        );
        assert_eq!(feed.attribute("title"), feed.attribute("text"));
        assert_eq!(
            feed.attribute("description"),
            Some("What is \"new\" &lt;here&gt;.")
        );
        assert_eq!(feed.attribute("language"), Some("sr-Latn"));
        // The validator knows only versions of RSS.
        assert!(matches!(feed.attribute("version"), None | Some("RSS2")));
    }
}

#[test]
fn o4_dates_are_those_of_rfc_822() {
    assert!(everything().contains("<dateModified>Tue, 25 Oct 2016 14:30:00 +0200</dateModified>"));
    let channel = channel("A");
    for date in ["2016-10", "1975-08-01"] {
        let date: Date = date.parse().unwrap();
        let opml = Opml::new("T", vec![Outline::feed(&channel, Version::Rss2)]).unwrap();
        assert!(!written(&opml.modified(Some(&date))).contains("dateModified"));
    }
}

#[test]
fn what_cannot_be_written_is_refused() {
    let channel = channel("A");
    let feed = || vec![Outline::feed(&channel, Version::Rss2)];
    let said = |error: super::OpmlError| error.to_string();
    assert_eq!(
        said(Opml::new(" ", feed()).unwrap_err()),
        "expected a title, found white space"
    );
    assert_eq!(
        said(Opml::new("T", feed()).unwrap().owner_name("").unwrap_err()),
        "expected a name of an owner, found white space"
    );
    assert_eq!(
        said(Outline::group("a\u{1}b", feed()).unwrap_err()),
        "expected characters that XML allows in a heading of a group, found U+0001"
    );
    assert_eq!(
        said(Outline::group("G", Vec::new()).unwrap_err()),
        "expected at least one feed in `G`, found none"
    );
    let mut outlines = feed();
    for _ in 0..DEPTH_LIMIT {
        outlines = vec![Outline::group("G", outlines).unwrap()];
    }
    let deep = Opml::new("T", outlines.clone()).unwrap();
    assert!(Document::parse(&written(&deep)).is_ok());
    assert_eq!(
        said(Outline::group("G", outlines).unwrap_err()),
        "expected groups at most 16 deep in one another, found more in `G`"
    );
}
