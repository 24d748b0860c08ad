//! Runs one after the other.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::faults::{self, Faults, Way};
use super::{Stage, StageError, beside, every_way, place, put, things, write};
use crate::stage::{Fate, Leftover, Swap};

/// Lets a file look as if it had been made long ago.
fn age(path: impl AsRef<Path>) -> SystemTime {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.set_modified(time))
        .expect("to set the time");
    time
}

fn modified(path: impl AsRef<Path>) -> SystemTime {
    fs::metadata(path)
        .and_then(|meta| meta.modified())
        .expect("a file")
}

#[cfg(unix)]
fn inode(path: impl AsRef<Path>) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).expect("a file").ino()
}

#[test]
fn only_what_changed_is_new() {
    every_way(|folder| {
        let outcome = put(
            folder,
            &[("a.rss", "1"), ("k/b.rss", "1"), ("k/c.rss", "1")],
        )
        .expect("a set");
        assert_eq!((outcome.new, outcome.swap), (3, Swap::Created));
        let time = age(folder.join("k/b.rss"));
        age(folder.join("a.rss"));
        age(folder.join("k/c.rss"));
        age(folder.join(".dateline/files"));
        #[cfg(unix)]
        let number = inode(folder.join("k/b.rss"));

        let mut stage = Stage::begin(folder).expect("to begin");
        assert_eq!(stage.old("a.rss").expect("a file"), Some(b"1".to_vec()));
        assert_eq!(stage.old("b.rss").expect("no file"), None);
        assert_eq!(stage.old("../public/a.rss").expect("no file"), None);
        assert_eq!(stage.put("a.rss", b"2").expect("to put"), Fate::Changed);
        assert_eq!(stage.put("k/b.rss", b"1").expect("to put"), Fate::Unchanged);
        assert!(stage.keep("k/c.rss").expect("to keep"));
        assert!(!stage.keep("k/d.rss").expect("to keep"));
        let outcome = stage.commit(false).expect("a set");
        assert_eq!((outcome.new, outcome.changed, outcome.unchanged), (0, 1, 2));
        assert!(outcome.late.is_none());

        assert_eq!(fs::read(folder.join("a.rss")).expect("a file"), b"2");
        assert_ne!(modified(folder.join("a.rss")), time);
        for path in ["k/b.rss", "k/c.rss", ".dateline/files"] {
            assert_eq!(modified(folder.join(path)), time, "{path}");
        }
        #[cfg(unix)]
        assert_eq!(inode(folder.join("k/b.rss")), number);
    });
}

#[test]
fn nothing_is_replaced_where_nothing_is_different() {
    every_way(|folder| {
        put(folder, &[("a.rss", "1"), ("b.rss", "1")]).expect("a set");
        #[cfg(unix)]
        let number = inode(folder);
        let outcome = put(folder, &[("a.rss", "1")]).expect("a set");
        assert_eq!(outcome.swap, Swap::Untouched);
        assert_eq!(outcome.stale, ["b.rss"]);
        #[cfg(unix)]
        assert_eq!(inode(folder), number);
    });
}

#[test]
fn the_last_time_counts() {
    every_way(|folder| {
        put(folder, &[("a", "1"), ("b", "1"), ("c", "1")]).expect("a set");
        let old = things(folder);
        let mut stage = Stage::begin(folder).expect("to begin");
        for (bytes, fate) in [
            (b"1", Fate::Unchanged),
            (b"2", Fate::Changed),
            (b"3", Fate::Changed),
        ] {
            assert_eq!(stage.put("a", bytes).expect("to put"), fate);
        }
        for (bytes, fate) in [(b"2", Fate::Changed), (b"1", Fate::Unchanged)] {
            assert_eq!(stage.put("b", bytes).expect("to put"), fate);
        }
        assert_eq!(stage.put("c", b"2").expect("to put"), Fate::Changed);
        assert!(stage.keep("c").expect("to keep"));
        // What was written twice was not written into the old file.
        let mut now = things(folder);
        if let Some(now) = &mut now {
            now.retain(|path, _| !path.starts_with(".dateline/next") && !path.ends_with("lock"));
        }
        assert_eq!(now, old);
        let outcome = stage.commit(false).expect("a set");
        assert_eq!((outcome.changed, outcome.unchanged), (1, 2));
        for (path, text) in [("a", "3"), ("b", "1"), ("c", "1")] {
            assert_eq!(fs::read_to_string(folder.join(path)).expect("a file"), text);
        }
    });
}

