//! What a feed validator accepts and what not, and what comes of cleaning.

use proptest::prelude::*;

use super::*;
use crate::words_of_html;

#[track_caller]
fn untouched(fragments: &[&str]) {
    for html in fragments {
        let clean = clean_html(html);
        assert_eq!(clean.removed, [""; 0], "{html}");
        assert!(
            matches!(clean.html, Cow::Borrowed(same) if same == *html),
            "{html}"
        );
    }
}

/// Each fragment with what it becomes, and what it is cleaned of.
#[track_caller]
fn cleaned(html: &str, expected: &str, removed: &[&str]) {
    let clean = clean_html(html);
    assert_eq!(clean.html, expected, "{html}");
    assert_eq!(clean.removed, removed, "{html}");
    assert_eq!(clean_html(&clean.html).removed, [""; 0], "{html}");
}

/// Fragments that are refused, whatever becomes of them.
#[track_caller]
fn refused(fragments: &[&str]) {
    for html in fragments {
        let clean = clean_html(html);
        assert!(!clean.removed.is_empty(), "{html}");
        assert!(passes(&clean.html), "{html} became {}", clean.html);
    }
}

#[test]
fn what_content_management_writes_is_untouched() {
    untouched(&[
        "",
        " \n",
        "Only words",
        "<p>One</p>\n<p>Two<br>three<br/>four<br />five</p>",
        "<P CLASS=\"Lead\">Capitals</P>",
        "<p>No end tag<p>nor here",
        "<p>A <strong>bold</strong> and <em>soft</em> step, <b><i>both</i></b></p>",
        "<ul>\n<li>One</li>\n<li>Two\n<li>Three</ul>",
        "<ol start=2 type=a><li>One<ol><li>Nested</ol><li>Two</ol>",
        "<dl><dt>Who<dd>All<dt>When<dd>Now</dl>",
        "<p>R&amp;D &nbsp;&mdash;&#8211;&#x2014; caf&eacute; &NotEqualTilde;</p>",
        "<p>a & b, <i>&</i> &\n1 > 2",
        "<img src=\"https://a.example/b.png\" alt=\"A bridge\" width=100 loading=lazy>",
        "<a href='https://a.example/?a=1&amp;b=2#c' target=\"_blank\" rel=\"noopener\">Link</a>",
        "<a href=mailto:press@a.example>Mail</a> <a name=\"top\"></a> <a href=\"tel:+431\">Call</a>",
        "<div data-id=\"3\" data-x='{\"a\": 1}' class=\"a b\" id=c lang=en dir=ltr>x</div>",
        "<div xml:lang=\"en\" hidden title=\"a > b < c\">x</div>",
        "<table><tr><td>1<td>2<tr><th>3</table>",
        "<table border=1><caption>Who</caption><colgroup><col><col span=2></colgroup><thead><tr><th>A\
         </th></tr></thead><tbody><tr><td><p>1<table><tr><td>in</table></td></tr></tbody></table>",
        "<h2>Head</h2><blockquote><p>Quoted</p></blockquote><hr><pre>\n a\n</pre>",
        "<p style=\"text-align: center;\">Middle</p><span style='color:#333'>x</span>",
        "<figure><img src=\"https://a.example/x.jpg\" alt=\"\"><figcaption>Who</figcaption></figure>",
        "<details open><summary>More</summary><p>Text</p></details>",
        "<form action=\"https://a.example/\"><label>Name <input name=a></label><select><option>1<option \
         selected>2</select><textarea>a <b> &amp; c</textarea><button>Send</button></form>",
        "<ruby>a<rp>(<rt>b<rp>)</ruby> H<sub>2</sub>O x<sup>2</sup> <code>c</code> <q>q</q>",
        "<video poster=\"x\"><source src=\"https://a.example/v.mp4\"><track></video>",
        "<!-- a comment --><p>x<!----></p>",
        "<font size=2 color=red>Old</font> <center>mid</center>",
        "Žele\u{301}n; 🕊 \u{A0}\u{FEFF}\u{FFFD}\u{3FFE}",
        "<p>x</p></html>",
    ]);
}

#[test]
fn marks_of_one_look_may_be_nested_four_times() {
    untouched(&["<b><b><b><b>x</b></b></b></b>"]);
    refused(&["<i id=a><i><b><i><b><i><b><i>x</i></b></i></b></i></b></i></i>"]);
}

