//! Lines of what was found.

use dateline_core::{
    Author, ChannelDraft, Draft, Field, FieldPath, Finding, FindingKind, Position, Record,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{MAX_FINDINGS, Writer};
use crate::feed::Reader;
use crate::generate;

/// What is written of one feed, as JSON.
#[track_caller]
fn inspect(input: &[u8]) -> Value {
    let (mut findings, mut reader) = (Vec::new(), Reader::new(input));
    let mut writer = Writer::new(Vec::new());
    writer.begin("a\"b.json", "json-feed").unwrap();
    loop {
        let advanced = reader.advance(&mut findings);
        writer.findings(&std::mem::take(&mut findings)).unwrap();
        match advanced {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) => {
                writer.fault(&fault, None).unwrap();
                break;
            }
        }
        match reader.record(&mut findings) {
            Ok(record) => writer.item(record, &std::mem::take(&mut findings)).unwrap(),
            Err(fault) => writer.fault(&fault, Some(reader.number())).unwrap(),
        }
    }
    writer
        .end(Some(reader.version()), reader.channel())
        .unwrap();
    let line = writer.finish().unwrap();
    assert_eq!(
        line.iter().position(|byte| *byte == b'\n'),
        Some(line.len() - 1)
    );
    serde_json::from_slice(&line).unwrap()
}

#[test]
fn everything_that_was_found() {
    let found = inspect(
        br#"{"version": "https://jsonfeed.org/version/1", "title": "News", "home_page_url": "https://a.example",
 "author": {"name": "Desk", "url": "https://a.example/desk"}, "language": "en", "icon": "x", "expired": false,
 "items": [
  {"id": 1, "title": 7, "image": "i", "tags": ["a"]},
  {"id": 2, "author": {"name": "Ann"}, "language": "fr"},
  {"id": 3,},
 ]}"#,
    );
    let expected = json!({
        "input": "a\"b.json",
        "format": "json-feed",
        "items": [
            {
                "line": 4, "column": 3,
                "draft": {"id": "1", "title": "7", "language": "en", "sources": ["Desk"], "tags": ["a"]},
                "authors": [{"name": "Desk", "url": "https://a.example/desk"}],
                "foreign": [{"name": "image", "namespace": "https://jsonfeed.org/version/1.1", "text": "\"i\""}],
                "inferred": [
                    {"field": "language", "value": "en", "from": "the language of the feed"},
                    {"field": "sources[0]", "value": "Desk", "from": "the authors of the feed"},
                ],
            },
            {
                "line": 5, "column": 3,
                "draft": {"id": "2", "language": "fr", "sources": ["Ann"]},
                "authors": [{"name": "Ann"}],
                "foreign": [],
                "inferred": [],
            },
        ],
        "version": "1.0",
        "channel": {
            "title": "News", "link": "https://a.example", "language": "en",
            "authors": [{"name": "Desk", "url": "https://a.example/desk"}], "image": "x",
        },
        "findings": [
            {"rule": "format.loss", "level": "warning", "line": 2, "column": 94, "message": "`expired` of the feed is not kept"},
            {"rule": "input.repair", "level": "warning", "line": 4, "column": 22,
             "message": "expected a text in quotes, found a number; it was read as text", "record": 1, "field": "title"},
            {"rule": "json.syntax", "level": "error", "line": 6, "column": 12,
             "message": "expected a key in quotes, found `}`; JSON has no comma behind the last value",
             "record": 3, "field": "$.items[2]"},
            {"rule": "input.repair", "level": "warning", "line": 7, "column": 2,
             "message": "expected an object behind the comma, found `]`; JSON has no comma behind the last value; it was passed over"},
        ],
    });
    assert_eq!(found, expected, "{found:#}");
}

#[test]
fn a_document_that_cannot_be_read() {
    let found = inspect(b"[1]");
    assert_eq!(found["items"], json!([]));
    assert_eq!(found["channel"], json!({}));
    assert_eq!(
        found["findings"],
        json!([{"rule": "json.type", "level": "error", "line": 1, "column": 1,
                "message": "expected a JSON Feed, which is an object with `version` and `items`, found a list"}])
    );
}