#[test]
fn files_that_no_longer_belong_are_listed_and_dropped_only_when_asked() {
    every_way(|folder| {
        put(
            folder,
            &[("a", "1"), ("k/b", "1"), ("k/c", "1"), ("l/m/d", "1")],
        )
        .expect("a set");
        for text in ["2", "3"] {
            let outcome = put(folder, &[("a", text)]).expect("a set");
            assert_eq!(outcome.stale, ["k/b", "k/c", "l/m/d"]);
            assert!(folder.join("l/m/d").exists());
        }
        let mut stage = Stage::begin(folder).expect("to begin");
        stage.put("a", b"3").expect("to put");
        stage.put("k/c", b"1").expect("to put");
        let outcome = stage.commit(true).expect("a set");
        assert_eq!(outcome.stale, ["k/b", "l/m/d"]);
        assert!(!folder.join("k/b").exists() && folder.join("k/c").exists());
        assert!(!folder.join("l").exists());
        assert_eq!(
            fs::read_to_string(folder.join(".dateline/files")).expect("a list"),
            "a\nk/c\n"
        );
        assert!(
            put(folder, &[("a", "4"), ("k/c", "1")])
                .expect("a set")
                .stale
                .is_empty()
        );
    });
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    every_way(|folder| {
        put(folder, &[("a", "1"), ("b/c/d", "1"), ("E", "1")]).expect("a set");
        let old = things(folder);
        for (path, stale) in [("a/x", "a"), ("b", "b/c/d"), ("b/c", "b/c/d"), ("e", "E")] {
            let error = put(folder, &[(path, "2")])
                .expect_err("in the way")
                .to_string();
            assert!(
                error.contains("--prune") && error.contains(&format!("{stale:?}")),
                "{error}"
            );
            assert_eq!(things(folder), old);
        }
        let mut stage = Stage::begin(folder).expect("to begin");
        stage.put("a/x", b"2").expect("to put");
        stage.put("b", b"2").expect("to put");
        stage.put("e", b"2").expect("to put");
        stage.commit(true).expect("a set");
        for path in ["a/x", "b", "e"] {
            assert_eq!(fs::read_to_string(folder.join(path)).expect("a file"), "2");
        }
    });
}

#[test]
fn two_files_that_cannot_both_be_there_are_an_error() {
    for (first, second) in [
        ("kind/a.rss", "kind/A.rss"),
        ("Kind/a.rss", "kind/a.rss"),
        ("KIND/Ä.rss", "kind/ä.rss"),
        ("a/b", "a"),
        ("a", "a/b/c"),
    ] {
        let (_parent, folder) = place();
        let error = put(&folder, &[(first, "1"), (second, "1")]).expect_err(second);
        let text = error.to_string();
        assert!(matches!(error, StageError::Clash { .. }), "{text}");
        assert!(
            text.contains(&format!("{first:?}")) && text.contains(&format!("{second:?}")),
            "{text}"
        );
        assert!(!folder.exists());
    }
    let (_parent, folder) = place();
    let outcome = put(
        &folder,
        &[("A", "1"), ("b", "1"), ("A", "2"), ("b", "2"), ("Ab", "1")],
    );
    assert_eq!(outcome.expect("a set").new, 3);
}

#[test]
fn a_run_given_up_leaves_nothing() {
    every_way(|folder| {
        put(folder, &[("a", "1")]).expect("a set");
        let old = things(folder);
        let mut stage = Stage::begin(folder).expect("to begin");
        stage.put("a", b"2").expect("to put");
        drop(stage);
        assert_eq!(things(folder), old);
    });
    let (parent, folder) = place();
    drop(Stage::begin(&folder).expect("to begin"));
    assert_eq!(fs::read_dir(parent.path()).expect("a folder").count(), 0);
}

#[test]
fn a_second_run_is_told_of_the_first() {
    for way in Way::ALL {
        let (_parent, folder) = place();
        put(&folder, &[("a", "1")]).expect("a set");
        faults::with(Faults::none(way), || {
            let first = Stage::begin(&folder).expect("to begin");
            let second = Stage::begin(&folder.join("../public/.")).expect_err("two runs");
            assert!(matches!(second, StageError::Busy { .. }), "{second}");
            drop(first);
            drop(Stage::begin(&folder).expect("to begin"));
        });
    }
    let (_parent, folder) = place();
    let first = Stage::begin(&folder).expect("to begin");
    assert!(matches!(
        Stage::begin(&folder),
        Err(StageError::Busy { .. })
    ));
    first.commit(false).expect("a set");
    drop(Stage::begin(&folder).expect("to begin"));
    // A lock file that nobody has locked is in nobody's way.
    write(folder.with_file_name(".public.dateline-lock"), "");
    drop(Stage::begin(&folder).expect("to begin"));
}

#[test]
fn a_run_beside_the_set_sees_one_that_works_in_it() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    let (inside, _) = faults::with(Faults::none(Way::Inside), || {
        Stage::begin(&folder).expect("to begin")
    });
    // As if the other run could not see what stands beside the folder.
    fs::remove_file(folder.with_file_name(".public.dateline-lock")).expect("a lock");
    assert!(matches!(
        Stage::begin(&folder),
        Err(StageError::Busy { .. })
    ));
    drop(inside);
    drop(Stage::begin(&folder).expect("to begin"));
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    let old = things(&folder);
    for (name, file) in [
        (".public.dateline-next", "set/a"),
        (".public.dateline-next", "journal.draft"),
        (".public.dateline-next", ""),
        ("public/.dateline/next", "set/a"),
        ("public/.dateline/next", "journal.draft"),
    ] {
        write(
            folder
                .with_file_name(name)
                .join(file)
                .components()
                .as_path(),
            "2",
        );
        assert_eq!(
            Stage::begin(&folder).expect("to begin").leftover(),
            Leftover::Removed,
            "{name}/{file}"
        );
        assert_eq!(things(&folder), old, "{name}/{file}");
        assert_eq!(beside(&folder), [""; 0]);
    }
    assert_eq!(
        Stage::begin(&folder).expect("to begin").leftover(),
        Leftover::Nothing
    );
}

