//! The rules for an Atom feed that no validator objects to, as far as bytes can show them: one test
//! a rule. They are those of RFC 4287 and of the W3C's feed validator; each test's name says what
//! its rule asks.
//!
//! Not here: A15 (withdrawn entries are not written), A14 (how a feed is served).

use std::collections::HashSet;

use dateline_core::{Channel, Draft, DraftTranslation, Written};

use super::tests::{feed, head, of_one_instant};
use super::{Encoder, Writer, updated};
use crate::rss::tests::{archive, channel, full, minimal, release, subscription};

fn everything() -> String {
    let hostile = Draft {
        id: "HTTP://A.example".into(),
        title: "a & b < c > d ]]> \u{2028}".into(),
        summary: "1 < 2 & 3".into(),
        tags: vec!["x & y".into(), "{topics}z".into()],
        sources: vec!["a@b.example".into(), "B".into()],
        body: "one\r\ntwo & three".into(),
        ..full()
    };
    let same_day = Draft {
        id: "1234".into(),
        ..minimal()
    };
    feed(&[full(), minimal(), hostile, same_day].map(release)).0
}

/// Every start tag of this name, with what follows up to the end tag.
fn elements<'f>(xml: &'f str, name: &str) -> Vec<&'f str> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(&start) {
        let element = &rest[at..];
        rest = &rest[at + start.len()..];
        if rest.starts_with([' ', '>', '/']) {
            let tag = element.find('>').unwrap() + 1;
            let length = if element[..tag].ends_with("/>") {
                tag
            } else {
                element.find(&end).unwrap() + end.len()
            };
            found.push(&element[..length]);
        }
    }
    found
}

fn entries(feed: &str) -> Vec<&str> {
    elements(feed, "entry")
}

fn value<'e>(element: &'e str, attribute: &str) -> Option<&'e str> {
    let tag = &element[..element.find('>')?];
    let (_, rest) = tag.split_once(&format!(" {attribute}=\""))?;
    Some(rest.split_once('"')?.0)
}

#[test]
fn a01_id_title_and_updated_each_once_and_before_the_entries() {
    let feed = everything();
    assert!(feed.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "));
    let head = &feed[..feed.find("<entry").unwrap()];
    assert_eq!(entries(&feed).len(), 4);
    for part in entries(&feed).into_iter().chain([head]) {
        for name in ["id", "title", "updated"] {
            assert_eq!(elements(part, name).len(), 1, "{name} in {part}");
        }
    }
    assert!(feed.ends_with("  </entry>\n</feed>\n"));
}

#[test]
fn a01_a_talkative_feed_says_each_thing_once() {
    let (feed, _) = head(&archive());
    for name in [
        "id", "title", "subtitle", "updated", "author", "rights", "logo",
    ] {
        assert_eq!(elements(&feed, name).len(), 1, "{name}");
    }
    assert_eq!(
        elements(&feed, "updated"),
        ["<updated>2016-10-25T12:30:05Z</updated>"]
    );
}

#[test]
fn a03_every_document_names_its_own_address() {
    let own = |channel: &Channel| {
        let (feed, _) = head(channel);
        let links = elements(&feed, "link").into_iter();
        let own: Vec<_> = links
            .filter(|link| value(link, "rel") == Some("self"))
            .collect();
        assert_eq!(own.len(), 1);
        value(own[0], "href").unwrap().to_owned()
    };
    assert_eq!(own(&archive()), "https://www.osce.org/news/0002.rss");
    assert_eq!(own(&subscription()), "https://www.osce.org/news.rss");
}

#[test]
fn a05_all_documents_of_a_feed_have_its_id() {
    let id = "<id>https://www.osce.org/news.rss</id>";
    for channel in [archive(), subscription()] {
        assert_eq!(elements(&head(&channel).0, "id"), [id]);
    }
}

#[test]
fn a07_entries_of_one_instant_are_a_hazard() {
    let (one, other) = of_one_instant();
    assert_eq!(updated(&one), updated(&other));
    let (feed, findings) = feed(&[one.clone(), other.clone()]);
    assert_eq!(entries(&feed).len(), 2);
    let said: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [format!(
            "date: a feed validator may warn that another entry was also updated at `{}`, which is \
             made of this date and of the id",
            updated(&one)
        )]
    );
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap().clean(true);
    for release in [&one, &other, &one] {
        let _ = writer.write(release, &mut Vec::new()).unwrap();
    }
    let feed = String::from_utf8(writer.finish(&mut Vec::new()).unwrap()).unwrap();
    assert_eq!(entries(&feed).len(), 1);
}

