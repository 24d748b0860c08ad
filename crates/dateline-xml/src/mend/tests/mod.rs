//! Tests of the mender.

use super::repair::{LimitKind, REPAIR_LIMIT};
use super::*;
use crate::entities::Entity;

mod elements;
mod entities;
mod oracle;
mod pieces;
mod prolog;

/// No entity is declared, and around the piece the prefixes `p` and `o` stand for one namespace and
/// `q` for another.
fn with<T>(work: impl FnOnce(&Context<'_>) -> T) -> T {
    with_entities(&Entities::default(), work)
}

fn with_entities<T>(entities: &Entities, work: impl FnOnce(&Context<'_>) -> T) -> T {
    let namespace = |prefix: &str| match prefix {
        "p" | "o" => Some("urn:p"),
        "q" => Some("urn:q"),
        _ => None,
    };
    work(&Context {
        entities,
        namespace: &namespace,
    })
}
