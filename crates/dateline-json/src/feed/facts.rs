//! What a feed says about itself: its keys but for `items`.

use std::collections::HashSet;

use dateline_core::{Author, ChannelDraft, Excerpt, Finding, FindingKind, Position};

use super::about::{self, Extension};
use super::author::{self, Authors};
use super::draft::Inherited;
use super::head::{DataFeed, Head, Hub, VERSION};
use super::item::words;
use crate::error::{Broken, Error, ErrorKind};
use crate::mend::{Mending, Notes};
use crate::syntax::{Cursor, Kind};

/// The facts that stood so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    channel: ChannelDraft,
    version: Version,
    inherited: Inherited,
    /// The keys that were there, of those that count once.
    seen: HashSet<&'static str>,
    /// The keys that are not kept and were named, and how many others there are.
    unkept: HashSet<String>,
    unnamed: usize,
}

/// The versions of JSON Feed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Version {
    V1_0,
    #[default]
    V1_1,
}

/// The keys that are read.
const KEYS: [&str; 12] = [
    "version",
    "title",
    "home_page_url",
    "feed_url",
    "description",
    "language",
    "icon",
    "author",
    "authors",
    "hubs",
    "_schema_org",
    "items",
];

/// So many keys that are not kept are named.
const NAMED: usize = 16;

const VERSION_1_0: &str = "https://jsonfeed.org/version/1";

