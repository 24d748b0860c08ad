//! What belongs to the user stays.

use std::fs;
use std::path::Path;

use super::faults::{self, Faults, Way};
use super::{Stage, StageError, Thing, every_way, place, put, things, write};

#[test]
fn what_no_run_made_is_carried_over_and_never_listed() {
    every_way(|folder| {
        write(folder.join("robots.txt"), "mine");
        write(folder.join("kind/deep/note"), "mine");
        write(folder.join(".dateline/notes"), "mine");
        fs::create_dir_all(folder.join("empty/empty")).expect("a folder");
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            std::os::unix::fs::symlink("nowhere", folder.join("broken")).expect("a link");
            let name = std::ffi::OsStr::from_bytes(b"no \xff text");
            fs::write(folder.join(name), "mine").expect("to write");
        }
        let mine = things(folder).expect("a folder");
        for text in ["1", "2"] {
            let mut stage = Stage::begin(folder).expect("to begin");
            stage.put("a", text.as_bytes()).expect("to put");
            stage.put("kind/b", text.as_bytes()).expect("to put");
            let outcome = stage.commit(true).expect("a set");
            assert!(outcome.stale.is_empty());
            let mut now = things(folder).expect("a folder");
            for made in ["a", "kind/b", ".dateline/files"] {
                assert!(now.remove(Path::new(made)).is_some(), "{made}");
            }
            assert_eq!(now, mine);
        }
        // Dropping what is in a folder of both leaves what is the user's.
        Stage::begin(folder)
            .expect("to begin")
            .commit(true)
            .expect("a set");
        let mut now = things(folder).expect("a folder");
        assert_eq!(
            now.remove(Path::new(".dateline/files")),
            Some(Thing::File(Vec::new()))
        );
        assert_eq!(now, mine);
    });
}

#[test]
fn what_no_run_made_is_never_replaced() {
    every_way(|folder| {
        put(folder, &[("a", "1"), ("b", "1"), ("m/n", "1")]).expect("a set");
        write(folder.join("robots.txt"), "mine");
        write(folder.join("mine/file"), "mine");
        write(folder.join("m/file"), "mine");
        let old = things(folder);
        for (path, own) in [
            ("robots.txt", "robots.txt"),
            ("Robots.txt", "robots.txt"),
            ("robots.txt/x", "robots.txt"),
            ("mine", "mine"),
            ("mine/file", "mine/file"),
            ("mine/file/x", "mine/file"),
        ] {
            let mut stage = Stage::begin(folder).expect("to begin");
            stage.put("a", b"2").expect("to put");
            let error = stage.put(path, b"2").expect_err(path).to_string();
            let own = folder.canonicalize().expect("a folder").join(own);
            assert!(
                error.starts_with(&format!("`{}` is in the way of {path:?}", own.display())),
                "{error}"
            );
            drop(stage);
            assert_eq!(things(folder), old);
        }
        // A folder of the set that holds a file of the user's is known at the end.
        let mut stage = Stage::begin(folder).expect("to begin");
        stage.put("m", b"2").expect("to put");
        let error = stage.commit(true).expect_err("in the way");
        assert!(matches!(error, StageError::Occupied { .. }), "{error}");
        assert_eq!(things(folder), old);
    });
}

