//! Readers that are crates.

use super::{ALL as EVERY, ATOM, Allowance, JSON, RSS, TEXTS};
use super::{as_published, no_creators, trimmed, without_mail};
use crate::readers::expected::Field;

pub(super) const ALL: &[Allowance] = &[
    Allowance {
        reader: "feed-rs",
        formats: RSS,
        fields: &[Field::Title, Field::Summary],
        why: "drops white space from the ends of texts, also where it is written as references",
        change: trimmed,
    },
    Allowance {
        reader: "feed-rs",
        formats: ATOM,
        fields: TEXTS,
        why: "drops white space from the ends of texts, also where it is written as references",
        change: trimmed,
    },
    Allowance {
        reader: "feed-rs",
        formats: JSON,
        fields: TEXTS,
        why: "drops white space from the ends of texts",
        change: trimmed,
    },
    Allowance {
        reader: "feed-rs",
        formats: RSS,
        fields: &[Field::Updated],
        why: "gives the date of publication as that of the last change, and does not read dcterms",
        change: as_published,
    },
    Allowance {
        reader: "feed-rs",
        formats: EVERY,
        fields: &[Field::Authors],
        why: "takes a mail address out of a name",
        change: without_mail,
    },
    Allowance {
        reader: "feed-rs",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "does not read dc:creator in Atom",
        change: no_creators,
    },
    Allowance {
        reader: "rss",
        formats: RSS,
        fields: TEXTS,
        why: "drops white space from the ends of texts, also where it is written as references",
        change: trimmed,
    },
    Allowance {
        reader: "atom_syndication",
        formats: ATOM,
        fields: &[Field::Authors],
        why: "gives dc:creator apart from the authors",
        change: no_creators,
    },
];
