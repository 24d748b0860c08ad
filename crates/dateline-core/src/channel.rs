//! Facts about a whole feed.

use crate::{Author, Field, Language, LanguageError, Text, WebAddress};

/// Facts about a feed as somebody spelled them: nothing about them has been checked. Empty is
/// absent.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ChannelDraft {
    /// What it is called.
    pub title: String,
    /// The page that it is the feed of.
    pub link: String,
    /// What it is about.
    pub description: String,
    /// Where the feed itself will be fetched.
    pub feed_url: String,
    /// The language of what has no language of its own.
    pub language: String,
    /// What names it for ever.
    pub id: String,
    /// Whom it names as its authors.
    pub authors: Vec<Author<'static>>,
    /// When it was published, in W3CDTF where that is known.
    pub date: String,
    /// When it last changed, in W3CDTF where that is known.
    pub modified: String,
}

impl ChannelDraft {
    /// The language that what has none of its own inherits; none where the feed states none.
    ///
    /// # Errors
    ///
    /// Where what it states is no language: then nothing inherits it.
    pub fn inheritable_language(&self) -> Result<Option<&str>, LanguageError> {
        let language = self.language.as_str();
        if language.is_empty() || language.eq_ignore_ascii_case(Language::UNDETERMINED) {
            return Ok(None);
        }
        Language::parse(language.into()).map(|_| Some(language))
    }

    /// These facts, and those of `other` where these have none.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let pick = |own: String, other: &String| if own.is_empty() { other.clone() } else { own };
        let Self {
            title,
            link,
            description,
            feed_url,
            language,
            id,
            authors,
            date,
            modified,
        } = self;
        Self {
            title: pick(title, &other.title),
            link: pick(link, &other.link),
            description: pick(description, &other.description),
            feed_url: pick(feed_url, &other.feed_url),
            language: pick(language, &other.language),
            id: pick(id, &other.id),
            authors: if authors.is_empty() {
                other.authors.clone()
            } else {
                authors
            },
            date: pick(date, &other.date),
            modified: pick(modified, &other.modified),
        }
    }
}

/// Checked facts about a feed: a title and a description that say something on one line, two web
/// addresses, and a language.
///
/// ```
/// use dateline_core::{Channel, ChannelDraft};
///
/// let channel = Channel::try_from(ChannelDraft {
///     title: "Border management".into(),
///     link: "https://www.osce.org/borders".into(),
///     description: "What the OSCE does for open and secure borders.".into(),
///     feed_url: "https://www.osce.org/borders.rss".into(),
///     language: "en".into(),
///     ..ChannelDraft::default()
/// })?;
/// assert_eq!(channel.title(), "Border management");
/// # Ok::<(), dateline_core::ChannelErrors>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Channel {
    title: String,
    link: WebAddress<'static>,
    description: String,
    feed_url: WebAddress<'static>,
    language: Language<'static>,
}

/// What is wrong with the facts about a feed; at least one, in the order of the facts.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(|(fact, problem)| format!("{fact}: {problem}")).collect::<Vec<_>>().join("; "))]
pub struct ChannelErrors(Vec<(&'static str, String)>);

impl ChannelErrors {
    /// Which fact, and what is wrong with it.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0
            .iter()
            .map(|(fact, problem)| (*fact, problem.as_str()))
    }
}

impl TryFrom<ChannelDraft> for Channel {
    type Error = ChannelErrors;

    fn try_from(draft: ChannelDraft) -> Result<Self, ChannelErrors> {
        let ChannelDraft {
            title,
            link,
            description,
            feed_url,
            language,
            ..
        } = draft;
        let mut errors = Vec::new();
        for (fact, text) in [("title", &title), ("description", &description)] {
            let text = Text::from(text.as_str());
            if text.is_blank() {
                errors.push((fact, format!("expected a {fact}, found none")));
            } else if let Err(error) = crate::text::one_line(&text) {
                // What holds of a release's title holds of these.
                let problem = crate::text::problem(&error, Field::Title, &text);
                errors.push((fact, problem.to_string()));
            }
        }
        let found = |text: &str| format!("found `{}`", crate::Excerpt(text));
        let mut address = |fact, text: String| {
            let parsed = WebAddress::parse(Text::from(text.clone()));
            parsed
                .map_err(|e| errors.push((fact, format!("{e}, {}", found(&text)))))
                .ok()
        };
        let (link, feed_url) = (address("link", link), address("feed_url", feed_url));
        let language = Language::parse(Text::from(language.clone()))
            .map_err(|e| errors.push(("language", format!("{e}, {}", found(&language)))))
            .ok();
        match (link, feed_url, language) {
            (Some(link), Some(feed_url), Some(language)) if errors.is_empty() => Ok(Self {
                title,
                link,
                description,
                feed_url,
                language,
            }),
            _ => Err(ChannelErrors(errors)),
        }
    }
}

impl Channel {
    /// What the feed is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The page that it is the feed of.
    #[must_use]
    pub const fn link(&self) -> &WebAddress<'static> {
        &self.link
    }

    /// What it is about.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Where the feed itself will be fetched.
    #[must_use]
    pub const fn feed_url(&self) -> &WebAddress<'static> {
        &self.feed_url
    }

    /// The language of what has no language of its own.
    #[must_use]
    pub const fn language(&self) -> &Language<'static> {
        &self.language
    }
}
