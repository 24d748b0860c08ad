//! What the item is about.

use std::borrow::Cow;

use dateline_core::text::{is_blank, trim};
use dateline_core::{Field, Tag, Text, controlled_field};

use super::{Item, add};
use crate::element::Element;
use crate::feed::locate::Place;
use crate::html;
use crate::names::{ITUNES, Space};
use crate::node::Node;

/// What the attributes of a category say that say anything.
#[derive(Clone, Copy, Debug, Default)]
struct Says<'n, 'i> {
    domain: Option<&'n Cow<'i, str>>,
    scheme: Option<&'n Cow<'i, str>>,
    term: Option<&'n Cow<'i, str>>,
    label: Option<&'n Cow<'i, str>>,
}

impl<'n, 'i> Says<'n, 'i> {
    fn of(element: &'n Element<'i>) -> Self {
        let mut says = Self::default();
        for attribute in element.attributes.iter().filter(|a| !is_blank(&a.value)) {
            let slot = match attribute.name {
                "domain" => &mut says.domain,
                "scheme" => &mut says.scheme,
                "term" => &mut says.term,
                "label" => &mut says.label,
                _ => continue,
            };
            *slot = Some(&attribute.value);
        }
        says
    }
}

impl<'i> Item<'i> {
    /// A category: of RSS with its `domain`, of Atom with term, scheme and label, of iTunes with
    /// its `text`, of Media RSS with `scheme` and `label`.
    pub(super) fn category(&mut self, node: &mut Node<'i>) {
        if matches!(node.element.space, Space::Itunes) {
            return self.nested_categories(node);
        }
        let is_media = matches!(node.element.space, Space::Media);
        let text = html::one_line(node.words());
        let Says {
            domain,
            scheme,
            term,
            label,
        } = Says::of(&node.element);
        let (scheme, of_scheme) = match (domain, scheme) {
            (Some(domain), _) if !is_media => (&**domain, "domain"),
            (_, Some(scheme)) => (&**scheme, "scheme"),
            _ => ("", ""),
        };
        // RSS has its label as text, and Media RSS beside a path that is a term.
        let is_text = !text.is_empty() && (!is_media || label.is_none());
        let at = node.element.at;
        let (value, from, place) = match (label, term) {
            _ if is_text => (&text, "text", Place::text(node)),
            (Some(label), _) => (label, "label", Place::attribute(at, "label")),
            (None, Some(term)) => (term, "term", Place::attribute(at, "term")),
            (None, None) => return self.leave(node.take()),
        };
        // A term beside a label is its code; where both say the same, or the label is one of ours,
        // nothing is lost.
        let field = controlled_field(trim(scheme));
        let is_ours = field.is_some();
        let is_whole = |term: &Cow<'i, str>| scheme.is_empty() && is_text_form(term, value);
        let has_term = is_ours || term.is_none_or(|term| term == value || is_whole(term));
        let has_label = is_ours || label.is_none_or(|label| label == value);
        let used = [
            of_scheme,
            from,
            if has_term { "term" } else { from },
            if has_label { "label" } else { from },
        ];
        let is_left = !is_text && !text.is_empty() && text != *value;
        // Where the scheme of a tag is no URI, our own Atom has all of it in the term.
        let whole = term.filter(|term| from == "label" && is_whole(term));
        if is_text {
            self.tags_dropped(node);
        }
        if let Some(whole) = whole {
            let place = Place::attribute(at, "term");
            self.term(Field::Tags, whole.clone(), place);
        } else {
            let value = if is_text {
                text
            } else {
                html::one_line(value.clone())
            };
            match field {
                Some(field) => self.term(field, value, place),
                None => self.tag(scheme, value, place),
            }
        }
        // Most have nothing but their scheme.
        let has_more = node.element.attributes.len() > usize::from(!of_scheme.is_empty());
        if is_left {
            self.leave(node.take());
        } else if has_more {
            self.rest(node, &used);
        }
    }

    /// Categories of iTunes, one inside the other.
    fn nested_categories(&mut self, node: &mut Node<'i>) {
        let mut others = false;
        self.nested(node, &mut others);
        if others {
            self.leave(node.take());
        }
    }

    fn nested(&mut self, node: &Node<'i>, others: &mut bool) {
        match node.element.attribute("text") {
            Some(text) if !is_blank(text) => {
                let text = html::one_line(text.clone());
                let place = Place::attribute(node.element.at, "text");
                self.tag(ITUNES, text, place);
            }
            _ => *others = true,
        }
        *others |= node.element.attributes.len() > 1 || !node.run.is_blank();
        for inner in node.elements() {
            if inner.element.space == Space::Itunes && inner.element.local == "category" {
                self.nested(inner, others);
            } else {
                *others = true;
            }
        }
    }

    /// The same as a category without domain.
    pub(super) fn subject(&mut self, node: &mut Node<'i>) {
        let text = html::one_line(node.words());
        if is_blank(&text) {
            return self.leave(node.take());
        }
        self.rest(node, &[]);
        let place = Place::text(node);
        self.tag("", text, place);
    }

    /// Words with commas between them.
    pub(super) fn keywords(&mut self, node: &mut Node<'i>) {
        let text = node.words();
        if html::one_line(text.clone())
            .trim_matches([',', ' '])
            .is_empty()
        {
            return self.leave(node.take());
        }
        self.rest(node, &[]);
        let mut from = 0;
        for part in text.split(',') {
            let word = part.trim();
            if !word.is_empty() {
                let before = part.len() - part.trim_start().len();
                let before = part.get(..before).unwrap_or_default();
                let place = Place::text(node);
                let place = place.part(from + before.chars().count(), word.chars().count());
                let word = html::one_line(Cow::Borrowed(word)).into_owned();
                self.tag("", Cow::Owned(word), place);
            }
            from += part.chars().count() + 1;
        }
    }

    /// A tag of a scheme that is none of ours.
    fn tag(&mut self, scheme: &str, label: Cow<'i, str>, place: Place<'i>) {
        let text = match Tag::new(scheme.into(), Text::from(&*label)).text() {
            text if text == *label => None,
            text => Some(text.into_string()),
        };
        // `{scheme}label`
        let before = text.as_ref().and_then(|text| text.strip_suffix(&*label));
        let place = place.behind(before.map_or(0, |before| before.chars().count()));
        self.term(Field::Tags, text.map_or(label, Cow::Owned), place);
    }

    fn term(&mut self, field: Field, text: Cow<'i, str>, place: Place<'i>) {
        let draft = &mut self.draft;
        let values = match field {
            Field::FieldsOfWork => &mut draft.fields_of_work,
            Field::ParticipatingStates => &mut draft.participating_states,
            Field::PartnerStates => &mut draft.partner_states,
            _ => &mut draft.tags,
        };
        let index = values.len();
        add(values, text.into());
        self.found(field, index, place.line());
    }
}

/// Whether a term is the text form of a tag of this label that has a scheme, or could seem to.
fn is_text_form(term: &str, label: &str) -> bool {
    term != label && Tag::from_text(term.into()).label() == label
}
