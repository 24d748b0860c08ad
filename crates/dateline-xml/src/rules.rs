//! The rules about XML and feeds that the reader's errors are about. What it mends and says goes by
//! the rules of the core: `input.repair`, `input.remark`, `format.loss` and those of `release`.

use dateline_core::{Level, Rule};

const RSS: &str = "RSS 2.0; RFC 4287";
const LIMITS: &str = "dateline: what a document may have of everything is limited";

/// What feed readers do with XML that is broken.
const BROKEN: &str = "A strict XML parser stops at the first such place and shows nothing; browsers \
    show the error, and only forgiving readers such as feedparser go on.";

/// All of them, in the order of their names.
pub const RULES: &[Rule] = &[
    rule(
        "xml.ampersand",
        "an ampersand begins a reference",
        "In XML `&` always begins a reference, so one that stands for itself breaks the document. \
         It often comes from titles and from addresses with several parameters.",
        BROKEN,
        "Write `&amp;`, also in addresses: `?a=1&amp;b=2`.",
        "XML 1.0, section 4.1",
    ),
    rule(
        "xml.character-reference",
        "references are to characters that XML allows",
        "Control characters such as U+0000 or U+000B have no place in XML, not even by a reference.",
        BROKEN,
        "Drop the character: it mostly comes with text that was pasted from a word processor.",
        "XML 1.0, section 2.2",
    ),
    rule(
        "xml.empty",
        "a feed has a document",
        "There is nothing in the input but white space. The download may have failed.",
        "",
        "Fetch the feed again and look at what the server answered.",
        RSS,
    ),
    rule(
        "xml.encoding",
        "a feed is in an encoding that can be read",
        "The document says that it is in an encoding that no standard knows, or it is in EBCDIC.",
        "Readers show nothing, or wrong letters.",
        "Save it in UTF-8, and write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`.",
        "XML 1.0, section 4.3.3; Encoding Standard",
    ),
    rule(
        "xml.entity",
        "entities are those of XML",
        "XML itself has five entities. Those of HTML, such as `&nbsp;`, mean nothing in a feed that \
         does not declare them.",
        BROKEN,
        "Write the character itself, or its number: `&#xA0;` for `&nbsp;`.",
        "XML 1.0, section 4.1 and 4.6",
    ),
    rule(
        "xml.html",
        "a feed is fetched, not the page of it",
        "The input is a page for people. Its feeds are named in its head.",
        "Readers look for the feeds that the page names.",
        "Fetch the address of the feed: the message names those of the page.",
        "HTML, section 4.2.4 (link, rel=alternate)",
    ),
    rule(
        "xml.ill-formed",
        "a document is well-formed",
        "With strict reading nothing is mended: what does not follow the grammar of XML is an error.",
        BROKEN,
        "Mend what the message names, or read without `--strict`.",
        "XML 1.0; Namespaces in XML 1.0",
    ),
    rule(
        "xml.io",
        "the input can be read",
        "The file or the pipe ended with an error of the system.",
        "",
        "See what the system says, and read it again.",
        "dateline",
    ),
    rule(
        "xml.malformed",
        "bytes are text in the encoding of the document",
        "The document has bytes that mean nothing in the encoding it declares. Mostly a part of it \
         was put in without being converted.",
        "Readers stop, or show U+FFFD in the place of letters.",
        "Convert all of it to one encoding, best UTF-8, or read without `--strict`.",
        "XML 1.0, section 4.3.3",
    ),
    rule(
        "xml.namespace",
        "declarations of namespaces are lawful",
        "A prefix is bound to nothing, to a name that is reserved, or to an address that is too long.",
        BROKEN,
        "Declare each prefix once, with its address: `xmlns:dc=\"http://purl.org/dc/elements/1.1/\"`.",
        "Namespaces in XML 1.0, section 3",
    ),
    rule(
        "xml.no-channel",
        "a feed of RSS has a channel",
        "In RSS the items and the facts about the feed are in `<channel>`.",
        "Readers find no feed.",
        "Put `<channel>` inside the root, with title, link and description.",
        "RSS 2.0, required channel elements",
    ),
    rule(
        "xml.no-root",
        "a feed has a root element",
        "There is a declaration or a comment, and no element.",
        "",
        "Fetch the feed again: what came is only its beginning.",
        "XML 1.0, section 2.1",
    ),
    rule(
        "xml.not-feed",
        "the root is that of a feed",
        "The input is XML, but neither RSS nor RDF nor Atom: perhaps a sitemap or a list of feeds.",
        "Readers find no feed.",
        "Give the feed itself: its root is `<rss>`, `<rdf:RDF>` or `<feed>`.",
        RSS,
    ),
    rule(
        "xml.not-xml",
        "a feed is XML",
        "The input begins with text that is no markup.",
        "Readers find no feed.",
        "See whether it is another format: `--from` names the one to read it as.",
        "XML 1.0, section 2.1",
    ),
    rule(
        "xml.prefix",
        "prefixes are declared",
        "`dc:date` is a name only where `xmlns:dc` says what `dc` stands for.",
        BROKEN,
        "Declare the prefix in the root: `xmlns:dc=\"http://purl.org/dc/elements/1.1/\"`.",
        "Namespaces in XML 1.0, section 5",
    ),
    rule(
        "xml.tag",
        "tags follow the grammar of XML",
        "An attribute has no quotes, stands twice, or a `<` stands where text was meant.",
        BROKEN,
        "Write `<name attribute=\"value\">`, and `&lt;` for a `<` that is text.",
        "XML 1.0, section 3.1",
    ),
    rule(
        "xml.too-deep",
        "elements nest only so deeply",
        "No feed needs hundreds of levels; a document that has them is broken or hostile.",
        "",
        "See whether end tags are missing.",
        LIMITS,
    ),
    rule(
        "xml.too-long",
        "start tags around the items are short",
        "What they declare goes with every item.",
        "",
        "Declare only the namespaces that are used.",
        LIMITS,
    ),
    rule(
        "xml.too-much",
        "a document has no more of anything than it may",
        "Items, attributes and what entities stand for are limited, so that no feed can use up the \
         memory of whoever reads it.",
        "",
        "Split the feed, or see whether it is one.",
        LIMITS,
    ),
    rule(
        "xml.trailing",
        "nothing stands behind the root",
        "A document has one root. What follows often is a second feed, or an error message of the \
         server.",
        BROKEN,
        "Drop it, or put the items into one feed.",
        "XML 1.0, section 2.1",
    ),
    rule(
        "xml.unclosed-element",
        "every element has its end tag",
        "Without it nobody knows where the element ends. Mostly the download broke off.",
        BROKEN,
        "Write the end tag, or fetch the feed again.",
        "XML 1.0, section 3",
    ),
    rule(
        "xml.unclosed-markup",
        "comments, CDATA sections and tags end",
        "What was opened reaches to the end of the item or of the document, and hides all that \
         stands there.",
        BROKEN,
        "Close it: `-->`, `]]>` or `>`.",
        "XML 1.0, section 2",
    ),
    rule(
        "xml.unopened-element",
        "every end tag has its start tag",
        "An end tag that nothing opened closes something else, or nothing.",
        BROKEN,
        "Drop it, or write the start tag.",
        "XML 1.0, section 3",
    ),
    rule(
        "xml.utf-8",
        "bytes are UTF-8",
        "There are bytes that are no text in UTF-8, and that are none in any encoding that may have \
         been meant.",
        "Readers stop, or show U+FFFD in the place of letters.",
        "Convert the part that was put in to UTF-8.",
        "XML 1.0, section 4.3.3",
    ),
    rule(
        "xml.wrong-encoding",
        "a document is in the encoding that it says",
        "The first bytes show that it is in another encoding than the one it declares.",
        "Readers show wrong letters.",
        "Write the right name in the declaration, or drop the declaration and save in UTF-8.",
        "XML 1.0, section 4.3.3 and appendix F",
    ),
];

