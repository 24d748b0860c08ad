//! From elements to lines, and from lines to a body.

use url::Url;

use super::*;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(
        Page::parse(html).flat(Extent::Content).text,
        expected,
        "{html}"
    );
}

fn body(html: &str) -> String {
    let base = Url::parse("https://a.example/x/1").unwrap();
    let flat = Page::parse(html).flat(Extent::Page);
    flat.body_html(&whole(&flat), Some(&base)).0
}

#[track_caller]
fn check_body(html: &str, expected: &str) {
    let made = body(html);
    assert_eq!(made, expected, "{html}");
    assert_eq!(body(&made), made, "made again of {html}");
}

#[test]
fn a_block_is_a_line() {
    check("", "");
    check("a", "a");
    check(" <p> a\n b </p>c<div>d<p>e", "a b\nc\nd\ne");
    check("a <b>b </b> c<i>d</i>e", "a b cde");
    check("<p>a<br>b<br>\n<br>c<br></p><br>d", "a\nb\nc\nd");
    check("<p>\u{a0}</p>\u{a0}a\u{a0}b\u{a0} <p>&nbsp;", "a\u{a0}b");
    check("<ul><li>a<li><p>b<p>c</ul>", "- a\n- b\nc");
    check("<ul><li>a<ul><li>b</ul>c<li></ul>", "- a\n- b\nc");
    check(
        "<dl><dt>A long enough term that is followed by so much text that it is prose and no label<dd>b</dl>",
        "- A long enough term that is followed by so much text that it is prose and no label\n- b",
    );
    check("<table><tr><td>a<td>b<tr><td><td>c</table>", "a\nb\nc");
    check("<pre>\na\n  b\n\nc</pre>", "a\nb\nc");
    check("a<q>b</q>", "a“b”");
    check("<h1>a</h1>b<hr>c", "a\nb\nc");
    check("a<wbr>b&shy;c&amp;d&lt;e", "ab\u{ad}c&d<e");
}

#[test]
fn what_is_not_shown_is_no_line() {
    check(
        "<p hidden>a</p><p style='color: red; DISPLAY : none'>b</p><p>c",
        "c",
    );
    check(
        "<p aria-hidden=true>a</p><p class='x sr-only'>b</p><p>c",
        "c",
    );
    // A dialogue hid the page when it was saved.
    check("<div aria-hidden=true><h1>a</h1>b</div>", "a\nb");
    check(
        "<body><script>a</script><style>b</style><template>c</template><noscript>d</noscript>e",
        "e",
    );
    check("a<span hidden>b</span>c<svg><text>d</text></svg>e", "ace");
    check("a<div hidden>b</div>c", "ac");
    check(
        "<select><option>a</select><textarea>b</textarea><button>c</button>d",
        "d",
    );
    check("<object data=a>b</object><iframe src=c>d</iframe>e", "e");
}

#[test]
fn labels_have_lines_of_their_own_above_the_prose() {
    check("<p><b>Date:</b> 3 May 2022</p>", "Date:\n3 May 2022");
    check(
        "<ul><li><span>Place:</span> <a>VIENNA</a></ul>",
        "- Place:\n- VIENNA",
    );
    check(
        "<ul><li><div>Place:</div><div>VIENNA</div></ul>",
        "- Place:\n- VIENNA",
    );
    check("<ul><li>Place:<li>VIENNA</ul>", "- Place:\n- VIENNA");
    check(
        "<dl><dt>Place<dd>VIENNA<dd>WARSAW</dl>",
        "- Place:\n- VIENNA\n- WARSAW",
    );
    check(
        "<div><span class=field__label>Place</span> VIENNA</div>",
        "Place:\nVIENNA",
    );
    check(
        "<div class=label-above><div class=label>Place</div>VIENNA</div>",
        "Place:\nVIENNA",
    );
    check(
        "<span class='sr-only'>Place:</span> VIENNA",
        "Place:\nVIENNA",
    );
    check("<p><b>Not a label</b> but words", "Not a label but words");
    // Behind the prose a label is a word as any other.
    let prose = "VIENNA, 3 May 2022 – Talks.";
    check(
        &format!("<p>{prose}<p><b>Note:</b> words<ul><li><b>One:</b> two</ul>"),
        &format!("{prose}\nNote: words\n- One: two"),
    );
    // Facts of several releases are those of a listing, which has them in one line.
    let record =
        "<h3>a</h3><div><span class=label>Publishing date</span> <span>3 May 2022</span></div>";
    check(
        &record.repeat(2),
        "a\nPublishing date: 3 May 2022\na\nPublishing date: 3 May 2022",
    );
    check(record, "a\nPublishing date:\n3 May 2022");
    // For the body the two lines are one.
    assert_eq!(
        body("<p><b>Date:</b> 3 May</p>"),
        "<p><b>Date:</b> 3 May</p>"
    );
    let html = "<p><b>Date:\u{a0}</b>3 May</p>\n<p><b>Place:</b>\u{a0}VIENNA</p>";
    assert_eq!(body(html), html);
    assert_eq!(
        body("<dl><dt>Place<dd>VIENNA</dl>"),
        "<dl>\n<dt>Place</dt>\n<dd>VIENNA</dd>\n</dl>"
    );
}

