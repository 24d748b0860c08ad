//! Both forms, read by other people's parsers.

use std::collections::BTreeSet;

use dateline_core::vocab::{Catalogue, Extension, FactName, Scheme, TermDraft, Written};
use oxjsonld::JsonLdParser;
use oxrdf::{GraphName, Term, Triple};
use oxttl::TurtleParser;

use crate::{write_json_ld, write_turtle};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn turtle(catalogue: &Catalogue, schemes: &[Scheme]) -> String {
    let mut turtle = Vec::new();
    write_turtle(catalogue, schemes, &mut turtle).unwrap();
    String::from_utf8(turtle).unwrap()
}

fn json_ld(catalogue: &Catalogue, schemes: &[Scheme]) -> String {
    let mut json = Vec::new();
    write_json_ld(catalogue, schemes, &mut json).unwrap();
    String::from_utf8(json).unwrap()
}

fn of_turtle(turtle: &str) -> Vec<Triple> {
    let parser = TurtleParser::new().for_slice(turtle.as_bytes());
    parser.collect::<Result<_, _>>().unwrap()
}

fn of_json_ld(json: &str) -> Vec<Triple> {
    let parser = JsonLdParser::new().for_slice(json.as_bytes());
    let triple = |quad: oxrdf::Quad| {
        assert_eq!(quad.graph_name, GraphName::DefaultGraph);
        Triple::new(quad.subject, quad.predicate, quad.object)
    };
    parser.map(|quad| triple(quad.unwrap())).collect()
}

/// Each statement as a line, without the order.
fn set(triples: &[Triple]) -> BTreeSet<String> {
    triples.iter().map(ToString::to_string).collect()
}

/// A catalogue with terms whose texts need escapes.
fn with_own() -> Catalogue {
    let text = |text: &str| Written {
        text: text.to_owned(),
        ..Written::default()
    };
    let term = |code: &str, label: &str, notes: Vec<Written>| TermDraft {
        position: dateline_core::Position::default().after(code.as_bytes()),
        scheme: text("fields"),
        code: text(code),
        label: text(label),
        aliases: vec![text(&format!("{label} again"))],
        facts: vec![(FactName::Parent, text("education"))],
        notes,
        ..TermDraft::default()
    };
    let notes = vec![text("Tab\tline\nbreak \\ \u{7} \"quoted\"."), text("🕊")];
    let own = Extension::new(vec![
        term("a.b_c-1", "Say \"yes\" \\ no", notes),
        term("second", "Space", Vec::new()),
    ]);
    Catalogue::listed().with(&own.unwrap())
}

#[test]
fn both_forms_say_the_same() {
    for catalogue in [Catalogue::listed(), &with_own()] {
        let turtle = of_turtle(&turtle(catalogue, &Scheme::ALL));
        let json = of_json_ld(&json_ld(catalogue, &Scheme::ALL));
        assert_eq!(set(&turtle), set(&json));
        // Nothing is said twice.
        assert_eq!(turtle.len(), set(&turtle).len());
        assert_eq!(json.len(), set(&json).len());
        let concepts = Scheme::ALL
            .iter()
            .map(|scheme| catalogue.entries(*scheme).len());
        let classes = turtle.iter().filter(|triple| {
            matches!(&triple.object, Term::NamedNode(node) if node.as_str() == format!("{SKOS}Concept"))
        });
        assert_eq!(classes.count(), concepts.sum::<usize>());
    }
}

/// The integrity conditions of the SKOS Reference that such data can break.
#[test]
fn the_conditions_of_skos_hold() {
    let triples = of_turtle(&turtle(&with_own(), &Scheme::ALL));
    let of = |property: &str| -> BTreeSet<(String, String)> {
        let name = format!("{SKOS}{property}");
        let with = triples
            .iter()
            .filter(|triple| triple.predicate.as_str() == name);
        with.map(|triple| (triple.subject.to_string(), triple.object.to_string()))
            .collect()
    };
    let labels = ["prefLabel", "altLabel", "hiddenLabel"].map(of);
    assert!(labels[0].is_disjoint(&labels[1]), "S13");
    assert!(labels[0].is_disjoint(&labels[2]), "S13");
    assert!(labels[1].is_disjoint(&labels[2]), "S13");
    let subjects: BTreeSet<_> = labels[0].iter().map(|(subject, _)| subject).collect();
    assert_eq!(subjects.len(), labels[0].len(), "S14: one label a language");
    let turned = |pairs: &BTreeSet<(String, String)>| -> BTreeSet<(String, String)> {
        pairs
            .iter()
            .map(|(one, other)| (other.clone(), one.clone()))
            .collect()
    };
    assert_eq!(of("related"), turned(&of("related")), "S23");
    assert_eq!(of("broader"), turned(&of("narrower")), "S25");
    assert!(of("related").is_disjoint(&of("broader")), "S27");
    assert_eq!(of("topConceptOf"), turned(&of("hasTopConcept")), "S8");
    assert!(of("exactMatch").is_disjoint(&of("relatedMatch")), "S46");
    assert_eq!(of("exactMatch").len(), 57 + 11);
    // What leads to another term leads to one that is there.
    let concepts: BTreeSet<_> = of("inScheme")
        .into_iter()
        .map(|(concept, _)| concept)
        .collect();
    for property in ["related", "broader", "relatedMatch"] {
        for (_, to) in of(property) {
            assert!(concepts.contains(&to), "{property} {to}");
        }
    }
}

/// Some of every vocabulary would be long: one small one, and parts.
fn excerpt(text: &str, wanted: &[&str], between: &str) -> String {
    let parts = text
        .split(between)
        .filter(|part| wanted.iter().any(|code| part.contains(code)));
    parts.collect::<Vec<_>>().join(between)
}

const WANTED: [&str; 4] = [
    "states#TR>",
    "field-operations#office-in-baku>",
    "structures-and-institutions#transnational-threats-department>",
    "places#astana>",
];

#[test]
fn turtle_of_a_vocabulary() {
    insta::assert_snapshot!(turtle(Catalogue::listed(), &[Scheme::Kinds]));
    let all = turtle(Catalogue::listed(), &Scheme::ALL);
    let wanted = WANTED.map(|code| format!("{code} a skos:Concept"));
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    insta::assert_snapshot!("turtle_of_terms", excerpt(&all, &wanted, "\n\n"));
}

#[test]
fn json_ld_of_a_vocabulary() {
    insta::assert_snapshot!(json_ld(Catalogue::listed(), &[Scheme::Kinds]));
    let all = json_ld(Catalogue::listed(), &Scheme::ALL);
    let wanted = WANTED.map(|code| {
        format!(
            "#{}\",\"@type\"",
            code.trim_end_matches('>')
                .split('#')
                .next_back()
                .unwrap_or_default()
        )
    });
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    insta::assert_snapshot!("json_ld_of_terms", excerpt(&all, &wanted, "\n"));
}

#[test]
fn the_same_terms_give_the_same_bytes() {
    let (one, other) = (with_own(), with_own());
    assert_eq!(turtle(&one, &Scheme::ALL), turtle(&other, &Scheme::ALL));
    assert_eq!(json_ld(&one, &Scheme::ALL), json_ld(&other, &Scheme::ALL));
}
