//! XML declarations and document types that break the grammar: where strict reading stops, and what
//! it asks for.

use super::*;

#[track_caller]
fn check_declaration(xml: &str, at: usize, encoding: &str, standalone: Option<bool>) {
    let declaration = declaration(xml, true);
    assert_eq!(
        declaration.repairs.first().map(|repair| repair.at),
        Some(at),
        "{xml}"
    );
    assert!(
        declaration
            .repairs
            .iter()
            .all(|repair| repair.kind.is_violation())
    );
    assert_eq!(declaration.version, "1.0", "{xml}");
    assert_eq!(declaration.encoding.unwrap_or_default(), encoding, "{xml}");
    assert_eq!(declaration.standalone, standalone, "{xml}");
}

#[test]
fn declarations_in_order() {
    for (xml, version, encoding, standalone) in [
        ("<?xml version=\"1.0\"?>", "1.0", None, None),
        ("<?xml version='1.1' ?>", "1.1", None, None),
        ("<?xml\tversion = '1.0'\n?>", "1.0", None, None),
        (
            r#"<?xml version="1.0" encoding="utf-8"?>"#,
            "1.0",
            Some("utf-8"),
            None,
        ),
        (
            r#"<?xml version="1.0" encoding='ISO-8859-1' standalone='yes'?>"#,
            "1.0",
            Some("ISO-8859-1"),
            Some(true),
        ),
        (
            r#"<?xml version="1.0" standalone="no"  ?>"#,
            "1.0",
            None,
            Some(false),
        ),
    ] {
        let found = declaration(xml, true);
        assert_eq!(found.repairs, [], "{xml}");
        assert_eq!(
            (found.version, found.encoding, found.standalone),
            (version, encoding, standalone),
            "{xml}"
        );
        assert!(is_declaration(xml));
        assert_eq!(declaration(xml, false).repairs.len(), 1, "{xml}");
    }
    for xml in [
        "<?xml-stylesheet href='a'?>",
        "<?xm?>",
        "<?xmlé?>",
        "",
        "<a/>",
    ] {
        assert!(!is_declaration(xml), "{xml}");
    }
}

