//! What a program can check about the sources: the dependency table, module pages, fixtures and
//! their snapshots, links of the documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{Result, files, say};

const TABLE_START: &str = "<!-- dependencies -->";
const TABLE_END: &str = "<!-- /dependencies -->";

pub(crate) fn run(root: &Path) -> Result {
    let mut faults = Vec::new();
    dependencies(root, &mut faults)?;
    modules(root, &mut faults)?;
    fixtures(root, &mut faults)?;
    documents(root, &mut faults)?;
    if faults.is_empty() {
        say("tidy: all in order\n");
        return Ok(());
    }
    Err(format!("{} not in order:\n  {}", faults.len(), faults.join("\n  ")).into())
}

/// The table in ARCHITECTURE.md says what `cargo metadata` says.
fn dependencies(root: &Path, faults: &mut Vec<String>) -> Result {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let mut actual = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let mut names: Vec<&str> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|dependency| dependency["kind"].is_null())
            .filter_map(|dependency| dependency["name"].as_str())
            .collect();
        names.sort_unstable();
        actual.insert(
            package["name"].as_str().unwrap_or_default().to_owned(),
            names.join(", "),
        );
    }
    let page = fs::read_to_string(root.join("ARCHITECTURE.md"))?;
    let table = page
        .split_once(TABLE_START)
        .and_then(|(_, rest)| rest.split_once(TABLE_END))
        .map(|(table, _)| table)
        .ok_or("ARCHITECTURE.md has no dependency table")?;
    let mut stated = BTreeMap::new();
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().replace('`', ""))
            .collect();
        if let [name, dependencies] = &cells[..] {
            stated.insert(name.clone(), dependencies.clone());
        }
    }
    for (name, dependencies) in &actual {
        match stated.remove(name) {
            Some(said) if said == *dependencies => {}
            Some(said) => faults.push(format!(
                "ARCHITECTURE.md says that {name} depends on `{said}`, but it depends on \
                 `{dependencies}`: change the crate, or the table if the change is meant"
            )),
            None => faults.push(format!(
                "ARCHITECTURE.md lacks a row for {name}: | `{name}` | {dependencies} |"
            )),
        }
    }
    faults.extend(
        stated
            .keys()
            .map(|name| format!("ARCHITECTURE.md lists {name}, which is gone")),
    );
    // What the table means, said once more so that it cannot be edited away with it.
    for (name, dependencies) in &actual {
        let adapters = [
            "dateline-csv",
            "dateline-json",
            "dateline-xml",
            "dateline-page",
            "dateline-skos",
        ];
        for other in dependencies
            .split(", ")
            .filter(|other| other.starts_with("dateline-"))
        {
            let allowed = match name.as_str() {
                "dateline-core" => false,
                name if adapters.contains(&name) => other == "dateline-core",
                _ => true,
            };
            if !allowed {
                faults.push(format!(
                    "{name} must not depend on {other}: adapters know the core only"
                ));
            }
        }
    }
    Ok(())
}

/// Every module says what it is.
fn modules(root: &Path, faults: &mut Vec<String>) -> Result {
    for folder in ["crates", "xtask"] {
        for path in files(&root.join(folder), Some("rs"))? {
            let source = fs::read_to_string(&path)?;
            let shown = path.strip_prefix(root).unwrap_or(&path).display();
            if !source.starts_with("//! ") {
                faults.push(format!(
                    "{shown}: expected a line `//! …` first that says what it is"
                ));
            }
            let code: usize = source
                .split("\n#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default()
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .count();
            // Rows of vocabularies are data, and a table of cases is read case by case.
            let is_table = path
                .iter()
                .any(|part| part == "vocab" || part == "tests" || part == "tests.rs");
            if code > 500 && !is_table {
                faults.push(format!(
                    "{shown}: {code} lines; a file past 500 is two files"
                ));
            }
        }
    }
    Ok(())
}

/// Every file in fixtures/invalid is tested, and every snapshot of one has its file.
fn fixtures(root: &Path, faults: &mut Vec<String>) -> Result {
    let snapshots = root.join("crates/dateline-cli/tests/it/snapshots");
    let names: Vec<String> = files(&snapshots, None)?
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    let mut wanted = Vec::new();
    for path in files(&root.join("fixtures/invalid"), None)? {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        let snapshot = format!("it__reject__rejects@{name}.snap");
        if !names.contains(&snapshot) {
            faults.push(format!(
                "fixtures/invalid/{name} has no snapshot: run `cargo xtask bless`"
            ));
        }
        wanted.push(snapshot);
    }
    for name in names.iter().filter(|name| name.contains("__rejects@")) {
        if !wanted.contains(name) {
            faults.push(format!(
                "snapshot {name} has no file in fixtures/invalid: delete it"
            ));
        }
    }
    faults.extend(
        names
            .iter()
            .filter(|name| name.ends_with(".snap.new"))
            .map(|name| format!("{name}: a snapshot that nobody reviewed")),
    );
    let page = fs::read_to_string(root.join("fixtures/README.md"))?;
    for folder in ["pages", "valid"] {
        for path in files(&root.join("fixtures").join(folder), None)? {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            if !page.contains(name) {
                faults.push(format!(
                    "fixtures/README.md does not say what {folder}/{name} shows"
                ));
            }
        }
    }
    Ok(())
}

/// Links between documents lead somewhere.
fn documents(root: &Path, faults: &mut Vec<String>) -> Result {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "fixtures/README.md",
    ] {
        let page = fs::read_to_string(root.join(name))?;
        let folder = root.join(name);
        let folder = folder.parent().unwrap_or(root);
        for target in page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !folder.join(file).exists() {
                faults.push(format!("{name}: the link to {target} leads nowhere"));
            }
        }
    }
    Ok(())
}
