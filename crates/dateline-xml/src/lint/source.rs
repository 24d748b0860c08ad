//! The document as text, and what stands in front of its root.

use std::ops::Range;

use dateline_core::lint::Found;

use crate::ErrorKind;
use crate::entities::Entities;
use crate::frame::{Kind, Scanner};
use crate::mend::{self, Context, Mended, Repair, RepairKind};
use crate::window::Window;

use super::rules::feed as rules;

/// The text of a document.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) text: String,
    /// The length of the byte order mark in front of it.
    pub(super) mark: usize,
    /// Whether the text stands so in the input, byte for byte.
    pub(super) is_as_it_stands: bool,
    encoding: &'static str,
}

impl Source {
    /// Decodes a document; says where bytes are no text in its encoding.
    pub(super) fn read(document: &[u8], found: &mut Vec<Found>) -> Self {
        let mut window = Window::new(document);
        let mut refused = None;
        loop {
            match window.fill() {
                Ok(true) => {}
                Ok(false) => break,
                Err(kind) => {
                    refused = Some(kind);
                    break;
                }
            }
        }
        let text = String::from_utf8_lossy(window.bytes()).into_owned();
        let end = text.len();
        let repairs: Vec<_> = window.take_repairs(usize::MAX).collect();
        found.extend(repairs.into_iter().map(|repair| {
            let at = floor(&text, repair.at.min(end));
            Found::saying(&rules::ENCODING, at..at, repair.what)
        }));
        let bytes = window.bytes();
        if let Err(error) = std::str::from_utf8(bytes) {
            let at = error.valid_up_to().min(end);
            let byte = bytes.get(at).copied().unwrap_or_default();
            let expected = format!("text in {}", window.encoding());
            let met = format!("the byte 0x{byte:02X}");
            found.push(Found::new(&rules::ENCODING, at..at, &expected, &met));
        }
        if let Some(kind) = refused {
            found.push(Found::saying(&rules::ENCODING, end..end, kind.to_string()));
        }
        let mark = if document.starts_with("\u{FEFF}".as_bytes()) {
            "\u{FEFF}".len()
        } else {
            0
        };
        Self {
            is_as_it_stands: document.get(mark..) == Some(text.as_bytes()),
            encoding: window.encoding(),
            text,
            mark,
        }
    }

    /// Looks at what stands in front of the root: the declaration, the document type, comments.
    /// Gives the entities that are declared there, and where the root begins.
    pub(super) fn prolog(&self, found: &mut Vec<Found>) -> Prolog {
        let text = self.text.as_str();
        let mut prolog = Prolog {
            entities: Entities::default(),
            root: None,
            name: String::new(),
            has_doctype: None,
        };
        let (mut has_declaration, mut at) = (false, 0);
        let mut scanner = Scanner::default();
        while let Some(markup) = scanner.step(text.as_bytes()) {
            let piece = text.get(markup.start..markup.end).unwrap_or_default();
            let between = text.get(at..markup.start).unwrap_or_default();
            let stray = between.trim();
            if !stray.is_empty() {
                let start = at + between.len() - between.trim_start().len();
                let expected = "nothing but the document";
                let place = start..start + stray.len();
                found.push(Found::of(&rules::NOT_WELL_FORMED, place, expected, stray));
            }
            at = markup.end;
            match markup.kind {
                Kind::Open | Kind::Empty | Kind::CData => {
                    prolog.root = (markup.kind != Kind::CData).then_some(markup.start);
                    prolog.name = String::from_utf8_lossy(markup.name(text.as_bytes())).into();
                    break;
                }
                Kind::Close => {
                    let name = String::from_utf8_lossy(markup.name(text.as_bytes())).into_owned();
                    let kind = ErrorKind::Unopened { name };
                    let place = markup.start..markup.end;
                    found.push(Found::saying(
                        &rules::NOT_WELL_FORMED,
                        place,
                        kind.to_string(),
                    ));
                }
                Kind::Instruction if mend::is_declaration(piece) => {
                    let declaration = mend::declaration(piece, markup.start == 0);
                    has_declaration = true;
                    prolog.entities.standalone |= declaration.standalone == Some(true);
                    repairs(text, &declaration.repairs, |at| markup.start + at, found);
                    self.declared(piece, markup.start, found);
                }
                Kind::Instruction | Kind::Comment => {
                    let context = Context {
                        entities: &prolog.entities,
                        namespace: &|_| None,
                    };
                    if let Ok(mended) = mend::outside(piece, &context) {
                        repairs(text, &mended.repairs, |at| markup.start + at, found);
                    }
                }
                Kind::Doctype => {
                    if let Ok(doctype) = mend::doctype(piece, &mut prolog.entities) {
                        repairs(text, &doctype.repairs, |at| markup.start + at, found);
                    }
                    prolog.has_doctype = Some(markup.start..markup.end);
                }
            }
        }
        if !has_declaration && prolog.root.is_some() {
            let said = Found::new(
                &rules::DECLARATION,
                0..0,
                "`<?xml version=\"1.0\" encoding=\"UTF-8\"?>` at the very beginning",
                "no declaration",
            );
            let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
            let is_first = text.starts_with('<') && self.encoding == "UTF-8";
            found.push(if is_first {
                said.fix("add the declaration", [(0..0, declaration)])
            } else {
                said
            });
        }
        prolog
    }

