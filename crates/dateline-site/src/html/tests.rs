//! Whole pages, and what holds of all of them.

use dateline_core::{Checker, Date, Draft, DraftPlace, DraftTranslation, Release};
use proptest::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;

use super::*;

const FORMATS: [(FeedFormat, &str); 3] = [
    (FeedFormat::Rss, "rss"),
    (FeedFormat::Atom, "atom"),
    (FeedFormat::JsonFeed, "json"),
];

fn links(stem: &str) -> Vec<(FeedFormat, String)> {
    FORMATS
        .iter()
        .map(|(format, ending)| (*format, format!("{stem}.{ending}")))
        .collect()
}

fn entry<'a>(label: &'a str, path: &'a str, years: &'a [(i16, u64)]) -> FeedEntry<'a> {
    FeedEntry {
        label,
        slug: path.rsplit('/').next().unwrap_or_default(),
        count: years.iter().map(|(_, count)| count).sum(),
        years,
        links: links(path),
        newest: None,
    }
}

fn index<'a>(all: &'a [(i16, u64)], groups: Vec<Group<'a>>, newest: Vec<Newest<'a>>) -> Index<'a> {
    Index {
        title: "Lakes & borders",
        description: "What the missions said.",
        language: "en",
        site: "https://a.example/feeds/",
        home: Some("https://www.osce.org/"),
        rights: Some("The missions"),
        licence: Some("https://creativecommons.org/licenses/by/4.0/"),
        changed: None,
        all: entry("All releases", "feed", all),
        groups,
        newest,
        years: Vec::new(),
        opml: Some("feeds.opml"),
    }
}

fn release(draft: Draft<'static>) -> Release<'static> {
    Checker::default()
        .check(draft, &mut Vec::new())
        .unwrap()
        .into_owned()
}

fn facts<'a>(feeds: &'a [FeedLink<'a>], discovery: &'a [(FeedFormat, String)]) -> PageFacts<'a> {
    PageFacts {
        site: "Lakes & borders",
        language: "en",
        address: "https://a.example/feeds/releases/276291.html",
        root: "../",
        feeds,
        discovery,
        rights: Some("The missions"),
        licence: None,
        safe_html: &|html| format!("<!-- made safe -->{html}"),
    }
}

fn page(draft: Draft<'static>) -> String {
    let page = release_page(&release(draft), &facts(&[], &[]));
    check_html(&page);
    page
}

/// A page is HTML without a single error, and nothing in it runs or is fetched but its style.
#[track_caller]
fn check_html(page: &str) -> Html {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?} in\n{page}", html.errors);
    for element in html.tree.values().filter_map(scraper::Node::as_element) {
        match element.name() {
            "script" => assert_eq!(element.attr("type"), Some("application/ld+json")),
            "link" => assert!(matches!(
                element.attr("rel"),
                Some("stylesheet" | "canonical" | "alternate")
            )),
            name => assert!(
                !["style", "iframe", "object", "form", "img", "base"].contains(&name),
                "{name} in\n{page}"
            ),
        }
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on") && name != "style", "{name}");
            assert!(!value.starts_with("javascript:"), "{value}");
        }
    }
    html
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    html.select(&Selector::parse(selector).unwrap())
        .map(|element| element.text().collect())
        .collect()
}

fn data(html: &Html) -> Value {
    let scripts = texts(html, "script");
    assert_eq!(scripts.len(), 1);
    serde_json::from_str(&scripts[0]).unwrap()
}

#[test]
fn an_index() {
    let (newer, older): (Date, Date) = (
        "2017-03-02T09:30+01:00".parse().unwrap(),
        "2016-10-25".parse().unwrap(),
    );
    let groups = vec![
        Group {
            heading: "Fields of work",
            slug: "field-of-work",
            feeds: vec![
                FeedEntry {
                    newest: Some(&newer),
                    ..entry(
                        "Border management",
                        "field-of-work/border-management",
                        &[(2014, 3), (2016, 12), (2017, 1)],
                    )
                },
                entry("Elections", "field-of-work/elections", &[(2015, 1)]),
            ],
        },
        Group {
            heading: "Nothing",
            slug: "nothing",
            feeds: Vec::new(),
        },
    ];
    let newest = vec![
        Newest {
            title: "Рятувальники завершили курс",
            href: "releases/2.html",
            date: &newer,
            kind: Some("Press release"),
            places: vec!["КИЇВ", "LVIV"],
            language: Some("uk"),
        },
        Newest {
            title: "Bridge opens",
            href: "https://www.osce.org/node/1",
            date: &older,
            kind: None,
            places: Vec::new(),
            language: None,
        },
    ];
    let page = index_page(&index(
        &[(2014, 3), (2015, 1), (2016, 12), (2017, 1)],
        groups,
        newest,
    ));
    check_html(&page);
    insta::assert_snapshot!(page);
}

