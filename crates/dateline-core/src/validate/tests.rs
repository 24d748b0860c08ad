//! Each rule is broken by what it is about and by nothing else.

use super::*;
use crate::{Draft, DraftPlace, DraftTranslation, Level};

/// A release to which nothing is to be said.
fn draft() -> Draft<'static> {
    Draft {
        id: "https://www.osce.org/node/900001".into(),
        number: "900001".into(),
        kind: "Press release".into(),
        title: "Border officers learn to share one lake".into(),
        date: "2016-10-25".into(),
        language: "en".into(),
        url: "https://www.osce.org/mission-to-skopje/900001".into(),
        places: vec![DraftPlace::from_text("SKOPJE".into())],
        sources: vec!["OSCE Mission to Skopje".into()],
        participating_states: vec!["North Macedonia".into()],
        summary: "What officers of two countries do where a border lies under water.".into(),
        body: "SKOPJE, 25 October 2016 – Twenty-four officers began a course on the lake and \
               of the lake for two weeks, and with that came the first of many to follow."
            .into(),
        ..Draft::default()
    }
}

/// What is said of a release that differs from one that is in order.
#[track_caller]
fn check(change: impl FnOnce(&mut Draft<'static>), expected: &[&str]) {
    let mut draft = draft();
    change(&mut draft);
    let checked = Release::try_from(draft).unwrap();
    let mut findings = Vec::new();
    release(&checked, &mut findings);
    let said: Vec<String> = findings
        .iter()
        .map(|finding| {
            let level = match finding.level() {
                Level::Note => "note",
                Level::Warning => "warning",
                Level::Error => "error",
            };
            let rule = finding.kind.rule().trim_start_matches("release.");
            let character = finding.kind.character();
            let character = character.map_or(String::new(), |at| format!("@{at}"));
            format!("{level} {rule}{character} {finding}")
        })
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn nothing_is_said_of_what_is_in_order() {
    check(|_| {}, &[]);
    check(
        |d| {
            *d = Draft {
                title: "A".into(),
                date: "2016".into(),
                ..Draft::default()
            }
        },
        &[],
    );
}

#[test]
fn datelines_and_dates() {
    check(
        |d| d.date = "2016-10-26".into(),
        &[
            "note dateline-date date: `2016-10-26` is 1 day after the `25 October 2016` of the dateline",
        ],
    );
    check(
        |d| d.date = "2016-10-21T10:00+02:00".into(),
        &[
            "warning dateline-date date: `2016-10-21T10:00+02:00` is 4 days before the `25 October 2016` of the dateline",
        ],
    );
    check(|d| d.date = "2016-10".into(), &[]);
    check(
        |d| d.date = "2016-09".into(),
        &[
            "warning dateline-date date: `2016-09` is another month than the `25 October 2016` of the dateline",
        ],
    );
    check(
        |d| d.date = "2015".into(),
        &[
            "warning dateline-date date: `2015` is another year than the `25 October 2016` of the dateline",
        ],
    );
    // The year that a dateline lacks is the nearest.
    let new_year = "SKOPJE, 31 December – It was the last day of the year in the town.";
    check(
        |d| (d.body, d.date) = (new_year.into(), "2016-01-01".into()),
        &["note dateline-date date: `2016-01-01` is 1 day after the `31 December` of the dateline"],
    );
}

#[test]
fn other_dates() {
    check(|d| d.modified = "2016-10-25".into(), &[]);
    check(|d| d.modified = "2016-10".into(), &[]);
    check(
        |d| d.modified = "2016-09".into(),
        &["warning modified-early modified: `2016-09` is before the date, `2016-10-25`"],
    );
    check(
        |d| d.embargo = "2016-10-24T10:00Z".into(),
        &[
            "warning embargo-early embargo: `2016-10-24T10:00Z` is before the date, `2016-10-25`, and holds nothing back",
        ],
    );
    check(
        |d| d.embargo = "2106-10-25".into(),
        &["warning date-range embargo: `2106-10-25` is after 2099"],
    );
}

#[test]
fn numbers_and_addresses() {
    check(
        |d| d.number = "900002".into(),
        &[
            "warning number-address number: `900002` is not `900001`, the number in the url",
            "warning number-address number: `900002` is not `900001`, the number in the id",
        ],
    );
    check(
        |d| (d.number, d.id) = ("".into(), "https://www.osce.org/node/7".into()),
        &[
            "warning number-address url: `900001`, at the end of this address, is not `7`, the number in the id",
        ],
    );
    for (host, is_private) in [
        ("localhost:8080", true),
        ("cms", true),
        ("user@10.1.2.3", true),
        ("[::1]", true),
        ("press.local", true),
        ("www.example.org", false),
        ("93.184.215.14", false),
    ] {
        let url = format!("http://{host}/x");
        let mut findings = Vec::new();
        let checked = Release::try_from(Draft {
            url: url.into(),
            ..draft()
        })
        .unwrap();
        release(&checked, &mut findings);
        assert_eq!(findings.len(), usize::from(is_private), "{host}");
    }
    check(
        |d| d.url = "https://www.osce.org/node/900001?lang=en&fbclid=x".into(),
        &[
            "note url-tracking url: `fbclid=x` says how somebody came to the page, and is no part of its address",
        ],
    );
}

#[test]
fn places_states_sources_and_kinds() {
    check(
        |d| d.places = vec![DraftPlace::from_text("OHRID".into())],
        &[
            "note dateline-place places: `SKOPJE`, with which the dateline opens, is not among the places",
        ],
    );
    check(
        |d| d.places = vec![DraftPlace::from_text("Skopje".into())],
        &[],
    );
    check(
        |d| d.participating_states = vec!["Albania".into()],
        &[
            "note place-state participating_states: `North Macedonia`, where `SKOPJE` lies, is not among the States",
        ],
    );
    check(
        |d| {
            d.body = "".into();
            d.places = vec![
                DraftPlace::from_text("VIENNA".into()),
                DraftPlace::from_text("WARSAW".into()),
            ];
            d.sources = vec!["ODIHR".into()];
        },
        &[],
    );
    check(
        |d| d.sources = vec!["OSCE Mision to Skopje".into()],
        &[
            "warning source-mistyped sources[0]: `OSCE Mision to Skopje` is nearly the name of a listed source; did you mean `OSCE Mission to Skopje`?",
        ],
    );
    for source in [
        "UNDP",
        "Ministry of Foreign Affairs",
        "Friends of the OSCE Secretariat",
        "OSCE Office in Tbilisi",
        "OSCE Mission to Romania",
    ] {
        check(|d| d.sources = vec![source.into()], &[]);
    }
    check(
        |d| d.kind = "Press relase".into(),
        &[
            "warning kind-unlisted kind: `Press relase` is no kind of the vocabulary; did you mean `Press release`?",
        ],
    );
    check(
        |d| d.kind = "Poem".into(),
        &["note kind-unlisted kind: `Poem` is no kind of the vocabulary"],
    );
}

#[test]
fn titles() {
    check(
        |d| d.title = " Two  blanks ".into(),
        &["note title-blanks@1 title: the title has blanks at an end"],
    );
    check(
        |d| d.title = "Été  chaud".into(),
        &["note title-blanks@4 title: the title has two blanks between words"],
    );
    check(
        |d| d.title = "OFFICERS LEARN TO SHARE".into(),
        &["note title-capitals title: the title is written in capitals throughout"],
    );
    check(
        |d| d.title = "Officers meet.".into(),
        &["note title-stop@14 title: the title ends with a full stop"],
    );
    for title in [
        "ОБСЄ",
        "OSCE/ODIHR",
        "Talks in Washington, D.C.",
        "To be continued...",
        "John Smith Jr.",
        "საზღვრის დაცვა და წყალი ტბაში",
    ] {
        check(|d| d.title = title.into(), &[]);
    }
}

#[test]
fn texts() {
    check(
        |d| d.language = "fr".into(),
        &["warning language-text language: `fr` is stated, and the text is in `en`"],
    );
    check(|d| d.language = "en-GB".into(), &[]);
    check(
        |d| d.title = "Un cafÃ© ouvert".into(),
        &["warning encoding@7 title: `Ã©` looks like text that was decoded twice"],
    );
    check(
        |d| d.summary = "It\u{92}s raining".into(),
        &[
            "warning encoding@3 summary: U+0092 is a control character, mostly a byte of Windows-1252",
        ],
    );
    check(
        |d| d.sources.push("Caf\u{FFFD}".into()),
        &["warning encoding@4 sources[1]: U+FFFD stands where bytes were no text"],
    );
    check(
        |d| d.body = "<p>One</p>\n<p>Two &amp; three</p>".into(),
        &[
            "warning plain-tags@1 body: `<p>` is a tag of HTML, and this is plain text; is `body_type` `text/html`?",
            "warning plain-references@19 body: `&amp;` is a reference of HTML, and this is plain text",
        ],
    );
    check(
        |d| d.title = "Quid pro quo<br/> on R&#38;D".into(),
        &[
            "warning plain-tags@13 title: `<br/>` is a tag of HTML, and this is plain text",
            "warning plain-references@23 title: `&#38;` is a reference of HTML, and this is plain text",
        ],
    );
    for body in [
        "a < b and p > q",
        "<b>bold</b>",
        "AT&T; R&D;",
        "x <p y <z>",
        "&;",
        "&#;",
        "<a",
        "<paragraph>",
        "a <p<p>",
    ] {
        check(
            |d| d.body = body.into(),
            if body == "a <p<p>" {
                &[
                    "warning plain-tags@5 body: `<p>` is a tag of HTML, and this is plain text; is `body_type` `text/html`?",
                ]
            } else {
                &[]
            },
        );
    }
}

#[test]
fn what_stands_there_twice_or_not_at_all() {
    check(
        |d| d.summary = "Border officers learn  to share one lake ".into(),
        &["warning summary-title summary: the summary is the title once more"],
    );
    for summary in [
        "Twenty-four officers began a course on…",
        "SKOPJE, 25 October 2016 – Twenty-four off...",
    ] {
        check(
            |d| d.summary = summary.into(),
            &["note summary-body summary: the summary is the beginning of the body"],
        );
    }
    check(
        |d| d.body = "SKOPJE, 25 October 2016 – ".into(),
        &["warning body-empty body: the body has a dateline and no text behind it"],
    );
    let html = |html: &'static str| {
        move |d: &mut Draft<'static>| (d.body, d.body_type) = (html.into(), "text/html".into())
    };
    for empty in [
        "<p></p>",
        "<div>&nbsp;<br></div>",
        "<!-- x --> <script>y()</script>",
        "<p",
    ] {
        check(
            html(empty),
            &["warning body-empty body: the body has markup and no text"],
        );
    }
    for full in ["<p>x", "&Zcaron;", "< 5", "<p>&#160;x</p>"] {
        check(html(full), &[]);
    }
}

#[test]
fn translations() {
    let translation = |language: &'static str, url: &'static str| DraftTranslation {
        language: language.into(),
        url: url.into(),
    };
    check(
        |d| {
            d.translations = vec![
                translation("en", "https://www.osce.org/en/900001"),
                translation("mk", "https://www.osce.org/mission-to-skopje/900001"),
                translation("sq", "https://www.osce.org/en/900001"),
            ];
        },
        &[
            "warning translation-language translations[0].language: `en` is the language of the release itself",
            "warning translation-page translations[1].url: `https://www.osce.org/mission-to-skopje/900001` is the page of the release itself as well",
            "warning translation-page translations[2].url: `https://www.osce.org/en/900001` is the page of the translation into `en` as well",
        ],
    );
}

#[test]
fn every_rule_has_a_page() {
    assert!(RULES.is_sorted_by_key(|rule| rule.id));
    for rule in RULES {
        assert!(!rule.title.is_empty() && !rule.why.is_empty() && !rule.mend.is_empty());
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(title: String, body: String, is_html: bool, summary: String) {
        let draft = Draft {
            title: title.into(),
            body: body.into(),
            summary: summary.into(),
            body_type: if is_html { "text/html" } else { "" }.into(),
            ..draft()
        };
        if let Ok(checked) = Release::try_from(draft) {
            release(&checked, &mut Vec::new());
        }
    }

    #[test]
    fn nor_is_markup(body in "[<>/&;# apbr=\"!-]{0,40}", is_html: bool) {
        let body_type = if is_html { "text/html" } else { "" };
        let draft = Draft { body: body.into(), body_type: body_type.into(), ..draft() };
        if let Ok(checked) = Release::try_from(draft) {
            release(&checked, &mut Vec::new());
        }
    }
}
