//! Every bad input says what to mend and where, and the good goes on.

use insta::{assert_snapshot, glob};

use crate::{dateline, dateline_with};

#[test]
fn rejects() {
    glob!("../../../../fixtures/invalid", "*.*", |path| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let run = dateline(&[
            "convert",
            &format!("fixtures/invalid/{name}"),
            "--to",
            "ndjson",
        ]);
        assert_ne!(run.code, Some(0), "{run}");
        assert_snapshot!("rejects", run);
    });
}

#[test]
fn a_missing_file() {
    assert_snapshot!(dateline(&["convert", "fixtures/none.csv", "--to", "csv"]), @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    fixtures/none.csv: error: cannot open: No such file or directory (os error 2) [input.unreadable]
    dateline: 0 read, 0 written, 0 rejected
    ");
}

#[test]
fn one_missing_file_of_several() {
    let run = dateline(&[
        "convert",
        "fixtures/none.csv",
        "fixtures/valid/releases.csv",
        "--to",
        "ndjson",
        "--quiet",
    ]);
    assert_eq!(run.code, Some(2));
    assert_eq!(
        run.stdout,
        std::fs::read(crate::root().join("fixtures/valid/releases.ndjson")).unwrap()
    );
    assert!(
        run.stderr
            .starts_with("fixtures/none.csv: error: cannot open: "),
        "{}",
        run.stderr
    );
}

#[test]
fn standard_input_of_no_format() {
    assert_snapshot!(dateline_with(&["convert", "--to", "csv"], b"hello\n"), @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    <stdin>: error: expected one of the formats csv, tsv, json, ndjson, json-feed, rss, atom, page, rejects, found none of them by ending or content; name it with --from [input.format]
    dateline: 0 read, 0 written, 0 rejected
    ");
}

#[test]
fn a_format_that_cannot_be_written() {
    assert_snapshot!(dateline(&["convert", "x", "--to", "page"]), @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    error: invalid value 'page' for '--to <FORMAT>'
      [possible values: csv, tsv, json, ndjson, json-feed, rss, atom]

    For more information, try '--help'.
    ");
}

#[test]
fn a_fact_of_the_feed_that_is_none() {
    assert_snapshot!(
        dateline(&["convert", "fixtures/valid/releases.csv", "--to", "rss", "--link", "osce"]),
        @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    dateline: the facts of the feed: link: expected a web address such as `https://www.osce.org/node/276291`, found `osce`
    "
    );
}

#[test]
fn a_zone_that_is_none() {
    assert_snapshot!(
        dateline(&["convert", "fixtures/valid/releases.csv", "--to", "csv", "--zone", "Wien"]),
        @"
    exit code: 2
    ----- stdout -----

    ----- stderr -----
    dateline: --zone: expected a zone such as `Europe/Vienna` or an offset such as `+01:00`, found `Wien`
    "
    );
}

#[test]
fn a_zone_makes_a_time_without_offset_a_date() {
    let csv = b"title,date\nTalks,2016-07-01T14:30\nTalks,2016-12-01T14:30\n";
    let run = dateline_with(
        &[
            "convert",
            "--to",
            "ndjson",
            "--zone",
            "Europe/Vienna",
            "--quiet",
        ],
        csv,
    );
    assert!(run.stdout().contains("2016-07-01T14:30+02:00"), "{run}");
    assert!(run.stdout().contains("2016-12-01T14:30+01:00"), "{run}");
}

#[test]
fn rejects_are_mended_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let rejects = folder.path().join("rejects.ndjson");
    let rejects = rejects.to_str().unwrap();
    let csv = "title,date,body\nGood,2016,x\nBad,30.02.2016,\"two\nlines\"\nShort,2016\n";
    let run = dateline_with(
        &["convert", "--to", "csv", "--rejects", rejects],
        csv.as_bytes(),
    );
    assert_eq!(run.code, Some(1));
    let kept = std::fs::read_to_string(rejects).unwrap();
    assert_snapshot!(kept, @r#"
    {"file":"<stdin>","format":"csv","line":3,"record":2,"header":"title,date,body\n","raw":"Bad,30.02.2016,\"two\nlines\"","reasons":["date: expected a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`, found `30.02.2016`"]}
    {"file":"<stdin>","format":"csv","line":5,"record":3,"header":"title,date,body\n","raw":"Short,2016","reasons":["expected 3 cells, found 2; `body` is the first column without one"]}
    "#);

    // As they are, they are set aside again, in the same words.
    let again = folder.path().join("again.ndjson");
    let again = again.to_str().unwrap();
    let run = dateline(&[
        "convert",
        rejects,
        "--from",
        "rejects",
        "--to",
        "csv",
        "--rejects",
        again,
    ]);
    assert_eq!(run.code, Some(1));
    assert_eq!(std::fs::read_to_string(again).unwrap(), kept);

    // Mended, they go through.
    let mended = kept
        .replace("30.02.2016", "2016-02-29")
        .replace("Short,2016", "Short,2016,");
    let run = dateline_with(
        &["convert", "--from", "rejects", "--to", "csv"],
        mended.as_bytes(),
    );
    assert_snapshot!(run, @r#"
    exit code: 0
    ----- stdout -----
    id,number,kind,title,date,modified,language,url,places,sources,fields_of_work,participating_states,partner_states,tags,summary,body,body_type,translations,embargo
    urn:uuid:51550501-f807-5291-858b-a0f8240b798a,,,Bad,2016-02-29,,,,,,,,,,,"two
    lines",text/plain,,
    urn:uuid:07cf59dc-3544-5e2b-8d70-2dce71b525cf,,,Short,2016,,,,,,,,,,,,,,

    ----- stderr -----
    dateline: 2 read, 2 written, 0 rejected; 2 notes (--verbose shows them)
    "#);
}

#[test]
fn rejects_of_every_format_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "unknown-state.csv",
        "unknown-field-of-work.json",
        "broken-line.ndjson",
        "invalid-utf8.ndjson",
        "invalid-utf8.csv",
        "invalid-utf8.xml",
    ] {
        let first = folder.path().join(format!("{name}.1"));
        let second = folder.path().join(format!("{name}.2"));
        let (first, second) = (first.to_str().unwrap(), second.to_str().unwrap());
        let input = format!("fixtures/invalid/{name}");
        let run = dateline(&["convert", &input, "--to", "csv", "--rejects", first]);
        assert_eq!(run.code, Some(1), "{name}: {run}");
        let run = dateline(&[
            "convert",
            first,
            "--from",
            "rejects",
            "--to",
            "csv",
            "--rejects",
            second,
        ]);
        assert_eq!(run.code, Some(1), "{name}: {run}");
        let kept = std::fs::read_to_string(first).unwrap();
        assert!(!kept.is_empty(), "{name}");
        // A reason may name another place, which is elsewhere in the document of one record.
        let without_places = |text: &str| text.replace("12:7", "…").replace("8:7", "…");
        let again = std::fs::read_to_string(second).unwrap();
        assert_eq!(without_places(&again), without_places(&kept), "{name}");
    }
}

#[test]
fn a_record_mended_into_several_is_several() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (first, mended, second) = (path("first"), path("mended"), path("second"));
    let csv = b"title,date\nA,2016\n\"B,2016\nC,2016-02-30\nD,2016\nE,2016-02-31\n";
    let run = dateline_with(&["convert", "--to", "csv", "--rejects", &first], csv);
    assert_eq!(run.code, Some(1), "{run}");
    let kept = std::fs::read_to_string(&first).unwrap();
    std::fs::write(&mended, kept.replace("\\\"B", "B")).unwrap();
    let run = dateline(&["convert", &mended, "--to", "csv", "--rejects", &second]);
    assert!(
        run.stderr
            .contains("record 1 (from <stdin>:4), date: expected a day"),
        "{run}"
    );
    assert!(
        run.stderr.contains("4 read, 2 written, 2 rejected"),
        "{run}"
    );
    // Only the two that are still wrong are kept, each alone and at its place.
    assert_snapshot!(std::fs::read_to_string(&second).unwrap(), @r#"
    {"file":"<stdin>","format":"csv","line":4,"record":3,"header":"title,date\n","raw":"C,2016-02-30","reasons":["date: expected a day that exists, found `2016-02-30`"]}
    {"file":"<stdin>","format":"csv","line":6,"record":5,"header":"title,date\n","raw":"E,2016-02-31","reasons":["date: expected a day that exists, found `2016-02-31`"]}
    "#);
}

#[test]
fn a_reject_that_was_mended_away_is_not_gone_in_silence() {
    let reject = r#"{"format":"csv","header":"title,date\n","raw":""}"#;
    assert_snapshot!(dateline_with(&["convert", "--to", "ndjson"], reject.as_bytes()), @"
    exit code: 1
    ----- stdout -----

    ----- stderr -----
    <stdin>:1:1: error: record 1, raw: expected a record, found none [rejects.again]
    dateline: 1 read, 0 written, 1 rejected
    ");
}

#[test]
fn files_are_never_written_over_what_was_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.csv");
    let own = own.to_str().unwrap();
    let csv = "title,date\nA,2016\nB,2016-02-30\n";
    std::fs::write(own, csv).unwrap();
    // A record would be gone.
    let run = dateline(&["convert", own, "--to", "csv", "-o", own]);
    assert_eq!(run.code, Some(2), "{run}");
    assert!(run.stderr.contains("is left as it was"), "{run}");
    // The rejects would be all that is left.
    let run = dateline(&["convert", own, "--to", "csv", "--rejects", own]);
    assert!(
        run.stderr
            .contains("--rejects: expected a file that is no input"),
        "{run}"
    );
    // Nothing could be read.
    std::fs::write(folder.path().join("down.xml"), "<html>").unwrap();
    let down = folder.path().join("down.xml");
    let run = dateline(&["convert", down.to_str().unwrap(), "--to", "csv", "-o", own]);
    assert_eq!(run.code, Some(1), "{run}");
    assert_eq!(std::fs::read_to_string(own).unwrap(), csv);
}

/// What is broken and can be mended goes through, each time with a word about it; with `--strict`
/// it is refused.
#[test]
fn mended() {
    glob!("../../../../fixtures/mended", "*.*", |path| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let file = format!("fixtures/mended/{name}");
        let mended = dateline(&["convert", &file, "--to", "ndjson"]);
        assert!(mended.stderr.contains("warning: "), "{mended}");
        let strict = dateline(&["convert", &file, "--to", "ndjson", "--strict"]);
        assert_ne!(strict.code, Some(0), "{strict}");
        assert_snapshot!("mended", format!("{mended}\n===== --strict\n{strict}"));
    });
}