const fn rule(
    id: &'static str,
    title: &'static str,
    why: &'static str,
    readers: &'static str,
    mend: &'static str,
    source: &'static str,
) -> Rule {
    Rule {
        id,
        code: "",
        level: Level::Error,
        title,
        why,
        readers,
        mend,
        source,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io;

    use dateline_core::Position;

    use super::*;
    use crate::ErrorKind;

    /// One error of every kind.
    fn errors() -> Vec<ErrorKind> {
        let text = String::new;
        vec![
            ErrorKind::Io(io::Error::other("")),
            ErrorKind::Empty,
            ErrorKind::NotXml { found: text() },
            ErrorKind::Html { feeds: Vec::new() },
            ErrorKind::NotFeed { root: text() },
            ErrorKind::NoRoot,
            ErrorKind::NoChannel { root: text() },
            ErrorKind::Encoding { encoding: text() },
            ErrorKind::WrongEncoding {
                found: "",
                said: text(),
            },
            ErrorKind::Foreign {
                encoding: text(),
                byte: 0,
                instead: "",
            },
            ErrorKind::Malformed { encoding: "" },
            ErrorKind::Utf8 { bytes: Vec::new() },
            ErrorKind::UnclosedMarkup {
                what: "",
                end: "",
                record: false,
            },
            ErrorKind::Unclosed {
                name: text(),
                opened: Position::default(),
                found: text(),
            },
            ErrorKind::Unopened { name: text() },
            ErrorKind::Tag {
                expected: "",
                found: text(),
            },
            ErrorKind::Prefix {
                prefix: text(),
                name: text(),
            },
            ErrorKind::Namespace { found: text() },
            ErrorKind::Entity { name: text() },
            ErrorKind::Ampersand,
            ErrorKind::CharacterReference { reference: text() },
            ErrorKind::TooDeep { limit: 0 },
            ErrorKind::TooMuch { limit: 0, what: "" },
            ErrorKind::IllFormed {
                expected: text(),
                found: text(),
            },
            ErrorKind::TooLong { limit: 0 },
            ErrorKind::Trailing {
                name: text(),
                found: text(),
            },
        ]
    }

    /// A kind that is added has to be added above.
    fn is_above(kind: &ErrorKind) {
        match kind {
            ErrorKind::Io(_)
            | ErrorKind::Empty
            | ErrorKind::NotXml { .. }
            | ErrorKind::Html { .. }
            | ErrorKind::NotFeed { .. }
            | ErrorKind::NoRoot
            | ErrorKind::NoChannel { .. }
            | ErrorKind::Encoding { .. }
            | ErrorKind::WrongEncoding { .. }
            | ErrorKind::Foreign { .. }
            | ErrorKind::Malformed { .. }
            | ErrorKind::Utf8 { .. }
            | ErrorKind::UnclosedMarkup { .. }
            | ErrorKind::Unclosed { .. }
            | ErrorKind::Unopened { .. }
            | ErrorKind::Tag { .. }
            | ErrorKind::Prefix { .. }
            | ErrorKind::Namespace { .. }
            | ErrorKind::Entity { .. }
            | ErrorKind::Ampersand
            | ErrorKind::CharacterReference { .. }
            | ErrorKind::TooDeep { .. }
            | ErrorKind::TooMuch { .. }
            | ErrorKind::IllFormed { .. }
            | ErrorKind::TooLong { .. }
            | ErrorKind::Trailing { .. } => {}
        }
    }

    #[test]
    fn every_error_has_its_rule_and_every_rule_its_error() {
        let errors = errors();
        errors.iter().for_each(is_above);
        let emitted: BTreeSet<&str> = errors.iter().map(ErrorKind::rule).collect();
        let listed: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(listed, emitted.into_iter().collect::<Vec<_>>());
    }
}