#[test]
fn an_index_of_nothing() {
    let page = index_page(&Index {
        home: None,
        rights: None,
        licence: None,
        years: Vec::new(),
        opml: None,
        ..index(&[], Vec::new(), Vec::new())
    });
    let html = check_html(&page);
    assert_eq!(texts(&html, ".facts"), ["0 releases · 1 feed"]);
    assert_eq!(texts(&html, "h2"), ["All releases"]);
    assert!(texts(&html, "svg").is_empty());
}

#[test]
fn a_long_group_shows_those_with_the_most_first() {
    let labels: Vec<String> = (0..70).map(|n| format!("Source {n:02}")).collect();
    let years: Vec<[(i16, u64); 1]> = (0..70).map(|n| [(2000, n % 35)]).collect();
    let group = |count: usize| Group {
        heading: "Sources",
        slug: "source",
        feeds: labels
            .iter()
            .zip(&years)
            .take(count)
            .map(|(label, years)| entry(label, label, years))
            .collect(),
    };
    let shown = |count| {
        let page = index_page(&index(&[(2000, 9)], vec![group(count)], Vec::new()));
        let html = check_html(&page);
        (texts(&html, ".feeds b"), texts(&html, "section details b"))
    };
    let (all, behind) = shown(60);
    assert_eq!((all.len(), behind.len()), (60, 0));
    let (all, behind) = shown(70);
    assert_eq!((all.len(), behind.len()), (70, 58));
    assert_eq!(all[..3], ["Source 34", "Source 69", "Source 33"]);
    assert_eq!(behind[..2], ["Source 00", "Source 01"]);
}

#[test]
fn two_hundred_feeds_stay_small() {
    let years: Vec<(i16, u64)> = (1996..=2026)
        .map(|year: i16| (year, u64::from(year.unsigned_abs()) * 7919 % 83))
        .collect();
    let groups = vec![Group {
        heading: "Sources",
        slug: "source",
        feeds: vec![
            entry(
                "OSCE Mission to Somewhere",
                "source/mission-to-somewhere",
                &years
            );
            200
        ],
    }];
    let page = index_page(&index(&years, groups, Vec::new()));
    assert!(page.len() < 150_000, "{} bytes", page.len());
}

fn full() -> Draft<'static> {
    Draft {
        number: "276291".into(),
        kind: "Press release".into(),
        title: "Border police of two shores train together".into(),
        date: "2016-10-25T14:30+02:00".into(),
        modified: "2016-10-26".into(),
        embargo: "2016-10-25T12:00+02:00".into(),
        language: "en".into(),
        url: "https://www.osce.org/mission-to-skopje/276291".into(),
        places: vec![
            DraftPlace::from_text("SKOPJE".into()),
            DraftPlace::from_text("OSH, Kyrgyzstan".into()),
        ],
        sources: vec!["OSCE Mission to Skopje".into(), "UNDP".into()],
        fields_of_work: vec!["Border management".into()],
        participating_states: vec!["North Macedonia".into()],
        partner_states: vec!["Japan".into()],
        tags: vec!["Water".into(), "{https://a.example/topics}Lakes".into()],
        summary: "Forty officers, one lake.".into(),
        body: "SKOPJE, 25 October 2016 – Forty officers met.\n\nThey <will> meet again.".into(),
        translations: vec![
            DraftTranslation {
                language: "mk".into(),
                url: "https://www.osce.org/mk/276291".into(),
            },
            DraftTranslation {
                language: "ar".into(),
                url: "https://www.osce.org/ar/276291".into(),
            },
        ],
        ..Draft::default()
    }
}

#[test]
fn a_release() {
    let link = |facet, label, slug| FeedLink { facet, label, slug };
    let page = release_page(
        &release(full()),
        &facts(
            &[
                link("field-of-work", "Border management", "border-management"),
                link("state", "North Macedonia", "north-macedonia"),
                link("place", "Skopje", "skopje"),
                link("source", "UNDP", "undp-1234abcd"),
                link("kind", "Press release", "press-release"),
                link("language", "English", "en"),
                link("year", "2016", "2016"),
            ],
            &links("feed"),
        ),
    );
    check_html(&page);
    insta::assert_snapshot!(page);
}

#[test]
fn an_embargo_is_never_told() {
    assert!(!page(full()).contains("12:00"));
}

#[test]
fn the_data_hold_what_schema_org_can() {
    let html = check_html(&page(full()));
    insta::assert_snapshot!(serde_json::to_string_pretty(&data(&html)).unwrap());
}

