//! Every format to every format.

use insta::assert_snapshot;

use crate::{convert, dateline, root};

const TO: [&str; 6] = ["csv", "tsv", "json", "ndjson", "json-feed", "rss"];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("fixtures").join(name)).expect(name)
}

#[test]
fn a_page_becomes_every_format() {
    for to in TO {
        let run = dateline(&[
            "convert",
            "fixtures/pages/skopje.txt",
            "--to",
            to,
            "--verbose",
        ]);
        assert_snapshot!(format!("page_to_{to}"), run);
    }
}

#[test]
fn what_the_page_says_stands_in_every_format() {
    for to in TO {
        let run = dateline(&["convert", "fixtures/pages/skopje.txt", "--to", to]);
        assert_eq!(run.code, Some(0), "{to}: {}", run.stderr);
        for fact in [
            "2016-10-25",
            "SKOPJE",
            "North Macedonia",
            "OSCE Secretariat",
            "OSCE Mission to Skopje",
            "Border management",
        ] {
            assert!(
                run.stdout().contains(fact),
                "{to} lacks {fact}: {}",
                run.stdout()
            );
        }
    }
}

#[test]
fn the_same_releases_in_every_spelling() {
    let expected = fixture("valid/releases.ndjson");
    for name in [
        "releases.csv",
        "releases.tsv",
        "releases.json",
        "releases.ndjson",
    ] {
        let path = format!("fixtures/valid/{name}");
        let run = dateline(&["convert", &path, "--to", "ndjson"]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        assert_eq!(run.stdout(), String::from_utf8_lossy(&expected), "{name}");
        // Without an ending, the content tells.
        assert_eq!(
            convert(&["--to", "ndjson"], &fixture(&format!("valid/{name}"))),
            expected,
            "{name}"
        );
    }
    for (to, name) in [
        ("csv", "releases.csv"),
        ("tsv", "releases.tsv"),
        ("json", "releases.json"),
    ] {
        assert_eq!(
            String::from_utf8_lossy(&convert(&["--to", to], &expected)),
            String::from_utf8_lossy(&fixture(&format!("valid/{name}"))),
            "{name}"
        );
    }
}

#[test]
fn the_fixtures_as_feeds() {
    for to in ["rss", "json-feed"] {
        let run = dateline(&["convert", "fixtures/valid/releases.csv", "--to", to]);
        assert_eq!(run.code, Some(0), "{to}");
        assert_snapshot!(format!("releases_to_{to}"), run);
    }
}

#[test]
fn codes_and_labels_mean_the_same() {
    let csv = fixture("valid/releases.csv");
    for to in ["csv", "json", "ndjson", "tsv", "json-feed", "rss"] {
        let coded = convert(&["--to", to, "--codes"], &csv);
        assert_ne!(coded, convert(&["--to", to], &csv), "{to}");
        assert_eq!(convert(&["--to", "csv"], &coded), csv, "{to}");
    }
}

#[test]
fn several_inputs_are_one_output() {
    let run = dateline(&[
        "convert",
        "fixtures/pages/skopje.txt",
        "fixtures/valid/releases.json",
        "fixtures/valid/releases.tsv",
        "--to",
        "ndjson",
        "--quiet",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let releases = fixture("valid/releases.ndjson");
    let lines = String::from_utf8_lossy(&releases).lines().count();
    assert_eq!(run.stdout().lines().count(), 1 + 2 * lines);
    assert_eq!(run.stderr, "");
}

#[test]
fn facts_of_the_feed() {
    let csv = b"id,title,date\nx:1,Talks,2016-10-25\n";
    let facts = [
        "--title",
        "Water & peace",
        "--link",
        "https://a.example/water",
        "--description",
        "All on water",
        "--feed-url",
        "https://a.example/water.xml",
        "--language",
        "sr-Latn",
    ];
    let rss = convert(&[&["--to", "rss"], &facts[..]].concat(), csv);
    assert_snapshot!(String::from_utf8_lossy(&rss), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
      <channel>
        <title>Water &#x26; peace</title>
        <link>https://a.example/water</link>
        <description>All on water</description>
        <language>sr-Latn</language>
        <atom:link href="https://a.example/water.xml" rel="self" type="application/rss+xml"/>
        <item>
          <title>Talks</title>
          <guid isPermaLink="false">x:1</guid>
          <dcterms:issued>2016-10-25</dcterms:issued>
          <pubDate>Tue, 25 Oct 2016 00:00:00 GMT</pubDate>
          <dc:language>und</dc:language>
        </item>
      </channel>
    </rss>
    "#);
    // A feed's facts go on into the next feed, unless others are asked for; its address does not.
    let feed = convert(&["--to", "json-feed", "--description", "Other"], &rss);
    assert_snapshot!(String::from_utf8_lossy(&feed), @r#"
    {"version":"https://jsonfeed.org/version/1.1","title":"Water & peace","home_page_url":"https://a.example/water","feed_url":"https://www.osce.org/newsroom/feed.json","description":"Other","language":"sr-Latn","items":[
    {"id":"x:1","title":"Talks","content_text":"","date_published":"2016-10-25T00:00:00Z","language":"und","_schema_org":{"about":"https://schema.org/NewsArticle","@type":"NewsArticle","datePublished":"2016-10-25"}}
    ]}
    "#);
}

#[test]
fn releases_with_an_embargo_are_withheld_from_feeds() {
    let csv = b"id,title,date,embargo\nx:1,Later,2016-10-25,2016-10-26T10:00Z\nx:2,Now,2016,\n";
    for to in ["rss", "json-feed"] {
        let run = crate::dateline_with(&["convert", "--to", to], csv);
        assert_eq!(run.code, Some(0));
        assert!(!run.stdout().contains("Later"), "{run}");
        assert!(
            run.stderr
                .contains("2 read, 1 written, 0 rejected, 1 withheld (embargo)"),
            "{run}"
        );
    }
    assert_eq!(
        convert(&["--to", "ndjson"], csv),
        convert(&["--to", "ndjson"], &convert(&["--to", "tsv"], csv))
    );
}

#[test]
fn no_releases_are_a_document_too() {
    for to in TO {
        let empty = convert(&["--to", to], b"title,date\n");
        // Nothing at all could be anything, so the format has to be said.
        let again = convert(&["--from", to, "--to", to], &empty);
        assert_eq!(
            String::from_utf8_lossy(&empty),
            String::from_utf8_lossy(&again),
            "{to}"
        );
    }
}
