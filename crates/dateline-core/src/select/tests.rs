//! What is selected, and what cannot be asked for.

use proptest::prelude::*;

use super::*;
use crate::{Checker, Draft, DraftPlace, Facet, Text};

fn release(draft: Draft<'_>) -> Release<'static> {
    let draft = Draft {
        title: if draft.title.is_empty() {
            "A title".into()
        } else {
            draft.title.clone()
        },
        date: if draft.date.is_empty() {
            "2016-10-25".into()
        } else {
            draft.date.clone()
        },
        ..draft
    };
    let checker = Checker::default().keep_unlisted(true);
    checker.check(draft, &mut Vec::new()).unwrap().into_owned()
}

fn asked(asked: &[&str]) -> Vec<String> {
    asked.iter().map(|text| (*text).to_owned()).collect()
}

#[track_caller]
fn selects(draft: &SelectionDraft, release: &Release<'_>) -> bool {
    Selection::try_from(draft.clone()).unwrap().matches(release)
}

#[track_caller]
fn check(draft: &SelectionDraft, release: &Release<'_>, expected: bool) {
    assert_eq!(selects(draft, release), expected, "{draft:?}");
}

/// That a draft cannot be asked for, and why.
#[track_caller]
fn check_errors(draft: SelectionDraft, expected: &[&str]) {
    let errors = Selection::try_from(draft).unwrap_err();
    let said: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(said, expected);
}

fn of_states(states: &[&str]) -> SelectionDraft {
    SelectionDraft {
        states: asked(states),
        ..SelectionDraft::default()
    }
}

fn of_places(places: &[&str]) -> SelectionDraft {
    SelectionDraft {
        places: asked(places),
        ..SelectionDraft::default()
    }
}

fn of_sources(sources: &[&str]) -> SelectionDraft {
    SelectionDraft {
        sources: asked(sources),
        ..SelectionDraft::default()
    }
}

fn of_tags(tags: &[&str]) -> SelectionDraft {
    SelectionDraft {
        tags: asked(tags),
        ..SelectionDraft::default()
    }
}

fn of_text(text: &str) -> SelectionDraft {
    SelectionDraft {
        text: text.to_owned(),
        ..SelectionDraft::default()
    }
}

#[test]
fn nothing_asked_for_is_everything() {
    let selection = Selection::try_from(SelectionDraft::default()).unwrap();
    assert!(selection.is_empty());
    assert_eq!(selection, Selection::default());
    assert!(selection.matches(&release(Draft::default())));
    for draft in [
        of_states(&["Albania"]),
        of_states(&["Japan"]),
        of_places(&["Atlantis"]),
        of_sources(&["UNDP"]),
        of_tags(&["Water"]),
        of_text("water"),
        SelectionDraft {
            until: "2016".into(),
            ..SelectionDraft::default()
        },
    ] {
        assert!(!Selection::try_from(draft).unwrap().is_empty());
    }
}

#[test]
fn any_value_of_a_field_and_all_fields() {
    let release = release(Draft {
        fields_of_work: vec!["Elections".into()],
        participating_states: vec!["Albania".into(), "Serbia".into()],
        partner_states: vec!["Japan".into()],
        kind: "News".into(),
        ..Draft::default()
    });
    check(&of_states(&["AL"]), &release, true);
    check(&of_states(&["Georgia", "SRB"]), &release, true);
    check(&of_states(&["japan"]), &release, true);
    check(&of_states(&["Georgia", "Korea"]), &release, false);
    let both = |field: &str, kind: &str| SelectionDraft {
        fields_of_work: asked(&["Migration", field]),
        kinds: asked(&[kind]),
        ..of_states(&["Serbia"])
    };
    check(&both("elections", "news items"), &release, true);
    check(&both("Elections", "Speech"), &release, false);
    check(&both("Education", "News"), &release, false);
}

#[test]
fn sources_are_listed_or_as_they_are_written() {
    let release = release(Draft {
        sources: vec!["Mission to Skopje".into(), "UN Women – Kosovo".into()],
        ..Draft::default()
    });
    check(&of_sources(&["mission-to-skopje"]), &release, true);
    check(
        &of_sources(&["OSCE Spillover Monitor Mission to Skopje"]),
        &release,
        true,
    );
    check(&of_sources(&["un women (KOSOVO)"]), &release, true);
    check(&of_sources(&["UN Women"]), &release, false);
    check(&of_sources(&["ODIHR"]), &release, false);
}

#[test]
fn places_by_any_of_their_names() {
    let at = |place: &'static str| {
        release(Draft {
            places: vec![DraftPlace::from_text(place.into())],
            ..Draft::default()
        })
    };
    check(&of_places(&["Pristina"]), &at("PRISHTINË"), true);
    check(&of_places(&["Priština"]), &at("Prishtinë/Priština"), true);
    check(&of_places(&["Osh"]), &at("OSH, Kyrgyzstan"), true);
    // Another place of this name.
    check(&of_places(&["Osh"]), &at("OSH, Georgia"), false);
    check(&of_places(&["Osh, Georgia"]), &at("OSH, Georgia"), true);
    check(
        &of_places(&["gornje selo"]),
        &at("GORNJE SELO, Serbia"),
        true,
    );
    check(
        &of_places(&["Gornje Selo, Serbia"]),
        &at("GORNJE SELO, Serbia"),
        true,
    );
    check(
        &of_places(&["Gornje Selo, Serbia"]),
        &at("GORNJE SELO"),
        false,
    );
    // A State is no place.
    check(&of_places(&["Serbia"]), &at("Belgrade"), false);
    check(&of_places(&["–"]), &at("Belgrade"), false);
}