#[test]
fn the_content_is_found_without_names() {
    let prose = "Words that go on and on, so that nobody could take them for an entry of a menu. "
        .repeat(3);
    let prose = prose.trim_end();
    let found = |around: &str| {
        let html = around.replace("PROSE", &format!("<p>{prose}</p><p>{prose}</p>"));
        Page::parse(&html)
            .flat(Extent::Content)
            .text
            .replace(prose, "…")
    };
    assert_eq!(
        found("<nav>a</nav><main>PROSE</main><footer>b</footer>"),
        "…\n…"
    );
    assert_eq!(
        found("<div>a</div><div role=main>PROSE</div><div>b</div>"),
        "…\n…"
    );
    assert_eq!(
        found("<h1>t</h1><div>a</div><main>PROSE</main><aside>b</aside>"),
        "t\na\n…\n…"
    );
    assert_eq!(
        found("<div>a</div><div><h1>t</h1><div>k</div>PROSE</div><div>b</div>"),
        "t\nk\n…\n…"
    );
    assert_eq!(
        found(
            "<article><header><h1>t</h1></header>PROSE<div class='share-this'>b</div></article>c"
        ),
        "t\n…\n…"
    );
    assert_eq!(
        found("<table><tr><td><a>m</a><td><b>t</b>PROSE</table>x"),
        "t\n…\n…"
    );
    assert_eq!(
        found("<title>Site - Long title</title><p>Site</p><div><p>long title</p>PROSE</div>"),
        "long title\n…\n…"
    );
    assert_eq!(
        found("<title>T - Site</title><div>a</div><div><div>t</div>PROSE</div>"),
        "t\n…\n…"
    );
    // A form or a header round everything is no furniture.
    assert_eq!(
        found("<form><div class=sidebar-layout><h1>t</h1>PROSE</div></form>"),
        "t\n…\n…"
    );
    assert_eq!(
        found("<main><div class='cookie consent'>a</div>PROSE<div role=dialog>b</div></main>"),
        "…\n…"
    );
    // An aside with the facts of the release stays, one with links does not.
    assert_eq!(
        found(
            "<main><aside><p>Place:</p><p>VIENNA</p><p>Source:</p><p>x</p></aside>PROSE<aside><p>More:</p></aside></main>"
        ),
        "Place:\nVIENNA\nSource:\nx\n…\n…"
    );
    // The whole page has it all.
    let page = Page::parse("<nav>a</nav><main>b</main><footer>c</footer>");
    assert_eq!(page.flat(Extent::Page).text, "a\nb\nc");
}

#[test]
fn a_body_is_clean() {
    check_body("", "");
    check_body(
        "a & b < c > \"d\"",
        "<p>a &amp; b &lt; c &gt; &quot;d&quot;</p>",
    );
    check_body(
        "<P CLASS=x ID=y ONCLICK=z STYLE=s>a<SPAN>b</SPAN></P>",
        "<p>ab</p>",
    );
    check_body(
        "<b>a <i>b</b> c</i> <em><strong><sub>d</sub></strong></em>",
        "<p><b>a <i>b</i></b><i> c</i> <strong><em><sub>d</sub></em></strong></p>",
    );
    check_body("a<br>b<br><br>c", "<p>a<br>\nb</p>\n<p>c</p>");
    check_body(
        "<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5>",
        "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h4>d</h4>\n<h4>e</h4>",
    );
    check_body(
        "<ul><li>a<ol start=4><li>b<p>c</ol><li>d</ul>e",
        "<ul>\n<li>a\n<ol start=\"4\">\n<li>b\n<p>c</p></li>\n</ol></li>\n<li>d</li>\n</ul>\n<p>e</p>",
    );
    check_body("<li>a<li>b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    check_body(
        "<blockquote>a<p>b</blockquote>",
        "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>",
    );
    check_body(
        "<table><caption>t</caption><tr><th colspan=2>a<tr><td><td>c</table>",
        "<p>t</p>\n<table><tbody>\n<tr>\n<th colspan=\"2\">a</th>\n</tr>\n<tr>\n<td></td>\n<td>c</td>\n</tr>\n</tbody></table>",
    );
    check_body("<table><tr><td>a</td></tr></table>", "<p>a</p>");
    check_body(
        "<p>a<script>x</script><style>y</style><iframe src=z></iframe><img src=i>b",
        "<p>ab</p>",
    );
    check_body(
        "<svg onload=x><script>y</script></svg><math><mi>z</mi></math>a",
        "<p>a</p>",
    );
}

