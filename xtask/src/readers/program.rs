//! The programs that read feeds: what starts each, and what it says.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::expected::Format;
use crate::{Result, say};

/// A reader from a registry.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    pub(crate) formats: &'static [Format],
    family: Family,
}

/// What a reader is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Family {
    Python,
    Node,
    Rust,
}

const FEEDS: &[Format] = &[Format::Rss, Format::Atom];

pub(crate) const READERS: [Reader; 8] = [
    reader("feedparser", FEEDS, Family::Python),
    reader("atoma", &Format::ALL, Family::Python),
    reader("feedsmith", &Format::ALL, Family::Node),
    reader("rss-parser", FEEDS, Family::Node),
    reader("feed-parser", FEEDS, Family::Node),
    reader("feed-rs", &Format::ALL, Family::Rust),
    reader("rss", &[Format::Rss], Family::Rust),
    reader("atom_syndication", &[Format::Atom], Family::Rust),
];

const fn reader(name: &'static str, formats: &'static [Format], family: Family) -> Reader {
    Reader {
        name,
        formats,
        family,
    }
}

/// What came of asking a reader.
pub(crate) enum Answer {
    Missing,
    Read(Reading),
}

/// What a reader found, a list of items or an error for each file.
pub(crate) struct Reading {
    pub(crate) version: String,
    pub(crate) files: Vec<std::result::Result<Vec<Value>, String>>,
}

impl Reader {
    /// What to type so that the reader is there.
    pub(crate) const fn install(&self) -> &'static str {
        match self.family {
            Family::Python => "python3 -m pip install -r xtask/readers/python/requirements.txt",
            Family::Node => "npm ci --prefix xtask/readers/node",
            Family::Rust => "cargo fetch --locked --manifest-path xtask/readers/rust/Cargo.toml",
        }
    }

    /// Reads files of one format.
    pub(crate) fn read(&self, format: Format, files: &[PathBuf], place: &Place) -> Result<Answer> {
        let folder = place.root.join("xtask/readers");
        let mut command = match self.family {
            Family::Python => {
                let mut python = Command::new("python3");
                python.arg(folder.join("python/read.py"));
                python
            }
            Family::Node => {
                let mut node = Command::new("node");
                node.arg(folder.join("node/read.mjs"));
                node
            }
            Family::Rust => match &place.rust {
                Some(program) => Command::new(program),
                None => return Ok(Answer::Missing),
            },
        };
        command
            .arg(self.name)
            .arg(format.name())
            .args(files)
            .stderr(Stdio::inherit());
        let output = match command.output() {
            Ok(output) => output,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Answer::Missing),
            Err(error) => return Err(error.into()),
        };
        match output.status.code() {
            Some(0) => {}
            // What the programs end with where they cannot load the reader.
            Some(3) => return Ok(Answer::Missing),
            _ => return Err(format!("{} failed: {}", self.name, output.status).into()),
        }
        let reading = reading(&String::from_utf8(output.stdout)?)?;
        if reading.files.len() != files.len() {
            return Err(format!("{} ended before the last file", self.name).into());
        }
        Ok(Answer::Read(reading))
    }
}

fn reading(lines: &str) -> Result<Reading> {
    let mut version = String::new();
    let mut files = Vec::new();
    for line in lines.lines() {
        let mut line: Value = serde_json::from_str(line)?;
        if let Some(text) = line["version"].as_str() {
            text.clone_into(&mut version);
        } else if line.get("file").is_some() {
            files.push(Ok(Vec::new()));
        } else if let Some(file) = files.last_mut() {
            match (line["error"].take(), file) {
                (Value::String(error), file) => *file = Err(error),
                (_, Ok(items)) => items.push(line),
                (_, Err(_)) => {}
            }
        }
    }
    Ok(Reading { version, files })
}

/// Where things are.
pub(crate) struct Place<'p> {
    pub(crate) root: &'p Path,
    /// For what is made here, and may be deleted.
    pub(crate) work: PathBuf,
    pub(crate) dateline: PathBuf,
    /// The program with the readers that are crates, where these could be had.
    rust: Option<PathBuf>,
}

impl<'p> Place<'p> {
    /// Builds what is built here.
    pub(crate) fn new(root: &'p Path) -> Result<Self> {
        let dateline = build(&["--package", "dateline-cli", "--bin", "dateline"], root)?;
        let work = match dateline.ancestors().nth(2) {
            Some(target) => target.join("readers"),
            None => return Err("expected the program in a folder".into()),
        };
        fs::create_dir_all(&work)?;
        let manifest = root.join("xtask/readers/rust/Cargo.toml");
        let manifest = manifest.to_str().ok_or("expected a path in UTF-8")?;
        let is_there = cargo()
            .args([
                "fetch",
                "--locked",
                "--offline",
                "--quiet",
                "--manifest-path",
                manifest,
            ])
            .stderr(Stdio::null())
            .status()?
            .success();
        let target = work.join("build");
        let target = target.to_str().ok_or("expected a path in UTF-8")?;
        let rust = is_there.then(|| {
            let args = [
                "--offline",
                "--manifest-path",
                manifest,
                "--target-dir",
                target,
            ];
            build(&args, root)
        });
        Ok(Self {
            root,
            work,
            dateline,
            rust: rust.transpose()?,
        })
    }
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds a program and says where it is.
fn build(args: &[&str], root: &Path) -> Result<PathBuf> {
    let output = cargo()
        .args([
            "build",
            "--locked",
            "--quiet",
            "--message-format",
            "json-render-diagnostics",
        ])
        .args(args)
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        say(&format!("cargo build {}\n", args.join(" ")));
        return Err("a program could not be built".into());
    }
    String::from_utf8(output.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .ok_or_else(|| "cargo built no program".into())
}