#[test]
fn languages_by_basic_filtering() {
    let of = |ranges: &[&str]| SelectionDraft {
        languages: asked(ranges),
        ..SelectionDraft::default()
    };
    let in_language = |language: &'static str| {
        release(Draft {
            language: language.into(),
            ..Draft::default()
        })
    };
    check(&of(&["sr"]), &in_language("sr-Latn"), true);
    check(&of(&["SR-LATN"]), &in_language("sr-Latn"), true);
    check(&of(&["Serbian"]), &in_language("sr"), true);
    check(&of(&["sr-Latn"]), &in_language("sr"), false);
    check(&of(&["sr"]), &in_language("srp"), false);
    check(&of(&["de", "en"]), &in_language("en"), true);
    check(&of(&["*"]), &in_language("en"), true);
    check(&of(&["*"]), &in_language(""), false);
    check(&of(&["en"]), &in_language(""), false);
}

#[test]
fn tags_of_any_scheme_or_of_one() {
    let release = release(Draft {
        tags: vec![
            "{https://a.example/x}Water".into(),
            "Climate & Peace".into(),
        ],
        ..Draft::default()
    });
    check(&of_tags(&["WATER"]), &release, true);
    check(&of_tags(&["{https://a.example/x}water"]), &release, true);
    check(&of_tags(&["{https://a.example/y}Water"]), &release, false);
    check(&of_tags(&["climate and peace"]), &release, true);
    check(
        &of_tags(&["{https://a.example/x}Climate & Peace"]),
        &release,
        false,
    );
    check(&of_tags(&["Peace"]), &release, false);
}