    /// Says that the encoding is not UTF-8, or that none is declared.
    fn declared(&self, piece: &str, start: usize, found: &mut Vec<Found>) {
        let place = start..start + piece.len();
        let names_utf_8 = piece.to_ascii_lowercase().contains("utf-8");
        if self.encoding != "UTF-8" && names_utf_8 {
            // That the bytes are something else is said where they are.
        } else if self.encoding != "UTF-8" {
            let said = Found::of(
                &rules::NOT_UTF_8,
                place,
                "a document in UTF-8",
                self.encoding,
            );
            found.push(said);
        } else if !piece.contains("encoding") {
            let expected = "`encoding=\"UTF-8\"` in the declaration";
            let end = place.end - "?>".len().min(piece.len());
            let said = Found::new(&rules::DECLARATION, place, expected, "no encoding");
            // It stands behind the version.
            let is_plain = !piece.contains("standalone") && piece.ends_with("?>");
            found.push(if is_plain {
                let end = start
                    + piece
                        .get(..end - start)
                        .unwrap_or_default()
                        .trim_end()
                        .len();
                said.fix(
                    "name the encoding",
                    [(end..end, " encoding=\"UTF-8\"".to_owned())],
                )
            } else {
                said
            });
        }
    }
}

/// What stands in front of the root.
pub(super) struct Prolog {
    pub(super) entities: Entities,
    /// Where the root begins, if there is one.
    pub(super) root: Option<usize>,
    pub(super) name: String,
    pub(super) has_doctype: Option<Range<usize>>,
}

/// The root, well-formed, and where in the text what begins at an offset of it stands.
pub(super) struct Root<'x> {
    pub(super) mended: Mended<'x>,
    start: usize,
    end: usize,
}

impl<'x> Root<'x> {
    /// Makes the root well-formed and says where it was not; none where it goes beyond a limit.
    pub(super) fn read(
        source: &'x Source,
        prolog: &Prolog,
        start: usize,
        found: &mut Vec<Found>,
    ) -> Option<Self> {
        let xml = source.text.get(start..)?;
        let context = Context {
            entities: &prolog.entities,
            namespace: &|_| None,
        };
        match mend::element(xml, &context) {
            Ok(mended) => {
                repairs(&source.text, &mended.repairs, |at| start + at, found);
                let end = source.text.len();
                Some(Self { mended, start, end })
            }
            Err(limit) => {
                let at = floor(&source.text, start + limit.at);
                let kind = ErrorKind::from(limit.kind);
                found.push(Found::saying(
                    &rules::NOT_WELL_FORMED,
                    at..at,
                    kind.to_string(),
                ));
                None
            }
        }
    }

    /// Where in the text what begins at an offset of the mended root stands.
    pub(super) fn origin(&self, at: usize) -> usize {
        (self.start + self.mended.origin(at)).min(self.end)
    }
}

/// What was mended, as it is said.
fn repairs(text: &str, repairs: &[Repair], place: impl Fn(usize) -> usize, found: &mut Vec<Found>) {
    for repair in repairs {
        let at = floor(text, place(repair.at).min(text.len()));
        let kind = &repair.kind;
        let rule = if kind.is_violation() || matches!(kind, RepairKind::More(_)) {
            &rules::NOT_WELL_FORMED
        } else {
            &rules::ENTITY
        };
        let said = Found::new(rule, at..at, &kind.expected(), &kind.found());
        found.push(match kind {
            RepairKind::Ampersand if text.get(at..).is_some_and(|rest| rest.starts_with('&')) => {
                said.fix("write `&` as `&amp;`", [(at..at + 1, "&amp;".to_owned())])
            }
            RepairKind::HtmlEntity {
                name, text: means, ..
            } => {
                let length = name.len() + 2;
                let stands = text.get(at..at + length) == Some(&format!("&{name};"));
                let number = |c: char| format!("&#x{:X};", u32::from(c));
                let numbers: String = means.chars().map(number).collect();
                if stands {
                    said.fix("write the entity by number", [(at..at + length, numbers)])
                } else {
                    said
                }
            }
            _ => said,
        });
    }
}

/// The beginning of the character that a place is in.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
