//! Releases for property tests: every field, with hostile text.

use dateline_core::vocab::{FieldOfWork, Kind, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{Checker, Draft, DraftPlace, DraftTranslation, Foreign, Release, Tag, Text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const PIECES: [&str; 34] = [
    "\"",
    "'",
    ",",
    "]]>",
    "&amp;amp;",
    "&",
    "|",
    "\\",
    "\\n",
    "\\u0041",
    "{",
    "}",
    "[",
    "]",
    "{a}b",
    "{}",
    "🕊",
    "\u{5E9}\u{5DC}\u{5D5}\u{5DD}",
    "\u{202E}",
    "\u{2028}",
    "\u{85}",
    "\u{7F}",
    "\u{A0}",
    "\u{FFFD}",
    "\u{FEFF}",
    " ",
    "\t",
    "a",
    "é",
    "</p>",
    "null",
    "0",
    ":",
    "ВІДЕНЬ",
];

fn line() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..8).prop_map(|pieces| pieces.concat())
}

fn value() -> impl Strategy<Value = String> {
    line().prop_map(|line| format!("v{line}w"))
}

fn block() -> impl Strategy<Value = String> {
    vec((line(), select(vec!["\n", "\r", "\r\n", "\n\n", ""])), 0..5)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

fn date() -> impl Strategy<Value = String> {
    let time = select(vec![
        "",
        "T00:00Z",
        "T23:59:59-03:30",
        "T14:30+05:45",
        "T14:30:05.120Z",
        "T01:02:03.000000001+01:00",
    ]);
    prop_oneof![
        (1u16..=9999).prop_map(|year| format!("{year:04}")),
        (1975u16..2030, 1u8..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (1975u16..2030, 1u8..=12, 1u8..=28, time)
            .prop_map(|(year, month, day, time)| format!("{year}-{month:02}-{day:02}{time}")),
    ]
}

fn maybe(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::option::of(text).prop_map(Option::unwrap_or_default)
}

fn terms<T: Vocabulary>() -> impl Strategy<Value = Vec<String>> {
    let labels: Vec<String> = T::all()
        .iter()
        .map(|term| term.label().to_owned())
        .collect();
    let listed = if labels.is_empty() {
        value().boxed()
    } else {
        select(labels).boxed()
    };
    vec(prop_oneof![4 => listed, 1 => value()], 0..4)
}

fn texts(texts: Vec<String>) -> Vec<Text<'static>> {
    texts.into_iter().map(Text::from).collect()
}

fn translations() -> impl Strategy<Value = Vec<DraftTranslation<'static>>> {
    prop::sample::subsequence(vec!["uk", "sr-Latn", "sq", "ru", "x-old"], 0..4).prop_map(|tags| {
        let url = |tag: &str| Text::from(format!("https://a.example/{tag}?a=1&b=%22"));
        tags.into_iter()
            .map(|tag| DraftTranslation {
                language: tag.into(),
                url: url(tag),
            })
            .collect()
    })
}

/// A foreign element: one of a feed in XML, with others inside, or a key of a JSON Feed.
fn foreign() -> impl Strategy<Value = Foreign<'static>> {
    let namespace = select(vec!["", "http://www.georss.org/georss", "urn:x"]);
    let attributes = vec((select(vec!["url", "{urn:x}b", "", "a\"b"]), line()), 0..3);
    let leaf =
        (line(), namespace, block(), attributes).prop_map(|(name, namespace, text, attributes)| {
            Foreign {
                name: name.into(),
                namespace: namespace.into(),
                text: text.into(),
                attributes: attributes
                    .into_iter()
                    .map(|(name, value)| (name.into(), value.into()))
                    .collect(),
                children: Vec::new(),
            }
        });
    let nested = leaf.prop_recursive(4, 12, 3, |inner| {
        (value(), vec(inner, 0..3)).prop_map(|(name, children)| Foreign {
            name: name.into(),
            children,
            ..Foreign::default()
        })
    });
    let (keys, values) = (&KEYS[..], &VALUES[..]);
    let key = (select(keys), select(values)).prop_map(|(name, text)| Foreign {
        name: name.into(),
        namespace: Foreign::JSON_FEED.into(),
        text: text.into(),
        ..Foreign::default()
    });
    prop_oneof![nested, key]
}

