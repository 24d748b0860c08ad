//! What an item says, as a draft.

mod addresses;
mod categories;
mod construct;
mod dates;
mod language;
mod part;
mod people;
mod texts;
mod waiting;

use std::borrow::Cow;

use dateline_core::text::ByteKinds;
use dateline_core::{
    Author, Draft, DraftPlace, Field, FieldPath, Finding, FindingKind, Foreign, Position, Scope,
    Text,
};
use url::Url;

use self::language::same_language;
use self::part::Part;
use self::waiting::{Held, Queue, Waiting};
use super::address;
use super::frame::Around;
use super::locate::Place;
use crate::Error;
use crate::cursor::Cursor;
use crate::element::{Attribute, Element};
use crate::html;
use crate::names::Space;
use crate::node::{Child, Node};
use crate::plain::Plain;
use crate::walk::{Step, Walk};

pub(super) use self::construct::{Construct, Form, construct};
pub(super) use self::people::{merge, person};

/// So many findings about one item are kept; of the rest only the number is said.
pub const FINDING_LIMIT: usize = 64;

/// An item, read.
#[derive(Debug, Default)]
pub(super) struct Item<'i> {
    pub(super) draft: Draft<'i>,
    pub(super) authors: Vec<Author<'i>>,
    /// Where each value stands, where somebody wants to know.
    places: Option<Vec<(FieldPath, Place<'i>)>>,
    /// What there is to say, with the byte it is about.
    notes: Vec<(usize, Finding)>,
    /// How much more there is to say, and whether something was lost.
    more: (usize, bool),
    /// What has no home, with the byte where it begins.
    foreign: Vec<(usize, Foreign<'i>)>,
    /// The `xml:base` in force.
    base: Option<Url>,
    /// How many bytes were made of relative addresses.
    grown: usize,
    /// Whether the item's `rdf:about` says something that neither id nor address say.
    has_other_about: bool,
    /// Whether the date is from an element that keeps its precision.
    has_exact_date: bool,
}

/// What is wanted of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Aim {
    /// What it says.
    Draft,
    /// The same, and where each value stands.
    Places,
}

/// Reads the item that `xml` is into `item`, of which nothing was read yet. Where it cannot be read,
/// something may be in it. `nodes` is memory for the elements of the item.
pub(super) fn read<'i>(
    xml: &'i str,
    around: &'i Around,
    position: Position,
    item: &mut Item<'i>,
    nodes: &mut Vec<Node<'i>>,
) -> Result<(), Error> {
    let cursor = Cursor::new(xml, &around.outer, position, Scope::Record);
    walked(cursor, around, item, nodes)
}

/// Reads the item that `xml` is, where nothing in it is unusual: it is sound, and there is nothing to
/// mend in it. Whether that is so; what is unusual is for [`read`].
pub(super) fn read_plain<'i>(
    xml: &'i str,
    bytes: ByteKinds,
    around: &'i Around,
    item: &mut Item<'i>,
    nodes: &mut Vec<Node<'i>>,
) -> bool {
    let walk = Plain::new(xml, bytes, &around.outer);
    walk.is_some_and(|walk| walked(walk, around, item, nodes).is_ok())
}

fn walked<'i>(
    mut walk: impl Walk<'i>,
    around: &'i Around,
    item: &mut Item<'i>,
    nodes: &mut Vec<Node<'i>>,
) -> Result<(), Error> {
    nodes.clear();
    let Some(root) = walk.root()? else {
        return Ok(());
    };
    loop {
        match walk.step(nodes)? {
            Step::Element => {}
            Step::Text(run) => item.foreign.push((run.at, run.into_foreign())),
            Step::End => break,
        }
    }
    walk.finish(root.name)?;
    item.take_up(&root, nodes, around);
    Ok(())
}

impl<'i> Item<'i> {
    /// One of which nothing was read yet.
    pub(super) fn new(aim: Aim) -> Self {
        let mut item = Self::default();
        if aim == Aim::Places {
            item.places = Some(Vec::new());
        }
        item
    }

    /// Forgets what was read.
    pub(super) fn forget(&mut self) {
        *self = Self {
            places: self.places.is_some().then(Vec::new),
            ..Self::default()
        };
    }

