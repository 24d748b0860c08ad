//! Many inputs: folders, releases that come twice, and what lacks a title or a date.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::{dateline, dateline_with};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn page(title: &str, day: u8) -> String {
    format!(
        "Press release\n{title}\n- Date:\n- Place:\n- SKOPJE\n- Source:\n- OSCE Mission to Skopje\n\
         - Fields of work:\n- Border management\nSKOPJE, {day} October 2016 – Officers met.\n"
    )
}

/// A run, without the name of the folder, which is another each time.
fn run_in(folder: &Path, args: &[&str]) -> String {
    let name = folder.to_str().expect("a name");
    let args: Vec<String> = args.iter().map(|arg| arg.replace("FOLDER", name)).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    dateline(&args).to_string().replace(name, "FOLDER")
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let folder = folder(&[
        ("b/node-2.txt", &page("Second", 2)),
        ("a.txt", &page("First", 1)),
        ("c.csv", "title,date\nThird,2016-10-03\n"),
        ("d/about.txt", "About the Mission\nIt works.\n"),
        ("d/empty.html", ""),
        ("d/picture.bin", "\u{1}\u{2}\u{0}"),
        (".hidden.csv", "title,date\nNever,2016\n"),
    ]);
    let run = run_in(
        folder.path(),
        &["convert", "FOLDER", "--to", "csv", "--quiet"],
    );
    assert_snapshot!(run);
}

#[test]
fn an_output_in_the_folder_is_no_input() {
    let folder = folder(&[("a.csv", "title,date\nFirst,2016\n")]);
    let convert = ["convert", "FOLDER", "--to", "csv", "-o", "FOLDER/all.csv"];
    let first = run_in(folder.path(), &convert);
    assert!(first.contains("1 read, 1 written, 0 rejected"), "{first}");
    assert_eq!(run_in(folder.path(), &convert), first);
}

#[test]
fn addresses_of_pages() {
    let folder = folder(&[("uk/node/276291.txt", &page("First", 1))]);
    let args = [
        "convert",
        "FOLDER",
        "--to",
        "ndjson",
        "--base-url",
        "https://www.osce.org",
        "--quiet",
    ];
    let run = run_in(folder.path(), &args);
    assert!(
        run.contains("\"url\":\"https://www.osce.org/uk/node/276291\""),
        "{run}"
    );
    assert!(
        run.contains("\"id\":\"https://www.osce.org/node/276291\""),
        "{run}"
    );
    assert!(run.contains("\"language\":\"uk\""), "{run}");
    let wrong = dateline(&["convert", "--to", "csv", "--base-url", "osce"]);
    assert_snapshot!(wrong, @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    dateline: --base-url: expected a web address such as `https://www.osce.org/node/276291`, found `osce`
    ");
}

const TWICE: &[u8] = b"id,title,date\na,First,2016-01-01\nb,Second,2016-01-01\na,Third,2018-01-01\na,Fourth,2017-01-01\n";

#[track_caller]
fn check_unique(which: &str, titles: &[&str]) {
    let run = dateline_with(&["convert", "--to", "ndjson", "--unique", which], TWICE);
    let written: Vec<String> = run
        .stdout()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|release| release["title"].as_str().expect("a title").to_owned())
        .collect();
    assert_eq!(written, titles, "{run}");
    assert_eq!(run.code, Some(0));
    let last = run.stderr.lines().last().unwrap_or_default();
    let expected = "dateline: 4 read, 2 written, 0 rejected, 2 duplicates left out; 2 losses";
    assert_eq!(last, expected);
}

