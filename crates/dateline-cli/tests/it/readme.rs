//! The README's commands run, and print what it says.

use std::fs;
use std::process::Command;

use crate::root;

/// Runs each `$ …` line of a block marked `console`, with the built binary in the path, in one
/// folder with the fixtures, and compares what it prints with the lines below it.
#[test]
fn the_commands_print_what_the_page_says() {
    let page = fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copied = Command::new("cp")
        .arg("-R")
        .arg(root().join("fixtures"))
        .arg(folder.path())
        .status()
        .unwrap();
    assert!(copied.success());
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_dateline"));
    let path = format!(
        "{}:{}",
        binary.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let mut commands = 0;
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for part in block.split("$ ").skip(1) {
            let (command, expected) = part.split_once('\n').unwrap();
            // Built here: the commands that build are what the reader's machine runs.
            let command = command.replace("cargo run --release -- ", "dateline ");
            if command.starts_with("cargo ") || command.starts_with("git ") {
                continue;
            }
            let output = Command::new("sh")
                .args(["-c", &format!("{{ {command}\n}} 2>&1")])
                .env("PATH", &path)
                .current_dir(folder.path())
                .output()
                .unwrap();
            let printed = String::from_utf8_lossy(&output.stdout);
            // A long output is not on the page: then that it went through has to do.
            if expected.is_empty() {
                assert!(output.status.success(), "$ {command}\n{printed}");
            } else {
                assert_eq!(printed, expected, "$ {command}");
            }
            commands += 1;
        }
    }
    assert!(commands >= 5, "the page has only {commands} commands");
}

/// The two commands that the page promises are the ones the project promises.
#[test]
fn the_two_commands_stand_there() {
    let page = fs::read_to_string(root().join("README.md")).unwrap();
    for command in [
        "cargo run --release -- convert fixtures/pages/skopje.txt --to rss",
        "cargo test --workspace",
    ] {
        assert!(page.contains(command), "{command}");
    }
}
