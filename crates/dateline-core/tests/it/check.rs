//! Each rule, accepted and refused, from the JSON shape of a draft.

use dateline_core::{Checker, Draft, Release};
use insta::assert_snapshot;
use validator::Validate;

/// What a checker says of a draft: the findings, then the violations or the release as JSON.
#[track_caller]
fn check_with(checker: &Checker, json: &str) -> String {
    let draft: Draft<'_> = serde_json::from_str(json).expect("the JSON of a draft");
    let mut findings = Vec::new();
    let result = checker.check(draft, &mut findings);
    let mut lines: Vec<String> = findings
        .iter()
        .map(|finding| format!("{:?} {finding}", finding.level()))
        .collect();
    match result {
        Ok(release) => lines.push(to_json(&release)),
        Err(violations) => lines.push(violations.to_string()),
    }
    lines.join("\n")
}

fn to_json(release: &Release<'_>) -> String {
    serde_json::to_string(&Draft::from(release)).expect("a draft is JSON")
}

#[track_caller]
fn check(json: &str) -> String {
    check_with(&Checker::default(), json)
}

/// A draft with a title, a date and these members.
#[track_caller]
fn check_member(member: &str) -> String {
    check(&format!(
        r#"{{"id":"x:1","title":"Talks","date":"2016-10-25",{member}}}"#
    ))
}

