//! Facts of an item that mean something only together: dates, id and address, summary and body.

use std::borrow::Cow;

use dateline_core::{BodyType, Date, Excerpt, Field, FindingKind, id_as_uri};

use super::{Fact, Facts, Item};
use crate::html::{self, Markup};
use crate::plain_from_html;
use crate::rss::date;

impl<'i> Item<'i> {
    /// The date: the element that kept more wins, and the others are compared with it.
    pub(super) fn dates(&mut self, facts: &mut Facts<'i>) {
        let stated = [
            facts.issued.take(),
            facts.available.take(),
            facts.pub_date.take(),
            facts.dc_date.take(),
        ];
        let names = ["dcterms:issued", "dcterms:available", "pubDate", "dc:date"];
        let read = |name: &str, text: &str| {
            if name == "pubDate" {
                date::parse(text)
            } else {
                text.parse::<Date>().ok()
            }
        };
        let mut kept: Option<(Option<Date>, bool)> = None;
        for (name, fact) in names.into_iter().zip(stated) {
            let Some((text, at)) = fact else { continue };
            let date = read(name, &text);
            let Some((kept, keeps_precision)) = &kept else {
                self.values.push((Field::Date.into(), at));
                self.draft.date = match date {
                    Some(date) if name == "pubDate" => date.to_string().into(),
                    None if name == "pubDate" => {
                        date::without_offset(&text).map_or_else(|| text.into(), Into::into)
                    }
                    _ => text.into(),
                };
                kept = Some((date, name != "pubDate"));
                continue;
            };
            let agrees = match (kept, date) {
                // What we would write for it agrees, also where it cannot be read back.
                (Some(kept), None) if name == "pubDate" => {
                    date::pub_date(kept).is_some_and(|written| written == text)
                }
                (Some(kept), Some(date)) if name == "pubDate" => date::same_second(kept, &date),
                (Some(kept), Some(date)) => {
                    *kept == date || (!keeps_precision && date::same_second(kept, &date))
                }
                // What cannot be read is reported by the check.
                (None, _) => true,
                (Some(_), None) => false,
            };
            if !agrees {
                let value = self.draft.date.as_str().to_owned();
                let other = format!("`<{name}>`, which says `{}`", Excerpt(&text));
                self.note(
                    at,
                    Some(Field::Date.into()),
                    FindingKind::Disagreement { value, other },
                );
            }
        }
    }

    /// Id and address, of which each may stand in for the other in a feed.
    pub(super) fn identity(&mut self, facts: &mut Facts<'i>) {
        let guid = facts.guid.take();
        if let Some((guid, at)) = guid
            .as_ref()
            .filter(|_| facts.guid_is_link && self.draft.url.is_empty())
            && (guid.starts_with("https://") || guid.starts_with("http://"))
        {
            let (value, from) = (guid.clone().into_owned(), "the permanent link in its guid");
            self.note(
                *at,
                Some(Field::Url.into()),
                FindingKind::Inferred { value, from },
            );
            self.values.push((Field::Url.into(), *at));
            self.draft.url = guid.clone().into();
        }
        let mut kept: Fact<'i> = None;
        for (name, fact) in [
            ("dc:identifier", facts.id.take()),
            ("guid", guid),
            ("atom:id", facts.atom_id.take()),
        ] {
            let Some((text, at)) = fact else { continue };
            match &kept {
                None => kept = Some((text, at)),
                Some((id, _))
                    if *id == text
                        || crate::rss::write::guid(id) == *text
                        || id_as_uri(id) == *text => {}
                Some(_) => {
                    let what = format!("the id in `<{name}>` is not kept: `{}`", Excerpt(&text));
                    self.note(at, Some(Field::Id.into()), FindingKind::Loss { what });
                }
            }
        }
        if let Some((id, at)) = kept {
            self.values.push((Field::Id.into(), at));
            self.draft.id = id.into();
        }
    }

    /// Summary and body, by which elements there are and what `dc:format` says.
    pub(super) fn texts(&mut self, facts: &mut Facts<'i>) {
        let kind = match facts.format.take() {
            None => None,
            Some((name, at)) => {
                let kind = BodyType::find(&name);
                if kind.is_none() {
                    let what = format!(
                        "`<dc:format>` is not kept, it is neither plain text nor HTML: `{}`",
                        Excerpt(&name)
                    );
                    self.note(at, Some(Field::BodyType.into()), FindingKind::Loss { what });
                }
                kind
            }
        };
        match (facts.content.take(), facts.description.take()) {
            (Some(content), description) => {
                self.body(content, kind);
                if let Some(description) = description {
                    self.summary(description);
                }
            }
            (None, Some(description)) if kind.is_some() => self.body(description, kind),
            (None, Some((text, at))) => {
                // Alone and without format, text is a summary and HTML has to be a body.
                let is_text =
                    plain_from_html(&text).is_some() || html::markup(&text) != Markup::Tags;
                if is_text {
                    self.summary((text, at));
                } else {
                    let value = BodyType::Html.name().to_owned();
                    let from = "the tags in its description";
                    let path = Some(Field::BodyType.into());
                    self.note(at, path, FindingKind::Inferred { value, from });
                    self.body((text, at), Some(BodyType::Html));
                }
            }
            (None, None) => {}
        }
    }

    pub(super) fn body(&mut self, (text, at): (Cow<'i, str>, usize), kind: Option<BodyType>) {
        self.values.push((Field::Body.into(), at));
        let mut kind = kind.unwrap_or(BodyType::Html);
        self.draft.body = match (kind, plain_from_html(&text)) {
            (BodyType::Plain, Some(plain)) => plain.into(),
            (BodyType::Html, _) => text.into(),
            (BodyType::Plain, None) => {
                kind = BodyType::Html;
                let what =
                    "the body says it is plain text and is kept as HTML, which it is".to_owned();
                self.note(
                    at,
                    Some(Field::BodyType.into()),
                    FindingKind::Repair { what },
                );
                text.into()
            }
        };
        self.draft.body_type = kind.name().into();
    }

    pub(super) fn summary(&mut self, (text, at): (Cow<'i, str>, usize)) {
        self.values.push((Field::Summary.into(), at));
        if let Some(plain) = plain_from_html(&text) {
            self.draft.summary = plain.into();
            return;
        }
        let path = Some(Field::Summary.into());
        self.draft.summary = match html::markup(&text) {
            Markup::None => text.into(),
            Markup::References => {
                let kept = html::words(&text);
                let written = text.into_owned();
                self.note(
                    at,
                    path,
                    FindingKind::Normalized {
                        written,
                        kept: kept.clone(),
                    },
                );
                kept.into()
            }
            Markup::Tags => {
                let what = format!("the tags of the summary are not kept: `{}`", Excerpt(&text));
                self.note(at, path, FindingKind::Loss { what });
                html::words(&text).into()
            }
        };
    }
}
