//! What an item says, as a draft.

mod facts;

use std::borrow::Cow;

use dateline_core::{
    Draft, DraftPlace, DraftTranslation, Excerpt, Field, FieldPath, Finding, FindingKind, Position,
    Scope, Tag, Text, controlled_field,
};

use crate::Error;
use crate::cursor::{Cursor, Element, Space, Surroundings};
use crate::html;

/// An item, read.
#[derive(Debug, Default)]
pub(super) struct Item<'i> {
    pub(super) draft: Draft<'i>,
    /// Where each value stands, in bytes.
    values: Vec<(FieldPath, usize)>,
    /// What there is to say, with the byte it is about.
    notes: Vec<(usize, Finding)>,
}

/// A fact that a release has once, with the byte where it stands.
type Fact<'i> = Option<(Cow<'i, str>, usize)>;

/// Facts that mean something only together.
#[derive(Debug, Default)]
struct Facts<'i> {
    guid: Fact<'i>,
    guid_is_link: bool,
    atom_id: Fact<'i>,
    id: Fact<'i>,
    issued: Fact<'i>,
    available: Fact<'i>,
    pub_date: Fact<'i>,
    dc_date: Fact<'i>,
    description: Fact<'i>,
    content: Fact<'i>,
    format: Fact<'i>,
}

/// Reads the item that `xml` is. `language` is that of items without one.
pub(super) fn read<'i>(
    xml: &'i str,
    outer: &Surroundings,
    position: Position,
    language: Option<&'i str>,
) -> Result<Item<'i>, Error> {
    let mut cursor = Cursor::new(xml, outer, position, Scope::Record);
    let mut item = Item::default();
    let mut facts = Facts::default();
    let Some(root) = cursor.child()? else {
        return Ok(item);
    };
    while let Some(element) = cursor.child()? {
        item.element(element, &mut facts, &mut cursor, xml)?;
    }
    if let Some((at, text)) = cursor.stray() {
        let what = format!(
            "text between the elements of the item is not kept: `{}`",
            Excerpt(&text)
        );
        item.note(at, None, FindingKind::Loss { what });
    }
    cursor.finish(root.name)?;
    item.dates(&mut facts);
    item.identity(&mut facts);
    item.texts(&mut facts);
    if let (true, Some(language)) = (item.draft.language.is_empty(), language) {
        let value = language.to_owned();
        let from = "the language of the channel";
        item.note(
            0,
            Some(Field::Language.into()),
            FindingKind::Inferred { value, from },
        );
        item.draft.language = language.into();
    }
    Ok(item)
}

