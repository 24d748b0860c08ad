//! One whole document of every dialect.

use insta::assert_snapshot;

use super::whole;

#[test]
fn rss_0_90_has_items_beside_the_channel() {
    let feed = r#"<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
  <channel>
    <title>Lakes</title>
    <link>https://a.example/</link>
    <description>News of the lakes.</description>
  </channel>
  <image><title>Logo</title><url>https://a.example/l.png</url><link>https://a.example/</link></image>
  <item><title>Nets &amp; boats</title><link>https://a.example/1</link></item>
  <item><title>Second</title><link>https://a.example/2</link></item>
  <textinput><title>Search</title></textinput>
</rdf:RDF>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "0.90"
    title="Lakes"
    link="https://a.example/"
    description="News of the lakes."
    1 at 9:3 title="Nets & boats" url="https://a.example/1"
      8:3 format.loss: only the address of `<image>` of the channel is kept: `<image><title>Logo</title><url>https://a.example/l.png</url>…`
    2 at 10:3 title="Second" url="https://a.example/2"
      11:3 format.loss: `<textinput>` of the channel is not kept: `<textinput><title>Search</title></textinput>`
    "#);
}

#[test]
fn rss_0_91() {
    let feed = r#"<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91">
  <channel>
    <title>Lakes</title>
    <link>https://a.example/</link>
    <description>News of the lakes.</description>
    <language>en-us</language>
    <managingEditor>ed@a.example (Ed Itor)</managingEditor>
    <pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate>
    <lastBuildDate>Wed, 26 Oct 2016 12:00:00 GMT</lastBuildDate>
    <item><title>First</title><link>https://a.example/1</link><description>Short &lt;b&gt;words&lt;/b&gt;.</description></item>
  </channel>
</rss>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "0.91"
    title="Lakes"
    link="https://a.example/"
    description="News of the lakes."
    language="en-us"
    date="2016-10-25T12:00:00Z"
    modified="2016-10-26T12:00:00Z"
    author=Ed Itor<ed@a.example>
    1 at 12:5 title="First" language="en-us" url="https://a.example/1" body="Short <b>words</b>." body_type="text/html"
      12:5 release.inferred: language: `en-us` was inferred from the language of the channel
      12:76 release.inferred: body_type: `text/html` was inferred from the tags in its description
    "#);
}

#[test]
fn rss_0_92_with_an_item_outside_the_channel() {
    let feed = r#"<rss version="0.92">
<channel><title>Lakes</title><link>https://a.example/</link></channel>
<item><description>Text alone.</description><enclosure url="https://a.example/a.mp3" length="12" type="audio/mpeg"/><source url="https://b.example/rss">Other</source></item>
</rss>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "0.92"
    title="Lakes"
    link="https://a.example/"
    1 at 3:1 summary="Text alone." foreign=[enclosure url="https://a.example/a.mp3" length="12" type="audio/mpeg", source url="https://b.example/rss" "Other"]
    "#);
}

#[test]
fn rss_1_0() {
    let feed = r#"<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
  <channel rdf:about="https://a.example/feed.rdf">
    <title>Lakes</title>
    <link>https://a.example/</link>
    <description>News of the lakes.</description>
    <dc:language>mk</dc:language>
    <dc:date>2016-10-26T08:00+02:00</dc:date>
    <dc:creator>The desk</dc:creator>
    <sy:updatePeriod>daily</sy:updatePeriod>
    <items><rdf:Seq><rdf:li rdf:resource="https://a.example/1"/></rdf:Seq></items>
    <image rdf:resource="https://a.example/l.png"/>
  </channel>
  <item rdf:about="https://a.example/1">
    <title>First</title>
    <link>https://a.example/1</link>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>Long.</p>]]></content:encoded>
    <dc:date>2016-10-25T14:30+02:00</dc:date>
    <dc:creator>Ann</dc:creator>
    <dc:subject>Water</dc:subject>
  </item>
</rdf:RDF>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "1.0"
    title="Lakes"
    link="https://a.example/"
    description="News of the lakes."
    language="mk"
    id="https://a.example/feed.rdf"
    date="2016-10-26T08:00+02:00"
    author=The desk<>
    1 at 15:3 id="https://a.example/1" title="First" date="2016-10-25T14:30+02:00" language="mk" url="https://a.example/1" sources=["Ann"] tags=["Water"] summary="Short." body="<p>Long.</p>" body_type="text/html"
      authors: Ann<>
      11:5 format.loss: `<sy:updatePeriod>` of the channel is not kept: `<sy:updatePeriod>daily</sy:updatePeriod>`
      15:3 release.inferred: language: `mk` was inferred from the language of the channel
    "#);
}

