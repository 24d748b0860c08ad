//! Every key of JSON Feed 1.0 and 1.1, written as the specification has it and as it is met.

use dateline_core::{ChannelDraft, Finding, Foreign};

use super::{Reader, read, read_item};

/// What is read of one item: the draft, and what was said.
#[track_caller]
fn item(item: &str) -> (String, Vec<String>) {
    let feed = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{item}]}}");
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
    assert!(reader.advance(&mut findings).unwrap());
    let draft = serde_json::to_string(&reader.record(&mut findings).unwrap().draft).unwrap();
    assert!(!reader.advance(&mut findings).unwrap());
    (draft, findings.iter().map(Finding::to_string).collect())
}

/// That an item is this draft, and nothing has to be said.
#[track_caller]
fn check(written: &str, draft: &str) {
    let (read, said) = item(written);
    assert_eq!(read, draft, "{written}");
    assert!(said.is_empty(), "{written}: {said:?}");
}

/// That an item is this draft with this repair, and that a strict reader refuses it.
#[track_caller]
fn check_mended(written: &str, draft: &str, said: &[&str]) {
    assert_eq!(
        item(written),
        (
            draft.to_owned(),
            said.iter().map(|s| (*s).to_owned()).collect()
        )
    );
    let feed =
        format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{written}]}}");
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()).strict(true));
    assert!(reader.advance(&mut findings).unwrap());
    let error = reader.record(&mut findings).unwrap_err().to_string();
    assert!(said[0].contains(&error), "{error}");
    assert!(!reader.advance(&mut findings).unwrap());
}

/// A key that is kept, as it stands in the draft.
fn kept(name: &str, text: &str) -> String {
    let element = Foreign {
        name: name.into(),
        namespace: Foreign::JSON_FEED.into(),
        text: text.into(),
        ..Foreign::default()
    };
    serde_json::to_string(&element).unwrap()
}

