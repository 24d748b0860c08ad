//! What a set of many releases takes: time, memory, and how both grow.
//!
//! The releases are made up, the same in every run. Memory is the most that the process ever had
//! resident, as Linux counts it; elsewhere it is not shown.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

/// How many releases each set has, unless the command says.
const COUNTS: [u64; 3] = [1_000, 10_000, 100_000];

const FACETS: [&str; 5] = ["field-of-work", "state", "source", "kind", "language"];

/// Makes sets of growing size twice, and prints what that took.
pub(crate) fn run(root: &Path, count: Option<u64>) -> crate::Result {
    crate::cargo(&["build", "--release", "--package", "dateline-cli"], &[])?;
    let folder = root.join("target/scale");
    fs::create_dir_all(&folder)?;
    let mut table = String::from(
        "releases     MB read  files  MB written  seconds  MB memory  again: seconds  MB memory\n",
    );
    let counts = count.map_or_else(|| COUNTS.to_vec(), |count| vec![count]);
    for count in counts {
        let input = folder.join("releases.ndjson");
        write(&input, count)?;
        let set = folder.join("set");
        if set.exists() {
            fs::remove_dir_all(&set)?;
        }
        let first = make(root, &input, &set)?;
        let again = make(root, &input, &set)?;
        let (files, bytes) = measure(&set)?;
        let mega = |bytes: u64| bytes / 1_000_000;
        writeln!(
            table,
            "{count:>8}  {:>10}  {files:>5}  {:>10}  {:>7.1}  {:>9}  {:>14.1}  {:>9}",
            mega(fs::metadata(&input)?.len()),
            mega(bytes),
            first.time.as_secs_f64(),
            first
                .memory
                .map_or_else(|| "?".to_owned(), |kb| (kb / 1_000).to_string()),
            again.time.as_secs_f64(),
            again
                .memory
                .map_or_else(|| "?".to_owned(), |kb| (kb / 1_000).to_string()),
        )?;
        fs::remove_dir_all(&set)?;
        fs::remove_file(&input)?;
    }
    crate::say(&table);
    Ok(())
}

/// What a run of the command took.
struct Taken {
    time: Duration,
    /// In kilobytes.
    memory: Option<u64>,
}

fn make(root: &Path, input: &Path, set: &Path) -> crate::Result<Taken> {
    let mut command = Command::new(root.join("target/release/dateline"));
    command.arg("feed").arg(input).arg("--set").arg(set);
    command.args(["--site", "https://a.example/", "--quiet"]);
    for facet in FACETS {
        command.args(["--per", facet]);
    }
    let begun = Instant::now();
    let mut child = command.spawn()?;
    let mut memory = None;
    let status = loop {
        memory = peak(&child).or(memory);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(5));
    };
    if !status.success() {
        return Err(format!("dateline feed ended with {status}").into());
    }
    Ok(Taken {
        time: begun.elapsed(),
        memory,
    })
}

/// The most memory that a process had so far.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// How many files there are, and how many bytes.
fn measure(folder: &Path) -> crate::Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (more, larger) = if entry.file_type()?.is_dir() {
            measure(&entry.path())?
        } else {
            (1, entry.metadata()?.len())
        };
        files += more;
        bytes += larger;
    }
    Ok((files, bytes))
}

/// Writes so many releases of about three kilobytes.
fn write(path: &Path, count: u64) -> crate::Result {
    const FIELDS: [&str; 8] = [
        "Border management",
        "Elections",
        "Human rights",
        "Policing",
        "Roma and Sinti",
        "Education",
        "Environmental activities",
        "Good governance",
    ];
    const STATES: [&str; 8] = [
        "Albania", "Georgia", "Ukraine", "Serbia", "Austria", "Poland", "Moldova", "France",
    ];
    const SOURCES: [&str; 4] = ["Mission to Skopje", "Secretariat", "ODIHR", "UNDP"];
    const KINDS: [&str; 4] = ["Press release", "News", "Statement", "Spot report"];
    const LANGUAGES: [&str; 4] = ["en", "ru", "de", "sq"];
    const WORDS: [&str; 12] = [
        "bridge", "officers", "opened", "water", "the", "of", "talks", "valley", "judges", "and",
        "library", "boat",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    // Xorshift: enough for made-up words, and the same everywhere.
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    let mut out = BufWriter::new(File::create(path)?);
    for number in 1..=count {
        let mut body = String::from("SKOPJE, 25 October 2016 – ");
        for word in 1..=480 {
            body.push_str(WORDS[next(WORDS.len())]);
            body.push_str(if word % 80 == 0 { ".\n\n" } else { " " });
        }
        let date = format!(
            "{}-{:02}-{:02}",
            1992 + next(34),
            1 + next(12),
            1 + next(28)
        );
        let release = json!({
            "id": format!("https://a.example/{number}"),
            "kind": KINDS[next(4)],
            "title": format!("Release number {number}"),
            "date": date,
            "language": LANGUAGES[next(4)],
            "url": format!("https://a.example/{number}"),
            "places": [{"name": "SKOPJE"}],
            "sources": [SOURCES[next(4)]],
            "fields_of_work": [FIELDS[next(8)]],
            "participating_states": [STATES[next(8)]],
            "body": body.trim_end(),
        });
        writeln!(out, "{release}")?;
    }
    out.flush()?;
    Ok(())
}