impl<'i> Item<'i> {
    /// The draft, and what there is to say in the order of the places.
    pub(super) fn into_draft(
        mut self,
        xml: &str,
        position: Position,
        findings: &mut Vec<Finding>,
    ) -> Draft<'i> {
        self.notes.sort_by_key(|(at, _)| *at);
        let (mut place, mut passed) = (position, 0);
        for (at, finding) in self.notes {
            place.advance(&xml.as_bytes()[passed..at]);
            passed = at;
            findings.push(finding.at(place));
        }
        self.draft
    }

    /// Where each value stands, in bytes, and each field: at its first value.
    pub(super) fn offsets(&self) -> Vec<(FieldPath, usize)> {
        let fields = self
            .values
            .iter()
            .map(|(path, at)| (FieldPath::from(path.field), *at));
        self.values.iter().copied().chain(fields).collect()
    }

    fn note(&mut self, at: usize, path: Option<FieldPath>, kind: FindingKind) {
        self.notes.push((
            at,
            Finding {
                kind,
                path,
                position: None,
            },
        ));
    }

    fn element(
        &mut self,
        element: Element<'i>,
        facts: &mut Facts<'i>,
        cursor: &mut Cursor<'i>,
        xml: &'i str,
    ) -> Result<(), Error> {
        let content = cursor.text()?;
        let (text, at) = (content.text, content.at);
        if let Some(inner) = content.inner.filter(|_| is_known(&element)) {
            let what = format!(
                "the tags inside `<{}>`, such as `<{inner}>`, are not kept",
                element.name
            );
            self.note(element.at, None, FindingKind::Loss { what });
        }
        if text.is_empty() && !element.has_attributes() {
            return Ok(());
        }
        match (element.space, element.local) {
            (Space::Rss, "title") => self.one(Field::Title, text, at, &element),
            (Space::Rss, "link") => self.one(Field::Url, text, at, &element),
            (Space::Rss, "guid") => {
                let link = element.attribute("isPermaLink")?;
                // Only the first one counts.
                if facts.guid.is_none() {
                    facts.guid_is_link =
                        link.is_none_or(|link| link.trim().eq_ignore_ascii_case("true"));
                }
                self.fact(&mut facts.guid, html::one_line(text), at, &element);
            }
            (Space::Atom, "id") => {
                self.fact(&mut facts.atom_id, html::one_line(text), at, &element);
            }
            (Space::Dc, "identifier") => self.identifier(html::one_line(text), at, facts, &element),
            (Space::Rss, "description") => self.fact(&mut facts.description, text, at, &element),
            (Space::Content, "encoded") => self.fact(&mut facts.content, text, at, &element),
            (Space::Dc, "format") => self.fact(&mut facts.format, text, at, &element),
            (Space::Rss, "pubDate") => self.fact(&mut facts.pub_date, text, at, &element),
            (Space::DcTerms, "issued") => self.fact(&mut facts.issued, text, at, &element),
            (Space::DcTerms, "available") => self.fact(&mut facts.available, text, at, &element),
            (Space::Dc, "date") => self.fact(&mut facts.dc_date, text, at, &element),
            (Space::DcTerms, "modified") => self.one(Field::Modified, text, at, &element),
            (Space::Dc, "language") => self.one(Field::Language, text, at, &element),
            (Space::Dc, "type") => self.one(Field::Kind, text, at, &element),
            (Space::Dc, "creator") => self.many(Field::Sources, html::one_line(text), at),
            (Space::DcTerms, "spatial") if !text.is_empty() => {
                self.found(Field::Places, self.draft.places.len(), at);
                self.draft
                    .places
                    .push(DraftPlace::from_text(html::one_line(text).into()));
            }
            (Space::Rss, "category") => {
                let domain = element.attribute("domain")?.unwrap_or_default();
                self.category(domain, html::one_line(text), at);
            }
            // The same as a category without domain (rule R15).
            (Space::Dc, "subject") => self.category(Cow::Borrowed(""), html::one_line(text), at),
            (Space::DcTerms, "hasVersion") => match element.attribute("xml:lang")? {
                Some(language) if !text.is_empty() => {
                    self.found(Field::Translations, self.draft.translations.len(), at);
                    let (language, url) = (language.into(), html::one_line(text).into());
                    self.draft
                        .translations
                        .push(DraftTranslation { language, url });
                }
                _ => self.homeless(&element, &xml[element.at..cursor.offset()]),
            },
            _ => self.homeless(&element, &xml[element.at..cursor.offset()]),
        }
        Ok(())
    }

    fn homeless(&mut self, element: &Element<'_>, whole: &str) {
        let what = format!(
            "`<{}>` is not kept, a release has no place for it: `{}`",
            element.name,
            Excerpt(whole)
        );
        self.note(element.at, None, FindingKind::Loss { what });
    }

    /// A field that is there once: the first one counts.
    fn one(&mut self, field: Field, text: Cow<'i, str>, at: usize, element: &Element<'_>) {
        let text = self.on_one_line(field, text, at);
        let draft = &mut self.draft;
        let slot = match field {
            Field::Title => &mut draft.title,
            Field::Url => &mut draft.url,
            Field::Modified => &mut draft.modified,
            Field::Language => &mut draft.language,
            Field::Kind => &mut draft.kind,
            _ => return,
        };
        if slot.is_empty() {
            *slot = text.into();
            self.values.push((field.into(), at));
        } else if slot.as_str() != text {
            self.second(Some(field), &text, at, element);
        }
    }

    fn on_one_line(&mut self, field: Field, text: Cow<'i, str>, at: usize) -> Cow<'i, str> {
        let written = text.clone();
        let line = html::one_line(text);
        if line != written {
            let (written, kept) = (written.into_owned(), line.clone().into_owned());
            self.note(
                at,
                Some(field.into()),
                FindingKind::Normalized { written, kept },
            );
        }
        line
    }

    /// A fact that is there once: the first one counts.
    fn fact(&mut self, fact: &mut Fact<'i>, text: Cow<'i, str>, at: usize, element: &Element<'_>) {
        match fact {
            None if text.is_empty() => {}
            None => *fact = Some((text, at)),
            Some((first, _)) if *first == text => {}
            Some(_) => self.second(None, &text, at, element),
        }
    }

    fn second(&mut self, field: Option<Field>, text: &str, at: usize, element: &Element<'_>) {
        let what = format!(
            "a second `<{}>` is not kept: `{}`",
            element.name,
            Excerpt(text)
        );
        self.note(at, field.map(FieldPath::from), FindingKind::Loss { what });
    }

    fn many(&mut self, field: Field, text: Cow<'i, str>, at: usize) {
        let draft = &mut self.draft;
        let values = match field {
            Field::Sources => &mut draft.sources,
            Field::FieldsOfWork => &mut draft.fields_of_work,
            Field::ParticipatingStates => &mut draft.participating_states,
            Field::PartnerStates => &mut draft.partner_states,
            Field::Tags => &mut draft.tags,
            _ => return,
        };
        if text.is_empty() {
            return;
        }
        let index = values.len();
        values.push(text.into());
        self.found(field, index, at);
    }

    fn found(&mut self, field: Field, index: usize, at: usize) {
        self.values.push((FieldPath::of(field, index), at));
    }

    fn category(&mut self, domain: Cow<'i, str>, label: Cow<'i, str>, at: usize) {
        if label.trim().is_empty() {
            if !domain.trim().is_empty() {
                let what = format!(
                    "a category without a label is not kept: `{}`",
                    Excerpt(&domain)
                );
                self.note(at, Some(Field::Tags.into()), FindingKind::Loss { what });
            }
            return;
        }
        if let Some(field) = controlled_field(domain.trim()) {
            return self.many(field, label, at);
        }
        let tag = match Tag::new(domain.into(), Text::from(&*label)).text() {
            text if text == *label => label,
            text => Cow::Owned(text.into_string()),
        };
        self.many(Field::Tags, tag, at);
    }

    fn identifier(
        &mut self,
        text: Cow<'i, str>,
        at: usize,
        facts: &mut Facts<'i>,
        element: &Element<'_>,
    ) {
        if let Some(id) = text.strip_prefix("id:") {
            let id = match &text {
                Cow::Borrowed(text) => Cow::Borrowed(&text["id:".len()..]),
                Cow::Owned(_) => Cow::Owned(id.to_owned()),
            };
            return self.fact(&mut facts.id, id, at, element);
        }
        let is_number = text
            .parse::<u64>()
            .is_ok_and(|number| number.to_string() == *text);
        if !is_number {
            let what = format!(
                "`<{}>` is not kept, it is no number: `{}`",
                element.name,
                Excerpt(&text)
            );
            self.note(at, Some(Field::Number.into()), FindingKind::Loss { what });
        } else if self.draft.number.is_empty() {
            self.draft.number = text.into();
            self.values.push((Field::Number.into(), at));
        } else if self.draft.number.as_str() != text {
            self.second(Some(Field::Number), &text, at, element);
        }
    }
}

/// Whether the element's text is kept, so that tags inside it are what is lost.
fn is_known(element: &Element<'_>) -> bool {
    match element.space {
        Space::Rss => matches!(
            element.local,
            "title" | "link" | "guid" | "description" | "pubDate" | "category"
        ),
        Space::Content => element.local == "encoded",
        Space::Dc => matches!(
            element.local,
            "identifier" | "format" | "date" | "language" | "type" | "creator" | "subject"
        ),
        Space::DcTerms => {
            matches!(
                element.local,
                "issued" | "available" | "modified" | "spatial" | "hasVersion"
            )
        }
        Space::Atom => element.local == "id",
        Space::Other => false,
    }
}
