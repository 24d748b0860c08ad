//! What the reader makes of pages.

use std::fmt::Write as _;
use std::io::{self, Read};

use dateline_core::{Draft, Fault, Field, FieldPath, Finding, FindingKind, Values};
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::{Error, LIMIT, Reader, document};

/// Navigation in short, with words that labels have too.
const NAVIGATION: &str = "-\nOur work\n-\nFields of work\n- Border management\n- Elections\n-\n\
    Fields of work\n-\nCountries\n- All\n-\nParticipating States\n- Albania\n\
    - Finland – OSCE Chairpersonship 2025\n-\nSecretariat\n- About us\n";

/// The page of the fixtures, which has the whole navigation.
const SKOPJE: &str = include_str!("../../../../fixtures/pages/skopje.txt");

fn page(behind: &str) -> String {
    format!("{NAVIGATION}{behind}")
}

mod html;
mod layouts;
mod linear;
mod property;
mod refused;
mod render;

/// What the one release of a page says.
fn read(mut reader: Reader<&[u8]>) -> Result<String, Error> {
    let mut findings = Vec::new();
    assert!(reader.advance(&mut findings)?, "one page");
    assert_eq!(reader.number(), 1);
    let shown = framed(&reader, findings)?;
    assert!(!reader.advance(&mut Vec::new())?, "no second page");
    Ok(shown)
}

/// What the releases of an input say.
fn all(input: &str) -> String {
    let mut reader = Reader::new(input.as_bytes());
    let mut shown = String::new();
    let mut findings = Vec::new();
    while reader.advance(&mut findings).unwrap() {
        let _ = writeln!(shown, "--- {} at {}", reader.number(), reader.position());
        shown += &framed(&reader, std::mem::take(&mut findings)).unwrap();
    }
    shown
}

/// What the framed release says, and what is said of it.
fn framed(reader: &Reader<&[u8]>, mut findings: Vec<Finding>) -> Result<String, Error> {
    let record = reader.record(&mut findings)?;
    assert_eq!(record.number, reader.number());
    assert_eq!(record.position, reader.position());
    let mut shown = shown(reader, &record.draft);
    for finding in &findings {
        let at = finding
            .position
            .map(|at| format!(" (at {at})"))
            .unwrap_or_default();
        let _ = writeln!(shown, "* {}: {finding}{at}", finding.kind.rule());
    }
    Ok(shown)
}

/// The fields that a draft has, with the place of each value.
fn shown(reader: &Reader<&[u8]>, draft: &Draft<'_>) -> String {
    let mut shown = String::new();
    let mut line = |path: FieldPath, text: String| {
        let at = reader
            .locate(&path)
            .map(|at| at.to_string())
            .unwrap_or_default();
        let _ = writeln!(shown, "{path} {at} {text:?}");
    };
    for field in Field::ALL {
        match draft.values(*field) {
            Values::One(text) if text.is_empty() => {}
            Values::One(text) => line((*field).into(), text.as_str().into()),
            Values::Lines(texts) => {
                for (index, text) in texts.iter().enumerate() {
                    line(FieldPath::of(*field, index), text.as_str().into());
                }
            }
            Values::Places(places) => {
                for (index, place) in places.iter().enumerate() {
                    let path = FieldPath::of(*field, index);
                    line(path, place.name.as_str().into());
                    if !place.qualifier.is_empty() {
                        line(path.part("qualifier"), place.qualifier.as_str().into());
                    }
                }
            }
            Values::Translations(translations) => {
                for (index, translation) in translations.iter().enumerate() {
                    let text = format!("{}={}", translation.language, translation.url);
                    line(FieldPath::of(*field, index), text);
                }
            }
            Values::Foreign(foreign) => assert!(foreign.is_empty()),
        }
    }
    shown
}

/// What a page gives, or why it is none.
#[track_caller]
fn outcome(input: impl AsRef<[u8]>) -> String {
    match read(Reader::new(input.as_ref())) {
        Ok(shown) => shown,
        Err(error) => refusal(&error),
    }
}

pub(super) fn refusal(error: &Error) -> String {
    format!(
        "{:?} {} {}: {error}\n",
        error.scope(),
        error.rule(),
        error.position()
    )
}

