//! From the rows of the vocabularies to entries.

use std::borrow::Cow;

use super::{Alias, AliasKind, Entry, Fact, FactName};
use crate::vocab::history::{CHAIRS, FORMER, NOTES};
use crate::vocab::{
    FieldOfWork, FieldOperation, Kind, KnownPlace, MeetingSeries, ParticipatingState, PartnerGroup,
    PartnerState, Scheme, Structure, StructureKind, Vocabulary, cldr,
};

/// The names of a table of further names, by code.
type Further = &'static [(&'static str, &'static [&'static str])];

/// All entries of a vocabulary.
pub(super) fn entries(scheme: Scheme) -> Vec<Entry> {
    match scheme {
        Scheme::Fields => of::<FieldOfWork>(scheme, &[], |_| Vec::new()),
        Scheme::States => of(scheme, cldr::PARTICIPATING_STATES, state),
        Scheme::Partners => of(scheme, cldr::PARTNER_STATES, partner),
        Scheme::Structures => of(scheme, &[], structure),
        Scheme::Operations => of(scheme, &[], operation),
        Scheme::Kinds => of::<Kind>(scheme, &[], |_| Vec::new()),
        Scheme::Places => of(scheme, cldr::PLACES, place),
        Scheme::Series => of::<MeetingSeries>(scheme, &[], |_| Vec::new()),
    }
}

fn of<T: Vocabulary>(scheme: Scheme, further: Further, facts: fn(T) -> Vec<Fact>) -> Vec<Entry> {
    let entry = |&term: &T| {
        let code = term.code();
        let names = further.iter().find(|(of, _)| *of == code);
        let notes = NOTES
            .iter()
            .filter(|(of, term, _)| *of == scheme && *term == code);
        Entry {
            scheme,
            code: Cow::Borrowed(code),
            label: Cow::Borrowed(term.label()),
            aliases: term
                .aliases()
                .iter()
                .map(|name| alias(scheme, code, name))
                .collect(),
            further: names.map_or(&[], |(_, names)| names),
            facts: facts(term),
            notes: notes.map(|(_, _, note)| Cow::Borrowed(*note)).collect(),
            is_own: false,
        }
    };
    T::all().iter().map(entry).collect()
}

fn alias(scheme: Scheme, code: &str, name: &'static str) -> Alias {
    let mut rows = FORMER.iter();
    let former = rows.find(|row| row.scheme == scheme && row.code == code && row.name == name);
    let has_alpha3 = matches!(scheme, Scheme::States | Scheme::Partners);
    let is_alpha3 = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    Alias {
        name: Cow::Borrowed(name),
        kind: match former {
            Some(row) => AliasKind::Former {
                from: row.from.map(Cow::Borrowed),
                until: row.until.map(Cow::Borrowed),
            },
            None if has_alpha3 && is_alpha3 => AliasKind::Alpha3,
            None => AliasKind::Other,
        },
    }
}

fn fact(name: FactName, value: Option<&'static str>) -> Option<Fact> {
    let value = Cow::Borrowed(value?);
    Some(Fact { name, value })
}

fn code<T: Vocabulary>(term: Option<T>) -> Option<&'static str> {
    term.map(Vocabulary::code)
}

/// The code of the place of a seat.
fn seat(name: Option<&str>) -> Option<&'static str> {
    code(name.and_then(KnownPlace::find))
}

fn all<const N: usize>(facts: [Option<Fact>; N]) -> Vec<Fact> {
    facts.into_iter().flatten().collect()
}

fn state(state: ParticipatingState) -> Vec<Fact> {
    let mut facts = all([
        fact(FactName::Joined, Some(state.joined())),
        fact(FactName::Capital, Some(state.capital().code())),
    ]);
    let chairs = CHAIRS.iter().filter(|(_, code)| *code == state.code());
    facts.extend(chairs.filter_map(|(year, _)| fact(FactName::Chair, Some(year))));
    facts
}

fn partner(partner: PartnerState) -> Vec<Fact> {
    let group = match partner.group() {
        PartnerGroup::Mediterranean => "Mediterranean Partner",
        PartnerGroup::Asian => "Asian Partner",
    };
    let since = partner.since().to_string();
    vec![
        Fact {
            name: FactName::Since,
            value: Cow::Owned(since),
        },
        Fact {
            name: FactName::Group,
            value: Cow::Borrowed(group),
        },
    ]
}

fn structure(structure: Structure) -> Vec<Fact> {
    let group = match structure.kind() {
        StructureKind::Chair => "Chair",
        StructureKind::DecisionMakingBody => "Decision-making body",
        StructureKind::Institution => "Institution",
        StructureKind::AutonomousBody => "Autonomous body",
        StructureKind::Secretariat => "Secretariat",
        StructureKind::Partnership => "Partnership",
        StructureKind::Website => "Website",
    };
    all([
        fact(FactName::Group, Some(group)),
        fact(FactName::Parent, code(structure.parent())),
        fact(FactName::Seat, seat(structure.seat())),
    ])
}

fn operation(operation: FieldOperation) -> Vec<Fact> {
    let (since, until) = operation.years();
    let mut facts = all([
        fact(FactName::Since, Some(since)),
        fact(FactName::Until, until),
    ]);
    let before = FieldOperation::all()
        .iter()
        .filter(|of| of.successor() == Some(operation));
    facts.extend(before.filter_map(|of| fact(FactName::Predecessor, Some(of.code()))));
    facts.extend(all([
        fact(FactName::Successor, code(operation.successor())),
        fact(FactName::Host, code(operation.host())),
        fact(FactName::Seat, seat(operation.seat())),
    ]));
    facts
}

fn place(place: KnownPlace) -> Vec<Fact> {
    all([fact(FactName::State, code(place.state()))])
}
