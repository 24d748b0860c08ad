//! In which language it is, and where it is in others.

use std::borrow::Cow;

use dateline_core::text::{is_blank, trim};
use dateline_core::{DraftTranslation, Field, FieldPath, FindingKind, Language};

use super::{Item, Part, Queue};
use crate::element::Attribute;
use crate::feed::frame::Around;
use crate::feed::locate::Place;
use crate::html;
use crate::names::Space;
use crate::node::Node;

impl<'i> Item<'i> {
    /// The language: of the item, else of the feed.
    pub(super) fn language(
        &mut self,
        own: Option<&Cow<'i, str>>,
        queue: &mut Queue<'_, 'i>,
        around: &'i Around,
    ) {
        match own {
            Some(own) if !is_blank(own) => {
                let place = Place::attribute(0, "xml:lang");
                self.stands(Field::Language, place);
                self.draft.language = own.clone().into();
                // What says the same says nothing.
                while let Some(waiting) = queue.next(Part::Language) {
                    if same_language(&waiting.node.words(), own) {
                        self.rest_waiting(&waiting, &[]);
                    } else {
                        self.leave_waiting(waiting);
                    }
                }
            }
            _ => self.first(queue, Part::Language, Field::Language),
        }
        // `xml:lang=""` says that there is none, also not that of the feed.
        if let (true, None, Some(language)) = (
            self.draft.language.is_empty(),
            own,
            around.language.as_deref(),
        ) {
            let value = language.to_owned();
            let from = "the language of the channel";
            let path = Some(Field::Language.into());
            self.note(0, path, FindingKind::Inferred { value, from });
            self.draft.language = language.into();
        }
    }

    /// The same release in another language.
    pub(super) fn version(&mut self, node: &mut Node<'i>) {
        let language = node.element.attribute("xml:lang").cloned();
        let (Some(language), false) = (language, node.words().is_empty()) else {
            return self.leave(node.take());
        };
        let place = Place::text(node).line();
        let url = html::one_line(node.take_words());
        let used = |attribute: &Attribute<'_>| attribute.space == Some(Space::Xml);
        if let Some(rest) = node.rest(used) {
            self.foreign.push((node.element.at, rest));
        }
        let places = (Place::attribute(node.element.at, "xml:lang"), place);
        self.translation(language, url, places);
    }

    /// `places` are those of the language and of the address.
    pub(super) fn translation(
        &mut self,
        language: Cow<'i, str>,
        url: Cow<'i, str>,
        places: (Place<'i>, Place<'i>),
    ) {
        let path = FieldPath::of(Field::Translations, self.draft.translations.len());
        self.stands(path, places.1);
        self.stands(path.part("language"), places.0);
        self.stands(path.part("url"), places.1);
        let (language, url) = (language.into(), url.into());
        let translation = DraftTranslation { language, url };
        self.draft.translations.push(translation);
    }
}

/// Whether two tags name the same language. One that is undetermined is the same as none.
pub(super) fn same_language(one: &str, other: &str) -> bool {
    let plain = |tag: &str| {
        let tag = trim(tag).replace('_', "-");
        if tag.eq_ignore_ascii_case(Language::UNDETERMINED) {
            return String::new();
        }
        tag.to_ascii_lowercase()
    };
    plain(one) == plain(other)
}
