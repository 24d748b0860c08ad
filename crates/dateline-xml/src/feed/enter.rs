//! The elements around the items: how they open and close.

use std::io::Read;

use dateline_core::{Excerpt, Finding, FindingKind, Language, Position, Scope};
use url::Url;

use super::address;
use super::channel::is_language;
use super::dialect::{Dialect, Root, recognise};
use super::header::Header;
use super::read::{Extent, Reader, Stage};
use crate::cursor::Surroundings;
use crate::element::Element;
use crate::frame::{Content, Kind, Markup};
use crate::{Error, ErrorKind, html_page, mend};

/// An element that is open around the items.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) name: String,
    position: Position,
    /// The `xml:base` in force in it.
    pub(super) base: Option<Url>,
    /// The `xml:lang` in force in it.
    pub(super) language: Option<String>,
    /// The namespaces in force around it.
    before: Surroundings,
    /// How many items stood in it.
    pub(super) items: u64,
}

impl<R: Read> Reader<R> {
    /// Deals with the element whose start tag the window begins with; `true` where it is an item.
    pub(super) fn open(
        &mut self,
        markup: Markup,
        findings: &mut Vec<Finding>,
    ) -> Result<bool, Error> {
        if self.stage == Stage::Nothing {
            return self.root(markup, findings);
        }
        if let Some(name) = self.bare_item(markup) {
            let own = self.outer.usual("").map(|(space, _)| space);
            let dialect = own.and_then(|own| Some(self.dialect?.refined(own)));
            let extent = self.element_end(markup, name, Content::Item)?;
            self.item(extent, name, dialect);
            return Ok(true);
        }
        let tag = self.tag(markup.end, findings)?;
        let tag = tag.as_str();
        let Some(element) = self.outer.name(tag, self.position, Scope::Document)? else {
            self.pass(markup.end);
            return Ok(false);
        };
        if self.stage == Stage::End {
            let found = tag.chars().take(60).collect();
            let name = self.root.clone();
            let kind = ErrorKind::Trailing { name, found };
            let is_root = matches!(
                element.local.to_ascii_lowercase().as_str(),
                "rss" | "rdf" | "feed"
            );
            self.mend(kind, "read as well", findings)?;
            if is_root {
                self.outer = Surroundings::default();
                self.header = Header::default();
                self.stage = Stage::Nothing;
                return self.root(markup, findings);
            }
        }
        let is = |name: &str| element.space.is_feed() && element.local.eq_ignore_ascii_case(name);
        let is_item = is("item") || is("entry");
        let dialect = self.dialect.map(|dialect| dialect.refined(&element.space));
        let has_channel = matches!(self.kind, Some(Root::Rss | Root::Rdf));
        if is("channel") && self.open.len() == 1 && has_channel {
            self.changed();
            let open = self.opened(&element, findings);
            let outer = self.outer.entered(tag, self.position)?;
            self.channel.enter(&element);
            self.dialect = dialect;
            if let Ok(Some(language)) = self.channel.draft.inheritable_language() {
                self.language = Some(language.to_owned());
            }
            let is_first = self.stage == Stage::Root;
            self.stage = self.stage.max(Stage::Channel);
            if markup.kind == Kind::Open {
                self.open.push(open);
                self.outer = outer;
            }
            self.pass(markup.end);
            // The items of RDF stand beside the channel.
            if is_first && self.kind == Some(Root::Rss) {
                self.header.keep();
            }
            return Ok(false);
        }
        let name = element.name.to_owned();
        let content = if is_item {
            Content::Item
        } else {
            Content::of(element.local)
        };
        let extent = self.element_end(markup, &name, content)?;
        if is_item {
            self.item(extent, &name, dialect);
            return Ok(true);
        }
        self.fact(extent, findings)?;
        self.pass(extent.end());
        Ok(false)
    }

