//! The rules for items: R20 to R36.

use dateline_core::{Draft, FindingKind};

use super::super::tests::{feed, minimal, release};
use super::{everything, items, texts};

#[test]
fn r20_every_item_has_a_title() {
    for item in items(&everything()) {
        assert_eq!(texts(item, "title").len(), 1);
    }
}

#[test]
fn r21_guids() {
    let feed = everything();
    assert!(feed.contains("<guid isPermaLink=\"true\">https://www.osce.org/node/276291</guid>"));
    assert!(feed.contains("<guid isPermaLink=\"false\">urn:uuid:"));
    assert!(feed.contains("<dc:identifier>id:1234</dc:identifier>"));
    for item in items(&feed) {
        let guids = texts(item, "guid");
        assert!(matches!(&guids[..], [guid] if guid.len() > 8), "{guids:?}");
    }
}

#[test]
fn r22_links_are_uris() {
    let (feed, _) = feed(&[release(Draft {
        url: "https://a.example/ž š".into(),
        ..minimal()
    })]);
    assert!(feed.contains("<link>https://a.example/%C5%BE%20%C5%A1</link>"));
}

#[test]
fn r23_dates_with_a_time_and_a_plain_zone() {
    assert_eq!(
        texts(&everything(), "pubDate"),
        [
            "Tue, 25 Oct 2016 14:30:00 +0200",
            "Tue, 25 Oct 2016 00:00:00 GMT",
            "Tue, 25 Oct 2016 14:30:00 +0200",
        ]
    );
}

#[test]
fn r24_nothing_is_dated_before_1990() {
    let feed = everything();
    assert_eq!(texts(&feed, "dcterms:available"), ["1975-08-01"]);
    assert!(!texts(&feed, "dcterms:issued").contains(&"1975-08-01"));
}

#[test]
fn r25_desks_are_creators() {
    let feed = everything();
    assert_eq!(
        texts(items(&feed)[0], "dc:creator"),
        ["OSCE Mission to Skopje", "UNDP"]
    );
}

#[test]
fn r26_categories_are_never_blank() {
    let feed = everything();
    let categories = texts(&feed, "category");
    assert!(!categories.is_empty() && categories.iter().all(|label| !label.trim().is_empty()));
}

#[test]
fn r27_the_description_stands_before_the_content() {
    let feed = everything();
    for item in items(&feed) {
        if let Some(content) = item.find("<content:encoded>") {
            assert!(item.find("<description>").is_some_and(|at| at < content));
        }
    }
}

#[test]
fn r28_plain_text_becomes_strict_html() {
    assert!(everything().contains("&lt;p&gt;one&lt;br&gt;&#13;\ntwo &#x26;amp; three&lt;/p&gt;"));
}

/// The description of an item with such a body, and what was said.
fn of_html(body: &'static str) -> (String, Vec<String>) {
    let (feed, findings) = feed(&[release(Draft {
        body: body.into(),
        body_type: "text/html".into(),
        ..minimal()
    })]);
    let kinds: Vec<_> = findings.iter().map(|finding| &finding.kind).collect();
    assert!(
        kinds
            .iter()
            .all(|kind| matches!(kind, FindingKind::Loss { .. }))
    );
    let said = findings.iter().map(ToString::to_string).collect();
    (texts(items(&feed)[0], "description").concat(), said)
}

#[test]
fn r28_html_is_strict() {
    let (fine, said) = of_html("<p>A&nbsp;&amp; b<p>c <b>d</b> & e");
    let expected = "&lt;p&gt;A&#x26;nbsp;&#x26;amp; b&lt;p&gt;c &lt;b&gt;d&lt;/b&gt; &#x26; e";
    assert_eq!((fine.as_str(), said.len()), (expected, 0));
    let (clean, said) = of_html("<p>R&D<b>");
    assert_eq!(clean, "&lt;p&gt;R&#x26;amp;D&lt;b&gt;&lt;/b&gt;&lt;/p&gt;");
    assert_eq!(
        said,
        [
            "body: the HTML is cleaned of an ampersand that begins no character reference: `&D`; \
          elements that are not closed or not well nested"
        ]
    );
}

#[test]
fn r29_html_has_nothing_that_acts() {
    let (clean, said) = of_html("<p onclick='x()' data-a='b'>A</p><script>y()</script>");
    assert_eq!(clean, "&lt;p data-a=\"b\"&gt;A&lt;/p&gt;");
    assert_eq!(
        said,
        [
            "body: the HTML is cleaned of the attribute `onclick`; the element `script` and what it holds"
        ]
    );
}

#[test]
fn r30_html_has_no_relative_addresses() {
    let (clean, said) = of_html("<a href='/a'>A</a> <img src='https://b.example/c.png'>");
    assert_eq!(
        clean,
        "&lt;a&gt;A&lt;/a&gt; &lt;img src=\"https://b.example/c.png\"&gt;"
    );
    assert_eq!(
        said,
        ["body: the HTML is cleaned of the relative address `/a`"]
    );
}

#[test]
fn html_of_which_nothing_is_left_is_no_body() {
    let (clean, said) = of_html("<script>y()</script>");
    assert_eq!((clean.as_str(), said.len()), ("", 1));
    let (feed, _) = feed(&[release(Draft {
        body: "<script>y()</script>".into(),
        body_type: "text/html".into(),
        ..minimal()
    })]);
    assert!(!feed.contains("<description></description>") && !feed.contains("dc:format"));
}

#[test]
fn r31_no_enclosures() {
    assert!(!everything().contains("<enclosure"));
}

#[test]
fn r32_once_an_item() {
    let feed = everything();
    for item in items(&feed) {
        for name in [
            "dc:type",
            "dc:format",
            "dc:language",
            "description",
            "content:encoded",
            "pubDate",
        ] {
            assert!(texts(item, name).len() < 2, "{name}");
        }
    }
}

#[test]
fn r33_r34_r35_only_elements_that_the_validator_knows() {
    let feed = everything();
    let known = [
        "title",
        "link",
        "guid",
        "description",
        "content:encoded",
        "dcterms:issued",
        "dcterms:available",
        "pubDate",
        "dcterms:modified",
        "dc:language",
        "dc:type",
        "dc:creator",
        "dcterms:spatial",
        "category",
        "dc:identifier",
        "dc:format",
        "dcterms:hasVersion",
    ];
    for line in items(&feed).iter().flat_map(|item| item.lines()) {
        let Some(tag) = line.trim_start().strip_prefix('<') else {
            continue;
        };
        let name = tag.split([' ', '>']).next().unwrap();
        assert!(known.contains(&name), "{line}");
    }
}

#[test]
fn the_exact_date_stands_before_the_one_that_adds_a_time() {
    for item in items(&everything()) {
        if let Some(date) = item.find("<pubDate>") {
            assert!(item.find("<dcterms:issued>").is_some_and(|at| at < date));
        }
    }
}
