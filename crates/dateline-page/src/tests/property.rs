//! What holds for every page: releases that were made up and printed in a layout are read as they
//! were, and whatever is done to a page, nothing is invented.

use dateline_core::Text;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::render::{Layout, Sample, sample};
use super::*;

/// That a page says what the release says, as far as its layout shows it.
#[track_caller]
fn check(sample: &Sample, layout: Layout) {
    let page = sample.page(layout);
    for (infer, expected) in [(false, sample.shown(layout)), (true, sample.read(layout))] {
        let mut findings = Vec::new();
        let mut reader = Reader::new(page.as_bytes()).infer(infer);
        let found = reader.advance(&mut findings);
        assert!(matches!(found, Ok(true)), "{layout:?}: {found:?}\n{page}");
        let draft = reader.record(&mut findings).unwrap().draft;
        assert_eq!(draft, expected, "{layout:?}: {findings:?}\n{page}");
        let second = reader.advance(&mut findings);
        assert!(matches!(second, Ok(false)), "{layout:?}: a second\n{page}");
    }
}

/// That the releases of an input say only what the input says or a finding explains.
#[track_caller]
fn check_nothing_invented(input: &[u8]) {
    let mut reader = Reader::new(input);
    let mut findings = Vec::new();
    while let Ok(true) = reader.advance(&mut findings) {
        let text = String::from_utf8_lossy(reader.raw())
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let Ok(record) = reader.record(&mut findings) else {
            findings.clear();
            continue;
        };
        let is_explained = |value: &str| {
            findings.iter().any(|finding| match &finding.kind {
                FindingKind::Inferred { value: kept, .. } => kept.contains(value),
                FindingKind::Normalized { kept, .. } => kept == value,
                _ => false,
            })
        };
        let draft = &record.draft;
        let mut values: Vec<&str> = Vec::new();
        for field in Field::ALL {
            match draft.values(*field) {
                Values::One(_) if *field == Field::BodyType => {}
                Values::One(body) if *field == Field::Body => values.extend(body.split('\n')),
                // `English` of a row.
                Values::One(tag)
                    if *field == Field::Language && text.contains("Skip navigation") =>
                {
                    assert!(
                        dateline_core::Language::parse(tag.borrowed()).is_ok() || tag.is_empty()
                    );
                }
                Values::One(value) => values.push(value),
                Values::Lines(lines) => values.extend(lines.iter().map(Text::as_str)),
                Values::Places(places) => {
                    for place in places {
                        values.extend([place.name.as_str(), place.qualifier.as_str()]);
                    }
                }
                Values::Translations(translations) => assert!(translations.is_empty()),
                Values::Foreign(foreign) => assert!(foreign.is_empty()),
            }
        }
        for value in values {
            let value = value.strip_prefix("{}").unwrap_or(value);
            assert!(
                text.contains(value) || is_explained(value),
                "{value:?} in\n{text}"
            );
        }
        for field in Field::ALL {
            for index in 0..3 {
                let at = reader.locate(&FieldPath::of(*field, index));
                assert!(at.is_none_or(|at| at.byte <= input.len() as u64 * 2));
            }
        }
        findings.clear();
    }
}

/// Pieces of pages, in which labels, kinds and line ends are as likely as text.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "- Date:",
        "- Place:",
        "- Source:",
        "- Fields of work:",
        "- ",
        "-",
        "Press release",
        "Title",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "- VIENNA/WARSAW, Poland",
        ", ",
        "/",
        "SKOPJE, 25 October 2016 – ",
        "SKOPJE 25 October 2016",
        "\u{FEFF}",
        "\u{2028}",
        "🕊",
        " ",
        "- Elections, Youth",
        "<",
        "\u{1}",
        "Newsroom",
        "Новини",
        "Skip Links",
        "Skip navigation",
        "12",
        "English",
        "Yes",
        "No",
        "OSCE",
        "Source:",
        "Our work:",
        "Regions:",
        "Регіони:",
        "Publishing date: 3 May 2022",
        "Collections: {a}",
        "Content type: News",
        "Where we are: ",
        "What we do: Youth",
        "(Ana/OSCE) Photo details",
        "[email protected]",
        "Share",
        "For further information, please contact:",
        "Ana Horn",
        "10 tetor 2012",
        "/a/b.jpg",
        "A sentence that is long enough to stand on a page twice.",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_release_is_read_as_it_was_printed(sample in sample()) {
        for layout in Layout::ALL {
            check(&sample, layout);
        }
    }

    #[test]
    fn a_listing_is_read_as_it_was_printed(samples in prop::collection::vec(sample(), 1..5)) {
        let pages: String = samples.iter().map(|sample| sample.page(Layout::Listing)).collect();
        let mut reader = Reader::new(pages.as_bytes());
        for sample in &samples {
            prop_assert!(reader.advance(&mut Vec::new()).unwrap());
            let record = reader.record(&mut Vec::new()).unwrap();
            prop_assert_eq!(record.draft, sample.read(Layout::Listing));
        }
        prop_assert!(!reader.advance(&mut Vec::new()).unwrap());
    }

    #[test]
    fn a_damaged_page_invents_nothing(
        sample in sample(),
        layout in prop::sample::select(Layout::ALL.to_vec()),
        order in prop::collection::vec(any::<prop::sample::Index>(), 40),
        cut in any::<prop::sample::Index>(),
    ) {
        let page = sample.page(layout);
        check_nothing_invented(page.repeat(2).as_bytes());
        let at = cut.index(page.len());
        let end = (0..=at).rfind(|at| page.is_char_boundary(*at)).unwrap_or(0);
        check_nothing_invented(&page.as_bytes()[..end]);
        check_nothing_invented(&page.as_bytes()[end..]);
        let mut lines: Vec<&str> = page.lines().collect();
        for (at, index) in order.iter().enumerate().take(lines.len()) {
            let other = index.index(lines.len());
            lines.swap(at, other);
        }
        check_nothing_invented(lines.join("\n").as_bytes());
    }

    #[test]
    fn any_page_is_read_or_refused(page in pieces()) {
        check_nothing_invented(page.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_nothing_invented(&bytes);
    }
}

/// The same two thousand pages whenever it is run, in all layouts by turns.
#[test]
fn two_thousand_pages_in_mixed_layouts() {
    let mut runner = TestRunner::deterministic();
    let samples = sample();
    for number in 0..2000 {
        let sample = samples.new_tree(&mut runner).unwrap().current();
        check(&sample, Layout::ALL[number % Layout::ALL.len()]);
    }
}
