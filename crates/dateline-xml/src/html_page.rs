//! A page for people that came in the place of a feed, and the feeds that it names.
//!
//! A page names its feeds by `<link rel="alternate" type="…" href="…">` in its head. Pages are not
//! XML: names are in any case, attributes in any order and with quotes or without.

use std::borrow::Cow;
use std::io::Read;

use memchr::{memchr, memmem};

use crate::reference::resolve;
use crate::window::Window;
use crate::{ErrorKind, entities};

/// How much of a page is looked at to find its feeds, in bytes.
const HEAD_LIMIT: usize = 256 * 1024;

/// How many feeds of a page are told.
const FEEDS: usize = 5;

/// The types of feeds.
const TYPES: [&str; 5] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
];

/// The error of an input that is a page, which the window shows.
pub(crate) fn error<R: Read>(window: &mut Window<R>) -> ErrorKind {
    while window.bytes().len() < HEAD_LIMIT {
        // What cannot be read any more is missing from the head, and matters no more than that.
        if !matches!(window.fill(), Ok(true)) {
            break;
        }
    }
    let bytes = window.bytes();
    let head = bytes.get(..HEAD_LIMIT).unwrap_or(bytes);
    let feeds = feed_links(&String::from_utf8_lossy(head));
    let feeds = feeds.into_iter().map(|(_, address)| address).collect();
    ErrorKind::Html { feeds }
}

/// The feeds that the head of a page names, the first few of them: type and address, each as it is
/// written there, with its references resolved. What is JSON of no declared kind stands last, as it
/// often is no feed.
pub(crate) fn feed_links(head: &str) -> Vec<(String, String)> {
    let mut feeds = Vec::new();
    let mut others = Vec::new();
    let mut rest = head;
    while feeds.len() < FEEDS {
        let Some((tag, behind)) = next_tag(rest) else {
            break;
        };
        rest = behind;
        match tag.name.to_ascii_lowercase().as_str() {
            // Links in the body are for people to follow.
            "body" => break,
            "link" => {
                if let Some((kind, address)) = tag.feed() {
                    let list = if kind == "application/json" {
                        &mut others
                    } else {
                        &mut feeds
                    };
                    if !list.iter().any(|(_, known)| *known == address) {
                        list.push((kind, address));
                    }
                }
            }
            // What stands in these is no markup.
            "script" | "style" | "title" | "textarea" => match behind_end(rest, tag.name) {
                Some(behind) => rest = behind,
                None => break,
            },
            _ => {}
        }
        others.truncate(FEEDS);
    }
    feeds.append(&mut others);
    feeds.truncate(FEEDS);
    feeds
}

/// A start tag, with its attributes by their names in lower case.
#[derive(Debug, Default)]
struct Tag<'h> {
    name: &'h str,
    rel: &'h str,
    kind: &'h str,
    href: &'h str,
}

impl<'h> Tag<'h> {
    /// Takes an attribute, unless it stood there before.
    fn take(&mut self, name: &str, value: &'h str) {
        for (known, slot) in [
            ("rel", &mut self.rel),
            ("type", &mut self.kind),
            ("href", &mut self.href),
        ] {
            if slot.is_empty() && name.eq_ignore_ascii_case(known) {
                *slot = value;
            }
        }
    }

    /// The type and address of the feed that this links to.
    fn feed(&self) -> Option<(String, String)> {
        let rel = unescape(self.rel).to_ascii_lowercase();
        let mut rel = rel.split_ascii_whitespace();
        let kind = unescape(self.kind).to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim_ascii();
        let address = unescape(self.href);
        let address = address.trim_ascii();
        let is_feed =
            rel.any(|word| word == "alternate") && TYPES.contains(&kind) && !address.is_empty();
        is_feed.then(|| (kind.to_owned(), address.to_owned()))
    }
}

/// The next start tag, and what stands behind it. `None` where there is none that ends.
fn next_tag(html: &str) -> Option<(Tag<'_>, &str)> {
    let mut rest = html;
    loop {
        let at = memchr(b'<', rest.as_bytes())?;
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = memmem::find(comment.as_bytes(), b"-->")?;
            rest = comment.get(end + 3..)?;
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            break;
        }
    }
    let (name, attributes) = split(rest, |c| c.is_ascii_whitespace() || "/>".contains(c));
    let mut tag = Tag {
        name,
        ..Tag::default()
    };
    rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            return Some((tag, behind));
        }
        let first = rest.chars().next()?.len_utf8();
        // A sign of equality may begin a name, and only there be part of it.
        let (_, tail) = rest.split_at(first);
        let (name, behind) = split(tail, |c| c.is_ascii_whitespace() || "/>=".contains(c));
        let name = rest.get(..first + name.len())?;
        rest = behind.trim_ascii_start();
        let Some(value) = rest.strip_prefix('=') else {
            continue;
        };
        let value = value.trim_ascii_start();
        let (value, behind) = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?,
            _ => split(value, |c| c.is_ascii_whitespace() || c == '>'),
        };
        tag.take(name, value);
        rest = behind;
    }
}

/// Splits before the first such character, or at the end.
fn split(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// What stands behind the end tag of this name.
fn behind_end<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    memmem::find_iter(html.as_bytes(), b"</").find_map(|at| {
        let found = html.get(at + 2..at + 2 + name.len())?;
        let is_end = found.eq_ignore_ascii_case(name);
        is_end.then(|| html.get(at + 2 + name.len()..)).flatten()
    })
}

