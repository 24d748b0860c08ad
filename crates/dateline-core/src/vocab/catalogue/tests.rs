//! The catalogue has every row, and what is known of terms belongs to rows.

use super::*;
use crate::vocab::history::{CHAIRS, FORMER, NOTES};

#[test]
fn former_names_are_aliases_of_their_rows() {
    for row in FORMER {
        let entry = Catalogue::listed().entry(row.scheme, row.code);
        let mut names = entry.iter().flat_map(|entry| entry.former());
        assert!(names.any(|alias| alias.name == row.name), "{}", row.name);
        assert!(row.from.is_none() || row.until.is_none() || row.from < row.until);
        for date in row.from.iter().chain(&row.until) {
            assert!(date.parse::<crate::Date>().is_ok(), "{date}");
        }
    }
}

#[test]
fn notes_and_chairs_are_of_terms() {
    let mut last = None;
    for (scheme, code, note) in NOTES {
        assert!(Catalogue::listed().entry(*scheme, code).is_some(), "{code}");
        assert!(note.ends_with('.'), "{note}");
        assert!(last <= Some(*scheme), "{code}: sorted by vocabulary");
        last = Some(*scheme);
    }
    for (year, code) in CHAIRS {
        assert!(
            Catalogue::listed().entry(Scheme::States, code).is_some(),
            "{year}"
        );
    }
}

#[test]
fn what_leads_to_a_term_leads_there() {
    let catalogue = Catalogue::listed();
    for scheme in Scheme::ALL {
        assert_eq!(Scheme::find(scheme.name()), Some(scheme));
        for entry in catalogue.entries(scheme) {
            assert!(
                entry.facts.is_sorted_by_key(|fact| fact.name),
                "{}",
                entry.code
            );
            for fact in &entry.facts {
                if let Some(to) = fact.name.leads_to(scheme) {
                    assert!(catalogue.entry(to, &fact.value).is_some(), "{}", entry.code);
                }
                if fact.name.is_date() {
                    assert!(fact.value.parse::<crate::Date>().is_ok(), "{}", entry.code);
                }
            }
        }
    }
}

#[test]
fn every_state_has_its_alpha3_code() {
    for scheme in [Scheme::States, Scheme::Partners] {
        for entry in Catalogue::listed().entries(scheme) {
            let codes = entry.aliases.iter().filter(|a| a.kind == AliasKind::Alpha3);
            assert_eq!(codes.count(), 1, "{}", entry.label);
        }
    }
}