/// The body that a page with this text behind its labels gives.
#[track_caller]
fn body(behind: &str) -> String {
    let page = page(&format!(
        "News\nTitle\n- Fields of work:\n- Elections\n{behind}"
    ));
    let mut reader = Reader::new(page.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    reader
        .record(&mut Vec::new())
        .unwrap()
        .draft
        .body
        .into_string()
}

#[test]
fn the_page_of_the_fixtures() {
    assert_snapshot!(outcome(SKOPJE), @r#"
    kind 152:1 "Press release"
    title 153:1 "Border officers learn to share one lake"
    date 161:1 "2016-10-25"
    places[0] 156:3 "SKOPJE"
    sources[0] 158:3 "OSCE Secretariat"
    sources[1] 158:21 "OSCE Mission to Skopje"
    fields_of_work[0] 160:3 "Border management"
    participating_states[0] 156:3 "North Macedonia"
    body 161:1 "SKOPJE, 25 October 2016 – Twenty-four border officers from both banks of Lake Ohrid began a six-week course in Skopje today, the first that has them patrol, write and report in mixed pairs.\nThe course is part of “Two Shores”, a training project that is to run until the spring of 2018. It was drawn up by the OSCE Secretariat and is carried out by the OSCE Mission to Skopje, which also found the boats.\n“A smuggler looks at the lake and sees one sheet of water,” said Mirjana Stojkova, who leads the project. “For years we looked at it and saw a line. That’s what we’ve come here to unlearn.”\nMornings are for the classroom: radio procedure, the law of the lake, and how to search a fishing boat without sinking it. In the afternoons the pairs go out – in any weather – and each evening they compare notes & draw up one report, in one language, that both chiefs will sign.\nA second group of twenty-four starts in February. What both groups learn will be put into a handbook, which any service may copy, change and pass on."
    body_type  "text/plain"
    * release.inferred: date: `2016-10-25` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#);
}

#[test]
fn labels_without_values() {
    assert_snapshot!(
        outcome(page("News\nTitle\n- Date:\n- Place:\n- Source:\n- Fields of work:\nText.\n")),
        @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    body 25:1 "Text."
    body_type  "text/plain"
    "#
    );
}

#[test]
fn any_label_may_be_missing() {
    assert_snapshot!(outcome(page("News\nTitle\n- Source:\n- Troika\nText.\n")), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    sources[0] 22:3 "Troika"
    body 23:1 "Text."
    body_type  "text/plain"
    "#);
    assert_snapshot!(outcome("Title\n- Date:\n- Source:\nText."), @r#"
    title 1:1 "Title"
    body 4:1 "Text."
    body_type  "text/plain"
    "#);
}

#[test]
fn a_page_without_kind() {
    assert_snapshot!(outcome(page("Bridge opens\n- Date:\n- 3 May 2022\n- Place:\nText.\n")), @r#"
    title 19:1 "Bridge opens"
    date 21:3 "2022-05-03"
    body 23:1 "Text."
    body_type  "text/plain"
    * release.normalized: date: `3 May 2022` is kept as `2022-05-03`
    "#);
}

#[test]
fn an_unknown_kind_is_kept() {
    assert_snapshot!(outcome(page("Photo essay\nTitle\n- Date:\n- 3 May 2022\n- Place:\nText.\n")), @r#"
    kind 19:1 "Photo essay"
    title 20:1 "Title"
    date 22:3 "2022-05-03"
    body 24:1 "Text."
    body_type  "text/plain"
    * release.normalized: date: `3 May 2022` is kept as `2022-05-03`
    "#);
}

#[test]
fn a_line_between_kind_and_title_is_reported() {
    assert_snapshot!(outcome(page("News\nOSCE\nTitle\n- Date:\n- 2022\nText.\n")), @r#"
    kind 19:1 "News"
    title 21:1 "Title"
    date 23:3 "2022"
    body 24:1 "Text."
    body_type  "text/plain"
    * format.loss: `OSCE` between kind and title is not kept: no field of a release is known for it (at 20:1)
    "#);
}

#[test]
fn the_date_of_the_page_comes_before_that_of_the_dateline() {
    let dated = |date: &str, dateline: &str| {
        outcome(page(&format!(
            "News\nTitle\n- Date:\n- {date}\n{dateline}Text.\n"
        )))
    };
    assert_snapshot!(dated("25 October 2016", "SKOPJE, 25 October 2016 – "), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2016-10-25"
    places[0] 23:1 "SKOPJE"
    participating_states[0] 23:1 "North Macedonia"
    body 23:1 "SKOPJE, 25 October 2016 – Text."
    body_type  "text/plain"
    * release.normalized: date: `25 October 2016` is kept as `2016-10-25`
    * release.inferred: places[0]: `SKOPJE` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#);
    assert_snapshot!(dated("2016-10-26T10:00+02:00", "SKOPJE, 25 October 2016 – "), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2016-10-26T10:00+02:00"
    places[0] 23:1 "SKOPJE"
    participating_states[0] 23:1 "North Macedonia"
    body 23:1 "SKOPJE, 25 October 2016 – Text."
    body_type  "text/plain"
    * release.disagreement: date: `2016-10-26T10:00+02:00` is kept, and does not agree with `2016-10-25` of the dateline
    * release.inferred: places[0]: `SKOPJE` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#);
    assert_snapshot!(dated("2016", "SKOPJE, 25 October 2016 – "), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2016"
    places[0] 23:1 "SKOPJE"
    participating_states[0] 23:1 "North Macedonia"
    body 23:1 "SKOPJE, 25 October 2016 – Text."
    body_type  "text/plain"
    * release.inferred: places[0]: `SKOPJE` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#);
    assert_snapshot!(dated("yesterday", "SKOPJE, 25 October 2016 – "), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "yesterday"
    places[0] 23:1 "SKOPJE"
    participating_states[0] 23:1 "North Macedonia"
    body 23:1 "SKOPJE, 25 October 2016 – Text."
    body_type  "text/plain"
    * release.inferred: places[0]: `SKOPJE` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#);
    assert_snapshot!(dated("25 October", "SKOPJE, 25 October 2016 – "), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "25 October"
    places[0] 23:1 "SKOPJE"
    participating_states[0] 23:1 "North Macedonia"
    body 23:1 "SKOPJE, 25 October 2016 – Text."
    body_type  "text/plain"
    * release.inferred: places[0]: `SKOPJE` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#);
}

#[test]
fn a_dateline_without_year_gives_no_date() {
    assert_snapshot!(
        outcome(page("News\nTitle\n- Date:\n- Place:\nSKOPJE, 25 October – Text.\n")),
        @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    places[0] 23:1 "SKOPJE"
    participating_states[0] 23:1 "North Macedonia"
    body 23:1 "SKOPJE, 25 October – Text."
    body_type  "text/plain"
    * format.loss: date: `25 October` of the dateline gives no date: it has no year
    * release.inferred: places[0]: `SKOPJE` was inferred from the dateline
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the place
    "#
    );
}

#[test]
fn several_places() {
    let places = |line: &str| {
        outcome(page(&format!(
            "News\nTitle\n- Date:\n- 2022\n- Place:\n- {line}\n- Source:\nText."
        )))
    };
    assert_snapshot!(places("VIENNA/WARSAW"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "VIENNA"
    places[1] 24:10 "WARSAW"
    participating_states[0] 24:3 "Austria"
    participating_states[1] 24:10 "Poland"
    body 26:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    * release.inferred: participating_states[1]: `Poland` was inferred from the place
    "#);
    assert_snapshot!(places("PRISHTINË/PRIŠTINA"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "PRISHTINË/PRIŠTINA"
    body 26:1 "Text."
    body_type  "text/plain"
    "#);
    assert_snapshot!(places("MOSCOW / PARIS / WASHINGTON, DC"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "MOSCOW"
    places[1] 24:12 "PARIS"
    places[2] 24:20 "WASHINGTON"
    places[2].qualifier 24:32 "DC"
    participating_states[0] 24:3 "Russian Federation"
    participating_states[1] 24:12 "France"
    participating_states[2] 24:20 "United States of America"
    body 26:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `Russian Federation` was inferred from the place
    * release.inferred: participating_states[1]: `France` was inferred from the place
    * release.inferred: participating_states[2]: `United States of America` was inferred from the place
    "#);
    assert_snapshot!(places("VIENNA, BRUSSELS, GENEVA"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "VIENNA"
    places[1] 24:11 "BRUSSELS"
    places[2] 24:21 "GENEVA"
    participating_states[0] 24:3 "Austria"
    participating_states[1] 24:11 "Belgium"
    participating_states[2] 24:21 "Switzerland"
    body 26:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    * release.inferred: participating_states[1]: `Belgium` was inferred from the place
    * release.inferred: participating_states[2]: `Switzerland` was inferred from the place
    "#);
    assert_snapshot!(places("Vienna / Graz"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "Vienna"
    places[1] 24:12 "Graz"
    participating_states[0] 24:3 "Austria"
    body 26:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    "#);
    assert_snapshot!(places("OSH, Kyrgyzstan\n- BISHKEK"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "OSH"
    places[0].qualifier 24:8 "Kyrgyzstan"
    places[1] 25:3 "BISHKEK"
    participating_states[0] 24:3 "Kyrgyzstan"
    body 27:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `Kyrgyzstan` was inferred from the place
    "#);
    assert_snapshot!(places("km 7 of the road / a hut, on the left"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "km 7 of the road"
    places[1] 24:22 "a hut"
    places[1].qualifier 24:29 "on the left"
    body 26:1 "Text."
    body_type  "text/plain"
    "#);
}

#[test]
fn a_state_is_inferred_once() {
    let page = page("News\nTitle\n- Date:\n- 2022\n- Place:\n- VIENNA/WARSAW/GRAZ, Austria\nText.");
    assert_snapshot!(outcome(&page), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    places[0] 24:3 "VIENNA"
    places[1] 24:10 "WARSAW"
    places[2] 24:17 "GRAZ"
    places[2].qualifier 24:23 "Austria"
    participating_states[0] 24:3 "Austria"
    participating_states[1] 24:10 "Poland"
    body 25:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    * release.inferred: participating_states[1]: `Poland` was inferred from the place
    "#);
}

#[test]
fn names_with_commas() {
    let sources = "OSCE Secretariat, UNDP, Water, Air and Co, OSCE Mission to Skopje";
    let page = format!("News\nTitle\n- Date:\n- 2022\n- Source:\n- {sources}\nText.");
    assert_snapshot!(outcome(&page), @r#"
    kind 1:1 "News"
    title 2:1 "Title"
    date 4:3 "2022"
    sources[0] 6:3 "OSCE Secretariat"
    sources[1] 6:21 "UNDP"
    sources[2] 6:27 "Water"
    sources[3] 6:34 "Air and Co"
    sources[4] 6:46 "OSCE Mission to Skopje"
    participating_states[0] 6:46 "North Macedonia"
    body 7:1 "Text."
    body_type  "text/plain"
    * release.inferred: participating_states[0]: `North Macedonia` was inferred from the source
    "#);
}

#[test]
fn a_listed_name_with_a_comma_inside_stays_whole() {
    let line = crate::lines::Line {
        text: "- A, B, and C, D",
        start: 0,
    };
    let names = crate::parts::names(&line, &line.text[2..], |name| name == "B, and C");
    let names: Vec<_> = names.into_iter().map(|span| &line.text[span]).collect();
    assert_eq!(names, ["A", "B, and C", "D"]);
}

#[test]
fn the_address_gives_url_and_number() {
    let page = page("News\nTitle\n- Date:\n- 2022\nText.");
    let addressed = |address: &str| {
        read(Reader::new(page.as_bytes()).address(Some(address.to_owned()))).unwrap()
    };
    assert_snapshot!(addressed("https://www.osce.org/uk/node/123456?fbclid=x"), @r#"
    number  "123456"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    language  "uk"
    url  "https://www.osce.org/uk/node/123456"
    body 23:1 "Text."
    body_type  "text/plain"
    * release.normalized: url: `https://www.osce.org/uk/node/123456?fbclid=x` is kept as `https://www.osce.org/uk/node/123456`
    * release.inferred: number: `123456` was inferred from the address
    * release.inferred: language: `uk` was inferred from the address
    "#);
    assert_snapshot!(addressed("https://example.org/news/123456"), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    url  "https://example.org/news/123456"
    body 23:1 "Text."
    body_type  "text/plain"
    "#);
}

#[test]
fn nothing_is_inferred_where_nobody_wants_it() {
    let reader = Reader::new(SKOPJE.as_bytes())
        .address(Some("https://www.osce.org/node/123456".to_owned()))
        .infer(false);
    let shown = read(reader).unwrap();
    let fields: Vec<_> = shown
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            "kind",
            "title",
            "url",
            "places[0]",
            "sources[0]",
            "sources[1]",
            "fields_of_work[0]",
            "body",
            "body_type"
        ],
    );
}

#[test]
fn a_text_may_have_what_labels_and_lists_have() {
    assert_eq!(body("- Place:\n- x\n"), "- Place:\n- x");
    assert_eq!(
        body("Text.\n- Date:\n- x\n\n- Place:"),
        "Text.\n- Date:\n- x\n\n- Place:"
    );
    assert_eq!(body("- one\n- two\nText."), "- one\n- two\nText.");
    assert_eq!(body("-\n- one"), "-\n- one");
    assert_eq!(
        body("\n- Democratization\nText."),
        "\n- Democratization\nText."
    );
    let copy = "Press release\nAnother title\n- Date:\n- 2001\nIts text.";
    assert_eq!(body(&format!("Text.\n{copy}")), format!("Text.\n{copy}"));
}

#[test]
fn a_text_that_opens_with_a_label_is_reported() {
    let page = page("News\nTitle\n- Date:\n- 2022\n- Source:\n- Troika\n- Place:\n- Text.");
    assert_snapshot!(outcome(&page), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    sources[0] 24:3 "Troika"
    body 25:1 "- Place:\n- Text."
    body_type  "text/plain"
    * input.repair: body: `- Place:` is kept as the first line of the text: among the labels it would be out of order (at 25:1)
    "#);
}

#[test]
fn a_label_in_the_navigation_does_not_count() {
    let page = "- Source:\n- Field operations\nHome\nNews\nTitle\n- Date:\n- 2022\nText.";
    assert_snapshot!(outcome(page), @r#"
    kind 4:1 "News"
    title 5:1 "Title"
    date 7:3 "2022"
    body 8:1 "Text."
    body_type  "text/plain"
    "#);
}

#[test]
fn the_text_is_kept_byte_for_byte() {
    for text in [
        "  two blanks \n\n\n\ttab\n ",
        "“quotes”, commas, ]]> &amp;amp; | \\ 🕊 \u{202b}שלום\u{202c} \u{2028} \u{85} \u{b} x",
        "\n\nfirst and last lines are empty\n\n",
    ] {
        assert_eq!(body(&format!("{text}\n")), text);
        assert_eq!(body(text), text.strip_suffix('\n').unwrap_or(text));
    }
}

#[test]
fn windows_and_old_line_ends() {
    let page = page("News\nTitle\n- Date:\n- 2022\nFirst.\n\nThird.\n");
    let expected = outcome(&page);
    assert_snapshot!(expected, @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    body 23:1 "First.\n\nThird."
    body_type  "text/plain"
    "#);
    assert_eq!(outcome(page.replace('\n', "\r\n")), expected);
    assert_eq!(outcome(page.replace('\n', "\r")), expected);
}

#[test]
fn line_ends_of_several_kinds_are_reported() {
    assert_snapshot!(outcome("News\nTitle\n- Date:\n- 2022\na\r\nb\nc\rd\n"), @r#"
    kind 1:1 "News"
    title 2:1 "Title"
    date 4:3 "2022"
    body 5:1 "a\nb\nc\nd"
    body_type  "text/plain"
    * input.repair: body: line ends of more than one kind are kept as LF
    "#);
    assert_snapshot!(outcome("News\nTitle\n- Date:\n- 2022\na\nb\r\n"), @r#"
    kind 1:1 "News"
    title 2:1 "Title"
    date 4:3 "2022"
    body 5:1 "a\nb"
    body_type  "text/plain"
    "#);
    assert_snapshot!(outcome("News\nTitle\n- Date:\n- 2022\na\nb\rc"), @r#"
    kind 1:1 "News"
    title 2:1 "Title"
    date 4:3 "2022"
    body 5:1 "a\nb\nc"
    body_type  "text/plain"
    * input.repair: body: line ends of more than one kind are kept as LF
    "#);
}

#[test]
fn a_byte_order_mark_and_utf_16() {
    let page = "News\nTitle\n- Date:\n- 2022\nŁódź 🕊";
    let expected = outcome(page);
    let units = || format!("\u{FEFF}{page}").encode_utf16().collect::<Vec<_>>();
    assert_eq!(outcome(format!("\u{FEFF}{page}")), expected);
    assert_eq!(
        outcome(
            units()
                .into_iter()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        ),
        expected
    );
    let mut big: Vec<u8> = units().into_iter().flat_map(u16::to_be_bytes).collect();
    assert_eq!(outcome(&big), expected);

    big.truncate(big.len() - 2);
    assert_snapshot!(outcome(&big), @"Record page.encoding 5:6: expected UTF-16, found half of a surrogate pair, 0xD83D; save the page as UTF-8");
    big.pop();
    assert_snapshot!(outcome(&big), @"Record page.encoding 5:6: expected UTF-16, found an odd number of bytes; save the page as UTF-8");
    assert_snapshot!(outcome(&big[2..]), @"Document page.binary 1:1: expected the text of a page, found UTF-16 without the byte order mark that would say so");
}

#[test]
fn broken_utf_8_is_the_fault_of_the_record() {
    let page = b"\xEF\xBB\xBFTitle\n- Date:\nCaf\xE9";
    assert_snapshot!(outcome(page), @"Record page.encoding 3:4: expected UTF-8, found the byte 0xE9; save the page as UTF-8");
    let mut reader = Reader::new(&page[..]);
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.raw(), &page[3..]);
}

#[test]
fn what_is_no_text() {
    assert_snapshot!(outcome(""), @"Document page.empty 1:1: expected the text of a page, found none");
    assert_snapshot!(outcome("\u{FEFF} \r\n\t\n"), @"Document page.empty 1:1: expected the text of a page, found none");
    assert_snapshot!(outcome("text\nand\0zero"), @"Document page.binary 2:4: expected the text of a page, found binary data: a zero byte");
    assert_snapshot!(outcome("ab\u{1}\u{2}\u{3}\u{4}"), @"Document page.binary 1:3: expected the text of a page, found binary data: mostly control characters");
    assert_snapshot!(outcome("%PDF-1.7\n"), @"Document page.binary 1:1: expected the text of a page, found a PDF file");
    assert_snapshot!(outcome(include_bytes!("../../../../fixtures/invalid/binary.txt")), @"Document page.binary 1:1: expected the text of a page, found binary data: a zero byte");
}

#[test]
fn what_is_the_source_of_something() {
    assert_snapshot!(outcome("\n <!DOCTYPE html>\n<html><body>\n- Date:\n"), @"Document page.no-labels 4:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `- Date:`");
    assert_snapshot!(outcome("<?xml version=\"1.0\"?><html xmlns=\"x\">"), @"Document page.empty 1:1: expected the text of a page, found none");
    assert_snapshot!(outcome("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">"), @"Document page.markup 1:1: expected the text of a page, found a feed; read it as a feed");
    assert_snapshot!(outcome("<?xml version=\"1.0\"?>\n<recipe>"), @"Document page.markup 1:1: expected the text of a page, found XML source; save the page as text");
    assert_snapshot!(outcome("< 5 people came\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `< 5 people came`");
}

#[test]
fn what_is_no_release() {
    let overview = include_str!("../../../../fixtures/invalid/overview-page.txt");
    assert_snapshot!(outcome(overview), @"Document page.no-labels 152:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a page of the site that has neither, such as an overview or a section page; behind the navigation it reads `OSCE Mission to Skopje`, `Overview`");
    assert_snapshot!(outcome("Dear all,\n\nhere is the list:\n- one\n- two\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Dear all,`, `here is the list:`");
    assert_snapshot!(outcome("Meeting\n- Date:\n- 3 May 2022\nWe met."), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Meeting`, `- Date:`");
    assert_snapshot!(outcome("- one\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `- one`");
    assert_snapshot!(outcome(page("Blog\nMy week\n- Date:\n- 2022\n- Place:\nText.")), @"Document page.no-release 19:1: expected a release, found a page that calls itself `Blog`");
}

#[test]
fn a_page_without_title() {
    assert_snapshot!(outcome(page("Press release\n- Date:\n- 2022\nText.")), @"Document page.no-title 20:1: expected the title in the line before the labels or the text, found `Press release`");
    assert_snapshot!(outcome(page("- Date:\n- 2022\n- Place:\nText.")), @"Document page.no-title 19:1: expected the title in the line before the labels or the text, found `- About us`");
    assert_snapshot!(outcome("- Date:\n- 2022\n- Place:\nText."), @"Document page.no-title 1:1: expected the title in the line before the labels or the text, found the beginning of the page");
}

#[test]
fn a_page_without_text_is_suspicious() {
    assert_snapshot!(outcome(page("News\nTitle\n- Date:\n- 2022\n \n")), @r#"
    kind 19:1 "News"
    title 20:1 "Title"
    date 22:3 "2022"
    * format.hazard: body: the page ends below its head, without a text: it may be cut off
    "#);
}

#[test]
fn a_page_without_date() {
    let page = include_str!("../../../../fixtures/invalid/page-without-date.txt");
    let mut reader = Reader::new(page.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let draft = reader.record(&mut Vec::new()).unwrap().draft;
    assert_eq!(draft.date, "");
    // Where it should be is known all the same.
    assert_snapshot!(reader.locate(&Field::Date.into()).unwrap(), @"161:1");
}

#[test]
fn a_page_is_at_most_so_long() {
    let head = b"News\nTitle\n- Date:\n- 2022\n".as_slice();
    let mut reader = Reader::new(head.chain(io::repeat(b'x').take(LIMIT - head.len() as u64)));
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let mut reader = Reader::new(head.chain(io::repeat(b'x')));
    assert_snapshot!(refusal(&reader.advance(&mut Vec::new()).unwrap_err()), @"Document page.too-large 1:1: expected a page of at most 64 MiB, found a longer input");
    assert!(!reader.advance(&mut Vec::new()).unwrap());
}

#[test]
fn an_input_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let mut reader = Reader::new(b"News\nTi".as_slice().chain(Broken));
    let error = reader.advance(&mut Vec::new()).unwrap_err();
    assert_snapshot!(refusal(&error), @"Input page.input 2:3: expected a page, but reading it failed");
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "the disk is gone"
    );
}

#[test]
fn raw_is_a_document() {
    let page = page("News\nTitle\n- Date:\n- 2022\r\nText.");
    let mut reader = Reader::new(page.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let again = document(reader.header(), reader.raw());
    assert_eq!(again, page.as_bytes());
    assert!(reader.channel().title.is_empty());
}

#[test]
fn nothing_is_there_before_the_page() {
    let reader = Reader::new(SKOPJE.as_bytes());
    assert_eq!(reader.number(), 0);
    assert_eq!(reader.raw(), b"");
    assert_eq!(reader.locate(&Field::Title.into()), None);
    assert_eq!(
        reader.record(&mut Vec::new()).unwrap().draft,
        Draft::default()
    );
}

proptest! {
    #[test]
    fn any_text_comes_through(
        text in "[^\\x00-\\x20-][^\\x00-\\x09\\x0B-\\x1F]{0,200}",
        title in "[A-Z][^\\x00-\\x1F]{0,40}",
    ) {
        // The regular expression knows fewer blanks than Unicode.
        prop_assume!(!text.trim_start().is_empty() && !text.trim_start().starts_with('-'));
        let page = format!("{NAVIGATION}News\n{title}\n- Date:\n- 2022\n{text}\n");
        let mut reader = Reader::new(page.as_bytes());
        prop_assert!(reader.advance(&mut Vec::new()).unwrap());
        let draft = reader.record(&mut Vec::new()).unwrap().draft;
        prop_assert_eq!(draft.title.as_str(), title);
        prop_assert_eq!(draft.body.as_str(), text);
    }
}
