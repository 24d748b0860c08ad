//! A release in the native shape, written without steps between.
//!
//! What comes out is what `serde_json` makes of the release's [`Draft`](dateline_core::Draft), byte
//! for byte, which a test proves; this is several times as fast.

use dateline_core::text::has_byte;
use dateline_core::vocab::Vocabulary;
use dateline_core::{
    Body, Field, Finding, Language, Place, Release, Spelling, Term, WebAddress, Written,
};

use super::Layout;

/// Encodes the parts of a document: what stands in front of its releases, each release, what stands
/// behind them. A document is `head`, then the items with `separator` between each two, then `tail`.
///
/// It keeps nothing from one call to the next, so that items can be encoded by any thread and in
/// any order.
///
/// ```
/// use dateline_core::{Draft, Release};
/// use dateline_json::native::{Encoder, Layout};
///
/// let draft = Draft { id: "1".into(), title: "A".into(), date: "2016".into(), ..Draft::default() };
/// let release = Release::try_from(draft)?;
/// let (encoder, mut lines) = (Encoder::default().layout(Layout::Lines), String::new());
/// encoder.head(&mut lines);
/// let _ = encoder.item(&release, &mut lines, &mut Vec::new());
/// lines.push_str(encoder.separator());
/// let _ = encoder.item(&release, &mut lines, &mut Vec::new());
/// encoder.tail(true, &mut lines);
/// let line = r#"{"id":"1","title":"A","date":"2016"}"#;
/// assert_eq!(lines, format!("{line}\n{line}\n"));
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoder {
    layout: Layout,
    spelling: Spelling,
}

impl Encoder {
    /// Writes this layout.
    #[must_use]
    pub fn layout(self, layout: Layout) -> Self {
        Self { layout, ..self }
    }

    /// Spells terms so.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// Appends what stands in front of the releases.
    pub fn head(&self, out: &mut String) {
        out.push_str(match self.layout {
            Layout::Array => "[",
            Layout::Lines => "",
        });
    }

    /// What stands between two releases.
    #[must_use]
    pub fn separator(&self) -> &'static str {
        match self.layout {
            Layout::Array => ",",
            Layout::Lines => "",
        }
    }

    /// Appends a release. There is nothing that this format cannot hold.
    pub fn item(
        &self,
        release: &Release<'_>,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        let _ = findings;
        if self.layout == Layout::Array {
            out.push('\n');
        }
        let mut object = Object { out, begun: false };
        for field in Field::ALL.iter().chain(&[Field::Foreign]) {
            object.field(*field, release, self.spelling);
        }
        out.push('}');
        if self.layout == Layout::Lines {
            out.push('\n');
        }
        Written::Out
    }

    /// Appends what stands behind the releases.
    pub fn tail(&self, any_items: bool, out: &mut String) {
        out.push_str(match self.layout {
            Layout::Array if any_items => "\n]\n",
            Layout::Array => "]\n",
            Layout::Lines => "",
        });
    }
}

const _: () = {
    const fn is_shared<T: Send + Sync>() {}
    is_shared::<Encoder>();
};

/// An object that is being written.
struct Object<'o> {
    out: &'o mut String,
    begun: bool,
}

impl Object<'_> {
    /// A field, unless it is absent.
    fn field(&mut self, field: Field, release: &Release<'_>, spelling: Spelling) {
        match field {
            Field::Id => self.text(field.name(), release.id()),
            Field::Number => {
                if let Some(number) = release.number() {
                    self.text(field.name(), &number.to_string());
                }
            }
            Field::Kind => self.maybe(field, release.kind().map(|kind| kind.spelled(spelling))),
            Field::Title => self.text(field.name(), release.title()),
            Field::Date => self.text(field.name(), &release.date().text()),
            Field::Modified => {
                if let Some(date) = release.modified() {
                    self.text(field.name(), &date.text());
                }
            }
            Field::Language => self.maybe(field, release.language().map(Language::as_str)),
            Field::Url => self.maybe(field, release.url().map(WebAddress::as_str)),
            Field::Places => self.list(field, release.places(), |out, place| {
                self::place(out, place, spelling);
            }),
            Field::Sources => self.list(field, release.sources(), |out, source| {
                string(out, source.spelled(spelling));
            }),
            Field::FieldsOfWork => self.terms(field, release.fields_of_work(), spelling),
            Field::ParticipatingStates => {
                self.terms(field, release.participating_states(), spelling);
            }
            Field::PartnerStates => self.terms(field, release.partner_states(), spelling),
            Field::Tags => self.list(field, release.tags(), |out, tag| string(out, &tag.text())),
            Field::Summary => self.maybe(field, release.summary()),
            Field::Body => self.maybe(field, release.body().map(Body::text)),
            Field::BodyType => self.maybe(field, release.body().map(|body| body.kind().name())),
            Field::Translations => {
                if !release.translations().is_empty() {
                    self.key(field.name());
                    let mut translations = Object {
                        out: self.out,
                        begun: false,
                    };
                    for translation in release.translations() {
                        let url = translation.url().as_str();
                        translations.text(translation.language().as_str(), url);
                    }
                    self.out.push('}');
                }
            }
            Field::Embargo => {
                if let Some(date) = release.embargo() {
                    self.text(field.name(), &date.text());
                }
            }
            // Rare, and of any depth. What is only text cannot fail to be JSON.
            Field::Foreign => self.list(field, release.foreign(), |out, element| {
                out.push_str(&serde_json::to_string(element).unwrap_or_default());
            }),
        }
    }

    fn key(&mut self, key: &str) {
        self.out.push(if self.begun { ',' } else { '{' });
        self.begun = true;
        string(self.out, key);
        self.out.push(':');
    }

    fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        string(self.out, text);
    }

    fn maybe(&mut self, field: Field, text: Option<&str>) {
        if let Some(text) = text {
            self.text(field.name(), text);
        }
    }

    fn terms<T: Vocabulary>(&mut self, field: Field, terms: &[Term<'_, T>], spelling: Spelling) {
        self.list(field, terms, |out, term| {
            string(out, term.spelled(spelling))
        });
    }

    fn list<T>(&mut self, field: Field, values: &[T], write: impl Fn(&mut String, &T)) {
        if values.is_empty() {
            return;
        }
        self.key(field.name());
        for (index, value) in values.iter().enumerate() {
            self.out.push(if index == 0 { '[' } else { ',' });
            write(self.out, value);
        }
        self.out.push(']');
    }
}

