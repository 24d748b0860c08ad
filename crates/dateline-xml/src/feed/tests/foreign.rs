//! What has no home in a release, and how much of it there may be.

use dateline_core::{Checker, Field, FieldPath, Foreign};
use insta::assert_snapshot;

use super::{item, read};
use crate::feed::{FINDING_LIMIT, Reader};
use crate::{DEPTH_LIMIT, ELEMENT_LIMIT, NAMESPACE_LIMIT, TAG_LIMIT};

#[test]
fn trees_stay_as_they_were_and_in_order() {
    assert_snapshot!(item("<x:a xmlns:x='urn:x' b='1' x:c='2' xml:lang='en'>one <x:d/> two<e>&amp; three</e> </x:a><g:point xmlns:g='http://www.georss.org/georss'> 41.99 21.43\n</g:point>"), @r#"1 at 2:1 foreign=[{urn:x}a b="1" {urn:x}c="2" {http://www.w3.org/XML/1998/namespace}lang="en" ( "one ", {urn:x}d,  " two", e "& three"), {http://www.georss.org/georss}point "41.99 21.43"]"#);
    assert_snapshot!(item("stray<a>1</a>&lt;text <b>2</b><!-- no --><?no data?> <c>3</c>"), @r#"1 at 2:1 foreign=[ "stray", a "1",  "<text", b "2", c "3"]"#);
    // A flag has no text; an empty element of RSS says nothing.
    assert_snapshot!(item("<x:flag xmlns:x='urn:x'/><comments/><dc:rights/>"), @r#"1 at 2:1 foreign=[{urn:x}flag]"#);
}

#[test]
fn attributes_without_a_home_stay() {
    assert_snapshot!(read(b"<rss><channel><item id='7' xml:lang='en'><title class='x' xml:lang='en'>A</title><description xml:lang='de' type='text'>B</description><guid isPermaLink='false' note='n'>1</guid></item></channel></rss>"), @r#"1 at 1:15 id="1" title="A" language="en" summary="B" foreign=[item id="7", title class="x", description {http://www.w3.org/XML/1998/namespace}lang="de" type="text", guid note="n"]"#);
    assert_snapshot!(read(b"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='urn:gd'><entry gd:etag='W/1'><title type='text' gd:x='y'>A</title><x:a xmlns:x='urn:x' z:b='c'/></entry></feed>"), @r#"1 at 1:61 title="A" foreign=[{http://www.w3.org/2005/Atom}entry {urn:gd}etag="W/1", {http://www.w3.org/2005/Atom}title {urn:gd}x="y", {urn:x}a z:b="c"]"#);
}

#[test]
fn what_is_nested_too_deeply_is_text() {
    let depth = 40;
    let inner = format!("{}deep{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let feed = format!("<rss><channel><item><title>T</title>{inner}</item></channel></rss>");
    let mut reader = Reader::new(feed.as_bytes());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    let record = reader.record(&mut Vec::new()).unwrap();
    let mut found = record.draft.foreign.first().unwrap();
    let mut levels = 1;
    while let Some(child) = found.children.first() {
        found = child;
        levels += 1;
    }
    assert_eq!((levels, &*found.text), (Foreign::DEPTH, "deep"));
}

#[test]
fn limits_are_said() {
    let deep = format!(
        "{}{}",
        "<a>".repeat(DEPTH_LIMIT),
        "</a>".repeat(DEPTH_LIMIT)
    );
    assert!(item(&deep).contains("Record xml.too-deep"));
    let many = "<a/>".repeat(ELEMENT_LIMIT);
    assert!(item(&many).contains("Record xml.too-much"));
    let attributes = (0..=ELEMENT_LIMIT).fold(String::new(), |all, n| all + &format!(" a{n}=''"));
    assert!(item(&format!("<a{attributes}/>")).contains("Record xml.too-much"));
    assert_eq!(item(&"<a/>".repeat(1000)), "1 at 2:1 \n");
    let address = "x".repeat(NAMESPACE_LIMIT + 1);
    assert!(item(&format!("<a xmlns='{address}'/>")).contains("Record xml.namespace"));
    let root = format!("<rss a='{}'><channel/></rss>", "x".repeat(TAG_LIMIT));
    assert!(read(root.as_bytes()).contains("Document xml.too-long"));
}

#[test]
fn findings_about_an_item_are_so_many() {
    let many = "<TITLE>A</TITLE>".repeat(FINDING_LIMIT + 3);
    let said = item(&many);
    assert_eq!(said.matches(" input.repair: ").count(), FINDING_LIMIT);
    assert!(
        said.contains("2:1 input.remark: 3 more findings about this item are not listed"),
        "{said}"
    );
    let lossy = "<title>a<b/></title>".to_owned() + &many;
    assert!(item(&lossy).contains(" format.loss: 4 more findings"));
}

#[test]
fn a_release_keeps_it() {
    let feed = b"<rss><channel><item><title>A</title><pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate><enclosure url='https://a.example/a.mp3'/></item></channel></rss>";
    let mut reader = Reader::new(feed.as_slice());
    let mut findings = Vec::new();
    assert!(reader.advance(&mut findings).unwrap());
    let record = reader.record(&mut findings).unwrap();
    assert_eq!(findings, []);
    let release = Checker::default()
        .check(record.draft, &mut findings)
        .unwrap();
    assert_eq!(release.foreign().len(), 1);
    assert_eq!(release.foreign()[0].to_string(), "enclosure");
}

#[test]
fn values_of_attributes_are_located() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'>\n<entry>\n <link href='ftp://a.example/'/>\n <category term='x'/><category term='y'/>\n</entry></feed>";
    let mut reader = Reader::new(feed.as_bytes());
    reader.advance(&mut Vec::new()).unwrap();
    let locate = |path: FieldPath| {
        reader
            .locate(&path, None)
            .map(|spot| spot.position.to_string())
    };
    assert_eq!(locate(Field::Url.into()).as_deref(), Some("3:14"));
    assert_eq!(
        locate(FieldPath::of(Field::Tags, 1)).as_deref(),
        Some("4:38")
    );
}
