//! Facets: the sides of a release by which releases are sorted into feeds.

use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::str::FromStr;

use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::text::nearest_name;
use crate::vocab::{OwnTerm, Vocabulary, fold};
use crate::{Excerpt, Language, Place, Release, Source, Tag, Term, Text};

/// A side of a release that has values, by which releases are sorted: one feed for each value.
///
/// ```
/// use dateline_core::{Draft, Facet, Release};
///
/// let release = Release::try_from(Draft {
///     title: "Border police train in Ohrid".into(),
///     date: "2016-10-25".into(),
///     sources: vec!["Mission to Skopje".into(), "UNDP".into()],
///     ..Draft::default()
/// })?;
/// let facet: Facet = "source".parse()?;
/// let values = facet.values(&release);
/// assert_eq!(values[0].label(), "OSCE Mission to Skopje");
/// assert_eq!(values[0].slug(), "mission-to-skopje");
/// assert_eq!(values[1].label(), "UNDP");
/// assert_eq!(values[1].slug(), "undp-fcba723f");
///
/// let error = "sources".parse::<Facet>().unwrap_err();
/// assert!(error.to_string().ends_with("found `sources`; did you mean `source`?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Facet {
    /// `field-of-work`: the subject.
    FieldOfWork,
    /// `state`: the participating States it is about.
    State,
    /// `partner-state`: the Partners for Co-operation it is about.
    PartnerState,
    /// `source`: who issued it.
    Source,
    /// `kind`: press release, news, …
    Kind,
    /// `language`: the language of its text.
    Language,
    /// `place`: where it was sent from.
    Place,
    /// `tag`: other categories.
    Tag,
    /// `year`: the year of its date, as it is written.
    Year,
}

/// A value that a release has in a facet.
///
/// Two values of a facet are the same value when they have the same slug; a label is for people.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct FacetValue<'a> {
    label: Text<'a>,
    slug: Text<'a>,
}

/// A text is not the name of a facet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FacetError {
    found: String,
}

impl Facet {
    /// All facets, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::FieldOfWork,
        Self::State,
        Self::PartnerState,
        Self::Source,
        Self::Kind,
        Self::Language,
        Self::Place,
        Self::Tag,
        Self::Year,
    ];

    /// Its name: one word of ASCII letters and hyphens, which stays.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FieldOfWork => "field-of-work",
            Self::State => "state",
            Self::PartnerState => "partner-state",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Language => "language",
            Self::Place => "place",
            Self::Tag => "tag",
            Self::Year => "year",
        }
    }

    /// What people call it, as a heading over its values.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FieldOfWork => "Field of work",
            Self::State => "Participating State",
            Self::PartnerState => "Partner State",
            Self::Source => "Source",
            Self::Kind => "Kind",
            Self::Language => "Language",
            Self::Place => "Place",
            Self::Tag => "Tag",
            Self::Year => "Year",
        }
    }

    /// The facet of exactly this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|facet| facet.name() == name)
    }

    /// The values that a release has in this facet: each once, in the order of the release.
    ///
    /// Places that the vocabulary knows are one value however they are written; what no vocabulary
    /// has is the value that is written, letter by letter.
    #[must_use]
    pub fn values<'r>(self, release: &'r Release<'_>) -> Vec<FacetValue<'r>> {
        let mut values: Vec<_> = match self {
            Self::FieldOfWork => release.fields_of_work().iter().map(of_term).collect(),
            Self::State => release.participating_states().iter().map(of_term).collect(),
            Self::PartnerState => release.partner_states().iter().map(of_term).collect(),
            Self::Source => release.sources().iter().map(of_source).collect(),
            Self::Kind => release.kind().map(of_term).into_iter().collect(),
            Self::Language => release.language().map(of_language).into_iter().collect(),
            Self::Place => release.places().iter().map(of_place).collect(),
            Self::Tag => release.tags().iter().map(of_tag).collect(),
            Self::Year => {
                let year = Text::from(format!("{:04}", release.date().first_local().year()));
                vec![FacetValue {
                    label: year.clone(),
                    slug: year,
                }]
            }
        };
        if values.len() > 1 {
            let mut seen = HashSet::new();
            values.retain(|value| seen.insert(value.slug.clone()));
        }
        values
    }
}

impl FacetValue<'_> {
    /// What people read: the label of a term, the canonical name of a place that the vocabulary
    /// knows, the English name of a language that the OSCE publishes in and the tag of any other,
    /// a year in four digits, and everything else as it is written.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// What names the value in addresses and names of files: small ASCII letters, digits and
    /// hyphens, a letter or digit at both ends, at most 100 of them.
    ///
    /// It depends on this value only, and stays: the code of a term (a State's in small letters),
    /// the code of a place that the vocabulary knows, the language's tag in small letters, the
    /// year. What no vocabulary has is spelled in ASCII as far as that goes, with the beginning of
    /// a `uuid` of version 5 (RFC 9562) of the exact text behind it. It is never `index` and no
    /// name that Windows keeps for a device.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The same value, owning its text.
    #[must_use]
    pub fn into_owned(self) -> FacetValue<'static> {
        FacetValue {
            label: self.label.into_owned(),
            slug: self.slug.into_owned(),
        }
    }
}

