//! Pieces other than elements, messages, places, limits, and how long hostile texts take.

use super::*;
use crate::{DEPTH_LIMIT, ErrorKind};

type Mend = for<'x> fn(&'x str, &Context<'_>) -> Result<Mended<'x>, Limit>;

#[track_caller]
fn check(mend: Mend, xml: &str, expected: &str, at: &[usize]) {
    with(|context| {
        let mended = mend(xml, context).unwrap();
        assert_eq!(mended.text, expected, "{xml}");
        let places: Vec<_> = mended.repairs.iter().map(|repair| repair.at).collect();
        assert_eq!(places, at, "{xml}");
        assert!(
            at.is_empty() == matches!(mended.text, Cow::Borrowed(_)),
            "{xml}"
        );
    });
}

#[test]
fn start_tags_alone() {
    for xml in [
        "<rss version=\"2.0\">",
        "<rss>",
        "<a/>",
        "<p:a o:b='c' xmlns:u='urn:u' u:d=''>",
        "<rdf:RDF xmlns:rdf='urn:r' xmlns='urn:s'\n>",
    ] {
        check(start_tag, xml, xml, &[]);
    }
    check(
        start_tag,
        "<rss version=2.0>",
        "<rss version=\"2.0\">",
        &[5],
    );
    check(
        start_tag,
        "<rss version=\"2.0\" ",
        "<rss version=\"2.0\" >",
        &[19],
    );
    check(start_tag, "<rss ", "<rss >", &[5]);
    check(start_tag, "<a> b", "<a> ", &[4]);
    check(
        start_tag,
        "<dc:a>",
        "<dc:a xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
        &[1],
    );
}

#[test]
fn end_tags_alone() {
    for (xml, expected) in [
        ("</rss>", None),
        ("</rss \n>", None),
        (
            "</RSS>",
            Some("expected `</rss>`, found `</RSS>`; taken as its end"),
        ),
        (
            "</rss a>",
            Some("expected `</rss>`, found `</rss a>`; taken as its end"),
        ),
        (
            "</rss",
            Some("expected `</rss>`, found `</rss`; taken as its end"),
        ),
        (
            "</r\u{1}ss>",
            Some("expected characters that XML allows, found U+0001; dropped"),
        ),
    ] {
        let mended = end_tag(xml, "rss");
        assert_eq!(mended.text.replace(" \n", ""), "</rss>");
        let told: Vec<_> = mended.repairs.iter().map(|r| r.kind.to_string()).collect();
        assert_eq!(told.first().map(String::as_str), expected);
        assert_eq!(told.len(), usize::from(expected.is_some()));
    }
}

#[test]
fn what_stands_between_tags() {
    for xml in [
        "",
        " \n",
        "a &amp; b",
        "<!-- a -->",
        "<?a b?>",
        "<![CDATA[<]]>",
        "<a/>",
    ] {
        check(content, xml, xml, &[]);
    }
    check(content, "a & b", "a &amp; b", &[2]);
    check(content, "]]>", "]]&gt;", &[0]);
    check(content, "</a>", "", &[0]);
}

#[test]
fn what_stands_outside_the_root() {
    for xml in ["", " \n", "<!-- a -->", "<?a b?>\n<!-- c -->"] {
        check(outside, xml, xml, &[]);
    }
    check(outside, "a", "", &[0]);
    check(outside, " &amp; ", "  ", &[1]);
    check(outside, "<![CDATA[]]>", "", &[0]);
    check(outside, "<!-- a -- b -->", "<!-- a - - b -->", &[7]);
    check(outside, "<?xml version='1.0'?>", "", &[0]);
    check(outside, "</a>", "", &[0]);
    check(outside, "<a>b</a>", "", &[0, 4]);
    check(outside, "a < b", " ", &[0, 2]);
    check(outside, "\u{1}", "", &[0]);
}

