//! A set of feeds in a folder: what is in it, what stays when it is made again, and what does when
//! something goes wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::{Run, dateline_with};

/// A folder in which a set is made of tables that change from run to run.
struct Place {
    folder: TempDir,
    options: Vec<&'static str>,
}

/// Releases by their numbers, with what they say.
type Table<'t> = &'t [(u32, &'t str)];

fn csv(table: Table<'_>) -> String {
    let mut csv = String::from("id,title,date,participating_states,body\n");
    for (number, text) in table {
        let (day, state) = (
            1 + number % 28,
            ["Albania", "Georgia"][(number % 2) as usize],
        );
        writeln!(
            csv,
            "tag:a.example;{number},Release {number},2016-10-{day:02},{state},{text}"
        )
        .unwrap();
    }
    csv.replace("tag:a.example;", "tag:a.example:")
}

impl Place {
    fn new(options: &[&'static str]) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            options: options.to_vec(),
        }
    }

    fn set(&self) -> PathBuf {
        self.folder.path().join("set")
    }

    fn args(&self) -> Vec<String> {
        let set = self.set().to_str().unwrap().to_owned();
        let mut args = vec!["feed".to_owned(), "--set".to_owned(), set];
        args.extend(["--site", "https://a.example/feeds"].map(ToOwned::to_owned));
        args.extend(self.options.iter().map(|&option| option.to_owned()));
        args
    }

    /// Makes the set, and says what was said, without the name of the folder.
    fn run(&self, table: Table<'_>) -> Run {
        let args = self.args();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut run = dateline_with(&args, csv(table).as_bytes());
        run.stderr = run.stderr.replace(self.set().to_str().unwrap(), "SET");
        run
    }

    /// The files of the set: their paths and what is in them.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.set())
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.set().join(path)).unwrap()
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (
                path.to_str().unwrap().to_owned(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

/// The numbers of the releases in a document, in order.
fn numbers(document: &str) -> Vec<u32> {
    let guids = document
        .split("<guid isPermaLink=\"false\">tag:a.example:")
        .skip(1);
    guids
        .map(|rest| rest.split('<').next().unwrap().parse().unwrap())
        .collect()
}

/// The address that a document gives for a relation, as a path in the set.
fn linked<'d>(document: &'d str, relation: &str) -> Option<&'d str> {
    let relation = format!("rel=\"{relation}\"");
    let line = document.lines().find(|line| line.contains(&relation))?;
    let address = line.split("href=\"").nth(1)?.split('"').next()?;
    address.strip_prefix("https://a.example/feeds/")
}

const SMALL: [(u32, &str); 5] = [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e")];

#[test]
fn what_is_in_a_set() {
    let place = Place::new(&["--per", "state", "--archive-size", "2"]);
    let run = place.run(&SMALL);
    assert_eq!(run.code, Some(0));
    let list: Vec<String> = place.files().into_keys().collect();
    assert_snapshot!(format!("{}\n{}", run.stderr, list.join("\n")));
    assert_snapshot!("subscription", place.text("feed.rss"));
    assert_snapshot!("archive", place.text("feed/0001.atom"));
    assert_snapshot!("list", place.text("feeds.opml"));
    assert_snapshot!("ledger", place.text(".dateline/ledger.ndjson"));
}

/// The whole history of a feed, newest document first.
fn history(place: &Place, feed: &str) -> Vec<Vec<u32>> {
    let mut documents = vec![place.text(&format!("{feed}.rss"))];
    while let Some(path) = linked(documents.last().unwrap(), "prev-archive") {
        let archive = place.text(path);
        assert!(archive.contains("<fh:archive"));
        assert_eq!(linked(&archive, "current"), Some(&*format!("{feed}.rss")));
        assert_eq!(linked(&archive, "self"), Some(path));
        documents.push(archive);
    }
    documents.iter().map(|document| numbers(document)).collect()
}

#[test]
fn archives_never_change_and_hold_the_whole_history() {
    let place = Place::new(&["--archive-size", "2", "--newest", "1"]);
    place.run(&SMALL);
    assert_eq!(history(&place, "feed"), [vec![5], vec![4, 3], vec![2, 1]]);
    let before = place.files();

    // One comes late, one is corrected, one is withdrawn, one is new.
    place.run(&[
        (0, "late"),
        (1, "a"),
        (2, "corrected"),
        (4, "d"),
        (5, "e"),
        (6, "f"),
    ]);
    assert_eq!(
        history(&place, "feed"),
        [vec![6], vec![6, 2], vec![5, 0], vec![4, 3], vec![2, 1]]
    );
    assert!(place.text("feed/0004.rss").contains("corrected"));
    let after = place.files();
    for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("feed/")) {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
    // A document names the next one, which is there once it is written.
    assert_eq!(
        linked(&place.text("feed/0002.rss"), "next-archive"),
        Some("feed/0003.rss")
    );
}

#[test]
fn the_same_again_touches_nothing() {
    let place = Place::new(&["--per", "state", "--per", "year"]);
    place.run(&SMALL);
    let stamps = || -> BTreeMap<PathBuf, _> {
        let walk = walkdir::WalkDir::new(place.set())
            .into_iter()
            .map(Result::unwrap);
        walk.filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                (
                    entry.path().to_owned(),
                    entry.metadata().unwrap().modified().unwrap(),
                )
            })
            .collect()
    };
    let before = stamps();
    let run = place.run(&SMALL);
    let words = format!(
        "files: 0 new, 0 changed, {} unchanged, 0 dropped",
        before.len() - 1
    );
    assert!(run.stderr.contains(&words), "{}", run.stderr);
    assert_eq!(stamps(), before);

    // What did change is new, and the rest stays.
    place.run(&[(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "other")]);
    let after = stamps();
    let changed: BTreeSet<String> = before
        .iter()
        .filter(|(path, stamp)| after.get(*path) != Some(stamp))
        .map(|(path, _)| {
            path.strip_prefix(place.set())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert!(changed.contains("feed.rss") && changed.contains("state/ge.json"));
    assert!(
        !changed.iter().any(|path| path.starts_with("state/al.")),
        "{changed:?}"
    );
}

#[test]
fn the_order_of_the_input_makes_no_difference() {
    let (one, other) = (
        Place::new(&["--per", "state"]),
        Place::new(&["--per", "state"]),
    );
    one.run(&SMALL);
    let mut shuffled = SMALL;
    shuffled.reverse();
    other.run(&shuffled);
    assert_eq!(one.files(), other.files());
}

#[test]
fn what_no_longer_belongs_is_listed_and_dropped_only_when_asked() {
    let mut place = Place::new(&["--per", "state", "--formats", "rss", "--no-index"]);
    place.run(&SMALL);
    fs::write(place.set().join("robots.txt"), "my own").unwrap();
    let albania = &[(2, "b"), (4, "d")];
    let said = "SET/state/ge.rss: warning: no longer belongs to the set";
    let run = place.run(albania);
    assert!(
        run.stderr
            .contains(&format!("{said} (--prune drops it) [set.stale]\n")),
        "{}",
        run.stderr
    );
    assert!(place.set().join("state/ge.rss").exists());
    place.options.push("--prune");
    let run = place.run(albania);
    assert!(
        run.stderr
            .contains(&format!("{said} and was dropped [set.stale]\n")),
        "{}",
        run.stderr
    );
    assert!(!place.set().join("state/ge.rss").exists());
    assert_eq!(place.text("robots.txt"), "my own");

    // What was rejected may belong to what would be dropped.
    let args = place.args();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let table = csv(&[(1, "a")]) + "tag:a.example:9,,2016-10-10,Albania,x\n";
    let run = dateline_with(&args, table.as_bytes());
    let said = "state/al.rss: warning: no longer belongs to the set, and stays because";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains(" 0 dropped\n"), "{}", run.stderr);
    assert!(place.set().join("state/al.rss").exists());
}

#[test]
fn an_id_that_changed_is_warned_of() {
    let place = Place::new(&[]);
    let table = |id: &str| format!("id,title,date,url\n{id},A,2016,https://a.example/1\n");
    let run = |id: &str| {
        let args = place.args();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        dateline_with(&args, table(id).as_bytes())
    };
    assert_eq!(run("tag:a.example:1").code, Some(0));
    let changed = run("tag:a.example:one");
    assert!(
        changed.stderr.contains("tag:a.example:1"),
        "{}",
        changed.stderr
    );
    assert!(changed.stderr.contains("new"), "{}", changed.stderr);
}

#[test]
fn a_release_without_an_address_has_a_page() {
    let place = Place::new(&[]);
    place.run(&SMALL);
    let feed = place.text("feed.rss");
    let link = feed
        .split("<item>")
        .nth(1)
        .unwrap()
        .split("<link>")
        .nth(1)
        .unwrap();
    let path = link.split("</link>").next().unwrap();
    let path = path.strip_prefix("https://a.example/feeds/").unwrap();
    assert!(place.text(path).contains("<h1"), "{path}");
    assert!(
        place
            .text("index.html")
            .contains("type=\"application/rss+xml\"")
    );
}

/// Killed at any moment, a run leaves the old set or the new one.
#[test]
fn a_killed_run_leaves_one_of_the_two_sets() {
    let place = Place::new(&["--per", "state", "--archive-size", "5", "--quiet"]);
    let table = |text: &'static str| -> Vec<(u32, &'static str)> {
        (1..400).map(|number| (number, text)).collect()
    };
    let sets = ["before", "after"].map(|text| {
        let other = Place::new(&["--per", "state", "--archive-size", "5", "--quiet"]);
        other.run(&table("before"));
        if text == "after" {
            other.run(&table(text));
        }
        other.files()
    });
    place.run(&table("before"));
    assert_eq!(place.files(), sets[0]);
    let input = place.folder.path().join("input.csv");
    fs::write(&input, csv(&table("after"))).unwrap();
    for wait in (0..60).map(|n| Duration::from_millis(n * 7)) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(place.args())
            .arg(&input)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        let files = place.files();
        assert!(sets.contains(&files), "killed after {wait:?}");
        if files == sets[1] {
            break;
        }
    }
    // What the last one left is in nobody's way.
    place.run(&table("after"));
    assert_eq!(place.files(), sets[1]);
    let beside: Vec<_> = fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("next"))
        .collect();
    assert_eq!(beside, [""; 0]);
}

