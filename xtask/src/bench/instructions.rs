//! Instructions a release, as callgrind counts them: a guard against slower code that no busy
//! machine disturbs.
//!
//! Each conversion is run over two corpora, and the difference is taken, so that starting and ending
//! cancel out. The figures depend on the compiler, which is why the table names it: where it was
//! another one, differences are shown and are no failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::corpus::{self, Format};
use super::machine;
use super::release::Shape;
use super::run::{CONVERSIONS, Conversion, title};
use crate::{Result, say};

/// Releases in the smaller and in the larger corpus.
const COUNTS: [u64; 2] = [100, 400];

/// How many hundredths more than the table are no failure.
const TOLERANCE: u64 = 5;

const ABOUT: &str = "\
# Instructions a release of each conversion, as callgrind counts them in the released program.
# `cargo xtask instructions` compares, `cargo xtask instructions --bless` writes.
";

/// Runs `cargo xtask instructions`.
pub(crate) fn run(root: &Path, args: &[String]) -> Result {
    let has_valgrind = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_valgrind {
        say(
            "instructions: not counted, valgrind is not there (the package `valgrind` of most systems)\n",
        );
        return Ok(());
    }
    let mut is_blessed = false;
    let mut program = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--bless" => is_blessed = true,
            "--program" => program = args.next().map(PathBuf::from),
            _ => return Err("expected --bless, --program FILE, both, or neither".into()),
        }
    }
    let dateline = match program {
        Some(program) => program,
        None => super::dateline(root)?,
    };
    let counted = count(root, &dateline)?;
    let table = root.join("xtask/bench/instructions.txt");
    let compiler = machine::rustc().unwrap_or_default();
    if is_blessed {
        fs::write(&table, page(&compiler, &counted))?;
        say(&format!("wrote {}\n", table.display()));
        return Ok(());
    }
    compare(&fs::read_to_string(&table)?, &compiler, &counted)
}

fn count(root: &Path, dateline: &Path) -> Result<Vec<(Conversion, u64)>> {
    let folder = root.join("target/bench/instructions");
    let mut counted = Vec::new();
    for format in [Format::Csv, Format::Ndjson, Format::Rss] {
        let mut files = Vec::new();
        for count in COUNTS {
            files.push(corpus::make(
                &folder,
                format,
                count,
                Shape::USUAL,
                dateline,
            )?);
        }
        for conversion in CONVERSIONS.into_iter().filter(|one| one.0 == format) {
            let few = callgrind(dateline, conversion, &files[0])?;
            let many = callgrind(dateline, conversion, &files[1])?;
            let each = many.saturating_sub(few) / (COUNTS[1] - COUNTS[0]);
            say(&format!("{each:>8} {}\n", title(conversion)));
            counted.push((conversion, each));
        }
    }
    fs::remove_dir_all(folder)?;
    Ok(counted)
}

/// The instructions of a whole run.
fn callgrind(dateline: &Path, (_, to): Conversion, file: &Path) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(dateline)
        .args(["convert", "--quiet", "--to", to.name()])
        .arg(file)
        .stdout(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("valgrind ended with {}\n{said}", output.status).into());
    }
    // `==1234== Collected : 5678901`
    said.lines()
        .filter_map(|line| line.split_once("Collected : "))
        .find_map(|(_, number)| number.trim().parse().ok())
        .ok_or_else(|| format!("expected a number of instructions\n{said}").into())
}

fn page(compiler: &str, counted: &[(Conversion, u64)]) -> String {
    let mut page = format!("{ABOUT}rustc {compiler}\n");
    page.extend(
        counted
            .iter()
            .map(|((from, to), each)| format!("{} {} {each}\n", from.name(), to.name())),
    );
    page
}

fn compare(table: &str, compiler: &str, counted: &[(Conversion, u64)]) -> Result {
    let lines: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(' ').collect())
        .collect();
    let is_same = lines.iter().any(|line| line[..] == ["rustc", compiler]);
    let mut faults = Vec::new();
    for (conversion, each) in counted {
        let names = [conversion.0.name(), conversion.1.name()];
        let known = lines
            .iter()
            .find(|line| line.starts_with(&names))
            .and_then(|line| line.get(2)?.parse::<u64>().ok());
        let Some(known) = known else {
            faults.push(format!("{}: not in the table", title(*conversion)));
            continue;
        };
        let said = format!("{}: {known} in the table, now {each}", title(*conversion));
        if *each * 100 > known * (100 + TOLERANCE) {
            faults.push(said);
        } else if *each * (100 + TOLERANCE) < known * 100 {
            say(&format!("fewer instructions, worth a `--bless`: {said}\n"));
        }
    }
    if faults.is_empty() {
        say("instructions: as many as in the table\n");
        return Ok(());
    }
    let faults = faults.join("\n  ");
    if is_same {
        return Err(format!("more instructions a release:\n  {faults}").into());
    }
    say(&format!(
        "the table is by another compiler, so this is no failure:\n  {faults}\n"
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(known: u64, now: u64, compiler: &str, passes: bool) {
        let conversion = (Format::Csv, Format::Rss);
        let table = page("1.95.0", &[(conversion, known)]);
        let result = compare(&table, compiler, &[(conversion, now)]);
        assert_eq!(result.is_ok(), passes, "{known} {now} {compiler}");
    }

    #[test]
    fn more_than_the_tolerance_is_a_failure() {
        check(1_000, 1_000, "1.95.0", true);
        check(1_000, 1_050, "1.95.0", true);
        check(1_000, 1_051, "1.95.0", false);
        check(1_000, 500, "1.95.0", true);
    }

    #[test]
    fn another_compiler_is_no_failure() {
        check(1_000, 2_000, "1.96.0", true);
    }
}
