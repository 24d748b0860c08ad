//! Entities that a document declares: what they are replaced by, and what keeps them small.

use std::fmt::Write as _;

use super::*;

/// What a subset declares.
fn declared(subset: &str) -> Entities {
    let mut entities = Entities::default();
    doctype(&format!("<!DOCTYPE r [{subset}]>"), &mut entities).unwrap();
    entities
}

/// Well-formed: no repair.
#[track_caller]
fn check(subset: &str, xml: &str, expected: &str) {
    with_entities(&declared(subset), |context| {
        let mended = element(xml, context).unwrap();
        assert_eq!(mended.text, expected, "{subset} {xml}");
        assert_eq!(mended.repairs, [], "{subset} {xml}");
    });
}

#[test]
fn entities_are_replaced_by_text_and_markup() {
    let subset = "<!ENTITY a 'A'><!ENTITY b '<b>&a;</b>'><!ENTITY c '&b; and &b;'>";
    check(subset, "<r>&a;</r>", "<r>A</r>");
    check(subset, "<r>&b;</r>", "<r><b>A</b></r>");
    check(subset, "<r>&c;</r>", "<r><b>A</b> and <b>A</b></r>");
    check(subset, "<r a='&a;' b=\"x&a;y\"/>", "<r a='A' b=\"xAy\"/>");
    check(
        "<!ENTITY a ''>",
        "<r>&a;<b c='&a;'/></r>",
        "<r><b c=''/></r>",
    );
    check("<!ENTITY a 'b'><!ENTITY a 'c'>", "<r>&a;</r>", "<r>b</r>");
    check(
        "<!ENTITY a '<p:b q:c=\"\"/>'>",
        "<r>&a;</r>",
        "<r><p:b q:c=\"\"/></r>",
    );
    check(
        "<!ENTITY a '<u:b/>'>",
        "<r xmlns:u='urn:u'>&a;</r>",
        "<r xmlns:u='urn:u'><u:b/></r>",
    );
    check(
        "<!ENTITY a '<!-- b --><?c d?><![CDATA[<]]>'>",
        "<r>&a;</r>",
        "<r><!-- b --><?c d?><![CDATA[<]]></r>",
    );
    check("<!ENTITY nbsp 'mine'>", "<r>&nbsp;</r>", "<r>mine</r>");
}

/// XML 1.0, section 4.5 and appendix D.
#[test]
fn character_references_in_entities_are_resolved_first() {
    check("<!ENTITY a '&#60;b/&#62;'>", "<r>&a;</r>", "<r><b/></r>");
    check("<!ENTITY a '&#38;lt;'>", "<r>&a;</r>", "<r>&lt;</r>");
    check(
        "<!ENTITY a '&#38;#38;'>",
        "<r b='&a;'>&a;</r>",
        "<r b='&#38;'>&#38;</r>",
    );
    check(
        "<!ENTITY a '&lt;'>",
        "<r b='&a;'>&a;</r>",
        "<r b='&lt;'>&lt;</r>",
    );
    check(
        "<!ENTITY a '\"&#39;'>",
        "<r b='&a;'>&a;</r>",
        "<r b='&quot;&apos;'>\"'</r>",
    );
    check(
        "<!ENTITY a 'x&#13;&#10;y'>",
        "<r b='&a;'>&a;</r>",
        "<r b='x  y'>x&#13;\ny</r>",
    );
    check(
        "<!ENTITY a 'x\r\ny'>",
        "<r b='&a;'>&a;</r>",
        "<r b='x y'>x\ny</r>",
    );
    let tricky =
        "<!ENTITY % xx '&#37;zz;'><!ENTITY % zz '&#60;!ENTITY tricky \"error-prone\" >'>%xx;";
    check(tricky, "<r>&tricky;</r>", "<r>error-prone</r>");
}

/// Not well-formed: what strict reading asks for at the reference, and what the piece is mended to.
#[track_caller]
fn check_broken(subset: &str, xml: &str, expected: &str, asked: &str) {
    with_entities(&declared(subset), |context| {
        let mended = element(xml, context).unwrap();
        assert_eq!(mended.text, expected, "{subset} {xml}");
        let violation = mended.violation().unwrap();
        assert_eq!(violation.kind.expected(), asked, "{subset} {xml}");
        assert_eq!(Some(violation.at), xml.find('&'), "{subset} {xml}");
        let again = element(&mended.text, context).unwrap();
        assert_eq!((&*again.text, again.repairs), (expected, vec![]), "{xml}");
    });
}

