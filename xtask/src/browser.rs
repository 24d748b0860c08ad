//! A set of feeds in a real browser: its links, its pages on a phone and on a desk, its
//! accessibility.
//!
//! It stands outside `cargo test` because it needs Node and Chromium, and once the network, for the
//! two packages that `browser/package-lock.json` names.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, cargo, say};

/// What Chromium is called where it is installed.
const CHROMIUM: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The facets of the set that is made for the test.
const FACETS: [&str; 5] = ["field-of-work", "state", "source", "kind", "language"];

pub(crate) fn run(root: &Path, folder: Option<OsString>) -> Result {
    let node = node()?;
    let npm = program("npm")
        .ok_or("expected npm, found no `npm`: install it (Debian: apt-get install npm)")?;
    let chromium = chromium()?;
    let work = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), PathBuf::from)
        .join("browser");
    let set = match folder {
        Some(folder) => PathBuf::from(folder),
        None => make_set(&work.join("set"))?,
    };
    if !set.join("index.html").is_file() {
        let set = set.display();
        return Err(format!("expected a set of feeds, found no index.html in {set}").into());
    }
    let scripts = root.join("xtask/browser");
    install(&npm, &scripts)?;
    let status = Command::new(node)
        .arg(scripts.join("check.mjs"))
        .args([set, chromium, work.join("pictures")])
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("the browser test failed".into())
    }
}

/// A set of everything in the fixtures, made by the command itself.
fn make_set(set: &Path) -> Result<PathBuf> {
    if set.exists() {
        fs::remove_dir_all(set)?;
    }
    if let Some(folder) = set.parent() {
        fs::create_dir_all(folder)?;
    }
    let shown = set
        .to_str()
        .ok_or("expected a target folder whose name is UTF-8")?;
    let mut args = vec!["run", "--quiet", "--package", "dateline-cli", "--", "feed"];
    args.extend(["fixtures/valid", "fixtures/pages", "--set", shown]);
    args.extend(["--site", "https://feeds.example/set/", "--pages", "all"]);
    args.extend(["--archive-size", "5", "--quiet"]);
    args.extend(FACETS.iter().flat_map(|facet| ["--per", facet]));
    cargo(&args, &[])?;
    Ok(set.to_owned())
}

/// Fetches the packages, unless those of the lockfile are there already.
fn install(npm: &Path, scripts: &Path) -> Result {
    let changed = |path: &str| fs::metadata(scripts.join(path))?.modified();
    let installed = changed("node_modules/.package-lock.json");
    if installed
        .is_ok_and(|installed| changed("package-lock.json").is_ok_and(|locked| locked <= installed))
    {
        return Ok(());
    }
    say("\n$ npm ci\n");
    let status = Command::new(npm)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(scripts)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("npm ci failed".into())
    }
}

fn node() -> Result<PathBuf> {
    const EXPECTED: &str = "expected Node 20 or later (nodejs.org, or Debian: apt-get install \
                            nodejs npm)";
    let node = program("node").ok_or_else(|| format!("{EXPECTED}, found no `node`"))?;
    let output = Command::new(&node).arg("--version").output()?;
    let version = String::from_utf8_lossy(&output.stdout);
    let major = version.trim_start_matches('v').split('.').next();
    let major: Option<u32> = major.and_then(|major| major.parse().ok());
    if major.is_some_and(|major| major >= 20) {
        Ok(node)
    } else {
        Err(format!("{EXPECTED}, found `{}`", version.trim()).into())
    }
}

fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        return program(&path).ok_or_else(|| {
            format!(
                "expected a program in CHROMIUM, found `{}`",
                Path::new(&path).display()
            )
            .into()
        });
    }
    CHROMIUM.iter().find_map(program).ok_or_else(|| {
        "expected Chromium, found none: install it (Debian: apt-get install chromium), or set \
         CHROMIUM to its path"
            .into()
    })
}

/// Where a program is: its path, or what its name is in the folders of `PATH`.
fn program(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let name = Path::new(name.as_ref());
    if name.components().count() > 1 {
        return name.is_file().then(|| name.to_owned());
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| {
            ["", "exe", "cmd"].map(|ending| folder.join(name).with_extension(ending))
        })
        .find(|path| path.is_file())
}