#[test]
fn a08_links_have_registered_relations() {
    let (feed, _) = head(&archive());
    let links: Vec<_> = elements(&feed, "link")
        .into_iter()
        .map(|link| {
            format!(
                "{} {}",
                value(link, "rel").unwrap(),
                value(link, "href").unwrap()
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            "alternate https://www.osce.org/",
            "self https://www.osce.org/news/0002.rss",
            "hub https://hub.example/",
            "license https://creativecommons.org/licenses/by/4.0/",
            "current https://www.osce.org/news.rss",
            "prev-archive https://www.osce.org/news/0001.rss",
            "next-archive https://www.osce.org/news/0003.rss",
        ]
    );
}

#[test]
fn a09_the_page_of_an_entry_with_a_summary_alone_is_the_channels() {
    let mut entry = String::new();
    let encoder = Encoder::default();
    let release = release(Draft {
        summary: "They met.".into(),
        ..minimal()
    });
    let written = encoder.item(&release, &channel(), &mut entry, &mut Vec::new());
    assert_eq!(written, Written::Out);
    let [link] = elements(&entry, "link")[..] else {
        panic!("{entry}");
    };
    assert_eq!(value(link, "href"), Some("https://www.osce.org/"));
}

#[test]
fn a10_rights_that_look_like_markup_are_html() {
    assert_eq!(
        elements(&head(&archive()).0, "rights"),
        ["<rights type=\"html\">The OSCE &#x26;amp; others</rights>"]
    );
}

#[test]
fn a13_archive_documents_are_marked_and_know_the_subscription() {
    let (feed, _) = head(&archive());
    let root = &feed[..feed.find("<id>").unwrap()];
    assert!(root.contains("xmlns:fh=\"http://purl.org/syndication/history/1.0\""));
    assert_eq!(elements(&feed, "fh:archive"), ["<fh:archive/>"]);
    let (feed, _) = head(&subscription());
    assert!(!feed.contains("fh:") && !feed.contains(":fh"));
    let relations: Vec<_> = elements(&feed, "link")
        .into_iter()
        .filter_map(|link| value(link, "rel"))
        .collect();
    assert_eq!(
        relations,
        ["alternate", "self", "hub", "license", "prev-archive"]
    );
    for channel in [archive(), subscription()] {
        assert!(!head(&channel).0.contains("complete"));
    }
}

#[test]
fn a02_there_is_an_author_and_no_name_is_a_mail_address() {
    let feed = everything();
    let head = &feed[..feed.find("<entry").unwrap()];
    assert_eq!(elements(head, "author").len(), 1);
    for author in elements(&feed, "author") {
        assert!(!author.contains('@'), "{author}");
    }
    assert!(feed.contains("<dc:creator>a@b.example</dc:creator>\n    <dc:creator>B</dc:creator>"));
}

#[test]
fn a03_the_feed_names_its_own_address() {
    let link =
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://www.osce.org/news.rss\"/>";
    assert_eq!(everything().matches(link).count(), 1);
}

#[test]
fn a04_every_language_is_said() {
    let feed = everything();
    assert_eq!(
        value(&feed[feed.find("<feed").unwrap()..], "xml:lang"),
        Some("en")
    );
    let said: Vec<_> = entries(&feed)
        .into_iter()
        .map(|entry| value(entry, "xml:lang"))
        .collect();
    assert_eq!(said, [Some("en"), Some("und"), Some("en"), Some("und")]);
}

#[test]
fn a05_ids_are_canonical_uris_each_once() {
    let feed = everything();
    let ids = elements(&feed, "id");
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 5);
    assert_eq!(ids[1], "<id>https://www.osce.org/node/276291</id>");
    assert!(ids[3].starts_with("<id>urn:uuid:") && ids[4].starts_with("<id>urn:uuid:"));
    assert!(feed.contains("<dc:identifier>id:HTTP://A.example</dc:identifier>"));
}

#[test]
fn a06_a07_every_entry_changed_at_an_instant_of_its_own() {
    let feed = everything();
    let mut seen = HashSet::new();
    for entry in entries(&feed) {
        let updated = elements(entry, "updated")[0];
        let instant = updated.strip_prefix("<updated>").unwrap();
        let instant = instant.strip_suffix("</updated>").unwrap();
        assert_eq!(instant.len(), "2016-10-25T00:00:00.123456789Z".len());
        assert!(instant.parse::<dateline_core::Date>().is_ok());
        assert!(seen.insert(instant), "{instant}");
        assert_eq!(elements(entry, "published").len(), 1);
    }
    let head = &feed[..feed.find("<entry").unwrap()];
    assert_eq!(
        elements(head, "updated"),
        ["<updated>2016-10-26T00:00:00Z</updated>"]
    );
}

