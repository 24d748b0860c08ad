//! What every page must survive, whatever it is: depth, length, and markup that nobody wrote.

use proptest::prelude::*;
use url::Url;

use super::super::parse::errors;
use super::*;

fn body(html: &str, extent: Extent) -> (Flat, String) {
    let base = Url::parse("https://a.example/x/1").unwrap();
    let flat = Page::parse(html).flat(extent);
    let (html, _) = flat.body_html(&whole(&flat), Some(&base));
    (flat, html)
}

/// The same elements and attributes that a body may have, asked of a judge who knows nothing of how
/// it was made.
fn sanitized(html: &str) -> String {
    let mut judge = ammonia::Builder::empty();
    judge
        .tags(
            [
                "p",
                "h2",
                "h3",
                "h4",
                "ul",
                "ol",
                "li",
                "dl",
                "dt",
                "dd",
                "blockquote",
                "table",
                "tbody",
                "tr",
                "th",
                "td",
                "a",
                "b",
                "strong",
                "i",
                "em",
                "sub",
                "sup",
                "br",
            ]
            .into(),
        )
        .tag_attributes(
            [
                ("a", ["href"].into()),
                ("ol", ["start"].into()),
                ("td", ["colspan", "rowspan"].into()),
                ("th", ["colspan", "rowspan"].into()),
            ]
            .into(),
        )
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    judge.clean(html).to_string()
}

#[test]
fn depth_is_no_hazard() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</ul>"),
        ("<b>", "</b>"),
        ("<x>", ""),
        ("<table><td>", ""),
        ("<svg><g>", "</g>"),
        ("<blockquote>", ""),
        ("<p><object>", ""),
        ("<template>", ""),
    ] {
        let html = format!(
            "<h1>t</h1>{}deep{}<p>behind",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        let (flat, _) = body(&html, Extent::Content);
        let hides = matches!(open, "<p><object>" | "<template>" | "<svg><g>");
        assert!(hides || flat.text.contains("deep"), "{open}");
        assert!(
            hides || flat.text.ends_with("behind"),
            "{open} {}",
            flat.text
        );
    }
    let page = Page::parse(&"<div>".repeat(1000));
    assert_eq!(page.repairs.len(), 1);
    let page = Page::parse(&format!("{}a{}", "<div>".repeat(150), "</div>".repeat(150)));
    assert_eq!(page.repairs, []);
}

#[test]
fn behind_what_is_too_deep_pages_go_on() {
    let html = format!(
        "{}a{}<ul><li>b</ul><p>c",
        "<div>".repeat(2000),
        "</div>".repeat(2000)
    );
    assert_eq!(
        body(&html, Extent::Page).1,
        "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n<p>c</p>"
    );
}

const PIECES: &[&str] = &[
    "<",
    "&",
    "\n",
    "\r\n",
    " ",
    "a ",
    "&amp;",
    "<p>a",
    "<br>",
    "<br>a",
    "<li>a",
    "<b>",
    "<p><b>a",
    "<a href=x>a",
    "<i><p>a",
    "<td>a",
    "<tr><td>a",
    "<!--",
    "<!-- -->",
    "</",
    "</p>",
    "<a b='",
    "<a b=\"<a b=\"",
    "<a '",
    "<script>",
    "<style></style>",
    "<textarea>",
    "<title>",
    "&#",
    "&#x41",
    "\u{a0}",
    "<h1>a</h1>",
    "<table>",
    "<table>a",
    "<table><tr><td>a</td></tr></table>",
    "<select><option>",
    "<nav>a</nav>",
    "<div class=share>a</div>",
    "<aside><p>a:</p></aside>",
    "<span class=sr-only>a",
    "<time datetime=1>",
    "<link rel=alternate hreflang=en href=/>",
    "<meta name=keywords content=a,b>",
    "<img src=a>",
    "<iframe src=a></iframe>",
    "<b>Date:</b> a<p>",
    "<dt>a<dd>b",
    "<html a>",
    "<body b>",
    "<frameset>",
    "<math><mi>",
    "<form>",
    "<a></a>",
    "<s>",
    "<ins><p>a",
    "<q>",
    "<p>é</p>",
    "<pre>\n",
    "<o:p>",
    "<font color=a>a<p>",
];