/// Keys of a JSON Feed: those that a writer has a place for, and those that it has not.
const KEYS: [&str; 14] = [
    "image",
    "banner_image",
    "external_url",
    "attachments",
    "_ext",
    "_Ext-2",
    "_a.b",
    "_1",
    "_foreign",
    "_schema_org",
    "title",
    "authors",
    "content_text",
    "",
];

/// What may stand as the value of such a key: JSON, and what is none.
const VALUES: [&str; 14] = [
    "\"https://a.example/1.png\"",
    "[{\"url\": \"x\",\n  \"mime_type\":\"y\"}]",
    "{\"deep\":[1,{\"x\":null}]}",
    "[{\"name\":\"vw\",\"url\":\"https://a.example\"}]",
    "-1.50e+300",
    "true",
    "null",
    "\"\\ud83d\\ude00 \\u000b\"",
    " 1 ",
    "",
    "{\"a\":1,}",
    "1 2",
    "nonsense",
    "[]",
];

/// Any release, with or without embargo.
pub(crate) fn release() -> impl Strategy<Value = Release<'static>> {
    let kinds: Vec<String> = Kind::all()
        .iter()
        .map(|kind| kind.label().to_owned())
        .collect();
    let kind = prop_oneof![
        value(),
        if kinds.is_empty() {
            value().boxed()
        } else {
            select(kinds).boxed()
        }
    ];
    let scalars = (
        maybe(value()),
        prop::option::of(any::<u64>()),
        maybe(kind),
        line().prop_map(|line| format!("{line}x{line}")),
        date(),
        maybe(date()),
        maybe(select(vec![
            "en".to_owned(),
            "sr-Latn".to_owned(),
            "x-private".to_owned(),
        ])),
        maybe(select(vec![
            "https://www.osce.org/a%20b?c=d&e".to_owned(),
            "HTTP://a.example".to_owned(),
        ])),
    );
    let lists = (
        vec((value(), maybe(value())), 0..3),
        vec(
            prop_oneof![value(), Just("OSCE Secretariat".to_owned())],
            0..3,
        ),
        terms::<FieldOfWork>(),
        terms::<ParticipatingState>(),
        terms::<PartnerState>(),
        vec(
            (
                maybe(value()),
                prop_oneof![value(), Just("{a}b".to_owned()), Just("Water".to_owned())],
            ),
            0..4,
        ),
        translations(),
    );
    let body = (
        maybe(block()),
        maybe(block()),
        any::<bool>(),
        prop::option::weighted(0.2, date()),
        prop_oneof![2 => Just(Vec::new()).boxed(), 1 => vec(foreign(), 0..4).boxed()],
    );
    (scalars, lists, body).prop_map(|(scalars, lists, body)| {
        let (id, number, kind, title, date, modified, language, url) = scalars;
        let (places, sources, fields_of_work, participating, partners, tags, translations) = lists;
        let (summary, body, html, embargo, foreign) = body;
        let draft = Draft {
            id: id.into(),
            number: number.map(|n| n.to_string()).unwrap_or_default().into(),
            kind: kind.into(),
            title: title.into(),
            date: date.into(),
            modified: modified.into(),
            language: language.into(),
            url: url.into(),
            places: places
                .into_iter()
                .map(|(name, qualifier)| DraftPlace {
                    name: name.into(),
                    qualifier: qualifier.into(),
                    ..DraftPlace::default()
                })
                .collect(),
            sources: texts(sources),
            fields_of_work: texts(fields_of_work),
            participating_states: texts(participating),
            partner_states: texts(partners),
            tags: tags
                .into_iter()
                .map(|(scheme, label)| Tag::new(scheme.into(), label.into()).to_string().into())
                .collect(),
            summary: summary.into(),
            body_type: if html && !body.is_empty() {
                "text/html".into()
            } else {
                Text::default()
            },
            body: body.into(),
            translations,
            embargo: embargo.unwrap_or_default().into(),
            foreign,
            keep_unlisted: true,
        };
        Checker::default()
            .check(draft, &mut Vec::new())
            .expect("a valid draft")
            .into_owned()
    })
}
