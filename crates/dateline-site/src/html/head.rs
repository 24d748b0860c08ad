//! What stands in the head of every page.

use super::text::{Escaped, put};
use super::{FeedFormat, STYLE_FILE};

/// What a page may load: its style sheet, and the pictures of a release from where the release has
/// them. No script, no frame, no form, whatever else the page holds.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data: https: http:; base-uri 'none'; form-action 'none'";

/// The facts of a head.
pub(super) struct Head<'a> {
    /// The language of the page.
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Which address stands for the page.
    pub(super) canonical: &'a str,
    /// The way from the page to the folder of the set: empty, or `../`.
    pub(super) root: &'a str,
    /// What Open Graph calls it: `website`, `article`.
    pub(super) kind: &'a str,
    /// The name of the set.
    pub(super) site: &'a str,
}

/// Begins a page, up to and without `</head>`.
pub(super) fn begin(out: &mut String, head: &Head<'_>) {
    let Head {
        language,
        title,
        description,
        canonical,
        root,
        kind,
        site,
    } = *head;
    put!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}",
        Escaped(language),
        Escaped(title)
    );
    if site != title {
        put!(out, " – {}", Escaped(site));
    }
    put!(
        out,
        "</title>\n<link rel=\"stylesheet\" href=\"{root}{STYLE_FILE}\">\n\
         <link rel=\"canonical\" href=\"{0}\">\n\
         <meta property=\"og:type\" content=\"{kind}\">\n\
         <meta property=\"og:title\" content=\"{1}\">\n\
         <meta property=\"og:url\" content=\"{0}\">\n\
         <meta property=\"og:site_name\" content=\"{2}\">\n",
        Escaped(canonical),
        Escaped(title),
        Escaped(site)
    );
    if !description.is_empty() {
        put!(
            out,
            "<meta name=\"description\" content=\"{0}\">\n<meta property=\"og:description\" content=\"{0}\">\n",
            Escaped(description)
        );
    }
}

/// The links by which readers of feeds find the feeds of the set.
pub(super) fn discovery(out: &mut String, root: &str, title: &str, links: &[(FeedFormat, String)]) {
    for (format, href) in links {
        put!(
            out,
            "<link rel=\"alternate\" type=\"{}\" title=\"{} ({})\" href=\"{root}{}\">\n",
            format.media_type(),
            Escaped(title),
            format.label(),
            Escaped(href)
        );
    }
}

/// Who holds the rights, and under which licence the releases are.
pub(super) fn rights(out: &mut String, rights: Option<&str>, licence: Option<&str>) {
    if rights.is_none() && licence.is_none() {
        return;
    }
    out.push_str("<p>");
    if let Some(rights) = rights {
        put!(out, "<span dir=\"auto\">{}</span>", Escaped(rights));
    }
    if let Some(licence) = licence {
        put!(
            out,
            "{}<a rel=\"license\" href=\"{}\">Licence: {}</a>",
            if rights.is_some() { " · " } else { "" },
            Escaped(licence),
            Escaped(super::text::shown(licence))
        );
    }
    out.push_str("</p>\n");
}
