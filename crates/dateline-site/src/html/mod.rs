//! Pages of a set: an index of its feeds, and one page a release.
//!
//! Pages are static HTML that needs no script, no font and no picture: they hold text, links and
//! small charts, and share one style sheet ([`style`]). They follow the reader's choice of light or
//! dark, print, and forbid everything that they do not need themselves by a policy
//! (Content Security Policy, level 3), so that nothing a release says can run on the domain that
//! serves it. Every page says in JSON-LD what it says in words.
//!
//! A set has its index at [`INDEX_FILE`], its style sheet at [`STYLE_FILE`], and the page of a
//! release in [`PAGES_FOLDER`] under the name of [`slug_of`]. The entry of a feed on the index page
//! has the fragment `FACET/SLUG`, as its feeds have the path `FACET/SLUG.rss`.

mod article;
mod chart;
mod head;
mod index;
mod language;
mod page;
mod slug;
#[cfg(test)]
mod tests;
mod text;
mod year;

pub use crate::format::FeedFormat;

pub use self::index::{FeedEntry, Group, Index, Newest, index_page};
pub use self::page::{FeedLink, PageFacts, release_page};
pub use self::slug::slug_of;
pub use self::year::{Year, year_page};

/// The file of the index page, in the folder of the set.
pub const INDEX_FILE: &str = "index.html";

/// The file of the style sheet, in the folder of the set.
pub const STYLE_FILE: &str = "style.css";

/// The folder of the pages of releases, in the folder of the set.
pub const PAGES_FOLDER: &str = "releases";

/// The folder of the pages of years, in the folder of the set.
pub const YEARS_FOLDER: &str = "years";

/// The style sheet of all pages, for [`STYLE_FILE`].
#[must_use]
pub const fn style() -> &'static str {
    include_str!("style.css")
}