#[test]
fn a_line_an_input() {
    let mut writer = Writer::new(Vec::new());
    writer.begin("a", "csv").unwrap();
    writer.begin("b", "rss").unwrap();
    let channel = ChannelDraft {
        id: "urn:x".into(),
        date: "2016".into(),
        modified: "2017".into(),
        ttl: "60".into(),
        rights: "R".into(),
        description: "D".into(),
        authors: vec![Author::default()],
        ..ChannelDraft::default()
    };
    writer.end(Some("2.0"), &channel).unwrap();
    writer.end(Some("2.0"), &channel).unwrap();
    writer.begin("c", "csv").unwrap();
    assert_eq!(
        String::from_utf8(writer.finish().unwrap()).unwrap(),
        "{\"input\":\"a\",\"format\":\"csv\",\"items\":[],\"version\":null,\"channel\":{},\"findings\":[]}\n\
         {\"input\":\"b\",\"format\":\"rss\",\"items\":[],\"version\":\"2.0\",\"channel\":{\"id\":\"urn:x\",\
         \"description\":\"D\",\"authors\":[{}],\"date\":\"2016\",\"modified\":\"2017\",\"ttl\":\"60\",\"rights\":\"R\"},\"findings\":[]}\n\
         {\"input\":\"c\",\"format\":\"csv\",\"items\":[],\"version\":null,\"channel\":{},\"findings\":[]}\n",
    );
    assert_eq!(Writer::new(Vec::new()).finish().unwrap(), b"");
}

#[test]
fn a_finding_has_the_place_of_its_item_where_it_has_none_of_its_own() {
    let record = Record {
        number: 3,
        position: Position::default().after(b"\n\n  "),
        ..Record::default()
    };
    let what = "x".to_owned();
    let finding = Finding::about(FieldPath::of(Field::Tags, 1), FindingKind::Remark { what });
    let mut writer = Writer::new(Vec::new());
    writer.begin("a", "csv").unwrap();
    writer.findings(std::slice::from_ref(&finding)).unwrap();
    writer.item(record, &[finding]).unwrap();
    let line: Value = serde_json::from_slice(&writer.finish().unwrap()).unwrap();
    assert_eq!(
        line["findings"],
        json!([
            {"rule": "input.remark", "level": "note", "message": "x", "field": "tags[1]"},
            {"rule": "input.remark", "level": "note", "line": 3, "column": 3, "message": "x", "record": 3, "field": "tags[1]"},
        ])
    );
}

#[test]
fn findings_do_not_fill_the_memory() {
    let what = "x".repeat(1 << 16);
    let finding = Finding::general(FindingKind::Loss { what });
    let mut writer = Writer::new(Vec::new());
    writer.begin("a", "csv").unwrap();
    for _ in 0..1000 {
        writer.findings(std::slice::from_ref(&finding)).unwrap();
    }
    let line = writer.finish().unwrap();
    assert!(line.len() < MAX_FINDINGS + (1 << 17));
    let found: Value = serde_json::from_slice(&line).unwrap();
    let last = found["findings"].as_array().unwrap().last().unwrap();
    assert_eq!(
        *last,
        json!({"rule": "inspect.left-out", "level": "warning", "message": "744 more findings were left out"})
    );
}

proptest! {
    #[test]
    fn what_was_found_of_a_release_is_the_release(release in generate::release()) {
        let draft = Draft::from(&release);
        let mut writer = Writer::new(Vec::new());
        writer.begin("a", "json").unwrap();
        writer.item(Record { draft: draft.clone(), ..Record::default() }, &[]).unwrap();
        let line = String::from_utf8(writer.finish().unwrap()).unwrap();
        prop_assert_eq!(line.find('\n'), Some(line.len() - 1));
        let found: Value = serde_json::from_str(&line).unwrap();
        let item = &found["items"][0];
        prop_assert!(item["foreign"].is_array());
        let mut whole = item["draft"].clone();
        prop_assert!(whole.get("foreign").is_none());
        if !draft.foreign.is_empty() {
            whole["foreign"] = item["foreign"].clone();
        }
        prop_assert_eq!(whole, serde_json::to_value(&draft).unwrap());
    }
}
