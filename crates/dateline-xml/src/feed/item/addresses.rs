//! What names the item, and where its page is.

use std::borrow::Cow;

use dateline_core::text::{is_blank, number, trim};
use dateline_core::{Field, FieldPath, FindingKind, Text, id_as_uri};
use smallvec::SmallVec;

use super::{Item, Part, Queue, Waiting, same_language};
use crate::atom::id::atom_id;
use crate::feed::address;
use crate::feed::frame::Around;
use crate::feed::locate::Place;
use crate::html;
use crate::rss::write::guid;

/// An identifier of Dublin Core that is neither a number nor ours.
pub(super) type Identifier<'w, 'i> = (Cow<'i, str>, Waiting<'w, 'i>);

/// An address that may be that of the page.
#[derive(Debug)]
struct Link<'w, 'i> {
    waiting: Waiting<'w, 'i>,
    url: Cow<'i, str>,
    /// As it was written, and what made it absolute, where it was not.
    made_of: Option<(Cow<'i, str>, &'static str)>,
    at: usize,
    place: Place<'i>,
    is_html: bool,
    language: Option<Cow<'i, str>>,
}

/// Most items have one.
type Links<'w, 'i> = SmallVec<[Link<'w, 'i>; 1]>;

impl<'i> Item<'i> {
    /// Takes up the number and the id that `dc:identifier` holds in our own feeds; the others are
    /// given back.
    pub(super) fn identifiers<'w>(&mut self, queue: &mut Queue<'w, 'i>) -> Vec<Identifier<'w, 'i>> {
        let mut others = Vec::new();
        while let Some(waiting) = queue.next(Part::Identifier) {
            let text = html::one_line(waiting.node.words());
            let place = Place::text(&waiting.node).line();
            if let Some(id) = text.strip_prefix("id:")
                && (self.draft.id.is_empty() || self.draft.id.as_str() == id)
            {
                let place = place.part("id:".len(), id.chars().count());
                self.stands(Field::Id, place);
                self.draft.id = id.to_owned().into();
                self.rest_waiting(&waiting, &[]);
            } else if number(&text).is_some()
                && (self.draft.number.is_empty() || self.draft.number.as_str() == text)
            {
                self.stands(Field::Number, place);
                self.draft.number = text.into();
                self.rest_waiting(&waiting, &[]);
            } else {
                others.push((text, waiting));
            }
        }
        others
    }

    /// Id and address, of which each may stand in for the other in a feed.
    pub(super) fn identity<'w>(
        &mut self,
        queue: &mut Queue<'w, 'i>,
        identifiers: Vec<Identifier<'w, 'i>>,
        about: Option<(Cow<'i, str>, Place<'i>)>,
        around: &'i Around,
    ) {
        let about = about.filter(|(about, _)| !is_blank(about));
        let mut permanent = None;
        let mut ids: SmallVec<[_; 1]> = SmallVec::new();
        while let Some(waiting) = queue.next(Part::Id) {
            let text = html::one_line(waiting.node.words());
            // Only the first one counts.
            if permanent.is_none() && waiting.node.element.local == "guid" {
                let says = waiting.node.element.attribute("isPermaLink");
                let is_link = says.is_none_or(|says| trim(says).eq_ignore_ascii_case("true"));
                let is_page = is_link && address::is_web(&text);
                permanent = Some(is_page.then(|| (text.clone(), waiting.node.run.at)));
            }
            ids.push((text, waiting));
        }

        let mut links = Links::new();
        // An address that is none of the web stays only where there is nothing better, so that the
        // check reports it.
        let mut odd = Links::new();
        while let Some(waiting) = queue.next(Part::Link) {
            match self.link(waiting, around) {
                Ok(link) if address::is_web(&link.url) => links.push(link),
                Ok(link) => odd.push(link),
                Err(other) => self.leave_waiting(other),
            }
        }
        self.url(links);
        if self.draft.url.is_empty() {
            self.inferred_url(permanent.flatten(), about.as_ref(), &identifiers, around);
        }
        self.url(odd);
        let url = self.draft.url.clone();

        for (text, waiting) in ids {
            self.id(text, waiting, &["isPermaLink"]);
        }
        if let Some(about) = about {
            if self.draft.id.is_empty() {
                self.stands(Field::Id, about.1);
                self.draft.id = about.0.into();
            } else if self.draft.id.as_str() != about.0 && url.as_str() != about.0 {
                self.has_other_about = true;
            }
        }
        for (text, waiting) in identifiers {
            if text == url.as_str() && !self.draft.id.is_empty() {
                self.rest_waiting(&waiting, &[]);
            } else if number(&text).is_some() {
                self.leave_waiting(waiting);
            } else {
                self.id(text, waiting, &[]);
            }
        }
    }

    /// Takes an id where there is none yet; else keeps it where it is another.
    fn id(&mut self, text: Cow<'i, str>, waiting: Waiting<'_, 'i>, used: &[&str]) {
        let id = self.draft.id.as_str();
        if text.is_empty() {
            self.leave_waiting(waiting);
        } else if id.is_empty() {
            let place = Place::text(&waiting.node).line();
            self.stands(Field::Id, place);
            self.tags_dropped(&waiting.node);
            self.rest_waiting(&waiting, used);
            self.draft.id = text.into();
        } else if is_made_of(id, &text) {
            self.rest_waiting(&waiting, used);
        } else {
            self.leave_waiting(waiting);
        }
    }

    /// The address of the page, out of links.
    fn url(&mut self, mut links: Links<'_, 'i>) {
        if links.is_empty() {
            return;
        }
        let language = self.draft.language.clone();
        let is_other = |link: &Link<'_, '_>| {
            let own = language.as_str();
            let stated = link.language.as_ref();
            stated.is_some_and(|stated| !own.is_empty() && !is_kind_of(stated, own))
        };
        let order = |link: &Link<'_, '_>| (is_other(link), link.waiting.rank, !link.is_html);
        let best = (0..links.len())
            .min_by_key(|at| links.get(*at).map(order))
            .filter(|at| self.draft.url.is_empty() && !links.get(*at).is_some_and(is_other));
        let Some(best) = best else {
            for link in links {
                self.other_link(link, &language);
            }
            return;
        };
        let best = links.remove(best);
        let spoken = best.language.as_deref().unwrap_or(&language);
        if let Some((written, from)) = &best.made_of {
            let path = Some(FieldPath::from(Field::Url));
            let (written, kept) = (written.to_string(), best.url.to_string());
            let kind = match *from {
                "" => FindingKind::Normalized { written, kept },
                from => FindingKind::Inferred { value: kept, from },
            };
            self.note(best.at, path, kind);
        }
        self.stands(Field::Url, best.place);
        self.draft.url = best.url.into();
        let stated = best.language.as_ref();
        let is_known = stated.is_some_and(|stated| same_language(stated, &language));
        let used = [
            "rel",
            "href",
            if best.is_html { "type" } else { "rel" },
            if is_known { "hreflang" } else { "rel" },
        ];
        self.rest_waiting(&best.waiting, &used);
        for link in links {
            self.other_link(link, spoken);
        }
    }

    /// A link beside the one that is kept: a translation, the same, or something that is kept.
    fn other_link(&mut self, link: Link<'_, 'i>, kept: &str) {
        let kind = if link.is_html { "type" } else { "rel" };
        let used = ["rel", "href", "hreflang", kind];
        match &link.language {
            Some(language) if !same_language(language, kept) && address::is_web(&link.url) => {
                self.rest_waiting(&link.waiting, &used);
                let places = (
                    Place::attribute(link.waiting.node.element.at, "hreflang"),
                    link.place,
                );
                self.translation(language.clone(), link.url, places);
            }
            _ if link.url == self.draft.url.as_str() => self.rest_waiting(&link.waiting, &used),
            _ => self.leave_waiting(link.waiting),
        }
    }

    /// The address that a link states; the element where it states none of the page.
    fn link<'w>(
        &mut self,
        waiting: Waiting<'w, 'i>,
        around: &'i Around,
    ) -> Result<Link<'w, 'i>, Waiting<'w, 'i>> {
        let element = &waiting.node.element;
        let text = html::one_line(waiting.node.words());
        let (written, at, place) = if text.is_empty() {
            let rel = element
                .attribute("rel")
                .map_or("alternate", |rel| trim(rel));
            let rel = rel.rsplit('/').next().unwrap_or(rel);
            if !rel.is_empty() && !rel.eq_ignore_ascii_case("alternate") {
                return Err(waiting);
            }
            match element.attribute("href") {
                Some(href) if !is_blank(href) => {
                    let place = Place::attribute(element.at, "href");
                    (trimmed(href), element.at, place)
                }
                _ => return Err(waiting),
            }
        } else {
            let place = Place::text(&waiting.node).line();
            (text, waiting.node.run.at, place)
        };
        let is_html = element.attribute("type").is_none_or(|kind| is_html(kind));
        let language = element
            .attribute("hreflang")
            .filter(|language| !is_blank(language))
            .cloned();
        let own = address::base(element.attribute("xml:base"), self.base.as_ref());
        let (base, by) = match (&own, &around.page) {
            (Some(own), _) => (Some(own), ""),
            (None, Some((page, by))) => (Some(page), *by),
            (None, None) => (None, ""),
        };
        let is_left = address::is_web(&written) || self.grown >= address::GROWTH_LIMIT;
        let base = base.filter(|_| !is_left);
        let made = base.and_then(|base| address::joined(&written, base));
        self.grown += made.as_ref().map_or(0, String::len);
        let place = if made.is_some() { place.other() } else { place };
        let (url, made_of) = match made {
            Some(made) => (Cow::Owned(made), Some((written, by))),
            None => (written, None),
        };
        Ok(Link {
            waiting,
            url,
            made_of,
            at,
            place,
            is_html,
            language,
        })
    }

    /// The address where no link states it.
    fn inferred_url(
        &mut self,
        permanent: Option<(Cow<'i, str>, usize)>,
        about: Option<&(Cow<'i, str>, Place<'i>)>,
        identifiers: &[Identifier<'_, 'i>],
        around: &'i Around,
    ) {
        let about = about.map(|(about, place)| {
            let base = self
                .base
                .as_ref()
                .or(around.page.as_ref().map(|(page, _)| page));
            let made = base.and_then(|base| address::joined(about, base));
            (made.map_or_else(|| about.clone(), Cow::Owned), 0, *place)
        });
        let identifier = identifiers
            .iter()
            .map(|(text, waiting)| {
                let place = Place::text(&waiting.node).line();
                (text.clone(), waiting.node.run.at, place)
            })
            .find(|(text, ..)| address::is_web(text));
        let candidates = [
            (
                permanent.map(|(text, at)| (text, at, Place::text_at(at).line())),
                "the permanent link in its guid",
            ),
            (about, "its rdf:about"),
            (identifier, "its dc:identifier"),
        ];
        for (candidate, from) in candidates {
            let Some((url, at, place)) = candidate.filter(|(url, ..)| address::is_web(url)) else {
                continue;
            };
            let value = url.clone().into_owned();
            let path = Some(Field::Url.into());
            self.note(at, path, FindingKind::Inferred { value, from });
            self.stands(Field::Url, place);
            self.draft.url = url.into();
            return;
        }
    }
}

/// Whether a text is an id, or what our own RSS or Atom has for it.
fn is_made_of(id: &str, text: &str) -> bool {
    let is = |made: Text<'_>| made.as_str() == text;
    id == text || is(guid(id)) || is(atom_id(id)) || is(id_as_uri(id))
}

/// Whether a language is another, or one of its kinds: `en-GB` and `en`, either way.
fn is_kind_of(one: &str, other: &str) -> bool {
    let (one, other) = (
        one.trim().to_ascii_lowercase(),
        other.trim().to_ascii_lowercase(),
    );
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let rest = long.strip_prefix(&*short);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

/// Whether a media type is that of a page for people; none is.
fn is_html(kind: &str) -> bool {
    let essence = trim(kind.split(';').next().unwrap_or_default());
    ["", "text/html", "application/xhtml+xml"]
        .iter()
        .any(|html| essence.eq_ignore_ascii_case(html))
}

/// The text without white space at its ends; borrowed text stays borrowed.
fn trimmed<'i>(text: &Cow<'i, str>) -> Cow<'i, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
