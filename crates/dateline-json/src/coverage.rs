//! What a release keeps on its way through each shape, compared with what is said of the shape.

use dateline_core::{
    Channel, ChannelDraft, Checker, Coverage, Draft, DraftPlace, DraftTranslation, Field, Foreign,
    Release, Written,
};
use serde_json::Value;

use crate::{feed, native};

/// A release that has something in every field, and foreign data of which the half is a key of an
/// item.
fn complete() -> Release<'static> {
    let key = |name: &'static str| Foreign {
        name: name.into(),
        namespace: Foreign::JSON_FEED.into(),
        text: "\"https://a.example/1.png\"".into(),
        ..Foreign::default()
    };
    let draft = Draft {
        id: "urn:x:1".into(),
        number: "7".into(),
        kind: "Press release".into(),
        title: "Border police train".into(),
        date: "2016-10-25T14:30+02:00".into(),
        modified: "2016-10-26".into(),
        language: "en".into(),
        url: "https://a.example/1".into(),
        places: vec![DraftPlace::from_text("OHRID, North Macedonia".into())],
        sources: vec!["UNDP".into()],
        fields_of_work: vec!["Border management".into()],
        participating_states: vec!["North Macedonia".into()],
        partner_states: vec!["Japan".into()],
        tags: vec!["{s}x".into()],
        summary: "S".into(),
        body: "<p>B</p>".into(),
        body_type: "text/html".into(),
        translations: vec![DraftTranslation {
            language: "mk".into(),
            url: "https://a.example/mk".into(),
        }],
        embargo: "2017".into(),
        foreign: vec![key("image"), key("unknown")],
        keep_unlisted: false,
    };
    Release::try_from(draft).unwrap().into_owned()
}

#[track_caller]
fn check(coverage: impl Fn(Field) -> Coverage, again: Draft<'_>) {
    let checker = Checker::default();
    let again = checker.check(again, &mut Vec::new()).unwrap();
    let value = |release: &Release<'_>| serde_json::to_value(Draft::from(release)).unwrap();
    let (was, is) = (value(&complete()), value(&again));
    for field in Field::ALL.iter().copied().chain([Field::Foreign]) {
        let said = |draft: &Value| draft.get(field.name()).cloned();
        let (was, is) = (said(&was), said(&is));
        assert!(was.is_some(), "{field} says nothing");
        match coverage(field) {
            Coverage::Whole => assert_eq!(is, was, "{field}"),
            Coverage::Part(_) => assert!(is.is_some() && is != was, "{field}"),
            Coverage::None => assert_eq!(is, None, "{field}"),
        }
    }
}

#[test]
fn everything_comes_back_from_the_native_shape() {
    let mut writer = native::Writer::new(Vec::new()).unwrap();
    let _ = writer.write(&complete(), &mut Vec::new()).unwrap();
    let output = writer.finish(&mut Vec::new()).unwrap();
    let mut reader = native::Reader::new(&output[..]);
    assert!(reader.advance(&mut Vec::new()).unwrap());
    check(
        native::coverage,
        reader.record(&mut Vec::new()).unwrap().draft,
    );
}

#[test]
fn what_comes_back_from_a_feed_is_what_is_said() {
    let channel = Channel::try_from(ChannelDraft {
        title: "T".into(),
        link: "https://a.example/".into(),
        description: "D".into(),
        feed_url: "https://a.example/feed.json".into(),
        language: "en".into(),
        ..ChannelDraft::default()
    });
    let writer = feed::Writer::new(Vec::new(), &channel.unwrap()).unwrap();
    let mut writer = writer.as_of("2020-01-01".parse().ok());
    let written = writer.write(&complete(), &mut Vec::new()).unwrap();
    assert_eq!(written, Written::Out);
    let output = writer.finish(&mut Vec::new()).unwrap();
    let mut reader = feed::Reader::new(&output[..]);
    assert!(reader.advance(&mut Vec::new()).unwrap());
    check(
        feed::coverage,
        reader.record(&mut Vec::new()).unwrap().draft,
    );
}
