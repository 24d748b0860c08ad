//! Declarations of elements and attributes in the internal subset (XML 1.0, sections 3.2 and 3.3).

use super::doctype::Reader;
use super::names;
use super::patch::slice;
use super::scan::{Fault, Parsed};
use super::{Context, start_tag};
use crate::reference::attribute_value;

const END: &str = "`>` at the end of a declaration";

impl Reader<'_, '_> {
    /// What stands behind `<!ELEMENT`.
    pub(super) fn element(&mut self) -> Parsed<()> {
        self.blanks()?;
        self.qualified_name()?;
        self.blanks()?;
        if !self.scan.eat("EMPTY") && !self.scan.eat("ANY") {
            self.must("(", "`EMPTY`, `ANY` or a content model in parentheses")?;
            self.scan.blanks();
            if self.scan.eat("#PCDATA") {
                self.mixed()?;
            } else {
                self.children()?;
            }
        }
        self.scan.blanks();
        self.must(">", END)
    }

    /// What stands behind `(#PCDATA`.
    fn mixed(&mut self) -> Parsed<()> {
        let mut has_names = false;
        loop {
            self.scan.blanks();
            if self.scan.eat(")") {
                break;
            }
            self.must("|", "`|` or `)`")?;
            self.scan.blanks();
            self.qualified_name()?;
            has_names = true;
        }
        if !self.scan.eat("*") && has_names {
            return Err(Fault::Grammar("`*` behind text and elements"));
        }
        Ok(())
    }

    /// What stands behind the first `(` of a content model. The groups that are open are kept on a
    /// list, each by what parts its members, so that none is too deep.
    fn children(&mut self) -> Parsed<()> {
        let mut groups: Vec<Option<&'static str>> = vec![None];
        loop {
            self.scan.blanks();
            if self.scan.eat("(") {
                groups.push(None);
                continue;
            }
            self.qualified_name()?;
            self.repetition();
            // Behind a member: groups end, or another member follows.
            loop {
                self.scan.blanks();
                if self.scan.eat(")") {
                    self.repetition();
                    groups.pop();
                    if groups.is_empty() {
                        return Ok(());
                    }
                    continue;
                }
                let found = ["|", ","]
                    .into_iter()
                    .find(|part| self.scan.rest().starts_with(part));
                let own = groups.last().copied().flatten();
                match (found, own) {
                    (Some(part), None) => {
                        if let Some(group) = groups.last_mut() {
                            *group = Some(part);
                        }
                    }
                    (Some(part), Some(own)) if part == own => {}
                    (Some(_), _) => {
                        return Err(Fault::Grammar("either `|` or `,` in one group"));
                    }
                    (None, _) => return Err(Fault::Grammar("`|`, `,` or `)`")),
                }
                self.scan.at += 1;
                break;
            }
        }
    }

    fn repetition(&mut self) {
        let _ = self.scan.eat("?") || self.scan.eat("*") || self.scan.eat("+");
    }

    /// What stands behind `<!ATTLIST`.
    pub(super) fn attributes(&mut self) -> Parsed<()> {
        self.blanks()?;
        let element = self.qualified_name()?;
        loop {
            let parted = self.scan.blanks();
            if self.scan.eat(">") {
                return Ok(());
            }
            if !parted {
                return Err(Fault::Grammar("a blank or the end of the declaration"));
            }
            let name = self.qualified_name()?;
            self.blanks()?;
            self.attribute_type()?;
            self.blanks()?;
            self.default(&element, &name)?;
        }
    }

    fn attribute_type(&mut self) -> Parsed<()> {
        // The longer ones first, where one begins with another.
        const TYPES: [&str; 8] = [
            "CDATA", "IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN",
        ];
        if TYPES.iter().any(|known| self.scan.eat(known)) {
            return Ok(());
        }
        let is_notation = self.scan.eat("NOTATION");
        if is_notation {
            self.blanks()?;
        }
        self.must("(", "the type of an attribute")?;
        loop {
            self.scan.blanks();
            if is_notation {
                self.plain_name()?;
            } else {
                let text = self.scan.rest();
                let length = text.find(|c| !names::in_name(c)).unwrap_or(text.len());
                if length == 0 {
                    return Err(Fault::Grammar("a value of the attribute"));
                }
                self.scan.at += length;
            }
            self.scan.blanks();
            if self.scan.eat(")") {
                return Ok(());
            }
            self.must("|", "`|` or `)`")?;
        }
    }

    fn default(&mut self, element: &str, name: &str) -> Parsed<()> {
        if self.scan.eat("#REQUIRED") || self.scan.eat("#IMPLIED") {
            return Ok(());
        }
        if self.scan.eat("#FIXED") {
            self.blanks()?;
        }
        let at = self.place();
        if !self.scan.rest().starts_with(['"', '\'']) {
            return Err(Fault::Grammar(
                "`#REQUIRED`, `#IMPLIED`, `#FIXED` or a value in quotes",
            ));
        }
        let (quote, value) = self.scan.literal()?;
        // It must be what the value of an attribute in a tag must be.
        let tag = format!("<e a={quote}{value}{quote}/>");
        let context = Context {
            entities: self.entities,
            namespace: &|_| None,
        };
        let mended = start_tag(&tag, &context).map_err(|limit| Fault::Limit(limit.kind))?;
        self.entities.charge(mended.expanded);
        for repair in mended.repairs {
            self.repairs.push(at, repair.kind);
        }
        let prefix = match names::split(name) {
            ("", "xmlns") => "",
            ("xmlns", prefix) => prefix,
            _ => return Ok(()),
        };
        let from = "<e a=\"".len();
        let to = mended.text.len().saturating_sub("\"/>".len());
        let value = slice(&mended.text, from, to);
        let address = attribute_value(value).unwrap_or_default();
        self.entities.declare_namespace(element, prefix, &address);
        Ok(())
    }
}