#[test]
fn a_file_system_without_hard_links_gets_copies_of_the_same_time() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1"), ("b", "1"), ("c", "1")]).expect("a set");
    write(folder.join("robots.txt"), "mine");
    let time = age(folder.join("a"));
    for path in ["b", "robots.txt"] {
        age(folder.join(path));
    }
    let faults = Faults {
        refused: "link",
        ..Faults::none(Way::Exchange)
    };
    let (outcome, _) = faults::with(faults, || put(&folder, &[("a", "1"), ("c", "2")]));
    let outcome = outcome.expect("a set");
    assert_eq!(
        (outcome.changed, outcome.unchanged, outcome.swap),
        (1, 1, Swap::Exchanged)
    );
    for path in ["a", "b", "robots.txt"] {
        assert_eq!(modified(folder.join(path)), time, "{path}");
    }
}

#[test]
fn a_set_that_lacks_a_file_takes_no_place() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    let old = things(&folder);
    let faults = Faults {
        refused: "write",
        ..Faults::none(Way::Exchange)
    };
    let mut stage = Stage::begin(&folder).expect("to begin");
    let (result, _) = faults::with(faults, || stage.put("b", b"1"));
    assert!(result.is_err());
    stage.put("c", b"1").expect("to put");
    let error = stage.commit(false).expect_err("a file is missing");
    assert_eq!(
        error.to_string(),
        "the new set lacks \"b\", which could not be written: nothing was replaced"
    );
    assert_eq!(things(&folder), old);
}

#[test]
fn a_spool_is_a_file_without_a_name() {
    let (_parent, folder) = place();
    let stage = Stage::begin(&folder).expect("to begin");
    let mut spool = stage.spool().expect("a spool");
    spool.write_all(b"items").expect("to write");
    spool.seek(SeekFrom::Start(0)).expect("to seek");
    let mut text = String::new();
    spool.read_to_string(&mut text).expect("to read");
    assert_eq!(text, "items");
    stage.commit(false).expect("a set");
    assert_eq!(things(&folder).expect("a set").len(), 2);
}

#[test]
fn folders_above_the_set_are_made() {
    let (parent, _) = place();
    let folder = parent.path().join("a/b/public");
    put(&folder, &[("a", "1")]).expect("a set");
    assert!(folder.join("a").exists());
}

#[test]
fn what_is_no_folder_cannot_be_a_set() {
    let (parent, folder) = place();
    write(&folder, "a file");
    for (path, found) in [
        (folder.as_path(), "a file"),
        (Path::new("/"), "the root of a file system"),
        (Path::new(""), "no name"),
    ] {
        let error = Stage::begin(path).expect_err("no folder").to_string();
        assert!(
            error.contains("expected a folder for the set") && error.contains(found),
            "{error}"
        );
    }
    assert_eq!(fs::read_dir(parent.path()).expect("a folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_set_stays_a_link() {
    use std::os::unix::fs::symlink;
    let (parent, folder) = place();
    fs::create_dir(parent.path().join("real")).expect("a folder");
    symlink("real/set", &folder).expect("a link");
    for text in ["1", "2"] {
        put(&folder, &[("a", text)]).expect("a set");
        assert!(folder.is_symlink());
        let real = parent.path().join("real/set/a");
        assert_eq!(fs::read_to_string(real).expect("a file"), text);
    }
    assert_eq!(
        fs::read_dir(parent.path().join("real"))
            .expect("a folder")
            .count(),
        1
    );
    symlink("loop", parent.path().join("loop")).expect("a link");
    assert!(Stage::begin(&parent.path().join("loop")).is_err());
}

#[cfg(unix)]
#[test]
fn folders_keep_their_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).expect("a folder").permissions().mode() & 0o7777;
    every_way(|folder| {
        put(folder, &[("a", "1"), ("k/b", "1")]).expect("a set");
        fs::create_dir(folder.join("mine")).expect("a folder");
        write(folder.join("mine/file"), "mine");
        for (path, bits) in [
            ("", 0o2750),
            ("k", 0o711),
            ("mine", 0o500),
            ("mine/file", 0o400),
        ] {
            let permissions = fs::Permissions::from_mode(bits);
            fs::set_permissions(folder.join(path), permissions).expect("to set the mode");
        }
        let outcome = put(folder, &[("a", "2"), ("k/b", "1")]).expect("a set");
        assert!(outcome.late.is_none(), "{outcome:?}");
        for (path, bits) in [
            ("", 0o2750),
            ("k", 0o711),
            ("mine", 0o500),
            ("mine/file", 0o400),
        ] {
            assert_eq!(mode(&folder.join(path)), bits, "{path}");
        }
        fs::set_permissions(folder.join("mine"), fs::Permissions::from_mode(0o700))
            .expect("to set the mode");
    });
}