#[test]
fn a_validator_objects_to_markup_that_is_wrong() {
    refused(
        &[
            "R&D",
            "&",
            "&#;",
            "&#x;",
            "&#65",
            "&#128;",
            "&#0;",
            "&#13;",
            "&#xD800;",
            "&#x110000;",
            "&copy",
            "&nosuch;",
            "&notit;",
            "&;",
            "<a href='https://a.example/?a=1&b=2'>x</a>",
            "<p title='&copy=1'>",
            "1<2",
            "<",
            "<>",
            "</>",
            "</",
            "</ p>",
            "<p",
            "<p title='",
            "<p title=>",
            "<p title=a'b>",
            "<p title='a'class=b>",
            "<p / title=a>",
            "<p title=a title=b>",
            "<p 'a'>",
            "<p =a>",
            "<p a<b>",
            "</p class=a>",
            "<p>x</p/>",
            "<div/>",
            "<!-- a -- b -->",
            "<!-->",
            "<!--->",
            "<!-- a --->",
            "<!-- a --!>",
            "<!-- a",
            "<!DOCTYPE html>",
            "<?xml?>",
            "<![CDATA[x]]>",
            "a\u{0}",
            "a\u{7F}",
            "a\u{92}",
            "\u{FDD0}",
            "\u{1FFFE}",
            "<b \u{B}>x</b>",
        ]
        .iter()
        .filter(|html| **html != "&")
        .copied()
        .collect::<Vec<_>>(),
    );
}

#[test]
fn a_validator_objects_to_elements_that_do_not_nest() {
    refused(&[
        "<b>x",
        "<a>x",
        "<div>x",
        "<span>",
        "</p>",
        "</b>",
        "</br>",
        "<b><i>x</b></i>",
        "<p><b>x</p>",
        "<p><b>x<p>y",
        "<p><ul><li>x</ul></p>",
        "<p><div>x</div></p>",
        "<p><span><h2>x</h2></span></p>",
        "<a>x<a>y</a></a>",
        "<h1>x<h2>y</h2></h1>",
        "<h1>x</h2>",
        "<h1><p>x</h1></p>",
        "<li><b>x<li>y",
        "<ul><li><div>x<li>y</ul>",
        "<table><tr><td>x",
        "<table><td>x</table>",
        "<table><p>x</table>",
        "<table><tr><td>x</table></table>",
        "<table><caption>x<tr><td>y</table>",
        "<tr><td>x</td></tr>",
        "<td>x",
        "<table><tr><td></th></table>",
        "<table></tbody></table>",
        "<table><tr></caption></table>",
        "<table><col></col></table>",
        "<table><tbody></thead></table>",
        "<table><tr><p></table>",
        "<table><caption></table>",
        "<table><caption></td></caption></table>",
        "<select>x",
        "<select><p>",
        "<select></option></select>",
        "<select></optgroup></select>",
        "<select></p></select>",
        "<form><form></form></form>",
        "</form>",
        "<form><div></form></div>",
        "<button><button></button></button>",
        "<ruby><b><rt>x</b></ruby>",
        "<textarea>",
        "<textarea>&x</textarea>",
        "<body>x</body>",
        "<html>x",
        "<table></html></table>",
        "<dl><dd></dt></dl>",
        "<ol></li></ol>",
        "<option>x",
        "<rt>",
    ]);
}

#[test]
fn a_validator_objects_to_elements_attributes_and_styles() {
    refused(&[
        "<script>x()</script>",
        "<iframe src=\"https://a.example\"></iframe>",
        "<object>x</object>",
        "<embed>",
        "<style>p {}</style>",
        "<meta>",
        "<link>",
        "<base>",
        "<svg></svg>",
        "<math></math>",
        "<o:p>x</o:p>",
        "<nobr>x</nobr>",
        "<xmp><b></xmp>",
        "<title>x</title>",
        "<applet>x</applet>",
        "<keygen>",
        "<my-element>x</my-element>",
        "<p onclick='x()'>",
        "<p role=main>",
        "<p aria-label=x>",
        "<p style='position: fixed'>",
        "<p style='color: red; '>",
        "<p property=x>",
    ]);
}

#[test]
fn a_validator_objects_to_relative_addresses() {
    refused(&[
        "<a href='/x'>x</a>",
        "<a href=''>x</a>",
        "<a href>x</a>",
        "<a class=a href='#n'>x</a>",
        "<img src=x.png>",
        "<img src='//a.example/x.png'>",
        "<img src='https://a.example' data-src='/x'>",
        "<area href=x>",
        "<video src=x></video>",
        "<!-- <a href='/x'> -->",
        "<p title=\"<a href='/x'>\">",
        "<p title='<?IMPORT x'>",
    ]);
}