#[test]
fn dates_of_any_precision() {
    #[track_caller]
    fn check_date(since: &str, until: &str, date: &str, expected: bool) {
        let draft = SelectionDraft {
            since: since.into(),
            until: until.into(),
            ..SelectionDraft::default()
        };
        let release = release(Draft {
            date: date.into(),
            ..Draft::default()
        });
        check(&draft, &release, expected);
    }
    check_date("2016", "2016", "2016", true);
    check_date("2016", "", "2015-12-31", false);
    check_date("2016", "", "2016-01-01", true);
    check_date("2016-02", "", "2016", false);
    check_date("", "2016", "2016-12-31T23:59:59Z", true);
    check_date("", "2016", "2017", false);
    check_date("", "2016-02", "2016-02-29", true);
    check_date("", "2016-02", "2016-03-01", false);
    check_date("", "2016-02", "2015-03", true);
    check_date("", "2016-02-28", "2016-02-28T23:00Z", true);
    check_date("", "2016-02-28", "2016-02-29", false);
    // The day that is written, wherever that is.
    check_date("2017", "", "2017-01-01T00:30+01:00", true);
    check_date("", "2016", "2017-01-01T00:30+01:00", false);
    check_date("", "2016", "2016-12-31T23:30-05:00", true);
    // Instants.
    check_date("2016-12-31T23:30Z", "", "2017-01-01T00:30+01:00", true);
    check_date("2016-12-31T23:31Z", "", "2017-01-01T00:30+01:00", false);
    check_date("", "2016-10-25T12:00Z", "2016-10-25T14:00:59.9+02:00", true);
    check_date("", "2016-10-25T12:00Z", "2016-10-25T14:01+02:00", false);
    check_date("", "2016-10-25T12:00:07Z", "2016-10-25T12:00:07.999Z", true);
    check_date(
        "",
        "2016-10-25T12:00:07.2Z",
        "2016-10-25T12:00:07.299Z",
        true,
    );
    check_date(
        "",
        "2016-10-25T12:00:07.2Z",
        "2016-10-25T12:00:07.3Z",
        false,
    );
    check_date("0001", "9999", "9999-12-31T23:59:59.999999999-23:59", true);
    check_date("", "9999-12-31T23:59Z", "2016", true);
}

#[test]
fn all_words_anywhere() {
    let plain = release(Draft {
        title: "Vlora hosts cross-border talks".into(),
        summary: "L’Europe, Goražde and the OSCE’s co-operation".into(),
        body: "PRISHTINË, 5 May – Women's rights, AT&T; Київ 2014-2016".into(),
        ..Draft::default()
    });
    for found in [
        "talks",
        "TALK hosts",
        "border",
        "cross-border",
        "crossborder",
        "europe",
        "l'europe",
        "gorazde",
        "GORAŽDE київ",
        "cooperation co-operation operation",
        "womens women's women",
        "at&t",
        "Rights & at",
        "2016",
        "«Київ»",
    ] {
        check(&of_text(found), &plain, true);
    }
    for missing in ["alk", "talks peace", "talks-cross", "Kyiv", "иїв", "uropa"] {
        check(&of_text(missing), &plain, false);
    }
    check(&of_text("title"), &release(Draft::default()), true);
}

#[test]
fn tags_of_html_are_no_text() {
    #[track_caller]
    fn check_html(html: &str, text: &str, expected: bool) {
        let release = release(Draft {
            body: html.into(),
            body_type: "text/html".into(),
            ..Draft::default()
        });
        check(&of_text(text), &release, expected);
    }
    check_html("<p class='water'>Land</p><p>Sea</p>", "land sea", true);
    check_html("<p class='water'>Land</p>", "water", false);
    check_html("<p>Land</p>", "p", false);
    check_html("a < water > b", "water", true);
    check_html("<!-- <b> water --> land", "water", false);
    check_html("<!-- <b> water --> land", "land", true);
    check_html("land <b water", "water", false);
    check_html("land <b water", "land", true);
    check_html("R&eacute;publique&nbsp;serbe", "republique serbe", true);
    check_html("Gora&#382;de, Fo&#x10D;a", "gorazde foca", true);
    check_html("Stra&szlig;e, l&rsquo;&OElig;uvre", "strasse oeuvre", true);
    check_html("AT&T &amp; &#xFFFFFFFFFFFF; &; &", "t", true);
    check_html("&amp;", "amp", false);
    check_html(&"<".repeat(1_000_000), "water", false);
    check_html(&"<a".repeat(500_000), "water", false);
    check_html(&"<!--".repeat(250_000), "water", false);
    check_html(&"&".repeat(1_000_000), "water", false);
    check_html(&"&a".repeat(500_000), "water", false);
}

