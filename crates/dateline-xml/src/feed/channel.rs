//! What a feed says about itself, around its items.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use dateline_core::{
    Author, ChannelDraft, Excerpt, Fault as _, Finding, FindingKind, Language, Scope,
};
use url::Url;

use super::dialect::Dialect;
use super::fact::{self, Fact};
use super::item::{Construct, Form, construct, merge, person};
use super::read::{Extent, Reader, Stage};
use super::{address, date, picture};
use crate::cursor::Cursor;
use crate::element::Element;
use crate::escape::is_blank;
use crate::node::Node;
use crate::walk::Walk;
use crate::{Error, ErrorKind, html, mend};

/// So many elements of a channel are named that are not kept; of the rest only that there are more
/// is said.
const NAMED: usize = 32;

/// How far behind the best the attributes of the tags around the items are: any element is better.
const LAST: u8 = 9;

/// So many authors of a feed are those of its entries, each of so many bytes.
const INHERITED: usize = 16;
const LONGEST: usize = 1000;

/// So many findings about a channel are kept.
const FINDING_LIMIT: usize = 256;

/// The facts of a channel.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub(super) draft: Arc<ChannelDraft>,
    /// How far behind the best the elements are that the facts were taken from.
    ranks: [u8; 13],
    /// The elements that were said not to be kept.
    lost: BTreeSet<String>,
    /// How much was said about it.
    said: usize,
    /// Where the feed's relative addresses lead, and what says that.
    pub(super) page: Option<(Url, &'static str)>,
}

impl Channel {
    fn slot(&mut self, fact: Fact) -> Option<(&mut String, &mut u8)> {
        let draft = Arc::make_mut(&mut self.draft);
        let (slot, rank) = match fact {
            Fact::Title => (&mut draft.title, 0),
            Fact::Link => (&mut draft.link, 1),
            Fact::Description => (&mut draft.description, 2),
            Fact::FeedUrl => (&mut draft.feed_url, 3),
            Fact::Language => (&mut draft.language, 4),
            Fact::Id => (&mut draft.id, 5),
            Fact::Date => (&mut draft.date, 6),
            Fact::Modified => (&mut draft.modified, 7),
            Fact::Image => (&mut draft.image, 8),
            Fact::Ttl => (&mut draft.ttl, 9),
            Fact::Hub => (&mut draft.hub, 10),
            Fact::Licence => (&mut draft.licence, 11),
            Fact::Rights => (&mut draft.rights, 12),
            Fact::Author | Fact::Earlier | Fact::Structure => return None,
        };
        Some((slot, self.ranks.get_mut(rank)?))
    }

    /// Takes a fact up; gives back the one that counts no longer, or does not count.
    fn take(&mut self, fact: Fact, rank: u8, value: String) -> Option<String> {
        let (slot, known) = self.slot(fact)?;
        let lost = if slot.is_empty() {
            (*slot, *known) = (value, rank);
            return None;
        } else if rank < *known {
            let was = std::mem::replace(known, rank);
            let lost = std::mem::replace(slot, value);
            // What a tag around the items says, it says of more than this.
            if was == LAST {
                return None;
            }
            lost
        } else {
            value
        };
        (lost != *slot).then_some(lost)
    }

    /// What the start tag around the items says of the channel.
    pub(super) fn enter(&mut self, element: &Element<'_>) {
        let language = element
            .attribute("xml:lang")
            .map(|language| language.trim());
        if let Some(language) = language.filter(|language| !language.is_empty()) {
            // Two tags around the items may say it: the inner one counts.
            if self.ranks[4] == LAST {
                Arc::make_mut(&mut self.draft).language.clear();
            }
            self.take(Fact::Language, LAST, language.to_owned());
        }
        if let Some(about) = element.rdf("about") {
            self.take(Fact::Id, LAST, about.trim().to_owned());
            if address::is_web(about.trim()) {
                self.take(Fact::Link, LAST, about.trim().to_owned());
            }
        }
        self.turn();
    }

    /// Finds out where relative addresses lead.
    fn turn(&mut self) {
        let own = [
            (&self.draft.feed_url, "the address of the feed"),
            (&self.draft.link, "the link of the channel"),
        ];
        self.page = own
            .into_iter()
            .find_map(|(address, by)| address::page(address).map(|url| (url, by)));
    }

    /// Says of an element that it is not kept, once for each name.
    fn lose(&mut self, element: &Element<'_>, xml: &str) -> Option<String> {
        if self.lost.len() > NAMED || !self.lost.insert(element.name.to_owned()) {
            return None;
        }
        if self.lost.len() > NAMED {
            return Some("more elements of the channel are not kept".to_owned());
        }
        let (name, xml) = (element.name, Excerpt(xml));
        Some(format!("`<{name}>` of the channel is not kept: `{xml}`"))
    }
}

