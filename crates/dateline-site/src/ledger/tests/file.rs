//! The ledger's file: what is written, and what is not read.

use dateline_core::{Fault, Scope};

use super::super::{Error, ErrorKind};
use super::*;

/// A ledger with everything that one can have.
fn whole() -> String {
    let mut set = Set::default();
    for input in ["c1:x", "d1:x e1:yx f1:xz", "d2:x e1:xy"] {
        let _ = set.run(&Item::parse_all(input), limits(2, 1000));
    }
    String::from_utf8(set.file.unwrap()).unwrap()
}

fn error(text: &str) -> Error {
    Ledger::read(text.as_bytes()).unwrap_err()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let error = error(text);
    assert_eq!(format!("{}: {error}", error.position()), expected);
}

/// The whole ledger with one text replaced.
#[track_caller]
fn check_replaced(from: &str, to: &str, expected: &str) {
    let whole = whole();
    assert_eq!(whole.matches(from).count(), 1, "{from}");
    check(&whole.replace(from, to), expected);
}

#[test]
fn all_that_a_run_leaves() {
    insta::assert_snapshot!(whole());
}

#[test]
fn a_ledger_that_says_nothing() {
    let mut file = Vec::new();
    Ledger::default().write(&mut file).unwrap();
    let text = String::from_utf8(file).unwrap();
    assert_eq!(
        text,
        "{\"dateline\":\"ledger\",\"version\":1}\n{\"end\":{\"feeds\":0,\"events\":0,\"archives\":0}}\n"
    );
    assert_eq!(Ledger::read(text.as_bytes()).unwrap().events(), 0);
}

#[test]
fn every_text_comes_back() {
    let id = "a\n\"\\\u{1}\u{2028}é🕊";
    let mut run = Ledger::default().run();
    let feeds = [run.feed("tag/ä\"")];
    let facts = Facts {
        id,
        url: Some(""),
        key: Key::from(Digest::of([])),
        date: Date::day(1, 1, 1).unwrap(),
        digest: Digest::of([]),
        feeds: &feeds,
    };
    let _ = run.seen(&facts, &mut Vec::new());
    let ledger = run.finish(&mut Vec::new()).into_ledger();
    let mut file = Vec::new();
    ledger.write(&mut file).unwrap();
    let ledger = Ledger::read(&file[..]).unwrap();
    assert_eq!(ledger.feeds().next().unwrap().1, "tag/ä\"");
    let mut again = Vec::new();
    ledger.write(&mut again).unwrap();
    assert_eq!(again, file);
    assert!(ledger.run().finish(&mut Vec::new()).withdrawn().first == [id]);
}

#[test]
fn line_ends_and_blanks_do_not_matter() {
    let written = |text: &str| {
        let mut file = Vec::new();
        Ledger::read(text.as_bytes())
            .unwrap()
            .write(&mut file)
            .unwrap();
        String::from_utf8(file).unwrap()
    };
    assert_eq!(written(whole().trim_end()), whole());
    assert_eq!(written(&whole().replace('\n', "\r\n")), whole());
    assert_eq!(
        written(&whole().replace('{', " { ").replace(':', " : ")),
        whole()
    );
}

#[test]
fn whatever_is_cut_off_is_an_error() {
    let whole = whole();
    // Without its last line end it is whole.
    for length in 0..whole.len() - 1 {
        let cut = &whole[..length];
        let error = error(cut);
        assert_eq!(error.scope(), Scope::Document);
        let lines = cut.lines().count().max(1) as u64;
        let line = error.position().line;
        assert!(line == lines || line == lines + 1, "{length}: {line}");
    }
    check(
        "",
        "1:1: expected the first line of a ledger, found the end of the file: it was cut off; \
               take the ledger of the last set that was complete",
    );
    let lines: Vec<&str> = whole.lines().collect();
    for left_out in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(left_out);
        error(&fewer.join("\n"));
        let mut more = lines.clone();
        more.insert(left_out, lines[left_out]);
        error(&more.join("\n"));
    }
}