#[test]
fn a_text_without_end_is_read_in_time() {
    for piece in ["a", "-", "a-", "é", "\u{301}", "\n"] {
        let body = piece.repeat(1_000_000);
        let release = release(Draft {
            body: format!("x{body} water").into(),
            ..Draft::default()
        });
        check(&of_text("water"), &release, true);
        check(&of_text("fire"), &release, false);
    }
    let sought = of_text(&"word ".repeat(100_000));
    check(&sought, &release(Draft::default()), false);
}

#[test]
fn what_cannot_be_asked_for() {
    check_errors(
        SelectionDraft {
            fields_of_work: asked(&["Boarder management", "Elections", "Astrology", " "]),
            languages: asked(&["en_US", "sr-*"]),
            since: "25.10.2016".into(),
            text: " – ".into(),
            ..of_states(&["Sebria", "Lilliput"])
        },
        &[
            "fields-of-work: expected a field of work, found `Boarder management`; did you mean \
             `Border management`?",
            "fields-of-work: expected a field of work, found `Astrology`",
            "fields-of-work: expected a value, found an empty one",
            "states: expected a participating or partner State, found `Sebria`; did you mean \
             `Serbia`?",
            "states: expected a participating or partner State, found `Lilliput`",
            "languages: expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47), found \
             `en_US`; did you mean `en-US`?",
            "languages: expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47), found \
             `sr-*`",
            "since: expected a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`, found \
             `25.10.2016`; did you mean `2016-10-25`?",
            "text: expected words to look for, found ` – `",
        ],
    );
    let from_to = |since: &str, until: &str| SelectionDraft {
        since: since.into(),
        until: until.into(),
        ..SelectionDraft::default()
    };
    check_errors(
        from_to("2017", "2016"),
        &["until: expected a date that is not before `2017`, found `2016`"],
    );
    assert!(Selection::try_from(from_to("2016-05", "2016")).is_ok());
    assert!(Selection::try_from(from_to("2016", "2016-05")).is_ok());
    let errors = Selection::try_from(of_places(&["a", ""])).unwrap_err();
    let first = errors.iter().next().unwrap();
    assert_eq!((first.field(), first.index()), ("places", 1));
    assert_eq!(first.problem(), &SelectionProblem::Empty);
}

#[test]
fn what_may_be_misspelt_is_doubted() {
    let selection = Selection::try_from(SelectionDraft {
        sources: asked(&["UNDP", "Misson to Skopje"]),
        kinds: asked(&["Press relaese", "Newsletter"]),
        ..of_places(&["Sarejevo", "Atlantis"])
    });
    let doubts: Vec<_> = selection
        .unwrap()
        .doubts()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        doubts,
        [
            "sources: expected a source that is listed, found `Misson to Skopje`; did you mean \
             `OSCE Mission to Skopje`?",
            "places: expected a place that is listed, found `Sarejevo`; did you mean `Sarajevo`?",
            "kinds: expected a kind that is listed, found `Press relaese`; did you mean \
             `Press release`?",
        ]
    );
}

#[test]
fn what_is_asked_for_here_wins() {
    let own = SelectionDraft {
        since: "2016".into(),
        ..of_states(&["Serbia"])
    };
    let other = SelectionDraft {
        since: "2015".into(),
        until: "2017".into(),
        tags: asked(&["Water"]),
        ..of_states(&["Albania"])
    };
    let expected = SelectionDraft {
        until: "2017".into(),
        tags: asked(&["Water"]),
        ..own.clone()
    };
    assert_eq!(own.or(&other), expected);
}

