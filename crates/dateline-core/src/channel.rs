//! Facts about a whole feed.

use std::num::NonZeroU32;

use crate::{Author, Date, Language, LanguageError, Text, WebAddress};

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
    /// The address of a picture that stands for it: GIF, JPEG or PNG.
    pub image: String,
    /// How many minutes readers may keep it before they look again.
    pub ttl: String,
    /// The address of the hub that tells readers of changes (`WebSub`).
    pub hub: String,
    /// The address of the licence under which it is published.
    pub licence: String,
    /// Who holds the rights in it, in words.
    pub rights: String,
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
            image,
            ttl,
            hub,
            licence,
            rights,
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
            image: pick(image, &other.image),
            ttl: pick(ttl, &other.ttl),
            hub: pick(hub, &other.hub),
            licence: pick(licence, &other.licence),
            rights: pick(rights, &other.rights),
        }
    }
}

/// Checked facts about a feed: a title and a description that say something on one line, two web
/// addresses, and a language; where they are stated, a picture, how long it may be kept, a hub, a
/// licence and who holds the rights; and where a feed is spread over several documents, which of
/// them this is.
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
    image: Option<WebAddress<'static>>,
    ttl: Option<NonZeroU32>,
    hub: Option<WebAddress<'static>>,
    licence: Option<WebAddress<'static>>,
    rights: Option<String>,
    changed: Option<Date>,
    paging: Option<Paging>,
}

/// Which of the documents of a feed one is (RFC 5005, section 4).
///
/// The subscription document has the newest entries and changes; archive documents have the others
/// and never change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paging {
    /// Whether this is an archive document.
    pub is_archive: bool,
    /// The subscription document.
    pub current: WebAddress<'static>,
    /// The archive document with the entries that were published before these.
    pub previous: Option<WebAddress<'static>>,
    /// The archive document with the entries that were published after these. That of the newest
    /// archive document is known before it is there.
    pub next: Option<WebAddress<'static>>,
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
            image,
            ttl,
            hub,
            licence,
            rights,
            id: _,
            authors: _,
            date: _,
            modified: _,
        } = draft;
        let mut errors = Vec::new();
        for (fact, text, is_needed) in [
            ("title", &title, true),
            ("description", &description, true),
            ("rights", &rights, false),
        ] {
            let text = Text::from(text.as_str());
            if text.is_empty() && !is_needed {
                continue;
            }
            if text.is_blank() {
                errors.push((
                    fact,
                    if fact == "rights" {
                        "expected words, found white space".to_owned()
                    } else {
                        format!("expected a {fact}, found none")
                    },
                ));
            } else if let Some(problem) = crate::text::problem_of_line(&text) {
                // What holds of a release's title holds of these.
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
        let mut further = |fact, text: String| (!text.is_empty()).then(|| address(fact, text))?;
        let image = further("image", image);
        let (hub, licence) = (further("hub", hub), further("licence", licence));
        if let Some(image) = image.as_ref().filter(|image| !is_picture(image.as_str())) {
            let found = found(image.as_str());
            let problem =
                format!("expected the address of a picture (.gif, .jpg, .jpeg or .png), {found}");
            errors.push(("image", problem));
        }
        let minutes: Option<NonZeroU32> = ttl.parse().ok();
        if minutes.is_none() && !ttl.is_empty() {
            let problem = format!("expected a number of minutes, {}", found(&ttl));
            errors.push(("ttl", problem));
        }
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
                image,
                ttl: minutes,
                hub,
                licence,
                rights: Some(rights).filter(|rights| !rights.is_empty()),
                changed: None,
                paging: None,
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

    /// A picture that stands for it.
    #[must_use]
    pub const fn image(&self) -> Option<&WebAddress<'static>> {
        self.image.as_ref()
    }

    /// How many minutes readers may keep it before they look again.
    #[must_use]
    pub const fn ttl(&self) -> Option<NonZeroU32> {
        self.ttl
    }

    /// The hub that tells readers of changes (`WebSub`).
    #[must_use]
    pub const fn hub(&self) -> Option<&WebAddress<'static>> {
        self.hub.as_ref()
    }

    /// The licence under which it is published.
    #[must_use]
    pub const fn licence(&self) -> Option<&WebAddress<'static>> {
        self.licence.as_ref()
    }

    /// Who holds the rights in it, in words.
    #[must_use]
    pub fn rights(&self) -> Option<&str> {
        self.rights.as_deref()
    }

    /// When what the feed holds last changed: the latest `modified` or `date` of its releases.
    /// None where that is not known when the feed begins.
    #[must_use]
    pub const fn changed(&self) -> Option<&Date> {
        self.changed.as_ref()
    }

    /// Which of the documents of the feed this is; none where it is the only one.
    #[must_use]
    pub const fn paging(&self) -> Option<&Paging> {
        self.paging.as_ref()
    }

    /// The same facts, of a feed that last changed then.
    #[must_use]
    pub fn with_changed(self, changed: Option<Date>) -> Self {
        Self { changed, ..self }
    }

    /// The same facts, for one of the documents of the feed, which is fetched at an address of its
    /// own.
    ///
    /// ```
    /// use dateline_core::{Channel, ChannelDraft, Paging, WebAddress};
    ///
    /// let current = "https://a.example/feed.rss";
    /// let channel = Channel::try_from(ChannelDraft {
    ///     title: "Borders".into(),
    ///     link: "https://a.example/".into(),
    ///     description: "What is new at borders.".into(),
    ///     feed_url: current.into(),
    ///     language: "en".into(),
    ///     ..ChannelDraft::default()
    /// })?;
    /// let archive = channel.with_paging(
    ///     WebAddress::parse("https://a.example/feed/0001.rss".into())?,
    ///     Paging {
    ///         is_archive: true,
    ///         current: WebAddress::parse(current.into())?,
    ///         previous: None,
    ///         next: None,
    ///     },
    /// );
    /// assert_eq!(archive.feed_url().as_str(), "https://a.example/feed/0001.rss");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_paging(self, feed_url: WebAddress<'static>, paging: Paging) -> Self {
        Self {
            feed_url,
            paging: Some(paging),
            ..self
        }
    }
}

