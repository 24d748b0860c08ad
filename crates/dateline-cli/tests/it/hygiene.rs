//! Pipes, files and exit codes.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::{dateline, dateline_with, root};

#[test]
fn a_closed_pipe_is_no_error() {
    let mut csv = String::from("title,date\n");
    for number in 0..20_000 {
        writeln!(csv, "Release number {number},2016-10-25").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("many.csv");
    fs::write(&input, csv).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["convert", "--to", "rss"])
        .arg(&input)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 100];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut start).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_file_is_there_complete_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.csv");
    let path = output.to_str().unwrap();

    // Nothing could be read: nothing is made.
    assert_eq!(
        dateline(&["convert", "none.csv", "--to", "csv", "-o", path]).code,
        Some(2)
    );
    assert!(!output.exists());

    // What was there stays where nothing could be read.
    fs::write(&output, "before").unwrap();
    assert_eq!(
        dateline(&["convert", "none.csv", "--to", "csv", "-o", path]).code,
        Some(2)
    );
    assert_eq!(fs::read_to_string(&output).unwrap(), "before");

    let run = dateline(&[
        "convert",
        "fixtures/valid/releases.ndjson",
        "--to",
        "csv",
        "-o",
        path,
    ]);
    assert_eq!((run.code, run.stdout()), (Some(0), ""));
    assert_eq!(
        fs::read(&output).unwrap(),
        fs::read(root().join("fixtures/valid/releases.csv")).unwrap()
    );

    // The input may be the output.
    let run = dateline(&["convert", path, "--to", "csv", "-o", path]);
    assert_eq!(run.code, Some(0), "{run}");
    assert_eq!(
        fs::read(&output).unwrap(),
        fs::read(root().join("fixtures/valid/releases.csv")).unwrap()
    );

    // Nothing else was left behind.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_mode_stays_a_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (
        folder.path().join("file.csv"),
        folder.path().join("link.csv"),
    );
    fs::write(&file, "before").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    let run = dateline_with(
        &["convert", "--to", "csv", "-o", link.to_str().unwrap()],
        b"title,date\nTalks,2016\n",
    );
    assert_eq!(run.code, Some(0), "{run}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(fs::read_to_string(&file).unwrap().contains("Talks"));
}

#[test]
fn an_output_that_cannot_be_made() {
    let run = dateline(&[
        "convert",
        "fixtures/pages/skopje.txt",
        "--to",
        "csv",
        "-o",
        "none/x.csv",
    ]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr
            .starts_with("dateline: cannot create none/x.csv: "),
        "{run}"
    );
    let run = dateline(&[
        "convert",
        "fixtures/pages/skopje.txt",
        "--to",
        "csv",
        "-o",
        "fixtures",
    ]);
    assert_eq!(run.code, Some(2), "{run}");
}

#[test]
fn output_and_rejects_are_two_files() {
    let run = dateline(&["convert", "x", "--to", "csv", "-o", "a", "--rejects", "a"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("found `a` twice"), "{run}");
}

#[test]
fn the_same_input_gives_the_same_bytes_and_the_same_messages() {
    let run = || {
        dateline(&[
            "convert",
            "fixtures/invalid/many-faults.csv",
            "--to",
            "rss",
            "-v",
        ])
    };
    assert_eq!(run().to_string(), run().to_string());
}
