//! What a feed that this crate writes must be: the rules of JSON Feed 1.1.

use dateline_core::{
    Channel, ChannelDraft, Draft, Finding, Foreign, Paging, Release, WebAddress, Written,
};
use proptest::prelude::*;
use serde_json::Value;

use super::{channel, write, write_all};
use crate::feed::{Encoder, Reader, Writer};
use crate::generate;

fn object(value: &Value) -> &serde_json::Map<String, Value> {
    value.as_object().unwrap()
}

fn texts<'v>(value: &'v Value, keys: &[&str]) -> Vec<&'v str> {
    keys.iter()
        .filter_map(|key| value.get(*key))
        .map(|text| text.as_str().unwrap())
        .collect()
}

/// J1: the version, the title and the items are there.
fn j1(feed: &Value) {
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(!feed["title"].as_str().unwrap().is_empty());
    assert!(feed["items"].is_array());
}

/// J2: a public feed names its page and itself, and its language.
fn j2(feed: &Value) {
    for key in ["home_page_url", "feed_url"] {
        assert!(feed[key].as_str().unwrap().starts_with("http"), "{key}");
    }
    for item in feed["items"].as_array().unwrap().iter().chain([feed]) {
        let language = item["language"].as_str().unwrap();
        assert!(
            language
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-'),
            "{language}"
        );
    }
}

/// J3: every item has an id, which is a text, and a content.
fn j3(item: &Value) {
    assert!(!item["id"].as_str().unwrap().is_empty());
    assert!(!texts(item, &["content_html", "content_text"]).is_empty());
}

/// J4: title, summary and tags are texts.
fn j4(item: &Value) {
    assert_eq!(texts(item, &["title"]).len(), 1);
    texts(item, &["summary"]);
    for tag in item
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        assert!(!tag.as_str().unwrap().is_empty());
    }
}

/// J5: dates are those of RFC 3339.
fn j5(item: &Value) {
    let dates = texts(item, &["date_published", "date_modified"]);
    assert!(!dates.is_empty());
    for date in dates {
        let (day, time) = date.split_once('T').unwrap();
        assert_eq!(day.len(), 10, "{date}");
        let (clock, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap());
        assert!(clock.len() >= 8 && clock.len() != 9, "{date}");
        assert!(zone == "Z" || zone.len() == 6, "{date}");
    }
}

/// J6: authors in the plural, each with a name, an address or a picture.
fn j6(item: &Value) {
    assert!(item.get("author").is_none());
    for author in item
        .get("authors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        assert!(
            !texts(author, &["name", "url", "avatar"])
                .concat()
                .is_empty(),
            "{author}"
        );
    }
}

/// J7: attachments have an address and a type.
fn j7(item: &Value) {
    for attachment in item
        .get("attachments")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        assert_eq!(
            texts(attachment, &["url", "mime_type"]).len(),
            2,
            "{attachment}"
        );
    }
}

/// J8: what is no key of the specification begins with an underscore and a letter, and has no dot.
fn j8(item: &Value) {
    const KEYS: [&str; 15] = [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "image",
        "banner_image",
        "date_published",
        "date_modified",
        "authors",
        "tags",
        "language",
        "attachments",
    ];
    for key in object(item)
        .keys()
        .filter(|key| !KEYS.contains(&key.as_str()))
    {
        let letter = key.strip_prefix('_').and_then(|rest| rest.chars().next());
        assert!(
            letter.is_some_and(|c| c.is_ascii_alphabetic()) && !key.contains('.'),
            "{key}"
        );
    }
}

/// J9: the next page is not the feed itself.
fn j9(feed: &Value) {
    assert_ne!(feed.get("next_url"), feed.get("feed_url"));
}

/// J8 for the feed itself.
fn j8_of_feed(feed: &Value) {
    const KEYS: [&str; 10] = [
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "next_url",
        "icon",
        "language",
        "hubs",
        "items",
    ];
    for key in object(feed)
        .keys()
        .filter(|key| !KEYS.contains(&key.as_str()))
    {
        assert_eq!(key, "_schema_org");
    }
}

