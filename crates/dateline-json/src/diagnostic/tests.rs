//! Lines and documents, compared with the schema of SARIF.

use dateline_core::{Diagnostic, Edit, Field, FieldPath, Fix, Level, Position, Rule, Spot};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use super::{Sarif, line};
use crate::RULES;

const SCHEMA: &str = include_str!("../../schema/sarif-2.1.0.schema.json");

fn at(line: &str) -> Position {
    Position::default().after(line.as_bytes())
}

/// A diagnostic that says all that one can say.
fn full() -> Diagnostic {
    let fix = Fix {
        what: "write UTC as GMT".to_owned(),
        edits: vec![
            Edit {
                bytes: 2..5,
                position: at("\né"),
                end: at("\néUTC"),
                text: "GMT".to_owned(),
            },
            Edit {
                bytes: 7..8,
                position: at("\néUTC "),
                end: at("\néUTC  "),
                text: String::new(),
            },
        ],
    };
    Diagnostic {
        spot: Some(Spot {
            position: at("\né"),
            end: Some(at("\néUTC")),
            path: "$[1].date".to_owned(),
        }),
        record: Some(2),
        id: Some("https://a.example/2".to_owned()),
        field: Some(FieldPath::of(Field::Places, 0).part("name")),
        value: Some("é \"UTC\"".to_owned()),
        expected: Some("a date".to_owned()),
        hint: Some("did you mean `GMT`?".to_owned()),
        fix: Some(fix),
        ..Diagnostic::new("json.type", Level::Error, "expected a date, found `UTC`")
    }
}

fn document(results: &[(&str, Option<&str>, Diagnostic)]) -> String {
    let rules: Vec<&Rule> = RULES.iter().collect();
    let mut sarif = Sarif::new(Vec::new(), "0.1.0", &rules).unwrap();
    for (input, origin, diagnostic) in results {
        sarif.result(input, *origin, diagnostic).unwrap();
    }
    String::from_utf8(sarif.finish().unwrap()).unwrap()
}

/// The results, one a line; the whole has to be as the schema says.
#[track_caller]
fn results(results: &[(&str, Option<&str>, Diagnostic)]) -> String {
    let document = document(results);
    let value: Value = serde_json::from_str(&document).unwrap();
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    // The pattern of languages has a bracket that is never opened: no regular expression.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    let schema = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let errors: Vec<_> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
    assert_eq!(errors, [""; 0], "{document}");
    let (_, results_only) = document.split_once("\"results\":[\n").unwrap();
    results_only.strip_suffix("\n]}]}\n").unwrap().to_owned()
}

#[test]
fn a_line_has_all_that_is_known() {
    let line = |diagnostic: &Diagnostic| {
        let line = line("a b.json", Some("c.json:3"), diagnostic).unwrap();
        String::from_utf8(line).unwrap()
    };
    assert_snapshot!(line(&full()));
    assert_snapshot!(line(&Diagnostic::new("json.type", Level::Note, "m")), @r#"{"input":"a b.json","rule":"json.type","level":"note","message":"m","origin":"c.json:3"}"#);
}

#[test]
fn a_result_has_all_that_is_known() {
    assert_snapshot!(results(&[("a b.json", Some("c.json:3"), full())]));
}

#[test]
fn results_with_less() {
    let mut placed = Diagnostic::new("json.type", Level::Warning, "m");
    placed.spot = Some(Spot::default());
    assert_snapshot!(results(&[
        (
            "<stdin>",
            None,
            Diagnostic::new("x.unlisted", Level::Note, "m")
        ),
        ("-", None, placed),
    ]));
}

#[test]
fn a_document_without_results() {
    let document = document(&[]);
    let value: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(value["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(value["runs"][0]["columnKind"], "unicodeCodePoints");
}

#[test]
fn every_rule_is_there_and_found_by_its_index() {
    let document = document(&[("a", None, Diagnostic::new("json.utf8", Level::Error, "m"))]);
    let value: Value = serde_json::from_str(&document).unwrap();
    let run = &value["runs"][0];
    let listed = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(listed.len(), RULES.len());
    let index = run["results"][0]["ruleIndex"].as_u64().unwrap();
    let rule = &listed[usize::try_from(index).unwrap()];
    assert_eq!(rule["id"], "json.utf8");
    assert_snapshot!(serde_json::to_string_pretty(rule).unwrap());
}

#[test]
fn a_fingerprint_is_of_what_is_said_and_not_of_the_place() {
    let of = |diagnostic: Diagnostic| {
        let document = document(&[("a", None, diagnostic)]);
        let value: Value = serde_json::from_str(&document).unwrap();
        value["runs"][0]["results"][0]["partialFingerprints"]["dateline/v1"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let here = full();
    let mut below = full();
    below.spot = Some(Spot::default());
    below.record = Some(9);
    assert_eq!(of(here.clone()), of(below));
    let mut other = full();
    other.id = Some("https://a.example/3".to_owned());
    assert_ne!(of(here), of(other));
}

fn maybe(text: &'static str) -> impl Strategy<Value = Option<String>> {
    prop::option::of(text)
}

prop_compose! {
    fn diagnostic()(
        listed: bool,
        level in prop::sample::select(vec![Level::Note, Level::Warning, Level::Error]),
        message in ".*",
        before in "[\\r\\naé]{0,8}",
        span in prop::option::of("[\\r\\naé]{0,8}"),
        path in ".*",
        record in prop::option::of(1u64..),
        texts in (maybe(".*"), maybe(".*"), maybe(".*"), maybe(".*")),
        fix in prop::option::of((".*", prop::collection::vec(".*", 0..3))),
    ) -> Diagnostic {
        let (id, value, expected, hint) = texts;
        let position = at(&before);
        let fix = fix.map(|(what, texts)| Fix {
            what,
            edits: texts.into_iter().enumerate().map(|(byte, text)| Edit {
                bytes: byte..byte, position, end: position, text,
            }).collect(),
        });
        let end = span.map(|span| position.after(span.as_bytes()));
        Diagnostic {
            spot: Some(Spot { position, end, path }),
            record, id, value, expected, hint, fix,
            field: Some(Field::Title.into()),
            ..Diagnostic::new(if listed { "json.syntax" } else { "x.y" }, level, message)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_said_fits_the_schema(
        input in ".{1,20}",
        diagnostics in prop::collection::vec(diagnostic(), 0..3),
    ) {
        let all: Vec<_> = diagnostics.into_iter().map(|d| (&*input, None, d)).collect();
        if !all.is_empty() {
            results(&all);
        }
        for (input, origin, diagnostic) in &all {
            let line = line(input, *origin, diagnostic).unwrap();
            let value: Value = serde_json::from_slice(&line).unwrap();
            prop_assert_eq!(value["message"].as_str(), Some(&*diagnostic.message));
        }
    }
}