impl FromStr for Facet {
    type Err = FacetError;

    fn from_str(name: &str) -> Result<Self, FacetError> {
        Self::find(name).ok_or_else(|| FacetError {
            found: name.chars().take(200).collect(),
        })
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FacetError {
    /// The facet that may have been meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<Facet> {
        let names = Facet::ALL.iter().map(|facet| facet.name());
        Facet::find(nearest_name(&self.found, names)?)
    }
}

impl fmt::Display for FacetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of ")?;
        for (index, facet) in Facet::ALL.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}`{facet}`")?;
        }
        write!(f, ", found `{}`", Excerpt(&self.found))?;
        if let Some(facet) = self.suggestion() {
            write!(f, "; did you mean `{facet}`?")?;
        }
        Ok(())
    }
}

impl std::error::Error for FacetError {}

fn of_term<'r, T: Vocabulary>(term: &'r Term<'_, T>) -> FacetValue<'r> {
    match term {
        Term::Listed(term) => listed(*term),
        Term::Own(term) => own(term),
        Term::Unlisted(text) => free(text.borrowed(), text),
    }
}

fn of_source<'r>(source: &'r Source<'_>) -> FacetValue<'r> {
    match source {
        Source::Structure(term) => listed(*term),
        Source::FieldOperation(term) => listed(*term),
        Source::Own(term) => own(term),
        Source::Other(text) => free(text.borrowed(), text),
    }
}

fn of_place<'r>(place: &'r Place<'_>) -> FacetValue<'r> {
    if let Some(known) = place.known() {
        return listed(known);
    }
    let written = Text::from(place.to_string());
    free(written.clone(), &written)
}

/// The scheme is part of what is hashed: tags of two schemes may have one label.
fn of_tag<'r>(tag: &'r Tag<'_>) -> FacetValue<'r> {
    FacetValue {
        label: tag.label().into(),
        slug: free_slug(tag.label(), &tag.text()),
    }
}

fn of_language<'r>(language: &'r Language<'_>) -> FacetValue<'r> {
    let tag = language.as_str();
    let small = tag.to_ascii_lowercase();
    let slug = if tag.len() > LONGEST {
        // No other tag has this slug: those that are not cut are shorter.
        free_slug(tag, &small)
    } else if DEVICES.contains(&small.as_str()) {
        // No tag begins so, because no language has a tag of eight letters.
        Text::from(format!("language-{small}"))
    } else {
        Text::from(small)
    };
    FacetValue {
        label: language.english_name().unwrap_or(tag).into(),
        slug,
    }
}

/// A term of a vocabulary. Codes are slugs, but for States, whose codes are capitals.
fn listed<'r, T: Vocabulary>(term: T) -> FacetValue<'r> {
    let code = term.code();
    FacetValue {
        label: term.label().into(),
        slug: if code.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Text::from(code.to_ascii_lowercase())
        } else {
            Text::from(code)
        },
    }
}

/// A term that somebody added: the value that it is without that list, so that addresses do not
/// depend on it.
fn own(term: &OwnTerm) -> FacetValue<'_> {
    free(term.label().into(), term.label())
}

/// A text that no vocabulary has.
fn free<'r>(label: Text<'r>, exact: &str) -> FacetValue<'r> {
    let slug = free_slug(&label, exact);
    FacetValue { label, slug }
}

/// How long the readable part of a slug may become.
const LONGEST: usize = 60;

/// How much of a text is looked at for the readable part, in characters.
const LOOKED_AT: usize = 400;

/// Tags of languages that Windows keeps for devices, with any ending behind: of the names that it
/// keeps only these three have the form of a tag.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// What can be read of a text in ASCII, and a hash of `exact`, so that texts that read alike are
/// told apart.
fn free_slug(text: &str, exact: &str) -> Text<'static> {
    let mut slug = readable(text);
    // Eight digits tell apart texts that are spelled alike; where nothing is left of the spelling,
    // they would have to tell apart all texts of a script.
    let digits = if slug.is_empty() { 8 } else { 4 };
    if !slug.is_empty() {
        slug.push('-');
    }
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_URL, exact.as_bytes());
    for byte in hash.as_bytes().iter().take(digits) {
        // Writing to a String does not fail.
        let _ = write!(slug, "{byte:02x}");
    }
    Text::from(slug)
}

/// The letters and digits that can be spelled in ASCII, with a hyphen for what stands between them.
fn readable(text: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    let mut buffer = [0; 4];
    for c in text.chars().take(LOOKED_AT) {
        if slug.len() >= LONGEST {
            break;
        }
        if c == '&' {
            gap = true;
        }
        let key = fold(c.encode_utf8(&mut buffer));
        let mut spelled = key.chars().filter(char::is_ascii_alphanumeric).peekable();
        if spelled.peek().is_some() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = c == '&';
            slug.extend(spelled);
        } else if !is_combining_mark(c) && !matches!(c, '\'' | '’' | '\u{2b9}'..='\u{2c1}') {
            gap = true;
        }
    }
    slug
}

#[cfg(test)]
mod tests;
