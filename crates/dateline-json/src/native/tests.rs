//! Reads and writes, and compares with the schema.

use std::fmt::Write as _;
use std::io::{self, Read};

use dateline_core::vocab::{
    FieldOfWork, FieldOperation, Kind, KnownPlace, ParticipatingState, PartnerState, Structure,
    Vocabulary,
};
use dateline_core::{Checker, Draft, Fault, Field, FieldPath, Foreign, Release, Scope, Spelling};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use super::{Encoder, Frame, Layout, Reader, SCHEMA, Writer, document};
use crate::escape::quote;
use crate::generate;

/// Gives one byte a time, to try every place where a buffer can end.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some((first, rest)) = self.0.split_first() else {
            return Ok(0);
        };
        buffer[0] = *first;
        self.0 = rest;
        Ok(1)
    }
}

fn run<R: Read>(mut reader: Reader<R>) -> String {
    let (mut log, mut findings) = (String::new(), Vec::new());
    loop {
        let advanced = reader.advance(&mut findings);
        for finding in findings.drain(..) {
            let position = finding.position.unwrap_or_default();
            writeln!(log, "  {position} {} {finding}", finding.kind.rule()).unwrap();
        }
        match advanced {
            Ok(false) => return log,
            Ok(true) => {}
            Err(error) => {
                let path = error.name().unwrap_or_default();
                writeln!(
                    log,
                    "{} {:?} {} {path}: {error}",
                    error.position(),
                    error.scope(),
                    error.rule()
                )
                .unwrap();
                continue;
            }
        }
        match reader.record(&mut findings) {
            Ok(record) => {
                writeln!(
                    log,
                    "{} #{} {}",
                    record.position, record.number, record.draft.title
                )
                .unwrap();
            }
            Err(error) => {
                let path = error.name().unwrap_or_default();
                writeln!(
                    log,
                    "{} {:?} {} {path}: {error}",
                    error.position(),
                    error.scope(),
                    error.rule()
                )
                .unwrap();
            }
        }
    }
}

/// What is read of `input`, whole and drop by drop.
#[track_caller]
fn read(input: impl AsRef<[u8]>, layout: Option<Layout>) -> String {
    let input = input.as_ref();
    let (whole, drops) = (Reader::new(input), Reader::new(Drip(input)));
    let (whole, drops) = match layout {
        Some(layout) => (whole.layout(layout), drops.layout(layout)),
        None => (whole, drops),
    };
    let log = run(whole);
    assert_eq!(log, run(drops));
    log
}

/// Why the one release `input` is refused.
#[track_caller]
fn check(input: &str, expected: &str) {
    assert_eq!(
        read(input, Some(Layout::Lines)).trim_end(),
        expected,
        "{input}"
    );
}