/// A channel that states all it can, which was changed then, and is followed by a document.
fn talkative(changed: Option<&str>, previous: Option<&str>) -> Channel {
    let address = |text: &str| WebAddress::parse(text.to_owned().into()).unwrap();
    let channel = Channel::try_from(ChannelDraft {
        title: "Borders".into(),
        link: "https://www.osce.org/borders".into(),
        description: "What is \"new\" at borders.".into(),
        feed_url: "https://www.osce.org/borders.json".into(),
        language: "en".into(),
        image: "https://www.osce.org/logo.png".into(),
        ttl: "60".into(),
        hub: "https://hub.example/".into(),
        licence: "https://creativecommons.org/licenses/by/4.0/".into(),
        rights: "The \"OSCE\"".into(),
        ..ChannelDraft::default()
    })
    .unwrap();
    let current = channel.feed_url().clone();
    channel
        .with_changed(changed.map(|text| text.parse().unwrap()))
        .with_paging(
            current.clone(),
            Paging {
                is_archive: false,
                current,
                previous: previous.map(address),
                next: None,
            },
        )
}

/// What an encoder makes of a channel without items, and what it says.
fn head(channel: &Channel) -> (String, Vec<String>) {
    let (mut out, mut findings) = (String::new(), Vec::new());
    let encoder = Encoder::default();
    encoder.head(channel, &mut out, &mut findings);
    encoder.tail(false, &mut out);
    check(&out);
    (out, findings.iter().map(Finding::to_string).collect())
}