#[test]
fn what_is_cleaned_is_said() {
    cleaned(
        "<p>R&D <a href=\"/x\" onclick=\"y()\">there</a></p>",
        "<p>R&amp;D <a>there</a></p>",
        &[
            "an ampersand that begins no character reference: `&D `",
            "the relative address `/x`",
            "the attribute `onclick`",
        ],
    );
    cleaned(
        "<div><p>One<b> two<p>three",
        "<div><p>One<b> two</b></p><p><b>three</b></p></div>",
        &["elements that are not closed or not well nested: `<p>`"],
    );
    cleaned(
        "<p>x<o:p></o:p></p><script>if (a < b) {}</script><noscript>y</noscript>",
        "<p>x</p>y",
        &[
            "the element `o:p`",
            "the element `script` and what it holds",
            "the element `noscript`",
        ],
    );
    cleaned(
        "<p style=\"color: red; position: fixed; \">x</p>",
        "<p style=\"color: red\">x</p>",
        &["the style `position: fixed`"],
    );
    cleaned(
        "<p style=\"color: red; \">x</p>",
        "<p style=\"color: red\">x</p>",
        &["the spelling of the style `color: red; `"],
    );
    cleaned(
        "it\u{92}s\u{7F} &#150;",
        "it’s –",
        &[
            "the character U+0092",
            "the character U+007F",
            "a character reference that means no character: `&#150;`",
        ],
    );
    cleaned(
        "1<2 <!-- x -->y",
        "1&lt;2 y",
        &["a `<` that begins no tag: `<`", "comments"],
    );
    cleaned(
        "</i>x<a href=' JavaScript:y()'>z</a><img src='data:image/png;base64,AA'>",
        "x<a>z</a><img src=\"data:image/png;base64,AA\">",
        &[
            "elements that are not closed or not well nested: `</i>`",
            "the address ` JavaScript:y()`",
        ],
    );
    cleaned(
        "<script>x</script>",
        "",
        &["the element `script` and what it holds"],
    );
    cleaned(
        "<xmp>a & <b></xmp>",
        "a &amp; &lt;b&gt;",
        &["the element `xmp`"],
    );
    cleaned(
        "&<script></script>copy &am<!-- -->p;",
        "&amp;copy &amp;amp;",
        &[
            "the element `script` and what it holds",
            "an ampersand that begins no character reference: `&am`",
            "comments",
        ],
    );
    cleaned(
        "<p title=\"<a href='/x'>\">y</p>",
        "<p title=\"&lt;a href='/x'&gt;\">y</p>",
        &["the relative address `/x`"],
    );
}

#[test]
fn what_does_not_fit_in_a_message_is_counted() {
    let html = numbered(20, |n| format!("<p x{n}=y>"));
    let removed = clean_html(&html).removed;
    assert_eq!(removed.len(), 9);
    assert_eq!(removed[8], "and 12 more");
}

#[test]
fn a_whole_document_becomes_its_body() {
    cleaned(
        "<!DOCTYPE html><html><head><title>T</title><style>p{}</style><meta charset=utf-8></head><body>\
         <p>Text</p></body></html>",
        "<p>Text</p>",
        &[
            "a declaration: `<!DOCTYPE html>`",
            "the element `html`",
            "the element `head`",
            "the element `title` and what it holds",
            "the element `style` and what it holds",
            "the element `meta`",
            "the element `body`",
        ],
    );
}

#[test]
fn every_element_keeps_its_text_where_html_is_cleaned() {
    for name in Element::names().filter(|name| *name != "select") {
        let html = format!("<{name} onclick=x>word</{name}> &x");
        let clean = clean_html(&html);
        assert!(clean.html.contains("word"), "{html} became {}", clean.html);
    }
}

#[test]
fn pages_are_always_sanitised() {
    let safe = safe_html(
        "<base href=x><p onclick=y onmouseover=z style='color:red' id=a class=b>Text <a href='javascript:x()'>one\
         </a><a href='https://a.example/'>two</a><a href='/rel'>three</a><svg><script>x()</script></svg>\
         <form action='https://a.example'><input><button>Send</button></form><img src=x onerror=y>\
         <iframe src='https://a.example'></iframe><math><mi>x</mi></math>",
    );
    assert_eq!(
        safe,
        "<p>Text <a rel=\"noopener noreferrer\">one</a><a href=\"https://a.example/\" rel=\"noopener \
         noreferrer\">two</a><a rel=\"noopener noreferrer\">three</a></p>Send<img>x"
    );
    assert_eq!(safe_html("<p>One<b>two"), "<p>One<b>two</b></p>");
    assert_eq!(safe_html(&"<b>".repeat(1000)), "");
}

