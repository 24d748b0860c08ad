//! The vocabularies as SKOS (W3C Recommendation of 18 August 2009), in Turtle and in JSON-LD 1.1.
//!
//! Each vocabulary is a `skos:ConceptScheme` at the address that feeds give as the domain of its
//! categories; each term is a `skos:Concept` at that address with its code behind `#`. Both forms
//! say the same, in the same order, and the same terms give the same bytes.
//!
//! - The code is `skos:notation`, the label `skos:prefLabel`, aliases and former names are
//!   `skos:altLabel`, names in other languages `skos:hiddenLabel`, because nobody shows them.
//! - Labels are English; other names of places and codes have no language.
//! - A part of another term is `skos:broader`, one that it has `skos:narrower`; predecessors and
//!   successors are `skos:related`; what leads to another vocabulary (host State, capital, seat)
//!   is `skos:relatedMatch`.
//! - What happened is `skos:historyNote`, a former name with its dates `skos:changeNote`.
//! - States are `skos:exactMatch` with the country in the authority table of the Publications
//!   Office of the European Union, whose addresses are made of alpha-3 codes.

mod graph;
mod json_ld;
#[cfg(test)]
mod tests;
mod turtle;

pub use json_ld::write as write_json_ld;
pub use turtle::write as write_turtle;
