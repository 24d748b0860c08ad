//! What SKOS says of a vocabulary and of a term, in the order in which it is written.

use dateline_core::vocab::{Alias, AliasKind, Catalogue, Entry, FactName, Scheme};

/// The prefixes of the addresses of properties and classes, and what they stand for.
pub(crate) const PREFIXES: [(&str, &str); 2] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
];

/// Countries in the authority tables of the European Union, by alpha-3 code.
const COUNTRIES: &str = "http://publications.europa.eu/resource/authority/country/";

/// The language of labels and notes.
const ENGLISH: &str = "en";

/// Something that statements are made about.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its address.
    pub(crate) address: String,
    /// Its class, with a prefix.
    pub(crate) class: &'static str,
    /// The statements; those with one property stand together.
    pub(crate) statements: Vec<(&'static str, Vec<Value>)>,
}

/// The object of a statement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Value {
    Address(String),
    /// Text without language.
    Plain(String),
    /// English text.
    English(String),
}

impl Value {
    /// The language of a text.
    pub(crate) const fn language(&self) -> Option<&'static str> {
        match self {
            Self::English(_) => Some(ENGLISH),
            Self::Address(_) | Self::Plain(_) => None,
        }
    }
}

impl Node {
    fn new(address: String, class: &'static str) -> Self {
        Self {
            address,
            class,
            statements: Vec::new(),
        }
    }

    /// Adds statements, where there are any; each value once.
    fn say(&mut self, property: &'static str, values: impl IntoIterator<Item = Value>) {
        let mut all: Vec<Value> = Vec::new();
        for value in values {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        if !all.is_empty() {
            self.statements.push((property, all));
        }
    }
}

/// A vocabulary, and its terms.
pub(crate) fn nodes<'c>(
    catalogue: &'c Catalogue,
    schemes: &'c [Scheme],
) -> impl Iterator<Item = Node> + 'c {
    schemes.iter().flat_map(|&scheme| {
        let terms = catalogue.entries(scheme).iter();
        let terms = terms.map(|entry| term(catalogue, entry));
        std::iter::once(vocabulary(catalogue, scheme)).chain(terms)
    })
}

fn english(text: &str) -> Value {
    Value::English(text.to_owned())
}

fn vocabulary(catalogue: &Catalogue, scheme: Scheme) -> Node {
    let mut node = Node::new(scheme.address().to_owned(), "skos:ConceptScheme");
    node.say("dcterms:title", [english(scheme.title())]);
    node.say("dcterms:description", [english(scheme.about())]);
    let entries = catalogue.entries(scheme).iter();
    let top = entries.filter(|entry| is_top(entry));
    node.say(
        "skos:hasTopConcept",
        top.map(|entry| Value::Address(entry.address())),
    );
    node
}

/// Whether it is a part of no other term.
fn is_top(entry: &Entry) -> bool {
    entry.fact(FactName::Parent).is_none()
}

fn term(catalogue: &Catalogue, entry: &Entry) -> Node {
    let mut node = Node::new(entry.address(), "skos:Concept");
    let scheme = || [Value::Address(entry.scheme.address().to_owned())];
    node.say("skos:inScheme", scheme());
    if is_top(entry) {
        node.say("skos:topConceptOf", scheme());
    }
    node.say("skos:notation", [Value::Plain(entry.code.to_string())]);
    node.say("skos:prefLabel", [english(&entry.label)]);
    // The labels of a term are all different (S13).
    let is_new = |name: &str| *name != *entry.label;
    let aliases = entry.aliases.iter().filter(|alias| is_new(&alias.name));
    node.say("skos:altLabel", aliases.map(|alias| name(entry, alias)));
    let is_alias = |name: &str| entry.aliases.iter().any(|alias| alias.name == name);
    let further = entry
        .further
        .iter()
        .filter(|name| is_new(name) && !is_alias(name));
    node.say(
        "skos:hiddenLabel",
        further.map(|name| Value::Plain((*name).to_owned())),
    );
    relations(catalogue, entry, &mut node);
    node.say(
        "skos:historyNote",
        history(entry).iter().map(|note| english(note)),
    );
    let changes = entry.former().filter_map(change);
    node.say("skos:changeNote", changes.map(Value::English));
    node
}

