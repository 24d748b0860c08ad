//! Feeds of this crate and of others.

use std::fmt::Write as _;
use std::io::{self, Read};

use dateline_core::{
    Channel, ChannelDraft, Checker, Draft, Fault, Field, FieldPath, Finding, Release, Withheld,
    Written,
};
use insta::assert_snapshot;
use proptest::prelude::*;

mod rules;
mod spec;

use super::{Reader, Writer, document};
use crate::generate;

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

pub(crate) fn channel() -> Channel {
    Channel::try_from(ChannelDraft {
        title: "Borders".into(),
        link: "https://www.osce.org/borders".into(),
        description: "What is \"new\" at borders.".into(),
        feed_url: "https://www.osce.org/borders.json".into(),
        language: "en".into(),
        ..ChannelDraft::default()
    })
    .unwrap()
}

fn write(releases: &[Release<'_>]) -> String {
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap();
    for release in releases {
        let written = writer.write(release, &mut Vec::new()).unwrap();
        let withheld = Written::Withheld(Withheld::Embargo);
        assert_eq!(written == withheld, release.embargo().is_some());
    }
    String::from_utf8(writer.finish(&mut Vec::new()).unwrap()).unwrap()
}

/// A feed with all foreign data in it.
fn write_all(releases: &[Release<'_>]) -> String {
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap().foreign(true);
    let mut findings = Vec::new();
    for release in releases {
        let _ = writer.write(release, &mut findings).unwrap();
    }
    assert_eq!(findings, []);
    String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap()
}

fn run<R: Read>(mut reader: Reader<R>) -> String {
    let (mut log, mut findings) = (String::new(), Vec::new());
    loop {
        let advanced = reader.advance(&mut findings);
        let read = match &advanced {
            Ok(true) => reader.record(&mut findings).map(Some),
            Ok(false) | Err(_) => Ok(None),
        };
        for Finding {
            kind,
            path,
            position,
        } in findings.drain(..)
        {
            let position = position.map(|p| p.to_string()).unwrap_or_default();
            let path = path.map(|p| p.to_string()).unwrap_or_default();
            writeln!(log, "  {position} {} {path}: {kind}", kind.rule()).unwrap();
        }
        let mut error = |error: &crate::Error| {
            let path = error.name().unwrap_or_default();
            writeln!(
                log,
                "{} {:?} {} {path}: {error}",
                error.position(),
                error.scope(),
                error.rule()
            )
            .unwrap();
        };
        match (advanced, read) {
            (Err(e), _) | (_, Err(e)) => error(&e),
            (Ok(false), _) => return log,
            (_, Ok(record)) => {
                let Some(record) = record else { continue };
                let draft = serde_json::to_string(&record.draft).unwrap();
                writeln!(log, "{} #{} {draft}", record.position, record.number).unwrap();
            }
        }
    }
}

/// What is read of a feed, whole and drop by drop.
#[track_caller]
fn read(input: impl AsRef<[u8]>) -> String {
    let input = input.as_ref();
    let log = run(Reader::new(input));
    assert_eq!(log, run(Reader::new(Drip(input))));
    log
}

/// What is read of one item.
#[track_caller]
fn read_item(item: &str) -> String {
    read(format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[\n{item}]}}"
    ))
}

