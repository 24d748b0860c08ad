//! What was measured, as tables of Markdown.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::measure::{Lab, Spread};
use super::peer::pinned;
use super::run::{Pair, Results, Row, title};
use super::{Options, machine};
use crate::Result;

const START: &str = "<!-- bench -->";
const END: &str = "<!-- /bench -->";

/// Everything, between the two marks.
pub(crate) fn markdown(lab: &Lab, options: &Options, results: &Results) -> Result<String> {
    let mut out = format!("{START}\n");
    about(&mut out, lab, options)?;
    conversions(&mut out, options, results)?;
    peers(&mut out, options, results)?;
    memory(&mut out, options, results)?;
    more(&mut out, options, results)?;
    writeln!(out, "{END}")?;
    Ok(out)
}

/// Puts the text in place of what stands between the marks.
pub(crate) fn put(page: &Path, text: &str) -> Result {
    let before = fs::read_to_string(page)?;
    let (head, rest) = before
        .split_once(START)
        .ok_or("expected a mark where the tables begin")?;
    let (_, tail) = rest
        .split_once(END)
        .ok_or("expected a mark where the tables end")?;
    fs::write(page, format!("{head}{}{tail}", text.trim_end()))?;
    Ok(())
}

fn about(out: &mut String, lab: &Lab, options: &Options) -> Result {
    let known = |name: Option<String>| name.unwrap_or_else(|| "unknown".to_owned());
    let version = |name| pinned(lab, name).unwrap_or_default();
    writeln!(
        out,
        "Measured on {} on {}: commit {}, rustc {}; medians of {} runs by turns, and in brackets the \
         least and the most. Raw passes: csv {}, quick-xml {}, serde_json {}.",
        machine::date(),
        machine::class(),
        known(machine::commit(&lab.root)),
        known(machine::rustc()),
        options.runs,
        version("csv"),
        version("quick-xml"),
        version("serde_json"),
    )?;
    if !lab.options.is_empty() {
        writeln!(out, "Every run with `{}`.", lab.options.join(" "))?;
    }
    Ok(())
}

/// The six conversions, at the largest size of which several runs were made, and memory at all.
fn conversions(out: &mut String, options: &Options, results: &Results) -> Result {
    let (nth, size) = options
        .sizes
        .iter()
        .enumerate()
        .rfind(|(_, size)| **size <= super::run::LARGE)
        .unwrap_or((0, &options.sizes[0]));
    write!(
        out,
        "\n| {} releases | MB/s | CPU ÷ raw pass | wall ÷ CPU |",
        number(*size)
    )?;
    for size in &options.sizes {
        write!(out, " MiB at {} |", number(*size))?;
    }
    writeln!(
        out,
        "\n|---|--:|--:|--:|{}",
        "--:|".repeat(options.sizes.len())
    )?;
    for row in &results.conversions {
        let pair = &row.sizes[nth];
        write!(
            out,
            "| {} | {:.0} | {} | {} |",
            title(row.conversion),
            pair.speed,
            spread(pair.ratio),
            spread(pair.overlap),
        )?;
        for pair in &row.sizes {
            write!(out, " {:.1} |", pair.memory)?;
        }
        out.push('\n');
    }
    let raw: Vec<String> = results
        .raw
        .iter()
        .map(|(name, speed)| format!("{} {:.2}", name_of_pass(name), speed / 1_000.0))
        .collect();
    writeln!(out, "\nGigabytes in a second of CPU: {}.", raw.join(", "))?;
    Ok(())
}

fn name_of_pass(name: &str) -> &str {
    match name {
        "csv" => "raw CSV",
        "ndjson" => "raw NDJSON",
        "xml" => "raw XML",
        "utf8" => "check of UTF-8",
        _ => "scan of memory",
    }
}

