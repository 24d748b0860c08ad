//! What is measured, in which order.

use std::fs;
use std::path::Path;

use super::Options;
use super::corpus::{self, Format};
use super::measure::{Job, Lab, Spread, Taken, ratio};
use super::peer::PEERS;
use super::release::Shape;
use crate::{Result, say};

/// A conversion: from, to.
pub(crate) type Conversion = (Format, Format);

/// The six that have limits, those of one input together.
pub(crate) const CONVERSIONS: [Conversion; 6] = [
    (Format::Csv, Format::Rss),
    (Format::Csv, Format::Ndjson),
    (Format::Ndjson, Format::Rss),
    (Format::Ndjson, Format::Csv),
    (Format::Rss, Format::Csv),
    (Format::Rss, Format::Ndjson),
];

/// Three that have every reader and every writer.
const SAMPLE: [Conversion; 3] = [
    (Format::Csv, Format::Rss),
    (Format::Ndjson, Format::Csv),
    (Format::Rss, Format::Ndjson),
];

/// Corpora above this are passed over once: that is for memory.
pub(crate) const LARGE: u64 = 200_000;

/// Everything that was measured.
#[derive(Default)]
pub(crate) struct Results {
    /// Raw passes, by name: megabytes in a second of CPU.
    pub(crate) raw: Vec<(&'static str, f64)>,
    pub(crate) conversions: Vec<Row>,
    pub(crate) html: Vec<(Conversion, Pair)>,
    /// CPU of a corpus of bad releases over that of a good one.
    pub(crate) bad: Vec<(Conversion, Spread)>,
    /// CPU a byte at ten and a hundred times the size, over that at the usual one.
    pub(crate) linear: Vec<(&'static str, Conversion, Vec<f64>)>,
    /// What came how: the most memory, in the order of sizes.
    pub(crate) memory: Vec<(String, Vec<f64>)>,
    pub(crate) start: Option<(Spread, f64)>,
    /// One release of so many megabytes: the most memory.
    pub(crate) huge: Vec<(Conversion, f64, f64)>,
    /// The names of peers that are not there, and how they get there.
    pub(crate) absent: Vec<(&'static str, &'static str)>,
    /// Those that are, with their versions.
    pub(crate) present: Vec<(&'static str, String)>,
}

/// A conversion at all sizes.
pub(crate) struct Row {
    pub(crate) conversion: Conversion,
    /// In the order of sizes.
    pub(crate) sizes: Vec<Pair>,
    pub(crate) peers: Vec<(&'static str, Pair)>,
}

/// A program against the raw pass.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    /// CPU over that of the raw pass.
    pub(crate) ratio: Spread,
    /// Wall time over CPU.
    pub(crate) overlap: Spread,
    /// Megabytes of input in a second.
    pub(crate) speed: f64,
    /// CPU seconds.
    pub(crate) cpu: f64,
    /// MiB.
    pub(crate) memory: f64,
}

/// Measures all that was asked for.
pub(crate) fn everything(lab: &Lab, options: &Options) -> Result<Results> {
    let mut results = Results::default();
    for peer in PEERS.iter().filter(|_| options.has_peers) {
        match peer.version(lab) {
            Some(version) => results.present.push((peer.name, version)),
            None => results.absent.push((peer.name, peer.install)),
        }
    }
    conversions(lab, options, &mut results)?;
    if !options.is_quick {
        let size = options.sizes[0];
        html(lab, options, size, &mut results)?;
        bad(lab, options, size, &mut results)?;
        linear(lab, size, &mut results)?;
        start(lab, &mut results)?;
        huge(lab, &mut results)?;
    }
    Ok(results)
}

fn conversions(lab: &Lab, options: &Options, results: &mut Results) -> Result {
    results.conversions = CONVERSIONS
        .map(|conversion| Row {
            conversion,
            sizes: Vec::new(),
            peers: Vec::new(),
        })
        .into();
    for (nth, &size) in options.sizes.iter().enumerate() {
        for format in [Format::Csv, Format::Ndjson, Format::Rss] {
            let file = corpus::make(&lab.work, format, size, Shape::USUAL, &lab.dateline)?;
            for row in &mut results.conversions {
                if row.conversion.0 != format {
                    continue;
                }
                // Peers are measured at the first size: the memory of some grows with the input.
                let peers: Vec<_> = PEERS
                    .iter()
                    .filter(|peer| nth == 0 && results.present.iter().any(|one| one.0 == peer.name))
                    .filter_map(|peer| {
                        Some((peer.name, peer.job(lab, format, row.conversion.1, &file)?))
                    })
                    .collect();
                let rounds = if size > LARGE { 1 } else { options.runs };
                let jobs: Vec<Job> = peers.iter().map(|(_, job)| job.clone()).collect();
                let mut pairs = against_raw(lab, row.conversion, &file, rounds, &jobs)?;
                row.sizes.push(pairs.remove(0));
                row.peers
                    .extend(peers.iter().map(|(name, _)| *name).zip(pairs));
                say(&format!("{} at {size}\n", title(row.conversion)));
            }
            if nth == 0 {
                results.raw.extend(raw(lab, options, format, &file)?);
            }
            if !options.is_quick {
                piped(lab, format, &file, results)?;
            }
            fs::remove_file(&file)?;
        }
        if !options.is_quick {
            let file = corpus::make(&lab.work, Format::Json, size, Shape::USUAL, &lab.dateline)?;
            let job = convert(lab, (Format::Json, Format::Ndjson), &file);
            keep(results, "one array of JSON → NDJSON", lab.run(&job)?.memory);
            piped(lab, Format::Json, &file, results)?;
            fs::remove_file(&file)?;
        }
    }
    Ok(())
}

/// The command and others against the raw pass over a file, by turns.
fn against_raw(
    lab: &Lab,
    conversion: Conversion,
    file: &Path,
    rounds: usize,
    others: &[Job],
) -> Result<Vec<Pair>> {
    let mut jobs = vec![
        lab.raw(pass(conversion.0), file),
        convert(lab, conversion, file),
    ];
    jobs.extend_from_slice(others);
    let taken = lab.alternate(&jobs, rounds)?;
    let megabytes = megabytes(file)?;
    taken[1..]
        .iter()
        .map(|runs| pair(runs, &taken[0], megabytes).ok_or_else(|| "expected a run".into()))
        .collect()
}

fn pair(runs: &[Taken], raw: &[Taken], megabytes: f64) -> Option<Pair> {
    Some(Pair {
        ratio: ratio(runs, raw, |taken| taken.cpu)?,
        overlap: Spread::of(runs.iter().map(|taken| taken.wall / taken.cpu))?,
        speed: megabytes / Spread::of(runs.iter().map(|taken| taken.wall))?.median,
        cpu: Spread::of(runs.iter().map(|taken| taken.cpu))?.median,
        memory: Spread::of(runs.iter().map(|taken| taken.memory))?.most,
    })
}

fn raw(
    lab: &Lab,
    options: &Options,
    format: Format,
    file: &Path,
) -> Result<Vec<(&'static str, f64)>> {
    let mut passes = vec![pass(format)];
    if format == Format::Csv {
        passes.extend(["utf8", "scan"]);
    }
    let jobs: Vec<Job> = passes.iter().map(|pass| lab.raw(pass, file)).collect();
    let taken = lab.alternate(&jobs, options.runs)?;
    let megabytes = megabytes(file)?;
    let speed = |runs: &Vec<Taken>| Spread::of(runs.iter().map(|taken| megabytes / taken.cpu));
    Ok(passes
        .into_iter()
        .zip(&taken)
        .filter_map(|(pass, runs)| Some((pass, speed(runs)?.median)))
        .collect())
}

/// What comes through a pipe takes no more memory.
fn piped(lab: &Lab, from: Format, file: &Path, results: &mut Results) -> Result {
    let to = if from == Format::Csv {
        Format::Rss
    } else {
        Format::Csv
    };
    let job = Job::new(&lab.dateline)
        .args([
            "convert",
            "--quiet",
            "--from",
            from.name(),
            "--to",
            to.name(),
        ])
        .args(&lab.options)
        .piped(file);
    let label = format!("{} through a pipe", title((from, to)));
    keep(results, &label, lab.run(&job)?.memory);
    Ok(())
}

fn keep(results: &mut Results, label: &str, memory: f64) {
    match results.memory.iter_mut().find(|(known, _)| known == label) {
        Some((_, sizes)) => sizes.push(memory),
        None => results.memory.push((label.to_owned(), vec![memory])),
    }
}

fn html(lab: &Lab, options: &Options, size: u64, results: &mut Results) -> Result {
    for conversion in CONVERSIONS {
        let file = corpus::make(&lab.work, conversion.0, size, Shape::HTML, &lab.dateline)?;
        let pairs = against_raw(lab, conversion, &file, options.runs, &[])?;
        results
            .html
            .extend(pairs.first().map(|pair| (conversion, *pair)));
        fs::remove_file(&file)?;
        say(&format!("{} with HTML\n", title(conversion)));
    }
    Ok(())
}

fn bad(lab: &Lab, options: &Options, size: u64, results: &mut Results) -> Result {
    let shape = Shape {
        is_bad: true,
        ..Shape::USUAL
    };
    for conversion in SAMPLE {
        let bad = corpus::make(&lab.work, conversion.0, size, shape, &lab.dateline)?;
        let good = corpus::make(&lab.work, conversion.0, size, Shape::USUAL, &lab.dateline)?;
        let jobs = [
            convert(lab, conversion, &bad).may_reject(),
            convert(lab, conversion, &good),
        ];
        let taken = lab.alternate(&jobs, options.runs)?;
        let ratio = ratio(&taken[0], &taken[1], |taken| taken.cpu);
        results.bad.extend(ratio.map(|ratio| (conversion, ratio)));
        fs::remove_file(&bad)?;
        fs::remove_file(&good)?;
        say(&format!("{} with bad releases\n", title(conversion)));
    }
    Ok(())
}

/// The same bytes in fewer and larger releases, and in more terms.
fn linear(lab: &Lab, size: u64, results: &mut Results) -> Result {
    let bodies = |times: usize| Shape {
        body: Shape::USUAL.body * times,
        ..Shape::USUAL
    };
    let terms = |times: usize| Shape {
        terms: 20 * times,
        body: 1,
        ..Shape::USUAL
    };
    let kinds: [(&str, &dyn Fn(usize) -> Shape); 2] =
        [("body", &bodies), ("terms in a list", &terms)];
    for (label, shape) in kinds {
        for conversion in SAMPLE {
            let mut files = Vec::new();
            for times in [1, 10, 100] {
                let count = (size / times as u64).max(1);
                let shape = shape(times);
                let path = corpus::make(&lab.work, conversion.0, count, shape, &lab.dateline)?;
                files.push(path);
            }
            let jobs: Vec<Job> = files
                .iter()
                .map(|file| convert(lab, conversion, file))
                .collect();
            let taken = lab.alternate(&jobs, 3)?;
            let mut costs = Vec::new();
            for (file, runs) in files.iter().zip(&taken) {
                let cpu = Spread::of(runs.iter().map(|taken| taken.cpu)).ok_or("expected a run")?;
                costs.push(cpu.median / megabytes(file)?);
                fs::remove_file(file)?;
            }
            let growth = costs[1..].iter().map(|cost| cost / costs[0]).collect();
            results.linear.push((label, conversion, growth));
            say(&format!(
                "{} with more or larger {label}\n",
                title(conversion)
            ));
        }
    }
    Ok(())
}

/// One release: what is not work on releases.
fn start(lab: &Lab, results: &mut Results) -> Result {
    let file = corpus::make(&lab.work, Format::Csv, 1, Shape::USUAL, &lab.dateline)?;
    let jobs = [convert(lab, (Format::Csv, Format::Rss), &file)];
    let taken = lab.alternate(&jobs, 50)?.remove(0);
    let time = Spread::of(taken.iter().map(|taken| taken.wall * 1_000.0));
    let memory = Spread::of(taken.iter().map(|taken| taken.memory));
    results.start = time.zip(memory).map(|(time, memory)| (time, memory.most));
    fs::remove_file(&file)?;
    Ok(())
}

/// One release of 100 megabytes; of 30 as a feed, whose reader has a limit of 128 MiB an item.
fn huge(lab: &Lab, results: &mut Results) -> Result {
    for (conversion, body) in [
        (SAMPLE[0], 100_000_000),
        (SAMPLE[1], 100_000_000),
        (SAMPLE[2], 30_000_000),
    ] {
        let shape = Shape {
            body,
            ..Shape::USUAL
        };
        let file = corpus::make(&lab.work, conversion.0, 1, shape, &lab.dateline)?;
        let taken = lab.run(&convert(lab, conversion, &file))?;
        results
            .huge
            .push((conversion, megabytes(&file)?, taken.memory));
        fs::remove_file(&file)?;
        say(&format!("{} with one huge release\n", title(conversion)));
    }
    Ok(())
}

/// The command as people run it, but for what it says.
fn convert(lab: &Lab, (_, to): Conversion, file: &Path) -> Job {
    Job::new(&lab.dateline)
        .args(["convert", "--quiet", "--to", to.name()])
        .args(&lab.options)
        .arg(file)
}

/// The raw pass over a format.
const fn pass(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::Ndjson => "ndjson",
        Format::Json => "json",
        Format::Rss => "xml",
    }
}

#[expect(clippy::cast_precision_loss, reason = "no file has so many bytes")]
fn megabytes(file: &Path) -> Result<f64> {
    Ok(fs::metadata(file)?.len() as f64 / 1e6)
}

pub(crate) fn title((from, to): Conversion) -> String {
    format!("{} → {}", from.title(), to.title())
}
