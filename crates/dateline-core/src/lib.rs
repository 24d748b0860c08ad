//! The domain of press releases: what a release is, and when a draft of one is one.
//!
//! Adapters read a [`Draft`], a [`Checker`] makes a [`Release`] of it, and adapters write that.
//! This crate knows no format and no file, reads no clock, and takes nothing from the environment.
//!
//! ```
//! use dateline_core::{Checker, Draft, DraftPlace};
//! use dateline_core::vocab::{ParticipatingState, Vocabulary};
//!
//! let draft = Draft {
//!     title: "Border police train in Ohrid".into(),
//!     date: "2016-10-25".into(),
//!     places: vec![DraftPlace::from_text("SKOPJE".into())],
//!     sources: vec!["Mission to Skopje".into()],
//!     participating_states: vec!["Macedonia".into()],
//!     body: "SKOPJE, 25 October 2016 – Forty officers met today.".into(),
//!     ..Draft::default()
//! };
//! let mut findings = Vec::new();
//! let release = Checker::default().check(draft, &mut findings)?;
//!
//! assert_eq!(release.participating_states()[0].label(), "North Macedonia");
//! assert_eq!(release.dateline().unwrap().places()[0].name(), "SKOPJE");
//! let notes: Vec<String> = findings.iter().map(ToString::to_string).collect();
//! assert_eq!(notes[1], "participating_states[0]: `Macedonia` is kept as `North Macedonia`");
//! # Ok::<(), dateline_core::Violations>(())
//! ```

mod channel;
mod check;
mod coverage;
mod date;
mod dateline;
mod diagnostic;
mod draft;
mod facet;
mod fault;
mod field;
mod finding;
mod fix;
mod foreign;
mod id;
mod infer;
mod language;
pub mod lint;
mod locations;
mod place;
mod places;
mod position;
mod record;
mod release;
mod rule;
pub mod rules;
mod select;
mod tag;
mod term;
pub mod text;
mod url;
mod utf16;
pub mod validate;
mod violation;
pub mod vocab;

pub use channel::{Channel, ChannelDraft, ChannelErrors, Paging};
pub use check::{Checker, controlled_field};
pub use coverage::Coverage;
pub use date::{Date, DateError, DateText, MetDate, Precision};
pub use dateline::{Dateline, DatelineDate, DatelineForm, DatelinePlace, MonthStyle, YearStyle};
pub use diagnostic::{Diagnostic, Spot};
pub use draft::{Draft, DraftPlace, DraftTranslation, Spelling, Values};
pub use facet::{Facet, FacetError, FacetValue};
pub use fault::{Fault, Scope};
pub use field::{Field, FieldPath};
pub use finding::{Breach, Finding, FindingKind, Level};
pub use fix::{Edit, Fix};
pub use foreign::{Author, Foreign};
pub use id::id_as_uri;
pub use infer::{Inference, dateline_disagreement};
pub use language::{Language, LanguageError};
pub use locations::Locations;
pub use place::Place;
pub use places::Places;
pub use position::{Position, Positions};
pub use record::{Record, Withheld, Written};
pub use release::{Body, BodyType, Release, Translation};
pub use rule::Rule;
pub use select::{Selection, SelectionDraft, SelectionError, SelectionErrors, SelectionProblem};
pub use tag::Tag;
pub use term::{Source, Term};
pub use text::Text;
pub use url::{WebAddress, WebAddressError, is_uri_character};
pub use utf16::Utf16Decoder;
pub use violation::{Excerpt, Problem, Violation, Violations};
