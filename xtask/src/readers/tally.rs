//! Compares, counts, and shows the table.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde_json::Value;

use super::allow::{self, Allowance, Case};
use super::expected::{Field, Format, expected};
use super::program::Reading;

/// How many differences of a reader's field are shown.
const SHOWN: usize = 3;

/// What was counted.
#[derive(Default)]
pub(crate) struct Tally {
    rows: Vec<Row>,
    /// How often each allowance made what was expected of what the release says.
    used: BTreeMap<(&'static str, &'static str), usize>,
}

/// What was counted for one reader and format.
struct Row {
    name: &'static str,
    /// The name with the version.
    reader: String,
    format: Format,
    items: usize,
    cells: Vec<Cell>,
    /// What was found beside the fields: errors, items too many or too few, an id twice.
    faults: Vec<String>,
}

#[derive(Default)]
struct Cell {
    /// Whether the reader has the field.
    is_read: bool,
    equal: usize,
    allowed: usize,
    differences: usize,
    shown: Vec<String>,
}

impl Tally {
    /// Compares what a reader found in feeds with the releases that they were made of.
    pub(crate) fn add<'r>(
        &mut self,
        name: &'static str,
        format: Format,
        reading: &Reading,
        releases: impl Iterator<Item = &'r [Value]>,
    ) {
        let allowances: Vec<&Allowance> = allow::of(name, format).collect();
        let mut row = Row {
            name,
            reader: format!("{name} {}", reading.version),
            format,
            items: 0,
            cells: Field::ALL.iter().map(|_| Cell::default()).collect(),
            faults: Vec::new(),
        };
        let mut ids = HashSet::new();
        for (number, (found, releases)) in reading.files.iter().zip(releases).enumerate() {
            let feed = format!("feed {number:02}");
            let items = match found {
                Ok(items) if items.len() == releases.len() => items,
                Ok(items) => {
                    let (found, of) = (items.len(), releases.len());
                    row.faults
                        .push(format!("{feed}: expected {of} items, found {found}"));
                    continue;
                }
                Err(error) => {
                    row.faults.push(format!("{feed}: {error}"));
                    continue;
                }
            };
            row.items += items.len();
            for (item, release) in items.iter().zip(releases) {
                if !ids.insert(item["id"].to_string()) {
                    row.faults
                        .push(format!("{feed}: the id {} is there twice", item["id"]));
                }
                for (field, cell) in Field::ALL.into_iter().zip(&mut row.cells) {
                    let case = Case {
                        field,
                        format,
                        release,
                        item,
                    };
                    cell.compare(&case, &allowances, &mut self.used);
                }
            }
        }
        self.rows.push(row);
    }

    pub(crate) fn has_differences(&self) -> bool {
        let differs = |row: &Row| row.cells.iter().any(|cell| cell.differences > 0);
        self.rows
            .iter()
            .any(|row| !row.faults.is_empty() || differs(row))
    }

    /// All counts in one line.
    pub(crate) fn summary(&self) -> String {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let equal: usize = cells().map(|cell| cell.equal).sum();
        let allowed: usize = cells().map(|cell| cell.allowed).sum();
        let differences: usize = cells().map(|cell| cell.differences).sum();
        let faults: usize = self.rows.iter().map(|row| row.faults.len()).sum();
        format!(
            "{} comparisons: {equal} equal, {allowed} as the reader is known to change it, \
             {differences} different; {faults} faults",
            equal + allowed + differences
        )
    }
}

