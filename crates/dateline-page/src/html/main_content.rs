//! Which part of a page is its content.
//!
//! No version of a site is known here. What counts is what HTML itself says (`main`, `article`,
//! the headings, the roles of ARIA), where the prose is, and words that authors of pages all over
//! the web use in classes for what is around a text (`breadcrumb`, `cookie`, `share`). None of
//! these can take away the title or most of the prose: then they name something else.

use std::ops::Range;

use super::dom::{Dom, Id, Step};

/// So many characters in one block are prose, not a label or an entry of a menu.
pub(super) const PROSE: usize = 80;

/// A text of at most so many characters may be a label.
pub(super) const LABEL: usize = 60;

/// Words in classes and ids of what is around a text.
const FURNITURE: &[&str] = &[
    "ad",
    "addthis",
    "addtoany",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "donation",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "onetrust",
    "pager",
    "pagination",
    "popup",
    "related",
    "share",
    "sharing",
    "sidebar",
    "skip",
    "social",
    "subscribe",
    "toolbar",
    "toolbox",
    "wm",
];

/// Roles of what is around a text.
const FURNITURE_ROLES: &[&str] = &[
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "tablist",
    "toolbar",
];

/// Elements that are shown not as text, or not at all.
const UNSHOWN: &[&str] = &[
    "area", "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe",
    "input", "link", "map", "meta", "noembed", "noframes", "noscript", "object", "optgroup",
    "option", "param", "picture", "progress", "script", "select", "source", "style", "template",
    "textarea", "title", "track", "video",
];

/// Elements that begin and end a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// What is known of an element.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    /// The index behind the last node below it.
    end: usize,
    /// It is never shown, nor is anything below it.
    hidden: bool,
    /// It or something below it is a landmark: `main`, `article`, or the first heading.
    landmark: bool,
    /// Characters of text right in this block, links left out.
    own: usize,
    /// Characters of prose in it and all below.
    prose: usize,
    /// Characters of text in it and all below, whatever it is.
    text: usize,
}

/// What is known of all nodes of a page, and where its content is.
#[derive(Debug)]
pub(super) struct Survey {
    /// All nodes in the order of the page.
    order: Vec<Id>,
    /// Where each node stands in that order.
    index: Vec<usize>,
    facts: Vec<Facts>,
    pub(super) title: Option<Id>,
    pub(super) root: Id,
}

impl Survey {
    /// Looks at a page. `titles` are those that it states, the most trustworthy first.
    pub(super) fn of(dom: &Dom, titles: &[&str]) -> Self {
        let mut survey = Self::order(dom);
        survey.hide(dom);
        survey.weigh(dom);
        survey.title = survey.find_title(dom, titles);
        survey.root = survey.find_root(dom);
        survey
    }

    fn order(dom: &Dom) -> Self {
        let mut order = Vec::with_capacity(dom.nodes.len());
        let mut index = vec![0; dom.nodes.len()];
        let mut facts = vec![Facts::default(); dom.nodes.len()];
        for step in dom.below(Id::DOCUMENT) {
            match step {
                Step::Enter(id) => {
                    index[id.index()] = order.len();
                    order.push(id);
                }
                Step::Leave(id) => facts[index[id.index()]].end = order.len(),
            }
        }
        facts.truncate(order.len());
        Self {
            order,
            index,
            facts,
            title: None,
            root: Id::DOCUMENT,
        }
    }

    fn at(&self, id: Id) -> usize {
        self.index[id.index()]
    }

    fn of_node(&self, id: Id) -> &Facts {
        &self.facts[self.at(id)]
    }

    fn span(&self, id: Id) -> Range<usize> {
        let at = self.at(id);
        at..self.facts[at].end
    }

    /// Whether a node is below another, or that node.
    pub(super) fn holds(&self, above: Id, below: Id) -> bool {
        self.span(above).contains(&self.at(below))
    }

    pub(super) fn is_hidden(&self, id: Id) -> bool {
        self.of_node(id).hidden
    }

    /// How many characters of text an element has, white space and hidden text not counted.
    pub(super) fn length(&self, id: Id) -> usize {
        self.of_node(id).text
    }

    fn hide(&mut self, dom: &Dom) {
        for at in (0..self.order.len()).rev() {
            let id = self.order[at];
            let landmark = matches!(dom.name(id), "main" | "article" | "h1");
            self.facts[at].landmark |= landmark;
            if let Some(parent) = dom.parent(id).filter(|_| self.facts[at].landmark) {
                let parent = self.at(parent);
                self.facts[parent].landmark = true;
            }
        }
        for at in 0..self.order.len() {
            let id = self.order[at];
            let parent = dom.parent(id).map(|parent| self.at(parent));
            let above = parent.is_some_and(|parent| self.facts[parent].hidden);
            // A dialogue that was open when the page was saved hides the whole page behind it.
            let hidden =
                is_unshown(dom, id) || self.says_hidden(dom, id) && !self.facts[at].landmark;
            self.facts[at].hidden = above || hidden;
        }
    }