#[test]
fn what_is_too_deep_keeps_its_words() {
    let deep = format!("{}<p>One</p><p>R&D</p>", "<div>".repeat(300));
    cleaned(
        &deep,
        "<p>One<br>\nR&amp;D</p>",
        &[
            "elements nested too deep: `<div>`",
            "an ampersand that begins no character reference: `&D`",
            "all markup, which is too long or too tangled to be cleaned",
        ],
    );
    let fine = format!("{}x{}", "<div>".repeat(250), "</div>".repeat(250));
    untouched(&[&fine]);
}

#[test]
fn what_is_too_long_keeps_its_words() {
    let long = format!("<h2>One</h2>{}<b>", "two ".repeat(CLEANED_LENGTH_LIMIT / 4));
    let clean = clean_html(&long);
    assert_eq!(
        clean.removed,
        [
            "elements that are not closed or not well nested",
            "all markup, which is too long or too tangled to be cleaned",
        ]
    );
    assert!(
        clean.html.starts_with("<p>One<br>\ntwo two "),
        "{}",
        &clean.html[..40]
    );
    // What passes is never too long.
    untouched(&[&long[..long.len() - 3]]);
}

/// So many pieces, each with its number.
fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn hostile_html_costs_its_length() {
    let many_looks = numbered(10_000, |n| format!("<font size={n}><p>"));
    let adopted = "<b><div><div><div><div><div><div><div><div><div></b>".repeat(2_500);
    let kept = "<div><div><div><div><div><div><div><div><div></b></div></div></div></div></div></div>\
                </div></div></div>";
    let reopened = numbered(2_500, |n| format!("<b id={n}>{kept}"));
    let attributes = numbered(50_000, |n| format!(" a{n}=1"));
    let mut long_value = format!("<p><a href='https://a.example/{}'>", "x".repeat(25_000));
    long_value.push_str(&"<p>x".repeat(25_000));
    let hostile = [
        "<".repeat(250_000),
        "<!--".repeat(125_000),
        "&".repeat(250_000),
        "&amp".repeat(125_000),
        "<b>".repeat(125_000),
        "<p>".repeat(125_000),
        "<table>".repeat(75_000),
        "<table><tr><td>".repeat(25_000),
        "<a href='".repeat(75_000),
        "<img src=\"".repeat(75_000),
        "</".repeat(125_000),
        "<script>".repeat(75_000),
        "<textarea>".repeat(75_000),
        "<select><option>".repeat(50_000),
        "<b></i>".repeat(50_000),
        "<p x>".repeat(75_000),
        "\u{85}".repeat(125_000),
        "<svg>".repeat(75_000),
        "<li><div>".repeat(50_000),
        format!("<p{attributes}>"),
        format!("<p style='{}'>", "color: red; x: y;".repeat(25_000)),
        many_looks,
        adopted,
        reopened,
        long_value,
    ];
    for html in hostile {
        let clean = clean_html(&html);
        let _ = safe_html(&html);
        let shown = html.get(..40).unwrap_or(&html);
        assert!(clean.html.len() < html.len() * 24, "{shown}");
        assert!(passes(&clean.html), "{shown}");
    }
}

#[test]
fn what_a_parser_would_make_much_of_is_not_parsed() {
    let looks = numbered(200, |n| format!("<font size={n}><p>"));
    let value = format!("<p><a title='{}'>", "x".repeat(1000)) + &"<p>x".repeat(100);
    let references = "&amp;".repeat(200_000);
    for html in [
        "<b>".repeat(1000),
        "<table>".repeat(10) + &"<div>".repeat(1000),
        looks,
        value,
        format!("<p>{references}"),
        format!("<table>{}", "&lt;<tr>".repeat(300_000)),
        format!("<p title='{references}'>"),
        "\u{A0}".repeat(200_000),
    ] {
        assert!(!rehearse::is_bounded(&html), "{}", &html[..20]);
    }
    for html in [
        "<p>&amp; <b>x</b> <i>y".repeat(1000),
        format!("<p>{}</p>", "R&amp;D \u{A0}".repeat(2000)).repeat(20),
        "<p title='&amp;'>".repeat(10_000),
        "<b><p>".repeat(1000),
    ] {
        assert!(rehearse::is_bounded(&html), "{}", &html[..20]);
    }
}

