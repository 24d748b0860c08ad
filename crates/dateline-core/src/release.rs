//! The release, and what it is made of.

use crate::text::ByteKinds;
use crate::vocab::{FieldOfWork, Kind, ParticipatingState, PartnerState};
use crate::{
    Checker, Date, Dateline, Draft, Foreign, Language, Place, Source, Tag, Term, Text, Violations,
    WebAddress,
};

/// A press release.
///
/// Every `Release` has an id, a title of one line that says something, and a real date; every
/// other field is absent or holds what its type promises; no text in it has a character that
/// XML 1.0 does not allow. There is no way to one but through a [`Checker`].
///
/// ```
/// use dateline_core::{Draft, Release};
///
/// let release = Release::try_from(Draft {
///     title: "Border police train in Ohrid".into(),
///     date: "2016-10-25".into(),
///     fields_of_work: vec!["border-management".into()],
///     ..Draft::default()
/// })?;
/// assert_eq!(release.fields_of_work()[0].label(), "Border management");
/// assert_eq!(Release::try_from(Draft::from(&release)), Ok(release.clone()));
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Release<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) number: Option<u64>,
    pub(crate) kind: Option<Term<'a, Kind>>,
    pub(crate) title: Text<'a>,
    pub(crate) date: Date,
    pub(crate) modified: Option<Date>,
    pub(crate) language: Option<Language<'a>>,
    pub(crate) url: Option<WebAddress<'a>>,
    pub(crate) places: Vec<Place<'a>>,
    pub(crate) sources: Vec<Source<'a>>,
    pub(crate) fields_of_work: Vec<Term<'a, FieldOfWork>>,
    pub(crate) participating_states: Vec<Term<'a, ParticipatingState>>,
    pub(crate) partner_states: Vec<Term<'a, PartnerState>>,
    pub(crate) tags: Vec<Tag<'a>>,
    pub(crate) summary: Option<Text<'a>>,
    pub(crate) body: Option<Body<'a>>,
    pub(crate) translations: Vec<Translation<'a>>,
    pub(crate) embargo: Option<Date>,
    pub(crate) foreign: Vec<Foreign<'a>>,
}

/// The text of a release, never blank.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Body<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) kind: BodyType,
    /// What the check saw of the text.
    pub(crate) bytes: ByteKinds,
}

/// What the text of a release is written in.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum BodyType {
    /// Plain text.
    #[default]
    Plain,
    /// HTML.
    Html,
}

/// The same release in another language.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Translation<'a> {
    pub(crate) language: Language<'a>,
    pub(crate) url: WebAddress<'a>,
}