    /// Whether an element says that it is not to be shown.
    fn says_hidden(&self, dom: &Dom, id: Id) -> bool {
        if !dom.is_element(id) {
            return false;
        }
        let style = dom.attribute(id, "style").unwrap_or_default();
        let style: String = style
            .chars()
            .take(1024)
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let classes = dom.attribute(id, "class").unwrap_or_default();
        let is_for_ears = classes.split_ascii_whitespace().take(32).any(|class| {
            matches!(
                class,
                "element-invisible" | "screen-reader-text" | "sr-only" | "visually-hidden"
            )
        });
        dom.attribute(id, "hidden").is_some()
            || dom.attribute(id, "aria-hidden") == Some("true")
            || style.contains("display:none")
            || style.contains("visibility:hidden")
            // What only a screen reader reads may be the label that others see as an icon.
            || is_for_ears && !(self.span(id).len() < 32 && dom.text_below(id).trim_end().ends_with(':'))
    }

    fn weigh(&mut self, dom: &Dom) {
        // The nearest block and whether there is a link, for each open element.
        let mut open: Vec<(usize, bool)> = Vec::new();
        for step in dom.below(Id::DOCUMENT) {
            let Step::Enter(id) = step else {
                open.pop();
                continue;
            };
            let at = self.at(id);
            let (block, linked) = open.last().copied().unwrap_or((at, false));
            let name = dom.name(id);
            let block = if is_block(name) { at } else { block };
            open.push((block, linked || name == "a"));
            if self.facts[at].hidden {
                continue;
            }
            if let Some(text) = dom.text(id) {
                let length = text.chars().filter(|c| !c.is_whitespace()).count();
                self.facts[at].text = length;
                if !linked {
                    self.facts[block].own += length;
                }
            }
        }
        for at in (0..self.order.len()).rev() {
            let facts = &mut self.facts[at];
            if facts.own >= PROSE {
                facts.prose += facts.own;
            }
            let (prose, text) = (facts.prose, facts.text);
            if let Some(parent) = dom.parent(self.order[at]) {
                let parent = self.at(parent);
                self.facts[parent].prose += prose;
                self.facts[parent].text += text;
            }
        }
    }

    /// The element that shows the title: a heading that says what the page states, else the first
    /// heading, else another block that says it.
    fn find_title(&self, dom: &Dom, titles: &[&str]) -> Option<Id> {
        let shown = || self.order.iter().copied().filter(|id| !self.is_hidden(*id));
        let stated: Vec<String> = titles.iter().map(|title| folded(title)).collect();
        let longest = stated.iter().map(String::len).max().unwrap_or(0);
        // A page's `<title>` often begins or goes on with the name of the site.
        let is_apart = |title: &str, shown: &str| {
            let separators = ['|', '-', '–', '—', '»', '·', ':'];
            let goes_on = title.strip_prefix(shown);
            let begins = title.strip_suffix(shown);
            goes_on.is_some_and(|rest| rest.trim_start().starts_with(separators))
                || begins.is_some_and(|rest| rest.trim_end().ends_with(separators))
                || title == shown
        };
        // What the longest element says is the title; a shorter one may be the name of the site.
        let stated_in = |ids: &mut dyn Iterator<Item = Id>| {
            let mut best = None;
            for id in ids {
                let length = self.of_node(id).text;
                if length == 0 || length > longest || best.is_some_and(|(most, _)| length <= most) {
                    continue;
                }
                let shown = folded(&dom.text_below(id));
                if !shown.is_empty() && stated.iter().any(|title| is_apart(title, &shown)) {
                    best = Some((length, id));
                }
            }
            best.map(|(_, id)| id)
        };
        let headings = || shown().filter(|id| dom.name(*id) == "h1");
        stated_in(&mut headings())
            .or_else(|| headings().find(|id| is_in_content(dom, *id)))
            .or_else(|| {
                let lesser = |id: &Id| matches!(dom.name(*id), "h2" | "h3");
                // A block is looked at only where it holds no other: each text once.
                let is_leaf = |id: &Id| is_block(dom.name(*id)) && self.is_leaf(dom, *id);
                stated_in(&mut shown().filter(|id| lesser(id) || is_leaf(id)))
            })
            .or_else(|| headings().next())
    }

    fn is_leaf(&self, dom: &Dom, id: Id) -> bool {
        let span = self.span(id);
        let below = &self.order[span.start + 1..span.end];
        below.len() < 32 && below.iter().all(|id| !is_block(dom.name(*id)))
    }