#[test]
fn a_channel_that_says_everything_comes_back() {
    let previous = "https://www.osce.org/borders/0003.json";
    let (feed, lost) = head(&talkative(Some("2016-10-25"), Some(previous)));
    insta::assert_snapshot!(feed, @r#"{"version":"https://jsonfeed.org/version/1.1","title":"Borders","home_page_url":"https://www.osce.org/borders","feed_url":"https://www.osce.org/borders.json","description":"What is \"new\" at borders.","next_url":"https://www.osce.org/borders/0003.json","icon":"https://www.osce.org/logo.png","language":"en","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"_schema_org":{"about":"https://schema.org/DataFeed","@type":"DataFeed","license":"https://creativecommons.org/licenses/by/4.0/","copyrightNotice":"The \"OSCE\"","dateModified":"2016-10-25"},"items":[]}"#);
    assert_eq!(
        lost,
        ["JSON Feed has no place for how long a feed may be kept: 60 minutes"]
    );
    let (mut reader, mut findings) = (Reader::new(feed.as_bytes()).strict(true), Vec::new());
    assert!(!reader.advance(&mut findings).unwrap());
    let channel = reader.channel().clone();
    let expected = ChannelDraft {
        title: "Borders".into(),
        link: "https://www.osce.org/borders".into(),
        description: "What is \"new\" at borders.".into(),
        feed_url: "https://www.osce.org/borders.json".into(),
        language: "en".into(),
        modified: "2016-10-25".into(),
        image: "https://www.osce.org/logo.png".into(),
        hub: "https://hub.example/".into(),
        licence: "https://creativecommons.org/licenses/by/4.0/".into(),
        rights: "The \"OSCE\"".into(),
        ..ChannelDraft::default()
    };
    assert_eq!(channel, expected);
    let said: Vec<_> = findings.iter().map(Finding::to_string).collect();
    assert_eq!(
        said,
        [format!(
            "`next_url` of the feed is not kept: more items are at `{previous}`"
        )]
    );
    // What stands in front of an item that is read alone says the same.
    let alone = crate::feed::document(reader.header(), b"{\"id\":\"1\"}");
    let mut again = Reader::new(&alone[..]);
    assert!(again.advance(&mut findings).unwrap());
    assert_eq!(*again.channel(), channel);
}

#[test]
fn j9_the_next_page_is_another_document() {
    let next = |previous| {
        let feed: Value = serde_json::from_str(&head(&talkative(None, previous)).0).unwrap();
        feed.get("next_url")
            .map(|url| url.as_str().unwrap().to_owned())
    };
    assert_eq!(next(None), None);
    assert_eq!(next(Some("https://www.osce.org/borders.json")), None);
    let other = "https://www.osce.org/borders/0003.json";
    assert_eq!(next(Some(other)).as_deref(), Some(other));
}

#[test]
fn what_a_feed_says_of_hubs_and_licences_beyond_that_is_said() {
    let check = |said: &str, hub: &str, licence: &str, lost: &[&str]| {
        let feed =
            format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",{said},\"items\":[]}}");
        let (mut reader, mut findings) = (Reader::new(feed.as_bytes()).strict(true), Vec::new());
        assert!(!reader.advance(&mut findings).unwrap());
        let channel = reader.channel();
        assert_eq!((&*channel.hub, &*channel.licence), (hub, licence), "{said}");
        let found: Vec<_> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(found, lost, "{said}");
    };
    let hubs = "of `hubs` of the feed only one of type `WebSub` is kept";
    check(r#""hubs":[{"type":"websub","url":"h"}]"#, "h", "", &[]);
    check(
        r#""hubs":[{"type":"rssCloud","url":"r"},{"type":"WebSub","url":"h"}]"#,
        "h",
        "",
        &[hubs],
    );
    check(
        r#""hubs":[{"type":"WebSub","url":"h","x":1}]"#,
        "h",
        "",
        &[hubs],
    );
    check(r#""hubs":[{"type":"WebSub","url":7}]"#, "", "", &[hubs]);
    check(r#""hubs":[]"#, "", "", &[]);
    check(r#""hubs":null"#, "", "", &[]);
    check(
        r#""hubs":["h"]"#,
        "",
        "",
        &["`hubs` of the feed is not kept"],
    );
    let more = "not all of `_schema_org` of the feed is kept";
    check(
        r#""_schema_org":{"@type":"DataFeed","license":"l"}"#,
        "",
        "l",
        &[],
    );
    check(
        r#""_schema_org":{"@type":"Blog","license":"l"}"#,
        "",
        "l",
        &[more],
    );
    check(
        r#""_schema_org":{"license":"l","name":"n"}"#,
        "",
        "l",
        &[more],
    );
    check(r#""_schema_org":{"license":["l"]}"#, "", "", &[more]);
    check(
        r#""_schema_org":7"#,
        "",
        "",
        &["`_schema_org` of the feed is not kept"],
    );
    let late = r#""items":[],"hubs":[{"type":"WebSub","url":"h"}],"title":"""#;
    let feed = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",{late}}}");
    let (mut reader, mut findings) = (Reader::new(feed.as_bytes()), Vec::new());
    assert!(!reader.advance(&mut findings).unwrap());
    assert_eq!(
        findings[0].to_string(),
        "`hubs` of the feed stands behind its items, too late to be used"
    );
}

#[test]
fn encoded_parts_are_a_feed() {
    let draft = |id: &'static str| Draft {
        id: id.into(),
        title: "A".into(),
        date: "2016".into(),
        ..Draft::default()
    };
    let releases = ["1", "2"].map(|id| Release::try_from(draft(id)).unwrap());
    let other = talkative(None, None);
    let (encoder, mut findings) = (Encoder::default(), Vec::new());
    for count in 0..=releases.len() {
        let mut parts = String::new();
        encoder.head(&channel(), &mut parts, &mut findings);
        for (index, release) in releases[..count].iter().enumerate() {
            if index > 0 {
                parts.push_str(Encoder::SEPARATOR);
            }
            let written = encoder.item(release, &other, &mut parts, &mut findings);
            assert_eq!(written, Written::Out);
        }
        encoder.tail(count > 0, &mut parts);
        assert_eq!(parts, write(&releases[..count]));
    }
    assert_eq!(findings, []);
}

#[test]
fn what_is_published_depends_on_the_moment() {
    use dateline_core::Withheld;
    let draft = Draft {
        id: "1".into(),
        title: "A <b>".into(),
        date: "2016-10-25".into(),
        embargo: "2016-10-26".into(),
        ..Draft::default()
    };
    let release = Release::try_from(draft).unwrap();
    let write = |as_of: &str| {
        let writer = Writer::new(Vec::new(), &channel()).unwrap();
        let mut writer = writer.as_of(as_of.parse().ok()).clean(true);
        let mut findings = Vec::new();
        let written = writer.write(&release, &mut findings).unwrap();
        let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
        check(&feed);
        assert_eq!(feed.contains("\"id\""), written == Written::Out);
        let said: Vec<_> = findings.iter().map(Finding::to_string).collect();
        (written, said)
    };
    let withheld = (Written::Withheld(Withheld::Embargo), Vec::new());
    assert_eq!(write(""), withheld);
    assert_eq!(write("2016-10-25"), withheld);
    let loss = "embargo: JSON Feed has no place for an embargo, which is over: `2016-10-26`";
    assert_eq!(write("2016-10-26"), (Written::Out, vec![loss.to_owned()]));
    let draft = Draft {
        id: "1".into(),
        title: "A".into(),
        date: "2016-10-25".into(),
        ..Draft::default()
    };
    let encoder = Encoder::default().as_of("2016-10-24".parse().ok());
    let (mut item, release) = (String::new(), Release::try_from(draft).unwrap());
    let written = encoder.item(&release, &channel(), &mut item, &mut Vec::new());
    assert_eq!((written, &*item), (Written::Withheld(Withheld::Future), ""));
}

fn check(feed: &str) {
    let feed: Value = serde_json::from_str(feed).unwrap();
    j1(&feed);
    j2(&feed);
    j9(&feed);
    j8_of_feed(&feed);
    for item in feed["items"].as_array().unwrap() {
        for rule in [j3, j4, j5, j6, j7, j8] {
            rule(item);
        }
    }
}

proptest! {
    #[test]
    fn j1_to_j9_hold_for_every_release(releases in prop::collection::vec(generate::release(), 0..4)) {
        check(&write(&releases));
        check(&write_all(&releases));
    }

    #[test]
    fn j10_a_feed_is_utf_8_without_a_byte_order_mark(releases in prop::collection::vec(generate::release(), 0..2)) {
        let feed = write(&releases);
        let head = "{\"version\":\"https://jsonfeed.org/version/1.1\"";
        prop_assert!(feed.starts_with(head));
        // Every item begins a line.
        let public = releases.iter().filter(|release| release.embargo().is_none()).count();
        let items = feed.lines().filter(|line| line.starts_with("{\"id\":")).count();
        prop_assert_eq!(items, public);
    }
}

/// The item that is written of a release with these foreign elements, and what was lost.
#[track_caller]
fn with(foreign: &[(&str, &str)], all: bool) -> (String, Vec<String>) {
    let foreign = foreign.iter().map(|(name, text)| Foreign {
        name: (*name).into(),
        namespace: Foreign::JSON_FEED.into(),
        text: (*text).into(),
        ..Foreign::default()
    });
    let draft = Draft {
        id: "1".into(),
        title: "A".into(),
        date: "2016".into(),
        url: "https://a.example".into(),
        sources: vec!["Desk".into(), "Ann".into()],
        body: "<p>B</p>".into(),
        body_type: "text/html".into(),
        foreign: foreign.collect(),
        ..Draft::default()
    };
    let release = Release::try_from(draft).unwrap();
    let mut findings = Vec::new();
    let mut writer = Writer::new(Vec::new(), &channel()).unwrap().foreign(all);
    assert_eq!(writer.write(&release, &mut findings).unwrap(), Written::Out);
    let feed = String::from_utf8(writer.finish(&mut findings).unwrap()).unwrap();
    check(&feed);
    let item = feed.split_once("\"datePublished\":\"2016\"}").unwrap().1;
    let item = item.strip_suffix("}\n]}\n").unwrap();
    (
        item.to_owned(),
        findings.iter().map(Finding::to_string).collect(),
    )
}

/// That a key with this value goes out as it is.
#[track_caller]
fn check_kept(key: &str, value: &str) {
    let expected = format!(",{}:{value}", serde_json::to_string(key).unwrap());
    assert_eq!(
        with(&[(key, value)], false),
        (expected, vec![]),
        "{key}: {value}"
    );
}

/// That it has no place, so that it is lost, or goes into the extension.
#[track_caller]
fn check_lost(key: &str, value: &str) {
    let (item, lost) = with(&[(key, value)], false);
    assert_eq!(item, "", "{key}: {value}");
    assert_eq!(
        lost,
        [format!(
            "foreign: JSON Feed has no place for foreign data: `{{https://jsonfeed.org/version/1.1}}{}`",
            dateline_core::Excerpt(key)
        )]
    );
    let (item, lost) = with(&[(key, value)], true);
    assert!(item.starts_with(",\"_foreign\":[{"), "{item}");
    assert!(lost.is_empty());
}

#[test]
fn keys_that_go_out_as_they_were_read() {
    check_kept("image", "\"https://a.example/1.png\"");
    check_kept("banner_image", "\"\\u00e9\"");
    check_kept("external_url", "\"https://b.example\"");
    check_kept("content_text", "\"B\"");
    check_kept(
        "attachments",
        "[{\"url\":\"u\",\n \"mime_type\":\"audio/mpeg\",\"size_in_bytes\":7}]",
    );
    check_kept("attachments", "[]");
    check_kept("_ext", "{\"a\": [1.0, null]}");
    check_kept("_Ext-2 \"é\"", "null");
    check_kept("_e", "1e300");
    let authors =
        "[{\"name\":\"Desk\",\"url\":\"https://a.example\"},{\"avatar\":\"x\"},{\"name\":\"Ann\"}]";
    check_kept("authors", authors);
}

#[test]
fn keys_that_have_no_place() {
    for (key, value) in [
        // The writer has these keys itself.
        ("title", "\"T\""),
        ("tags", "[{}]"),
        ("language", "7"),
        ("author", "{\"name\":\"Desk\"}"),
        ("_schema_org", "{}"),
        ("_foreign", "[]"),
        // Keys that are none of the specification.
        ("", "1"),
        ("a", "1"),
        ("_", "1"),
        ("_1", "1"),
        ("_é", "1"),
        ("__a", "1"),
        ("_a.b", "1"),
        // Values that are not of the type of the key.
        ("image", "7"),
        ("image", "\"\""),
        ("image", "null"),
        ("external_url", "[]"),
        ("content_text", "{}"),
        ("content_text", "\" \""),
        ("attachments", "{}"),
        ("attachments", "[{\"url\":\"u\"}]"),
        ("attachments", "[{\"url\":\"u\",\"mime_type\":7}]"),
        ("attachments", "[\"u\"]"),
        // Values that are no JSON, or have something around them that a reader would leave.
        ("_ext", ""),
        ("_ext", " 1"),
        ("_ext", "1\n"),
        ("_ext", "1,2"),
        ("_ext", "{\"a\":1,}"),
        ("_ext", "NaN"),
        ("_ext", "1e400"),
        ("_ext", "\"a\nb\""),
        ("_ext", "\"\\ud800\""),
        // Authors who are not the sources, who say no more than these, or who say nothing.
        ("authors", "[{\"name\":\"Desk\",\"url\":\"u\"}]"),
        (
            "authors",
            "[{\"name\":\"Ann\",\"url\":\"u\"},{\"name\":\"Desk\"}]",
        ),
        ("authors", "[{\"name\":\"Desk\"},{\"name\":\"Ann\"}]"),
        (
            "authors",
            "[{\"name\":\"Desk\",\"url\":\"u\"},{\"name\":\"Ann\"},{\"x\":1}]",
        ),
        ("authors", "[{\"name\":\"Desk\",\"url\":\"u\"},\"Ann\"]"),
        ("authors", "{\"name\":\"Desk\",\"url\":\"u\"}"),
    ] {
        check_lost(key, value);
    }
    let deep = format!("{}{}", "[".repeat(124), "]".repeat(124));
    check_kept("_ext", &deep);
    check_lost("_ext", &format!("[{deep}]"));
    // The same key again: the first one goes out.
    let (item, lost) = with(&[("image", "\"a\""), ("image", "\"b\"")], false);
    assert_eq!((item.as_str(), lost.len()), (",\"image\":\"a\"", 1));
}

#[test]
fn what_would_be_read_as_a_fact_has_no_place_alone() {
    let draft = Draft {
        id: "1".into(),
        title: "A".into(),
        date: "2016".into(),
        foreign: [
            ("external_url", "\"https://b.example\""),
            ("content_text", "\"B\""),
        ]
        .map(|(name, text)| Foreign {
            name: name.into(),
            namespace: Foreign::JSON_FEED.into(),
            text: text.into(),
            ..Foreign::default()
        })
        .into(),
        ..Draft::default()
    };
    let feed = write(&[Release::try_from(draft).unwrap()]);
    assert!(
        !feed.contains("b.example") && feed.contains("\"content_text\":\"\""),
        "{feed}"
    );
}

#[test]
fn elements_of_other_feeds_go_into_the_extension_only() {
    let element = Foreign {
        name: "point".into(),
        namespace: "http://www.georss.org/georss".into(),
        text: "42 21".into(),
        ..Foreign::default()
    };
    let image = Foreign {
        name: "image".into(),
        namespace: Foreign::JSON_FEED.into(),
        text: "\"i\"".into(),
        ..Foreign::default()
    };
    let draft = Draft {
        id: "1".into(),
        title: "A".into(),
        date: "2016".into(),
        foreign: vec![element, image],
        ..Draft::default()
    };
    let release = [Release::try_from(draft).unwrap()];
    assert!(!write(&release).contains("georss"));
    let feed = write_all(&release);
    let expected = r#","image":"i","_foreign":[{"name":"point","namespace":"http://www.georss.org/georss","text":"42 21"}]}"#;
    assert!(feed.contains(expected), "{feed}");
}

#[test]
fn a_channel_with_little_to_say_is_no_channel() {
    // J1 and J2 hold because a channel without these facts does not exist.
    assert!(Channel::try_from(ChannelDraft::default()).is_err());
}