/// Pages of one thing again and again, some `length` bytes long.
fn long_pages(length: usize) -> Vec<String> {
    let mut pages: Vec<String> = PIECES
        .iter()
        .map(|piece| piece.repeat(length / piece.len().max(1)))
        .collect();
    let numbered = |piece: &str| {
        (0..length / 16)
            .map(|n| piece.replace('#', &n.to_string()))
            .collect::<String>()
    };
    pages.push(format!("<p {}>a", numbered("a#=b ")));
    let attributes = numbered("a#=b ");
    for before in [
        "<!-- --!><p ",
        "<!x <p a=' ><p ",
        "<svg><![CDATA[<p a=' ]]><p ",
        "<script></script ",
        "<script><!--<script></script a=' </script><p ",
        "<textarea></b a=' </textarea><p ",
        "</p ",
        "<?x <p a=' ><p ",
        "<a ='><p ",
        "<title></title ",
    ] {
        pages.push(format!("{before}{attributes}>a"));
    }
    pages.push(numbered("<html a#>"));
    pages.push(numbered("<b id=#><p>a"));
    pages.push(numbered("<a href=#>a<p>"));
    pages.push(numbered("<x#>a"));
    pages.push(numbered("<x#>a</y#>"));
    pages.push(numbered("<x><div></x>#"));
    pages.push(numbered("<b><div></b>#"));
    pages.push(numbered(
        "<link rel=alternate hreflang=en href=https://a.example/#>",
    ));
    pages.push(numbered("<meta name=keywords content=#>"));
    pages
}

#[test]
fn length_is_no_hazard() {
    let pages = long_pages(150_000);
    for (wrong, html) in pages.iter().enumerate() {
        for prefix in ["", "<h1>t</h1><p>", "<table>", "<ul><li>"] {
            let html = format!("{prefix}{html}");
            let (flat, made) = body(&html, Extent::Content);
            let _ = flat.body_text(&whole(&flat));
            // Nothing grows beyond what the markup of its lines needs.
            assert!(made.len() < 40 * html.len() + 100, "page {wrong}");
        }
    }
}

#[test]
fn emphasis_without_end_is_closed() {
    let html = format!("<p><b><i><em><strong><s><strike>{}", "<p>a".repeat(400_000));
    let page = Page::parse(&html);
    let said: Vec<&str> = page.repairs.iter().map(|(what, _)| what.as_str()).collect();
    assert_eq!(
        said,
        ["emphasis that is opened again and again and never closed is left out"]
    );
    assert_eq!(page.flat(Extent::Page).text.len(), 2 * 400_000 - 1);
}

#[test]
fn attributes_without_end_are_cut() {
    let attributes: Vec<String> = (0..1000).map(|n| format!("a{n}='>'")).collect();
    let attributes = attributes.join(" ");
    let page = Page::parse(&format!("<p {attributes} hidden>a</p>b"));
    assert_eq!(page.repairs.len(), 1);
    // `hidden` was one of those that were not read.
    assert_eq!(page.flat(Extent::Page).text, "a\nb");
}