    /// The element that holds the content.
    fn find_root(&self, dom: &Dom) -> Id {
        let shown = |name: &'static str, role: &'static str| {
            self.order.iter().copied().filter(move |id| {
                let has_role = || dom.attribute(*id, "role").is_some_and(|r| r.trim() == role);
                !self.is_hidden(*id) && (dom.name(*id) == name || has_role())
            })
        };
        let largest = |ids: &mut dyn Iterator<Item = Id>| {
            // Of several of the same weight the first.
            ids.fold(None, |best: Option<Id>, id| match best {
                Some(best) if self.weight(best) >= self.weight(id) => Some(best),
                _ => Some(id),
            })
        };
        let main = largest(&mut shown("main", "main")).filter(|id| self.of_node(*id).text > 0);
        let articles = || shown("article", "article");
        let article = self
            .title
            .and_then(|title| articles().find(|id| self.holds(*id, title)))
            .or_else(|| articles().next().filter(|_| articles().count() == 1))
            .filter(|id| self.of_node(*id).text > 0);
        let root = main.or(article);
        let root = root.unwrap_or_else(|| self.densest(dom));
        match self.title {
            // The title may stand above the content: then both are in what holds both.
            Some(title) => self.common(dom, root, title),
            None => root,
        }
    }

    fn weight(&self, id: Id) -> (usize, usize) {
        let facts = self.of_node(id);
        (facts.prose, facts.text)
    }

    fn common(&self, dom: &Dom, root: Id, other: Id) -> Id {
        let mut root = root;
        while !self.holds(root, other) {
            match dom.parent(root) {
                Some(parent) => root = parent,
                None => break,
            }
        }
        root
    }

    /// The smallest element that holds the title and most of the prose.
    fn densest(&self, dom: &Dom) -> Id {
        let mut root = Id::DOCUMENT;
        loop {
            let prose = self.of_node(root).prose;
            let mut children = dom.children(root);
            let heavy = children.find(|id| {
                let name = dom.name(*id);
                // Without a title nothing says where above the prose the release begins, and only
                // what surely separates columns is gone into.
                let separates = matches!(
                    name,
                    "html" | "body" | "table" | "tbody" | "tr" | "td" | "center" | "form"
                );
                self.of_node(*id).prose * 10 > prose * 7
                    && prose > 0
                    && match self.title {
                        Some(title) => self.holds(*id, title),
                        None => separates,
                    }
            });
            match heavy {
                Some(child) => root = child,
                None => return root,
            }
        }
    }

    /// Whether an element in the content is none of it: what helps to move through the site, to
    /// share, to consent.
    pub(super) fn is_furniture(&self, dom: &Dom, id: Id) -> bool {
        let name = dom.name(id);
        if name.is_empty() || matches!(name, "html" | "body" | "main" | "article") {
            return false;
        }
        let role = dom.attribute(id, "role").unwrap_or_default().trim();
        let words = ["class", "id"]
            .into_iter()
            .filter_map(|n| dom.attribute(id, n));
        let named = |value: &str| {
            let words = value.split(|c: char| !c.is_alphanumeric());
            words.into_iter().any(|word| {
                word.len() < 16 && FURNITURE.contains(&word.to_ascii_lowercase().as_str())
            })
        };
        let is_around = match name {
            "nav" | "aside" | "form" | "search" => true,
            "header" | "footer" => !is_in_section(dom, id),
            _ => FURNITURE_ROLES.contains(&role) || words.into_iter().any(named),
        };
        is_around && !self.is_content(id) && !(name == "aside" && self.has_labels(dom, id))
    }

    /// Whether an element cannot be around the content, because it holds it.
    fn is_content(&self, id: Id) -> bool {
        let holds_title = self.title.is_some_and(|title| self.holds(id, title));
        let root = self.of_node(self.root).prose;
        let most = root > 0 && self.of_node(id).prose * 2 > root;
        let around_root = self.holds(id, self.root);
        holds_title || most || around_root
    }

    /// Whether an element has labels, as the facts of a release have.
    fn has_labels(&self, dom: &Dom, id: Id) -> bool {
        let mut labels = 0;
        let span = self.span(id);
        for id in &self.order[span.start + 1..span.end] {
            let facts = self.of_node(*id);
            let is_label = match dom.name(*id) {
                "dt" | "th" => true,
                name if is_block(name) || name == "span" || name == "strong" => {
                    facts.text > 0
                        && facts.text <= LABEL
                        && dom.text_below(*id).trim_end().ends_with(':')
                }
                _ => false,
            };
            labels += usize::from(is_label);
        }
        labels > 1
    }
}

/// Whether an element is one that is not shown as text.
fn is_unshown(dom: &Dom, id: Id) -> bool {
    dom.is_element(id) && dom.name(id).is_empty() || UNSHOWN.binary_search(&dom.name(id)).is_ok()
}

/// Whether an element is in the content by what it stands in: a heading in the page's own header is
/// the name of the site.
fn is_in_content(dom: &Dom, id: Id) -> bool {
    for id in dom.above(id) {
        match dom.name(id) {
            "main" | "article" => return true,
            "header" | "nav" | "footer" | "aside" => return false,
            _ => {}
        }
    }
    true
}

/// Whether a `header` or `footer` is that of a part of the page, not of the page.
fn is_in_section(dom: &Dom, id: Id) -> bool {
    let mut above = dom.above(id).skip(1);
    above.any(|id| matches!(dom.name(id), "main" | "article" | "section"))
}

/// A title without differences of case and white space.
fn folded(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_searched_are_sorted() {
        for list in [BLOCKS, UNSHOWN] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }
}