#[test]
fn what_only_looks_wrong_is_told_and_lawful() {
    with(|context| {
        let mended = element("<a b='&#147;'>&#150; &#x85;</a>", context).unwrap();
        assert_eq!(mended.text, "<a b='“'>– …</a>");
        assert_eq!(mended.violation(), None);
        assert_eq!(
            mended.repairs[1].kind.to_string(),
            "expected a reference to a character that can be seen, found `&#150;`; taken as `–` of windows-1252"
        );
        // Five numbers stand for nothing.
        assert_eq!(element("<a>&#129;&#x8d;</a>", context).unwrap().repairs, []);
    });
    for (xml, expected) in [
        ("<a>b</a>", false),
        ("<a>\u{FFFE}</a>", true),
        ("<a>\u{1}</a>", true),
        ("<a>&#146;</a>", true),
        ("<a>&#x92;</a>", true),
        ("<a>&#xA0; &#8217; &#129; &#</a>", false),
    ] {
        assert_eq!(is_suspicious(xml), expected, "{xml}");
    }
}

#[test]
fn places_lead_back() {
    let xml = "<a>\u{1}b & <b>c</a>";
    with(|context| {
        let mended = element(xml, context).unwrap();
        assert_eq!(mended.text, "<a>b &amp; <b>c</b></a>");
        for (part, from) in [
            ("b &", 4),
            ("<b>", 8),
            ("c<", 11),
            ("</b>", 12),
            ("</a>", 12),
        ] {
            let at = mended.text.find(part).unwrap();
            assert_eq!(mended.origin(at), from, "{part}");
        }
        assert_eq!(mended.origin(mended.text.len()), xml.len());
    });
}

#[track_caller]
fn check_limit(xml: &str, at: usize, kind: LimitKind, message: &str) {
    with(|context| {
        assert_eq!(element(xml, context).err(), Some(Limit { at, kind }));
    });
    assert_eq!(ErrorKind::from(kind).to_string(), message);
}

#[test]
fn limits_are_limits() {
    check_limit(
        &"<a>".repeat(DEPTH_LIMIT + 1),
        3 * DEPTH_LIMIT,
        LimitKind::Depth,
        "expected at most 256 nested elements, found more",
    );
    let attributes =
        |count: usize| (0..count).fold(String::new(), |all, n| all + &format!(" a{n}=''"));
    check_limit(
        &format!("<a><b{}/></a>", attributes(ATTRIBUTE_LIMIT + 1)),
        3,
        LimitKind::Attributes,
        "expected at most 256 attributes of an element, found more",
    );
    let name = "n".repeat(NAME_LIMIT + 1);
    let message = "expected at most 1024 bytes of a name, found more";
    check_limit(&format!("<{name}/>"), 0, LimitKind::Name, message);
    check_limit(&format!("<a {name}=''/>"), 0, LimitKind::Name, message);
    let declaration = format!("<!DOCTYPE r [<!ENTITY {name} ''>]>");
    let limit = doctype(&declaration, &mut Entities::default()).unwrap_err();
    assert_eq!(limit.kind, LimitKind::Name);

    let name = "n".repeat(NAME_LIMIT);
    let xml = format!("<{name}{}/>", attributes(ATTRIBUTE_LIMIT));
    check(element, &xml, &xml, &[]);
    let deep = "<a>".repeat(DEPTH_LIMIT) + &"</a>".repeat(DEPTH_LIMIT);
    check(element, &deep, &deep, &[]);
    // Prose may have as many words as it likes behind a `<`.
    let prose = format!("<a>b <c{} &amp;</a>", " d".repeat(2 * ATTRIBUTE_LIMIT));
    check(element, &prose, &prose.replace("<c", "&lt;c"), &[5]);
}

#[test]
fn strict_reading_says_what_it_wants() {
    for (xml, rule, message) in [
        (
            "<a>b & c</a>",
            "xml.ampersand",
            "expected a reference behind `&`, found a bare `&`; did you mean `&amp;`?",
        ),
        (
            "<a>&bull;</a>",
            "xml.entity",
            "expected one of `&amp;` `&lt;` `&gt;` `&quot;` `&apos;`, found the entity `&bull;`; did you mean `&#x2022;`?",
        ),
        (
            "<a>&#0;</a>",
            "xml.character-reference",
            "expected a reference to a character that XML allows, found `&#0;`",
        ),
        (
            "<a></b></a>",
            "xml.unopened-element",
            "expected no end tag here, found `</b>`",
        ),
        (
            "<a><b></a>",
            "xml.ill-formed",
            "expected `</b>`, found `</a>`",
        ),
        (
            "<a b='c' b='d'/>",
            "xml.ill-formed",
            "expected each attribute once, found `b='d'`",
        ),
        (
            "<a>b\u{1}</a>",
            "xml.ill-formed",
            "expected characters that XML allows, found U+0001",
        ),
        (
            "<u:a/>",
            "xml.ill-formed",
            "expected a declared prefix, found `u:`",
        ),
    ] {
        with(|context| {
            let mended = element(xml, context).unwrap();
            let error = mended.violation().unwrap().kind.error();
            assert_eq!(
                (error.rule(), error.to_string().as_str()),
                (rule, message),
                "{xml}"
            );
        });
    }
}

