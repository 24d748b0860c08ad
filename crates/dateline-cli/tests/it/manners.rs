//! Help, manuals, completions, colours, and what is left behind: nothing.

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use insta::assert_snapshot;

use crate::{dateline, root, sarif_results};

/// The names of all commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = dateline(&["--help"]).stdout().to_owned();
    let list = help.split_once("Commands:\n").expect("a list").1;
    list.lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_explains_itself_at_length_and_in_short() {
    assert_snapshot!("help", dateline(&["--help"]).stdout());
    for command in commands() {
        for (name, option) in [("long", "--help"), ("short", "-h")] {
            let run = dateline(&[&command, option]);
            assert_eq!(run.code, Some(0), "{run}");
            assert_snapshot!(format!("help_{command}_{name}"), run.stdout());
        }
    }
}

/// Each example is a command line that the command takes: it is asked for help instead of being
/// run.
#[test]
fn the_examples_are_understood() {
    let mut tried = 0;
    for command in commands() {
        let help = dateline(&[&command, "--help"]).stdout().to_owned();
        let (_, examples) = help.split_once("Examples:\n").unwrap_or_else(|| {
            panic!("`dateline {command} --help` has no examples");
        });
        for line in examples.lines().take_while(|line| !line.is_empty()) {
            let line = line.trim();
            assert!(line.starts_with("dateline "), "{line}");
            // What comes behind a bar or goes into a file is the shell's.
            for part in line
                .split(" | ")
                .filter(|part| part.starts_with("dateline "))
            {
                let own = part
                    .split(" > ")
                    .next()
                    .unwrap()
                    .split(" >> ")
                    .next()
                    .unwrap();
                let asked = format!("{own} --definitely-no-option");
                let run = Command::new("sh")
                    .args(["-c", &asked.replacen("dateline", "\"$0\"", 1)])
                    .arg(env!("CARGO_BIN_EXE_dateline"))
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&run.stderr);
                // Nothing else is wrong with the line than the option that was put behind it.
                let first = said.lines().next().unwrap_or_default();
                assert!(
                    first.contains("unexpected argument '--definitely-no-option'"),
                    "{own}: {said}"
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 15, "{tried}");
}

#[test]
fn a_wrong_option_gets_a_suggestion() {
    assert_snapshot!(dateline(&[
        "convert", "x.csv", "--to", "rss", "--rejcts", "y"
    ]));
    assert_snapshot!(dateline(&["convrt", "x.csv"]));
    assert_snapshot!(dateline(&["convert", "x.csv", "--to", "rsss"]));
}

#[test]
fn every_shell_gets_its_completions() {
    for (shell, mark) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef dateline"),
        ("fish", "complete -c dateline"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let run = dateline(&["completions", shell]);
        assert_eq!(run.code, Some(0), "{run}");
        assert!(run.stdout().contains(mark), "{shell}");
        assert!(run.stdout().contains("max-errors"), "{shell}");
    }
}

#[test]
fn every_command_has_its_manual_page() {
    let run = dateline(&["man", "rules"]);
    assert_snapshot!("man_rules", run.stdout());
    assert_eq!(dateline(&["man", "none"]).code, Some(2));
    let folder = tempfile::tempdir().unwrap();
    let run = dateline(&["man", "--all", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, Some(0), "{run}");
    for command in commands() {
        let page = folder.path().join(format!("dateline-{command}.1"));
        let page = fs::read_to_string(&page).unwrap();
        assert!(page.contains("Examples:"), "{command}");
    }
}

/// Runs the command with these variables, on no terminal.
fn coloured(args: &[&str], variables: &[(&str, &str)]) -> bool {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(root())
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(variables.iter().copied())
        .output()
        .expect("the command ends");
    String::from_utf8_lossy(&output.stderr).contains('\u{1B}')
}

#[test]
fn colours_are_used_where_they_are_wanted() {
    let args = [
        "convert",
        "fixtures/invalid/unknown-state.csv",
        "--to",
        "csv",
        "--report",
        "full",
    ];
    let with = |more: &'static str| [&args[..], &["--color", more]].concat();
    assert!(!coloured(&args, &[]));
    assert!(coloured(&args, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &args,
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(coloured(&with("always"), &[("NO_COLOR", "1")]));
    assert!(!coloured(&with("never"), &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn what_is_found_in_every_form() {
    for form in ["short", "full", "json", "sarif"] {
        let run = dateline(&[
            "convert",
            "fixtures/invalid/many-faults.csv",
            "--to",
            "ndjson",
            "-o",
            "/dev/null",
            "--report",
            form,
        ]);
        assert_eq!(run.code, Some(1));
        // The rules that a document of SARIF lists are tested where they are written.
        let said = if form == "sarif" {
            let results = sarif_results(&run.stderr);
            let lines: Vec<String> = results.iter().map(ToString::to_string).collect();
            lines.join("\n")
        } else {
            run.stderr
        };
        assert_snapshot!(format!("report_{form}"), said);
    }
}

#[test]
fn so_many_errors_are_printed_and_all_are_counted() {
    let run = dateline(&[
        "convert",
        "fixtures/invalid/many-faults.csv",
        "--to",
        "ndjson",
        "-o",
        "/dev/null",
        "--max-errors",
        "2",
    ]);
    assert_snapshot!(run);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    for signal in ["INT", "TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.csv");
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["convert", "--from", "csv", "--to", "csv", "-o"])
            .arg(&output)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(b"title,date\nTalks,2016\n").unwrap();
        // It waits for more once its temporary file is there.
        while fs::read_dir(folder.path()).unwrap().count() == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(50));
        let pid = child.id().to_string();
        let kill = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(kill.unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{signal}");
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!(said, "");
    }
}