/// The selection of a value as people read it; tags have a text form of their own.
fn of_value(facet: Facet, label: &str) -> SelectionDraft {
    let mut draft = SelectionDraft::default();
    let values = match facet {
        Facet::FieldOfWork => &mut draft.fields_of_work,
        Facet::State | Facet::PartnerState => &mut draft.states,
        Facet::Source => &mut draft.sources,
        Facet::Kind => &mut draft.kinds,
        Facet::Language => &mut draft.languages,
        Facet::Place => &mut draft.places,
        Facet::Tag => &mut draft.tags,
        Facet::Year => {
            label.clone_into(&mut draft.since);
            label.clone_into(&mut draft.until);
            return draft;
        }
    };
    values.push(label.to_owned());
    draft
}

/// A value that says something on one line.
fn value() -> impl Strategy<Value = Text<'static>> {
    let listed = prop::sample::select(vec![
        "Vienna",
        "PRISHTINË/PRIŠTINA",
        "Skopje",
        "ODIHR",
        "Mission to Skopje",
        "Speech",
        "{a}b",
    ]);
    prop_oneof![listed.prop_map(str::to_owned), "[x–]\\PC{0,12}"].prop_map(Text::from)
}

prop_compose! {
    fn releases()(
        kind in value(),
        sources in prop::collection::vec(value(), 0..3),
        places in prop::collection::vec((value(), value()), 0..3),
        tags in prop::collection::vec(value(), 0..3),
        field in prop::sample::select(vec!["Elections", "border-management"]),
        state in prop::sample::select(vec!["Turkey", "MK"]),
        partner in prop::sample::select(vec!["Japan", "KR"]),
        language in prop::sample::select(vec!["", "en", "sr-Latn", "con"]),
        date in prop::sample::select(vec!["2016", "0001-01-01", "2016-12-31T23:30-05:00"]),
    ) -> Release<'static> {
        let place = |(name, qualifier): (Text<'static>, Text<'static>)| DraftPlace {
            name: Text::from(name.replace(',', "")),
            qualifier,
            ..DraftPlace::default()
        };
        release(Draft {
            kind,
            sources,
            tags,
            places: places.into_iter().map(place).collect(),
            fields_of_work: vec![field.into()],
            participating_states: vec![state.into()],
            partner_states: vec![partner.into()],
            language: language.into(),
            date: date.into(),
            ..Draft::default()
        })
    }
}

proptest! {
    #[test]
    fn a_release_is_selected_by_each_of_its_values(release in releases()) {
        for facet in Facet::ALL.iter().filter(|facet| **facet != Facet::Tag) {
            for value in facet.values(&release) {
                let draft = of_value(*facet, value.label());
                prop_assert!(selects(&draft, &release), "{facet}: {value:?}");
            }
        }
        for tag in release.tags() {
            let draft = of_value(Facet::Tag, &tag.to_string());
            prop_assert!(selects(&draft, &release), "{tag}");
        }
    }

    #[test]
    fn anything_may_be_asked_for(texts in prop::collection::vec("\\PC{0,12}|.{0,6}", 10)) {
        let each = |index: usize| vec![texts[index].clone()];
        let draft = SelectionDraft {
            fields_of_work: each(0),
            states: each(1),
            sources: each(2),
            places: each(3),
            kinds: each(4),
            languages: each(5),
            tags: each(6),
            since: texts[7].clone(),
            until: texts[8].clone(),
            text: texts[9].clone(),
        };
        match Selection::try_from(draft) {
            Ok(selection) => prop_assert!(!selection.matches(&release(Draft::default()))),
            Err(errors) => prop_assert!(!errors.to_string().is_empty()),
        }
    }

    #[test]
    fn the_words_of_a_text_are_in_it(text in "[ -~éŽї\u{301}’&<>-]{0,60}") {
        let sought = Words::of(&text);
        prop_assume!(!sought.is_empty());
        let release = release(Draft { body: text.into(), ..Draft::default() });
        prop_assert!(sought.are_in(&release));
    }
}