#[test]
fn links_are_absolute_or_left_out() {
    check_body(
        "<a href=2 target=_blank rel=x>a</a>",
        "<p><a href=\"https://a.example/x/2\">a</a></p>",
    );
    check_body(
        "<a href='/?a=1&utm_source=2&b'>a</a>",
        "<p><a href=\"https://a.example/?a=1&amp;b\">a</a></p>",
    );
    check_body("<a href=javascript:x>a</a> <a name=y>b</a>", "<p>a b</p>");
    check_body(
        "<a href=1>a</a><a href=1>b</a>",
        "<p><a href=\"https://a.example/x/1\">a</a><a href=\"https://a.example/x/1\">b</a></p>",
    );
    check_body(
        "<a href=1>a<b>b</b></a>",
        "<p><a href=\"https://a.example/x/1\">a<b>b</b></a></p>",
    );
    check_body(
        "<b><a href=1>a</a></b>",
        "<p><a href=\"https://a.example/x/1\"><b>a</b></a></p>",
    );
    check_body(
        "<a href=1>a<p>b</p></a>",
        "<p><a href=\"https://a.example/x/1\">a</a></p>\n<p><a href=\"https://a.example/x/1\">b</a></p>",
    );
    let flat = Page::parse("<p>a <a href=1>b</a> <a href=x:y>c").flat(Extent::Page);
    let (html, left_out) = flat.body_html(&whole(&flat), None);
    assert_eq!(html, "<p>a b c</p>");
    let left_out: Vec<_> = left_out
        .iter()
        .map(|l| (l.source, l.kind.finding().to_string()))
        .collect();
    assert_eq!(
        left_out,
        [
            (
                5,
                "the link to `1` is left out: it leads to no page that could be named".to_owned()
            ),
            (
                21,
                "the link to `x:y` is left out: it leads to no page that could be named".to_owned()
            ),
        ]
    );
}

#[test]
fn a_range_of_the_text_is_a_part_of_the_body() {
    let html = "<p>Kind<p>Date: x<br>VIENNA, 3 May – <b>Talks é.</b><ul><li>one<li>two</ul>\
                <figure><img src=/i.jpg><figcaption>Below</figcaption></figure><p>Contact";
    let flat = Page::parse(html).flat(Extent::Page);
    assert_eq!(
        flat.text,
        "Kind\nDate: x\nVIENNA, 3 May – Talks é.\n- one\n- two\nBelow\nContact"
    );
    let from = flat.text.find("VIENNA").unwrap();
    let to = flat.text.find("Contact").unwrap();
    let (body, left_out) = flat.body_html(&part(from..to), None);
    assert_eq!(
        body,
        "<p>VIENNA, 3 May – <b>Talks é.</b></p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    );
    let left_out: Vec<String> = left_out
        .iter()
        .map(|l| l.kind.finding().to_string())
        .collect();
    assert_eq!(
        left_out,
        [
            "the picture `/i.jpg` is left out",
            "`Below` is left out: it belongs to a picture",
        ]
    );
    assert_eq!(
        flat.body_text(&part(from..to)).0,
        "VIENNA, 3 May – Talks é.\n\n- one\n- two"
    );
    assert_eq!(flat.kind(to - 2), LineKind::Caption);
    // Ranges may overlap, stand in any order, and end inside of anything.
    assert_eq!(
        flat.body_html(&[3..6, 0..2, 1..2], None).0,
        "<p>Kid</p>\n<p>D</p>"
    );
    let inside = flat.text.find('é').unwrap() + 1;
    assert_eq!(
        flat.body_html(&part(from..inside), None).0,
        "<p>VIENNA, 3 May – <b>Talks</b></p>"
    );
    assert_eq!(flat.body_html(&[], None).0, "");
    assert_eq!(flat.body_html(&part(9000..9001), None).0, "");
}

#[test]
fn plain_text_has_paragraphs_items_and_rows() {
    let text = |html: &str| {
        let flat = Page::parse(html).flat(Extent::Page);
        flat.body_text(&whole(&flat)).0
    };
    assert_eq!(text("<p>a<br>b<p>c"), "a\nb\n\nc");
    assert_eq!(
        text("a<ol start=9><li>b<li>c<p>d</ol>e"),
        "a\n\n9. b\n10. c\nd\n\ne"
    );
    assert_eq!(
        text("<table><tr><td>a<td>b<tr><td><td>c</table>"),
        "a\tb\n\tc"
    );
    assert_eq!(text("<p><b>Date:</b> x"), "Date: x");
}

#[test]
fn every_line_is_found_in_the_source() {
    let html = "<p>a\r\n  b &amp; <b>c</b>d</p>\r\n<!-- x --><ul><li>e&nbsp;f</ul><p title='>'>é g";
    let flat = Page::parse(html).flat(Extent::Page);
    assert_eq!(flat.text, "a b & cd\n- e\u{a0}f\né g");
    for word in ["a", "b", "&", "c", "d", "e", "f", "é", "g"] {
        let at = flat.text.find(word).unwrap();
        let source = &html[flat.source(at)..];
        assert!(source.starts_with(word), "{word} is not at {source:?}");
    }
    // The hyphen that was put there stands behind what is before it, and before its item.
    let hyphen = flat.source(flat.text.find('-').unwrap());
    assert!((html.find("</p>").unwrap()..=html.find("e&").unwrap()).contains(&hyphen));
    assert_eq!(Flat::default().source(5), 0);
}