#[test]
fn what_an_entity_must_not_be() {
    let a = "<r>&a;</r>";
    // What begins in an entity ends there.
    check_broken(
        "<!ENTITY a '<b>'>",
        "<r>&a;</b></r>",
        "<r><b></b></r>",
        "`</b>`",
    );
    check_broken("<!ENTITY a '</r>'>", a, "<r></r>", "no end tag here");
    check_broken("<!ENTITY a '<b'>", a, "<r>&lt;b</r>", "a tag behind `<`");
    check_broken(
        "<!ENTITY a '&#38;'>",
        a,
        "<r>&amp;</r>",
        "a reference behind `&`",
    );
    check_broken("<!ENTITY a '&#60;'>", a, "<r>&lt;</r>", "a tag behind `<`");
    check_broken(
        "<!ENTITY a ']]>'>",
        a,
        "<r>&#93;&#93;&gt;</r>",
        "text without `]]>`",
    );
    check_broken(
        "<!ENTITY a '<u:b/>'>",
        a,
        "<r><u:b xmlns:u=\"urn:x-undeclared:u\"/></r>",
        "a declared prefix",
    );
    check_broken(
        "<!ENTITY a '<?xml version=\"1.0\"?>'>",
        a,
        "<r></r>",
        "no XML declaration but at the very beginning",
    );
    check_broken(
        "<!ENTITY a '<![CDATA['>",
        "<r>&a;]]></r>",
        "<r><![CDATA[]]>]]&gt;</r>",
        "`]]>`",
    );
    check_broken(
        "<!ENTITY a '&b;'>",
        a,
        "<r>&amp;b;</r>",
        "a declared entity",
    );
    check_broken("<!ENTITY a '&eacute;'>", a, "<r>é</r>", "a declared entity");
    // Inside itself.
    let itself = "an entity that is not inside itself";
    check_broken("<!ENTITY a '&a;'>", a, "<r></r>", itself);
    check_broken(
        "<!ENTITY a 'x&b;'><!ENTITY b 'y&a;'>",
        a,
        "<r>xy</r>",
        itself,
    );
    check_broken(
        "<!ENTITY a 'x&b;'><!ENTITY b 'y&a;'>",
        "<r c='&a;'/>",
        "<r c='xy'/>",
        itself,
    );
    // In an attribute.
    let less = "a value without `<`";
    check_broken(
        "<!ENTITY a '<b/>'>",
        "<r c='&a;'/>",
        "<r c='&lt;b/>'/>",
        less,
    );
    check_broken("<!ENTITY a '&#60;'>", "<r c='&a;'/>", "<r c='&lt;'/>", less);
    check_broken(
        "<!ENTITY a '&b;'><!ENTITY b '<'>",
        "<r c='&a;'/>",
        "<r c='&lt;'/>",
        less,
    );
    check_broken(
        "<!ENTITY a SYSTEM 'b'>",
        "<r c='&a;'/>",
        "<r c=''/>",
        "an entity that is declared with its text",
    );
    check_broken(
        "<!ENTITY a '&b;'><!ENTITY b SYSTEM 'c'>",
        "<r c='&a;'/>",
        "<r c=''/>",
        "an entity that is declared with its text",
    );
    // No text.
    check_broken(
        "<!ENTITY a SYSTEM 'b' NDATA c>",
        a,
        "<r></r>",
        "an entity of text",
    );
    check_broken(
        "<!ENTITY a SYSTEM 'b' NDATA c>",
        "<r d='&a;'/>",
        "<r d=''/>",
        "an entity of text",
    );
    // Without its `;`.
    check_broken("<!ENTITY a 'b'>", "<r>&a c</r>", "<r>b c</r>", "`&a;`");
}

/// Lawful, and told.
#[track_caller]
fn check_lawful(entities: &Entities, xml: &str, expected: &str, told: &str) {
    with_entities(entities, |context| {
        let mended = element(xml, context).unwrap();
        assert_eq!(mended.text, expected);
        assert_eq!(mended.violation(), None);
        let told_here: Vec<_> = mended.repairs.iter().map(|r| r.kind.to_string()).collect();
        assert_eq!(told_here, [told]);
    });
}