#[test]
fn rss_2_0() {
    let feed = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
  <channel>
    <title>Lakes</title>
    <link>https://a.example/</link>
    <description>News &amp;amp; views.</description>
    <a:link href="https://a.example/feed.xml" rel="self" type="application/rss+xml"/>
    <language>en</language>
    <ttl>60</ttl>
    <item>
      <title>First</title>
      <link>https://a.example/1</link>
      <guid isPermaLink="false">tag:a.example,2016:1</guid>
      <pubDate>Tue, 25 Oct 2016 14:30:00 +0200</pubDate>
      <author>ann@a.example (Ann Author)</author>
      <category domain="https://a.example/topics">Water</category>
      <category>Fish</category>
      <comments>https://a.example/1#c</comments>
      <slash:comments>3</slash:comments>
      <m:group><m:content url="https://a.example/1.jpg" medium="image"><m:title type="plain">A boat</m:title></m:content></m:group>
      <description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>
    </item>
  </channel>
</rss>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "2.0"
    title="Lakes"
    link="https://a.example/"
    description="News &amp; views."
    feed_url="https://a.example/feed.xml"
    language="en"
    1 at 10:5 id="tag:a.example,2016:1" title="First" date="2016-10-25T14:30:00+02:00" language="en" url="https://a.example/1" sources=["Ann Author"] tags=["{https://a.example/topics}Water", "Fish"] body="<p>One.</p><p>Two.</p>" body_type="text/html" foreign=[author "ann@a.example (Ann Author)", comments "https://a.example/1#c", {http://purl.org/rss/1.0/modules/slash/}comments "3", {http://search.yahoo.com/mrss/}group ({http://search.yahoo.com/mrss/}content url="https://a.example/1.jpg" medium="image" ({http://search.yahoo.com/mrss/}title type="plain" "A boat"))]
      authors: Ann Author<ann@a.example>
      2:1 release.normalized: `http://search.yahoo.com/mrss` is kept as `http://search.yahoo.com/mrss/`
      10:5 release.inferred: language: `en` was inferred from the language of the channel
      21:20 release.inferred: body_type: `text/html` was inferred from the tags in its description
    "#);
}

#[test]
fn atom_0_3() {
    let feed = r#"<?xml version="1.0" encoding="utf-8"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en">
  <title>Lakes</title>
  <link rel="alternate" type="text/html" href="https://a.example/"/>
  <tagline mode="escaped" type="text/html">News of the &lt;em&gt;lakes&lt;/em&gt;.</tagline>
  <modified>2016-10-26T08:00:00Z</modified>
  <id>tag:a.example,2016:feed</id>
  <author><name>Ed</name><url>https://a.example/ed</url><email>ed@a.example</email></author>
  <entry>
    <title mode="escaped" type="text/html">Nets &amp;amp; boats</title>
    <link rel="alternate" type="text/html" href="https://a.example/1"/>
    <id>tag:a.example,2016:1</id>
    <issued>2016-10-25T14:30:00+02:00</issued>
    <modified>2016-10-26T08:00:00Z</modified>
    <created>2016-10-24T08:00:00Z</created>
    <summary type="text/plain">Short.</summary>
    <content type="application/xhtml+xml" mode="xml" xml:base="https://a.example/x/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <a href="y">link</a>.<br/></p></div></content>
  </entry>
</feed>"#;
    assert_snapshot!(whole(feed), @r#"
    atom "0.3"
    title="Lakes"
    link="https://a.example/"
    description="News of the lakes."
    language="en"
    id="tag:a.example,2016:feed"
    modified="2016-10-26T08:00:00Z"
    author=Ed<ed@a.example>https://a.example/ed
    1 at 9:3 id="tag:a.example,2016:1" title="Nets & boats" date="2016-10-25T14:30:00+02:00" modified="2016-10-26T08:00:00Z" language="en" url="https://a.example/1" sources=["Ed"] summary="Short." body="<p>Long <a href=\"https://a.example/x/y\">link</a>.<br></p>" body_type="text/html" foreign=[{http://purl.org/atom/ns#}created "2016-10-24T08:00:00Z"]
      authors: Ed<ed@a.example>https://a.example/ed
      9:3 release.inferred: language: `en` was inferred from the language of the channel
      9:3 release.inferred: sources[0]: `Ed` was inferred from the authors of the feed
      17:86 release.normalized: body: `y` is kept as `https://a.example/x/y`
    "#);
}

#[test]
fn atom_1_0() {
    let feed = r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="de" xml:base="https://a.example/news/">
  <title type="html">Lakes &amp;amp; rivers</title>
  <subtitle>News of the lakes.</subtitle>
  <link href="."/>
  <link rel="self" href="feed.atom"/>
  <updated>2016-10-26T08:00:00Z</updated>
  <id>tag:a.example,2016:feed</id>
  <author><name>Ed</name><uri>https://a.example/ed</uri></author>
  <generator uri="https://g.example/" version="1">G</generator>
  <entry xml:lang="en">
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Nets <b>and</b> boats</div></title>
    <link href="1"/>
    <link rel="alternate" hreflang="mk" href="1/mk"/>
    <link rel="alternate" type="application/pdf" href="1.pdf"/>
    <link rel="replies" thr:count="3" href="1/replies"/>
    <id>tag:a.example,2016:1</id>
    <published>2016-10-25T14:30:00+02:00</published>
    <updated>2016-10-26T08:00:00Z</updated>
    <category term="w1" scheme="https://a.example/topics" label="Water"/>
    <category term="Fish"/>
    <summary>Short &lt;words&gt;.</summary>
    <content type="html">&lt;p&gt;Long &lt;a href="y">link&lt;/a>.&lt;/p&gt;</content>
    <rights>All kept</rights>
  </entry>
  <entry>
    <title>Second</title>
    <id>tag:a.example,2016:2</id>
    <updated>2016-10-26T08:00:00Z</updated>
    <author><name>Ann</name><email>ann@a.example</email></author>
    <source><title>Other</title><author><name>Otto</name></author></source>
    <content type="image/png" src="2.png"/>
  </entry>
  <entry>
    <title>Third</title>
    <source><title>Other</title><author><name>Otto</name></author></source>
    <content type="text/plain">Text with &lt;b&gt;.</content>
  </entry>
</feed>"#;
    assert_snapshot!(whole(feed), @r#"
    atom "1.0"
    title="Lakes & rivers"
    link="https://a.example/news/"
    description="News of the lakes."
    feed_url="https://a.example/news/feed.atom"
    language="de"
    id="tag:a.example,2016:feed"
    modified="2016-10-26T08:00:00Z"
    author=Ed<>https://a.example/ed
    1 at 11:3 id="tag:a.example,2016:1" title="Nets and boats" date="2016-10-25T14:30:00+02:00" modified="2016-10-26T08:00:00Z" language="en" url="https://a.example/news/1" sources=["Ed"] tags=["{https://a.example/topics}Water", "Fish"] summary="Short <words>." body="<p>Long <a href=\"https://a.example/news/y\">link</a>.</p>" body_type="text/html" translations=[("mk", "https://a.example/news/1/mk")] foreign=[{http://www.w3.org/2005/Atom}link rel="alternate" type="application/pdf" href="https://a.example/news/1.pdf", {http://www.w3.org/2005/Atom}link rel="replies" {http://purl.org/syndication/thread/1.0}count="3" href="https://a.example/news/1/replies", {http://www.w3.org/2005/Atom}category term="w1", {http://www.w3.org/2005/Atom}rights "All kept"]
      authors: Ed<>https://a.example/ed
      5:3 release.normalized: `.` is kept as `https://a.example/news/`
      6:3 release.normalized: `feed.atom` is kept as `https://a.example/news/feed.atom`
      10:3 format.loss: `<generator>` of the channel is not kept: `<generator uri="https://g.example/" version="1">G</generator…`
      11:3 release.inferred: sources[0]: `Ed` was inferred from the authors of the feed
      12:25 format.loss: title: the tags of the title are not kept: `Nets <b>and</b> boats`
      13:5 release.normalized: url: `1` is kept as `https://a.example/news/1`
      15:5 release.normalized: foreign: `1.pdf` is kept as `https://a.example/news/1.pdf`
      16:5 release.normalized: foreign: `1/replies` is kept as `https://a.example/news/1/replies`
      23:26 release.normalized: body: `y` is kept as `https://a.example/news/y`
    2 at 26:3 id="tag:a.example,2016:2" title="Second" date="2016-10-26T08:00:00Z" modified="2016-10-26T08:00:00Z" language="de" sources=["Ann"] foreign=[{http://www.w3.org/2005/Atom}author ({http://www.w3.org/2005/Atom}name "Ann", {http://www.w3.org/2005/Atom}email "ann@a.example"), {http://www.w3.org/2005/Atom}source ({http://www.w3.org/2005/Atom}title "Other", {http://www.w3.org/2005/Atom}author ({http://www.w3.org/2005/Atom}name "Otto")), {http://www.w3.org/2005/Atom}content type="image/png" src="https://a.example/news/2.png"]
      authors: Ann<ann@a.example>
      26:3 release.inferred: language: `de` was inferred from the language of the channel
      26:3 release.inferred: date: `2016-10-26T08:00:00Z` was inferred from the date of its last change
      32:5 release.normalized: foreign: `2.png` is kept as `https://a.example/news/2.png`
    3 at 34:3 title="Third" language="de" sources=["Otto"] body="Text with <b>." body_type="text/plain" foreign=[{http://www.w3.org/2005/Atom}source ({http://www.w3.org/2005/Atom}title "Other", {http://www.w3.org/2005/Atom}author ({http://www.w3.org/2005/Atom}name "Otto"))]
      authors: Otto<>
      34:3 release.inferred: language: `de` was inferred from the language of the channel
      34:3 release.inferred: sources[0]: `Otto` was inferred from the authors of its source
    "#);
}

#[test]
fn an_entry_alone() {
    let feed = r#"<?xml version="1.0"?>
<a:entry xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://a.example/">
  <a:title>Alone</a:title><a:link href="/1"/><a:id>urn:x:1</a:id><a:updated>2016-10-25T14:30:00Z</a:updated>
  <a:author><a:name>Ann</a:name></a:author>
</a:entry>"#;
    assert_snapshot!(whole(feed), @r#"
    atom "1.0"
    1 at 2:1 id="urn:x:1" title="Alone" date="2016-10-25T14:30:00Z" modified="2016-10-25T14:30:00Z" url="https://a.example/1" sources=["Ann"]
      authors: Ann<>
      2:1 release.inferred: date: `2016-10-25T14:30:00Z` was inferred from the date of its last change
      3:27 release.normalized: url: `/1` is kept as `https://a.example/1`
    "#);
}

#[test]
fn atom_without_a_namespace() {
    let feed = r#"<feed><title>T</title><entry><title type="html">A &amp;lt; B</title><link href="https://a.example/1"/><id>1</id><summary type="text">S</summary></entry></feed>"#;
    assert_snapshot!(whole(feed), @r#"
    atom ""
    title="T"
    1 at 1:23 id="1" title="A < B" url="https://a.example/1" summary="S"
    "#);
}

#[test]
fn atom_with_a_namespace_that_is_nearly_right() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/atom" version="1.0"><entry><title>A</title><link rel="alternate" href="https://a.example/1"/></entry></feed>"#;
    assert_snapshot!(whole(feed), @r#"
    atom "1.0"
    1 at 1:57 title="A" url="https://a.example/1"
      1:1 release.normalized: `http://www.w3.org/2005/atom` is kept as `http://www.w3.org/2005/Atom`
    "#);
}

#[test]
fn atom_with_a_namespace_that_nobody_knows() {
    let feed = r#"<feed xmlns="http://a.example/ns"><entry><title>A</title><author><name>Ann</name></author></entry></feed>"#;
    assert_snapshot!(whole(feed), @r#"
    atom ""
    1 at 1:35 title="A" sources=["Ann"]
      authors: Ann<>
      1:1 input.repair: the namespace `http://a.example/ns` is none of a feed and is taken for that of Atom
    "#);
}

#[test]
fn a_channel_alone() {
    let feed = "<channel><title>T</title><link>https://a.example/</link><item><title>A</title></item></channel>";
    assert_snapshot!(whole(feed), @r#"
    rss ""
    title="T"
    link="https://a.example/"
    1 at 1:57 title="A"
    "#);
}

#[test]
fn items_without_a_channel() {
    let feed =
        r#"<rss version="2.0"><item><title>A</title></item><item><title>B</title></item></rss>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "2.0"
    1 at 1:20 title="A"
    2 at 1:49 title="B"
    "#);
}

#[test]
fn a_version_that_nobody_knows() {
    let feed = r#"<rss version="3.1"><channel><item><title>A</title></item></channel></rss>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "2.0"
    1 at 1:29 title="A"
      1:1 input.remark: the version `3.1` of RSS is not known; it is read as 2.0
    "#);
}

#[test]
fn rss_in_the_namespace_of_atom() {
    let feed = r#"<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>T</title><item><title>A</title><pubDate>Tue, 25 Oct 2016 14:30:00 GMT</pubDate></item></channel></rss>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "2.0"
    title="T"
    1 at 1:81 title="A" date="2016-10-25T14:30:00Z"
    "#);
}

#[test]
fn names_in_other_case() {
    let feed = r#"<RSS version="2.0"><Channel><Title>T</Title><Item><TITLE>A</TITLE><pubdate>Tue, 25 Oct 2016 14:30:00 GMT</pubdate></Item></Channel></RSS>"#;
    assert_snapshot!(whole(feed), @r#"
    rss "2.0"
    title="T"
    1 at 1:45 title="A" date="2016-10-25T14:30:00Z"
      1:1 input.repair: `<RSS>` is read as `<rss>`
      1:29 input.repair: `<Title>` is read as `<title>`
      1:45 input.repair: `<Item>` is read as an item
      1:51 input.repair: `<TITLE>` is read as `<title>`
      1:67 input.repair: `<pubdate>` is read as `<pubDate>`
    "#);
}
