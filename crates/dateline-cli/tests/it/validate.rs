//! Releases held against all rules.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::{fs, str};

use insta::{assert_snapshot, glob};

use crate::{dateline, dateline_with, root, sarif_results};

/// The rules about which a run as JSON says something.
fn rules_of(report: &str) -> BTreeSet<String> {
    let rule = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        line["rule"].as_str().expect("a rule").to_owned()
    };
    report.lines().map(rule).collect()
}

/// Each fixture breaks the rule that it is named for, and no other.
#[test]
fn each_rule_is_broken_by_its_fixture() {
    glob!("../../../../fixtures/validate", "*.*", |path| {
        let file = path.file_name().and_then(|n| n.to_str()).expect("a name");
        let rule = path.file_stem().and_then(|n| n.to_str()).expect("a stem");
        let input = format!("fixtures/validate/{file}");
        let args = ["validate", &input, "--order", "newest-first", "-v"];
        let run = dateline(&[&args[..], &["--report", "json"]].concat());
        let expected: BTreeSet<String> = (rule != "clean")
            .then(|| rule.to_owned())
            .into_iter()
            .collect();
        assert_eq!(rules_of(run.stdout()), expected, "{file}");
        let is_error = rule == "release.id-twice";
        assert_eq!(run.code, Some(i32::from(is_error)), "{file}");
        let run = dateline(&[&args[..], &["--report", "full"]].concat());
        assert_snapshot!("rule", run);
    });
}

/// Each rule of the validation has its fixture.
#[test]
fn each_rule_has_a_fixture() {
    let mut missing = Vec::new();
    let lists = [dateline_core::validate::RULES, dateline_csv::cells::RULES];
    let ids = lists.into_iter().flatten().map(|rule| rule.id);
    let own = [
        "html-cleaned",
        "id-twice",
        "order",
        "title-twice",
        "url-twice",
    ];
    let own = own.map(|name| format!("release.{name}"));
    for id in ids.map(str::to_owned).chain(own) {
        let file = |end: &str| root().join(format!("fixtures/validate/{id}.{end}"));
        if !file("ndjson").is_file() && !file("csv").is_file() {
            missing.push(id);
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn releases_of_any_format() {
    for (file, count) in [
        ("valid/releases.csv", 8),
        ("valid/releases.tsv", 8),
        ("valid/releases.json", 8),
        ("valid/releases.ndjson", 8),
        ("pages/skopje.txt", 1),
        ("pages/listing.txt", 5),
        ("mended/html-entities.atom", 1),
    ] {
        let run = dateline(&["validate", &format!("fixtures/{file}")]);
        assert_eq!(run.code, Some(0), "{file}: {run}");
        let counts = format!("dateline: {count} read, {count} valid");
        assert!(run.stderr.starts_with(&counts), "{file}: {run}");
    }
}

#[test]
fn several_inputs_as_text() {
    assert_snapshot!(dateline(&[
        "validate",
        "fixtures/invalid/many-faults.csv",
        "fixtures/invalid/overview-page.txt",
        "fixtures/none.csv",
        "fixtures/valid/releases.csv",
    ]));
}

#[test]
fn several_inputs_as_a_document_of_sarif() {
    let run = dateline(&[
        "validate",
        "fixtures/invalid/unknown-state.csv",
        "fixtures/validate/release.encoding.ndjson",
        "--report",
        "sarif",
    ]);
    assert_eq!(run.code, Some(1));
    let results = sarif_results(run.stdout());
    assert_snapshot!(serde_json::to_string_pretty(&results).expect("text"));
    assert_eq!(
        run.stderr,
        "dateline: 3 read, 2 valid, 1 with an error; 1 warning; 1 note (--verbose shows them)\n"
    );
}

#[test]
fn a_clean_input_gives_an_empty_report() {
    let run = dateline(&["validate", "fixtures/validate/clean.ndjson", "--verbose"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stdout(), "");
    assert_eq!(run.stderr, "dateline: 2 read, 2 valid\n");
    let run = dateline(&[
        "validate",
        "fixtures/validate/clean.ndjson",
        "--report",
        "sarif",
    ]);
    let document: serde_json::Value = serde_json::from_str(run.stdout()).expect("JSON");
    assert_eq!(document["runs"][0]["results"], serde_json::json!([]));
    let run = dateline(&["validate", "fixtures/validate/clean.ndjson", "--quiet"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn errors_beyond_the_number_that_is_wanted_are_counted() {
    let file = "fixtures/invalid/many-faults.csv";
    let run = dateline(&["validate", file, "--max-errors", "2", "--quiet"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout().lines().count(), 2, "{run}");
    assert!(
        run.stderr.contains("errors not shown (--max-errors)"),
        "{run}"
    );
}

#[test]
fn the_report_goes_to_a_file_in_one_piece() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.txt");
    fs::write(&report, "before").unwrap();
    let path = report.to_str().unwrap();
    let file = "fixtures/validate/release.encoding.ndjson";
    let run = dateline(&["validate", file, "-o", path]);
    assert_eq!((run.code, run.stdout()), (Some(0), ""));
    let written = fs::read_to_string(&report).unwrap();
    assert_eq!(written, dateline(&["validate", file]).stdout());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    let run = dateline(&["validate", "fixtures/valid/releases.csv", "-o", "none/x"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.starts_with("dateline: cannot create none/x: "),
        "{run}"
    );
    let run = dateline(&["validate", path, "-o", path]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("expected a file that is no input"),
        "{run}"
    );
}

#[test]
fn only_some_rules_or_all_but_some() {
    let file = "fixtures/invalid/unknown-state.csv";
    let run = dateline(&[
        "validate",
        file,
        "--ignore",
        "release.unknown-term,release.derived",
        "-v",
    ]);
    assert_eq!((run.code, run.stdout()), (Some(0), ""), "{run}");
    assert_eq!(run.stderr, "dateline: 2 read, 2 valid\n");
    let run = dateline(&[
        "validate",
        file,
        "--only",
        "release.derived",
        "-v",
        "--report",
        "json",
    ]);
    assert_eq!(run.code, Some(0));
    assert_eq!(
        rules_of(run.stdout()),
        BTreeSet::from(["release.derived".to_owned()])
    );
    assert_snapshot!(dateline(&[
        "validate",
        file,
        "--only",
        "release.unknown-tern"
    ]));
}

#[test]
fn a_rule_is_explained() {
    assert_snapshot!(dateline(&[
        "validate",
        "--explain",
        "release.dateline-date"
    ]));
}

#[test]
fn nobody_reads_the_report_any_more() {
    let mut csv = String::from("title,date\n");
    for number in 0..50_000 {
        writeln!(csv, "Release number {number},25.10.16").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("many.csv");
    fs::write(&input, csv).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("validate")
        .arg(&input)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 100];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(str::from_utf8(&output.stderr), Ok(""));
}

#[test]
fn a_pipe_of_releases_has_places_too() {
    let run = dateline_with(
        &["validate", "--from", "ndjson", "--keep-unlisted"],
        "{\"title\":\"Talks on caf\u{C3}\u{A9}s\",\"date\":\"2016-10-25\",\"participating_states\":[\"Nowhere\"]}\n"
            .as_bytes(),
    );
    assert_snapshot!(run);
}