#[test]
fn ids() {
    check(r#"{"id":"a"}"#, r#"{"id":"a"}"#);
    check(r#"{"id":17}"#, r#"{"id":"17"}"#);
    check(r#"{"id":1.50}"#, r#"{"id":"1.50"}"#);
    check(r#"{"id":-1e400}"#, r#"{"id":"-1e400"}"#);
    check(
        r#"{"id":12345678901234567890123}"#,
        r#"{"id":"12345678901234567890123"}"#,
    );
    check("{}", "{}");
    check(r#"{"id":""}"#, "{}");
    check(r#"{"id":null}"#, "{}");
    check_mended(
        r#"{"id":true}"#,
        r#"{"id":"true"}"#,
        &["id: expected a text in quotes, found `true` or `false`; it was read as text"],
    );
    check_mended(
        r#"{"id":{"a": 1}}"#,
        &format!("{{\"foreign\":[{}]}}", kept("id", "{\"a\": 1}")),
        &["id: expected a text, found an object; it is kept as foreign data"],
    );
}

#[test]
fn texts() {
    check(
        r#"{"title":"A & b <i>","summary":"S\nT","content_text":"B"}"#,
        r#"{"title":"A & b <i>","summary":"S\nT","body":"B","body_type":"text/plain"}"#,
    );
    check(
        r#"{"content_html":"<p>B</p>"}"#,
        r#"{"body":"<p>B</p>","body_type":"text/html"}"#,
    );
    check(
        r#"{"content_html":" ","content_text":"B"}"#,
        r#"{"body":"B","body_type":"text/plain"}"#,
    );
    check(r#"{"content_html":"","content_text":""}"#, "{}");
    check(
        r#"{"content_text":"B","content_html":"<p>B</p>"}"#,
        &format!(
            r#"{{"body":"<p>B</p>","body_type":"text/html","foreign":[{}]}}"#,
            kept("content_text", "\"B\"")
        ),
    );
    check(
        r#"{"title":null,"summary":"","language":null,"tags":null,"authors":null}"#,
        "{}",
    );
    check_mended(
        r#"{"title":2016}"#,
        r#"{"title":"2016"}"#,
        &["title: expected a text in quotes, found a number; it was read as text"],
    );
    check_mended(
        r#"{"title":["A"]}"#,
        &format!("{{\"foreign\":[{}]}}", kept("title", "[\"A\"]")),
        &["title: expected a text, found a list; it is kept as foreign data"],
    );
    check_mended(
        r#"{"summary":false}"#,
        &format!("{{\"foreign\":[{}]}}", kept("summary", "false")),
        &[
            "summary: expected a text in quotes, found `true` or `false`; it is kept as foreign data",
        ],
    );
    check_mended(
        r#"{"content_html":{},"content_text":"B"}"#,
        &format!(
            r#"{{"body":"B","body_type":"text/plain","foreign":[{}]}}"#,
            kept("content_html", "{}")
        ),
        &["body: expected a text, found an object; it is kept as foreign data"],
    );
}

#[test]
fn addresses() {
    check(
        r#"{"url":"https://a.example"}"#,
        r#"{"url":"https://a.example"}"#,
    );
    check(
        r#"{"external_url":"https://b.example","url":"https://a.example"}"#,
        &format!(
            r#"{{"url":"https://a.example","foreign":[{}]}}"#,
            kept("external_url", "\"https://b.example\"")
        ),
    );
    let (draft, said) = item(r#"{"external_url":"https://b.example"}"#);
    assert_eq!(draft, r#"{"url":"https://b.example"}"#);
    assert_eq!(
        said,
        ["url: `https://b.example` was inferred from `external_url`"]
    );
    check(r#"{"external_url":null}"#, "{}");
    let feed =
        r#"{"image":"i","banner_image":"b","attachments":[{"url":"u", "mime_type":"audio/mpeg"}]}"#;
    check(
        feed,
        &format!(
            "{{\"foreign\":[{},{},{}]}}",
            kept("image", "\"i\""),
            kept("banner_image", "\"b\""),
            kept("attachments", r#"[{"url":"u", "mime_type":"audio/mpeg"}]"#),
        ),
    );
    check(
        r#"{"image":null,"banner_image":null,"attachments":null}"#,
        "{}",
    );
}

#[test]
fn dates() {
    check(
        r#"{"date_published":"2016-10-25T14:30:00+02:00","date_modified":"2016-10-26T00:00:00.5Z"}"#,
        r#"{"date":"2016-10-25T14:30:00+02:00","modified":"2016-10-26T00:00:00.5Z"}"#,
    );
    check(
        r#"{"date_published":"2016-10-25"}"#,
        r#"{"date":"2016-10-25"}"#,
    );
    check(r#"{"date_published":"","date_modified":null}"#, "{}");
    // Without an offset, and what is no date at all: the check says so.
    check(
        r#"{"date_published":"2016-10-25T14:30:00"}"#,
        r#"{"date":"2016-10-25T14:30:00"}"#,
    );
    check(
        r#"{"date_published":"2013-xx-27"}"#,
        r#"{"date":"2013-xx-27"}"#,
    );
    check(
        r#"{"date_published":"2003-12-31T25:14:55Z"}"#,
        r#"{"date":"2003-12-31T25:14:55Z"}"#,
    );
    let expected = "expected a date such as `2016-10-25T14:30:00Z` (RFC 3339), found";
    check_mended(
        r#"{"date_published":"Tue, 25 Oct 2016 14:30:00 GMT"}"#,
        r#"{"date":"2016-10-25T14:30:00Z"}"#,
        &[&format!(
            "date: {expected} `Tue, 25 Oct 2016 14:30:00 GMT`; it was read as `2016-10-25T14:30:00Z`"
        )],
    );
    check_mended(
        r#"{"date_modified":"1477405805"}"#,
        r#"{"modified":"2016-10-25T14:30:05Z"}"#,
        &[&format!(
            "modified: {expected} `1477405805`; it was read as `2016-10-25T14:30:05Z` (Unix time in seconds)"
        )],
    );
    check_mended(
        r#"{"date_published":1477405805120}"#,
        r#"{"date":"2016-10-25T14:30:05.120Z"}"#,
        &[&format!(
            "date: {expected} `1477405805120`; it was read as `2016-10-25T14:30:05.120Z` (Unix time in milliseconds)"
        )],
    );
    check_mended(
        r#"{"date_published":0}"#,
        &format!("{{\"foreign\":[{}]}}", kept("date_published", "0")),
        &[
            "date: expected a date such as `2016-10-25T14:30:00Z` (RFC 3339), found a number; it is kept as foreign data",
        ],
    );
    check_mended(
        r#"{"date_published":{"iso":"2016"}}"#,
        &format!(
            "{{\"foreign\":[{}]}}",
            kept("date_published", r#"{"iso":"2016"}"#)
        ),
        &["date: expected a text, found an object; it is kept as foreign data"],
    );
}

#[test]
fn tags() {
    check(r#"{"tags":["a","b","a"]}"#, r#"{"tags":["a","b","a"]}"#);
    check(r#"{"tags":[]}"#, "{}");
    check_mended(
        r#"{"tags":"a, b"}"#,
        r#"{"tags":["a, b"]}"#,
        &["tags: expected a list of texts, found a text; it was read as the only one"],
    );
    check_mended(
        r#"{"tags":["a",7,"",null]}"#,
        r#"{"tags":["a","7"]}"#,
        &[
            "tags: expected a text in quotes, found a number; it was read as text",
            "tags: expected a tag, found an empty one; it was left out",
            "tags: expected a tag, found an empty one; it was left out",
        ],
    );
    check_mended(
        r#"{"tags":["a",{"name":"b"}]}"#,
        &format!(
            r#"{{"tags":["a"],"foreign":[{}]}}"#,
            kept("tags", r#"["a",{"name":"b"}]"#)
        ),
        &["tags: expected a text in quotes, found an object; it is kept as foreign data"],
    );
    check_mended(
        r#"{"tags":{"a":1}}"#,
        &format!("{{\"foreign\":[{}]}}", kept("tags", r#"{"a":1}"#)),
        &["tags: expected a list of texts, found an object; it is kept as foreign data"],
    );
}

#[test]
fn authors() {
    check(r#"{"author":{"name":"A"}}"#, r#"{"sources":["A"]}"#);
    check(
        r#"{"authors":[{"name":"A"},{"name":"B"}]}"#,
        r#"{"sources":["A","B"]}"#,
    );
    check(r#"{"authors":[],"author":null}"#, "{}");
    // Who says more than a name is kept as a whole, of 1.0 as the list of 1.1.
    check(
        r#"{"author":{"name":"A","url":"https://a.example"}}"#,
        &format!(
            r#"{{"sources":["A"],"foreign":[{}]}}"#,
            kept("authors", r#"[{"name":"A","url":"https://a.example"}]"#)
        ),
    );
    check(
        r#"{"authors":[{"url":"https://a.example"}]}"#,
        &format!(
            "{{\"foreign\":[{}]}}",
            kept("authors", r#"[{"url":"https://a.example"}]"#)
        ),
    );
    check(
        r#"{"authors":[{"name":"A","avatar":"x"}],"author":{"name":"A"}}"#,
        &format!(
            r#"{{"sources":["A"],"foreign":[{}]}}"#,
            kept("authors", r#"[{"name":"A","avatar":"x"}]"#)
        ),
    );
    check_mended(
        r#"{"authors":{"name":"A"}}"#,
        r#"{"sources":["A"]}"#,
        &["sources: expected a list of authors, found an object; it was read as the only one"],
    );
    let one = "sources: expected an author such as `{\"name\": \"OSCE Secretariat\"}`, found";
    check_mended(
        r#"{"author":"A"}"#,
        r#"{"sources":["A"]}"#,
        &[&format!("{one} a text; it was read as the name")],
    );
    check_mended(
        r#"{"authors":["A","B"]}"#,
        r#"{"sources":["A","B"]}"#,
        &[
            &format!("{one} a text; it was read as the name"),
            &format!("{one} a text; it was read as the name"),
        ],
    );
    check_mended(
        r#"{"author":[{"name":"A"}]}"#,
        r#"{"sources":["A"]}"#,
        &[&format!("{one} a list; it was read as `authors`")],
    );
    check_mended(
        r#"{"authors":[{"name":"A"},7]}"#,
        &format!(
            r#"{{"sources":["A"],"foreign":[{}]}}"#,
            kept("authors", r#"[{"name":"A"},7]"#)
        ),
        &[&format!("{one} a number; it was passed over")],
    );
    check_mended(
        r#"{"author":7}"#,
        &format!("{{\"foreign\":[{}]}}", kept("author", "7")),
        &[&format!("{one} a number; it is kept as foreign data")],
    );
}

#[test]
fn a_record_has_its_authors_as_they_are_named() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","authors":[{"name":"Desk","url":"https://a.example"},{"url":"https://b.example"}],
        "items":[{"id":"1","authors":[{"name":"A","email":"a@a.example","url":"u"},{"avatar":"x"}]},{"id":"2"}]}"#;
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
    let mut said = Vec::new();
    while reader.advance(&mut findings).unwrap() {
        let record = reader.record(&mut findings).unwrap();
        said.push(format!(
            "{:?} {}",
            record.draft.sources,
            serde_json::to_string(&record.authors).unwrap()
        ));
    }
    assert_eq!(
        said,
        [
            r#"["A"] [{"name":"A","email":"a@a.example","url":"u"}]"#,
            r#"["Desk"] [{"name":"Desk","url":"https://a.example"},{"url":"https://b.example"}]"#,
        ]
    );
    let inherited: Vec<_> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(
        inherited,
        ["sources[0]: `Desk` was inferred from the authors of the feed"]
    );
}

#[test]
fn extensions_and_unknown_keys_are_kept_as_they_stand() {
    check(
        r#"{"_a": { "b" : [1.0, null] },"c.d":null,"":"é\u00e9"}"#,
        &format!(
            "{{\"foreign\":[{},{},{}]}}",
            kept("_a", "{ \"b\" : [1.0, null] }"),
            kept("c.d", "null"),
            kept("", "\"é\\u00e9\""),
        ),
    );
    // What XML cannot carry is escaped in a value; a key cannot be.
    check(
        "{\"_a\":\"\u{FFFE}b\u{FFFF}\"}",
        &format!("{{\"foreign\":[{}]}}", kept("_a", "\"\\ufffeb\\uffff\"")),
    );
    let (draft, said) = item(r#"{"_a\u0001":1}"#);
    assert_eq!(draft, "{}");
    assert_eq!(
        said,
        ["`_a\\u{1}` is not kept: the key has a character that XML cannot carry"]
    );
}

#[test]
fn keys_that_stand_twice() {
    check_mended(
        r#"{"title":"A","title":"B"}"#,
        r#"{"title":"B"}"#,
        &["expected each key once, found `title` again; the last one counts"],
    );
    // Of what is kept, all is kept.
    check(
        r#"{"_a":1,"_a":2}"#,
        &format!("{{\"foreign\":[{},{}]}}", kept("_a", "1"), kept("_a", "2")),
    );
}

#[test]
fn foreign_data_in_the_native_shape() {
    check(
        r#"{"_foreign":[{"name":"point","text":"1 2","attributes":{"a":"b"},"children":[{"text":"x"}]}],"image":"i"}"#,
        &format!(
            r#"{{"foreign":[{{"name":"point","text":"1 2","attributes":{{"a":"b"}},"children":[{{"text":"x"}}]}},{}]}}"#,
            kept("image", "\"i\"")
        ),
    );
    check(r#"{"_foreign":null}"#, "{}");
    check_mended(
        r#"{"_foreign":[{"name":7}]}"#,
        &format!("{{\"foreign\":[{}]}}", kept("_foreign", r#"[{"name":7}]"#)),
        &["expected a text in quotes, found a number; it is kept as foreign data"],
    );
    check_mended(
        r#"{"_foreign":["x"]}"#,
        &format!("{{\"foreign\":[{}]}}", kept("_foreign", r#"["x"]"#)),
        &[
            "expected a foreign element such as `{\"name\": \"point\", \"text\": \"42 21\"}`, found a text; it is kept as foreign data",
        ],
    );
}

#[test]
fn the_extension_of_others_is_no_fault() {
    check(
        r#"{"_schema_org":{"@type":"BlogPosting","headline":"H","genre":"News"}}"#,
        &format!(
            r#"{{"kind":"News","foreign":[{}]}}"#,
            kept(
                "_schema_org",
                r#"{"@type":"BlogPosting","headline":"H","genre":"News"}"#
            )
        ),
    );
    check_mended(
        r#"{"_schema_org":{"keywords":"a, b","genre":"News"}}"#,
        &format!(
            r#"{{"kind":"News","foreign":[{}]}}"#,
            kept("_schema_org", r#"{"keywords":"a, b","genre":"News"}"#)
        ),
        &["expected a list of terms, found a text; `_schema_org` is kept as foreign data"],
    );
    check_mended(
        r#"{"_schema_org":7}"#,
        &format!("{{\"foreign\":[{}]}}", kept("_schema_org", "7")),
        &["expected an object, found a number; it is kept as foreign data"],
    );
}

#[test]
fn a_term_that_was_mended_in_the_extension_alone_counts() {
    let item_with = |tags: &str, name: &str| {
        item(&format!(
            r#"{{"tags":[{tags}],"_schema_org":{{"keywords":[{{"name":"{name}","inDefinedTermSet":"https://www.osce.org/fields-of-work"}},{{"name":"Water"}}]}}}}"#
        ))
    };
    let (draft, said) = item_with(r#""Bordr management","Water""#, "Border management");
    assert_eq!(
        draft,
        r#"{"fields_of_work":["Border management"],"tags":["Water"]}"#
    );
    assert_eq!(
        said,
        [
            "tags: `Border management, Water` is kept, and does not agree with `_schema_org.keywords` and `_schema_org.mentions`"
        ]
    );
    // Where the vocabulary knows both, or neither, the plain tag counts, as other programs show it.
    let (draft, _) = item_with(r#""Border management","Water""#, "Bordr management");
    assert_eq!(draft, r#"{"tags":["Water","Border management"]}"#);
    let (draft, _) = item_with(r#""Bordr managemnt","Water""#, "Bordr management");
    assert_eq!(draft, r#"{"tags":["Water","Bordr managemnt"]}"#);
    // A tag that was added or taken away is no name in the place of another.
    let (draft, _) = item_with(r#""Rivers""#, "Border management");
    assert_eq!(draft, r#"{"tags":["Rivers"]}"#);
    let (draft, _) = item_with(r#""Water","Rivers""#, "Border management");
    assert_eq!(draft, r#"{"tags":["Water","Rivers"]}"#);
}

#[test]
fn a_date_that_was_mended_in_the_extension_alone_counts() {
    let (draft, said) =
        item(r#"{"date_published":"25. 10.","_schema_org":{"datePublished":"2016-10-25"}}"#);
    assert_eq!(draft, r#"{"date":"2016-10-25"}"#);
    assert_eq!(
        said,
        ["date: `2016-10-25` is kept, and does not agree with `25. 10.` in `date_published`"]
    );
}

/// The version as which a feed is read, and what is said of it.
#[track_caller]
fn version(key: &str) -> (String, Vec<String>) {
    let feed = format!("{{{key}\"items\":[]}}");
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
    assert!(!reader.advance(&mut findings).unwrap());
    let said: Vec<_> = findings.iter().map(Finding::to_string).collect();
    let strict = Reader::new(feed.as_bytes())
        .strict(true)
        .advance(&mut Vec::new());
    let repairs = findings
        .iter()
        .any(|finding| finding.kind.rule() == "input.repair");
    assert_eq!(strict.is_err(), repairs, "{key}");
    (reader.version().to_owned(), said)
}

#[test]
fn versions() {
    let exact = |url: &str| version(&format!("\"version\":\"{url}\","));
    assert_eq!(
        exact("https://jsonfeed.org/version/1"),
        ("1.0".to_owned(), vec![])
    );
    assert_eq!(
        exact("https://jsonfeed.org/version/1.1"),
        ("1.1".to_owned(), vec![])
    );
    for (url, as_which) in [
        ("http://jsonfeed.org/version/1", "1.0"),
        ("https://www.jsonfeed.org/version/1/", "1.0"),
        ("https://jsonfeed.org/version/1.0", "1.0"),
        ("http://www.jsonfeed.org/version/1.1/", "1.1"),
        (" https://jsonfeed.org/version/1.1", "1.1"),
        ("1", "1.0"),
        ("1.0", "1.0"),
        ("1.1", "1.1"),
        ("2.0", "1.1"),
        ("https://jsonfeed.org/version/0.9", "1.1"),
        ("https://jsonfeed.org/version/1.1.x", "1.1"),
        ("", "1.1"),
    ] {
        let expected = format!(
            "expected `https://jsonfeed.org/version/1.1`, found `{url}`; it was read as {as_which}"
        );
        assert_eq!(exact(url), (as_which.to_owned(), vec![expected]), "{url}");
    }
    for url in [
        "https://jsonfeed.org/version/1.2",
        "https://jsonfeed.org/version/2/",
        "https://www.jsonfeed.org/version/1.10.3",
    ] {
        let said = format!("`{url}` is newer than version 1.1, as which it was read");
        assert_eq!(exact(url), ("1.1".to_owned(), vec![said]), "{url}");
    }
    assert_eq!(
        version(""),
        (
            "1.1".to_owned(),
            vec!["expected a key `version`, found none; it was read as 1.1".to_owned()]
        )
    );
    let (as_which, said) = version("\"version\":1,");
    assert_eq!((as_which.as_str(), said.len()), ("1.0", 2));
    let (as_which, said) = version("\"version\":[1],");
    assert_eq!((as_which.as_str(), said.len()), ("1.1", 2), "{said:?}");
}

#[test]
fn what_a_feed_says_about_itself() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://a.example",
        "feed_url":"https://a.example/feed","description":"D","language":"fr","authors":[{"name":"A","email":"e","url":"u","avatar":"v"}],
        "icon":"i","favicon":"f","hubs":[{"type":"WebSub","url":"h"}],"expired":true,"user_comment":"c","_ext":{},
        "next_url":"https://a.example/2","items":[]}"#;
    let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
    assert!(!reader.advance(&mut findings).unwrap());
    let author = dateline_core::Author {
        name: "A".into(),
        email: "e".into(),
        url: "u".into(),
    };
    let expected = ChannelDraft {
        title: "T".into(),
        link: "https://a.example".into(),
        description: "D".into(),
        feed_url: "https://a.example/feed".into(),
        language: "fr".into(),
        authors: vec![author],
        image: "i".into(),
        hub: "h".into(),
        ..ChannelDraft::default()
    };
    assert_eq!(*reader.channel(), expected);
    let said: Vec<_> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(
        said,
        [
            "`avatar` of an author of the feed is not kept",
            "`favicon` of the feed is not kept",
            "`expired` of the feed is not kept",
            "`user_comment` of the feed is not kept",
            "`_ext` of the feed is not kept",
            "`next_url` of the feed is not kept: more items are at `https://a.example/2`",
        ]
    );
}

#[test]
fn keys_of_a_feed_that_are_not_kept_are_named_once_and_not_without_end() {
    let keys: Vec<String> = (0..40).map(|n| format!("\"k{n}\":1,\"k0\":2,")).collect();
    let keys = keys.concat();
    let log = read(format!(
        "{{{keys}\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}}"
    ));
    assert_eq!(log.lines().count(), 17, "{log}");
    assert!(
        log.ends_with("24 more keys of the feed are not kept\n"),
        "{log}"
    );
}

#[test]
fn authors_of_a_feed_in_both_versions() {
    let said = |keys: &str| {
        let feed =
            format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",{keys},\"items\":[{{}}]}}");
        let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
        assert!(reader.advance(&mut findings).unwrap());
        let said: Vec<_> = findings.iter().map(Finding::to_string).collect();
        let record = reader.record(&mut findings).unwrap();
        (format!("{:?}", record.draft.sources), said)
    };
    let (a, both) = (
        r#""author":{"name":"A"}"#,
        r#""authors":[{"name":"A"},{"name":"B"}]"#,
    );
    assert_eq!(
        said(&format!("{a},{both}")),
        (r#"["A", "B"]"#.to_owned(), vec![])
    );
    assert_eq!(
        said(&format!("{both},{a}")),
        (r#"["A", "B"]"#.to_owned(), vec![])
    );
    let c = r#""author":{"name":"C"}"#;
    let disagree = "`A, B` is kept, and does not agree with `C` in `author` of the feed".to_owned();
    assert_eq!(
        said(&format!("{c},{both}")),
        (r#"["A", "B"]"#.to_owned(), vec![disagree.clone()])
    );
    assert_eq!(
        said(&format!("{both},{c}")),
        (r#"["A", "B"]"#.to_owned(), vec![disagree])
    );
    let (sources, said) = said(r#""author":7"#);
    assert_eq!(sources, "[]");
    assert_eq!(said[1], "`author` of the feed is not kept");
}

#[test]
fn keys_in_any_order() {
    let log = read(
        r#"{"items":[{"id":"1"}],"language":"fr","title":"T","authors":[{"name":"A"}],"version":"https://jsonfeed.org/version/1"}"#,
    );
    assert_eq!(
        log,
        "1:11 #1 {\"id\":\"1\"}\n\
         \x20 1:23 format.loss : `language` of the feed stands behind its items, too late to be used\n\
         \x20 1:39 format.loss : `title` of the feed stands behind its items, too late to be used\n\
         \x20 1:51 format.loss : `authors` of the feed stands behind its items, too late to be used\n"
    );
    // Two lists of items are both read.
    let log = read(
        r#"{"items":[{"id":"1"}],"version":"https://jsonfeed.org/version/1","items":[{"id":"2"}]}"#,
    );
    assert!(
        log.contains("#1 {\"id\":\"1\"}") && log.contains("#2 {\"id\":\"2\"}"),
        "{log}"
    );
    assert!(log.contains("its items were read as well"), "{log}");
    let log = read(r#"{"version":"https://jsonfeed.org/version/1","items":null}"#);
    assert_eq!(
        log,
        "  1:53 input.repair : expected a list of items, found `null`; it was read as an empty one\n"
    );
}

#[test]
fn an_item_that_is_no_object_is_an_error_of_it_alone() {
    for (value, found) in [
        ("7", "a number"),
        ("\"x\"", "a text"),
        ("[]", "a list"),
        ("null", "`null`"),
        ("true", "`true` or `false`"),
    ] {
        assert_eq!(
            read_item(&format!("{value},{{\"id\":\"2\"}}")),
            format!(
                "2:1 Record json.type $.items[0]: expected an item as an object, found {found}\n2:{} #2 {{\"id\":\"2\"}}\n",
                value.len() + 2
            )
        );
    }
}
