//! What holds for every release.

use dateline_core::{Checker, Draft, DraftPlace, DraftTranslation, FindingKind, Release};
use proptest::prelude::*;

/// Texts that formats stumble over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a".to_owned()),
        "[ -~]{0,6}",
        prop::sample::select(vec![
            "\"",
            ",",
            "\n",
            "\r\n",
            "\r",
            "]]>",
            "&amp;amp;",
            "|",
            "\\",
            "{x}",
            "}",
            " ",
            "\t",
            "🕊",
            "\u{202E}",
            "\u{2028}",
            "\u{85}",
            "é",
            "<b>",
            "&#x20;",
            "\u{FDD0}",
            "العربية",
            "=",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn one_line() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| text.replace(['\r', '\n'], " "))
}

/// A line that says something.
fn value() -> impl Strategy<Value = String> {
    one_line().prop_map(|text| format!("x{text}"))
}

fn values() -> impl Strategy<Value = Vec<dateline_core::Text<'static>>> {
    prop::collection::vec(value().prop_map(Into::into), 0..4)
}

fn dates() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2016",
        "2016-10",
        "1983-09-09",
        "2016-10-25T14:30+02:00",
        "2016-10-25T14:30:05.120Z",
    ])
}

fn some(texts: Vec<&'static str>) -> impl Strategy<Value = dateline_core::Text<'static>> {
    prop::sample::select(texts).prop_map(Into::into)
}

prop_compose! {
    /// Drafts of releases, whatever their texts are.
    fn drafts()(
        (id, kind, title) in (one_line(), one_line(), value()),
        (date, modified, embargo) in (dates(), dates(), dates()),
        number in some(vec!["", "0", "276291"]),
        language in some(vec!["", "en", "SR-latn", "und"]),
        url in some(vec!["", "https://www.osce.org/node/1", "http://a.example/é [x]", "http:/a.example"]),
        places in prop::collection::vec((value(), one_line()), 0..3),
        (sources, tags) in (values(), values()),
        field in some(vec!["Elections", "border-management", "Space"]),
        state in some(vec!["Turkey", "MK", "Ruritania"]),
        partner in some(vec!["Japan", "KR", "Lilliput"]),
        (summary, body, html) in (hostile(), hostile(), any::<bool>()),
    ) -> Draft<'static> {
        Draft {
            id: id.into(),
            number,
            kind: kind.into(),
            title: title.into(),
            date: date.into(),
            modified: modified.into(),
            language,
            url,
            places: places
                .into_iter()
                .map(|(name, qualifier)| DraftPlace {
                    name: name.into(),
                    qualifier: qualifier.into(),
                    ..DraftPlace::default()
                })
                .collect(),
            sources,
            fields_of_work: vec![field],
            participating_states: vec![state],
            partner_states: vec![partner],
            tags,
            summary: summary.into(),
            body: body.into(),
            body_type: if html { "text/html".into() } else { "".into() },
            translations: vec![DraftTranslation {
                language: "uk".into(),
                url: "https://a.example/é".into(),
            }],
            embargo: embargo.into(),
            foreign: Vec::new(),
            keep_unlisted: true,
        }
    }
}

proptest! {
    #[test]
    fn a_release_made_a_draft_is_the_same_release(draft in drafts()) {
        let release = Release::try_from(draft).unwrap();
        prop_assert_eq!(Release::try_from(Draft::from(&release)), Ok(release.clone()));
        let coded = Draft::spelled(&release, dateline_core::Spelling::Code);
        prop_assert_eq!(Release::try_from(coded), Ok(release.clone()));
        prop_assert_eq!(release.clone().into_owned(), release);
    }

    #[test]
    fn checking_is_the_same_each_time(draft in drafts()) {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let checker = Checker::default();
        let one = checker.check(draft.clone(), &mut first).map(Release::into_owned);
        let two = checker.check(draft, &mut second).map(Release::into_owned);
        prop_assert_eq!(one, two);
        prop_assert_eq!(first, second);
    }

    #[test]
    fn what_was_checked_says_nothing_new(draft in drafts()) {
        let release = Release::try_from(draft).unwrap();
        let mut findings = Vec::new();
        let _ = Checker::default().check(Draft::from(&release), &mut findings);
        // Only what is still there to be warned of: nothing is brought into another form again.
        for finding in findings {
            let stays = matches!(
                finding.kind,
                FindingKind::Unlisted { .. } | FindingKind::Duplicate { .. }
            );
            prop_assert!(stays, "{}", finding);
        }
    }

    #[test]
    fn the_json_of_a_draft_reads_back(draft in drafts()) {
        let release = Release::try_from(draft).unwrap();
        let json = serde_json::to_string(&Draft::from(&release)).unwrap();
        let draft: Draft<'_> = serde_json::from_str(&json).unwrap();
        let keep = Checker::default().keep_unlisted(true);
        prop_assert_eq!(keep.check(draft, &mut Vec::new()), Ok(release));
    }
}