/// A file of settings makes the set, and what is typed comes before what stands in it.
#[test]
fn a_file_of_settings_makes_a_set() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let file = path("feeds.toml").to_str().unwrap().to_owned();
    fs::write(path("releases.csv"), csv(&SMALL)).unwrap();
    fs::write(
        path("feeds.toml"),
        r#"inputs = ["releases.csv"]
output = "public"
site = "https://a.example/feeds/"
formats = ["rss", "json-feed"]
per = [["state", "year"]]

[channel]
title = "Bridges"
ttl = 60

[[feed]]
name = "lakes"
title = "Lakes"
select = { states = ["Albania"], sources = ["Mission to Skopj"] }
"#,
    )
    .unwrap();
    let run = dateline_with(&["feed", "--config", &file, "--formats", "rss"], b"");
    let said = format!(
        "{file}:14:45: warning: sources: expected a source that is listed, found \
         `Mission to Skopj`; did you mean `OSCE Mission to Skopje`?"
    );
    assert!(run.stderr.starts_with(&said), "{}", run.stderr);
    assert_eq!(run.code, Some(0));
    let files = files(&path("public"));
    let feeds: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| path.rsplit('.').next() == Some("rss"))
        .collect();
    assert_eq!(
        feeds,
        [
            "feed.rss",
            "lakes.rss",
            "state+year/al+2016.rss",
            "state+year/ge+2016.rss"
        ]
    );
    let lakes = String::from_utf8(files["lakes.rss"].clone()).unwrap();
    assert!(lakes.contains("<title>Lakes</title>") && lakes.contains("<ttl>60</ttl>"));
    assert!(
        !files
            .keys()
            .any(|path| path.contains(".atom") || path == "feed.json")
    );

    let wrong = "sit = \"https://a.example/\"\nper = [\"states\"]\n";
    fs::write(path("feeds.toml"), wrong).unwrap();
    let run = dateline_with(&["feed", "--config", &file], b"");
    assert_eq!(run.code, Some(2));
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert!(lines[0].starts_with(&format!("{file}:1:1: ")) && lines[0].contains("`site`"));
    assert!(lines[1].starts_with(&format!("{file}:2:8: ")) && lines[1].contains("`state`"));
}