#[test]
fn only_the_first_repairs_are_told_one_by_one() {
    with(|context| {
        let xml = format!("<a>{}</a>", "&".repeat(REPAIR_LIMIT + 20));
        let mended = element(&xml, context).unwrap();
        assert_eq!(mended.repairs.len(), REPAIR_LIMIT + 1);
        let last = mended.repairs.last().unwrap();
        assert_eq!(
            (last.at, &last.kind),
            (3 + REPAIR_LIMIT, &RepairKind::More(20))
        );
        assert_eq!(
            last.kind.to_string(),
            "expected well-formed XML, found 20 more faults; mended like these"
        );
        // What strict reading refuses is among them, however much lawful stands before it.
        let xml = format!("<a>{} &</a>", "&#150;".repeat(2 * REPAIR_LIMIT));
        let mended = element(&xml, context).unwrap();
        assert_eq!(mended.violation().unwrap().kind, RepairKind::Ampersand);
    });
}

/// A quarter of a megabyte of each; anything but linear time would be noticed.
#[test]
fn hostile_texts_take_no_time() {
    const UNITS: &[&str] = &[
        "<",
        ">",
        "&",
        ";",
        "\"",
        "'",
        "]",
        "]]>",
        "-",
        "--",
        "<a ",
        "</a>",
        "<a/>",
        "<a b ",
        "<a b=\"",
        "<a b='c\" ",
        "<a b=“",
        "<a =\" <a",
        "&amp",
        "&#",
        "&#1",
        "&a;",
        "&nbsp;",
        "<!--",
        "<!-- >",
        "-->",
        "<![CDATA[",
        "<?",
        "<?a",
        "?>",
        "<!DOCTYPE a",
        "<!DOCTYPE [",
        "<!DOCTYPE a>",
        "</",
        "</b",
        "</b ",
        "</item> ",
        "</item>x",
        "<u:a/>",
        "<b></c></b>",
        "<b><i></b></i>",
        "<b a='<",
        "<b a=\"<'",
        "\u{1}",
        "\u{FFFE}",
        "é",
        "<é",
        "<a <b",
        "=",
        "= <a b=\" ",
        "&a",
        "<a/ ",
        "<a b='' b='' ",
    ];
    for unit in UNITS {
        let xml = format!("<item>{}</item>", unit.repeat((1 << 18) / unit.len()));
        with(|context| {
            for mend in [element as Mend, content, outside, start_tag] {
                if let Ok(mended) = mend(&xml, context) {
                    assert!(mended.origin(mended.text.len()) <= xml.len());
                }
            }
        });
        let head = format!("<item{}>", unit.repeat((1 << 18) / unit.len()));
        with(|context| drop(element(&head, context)));
        let subset = format!("<!DOCTYPE a [{}]>", unit.repeat((1 << 18) / unit.len()));
        drop(doctype(&subset, &mut Entities::default()));
        drop(declaration(&format!("<?xml {unit}?>"), true));
    }
    let names = (0..1 << 16).fold(String::new(), |all, n| all + &format!("<!ENTITY e{n} 'x'>"));
    doctype(&format!("<!DOCTYPE a [{names}]>"), &mut Entities::default()).unwrap();
    let groups = format!("<!DOCTYPE a [<!ELEMENT a {}]>", "(".repeat(1 << 20));
    assert_eq!(
        doctype(&groups, &mut Entities::default())
            .unwrap()
            .repairs
            .len(),
        2
    );
}