#[test]
fn writes_a_feed() {
    assert_snapshot!(write(&[]), @r#"{"version":"https://jsonfeed.org/version/1.1","title":"Borders","home_page_url":"https://www.osce.org/borders","feed_url":"https://www.osce.org/borders.json","description":"What is \"new\" at borders.","language":"en","items":[]}"#);
    let draft: Draft<'_> = serde_json::from_str(
        r#"{"id":"1","number":"7","kind":"Statement","title":" Ti\"tle ","date":"2016-10-25T14:30+02:00",
            "modified":"2017","language":"sr-Latn","url":"https://a.example/1","places":[{"name":"A","qualifier":"B"}],
            "sources":["UNDP"],"fields_of_work":["Border management"],"participating_states":["Albania"],
            "partner_states":["Japan"],"tags":["x","{s}y","x"],"summary":"S","body":"<p>é</p>","body_type":"text/html",
            "translations":{"uk":"https://a.example/2"}}"#,
    )
    .unwrap();
    let full = Release::try_from(draft).unwrap().into_owned();
    let small = Draft {
        id: "2".into(),
        title: "B".into(),
        date: "2016".into(),
        ..Draft::default()
    };
    assert_snapshot!(write(&[full, Release::try_from(small).unwrap()]), @r#"
    {"version":"https://jsonfeed.org/version/1.1","title":"Borders","home_page_url":"https://www.osce.org/borders","feed_url":"https://www.osce.org/borders.json","description":"What is \"new\" at borders.","language":"en","items":[
    {"id":"1","url":"https://a.example/1","title":" Ti\"tle ","summary":"S","content_html":"<p>é</p>","date_published":"2016-10-25T14:30:00+02:00","date_modified":"2017-01-01T00:00:00Z","authors":[{"name":"UNDP"}],"tags":["Border management","Albania","Japan","x","y"],"language":"sr-Latn","_schema_org":{"about":"https://schema.org/NewsArticle","@type":"NewsArticle","identifier":"7","datePublished":"2016-10-25T14:30+02:00","dateModified":"2017","genre":"Statement","locationCreated":[{"@type":"Place","name":"A","address":"B"}],"keywords":[{"@type":"DefinedTerm","name":"Border management","termCode":"border-management","inDefinedTermSet":"https://www.osce.org/fields-of-work"},{"@type":"DefinedTerm","name":"Japan","termCode":"JP","inDefinedTermSet":"https://www.osce.org/partners-for-cooperation"},{"@type":"DefinedTerm","name":"x"},{"@type":"DefinedTerm","name":"y","inDefinedTermSet":"s"},{"@type":"DefinedTerm","name":"x"}],"mentions":[{"@type":"Country","name":"Albania"}],"workTranslation":[{"inLanguage":"uk","url":"https://a.example/2"}]}},
    {"id":"2","title":"B","content_text":"","date_published":"2016-01-01T00:00:00Z","language":"und","_schema_org":{"about":"https://schema.org/NewsArticle","@type":"NewsArticle","datePublished":"2016"}}
    ]}
    "#);
}

#[test]
fn a_release_with_an_embargo_is_withheld() {
    let draft = Draft {
        id: "2".into(),
        title: "B".into(),
        date: "2016".into(),
        embargo: "2017".into(),
        ..Draft::default()
    };
    assert_eq!(write(&[Release::try_from(draft).unwrap()]), write(&[]));
}