#[test]
fn what_comes_into_the_way_during_a_run_is_not_replaced_either() {
    for (own, wanted) in [
        ("feed.rss", "feed.rss"),
        ("feed.rss/x", "feed.rss"),
        ("feed", "feed/x"),
        ("Feed", "feed"),
    ] {
        every_way(|folder| {
            put(folder, &[("a", "1")]).expect("a set");
            let mut stage = Stage::begin(folder).expect("to begin");
            stage.put(wanted, b"2").expect("to put");
            write(folder.join(own), "mine");
            let error = stage.commit(true).expect_err(own);
            assert!(matches!(error, StageError::Occupied { .. }), "{error}");
            assert_eq!(
                fs::read_to_string(folder.join(own)).expect("a file"),
                "mine"
            );
        });
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_the_users_also_where_a_file_of_the_set_was() {
    use std::os::unix::fs::symlink;
    every_way(|folder| {
        put(folder, &[("a", "1"), ("k/b", "1")]).expect("a set");
        let elsewhere = folder.with_file_name("elsewhere");
        write(elsewhere.join("b"), "mine");
        write(elsewhere.join("files"), "b\n");
        fs::remove_file(folder.join("a")).expect("to remove");
        fs::remove_dir_all(folder.join("k")).expect("to remove");
        symlink(elsewhere.join("b"), folder.join("a")).expect("a link");
        symlink(&elsewhere, folder.join("k")).expect("a link");
        for path in ["a", "k", "k/b", "k/c"] {
            let mut stage = Stage::begin(folder).expect("to begin");
            assert_eq!(stage.old(path).expect("no file"), None);
            assert!(stage.put(path, b"2").is_err(), "{path}");
        }
        let outcome = Stage::begin(folder)
            .expect("to begin")
            .commit(true)
            .expect("a set");
        assert!(outcome.stale.is_empty());
        assert_eq!(
            fs::read_to_string(elsewhere.join("b")).expect("a file"),
            "mine"
        );
        assert!(folder.join("a").is_symlink() && folder.join("k").is_symlink());

        // The set's own folder, too.
        fs::remove_dir_all(folder.join(".dateline")).expect("to remove");
        symlink(&elsewhere, folder.join(".dateline")).expect("a link");
        let error = put(folder, &[("z", "1")]);
        assert!(error.is_err());
        assert_eq!(
            fs::read_to_string(elsewhere.join("files")).expect("a file"),
            "b\n"
        );
        fs::remove_dir_all(&elsewhere).expect("to remove");
    });
}

#[test]
fn a_list_that_leads_out_of_the_set_is_refused() {
    let (parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    write(parent.path().join("precious"), "mine");
    write(folder.join(".dateline/files"), "a\n../precious\n");
    let error = Stage::begin(&folder)
        .expect_err("a broken list")
        .to_string();
    assert!(
        error.ends_with(
            "files`, line 2: expected the path of a file that a run made, found \"../precious\""
        ),
        "{error}"
    );
    assert!(parent.path().join("precious").exists());
    assert!(!folder.with_file_name(".public.dateline-next").exists());
}

#[test]
fn what_comes_in_at_the_last_moment_is_moved_over() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    write(folder.join("edited"), "mine");
    write(folder.join("same"), "mine");
    let late = folder.clone();
    let faults = Faults {
        meanwhile: Some((
            "exchange",
            Box::new(move || {
                write(late.join("new"), "mine");
                write(late.join("folder/new"), "mine");
                fs::create_dir(late.join("empty")).expect("a folder");
                fs::remove_file(late.join("edited")).expect("a file");
                write(late.join("edited"), "mine, too");
                write(late.join("a"), "mine?");
            }),
        )),
        ..Faults::none(Way::Exchange)
    };
    let (outcome, _) = faults::with(faults, || put(&folder, &[("a", "2")]));
    let outcome = outcome.expect("a set");
    assert!(outcome.late.is_none(), "{outcome:?}");
    for (path, text) in [
        ("new", "mine"),
        ("folder/new", "mine"),
        ("edited", "mine, too"),
        ("same", "mine"),
        ("a", "2"),
    ] {
        assert_eq!(
            fs::read_to_string(folder.join(path)).expect(path),
            text,
            "{path}"
        );
    }
    assert!(folder.join("empty").is_dir());
}

#[test]
fn what_comes_into_the_way_at_the_last_moment_is_said() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    let late = folder.join("b");
    let faults = Faults {
        meanwhile: Some(("exchange", Box::new(move || write(late, "mine")))),
        ..Faults::none(Way::Exchange)
    };
    let (outcome, _) = faults::with(faults, || put(&folder, &[("b", "2")]));
    let error = outcome
        .expect("a set")
        .late
        .expect("a file in the way")
        .to_string();
    assert!(error.contains("set/b` is in the way of \"b\""), "{error}");
    assert_eq!(fs::read_to_string(folder.join("b")).expect("a file"), "2");
    let kept = folder.with_file_name(".public.dateline-next/set/b");
    assert_eq!(fs::read_to_string(kept).expect("a file"), "mine");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_carried_over_keeps_the_folder_in_its_place() {
    let (_parent, folder) = place();
    put(&folder, &[("a", "1")]).expect("a set");
    // A pipe cannot be copied where it cannot be linked.
    let pipe = folder.join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    assert_eq!(
        put(&folder, &[("a", "2")]).expect("a set").swap,
        crate::stage::Swap::Exchanged
    );
    let faults = Faults {
        refused: "link",
        ..Faults::none(Way::Exchange)
    };
    let (outcome, _) = faults::with(faults, || put(&folder, &[("a", "3")]));
    assert_eq!(outcome.expect("a set").swap, crate::stage::Swap::Moved);
    assert!(pipe.exists());
}