/// An attribute's value with its references resolved. What is none stands for itself.
fn unescape(value: &str) -> Cow<'_, str> {
    let Some(first) = value.find('&') else {
        return Cow::Borrowed(value);
    };
    let (before, mut rest) = value.split_at(first);
    let mut text = before.to_owned();
    while let Some(behind) = rest.strip_prefix('&') {
        let (name, end) = split(behind, |c| !c.is_ascii_alphanumeric() && c != '#');
        let known = end.strip_prefix(';').and_then(|end| {
            let c = resolve(name).ok().or_else(|| entities::find(name))?;
            Some((c, end))
        });
        let (c, end) = known.unwrap_or(('&', behind));
        text.push(c);
        let (plain, next) = split(end, |c| c == '&');
        text.push_str(plain);
        rest = next;
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(head: &str, expected: &[(&str, &str)]) {
        let found = feed_links(head);
        let found: Vec<_> = found.iter().map(|(k, a)| (&**k, &**a)).collect();
        assert_eq!(found, expected, "{head}");
    }

    const RSS: &str = "application/rss+xml";

    #[test]
    fn links_in_every_form() {
        for link in [
            r#"<link rel="alternate" type="application/rss+xml" href="/a">"#,
            r#"<LINK HREF='/a' title="A > B" Type='Application/RSS+XML' Rel='ALTERNATE'/>"#,
            "<link rel=alternate type=application/rss+xml href=/a>",
            "<link\n rel = \"home alternate\"\ttype\n=\n'application/rss+xml; charset=utf-8' href=' /a '>",
            "<link hreflang rel=alternate data-href=/b type=application/rss+xml href=/a href=/c>",
            "<link/rel='alternate'type='application/rss+xml'href='/a'>",
            "<link rel=alternate type='application&#47;rss&#x2b;xml' href='&#x2F;a'>",
            "<link =x rel=alternate type=application/rss+xml href=/a é=ü>",
        ] {
            check(link, &[(RSS, "/a")]);
        }
    }

    #[test]
    fn types_and_their_order() {
        let link = |kind: &str, href: &str| format!("<link rel=alternate type={kind} href={href}>");
        let head = [
            link("application/json", "/wp-json/1"),
            link("text/html", "/fr"),
            link("application/atom+xml", "/atom"),
            link("application/feed+json", "/feed.json"),
            link("application/rdf+xml", "/rdf"),
            link("application/atom+xml", "/atom"),
        ];
        check(
            &head.concat(),
            &[
                ("application/atom+xml", "/atom"),
                ("application/feed+json", "/feed.json"),
                ("application/rdf+xml", "/rdf"),
                ("application/json", "/wp-json/1"),
            ],
        );
        let many: String = (0..50).map(|n| link(RSS, &n.to_string())).collect();
        check(
            &many,
            &[(RSS, "0"), (RSS, "1"), (RSS, "2"), (RSS, "3"), (RSS, "4")],
        );
    }

    #[test]
    fn what_is_no_link_to_a_feed() {
        for head in [
            "",
            "<",
            "<link",
            "<link rel=alternate type=application/rss+xml href=/a",
            "<link rel='alternate type=application/rss+xml href=/a>",
            "<link rel=stylesheet type=application/rss+xml href=/a>",
            "<link rel=alternate type=application/rss+xml>",
            "<link rel=alternate type=application/rss+xml href=''>",
            "<link rel=alternate href=/a>",
            "<!-- <link rel=alternate type=application/rss+xml href=/a> -->",
            "<!-- <link rel=alternate type=application/rss+xml href=/a>",
            "<script>'<link rel=alternate type=application/rss+xml href=/a>'</script>",
            "<title><link rel=alternate type=application/rss+xml href=/a></title>",
            "<body><link rel=alternate type=application/rss+xml href=/a>",
            "<links rel=alternate type=application/rss+xml href=/a>",
        ] {
            check(head, &[]);
        }
    }

    #[test]
    fn what_stands_around_a_link_does_not_hide_it() {
        check(
            "<!DOCTYPE html><html><head><!-- a --><SCRIPT>if (1 < 2) '</p>'</Script ><style></style>\
             <title>A & B</title><p < ><link rel=alternate type=application/rss+xml href=/a>",
            &[(RSS, "/a")],
        );
    }

    #[test]
    fn references_in_addresses() {
        let check = |href: &str, expected: &str| {
            check(
                &format!("<link rel=alternate type={RSS} href=\"{href}\">"),
                &[(RSS, expected)],
            );
        };
        check("/a?b=1&amp;c=2", "/a?b=1&c=2");
        check("/a?b=1&c=2", "/a?b=1&c=2");
        check("/a?b=1&copy=2&eacute;", "/a?b=1&copy=2é");
        check("/&#233;&#xE9;&#0;&&;&unknown;&", "/éé&#0;&&;&unknown;&");
    }

    #[test]
    fn much_of_anything_takes_linear_time() {
        for part in [
            "<",
            "<!--",
            "<script>",
            "<link ",
            "<link a='",
            "&",
            "<link href=&",
            "</",
            "<a b=\"",
            "<link =",
        ] {
            check(&part.repeat(1 << 20), &[]);
            check(&format!("<link href='{}", part.repeat(1 << 20)), &[]);
        }
        let head = format!(
            "<link rel=alternate type={RSS} href='{}'>",
            "&amp".repeat(1 << 20)
        );
        assert_eq!(feed_links(&head).len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(head in "([<>!/='\"& a-]|<!--|-->|<link |rel=alternate |type=application/rss.xml |href=|<script>|</script|&#|é){0,60}") {
            for (kind, address) in feed_links(&head) {
                prop_assert!(TYPES.contains(&&*kind));
                prop_assert!(!address.is_empty());
            }
        }
    }
}