/// Whether an address ends as pictures do that every reader shows (RSS 2.0, `image`). A query counts:
/// validators look at the very end.
fn is_picture(address: &str) -> bool {
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["gif", "jpg", "jpeg", "png"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(change: impl FnOnce(&mut ChannelDraft), expected: &str) {
        let mut draft = ChannelDraft {
            title: "Borders".into(),
            link: "https://a.example/".into(),
            description: "What is new at borders.".into(),
            feed_url: "https://a.example/feed.rss".into(),
            language: "en".into(),
            ..ChannelDraft::default()
        };
        change(&mut draft);
        let found = Channel::try_from(draft).map_or_else(|e| e.to_string(), |_| String::new());
        assert_eq!(found, expected);
    }

    #[test]
    fn what_may_be_absent_is_right_where_it_is_there() {
        check(|_| {}, "");
        check(
            |draft| {
                draft.image = "https://a.example/logo.PNG".into();
                draft.ttl = "60".into();
                draft.hub = "https://hub.example/".into();
                draft.licence = "https://creativecommons.org/licenses/by/4.0/".into();
                draft.rights = "The mission".into();
            },
            "",
        );
        check(
            |draft| draft.image = "https://a.example/logo.svg".into(),
            "image: expected the address of a picture (.gif, .jpg, .jpeg or .png), \
             found `https://a.example/logo.svg`",
        );
        check(
            |draft| draft.ttl = "0".into(),
            "ttl: expected a number of minutes, found `0`",
        );
        check(
            |draft| draft.hub = "hub".into(),
            "hub: expected a web address such as `https://www.osce.org/node/276291`, found `hub`",
        );
        check(
            |draft| draft.rights = " ".into(),
            "rights: expected words, found white space",
        );
    }
}