fn peers(out: &mut String, options: &Options, results: &Results) -> Result {
    if !results.present.is_empty() {
        writeln!(
            out,
            "\n| CPU ÷ raw pass, most MiB; {} releases | dateline | others | the fastest ÷ dateline, \
             CPU and elapsed |\n|---|---|---|--:|",
            number(options.sizes[0]),
        )?;
        for row in &results.conversions {
            let mut peers: Vec<&(&str, Pair)> = row.peers.iter().collect();
            peers.sort_by(|one, other| one.1.ratio.median.total_cmp(&other.1.ratio.median));
            let peers: Vec<String> = peers
                .iter()
                .map(|(name, pair)| format!("{name} {}", short(pair)))
                .collect();
            writeln!(
                out,
                "| {} | {} | {} | {} |",
                title(row.conversion),
                short(&row.sizes[0]),
                peers.join("; "),
                ahead(row).unwrap_or_default(),
            )?;
        }
        let versions: Vec<String> = results
            .present
            .iter()
            .map(|(name, version)| format!("{name} {version}"))
            .collect();
        writeln!(out, "\nVersions: {}.", versions.join(", "))?;
    }
    if !results.absent.is_empty() {
        let absent: Vec<String> = results
            .absent
            .iter()
            .map(|(name, install)| format!("{name} ({install})"))
            .collect();
        writeln!(
            out,
            "\nAbsent, and how to have them: {}.",
            absent.join("; ")
        )?;
    }
    Ok(())
}

/// How many times as much the fastest of the others takes.
fn ahead(row: &Row) -> Option<String> {
    let own = row.sizes.first()?;
    let least = |of: fn(&Pair) -> f64| row.peers.iter().map(|(_, pair)| of(pair)).reduce(f64::min);
    let cpu = least(|pair| pair.cpu)? / own.cpu;
    let elapsed = least(|pair| 1.0 / pair.speed)? * own.speed;
    Some(format!("{cpu:.1}, {elapsed:.1}"))
}

/// A ratio and memory.
fn short(pair: &Pair) -> String {
    let digits = if pair.ratio.median < 10.0 { 2 } else { 0 };
    format!("{:.digits$}, {:.0}", pair.ratio.median, pair.memory)
}

fn memory(out: &mut String, options: &Options, results: &Results) -> Result {
    if results.memory.is_empty() {
        return Ok(());
    }
    write!(out, "\n| most memory |")?;
    for size in &options.sizes {
        write!(out, " MiB at {} |", number(*size))?;
    }
    writeln!(out, "\n|---|{}", "--:|".repeat(options.sizes.len()))?;
    for (label, sizes) in &results.memory {
        write!(out, "| {label} |")?;
        for memory in sizes {
            write!(out, " {memory:.1} |")?;
        }
        out.push('\n');
    }
    for (conversion, megabytes, memory) in &results.huge {
        writeln!(
            out,
            "\n{}, one release of {megabytes:.0} MB: {memory:.0} MiB.",
            title(*conversion),
        )?;
    }
    Ok(())
}

fn more(out: &mut String, options: &Options, results: &Results) -> Result {
    if results.html.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n| bodies of HTML, {} releases | MB/s | CPU ÷ raw pass |\n|---|--:|--:|",
        number(options.sizes[0]),
    )?;
    for (conversion, pair) in &results.html {
        writeln!(
            out,
            "| {} | {:.0} | {} |",
            title(*conversion),
            pair.speed,
            spread(pair.ratio)
        )?;
    }
    writeln!(out, "\n| growth of CPU | times |\n|---|--:|")?;
    for (conversion, ratio) in &results.bad {
        writeln!(
            out,
            "| every release bad ÷ every one good, {} | {} |",
            title(*conversion),
            spread(*ratio),
        )?;
    }
    for row in &results.conversions {
        if let ([first, .., last], [few, .., many]) = (&row.sizes[..], &options.sizes[..]) {
            writeln!(
                out,
                "| a release at {} ÷ at {}, {} | {:.2} |",
                number(*many),
                number(*few),
                title(row.conversion),
                last.cpu / first.cpu * ratio_of(*few, *many),
            )?;
        }
    }
    for (label, conversion, growth) in &results.linear {
        let growth: Vec<String> = growth.iter().map(|times| format!("{times:.2}")).collect();
        writeln!(
            out,
            "| a byte at 10 and 100 times the {label} ÷ at the usual one, {} | {} |",
            title(*conversion),
            growth.join(", "),
        )?;
    }
    if let Some((time, memory)) = results.start {
        writeln!(
            out,
            "\nOne file of one release, CSV → RSS, from start to end: {} ms, {memory:.1} MiB.",
            spread(time),
        )?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "numbers of releases are small")]
fn ratio_of(few: u64, many: u64) -> f64 {
    few as f64 / many as f64
}

fn spread(spread: Spread) -> String {
    let digits = if spread.median < 10.0 { 2 } else { 0 };
    format!(
        "{:.digits$} ({:.digits$}–{:.digits$})",
        spread.median, spread.least, spread.most,
    )
}

/// A number with commas between thousands.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
