//! What is usual is read by a walk of its own, and says the same as when the XML library reads it.

use super::*;
use crate::cursor::Cursor;
use crate::cursor::Surroundings;
use crate::mend;
use crate::node::Node;
use crate::plain::Plain;
use crate::walk::{Step, Walk};
use dateline_core::text::ByteKinds;
use dateline_core::{Position, Scope};

/// Everything that a walk finds, as text; nothing where it stops with an error.
fn walked<'i>(mut walk: impl Walk<'i>) -> Option<Vec<String>> {
    let mut all = Vec::new();
    let root = walk.root().ok()??;
    all.push(format!("{root:?}"));
    let mut nodes = Vec::new();
    loop {
        match walk.step(&mut nodes).ok()? {
            Step::Element => {
                let mut node: Node<'_> = nodes.pop()?;
                node.make_html();
                all.push(format!("{node:?} {}", walk.offset()));
            }
            Step::Text(mut run) => {
                run.make_html();
                all.push(format!("{run:?}"));
            }
            Step::End => break,
        }
    }
    walk.finish(root.name).ok()?;
    Some(all)
}

fn around() -> Surroundings {
    let tag = "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:q='urn:q' xmlns:h='https://www.w3.org/1999/xhtml/'>";
    let mut around = Surroundings::default()
        .entered(tag, Position::default())
        .unwrap();
    around.take_for("urn:q", crate::names::Space::RSS);
    around
}

/// Reads a piece both ways; says whether it is usual.
#[track_caller]
fn check(xml: &str) -> bool {
    let around = around();
    let library = Cursor::new(xml, &around, Position::default(), Scope::Record);
    let Some(usual) = Plain::new(xml, ByteKinds::of_shape(xml), &around).and_then(walked) else {
        return false;
    };
    assert_eq!(Some(usual), walked(library), "{xml}");
    // Nothing in it is to be mended.
    let entities = crate::entities::Entities::default();
    let namespace = |prefix: &str| around.address(prefix);
    let context = mend::Context {
        entities: &entities,
        namespace: &namespace,
    };
    let mended = mend::element(xml, &context).unwrap();
    assert_eq!(mended.text, xml);
    assert_eq!(mended.repairs, [], "{xml}");
    true
}

#[test]
fn what_is_usual() {
    for usual in [
        "<item/>",
        "<item><title>a &amp; b</title></item>",
        "<item>\r\n<title>a\rb &#13;\r\n</title>\n</item>",
        "<item><a b='c' d=\"&lt;\te\"/><dc:x/>&#x20;<q:y><z/> t</q:y></item>",
        "<item><a><![CDATA[<p>b]] & <!-- c --></p>&#150;]]> d</a></item>",
        "<item><a>é \u{FEFF}&#xE9;&quot;&apos;&gt;</a></item>",
        "<item h:a='b' xml:lang='en'></item>",
        "<item>&lt;p&gt;a&lt;/p&gt;</item>",
        "<item><a>&lt;p&gt;a&lt;/p&gt;</a><b>&lt;p&gt;a &#38;amp; b&lt;/p&gt; &gt;</b></item>",
        "<item><a>&lt;p&gt;a&lt;/p&gt;<![CDATA[ <i>b</i> ]]></a></item>",
        "<item><a>&lt;p&gt;a&lt;/p&gt; <b>&lt;p&gt;a&lt;/p&gt;</b>&lt;p&gt;a&lt;/p&gt;</a></item>",
    ] {
        assert!(check(usual), "{usual}");
    }
    for unusual in [
        "<item>",
        "<item></item> ",
        "<item></item >",
        "<item><!-- a --></item>",
        "<item><?a?></item>",
        "<item>]]></item>",
        "<item><![CDATA[<![CDATA[]]>]]></item>",
        "<item>&nbsp;</item>",
        "<item>& a</item>",
        "<item>&#150;</item>",
        "<item>&#0;</item>",
        "<item>\u{B}</item>",
        "<item a='1' a='2'></item>",
        "<item a='<'></item>",
        "<item a='&x;'></item>",
        "<item xmlns='urn:x'></item>",
        "<nosuch:item></nosuch:item>",
        "<item nosuch:a='b'></item>",
        "<é></é>",
        "<item><a></b></item>",
    ] {
        assert!(!check(unusual), "{unusual}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn what_is_usual_is_read_as_by_the_library(
        inner in "(a| |é|\r|\n|\r\n|<a>|</a>|<b/>|<b c='d'/>|<dc:b  e=\"f&amp;g\" >|</dc:b>|<q:c>x</q:c>|<x:y/>\
            |&amp;|&#x41;|&#133;|&#10;|&lt;|&lt;p&gt;|&lt;/p&gt;|&x;|&|<!\\[CDATA\\[|\\]\\]>|\\]|<!-- -->|<a b='\r\n&#9;'>|<a xml:lang='x' h:b='y'>\
            |'|\"|>|<|=|/|:){0,16}",
    ) {
        check(&format!("<item>{inner}</item>"));
    }

    #[test]
    fn any_items_are_read_as_by_the_library(inner in elements()) {
        check(&format!("<item>{inner}</item>"));
    }
}