fn place(out: &mut String, place: &Place<'_>, spelling: Spelling) {
    let (canonical, state) = place.looked_up();
    let state = state.map(|state| match spelling {
        Spelling::Label => state.label(),
        Spelling::Code => state.code(),
    });
    let mut object = Object { out, begun: false };
    object.text("name", place.name());
    for (key, value) in [
        ("qualifier", place.qualifier()),
        ("canonical", canonical),
        ("state", state),
    ] {
        if let Some(value) = value {
            object.text(key, value);
        }
    }
    out.push('}');
}

/// So many bytes are looked at before it is decided whether to look at each.
const CHUNK: usize = 64;

/// A text as a string of JSON (RFC 8259, section 7), with no more escapes than it needs.
fn string(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let needs_escape = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\');
    let mut copied = 0;
    out.push('"');
    for (index, chunk) in bytes.chunks(CHUNK).enumerate() {
        if !has_byte(chunk, needs_escape) {
            continue;
        }
        let start = index * CHUNK;
        for at in (start..start + chunk.len()).filter(|at| needs_escape(bytes[*at])) {
            out.push_str(&text[copied..at]);
            escape(out, bytes[at]);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
    out.push('"');
}

fn escape(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('\\');
    let short = match byte {
        0x08 => 'b',
        b'\t' => 't',
        b'\n' => 'n',
        0x0C => 'f',
        b'\r' => 'r',
        b'"' | b'\\' => char::from(byte),
        _ => {
            out.push_str("u00");
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            char::from(HEX[usize::from(byte & 0xF)])
        }
    };
    out.push(short);
}

#[cfg(test)]
mod tests {
    use dateline_core::{Checker, Draft, DraftPlace, DraftTranslation, Foreign};
    use proptest::prelude::*;

    use super::*;

    /// That a release is written as the draft of it is by `serde_json`.
    #[track_caller]
    fn check(draft: Draft<'_>) {
        let checker = Checker::default().keep_unlisted(true);
        let release = checker.check(draft, &mut Vec::new()).unwrap();
        for spelling in [Spelling::Label, Spelling::Code] {
            let expected = serde_json::to_string(&Draft::spelled(&release, spelling)).unwrap();
            let encoder = Encoder::default().layout(Layout::Lines).spelling(spelling);
            let mut line = String::new();
            let _ = encoder.item(&release, &mut line, &mut Vec::new());
            assert_eq!(line, expected + "\n");
        }
    }

    fn full() -> Draft<'static> {
        Draft {
            id: "x:1".into(),
            number: "276291".into(),
            kind: "News".into(),
            title: "A \"quoted\" title".into(),
            date: "2016-10-25T14:30:05.12+02:00".into(),
            modified: "2016-10-26".into(),
            language: "sr-Latn".into(),
            url: "https://www.osce.org/node/276291".into(),
            places: ["SKOPJE", "Atlantis, Nowhere", "OSH, Kyrgyzstan"]
                .map(|place| DraftPlace::from_text(place.into()))
                .into(),
            sources: vec![
                "Mission to Skopje".into(),
                "Secretariat".into(),
                "UNDP".into(),
            ],
            fields_of_work: vec!["Policing".into(), "Gardening".into()],
            participating_states: vec!["Albania".into()],
            partner_states: vec!["Japan".into()],
            tags: vec!["water".into(), "{https://a.example/}b".into()],
            summary: "Short.\n".into(),
            body: "SKOPJE – one\r\ntwo\t\\three\\ é 🕊".into(),
            body_type: "text/html".into(),
            translations: vec![DraftTranslation {
                language: "mk".into(),
                url: "https://www.osce.org/mk/node/276291".into(),
            }],
            embargo: "2016-10".into(),
            foreign: vec![Foreign {
                name: "comments".into(),
                text: "a \"b\"".into(),
                attributes: vec![("c".into(), "d\n".into())],
                ..Foreign::default()
            }],
            keep_unlisted: true,
        }
    }

    #[test]
    fn a_release_is_written_as_its_draft_is() {
        check(full());
        check(Draft {
            title: "A".into(),
            date: "2016".into(),
            ..Draft::default()
        });
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_serde_json_does(text in "(\\PC|[\\x00-\\x20\"\\\\]|x{60}){0,80}") {
            let mut own = String::new();
            string(&mut own, &text);
            prop_assert_eq!(own, serde_json::to_string(&text).unwrap());
        }
    }
}