#[test]
fn one_release_of_each_id() {
    check_unique("first", &["First", "Second"]);
    check_unique("last", &["Second", "Fourth"]);
    check_unique("newest", &["Second", "Third"]);
    let run = dateline_with(&["convert", "--to", "rss", "--unique", "newest"], TWICE);
    assert_snapshot!(run.stderr, @"
    <stdin>:4:1: warning: record 3, id: `a` is the id of another release as well; the one of <stdin>:2 is left out [format.loss]
    <stdin>:5:1: warning: record 4, id: `a` is the id of another release as well; the one of <stdin>:4 is kept instead [format.loss]
    dateline: 4 read, 2 written, 0 rejected, 2 duplicates left out; 2 losses
    ");
}

const BARE: &[u8] = b"<rss version='2.0'><channel><title>News</title>\
    <pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate>\
    <item><description>Talks opened in Vienna.</description></item>\
    <item><title>Dated</title><pubDate>Wed, 26 Oct 2016 12:00:00 GMT</pubDate></item>\
    </channel></rss>";

#[test]
fn what_lacks_a_title_or_a_date() {
    let run = dateline_with(&["convert", "--to", "ndjson"], BARE);
    assert_snapshot!(run.stderr, @"
    <stdin>:1:96: error: record 1, title: expected a title, found none [release.required]
    <stdin>:1:96: error: record 1, date: expected a date such as `2016-10-25`, found none [release.required]
    dateline: 2 read, 1 written, 1 rejected; 1 note (--verbose shows them)
    ");
    let fill = ["--untitled", "summary", "--undated", "channel", "--verbose"];
    let args = [&["convert", "--to", "ndjson"], &fill[..]].concat();
    let run = dateline_with(&args, BARE);
    assert_snapshot!(run, @r#"
    exit code: 0
    ----- stdout -----
    {"id":"urn:uuid:e8799b95-6d99-53e4-8060-464b0f7d4350","title":"Talks opened in Vienna.","date":"2016-10-25T12:00:00Z","summary":"Talks opened in Vienna."}
    {"id":"urn:uuid:95f42dff-c1b4-5e94-ba45-ab9252a289ec","title":"Dated","date":"2016-10-26T12:00:00Z"}

    ----- stderr -----
    <stdin>:1:96: note: record 1, title: `Talks opened in Vienna.` was inferred from the first words of the summary [release.inferred]
    <stdin>:1:96: note: record 1, date: `2016-10-25T12:00:00Z` was inferred from the date of the feed [release.inferred]
    <stdin>:1:96: note: record 1, id: `urn:uuid:e8799b95-6d99-53e4-8060-464b0f7d4350` was derived from language, date and title [release.derived]
    <stdin>:1:159: note: record 2, id: `urn:uuid:95f42dff-c1b4-5e94-ba45-ab9252a289ec` was derived from language, date and title [release.derived]
    dateline: 2 read, 2 written, 0 rejected; 4 notes
    "#);
    let run = dateline_with(&["convert", "--to", "ndjson", "--untitled", "skip"], BARE);
    assert_snapshot!(run.stderr, @"
    <stdin>:1:96: warning: record 1, left out, it has no title (--untitled skip) [release.skipped]
    dateline: 2 read, 1 written, 0 rejected, 1 skipped; 1 warning; 1 note (--verbose shows them)
    ");
}

#[test]
fn any_data_can_be_filled() {
    let table = b"title,body\nTalks,\"OSH, Kyrgyzstan, 9 June 2010 - A course began.\"\n";
    let run = dateline_with(
        &["convert", "--to", "ndjson", "--infer", "--verbose"],
        table,
    );
    assert_snapshot!(run, @r#"
    exit code: 0
    ----- stdout -----
    {"id":"urn:uuid:73b08f9f-1fc8-54ac-b348-76e71f8b375d","title":"Talks","date":"2010-06-09","places":[{"name":"OSH","qualifier":"Kyrgyzstan","canonical":"Osh","state":"Kyrgyzstan"}],"participating_states":["Kyrgyzstan"],"body":"OSH, Kyrgyzstan, 9 June 2010 - A course began.","body_type":"text/plain"}

    ----- stderr -----
    <stdin>:2:1: note: record 1, date: `2010-06-09` was inferred from the dateline [release.inferred]
    <stdin>:2:1: note: record 1, places[0]: `OSH, Kyrgyzstan` was inferred from the dateline [release.inferred]
    <stdin>:2:1: note: record 1, participating_states[0]: `Kyrgyzstan` was inferred from the place [release.inferred]
    <stdin>:2:1: note: record 1, id: `urn:uuid:73b08f9f-1fc8-54ac-b348-76e71f8b375d` was derived from language, date and title [release.derived]
    dateline: 1 read, 1 written, 0 rejected; 4 notes
    "#);
}