/// Translations are no `alternate`: many readers take the first or the last for the entry's page.
#[test]
fn a08_one_alternate() {
    let translated = Draft {
        translations: ["mk", "sq"]
            .map(|language| DraftTranslation {
                language: language.into(),
                url: "https://www.osce.org/x".into(),
            })
            .into(),
        ..full()
    };
    let (feed, _) = feed(&[release(translated)]);
    let links: Vec<_> = elements(entries(&feed)[0], "link")
        .into_iter()
        .map(|link| (value(link, "rel"), value(link, "hreflang")))
        .collect();
    assert_eq!(links, [(Some("alternate"), None)]);
    let languages: Vec<_> = elements(entries(&feed)[0], "dcterms:hasVersion")
        .into_iter()
        .map(|version| value(version, "xml:lang"))
        .collect();
    assert_eq!(languages, [Some("mk"), Some("sq")]);
}

#[test]
fn a09_every_entry_has_a_text() {
    let feed = everything();
    for entry in entries(&feed) {
        let texts = [elements(entry, "content"), elements(entry, "summary")].concat();
        assert!(!texts.is_empty(), "{entry}");
    }
    assert_eq!(
        elements(entries(&feed)[1], "content"),
        ["<content>A title</content>"]
    );
}

#[test]
fn a10_what_looks_like_markup_is_html() {
    let feed = everything();
    let hostile = entries(&feed)[2];
    assert_eq!(
        elements(hostile, "title"),
        [
            "<title type=\"html\">a &#x26;amp; b &#x26;lt; c &#x26;gt; d ]]&#x26;gt; \u{2028}</title>"
        ]
    );
    assert_eq!(
        elements(hostile, "summary"),
        ["<summary type=\"html\">1 &#x26;lt; 2 &#x26;amp; 3</summary>"]
    );
    for entry in entries(&feed) {
        let is_html = |content: &&str| value(content, "type") == Some("html");
        let contents = elements(entry, "content").into_iter();
        let bodies = contents.filter(is_html).count();
        assert_eq!(bodies, elements(entry, "dc:format").len(), "{entry}");
    }
}

#[test]
fn a10_html_is_strict() {
    let html = |body: &'static str| {
        let (feed, findings) = feed(&[release(Draft {
            body: body.into(),
            body_type: "text/html".into(),
            ..minimal()
        })]);
        (feed, findings.len())
    };
    let (feed, said) = html("<p>A &amp; b");
    assert!(feed.contains("<content type=\"html\">&lt;p&gt;A &#x26;amp; b</content>"));
    assert_eq!(said, 0);
    let (feed, said) = html("<p onclick=x>R&D");
    assert!(feed.contains("<content type=\"html\">&lt;p&gt;R&#x26;amp;D&lt;/p&gt;</content>"));
    assert_eq!(said, 1);
    // Where nothing is left, the title is the text (rule A9).
    let (feed, said) = html("<script>x</script>");
    assert!(!feed.contains("<content type") && !feed.contains("dc:format"));
    assert!(feed.contains("<content>A title</content>"));
    assert_eq!(said, 1);
}

#[test]
fn a11_categories_have_a_term_and_only_absolute_schemes() {
    let feed = everything();
    let first = elements(entries(&feed)[0], "category");
    assert_eq!(value(first[0], "term"), Some("border-management"));
    assert_eq!(value(first[0], "label"), Some("Border management"));
    for category in elements(&feed, "category") {
        assert!(value(category, "term").is_some_and(|term| !term.trim().is_empty()));
        let scheme = value(category, "scheme");
        assert!(
            scheme.is_none_or(|scheme| scheme.starts_with("https://")),
            "{category}"
        );
    }
    assert!(feed.contains("<category term=\"{topics}z\" label=\"z\"/>"));
}

#[test]
fn a12_atom_needs_no_prefix() {
    let feed = everything();
    assert!(feed.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""));
    assert!(!feed.contains("<atom:") && !feed.contains("xmlns:atom"));
}

#[test]
fn before_1990_is_a_hazard() {
    let old = release(Draft {
        date: "1975-08-01".into(),
        ..minimal()
    });
    let (feed, findings) = feed(&[old]);
    assert!(feed.contains("<dcterms:available>1975-08-01</dcterms:available>"));
    let said: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["date: a feed validator may warn of the date `1975-08-01`, before 1990"]
    );
}