    /// The name of an item whose tag says nothing else and stands where items do, as nearly all.
    fn bare_item(&self, markup: Markup) -> Option<&'static str> {
        let name = match self.window.bytes().get(..markup.end)? {
            b"<item>" => "item",
            b"<entry>" => "entry",
            _ => return None,
        };
        let (space, _) = self.outer.usual("")?;
        let is_there = matches!(self.stage, Stage::Channel | Stage::Items);
        (is_there && space.is_feed()).then_some(name)
    }

    /// Frames an item that ends there.
    fn item(&mut self, extent: Extent, name: &str, dialect: Option<Dialect>) {
        if self.dialect != dialect {
            self.dialect = dialect;
            self.changed();
        }
        self.stage = Stage::Items;
        self.frame_item(extent, name);
    }

    /// Deals with the root; `true` where it is an item itself.
    fn root(&mut self, markup: Markup, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let root = String::from_utf8_lossy(markup.name(self.window.bytes())).into_owned();
        if root.eq_ignore_ascii_case("html") {
            let kind = html_page::error(&mut self.window);
            return Err(self.fault(0, kind));
        }
        let tag = self.tag(markup.end, findings)?;
        let tag = tag.as_str();
        let mut inside = self.outer.entered(tag, self.position)?;
        let element = self.outer.name(tag, self.position, Scope::Document)?;
        let mut said = Vec::new();
        let Some((element, recognised)) =
            element.and_then(|e| recognise(&e, &inside, &mut said).map(|r| (e, r)))
        else {
            return Err(self.fault(0, ErrorKind::NotFeed { root }));
        };
        findings.extend(said.into_iter().map(|finding| finding.at(self.position)));
        self.changed();
        self.dialect = Some(recognised.dialect);
        self.kind = Some(recognised.root);
        let is_alone = recognised.root == Root::Item;
        if !is_alone {
            let open = self.opened(&element, findings);
            self.channel.enter(&element);
            self.open
                .extend((markup.kind == Kind::Open).then_some(open));
        }
        self.root.clone_from(&root);
        if is_alone {
            let extent = self.element_end(markup, &root, Content::Item)?;
            self.stage = Stage::End;
            self.frame_item(extent, &root);
            return Ok(true);
        }
        if let Some((address, space)) = recognised.taken {
            inside.take_for(&address, space);
        }
        self.outer = inside;
        self.stage = match recognised.root {
            Root::Rss | Root::Rdf => Stage::Root,
            Root::Channel | Root::Item => Stage::Channel,
        };
        if markup.kind == Kind::Empty {
            if self.stage == Stage::Root {
                return Err(self.fault(0, ErrorKind::NoChannel { root }));
            }
            self.stage = Stage::End;
        }
        self.pass(markup.end);
        self.header.keep();
        Ok(false)
    }

    /// An element that opens around the items, and what is in force in it.
    fn opened(&self, element: &Element<'_>, findings: &mut Vec<Finding>) -> Open {
        let outer = self.open.last();
        let language = match element
            .attribute("xml:lang")
            .map(|language| language.trim())
        {
            None => outer.and_then(|open| open.language.clone()),
            Some(language) if is_language(language) => Some(language.to_owned()),
            Some(none) if none.is_empty() || none.eq_ignore_ascii_case(Language::UNDETERMINED) => {
                None
            }
            Some(wrong) => {
                let what = format!(
                    "items do not inherit the language of `<{}>`, it is no language tag: `{}`",
                    element.name,
                    Excerpt(wrong)
                );
                findings.push(Finding::general(FindingKind::Loss { what }).at(self.position));
                None
            }
        };
        Open {
            name: element.name.to_owned(),
            position: self.position,
            base: address::base(element.attribute("xml:base"), self.base()),
            language,
            before: self.outer.clone(),
            items: 0,
        }
    }

    pub(super) fn close(
        &mut self,
        markup: Markup,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let name = String::from_utf8_lossy(markup.name(self.window.bytes())).into_owned();
        if self.strict {
            let repairs = mend::end_tag(self.slice(markup.end)?, &name).repairs;
            self.say_repairs(&repairs, findings)?;
        }
        let is_open = self
            .open
            .iter()
            .rposition(|open| open.name == name)
            .or_else(|| {
                let mut open = self.open.iter();
                open.rposition(|open| open.name.eq_ignore_ascii_case(&name))
            });
        let Some(depth) = is_open else {
            self.mend(ErrorKind::Unopened { name }, "dropped", findings)?;
            self.skip(markup.end);
            return Ok(());
        };
        self.changed();
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            if open.name != name {
                let kind = ErrorKind::Unclosed {
                    name: open.name,
                    opened: open.position,
                    found: format!("`</{}>`", Excerpt(&name)),
                };
                self.mend(kind, "closed here", findings)?;
            }
            self.outer = open.before;
        }
        if self.open.is_empty() {
            if self.stage < Stage::Channel {
                let root = self.root.clone();
                return Err(self.fault(0, ErrorKind::NoChannel { root }));
            }
            self.stage = Stage::End;
        }
        self.pass(markup.end);
        Ok(())
    }

    /// The end of the input.
    pub(super) fn finish(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        while let Some(open) = self.open.pop() {
            let found = "the end of the input".to_owned();
            let kind = ErrorKind::Unclosed {
                name: open.name,
                opened: open.position,
                found,
            };
            if self.stage < Stage::Channel {
                return Err(self.fault(0, kind));
            }
            self.mend(kind, "closed there", findings)?;
        }
        match self.stage {
            Stage::Nothing => Err(self.fault(0, ErrorKind::NoRoot)),
            _ => Ok(false),
        }
    }
}
