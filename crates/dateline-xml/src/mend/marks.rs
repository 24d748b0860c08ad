//! What begins with `<!` and `<?`: comments, CDATA sections, processing instructions, and document
//! types where none belongs.

use super::names;
use super::patch::{rest, slice};
use super::repair::RepairKind;
use super::search::Needle;
use super::walk::Walker;
use crate::escape::is_blank;

impl Walker<'_, '_, '_> {
    /// Drops what does not end: up to where other markup ends or begins.
    fn endless(&mut self, head: usize, what: &'static str, end: &'static str) {
        let start = self.at;
        self.repair(start, RepairKind::Endless { what, end });
        let behind = rest(self.xml, start + head).as_bytes();
        let at = memchr::memchr2(b'<', b'>', behind).map_or(self.xml.len(), |at| {
            start + head + at + usize::from(behind.get(at) == Some(&b'>'))
        });
        self.instead(start..at, "");
    }

    pub(super) fn comment(&mut self) {
        let start = self.at;
        let inside = start + "<!--".len();
        let Some(end) = self.search.find(self.xml, Needle::CommentEnd, inside) else {
            return self.endless("<!--".len(), "a comment", "-->");
        };
        self.at = end + "-->".len();
        // With the first hyphen of the end, which must not have another in front of it.
        let text = slice(self.xml, inside, end + 1).as_bytes();
        let mut first = true;
        for (at, pair) in text.windows(2).enumerate() {
            if pair == b"--" {
                let at = inside + at;
                if std::mem::take(&mut first) {
                    let found = rest(self.xml, at);
                    let kind = RepairKind::grammar("a comment without `--`", found, "parted");
                    self.repair(at, kind);
                }
                self.patch.insert(at + 1, " ");
            }
        }
    }

    pub(super) fn section(&mut self) {
        let start = self.at;
        let inside = start + "<![CDATA[".len();
        let end = self.search.find(self.xml, Needle::SectionEnd, inside);
        if !self.takes_text() {
            let Some(end) = end else {
                return self.endless("<![CDATA[".len(), "a CDATA section", "]]>");
            };
            let expected = "no CDATA section outside the element";
            let kind = RepairKind::grammar(expected, rest(self.xml, start), "dropped");
            self.repair(start, kind);
            return self.instead(start..end + "]]>".len(), "");
        }
        if !rest(self.xml, start).starts_with("<![CDATA[") {
            let found = slice(self.xml, start, inside);
            let kind = RepairKind::grammar("`<![CDATA[` in capitals", found, "taken for it");
            self.repair(start, kind);
            self.patch.replace(start..inside, "<![CDATA[");
        }
        if let Some(end) = end {
            self.at = end + "]]>".len();
            return;
        }
        // It ends with its element, else with the piece.
        let what = "a CDATA section";
        self.repair(start, RepairKind::Endless { what, end: "]]>" });
        let text = rest(self.xml, inside);
        let own = self
            .innermost()
            .and_then(|name| memchr::memmem::find(text.as_bytes(), format!("</{name}").as_bytes()));
        let end = own.or_else(|| memchr::memmem::rfind(text.as_bytes(), b"</"));
        self.at = end.map_or(self.xml.len(), |end| inside + end);
        self.patch.insert(self.at, "]]>");
    }

    pub(super) fn instruction(&mut self) {
        let start = self.at;
        let inside = start + "<?".len();
        let Some(end) = self.search.find(self.xml, Needle::InstructionEnd, inside) else {
            return self.endless("<?".len(), "a processing instruction", "?>");
        };
        let text = slice(self.xml, inside, end);
        let Some(expected) = instruction_fault(text) else {
            self.at = end + "?>".len();
            return;
        };
        let found = slice(self.xml, start, end + "?>".len());
        self.repair(start, RepairKind::grammar(expected, found, "dropped"));
        self.instead(start..end + "?>".len(), "");
    }

    pub(super) fn doctype(&mut self) {
        let start = self.at;
        let inside = start + "<!DOCTYPE".len();
        let mut end = self.search.find(self.xml, Needle::Greater, inside);
        if let Some(greater) = end
            && let Some(bracket) = memchr::memchr(b'[', slice(self.xml, inside, greater).as_bytes())
        {
            end = self
                .search
                .find(self.xml, Needle::SubsetEnd, inside + bracket)
                .and_then(|close| self.search.find(self.xml, Needle::Greater, close))
                .or(end);
        }
        let Some(end) = end else {
            return self.less();
        };
        let expected = "no document type but before the root";
        let found = slice(self.xml, start, end + 1);
        self.repair(start, RepairKind::grammar(expected, found, "dropped"));
        self.instead(start..end + 1, "");
    }
}

/// What the grammar asks of the text between `<?` and `?>` that it is not.
pub(super) fn instruction_fault(text: &str) -> Option<&'static str> {
    let target = slice(text, 0, names::length(text));
    let behind = rest(text, target.len());
    if target.is_empty() {
        Some("a target behind `<?`")
    } else if target.eq_ignore_ascii_case("xml") {
        Some("no XML declaration but at the very beginning")
    } else if target.contains(':') {
        Some("a target without a colon")
    } else if !behind.is_empty() && !behind.starts_with(is_blank) {
        Some("a blank behind the target")
    } else {
        None
    }
}

/// Whether a text begins with `start`, in capital or small letters.
pub(super) fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}
