//! Somebody's own terms, checked, and in releases.

use super::*;
use crate::vocab::{Catalogue, FieldOfWork, ParticipatingState};

/// A text at a line of its own.
fn at(line: usize, text: &str) -> Written {
    Written {
        text: text.to_owned(),
        position: Position::default().after("\n".repeat(line).as_bytes()),
    }
}

/// The terms of lines `vocabulary code label alias|alias`, with `;` between.
fn terms(lines: &str) -> Vec<TermDraft> {
    let term = |(number, line): (usize, &str)| {
        let mut cells = line.trim().split(';').map(|cell| at(number, cell.trim()));
        let mut next = || cells.next().unwrap_or_default();
        let mut draft = TermDraft {
            position: at(number, "").position,
            scheme: next(),
            code: next(),
            label: next(),
            ..TermDraft::default()
        };
        let aliases = next();
        let aliases = aliases.text.split('|').filter(|alias| !alias.is_empty());
        draft.aliases = aliases.map(|alias| at(number, alias)).collect();
        draft
    };
    lines.lines().enumerate().map(term).collect()
}

/// What is wrong with the terms, a line each.
#[track_caller]
fn check_wrong(lines: &str, expected: &str) {
    let error = Extension::new(terms(lines)).unwrap_err();
    let shown: Vec<String> = error
        .iter()
        .map(|fault| format!("{}: {fault}", fault.position().line))
        .collect();
    assert_eq!(shown.join("\n"), expected);
}

#[test]
fn own_terms_are_found_by_every_name() {
    let extension = Extension::new(terms(
        "fields; space; Space policy; Outer space\nstates; XA; Ruritania;\nfields; border-management; Border management; BMU|Borders",
    ))
    .unwrap();
    for text in ["space", "SPACE POLICY", "outer  space"] {
        let found = extension.find::<FieldOfWork>(text);
        let Some(Extended::Own(term)) = found else {
            panic!("{text}: {found:?}");
        };
        assert_eq!((term.code(), term.label()), ("space", "Space policy"));
    }
    let listed = Extended::Listed(FieldOfWork::BorderManagement);
    assert_eq!(extension.find("bmu"), Some(listed));
    assert_eq!(extension.find::<ParticipatingState>("space"), None);
    assert_eq!(
        extension.find::<FieldOfWork>("Border management"),
        None,
        "a listed name"
    );
    let near = extension.nearest::<FieldOfWork>("Spase policy");
    assert_eq!(near.as_deref(), Some("Space policy"));
    let near = extension.nearest::<FieldOfWork>("Boarder management");
    assert_eq!(near.as_deref(), Some("Border management"));

    let all = Catalogue::listed().with(&extension);
    assert_eq!(
        all.search(Scheme::Fields, "outer")[0].entry.label,
        "Space policy"
    );
    assert_eq!(
        all.search(Scheme::Fields, "bmu")[0].entry.label,
        "Border management"
    );
}

#[test]
fn what_is_listed_already_may_stand_there() {
    let mut all = Vec::new();
    for scheme in Scheme::ALL {
        for entry in Catalogue::listed().entries(scheme) {
            let aliases = entry.aliases.iter().map(|alias| at(0, &alias.name));
            all.push(TermDraft {
                scheme: at(0, scheme.name()),
                code: at(0, &entry.code),
                label: at(0, &entry.label),
                aliases: aliases.collect(),
                ..TermDraft::default()
            });
        }
    }
    let extension = Extension::new(all).unwrap();
    assert!(extension.terms().is_empty());
    assert_eq!(extension.aliases().count(), 0);
    // An older label.
    assert!(Extension::new(terms("states; TR; Turkey")).is_ok());
}

#[test]
fn clashes() {
    check_wrong(
        "fields; borders; border  MANAGEMENT",
        "1: expected a name of its own: `Border management` (code `border-management`, listed) has it already, found `border  MANAGEMENT`",
    );
    check_wrong(
        "fields; a; Alpha; Common\nfields; b; Beta; common",
        "2: expected a name of its own: `Alpha` (code `a`, line 1) has it already, found `common`",
    );
    check_wrong(
        "structures; x; OSCE Mission to Skopje",
        "1: expected a name of its own: `OSCE Mission to Skopje` (code `mission-to-skopje`, listed) has it already, found `OSCE Mission to Skopje`",
    );
    check_wrong(
        "states; TR; Turan",
        "1: expected the label `Türkiye`, which the listed term `TR` has; choose another code for a term of your own, found `Turan`",
    );
    check_wrong(
        "states; TR; Türkiye; Greece",
        "1: expected a name of its own: `Greece` (code `GR`, listed) has it already, found `Greece`",
    );
}

#[test]
fn what_cannot_be_a_term() {
    check_wrong(
        "; a; A\nfeilds; a; A\nplaces; atlantis; Atlantis\nseries; x; X\nfields; ; A\nfields; a b; A\nfields; a;\nfields; a; –",
        "1: expected the name of a vocabulary such as `fields`, found none\n\
         2: expected a vocabulary (`fields`, `states`, `partners`, `structures`, `operations`, `kinds`), found `feilds`; did you mean `fields`?\n\
         3: expected a vocabulary that can be extended: a release takes every place as it is written, found `places`\n\
         4: expected a vocabulary that can be extended: no field of a release holds a meeting series, found `series`\n\
         5: expected a code such as `space-policy`, found none\n\
         6: expected a code of ASCII letters, digits, `-`, `_` and `.`, found `a b`\n\
         7: expected a label such as `Space policy`, found none\n\
         8: expected one line with a letter or a digit, without white space at its ends, found `–`",
    );
}

