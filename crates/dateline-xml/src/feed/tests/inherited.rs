//! What an item has from the feed around it: languages, bases of addresses, authors.

use insta::assert_snapshot;

use super::{document, read, whole};
use crate::feed::Reader;

#[test]
fn languages_come_from_the_nearest() {
    // Of the item itself, of an element of it, of a tag around it, of the channel.
    assert_snapshot!(read(b"<rss xml:lang='de'><channel xml:lang='fr'><language>it</language><item xml:lang='en'><dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>EN</dc:language></item><item xml:lang='en'><language>mk</language></item><item><language>mk</language></item><item/><item xml:lang=''/></channel><item/></rss>"), @r#"
    1 at 1:66 language="en"
    2 at 1:166 language="en" foreign=[language "mk"]
    3 at 1:216 language="mk"
    4 at 1:252 language="fr"
      1:252 release.inferred: language: `fr` was inferred from the language of the channel
    5 at 1:259 
    6 at 1:288 language="de"
      1:288 release.inferred: language: `de` was inferred from the language of the channel
    "#);
    assert_snapshot!(read(b"<rss><channel xml:lang='fr'><item/></channel><item/></rss>"), @r#"
    1 at 1:29 language="fr"
      1:29 release.inferred: language: `fr` was inferred from the language of the channel
    2 at 1:46 language="fr"
      1:46 release.inferred: language: `fr` was inferred from the language of the channel
    "#);
    assert_snapshot!(read(b"<feed xml:lang='e_n'><entry/></feed>"), @"
    1 at 1:22 
      1:1 format.loss: items do not inherit the language of `<feed>`, it is no language tag: `e_n`
    ");
    assert_snapshot!(read(b"<feed xml:lang='und'><entry/></feed>"), @r#"1 at 1:22"#);
}

#[test]
fn addresses_are_relative_to_the_base_in_force() {
    assert_snapshot!(read(b"<rss xml:base='https://a.example/x/'><channel xml:base='y/'><item xml:base='z/'><link>1</link></item><item><link>1</link><enclosure url='e.mp3'/><description>&lt;a href='p'>q&lt;/a></description></item></channel><item><link xml:base='https://b.example/'>1</link></item></rss>"), @r#"
    1 at 1:61 url="https://a.example/x/y/z/1"
      1:87 release.normalized: url: `1` is kept as `https://a.example/x/y/z/1`
    2 at 1:102 url="https://a.example/x/y/1" body="<a href='https://a.example/x/y/p'>q</a>" body_type="text/html" foreign=[enclosure url="https://a.example/x/y/e.mp3"]
      1:114 release.normalized: url: `1` is kept as `https://a.example/x/y/1`
      1:122 release.normalized: foreign: `e.mp3` is kept as `https://a.example/x/y/e.mp3`
      1:159 release.inferred: body_type: `text/html` was inferred from the tags in its description
      1:159 release.normalized: body: `p` is kept as `https://a.example/x/y/p`
    3 at 1:213 url="https://b.example/1"
      1:255 release.normalized: url: `1` is kept as `https://b.example/1`
    "#);
    // Without one, they are relative to the feed, or to the page it is the feed of.
    assert_snapshot!(read(b"<rss><channel><link>https://a.example/news/</link><item><link>1</link><enclosure url='e.mp3'/><description>&lt;a href='p'>q&lt;/a></description></item></channel></rss>"), @r#"
    1 at 1:51 url="https://a.example/news/1" body="<a href='p'>q</a>" body_type="text/html" foreign=[enclosure url="e.mp3"]
      1:63 release.inferred: url: `https://a.example/news/1` was inferred from the link of the channel
      1:108 release.inferred: body_type: `text/html` was inferred from the tags in its description
    "#);
    assert_snapshot!(read(b"<rss xmlns:a='http://www.w3.org/2005/Atom'><channel><link>https://a.example/news/</link><a:link rel='self' href='https://b.example/feed/x.xml'/><item><link>1</link></item><item><link>//c.example/1</link></item></channel></rss>"), @r#"
    1 at 1:145 url="https://b.example/feed/1"
      1:157 release.inferred: url: `https://b.example/feed/1` was inferred from the address of the feed
    2 at 1:172 url="https://c.example/1"
      1:184 release.inferred: url: `https://c.example/1` was inferred from the address of the feed
    "#);
    assert_snapshot!(read(b"<rss><channel><item><link>1</link></item></channel></rss>"), @r#"1 at 1:15 url="1""#);
    // A base that is none changes nothing.
    assert_snapshot!(read(b"<rss xml:base='mailto:a'><channel xml:base='https://['><item xml:base='https://a.example/'><link>1</link></item></channel></rss>"), @r#"
    1 at 1:56 url="https://a.example/1"
      1:98 release.normalized: url: `1` is kept as `https://a.example/1`
    "#);
}

#[test]
fn bases_inside_xhtml() {
    assert_snapshot!(read(b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/'><entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='b/'><img src='1'/><p xml:base='c/'><a href='2'>x</a></p><a href='#x' title='y'>z</a></div></content></entry></feed>"), @r##"
    1 at 1:73 body="<img src=\"https://a.example/b/1\"><p><a href=\"https://a.example/b/c/2\">x</a></p><a href=\"#x\" title=\"y\">z</a>" body_type="text/html"
      1:102 release.normalized: body: `1` is kept as `https://a.example/b/1`
    "##);
}

#[test]
fn authors_of_a_feed_that_is_its_own_author() {
    assert_snapshot!(whole("<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><author><name>News</name></author><entry><title>A</title></entry></feed>"), @r#"
    atom "1.0"
    title="News"
    author=News<>
    1 at 1:96 title="A"
      authors: News<>
    "#);
    assert_snapshot!(whole("<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><author><name>Ann</name><email>a@a.example</email></author><author><name>Bob</name></author><entry><title>A</title></entry><entry><title>B</title><author><name>Cy</name></author></entry></feed>"), @r#"
    atom "1.0"
    title="News"
    author=Ann<a@a.example>
    author=Bob<>
    1 at 1:154 title="A" sources=["Ann", "Bob"]
      authors: Ann<a@a.example>, Bob<>
      1:154 release.inferred: sources[0]: `Ann` was inferred from the authors of the feed
      1:154 release.inferred: sources[1]: `Bob` was inferred from the authors of the feed
    2 at 1:185 title="B" sources=["Cy"]
      authors: Cy<>
    "#);
    // RSS has no such rule.
    assert_snapshot!(whole("<rss><channel><managingEditor>Ann</managingEditor><item><title>A</title></item></channel></rss>"), @r#"
    rss ""
    author=Ann<>
    1 at 1:51 title="A"
    "#);
}

#[test]
fn an_item_is_read_alone_as_it_was_in_its_feed() {
    for feed in [
        "<rss version='2.0'><channel><title>T</title><link>https://a.example/</link><language>en</language><item><link>1</link></item></channel></rss>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='https://a.example/'><title>T</title></channel><item rdf:about='https://a.example/1'><title>A</title></item></rdf:RDF>",
        "<f:feed xmlns:f='http://www.w3.org/2005/Atom' xml:base='https://a.example/' xml:lang='de'><f:author><f:name>Ann</f:name></f:author><f:entry><f:link href='1'/></f:entry></f:feed>",
        "<?xml version='1.0'?><entry xmlns='http://www.w3.org/2005/Atom'><title>A</title></entry>",
        "<entry xmlns='http://www.w3.org/2005/Atom'><title>A</title></entry>",
        "<feed><title>T</title><entry><id>1</id></entry></feed>",
        "<rss><item><title>A</title></item></rss>",
        "<channel><item><title>A</title></item></channel>",
    ] {
        let mut reader = Reader::new(feed.as_bytes());
        assert!(reader.advance(&mut Vec::new()).unwrap(), "{feed}");
        let mut record = reader.record(&mut Vec::new()).unwrap();
        let alone = document(reader.header(), reader.raw());
        let mut again = Reader::new(alone.as_slice());
        assert!(again.advance(&mut Vec::new()).unwrap(), "{feed}");
        let same = again.record(&mut Vec::new()).unwrap();
        record.position = same.position;
        assert_eq!(same, record, "{feed}");
        assert_eq!(again.dialect(), reader.dialect(), "{feed}");
        assert!(!again.advance(&mut Vec::new()).unwrap(), "{feed}");
    }
}

#[test]
fn a_channel_may_speak_behind_its_items() {
    assert_snapshot!(whole("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry><title>T</title><link href='https://a.example/'/><title>U</title></feed>"), @r#"
    atom "1.0"
    title="T"
    link="https://a.example/"
    1 at 1:43 title="A"
      1:74 format.loss: `<title>` of the channel stands behind the first item, too late for a feed that is written meanwhile: `T`
      1:90 format.loss: `<link>` of the channel stands behind the first item, too late for a feed that is written meanwhile: `https://a.example/`
      1:123 format.loss: `<title>` of the channel stands behind the first item and is not kept: `U`
    "#);
}

#[test]
fn facts_of_a_channel_by_their_order() {
    assert_snapshot!(whole("<rss xmlns:a='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>\
        <i:subtitle>S</i:subtitle><dc:title>D</dc:title><title>T</title><dc:description>E</dc:description><description>F</description>\
        <a:link href='https://a.example/'/><a:link rel='hub' href='https://h.example/'/><a:id>urn:x</a:id><dc:identifier>urn:y</dc:identifier>\
        <lastBuildDate>Tue, 25 Oct 2016 12:00 GMT</lastBuildDate><pubDate>whenever</pubDate>\
        <i:owner><i:name>Ann</i:name><i:email>a@a.example</i:email></i:owner><i:author>Ann</i:author>\
        <generator>G</generator><generator>H</generator></channel></rss>"), @r#"
    rss ""
    title="T"
    link="https://a.example/"
    description="F"
    id="urn:x"
    date="whenever"
    modified="2016-10-25T12:00Z"
    author=Ann<a@a.example>
      1:198 format.loss: a second title of the channel is not kept: `D`
      1:214 format.loss: a second description of the channel is not kept: `S`
      1:248 format.loss: a second description of the channel is not kept: `E`
      1:374 format.loss: a second id of the channel is not kept: `urn:y`
      1:467 input.remark: `<pubDate>` of the channel is no date that can be read: `whenever`
      1:587 format.loss: `<generator>` of the channel is not kept: `<generator>G</generator>`
    "#);
    assert_snapshot!(whole("<feed xmlns='http://www.w3.org/2005/Atom'><link type='application/json' href='https://a.example/j'/><link href='https://a.example/'/><subtitle type='html'>a &amp;lt; &lt;b>b&lt;/b></subtitle><updated>2016-10-25T12:00:00Z</updated><published>2016-10-24T12:00:00Z</published></feed>"), @r#"
    atom "1.0"
    link="https://a.example/"
    description="a < b"
    date="2016-10-24T12:00:00Z"
    modified="2016-10-25T12:00:00Z"
      1:101 format.loss: a second link of the channel is not kept: `https://a.example/j`
    "#);
    let many = (0..100).fold(String::new(), |all, n| all + &format!("<x{n}>a</x{n}>"));
    let said = read(format!("<rss><channel>{many}</channel></rss>").as_bytes());
    assert_eq!(said.lines().count(), 33);
    assert!(
        said.ends_with("format.loss: more elements of the channel are not kept\n"),
        "{said}"
    );
}
