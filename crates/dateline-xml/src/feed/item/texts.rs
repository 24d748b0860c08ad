//! The title, the summary and the body.

use std::borrow::Cow;

use dateline_core::text::is_blank;
use dateline_core::{BodyType, Excerpt, Field, FieldPath, FindingKind};
use smallvec::SmallVec;

use super::construct::{NoText, USED, is_marked};
use super::{Construct, Form, Item, Part, Queue, Waiting, construct};
use crate::feed::frame::Around;
use crate::feed::locate::Place;
use crate::html::{self, Markup};
use crate::node::Node;
use crate::wording::Wording;

/// What says what the body is, as far as that is known.
type Formats<'w, 'i> = SmallVec<[(Option<BodyType>, Waiting<'w, 'i>); 1]>;

/// A text that is used.
#[derive(Debug)]
struct Told<'i> {
    construct: Construct<'i>,
    at: usize,
    place: Place<'i>,
    /// The element's name as it was written, and without prefix.
    name: &'i str,
    local: &'i str,
}

impl<'i> Item<'i> {
    /// The title: one line of plain text.
    pub(super) fn titles(&mut self, queue: &mut Queue<'_, 'i>, around: &'i Around) {
        while let Some(waiting) = queue.next(Part::Title) {
            if self.draft.title.is_empty() {
                self.title(waiting, around);
            } else if waiting.node.words() == self.draft.title.as_str() {
                self.rest_waiting(&waiting, USED);
            } else {
                self.leave_waiting(waiting);
            }
        }
    }

    fn title(&mut self, mut waiting: Waiting<'_, 'i>, around: &'i Around) {
        let at = waiting.node.run.at;
        let is_atom = around.is_atom();
        let is_marked = is_marked(&waiting.node, is_atom);
        let as_text = Place::text(&waiting.node);
        let (text, place) = if is_marked {
            // What is no text is kept as it was.
            match construct(&mut waiting.node.clone(), is_atom, None) {
                Ok(Construct {
                    text,
                    form: Form::Html,
                    ..
                }) => self.words(text, Form::Html, as_text, at, Field::Title),
                Ok(Construct { text, .. }) => (text.into_text(), as_text),
                Err(why) => return self.no_text(waiting, why),
            }
        } else {
            self.tags_dropped(&waiting.node);
            (waiting.node.take_words(), as_text)
        };
        self.rest_waiting(&waiting, used(&waiting.node, is_atom));
        if is_blank(&text) {
            return;
        }
        let line = self.on_one_line(Field::Title, text, at);
        self.stands(Field::Title, place.line());
        self.draft.title = line.into();
    }