#[test]
fn an_array_a_line_each_or_objects() {
    let expected = "1:2 #1 A\n1:16 #2 B\n";
    assert_eq!(read(r#"[{"title":"A"},{"title":"B"}]"#, None), expected);
    assert_eq!(
        read("{\"title\":\"A\"}\n\n  {\"title\":\"B\"}\r\n", None),
        "1:1 #1 A\n3:3 #2 B\n"
    );
    assert_eq!(
        read("{\"title\":\"A\"}\r{\"title\":\"B\"}", None),
        "1:1 #1 A\n2:1 #2 B\n"
    );
    assert_eq!(
        read("{\n \"title\":\"A\"\n}\n{\"title\":\n\"B\"}", None),
        "1:1 #1 A\n4:1 #2 B\n"
    );
    assert_eq!(
        read("\u{FEFF}\n [\n{\"title\":\"A\"}]\n", None),
        "3:1 #1 A\n"
    );
    assert_eq!(read("\u{FEFF}{\"title\":\"A\"}", None), "1:1 #1 A\n");
    assert_eq!(read("[]", None), "");
    assert_eq!(read("", Some(Layout::Lines)), "");
}

#[test]
fn what_is_no_document() {
    assert_snapshot!(read("", None), @r#"1:1 Document json.empty : expected an array of releases, or a release as an object on each line, found an empty input"#);
    assert_snapshot!(read(" \n", Some(Layout::Array)), @r#"2:1 Document json.empty : expected an array of releases, found an empty input"#);
    assert_snapshot!(read("title,date\n", None), @r#"1:1 Document json.syntax : expected an array of releases, or a release as an object on each line, found `title`"#);
    assert_snapshot!(read("\"a text\"", None), @r#"1:1 Document json.syntax : expected an array of releases, or a release as an object on each line, found `"`"#);
    assert_snapshot!(read("{\"title\":\"A\"}", Some(Layout::Array)), @r#"1:1 Document json.syntax : expected an array of releases, found `{`"#);
    assert_snapshot!(read("[{\"title\":\"A\"}]", Some(Layout::Lines)), @r#"1:1 Document json.type : expected a release as an object on each line, found a list"#);
    assert_snapshot!(read("[{\"title\":\"A\"}] [{\"title\":\"B\"}]", None), @r#"
    1:2 #1 A
    1:17 Document json.trailing : expected nothing behind the array, found another one
    "#);
    assert_snapshot!(read("[{\"title\":\"A\"}] and more", None), @r#"
    1:2 #1 A
    1:17 Document json.trailing : expected nothing behind the array, found `and`
    "#);
    assert_snapshot!(read("[{\"title\":\"A\"},]", None), @"
    1:2 #1 A
      1:16 input.repair expected an object behind the comma, found `]`; JSON has no comma behind the last value; it was passed over
    ");
    assert_snapshot!(read("[{\"title\":\"A\"} {\"title\":\"B\"}]", None), @"
    1:2 #1 A
      1:16 input.repair expected `,` or `]` behind the object, found `{`; it was read as the next one
    1:16 #2 B
    ");
    assert_snapshot!(read("[{\"title\":\"A\"}", None), @r#"
    1:2 #1 A
    1:15 Document json.truncated $[1]: expected `,` or `]` behind the object, found the end
    "#);
    assert_snapshot!(read("[{\"title\":\"A\"},\n{\"title\":\"B\",\n", None), @r#"
    1:2 #1 A
    3:1 Document json.truncated $[1]: expected `}`, found the end
    "#);
    assert_snapshot!(read("[{\"title\":\"A\"},\n{\"title\":\"B", None), @r#"
    1:2 #1 A
    2:12 Document json.truncated $[1]: expected `"` at the end of a text, found the end
    "#);
    assert_snapshot!(read(b"\xFF\xFE[\0", None), @"
      1:1 input.repair expected UTF-8, found UTF-16; it was decoded
    1:2 Document json.truncated $[0]: expected an object or `]`, found the end
    ");
    assert_snapshot!(read("\0\x01", None), @r#"1:1 Document json.syntax : expected an array of releases, or a release as an object on each line, found `\u{0}`"#);
}

#[test]
fn a_broken_line_reaches_no_further() {
    let lines = "{\"title\":\"A\n{\"title\":\"B\"}\nnonsense\n[1]\n7\n{\"title\":\"C\"} x\n{\"title\":\"D\"}";
    assert_snapshot!(read(lines, Some(Layout::Lines)), @r#"
    1:12 Record json.truncated $.title: expected `"` at the end of the text, found the end
    2:1 #2 B
    3:1 Record json.syntax $: expected a value, found `nonsense`
    4:1 Record json.type $: expected a release as an object, found a list
    5:1 Record json.type $: expected a release as an object, found a number
    6:15 Record json.trailing $: expected nothing behind the release, found `x`
    7:1 #7 D
    "#);
    assert_eq!(read(lines, None), read(lines, Some(Layout::Lines)));
    // The first line is cut, outside of a text.
    assert_snapshot!(read("{\"title\":\"A\",\r\n{\"title\":\"B\"}\r\n", None), @r#"
    1:14 Record json.truncated $: expected a key in quotes, found the end
    2:1 #2 B
    "#);
}

#[test]
fn a_broken_element_reaches_no_further() {
    assert_snapshot!(read("[{\"titel\":\"A\"}, 7, \"x\", [1], null, oops, {\"title\":\"B\"}]", None), @r#"
    1:3 Record json.unknown-key $[0].titel: expected a key of a release, found `titel`; did you mean `title`?
    1:17 Record json.type $[1]: expected a release as an object, found a number
    1:20 Record json.type $[2]: expected a release as an object, found a text
    1:25 Record json.type $[3]: expected a release as an object, found a list
    1:30 Record json.type $[4]: expected a release as an object, found `null`
    1:36 Record json.syntax $[5]: expected a value, found `oops`
    1:42 #7 B
    "#);
    // A text that is not closed, a bracket of the other kind: the line is the element.
    assert_snapshot!(read("[\n{\"title\":\"A, \"date\":\"2016\"},\n{\"title\":\"B\"}\n]", None), @r#"
    2:15 Record json.syntax $[0]: expected `,` or `}`, found `date`
    3:1 #2 B
    "#);
    assert_snapshot!(read("[\n{\"title\":\"A\",\"tags\":[\"x\"},\n{\"title\":\"B\"}\n]", None), @r#"
    2:25 Record json.syntax $[0].tags: expected `,` or `]`, found `}`
    3:1 #2 B
    "#);
    // A line break inside a text: the element ends where its brackets close.
    assert_snapshot!(read("[\n{\"body\":\"A\nB, or not B\"},\n{\"title\":\"B\"}\n]", None), @r#"
    2:11 Record json.syntax $[0].body: expected `\n` for a line break inside a text, or `"` at its end, found a line break
    4:1 #2 B
    "#);
    // Here nobody can say where the first one ends.
    assert_snapshot!(read("[\n{\n\"tags\":[\"x\"},\n{\"title\":\"B\"}\n]", None), @r#"
    3:12 Record json.syntax $[0].tags: expected `,` or `]`, found `}`
    4:1 #2 B
    "#);
}

#[test]
fn keys_and_types_are_explained_in_plain_words() {
    check(
        r#"{"titel":"A"}"#,
        "1:2 Record json.unknown-key $.titel: expected a key of a release, found `titel`; did you mean `title`?",
    );
    check(
        r#"{"price":"A"}"#,
        "1:2 Record json.unknown-key $.price: expected a key of a release, found `price`",
    );
    check(
        r#"{"title":"A","title":"B"}"#,
        "1:14 Record json.duplicate-key $.title: expected each key once, found `title` again",
    );
    check(
        r#"{"é":1}"#,
        "1:2 Record json.unknown-key $.é: expected a key of a release, found `é`",
    );
    check(
        r#"{"title":7}"#,
        "1:10 Record json.type $.title: expected a text in quotes, found a number",
    );
    check(
        r#"{"number":276291}"#,
        "1:11 Record json.type $.number: expected a text in quotes, found a number",
    );
    check(
        r#"{"title":{"en":"A"}}"#,
        "1:10 Record json.type $.title: expected a text, found an object",
    );
    check(
        r#"{"sources":"A"}"#,
        "1:12 Record json.type $.sources: expected a list of texts, found a text",
    );
    check(
        r#"{"sources":["A", true]}"#,
        "1:18 Record json.type $.sources[1]: expected a text in quotes, found `true` or `false`",
    );
    check(
        r#"{"places":["Vienna"]}"#,
        "1:12 Record json.type $.places[0]: expected a place such as `{\"name\": \"Vienna\"}`, found a text",
    );
    check(
        r#"{"places":[["Vienna","","",""]]}"#,
        "1:12 Record json.type $.places[0]: expected a place such as `{\"name\": \"Vienna\"}`, found a list",
    );
    check(
        r#"{"places":[{"name":"A"},{"name":7}]}"#,
        "1:33 Record json.type $.places[1].name: expected a text in quotes, found a number",
    );
    check(
        r#"{"places":[{"Name":"A"}]}"#,
        "1:13 Record json.unknown-key $.places[0].Name: expected a key of a place, found `Name`; did you mean `name`?",
    );
    check(
        r#"{"translations":["uk"]}"#,
        "1:17 Record json.type $.translations: expected an object of language to address, such as `{\"uk\": \"https://…\"}`, found a list",
    );
}

#[test]
fn broken_syntax_is_explained_in_plain_words() {
    check(
        r#"{"title":"A" "date":"2016"}"#,
        "1:14 Record json.syntax $: expected `,` or `}`, found `\"`",
    );
    check(
        r#"{"title":"A","#,
        "1:14 Record json.truncated $: expected a key in quotes, found the end",
    );
    check(
        r#"{"title":"A"#,
        "1:12 Record json.truncated $.title: expected `\"` at the end of the text, found the end",
    );
    check(
        r#"{title:"A"}"#,
        "1:2 Record json.syntax $: expected a key in quotes, found `title`",
    );
    check(
        r#"{"title":'A'}"#,
        "1:10 Record json.syntax $.title: expected a value, found `'`; JSON has texts in double quotes",
    );
    check(
        r#"{"title":“A”}"#,
        "1:10 Record json.syntax $.title: expected a value, found `“`; JSON has texts in straight quotes, `\"`",
    );
    check(
        "{\"title\":\"A\tB\"}",
        "1:12 Record json.syntax $.title: expected `\\t` for a tab inside a text, found a tab",
    );
    check(
        r#"{"title":"é\x"}"#,
        "1:12 Record json.syntax $.title: expected an escape such as `\\n`, `\\\"`, `\\\\` or `\\u00e9`, with both halves of a surrogate pair, found `\\x`",
    );
    check(
        r#"{"title":"a\ud800b"}"#,
        "1:12 Record json.syntax $.title: expected an escape such as `\\n`, `\\\"`, `\\\\` or `\\u00e9`, with both halves of a surrogate pair, found `\\ud800`",
    );
    check(
        r#"{"title":"A"}{"title":"B"}"#,
        "1:14 Record json.trailing $: expected nothing behind the release, found `{`",
    );
    check(
        r#"["title"]"#,
        "1:1 Document json.type : expected a release as an object on each line, found a list",
    );
}

#[test]
fn foreign_elements_are_explained_in_plain_words() {
    check(
        r#"{"foriegn":[]}"#,
        "1:2 Record json.unknown-key $.foriegn: expected a key of a release, found `foriegn`; did you mean `foreign`?",
    );
    check(
        r#"{"foreign":[],"foreign":[]}"#,
        "1:15 Record json.duplicate-key $.foreign: expected each key once, found `foreign` again",
    );
    check(
        r#"{"foreign":{"name":"a"}}"#,
        "1:12 Record json.type $.foreign: expected a list of foreign elements, found an object",
    );
    check(
        r#"{"foreign":[{},"a"]}"#,
        "1:16 Record json.type $.foreign[1]: expected a foreign element such as `{\"name\": \"point\", \"text\": \"42 21\"}`, found a text",
    );
    check(
        r#"{"title":"A","foreign":[["a","b","c",{},[]]]}"#,
        "1:25 Record json.type $.foreign[0]: expected a foreign element such as `{\"name\": \"point\", \"text\": \"42 21\"}`, found a list",
    );
    check(
        r#"{"foreign":[{"name":"a","attribute":{}}]}"#,
        "1:25 Record json.unknown-key $.foreign[0].attribute: expected a key of a foreign element, found `attribute`; did you mean `attributes`?",
    );
    check(
        r#"{"foreign":[{"text":"a","text":"b"}]}"#,
        "1:25 Record json.duplicate-key $.foreign[0].text: expected each key once, found `text` again",
    );
    check(
        r#"{"foreign":[{"attributes":{"a":1}}]}"#,
        "1:32 Record json.type $.foreign[0].attributes.a: expected a text in quotes, found a number",
    );
    check(
        r#"{"foreign":[{"attributes":[]}]}"#,
        "1:27 Record json.type $.foreign[0].attributes: expected an object of name to value, found a list",
    );
    check(
        r#"{"foreign":[{"children":[{"children":[{"namespace":[]}]}]}]}"#,
        "1:52 Record json.type $.foreign[0].children[0].children[0].namespace: expected a text, found a list",
    );
    check(
        r#"{"foreign":[{"children":[7]}]}"#,
        "1:26 Record json.type $.foreign[0].children[0]: expected a foreign element such as `{\"name\": \"point\", \"text\": \"42 21\"}`, found a number",
    );
}

/// A release with foreign elements so deep.
fn deep(levels: usize) -> String {
    let open = "{\"name\":\"a\",\"children\":[".repeat(levels - 1);
    let close = "]}".repeat(levels - 1);
    format!("[{{\"title\":\"A\",\"foreign\":[{open}{{\"text\":\"x\"}}{close}]}}]")
}

#[test]
fn foreign_elements_nest_as_deeply_as_every_format_can_hold() {
    assert_eq!(read(deep(Foreign::DEPTH), None), "1:2 #1 A\n");
    let log = read(deep(Foreign::DEPTH + 1), None);
    assert!(
        log.starts_with("1:794 Record json.depth $[0].foreign[0].children[0]"),
        "{log}"
    );
    assert!(
        log.ends_with(": expected at most 32 levels of foreign elements\n"),
        "{log}"
    );
    // Deeper than serde goes, which is for the same reason refused.
    let log = read(deep(62), None);
    assert!(
        log.ends_with(": expected at most 32 levels of foreign elements\n"),
        "{log}"
    );
}

#[test]
fn foreign_elements_have_a_place() {
    let input = "[{\"title\":\"A\",\n \"foreign\": [{\"name\":\"a\"},\n  {\"children\":[{\"text\":\"b\"}]}]}]";
    let (mut findings, mut reader) = (Vec::new(), Reader::new(input.as_bytes()));
    assert!(reader.advance(&mut findings).unwrap());
    let at = |path: FieldPath| {
        let spot = reader.locate(&path, None)?;
        Some((spot.position.line, spot.position.column))
    };
    assert_eq!(at(FieldPath::of(Field::Foreign, 0)), Some((2, 14)));
    assert_eq!(at(FieldPath::of(Field::Foreign, 1)), Some((3, 3)));
    let draft = reader.record(&mut findings).unwrap().draft;
    assert_eq!(draft.foreign[1].children[0].text, "b");
}

#[test]
fn bytes_that_are_not_utf_8_reach_one_record() {
    assert_snapshot!(read(b"[{\"title\":\"A\"},{\"title\":\"\xC3\xA9\xE9x\"},{\"title\":\"B\"}]", None), @r#"
    1:2 #1 A
    1:27 Record json.utf8 $[1]: expected UTF-8, found the byte 0xE9
    1:32 #3 B
    "#);
}

#[test]
fn brackets_may_be_128_deep() {
    let nested = |levels: usize| {
        format!(
            "[{{\"x\":{}{}}},{{\"title\":\"B\"}}]",
            "[".repeat(levels),
            "]".repeat(levels)
        )
    };
    assert_snapshot!(read(nested(127), None), @r#"
    1:3 Record json.unknown-key $[0].x: expected a key of a release, found `x`
    1:263 #2 B
    "#);
    assert_snapshot!(read(nested(128), None), @r#"
    1:2 Record json.depth $[0]: expected at most 128 levels of brackets
    1:265 #2 B
    "#);
    assert_snapshot!(read(nested(100_000), None), @r#"
    1:2 Record json.depth $[0]: expected at most 128 levels of brackets
    1:200009 #2 B
    "#);
}

#[test]
fn white_space_that_is_not_of_json_ends_nothing() {
    assert_snapshot!(read("{\"title\":\"A\"}\u{c}\n\u{c}\n", None), @r#"
    1:14 Record json.trailing $: expected nothing behind the release, found `\u{c}`
    2:1 Record json.syntax $: expected a value, found `\u{c}`
    "#);
    assert_snapshot!(read("\n[\\[", None), @r#"
    2:2 Record json.syntax $[0]: expected a value, found `\`
    2:3 Document json.syntax $[1]: expected `,` or `]` behind the object, found `[`
    "#);
}

#[test]
fn memory_is_bounded_by_the_largest_record() {
    let input = format!(
        "[{}{{\"title\":\"B\"}}]",
        "{\"title\":\"A\"},\n".repeat(200_000)
    );
    let (mut findings, mut reader) = (Vec::new(), Reader::new(input.as_bytes()));
    while reader.advance(&mut findings).unwrap() {}
    assert_eq!(reader.number(), 200_001);
    assert!(reader.window.capacity() <= 1 << 17);
}

#[test]
fn large_records_are_read_as_small_ones_are_and_their_memory_is_not_kept() {
    let line = |body: usize| format!("{{\"title\":\"é\",\"body\":\"{}\"}}", "x\\n".repeat(body));
    let lines = [3, 900_000, 5, 700_000, 700_000, 0].map(line);
    for (document, in_array) in [
        (lines.join("\r\n"), false),
        (format!("[\n{}]", lines.join(",\n")), true),
    ] {
        let (mut findings, mut frame) = (Vec::new(), Frame::default());
        let mut reader = Reader::new(document.as_bytes());
        for (index, line) in lines.iter().enumerate() {
            assert!(reader.advance_into(&mut frame, &mut findings).unwrap());
            assert!(frame.raw() == line.as_bytes(), "{index}");
            let row = index as u64 + 1 + u64::from(in_array);
            assert_eq!((frame.position().line, frame.position().column), (row, 1));
            let record = frame.record(&mut findings).unwrap();
            assert_eq!(record.draft.body.len(), (line.len() - 24) / 3 * 2);
        }
        assert!(frame.piece.memory() < 1 << 20);
        assert!(!reader.advance_into(&mut frame, &mut findings).unwrap());
        assert!(reader.window.capacity() <= 2 << 20);
    }
}

#[test]
fn input_without_end_is_not_held() {
    for (head, record, open) in [
        ("", "{\"title\":\"A\"}\n", "{\"title\":\"B"),
        ("[\n", "{\"title\":\"A\"},\n", "{\"title\":"),
    ] {
        let input = format!("{head}{}{open}", record.repeat(100_000));
        let mut reader = Reader::new(input.as_bytes().chain(io::repeat(b' ')));
        reader.window = reader.window.limited(1 << 20);
        let mut findings = Vec::new();
        let error = loop {
            match reader.advance(&mut findings) {
                Ok(advanced) => assert!(advanced),
                Err(error) => break error,
            }
        };
        assert_eq!(reader.number(), 100_000);
        assert_eq!(
            (error.scope(), error.rule()),
            (Scope::Document, "json.size")
        );
        let line = 100_001 + u64::from(!head.is_empty());
        assert_eq!((error.position().line, error.position().column), (line, 1));
        assert!(reader.window.capacity() <= 3 << 20);
        assert!(!reader.advance(&mut findings).unwrap());
    }
}

#[test]
fn texts_without_escapes_are_borrowed() {
    let input = br#"[{"title":"plain","tags":["a"],"body":"with\nescape"}]"#;
    let (mut findings, mut reader) = (Vec::new(), Reader::new(&input[..]));
    assert!(reader.advance(&mut findings).unwrap());
    let raw = reader.raw().as_ptr_range();
    let draft = reader.record(&mut findings).unwrap().draft;
    assert!(raw.contains(&draft.title.as_ptr()) && raw.contains(&draft.tags[0].as_ptr()));
    assert_eq!(draft.body, "with\nescape");
}

#[test]
fn values_are_located_on_demand() {
    let input = "[{\"title\": \"A\",\n \"places\": [{\"name\": \"B\"}, {\"name\":\n  \"C\"}],\n \
                 \"translations\": {\"uk\": \"x\", \"sq\": \"y\"}, \"tags\": [\"é\", \"b\"]}]";
    let (mut findings, mut reader) = (Vec::new(), Reader::new(input.as_bytes()));
    assert!(reader.advance(&mut findings).unwrap());
    let at = |path: FieldPath| {
        let spot = reader.locate(&path, None)?;
        Some((spot.position.line, spot.position.column))
    };
    assert_eq!(at(Field::Title.into()), Some((1, 12)));
    assert_eq!(at(Field::Date.into()), None);
    assert_eq!(at(FieldPath::of(Field::Places, 1)), Some((2, 28)));
    assert_eq!(
        at(FieldPath::of(Field::Places, 1).part("name")),
        Some((3, 3))
    );
    assert_eq!(
        at(FieldPath::of(Field::Places, 1).part("state")),
        Some((2, 28))
    );
    assert_eq!(
        at(FieldPath::of(Field::Translations, 1).part("language")),
        Some((4, 30))
    );
    assert_eq!(
        at(FieldPath::of(Field::Translations, 1).part("url")),
        Some((4, 36))
    );
    assert_eq!(at(FieldPath::of(Field::Tags, 1)), Some((4, 56)));
    assert_eq!(document(reader.header(), reader.raw()), reader.raw());
}

#[test]
fn a_large_value_in_small_pieces_is_linear() {
    let input = format!(
        "[{{\"title\":\"A\",\"body\":\"{}\"}}]",
        "x\\n".repeat(700_000)
    );
    let mut reader = Reader::new(Drip(input.as_bytes()));
    let mut findings = Vec::new();
    assert!(reader.advance(&mut findings).unwrap());
    assert_eq!(
        reader.record(&mut findings).unwrap().draft.body.len(),
        1_400_000
    );
}

fn full() -> Release<'static> {
    let draft: Draft<'_> = serde_json::from_str(
        r#"{"id":"1","number":"7","kind":"Statement","title":" Ti\"tle ","date":"2016-10-25T14:30+02:00",
            "modified":"2017","language":"en","url":"https://a.example/1","places":[{"name":"A","qualifier":"B"}],
            "sources":["UNDP"],"tags":["x","{s}y"],"summary":"S","body":"<p>é</p>","body_type":"text/html",
            "translations":{"uk":"https://a.example/2"},"embargo":"2016-10-26"}"#,
    )
    .unwrap();
    Release::try_from(draft).unwrap().into_owned()
}

fn write(releases: &[Release<'_>], layout: Layout) -> String {
    let mut writer = Writer::new(Vec::new()).unwrap().layout(layout);
    for release in releases {
        let _ = writer.write(release, &mut Vec::new()).unwrap();
    }
    String::from_utf8(writer.finish(&mut Vec::new()).unwrap()).unwrap()
}

#[test]
fn writes_an_array_and_lines() {
    assert_eq!(write(&[], Layout::Array), "[]\n");
    assert_eq!(write(&[], Layout::Lines), "");
    assert_snapshot!(write(&[full()], Layout::Lines), @r#"{"id":"1","number":"7","kind":"Statement","title":" Ti\"tle ","date":"2016-10-25T14:30+02:00","modified":"2017","language":"en","url":"https://a.example/1","places":[{"name":"A","qualifier":"B"}],"sources":["UNDP"],"tags":["x","{s}y"],"summary":"S","body":"<p>é</p>","body_type":"text/html","translations":{"uk":"https://a.example/2"},"embargo":"2016-10-26"}"#);
    let small = Release::try_from(Draft {
        id: "2".into(),
        title: "B".into(),
        date: "2016".into(),
        ..Draft::default()
    });
    assert_snapshot!(write(&[small.clone().unwrap(), small.unwrap()], Layout::Array), @r#"
    [
    {"id":"2","title":"B","date":"2016"},
    {"id":"2","title":"B","date":"2016"}
    ]
    "#);
}

#[test]
fn codes_are_written_where_asked_for() {
    let draft = Draft {
        id: "2".into(),
        title: "B".into(),
        date: "2016".into(),
        fields_of_work: vec!["Border management".into()],
        ..Draft::default()
    };
    let mut writer = Writer::new(Vec::new())
        .unwrap()
        .layout(Layout::Lines)
        .spelling(Spelling::Code);
    let _ = writer
        .write(&Release::try_from(draft).unwrap(), &mut Vec::new())
        .unwrap();
    let written = String::from_utf8(writer.finish(&mut Vec::new()).unwrap()).unwrap();
    assert!(
        written.contains("\"fields_of_work\":[\"border-management\"]"),
        "{written}"
    );
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_schema_describes_every_key() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let keys: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    let properties = schema["properties"].as_object().unwrap();
    // `foreign` is the one key that only JSON has.
    assert_eq!(properties.len(), keys.len() + 1);
    for key in keys.into_iter().chain([Field::Foreign.name()]) {
        assert!(properties[key]["description"].is_string(), "{key}");
    }
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        assert!(definition["description"].is_string(), "{name}");
    }
}

#[test]
fn schema_and_code_refuse_the_same() {
    let schema = schema();
    let bad = [
        r"{}",
        r#"{"title":"A"}"#,
        r#"{"date":"2016"}"#,
        r#"{"title":"","date":"2016"}"#,
        r#"{"title":"  ","date":"2016"}"#,
        r#"{"title":"A\nB","date":"2016"}"#,
        r#"{"title":"A\u000b","date":"2016"}"#,
        r#"{"title":"A\uffff","date":"2016"}"#,
        r#"{"title":7,"date":"2016"}"#,
        r#"{"title":"A","date":2016}"#,
        r#"{"title":"A","date":"25.10.2016"}"#,
        r#"{"title":"A","date":"2016-13"}"#,
        r#"{"title":"A","date":"2016-10-25T14:30"}"#,
        r#"{"title":"A","date":"2016-10-25T24:00Z"}"#,
        r#"{"title":"A","date":"2016","modified":"yesterday"}"#,
        r#"{"title":"A","date":"2016","embargo":"soon"}"#,
        r#"{"title":"A","date":"2016","titel":"A"}"#,
        r#"{"title":"A","date":"2016","number":276291}"#,
        r#"{"title":"A","date":"2016","number":"007"}"#,
        r#"{"title":"A","date":"2016","number":"-1"}"#,
        r#"{"title":"A","date":"2016","id":["1"]}"#,
        r#"{"title":"A","date":"2016","kind":"a\nb"}"#,
        r#"{"title":"A","date":"2016","language":"en_US"}"#,
        r#"{"title":"A","date":"2016","url":"javascript:alert(1)"}"#,
        r#"{"title":"A","date":"2016","url":"www.osce.org"}"#,
        r#"{"title":"A","date":"2016","sources":"OSCE"}"#,
        r#"{"title":"A","date":"2016","sources":[""]}"#,
        r#"{"title":"A","date":"2016","sources":[1]}"#,
        r#"{"title":"A","date":"2016","tags":["a\nb"]}"#,
        r#"{"title":"A","date":"2016","places":["Vienna"]}"#,
        r#"{"title":"A","date":"2016","places":[["Vienna","","",""]]}"#,
        r#"{"title":"A","date":"2016","places":[{}]}"#,
        r#"{"title":"A","date":"2016","places":[{"name":" "}]}"#,
        r#"{"title":"A","date":"2016","places":[{"name":"A","country":"B"}]}"#,
        r#"{"title":"A","date":"2016","summary":"\u0000"}"#,
        r#"{"title":"A","date":"2016","body":["a"]}"#,
        r#"{"title":"A","date":"2016","body":"a","body_type":"text/markdown"}"#,
        r#"{"title":"A","date":"2016","translations":[]}"#,
        r#"{"title":"A","date":"2016","translations":{"u":"https://a.example"}}"#,
        r#"{"title":"A","date":"2016","translations":{"uk":"a.example"}}"#,
        r#"{"title":"A","date":"2016","translations":{"uk":null}}"#,
        r#"{"title":"A","date":"2016","foreign":{}}"#,
        r#"{"title":"A","date":"2016","foreign":[7]}"#,
        r#"{"title":"A","date":"2016","foreign":[["a","b","c",{},[]]]}"#,
        r#"{"title":"A","date":"2016","foreign":[null]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"nam":"a"}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"name":7}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"text":"\u000b"}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"attributes":[]}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"attributes":null}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"attributes":{"a":1}}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"attributes":{"a":"\uffff"}}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"attributes":{"\u0001":""}}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"children":null}]}"#,
        r#"{"title":"A","date":"2016","foreign":[{"children":[{"children":["x"]}]}]}"#,
        r#"["A","2016"]"#,
        r#""A""#,
        r"null",
    ];
    for text in bad {
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(!schema.is_valid(&value), "the schema lets pass {text}");
        let (mut findings, mut reader) = (Vec::new(), Reader::new(text.as_bytes()));
        let Ok(true) = reader.advance(&mut findings) else {
            continue;
        };
        let Ok(record) = reader.record(&mut findings) else {
            continue;
        };
        let checked = Checker::default().check(record.draft, &mut findings);
        assert!(checked.is_err(), "the code lets pass {text}");
    }
}

proptest! {
    #[test]
    fn every_release_comes_back_and_fits_the_schema(releases in prop::collection::vec(generate::release(), 0..3)) {
        let schema = schema();
        for layout in [Layout::Array, Layout::Lines] {
            let written = write(&releases, layout);
            let mut reader = Reader::new(written.as_bytes()).layout(layout);
            let (mut findings, mut again) = (Vec::new(), Vec::new());
            while reader.advance(&mut findings).unwrap() {
                prop_assert!(schema.is_valid(&serde_json::from_slice::<Value>(reader.raw()).unwrap()));
                let draft = reader.record(&mut findings).unwrap().draft;
                let checker = Checker::default().keep_unlisted(true);
                again.push(checker.check(draft, &mut findings).unwrap().into_owned());
            }
            prop_assert_eq!(&again, &releases);
            prop_assert_eq!(write(&again, layout), written);
        }
        let array: Value = serde_json::from_str(&write(&releases, Layout::Array)).unwrap();
        prop_assert_eq!(array.as_array().map(Vec::len), Some(releases.len()));
    }

    #[test]
    fn a_release_is_encoded_as_its_draft_is(release in generate::release()) {
        for spelling in [Spelling::Label, Spelling::Code] {
            let mut encoded = Vec::new();
            let encoder = Encoder::default().spelling(spelling);
            let _ = encoder.encode(&release, &mut encoded, &mut Vec::new());
            let draft = serde_json::to_vec(&Draft::spelled(&release, spelling)).unwrap();
            prop_assert_eq!(String::from_utf8(encoded), String::from_utf8(draft));
        }
    }

    #[test]
    fn a_draft_is_read_as_serde_reads_it(release in generate::release(), spaced: bool) {
        let draft = Draft::from(&release);
        let written = if spaced {
            serde_json::to_string_pretty(&draft).unwrap()
        } else {
            serde_json::to_string(&draft).unwrap()
        };
        let mut reader = Reader::new(written.as_bytes());
        let mut findings = Vec::new();
        prop_assert!(reader.advance(&mut findings).unwrap());
        let read = reader.record(&mut findings).unwrap().draft;
        prop_assert_eq!(read, serde_json::from_str::<Draft<'_>>(&written).unwrap());
    }

    #[test]
    fn nothing_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "[", "]", "{", "}", ",", ":", "\"", "\\", "\n", "\r", " ", "é", "\u{2028}", "null", "1", "-", "\"title\"",
        "{\"title\":\"A\"}", "\"places\":[", "\\u", "d800", "\t", "\0", "\u{c}",
    ]), 0..24)) {
        let input = pieces.concat();
        for layout in [None, Some(Layout::Array), Some(Layout::Lines)] {
            read(&input, layout);
        }
    }

    #[test]
    fn the_walk_and_serde_agree_on_what_is_json(pieces in prop::collection::vec(prop::sample::select(vec![
        "[", "]", "{", "}", ",", ":", "\"a\"", "\"\\u00e9\\n\"", "\"\\ud83d\\ude00\"", "\"\\q\"", "null", "true",
        "1", "-", "0", ".", "e", "+", " ", "\n", "\"\t\"", "{}", "[]", "{\"a\":1}", "1.5e-3", "\"é\"",
    ]), 0..9)) {
        let input = pieces.concat();
        let mut cursor = crate::syntax::Cursor::new(&input);
        let walked = cursor.skip().and_then(|_| cursor.end("the value")).is_ok();
        let parsed = serde_json::from_str::<serde::de::IgnoredAny>(&input).is_ok();
        prop_assert_eq!(walked, parsed, "{}", input);
    }
}

#[test]
fn no_vocabulary_has_anything_to_escape() {
    fn words<V: Vocabulary>() -> impl Iterator<Item = &'static str> {
        let texts = |term: &'static V| [term.label(), term.code()];
        V::all().iter().flat_map(texts)
    }
    for text in words::<Kind>()
        .chain(words::<Structure>())
        .chain(words::<FieldOperation>())
        .chain(words::<FieldOfWork>())
        .chain(words::<ParticipatingState>())
        .chain(words::<PartnerState>())
        .chain(words::<KnownPlace>())
    {
        let mut quoted = String::new();
        quote(text, &mut quoted);
        assert_eq!(quoted, format!("\"{text}\""));
    }
}
