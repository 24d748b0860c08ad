//! What facets find, and that slugs are safe.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::vocab::{
    FieldOfWork, FieldOperation, Kind, KnownPlace, ParticipatingState, PartnerState, Structure,
};
use crate::{Checker, Draft, DraftPlace};

fn release(draft: Draft<'_>) -> Release<'static> {
    let draft = Draft {
        title: "A title".into(),
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

#[track_caller]
fn check(facet: Facet, draft: Draft<'_>, expected: &[(&str, &str)]) {
    let release = release(draft);
    let values = facet.values(&release);
    let values: Vec<_> = values.iter().map(|v| (v.label(), v.slug())).collect();
    assert_eq!(values, expected);
}

#[track_caller]
fn check_slug(text: &str, expected: &str) {
    assert_eq!(free_slug(text, text), expected, "{text:?}");
}

fn places(places: &[&'static str]) -> Draft<'static> {
    let place = |text: &&'static str| DraftPlace::from_text((*text).into());
    Draft {
        places: places.iter().map(place).collect(),
        ..Draft::default()
    }
}

#[test]
fn terms_have_their_codes() {
    let draft = Draft {
        kind: "Press releases".into(),
        fields_of_work: vec!["Border management".into(), "Space".into()],
        participating_states: vec!["Turkey".into(), "Albania".into()],
        partner_states: vec!["Japan".into()],
        sources: vec!["ODIHR".into(), "Mission to Skopje".into(), "UNDP".into()],
        ..Draft::default()
    };
    check(
        Facet::FieldOfWork,
        draft.clone(),
        &[
            ("Border management", "border-management"),
            ("Space", "space-7306fb30"),
        ],
    );
    check(
        Facet::State,
        draft.clone(),
        &[("Türkiye", "tr"), ("Albania", "al")],
    );
    check(Facet::PartnerState, draft.clone(), &[("Japan", "jp")]);
    check(
        Facet::Kind,
        draft.clone(),
        &[("Press release", "press-release")],
    );
    check(
        Facet::Source,
        draft,
        &[
            (
                "OSCE Office for Democratic Institutions and Human Rights",
                "odihr",
            ),
            ("OSCE Mission to Skopje", "mission-to-skopje"),
            ("UNDP", "undp-fcba723f"),
        ],
    );
}

#[test]
fn a_value_stands_once() {
    check(
        Facet::Place,
        places(&["PRISHTINË", "Priština", "Vienna", "Pristina"]),
        &[("Pristina", "pristina"), ("Vienna", "vienna")],
    );
    check(
        Facet::FieldOfWork,
        Draft {
            fields_of_work: vec!["Elections".into(), "elections".into()],
            ..Draft::default()
        },
        &[("Elections", "elections")],
    );
    check(Facet::FieldOfWork, Draft::default(), &[]);
    check(Facet::Language, Draft::default(), &[]);
}

#[test]
fn places_are_known_or_as_they_are_written() {
    check(
        Facet::Place,
        places(&["ŁÓDŹ", "WASHINGTON", "Osh, Georgia", "Atlantis"]),
        &[
            ("Łódź", "lodz"),
            ("Washington, D.C.", "washington-dc"),
            ("Osh, Georgia", "osh-georgia-bfa89c4e"),
            ("Atlantis", "atlantis-786799a9"),
        ],
    );
}

#[test]
fn tags_of_two_schemes_are_two_values() {
    let draft = Draft {
        tags: vec!["Water".into(), "{https://a.example/x}Water".into()],
        ..Draft::default()
    };
    check(
        Facet::Tag,
        draft,
        &[("Water", "water-7b65ddf8"), ("Water", "water-0439fe88")],
    );
}

#[test]
fn years_and_languages() {
    #[track_caller]
    fn check_language(tag: &str, label: &str, slug: &str) {
        let draft = Draft {
            language: tag.into(),
            ..Draft::default()
        };
        check(Facet::Language, draft, &[(label, slug)]);
    }
    #[track_caller]
    fn check_year(date: &str, year: &str) {
        let draft = Draft {
            date: date.into(),
            ..Draft::default()
        };
        check(Facet::Year, draft, &[(year, year)]);
    }
    check_language("uk", "Ukrainian", "uk");
    check_language("sr-latn", "sr-Latn", "sr-latn");
    check_language("con", "con", "language-con");
    check_language("nul-Latn", "nul-Latn", "nul-latn");
    let long = format!("x-{}", "abcdefgh-".repeat(20)) + "a";
    check_language(&long, &long, &format!("{}-931efe20", &long[..60]));
    check_year("2016", "2016");
    check_year("0987-01-01", "0987");
    // The year that is written, not the one of UTC.
    check_year("2016-12-31T23:30-05:00", "2016");
}

#[test]
fn what_no_vocabulary_has_is_spelled_in_ascii() {
    check_slug("Youth & Education", "youth-and-education-0e6994d4");
    check_slug("R&D", "r-and-d-dde580b0");
    check_slug("Goražde – Foča", "gorazde-foca-9a168140");
    check_slug("Goraz\u{30c}de", "gorazde-91d9962c");
    check_slug("women's rights", "womens-rights-1b441579");
    check_slug("CON", "con-4c01d9be");
    check_slug("index", "index-5340e2c4");
    check_slug("Straße № 5", "strasse-no-5-ac57f166");
    check_slug("Київ plan", "plan-b9a762ef");
    check_slug("Київ", "1fc9afdccadc5d56");
    check_slug("–", "8133ab41320f5e3e");
    let cut = "word-".repeat(12) + "w-";
    check_slug(&"word ".repeat(1000), &format!("{cut}19a72e36"));
    let cut = "e".repeat(60);
    check_slug(&"é".repeat(1000), &format!("{cut}-c075d8f5"));
}

#[test]
fn names() {
    for facet in Facet::ALL {
        assert_eq!(facet.name().parse(), Ok(*facet));
    }
    for (name, near) in [
        ("states", Some(Facet::State)),
        ("Field of work", Some(Facet::FieldOfWork)),
        ("partner_state", Some(Facet::PartnerState)),
        ("sauce", Some(Facet::Source)),
        ("price", None),
        ("", None),
    ] {
        let error = name.parse::<Facet>().unwrap_err();
        assert_eq!(error.suggestion(), near, "{name:?}");
    }
    assert_eq!(
        "Tag".parse::<Facet>().unwrap_err().to_string(),
        "expected one of `field-of-work`, `state`, `partner-state`, `source`, `kind`, `language`, \
         `place`, `tag`, `year`, found `Tag`; did you mean `tag`?"
    );
    assert!("x".repeat(1_000_000).parse::<Facet>().is_err());
}

/// That it can be the name of a file anywhere.
#[track_caller]
fn check_safe(slug: &str) {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    assert!(slug.bytes().all(allowed), "{slug}");
    assert!(!slug.is_empty() && slug.len() <= 100, "{slug}");
    assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{slug}");
    let device = ["aux", "con", "nul", "prn", "index"].contains(&slug)
        || slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt"));
    assert!(!device, "{slug}");
}

/// Whether it ends as the slug of a text that no vocabulary has.
fn has_hash(slug: &str) -> bool {
    let hash = slug.rsplit('-').next().unwrap_or_default();
    matches!(hash.len(), 8 | 16) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn codes_of_vocabularies_are_slugs() {
    fn check_codes<T: Vocabulary>(slugs: &mut HashSet<String>) {
        for term in T::all() {
            let value = listed(*term);
            check_safe(value.slug());
            assert!(!has_hash(value.slug()), "{}", value.slug());
            assert!(value.slug().eq_ignore_ascii_case(term.code()));
            assert!(slugs.insert(value.slug().to_owned()), "{}", value.slug());
        }
    }
    check_codes::<FieldOfWork>(&mut HashSet::new());
    check_codes::<ParticipatingState>(&mut HashSet::new());
    check_codes::<PartnerState>(&mut HashSet::new());
    check_codes::<Kind>(&mut HashSet::new());
    check_codes::<KnownPlace>(&mut HashSet::new());
    let mut sources = HashSet::new();
    check_codes::<Structure>(&mut sources);
    check_codes::<FieldOperation>(&mut sources);
}

proptest! {
    #[test]
    fn any_text_has_a_safe_slug_of_its_own(texts in prop::collection::hash_set("\\PC{0,80}", 1..6)) {
        let mut slugs = HashSet::new();
        for text in &texts {
            let slug = free_slug(text, text);
            check_safe(&slug);
            prop_assert!(has_hash(&slug));
            prop_assert!(slugs.insert(slug.clone()), "{}", slug);
        }
    }

    #[test]
    fn any_language_has_a_safe_slug(tag in "[a-z]{2,3}(-[a-z0-9]{1,8}){0,12}") {
        if let Ok(language) = Language::parse(tag.into()) {
            check_safe(of_language(&language).slug());
        }
    }
}
