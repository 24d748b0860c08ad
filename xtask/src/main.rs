//! The project's own commands: `cargo xtask ci`.

mod bench;
mod browser;
mod readers;
mod scale;
mod tidy;

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
The project's own commands.

  cargo xtask ci      everything that must hold: format, lints, tests, documentation, tidy
  cargo xtask tidy    what a program can check about the sources themselves
  cargo xtask readers compare what other people's readers (of Python, Node and Rust) find in feeds
                      with what the releases say; says how to install those that are missing
  cargo xtask bless   run the tests and take what they print as right (then read the difference)
  cargo xtask browser [FOLDER]
                      look at a set of feeds (without FOLDER, one of the fixtures) in Chromium: links,
                      console, width, accessibility; needs Node, npm and Chromium (or CHROMIUM=path)
  cargo xtask scale [NUMBER]
                      what sets of 1,000, 10,000 and 100,000 releases take: time and memory
  cargo xtask bench [OPTION]... | --help
                      how fast conversions are, against raw passes and other programs
  cargo xtask instructions [--bless] [--program FILE]
                      instructions a release, compared with xtask/bench/instructions.txt; needs
                      valgrind; not part of ci, because it builds the released program
";

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let command = env::args().nth(1);
    let result = match command.as_deref() {
        Some("ci") => ci(),
        Some("tidy") => tidy::run(root()),
        Some("scale") => scale::run(root(), env::args().nth(2).and_then(|n| n.parse().ok())),
        Some("readers") => readers::run(root()),
        Some("bench") => bench::run(root(), &env::args().skip(2).collect::<Vec<_>>()),
        Some("instructions") => {
            bench::instructions::run(root(), &env::args().skip(2).collect::<Vec<_>>())
        }
        Some("browser") => browser::run(root(), env::args_os().nth(2)),
        Some("bless") => cargo(&["test", "--workspace"], &[("INSTA_UPDATE", "always")]),
        _ => {
            say(HELP);
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("xtask: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn ci() -> Result {
    cargo(&["fmt", "--all", "--check"], &[])?;
    cargo(
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    )?;
    // No snapshot may be written here: one that is missing or differs is a failure.
    cargo(&["test", "--workspace"], &[("INSTA_UPDATE", "no")])?;
    cargo(
        &["doc", "--workspace", "--no-deps", "--locked"],
        &[("RUSTDOCFLAGS", "-D warnings")],
    )?;
    tidy::run(root())
}

fn cargo(args: &[&str], vars: &[(&str, &str)]) -> Result {
    say(&format!("\n$ cargo {}\n", args.join(" ")));
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(args)
        .envs(vars.iter().copied())
        .current_dir(root())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("cargo {} failed", args.join(" ")).into())
    }
}

/// The folder of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

#[expect(
    clippy::print_stderr,
    reason = "this program talks to its developer and nobody else"
)]
fn say(text: &str) {
    eprint!("{text}");
}

/// All files below a folder with one of the endings, in order.
fn files(folder: &Path, ending: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.file_name() == Some(OsStr::new("node_modules")) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if ending.is_none() || path.extension() == ending.map(OsStr::new) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
