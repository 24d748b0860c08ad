//! Any number of threads gives the same bytes, the same messages and the same rejects.

use std::fmt::Write as _;
use std::fs;

use crate::{Run, dateline, dateline_with};

/// Enough releases for several batches, some of them wrong in every way that matters here.
fn releases() -> String {
    let mut lines = String::new();
    for number in 1..=700 {
        let date = match number % 97 {
            13 => "soon",
            _ => "2016-10-25",
        };
        let body = "Talks went on. ".repeat(number % 50);
        let extra = match number % 89 {
            7 => r#","embargo":"2030-01-01""#,
            20 => r#","colour":"red""#,
            40 => r#","foreign":[{"name":"rating","namespace":"urn:x","text":"5"}]"#,
            60 => r#","participating_states":["Bulgraia"]"#,
            _ => "",
        };
        let id = number / 2 * 2;
        let _ = writeln!(
            lines,
            r#"{{"id":"{id}","title":"Release {number}","date":"{date}","body":"{body}"{extra}}}"#
        );
    }
    lines
}

/// A run with so many threads, and what it set aside.
fn run(input: &str, args: &[&str], threads: &str) -> (Run, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let rejects = folder.path().join("rejects.ndjson");
    let mut all = vec!["convert", "--threads", threads, "-v"];
    all.extend(["--rejects", rejects.to_str().expect("a path")]);
    all.extend(args);
    let run = dateline_with(&all, input.as_bytes());
    (run, fs::read_to_string(&rejects).expect("rejects"))
}

#[track_caller]
fn check(input: &str, args: &[&str]) {
    let (one, one_rejects) = run(input, args, "1");
    assert_eq!(one.code, Some(1), "{args:?}: {}", one.stderr);
    assert!(one.stdout.len() > 100_000, "{args:?}: {}", one.stderr);
    for threads in ["2", "3", "8"] {
        let (more, more_rejects) = run(input, args, threads);
        assert!(one.stdout == more.stdout, "{args:?}, {threads} threads");
        assert_eq!(one.stderr, more.stderr, "{args:?}, {threads} threads");
        assert_eq!(one.code, more.code);
        assert_eq!(one_rejects, more_rejects);
    }
}

#[test]
fn the_same_with_any_number_of_threads() {
    let lines = releases();
    for to in ["csv", "tsv", "json", "ndjson", "json-feed", "rss", "atom"] {
        check(&lines, &["--to", to]);
    }
    check(&lines, &["--to", "json", "--unique", "first"]);
    check(&lines, &["--to", "rss", "--as-of", "2040-01-01", "--codes"]);
}

#[test]
fn the_same_from_every_format() {
    let lines = releases();
    for to in ["csv", "json", "json-feed", "rss"] {
        let (converted, _) = run(&lines, &["--to", to], "1");
        let mut input = String::from_utf8(converted.stdout).unwrap();
        // One that is no release stands among the others.
        input = input.replace("Release 300", "");
        check(&input, &["--from", to, "--to", "ndjson"]);
    }
}

#[test]
fn a_document_that_breaks_off_is_said_behind_what_stands_before() {
    let (array, _) = run(&releases(), &["--to", "json"], "1");
    let array = String::from_utf8(array.stdout).unwrap();
    let cut = &array[..array.len() - 200];
    check(cut, &["--from", "json", "--to", "ndjson"]);
    let (run, _) = run(cut, &["--from", "json", "--to", "ndjson"], "2");
    let said: Vec<&str> = run.stderr.lines().collect();
    assert!(said[said.len() - 2].contains("json.truncated"), "{said:?}");
}

#[test]
fn one_file_behind_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("a.ndjson"), releases()).unwrap();
    fs::write(path("b.ndjson"), releases()).unwrap();
    let inputs = [
        &path("a.ndjson"),
        "none.csv",
        &path("b.ndjson"),
        "fixtures/pages/skopje.txt",
    ];
    let run = |threads: &str| {
        let mut args = vec!["convert", "--to", "ndjson", "--threads", threads];
        args.extend(inputs);
        dateline(&args)
    };
    let (one, two) = (run("1"), run("2"));
    assert_eq!(one.code, Some(2));
    assert_eq!(one.to_string(), two.to_string());
}
