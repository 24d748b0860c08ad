//! What holds for every release.

use dateline_core::{Checker, Draft, DraftPlace, DraftTranslation, Release};
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

prop_compose! {
    fn drafts()(
        title in one_line(),
        id in one_line(),
        date in prop::sample::select(vec!["2016", "2016-10", "1983-09-09", "2016-10-25T14:30+02:00",
            "2016-10-25T14:30:05.120Z", "2016-02-30"]),
        kind in one_line(),
        place in one_line(),
        qualifier in one_line(),
        sources in prop::collection::vec(one_line(), 0..3),
        field in prop::sample::select(vec!["Elections", "border-management", "Space"]),
        state in prop::sample::select(vec!["Turkey", "MK", "Ruritania"]),
        tags in prop::collection::vec(one_line(), 0..4),
        summary in hostile(),
        body in hostile(),
        html in any::<bool>(),
        language in prop::sample::select(vec!["", "en", "SR-latn", "und"]),
        keep_unlisted in any::<bool>(),
    ) -> Draft<'static> {
        Draft {
            id: id.into(),
            kind: kind.into(),
            title: title.into(),
            date: date.into(),
            language: language.into(),
            places: vec![DraftPlace { name: place.into(), qualifier: qualifier.into(), ..DraftPlace::default() }],
            sources: sources.into_iter().map(Into::into).collect(),
            fields_of_work: vec![field.into()],
            participating_states: vec![state.into()],
            tags: tags.into_iter().map(Into::into).collect(),
            summary: summary.into(),
            body: body.into(),
            body_type: if html { "text/html".into() } else { "".into() },
            translations: vec![DraftTranslation { language: "uk".into(), url: "https://a.example/é".into() }],
            keep_unlisted,
            ..Draft::default()
        }
    }
}

proptest! {
    #[test]
    fn a_release_made_a_draft_is_the_same_release(draft in drafts()) {
        let Ok(release) = Release::try_from(draft) else { return Ok(()) };
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
        let Ok(release) = Release::try_from(draft) else { return Ok(()) };
        let mut findings = Vec::new();
        let _ = Checker::default().check(Draft::from(&release), &mut findings);
        // Only what is still there to be warned of: nothing is brought into another form again.
        for finding in findings {
            prop_assert!(finding.level() == dateline_core::Level::Warning, "{}", finding);
        }
    }

    #[test]
    fn the_json_of_a_draft_reads_back(draft in drafts()) {
        let Ok(release) = Release::try_from(draft) else { return Ok(()) };
        let json = serde_json::to_string(&Draft::from(&release)).unwrap();
        let draft: Draft<'_> = serde_json::from_str(&json).unwrap();
        let keep = Checker::default().keep_unlisted(true);
        prop_assert_eq!(keep.check(draft, &mut Vec::new()), Ok(release));
    }
}