/// Pieces of markup, of which pages are made that nobody wrote.
fn pages() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z .:&<>\"'=\u{a0}é]{0,6}",
        6 => prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href='/x?a&b'>",
            "<a href=javascript:x>", "</a>", "<ul>", "</ul>", "<ol start=3>", "</ol>", "<li>", "</li>",
            "<table>", "</table>", "<tr>", "<td>", "<td colspan=3>", "<th>", "</td>", "<caption>", "<br>",
            "<br><br>", "<h1>", "</h1>", "<h3>", "<h6>", "<blockquote>", "</blockquote>", "<dl>", "<dt>",
            "<dd>", "</dl>", "<pre>", "\n", "\n\n", "</pre>", "<script>", "</script>", "<!--", "-->",
            "<svg>", "</svg>", "<math>", "<sup>", "<sub>", "<em>", "<strong>", "<span class=label>",
            "</span>", "<main>", "<article>", "<nav>", "<aside>", "<form>", "<select>", "<template>",
            "</template>", "<figure>", "<figcaption>", "<img src=a width=1>", "<hr>", "<q>", "</q>",
            "&nbsp;", "&amp;", "&lt;script&gt;", "&#x80;", "<button>", "<object>", "<style>", "<textarea>",
            "<td><p>a</p><p>b</p>", "<plaintext>", "VIENNA, 3 May 2022 – ", "<frameset>", "<body hidden>",
            "<p style='display:none'>", "<time datetime=2022-05-03>", "<a data-cfemail=5a2a1a3b>",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_text_panics(html in any::<String>(), from in 0_usize..200, to in 0_usize..200) {
        let page = Page::parse(&html);
        for extent in [Extent::Content, Extent::Page] {
            let flat = page.flat(extent);
            let _ = flat.body_html(&[from..to, to..from], None);
            let _ = (flat.source(from), flat.kind(to));
        }
    }

    #[test]
    fn a_body_is_strict_and_stays_as_it_is(html in pages(), content in any::<bool>()) {
        let extent = if content { Extent::Content } else { Extent::Page };
        let (flat, made) = body(&html, extent);
        prop_assert_eq!(errors(&made), Vec::<String>::new(), "{}", made);
        // Reading what was written and writing it again changes nothing.
        let (_, again) = body(&made, Extent::Page);
        prop_assert_eq!(&again, &made);
        // A judge finds nothing to take away.
        let judged = sanitized(&made).replace("&nbsp;", "\u{a0}").replace('"', "");
        prop_assert_eq!(judged, made.replace("&quot;", "").replace('"', ""));
        // Lines are trimmed, none is empty, and all of them are there.
        for line in flat.text.lines() {
            prop_assert_eq!(line, line.trim());
            prop_assert!(!line.is_empty());
        }
        for place in 0..=flat.text.len() {
            prop_assert!(flat.source(place) <= html.len() + 64);
        }
    }

    #[test]
    fn parts_are_clean_as_well(html in pages(), cuts in prop::collection::vec(0_usize..120, 0..6)) {
        let flat = Page::parse(&html).flat(Extent::Page);
        let ranges: Vec<_> = cuts.chunks(2).map(|cut| cut[0]..*cut.last().unwrap_or(&0)).collect();
        let (made, _) = flat.body_html(&ranges, None);
        prop_assert_eq!(errors(&made), Vec::<String>::new(), "{}", made);
        let _ = flat.body_text(&ranges);
    }

    #[test]
    fn words_are_all_there(words in prop::collection::vec("[a-z]{90,95}", 1..6)) {
        let html = format!("<p>{}</p>", words.join("</p><p>"));
        let flat = Page::parse(&html).flat(Extent::Content);
        prop_assert_eq!(flat.text, words.join("\n"));
    }
}

#[test]
fn strictness_is_tested_by_what_is_not_strict() {
    for html in [
        "<p>a<p>b</b>",
        "a & b &foo; &amp",
        "<table>a</table>",
        "<a href=x><a href=y>",
        "</p>",
    ] {
        assert!(!errors(html).is_empty(), "{html}");
    }
    for html in [
        "",
        "<p>a &amp; b</p>\n<p>c<br>\nd</p>",
        "<ul>\n<li>a\n<p>b</p></li>\n</ul>",
    ] {
        assert_eq!(errors(html), Vec::<String>::new(), "{html}");
    }
}