#[test]
fn facts_lead_somewhere_and_dates_are_dates() {
    let draft = |facts: Vec<(FactName, Written)>| TermDraft {
        scheme: at(0, "operations"),
        code: at(0, "x"),
        label: at(0, "OSCE Mission to X"),
        facts,
        former: vec![FormerDraft {
            name: at(0, "OSCE Office in X"),
            until: at(0, "2010-06"),
            ..FormerDraft::default()
        }],
        ..TermDraft::default()
    };
    let facts = vec![
        (FactName::Host, at(0, "Austria")),
        (FactName::Since, at(0, "2010-06-01")),
    ];
    let extension = Extension::new(vec![draft(facts)]).unwrap();
    let entry = extension.terms()[0].entry();
    assert_eq!(entry.fact(FactName::Host), Some("AT"));
    assert_eq!(entry.fact(FactName::Since), Some("2010-06-01"));
    assert_eq!(
        entry.former().next().map(Alias::interval).as_deref(),
        Some("/2010-06")
    );

    let facts = vec![
        (FactName::Host, at(0, "Ruritania")),
        (FactName::Since, at(0, "1.6.2010")),
    ];
    let error = Extension::new(vec![draft(facts)]).unwrap_err();
    let shown: Vec<String> = error.iter().map(ToString::to_string).collect();
    assert!(
        shown[0].starts_with("expected a participating State, found `Ruritania`"),
        "{shown:?}"
    );
    assert!(
        shown[1].ends_with("found `1.6.2010`; did you mean `2010-06-01`?"),
        "{shown:?}"
    );
}

mod in_releases {
    use std::sync::Arc;

    use super::{Extension, terms};
    use crate::{Checker, Draft, Facet, Release, Selection, SelectionDraft, Spelling, Text};

    fn checker() -> Checker {
        let own = "fields; space; Space policy; Outer space\nfields; border-management; Border management; BMU\n\
            states; XA; Ruritania\nkinds; podcast; Podcast; Podcasts\noperations; office; OSCE Office in X; Office X";
        let extension = Extension::new(terms(own)).unwrap();
        Checker::default().extension(Some(Arc::new(extension)))
    }

    fn draft() -> Draft<'static> {
        Draft {
            title: "A".into(),
            date: "2016-10-25".into(),
            kind: "podcasts".into(),
            sources: ["office x"].map(Text::from).to_vec(),
            fields_of_work: ["OUTER SPACE", "bmu"].map(Text::from).to_vec(),
            participating_states: ["XA", "Turkey"].map(Text::from).to_vec(),
            ..Draft::default()
        }
    }

    #[test]
    fn own_terms_are_kept_by_their_labels_and_said() {
        let mut findings = Vec::new();
        let release = checker().check(draft(), &mut findings).unwrap();
        let labels = Draft::from(&release);
        assert_eq!(labels.kind, "Podcast");
        assert_eq!(labels.sources, ["OSCE Office in X"].map(Text::from));
        assert_eq!(
            labels.fields_of_work,
            ["Space policy", "Border management"].map(Text::from)
        );
        assert_eq!(
            labels.participating_states,
            ["Ruritania", "Türkiye"].map(Text::from)
        );
        let codes = Draft::spelled(&release, Spelling::Code);
        assert_eq!(codes.kind, "podcast");
        assert_eq!(codes.sources, ["office"].map(Text::from));
        assert_eq!(
            codes.fields_of_work,
            ["space", "border-management"].map(Text::from)
        );
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said[..6],
            [
                "kind: `podcasts` is kept as `Podcast`",
                "sources[0]: `office x` is kept as `OSCE Office in X`",
                "fields_of_work[0]: `OUTER SPACE` is kept as `Space policy`",
                "fields_of_work[1]: `bmu` is kept as `Border management`",
                "participating_states[0]: `XA` is kept as `Ruritania`",
                "participating_states[1]: `Turkey` is kept as `Türkiye`",
            ]
        );
    }

    #[test]
    fn a_release_is_the_same_without_the_extension() {
        let with = checker().check(draft(), &mut Vec::new()).unwrap();
        let without = Release::try_from(Draft::from(&with)).unwrap();
        assert_eq!(with, without);
        for facet in [Facet::FieldOfWork, Facet::State, Facet::Source, Facet::Kind] {
            assert_eq!(facet.values(&with), facet.values(&without), "{facet}");
        }
    }

    #[test]
    fn own_terms_are_meant_by_what_is_near() {
        let wrong = Draft {
            fields_of_work: ["Spase policy"].map(Text::from).to_vec(),
            ..draft()
        };
        let violations = checker().check(wrong, &mut Vec::new()).unwrap_err();
        assert_eq!(
            violations.to_string(),
            "fields_of_work[0]: expected a field of work, found `Spase policy`; did you mean `Space policy`?",
        );
    }

    #[test]
    fn own_terms_can_be_asked_for() {
        let release = checker().check(draft(), &mut Vec::new()).unwrap();
        let extension = checker();
        let extension = extension.own_terms();
        let asked = |field: &str, state: &str, source: &str| {
            let all = |text: &str| {
                [text]
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            SelectionDraft {
                fields_of_work: all(field),
                states: all(state),
                sources: all(source),
                ..SelectionDraft::default()
            }
        };
        for (draft, matches) in [
            (asked("outer space", "", ""), true),
            (asked("BMU", "ruritania", "Office X"), true),
            (asked("Education", "", ""), false),
        ] {
            let selection = Selection::new(draft, extension).unwrap();
            assert_eq!(selection.matches(&release), matches);
        }
        assert!(Selection::try_from(asked("outer space", "", "")).is_err());
    }
}