impl<R: Read> Reader<R> {
    /// Takes up what an element of the channel says. One that cannot be read is passed over: where
    /// it ends is known, and what it says is not what is wanted of a feed.
    pub(super) fn fact(
        &mut self,
        extent: Extent,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        self.changed();
        let (Extent::Whole(end) | Extent::Torn(end) | Extent::Cut(end)) = extent;
        let is_whole = matches!(extent, Extent::Whole(_));
        let mut said = Vec::new();
        let xml = self.slice(end).map(str::to_owned);
        let read = xml.and_then(|xml| {
            let is_sound = is_whole && !self.strict && !mend::is_suspicious(&xml);
            if is_sound && self.read_fact(&xml, &mut said).is_ok() {
                return Ok(());
            }
            said.clear();
            let xml = self.whole(end, &mut said)?;
            self.read_fact(&xml, &mut said)
        });
        if let Err(error) = read {
            if self.strict {
                return Err(error);
            }
            let what = format!("an element of the channel is not kept: {error}");
            said.push(Finding::general(FindingKind::Loss { what }).at(error.position()));
        }
        for finding in said {
            self.say(finding, findings);
        }
        Ok(())
    }

    /// Says something about the channel, as long as not too much was said.
    fn say(&mut self, finding: Finding, findings: &mut Vec<Finding>) {
        self.channel.said += 1;
        if self.channel.said <= FINDING_LIMIT {
            findings.push(finding);
        } else if self.channel.said == FINDING_LIMIT + 1 {
            let what = "more findings about the channel are not listed".to_owned();
            findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
        }
    }

    fn read_fact(&mut self, xml: &str, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let mut cursor = Cursor::new(xml, &self.outer, self.position, Scope::Document);
        let Some(element) = cursor.root()? else {
            return Ok(());
        };
        let mut node = cursor.node(element)?;
        cursor.finish(node.element.name)?;
        if node.is_empty() {
            return Ok(());
        }
        let position = self.position;
        let mut say = |kind| findings.push(Finding::general(kind).at(position));
        let dialect = self.dialect.unwrap_or(Dialect::UNSTATED);
        let mut local = node.element.local;
        let mut found = fact::of(&node.element, local, dialect.is_atom());
        if found.is_none()
            && let Some(name) = fact::spelled(local)
        {
            found = fact::of(&node.element, name, dialect.is_atom());
            if found.is_some() {
                local = name;
                let what = format!("`<{}>` is read as `<{name}>`", node.element.name);
                say(FindingKind::Repair { what });
            }
        }
        node.element.local = local;
        let base = self.base().cloned();
        let value = match found {
            Some((Fact::Structure, _)) => return Ok(()),
            Some((Fact::Author, _)) => {
                let author = person(&node).author;
                if author.is_empty() {
                    return Ok(());
                }
                let is_own = node.element.space.is_feed() && node.element.local == "author";
                let length = author.name.len() + author.email.len() + author.url.len();
                if is_own && dialect.is_atom() {
                    if self.authors.len() < INHERITED && length <= LONGEST {
                        merge(
                            Arc::make_mut(&mut self.authors),
                            author.clone().into_owned(),
                        );
                    } else if let Some(what) = self.channel.lose(&node.element, xml) {
                        say(FindingKind::Loss { what });
                    }
                }
                let draft = Arc::make_mut(&mut self.channel.draft);
                merge(&mut draft.authors, author.into_owned());
                return Ok(());
            }
            Some((Fact::Earlier, _)) => {
                let href = node
                    .element
                    .attribute("href")
                    .map_or("", |href| href.trim());
                let (name, href) = (node.element.name, Excerpt(href));
                let what =
                    format!("`<{name}>` of the channel is not kept: more items are at `{href}`");
                say(FindingKind::Loss { what });
                return Ok(());
            }
            Some((fact, rank)) => told(
                &mut node,
                fact,
                dialect,
                base.as_ref(),
                self.channel.page.as_ref(),
                &mut say,
            )
            .map(|value| (fact, rank, value))
            .inspect(|_| {
                let channel = &self.channel.draft;
                if fact == Fact::Image && picture::says_more(&node, channel) {
                    let (name, xml) = (node.element.name, Excerpt(xml));
                    let what =
                        format!("only the address of `<{name}>` of the channel is kept: `{xml}`");
                    say(FindingKind::Loss { what });
                }
            }),
            None => None,
        };
        let Some((fact, rank, value)) = value else {
            if let Some(what) = self.channel.lose(&node.element, xml) {
                say(FindingKind::Loss { what });
            }
            return Ok(());
        };
        let name = node.element.name;
        self.keep(name, fact, (rank, value), findings);
        Ok(())
    }

    /// Keeps what an element of this name says, and says what is not kept.
    fn keep(
        &mut self,
        name: &str,
        fact: Fact,
        (rank, value): (u8, String),
        findings: &mut Vec<Finding>,
    ) {
        let position = self.position;
        let mut say = |kind| findings.push(Finding::general(kind).at(position));
        let late = self.stage == Stage::Items;
        let is_new = late
            && self
                .channel
                .slot(fact)
                .is_some_and(|(slot, _)| slot.is_empty());
        if is_new {
            let what = format!(
                "`<{name}>` of the channel stands behind the first item, too late for a feed that \
                 is written meanwhile: `{}`",
                Excerpt(&value)
            );
            say(FindingKind::Loss { what });
        }
        if let Some(lost) = self.channel.take(fact, rank, value) {
            let lost = Excerpt(&lost);
            let what = if late {
                format!(
                    "`<{name}>` of the channel stands behind the first item and is not kept: `{lost}`"
                )
            } else {
                format!(
                    "a second {} of the channel is not kept: `{lost}`",
                    fact.name()
                )
            };
            say(FindingKind::Loss { what });
        }
        self.channel.turn();
        if fact == Fact::Language && !late {
            self.inherit(findings);
        }
    }