#[test]
fn what_is_elsewhere_is_never_fetched() {
    check_lawful(
        &declared("<!ENTITY a SYSTEM 'file:///etc/passwd'>"),
        "<r>x&a;y</r>",
        "<r>xy</r>",
        "expected an entity that is declared with its text, found `&a;`, which is elsewhere and never fetched; dropped",
    );
    let mut entities = Entities::default();
    doctype(
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'rss.dtd'>",
        &mut entities,
    )
    .unwrap();
    check_lawful(
        &entities,
        "<r>&eacute;</r>",
        "<r>é</r>",
        "expected a declared entity, found `&eacute;` of HTML; taken as `é`",
    );
    check_lawful(
        &entities,
        "<r>&mine;</r>",
        "<r>&amp;mine;</r>",
        "expected a declared entity, found `&mine;`; kept as text",
    );
    // A document that stands alone declares what it refers to.
    entities.standalone = true;
    with_entities(&entities, |context| {
        assert!(
            element("<r>&mine;</r>", context)
                .unwrap()
                .violation()
                .is_some()
        );
    });
    let mut entities = declared("<!ENTITY % a '<!ENTITY b \"c\">'>%a;");
    check_lawful(
        &declared("%a;"),
        "<r>&b;</r>",
        "<r>&amp;b;</r>",
        "expected a declared entity, found `&b;`; kept as text",
    );
    with_entities(&entities, |context| {
        assert_eq!(element("<r>&b;</r>", context).unwrap().repairs, []);
    });
    entities.standalone = true;
    with_entities(&entities, |context| {
        let mended = element("<r>&b;</r>", context).unwrap();
        assert_eq!(mended.text, "<r>c</r>");
        assert!(mended.violation().is_some());
    });
}

/// `]]` and `>` that only meet because of an entity between them are no fault, and kept apart.
#[test]
fn entities_never_make_a_section_end() {
    check("<!ENTITY a ''>", "<r>]]&a;></r>", "<r>]]&gt;</r>");
    check("<!ENTITY a ']'>", "<r>]&a;></r>", "<r>]&#93;></r>");
    check("<!ENTITY a '>'>", "<r>]]&a;</r>", "<r>]]&gt;</r>");
    check("<!ENTITY a ']]'>", "<r>&a;></r>", "<r>&#93;&#93;></r>");
}

#[test]
fn attributes_may_declare_namespaces_by_default() {
    let subset = "<!ATTLIST u:b xmlns:u CDATA #FIXED 'urn:&#117;'><!ATTLIST r xmlns CDATA 'urn:r' a CDATA 'b'>";
    check(
        subset,
        "<r xmlns='urn:s'><u:b/></r>",
        "<r xmlns='urn:s'><u:b xmlns:u=\"urn:u\"/></r>",
    );
    check(subset, "<r/>", "<r xmlns=\"urn:r\"/>");
    check(
        subset,
        "<r xmlns=''><u:b xmlns:u='urn:v'/></r>",
        "<r xmlns=''><u:b xmlns:u='urn:v'/></r>",
    );
}

#[track_caller]
fn check_limit(subset: &str, xml: &str, at: usize, kind: LimitKind) {
    with_entities(&declared(subset), |context| {
        assert_eq!(
            element(xml, context).err(),
            Some(Limit { at, kind }),
            "{xml}"
        );
    });
}

#[test]
fn replacements_are_limited() {
    let mut laughs = "<!ENTITY l0 'ha'>".to_owned();
    for level in 1..12 {
        let inner = format!("&l{};", level - 1).repeat(10);
        let _ = write!(laughs, "<!ENTITY l{level} '{inner}'>");
    }
    check_limit(&laughs, "<r>x&l11;</r>", 4, LimitKind::Expansion);
    check_limit(&laughs, "<r a='&l11;'/>", 0, LimitKind::Expansion);
    let long = format!("<!ENTITY a '{}'>", "b".repeat(EXPANSION_LIMIT / 2));
    check_limit(&long, "<r>&a;&a;&a;</r>", 9, LimitKind::Expansion);
    let mut deep = "<!ENTITY e0 'x'>".to_owned();
    for level in 1..=ENTITY_DEPTH_LIMIT {
        let _ = write!(deep, "<!ENTITY e{level} '&e{};'>", level - 1);
    }
    check_limit(
        &deep,
        &format!("<r>&e{ENTITY_DEPTH_LIMIT};</r>"),
        3,
        LimitKind::EntityDepth,
    );
    check(
        &deep,
        &format!("<r>&e{};</r>", ENTITY_DEPTH_LIMIT - 1),
        "<r>x</r>",
    );

    // Of one document there is one budget, which pieces are charged to.
    let entities = declared(&long);
    for expected in [true, true, false] {
        let mended = with_entities(&entities, |context| {
            element("<r>&a;</r>", context).map(|mended| mended.expanded)
        });
        assert_eq!(mended.is_ok(), expected);
        entities.charge(mended.unwrap_or_default());
    }

    let mut parameters = "<!ENTITY % p0 ' '>".to_owned();
    for level in 1..12 {
        let inner = format!("&#37;p{};", level - 1).repeat(10);
        let _ = write!(parameters, "<!ENTITY % p{level} '{inner}'>");
    }
    let xml = format!("<!DOCTYPE r [{parameters}%p11;]>");
    let limit = doctype(&xml, &mut Entities::default()).unwrap_err();
    assert_eq!(limit.kind, LimitKind::Expansion);
}
