//! The document type and its internal subset (XML 1.0, section 2.8, and sections 3.2, 3.3 and 4).
//!
//! Every production is checked, and of what is declared the entities are kept, and the namespaces
//! that attributes have by default. Nothing is fetched: an external subset and external parameter
//! entities are only known to be there.

use std::borrow::Cow;

use super::names;
use super::patch::{rest, slice};
use super::repair::{
    ENTITY_DEPTH_LIMIT, Limit, LimitKind, NAME_LIMIT, Repair, RepairKind, Repairs,
};
use super::scan::{Fault, Parsed, Scan};
use super::{clean, marks};
use crate::entities::{Entities, Entity};

/// A document type.
#[derive(Debug)]
pub(crate) struct Doctype {
    /// What the root should be called; empty where no name stands there.
    pub(crate) name: String,
    pub(crate) repairs: Vec<Repair>,
}

const HEAD: &str = "<!DOCTYPE";

/// Reads a document type, from `<!DOCTYPE` to `>`, and takes up what it declares. A declaration that
/// breaks the grammar is left out.
pub(crate) fn doctype(xml: &str, entities: &mut Entities) -> Result<Doctype, Limit> {
    let mut repairs = Repairs::default();
    let (xml, cleaned) = clean(xml, &mut repairs).finish();
    let mut reader = Reader {
        scan: Scan::new(&xml),
        name: String::new(),
        outer: None,
        entities,
        parameters: Entities::default(),
        active: Vec::new(),
        repairs: Repairs::default(),
    };
    match reader.document_type() {
        Ok(()) => {}
        Err(Fault::Grammar(expected)) => reader.grammar(expected, "the rest is dropped"),
        Err(Fault::Limit(kind)) => {
            let at = cleaned.origin(reader.place());
            return Err(Limit { at, kind });
        }
    }
    let found = reader.repairs;
    repairs.join(found, |at| cleaned.origin(at));
    Ok(Doctype {
        name: reader.name,
        repairs: repairs.finish(),
    })
}

pub(super) struct Reader<'x, 'e> {
    pub(super) scan: Scan<'x>,
    /// The name behind `<!DOCTYPE`.
    name: String,
    /// Where the parameter entity is referred to whose text is being read.
    outer: Option<usize>,
    pub(super) entities: &'e mut Entities,
    /// The parameter entities.
    parameters: Entities,
    active: Vec<String>,
    pub(super) repairs: Repairs,
}

impl Reader<'_, '_> {
    /// Where the reading is.
    pub(super) fn place(&self) -> usize {
        self.outer.unwrap_or(self.scan.at)
    }

    /// Reports a break of the grammar where the reading is.
    pub(super) fn grammar(&mut self, expected: &'static str, taken: &'static str) {
        let kind = RepairKind::grammar(expected, self.scan.rest(), taken);
        self.repairs.push(self.place(), kind);
    }

    /// Goes over white space of which there must be some.
    pub(super) fn blanks(&mut self) -> Parsed<()> {
        self.scan.must_blanks()
    }

    pub(super) fn must(&mut self, text: &str, expected: &'static str) -> Parsed<()> {
        self.scan.must(text, expected)
    }

    /// A name with at most one colon.
    pub(super) fn qualified_name(&mut self) -> Parsed<String> {
        self.name_of(names::is_qualified)
    }

    /// A name without a colon.
    pub(super) fn plain_name(&mut self) -> Parsed<String> {
        self.name_of(names::is_plain_name)
    }

    fn name_of(&mut self, is_lawful: fn(&str) -> bool) -> Parsed<String> {
        let length = names::length(self.scan.rest());
        if length == 0 {
            return Err(Fault::Grammar("a name"));
        }
        if length > NAME_LIMIT {
            return Err(Fault::Limit(LimitKind::Name));
        }
        let name = slice(self.scan.rest(), 0, length).to_owned();
        if !is_lawful(&name) {
            self.grammar("a name of Namespaces in XML", "kept");
        }
        self.scan.at += length;
        Ok(name)
    }