    /// Lets items have the language of the channel, where it is one.
    pub(super) fn inherit(&mut self, findings: &mut Vec<Finding>) {
        let stated = self.channel.draft.inheritable_language();
        self.language = None;
        match stated {
            Ok(None) => return,
            Ok(Some(language)) if is_language(language) => {
                self.language = Some(language.to_owned());
                return;
            }
            Ok(Some(_)) | Err(_) => {}
        }
        let what = format!(
            "items do not inherit the channel's language, it is no language tag: `{}`",
            Excerpt(&self.channel.draft.language)
        );
        findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
    }

    /// Passes the text before the next markup, which should be blank.
    pub(super) fn between(&mut self, end: usize, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let bytes = &self.window.bytes()[..end];
        if !bytes.iter().all(|b| is_blank(char::from(*b))) {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.check(end, findings)?;
            self.stray(&text, findings)?;
        }
        self.pass(end);
        Ok(())
    }

    /// Says that there is text where none belongs.
    pub(super) fn stray(&mut self, text: &str, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let found = text
            .trim_matches(is_blank)
            .chars()
            .take(80)
            .collect::<String>();
        if self.stage == Stage::End {
            let name = self.root.clone();
            return self.mend(ErrorKind::Trailing { name, found }, "dropped", findings);
        }
        if self.stage == Stage::Nothing {
            return self.mend(ErrorKind::NotXml { found }, "dropped", findings);
        }
        let what = format!(
            "text between the elements of the channel is not kept: `{}`",
            Excerpt(&found)
        );
        let finding = Finding::general(FindingKind::Loss { what }).at(self.position);
        self.say(finding, findings);
        Ok(())
    }
}

/// The value of a fact; none where the element states none.
fn told(
    node: &mut Node<'_>,
    fact: Fact,
    dialect: Dialect,
    base: Option<&Url>,
    page: Option<&(Url, &'static str)>,
    say: &mut impl FnMut(FindingKind),
) -> Option<String> {
    let name = node.element.name;
    let value: String = match fact {
        Fact::Title | Fact::Description | Fact::Rights => {
            let text = match construct(node, dialect.is_atom(), None).ok()? {
                Construct {
                    text,
                    form: Form::Html,
                    ..
                } => Cow::Owned(html::words(&text.text())),
                Construct { text, .. } => text.into_text(),
            };
            match fact {
                Fact::Description => text.into_owned(),
                _ => html::one_line(text).into_owned(),
            }
        }
        Fact::Link | Fact::FeedUrl | Fact::Hub | Fact::Licence | Fact::Image => {
            let text = match fact {
                Fact::Image => picture::address(node),
                _ => html::one_line(node.words()),
            };
            let element = &node.element;
            let written = match element.attribute("href").or(element.rdf("resource")) {
                Some(href) if text.is_empty() => href.trim().to_owned(),
                _ => text.into_owned(),
            };
            let own = address::base(node.element.attribute("xml:base"), base);
            let base = own.as_ref().or(page.map(|(page, _)| page));
            let base = base.filter(|_| !written.is_empty());
            match base.and_then(|base| address::joined(&written, base)) {
                Some(made) => {
                    let kept = made.clone();
                    say(FindingKind::Normalized { written, kept });
                    made
                }
                None => written,
            }
        }
        Fact::Date | Fact::Modified => {
            let text = node.words();
            match date::read(&text) {
                Some(read) => {
                    if let Some(mended) = read.mended {
                        let (text, read) = (Excerpt(&text), &read.text);
                        let what = format!("`{text}` is read as `{read}`: {mended}");
                        say(FindingKind::Repair { what });
                    }
                    read.text.into_owned()
                }
                None if text.is_empty() => return None,
                None => {
                    let text = Excerpt(&text);
                    let what =
                        format!("`<{name}>` of the channel is no date that can be read: `{text}`");
                    say(FindingKind::Remark { what });
                    return Some(node.words().into_owned());
                }
            }
        }
        _ => html::one_line(node.words()).into_owned(),
    };
    (!value.is_empty()).then_some(value)
}

/// Whether a language tag is one that items can inherit.
pub(super) fn is_language(tag: &str) -> bool {
    /// No language is longer, in bytes.
    const LONGEST: usize = 100;
    tag.len() <= LONGEST
        && !tag.eq_ignore_ascii_case(Language::UNDETERMINED)
        && Language::parse(tag.to_owned().into()).is_ok()
}

/// Those who are named as authors of all entries.
pub(super) type Authors = Arc<Vec<Author<'static>>>;
