//! Records that were set aside, there and back.

use dateline_core::{Fault, Scope};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::{Reader, Reject, Writer};

fn write(rejects: &[Reject<'_>]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).unwrap();
    for reject in rejects {
        writer.write(reject).unwrap();
    }
    writer.finish().unwrap()
}

fn example() -> Reject<'static> {
    Reject {
        file: "a b.csv".into(),
        format: "csv".into(),
        line: 3,
        record: 2,
        header: b"title,date\n".into(),
        raw: b"\"A \"\"B\"\"\",\xFF\n".into(),
        reasons: vec![
            "date: expected a text, found none".to_owned(),
            "2".to_owned(),
        ],
    }
}

#[test]
fn bytes_are_text_where_they_are_utf_8() {
    let lines = String::from_utf8(write(&[example()])).unwrap();
    assert_snapshot!(lines, @r#"{"file":"a b.csv","format":"csv","line":3,"record":2,"header":"title,date\n","raw":{"base64":"IkEgIiJCIiIiLP8K"},"reasons":["date: expected a text, found none","2"]}"#);
}

#[track_caller]
fn check(line: &str, expected: &str) {
    let input = format!("\n{line}\n{{\"format\":\"csv\",\"raw\":\"x\"}}\n");
    let mut reader = Reader::new(input.as_bytes());
    assert!(reader.advance().unwrap());
    let error = reader.record().unwrap_err();
    assert_eq!(error.scope(), Scope::Record);
    let path = error.name().unwrap_or_default();
    assert_eq!(format!("{} {path}: {error}", error.position()), expected);
    assert!(reader.advance().unwrap());
    assert_eq!(reader.record().unwrap().raw, &b"x"[..]);
}

#[test]
fn what_is_no_such_record() {
    check(
        "[]",
        "2:1 $: expected a record that was set aside, as an object, found a list",
    );
    check(
        r#"{"format":"csv"}"#,
        "2:1 $: expected a key `raw`, found none",
    );
    check(
        r#"{"raw":"x"}"#,
        "2:1 $: expected a key `format`, found none",
    );
    check(
        r#"{"raw":"x","fromat":"csv"}"#,
        "2:12 $.fromat: expected a key of a record that was set aside, found `fromat`; did you mean `format`?",
    );
    check(
        r#"{"raw":"x","reason":[]}"#,
        "2:12 $.reason: expected a key of a record that was set aside, found `reason`; did you mean `reasons`?",
    );
    check(
        r#"{"raw":{"base64":"*"},"format":"csv"}"#,
        "2:18 $.raw.base64: expected base64, found `*`",
    );
    check(
        r#"{"raw":{"hex":"00"}}"#,
        "2:9 $.raw.hex: expected a key of bytes, found `hex`; did you mean `base64`?",
    );
    check(
        r#"{"raw":["x"]}"#,
        "2:8 $.raw: expected a text or `{\"base64\": \"…\"}`, found a list",
    );
    check(
        r#"{"line":-1}"#,
        "2:9 $.line: expected a whole number, found `-1`",
    );
    check(
        r#"{"reasons":"x"}"#,
        "2:12 $.reasons: expected a list of texts, found a text",
    );
    check(
        r#"{"raw":"x","raw":"y"}"#,
        "2:12 $.raw: expected each key once, found `raw` again",
    );
    check(
        r#"{"raw":"x"#,
        "2:10 $.raw: expected `\"` at the end of the text, found the end",
    );
}

#[test]
fn no_lines_are_no_records() {
    assert!(!Reader::new(&b"\n \n"[..]).advance().unwrap());
}

proptest! {
    #[test]
    fn every_record_comes_back(
        rows in prop::collection::vec((".*", any::<u64>(), any::<u64>(), any::<Vec<u8>>(), any::<Vec<u8>>(), prop::collection::vec(".*", 0..3)), 0..4)
    ) {
        let rejects: Vec<Reject<'_>> = rows
            .into_iter()
            .map(|(file, line, record, header, raw, reasons)| Reject {
                file: file.into(), format: "page".into(), line, record, header: header.into(), raw: raw.into(), reasons,
            })
            .collect();
        let lines = write(&rejects);
        let (mut reader, mut again) = (Reader::new(&lines[..]), Vec::new());
        while reader.advance().unwrap() {
            again.push(reader.record().unwrap());
        }
        prop_assert_eq!(again, rejects);
    }
}