#[test]
fn the_file_that_shows_all_settings_makes_a_set() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feeds.toml");
    let file = file.to_str().unwrap();
    assert_eq!(dateline_with(&["feed", "--init", file], b"").code, Some(0));
    assert_eq!(dateline_with(&["feed", "--init", file], b"").code, Some(2));
    fs::write(folder.path().join("releases.csv"), csv(&SMALL)).unwrap();
    assert_eq!(
        dateline_with(&["feed", "--config", file], b"").code,
        Some(0)
    );
    assert!(folder.path().join("public/index.html").exists());
}

/// What is wrong with a run leaves the set as it was, and is said.
#[test]
fn a_set_that_could_not_be_made_again_stays() {
    let place = Place::new(&["--archive-size", "2"]);
    place.run(&SMALL);
    let before = place.files();
    let check = |more: &[&str], input: &str, code: i32, said: &str| {
        let args = place.args();
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        args.extend(more);
        let run = dateline_with(&args, input.as_bytes());
        assert!(run.stderr.contains(said), "{more:?}: {}", run.stderr);
        assert_eq!(run.code, Some(code), "{}", run.stderr);
        assert_eq!(place.files(), before);
    };
    // What could not be read would be withdrawn.
    check(
        &["-", "none.csv", "--prune"],
        &csv(&SMALL),
        2,
        "is left as it was",
    );
    check(&[], "id,title,date\na,,2016\n", 1, "is left as it was");
    // Archive documents name the address for which they were made.
    let place_of = ["--site", "https://b.example/"];
    let set = place.set();
    let set = set.to_str().unwrap();
    let args = [&["feed", "--set", set][..], &place_of].concat();
    let run = dateline_with(&args, csv(&SMALL).as_bytes());
    assert!(
        run.stderr
            .contains("was made for `https://a.example/feeds/`"),
        "{}",
        run.stderr
    );
    assert_eq!((run.code, place.files()), (Some(2), before.clone()));
    check(
        &["--feed-url", "https://a.example/f"],
        "",
        2,
        "--feed-url is for one feed",
    );
    let rejects = format!("{set}/feed.rss");
    check(
        &["--rejects", &rejects],
        "",
        2,
        "--rejects: expected a file outside of the set",
    );

    // Without the ledger everything would be new.
    fs::remove_file(place.set().join(".dateline/ledger.ndjson")).unwrap();
    let run = place.run(&SMALL);
    assert!(
        run.stderr.contains("ledger.ndjson is gone"),
        "{}",
        run.stderr
    );
    assert_eq!(run.code, Some(2));
}