    /// Takes up what an item has inside.
    fn take_up(&mut self, root: &Element<'i>, nodes: &mut [Node<'i>], around: &'i Around) {
        if !matches!(root.local, "item" | "entry") {
            let what = format!("`<{}>` is read as an item", root.name);
            self.note(0, None, FindingKind::Repair { what });
        }
        self.base = address::base(root.attribute("xml:base"), around.base.as_ref());
        let is_source =
            |node: &&Node<'_>| node.element.space.is_feed() && node.element.local == "source";
        let source = around.is_atom().then(|| nodes.iter().find(is_source));
        let source = source.flatten().cloned();
        let mut queue = Queue::default();
        for node in nodes {
            self.sort(node, around, &mut queue);
        }
        queue.order();

        let about = root
            .rdf_attribute("about")
            .map(|about| (about.value.clone(), Place::attribute(root.at, about.name)));
        self.language(root.attribute("xml:lang"), &mut queue, around);
        self.titles(&mut queue, around);
        let identifiers = self.identifiers(&mut queue);
        self.identity(&mut queue, identifiers, about, around);
        self.dates(&mut queue);
        self.kinds(&mut queue);
        self.texts(&mut queue, around);
        self.drop_page_of_feed(around);
        self.people(&mut queue, source.as_ref(), around);
        self.foreign(root);
    }

    /// Puts what has no home in order, with the attributes of the item itself.
    fn foreign(&mut self, root: &Element<'i>) {
        let is_structure = |attribute: &Attribute<'_>| match attribute.space {
            Some(Space::Xml) => true,
            Some(Space::Rdf) => attribute.local() != "about" || !self.has_other_about,
            _ => false,
        };
        if !root.attributes.iter().all(is_structure)
            && let Some(rest) = Node::new(root.clone(), 0).rest(is_structure)
        {
            self.foreign.push((0, rest));
        }
        self.foreign.sort_by_key(|(at, _)| *at);
        let foreign = self.foreign.drain(..);
        self.draft.foreign = foreign.map(|(_, foreign)| foreign).collect();
    }

    /// Says what there is to say, in the order of the places. `origin` tells where in `xml` is what
    /// stands somewhere in the item that was read.
    pub(super) fn report(
        &mut self,
        xml: &[u8],
        origin: impl Fn(usize) -> usize,
        position: Position,
        findings: &mut Vec<Finding>,
    ) {
        self.notes.sort_by_key(|(at, _)| *at);
        let (mut place, mut passed) = (position, 0);
        for (at, finding) in self.notes.drain(..) {
            let at = origin(at).max(passed);
            place.advance(xml.get(passed..at).unwrap_or_default());
            passed = at;
            findings.push(finding.at(place));
        }
        let (more, has_loss) = self.more;
        if more > 0 {
            let what = format!("{more} more findings about this item are not listed");
            let kind = if has_loss {
                FindingKind::Loss { what }
            } else {
                FindingKind::Remark { what }
            };
            findings.push(Finding::general(kind).at(position));
        }
    }

    /// Where each value stands, where that was the aim.
    pub(super) fn places(&self) -> &[(FieldPath, Place<'i>)] {
        self.places.as_deref().unwrap_or_default()
    }

    /// Keeps where a value stands.
    #[inline]
    fn stands(&mut self, path: impl Into<FieldPath>, place: Place<'i>) {
        if let Some(places) = &mut self.places {
            places.push((path.into(), place));
        }
    }

    fn note(&mut self, at: usize, path: Option<FieldPath>, kind: FindingKind) {
        if self.notes.len() >= FINDING_LIMIT {
            self.more.0 += 1;
            self.more.1 |= matches!(kind, FindingKind::Loss { .. });
            return;
        }
        self.notes.push((
            at,
            Finding {
                kind,
                path,
                position: None,
            },
        ));
    }

    /// Takes an element up, or lets it wait for others that may say the same better.
    fn sort<'w>(&mut self, node: &'w mut Node<'i>, around: &'i Around, queue: &mut Queue<'w, 'i>) {
        let is_atom = around.is_atom();
        if node.is_empty() && !matches!(node.element.space, Space::Known(_) | Space::Other(_)) {
            return;
        }
        let mut found = part::of(&node.element.space, node.element.local, is_atom);
        if found.is_none()
            && let Some(name) = part::spelled(&node.element.space, node.element.local, is_atom)
        {
            let what = format!("`<{}>` is read as `<{name}>`", node.element.name);
            self.note(node.element.at, None, FindingKind::Repair { what });
            node.element.local = name;
            found = part::of(&node.element.space, name, is_atom);
        }
        let Some((part, rank)) = found else {
            if !part::is_structure(node) {
                self.leave(node.take());
            }
            return;
        };
        match part {
            Part::Category => self.category(node),
            Part::Subject => self.subject(node),
            Part::Keywords => self.keywords(node),
            Part::Place => self.place(node),
            Part::Version => self.version(node),
            Part::Media => {
                media(node, is_atom, queue);
                self.leave(node.take());
            }
            part => {
                let node = Held::Own(node);
                queue.push(part, Waiting { rank, node });
            }
        }
    }

    /// Keeps an element as data that has no home. What carries its relative addresses would be gone,
    /// so they are made absolute.
    fn leave(&mut self, mut node: Node<'i>) {
        if let Some(base) = self.base.clone() {
            self.resolve(&mut node, &base);
        }
        self.foreign.push((node.element.at, node.into_foreign()));
    }

    fn resolve(&mut self, node: &mut Node<'i>, base: &Url) {
        let own = node.element.attribute("xml:base").is_some();
        let own = own.then(|| address::base(node.element.attribute("xml:base"), Some(base)));
        let own = own.flatten();
        let base = own.as_ref().unwrap_or(base);
        let space = &node.element.space;
        if space.is_feed() || matches!(space, Space::Media | Space::Itunes) {
            for attribute in &mut node.element.attributes {
                let is_address = matches!(attribute.name, "href" | "src" | "uri" | "url");
                if !is_address || self.grown > address::GROWTH_LIMIT {
                    continue;
                }
                let Some(made) = address::joined(&attribute.value, base) else {
                    continue;
                };
                self.grown += made.len();
                let (written, kept) = (attribute.value.to_string(), made.clone());
                attribute.value = Cow::Owned(made);
                let path = Some(Field::Foreign.into());
                let kind = FindingKind::Normalized { written, kept };
                self.note(node.element.at, path, kind);
            }
        }
        for child in &mut node.children {
            if let Child::Element(child) = child {
                self.resolve(child, base);
            }
        }
    }

    /// The same, for one that waited.
    fn leave_waiting(&mut self, waiting: Waiting<'_, 'i>) {
        if let Held::Own(node) = waiting.node {
            self.leave(node.take());
        }
    }

    /// Keeps those attributes of an element whose text was used that have no home.
    #[inline]
    fn rest(&mut self, node: &Node<'i>, used: &[&str]) {
        if !node.element.attributes.is_empty() {
            self.attributes(node, used);
        }
    }

    fn attributes(&mut self, node: &Node<'i>, used: &[&str]) {
        let language = &self.draft.language;
        let is_used = |attribute: &Attribute<'_>| match &attribute.space {
            Some(Space::Rdf) => true,
            Some(Space::Xml) => {
                attribute.local() != "lang" || same_language(&attribute.value, language)
            }
            _ => used.contains(&attribute.name),
        };
        if !node.element.attributes.iter().all(is_used)
            && let Some(rest) = node.rest(is_used)
        {
            self.foreign.push((node.element.at, rest));
        }
    }

    /// The same, for one that waited.
    fn rest_waiting(&mut self, waiting: &Waiting<'_, 'i>, used: &[&str]) {
        if let Held::Own(node) = &waiting.node {
            self.rest(node, used);
        }
    }

    /// The first of the elements that say this on one line; the others are kept where they say
    /// something else.
    fn first(&mut self, queue: &mut Queue<'_, 'i>, part: Part, field: Field) {
        let mut kept: Option<Cow<'i, str>> = None;
        while let Some(waiting) = queue.next(part) {
            let text = waiting.node.words();
            match &kept {
                _ if text.is_empty() => self.leave_waiting(waiting),
                None => {
                    self.tags_dropped(&waiting.node);
                    let at = waiting.node.run.at;
                    self.rest_waiting(&waiting, &[]);
                    let line = self.on_one_line(field, text, at);
                    self.stands(field, Place::text_at(at).line());
                    kept = Some(line);
                }
                Some(kept) if *kept == text => self.rest_waiting(&waiting, &[]),
                Some(_) => self.leave_waiting(waiting),
            }
        }
        let Some(kept) = kept else { return };
        match field {
            Field::Language => self.draft.language = kept.into(),
            _ => self.draft.kind = kept.into(),
        }
    }

    /// Takes back an address that says nothing: an entry of Atom needs a link where it has no content,
    /// and our own have that of the feed's page where the release has none.
    fn drop_page_of_feed(&mut self, around: &'i Around) {
        let is_ours = around.is_atom() && self.has_exact_date;
        if is_ours && self.draft.body.is_empty() && self.draft.url.as_str() == around.channel.link {
            self.draft.url = Text::default();
            if let Some(places) = &mut self.places {
                places.retain(|(path, _)| path.field != Field::Url);
            }
        }
    }

    fn kinds(&mut self, queue: &mut Queue<'_, 'i>) {
        self.first(queue, Part::Kind, Field::Kind);
    }

    fn on_one_line(&mut self, field: Field, text: Cow<'i, str>, at: usize) -> Cow<'i, str> {
        if !html::has_line_break(&text) {
            return text;
        }
        let written = text.clone().into_owned();
        let line = html::one_line(text);
        let kept = line.clone().into_owned();
        let path = Some(field.into());
        self.note(at, path, FindingKind::Normalized { written, kept });
        line
    }

    /// Says that the tags inside a text are not kept.
    #[inline]
    fn tags_dropped(&mut self, node: &Node<'_>) {
        if let Some(inner) = node.elements().next() {
            self.tag_dropped(node, inner);
        }
    }

    #[cold]
    fn tag_dropped(&mut self, node: &Node<'_>, inner: &Node<'_>) {
        let what = format!(
            "the tags inside `<{}>`, such as `<{}>`, are not kept",
            node.element.name, inner.element.name
        );
        self.note(node.element.at, None, FindingKind::Loss { what });
    }

    fn found(&mut self, field: Field, index: usize, place: Place<'i>) {
        self.stands(FieldPath::of(field, index), place);
    }

    fn place(&mut self, node: &mut Node<'i>) {
        let text = html::one_line(node.words());
        if text.is_empty() {
            return self.leave(node.take());
        }
        self.tags_dropped(node);
        self.rest(node, &[]);
        if self.places.is_some() {
            self.place_stands(&text, Place::text(node).line());
        }
        add(&mut self.draft.places, DraftPlace::from_text(text.into()));
    }

    /// Keeps where a place stands and its parts, which is `NAME, Qualifier`.
    fn place_stands(&mut self, text: &str, place: Place<'i>) {
        let path = FieldPath::of(Field::Places, self.draft.places.len());
        self.stands(path, place);
        if let Some((name, qualifier)) = text.split_once(',') {
            let own = qualifier.trim_start();
            let count = |text: &str| text.chars().count();
            let from = count(text) - count(own);
            self.stands(path.part("name"), place.part(0, count(name)));
            self.stands(path.part("qualifier"), place.part(from, count(own)));
        }
    }
}

/// Lets title and description of a medium wait, which is kept with all it holds.
fn media<'i>(node: &Node<'i>, is_atom: bool, queue: &mut Queue<'_, 'i>) {
    let of_media = |inner: &&Node<'_>| inner.element.space == Space::Media;
    for inner in node.elements().filter(of_media) {
        let element = &inner.element;
        if let Some((part @ (Part::Title | Part::Summary), rank)) =
            part::of(&element.space, element.local, is_atom)
        {
            let node = Held::Copy(Box::new(inner.clone()));
            queue.push(part, Waiting { rank, node });
        }
    }
}

/// Adds a value to a list, which mostly stays short: a list of known capacity is made with less work
/// than one that grows.
fn add<T>(list: &mut Vec<T>, value: T) {
    if list.capacity() == 0 {
        *list = Vec::with_capacity(4);
    }
    list.push(value);
}
