//! Start tags: names, attributes and namespaces.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::names;
use super::patch::{rest, slice};
use super::refer::{self, Meaning};
use super::repair::{LimitKind, NAME_LIMIT, RepairKind};
use super::scope::{self, Scope};
use super::tag::{Close, Form, Part, RawAttribute, RawTag};
use super::walk::Walker;
use crate::reference::attribute_value;

/// An attribute on its way into the mended text.
struct Attribute<'x> {
    raw: RawAttribute,
    name: Cow<'x, str>,
    value: Cow<'x, str>,
    is_kept: bool,
}

impl Attribute<'_> {
    /// The prefix that it declares a namespace for, empty for the default.
    fn declares(&self) -> Option<&str> {
        match names::split(&self.name) {
            ("", "xmlns") => Some(""),
            ("xmlns", prefix) => Some(prefix),
            _ => None,
        }
    }
}

enum Mended<'x> {
    Attribute(Attribute<'x>),
    Junk(Range<usize>),
}

impl<'x> Walker<'x, '_, '_> {
    /// Mends a start tag, and enters the scope of its namespaces.
    pub(super) fn mend_tag(&mut self, raw: RawTag) -> Result<(Cow<'x, str>, Scope), LimitKind> {
        let written = self.part(&raw.name);
        if written.len() > NAME_LIMIT {
            return Err(LimitKind::Name);
        }
        let mut name = names::qualified(written);
        if let Some(local) = name.strip_prefix("xmlns:") {
            name = Cow::Owned(format!("xmlns_{local}"));
        }
        if name != written {
            let kind = RepairKind::grammar("an element's name", written, "written with `_`");
            self.repair(raw.name.start, kind);
        }
        let mut parts = Vec::with_capacity(raw.parts.len());
        for part in raw.parts {
            parts.push(match part {
                Part::Attribute(attribute) => Mended::Attribute(self.attribute(attribute)?),
                Part::Junk(range) => Mended::Junk(range),
            });
        }
        self.drop_repeated(&mut parts);
        let mut declarations = String::new();
        let mut scope = Scope::default();
        self.declare(&mut parts, &mut scope);
        self.declare_defaults(&name, written, &parts, &mut scope, &mut declarations)?;
        self.resolve(
            &name,
            raw.name.start,
            &mut parts,
            &mut scope,
            &mut declarations,
        );

        if name != written {
            self.patch.replace(raw.name.clone(), &name);
        }
        if !declarations.is_empty() {
            self.patch.insert(raw.name.end, &declarations);
        }
        for part in &parts {
            match part {
                Mended::Attribute(attribute) => self.write(attribute),
                Mended::Junk(range) => self.junk(range.clone()),
            }
        }
        match raw.close {
            Close::Open => {}
            Close::Empty(range) => {
                if range.len() > "/>".len() {
                    let kind = RepairKind::grammar("`/>`", self.part(&range), "taken for it");
                    self.repair(range.start, kind);
                    self.patch.replace(range, "/>");
                }
            }
            Close::Missing => {
                let expected = "`>` at the end of the tag";
                let found = rest(self.xml, raw.end);
                let kind = RepairKind::grammar(expected, found, "ended here");
                self.repair(raw.end, kind);
                self.patch.insert(raw.end, ">");
            }
        }
        Ok((name, scope))
    }

