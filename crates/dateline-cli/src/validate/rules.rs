//! The rules about several releases, and about what feeds can hold.

use dateline_core::{Level, Rule};

/// All of them, in the order of their names.
pub(crate) const RULES: &[Rule] = &[*HTML_CLEANED, *ID_TWICE, *ORDER, *TITLE_TWICE, *URL_TWICE];

pub(super) const HTML_CLEANED: &Rule = &Rule {
    id: "release.html-cleaned",
    code: "R28",
    level: Level::Warning,
    title: "an HTML body is one that feeds can hold as it is",
    why: "Feed validators refuse scripts, forms, handlers, styles that move things about, \
          relative addresses, and tags that do not nest. Where a release goes into RSS or Atom, its \
          body is cleaned of them, and each cleaning is a loss. JSON and tables keep it as it is.",
    readers: "Readers remove such parts, each in its own way.",
    mend: "Remove what is named from the body, or leave it to the cleaning.",
    source: "the W3C's feed validator: SecurityRisk, NotHtml, ContainsRelRef",
};

pub(super) const ID_TWICE: &Rule = &Rule {
    id: "release.id-twice",
    code: "",
    level: Level::Error,
    title: "no two releases have one id",
    why: "The id names a release for ever. Of two releases with one id readers show one, and a \
          set of feeds keeps one.",
    readers: "Readers take the second for a correction of the first, or never show it.",
    mend: "Give each its own id, or keep one of the two: `dateline convert --unique newest`. \
           Translations have ids of their own.",
    source: "RSS 2.0, guid; RFC 4287, section 4.2.6",
};

pub(super) const ORDER: &Rule = &Rule {
    id: "release.order",
    code: "",
    level: Level::Warning,
    title: "releases stand in the order that was asked for",
    why: "`--order newest-first` and `--order oldest-first` ask for an order of the dates in each \
          input. A release out of it was mostly put in by hand, or has a wrong date.",
    readers: "Readers sort for themselves; people who look at a table do not.",
    mend: "Look at its date, or sort the releases: `dateline feed` does.",
    source: "this project",
};

pub(super) const TITLE_TWICE: &Rule = &Rule {
    id: "release.title-twice",
    code: "",
    level: Level::Warning,
    title: "no two releases have the same title, date and language",
    why: "Two releases of one day that are called the same are mostly one release that came by \
          two ways, with two ids.",
    readers: "Readers show it twice.",
    mend: "Remove one of the two, or give both the same id and keep one with `--unique`.",
    source: "this project",
};

pub(super) const URL_TWICE: &Rule = &Rule {
    id: "release.url-twice",
    code: "",
    level: Level::Warning,
    title: "no two releases have one address",
    why: "A page shows one release. Where two have its address, one of them leads to the other's \
          page.",
    readers: "Some readers take the address for the id, and show one of the two.",
    mend: "Write the address of each release's own page.",
    source: "this project",
};