const DECLARATIONS: &[(&str, usize, &str, Option<bool>)] = &[
    ("<?xml?>", 5, "", None),
    ("<?xml ?>", 5, "", None),
    (r#"<?xml encoding="utf-8"?>"#, 5, "utf-8", None),
    (r#"<?xml standalone="yes"?>"#, 5, "", Some(true)),
    (
        r#"<?xml version="1.0" standalone="yes" encoding="utf-8"?>"#,
        37,
        "utf-8",
        Some(true),
    ),
    (
        r#"<?xml encoding="utf-8" version="1.0"?>"#,
        23,
        "utf-8",
        None,
    ),
    (r#"<?xml version="1.0" version="1.0"?>"#, 20, "", None),
    (
        r#"<?xml version="1.0" encoding="a" encoding="b"?>"#,
        33,
        "a",
        None,
    ),
    (r#"<?xml version="2.0"?>"#, 15, "", None),
    (r#"<?xml version="1"?>"#, 15, "", None),
    (r#"<?xml version="1."?>"#, 15, "", None),
    (r#"<?xml version=""?>"#, 15, "", None),
    (r#"<?xml version=" 1.0"?>"#, 15, "", None),
    (r#"<?xml version="1.0a"?>"#, 15, "", None),
    ("<?xml version=1.0?>", 14, "", None),
    (r#"<?xml version="1.0?>"#, 14, "", None),
    (r#"<?xml version='1.0"?>"#, 14, "", None),
    ("<?xml version=“1.0”?>", 14, "", None),
    ("<?xml version?>", 5, "", None),
    ("<?xml version ?>", 5, "", None),
    (
        r#"<?xml version="1.0"encoding="utf-8"?>"#,
        19,
        "utf-8",
        None,
    ),
    (
        r#"<?xml version="1.0"standalone="no"?>"#,
        19,
        "",
        Some(false),
    ),
    (r#"<?xml version="1.0" encoding=utf-8?>"#, 29, "utf-8", None),
    (r#"<?xml version="1.0" encoding=""?>"#, 30, "", None),
    (
        r#"<?xml version="1.0" encoding=" utf-8"?>"#,
        30,
        "utf-8",
        None,
    ),
    (r#"<?xml version="1.0" encoding="8859"?>"#, 30, "", None),
    (r#"<?xml version="1.0" encoding="utf 8"?>"#, 30, "", None),
    (r#"<?xml version="1.0" encoding="utf/8"?>"#, 30, "", None),
    (
        r#"<?xml version="1.0" encoding="utf-8?>"#,
        29,
        "utf-8",
        None,
    ),
    (
        r#"<?xml version="1.0" standalone="YES"?>"#,
        32,
        "",
        Some(true),
    ),
    (
        r#"<?xml version="1.0" standalone="true"?>"#,
        32,
        "",
        Some(true),
    ),
    (
        r#"<?xml version="1.0" standalone=" no"?>"#,
        32,
        "",
        Some(false),
    ),
    (r#"<?xml version="1.0" standalone="maybe"?>"#, 32, "", None),
    (r#"<?xml version="1.0" standalone=""?>"#, 32, "", None),
    (r#"<?xml version="1.0" a="b"?>"#, 20, "", None),
    (
        r#"<?xml version="1.0" valid="no" encoding="utf-8"?>"#,
        20,
        "utf-8",
        None,
    ),
    (r#"<?xml version="1.0" ,?>"#, 20, "", None),
    (r#"<?XML version="1.0"?>"#, 0, "", None),
    (
        r#"<?Xml version="1.0" encoding="utf-8"?>"#,
        0,
        "utf-8",
        None,
    ),
    (r#"<?xml Version="1.0"?>"#, 6, "", None),
    (
        r#"<?xml version="1.0" Encoding="utf-8"?>"#,
        20,
        "utf-8",
        None,
    ),
    (
        r#"<?xml version="1.0" encoding="utf-8">"#,
        36,
        "utf-8",
        None,
    ),
    (r#"<?xml version="1.0""#, 19, "", None),
    (r#"<?xml version="1.0"? >"#, 19, "", None),
    (r#"<?xml version="1.0" ??>"#, 20, "", None),
];

#[test]
fn declarations_out_of_order() {
    for (xml, at, encoding, standalone) in DECLARATIONS {
        check_declaration(xml, *at, encoding, *standalone);
    }
}

/// What strict reading finds in a document type, and where.
fn violation(xml: &str) -> Option<(usize, String)> {
    let found = doctype(xml, &mut Entities::default()).unwrap();
    let repair = found
        .repairs
        .into_iter()
        .find(|repair| repair.kind.is_violation())?;
    Some((repair.at, repair.kind.expected().into_owned()))
}

#[track_caller]
fn check_subset(cases: &[(&str, usize, &str)]) {
    const HEAD: &str = "<!DOCTYPE r [";
    for (subset, at, expected) in cases {
        let found = violation(&format!("{HEAD}{subset}]>"));
        assert_eq!(
            found,
            Some((at + HEAD.len(), (*expected).to_owned())),
            "{subset}"
        );
    }
}

const DOCUMENT_TYPES: &[(&str, usize, &str)] = &[
    ("<!DOCTYPE>", 9, "a blank"),
    ("<!DOCTYPE >", 10, "a name"),
    ("<!DOCTYPEa>", 9, "a blank"),
    ("<!doctype a>", 0, "`<!DOCTYPE` in capitals"),
    ("<!DocType a>", 0, "`<!DOCTYPE` in capitals"),
    ("<!DOCTYPE 1>", 10, "a name"),
    ("<!DOCTYPE a b>", 12, "`>` at the end of the document type"),
    ("<!DOCTYPE a:b:c>", 10, "a name of Namespaces in XML"),
    ("<!DOCTYPE a SYSTEM>", 18, "a blank"),
    (
        r#"<!DOCTYPE a SYSTEM "b>"#,
        19,
        "a text that its quote closes",
    ),
    ("<!DOCTYPE a SYSTEM b>", 19, "a text in quotes"),
    (r#"<!DOCTYPE a SYSTEM"b">"#, 18, "a blank"),
    (
        r#"<!DOCTYPE aSYSTEM "b">"#,
        18,
        "`>` at the end of the document type",
    ),
    (
        r#"<!DOCTYPE a system "b">"#,
        12,
        "`>` at the end of the document type",
    ),
    (
        r#"<!DOCTYPE a PUBLIC "b">"#,
        22,
        "an address behind the public identifier",
    ),
    (r#"<!DOCTYPE a PUBLIC "b""c">"#, 22, "a blank"),
    (
        r#"<!DOCTYPE a PUBLIC "{b}" "c">"#,
        19,
        "a public identifier",
    ),
    (r#"<!DOCTYPE a PUBLIC "bé" "c">"#, 19, "a public identifier"),
    (
        "<!DOCTYPE a PUBLIC \"b\tc\" \"d\">",
        19,
        "a public identifier",
    ),
    (
        r#"<!DOCTYPE a SYSTEM "b" "c">"#,
        23,
        "`>` at the end of the document type",
    ),
    (
        r#"<!DOCTYPE a "b">"#,
        12,
        "`>` at the end of the document type",
    ),
    ("<!DOCTYPE a [", 13, "`]` at the end of the subset"),
    ("<!DOCTYPE a []", 14, "`>` at the end of the document type"),
    (
        "<!DOCTYPE a []]>",
        14,
        "`>` at the end of the document type",
    ),
    (
        "<!DOCTYPE a [] b>",
        15,
        "`>` at the end of the document type",
    ),
    ("<!DOCTYPE a [b]>", 13, "a declaration"),
    ("<!DOCTYPE a [<b/>]>", 13, "a declaration"),
    ("<!DOCTYPE a [&b;]>", 13, "a declaration"),
    (
        "<!DOCTYPE a [<!-- b -- c -->]>",
        20,
        "a comment without `--`",
    ),
    ("<!DOCTYPE a [<!-- b --->]>", 20, "a comment without `--`"),
    (
        r#"<!DOCTYPE a [<?xml version="1.0"?>]>"#,
        15,
        "no XML declaration but at the very beginning",
    ),
    ("<!DOCTYPE a [<?b:c?>]>", 15, "a target without a colon"),
    (
        "<!DOCTYPE a [<?b]>",
        15,
        "`?>` at the end of a processing instruction",
    ),
    (
        "<!DOCTYPE a [<![INCLUDE[<!ELEMENT a ANY>]]>]>",
        13,
        "no conditional section in the internal subset",
    ),
    (
        "<!DOCTYPE a [<![IGNORE[]]>]>",
        13,
        "no conditional section in the internal subset",
    ),
    ("<!DOCTYPE a [<!FOO>]>", 13, "a declaration"),
    ("<!DOCTYPE a [<!element a ANY>]>", 13, "a declaration"),
    ("<!DOCTYPE a [\u{1}]>", 13, "characters that XML allows"),
    ("<!DOCTYPE a> b", 12, "nothing behind the document type"),
];

#[test]
fn document_types() {
    for (xml, at, expected) in DOCUMENT_TYPES {
        assert_eq!(violation(xml), Some((*at, (*expected).to_owned())), "{xml}");
    }
}

#[test]
fn elements() {
    check_subset(&[
        ("<!ELEMENT>", 9, "a blank"),
        ("<!ELEMENT a>", 11, "a blank"),
        (
            "<!ELEMENT a >",
            12,
            "`EMPTY`, `ANY` or a content model in parentheses",
        ),
        ("<!ELEMENTa ANY>", 9, "a blank"),
        ("<!ELEMENT 1 ANY>", 10, "a name"),
        ("<!ELEMENT a:b:c ANY>", 10, "a name of Namespaces in XML"),
        (
            "<!ELEMENT a any>",
            12,
            "`EMPTY`, `ANY` or a content model in parentheses",
        ),
        ("<!ELEMENT a ANY b>", 16, "`>` at the end of a declaration"),
        ("<!ELEMENT a EMPTY*>", 17, "`>` at the end of a declaration"),
        ("<!ELEMENT a(b)>", 11, "a blank"),
        ("<!ELEMENT a ()>", 13, "a name"),
        ("<!ELEMENT a (b>", 14, "`|`, `,` or `)`"),
        ("<!ELEMENT a (b,)>", 15, "a name"),
        ("<!ELEMENT a (,b)>", 13, "a name"),
        ("<!ELEMENT a (b c)>", 15, "`|`, `,` or `)`"),
        ("<!ELEMENT a (b,c|d)>", 16, "either `|` or `,` in one group"),
        ("<!ELEMENT a (b|c,d)>", 16, "either `|` or `,` in one group"),
        (
            "<!ELEMENT a ((b|c),d|e)>",
            20,
            "either `|` or `,` in one group",
        ),
        ("<!ELEMENT a (b) *>", 16, "`>` at the end of a declaration"),
        ("<!ELEMENT a (b *)>", 15, "`|`, `,` or `)`"),
        ("<!ELEMENT a (b**)>", 15, "`|`, `,` or `)`"),
        (
            "<!ELEMENT a b>",
            12,
            "`EMPTY`, `ANY` or a content model in parentheses",
        ),
        (
            "<!ELEMENT a (#PCDATA|b)>",
            23,
            "`*` behind text and elements",
        ),
        (
            "<!ELEMENT a (#PCDATA)+>",
            21,
            "`>` at the end of a declaration",
        ),
        (
            "<!ELEMENT a (#PCDATA|b)?>",
            23,
            "`*` behind text and elements",
        ),
        ("<!ELEMENT a (b|#PCDATA)*>", 15, "a name"),
        ("<!ELEMENT a (#PCDATA,b)*>", 20, "`|` or `)`"),
        ("<!ELEMENT a (#PCDATA|(b))*>", 21, "a name"),
        ("<!ELEMENT a (#PCDATA|b*)*>", 22, "`|` or `)`"),
        ("<!ELEMENT a (#pcdata)>", 13, "a name"),
        ("<!ELEMENT a ((#PCDATA))>", 14, "a name"),
        ("<!ELEMENT a (#PCDATA|)*>", 21, "a name"),
        ("<!ELEMENT %b; ANY>", 10, "a name"),
        ("<!ELEMENT a ANY", 15, "`>` at the end of a declaration"),
    ]);
}

const ATTRIBUTE_LISTS: &[(&str, usize, &str)] = &[
    ("<!ATTLIST>", 9, "a blank"),
    ("<!ATTLIST a b>", 13, "a blank"),
    ("<!ATTLIST a b CDATA>", 19, "a blank"),
    ("<!ATTLIST a b CDATA #REQUIRED c>", 31, "a blank"),
    (
        "<!ATTLIST a b CDATA #REQUIREDc CDATA #IMPLIED>",
        29,
        "a blank or the end of the declaration",
    ),
    (
        "<!ATTLIST a b cdata #IMPLIED>",
        14,
        "the type of an attribute",
    ),
    (
        "<!ATTLIST a b NUMBER #IMPLIED>",
        14,
        "the type of an attribute",
    ),
    (
        "<!ATTLIST a b CDATA #implied>",
        20,
        "`#REQUIRED`, `#IMPLIED`, `#FIXED` or a value in quotes",
    ),
    (
        "<!ATTLIST a b CDATA #CURRENT>",
        20,
        "`#REQUIRED`, `#IMPLIED`, `#FIXED` or a value in quotes",
    ),
    (
        "<!ATTLIST a b CDATA c>",
        20,
        "`#REQUIRED`, `#IMPLIED`, `#FIXED` or a value in quotes",
    ),
    ("<!ATTLIST a b CDATA #FIXED>", 26, "a blank"),
    (r#"<!ATTLIST a b CDATA #FIXED"c">"#, 26, "a blank"),
    ("<!ATTLIST a b CDATA#IMPLIED>", 19, "a blank"),
    ("<!ATTLIST a b () #IMPLIED>", 15, "a value of the attribute"),
    ("<!ATTLIST a b (c,d) #IMPLIED>", 16, "`|` or `)`"),
    (
        "<!ATTLIST a b (c|) #IMPLIED>",
        17,
        "a value of the attribute",
    ),
    (
        r#"<!ATTLIST a b (c|"d") "c">"#,
        17,
        "a value of the attribute",
    ),
    (r#"<!ATTLIST a b (c)"c">"#, 17, "a blank"),
    (
        "<!ATTLIST a b NOTATION #IMPLIED>",
        23,
        "the type of an attribute",
    ),
    ("<!ATTLIST a b NOTATION(c) #IMPLIED>", 22, "a blank"),
    ("<!ATTLIST a b NOTATION (1) #IMPLIED>", 24, "a name"),
    (
        "<!ATTLIST a b NOTATION (c:d) #IMPLIED>",
        24,
        "a name of Namespaces in XML",
    ),
    ("<!ATTLIST a 1 CDATA #IMPLIED>", 12, "a name"),
    (
        "<!ATTLIST a b:c:d CDATA #IMPLIED>",
        12,
        "a name of Namespaces in XML",
    ),
    (r#"<!ATTLIST a b CDATA "<">"#, 20, "a value without `<`"),
    (
        r#"<!ATTLIST a b CDATA "c & d">"#,
        20,
        "a reference behind `&`",
    ),
    (r#"<!ATTLIST a b CDATA "&c;">"#, 20, "a declared entity"),
    (
        r#"<!ATTLIST a b CDATA "&#0;">"#,
        20,
        "a reference to a character that XML allows",
    ),
    (
        r#"<!ATTLIST a b CDATA "c'>"#,
        20,
        "a text that its quote closes",
    ),
    ("<!ATTLIST (a|b) c CDATA #IMPLIED>", 10, "a name"),
    (
        r#"<!ENTITY c SYSTEM "d"><!ATTLIST a b CDATA "&c;">"#,
        42,
        "an entity that is declared with its text",
    ),
    (
        r#"<!ENTITY c "&#60;"><!ATTLIST a b CDATA "&c;">"#,
        39,
        "a value without `<`",
    ),
    (
        r#"<!ATTLIST a b CDATA "&c;"><!ENTITY c "d">"#,
        20,
        "a declared entity",
    ),
];

#[test]
fn attribute_lists() {
    check_subset(ATTRIBUTE_LISTS);
}

const ENTITIES: &[(&str, usize, &str)] = &[
    ("<!ENTITY>", 8, "a blank"),
    ("<!ENTITY a>", 10, "a blank"),
    (r#"<!ENTITYa "b">"#, 8, "a blank"),
    (r#"<!ENTITY a"b">"#, 10, "a blank"),
    (r#"<!ENTITY 1 "b">"#, 9, "a name"),
    (r#"<!ENTITY a:b "c">"#, 9, "a name of Namespaces in XML"),
    (r#"<!ENTITY a "b>"#, 11, "a text that its quote closes"),
    (
        "<!ENTITY a b>",
        11,
        "a text in quotes, `SYSTEM` or `PUBLIC`",
    ),
    (
        r#"<!ENTITY a "b" c>"#,
        15,
        "`>` at the end of a declaration",
    ),
    (
        r#"<!ENTITY a "b" NDATA c>"#,
        15,
        "`>` at the end of a declaration",
    ),
    (r#"<!ENTITY a "&">"#, 12, "a reference behind `&`"),
    (r#"<!ENTITY a "b & c">"#, 14, "a reference behind `&`"),
    (r#"<!ENTITY a "&b">"#, 12, "a reference behind `&`"),
    (r#"<!ENTITY a "&1;">"#, 12, "a reference behind `&`"),
    (
        r#"<!ENTITY a "&#0;">"#,
        12,
        "a reference to a character that XML allows",
    ),
    (r#"<!ENTITY a "&#x;">"#, 12, "a reference behind `&`"),
    (r#"<!ENTITY a "&#X41;">"#, 12, "a reference behind `&`"),
    (r#"<!ENTITY a "&#65">"#, 12, "a reference behind `&`"),
    (r#"<!ENTITY a "100%">"#, 15, "`&#37;` for `%` in an entity"),
    (
        r#"<!ENTITY a "%b;">"#,
        12,
        "no parameter entity inside a declaration of the internal subset",
    ),
    (r#"<!ENTITY a "% b;">"#, 12, "`&#37;` for `%` in an entity"),
    (
        r#"<!ENTITY % b "c"><!ENTITY a "%b;">"#,
        29,
        "no parameter entity inside a declaration of the internal subset",
    ),
    (
        r#"<!ENTITY % a "%b;">"#,
        14,
        "no parameter entity inside a declaration of the internal subset",
    ),
    (r#"<!ENTITY %a "b">"#, 10, "a blank"),
    (r#"<!ENTITY% a "b">"#, 8, "a blank"),
    ("<!ENTITY % a>", 12, "a blank"),
    (
        r#"<!ENTITY % a SYSTEM "b" NDATA c>"#,
        24,
        "`>` at the end of a declaration",
    ),
    ("<!ENTITY a SYSTEM>", 17, "a blank"),
    (r#"<!ENTITY a SYSTEM "b" NDATA>"#, 27, "a blank"),
    (r#"<!ENTITY a SYSTEM "b"NDATA c>"#, 21, "a blank"),
    (r#"<!ENTITY a SYSTEM "b" NDATA "c">"#, 28, "a name"),
    (
        r#"<!ENTITY a SYSTEM "b" ndata c>"#,
        22,
        "`>` at the end of a declaration",
    ),
    (
        r#"<!ENTITY a PUBLIC "b">"#,
        21,
        "an address behind the public identifier",
    ),
    (r#"<!ENTITY a PUBLIC "b"'c'>"#, 21, "a blank"),
    (r#"<!ENTITY a PUBLIC "\" "c">"#, 18, "a public identifier"),
    (
        r#"<!ENTITY a "b" -- c -->"#,
        15,
        "`>` at the end of a declaration",
    ),
    (
        r#"<!ENTITY lt "b">"#,
        9,
        "what XML means by its own entities",
    ),
    (
        r#"<!ENTITY lt "&#60;">"#,
        9,
        "what XML means by its own entities",
    ),
    (
        r#"<!ENTITY amp "&#38;">"#,
        9,
        "what XML means by its own entities",
    ),
    (
        r#"<!ENTITY gt SYSTEM "b">"#,
        9,
        "what XML means by its own entities",
    ),
    (
        r#"<!ENTITY quot "'">"#,
        9,
        "what XML means by its own entities",
    ),
    (r#"<!ENTITY #DEFAULT "b">"#, 9, "a name"),
];

#[test]
fn entities() {
    check_subset(ENTITIES);
}

#[test]
fn parameter_entities() {
    check_subset(&[
        ("%a", 2, "`;` behind a reference"),
        ("%", 1, "a name"),
        ("% a;", 1, "a name"),
        ("%a:b;", 1, "a name of Namespaces in XML"),
        ("%1;", 1, "a name"),
        (r#"<!ENTITY % a "b">%a;"#, 17, "a declaration"),
        (r#"<!ENTITY % a "<!ENTITY b">%a;"#, 26, "a blank"),
        (
            r#"<!ENTITY % a "<!ENTITY b 'c'">%a;"#,
            30,
            "`>` at the end of a declaration",
        ),
        (
            r#"<!ENTITY % a "<!ENTITY b '&#37;c;'>">%a;"#,
            37,
            "no parameter entity inside a declaration of the internal subset",
        ),
        (r#"<!ENTITY % a "]">%a;"#, 17, "a declaration"),
        (
            r#"<!ENTITY % a "<![INCLUDE[]]>">%a;"#,
            30,
            "no conditional section in the internal subset",
        ),
        (
            r#"<!ENTITY % a "<?xml version='1.0'?>">%a;"#,
            37,
            "no XML declaration but at the very beginning",
        ),
        (
            r#"<!ENTITY % a "&#37;a;">%a;"#,
            23,
            "an entity that is not inside itself",
        ),
        (
            r#"<!ENTITY % a "&#37;b;"><!ENTITY % b "&#37;a;">%a;"#,
            46,
            "an entity that is not inside itself",
        ),
    ]);
}

#[test]
fn notations() {
    check_subset(&[
        ("<!NOTATION>", 10, "a blank"),
        ("<!NOTATION a>", 12, "a blank"),
        (r#"<!NOTATION a "b">"#, 13, "`SYSTEM` or `PUBLIC`"),
        ("<!NOTATION a SYSTEM>", 19, "a blank"),
        (r#"<!NOTATION a SYSTEM"b">"#, 19, "a blank"),
        ("<!NOTATION a PUBLIC>", 19, "a blank"),
        ("<!NOTATION a PUBLIC b>", 20, "a text in quotes"),
        (r#"<!NOTATION a PUBLIC "b""c">"#, 23, "a blank"),
        (r#"<!NOTATION a PUBLIC "<b>">"#, 20, "a public identifier"),
        (
            r#"<!NOTATION a:b SYSTEM "c">"#,
            11,
            "a name of Namespaces in XML",
        ),
        (
            r#"<!NOTATION a SYSTEM "b" "c">"#,
            24,
            "`>` at the end of a declaration",
        ),
        (r#"<!NOTATION 1 SYSTEM "b">"#, 11, "a name"),
    ]);
}

#[test]
fn document_types_in_order() {
    for xml in [
        "<!DOCTYPE a>",
        "<!DOCTYPE a:b >",
        "<!DOCTYPE\na\tSYSTEM 'b' >",
        r#"<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://a.example/rss-0.91.dtd">"#,
        "<!DOCTYPE a[]>",
        "<!DOCTYPE a SYSTEM \"'\" [ ] >",
        "<!DOCTYPE a [<!-- ]> - ' --><?p ]> ' ?>]>",
        "<!DOCTYPE a [<!ELEMENT a EMPTY><!ELEMENT b ANY ><!ELEMENT c (#PCDATA)><!ELEMENT d ( #PCDATA )*>]>",
        "<!DOCTYPE a [<!ELEMENT a (#PCDATA | b|p:c )*><!ELEMENT b ((c, d?)+|(e*))?>]>",
        "<!DOCTYPE a [<!ATTLIST a><!ATTLIST a b CDATA #IMPLIED c ID #REQUIRED d (e|1) 'e'>]>",
        "<!DOCTYPE a [<!ATTLIST a b NOTATION (c | d) #IMPLIED e NMTOKENS #FIXED '>&lt;&#9;'>]>",
        "<!DOCTYPE a [<!ENTITY b '<c>&d;&#65;'><!ENTITY d SYSTEM 'e' NDATA f><!ENTITY % g \"&#37;h;\">]>",
        "<!DOCTYPE a [<!NOTATION b SYSTEM 'c'><!NOTATION d PUBLIC 'e'><!NOTATION f PUBLIC 'g' 'h' >]>",
        "<!DOCTYPE a [<!ENTITY lt '&#38;#60;'><!ENTITY amp '&#38;#38;'><!ENTITY gt '>'><!ENTITY apos '&#39;'>]>",
        "<!DOCTYPE a [<!ENTITY % b '<!ENTITY c \"d\">'>%b;]>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM 'c'>%b; <!ENTITY d 'e'>]>",
        "<!DOCTYPE a [<!ENTITY b 'c'><!ATTLIST a b CDATA '&b;'>]>",
    ] {
        assert_eq!(violation(xml), None, "{xml}");
    }
}

/// A parameter entity that is not declared is a fault only where the document says that it stands
/// alone; else it may be declared where nothing is read.
#[test]
fn parameter_entities_that_are_not_read() {
    for (standalone, expected) in [(false, false), (true, true)] {
        let mut entities = Entities::default();
        entities.standalone = standalone;
        let found = doctype("<!DOCTYPE a [%b;]>", &mut entities).unwrap();
        let kinds: Vec<_> = found
            .repairs
            .iter()
            .map(|repair| repair.kind.is_violation())
            .collect();
        assert_eq!(kinds, [expected]);
        assert_eq!(entities.incomplete(), !standalone);
        assert_eq!(found.name, "a");
    }
}

#[test]
fn reading_goes_on_behind_a_broken_declaration() {
    let mut entities = Entities::default();
    let xml = "<!DOCTYPE a [<!ENTITY b 'c' d><!ENTITY e 'f'> x <!ENTITY g &><!ENTITY h '&x'>]>";
    let found = doctype(xml, &mut entities).unwrap();
    assert_eq!(found.repairs.len(), 4);
    assert_eq!(entities.get("b"), None);
    assert_eq!(entities.get("e"), Some(&Entity::Internal("f".to_owned())));
    assert_eq!(
        entities.get("h"),
        Some(&Entity::Internal("&amp;x".to_owned()))
    );
}
