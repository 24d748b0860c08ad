//! Who wrote it.

use std::borrow::Cow;

use dateline_core::text::trim;
use dateline_core::{Author, Field, FieldPath, FindingKind, Text};

use super::{Item, Part, Queue, Waiting, add};
use crate::feed::address;
use crate::feed::frame::Around;
use crate::feed::locate::Place;
use crate::html;
use crate::names::Space;
use crate::node::Node;

/// With so many authors a further one is compared.
const COMPARED: usize = 64;

/// Somebody whom an element names.
#[derive(Debug)]
pub(crate) struct Person<'i> {
    pub(crate) author: Author<'i>,
    /// Whether a release has a home for all that is said.
    pub(crate) is_name_only: bool,
}

/// Whom an element names: by elements for name, mail and page, or by one text.
pub(crate) fn person<'i>(node: &Node<'i>) -> Person<'i> {
    by_parts(node).unwrap_or_else(|| by_line(html::one_line(node.words())))
}

/// Whom an element names by elements, if it does.
fn by_parts<'i>(node: &Node<'i>) -> Option<Person<'i>> {
    let mut author = Author::default();
    let mut is_name_only = node.element.attributes.is_empty();
    let mut has_parts = false;
    let is_feed = |space: &Space| space.is_feed() || *space == Space::Itunes;
    for part in node.elements().filter(|part| is_feed(&part.element.space)) {
        let text = || Text::from(html::one_line(part.words()));
        match part.element.local.to_ascii_lowercase().as_str() {
            "name" if author.name.is_empty() => author.name = text(),
            "email" if author.email.is_empty() => author.email = text(),
            "uri" | "url" | "homepage" if author.url.is_empty() => author.url = text(),
            _ => {
                is_name_only = false;
                continue;
            }
        }
        has_parts = true;
    }
    let others = node.elements().any(|part| !is_feed(&part.element.space));
    is_name_only &= !others && author.email.is_empty() && author.url.is_empty();
    has_parts.then_some(Person {
        author,
        is_name_only,
    })
}

/// Whom one text names.
fn by_line(text: Cow<'_, str>) -> Person<'_> {
    let author = named(text);
    let is_name_only = author.email.is_empty() && author.url.is_empty();
    Person {
        author,
        is_name_only,
    }
}

/// An author in one of the forms that one text has: `mail (Name)`, `Name <mail>`, `Name (mail)`,
/// `mail` or `Name`.
fn named(text: Cow<'_, str>) -> Author<'_> {
    let parts = |text: &str| {
        let (outer, inner) = text
            .strip_suffix(')')
            .and_then(|text| text.split_once('('))
            .or_else(|| text.strip_suffix('>').and_then(|text| text.split_once('<')))?;
        let (outer, inner) = (trim(outer), trim(inner));
        let inner = mail(inner).unwrap_or(inner);
        let (name, email) = match (mail(outer), mail(inner)) {
            (Some(email), None) => (inner, email),
            (None, Some(email)) => (outer, email),
            // The same mail twice has no name.
            (Some(email), Some(_)) => ("", email),
            (None, None) => return None,
        };
        Some((unquoted(name).to_owned(), email.to_owned()))
    };
    if let Some((name, email)) = parts(trim(&text)) {
        return Author {
            name: name.into(),
            email: email.into(),
            ..Author::default()
        };
    }
    if let Some(email) = mail(trim(&text)) {
        return Author {
            email: email.to_owned().into(),
            ..Author::default()
        };
    }
    if address::is_web(&text) && !text.contains(char::is_whitespace) {
        return Author {
            url: text.into(),
            ..Author::default()
        };
    }
    Author {
        name: text.into(),
        ..Author::default()
    }
}

/// The text as a mail address, where it looks like one.
fn mail(text: &str) -> Option<&str> {
    let text = text
        .get(..7)
        .filter(|start| start.eq_ignore_ascii_case("mailto:"))
        .and_then(|_| text.get(7..))
        .unwrap_or(text);
    let at = memchr::memrchr(b'@', text.as_bytes())?;
    let (name, host) = (text.get(..at)?, text.get(at + 1..)?);
    let is_part = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "()<>,;@".contains(c))
    };
    (is_part(name) && is_part(host)).then_some(text)
}

fn unquoted(name: &str) -> &str {
    name.strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
        .unwrap_or(name)
        .trim()
}

/// The authors that an Atom element names itself.
pub(crate) fn persons_of<'i>(node: &Node<'i>) -> Vec<Person<'i>> {
    node.elements()
        .filter(|part| part.element.space.is_feed() && part.element.local == "author")
        .map(person)
        .filter(|person| !person.author.is_empty())
        .collect()
}

