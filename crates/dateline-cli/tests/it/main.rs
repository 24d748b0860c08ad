//! The command as a person runs it: what goes in, what comes out, what is said.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod chain;
mod convert;
mod excel;
mod feed;
mod hygiene;
mod inspect;
mod library;
mod lint;
mod losses;
mod manners;
mod many;
mod readme;
mod reject;
mod set;
mod threads;
mod validate;
mod vocab;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a run of the command gave.
struct Run {
    code: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
}

impl Run {
    fn stdout(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("output is UTF-8")
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = self
            .code
            .map_or("killed".to_owned(), |code| code.to_string());
        writeln!(f, "exit code: {code}")?;
        writeln!(
            f,
            "----- stdout -----\n{}",
            String::from_utf8_lossy(&self.stdout)
        )?;
        write!(f, "----- stderr -----\n{}", self.stderr)
    }
}

/// Runs the command in the workspace's folder, with `stdin` as standard input.
#[track_caller]
fn dateline_with(args: &[&str], stdin: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("standard input");
    let stdin = stdin.to_vec();
    // Written beside reading, so that neither pipe fills up.
    let writing = std::thread::spawn(move || {
        let _ = input.write_all(&stdin);
    });
    let output = child.wait_with_output().expect("the command ends");
    writing.join().expect("standard input was written");
    Run {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The results of a document of SARIF, without the place that each rule has in its list: that changes
/// with every new rule.
#[track_caller]
fn sarif_results(document: &str) -> Vec<serde_json::Value> {
    let document: serde_json::Value = serde_json::from_str(document).expect("JSON");
    let results = document["runs"][0]["results"].as_array().cloned();
    let mut results = results.expect("results");
    for result in &mut results {
        let index = result.as_object_mut().and_then(|r| r.remove("ruleIndex"));
        assert!(index.is_some_and(|index| index.is_u64()));
    }
    results
}

/// Runs the command without standard input.
#[track_caller]
fn dateline(args: &[&str]) -> Run {
    dateline_with(args, b"")
}

/// Runs a conversion that must go through, and gives its output.
#[track_caller]
fn convert(args: &[&str], stdin: &[u8]) -> Vec<u8> {
    let args: Vec<&str> = ["convert", "-"]
        .into_iter()
        .chain(args.iter().copied())
        .collect();
    let run = dateline_with(&args, stdin);
    assert_eq!(run.code, Some(0), "{args:?}: {}", run.stderr);
    run.stdout
}
