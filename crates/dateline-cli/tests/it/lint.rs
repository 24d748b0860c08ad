//! Feeds before they are published.

use std::fs;

use insta::assert_snapshot;

use crate::{dateline, dateline_with, root, sarif_results};

#[test]
fn a_line_for_everything_that_is_wrong() {
    let run = dateline(&[
        "lint",
        "fixtures/lint/rss.date.xml",
        "fixtures/lint/atom.id.atom",
        "fixtures/lint/json-feed.date.json",
        "fixtures/lint/opml.text.opml",
        "fixtures/lint/rss.item-description.xml",
        "fixtures/lint/clean/rss.xml",
    ]);
    assert_snapshot!(run);
}

#[test]
fn notes_are_shown_where_they_are_asked_for() {
    let run = dateline(&[
        "lint",
        "fixtures/lint/rss.item-description.xml",
        "--verbose",
    ]);
    assert_snapshot!(run);
}

#[test]
fn the_line_that_it_is_about() {
    let run = dateline(&[
        "lint",
        "fixtures/lint/feed.html-unsafe.xml",
        "--report",
        "full",
    ]);
    assert_snapshot!(run);
}

#[test]
fn reports_for_programs() {
    let json = dateline(&["lint", "fixtures/lint/rss.date.xml", "--report", "json"]);
    assert_eq!(json.code, Some(1));
    assert_eq!(json.stderr, "dateline: 1 feed looked at, 1 error\n");
    assert_snapshot!(json.stdout());
    let sarif = dateline(&["lint", "fixtures/lint/rss.date.xml", "--report", "sarif"]);
    let results = sarif_results(sarif.stdout());
    assert_eq!(results[0]["ruleId"], "rss.date");
    assert_snapshot!(serde_json::to_string_pretty(&results[0]).expect("JSON"));
}

#[test]
fn a_mended_feed_goes_to_standard_output_or_to_a_file() {
    let input = "fixtures/lint/rss.date.xml";
    let run = dateline(&["lint", input, "--fix"]);
    assert_eq!(run.code, Some(0), "{run}");
    assert_eq!(run.stderr, "dateline: 1 place mended\n");
    let before = fs::read_to_string(root().join(input)).expect("the feed");
    assert_eq!(run.stdout(), before.replace("12:30:00 UTC", "12:30:00 GMT"));

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("feed.xml");
    fs::write(&path, before).expect("a copy");
    let path = path.to_str().expect("a name");
    let own = "https://a.example/news.rss";
    let mending = dateline(&["lint", path, "--fix", "-o", path, "--feed-url", own]);
    assert_eq!((mending.code, mending.stdout()), (Some(0), ""), "{mending}");
    let run = dateline(&["lint", path, "--feed-url", own]);
    assert_eq!((run.code, run.stdout()), (Some(0), ""), "{run}");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn what_cannot_be_mended_is_left_and_said() {
    let feed = "fixtures/lint/rss.guid-twice.xml";
    let run = dateline(&["lint", feed, "--fix"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert_eq!(run.stdout, fs::read(root().join(feed)).expect("the feed"));
    assert_snapshot!(run.stderr);
}

#[test]
fn what_is_known_of_a_feed() {
    let run = dateline(&[
        "lint",
        "fixtures/lint/clean/rss.xml",
        "--as-of",
        "2016-10-25",
        "--content-type",
        "text/html",
        "--feed-url",
        "https://a.example/news.rss",
    ]);
    assert_snapshot!(run);
}

#[test]
fn a_folder_is_looked_through_for_feeds() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("a.xml", "<urlset/>"),
        (
            "b.json",
            "{\"items\": [], \"version\": \"https://jsonfeed.org/version/1.1\"}",
        ),
        ("c.json", "{\"releases\": 3}"),
        ("d.html", "<p>"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let path = folder.path().to_str().expect("a name");
    let run = dateline(&["lint", path]);
    assert_eq!(run.code, Some(1));
    assert_snapshot!(run.to_string().replace(path, "…"));
}

#[test]
fn standard_input_and_wrong_options() {
    let run = dateline_with(&["lint"], b"{\"version\": 1}");
    assert_snapshot!(run);
    let check = |args: &[&str], expected: &str| {
        let run = dateline(args);
        assert_eq!((run.code, run.stderr.as_str()), (Some(2), expected));
    };
    check(
        &["lint", "none.xml"],
        "dateline: 0 feeds looked at, 1 error\n",
    );
    check(
        &["lint", "a.xml", "b.xml", "--fix"],
        "dateline: --fix: expected one feed, found 2; run it for each\n",
    );
    check(
        &["lint", "--feed-url", "x"],
        "dateline: --feed-url: expected a web address such as \
         `https://www.osce.org/node/276291`, found `x`\n",
    );
}
