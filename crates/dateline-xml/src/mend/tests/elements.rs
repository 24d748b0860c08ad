//! Elements that are not well-formed, by the production that they break: where strict reading stops,
//! and what they are mended to.

use super::*;

#[track_caller]
fn check(cases: &[(&str, usize, &str)]) {
    for (xml, at, expected) in cases {
        with(|context| {
            let mended = element(xml, context).unwrap();
            assert_eq!(mended.text, *expected, "{xml}");
            let violation = mended.violation().map(|repair| repair.at);
            assert_eq!(violation, Some(*at), "{xml}");
            let again = element(&mended.text, context).unwrap();
            assert_eq!((&*again.text, again.repairs), (*expected, vec![]), "{xml}");
        });
    }
}

/// Characters (production 2).
#[test]
fn characters() {
    check(&[
        ("<a>b\u{1}c</a>", 4, "<a>bc</a>"),
        ("<a>\0</a>", 3, "<a></a>"),
        ("<a>b\u{b}\u{c}</a>", 4, "<a>b</a>"),
        ("<a>\u{1f}</a>", 3, "<a></a>"),
        ("<a>b\u{fffe}c</a>", 4, "<a>bc</a>"),
        ("<a>\u{ffff}</a>", 3, "<a></a>"),
        ("<a b=\"c\u{8}d\"/>", 7, r#"<a b="cd"/>"#),
        ("<a b\u{1}=\"c\"/>", 4, r#"<a b="c"/>"#),
        ("<\u{1}a/>", 1, "<a/>"),
        ("<a><!-- \u{2} --></a>", 8, "<a><!--  --></a>"),
        ("<a><![CDATA[\u{3}]]></a>", 12, "<a><![CDATA[]]></a>"),
        ("<a><?p \u{4}?></a>", 7, "<a><?p ?></a>"),
        ("<a>]]\u{1}></a>", 3, "<a>]]&gt;</a>"),
    ]);
}

/// Character references (production 66).
#[test]
fn character_references() {
    check(&[
        ("<a>&#0;</a>", 3, "<a></a>"),
        ("<a>&#8;</a>", 3, "<a></a>"),
        ("<a>&#x1F;</a>", 3, "<a></a>"),
        ("<a>&#xD800;</a>", 3, "<a></a>"),
        ("<a>&#xDFFF;</a>", 3, "<a></a>"),
        ("<a>&#xFFFE;</a>", 3, "<a></a>"),
        ("<a>&#65535;</a>", 3, "<a></a>"),
        ("<a>&#x110000;</a>", 3, "<a></a>"),
        ("<a>&#99999999999999999999;</a>", 3, "<a></a>"),
        ("<a>&#;</a>", 3, "<a>&amp;#;</a>"),
        ("<a>&#x;</a>", 3, "<a>&amp;#x;</a>"),
        ("<a>&#xG;</a>", 3, "<a>&amp;#xG;</a>"),
        ("<a>&#abc;</a>", 3, "<a>&amp;#abc;</a>"),
        ("<a>&#-1;</a>", 3, "<a>&amp;#-1;</a>"),
        ("<a>&# 65;</a>", 3, "<a>&amp;# 65;</a>"),
        ("<a>&#X41;</a>", 3, "<a>A</a>"),
        ("<a>&#65</a>", 3, "<a>A</a>"),
        ("<a>&#65 b</a>", 3, "<a>A b</a>"),
        ("<a>&#x41 b</a>", 3, "<a>A b</a>"),
        ("<a>&#150 b</a>", 3, "<a>– b</a>"),
        ("<a>]]&#0;></a>", 5, "<a>]]&gt;</a>"),
        (r#"<a b="&#0;"/>"#, 6, r#"<a b=""/>"#),
        (r#"<a b="&#65"/>"#, 6, r#"<a b="A"/>"#),
        (r#"<a b="&#;"/>"#, 6, r#"<a b="&amp;#;"/>"#),
    ]);
}

/// Entity references (production 68).
#[test]
fn entity_references() {
    check(&[
        ("<a>b & c</a>", 5, "<a>b &amp; c</a>"),
        ("<a>&</a>", 3, "<a>&amp;</a>"),
        ("<a>&&</a>", 3, "<a>&amp;&amp;</a>"),
        ("<a>AT&T</a>", 5, "<a>AT&amp;T</a>"),
        ("<a>&;</a>", 3, "<a>&amp;;</a>"),
        ("<a>& amp;</a>", 3, "<a>&amp; amp;</a>"),
        ("<a>&1;</a>", 3, "<a>&amp;1;</a>"),
        ("<a>&-b;</a>", 3, "<a>&amp;-b;</a>"),
        ("<a>&amp</a>", 3, "<a>&amp;</a>"),
        ("<a>&amp b</a>", 3, "<a>&amp; b</a>"),
        ("<a>&lt b</a>", 3, "<a>&lt; b</a>"),
        (r#"<a>&quot"</a>"#, 3, r#"<a>&quot;"</a>"#),
        ("<a>&apos'</a>", 3, "<a>&apos;'</a>"),
        ("<a>R&amp&D</a>", 4, "<a>R&amp;&amp;D</a>"),
        ("<a>x?b=1&c=2</a>", 8, "<a>x?b=1&amp;c=2</a>"),
        ("<a>x?b=1&copy=2</a>", 8, "<a>x?b=1&amp;copy=2</a>"),
        ("<a>&copy 2026</a>", 3, "<a>© 2026</a>"),
        ("<a>&copyright</a>", 3, "<a>&amp;copyright</a>"),
        ("<a>&nbsp;</a>", 3, "<a>\u{a0}</a>"),
        ("<a>&eacute;</a>", 3, "<a>é</a>"),
        ("<a>&rarr;&hellip;</a>", 3, "<a>→…</a>"),
        ("<a>&NotEqualTilde;</a>", 3, "<a>≂\u{338}</a>"),
        ("<a>&AMP;&LT;</a>", 3, "<a>&amp;&lt;</a>"),
        ("<a>&Tab;</a>", 3, "<a>&#9;</a>"),
        ("<a>&b;</a>", 3, "<a>&amp;b;</a>"),
        ("<a>&b.c-d;</a>", 3, "<a>&amp;b.c-d;</a>"),
        ("<a>&NBSP;</a>", 3, "<a>&amp;NBSP;</a>"),
        ("<a>&a:b;</a>", 3, "<a>&amp;a:b;</a>"),
        (r#"<a b="c & d"/>"#, 8, r#"<a b="c &amp; d"/>"#),
        (r#"<a b="&nbsp;"/>"#, 6, "<a b=\"\u{a0}\"/>"),
        (r#"<a b="&zz;"/>"#, 6, r#"<a b="&amp;zz;"/>"#),
        (r#"<a b="&QUOT;"/>"#, 6, r#"<a b="&quot;"/>"#),
        ("<a b='x?c=1&d=2'/>", 11, "<a b='x?c=1&amp;d=2'/>"),
        (r#"<a b="&amp c"/>"#, 6, r#"<a b="&amp; c"/>"#),
    ]);
}

/// Text (production 14).
#[test]
fn text() {
    check(&[
        ("<a>b ]]> c</a>", 5, "<a>b ]]&gt; c</a>"),
        ("<a>]]></a>", 3, "<a>]]&gt;</a>"),
        ("<a>]]]></a>", 4, "<a>]]]&gt;</a>"),
        ("<a>]]>]]></a>", 3, "<a>]]&gt;]]&gt;</a>"),
        ("<a><b>]]</b>]]></a>", 12, "<a><b>]]</b>]]&gt;</a>"),
    ]);
}

/// A `<` that begins nothing.
#[test]
fn less() {
    check(&[
        ("<a><</a>", 3, "<a>&lt;</a>"),
        ("<a>1 < 2</a>", 5, "<a>1 &lt; 2</a>"),
        ("<a>b<</a>", 4, "<a>b&lt;</a>"),
        ("<a><></a>", 3, "<a>&lt;></a>"),
        ("<a>< b></a>", 3, "<a>&lt; b></a>"),
        ("<a><1></a>", 3, "<a>&lt;1></a>"),
        ("<a><-b></a>", 3, "<a>&lt;-b></a>"),
        ("<a><.></a>", 3, "<a>&lt;.></a>"),
        ("<a><=></a>", 3, "<a>&lt;=></a>"),
        ("<a><<b/></a>", 3, "<a>&lt;<b/></a>"),
        ("<a><!></a>", 3, "<a>&lt;!></a>"),
        ("<a><!b></a>", 3, "<a>&lt;!b></a>"),
        ("<a><!ELEMENT b ANY></a>", 3, "<a>&lt;!ELEMENT b ANY></a>"),
        ("<a><![INCLUDE[b]]></a>", 3, "<a>&lt;![INCLUDE[b]]&gt;</a>"),
        ("<a></</a>", 3, "<a>&lt;/</a>"),
        ("<a>b <c d e</a>", 5, "<a>b &lt;c d e</a>"),
        (
            "<a>see <http://a.example/></a>",
            7,
            "<a>see &lt;http://a.example/></a>",
        ),
        ("<a>by <b@c.example></a>", 6, "<a>by &lt;b@c.example></a>"),
    ]);
}

/// Comments (production 15).
#[test]
fn comments() {
    check(&[
        ("<a><!-- b -- c --></a>", 10, "<a><!-- b - - c --></a>"),
        ("<a><!-- b ---></a>", 10, "<a><!-- b - --></a>"),
        ("<a><!----></a>x", 10, "<a><!---->x</a>"),
        ("<a><!-----></a>", 7, "<a><!--- --></a>"),
        ("<a><!------></a>", 7, "<a><!--- - --></a>"),
        ("<a><!-- b --- c --></a>", 10, "<a><!-- b - - - c --></a>"),
        ("<a><!-- b</a>", 3, "<a></a>"),
        ("<a><!-- b > c</a>", 3, "<a> c</a>"),
        ("<a><!- b --></a>", 3, "<a>&lt;!- b --></a>"),
        ("<a><! -- b --></a>", 3, "<a>&lt;! -- b --></a>"),
        ("<a><!-- b --!> c</a>", 3, "<a> c</a>"),
    ]);
}

/// Processing instructions (productions 16 and 17).
#[test]
fn instructions() {
    check(&[
        ("<a><?></a>", 3, "<a></a>"),
        ("<a><??></a>", 3, "<a></a>"),
        ("<a><? b?></a>", 3, "<a></a>"),
        ("<a><?1?></a>", 3, "<a></a>"),
        ("<a><?b</a>", 3, "<a></a>"),
        ("<a><?b c></a>", 3, "<a></a>"),
        ("<a><?b:c?></a>", 3, "<a></a>"),
        ("<a><?b+c?></a>", 3, "<a></a>"),
        (r#"<a><?b"c"?></a>"#, 3, "<a></a>"),
        ("<a><?xml?></a>", 3, "<a></a>"),
        (r#"<a><?xml version="1.0"?></a>"#, 3, "<a></a>"),
        ("<a><?XML b?></a>", 3, "<a></a>"),
        ("<a><?xMl b?></a>", 3, "<a></a>"),
        ("<a>]]<?xml?>></a>", 5, "<a>]]&gt;</a>"),
    ]);
}

/// CDATA sections (productions 18 to 21).
#[test]
fn sections() {
    check(&[
        ("<a><![CDATA[b</a>", 3, "<a><![CDATA[b]]></a>"),
        (
            "<a><b><![CDATA[c</b>d</a>",
            6,
            "<a><b><![CDATA[c]]></b>d</a>",
        ),
        (
            "<a><b><![CDATA[c]]</b></a>",
            6,
            "<a><b><![CDATA[c]]]]></b></a>",
        ),
        (
            "<a><b><![CDATA[<p>c</p></b>d</a>",
            6,
            "<a><b><![CDATA[<p>c</p>]]></b>d</a>",
        ),
        ("<a><![cdata[b]]></a>", 3, "<a><![CDATA[b]]></a>"),
        ("<a><![CDATA [b]]></a>", 3, "<a>&lt;![CDATA [b]]&gt;</a>"),
        ("<a><![ CDATA[b]]></a>", 3, "<a>&lt;![ CDATA[b]]&gt;</a>"),
        ("<a><!CDATA[b]]></a>", 3, "<a>&lt;!CDATA[b]]&gt;</a>"),
        (
            "<a><![CDATA[b]]]]>]]></a>",
            18,
            "<a><![CDATA[b]]]]>]]&gt;</a>",
        ),
    ]);
}

/// Start tags (production 40).
#[test]
fn start_tags() {
    check(&[
        ("<a b/>", 3, r#"<a b=""/>"#),
        ("<a b>c</a>", 3, r#"<a b="">c</a>"#),
        ("<a b c/>", 3, r#"<a b="" c=""/>"#),
        ("<a b=/>", 3, r#"<a b=""/>"#),
        ("<a b=>c</a>", 3, r#"<a b="">c</a>"#),
        ("<a b=c/>", 3, r#"<a b="c"/>"#),
        ("<a b=c>d</a>", 3, r#"<a b="c">d</a>"#),
        ("<a b=c d=e/>", 3, r#"<a b="c" d="e"/>"#),
        (
            "<a b=http://c.example/d/>e</a>",
            3,
            r#"<a b="http://c.example/d/">e</a>"#,
        ),
        (r#"<a b="c/>"#, 3, r#"<a b="c"/>"#),
        (r#"<a b="c>d</a>"#, 3, r#"<a b="c">d</a>"#),
        ("<a b='c>d</a>", 3, r#"<a b="c">d</a>"#),
        (r#"<a b=c"/>"#, 3, r#"<a b="c"/>"#),
        (r#"<a b="c'/>"#, 3, r#"<a b="c"/>"#),
        ("<a b=“c d”/>", 3, r#"<a b="c d"/>"#),
        ("<a b=‘c’/>", 3, r#"<a b="c"/>"#),
        (r#"<a b=“c"/>"#, 3, r#"<a b="c"/>"#),
        (r#"<a b="c"d="e"/>"#, 8, r#"<a b="c" d="e"/>"#),
        ("<a b='c'd='e'>f</a>", 8, "<a b='c' d='e'>f</a>"),
        (r#"<a"b"/>"#, 2, "<a />"),
        (r#"<a "b"/>"#, 3, "<a  />"),
        ("<a 'b/>", 3, r#"<a  b=""/>"#),
        (r#"<a ="b"/>"#, 3, "<a  />"),
        (r#"<a b=="c"/>"#, 3, r#"<a b="c"/>"#),
        (r#"<a b="c""/>"#, 8, r#"<a b="c" />"#),
        (r#"<a b="c" b="d"/>"#, 9, r#"<a b="c" />"#),
        (r#"<a b="c" b="c"/>"#, 9, r#"<a b="c" />"#),
        (
            r#"<a b="c" d="e" b="f" d="g"/>"#,
            15,
            r#"<a b="c" d="e"  />"#,
        ),
        (r#"<a b="1" B="2" b="3"/>"#, 15, r#"<a b="1" B="2" />"#),
        (r#"<a b="<"/>"#, 6, r#"<a b="&lt;"/>"#),
        (r#"<a b="c < d"/>"#, 8, r#"<a b="c &lt; d"/>"#),
        (r#"<a b="<c>"/>"#, 6, r#"<a b="&lt;c>"/>"#),
        (r#"<a b='<c d="e"/>'/>"#, 6, r#"<a b='&lt;c d="e"/>'/>"#),
        (r#"<a 1="b"/>"#, 3, r#"<a _1="b"/>"#),
        (r#"<a -b="c"/>"#, 3, r#"<a _-b="c"/>"#),
        (r#"<a b$="c"/>"#, 3, r#"<a b_="c"/>"#),
        (r#"<a b&c="d"/>"#, 3, r#"<a b_c="d"/>"#),
        (r#"<a b,c="d"/>"#, 3, r#"<a b_c="d"/>"#),
        ("<a / >", 3, "<a />"),
        (r#"<a b="c" / >"#, 9, r#"<a b="c" />"#),
        ("<a/b>c</a>", 2, r#"<a b="">c</a>"#),
        ("<a//>", 2, "<a />"),
        (r#"<a / b="c"/>"#, 3, r#"<a   b="c"/>"#),
        ("<a\u{a0}b=\"c\"/>", 2, r#"<a b="c"/>"#),
        ("<a\u{3000}/>", 2, "<a />"),
        (r#"<a b="c""#, 8, r#"<a b="c"></a>"#),
        (r#"<a b="c"<b/></a>"#, 8, r#"<a b="c"><b/></a>"#),
        (r#"<a><b c="d"</a>"#, 11, r#"<a><b c="d"></b></a>"#),
        (
            r#"<a><b c="d" <d/></b></a>"#,
            12,
            r#"<a><b c="d" ><d/></b></a>"#,
        ),
        (r#"<a><b c="d"></b</a>"#, 12, r#"<a><b c="d"></b></a>"#),
        ("<a><b c='d'/<d/></a>", 11, "<a><b c='d' ><d/></b></a>"),
        ("<a b = c/>", 3, r#"<a b="c"/>"#),
        ("<a$b>c</a$b>", 1, "<a_b>c</a_b>"),
        ("<a+/>", 1, "<a_/>"),
        ("<a×b/>", 1, "<a_b/>"),
    ]);
}

const NAMESPACES: &[(&str, usize, &str)] = &[
    ("<u:a/>", 1, r#"<u:a xmlns:u="urn:x-undeclared:u"/>"#),
    (
        "<u:a></u:a>",
        1,
        r#"<u:a xmlns:u="urn:x-undeclared:u"></u:a>"#,
    ),
    (
        "<dc:a/>",
        1,
        r#"<dc:a xmlns:dc="http://purl.org/dc/elements/1.1/"/>"#,
    ),
    (
        r#"<a dc:b="c"/>"#,
        3,
        r#"<a xmlns:dc="http://purl.org/dc/elements/1.1/" dc:b="c"/>"#,
    ),
    (
        r#"<a u:b="c"/>"#,
        3,
        r#"<a xmlns:u="urn:x-undeclared:u" u:b="c"/>"#,
    ),
    (
        "<a><media:b/><media:c/></a>",
        4,
        r#"<a><media:b xmlns:media="http://search.yahoo.com/mrss/"/><media:c xmlns:media="http://search.yahoo.com/mrss/"/></a>"#,
    ),
    (
        "<DC:a/>",
        1,
        r#"<DC:a xmlns:DC="http://purl.org/dc/elements/1.1/"/>"#,
    ),
    (
        r#"<a><b xmlns:u="urn:1"/><u:c/></a>"#,
        24,
        r#"<a><b xmlns:u="urn:1"/><u:c xmlns:u="urn:x-undeclared:u"/></a>"#,
    ),
    ("<a:b:c/>", 1, r#"<a:b_c xmlns:a="urn:x-undeclared:a"/>"#),
    ("<:a/>", 1, "<_a/>"),
    ("<a:/>", 1, "<a_/>"),
    ("<a:1/>", 1, r#"<a:_1 xmlns:a="urn:x-undeclared:a"/>"#),
    ("<p:-b/>", 1, "<p:_-b/>"),
    (
        r#"<a b:c:d="e"/>"#,
        3,
        r#"<a xmlns:b="urn:x-undeclared:b" b:c_d="e"/>"#,
    ),
    (r#"<a :b="c"/>"#, 3, r#"<a _b="c"/>"#),
    (r#"<a b:="c"/>"#, 3, r#"<a b_="c"/>"#),
    ("<xmlns:a/>", 1, "<xmlns_a/>"),
    (r#"<a xmlns:b=""/>"#, 3, "<a />"),
    (r#"<a xmlns:p=""><p:b/></a>"#, 3, "<a ><p:b/></a>"),
    ("<a xmlns:b/>", 3, "<a />"),
    (r#"<a xmlns:xml="urn:1"/>"#, 3, "<a />"),
    (
        r#"<a xmlns:b="http://www.w3.org/XML/1998/namespace"/>"#,
        3,
        "<a />",
    ),
    (
        r#"<a xmlns="http://www.w3.org/XML/1998/namespace"/>"#,
        3,
        "<a />",
    ),
    (r#"<a xmlns:xmlns="urn:1"/>"#, 3, "<a />"),
    (
        r#"<a xmlns:xmlns="http://www.w3.org/2000/xmlns/"/>"#,
        3,
        "<a />",
    ),
    (
        r#"<a xmlns:b="http://www.w3.org/2000/xmlns/"/>"#,
        3,
        "<a />",
    ),
    (r#"<a xmlns="http://www.w3.org/2000/xmlns/"/>"#, 3, "<a />"),
    (
        r#"<a xmlns:b="http://www.w3.org/2000/&#120;mlns/"/>"#,
        3,
        "<a />",
    ),
    (r#"<a p:b="1" o:b="2"/>"#, 11, r#"<a p:b="1" />"#),
    (
        r#"<a xmlns:b="urn:1" xmlns:c="urn:1" b:d="" c:d=""/>"#,
        42,
        r#"<a xmlns:b="urn:1" xmlns:c="urn:1" b:d="" />"#,
    ),
    (
        r#"<a xmlns:u="urn:p" p:b="" u:b=""/>"#,
        26,
        r#"<a xmlns:u="urn:p" p:b="" />"#,
    ),
    (
        r#"<a b:c="" b:c=""/>"#,
        3,
        r#"<a xmlns:b="urn:x-undeclared:b" b:c="" />"#,
    ),
    (
        r#"<a xmlns="urn:1" xmlns="urn:2"/>"#,
        17,
        r#"<a xmlns="urn:1" />"#,
    ),
    (
        r#"<a xmlns:b="urn:1" xmlns:b="urn:2"/>"#,
        19,
        r#"<a xmlns:b="urn:1" />"#,
    ),
];

/// Namespaces in XML 1.0.
#[test]
fn namespaces() {
    check(NAMESPACES);
}

/// End tags (production 42 and WFC Element Type Match).
#[test]
fn end_tags() {
    check(&[
        ("<a>", 3, "<a></a>"),
        ("<a>b", 4, "<a>b</a>"),
        ("<a><b></a>", 6, "<a><b></b></a>"),
        ("<a><b><c></a>", 9, "<a><b><c></c></b></a>"),
        ("<a><b><c></b></a>", 9, "<a><b><c></c></b></a>"),
        ("<a><b><i>c</b></i></a>", 10, "<a><b><i>c</i></b></a>"),
        ("<a></b></a>", 3, "<a></a>"),
        ("<a></a></a>", 3, "<a></a>"),
        ("<a></a>b</a>", 3, "<a>b</a>"),
        ("<a></A>", 3, "<a></a>"),
        ("<A></a>", 3, "<A></A>"),
        ("<a><B></b></a>", 6, "<a><B></B></a>"),
        ("<a><b></c></a>", 6, "<a><b></b></a>"),
        (
            r#"<a><dc:b xmlns:dc="urn:1"></b></a>"#,
            26,
            r#"<a><dc:b xmlns:dc="urn:1"></dc:b></a>"#,
        ),
        ("<a><b></dc:b></a>", 6, "<a><b></b></a>"),
        ("<a><b></p:B></a>", 6, "<a><b></b></a>"),
        (r#"<a></a b="c">"#, 3, "<a></a>"),
        ("<a></a b>", 3, "<a></a>"),
        ("<a></a/>", 3, "<a></a>"),
        ("<a></ a>", 3, "<a></a>"),
        ("<a><b></ b></a>", 6, "<a><b></b></a>"),
        ("<a></>", 3, "<a></a>"),
        ("<a><b>c</>d</a>", 7, "<a><b>c</b>d</a>"),
        ("<a></a", 3, "<a></a>"),
        ("<a><b></b<c/></a>", 6, "<a><b></b><c/></a>"),
        ("<a><b></b c</a>", 6, "<a><b></b></a>"),
        ("<a></1></a>", 3, "<a></a>"),
        ("<a></a,>", 3, "<a></a>"),
        ("<a><b><b><b></a>", 12, "<a><b><b><b></b></b></b></a>"),
    ]);
}

/// What stands around the element.
#[test]
fn surroundings() {
    check(&[
        ("b<a/>", 0, "<a/>"),
        ("<a/>b", 4, "<a/>"),
        ("<a/><b/>", 4, "<a/>"),
        ("&amp;<a/>", 0, "<a/>"),
        ("<![CDATA[b]]><a/>", 0, "<a/>"),
        ("</b><a/>", 0, "<a/>"),
        ("<a/></a>", 4, "<a/>"),
        ("<a><!DOCTYPE b></a>", 3, "<a></a>"),
        (r#"<a><!doctype b [<!ENTITY c "d">]></a>"#, 3, "<a></a>"),
        ("<a/><!DOCTYPE b>", 4, "<a/>"),
    ]);
}
