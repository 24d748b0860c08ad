//! What was typed behind `dateline vocab`.

use std::path::PathBuf;

use clap::Parser;

/// Lists, searches and exports the vocabularies.
///
/// Alone it lists the vocabularies, with the name of one its terms, with a text behind it the terms
/// that the text may mean, the likeliest first: codes, labels, aliases, former names and names in
/// other languages, in any case, with accents or without. A term that is meant without doubt is
/// shown with everything that is known of it.
#[derive(Debug, Parser)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES_AND_EXIT)]
pub(crate) struct Vocab {
    /// A vocabulary by its name, or `all`
    #[arg(value_name = "VOCABULARY")]
    pub(crate) vocabulary: Option<String>,

    /// What to look for; with --export further vocabularies
    #[arg(value_name = "TERM")]
    pub(crate) term: Vec<String>,

    /// Write the vocabularies that are named, or all, in this form
    #[arg(long, value_name = "FORM", value_enum)]
    pub(crate) export: Option<VocabForm>,

    /// Write to FILE, which is there complete or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Take the terms of FILE as well: CSV or JSON as --export writes them
    #[arg(long, value_name = "FILE")]
    pub(crate) extend: Option<PathBuf>,
}

/// A form in which vocabularies are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum VocabForm {
    /// A row a term
    Csv,
    /// An array with an object a term
    Json,
    /// SKOS as JSON-LD
    Jsonld,
    /// SKOS as Turtle
    Turtle,
}

const EXAMPLES: &str = "\
Examples:
  dateline vocab
  dateline vocab states
  dateline vocab states turkey
  dateline vocab all minsk
  dateline vocab --export turtle states partners -o states.ttl
  dateline vocab fields --extend terms.csv";

const EXAMPLES_AND_EXIT: &str = "\
Examples:
  dateline vocab
  dateline vocab states
  dateline vocab states turkey
  dateline vocab all minsk
  dateline vocab --export turtle states partners -o states.ttl
  dateline vocab fields --extend terms.csv

Exit status:
  0  done
  1  no term was found
  2  could not run: no such vocabulary, a file that cannot be read or written";
