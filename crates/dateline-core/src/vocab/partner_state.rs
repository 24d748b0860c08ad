//! The eleven Partners for Co-operation.
//!
//! From the OSCE's factsheet on its partners; codes from ISO 3166-1 (pycountry's table). Mongolia
//! was an Asian Partner from 2004 until it became a participating State in 2012 and is not here.

use super::{cldr, vocabulary};

/// What a row says of a Partner. Its first alias is always the alpha-3 code.
struct Facts {
    group: PartnerGroup,
    since: u16,
}

const fn mediterranean(since: u16) -> Facts {
    Facts {
        group: PartnerGroup::Mediterranean,
        since,
    }
}

const fn asian(since: u16) -> Facts {
    Facts {
        group: PartnerGroup::Asian,
        since,
    }
}

/// The two groups of Partners for Co-operation.
///
/// ```
/// use dateline_core::vocab::{PartnerGroup, PartnerState};
///
/// assert_eq!(PartnerState::Australia.group(), PartnerGroup::Asian);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PartnerGroup {
    /// The Mediterranean Partners for Co-operation.
    Mediterranean,
    /// The Asian Partners for Co-operation, among them Australia.
    Asian,
}

vocabulary! {
    /// A State that is a Partner for Co-operation. Its code is ISO 3166-1 alpha-2.
    ///
    /// ```
    /// use dateline_core::vocab::{PartnerState, Vocabulary};
    ///
    /// assert_eq!(PartnerState::find("South Korea"), Some(PartnerState::RepublicOfKorea));
    /// assert_eq!(PartnerState::RepublicOfKorea.label(), "Republic of Korea");
    /// assert_eq!(PartnerState::RepublicOfKorea.since(), 1994);
    /// ```
    PartnerState("partner State", "https://www.osce.org/partners-for-cooperation", facts: Facts, names: cldr::PARTNER_STATES) {
        Afghanistan => "AF", "Afghanistan", with asian(2003), also ["AFG"];
        Algeria => "DZ", "Algeria", with mediterranean(1975), also ["DZA"];
        Australia => "AU", "Australia", with asian(2009), also ["AUS"];
        Egypt => "EG", "Egypt", with mediterranean(1975), also ["EGY"];
        Israel => "IL", "Israel", with mediterranean(1975), also ["ISR"];
        Japan => "JP", "Japan", with asian(1992), also ["JPN"];
        Jordan => "JO", "Jordan", with mediterranean(1998), also ["JOR"];
        Morocco => "MA", "Morocco", with mediterranean(1975), also ["MAR"];
        RepublicOfKorea => "KR", "Republic of Korea", with asian(1994), also ["KOR", "South Korea", "Korea", "Korea, Republic of"];
        Thailand => "TH", "Thailand", with asian(2000), also ["THA"];
        Tunisia => "TN", "Tunisia", with mediterranean(1975), also ["TUN"];
    }
}

impl PartnerState {
    /// The ISO 3166-1 alpha-2 code, which is also the term's code.
    #[must_use]
    pub const fn alpha2(self) -> &'static str {
        self.row().code
    }

    /// The ISO 3166-1 alpha-3 code.
    #[must_use]
    pub const fn alpha3(self) -> &'static str {
        self.row().aliases[0]
    }

    /// The group of Partners that the State belongs to.
    #[must_use]
    pub const fn group(self) -> PartnerGroup {
        self.row().facts.group
    }

    /// The year from which the State is a Partner.
    #[must_use]
    pub const fn since(self) -> u16 {
        self.row().facts.since
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::tests::{check_found, check_names, check_nearest, check_rows, sort_key};
    use crate::vocab::{ParticipatingState, Vocabulary};

    #[test]
    fn rows() {
        check_rows::<PartnerState>(11);
        check_names::<PartnerState>(cldr::PARTNER_STATES);
        assert!(PartnerState::all().is_sorted_by_key(|state| sort_key(*state)));
        let groups = PartnerState::all().iter().map(|state| state.group());
        assert_eq!(
            groups
                .filter(|group| *group == PartnerGroup::Mediterranean)
                .count(),
            6
        );
    }

    #[test]
    fn a_partner_is_no_participating_state() {
        for &state in PartnerState::all() {
            assert_eq!((state.alpha2().len(), state.alpha3().len()), (2, 3));
            for spelling in [state.code(), state.label()].iter().chain(state.aliases()) {
                assert_eq!(ParticipatingState::find(spelling), None, "{spelling}");
            }
        }
    }

    #[test]
    fn names() {
        check_found::<PartnerState>("KOREA", "Republic of Korea");
        check_found::<PartnerState>("afg", "Afghanistan");
        assert_eq!(PartnerState::find("Mongolia"), None);
        check_nearest::<PartnerState>("Marocco", Some("Morocco"));
        check_nearest::<PartnerState>("Albania", None);
        check_nearest::<PartnerState>("Austria", None);
    }
}
