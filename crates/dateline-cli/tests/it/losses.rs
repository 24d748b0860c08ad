//! What is lost, and what becomes of the output then.

use std::fs;

use insta::assert_snapshot;

use crate::{dateline, dateline_with};

const RELEASES: &str = concat!(
    r#"{"id":"a","title":"Bridge opens","date":"2016-10-25","foreign":[{"name":"rating","namespace":"urn:x","text":"5"}]}"#,
    "\n",
    r#"{"id":"b","title":"Bridge closes","date":"2016-10-26"}"#,
    "\n",
);

#[test]
fn a_loss_is_a_line_of_json_where_that_is_asked() {
    let args = [
        "convert",
        "--to",
        "csv",
        "--losses",
        "json",
        "--quiet",
        "-o",
        "/dev/null",
    ];
    let run = dateline_with(&args, RELEASES.as_bytes());
    let loss: serde_json::Value = serde_json::from_str(&run.stderr).expect("one line of JSON");
    assert_eq!(loss["input"], "<stdin>");
    assert_eq!((&loss["line"], &loss["record"]), (&1.into(), &1.into()));
    assert_eq!(
        (&loss["id"], &loss["field"]),
        (&"a".into(), &"foreign".into())
    );
    assert!(
        loss["message"]
            .as_str()
            .is_some_and(|what| what.contains("rating")),
        "{loss}"
    );
    assert_eq!(run.code, Some(0));
}

#[test]
fn losses_are_said_though_all_else_is_quiet() {
    let quiet = dateline_with(&["convert", "--to", "csv", "--quiet"], RELEASES.as_bytes());
    assert_eq!(quiet.stderr, "");
    let args = ["convert", "--to", "csv", "--quiet", "--losses", "text"];
    let run = dateline_with(&args, RELEASES.as_bytes());
    assert_eq!(run.stderr.lines().count(), 1);
    assert!(run.stderr.starts_with("<stdin>:1:"), "{}", run.stderr);
}

#[test]
fn nothing_is_written_where_nothing_may_be_lost() {
    let convert = |to: &str| {
        let args = ["convert", "--to", to, "--no-loss"];
        dateline_with(&args, RELEASES.as_bytes())
    };
    let lossy = convert("csv");
    assert_eq!((lossy.stdout(), lossy.code), ("", Some(1)));
    assert!(
        lossy
            .stderr
            .contains("dateline: nothing is written (--no-loss): 1 loss\n")
    );
    let whole = convert("ndjson");
    assert_eq!((whole.stdout(), whole.code), (RELEASES, Some(0)));

    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.csv");
    fs::write(&output, "before").unwrap();
    let path = output.to_str().unwrap();
    let args = ["convert", "--to", "csv", "--no-loss", "-o", path];
    assert_eq!(dateline_with(&args, RELEASES.as_bytes()).code, Some(1));
    assert_eq!(fs::read_to_string(&output).unwrap(), "before");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    let set = folder.path().join("set");
    let set = set.to_str().unwrap();
    let args = [
        "feed",
        "--set",
        set,
        "--site",
        "https://a.example/",
        "--no-loss",
    ];
    assert_eq!(dateline_with(&args, RELEASES.as_bytes()).code, Some(1));
    assert!(!folder.path().join("set").exists());
}

#[test]
fn what_is_rejected_or_withheld_is_lost() {
    for input in [
        "title,date\nA,2016\nB,soon\n",
        "title,date,embargo\nA,2016,2017\n",
    ] {
        let args = ["convert", "--from", "csv", "--to", "rss", "--no-loss"];
        let run = dateline_with(&args, input.as_bytes());
        assert_eq!((run.stdout(), run.code), ("", Some(1)), "{}", run.stderr);
    }
}

#[test]
fn what_each_format_holds() {
    assert_snapshot!(dateline(&["formats"]));
}