    fn part(&self, range: &Range<usize>) -> &'x str {
        slice(self.xml, range.start, range.end)
    }

    fn attribute(&mut self, raw: RawAttribute) -> Result<Attribute<'x>, LimitKind> {
        let written = self.part(&raw.name);
        if written.len() > NAME_LIMIT {
            return Err(LimitKind::Name);
        }
        let name = names::qualified(written);
        let at = raw.whole.start;
        if name != written {
            let kind = RepairKind::grammar("an attribute's name", written, "written with `_`");
            self.repair(at, kind);
        }
        if !raw.parted {
            let kind = RepairKind::grammar("a blank in front of an attribute", written, "put in");
            self.repair(at, kind);
        }
        let whole = self.part(&raw.whole);
        let fault = match raw.form {
            Form::Quoted => None,
            Form::Typographic => Some(("a value in `\"` or `'`", "taken as if in these")),
            Form::Bare => Some(("a value in quotes", "taken as if in quotes")),
            Form::HalfQuoted => Some(("a quote at both ends of a value", "put in")),
            Form::Repeated => Some(("one `=`", "taken as one")),
            Form::Absent => Some(("a value behind `=`", "taken as empty")),
            Form::NoEquals => Some(("`=` and a value behind a name", "taken as empty")),
        };
        if let Some((expected, taken)) = fault {
            let kind = RepairKind::grammar(expected, whole, taken);
            self.repair(at, kind);
        }
        let value = self.value(&raw)?;
        Ok(Attribute {
            raw,
            name,
            value,
            is_kept: true,
        })
    }

    /// The value as it is written in the mended text.
    fn value(&mut self, raw: &RawAttribute) -> Result<Cow<'x, str>, LimitKind> {
        let text = self.part(&raw.value);
        let is_quoted = raw.form == Form::Quoted;
        let special = |b: &u8| matches!(b, b'&' | b'<') || (!is_quoted && *b == b'"');
        let mut out = String::new();
        let mut at = 0;
        while let Some(next) = rest(text, at).bytes().position(|b| special(&b)) {
            out.push_str(slice(text, at, at + next));
            at += next;
            let place = raw.value.start + at;
            at += self.special(&mut out, rest(text, at), place)?;
        }
        if at == 0 {
            return Ok(Cow::Borrowed(text));
        }
        out.push_str(rest(text, at));
        Ok(Cow::Owned(out))
    }

    /// Writes what `text` begins with, which is `&`, `<` or a quote, and says how much it was.
    fn special(&mut self, out: &mut String, text: &str, at: usize) -> Result<usize, LimitKind> {
        match text.bytes().next() {
            Some(b'&') => {}
            Some(b'<') => {
                let kind = RepairKind::grammar("a value without `<`", text, "taken as `&lt;`");
                self.repair(at, kind);
                out.push_str("&lt;");
                return Ok(1);
            }
            _ => {
                out.push_str("&quot;");
                return Ok(1);
            }
        }
        let reference = refer::read(text, self.state.context.entities, true);
        if let Some(kind) = reference.repair {
            self.repair(at, kind);
        }
        match reference.meaning {
            Meaning::Itself => out.push_str(slice(text, 0, reference.length)),
            Meaning::Text(text) => refer::escape(out, &text),
            Meaning::Entity(name, text) => {
                if self.state.enter(name, text)? {
                    self.expand(out, text, at)?;
                    self.state.active.pop();
                } else {
                    let name = name.to_owned();
                    self.repair(at, RepairKind::Recursion { name });
                }
            }
        }
        Ok(reference.length)
    }

    /// Writes what an entity is replaced by in a value (XML 1.0, section 3.3.3).
    fn expand(&mut self, out: &mut String, text: &str, at: usize) -> Result<(), LimitKind> {
        let mut done = 0;
        let special = |c| matches!(c, '&' | '<' | '"' | '\'' | '\t' | '\n' | '\r');
        while let Some(next) = rest(text, done).find(special) {
            out.push_str(slice(text, done, done + next));
            done += next;
            done += match rest(text, done).bytes().next() {
                Some(b'\'') => {
                    out.push_str("&apos;");
                    1
                }
                Some(b'\t' | b'\n' | b'\r') => {
                    out.push(' ');
                    1
                }
                _ => self.special(out, rest(text, done), at)?,
            };
        }
        out.push_str(rest(text, done));
        Ok(())
    }

    /// Leaves each attribute once: the first.
    fn drop_repeated(&mut self, parts: &mut [Mended<'x>]) {
        let mut seen = HashSet::new();
        for attribute in attributes(parts) {
            if !seen.insert(attribute.name.clone()) {
                attribute.is_kept = false;
                self.repeated(attribute);
            }
        }
    }

    fn repeated(&mut self, attribute: &Attribute<'_>) {
        let found = self.part(&attribute.raw.whole);
        let kind = RepairKind::grammar("each attribute once", found, "the first is kept");
        self.repair(attribute.raw.whole.start, kind);
    }

    /// Takes up the namespaces that the tag declares.
    fn declare(&mut self, parts: &mut [Mended<'x>], scope: &mut Scope) {
        for attribute in attributes(parts) {
            let Some(prefix) = attribute.declares() else {
                continue;
            };
            let address = attribute_value(&attribute.value).unwrap_or_default();
            if let Some(expected) = scope::unlawful(prefix, &address) {
                let found = self.part(&attribute.raw.whole);
                let kind = RepairKind::grammar(expected, found, "dropped");
                self.repair(attribute.raw.whole.start, kind);
                attribute.is_kept = false;
            } else if attribute.is_kept {
                self.state.namespaces.bind(prefix, &address, scope);
            }
        }
    }

    /// Takes up the namespaces that the document type declares for the element.
    fn declare_defaults(
        &mut self,
        name: &str,
        written: &str,
        parts: &[Mended<'x>],
        scope: &mut Scope,
        declarations: &mut String,
    ) -> Result<(), LimitKind> {
        if name != written {
            return Ok(());
        }
        for (prefix, address) in self.state.context.entities.namespaces(name) {
            let own = parts.iter().any(|part| match part {
                Mended::Attribute(a) => a.is_kept && a.declares() == Some(prefix.as_str()),
                Mended::Junk(_) => false,
            });
            if !own && scope::unlawful(prefix, address).is_none() {
                self.state.spend(prefix.len() + address.len())?;
                self.state.namespaces.bind(prefix, address, scope);
                write_declaration(declarations, prefix, address);
            }
        }
        Ok(())
    }

    /// Sees to it that every prefix is declared, and no attribute there twice by two prefixes.
    fn resolve(
        &mut self,
        name: &str,
        at: usize,
        parts: &mut [Mended<'x>],
        scope: &mut Scope,
        declarations: &mut String,
    ) {
        self.resolve_prefix(names::split(name).0, at, scope, declarations);
        let mut seen = HashSet::new();
        for attribute in attributes(parts) {
            let (prefix, local) = names::split(&attribute.name);
            if prefix.is_empty() || prefix == "xmlns" || !attribute.is_kept {
                continue;
            }
            let at = attribute.raw.whole.start;
            self.resolve_prefix(prefix, at, scope, declarations);
            let address = self.state.namespaces.address(prefix).unwrap_or_default();
            if !seen.insert((address.to_owned(), local.to_owned())) {
                attribute.is_kept = false;
                self.repeated(attribute);
            }
        }
    }

    fn resolve_prefix(
        &mut self,
        prefix: &str,
        at: usize,
        scope: &mut Scope,
        declarations: &mut String,
    ) {
        if prefix.is_empty() || self.state.namespaces.address(prefix).is_some() {
            return;
        }
        let address = names::customary(prefix);
        self.state.namespaces.bind(prefix, &address, scope);
        write_declaration(declarations, prefix, &address);
        let prefix = prefix.to_owned();
        self.repair(at, RepairKind::Prefix { prefix, address });
    }

    fn write(&mut self, attribute: &Attribute<'_>) {
        let raw = &attribute.raw;
        if !attribute.is_kept {
            self.patch.replace(raw.whole.clone(), "");
            return;
        }
        if !raw.parted {
            self.patch.insert(raw.whole.start, " ");
        }
        let (name, value) = (&attribute.name, &attribute.value);
        let is_same = raw.form == Form::Quoted
            && self.part(&raw.name) == *name
            && self.part(&raw.value) == *value;
        if !is_same {
            // A value may go on with the quotes that it has; it has none of these inside.
            let quote = match slice(self.xml, raw.value.end, raw.value.end + 1) {
                "'" if raw.form == Form::Quoted => '\'',
                _ => '"',
            };
            let written = format!("{name}={quote}{value}{quote}");
            self.patch.replace(raw.whole.clone(), &written);
        }
    }

    fn junk(&mut self, range: Range<usize>) {
        let found = self.part(&range);
        let is_blank = found.chars().all(char::is_whitespace);
        let kind = if is_blank {
            let numbers: Vec<_> = found
                .chars()
                .map(|c| format!("U+{:04X}", u32::from(c)))
                .collect();
            let found = numbers.join(" ");
            RepairKind::grammar("white space of XML", &found, "taken as a blank")
        } else {
            RepairKind::grammar("an attribute or the end of the tag", found, "dropped")
        };
        self.repair(range.start, kind);
        self.patch.replace(range, " ");
    }
}

fn attributes<'p, 'x>(parts: &'p mut [Mended<'x>]) -> impl Iterator<Item = &'p mut Attribute<'x>> {
    parts.iter_mut().filter_map(|part| match part {
        Mended::Attribute(attribute) => Some(attribute),
        Mended::Junk(_) => None,
    })
}

fn write_declaration(out: &mut String, prefix: &str, address: &str) {
    out.push_str(if prefix.is_empty() {
        " xmlns"
    } else {
        " xmlns:"
    });
    out.push_str(prefix);
    out.push_str("=\"");
    refer::escape(out, address);
    out.push('"');
}