    /// Summary and body, by which elements there are and what `dc:format` says.
    pub(super) fn texts(&mut self, queue: &mut Queue<'_, 'i>, around: &'i Around) {
        let mut formats = Formats::new();
        while let Some(waiting) = queue.next(Part::Format) {
            formats.push((BodyType::find(&waiting.node.words()), waiting));
        }
        let mut body = self.best(queue, Part::Body, around);
        let mut summary = self.best(queue, Part::Summary, around);
        let format = formats.iter().find_map(|(kind, _)| *kind);
        // One that repeats the body with all its tags is no summary of it.
        if let (Some(body), Some(copy)) = (&body, &summary)
            && body.construct.text == copy.construct.text
            && has_tags(&copy.construct)
        {
            summary = None;
        }
        if body.is_none()
            && let Some(only) = &summary
        {
            let is_stated = only.construct.form == Form::Unmarked && format.is_some();
            let is_html = !is_stated && has_tags(&only.construct);
            if is_html {
                // Alone and without format, text is a summary and HTML has to be a body.
                let value = BodyType::Html.name().to_owned();
                let from = match only.local {
                    "summary" => "the tags in its summary",
                    _ => "the tags in its description",
                };
                let path = Some(Field::BodyType.into());
                self.note(only.at, path, FindingKind::Inferred { value, from });
            }
            if is_stated || is_html {
                body = summary.take();
            }
        }
        // An entry of our own that has no text repeats its title, because an entry needs a text.
        let is_ours = around.is_atom() && self.has_exact_date && format.is_none();
        let title = self.draft.title.as_str();
        let repeats = |body: &Told<'i>| match body.construct.form {
            Form::Plain => body.construct.text.text() == title,
            _ => body.construct.text.text() == html::escaped(title),
        };
        if is_ours && summary.is_none() && body.as_ref().is_some_and(repeats) {
            body = None;
        }
        // HTML may be what was made of plain text; then the format says so.
        let mut decides = false;
        if let Some(body) = body {
            decides = body.construct.form != Form::Plain;
            self.body(body, format);
        }
        if let Some(summary) = summary {
            self.summary(summary);
        }
        self.formats(formats, decides);
    }

    /// The first of the elements that say this, in their order. The others are kept where they say
    /// something else.
    fn best(
        &mut self,
        queue: &mut Queue<'_, 'i>,
        part: Part,
        around: &'i Around,
    ) -> Option<Told<'i>> {
        let is_atom = around.is_atom();
        let mut best: Option<Told<'i>> = None;
        while let Some(waiting) = queue.next(part) {
            match &best {
                None => best = self.told(waiting, is_atom),
                Some(best) => self.other_text(waiting, best, is_atom),
            }
        }
        best
    }

    /// What an element tells; none where it tells nothing.
    fn told(&mut self, mut waiting: Waiting<'_, 'i>, is_atom: bool) -> Option<Told<'i>> {
        let node = &mut *waiting.node;
        let (name, local, at) = (node.element.name, node.element.local, node.run.at);
        let is_nested = node.elements().next().is_some();
        let construct = match construct(node, is_atom, self.base.as_ref()) {
            Ok(construct) => construct,
            Err(why) => {
                self.no_text(waiting, why);
                return None;
            }
        };
        self.rest_waiting(&waiting, used(&waiting.node, is_atom));
        if construct.text.is_empty() {
            return None;
        }
        let is_other = is_nested || construct.resolved.is_some();
        let place = Place::text_at(at);
        Some(Told {
            place: if is_other { place.other() } else { place },
            construct,
            at,
            name,
            local,
        })
    }

    /// Keeps an element beside the best, where it tells something else.
    fn other_text(&mut self, mut waiting: Waiting<'_, 'i>, best: &Told<'i>, is_atom: bool) {
        let whole = waiting.node.clone();
        match construct(&mut waiting.node, is_atom, self.base.as_ref()) {
            Ok(Construct { text, .. }) if text.is_empty() || text == best.construct.text => {
                self.rest_waiting(&waiting, used(&waiting.node, is_atom));
            }
            Ok(_) => {
                *waiting.node = whole;
                self.leave_waiting(waiting);
            }
            Err(why) => self.no_text(waiting, why),
        }
    }

    /// Keeps an element that holds no text.
    fn no_text(&mut self, waiting: Waiting<'_, 'i>, why: NoText) {
        if why == NoText::Base64 {
            let name = waiting.node.element.name;
            let what = format!("`<{name}>` is said to be text in base64, and is not");
            self.note(waiting.node.run.at, None, FindingKind::Repair { what });
        }
        self.leave_waiting(waiting);
    }

    fn body(&mut self, told: Told<'i>, format: Option<BodyType>) {
        self.mended(&told, Field::Body);
        let Told {
            construct,
            at,
            place,
            ..
        } = told;
        let Construct { text, form, .. } = construct;
        let kind = match form {
            Form::Plain => BodyType::Plain,
            Form::Html => BodyType::Html,
            Form::Unmarked => format.unwrap_or(BodyType::Html),
        };
        let is_plain = form != Form::Plain && format == Some(BodyType::Plain);
        let text = if is_plain {
            text.into_plain()
        } else {
            Err(text.into_text())
        };
        let place = if text.is_ok() { place.plain() } else { place };
        self.stands(Field::Body, place);
        let (text, kind) = match text {
            Ok(plain) => (Cow::Owned(plain), BodyType::Plain),
            Err(text)
                if is_plain && (form == Form::Html || html::markup(&text) == Markup::Tags) =>
            {
                let what = "the body says it is plain text and is kept as HTML, which it is";
                let what = what.to_owned();
                let path = Some(Field::BodyType.into());
                self.note(at, path, FindingKind::Repair { what });
                (text, BodyType::Html)
            }
            Err(text) => (text, kind),
        };
        self.draft.body = text.into();
        self.draft.body_type = kind.name().into();
    }

    fn summary(&mut self, told: Told<'i>) {
        self.mended(&told, Field::Summary);
        let Told {
            construct,
            at,
            place,
            ..
        } = told;
        let text = construct.text;
        let (text, place) = match construct.form {
            Form::Plain => (text.into_text(), place),
            form => self.words(text, form, place, at, Field::Summary),
        };
        self.stands(Field::Summary, place);
        self.draft.summary = text.into();
    }

    /// What was mended in a text, and which addresses in it are not as they were.
    fn mended(&mut self, told: &Told<'i>, field: Field) {
        let path = Some(FieldPath::from(field));
        if let Some(mended) = told.construct.mended {
            let what = format!("`<{}>` is read as HTML: {mended}", told.name);
            self.note(told.at, path, FindingKind::Repair { what });
        }
        if let (Field::Body, Some((written, kept))) = (field, told.construct.resolved.clone()) {
            self.note(told.at, path, FindingKind::Normalized { written, kept });
        }
    }

    /// The words of HTML, and what is to be said where they are not all of it.
    fn words(
        &mut self,
        text: Wording<'i>,
        form: Form,
        place: Place<'i>,
        at: usize,
        field: Field,
    ) -> (Cow<'i, str>, Place<'i>) {
        let text = match text.into_plain() {
            Ok(plain) => return (Cow::Owned(plain), place.plain()),
            Err(text) => text,
        };
        let path = Some(field.into());
        match html::markup(&text) {
            Markup::None => (text, place),
            // What says it is HTML and has no more references than it needs is its words.
            Markup::References
                if form == Form::Html && html::escaped(&html::unescaped(&text)) == text =>
            {
                let text = html::unescaped(&text).into_owned();
                (Cow::Owned(text), place.plain())
            }
            Markup::References => {
                let kept = html::words(&text);
                let written = text.into_owned();
                let said = kept.clone();
                self.note(
                    at,
                    path,
                    FindingKind::Normalized {
                        written,
                        kept: said,
                    },
                );
                (Cow::Owned(kept), place.other())
            }
            Markup::Tags => {
                let what = format!("the tags of the {field} are not kept: `{}`", Excerpt(&text));
                self.note(at, path, FindingKind::Loss { what });
                (Cow::Owned(html::words(&text)), place.other())
            }
        }
    }

    /// What `dc:format` said goes with the body; what it says beyond is kept. `decides` says whether
    /// the first of them that is known told what the body is, and was reported where it was wrong.
    fn formats(&mut self, formats: Formats<'_, 'i>, mut decides: bool) {
        for (kind, waiting) in formats {
            let says_it = kind.is_some_and(|kind| self.draft.body_type.as_str() == kind.name());
            let told_it = kind.is_some() && std::mem::take(&mut decides);
            if says_it || told_it {
                self.rest_waiting(&waiting, &[]);
            } else {
                self.leave_waiting(waiting);
            }
        }
    }
}

/// Those of the attributes of an element that say what its text is.
fn used(node: &Node<'_>, is_atom: bool) -> &'static [&'static str] {
    if is_marked(node, is_atom) { USED } else { &[] }
}

/// Whether a text is HTML with tags, beyond what plain text is made of in an element of HTML.
fn has_tags(construct: &Construct<'_>) -> bool {
    construct.form != Form::Plain && construct.text.has_tags()
}
