//! A release of the usual size, for all benches.

use dateline_core::{Draft, DraftPlace};

/// About three kilobytes: what the office writes on an ordinary day.
pub(crate) fn draft() -> Draft<'static> {
    const PARAGRAPH: &str = "“A smuggler sees one sheet of water,” said Mirjana Stojkova, who leads \
        the project. For years the two services looked at the lake and saw a line; now they compare \
        notes & draw up one report, in one language, that both chiefs will sign. It isn’t the paper \
        that counts. Mornings are for the classroom: radio procedure, the law of the lake, and how \
        to search a fishing boat without sinking it. In the afternoons the pairs go out, in any \
        weather, and a second group of \"twenty-four\" starts in February.";
    let mut body = String::from("SKOPJE, 25 October 2016 – ");
    for _ in 0..5 {
        body.push_str(PARAGRAPH);
        body.push_str("\n\n");
    }
    body.push_str("What both groups learn will be put into a handbook.");
    Draft {
        id: "https://www.osce.org/node/900001".into(),
        number: "900001".into(),
        kind: "Press release".into(),
        title: "Border officers learn to share \"one lake\"".into(),
        date: "2016-10-25T14:30+02:00".into(),
        language: "en".into(),
        url: "https://www.osce.org/mission-to-skopje/900001".into(),
        places: vec![DraftPlace::from_text("SKOPJE, North Macedonia".into())],
        sources: vec!["OSCE Secretariat".into(), "OSCE Mission to Skopje".into()],
        fields_of_work: vec!["Border management".into(), "Policing".into()],
        participating_states: vec!["North Macedonia".into(), "Albania".into()],
        tags: vec![
            "Two Shores".into(),
            "{https://example.org/topics}Water".into(),
        ],
        summary: "Twenty-four officers of both banks began a course.".into(),
        body: body.into(),
        body_type: "text/plain".into(),
        ..Draft::default()
    }
}