    fn document_type(&mut self) -> Parsed<()> {
        if !self.scan.eat(HEAD) {
            self.grammar("`<!DOCTYPE` in capitals", "taken for it");
            self.scan.at += HEAD.len();
        }
        self.blanks()?;
        self.name = self.qualified_name()?;
        let parted = self.scan.blanks();
        if parted && self.external_id(false)?.is_some() {
            self.entities.unread = true;
            self.scan.blanks();
        }
        if self.scan.eat("[") {
            self.subset()?;
            self.must("]", "`]` at the end of the subset")?;
            self.scan.blanks();
        }
        self.must(">", "`>` at the end of the document type")?;
        if !self.scan.rest().is_empty() {
            return Err(Fault::Grammar("nothing behind the document type"));
        }
        Ok(())
    }

    /// `SYSTEM` or `PUBLIC` and what follows; for a notation, the address may be missing.
    pub(super) fn external_id(&mut self, is_notation: bool) -> Parsed<Option<()>> {
        if self.scan.eat("SYSTEM") {
            self.blanks()?;
            self.scan.literal()?;
            return Ok(Some(()));
        }
        if !self.scan.eat("PUBLIC") {
            return Ok(None);
        }
        self.blanks()?;
        let at = self.scan.at;
        let (_, public) = self.scan.literal()?;
        let lawful = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, ' ' | '\r' | '\n')
                || "-'()+,./:=?;!*#@$_%".contains(c)
        };
        if !public.chars().all(lawful) {
            self.scan.at = at;
            return Err(Fault::Grammar("a public identifier"));
        }
        let behind = self.scan.at;
        let parted = self.scan.blanks();
        if self.scan.rest().starts_with(['"', '\'']) {
            if !parted {
                return Err(Fault::Grammar("a blank"));
            }
            self.scan.literal()?;
        } else if is_notation {
            self.scan.at = behind;
        } else {
            return Err(Fault::Grammar("an address behind the public identifier"));
        }
        Ok(Some(()))
    }

    /// Reads declarations up to `]` or the end.
    fn subset(&mut self) -> Parsed<()> {
        loop {
            self.scan.blanks();
            let text = self.scan.rest();
            if text.is_empty() || (text.starts_with(']') && self.outer.is_none()) {
                return Ok(());
            }
            let start = self.scan.at;
            match self.declaration() {
                Ok(()) => {}
                Err(Fault::Grammar(expected)) => {
                    self.grammar(expected, "left out");
                    self.recover(start);
                }
                Err(limit) => return Err(limit),
            }
        }
    }

    /// Goes on behind the declaration that began at `start` and broke the grammar.
    fn recover(&mut self, start: usize) {
        let text = self.scan.rest().as_bytes();
        let length = if rest(self.scan.text, start).starts_with('<') {
            memchr::memchr(b'>', text).map(|at| at + 1)
        } else {
            let from = usize::from(self.scan.at == start);
            let ends = |b: &u8| matches!(b, b'<' | b'%' | b']');
            text.iter().skip(from).position(ends).map(|at| at + from)
        };
        self.scan.at += length.unwrap_or(text.len());
    }

    fn declaration(&mut self) -> Parsed<()> {
        if self.scan.rest().starts_with('%') {
            self.parameter_reference()
        } else if self.scan.eat("<!--") {
            self.comment()
        } else if self.scan.eat("<?") {
            self.instruction()
        } else if self.scan.eat("<!ELEMENT") {
            self.element()
        } else if self.scan.eat("<!ATTLIST") {
            self.attributes()
        } else if self.scan.eat("<!ENTITY") {
            self.entity()
        } else if self.scan.eat("<!NOTATION") {
            self.notation()
        } else if self.scan.rest().starts_with("<![") {
            Err(Fault::Grammar(
                "no conditional section in the internal subset",
            ))
        } else {
            Err(Fault::Grammar("a declaration"))
        }
    }

    fn comment(&mut self) -> Parsed<()> {
        let text = self.scan.rest();
        let end = memchr::memmem::find(text.as_bytes(), b"--");
        let Some(end) = end else {
            return Err(Fault::Grammar("`-->` at the end of a comment"));
        };
        self.scan.at += end;
        self.must("-->", "a comment without `--`")
    }

    fn instruction(&mut self) -> Parsed<()> {
        let text = self.scan.rest();
        let Some(end) = memchr::memmem::find(text.as_bytes(), b"?>") else {
            return Err(Fault::Grammar(
                "`?>` at the end of a processing instruction",
            ));
        };
        if let Some(expected) = marks::instruction_fault(slice(text, 0, end)) {
            return Err(Fault::Grammar(expected));
        }
        self.scan.at += end + "?>".len();
        Ok(())
    }

    fn notation(&mut self) -> Parsed<()> {
        self.blanks()?;
        self.plain_name()?;
        self.blanks()?;
        if self.external_id(true)?.is_none() {
            return Err(Fault::Grammar("`SYSTEM` or `PUBLIC`"));
        }
        self.scan.blanks();
        self.must(">", "`>` at the end of a declaration")
    }

    fn entity(&mut self) -> Parsed<()> {
        self.blanks()?;
        let is_parameter = self.scan.eat("%");
        if is_parameter {
            self.blanks()?;
        }
        let at = self.place();
        let name = self.plain_name()?;
        self.blanks()?;
        let entity = if self.scan.rest().starts_with(['"', '\'']) {
            Entity::Internal(self.entity_value()?)
        } else if self.external_id(false)?.is_some() {
            let behind = self.scan.at;
            let parted = self.scan.blanks();
            if !is_parameter && self.scan.rest().starts_with("NDATA") {
                if !parted {
                    return Err(Fault::Grammar("a blank"));
                }
                self.scan.eat("NDATA");
                self.blanks()?;
                self.plain_name()?;
                Entity::Unparsed
            } else {
                self.scan.at = behind;
                Entity::External
            }
        } else {
            return Err(Fault::Grammar("a text in quotes, `SYSTEM` or `PUBLIC`"));
        };
        self.scan.blanks();
        self.must(">", "`>` at the end of a declaration")?;
        if is_parameter {
            self.parameters.declare(&name, entity);
        } else if is_predefined(&name) {
            if !is_lawful_redeclaration(&name, &entity) {
                let expected = "what XML means by its own entities";
                let kind = RepairKind::grammar(expected, &name, "left out");
                self.repairs.push(at, kind);
            }
        } else if self.outer.is_some() {
            self.entities.declare_in_parameter(&name, entity);
        } else {
            self.entities.declare(&name, entity);
        }
        Ok(())
    }

    /// The text that an entity is replaced by (XML 1.0, section 4.5).
    fn entity_value(&mut self) -> Parsed<String> {
        let start = self.scan.at + 1;
        let (_, literal) = self.scan.literal()?;
        let behind = self.scan.at;
        let in_document = self.outer.is_none();
        // The text of a parameter entity has had its line ends made uniform.
        let literal = if in_document {
            crate::reference::line_feeds(literal)
        } else {
            Cow::Borrowed(literal)
        };
        let mut value = String::with_capacity(literal.len());
        let mut at = 0;
        while let Some(next) = memchr::memchr2(b'&', b'%', rest(&literal, at).as_bytes()) {
            value.push_str(slice(&literal, at, at + next));
            at += next;
            self.scan.at = (start + at).min(behind);
            let text = rest(&literal, at);
            if text.starts_with('%') {
                let name = names::length(rest(text, 1));
                let expected = if name > 0 && rest(text, 1 + name).starts_with(';') {
                    "no parameter entity inside a declaration of the internal subset"
                } else {
                    "`&#37;` for `%` in an entity"
                };
                self.grammar(expected, "kept as text");
                value.push('%');
                at += 1;
                continue;
            }
            at += self.value_reference(text, &mut value);
        }
        value.push_str(rest(&literal, at));
        self.scan.at = behind;
        Ok(value)
    }

    /// Takes over the reference that `text` begins with, and says how long it is.
    fn value_reference(&mut self, text: &str, value: &mut String) -> usize {
        let end = memchr::memchr2(b';', b'&', rest(text, 1).as_bytes()).map_or(0, |end| end + 1);
        let inner = slice(text, 1, end);
        if !text.get(end..).is_some_and(|text| text.starts_with(';')) {
            self.grammar("a reference behind `&`", "taken as `&amp;`");
            value.push_str("&amp;");
            return 1;
        }
        if let Some(number) = inner.strip_prefix('#') {
            let digits = number.strip_prefix('x').unwrap_or(number);
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
            match crate::reference::resolve(inner) {
                Ok(c) => value.push(c),
                Err(_) if is_number => {
                    let reference = super::repair::excerpt(inner);
                    let kind = RepairKind::CharacterReference { reference };
                    self.repairs.push(self.place(), kind);
                }
                Err(_) => {
                    self.grammar("a reference behind `&`", "taken as `&amp;`");
                    value.push_str("&amp;");
                    return 1;
                }
            }
        } else if names::is_name(inner) {
            value.push_str(slice(text, 0, end + 1));
        } else {
            self.grammar("a reference behind `&`", "taken as `&amp;`");
            value.push_str("&amp;");
            return 1;
        }
        end + 1
    }

    /// `%name;` between declarations: its text is read as declarations.
    fn parameter_reference(&mut self) -> Parsed<()> {
        let at = self.place();
        self.scan.at += 1;
        let name = self.plain_name()?;
        self.must(";", "`;` behind a reference")?;
        // From here on an entity may be declared where nothing is read.
        self.entities.unread = true;
        let Some(Entity::Internal(text)) = self.parameters.get(&name) else {
            let lawful = self.parameters.get(&name).is_some() || !self.entities.standalone;
            self.repairs
                .push(at, RepairKind::ParameterEntity { name, lawful });
            return Ok(());
        };
        if self.active.contains(&name) {
            self.repairs.push(at, RepairKind::Recursion { name });
            return Ok(());
        }
        if self.active.len() == ENTITY_DEPTH_LIMIT {
            return Err(Fault::Limit(LimitKind::EntityDepth));
        }
        if text.len() > self.entities.left() {
            return Err(Fault::Limit(LimitKind::Expansion));
        }
        self.entities.charge(text.len());
        let text = text.clone();
        self.active.push(name);
        let mut inner = Reader {
            scan: Scan::new(&text),
            name: String::new(),
            outer: Some(at),
            entities: &mut *self.entities,
            parameters: std::mem::take(&mut self.parameters),
            active: std::mem::take(&mut self.active),
            repairs: std::mem::take(&mut self.repairs),
        };
        let read = inner.subset();
        self.parameters = inner.parameters;
        self.active = inner.active;
        self.repairs = inner.repairs;
        self.active.pop();
        read
    }
}

fn is_predefined(name: &str) -> bool {
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
}

/// Whether a declaration of one of XML's own entities says what XML says (XML 1.0, section 4.6).
fn is_lawful_redeclaration(name: &str, entity: &Entity) -> bool {
    let Entity::Internal(text) = entity else {
        return false;
    };
    let character = crate::reference::resolve(name).ok();
    let referred = text
        .strip_prefix('&')
        .and_then(|text| text.strip_suffix(';'))
        .filter(|reference| reference.starts_with('#'))
        .and_then(|reference| crate::reference::resolve(reference).ok());
    let needs_reference = matches!(name, "amp" | "lt");
    let literal = character.is_some_and(|c| text.chars().eq([c]));
    referred == character || (literal && !needs_reference)
}
