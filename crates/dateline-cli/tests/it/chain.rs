//! Any chain through all formats gives back the same bytes.

use proptest::prelude::*;

use crate::convert;

const CHAIN: [&str; 7] = ["ndjson", "rss", "json-feed", "atom", "json", "tsv", "csv"];

/// CSV as dateline writes it, through the formats in this order, and back.
#[track_caller]
fn check_chain(csv: &[u8], through: &[&str]) {
    let mut bytes = csv.to_vec();
    for to in through {
        bytes = convert(&["--to", to, "--keep-unlisted", "--quiet"], &bytes);
    }
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        String::from_utf8_lossy(csv),
        "through {through:?}"
    );
}

/// A document as dateline writes it, from one in the native JSON shape.
#[track_caller]
fn csv(ndjson: &str) -> Vec<u8> {
    convert(
        &[
            "--from",
            "ndjson",
            "--to",
            "csv",
            "--keep-unlisted",
            "--quiet",
        ],
        ndjson.as_bytes(),
    )
}

#[test]
fn the_fixtures() {
    let csv = std::fs::read(crate::root().join("fixtures/valid/releases.csv")).unwrap();
    check_chain(&csv, &CHAIN);
    // Every format after every other.
    for first in CHAIN {
        for second in CHAIN {
            check_chain(&csv, &[first, second, first, "csv"]);
        }
    }
}

#[test]
fn bodies_of_a_megabyte() {
    let line = "“Quoted” <b>text</b> &amp;amp; ]]> | \\ \u{2028} 🕊 العربية\r\n\n  ";
    let body = line.repeat(1 + 1_048_576 / line.len());
    let json = serde_json::json!({"id": "x:1", "title": " big ", "date": "2016", "body": body});
    check_chain(&csv(&json.to_string()), &CHAIN);
    let html = format!("<p>{}</p>", "Fine &amp; long. ".repeat(70_000));
    let json = serde_json::json!({"id": "x:2", "title": "html", "date": "2016", "body": html,
        "body_type": "text/html"});
    check_chain(&csv(&json.to_string()), &CHAIN);
}

#[test]
fn html_that_feeds_object_to_is_cleaned_once() {
    let body = "<p onclick='x()'>R&D <a href='/x'>there</a>";
    let json = serde_json::json!({"id": "x:1", "title": "html", "date": "2016", "body": body,
        "body_type": "text/html"});
    for feed in ["rss", "atom"] {
        let cleaned = convert(&["--to", feed, "--quiet"], json.to_string().as_bytes());
        let csv = convert(&["--to", "csv", "--quiet"], &cleaned);
        let text = String::from_utf8(csv.clone()).unwrap();
        assert!(text.contains("<p>R&amp;D <a>there</a></p>"), "{text}");
        check_chain(&csv, &CHAIN);
    }
}

/// Texts that formats stumble over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,8}",
        prop::sample::select(vec![
            "\"",
            ",",
            ";",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "]]>",
            "<![CDATA[",
            "&amp;amp;",
            "&lt;",
            "&nbsp;",
            "|",
            "\\",
            "\\|",
            "{x}",
            "}",
            " ",
            "  ",
            "\t",
            "🕊",
            "\u{202E}abc",
            "\u{2028}",
            "\u{85}",
            "é",
            "<p>",
            "</p>",
            "<br>",
            "<b>x</b>",
            "&#x20;",
            "\u{FDD0}",
            "\u{7f}",
            "العربية",
            "=1+1",
            "'",
            "\u{feff}",
            "\u{a0}",
            "null",
            "-",
            "/",
            "<!--",
            "-->",
            "<?xml?>",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

/// HTML that a feed can hold as it is.
fn html() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -%'-;=?-~]{0,8}",
        prop::sample::select(vec![
            "\r\n",
            "\r",
            "\n\n",
            "]]>",
            "&amp;amp;",
            "&lt;",
            "&nbsp;",
            "&#x20;",
            " & ",
            "  ",
            "\t",
            "🕊",
            "\u{202E}abc",
            "\u{2028}",
            "é",
            "<p>",
            "<p>a</p>\n\n<p>b</p>",
            "<br>",
            "<b class=\"x\">x</b>",
            "<a href='https://a.example/?a=1&amp;b=2'>x</a>",
            "<!-- x -->",
            "\u{feff}",
            "\u{a0}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn one_line() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| text.replace(['\r', '\n'], " "))
}

fn value() -> impl Strategy<Value = String> {
    one_line().prop_map(|text| format!("x{text}"))
}

fn dates() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2016",
        "2016-10",
        "2016-10-25",
        "1983-09-09",
        "1983-09-09T10:00Z",
        "2016-10-25T14:30+02:00",
        "2016-10-25T14:30:05-03:30",
        "2016-10-25T14:30:05.120+05:45",
        "2016-10-25T00:00:00Z",
        "2016-10-25T00:00Z",
        "2016-10-25T23:59:59.000000001+23:59",
        "0001",
        "9999-12-31T23:59Z",
    ])
}

prop_compose! {
    fn releases()(
        ids in (one_line(), prop::option::of(any::<u32>()), one_line()),
        title in value(),
        dates in (dates(), prop::option::of(dates())),
        language in prop::sample::select(vec!["", "en", "sr-Latn", "cnr"]),
        url in prop::sample::select(vec!["", "https://www.osce.org/node/276291", "https://a.example/?a=1&b=%20"]),
        places in prop::collection::vec((value(), one_line()), 0..3),
        sources in prop::collection::vec(value(), 0..3),
        fields in prop::collection::vec(prop_oneof![Just("Border management".to_owned()),
            Just("Elections".to_owned()), value()], 0..4),
        states in prop::collection::vec(prop_oneof![Just("Türkiye".to_owned()), value()], 0..3),
        partners in prop::collection::vec(prop_oneof![Just("Japan".to_owned()), value()], 0..2),
        tags in prop::collection::vec(prop_oneof![value(), one_line().prop_map(|l| format!("{{https://a.example/t}}x{l}")),
            Just("{}{a}b".to_owned()), Just("Elections".to_owned())], 0..4),
        summary in hostile(),
        body in prop_oneof![hostile().prop_map(|text| (text, false)), html().prop_map(|html| (html, true))],
        translations in prop::sample::subsequence(vec![("uk", "https://a.example/uk"),
            ("sq", "https://a.example/?x==|"), ("sr-Latn", "https://a.example/sr")], 0..3),
    ) -> serde_json::Value {
        let (body, html) = body;
        serde_json::json!({
            "id": ids.0, "number": ids.1.map(|n| n.to_string()).unwrap_or_default(), "kind": ids.2,
            "title": title, "date": dates.0, "modified": dates.1.unwrap_or_default(),
            "language": language, "url": url,
            "places": places.into_iter().map(|(name, qualifier)| serde_json::json!({
                "name": name.replace(',', ""), "qualifier": qualifier})).collect::<Vec<_>>(),
            "sources": sources, "fields_of_work": fields, "participating_states": states,
            "partner_states": partners, "tags": tags, "summary": summary, "body": body,
            "body_type": if html { "text/html" } else { "text/plain" },
            "translations": translations.into_iter()
                .map(|(language, url)| (language.to_owned(), url.into()))
                .collect::<serde_json::Map<_, _>>(),
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn generated_releases(releases in prop::collection::vec(releases(), 1..40)) {
        let lines: Vec<String> = releases.iter().map(ToString::to_string).collect();
        check_chain(&csv(&lines.join("\n")), &CHAIN);
    }
}
