//! A page as HTML: its content in lines, what it states about itself, and its body made clean.
//!
//! ```text
//! source ──► parse ──► Dom ──► main_content ──► flatten ──► Flat { text } ──► layouts
//!                       └────► stated, json_ld ──► Stated        └── body_html ◄── ranges
//! ```
//!
//! The layouts read the lines as they read flattened text, and say which ranges of it are the
//! body; the HTML of these is made of the marks that the lines remember.

mod address;
mod dom;
mod flat;
mod flatten;
mod guard;
mod json_ld;
mod left_out;
mod line;
mod main_content;
mod parse;
mod pieces;
mod sink;
mod stated;
mod tables;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use flat::Flat;
pub(crate) use stated::{Fact, Stated};

use dom::Dom;
use main_content::Survey;

/// How much of a page is looked at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Extent {
    /// What it is about: its main content, without navigation, banners and what is around.
    Content,
    /// All that a browser shows.
    Page,
}

/// A page that was read.
#[derive(Debug)]
pub(crate) struct Page {
    dom: Dom,
    survey: Survey,
    /// What it states about itself.
    pub(crate) stated: Stated,
    /// What had to be mended to read it, and at which byte.
    pub(crate) repairs: Vec<(String, usize)>,
}

impl Page {
    /// Reads the source of a page; there is none that cannot be read.
    pub(crate) fn parse(html: &str) -> Self {
        let (dom, mended) = parse::parse(html);
        let mut stated = stated::stated(&dom);
        let titles: Vec<&str> = stated
            .titles
            .iter()
            .map(|title| title.value.as_str())
            .collect();
        let survey = Survey::of(&dom, &titles);
        stated
            .times
            .retain(|time| !survey.is_hidden(time.node) && survey.holds(survey.root, time.node));
        if let Some(title) = survey.title {
            let text = dom.text_below(title);
            let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let fact = Fact {
                value,
                from: "the page's heading",
                source: dom.source(title),
            };
            stated.titles.insert(0, fact);
        }
        let mut languages = Vec::new();
        let mut above = Some(survey.title.unwrap_or(survey.root));
        while let Some(id) = above {
            // That of the whole page is there already.
            if let Some(language) = dom.attribute(id, "lang").filter(|_| dom.name(id) != "html") {
                languages.push(Fact {
                    value: language.trim().replace('_', "-"),
                    from: "the `lang` of its content",
                    source: dom.source(id),
                });
                break;
            }
            above = dom.parent(id);
        }
        languages.append(&mut stated.languages);
        languages.retain(|language| !language.value.is_empty());
        stated.languages = languages;
        let repairs = mended
            .into_iter()
            .map(|(mended, at)| (mended.what().to_owned(), at));
        Self {
            repairs: repairs.collect(),
            dom,
            survey,
            stated,
        }
    }

    /// The page in lines, or as much of it as `extent` says.
    pub(crate) fn flat(&self, extent: Extent) -> Flat {
        flatten::flatten(&self.dom, &self.survey, extent)
    }
}
