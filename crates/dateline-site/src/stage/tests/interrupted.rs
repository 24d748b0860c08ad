//! Whatever step fails or is the last, the folder holds either the old set or the new one.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use super::faults::{self, Faults, Way, What};
use super::{Outcome, Stage, StageError, Things, beside, place, put, things, write};
use crate::stage::{Leftover, Swap};

const OLD: [(&str, &str); 9] = [
    (".dateline/ledger.ndjson", "1\n"),
    ("feed.rss", "one"),
    ("file-to-folder", "one"),
    ("folder-to-file/only.rss", "one"),
    ("gone/only.rss", "one"),
    ("index.html", "one"),
    ("kind/old.rss", "one"),
    ("kind/statement.rss", "one"),
    ("kind/statement/0001.rss", "sealed"),
];

/// A set of an earlier run, with things of the user's own in it.
fn old_set(folder: &Path) {
    put(folder, &OLD).expect("a set");
    write(folder.join("robots.txt"), "User-agent: *");
    write(folder.join("kind/note.txt"), "mine");
    fs::create_dir_all(folder.join("drafts/empty")).expect("to make a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink("feed.rss", folder.join("latest")).expect("to make a link");
}

/// A run that changes, adds, keeps and drops files, and puts one twice.
fn new_run(folder: &Path) -> Result<Outcome, StageError> {
    let mut stage = Stage::begin(folder)?;
    stage.put("feed.rss", b"one")?;
    stage.put("index.html", b"one")?;
    stage.put("kind/statement.rss", b"two")?;
    stage.keep("kind/statement/0001.rss")?;
    stage.put("kind/statement/0002.rss", b"sealed")?;
    stage.put("releases/one.html", b"page")?;
    stage.put("file-to-folder/only.rss", b"two")?;
    stage.put("folder-to-file", b"two")?;
    stage.put("index.html", b"two")?;
    stage.put(".dateline/ledger.ndjson", b"1\n2\n")?;
    stage.commit(true)
}

/// Before and after a run that nothing interrupts.
fn both(way: Way, has_old: bool) -> [Option<Things>; 2] {
    let (_parent, folder) = place();
    if has_old {
        old_set(&folder);
    }
    let old = things(&folder);
    let (outcome, _) = faults::with(Faults::none(way), || new_run(&folder));
    let swap = match way {
        _ if !has_old => Swap::Created,
        Way::Exchange => Swap::Exchanged,
        Way::Journal | Way::Inside => Swap::Moved,
    };
    assert_eq!(outcome.expect("a set").swap, swap);
    [old, things(&folder)]
}

/// Lets the next run mend what is to be mended.
fn next_run(folder: &Path, way: Way) -> Leftover {
    let (leftover, _) = faults::with(Faults::none(way), || {
        Stage::begin(folder).expect("to begin").leftover()
    });
    assert_eq!(beside(folder), [""; 0]);
    leftover
}

/// What stands there but for the staging folder in the set.
fn settled(folder: &Path) -> Option<Things> {
    let mut found = things(folder)?;
    found.retain(|path, _| {
        !path.starts_with(".dateline/next") && !path.starts_with(".dateline/lock")
    });
    Some(found)
}

#[test]
fn every_way_leads_to_the_same_set() {
    let sets = Way::ALL.map(|way| both(way, true));
    let [old, new] = &sets[0];
    assert_ne!(old, new);
    for other in &sets[1..] {
        assert_eq!(other[1], *new);
    }
}

#[test]
fn a_step_that_fails_leaves_the_old_set_or_the_new_one() {
    for way in Way::ALL {
        for has_old in [true, false] {
            let [old, new] = both(way, has_old);
            for what in [
                What::Once(ErrorKind::StorageFull),
                What::FromNowOn(ErrorKind::StorageFull),
                What::Once(ErrorKind::PermissionDenied),
                What::FromNowOn(ErrorKind::ReadOnlyFilesystem),
            ] {
                let mut failed = 0;
                for at in 0.. {
                    let (_parent, folder) = place();
                    if has_old {
                        old_set(&folder);
                    }
                    let (result, faults) =
                        faults::with(Faults::at(way, at, what), || new_run(&folder));
                    let context =
                        format!("{way:?} {what:?} {at} {:?} {result:?}", faults.log.get(at));
                    let at_once = settled(&folder);
                    match &result {
                        Ok(_) => assert_eq!(at_once, new, "{context}"),
                        Err(StageError::Unfinished { .. }) => {}
                        Err(_) => assert_eq!(at_once, old, "{context}"),
                    }
                    failed += usize::from(result.is_err());
                    let leftover = next_run(&folder, way);
                    let in_the_end = things(&folder);
                    match &result {
                        Err(StageError::Unfinished { .. }) if in_the_end == old => {
                            assert_eq!(at_once, old, "{context}");
                        }
                        Err(StageError::Unfinished { .. }) => {
                            assert_eq!(leftover, Leftover::Finished, "{context}");
                            assert_eq!(in_the_end, new, "{context}");
                        }
                        _ => assert_eq!(in_the_end, at_once, "{context}"),
                    }
                    if at >= faults.log.len() {
                        assert!(result.is_ok(), "{context}");
                        break;
                    }
                }
                assert!(failed > 20, "{way:?} {what:?}: {failed}");
            }
        }
    }
}

/// What the process is to do that is killed, by name.
const ORDER: &str = "DATELINE_STAGE_ORDER";

/// Runs this very test in a process of its own, which follows the order. `false` if it was killed.
fn obey(order: &str, way: Way, at: usize, folder: &Path) -> bool {
    Command::new(env::current_exe().expect("this program"))
        .args([
            "--exact",
            "stage::tests::interrupted::a_process_that_is_killed_leaves_the_old_set_or_the_new_one",
        ])
        .env(ORDER, format!("{order} {way:?} {at}"))
        .current_dir(folder.parent().expect("a parent"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("to start")
        .success()
}

fn follow(order: &str) {
    let words: Vec<&str> = order.split(' ').collect();
    let way = Way::ALL
        .into_iter()
        .find(|way| format!("{way:?}") == words[1]);
    let at = words[2].parse().expect("a number");
    let faults = Faults::at(way.expect("a way"), at, What::Abort);
    let folder = Path::new("public");
    faults::with(faults, || match words[0] {
        "run" => drop(new_run(folder).expect("a set")),
        "begin" => drop(Stage::begin(folder).expect("to begin")),
        other => panic!("{other}"),
    });
}

#[test]
fn a_process_that_is_killed_leaves_the_old_set_or_the_new_one() {
    if let Ok(order) = env::var(ORDER) {
        return follow(&order);
    }
    for (way, has_old) in [
        (Way::Exchange, true),
        (Way::Exchange, false),
        (Way::Journal, true),
        (Way::Inside, true),
    ] {
        let [old, new] = both(way, has_old);
        let (mut olds, mut news, mut mixed) = (0, 0, 0);
        for at in 0.. {
            let (_parent, folder) = place();
            if has_old {
                old_set(&folder);
            }
            let was_killed = !obey("run", way, at, &folder);
            let at_once = settled(&folder);
            let leftover = next_run(&folder, way);
            let in_the_end = things(&folder);
            if in_the_end == old {
                olds += 1;
            } else {
                assert_eq!(in_the_end, new, "{way:?} {at}");
                news += 1;
            }
            if at_once != in_the_end {
                assert_eq!(leftover, Leftover::Finished, "{way:?} {at}");
                mixed += 1;
            }
            if !was_killed {
                assert_eq!(at_once, new);
                break;
            }
        }
        assert!(olds > 20 && news > 1, "{way:?}: {olds}, {news}");
        // The one way never shows anything else, the other is known to.
        assert_eq!(mixed == 0, way == Way::Exchange, "{way:?}: {mixed}");
    }
}

#[test]
fn a_process_that_is_killed_while_it_finishes_another_leaves_the_new_set() {
    for way in [Way::Journal, Way::Inside] {
        let [_, new] = both(way, true);
        let steps = {
            let (_parent, folder) = place();
            old_set(&folder);
            faults::with(Faults::none(way), || new_run(&folder)).1.log
        };
        let journal = steps
            .iter()
            .position(|(_, path)| path.ends_with("journal.draft"));
        let steps: Vec<usize> = (journal.expect("a journal")..steps.len())
            .filter(|at| ["rename", "remove"].contains(&steps[*at].0))
            .collect();
        // Before the drops, among the drops, among the moves, and before the journal goes.
        for first in [1, 2, 4, 6, steps.len() - 3].map(|index| steps[index]) {
            for at in 0.. {
                let (_parent, folder) = place();
                old_set(&folder);
                assert!(!obey("run", way, first, &folder));
                let was_killed = !obey("begin", way, at, &folder);
                next_run(&folder, way);
                assert_eq!(things(&folder), new, "{way:?} {first} {at}");
                if !was_killed {
                    break;
                }
            }
        }
    }
}

#[test]
fn everything_is_on_disk_before_the_folders_change_places() {
    for has_old in [true, false] {
        let (_parent, folder) = place();
        if has_old {
            old_set(&folder);
        }
        let (_, faults) = faults::with(Faults::none(Way::Exchange), || new_run(&folder));
        let verbs: Vec<&str> = faults.log.iter().map(|(verb, _)| *verb).collect();
        let swap = if has_old { "exchange" } else { "rename" };
        let at = verbs.iter().position(|verb| *verb == swap).expect("a swap");
        let first = verbs
            .iter()
            .position(|verb| *verb == "sync")
            .expect("a sync");
        assert_eq!(first + 1, at, "{verbs:?}");
        assert_eq!(verbs[at + 1..at + 3], ["sync", "sync"], "{verbs:?}");
        assert_eq!(faults.log[at + 1].1, folder.parent().expect("a parent"));
    }
}

#[test]
fn the_journal_is_on_disk_before_the_first_move_and_goes_behind_the_last() {
    for way in [Way::Journal, Way::Inside] {
        let (_parent, folder) = place();
        old_set(&folder);
        let (_, faults) = faults::with(Faults::none(way), || new_run(&folder));
        let log: Vec<(&str, &Path)> = faults
            .log
            .iter()
            .map(|(verb, path)| (*verb, path.as_path()))
            .collect();
        let place_of = |verb, end: &str| {
            log.iter()
                .position(|step| step.0 == verb && step.1.ends_with(end))
                .expect(end)
        };
        let (synced, named) = (
            place_of("sync", "journal.draft"),
            place_of("rename", "journal.draft"),
        );
        assert!(place_of("write", "journal.draft") < synced && synced < named);
        assert_eq!(log[named + 1].0, "sync");
        let dropped = place_of("remove", "kind/old.rss");
        let moved = place_of("rename", "set/index.html");
        assert!(named < dropped && dropped < moved);
        // The journal is removed once before it was there at all, with what an earlier run left.
        let gone = log
            .iter()
            .rposition(|step| step.0 == "remove" && step.1.ends_with("journal"));
        let gone = gone.expect("a journal that is removed");
        assert!(moved < gone);
        assert_eq!(
            (log[gone - 1].0, log[gone - 1].1.ends_with("public")),
            ("sync", true)
        );
    }
}

#[test]
fn a_full_disk_can_be_told_from_other_errors() {
    let (_parent, folder) = place();
    let faults = Faults::at(Way::Exchange, 9, What::FromNowOn(ErrorKind::StorageFull));
    let (result, _) = faults::with(faults, || new_run(&folder));
    assert_eq!(
        result.expect_err("no room").kind(),
        Some(ErrorKind::StorageFull)
    );
}

#[test]
fn a_journal_without_its_folder_is_given_up() {
    let (_parent, folder) = place();
    old_set(&folder);
    let home = folder.with_file_name(".public.dateline-next");
    write(home.join("set/feed.rss"), "two");
    write(
        home.join("journal"),
        "dateline journal 1\nput feed.rss\nend\n",
    );
    fs::remove_dir_all(&folder).expect("to remove the set");
    assert_eq!(next_run(&folder, Way::Journal), Leftover::Removed);
    assert!(!folder.exists());
}

#[test]
fn a_journal_that_leads_out_of_the_set_is_refused() {
    for line in [
        "drop ../precious",
        "put /etc/passwd",
        "put .dateline/next",
        "move a",
    ] {
        let (parent, folder) = place();
        old_set(&folder);
        let old = things(&folder);
        write(parent.path().join("precious"), "mine");
        let home = folder.with_file_name(".public.dateline-next");
        write(
            home.join("journal"),
            &format!("dateline journal 1\n{line}\nend\n"),
        );
        let error = Stage::begin(&folder)
            .expect_err("a broken journal")
            .to_string();
        assert!(
            error.contains("line 2: expected") && error.contains(line),
            "{error}"
        );
        assert!(parent.path().join("precious").exists());
        assert_eq!(things(&folder), old);
    }
}
