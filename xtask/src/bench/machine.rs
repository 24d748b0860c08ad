//! On what, and when, something was measured.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;

/// Today's date, by the machine's clock.
pub(crate) fn date() -> String {
    said("date", &["-u", "+%Y-%m-%d"]).unwrap_or_else(|| "an unknown day".to_owned())
}

/// Cores, processor and memory.
pub(crate) fn class() -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let processor = fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| behind(&text, "model name"))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = fs::read_to_string("/proc/meminfo")
        .ok()
        .and_then(|text| behind(&text, "MemTotal"))
        .and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |kib| format!(", {} GiB", kib >> 20));
    let cores = match cores {
        1 => "1 core".to_owned(),
        cores => format!("{cores} cores"),
    };
    format!("{cores}, {processor}{memory}, {}", std::env::consts::OS)
}

fn behind(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The commit of the sources, where they come from a repository.
pub(crate) fn commit(root: &Path) -> Option<String> {
    let root = root.to_str()?;
    said("git", &["-C", root, "describe", "--always", "--dirty"])
}

/// The version of the compiler.
pub(crate) fn rustc() -> Option<String> {
    let version = said("rustc", &["--version"])?;
    version.split(' ').nth(1).map(str::to_owned)
}

fn said(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
