//! What pages state about themselves.

use super::*;

fn values(facts: &[Fact]) -> Vec<&str> {
    facts.iter().map(|fact| fact.value.as_str()).collect()
}

#[test]
fn addresses_are_absolute_and_clean() {
    let check = |html: &str, expected: &[&str]| {
        assert_eq!(
            values(&Page::parse(html).stated.addresses),
            expected,
            "{html}"
        );
    };
    check(
        "<link rel=canonical href='https://a.example/1?fbclid=x#y'>",
        &["https://a.example/1#y"],
    );
    check("<link rel=canonical href=/1>", &[]);
    check(
        "<base href=https://a.example/x/y><link rel='Canonical shortlink' href=1>",
        &["https://a.example/x/1"],
    );
    check(
        "<link rel=canonical href=/1><meta property=og:url content=https://b.example/>",
        &["https://b.example/1", "https://b.example/"],
    );
    check(
        "<!-- saved from url=(0019)https://a.example/- ignored -->",
        &["https://a.example/-"],
    );
    check(
        "<!-- saved from url=(9999)https://a.example/ x -->",
        &["https://a.example/"],
    );
    check("<!-- saved from url=(x)https://a.example/ -->", &[]);
    check(
        "<!--\n Page saved with SingleFile \n url: https://a.example/2 \n saved date: x\n-->",
        &["https://a.example/2"],
    );
    check(
        "<link rel=canonical href='https://web.archive.org/web/2010/http://www.osce.org/node/1'>",
        &["http://www.osce.org/node/1"],
    );
    check(
        "<link rel=canonical href='javascript:x'><link rel=canonical href=mailto:a@b.example>",
        &[],
    );
    check(
        "<template><link rel=canonical href=https://a.example/></template>",
        &[],
    );
}

#[test]
fn the_nearest_language_comes_first() {
    let check = |html: &str, expected: &[&str]| {
        assert_eq!(
            values(&Page::parse(html).stated.languages),
            expected,
            "{html}"
        );
    };
    check("<p>a", &[]);
    check(
        "<html lang=en><body><article lang=uk><h1>a</h1>",
        &["uk", "en"],
    );
    check(
        "<html lang=' '><meta property=og:locale content=sr_RS><h1>a",
        &["sr-RS"],
    );
    check(
        "<html xml:lang=fr><meta http-equiv=content-language content=en>",
        &["fr", "en"],
    );
}

#[test]
fn meta_elements_are_ranked() {
    let page = Page::parse(
        "<title>T | Site</title><meta name=DC.Title content='Dublin \n Core'>\
         <meta property=og:title content=Graph><h1>Shown <i>here</i></h1>\
         <meta name=date content=2001><meta name=dcterms:issued content=2002>\
         <meta name=keywords content='a, b,,a'><meta name=x content=y><meta content=z>\
         <time datetime=2003 pubdate>x</time><time datetime=2004>y</time><time>z</time>",
    );
    let stated = &page.stated;
    assert_eq!(
        values(&stated.titles),
        ["Shown here", "Graph", "Dublin Core", "T | Site"]
    );
    assert_eq!(values(&stated.published), ["2002", "2001", "2003"]);
    assert_eq!(values(&stated.tags), ["a", "b"]);
    let times: Vec<&str> = stated
        .times
        .iter()
        .map(|time| time.datetime.as_str())
        .collect();
    assert_eq!(times, ["2003", "2004"]);
}

#[test]
fn translations_are_those_with_a_language() {
    let page = Page::parse(
        "<base href=https://a.example/><link rel=alternate hreflang=uk href=/uk/1>\
         <link rel=alternate hreflang=x-default href=/><link rel=alternate href=/print>\
         <a hreflang=uk href=/uk/1>Українська</a><a hreflang=sr_Latn href=/sr/1>Srpski</a>\
         <link rel=alternate type=Application/Atom+XML href=/feed>\
         <link rel='alternate stylesheet' hreflang=en href=/css>",
    );
    let found = page.stated.alternates.iter();
    let found: Vec<_> = found
        .map(|a| (a.language.as_str(), a.address.as_str()))
        .collect();
    let expected = [
        ("uk", "https://a.example/uk/1"),
        ("sr-Latn", "https://a.example/sr/1"),
    ];
    assert_eq!(found, expected);
    assert_eq!(values(&page.stated.feeds), ["https://a.example/feed"]);
}

#[test]
fn json_ld_is_read_wherever_the_article_is() {
    let check = |json: &str, expected: &[&str]| {
        let html = format!("<script type='application/ld+json; charset=utf-8'>{json}</script>");
        let stated = Page::parse(&html).stated;
        assert_eq!(values(&stated.titles), expected, "{json}");
        assert_eq!(stated.is_article, !expected.is_empty(), "{json}");
    };
    check(r#"{"@type": "NewsArticle", "headline": "a"}"#, &["a"]);
    check(
        r#"[{"@type": "https://schema.org/Article", "name": "a", "headline": "b"}]"#,
        &["b", "a"],
    );
    check(
        r#"{"@graph": [{"@type": "WebPage", "mainEntity": {"@type": ["x", "Report"], "headline": "a"}}]}"#,
        &["a"],
    );
    check(r#"{"@type": "WebPage", "headline": "a"}"#, &[]);
    check(r#"{"@type": 5, "headline": {}}"#, &[]);
    check("", &[]);
    let stated = Page::parse("<script type=application/ld+json>{\"a\": \n}</script>").stated;
    assert_eq!(
        stated.unreadable,
        [("expected value at line 2 column 1".to_owned(), 0)]
    );
    // Deeper than any reader goes.
    let html = format!(
        "<script type=application/ld+json>{}</script>",
        "[".repeat(100_000)
    );
    assert_eq!(Page::parse(&html).stated.unreadable.len(), 1);
}
