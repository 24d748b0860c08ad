//! What `dateline inspect` shows.

use insta::assert_snapshot;
use serde_json::Value;

use crate::{Run, dateline, dateline_with};

/// The lines of a run.
fn lines(run: &Run) -> Vec<Value> {
    run.stdout()
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

const FEED: &[u8] = b"<?xml version='1.0'?>\n\
    <feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>News &amp; views</title>\n\
    <id>urn:x</id><link href='https://a.example/'/><author><name>Ann</name><uri>https://a.example/ann</uri></author>\n\
    <updated>2016-10-25T10:00:00Z</updated>\n\
    <entry><summary>No title, no date.</summary><x:y xmlns:x='urn:x' z='1'>foreign</x:y></entry>\n\
    <entry><title>A & B</title><published>2003-12-31T25:14:55Z</published></entry></feed>";

#[test]
fn everything_that_a_reader_found() {
    let run = dateline_with(&["inspect"], FEED);
    assert_eq!(run.code, Some(0), "{run}");
    let line = &lines(&run)[0];
    assert_snapshot!(serde_json::to_string_pretty(line).expect("JSON"));
}

#[test]
fn strict_reading_shows_the_fault() {
    let run = dateline_with(&["inspect", "--strict"], FEED);
    assert_eq!(run.code, Some(1), "{run}");
    let line = &lines(&run)[0];
    assert_eq!(line["items"].as_array().map(Vec::len), Some(1));
    let findings = line["findings"].as_array().expect("findings");
    let errors: Vec<&Value> = findings.iter().filter(|f| f["level"] == "error").collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(
        (&errors[0]["line"], &errors[0]["column"]),
        (&6.into(), &17.into())
    );
}

#[test]
fn a_line_an_input_of_every_format() {
    let files = [
        "fixtures/valid/releases.csv",
        "fixtures/valid/releases.json",
        "fixtures/pages/skopje.txt",
        "fixtures/mended/html-entities.atom",
    ];
    let run = dateline(&[&["inspect"], &files[..]].concat());
    assert_eq!(run.code, Some(0), "{run}");
    let shown: Vec<String> = lines(&run)
        .iter()
        .map(|line| {
            let items = line["items"].as_array().map_or(0, Vec::len);
            format!(
                "{} {} {} {items}",
                line["input"], line["format"], line["version"]
            )
        })
        .collect();
    assert_snapshot!(shown.join("\n"), @r#"
    "fixtures/valid/releases.csv" "csv" null 8
    "fixtures/valid/releases.json" "json" null 8
    "fixtures/pages/skopje.txt" "page" null 1
    "fixtures/mended/html-entities.atom" "atom" "1.0" 1
    "#);
}

#[test]
fn what_cannot_be_read_is_said() {
    let run = dateline(&[
        "inspect",
        "fixtures/invalid/not-rss.xml",
        "fixtures/none.xml",
    ]);
    assert_snapshot!(run, @r#"
    exit code: 2
    ----- stdout -----
    {"input":"fixtures/invalid/not-rss.xml","format":"rss","items":[],"version":null,"channel":{},"findings":[{"rule":"xml.not-feed","level":"error","line":2,"column":1,"message":"expected a feed with the root `<rss>`, `<rdf:RDF>` or `<feed>`, found `<recipe>`"}]}

    ----- stderr -----
    fixtures/none.xml: error: cannot open: No such file or directory (os error 2) [input.unreadable]
    "#);
}