#[test]
fn what_is_no_ledger() {
    let text = "expected the first line of a ledger, `{\"dateline\":\"ledger\",…`, found";
    check("\n", &format!("1:1: {text} ``"));
    check("<rss>\n", &format!("1:1: {text} `<rss>`"));
    check(
        "{\"version\":1}",
        &format!("1:1: {text} `{{\"version\":1}}`"),
    );
    check(
        &"<".repeat(100_000),
        &format!("1:1: {text} `{}…`", "<".repeat(60)),
    );
    check(
        "{\"dateline\":\"feed\",\"version\":1}",
        "1:18: expected the first line of a ledger: unknown variant `feed`, expected `ledger`",
    );
    assert!(matches!(error("x").kind(), ErrorKind::NoLedger { .. }));
}

#[test]
fn what_another_version_wrote() {
    check(
        "{\"dateline\":\"ledger\",\"version\":2,\"more\":[]}\n{\"unheard\":1}\n",
        "1:1: expected a ledger of version 1 or before, found one of version 2, which a later \
         dateline wrote; use that one",
    );
    check(
        "{\"dateline\":\"ledger\",\"version\":0}",
        "1:1: expected a ledger of version 1, found 0",
    );
}

#[test]
fn what_is_broken() {
    let syntax = "an event, `{\"event\":…,\"id\":…,…}`";
    check_replaced(
        "\"event\":2",
        "\"event\":3",
        "4:1: expected the event of number 2, found 3",
    );
    check_replaced(
        "{\"number\":2",
        "{\"number\":7",
        "5:1: expected the feed of number 2, found 7",
    );
    check_replaced(
        "\"feed\":\"y\"}",
        "\"feed\":\"x\"}",
        "5:1: expected each feed once, found `x` again",
    );
    check_replaced(
        "\"event\":1,",
        "\"event\":1,\"title\":1,",
        &format!(
            "3:18: expected {syntax}: unknown field `title`, expected one of `event`, `id`, `url`, \
             `digest`, `key`, `feeds`"
        ),
    );
    check_replaced(
        "{\"event\":2,",
        "{\"event\":\"é\",",
        &format!("4:12: expected {syntax}: invalid type: string \"é\", expected u64"),
    );
    check_replaced(
        "{\"event\":2,",
        "{\"event\":2,\"event\":2,",
        &format!("4:18: expected {syntax}: duplicate field `event`"),
    );
    check_replaced(
        "{\"event\":2,",
        "{\"evnt\":2,",
        "4:1: expected a feed, an event, an archive document or the last line of the ledger, found \
         `{\"evnt\":2,\"id\":\"d\",\"digest\":\"4e5132fda5fe175104473e5066878ac…`",
    );
    check_replaced(
        "\"archive\":1,",
        "\"archive\":2,",
        "10:1: expected the archive document of number 1, found 2",
    );
}

#[test]
fn digests_are_as_they_are_written() {
    let line = |digest: &str| {
        let zeros = "0".repeat(32);
        format!(
            "{{\"dateline\":\"ledger\",\"version\":1}}\n{{\"number\":1,\"feed\":\"\"}}\n{{\"event\":1,\
             \"id\":\"a\",\"digest\":\"{digest}\",\"key\":\"{zeros}\",\"feeds\":[1]}}\n{{\"end\":{{\
             \"feeds\":1,\"events\":1,\"archives\":0}}}}\n"
        )
    };
    assert!(Ledger::read(line(&"0f".repeat(16)).as_bytes()).is_ok());
    for wrong in [
        "",
        "0",
        &"0F".repeat(16),
        &"0f".repeat(17),
        "+0000000000000000000000000000000",
    ] {
        let error = error(&line(wrong));
        assert_eq!(error.position().line, 3);
        assert!(
            error
                .to_string()
                .ends_with("expected a digest of 32 hexadecimal digits in small letters"),
            "{error}"
        );
    }
}