/// What a key says.
#[derive(Debug)]
pub(super) enum Fact {
    /// A text; nothing where it is of another type.
    Text(Option<String>),
    /// Authors, and the first key that they have no home for; nothing where they are of another
    /// type.
    Authors(Option<(Vec<Author<'static>>, Option<String>)>),
    /// The address of a hub, and whether something else is said.
    Hub(String, bool),
    /// What the extension says, and whether it says something else.
    Extension(Extension, bool),
    /// Something that is not kept; its text, where it is one.
    Unkept(Option<String>),
}

impl Facts {
    /// That a key was not there already.
    pub(super) fn once(
        &mut self,
        key: &str,
        at: Position,
        mending: &mut Mending<'_>,
    ) -> Result<(), Error> {
        let Some(known) = KEYS.iter().find(|known| **known == key) else {
            return Ok(());
        };
        if self.seen.insert(known) {
            return Ok(());
        }
        let how = if key == "items" {
            "its items were read as well"
        } else {
            "the last one counts"
        };
        let key = key.to_owned();
        mending.mend(Error::document(at, ErrorKind::DuplicateKey { key }), how)
    }

    /// Reads the value of a key.
    pub(super) fn read(
        key: &str,
        cursor: &mut Cursor<'_>,
        notes: &mut Notes,
    ) -> Result<Fact, Broken> {
        let start = cursor.clone();
        let fact = match key {
            "author" => author::author(cursor, notes).map(authors),
            "authors" => author::authors(cursor, notes).map(authors),
            "hubs" => about::hub(cursor).map(|(hub, beyond)| Fact::Hub(hub, beyond)),
            "_schema_org" => {
                about::extension(cursor).map(|(said, beyond)| Fact::Extension(said, beyond))
            }
            _ if KEYS.contains(&key) => words(cursor, None, notes).map(|fact| {
                let text = fact.unwrap_or_default().value.into_string();
                Fact::Text(Some(text))
            }),
            _ => {
                let text = match cursor.kind()? {
                    Kind::Text => Some(cursor.text()?.into_string()),
                    _ => cursor.skip().map(|_| None)?,
                };
                return Ok(Fact::Unkept(text));
            }
        };
        fact.or_else(|broken| {
            // A value of another type; where it is no JSON at all, that is said.
            *cursor = start;
            cursor.skip()?;
            if matches!(key, "hubs" | "_schema_org") {
                return Ok(Fact::Unkept(None));
            }
            let authors = matches!(key, "author" | "authors");
            let expected = if authors {
                "it says of no author"
            } else {
                "it is no text"
            };
            notes.mend(broken, None, expected)?;
            Ok(if authors {
                Fact::Authors(None)
            } else {
                Fact::Text(None)
            })
        })
    }

    /// Takes what a key says; `places` are those of the key and of the value.
    pub(super) fn take(
        &mut self,
        key: &str,
        fact: Fact,
        places: (Position, Position),
        mending: &mut Mending<'_>,
    ) -> Result<(), Error> {
        let late = self.seen.contains("items");
        let (at, position) = places;
        let loss = |what: String| Finding::general(FindingKind::Loss { what }).at(at);
        let too_late = || {
            loss(format!(
                "`{key}` of the feed stands behind its items, too late to be used"
            ))
        };
        match fact {
            Fact::Text(None) | Fact::Authors(None) => {
                mending.say(loss(format!("`{key}` of the feed is not kept")));
            }
            Fact::Text(Some(text)) => {
                if late && key != "version" && !text.is_empty() {
                    mending.say(too_late());
                }
                match key {
                    "version" => return self.take_version(text, position, mending),
                    "title" => self.channel.title = text,
                    "home_page_url" => self.channel.link = text,
                    "feed_url" => self.channel.feed_url = text,
                    "description" => self.channel.description = text,
                    "icon" => self.channel.image = text,
                    _ => {
                        self.channel.language = text;
                        match self.channel.inheritable_language() {
                            Ok(_) if late => {}
                            Ok(language) => {
                                self.inherited.language = language.unwrap_or_default().to_owned();
                            }
                            Err(error) => mending.say(loss(format!(
                                "items do not inherit the language of the feed: {error}, found `{}`",
                                Excerpt(&self.channel.language)
                            ))),
                        }
                    }
                }
            }
            Fact::Authors(Some((authors, beyond))) => {
                if let Some(beyond) = beyond {
                    let beyond = Excerpt(&beyond);
                    mending.say(loss(format!(
                        "`{beyond}` of an author of the feed is not kept"
                    )));
                }
                self.take_authors(key, authors, at, mending);
                if late {
                    mending.say(too_late());
                } else {
                    self.inherited.authors.clone_from(&self.channel.authors);
                }
            }
            Fact::Hub(..) | Fact::Extension(..) if late => mending.say(too_late()),
            Fact::Hub(hub, beyond) => {
                self.channel.hub = hub;
                if beyond {
                    let what = format!("of `{key}` of the feed only one of type `WebSub` is kept");
                    mending.say(loss(what));
                }
            }
            Fact::Extension(said, beyond) => {
                self.channel.licence = said.licence;
                self.channel.rights = said.rights;
                self.channel.modified = said.modified;
                if beyond {
                    mending.say(loss(format!("not all of `{key}` of the feed is kept")));
                }
            }
            Fact::Unkept(_) if self.unkept.contains(key) => {}
            Fact::Unkept(_) if self.unkept.len() == NAMED => self.unnamed += 1,
            Fact::Unkept(text) => {
                let key_shown = Excerpt(key);
                let more = match text {
                    Some(url) if key == "next_url" => {
                        format!(": more items are at `{}`", Excerpt(&url))
                    }
                    _ => String::new(),
                };
                mending.say(loss(format!("`{key_shown}` of the feed is not kept{more}")));
                self.unkept.insert(key.to_owned());
            }
        }
        Ok(())
    }

    /// Takes the authors of either version: those of 1.1 count where both are there.
    fn take_authors(
        &mut self,
        key: &str,
        authors: Vec<Author<'static>>,
        at: Position,
        mending: &mut Mending<'_>,
    ) {
        let both = self.seen.contains("author") && self.seen.contains("authors");
        let known = &self.channel.authors;
        let (kept, other) = if both && key == "author" {
            (known.clone(), authors)
        } else {
            let known = if both { known.clone() } else { Vec::new() };
            (authors, known)
        };
        let missing = other.iter().find(|author| !kept.contains(author));
        if let Some(author) = missing {
            let names: Vec<&str> = kept.iter().map(|author| &*author.name).collect();
            let kind = FindingKind::Disagreement {
                value: names.join(", "),
                other: format!("`{}` in `author` of the feed", Excerpt(&author.name)),
            };
            mending.say(Finding::general(kind).at(at));
        }
        self.channel.authors = kept;
    }

    fn take_version(
        &mut self,
        found: String,
        at: Position,
        mending: &mut Mending<'_>,
    ) -> Result<(), Error> {
        let (version, is_exact) = match &*found {
            VERSION => (Some(Version::V1_1), true),
            VERSION_1_0 => (Some(Version::V1_0), true),
            _ => (named(&found), false),
        };
        self.version = version.unwrap_or_default();
        if is_exact {
            return Ok(());
        }
        if version.is_none() && is_newer(&found) {
            let found = Excerpt(&found);
            let what = format!("`{found}` is newer than version 1.1, as which it was read");
            mending.say(Finding::general(FindingKind::Remark { what }).at(at));
            return Ok(());
        }
        let error = Error::document(at, ErrorKind::Version { found });
        let how = format!("it was read as {}", self.version());
        mending.mend(error.on_path("$.version".to_owned()), &how)
    }

    /// What is to be said at the end of the feed.
    pub(super) fn end(&mut self, at: Position, mending: &mut Mending<'_>) -> Result<(), Error> {
        if self.unnamed > 0 {
            let what = format!("{} more keys of the feed are not kept", self.unnamed);
            mending.say(Finding::general(FindingKind::Loss { what }));
        }
        let missing = |key| Error::document(at, ErrorKind::MissingKey { key });
        if !self.seen.contains("items") {
            return Err(missing("items"));
        }
        if !self.seen.contains("version") {
            mending.mend(missing("version"), "it was read as 1.1")?;
        }
        Ok(())
    }

    /// What stands in front of the items, as an object of a feed.
    pub(super) fn head(&self) -> Vec<u8> {
        let channel = &self.channel;
        let head = Head {
            version: match self.version {
                Version::V1_0 => VERSION_1_0,
                Version::V1_1 => VERSION,
            },
            title: &channel.title,
            home_page_url: &channel.link,
            feed_url: &channel.feed_url,
            description: &channel.description,
            next_url: "",
            icon: &channel.image,
            language: &channel.language,
            authors: &channel.authors,
            hubs: Hub::at(&channel.hub),
            about: DataFeed::of(&channel.licence, &channel.rights, &channel.modified),
        };
        // Texts under fixed keys always become JSON.
        serde_json::to_vec(&head).unwrap_or_default()
    }

    pub(super) const fn channel(&self) -> &ChannelDraft {
        &self.channel
    }

    pub(super) const fn inherited(&self) -> &Inherited {
        &self.inherited
    }

    pub(super) const fn version(&self) -> &'static str {
        match self.version {
            Version::V1_0 => "1.0",
            Version::V1_1 => "1.1",
        }
    }
}

fn authors(authors: Authors<'_>) -> Fact {
    let Authors { list, beyond } = authors;
    let list = list.into_iter().map(|author| author.value.into_owned());
    Fact::Authors(Some((list.collect(), beyond.map(|beyond| beyond.value))))
}

/// What a version is called, whatever the address around it: `1.1` of `http://www.jsonfeed.org/version/1.1/`.
fn plain(found: &str) -> (bool, &str) {
    let plain = found.trim().trim_end_matches('/');
    let plain = plain
        .strip_prefix("https://")
        .or_else(|| plain.strip_prefix("http://"))
        .unwrap_or(plain);
    let plain = plain.strip_prefix("www.").unwrap_or(plain);
    match plain.strip_prefix("jsonfeed.org/version/") {
        Some(version) => (true, version),
        None => (false, plain),
    }
}

/// The version that is meant, where it is certain.
fn named(found: &str) -> Option<Version> {
    match plain(found).1 {
        "1" | "1.0" => Some(Version::V1_0),
        "1.1" => Some(Version::V1_1),
        _ => None,
    }
}

/// Whether it is the address of a later version.
fn is_newer(found: &str) -> bool {
    let (true, version) = plain(found) else {
        return false;
    };
    let mut numbers = version.split('.').map(str::parse::<u32>);
    let (first, second) = (numbers.next(), numbers.next().unwrap_or(Ok(0)));
    let (Some(Ok(first)), Ok(second)) = (first, second) else {
        return false;
    };
    numbers.all(|number| number.is_ok()) && (first, second) > (1, 1)
}