#[test]
fn nothing_but_title_and_date_is_required() {
    assert_snapshot!(check(r#"{"title":"Talks","date":"2016-10-25"}"#), @r#"
    Note id: `urn:uuid:850c5784-54bd-5fd5-83ed-954605a89523` was derived from language, date and title
    {"id":"urn:uuid:850c5784-54bd-5fd5-83ed-954605a89523","title":"Talks","date":"2016-10-25"}
    "#);
    assert_snapshot!(check("{}"), @"
    title: expected a title, found none
    date: expected a date such as `2016-10-25`, found none
    ");
}

#[test]
fn a_missing_id_is_derived_from_the_best_there_is() {
    let id = |members: &str| {
        let text = check(&format!(
            r#"{{"title":"Talks","date":"2016-10-25"{members}}}"#
        ));
        text.lines().next().map(str::to_owned).unwrap_or_default()
    };
    assert_snapshot!(
        id(r#","number":"276291","url":"https://www.osce.org/secretariat/276291""#),
        @"Note id: `https://www.osce.org/node/276291` was derived from the number"
    );
    assert_snapshot!(
        id(r#","url":"https://www.osce.org/secretariat/276291""#),
        @"Note id: `https://www.osce.org/node/276291` was derived from the number in the url"
    );
    // Language, date and title all make a difference.
    assert_ne!(id(""), id(r#","language":"en""#));
}

#[test]
fn text_is_kept_and_typed_fields_are_trimmed() {
    assert_snapshot!(
        check(r#"{"id":" x:1 ","title":"  Talks ","date":" 2016-10-25 ","language":" en ",
            "sources":["  UNDP "],"tags":[" a "],"summary":" \r\n s ","body":"\n b\u2028 "}"#),
        @r#"{"id":"x:1","title":"  Talks ","date":"2016-10-25","language":"en","sources":["UNDP"],"tags":["a"],"summary":" \r\n s ","body":"\n b  ","body_type":"text/plain"}"#
    );
}

#[test]
fn every_fault_is_said_in_the_order_of_the_fields() {
    assert_snapshot!(check(r#"{
        "embargo": "soon", "translations": {"uk": "x", "sq": "https://www.osce.org/sq/1"},
        "body": "a\u0000b", "body_type": "html", "participating_states": ["Albnia", "Ruritania", ""],
        "fields_of_work": ["Elections", "Boarder management"], "url": "www.osce.org/node/1",
        "language": "en_US", "modified": "25.10.2016", "date": "2016-02-30", "title": "two\nlines",
        "number": "007", "id": "a\u000bb"}"#),
        @"
    id: expected text that XML can carry, found U+000B at character 2
    number: expected a whole number without sign and leading zeros, found `007`
    title: expected one line, found a line break at character 4
    date: expected a day that exists, found `2016-02-30`
    modified: expected a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`, found `25.10.2016`; did you mean `2016-10-25`?
    language: expected a language tag such as `en`, `uk` or `sr-Latn` (BCP 47), found `en_US`; did you mean `en-US`?
    url: expected a web address such as `https://www.osce.org/node/276291`, found `www.osce.org/node/1`; did you mean `https://www.osce.org/node/1`?
    fields_of_work[1]: expected a field of work, found `Boarder management`; did you mean `Border management`?
    participating_states[0]: expected a participating State, found `Albnia`; did you mean `Albania`?
    participating_states[1]: expected a participating State, found `Ruritania`
    participating_states[2]: expected a value, found an empty one
    body: expected text that XML can carry, found U+0000 at character 2
    body_type: expected `text/plain` or `text/html`, found `html`; did you mean `text/html`?
    translations[0].url: expected a web address such as `https://www.osce.org/node/276291`, found `x`
    embargo: expected a date such as `2016-10-25` or `2016-10-25T14:30:00+02:00`, found `soon`
    ");
}

#[test]
fn all_bad_values_of_a_list_are_named() {
    assert_snapshot!(check_member(r#""sources":["a\nb","","c\u0001"],"places":[{"name":""},{"name":"x","qualifier":"\n"}]"#),
        @"
    places[0].name: expected a value, found an empty one
    places[1].qualifier: expected one line, found a line break at character 1
    sources[0]: expected one line, found a line break at character 2
    sources[1]: expected a value, found an empty one
    sources[2]: expected text that XML can carry, found U+0001 at character 2
    ");
}

#[test]
fn the_trait_of_the_validator_says_the_same_by_field() {
    let draft: Draft<'_> =
        serde_json::from_str(r#"{"title":"Talks","sources":["a\nb",""]}"#).expect("a draft");
    let errors = draft.validate().expect_err("it has no date");
    let of = |field: &str| -> Vec<_> {
        let errors = errors.field_errors();
        let errors = errors[field].iter();
        errors
            .map(|error| format!("{}: {}", error.code, error.message.as_deref().unwrap_or("")))
            .collect()
    };
    assert_snapshot!([of("date"), of("sources")].concat().join("\n"), @"
    release.required: date: expected a date such as `2016-10-25`, found none
    release.one-line: sources[0]: expected one line, found a line break at character 2
    release.empty-value: sources[1]: expected a value, found an empty one
    ");
    assert_eq!(errors.field_errors().len(), 2);
}

#[test]
fn terms_are_kept_by_their_label() {
    assert_snapshot!(
        check_member(r#""kind":"press release","sources":["Mission to Skopje","ODIHR","UNDP"],
            "fields_of_work":["border-management","Elections"],"participating_states":["Turkey","mk"],
            "partner_states":["JP"]"#),
        @r#"
    Note kind: `press release` is kept as `Press release`
    Note sources[0]: `Mission to Skopje` is kept as `OSCE Mission to Skopje`
    Note sources[1]: `ODIHR` is kept as `OSCE Office for Democratic Institutions and Human Rights`
    Note fields_of_work[0]: `border-management` is kept as `Border management`
    Note participating_states[0]: `Turkey` is kept as `Türkiye`
    Note participating_states[1]: `mk` is kept as `North Macedonia`
    Note partner_states[0]: `JP` is kept as `Japan`
    {"id":"x:1","kind":"Press release","title":"Talks","date":"2016-10-25","sources":["OSCE Mission to Skopje","OSCE Office for Democratic Institutions and Human Rights","UNDP"],"fields_of_work":["Border management","Elections"],"participating_states":["Türkiye","North Macedonia"],"partner_states":["Japan"]}
    "#
    );
}

#[test]
fn unlisted_terms_are_refused_unless_they_are_kept() {
    let json = r#"{"id":"x:1","title":"T","date":"2016","fields_of_work":["Space"],
        "participating_states":["Ruritania"],"kind":"Poem"}"#;
    assert_snapshot!(check(json), @"
    fields_of_work[0]: expected a field of work, found `Space`
    participating_states[0]: expected a participating State, found `Ruritania`
    ");
    assert_snapshot!(check_with(&Checker::default().keep_unlisted(true), json), @r#"
    Warning fields_of_work[0]: `Space` is no field of work of the vocabulary and is kept as it stands
    Warning participating_states[0]: `Ruritania` is no participating State of the vocabulary and is kept as it stands
    {"id":"x:1","kind":"Poem","title":"T","date":"2016","fields_of_work":["Space"],"participating_states":["Ruritania"]}
    "#);
}

#[test]
fn places_are_kept_as_written_and_known_by_the_vocabulary() {
    assert_snapshot!(
        check_member(r#""places":[{"name":"SKOPE"},{"name":"PRISHTINË/PRIŠTINA"},
            {"name":"OSH","qualifier":"Kyrgyzstan"},{"name":"WASHINGTON, DC"},{"name":"Nowhere"}]"#),
        @r#"{"id":"x:1","title":"Talks","date":"2016-10-25","places":[{"name":"SKOPE","canonical":"Skopje","state":"North Macedonia"},{"name":"PRISHTINË/PRIŠTINA","canonical":"Pristina"},{"name":"OSH","qualifier":"Kyrgyzstan","canonical":"Osh","state":"Kyrgyzstan"},{"name":"WASHINGTON","qualifier":"DC","canonical":"Washington, D.C.","state":"United States of America"},{"name":"Nowhere"}]}"#
    );
}

#[test]
fn what_is_derived_of_a_place_is_only_compared() {
    assert_snapshot!(
        check_member(r#""places":[{"name":"SKOPJE","canonical":"Ohrid","state":"MK"},{"name":"Nowhere","state":"Albania"}]"#),
        @r#"
    Warning places[0].canonical: `Ohrid` is not kept: it is derived, as `Skopje`
    Warning places[1].state: `Albania` is not kept: the vocabulary has none for this place
    {"id":"x:1","title":"Talks","date":"2016-10-25","places":[{"name":"SKOPJE","canonical":"Skopje","state":"North Macedonia"},{"name":"Nowhere"}]}
    "#
    );
}

#[test]
fn tags_are_anything_but_our_terms() {
    assert_snapshot!(
        check_member(r#""tags":["Water","{https://a.example/t}Water","{}{x}y","Water"]"#),
        @r#"
    Warning tags[3]: `Water` stands here more than once
    {"id":"x:1","title":"Talks","date":"2016-10-25","tags":["Water","{https://a.example/t}Water","{}{x}y","Water"]}
    "#
    );
    assert_snapshot!(
        check_member(r#""tags":["{https://www.osce.org/fields-of-work}Elections"]"#),
        @"tags[0]: expected this term in `fields_of_work`: its scheme is that field's, found `{https://www.osce.org/fields-of-work}Elections`"
    );
}

#[test]
fn a_type_without_body_is_not_kept_in_silence() {
    assert_snapshot!(check_member(r#""body":" ","body_type":"text/html""#), @r#"
    Warning body_type: `text/html` is not kept: there is no body
    {"id":"x:1","title":"Talks","date":"2016-10-25"}
    "#);
}

#[test]
fn a_language_is_translated_into_once() {
    assert_snapshot!(
        check_member(r#""language":"UND","translations":{"uk":"https://a.example/1","UK":"https://a.example/2"}"#),
        @"
    Note translations[1].language: `UK` is kept as `uk`
    translations[1].language: expected each language once, found `uk`
    ");
}

#[test]
fn addresses_are_made_uris_and_it_is_said() {
    assert_snapshot!(check_member(r#""url":"https://www.osce.org/a b""#), @r#"
    Note url: `https://www.osce.org/a b` is kept as `https://www.osce.org/a%20b`
    {"id":"x:1","title":"Talks","date":"2016-10-25","url":"https://www.osce.org/a%20b"}
    "#);
}

#[test]
fn a_long_value_is_quoted_in_part() {
    let text = check_member(&format!(r#""url":"{}""#, "x".repeat(10_000)));
    assert!(text.len() < 300, "{text}");
}

#[test]
fn a_district_is_no_state_by_its_code() {
    assert_snapshot!(
        check_member(r#""places":[{"name":"ARLINGTON","qualifier":"VA"},{"name":"LONDON","qualifier":"UK"}]"#),
        @r#"{"id":"x:1","title":"Talks","date":"2016-10-25","places":[{"name":"ARLINGTON","qualifier":"VA"},{"name":"LONDON","qualifier":"UK","canonical":"London","state":"United Kingdom"}]}"#
    );
}

#[test]
fn null_is_absent() {
    assert_snapshot!(
        check(r#"{"id":"x:1","title":"T","date":"2016","sources":null,"places":null,"translations":null,"url":null}"#),
        @r#"{"id":"x:1","title":"T","date":"2016"}"#
    );
}

#[test]
fn a_long_official_name_is_not_taken_for_another_state() {
    use dateline_core::vocab::{ParticipatingState, Vocabulary};
    for state in ParticipatingState::all() {
        for form in ["Republic of", "Kingdom of", "Government of"] {
            let text = format!("{form} {}", state.label());
            let meant = ParticipatingState::find(&text).or(ParticipatingState::nearest(&text));
            assert_eq!(meant, Some(*state), "{text}");
        }
    }
}