/// Adds an author, or what is new about one that is known by name or mail.
pub(crate) fn merge<'i>(authors: &mut Vec<Author<'i>>, author: Author<'i>) {
    let is_same = |known: &&mut Author<'i>| {
        if known.name.is_empty() || author.name.is_empty() {
            !author.email.is_empty() && known.email == author.email
        } else {
            known.name == author.name
                && (known.email.is_empty()
                    || author.email.is_empty()
                    || known.email == author.email)
        }
    };
    let Some(known) = authors.iter_mut().take(COMPARED).find(is_same) else {
        return add(authors, author);
    };
    for (slot, text) in [
        (&mut known.name, author.name),
        (&mut known.email, author.email),
        (&mut known.url, author.url),
    ] {
        if slot.is_empty() {
            *slot = text;
        }
    }
}

impl<'i> Item<'i> {
    /// Sources and authors: the sources are of the best kind of element that names any, the authors
    /// of all.
    pub(super) fn people(
        &mut self,
        queue: &mut Queue<'_, 'i>,
        source: Option<&Node<'i>>,
        around: &'i Around,
    ) {
        let mut best = None;
        while let Some(waiting) = queue.next(Part::Author) {
            let node = &*waiting.node;
            let is_creator = matches!(node.element.space, Space::Dc | Space::DcTerms);
            let by_parts = by_parts(node);
            // All of its text, where that is wanted.
            let line = if is_creator || by_parts.is_none() {
                html::one_line(node.words())
            } else {
                Cow::default()
            };
            let Person {
                author,
                is_name_only,
            } = by_parts.unwrap_or_else(|| by_line(line.clone()));
            // A creator is kept word for word, as our own feeds have desks there.
            let name = if is_creator {
                line.into()
            } else {
                author.name.clone()
            };
            if !author.is_empty() {
                merge(&mut self.authors, author);
            }
            let rank = waiting.rank;
            let mut sources = self.draft.sources.iter().take(COMPARED);
            let is_known = sources.any(|known| *known == name);
            if name.is_empty() {
                self.leave_waiting(waiting);
            } else if is_known && best != Some(rank) {
                self.known_person(waiting, is_name_only || is_creator);
            } else if best.is_none() || best == Some(rank) {
                best = Some(rank);
                if self.places.is_some() {
                    let place = place_of(&waiting.node, &name, is_creator);
                    self.found(Field::Sources, self.draft.sources.len(), place);
                }
                add(&mut self.draft.sources, name);
                self.known_person(waiting, is_name_only || is_creator);
            } else {
                self.leave_waiting(waiting);
            }
        }
        if best.is_none() && self.authors.is_empty() && around.is_atom() {
            self.inherited(source, around);
        }
    }

    /// Keeps what an element says of somebody beyond the name.
    fn known_person(&mut self, waiting: Waiting<'_, 'i>, is_name_only: bool) {
        if is_name_only {
            self.rest_waiting(&waiting, &[]);
        } else {
            self.leave_waiting(waiting);
        }
    }

    /// The authors of the feed that an entry of Atom is from, else of the feed it is in (RFC 4287,
    /// section 4.2.1).
    fn inherited(&mut self, source: Option<&Node<'i>>, around: &'i Around) {
        let of_source = source.map(persons_of).unwrap_or_default();
        let (authors, title, from): (Vec<Author<'i>>, _, _) = if of_source.is_empty() {
            let authors = around.authors.iter().map(borrowed).collect();
            (
                authors,
                Cow::Borrowed(&*around.channel.title),
                "the authors of the feed",
            )
        } else {
            let title = source
                .into_iter()
                .flat_map(Node::elements)
                .find(|part| part.element.space.is_feed() && part.element.local == "title")
                .map(Node::words)
                .unwrap_or_default();
            let authors = of_source.into_iter().map(|person| person.author).collect();
            (authors, title, "the authors of its source")
        };
        for author in authors {
            // A feed that names itself as author is one whose entries have none.
            let is_feed = author.name.trim() == title.trim();
            if !author.name.is_blank() && !is_feed {
                let path = FieldPath::of(Field::Sources, self.draft.sources.len());
                let value = author.name.as_str().to_owned();
                self.note(0, Some(path), FindingKind::Inferred { value, from });
                self.draft.sources.push(author.name.clone());
            }
            self.authors.push(author);
        }
    }
}

/// Where the name of somebody stands whom an element names.
fn place_of<'i>(node: &Node<'i>, name: &str, is_whole: bool) -> Place<'i> {
    let mut parts = node.elements();
    let part = parts.find(|part| part.element.local.eq_ignore_ascii_case("name"));
    match part {
        Some(part) if !is_whole => Place::text(part).line(),
        _ if html::one_line(node.words()) == name => Place::text(node).line(),
        _ => Place::text(node).other(),
    }
}

fn borrowed<'i>(author: &'i Author<'static>) -> Author<'i> {
    Author {
        name: author.name.borrowed(),
        email: author.email.borrowed(),
        url: author.url.borrowed(),
    }
}
