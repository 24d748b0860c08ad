//! Lists of feeds (rules O1 to O4).

use dateline_core::lint::Found;

use super::address;
use super::linter::{Linter, Place};
use super::rules::opml as rules;

const ADDRESS: address::Rules = address::Rules {
    relative: &rules::ADDRESS,
    characters: &rules::ADDRESS,
};

impl Linter<'_> {
    /// Looks at a list of feeds.
    pub(super) fn opml(&mut self) {
        let expected = "`version=\"2.0\"`";
        match self.tree.attribute_said(0, "version") {
            Some(said) if said.trimmed() == "2.0" => {}
            Some(said) => {
                let found = Found::of(&rules::VERSION, said.whole(), expected, said.trimmed());
                self.say_of(0, "version", found);
            }
            None => self.say(
                0,
                Found::new(&rules::VERSION, self.tag(0), expected, "none"),
            ),
        }
        match self.part(0, ("", "head")) {
            None => {
                let found = Found::new(&rules::HEAD, self.tag(0), "`<head>` in the root", "none");
                self.say(0, found);
            }
            Some(head) => {
                for (node, (_, local)) in self.parts(head) {
                    if matches!(local, "dateCreated" | "dateModified") {
                        self.mail_date(node, &rules::DATE);
                    }
                }
            }
        }
        let Some(body) = self.part(0, ("", "body")) else {
            let found = Found::new(&rules::BODY, self.tag(0), "`<body>` in the root", "none");
            self.say(0, found);
            return;
        };
        if self.part(body, ("", "outline")).is_none() {
            let expected = "`<outline>` in the body";
            self.say(
                body,
                Found::new(&rules::NO_OUTLINE, self.tag(body), expected, "none"),
            );
        }
        let tree = self.tree;
        for (number, node) in tree.nodes.iter().enumerate() {
            if node.local == "outline" {
                self.outline(number);
            }
        }
    }

    fn outline(&mut self, node: usize) {
        let value = |name: &str| self.tree.attribute_said(node, name);
        let says = |name: &str| value(name).is_some_and(|said| !said.trimmed().is_empty());
        let kind = value("type").map(|said| said.trimmed().to_ascii_lowercase());
        let is_feed = kind.as_deref() == Some("rss");
        let mut lacks = Vec::new();
        if !says("text") {
            lacks.push((&rules::TEXT, "text"));
        }
        for (rule, name) in [
            (&rules::FEED_ADDRESS, "xmlUrl"),
            (&rules::FEED_TITLE, "title"),
            (&rules::FEED_PAGE, "htmlUrl"),
        ] {
            if is_feed && !says(name) {
                lacks.push((rule, name));
            }
        }
        let text = value("text");
        let title = value("title");
        let addresses = ["xmlUrl", "htmlUrl"].map(|name| (name, value(name)));
        for (rule, name) in lacks {
            let expected = format!("`{name}` in the outline");
            self.say(node, Found::new(rule, self.tag(node), &expected, "none"));
        }
        for (name, said) in [("text", text), ("title", title)] {
            if let Some(said) = said {
                self.html(&Place::attribute(node, name), &said);
            }
        }
        for (name, said) in addresses {
            if let Some(said) = said.filter(|said| !said.trimmed().is_empty()) {
                self.address(&Place::attribute(node, name), &said, ADDRESS);
            }
        }
    }
}