#[test]
fn feeds_and_archive_documents_that_cannot_be() {
    let with = |feeds: &str, archives: &str| {
        let (digest, mut text) = ("0".repeat(32), String::new());
        text.push_str("{\"dateline\":\"ledger\",\"version\":1}\n");
        text.push_str("{\"number\":1,\"feed\":\"x\"}\n{\"number\":2,\"feed\":\"y\"}\n");
        for (event, feeds) in (1..).zip(feeds.split(' ')) {
            writeln!(
                text,
                "{{\"event\":{event},\"id\":\"a\",\"digest\":\"{digest}\",\"key\":\"{digest}\",\
                 \"feeds\":[{feeds}]}}"
            )
            .unwrap();
        }
        let events = feeds.split(' ').count();
        let count = archives.split_whitespace().count();
        for archive in archives.split_whitespace() {
            writeln!(text, "{{\"archive\":{archive}}}").unwrap();
        }
        writeln!(
            text,
            "{{\"end\":{{\"feeds\":2,\"events\":{events},\"archives\":{count}}}}}"
        )
        .unwrap();
        text
    };
    let check = |feeds: &str, archives: &str, expected: &str| {
        let text = with(feeds, archives);
        match Ledger::read(text.as_bytes()) {
            Ok(_) => assert_eq!("", expected, "{text}"),
            Err(error) => assert_eq!(format!("{}: {error}", error.position()), expected),
        }
    };
    let unknown =
        "4:1: expected the numbers of feeds that were named before, in ascending order, found";
    check("1,2", "", "");
    check(
        "",
        "",
        "4:1: expected an event in one feed at least, found none",
    );
    check("0", "", &format!("{unknown} 0"));
    check("3", "", &format!("{unknown} 3"));
    check("2,1", "", &format!("{unknown} 1"));
    check("1,1", "", &format!("{unknown} 1"));
    check(
        "18446744073709551615",
        "",
        &format!("{unknown} 18446744073709551615"),
    );

    let member = "expected events of this feed behind those before, in ascending order, found";
    check(
        "1 1 2 1",
        "1,\"feed\":\"x\",\"upto\":2 2,\"feed\":\"x\",\"upto\":4",
        "",
    );
    check(
        "1 1 2 1",
        "1,\"feed\":\"x\",\"upto\":4,\"without\":[1,2]",
        "",
    );
    check(
        "1 1",
        "1,\"feed\":\"z\",\"upto\":1",
        "6:1: expected a feed that was named before, found `z`",
    );
    check(
        "1 1",
        "1,\"feed\":\"x\",\"upto\":0",
        &format!("6:1: {member} 0"),
    );
    check(
        "1 1",
        "1,\"feed\":\"x\",\"upto\":3",
        &format!("6:1: {member} 3"),
    );
    check(
        "1 2",
        "1,\"feed\":\"x\",\"upto\":2",
        &format!("6:1: {member} 2"),
    );
    check(
        "1 1",
        "1,\"feed\":\"x\",\"upto\":2 2,\"feed\":\"x\",\"upto\":2",
        &format!("7:1: {member} 2"),
    );
    check(
        "1 1",
        "1,\"feed\":\"x\",\"upto\":1 2,\"feed\":\"x\",\"upto\":2,\"without\":[1]",
        &format!("7:1: {member} 1"),
    );
    check(
        "1 1 1",
        "1,\"feed\":\"x\",\"upto\":3,\"without\":[2,1]",
        &format!("7:1: {member} 1"),
    );
    check(
        "1 1",
        "1,\"feed\":\"x\",\"upto\":2,\"without\":[2]",
        "6:1: expected events before the last one of the archive document in `without`, found 2",
    );
}

#[test]
fn the_end_counts() {
    check_replaced(
        "\"archives\":1}",
        "\"archives\":3}",
        "11:1: expected a count of archive documents of 1, found 3",
    );
    check_replaced(
        "{\"end\"",
        "\n{\"end\"",
        "11:1: expected an archive document or the last line of the ledger, found ``",
    );
    check(
        &(whole() + "\n"),
        "12:1: expected nothing behind the last line of the ledger, found ``",
    );
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = whole().into_bytes();
    let at = whole().find("\"id\":\"c\"").unwrap() + 6;
    bytes[at] = 0xFF;
    let error = Ledger::read(&bytes[..]).unwrap_err();
    assert_eq!(error.to_string(), "expected UTF-8, found the byte 0xFF");
    assert_eq!(error.position().byte, at as u64);
    assert_eq!(error.rule(), "ledger.utf-8");
}

#[test]
fn an_input_that_fails() {
    struct Failing;

    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }

    let text = "{\"dateline\":\"ledger\",\"version\":1}\n";
    let input = std::io::Read::chain(text.as_bytes(), Failing);
    let error = Ledger::read(std::io::BufReader::new(input)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the ledger could not be read: the disk is gone"
    );
    assert_eq!(error.scope(), Scope::Input);
    assert_eq!(error.position().line, 2);
}