impl Release<'_> {
    /// What names it for ever: one trimmed line.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The number at the end of the site's addresses.
    #[must_use]
    pub const fn number(&self) -> Option<u64> {
        self.number
    }

    /// Press release, news, …; a kind that is not listed is kept as it was written.
    #[must_use]
    pub const fn kind(&self) -> Option<&Term<'_, Kind>> {
        self.kind.as_ref()
    }

    /// The headline: one line, with its blanks.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// When it was published.
    #[must_use]
    pub const fn date(&self) -> &Date {
        &self.date
    }

    /// When it was last corrected.
    #[must_use]
    pub const fn modified(&self) -> Option<&Date> {
        self.modified.as_ref()
    }

    /// The language of its text.
    #[must_use]
    pub const fn language(&self) -> Option<&Language<'_>> {
        self.language.as_ref()
    }

    /// Its page.
    #[must_use]
    pub const fn url(&self) -> Option<&WebAddress<'_>> {
        self.url.as_ref()
    }

    /// Where it was sent from, in order.
    #[must_use]
    pub fn places(&self) -> &[Place<'_>] {
        &self.places
    }

    /// Who issued it, in order.
    #[must_use]
    pub fn sources(&self) -> &[Source<'_>] {
        &self.sources
    }

    /// Its fields of work, in order.
    #[must_use]
    pub fn fields_of_work(&self) -> &[Term<'_, FieldOfWork>] {
        &self.fields_of_work
    }

    /// The participating States it is about, in order.
    #[must_use]
    pub fn participating_states(&self) -> &[Term<'_, ParticipatingState>] {
        &self.participating_states
    }

    /// The Partners for Co-operation it is about, in order.
    #[must_use]
    pub fn partner_states(&self) -> &[Term<'_, PartnerState>] {
        &self.partner_states
    }

    /// Other categories, in order.
    #[must_use]
    pub fn tags(&self) -> &[Tag<'_>] {
        &self.tags
    }

    /// A short version: plain text, never blank.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// The whole text.
    #[must_use]
    pub const fn body(&self) -> Option<&Body<'_>> {
        self.body.as_ref()
    }

    /// The same release in other languages, in order, each language once.
    #[must_use]
    pub fn translations(&self) -> &[Translation<'_>] {
        &self.translations
    }

    /// When it may be published.
    #[must_use]
    pub const fn embargo(&self) -> Option<&Date> {
        self.embargo.as_ref()
    }

    /// What a feed said beyond these fields, in order. Formats that have no place for it leave it
    /// out, and say so.
    #[must_use]
    pub fn foreign(&self) -> &[Foreign<'_>] {
        &self.foreign
    }

    /// The dateline that its body opens with (its summary, where there is no body).
    ///
    /// It is a view of that text. Of an HTML body it is sought in the first piece of text between
    /// tags, as it stands there: one that has references or tags inside is not found.
    #[must_use]
    pub fn dateline(&self) -> Option<Dateline<'_>> {
        match &self.body {
            Some(Body {
                text,
                kind: BodyType::Plain,
                ..
            }) => Dateline::parse(text),
            Some(Body {
                text,
                kind: BodyType::Html,
                ..
            }) => {
                let mut head = text.trim_start();
                while let Some(rest) = head.strip_prefix('<') {
                    head = rest.split_once('>')?.1.trim_start();
                }
                Dateline::parse(head.split('<').next()?)
            }
            None => Dateline::parse(self.summary()?),
        }
    }

    /// Whether a controlled field holds a term that its vocabulary does not have.
    #[must_use]
    pub fn has_unlisted(&self) -> bool {
        self.fields_of_work
            .iter()
            .any(|term| term.unlisted().is_some())
            || self
                .participating_states
                .iter()
                .any(|term| term.unlisted().is_some())
            || self
                .partner_states
                .iter()
                .any(|term| term.unlisted().is_some())
    }

    /// The same release, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Release<'static> {
        fn all<T, U>(values: Vec<T>, own: impl Fn(T) -> U) -> Vec<U> {
            values.into_iter().map(own).collect()
        }
        let Self {
            id,
            number,
            kind,
            title,
            date,
            modified,
            language,
            url,
            places,
            sources,
            fields_of_work,
            participating_states,
            partner_states,
            tags,
            summary,
            body,
            translations,
            embargo,
            foreign,
        } = self;
        Release {
            id: id.into_owned(),
            number,
            kind: kind.map(Term::into_owned),
            title: title.into_owned(),
            date,
            modified,
            language: language.map(Language::into_owned),
            url: url.map(WebAddress::into_owned),
            places: all(places, Place::into_owned),
            sources: all(sources, Source::into_owned),
            fields_of_work: all(fields_of_work, Term::into_owned),
            participating_states: all(participating_states, Term::into_owned),
            partner_states: all(partner_states, Term::into_owned),
            tags: all(tags, Tag::into_owned),
            summary: summary.map(Text::into_owned),
            body: body.map(|body| Body {
                text: body.text.into_owned(),
                ..body
            }),
            translations: all(translations, |translation| Translation {
                language: translation.language.into_owned(),
                url: translation.url.into_owned(),
            }),
            embargo,
            foreign: all(foreign, Foreign::into_owned),
        }
    }
}

impl<'a> TryFrom<Draft<'a>> for Release<'a> {
    type Error = Violations;

    /// The default [`Checker`], without its findings.
    fn try_from(draft: Draft<'a>) -> Result<Self, Violations> {
        Checker::default().check(draft, &mut Vec::new())
    }
}

impl Body<'_> {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it is written in.
    #[must_use]
    pub const fn kind(&self) -> BodyType {
        self.kind
    }

    /// Which kinds of bytes the text has. What the check did not see of it is looked for now, so that
    /// it is worth while to ask once for all that is to be known.
    #[must_use]
    pub fn bytes(&self) -> ByteKinds {
        self.bytes.and_others(&self.text)
    }
}

impl BodyType {
    /// Its name: the media type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Html => "text/html",
        }
    }

    /// The type of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        [Self::Plain, Self::Html]
            .into_iter()
            .find(|kind| name.eq_ignore_ascii_case(kind.name()))
    }
}

impl Translation<'_> {
    /// Its language.
    #[must_use]
    pub const fn language(&self) -> &Language<'_> {
        &self.language
    }

    /// Its page.
    #[must_use]
    pub const fn url(&self) -> &WebAddress<'_> {
        &self.url
    }
}