/// Another name: in English, but for codes and the names of places.
fn name(entry: &Entry, alias: &Alias) -> Value {
    let is_english = entry.scheme != Scheme::Places && alias.kind != AliasKind::Alpha3;
    let name = alias.name.to_string();
    if is_english {
        Value::English(name)
    } else {
        Value::Plain(name)
    }
}

fn relations(catalogue: &Catalogue, entry: &Entry, node: &mut Node) {
    let address = |scheme: Scheme, code: &str| {
        let term = catalogue.entry(scheme, code);
        term.map(|term| Value::Address(term.address()))
    };
    let of = |name: FactName| {
        entry.facts_of(name).filter_map(move |fact| {
            let scheme = name.leads_to(entry.scheme)?;
            address(scheme, &fact.value)
        })
    };
    node.say("skos:broader", of(FactName::Parent));
    let entries = catalogue.entries(entry.scheme).iter();
    let parts = entries.filter(|part| part.fact(FactName::Parent) == Some(&*entry.code));
    node.say(
        "skos:narrower",
        parts.map(|part| Value::Address(part.address())),
    );
    // It holds in both directions (S23), also where only one of the two terms says so.
    let related = [FactName::Predecessor, FactName::Successor];
    let names_it = |other: &&Entry| {
        let mut facts = related.iter().flat_map(|name| other.facts_of(*name));
        facts.any(|fact| fact.value == entry.code)
    };
    let others = catalogue.entries(entry.scheme).iter().filter(names_it);
    let others = others.map(|other| Value::Address(other.address()));
    node.say(
        "skos:related",
        related.into_iter().flat_map(of).chain(others),
    );
    let alpha3 = entry
        .aliases
        .iter()
        .filter(|alias| alias.kind == AliasKind::Alpha3);
    let countries = alpha3.map(|alias| Value::Address(format!("{COUNTRIES}{}", alias.name)));
    node.say("skos:exactMatch", countries);
    let elsewhere = [
        FactName::Host,
        FactName::Seat,
        FactName::Capital,
        FactName::State,
    ];
    node.say("skos:relatedMatch", elsewhere.into_iter().flat_map(of));
}

/// What happened: since when and until when it is there, and the notes.
fn history(entry: &Entry) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(date) = entry.fact(FactName::Joined) {
        notes.push(format!("Takes part since {date}."));
    }
    match (entry.fact(FactName::Since), entry.fact(FactName::Until)) {
        (Some(since), Some(until)) => notes.push(format!("From {since} until {until}.")),
        (Some(since), None) => notes.push(format!("Since {since}.")),
        (None, Some(until)) => notes.push(format!("Until {until}.")),
        (None, None) => {}
    }
    let chairs: Vec<&str> = entry
        .facts_of(FactName::Chair)
        .map(|fact| &*fact.value)
        .collect();
    if !chairs.is_empty() {
        notes.push(format!("Held the chair in {}.", chairs.join(" and ")));
    }
    notes.extend(entry.notes.iter().map(ToString::to_string));
    notes
}

/// That it had another name, where it is known when.
fn change(alias: &Alias) -> Option<String> {
    let AliasKind::Former { from, until } = &alias.kind else {
        return None;
    };
    let name = &alias.name;
    match (from, until) {
        (Some(from), Some(until)) => Some(format!("Named {name} from {from} until {until}.")),
        (Some(from), None) => Some(format!("Named {name} from {from}.")),
        (None, Some(until)) => Some(format!("Named {name} until {until}.")),
        (None, None) => Some(format!("Named {name} before.")),
    }
}
