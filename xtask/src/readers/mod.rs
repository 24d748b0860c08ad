//! `cargo xtask readers`: feeds as other people's readers read them.
//!
//! Releases that are hard to read (`corpus.rs`, and those of `fixtures`) are written by `dateline`
//! as RSS, Atom and JSON Feed. Readers from the package registries read them (`program.rs`), and
//! what they find is compared with what the releases say (`expected.rs`), field by field. What a
//! reader changes of its own accord is written down, reader by reader, in `allow`.

mod allow;
mod corpus;
mod expected;
mod instant;
mod program;
mod tally;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use self::expected::{Format, LINK, TITLE};
use self::program::{Answer, Place, READERS};
use self::tally::Tally;
use crate::{Result, say};

/// How many releases a feed has: more than a reader is usually given, few enough to look at.
const CHUNK: usize = 250;

/// Releases, and the feeds that they were written into, one of each format.
struct Chunk {
    releases: Vec<Value>,
    feeds: [PathBuf; 3],
}

pub(crate) fn run(root: &Path) -> Result {
    let place = Place::new(root)?;
    let chunks = write(&place)?;
    let total: usize = chunks.iter().map(|chunk| chunk.releases.len()).sum();
    say(&format!(
        "readers: {total} releases in {} feeds of each format\n",
        chunks.len()
    ));
    let mut tally = Tally::default();
    let mut missing: Vec<(&str, &str)> = Vec::new();
    for reader in &READERS {
        for &format in reader.formats {
            let at = format as usize;
            let feeds: Vec<PathBuf> = chunks
                .iter()
                .filter_map(|chunk| chunk.feeds.get(at).cloned())
                .collect();
            match reader.read(format, &feeds, &place)? {
                Answer::Missing => {
                    missing.push((reader.name, reader.install()));
                    break;
                }
                Answer::Read(reading) => {
                    let releases = chunks.iter().map(|chunk| &chunk.releases[..]);
                    tally.add(reader.name, format, &reading, releases);
                }
            }
        }
    }
    say(&tally.to_string());
    for (name, install) in &missing {
        say(&format!(
            "not installed: {name}; to install it: {install}\n"
        ));
    }
    let (ran, of) = (READERS.len() - missing.len(), READERS.len());
    say(&format!(
        "readers: {ran} of {of} ran; {}\n",
        tally.summary()
    ));
    if ran == 0 {
        return Err("expected at least one reader to be installed".into());
    }
    if tally.has_differences() {
        return Err("readers found what the releases do not say".into());
    }
    Ok(())
}

/// Makes the releases and writes them into feeds.
fn write(place: &Place<'_>) -> Result<Vec<Chunk>> {
    let made = place.work.join("made.ndjson");
    let mut lines = String::new();
    for release in corpus::releases() {
        writeln!(lines, "{release}")?;
    }
    fs::write(&made, lines)?;
    let fixtures = place.root.join("fixtures");
    let all = place.work.join("all.ndjson");
    let inputs = [
        &made,
        &fixtures.join("valid/releases.json"),
        &fixtures.join("pages"),
    ];
    convert(place, &inputs, "ndjson", &all, &["--unique", "newest"])?;
    let all = clean(place, &all)?;
    if all.len() <= corpus::RELEASES {
        return Err(format!("expected all releases to be valid, found {}", all.len()).into());
    }
    all.chunks(CHUNK)
        .enumerate()
        .map(|(number, lines)| chunk(place, number, lines))
        .collect()
}

/// The releases with bodies as feeds hold them: HTML that no feed may have was cleaned, and what is
/// clean stays as it is. So all formats have the same to say, and readers can be compared with it.
fn clean(place: &Place<'_>, all: &Path) -> Result<Vec<String>> {
    let (feed, back) = (place.work.join("all.rss"), place.work.join("clean.ndjson"));
    convert(place, &[&all.to_owned()], "rss", &feed, &[])?;
    convert(place, &[&feed], "ndjson", &back, &[])?;
    let mut bodies = HashMap::new();
    for line in fs::read_to_string(back)?.lines() {
        let mut release: Value = serde_json::from_str(line)?;
        let id = release["id"].as_str().unwrap_or_default().to_owned();
        bodies.insert(id, (release["body"].take(), release["body_type"].take()));
    }
    let mut lines = Vec::new();
    for line in fs::read_to_string(all)?.lines() {
        let mut release: Value = serde_json::from_str(line)?;
        let cleaned = release["id"].as_str().and_then(|id| bodies.remove(id));
        if let Some((body, kind)) = cleaned.filter(|_| release["body_type"] == "text/html") {
            release["body"] = body;
            release["body_type"] = kind;
        }
        lines.push(release.to_string());
    }
    Ok(lines)
}

fn chunk(place: &Place<'_>, number: usize, lines: &[String]) -> Result<Chunk> {
    let input = place.work.join(format!("{number:02}.ndjson"));
    fs::write(&input, lines.join("\n"))?;
    let feed = |format: Format| -> Result<PathBuf> {
        let path = place.work.join(format!("{number:02}.{}", format.name()));
        let facts = [
            ["--title", TITLE],
            ["--link", LINK],
            ["--feed-url", "https://example.org/feed"],
            ["--description", "Releases that are hard to read."],
            ["--language", "en"],
        ];
        convert(place, &[&input], format.name(), &path, facts.as_flattened())?;
        Ok(path)
    };
    let mut releases = Vec::new();
    for line in lines {
        let release: Value = serde_json::from_str(line)?;
        // Feeds do not have what must not be published yet.
        if release["embargo"].is_null() {
            releases.push(release);
        }
    }
    Ok(Chunk {
        releases,
        feeds: [feed(Format::Rss)?, feed(Format::Atom)?, feed(Format::Json)?],
    })
}

fn convert(place: &Place<'_>, from: &[&PathBuf], to: &str, output: &Path, more: &[&str]) -> Result {
    let status = Command::new(&place.dateline)
        .arg("convert")
        .args(from)
        .args(["--quiet", "--to", to, "-o"])
        .arg(output)
        .args(more)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("dateline convert: {status}").into())
    }
}