#[test]
fn a_release_without_an_address_of_its_own_stands_for_itself() {
    let html = check_html(&page(Draft {
        url: String::new().into(),
        ..full()
    }));
    let canonical = Selector::parse("link[rel=canonical]").unwrap();
    let canonical = html.select(&canonical).next().unwrap();
    let own = "https://a.example/feeds/releases/276291.html";
    assert_eq!(canonical.attr("href"), Some(own));
    assert_eq!(data(&html)["url"], own);
}

#[test]
fn html_goes_through_what_makes_it_safe_and_into_the_data_as_words() {
    let page = page(Draft {
        body: "<p>Talks <b>opened</b> &amp; closed.</p>".into(),
        body_type: "text/html".into(),
        ..full()
    });
    assert!(page.contains("<!-- made safe --><p>Talks <b>opened</b> &amp; closed.</p>"));
    let html = check_html(&page);
    assert_eq!(data(&html)["articleBody"], "Talks opened & closed.");
}

#[test]
fn text_runs_as_its_language_does() {
    let attributes = |language: &'static str, selector: &str| {
        let html = check_html(&page(Draft {
            language: language.into(),
            ..full()
        }));
        let selector = Selector::parse(selector).unwrap();
        let element = html.select(&selector).next().unwrap();
        let attribute = |name| element.attr(name).map(str::to_owned);
        (attribute("lang"), attribute("dir"))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(attributes("ar", "html"), (some("ar"), None));
    assert_eq!(attributes("ar", "article"), (None, some("rtl")));
    assert_eq!(attributes("ar", ".kicker"), (some("en"), some("ltr")));
    assert_eq!(attributes("uk", "article"), (None, None));
    assert_eq!(attributes("en", ".kicker"), (None, None));
    assert_eq!(attributes("", "html"), (some("en"), None));
    assert_eq!(attributes("", "h1"), (None, some("auto")));
    assert_eq!(attributes("", ".body"), (None, some("auto")));
}

#[test]
fn the_style_fetches_nothing() {
    assert!(!style().contains("url(") && !style().contains("@import"));
    assert!(style().len() < 10_000);
}

/// What breaks out of wherever text may stand, and words between.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</script>",
        "</title>",
        "</h1>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "\" onmouseover=\"alert(1)",
        "' x='",
        "<img src=x onerror=alert(1)>",
        "&lt;",
        "&#60;b>",
        "&",
        "\\u003c",
        "\u{202e}",
        " ",
        "word",
        "слово",
        "كلمة",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| format!("x{}x", pieces.concat()))
}

proptest! {
    #[test]
    fn no_release_breaks_out_of_its_page(
        title in hostile(), other in hostile(), body in hostile(), language in prop::sample::select(vec!["", "en", "ar"])
    ) {
        let release = release(Draft {
            id: other.clone().into(),
            kind: other.clone().into(),
            title: title.clone().into(),
            date: "2016".into(),
            language: language.into(),
            places: vec![DraftPlace::from_text("x".into())],
            sources: vec![other.clone().into()],
            tags: vec![other.clone().into()],
            summary: other.clone().into(),
            body: body.clone().into(),
            ..Draft::default()
        });
        let feeds = [FeedLink { facet: "tag", label: &other, slug: &other }];
        let site = format!("set {other}");
        let facts = PageFacts { site: &site, rights: Some(&other), ..facts(&feeds, &[]) };
        let html = check_html(&release_page(&release, &facts));
        prop_assert_eq!(texts(&html, "h1"), [title.as_str()]);
        prop_assert_eq!(texts(&html, "title"), [format!("{title} – set {other}")]);
        prop_assert_eq!(texts(&html, ".body p").concat(), body.as_str());
        prop_assert_eq!(&data(&html)["headline"], &Value::from(title));
        prop_assert_eq!(&data(&html)["articleBody"], &Value::from(body));
        prop_assert_eq!(texts(&html, "dl").len(), 1);
    }

    #[test]
    fn no_text_breaks_out_of_the_index(title in hostile(), other in hostile(), count in 0u64..9) {
        let date: Date = "2016".parse().unwrap();
        let years = [(2016, count)];
        let groups = vec![Group { heading: &other, slug: "x", feeds: vec![entry(&title, "x/y", &years)] }];
        let newest = vec![Newest {
            title: &title,
            href: "x",
            date: &date,
            kind: Some(&other),
            places: vec![&other],
            language: None,
        }];
        let index = Index {
            title: &title,
            description: &other,
            rights: Some(&other),
            ..index(&years, groups, newest)
        };
        let html = check_html(&index_page(&index));
        prop_assert_eq!(texts(&html, "h1"), [title.as_str()]);
        prop_assert_eq!(texts(&html, "head > title"), [title.as_str()]);
        prop_assert_eq!(texts(&html, ".newest a"), [title.as_str()]);
        prop_assert_eq!(texts(&html, ".feeds b"), [title.as_str()]);
        prop_assert_eq!(&data(&html)["name"], &Value::from(title));
    }
}