impl Cell {
    fn compare(
        &mut self,
        case: &Case<'_>,
        allowances: &[&'static Allowance],
        used: &mut BTreeMap<(&'static str, &'static str), usize>,
    ) {
        let Some(found) = case.field.found(case.item, case.format) else {
            return;
        };
        self.is_read = true;
        let stated = expected(case.field, case.release, case.format, case.item);
        if found == stated {
            self.equal += 1;
            return;
        }
        let mut changed = stated;
        let mut by = Vec::new();
        for allowance in allowances {
            if !allowance.fields.contains(&case.field) {
                continue;
            }
            let next = (allowance.change)(case, changed.clone());
            if next != changed {
                by.push(allowance.name());
                changed = next;
            }
        }
        if changed == Value::String(String::new()) {
            changed = Value::Null;
        }
        if found == changed {
            self.allowed += 1;
            for name in by {
                *used.entry(name).or_default() += 1;
            }
            return;
        }
        self.differences += 1;
        if self.shown.len() < SHOWN {
            let (expected, found) = near(&changed.to_string(), &found.to_string());
            let id = &case.release["id"];
            self.shown
                .push(format!("{id}: expected {expected}, found {found}"));
        }
    }
}

/// Two texts from a little before the place where they part.
fn near(one: &str, other: &str) -> (String, String) {
    let same = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| {
        let mut part = String::new();
        for c in text.chars().skip(same.saturating_sub(30)).take(90) {
            // JSON has escaped what is ASCII.
            if c.is_ascii() {
                part.push(c);
            } else {
                part.extend(c.escape_debug());
            }
        }
        part
    };
    (part(one), part(other))
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self
            .rows
            .iter()
            .map(|row| row.reader.len())
            .max()
            .unwrap_or_default();
        write!(f, "\n{:widest$} {:9} {:>5}", "reader", "format", "items")?;
        for field in Field::ALL {
            write!(f, " {:>10}", field.name())?;
        }
        writeln!(f)?;
        for row in &self.rows {
            write!(
                f,
                "{:widest$} {:9} {:>5}",
                row.reader,
                row.format.name(),
                row.items
            )?;
            for cell in &row.cells {
                write!(f, " {:>10}", cell.to_string())?;
            }
            writeln!(f)?;
        }
        writeln!(
            f,
            "n: equal; n+m: m more as the reader is known to change it; n!: the others differ; \
             -: the reader has no such field\n"
        )?;
        for ((reader, why), count) in &self.used {
            writeln!(f, "{count:>6} × {reader} {why}")?;
        }
        // A reader that was mended has fewer habits.
        let has_run = |one: &Allowance| self.rows.iter().any(|row| row.name == one.reader);
        for one in allow::all() {
            if has_run(one) && !self.used.contains_key(&one.name()) {
                writeln!(f, "not met: {} {}", one.reader, one.why)?;
            }
        }
        for row in &self.rows {
            let at = format!("{} {}", row.reader, row.format.name());
            for fault in &row.faults {
                writeln!(f, "{at}: {fault}")?;
            }
            for (field, cell) in Field::ALL.into_iter().zip(&row.cells) {
                for shown in &cell.shown {
                    writeln!(f, "{at} {}: {shown}", field.name())?;
                }
            }
        }
        writeln!(f)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { is_read: false, .. } => f.write_str("-"),
            Self {
                equal,
                allowed,
                differences,
                ..
            } => {
                write!(f, "{equal}")?;
                if *allowed > 0 {
                    write!(f, "+{allowed}")?;
                }
                f.write_str(if *differences > 0 { "!" } else { "" })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tally(found: Result<Vec<Value>, String>) -> Tally {
        let releases = [json!({ "id": "tag:a,2016:1", "title": " a", "date": "2016" })];
        let (version, files) = ("1".to_owned(), vec![found]);
        let mut tally = Tally::default();
        let reading = Reading { version, files };
        tally.add("rss", Format::Rss, &reading, [&releases[..]].into_iter());
        tally
    }

    #[track_caller]
    fn check(item: Value, differs: bool, summary: &str) {
        let tally = tally(Ok(vec![item]));
        assert_eq!(tally.has_differences(), differs);
        assert!(tally.summary().starts_with(summary), "{}", tally.summary());
    }

    #[test]
    fn what_is_compared_is_counted() {
        let id = "tag:a,2016:1";
        check(
            json!({ "id": id, "title": " a" }),
            false,
            "2 comparisons: 2 equal, 0 as",
        );
        check(
            json!({ "id": id, "title": "a" }),
            false,
            "2 comparisons: 1 equal, 1 as",
        );
        check(
            json!({ "id": id, "title": "a " }),
            true,
            "2 comparisons: 1 equal, 0 as",
        );
        check(
            json!({ "id": id, "link": "" }),
            false,
            "2 comparisons: 2 equal, 0 as",
        );
        check(
            json!({ "id": id, "link": "x" }),
            true,
            "2 comparisons: 1 equal, 0 as",
        );
    }

    #[test]
    fn what_is_missing_is_a_fault() {
        assert!(
            tally(Ok(Vec::new()))
                .to_string()
                .contains("expected 1 items, found 0")
        );
        assert!(tally(Err("no feed".into())).has_differences());
    }

    #[test]
    fn the_table_shows_differences() {
        let item = json!({ "id": "x", "title": "a" });
        let table = tally(Ok(vec![item])).to_string();
        let row = table.lines().find(|line| line.starts_with("rss 1 "));
        let cells: Vec<&str> = row.into_iter().flat_map(str::split_whitespace).collect();
        assert_eq!(
            cells.get(..6),
            Some(&["rss", "1", "rss", "1", "0!", "0+1"][..])
        );
        let line = "rss 1 rss id: \"tag:a,2016:1\": expected \"tag:a,2016:1\", found \"x\"\n";
        assert!(table.contains(line), "{table}");
    }
}
