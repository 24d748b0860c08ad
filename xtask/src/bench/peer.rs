//! Other programs that do one of the conversions, or as much of it as they can.

use std::path::Path;
use std::process::{Command, Stdio};

use super::corpus::Format::{self, Csv, Ndjson, Rss};
use super::measure::{Job, Lab};

/// A peer, by the name under which people know it.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    kind: Kind,
    jobs: &'static [(Format, Format)],
    /// What to type so that it is there.
    pub(crate) install: &'static str,
}

#[derive(Clone, Copy)]
enum Kind {
    /// A program in `xtask/bench`, with the crate of this name.
    Crate(&'static str),
    /// `xtask/bench/python/peer.py`, with the package of this name.
    Python(&'static str),
    /// `xtask/bench/node/peer.mjs`.
    Node,
    /// A program on the path, and how it says its version.
    Program(&'static str),
}

const TO_RSS: &[(Format, Format)] = &[(Csv, Rss), (Ndjson, Rss)];
const FROM_RSS: &[(Format, Format)] = &[(Rss, Csv), (Rss, Ndjson)];
const ALL_RSS: &[(Format, Format)] = &[(Csv, Rss), (Ndjson, Rss), (Rss, Csv), (Rss, Ndjson)];
const TABLES: &[(Format, Format)] = &[(Csv, Ndjson), (Ndjson, Csv)];

const PIP: &str = "python3 -m pip install -r xtask/bench/python/requirements.txt";

pub(crate) const PEERS: [Peer; 11] = [
    peer("rss crate", Kind::Crate("rss"), ALL_RSS, "cargo"),
    peer("feed-rs", Kind::Crate("feed-rs"), FROM_RSS, "cargo"),
    peer(
        "Python alone",
        Kind::Python("python"),
        TO_RSS,
        "python3 with pip",
    ),
    peer("feedgen", Kind::Python("feedgen"), TO_RSS, PIP),
    peer("feedparser", Kind::Python("feedparser"), FROM_RSS, PIP),
    peer(
        "feedsmith",
        Kind::Node,
        ALL_RSS,
        "npm ci --prefix xtask/bench/node",
    ),
    peer(
        "xan",
        Kind::Program("xan"),
        TABLES,
        "cargo install xan --locked",
    ),
    peer(
        "Miller",
        Kind::Program("mlr"),
        TABLES,
        "the package `miller` of most systems",
    ),
    peer(
        "DuckDB",
        Kind::Program("duckdb"),
        TABLES,
        "DuckDB's command-line program",
    ),
    peer(
        "jaq",
        Kind::Program("jaq"),
        &[(Ndjson, Csv)],
        "cargo install jaq --locked",
    ),
    peer(
        "jq",
        Kind::Program("jq"),
        &[(Ndjson, Csv)],
        "the package `jq` of most systems",
    ),
];

const fn peer(
    name: &'static str,
    kind: Kind,
    jobs: &'static [(Format, Format)],
    install: &'static str,
) -> Peer {
    Peer {
        name,
        kind,
        jobs,
        install,
    }
}

impl Peer {
    /// Its version, where it is there.
    pub(crate) fn version(&self, lab: &Lab) -> Option<String> {
        let mut command = match self.kind {
            // Its program was built before anything is measured, at the version of its manifest.
            Kind::Crate(name) => return pinned(lab, name),
            Kind::Python(name) => {
                let mut command = Command::new("python3");
                command.arg(lab.root.join("xtask/bench/python/peer.py"));
                command.arg(name);
                command
            }
            Kind::Node => {
                let mut command = Command::new("node");
                command.arg(lab.root.join("xtask/bench/node/peer.mjs"));
                command.arg("feedsmith");
                command
            }
            Kind::Program(name) => {
                let mut command = Command::new(name);
                command.arg("--version");
                command
            }
        };
        let output = command.stderr(Stdio::null()).output().ok()?;
        if !output.status.success() {
            return None;
        }
        // `mlr 6.6.0`, `jq-1.7`, `v1.2 abcdef`: what looks like a number.
        let text = String::from_utf8(output.stdout).ok()?;
        let digits = text.trim_start_matches(|character: char| !character.is_ascii_digit());
        digits.split_whitespace().next().map(str::to_owned)
    }

    /// The job that converts a file, where this peer can.
    pub(crate) fn job(&self, lab: &Lab, from: Format, to: Format, file: &Path) -> Option<Job> {
        if !self.jobs.contains(&(from, to)) {
            return None;
        }
        let formats = [from.name(), to.name()];
        Some(match self.kind {
            Kind::Crate(name) => lab.peer().arg(name).args(formats).arg(file),
            Kind::Python(name) => Job::new("python3")
                .arg(lab.root.join("xtask/bench/python/peer.py"))
                .arg(name)
                .args(formats)
                .arg(file),
            Kind::Node => Job::new("node")
                // Its memory grows with the input.
                .arg("--max-old-space-size=12000")
                .arg(lab.root.join("xtask/bench/node/peer.mjs"))
                .arg("feedsmith")
                .args(formats)
                .arg(file),
            Kind::Program(name) => program(name, from, file),
        })
    }
}

fn program(name: &str, from: Format, file: &Path) -> Job {
    let job = Job::new(name);
    match (name, from) {
        ("xan", Csv) => job.args(["to", "ndjson"]).arg(file),
        ("xan", _) => job.args(["from", "-f", "ndjson"]).arg(file),
        ("mlr", Csv) => job.args(["--icsv", "--ojsonl", "cat"]).arg(file),
        ("mlr", _) => job
            .args(["--ijsonl", "--ocsv", "json-stringify", "-f", LISTS, "then"])
            .args(["template", "-f", COLUMNS])
            .arg(file),
        ("duckdb", Csv) => job.arg("-c").arg(format!(
            "COPY (SELECT * FROM read_csv('{}', all_varchar = true, header = true)) \
             TO '/dev/stdout' (FORMAT json)",
            file.display()
        )),
        ("duckdb", _) => job.arg("-c").arg(format!(
            "COPY (SELECT * FROM read_ndjson_auto('{}')) TO '/dev/stdout' (FORMAT csv, HEADER)",
            file.display()
        )),
        _ => job.args(["-r", JQ]).arg(file),
    }
}

const LISTS: &str = "places,sources,fields_of_work,participating_states,partner_states,tags,\
    translations";

const COLUMNS: &str = "id,number,kind,title,date,modified,language,url,places,sources,\
    fields_of_work,participating_states,partner_states,tags,summary,body,body_type,translations";

/// As much of `convert --to csv` as fits on a line of jq.
const JQ: &str = r#"def list: (. // []) | join("|");
    [.id, .number, .kind, .title, .date, .modified, .language, .url,
     ([.places[]? | .name + (if .qualifier then ", " + .qualifier else "" end)] | join("|")),
     (.sources | list), (.fields_of_work | list), (.participating_states | list),
     (.partner_states | list), (.tags | list), .summary, .body, .body_type,
     ([.translations // {} | to_entries[] | .key + "=" + .value] | join("|"))] | @csv"#;

/// The version at which the manifest of `xtask/bench` pins a crate.
pub(crate) fn pinned(lab: &Lab, name: &str) -> Option<String> {
    let manifest = std::fs::read_to_string(lab.root.join("xtask/bench/Cargo.toml")).ok()?;
    let line = manifest
        .lines()
        .find(|line| line.split(' ').next() == Some(name))?;
    let (_, version) = line.split_once("\"=")?;
    version.split('"').next().map(str::to_owned)
}
