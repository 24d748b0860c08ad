//! Which names files of a set may have.

use std::path::Path;

use proptest::prelude::*;

use crate::stage::journal::Journal;
use crate::stage::names::{check, escape, folders, manifest, read_manifest, unescape};

#[test]
fn a_path_stays_in_the_set() {
    for path in [
        "feed.rss",
        "kind/statement/0001.rss",
        "field-of-work+state/border-management+albania.rss",
        ".dateline/ledger.ndjson",
        ".well-known/feeds",
        "a/..b/c..",
        "a b\nc",
    ] {
        assert!(check(path).is_ok(), "{path:?}");
    }
    for path in [
        "",
        "/",
        "/etc/passwd",
        "..",
        ".",
        "../x",
        "a/../b",
        "a/./b",
        "./a",
        "a//b",
        "a/",
        "a\0b",
        ".dateline",
        ".dateline/files",
        ".Dateline/ledger.ndjson",
        ".dateline/next/set/a",
        ".dateline/ledger.ndjson/x",
    ] {
        let error = check(path).expect_err(path).to_string();
        assert!(error.contains(&format!("found {path:?}")), "{error}");
    }
}

#[test]
fn the_folders_above_a_path_are_named_from_the_nearest() {
    let above = |path| folders(path).collect::<Vec<_>>();
    assert_eq!(above("a/b/c.rss"), ["a/b", "a"]);
    assert_eq!(above("c.rss"), [""; 0]);
}

#[test]
fn a_list_of_files_is_sorted_and_says_where_it_is_broken() {
    let at = Path::new("files");
    let text = manifest(["b", "a\nb", "b", r"a\b"].into_iter());
    assert_eq!(text, b"a\\nb\na\\\\b\nb\n");
    #[cfg(unix)]
    assert_eq!(
        read_manifest(&text, at).expect("a list"),
        ["a\nb", r"a\b", "b"]
    );
    assert_eq!(read_manifest(b"", at).expect("a list"), [""; 0]);
    assert_eq!(read_manifest(b"a", at).expect("a list"), ["a"]);
    for (text, line) in [
        (&b"a\n../b\n"[..], 2),
        (b"a\n\nb\n", 2),
        (b"\n", 1),
        (b"a\nb\r\n", 2),
        (b"a\\x\n", 1),
        (b"a\\", 1),
        (b"a\nb\n\xff\n", 3),
    ] {
        let error = read_manifest(text, at)
            .expect_err("a broken list")
            .to_string();
        assert!(
            error.starts_with(&format!(
                "`files`, line {line}: expected the path of a file"
            )),
            "{error}"
        );
    }
}

#[test]
fn a_journal_without_its_end_is_none() {
    let at = Path::new("journal");
    for (text, expected) in [
        ("", "line 1: expected `dateline journal 1`, found \"\""),
        (
            "dateline journal 2\nend\n",
            "line 1: expected `dateline journal 1`",
        ),
        ("dateline journal 1\nput a\n", "line 3: expected `put PATH`"),
        ("dateline journal 1\nput a", "line 2: expected `end`"),
    ] {
        let error = Journal::read(text.as_bytes(), at)
            .expect_err(text)
            .to_string();
        assert!(error.contains(expected), "{error}");
    }
}

fn a_path() -> impl Strategy<Value = String> {
    prop::string::string_regex(r"([^/\x00.][^/\x00]{0,6}/){0,2}[^/\x00.][^/\x00]{0,6}")
        .expect("a pattern")
        .prop_filter("a name here", |path| check(path).is_ok())
}

proptest! {
    #[test]
    fn any_name_comes_back_from_its_line(path in a_path()) {
        let line = escape(&path);
        prop_assert!(!line.contains(['\n', '\r']));
        prop_assert_eq!(unescape(&line), Some(path));
    }

    #[test]
    fn any_journal_comes_back(drops in prop::collection::vec(a_path(), 0..4), puts in prop::collection::vec(a_path(), 0..4)) {
        let journal = Journal { drops, puts };
        let read = Journal::read(journal.to_text().as_bytes(), Path::new("journal"));
        prop_assert_eq!(read.expect("a journal"), journal);
    }

    #[test]
    fn no_list_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        for path in read_manifest(&bytes, Path::new("files")).unwrap_or_default() {
            prop_assert!(check(&path).is_ok() || path == ".dateline/files");
        }
        let _ = Journal::read(&[b"dateline journal 1\n", &bytes[..]].concat(), Path::new("journal"));
    }
}