/// Pieces of which HTML is made that may or may not fit together.
fn piece() -> impl Strategy<Value = String> {
    let names = Element::names().chain(["script", "o:p", "svg", "html", "style", "nobr", "title"]);
    let name = prop::sample::select(names.collect::<Vec<_>>());
    let attribute = prop::sample::select(vec![
        "",
        "",
        "",
        " class=a",
        " href='/x'",
        " href=\"https://a.example/\"",
        " onclick=x",
        " style='color:red'",
        " style='x'",
        " data-a",
        " /",
        " a='",
        "=",
        " src=x",
        " id=a id=b",
        " title='<'",
    ]);
    let text = prop::sample::select(vec![
        "word ",
        " ",
        "&",
        "&amp;",
        "&copy",
        "&#8211;",
        "<",
        "<!-- c -->",
        "<!--",
        "-->",
        ">",
        "'",
        "\"",
        "\u{85}",
        "é",
        "\r\n",
        "<!DOCTYPE x>",
        "</",
    ]);
    prop_oneof![
        (name.clone(), attribute).prop_map(|(name, attribute)| format!("<{name}{attribute}>")),
        name.prop_map(|name| format!("</{name}>")),
        text.prop_map(str::to_owned),
        "\\PC{0,5}",
    ]
}

/// Words in elements that a feed may hold, in any order.
fn nested_words() -> impl Strategy<Value = String> {
    let names: Vec<_> = Element::names()
        .filter(|name| !matches!(*name, "select" | "textarea"))
        .collect();
    let name = prop::sample::select(names);
    let piece = prop_oneof![
        name.clone().prop_map(|name| format!("<{name}>")),
        name.clone().prop_map(|name| format!("<{name} onclick=x>")),
        name.prop_map(|name| format!("</{name}>")),
        "[a-z]{3} ".prop_map(|word| word),
    ];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

/// The letters of the words, in whatever order they stand.
fn letters(html: &str) -> Vec<char> {
    let mut letters: Vec<char> = words_of_html(html)
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_cleaned_passes_and_stays(pieces in prop::collection::vec(piece(), 0..25)) {
        let html = pieces.concat();
        let clean = clean_html(&html);
        prop_assert_eq!(clean.removed.is_empty(), matches!(clean.html, Cow::Borrowed(_)));
        prop_assert_eq!(objections(&html).is_empty(), clean.removed.is_empty());
        let again = clean_html(&clean.html);
        prop_assert_eq!(&again.removed, &Vec::<String>::new(), "{} became {}", html, clean.html);
        prop_assert_eq!(&again.html, &clean.html);
    }

    #[test]
    fn what_is_cleaned_keeps_its_words(html in nested_words()) {
        let clean = clean_html(&html);
        prop_assert_eq!(letters(&clean.html), letters(&html), "{} became {}", html, clean.html);
    }

    #[test]
    fn any_text_is_cleaned(html in "(\\PC|[<>&;'\"#x/!=\u{0}-\u{20}-]|<!--|-->){0,40}") {
        let clean = clean_html(&html);
        prop_assert!(passes(&clean.html));
        prop_assert_eq!(objections(&html).is_empty(), passes(&html));
    }

    #[test]
    fn pages_never_act(pieces in prop::collection::vec(piece(), 0..25)) {
        let safe = safe_html(&pieces.concat());
        for tag in safe.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
            prop_assert!(!["script", "svg", "form", "base", "style", "html"].contains(&name), "{}", safe);
            for wrong in [" onclick=", " style=", "href=\"/", "src=\"x"] {
                prop_assert!(!tag.contains(wrong), "{}", safe);
            }
        }
    }
}

proptest! {
    #[test]
    fn the_first_wrong_character_is_found(
        text in "([ -~é“–🕊\u{a0}]{0,80}[\\x00-\u{a0}\u{fdcf}-\u{fdf1}\u{fffc}-\u{ffff}\u{1fffd}-\u{20001}]{0,2}){0,5}"
    ) {
        let wrong = text.char_indices().find(|(_, c)| token::is_wrong(*c));
        prop_assert_eq!(token::wrong_character(&text), wrong.map(|(at, _)| at));
    }
}