#[test]
fn reads_a_foreign_feed() {
    assert_snapshot!(read(r#"{
  "version": "https://www.jsonfeed.org/version/1/",
  "user_comment": "hello", "icon": "https://a.example/i.png",
  "title": "Rivers", "home_page_url": "https://a.example", "language": "fr",
  "author": {"name": "The desk", "url": "https://a.example/desk"},
  "items": [
    {"id": 17, "url": "https://a.example/17", "external_url": "https://b.example",
     "content_html": "<p>High &amp; dry</p>", "content_text": "High & dry", "tags": ["Water", "", "{a}b", 7],
     "date_published": "2016-10-25T14:30:00+02:00", "attachments": [{"url": "x", "mime_type": "y"}]},
    {"id": "18", "title": "T", "author": {"name": "Ann"}, "content_html": "<p>A</p>", "content_text": "B",
     "language": "de", "_ext": {"deep": [1, {"x": null}]}, "summary": null}
  ],
  "next_url": "https://a.example/2", "title2": 1, "description": "too late"
}"#), @r#"
      2:14 input.repair : expected `https://jsonfeed.org/version/1.1`, found `https://www.jsonfeed.org/version/1/`; it was read as 1.0
      3:3 format.loss : `user_comment` of the feed is not kept
      8:95 input.repair tags: expected a tag, found an empty one; it was left out
      8:107 input.repair tags: expected a text in quotes, found a number; it was read as text
      7:5 release.inferred language: `fr` was inferred from the language of the feed
      7:5 release.inferred sources[0]: `The desk` was inferred from the authors of the feed
    7:5 #1 {"id":"17","date":"2016-10-25T14:30:00+02:00","language":"fr","url":"https://a.example/17","sources":["The desk"],"tags":["Water","{}{a}b","7"],"body":"<p>High &amp; dry</p>","body_type":"text/html","foreign":[{"name":"external_url","namespace":"https://jsonfeed.org/version/1.1","text":"\"https://b.example\""},{"name":"content_text","namespace":"https://jsonfeed.org/version/1.1","text":"\"High & dry\""},{"name":"attachments","namespace":"https://jsonfeed.org/version/1.1","text":"[{\"url\": \"x\", \"mime_type\": \"y\"}]"}]}
    10:5 #2 {"id":"18","title":"T","language":"de","sources":["Ann"],"body":"<p>A</p>","body_type":"text/html","foreign":[{"name":"content_text","namespace":"https://jsonfeed.org/version/1.1","text":"\"B\""},{"name":"_ext","namespace":"https://jsonfeed.org/version/1.1","text":"{\"deep\": [1, {\"x\": null}]}"}]}
      13:3 format.loss : `next_url` of the feed is not kept: more items are at `https://a.example/2`
      13:38 format.loss : `title2` of the feed is not kept
      13:51 format.loss : `description` of the feed stands behind its items, too late to be used
    "#);
}

#[test]
fn authors_of_both_versions() {
    assert_snapshot!(read_item(r#"{"author":{"name":"A"},"authors":[{"name":"A"},{"avatar":"x"}]}"#), @r#"2:1 #1 {"sources":["A"],"foreign":[{"name":"authors","namespace":"https://jsonfeed.org/version/1.1","text":"[{\"name\":\"A\"},{\"avatar\":\"x\"}]"}]}"#);
    assert_snapshot!(read_item(r#"{"author":{"name":"B"},"authors":[{"name":"A"}]}"#), @r#"
      2:2 release.disagreement sources: `A` is kept, and does not agree with `B` in `author`
    2:1 #1 {"sources":["A"],"foreign":[{"name":"author","namespace":"https://jsonfeed.org/version/1.1","text":"{\"name\":\"B\"}"}]}
    "#);
}

#[test]
fn what_is_no_feed() {
    assert_snapshot!(read(""), @r#"1:1 Document json.empty : expected a JSON Feed, which is an object with `version` and `items`, found an empty input"#);
    assert_snapshot!(read("[]"), @r#"1:1 Document json.type : expected a JSON Feed, which is an object with `version` and `items`, found a list"#);
    assert_snapshot!(read("<rss/>"), @r#"1:1 Document json.syntax : expected a JSON Feed, which is an object with `version` and `items`, found `<`"#);
    assert_snapshot!(read("{}"), @r#"1:3 Document json.missing-key : expected a key `items`, found none"#);
    assert_snapshot!(read(r#"{"items": {}}"#), @r#"1:11 Document json.type : expected a list of items, found an object"#);
    assert_snapshot!(read(r#"{"version": "https://jsonfeed.org/version/2", "items": []}"#), @"  1:13 input.remark : `https://jsonfeed.org/version/2` is newer than version 1.1, as which it was read");
    assert_snapshot!(read(r#"{"items": [{"id": "1"}], "version": 7, "title": 1}"#), @r#"
    1:12 #1 {"id":"1"}
      1:37 input.repair : expected a text in quotes, found a number; it was read as text
      1:37 input.repair : expected `https://jsonfeed.org/version/1.1`, found `7`; it was read as 1.1
      1:49 input.repair : expected a text in quotes, found a number; it was read as text
      1:40 format.loss : `title` of the feed stands behind its items, too late to be used
    "#);
    assert_snapshot!(read(r#"{"version": "https://jsonfeed.org/version/1.1", "items": []} x"#), @r#"1:62 Document json.trailing : expected nothing behind the feed, found `x`"#);
    assert_snapshot!(read(r#"{"items": [], "items": []}"#), @"
    1:15 input.repair : expected each key once, found `items` again; its items were read as well
    1:27 input.repair : expected a key `version`, found none; it was read as 1.1
    ");
    assert_snapshot!(read(r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}"#), @r#"
    1:59 #1 {"id":"1"}
    1:70 Document json.truncated $.items[1]: expected `,` or `]` behind the object, found the end
    "#);
    assert_snapshot!(read(r#"{"title": "a" "items": []}"#), @r#"
    1:15 input.repair : expected `,` or `}`, found `"`; it was read as the next key
    1:27 input.repair : expected a key `version`, found none; it was read as 1.1
    "#);
    assert_snapshot!(read("{\"title\": \"a\nb\", \"items\": []}"), @r#"1:13 Document json.syntax $: expected `\n` for a line break inside a text, or `"` at its end, found a line break"#);
}

#[test]
fn a_broken_item_reaches_no_further() {
    assert_snapshot!(read_item("{\"id\":\"1\",\"title\":7},\n7,\n{\"id\":\"2\",\"id\":\"3\"},\n{\"id\":\"4\",\"tags\":[{}]},\n{\"id\":\"5\"}"), @r#"
      2:19 input.repair title: expected a text in quotes, found a number; it was read as text
    2:1 #1 {"id":"1","title":"7"}
    3:1 Record json.type $.items[1]: expected an item as an object, found a number
      4:11 input.repair : expected each key once, found `id` again; the last one counts
    4:1 #3 {"id":"3"}
      5:19 input.repair tags: expected a text in quotes, found an object; it is kept as foreign data
    5:1 #4 {"id":"4","foreign":[{"name":"tags","namespace":"https://jsonfeed.org/version/1.1","text":"[{}]"}]}
    6:1 #5 {"id":"5"}
    "#);
    assert_snapshot!(read_item("{\"id\":\"1\",\"_schema_org\":{\"keywords\":[{\"name\":[]}]}},\n{\"id\":\"2\",},\n{\"id\":\"3}, \"a\"},\n{\"id\":\"4\"}"), @r#"
      2:46 input.repair : expected a text, found a list; `_schema_org` is kept as foreign data
    2:1 #1 {"id":"1","foreign":[{"name":"_schema_org","namespace":"https://jsonfeed.org/version/1.1","text":"{\"keywords\":[{\"name\":[]}]}"}]}
    3:11 Record json.syntax $.items[1]: expected a key in quotes, found `}`; JSON has no comma behind the last value
    4:13 Record json.syntax $.items[2]: expected `,` or `}`, found `a`
    5:1 #4 {"id":"4"}
    "#);
    assert_snapshot!(read(b"{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"\xFF\"},{\"id\":\"2\"}]}"), @r#"
    1:63 Record json.utf8 $.items[0]: expected UTF-8, found the byte 0xFF
    1:67 #2 {"id":"2"}
    "#);
}

#[test]
fn a_plain_key_that_was_changed_counts() {
    let twin = r#""_schema_org":{"datePublished":"2016-10-25","dateModified":"2017"}"#;
    let item = |published: &str| {
        read_item(&format!(
            "{{\"date_published\":\"{published}\",\"date_modified\":\"2017-01-01T00:00:00Z\",{twin}}}"
        ))
    };
    assert_snapshot!(item("2016-10-25T00:00:00Z"), @r#"2:1 #1 {"date":"2016-10-25","modified":"2017"}"#);
    // The same instant in other words is no change.
    assert_snapshot!(item("2016-10-25T02:00:00+02:00"), @r#"2:1 #1 {"date":"2016-10-25","modified":"2017"}"#);
    assert_snapshot!(item("2016-10-26T00:00:00Z"), @r#"
      2:19 release.disagreement date: `2016-10-26T00:00:00Z` is kept, and does not agree with `2016-10-25` in `_schema_org.datePublished`
    2:1 #1 {"date":"2016-10-26T00:00:00Z","modified":"2017"}
    "#);
    assert_snapshot!(read_item(&format!("{{{twin}}}")), @r#"2:1 #1 {"date":"2016-10-25","modified":"2017"}"#);

    let terms = r#""_schema_org":{"keywords":[
        {"name":"Border management","inDefinedTermSet":"https://www.osce.org/fields-of-work"},
        {"name":"Water","inDefinedTermSet":"s"},{"name":"Water"}],"mentions":[{"name":"Albania"}]}"#;
    let item = |tags: &str| read_item(&format!("{{\"tags\":{tags},{terms}}}"));
    assert_snapshot!(item(r#"["Border management","Albania","Water"]"#), @r#"2:1 #1 {"fields_of_work":["Border management"],"participating_states":["Albania"],"tags":["{s}Water","Water"]}"#);
    assert_snapshot!(item(r#"["Water","Rivers","Albania"]"#), @r#"
      2:9 release.disagreement tags: `Water, Rivers, Albania` is kept, and does not agree with `_schema_org.keywords` and `_schema_org.mentions`
    2:1 #1 {"participating_states":["Albania"],"tags":["{s}Water","Water","Rivers"]}
    "#);
    assert_snapshot!(item("[]"), @"
      2:9 release.disagreement tags: `` is kept, and does not agree with `_schema_org.keywords` and `_schema_org.mentions`
    2:1 #1 {}
    ");
    assert_snapshot!(read_item(&format!("{{{terms}}}")), @r#"2:1 #1 {"fields_of_work":["Border management"],"participating_states":["Albania"],"tags":["{s}Water","Water"]}"#);
}

#[test]
fn what_the_extension_has_beyond_ours_is_named() {
    assert_snapshot!(read_item(r#"{"_schema_org":{"headline":"x","locationCreated":[{"@type":"Place","name":"A","geo":1}],"keywords":["bare"],"mentions":["Albania"],"identifier":7}}"#), @r#"2:1 #1 {"number":"7","places":[{"name":"A"}],"participating_states":["Albania"],"tags":["bare"],"foreign":[{"name":"_schema_org","namespace":"https://jsonfeed.org/version/1.1","text":"{\"headline\":\"x\",\"locationCreated\":[{\"@type\":\"Place\",\"name\":\"A\",\"geo\":1}],\"keywords\":[\"bare\"],\"mentions\":[\"Albania\"],\"identifier\":7}"}]}"#);
}

#[test]
fn values_are_located_on_demand() {
    let release = Release::try_from(Draft {
        id: "1".into(),
        number: "7".into(),
        title: "é".into(),
        date: "2016".into(),
        tags: vec!["x".into(), "{s}y".into()],
        body: "B".into(),
        ..Draft::default()
    })
    .unwrap()
    .into_owned();
    let feed = write(&[release]);
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
    assert!(reader.advance(&mut findings).unwrap());
    let at = |path: FieldPath| {
        let byte = reader.locate(&path, None)?.position.byte;
        let rest = &feed[usize::try_from(byte).unwrap()..];
        Some(rest.split([',', '}']).next().unwrap().to_owned())
    };
    assert_eq!(at(Field::Title.into()).as_deref(), Some("\"é\""));
    assert_eq!(at(Field::Number.into()).as_deref(), Some("\"7\""));
    assert_eq!(at(Field::Date.into()).as_deref(), Some("\"2016\""));
    assert_eq!(at(Field::Body.into()).as_deref(), Some("\"B\""));
    assert_eq!(
        at(FieldPath::of(Field::Tags, 1)).as_deref(),
        Some("{\"@type\":\"DefinedTerm\"")
    );
    assert_eq!(at(Field::Url.into()), None);
}

#[test]
fn an_item_alone_says_the_same() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1","title":"T","language":"fr","authors":[{"name":"A"}],"items":[{"id":"1"},{"id":"2"}]}"#;
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
    while reader.advance(&mut findings).unwrap() {
        let alone = document(reader.header(), reader.raw());
        let (mut notes, mut again) = (Vec::new(), Reader::new(&alone[..]));
        assert!(again.advance(&mut notes).unwrap());
        let draft = again.record(&mut notes).unwrap().draft;
        assert_eq!(draft, reader.record(&mut findings).unwrap().draft);
        assert_eq!(again.channel(), reader.channel());
        assert!(!again.advance(&mut notes).unwrap());
    }
    assert_snapshot!(String::from_utf8_lossy(reader.header()), @r#"{"version":"https://jsonfeed.org/version/1","title":"T","language":"fr","authors":[{"name":"A"}]}"#);
    assert_eq!(document(b" {} ", b"x"), b"{\"items\":[x]}");
    assert_eq!(document(b"", b"x"), b"{\"items\":[x]}");
}

proptest! {
    #[test]
    fn every_release_comes_back(releases in prop::collection::vec(generate::release(), 0..4)) {
        let feed = write_all(&releases);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&feed).is_ok(), "{feed}");
        let mut reader = Reader::new(feed.as_bytes()).strict(true);
        let (mut findings, mut again) = (Vec::new(), Vec::new());
        while reader.advance(&mut findings).unwrap() {
            let draft = reader.record(&mut findings).unwrap().draft;
            prop_assert!(findings.is_empty(), "{:?}", findings);
            let checker = Checker::default().keep_unlisted(true);
            again.push(checker.check(draft, &mut Vec::new()).unwrap().into_owned());
        }
        let public: Vec<_> = releases.iter().filter(|r| r.embargo().is_none()).collect();
        prop_assert_eq!(again.len(), public.len());
        for (again, release) in again.iter().zip(public) {
            let (mut read, mut wanted) = (Draft::from(again), Draft::from(release));
            // All foreign data comes back, those that are keys of the item in front.
            for foreign in [&mut read.foreign, &mut wanted.foreign] {
                foreign.sort_by_key(|element| serde_json::to_string(element).unwrap());
            }
            prop_assert_eq!(read, wanted);
        }
        prop_assert_eq!(write_all(&again), feed);
    }

    #[test]
    fn nothing_makes_it_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "[", "]", "{", "}", ",", ":", "\"", "\\", "\n", " ", "é", "null", "1", "\"items\":[", "\"version\":",
        "\"https://jsonfeed.org/version/1\"", "{\"id\":1}", "\"tags\"", "\"_schema_org\":{", "\"authors\":[", "\0",
    ]), 0..24)) {
        read(pieces.concat());
        read(format!("{{{}", pieces.concat()));
        read(format!("{{\"items\":[{{{}", pieces.concat()));
    }
}

#[test]
fn a_feed_language_that_is_none_is_not_inherited() {
    let feed = br#"{"version":"https://jsonfeed.org/version/1.1","language":"en_US","items":[{"id":"1"}]}"#;
    assert_snapshot!(read(feed), @r#"
      1:47 format.loss : items do not inherit the language of the feed: expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47), found `en_US`
    1:75 #1 {"id":"1"}
    "#);
}
