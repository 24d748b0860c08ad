//! The page of a year: all releases of a year that have a page, so that each can be found.

use super::head::{self, Head};
use super::index::item;
use super::text::{Escaped, counted, put};
use super::{FeedFormat, INDEX_FILE, Newest};

/// What the page of a year says.
#[derive(Clone, Debug)]
pub struct Year<'a> {
    /// The year.
    pub year: i16,
    /// What the set is called.
    pub site: &'a str,
    /// The language of the set.
    pub language: &'a str,
    /// The address of the page itself.
    pub address: &'a str,
    /// The feeds of all releases, relative to the folder of the set.
    pub discovery: &'a [(FeedFormat, String)],
    /// Its releases, the newest first. Their pages are relative to the folder of the set.
    pub releases: Vec<Newest<'a>>,
}

/// The page of a year, which is in a folder of the set.
///
/// ```
/// use dateline_site::html::{Newest, Year, year_page};
///
/// let date = "2016-10-25".parse()?;
/// let page = year_page(&Year {
///     year: 2016,
///     site: "Press releases",
///     language: "en",
///     address: "https://a.example/feeds/years/2016.html",
///     discovery: &[],
///     releases: vec![Newest {
///         title: "Bridge opens",
///         href: "releases/1.html",
///         date: &date,
///         kind: None,
///         places: Vec::new(),
///         language: Some("en"),
///     }],
/// });
/// assert!(page.contains("<h1>Releases of 2016</h1>"));
/// assert!(page.contains("href=\"../releases/1.html\""));
/// # Ok::<(), dateline_core::DateError>(())
/// ```
#[must_use]
pub fn year_page(year: &Year<'_>) -> String {
    const ROOT: &str = "../";
    let Year {
        year,
        site,
        language,
        address,
        discovery,
        releases,
    } = year;
    let title = format!("Releases of {year}");
    let mut out = String::with_capacity(releases.len() * 200);
    let head = Head {
        language: "en",
        title: &title,
        description: "",
        canonical: address,
        root: ROOT,
        kind: "website",
        site,
    };
    head::begin(&mut out, &head);
    head::discovery(&mut out, ROOT, site, discovery);
    put!(
        out,
        "</head>\n<body class=\"index\">\n\
         <a class=\"skip\" href=\"#main\">Skip to the releases</a>\n<header>\n\
         <p class=\"home\"><a href=\"{ROOT}{INDEX_FILE}\"><span dir=\"auto\">{}</span></a></p>\n\
         <h1>{title}</h1>\n<p class=\"facts\">{}</p>\n</header>\n\
         <main id=\"main\">\n<ol class=\"newest\">\n",
        Escaped(site),
        counted(releases.len() as u64, "release")
    );
    for release in releases {
        item(&mut out, release, ROOT, language);
    }
    out.push_str("</ol>\n</main>\n</body>\n</html>\n");
    out
}
