//! Every field, and the elements that can say it, in their order.

use std::fmt::Write as _;

use super::read;

/// All that an item may need.
const SPACES: &str = "xmlns:a='http://www.w3.org/2005/Atom' \
    xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/' \
    xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0' xmlns:h='http://www.w3.org/1999/xhtml' \
    xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:m='http://search.yahoo.com/mrss/' \
    xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:t='http://purl.org/dc/terms/'";

/// An item of RSS 2.0 with this inside.
fn rss(inner: &str) -> String {
    let feed = format!("<rss version='2.0' {SPACES}><channel><item>{inner}</item></channel></rss>");
    said(&feed)
}

/// An item of RSS 1.0 with these attributes before `|`, and this inside.
fn rdf(item: &str) -> String {
    let (attributes, inner) = item.split_once('|').unwrap();
    said(&format!(
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/' {SPACES}><item {attributes}>{inner}</item></rdf:RDF>"
    ))
}

/// An entry of Atom 1.0 with this inside.
fn atom(inner: &str) -> String {
    said(&format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' {SPACES}><entry>{inner}</entry></feed>"
    ))
}

/// An entry of Atom 0.3 with this inside.
fn atom_03(inner: &str) -> String {
    said(&format!(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#' {SPACES}><entry>{inner}</entry></feed>"
    ))
}

/// What was read, without the place of the item; notes behind `;`, with their rule only.
fn said(feed: &str) -> String {
    let read = read(feed.as_bytes());
    let mut lines = read.lines();
    let first = lines.next().unwrap_or_default();
    let mut out = first.splitn(4, ' ').nth(3).unwrap_or_default().to_owned();
    for line in lines {
        let line = line.trim_start();
        let note = line.split_once(' ').map_or(line, |(_, note)| note);
        out.push_str("; ");
        out.push_str(if line.starts_with("authors:") {
            line
        } else {
            note
        });
    }
    out.replace("http://www.w3.org/2005/Atom", "atom")
        .replace("http://purl.org/dc/elements/1.1/", "dc")
        .replace("http://purl.org/dc/terms/", "dcterms")
        .replace("http://purl.org/atom/ns#", "atom03")
        .replace("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes")
        .replace("http://search.yahoo.com/mrss/", "media")
}

#[track_caller]
fn check(dialect: fn(&str) -> String, rows: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (inner, expected) in rows {
        let found = dialect(inner);
        if found != *expected {
            write!(
                wrong,
                "\n{inner}\n expected {expected}\n found    {found}\n"
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn titles_of_rss() {
    check(
        rss,
        &[
            ("<title>A &amp; B</title>", r#"title="A & B""#),
            ("<title>A &lt;b>B&lt;/b></title>", r#"title="A <b>B</b>""#),
            (
                "<title>a <b>c</b> d</title>",
                r#"title="a c d"; format.loss: the tags inside `<title>`, such as `<b>`, are not kept"#,
            ),
            ("<title/><dc:title>B</dc:title>", r#"title="B""#),
            (
                "<m:title>C</m:title><dc:title>B</dc:title>",
                r#"title="B" foreign=[{media}title "C"]"#,
            ),
            (
                "<i:title>D</i:title><m:title>C</m:title>",
                r#"title="C" foreign=[{itunes}title "D"]"#,
            ),
            (
                "<a:title type='html'>E &amp;amp; F</a:title>",
                r#"title="E & F""#,
            ),
            (
                "<a:title>E</a:title><i:title>D</i:title>",
                r#"title="D" foreign=[{atom}title "E"]"#,
            ),
            (
                "<m:title type='html'>a &lt;b>c&lt;/b></m:title>",
                r#"title="a c"; format.loss: title: the tags of the title are not kept: `a <b>c</b>`"#,
            ),
            (
                "<title>A</title><dc:title>A</dc:title><m:title>C</m:title>",
                r#"title="A" foreign=[{media}title "C"]"#,
            ),
            (
                "<m:group><m:title>C</m:title></m:group>",
                r#"title="C" foreign=[{media}group ({media}title "C")]"#,
            ),
            ("<t:title>B</t:title>", r#"title="B""#),
        ],
    );
}

#[test]
fn titles_of_atom() {
    check(
        atom,
        &[
            ("<title>A &lt;b></title>", r#"title="A <b>""#),
            ("<title type='text'>A &amp; B</title>", r#"title="A & B""#),
            (
                "<title type='html'>A &amp;lt; B</title>",
                r#"title="A < B""#,
            ),
            (
                "<title type='html'>A &lt;i>B&lt;/i></title>",
                r#"title="A B"; format.loss: title: the tags of the title are not kept: `A <i>B</i>`"#,
            ),
            (
                "<title type='text/html'>A &amp;amp; B</title>",
                r#"title="A & B""#,
            ),
            (
                "<title type='xhtml'><h:div>A <h:i>B</h:i> C</h:div></title>",
                r#"title="A B C"; format.loss: title: the tags of the title are not kept: `A <i>B</i> C`"#,
            ),
            ("<title type='xhtml'>A &lt; B</title>", r#"title="A < B""#),
            (
                "<title>A</title><title>B</title>",
                r#"title="A" foreign=[{atom}title "B"]"#,
            ),
            (
                "<title type='HTML'>A\n B</title>",
                r#"title="A B"; release.normalized: title: `A\n B` is kept as `A B`"#,
            ),
            ("<dc:title>B</dc:title>", r#"title="B""#),
        ],
    );
}

#[test]
fn titles_of_atom_0_3() {
    check(
        atom_03,
        &[
            (
                "<title mode='escaped' type='text/html'>A &amp;amp; B</title>",
                r#"title="A & B""#,
            ),
            ("<title mode='escaped'>A &lt;b></title>", r#"title="A <b>""#),
            (
                "<title mode='base64' type='text/html'>QSA8Yj5CPC9iPg==</title>",
                r#"title="A B"; format.loss: title: the tags of the title are not kept: `A <b>B</b>`"#,
            ),
            ("<title mode='base64'>QSA8Yj4</title>", r#"title="A <b>""#),
            (
                "<title mode='xml' type='application/xhtml+xml'>A <h:b>B</h:b></title>",
                r#"title="A B"; format.loss: title: the tags of the title are not kept: `A <b>B</b>`"#,
            ),
            (
                "<title mode='base64'>?</title>",
                r#"foreign=[{atom03}title mode="base64" "?"]; input.repair: `<title>` is said to be text in base64, and is not"#,
            ),
        ],
    );
}

#[test]
fn addresses_of_rss() {
    check(
        rss,
        &[
            (
                "<link>https://a.example/1</link>",
                r#"url="https://a.example/1""#,
            ),
            (
                "<link>https://a.example/1</link><fb:origLink>https://b.example/1</fb:origLink>",
                r#"url="https://b.example/1" foreign=[link "https://a.example/1"]"#,
            ),
            (
                "<link>https://a.example/1</link><a:link href='https://a.example/1'/>",
                r#"url="https://a.example/1""#,
            ),
            (
                "<a:link rel='alternate' href='https://a.example/2'/>",
                r#"url="https://a.example/2""#,
            ),
            (
                "<link rel='alternate' href='https://a.example/2'/>",
                r#"url="https://a.example/2""#,
            ),
            (
                "<a:link rel='self' href='https://a.example/2'/>",
                r#"foreign=[{atom}link rel="self" href="https://a.example/2"]"#,
            ),
            (
                "<guid>https://a.example/g</guid>",
                r#"id="https://a.example/g" url="https://a.example/g"; release.inferred: url: `https://a.example/g` was inferred from the permanent link in its guid"#,
            ),
            (
                "<guid isPermaLink='false'>https://a.example/g</guid>",
                r#"id="https://a.example/g""#,
            ),
            (
                "<guid isPermaLink='true'>https://a.example/g</guid><link>https://a.example/1</link>",
                r#"id="https://a.example/g" url="https://a.example/1""#,
            ),
            (
                "<dc:identifier>https://a.example/i</dc:identifier>",
                r#"id="https://a.example/i" url="https://a.example/i"; release.inferred: url: `https://a.example/i` was inferred from its dc:identifier"#,
            ),
            (
                "<enclosure url='https://a.example/e'/>",
                r#"foreign=[enclosure url="https://a.example/e"]"#,
            ),
            (
                "<link>mailto:a@b.example</link><guid>https://a.example/g</guid>",
                r#"id="https://a.example/g" url="https://a.example/g" foreign=[link "mailto:a@b.example"]; release.inferred: url: `https://a.example/g` was inferred from the permanent link in its guid"#,
            ),
            ("<link>urn:x</link>", r#"url="urn:x""#),
            (
                "<link>https://a.example/1</link><link>https://a.example/2</link>",
                r#"url="https://a.example/1" foreign=[link "https://a.example/2"]"#,
            ),
            (
                "<link>\n https://a.example/1\n</link>",
                r#"url="https://a.example/1""#,
            ),
        ],
    );
}

#[test]
fn addresses_of_atom() {
    check(
        atom,
        &[
            (
                "<link href='https://a.example/1'/>",
                r#"url="https://a.example/1""#,
            ),
            (
                "<link rel='http://www.iana.org/assignments/relation/alternate' href='https://a.example/1'/>",
                r#"url="https://a.example/1""#,
            ),
            (
                "<link type='application/pdf' href='https://a.example/p'/><link type='text/html' title='T' href='https://a.example/1'/>",
                r#"url="https://a.example/1" foreign=[{atom}link type="application/pdf" href="https://a.example/p", {atom}link title="T"]"#,
            ),
            (
                "<link rel='related' href='https://a.example/r'/>",
                r#"foreign=[{atom}link rel="related" href="https://a.example/r"]"#,
            ),
            (
                "<link hreflang='en' href='https://a.example/en'/>",
                r#"url="https://a.example/en" foreign=[{atom}link hreflang="en"]"#,
            ),
            (
                "<link hreflang='en' href='https://a.example/en'/><link hreflang='de' href='https://a.example/de'/>",
                r#"url="https://a.example/en" translations=[("de", "https://a.example/de")] foreign=[{atom}link hreflang="en"]"#,
            ),
            (
                "<dc:language>de</dc:language><link hreflang='en' href='https://a.example/en'/><link hreflang='de' href='https://a.example/de'/>",
                r#"language="de" url="https://a.example/de" translations=[("en", "https://a.example/en")]"#,
            ),
            (
                "<id>https://a.example/id</id>",
                r#"id="https://a.example/id""#,
            ),
            (
                "<link>https://a.example/1</link>",
                r#"url="https://a.example/1""#,
            ),
            ("<link href=' '/>", r#"foreign=[{atom}link href=" "]"#),
        ],
    );
}

#[test]
fn ids_of_rss() {
    check(
        rss,
        &[
            ("<guid>1</guid>", r#"id="1""#),
            (
                "<guid>1</guid><guid>2</guid>",
                r#"id="1" foreign=[guid "2"]"#,
            ),
            ("<a:id>urn:x:1</a:id>", r#"id="urn:x:1""#),
            (
                "<guid>urn:x:1</guid><a:id>urn:x:1</a:id>",
                r#"id="urn:x:1""#,
            ),
            (
                "<guid>urn:x:1</guid><a:id>urn:x:2</a:id>",
                r#"id="urn:x:1" foreign=[{atom}id "urn:x:2"]"#,
            ),
            (
                "<dc:identifier>id:a</dc:identifier><guid>urn:x:1</guid>",
                r#"id="a" foreign=[guid "urn:x:1"]"#,
            ),
            (
                "<dc:identifier>276291</dc:identifier>",
                r#"number="276291""#,
            ),
            (
                "<dc:identifier>276291</dc:identifier><dc:identifier>5</dc:identifier>",
                r#"number="276291" foreign=[{dc}identifier "5"]"#,
            ),
            (
                "<dc:identifier>doi:10.1/x</dc:identifier>",
                r#"id="doi:10.1/x""#,
            ),
            (
                "<guid>urn:x:1</guid><dc:identifier>doi:10.1/x</dc:identifier>",
                r#"id="urn:x:1" foreign=[{dc}identifier "doi:10.1/x"]"#,
            ),
        ],
    );
}

#[test]
fn ids_of_atom() {
    check(
        atom,
        &[
            ("<id>urn:x:1</id>", r#"id="urn:x:1""#),
            (
                "<id>urn:x:1</id><guid xmlns=''>2</guid>",
                r#"id="urn:x:1" foreign=[guid "2"]"#,
            ),
            (
                "<id>urn:uuid:f5e4bc62-c60a-56dc-86f2-a2144e0494bb</id><dc:identifier>id:276291</dc:identifier>",
                r#"id="276291""#,
            ),
        ],
    );
}

#[test]
fn dates_of_rss() {
    check(
        rss,
        &[
            (
                "<t:issued>2016-10-25</t:issued><pubDate>Tue, 25 Oct 2016 00:00:00 GMT</pubDate>",
                r#"date="2016-10-25""#,
            ),
            (
                "<t:available>1975-08-01</t:available>",
                r#"date="1975-08-01""#,
            ),
            (
                "<pubDate>Tue, 25 Oct 2016 14:30:00 GMT</pubDate><dc:date>2016-10-25</dc:date>",
                r#"date="2016-10-25T14:30:00Z""#,
            ),
            (
                "<dc:date>2016-10-24</dc:date><pubDate>Tue, 25 Oct 2016 14:30:00 GMT</pubDate>",
                r#"date="2016-10-25T14:30:00Z" foreign=[{dc}date "2016-10-24"]; release.disagreement: date: `2016-10-25T14:30:00Z` is kept, and does not agree with `<dc:date>`, which says `2016-10-24`"#,
            ),
            (
                "<a:published>2016-10-25T14:30:00Z</a:published>",
                r#"date="2016-10-25T14:30:00Z""#,
            ),
            ("<t:created>2016-10-24</t:created>", r#"date="2016-10-24""#),
            (
                "<t:created>2016-10-24</t:created><dc:date>2016-10-25</dc:date>",
                r#"date="2016-10-25" foreign=[{dcterms}created "2016-10-24"]"#,
            ),
            (
                "<pubDate>2013-xx-27</pubDate>",
                r#"date="2013-xx-27"; input.remark: date: `<pubDate>` is no date that can be read: `2013-xx-27`"#,
            ),
            (
                "<pubDate>2013-xx-27</pubDate><dc:date>2016-10-25</dc:date>",
                r#"date="2016-10-25" foreign=[pubDate "2013-xx-27"]; input.repair: date: `<pubDate>` is no date that can be read, `2016-10-25` of `<dc:date>` is: `2013-xx-27`"#,
            ),
            (
                "<pubDate>Tue, 25 Oct 2016 14:30:00</pubDate>",
                r#"date="2016-10-25T14:30:00""#,
            ),
            (
                "<pubDate>Tue, 25 Oct 2016 14:30:00</pubDate><dc:date>2016-10-25T14:30Z</dc:date>",
                r#"date="2016-10-25T14:30Z" foreign=[pubDate "Tue, 25 Oct 2016 14:30:00"]; release.disagreement: date: `2016-10-25T14:30Z` is kept, and does not agree with `<pubDate>`, which says `Tue, 25 Oct 2016 14:30:00`"#,
            ),
            (
                "<pubDate>Wed, 25 Oct 2016 14:30 GMT</pubDate>",
                r#"date="2016-10-25T14:30Z"; input.repair: date: `Wed, 25 Oct 2016 14:30 GMT` is read as `2016-10-25T14:30Z`: a weekday that is not the day's"#,
            ),
            (
                "<a:updated>2016-10-25T14:30:00Z</a:updated>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-25T14:30:00Z"; release.inferred: date: `2016-10-25T14:30:00Z` was inferred from the date of its last change"#,
            ),
            (
                "<pubDate>never</pubDate><a:updated>2016-10-25T14:30:00Z</a:updated>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-25T14:30:00Z" foreign=[pubDate "never"]; input.repair: date: `<pubDate>` is no date that can be read, `2016-10-25T14:30:00Z` of `<a:updated>` is: `never`"#,
            ),
            (
                "<pubDate>Tue, 25 Oct 2016 14:30:00 GMT</pubDate><t:modified>2016-10-26</t:modified>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-26""#,
            ),
            (
                "<pubDate>Tue, 25 Oct 2016 14:30:00 GMT</pubDate><t:modified>soon</t:modified><a:updated>2016-10-26T00:00:00Z</a:updated>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-26T00:00:00Z" foreign=[{dcterms}modified "soon"]; input.repair: modified: `<t:modified>` is no date that can be read, `2016-10-26T00:00:00Z` of `<a:updated>` is: `soon`"#,
            ),
        ],
    );
}

#[test]
fn dates_of_atom() {
    check(
        atom,
        &[
            (
                "<published>2016-10-25T14:30:00Z</published><updated>2016-10-26T14:30:00Z</updated>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-26T14:30:00Z""#,
            ),
            (
                "<updated>2016-10-26T14:30:00Z</updated>",
                r#"date="2016-10-26T14:30:00Z" modified="2016-10-26T14:30:00Z"; release.inferred: date: `2016-10-26T14:30:00Z` was inferred from the date of its last change"#,
            ),
            (
                "<published>2016-10-25T00:00:00Z</published><t:issued>2016-10-25</t:issued><updated>2016-10-25T00:00:00.123456789Z</updated>",
                r#"date="2016-10-25""#,
            ),
            (
                "<published>2016-10-25T00:00:00Z</published><t:issued>2016-10-25</t:issued><updated>2016-10-25T00:00:00Z</updated>",
                r#"date="2016-10-25" modified="2016-10-25T00:00:00Z""#,
            ),
            (
                "<published>2016-10-25T00:00:00Z</published><updated>2016-10-25T00:00:00.123456789Z</updated>",
                r#"date="2016-10-25T00:00:00Z" modified="2016-10-25T00:00:00.123456789Z""#,
            ),
            (
                "<issued>2016-10-25T14:30:00Z</issued><modified>2016-10-26T14:30:00Z</modified>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-26T14:30:00Z""#,
            ),
            (
                "<created>2016-10-24T14:30:00Z</created><published>2016-10-25T14:30:00Z</published>",
                r#"date="2016-10-25T14:30:00Z" foreign=[{atom}created "2016-10-24T14:30:00Z"]"#,
            ),
            (
                "<pubDate xmlns=''>Tue, 25 Oct 2016 14:30:00 GMT</pubDate>",
                r#"date="2016-10-25T14:30:00Z""#,
            ),
            (
                "<t:modified>2016-10-26</t:modified><updated>2016-10-26T00:00:00Z</updated><published>2016-10-25T14:30:00Z</published>",
                r#"date="2016-10-25T14:30:00Z" modified="2016-10-26""#,
            ),
        ],
    );
}

#[test]
fn languages() {
    check(
        rss,
        &[
            ("<dc:language>en</dc:language>", r#"language="en""#),
            ("<t:language>en</t:language>", r#"language="en""#),
            ("<language>en</language>", r#"language="en""#),
            (
                "<language>de</language><dc:language>en</dc:language>",
                r#"language="en" foreign=[language "de"]"#,
            ),
            ("<dc:language>und</dc:language>", r#"language="und""#),
        ],
    );
}

#[test]
fn texts_of_rss() {
    check(
        rss,
        &[
            (
                "<description>Short.</description><c:encoded>&lt;p>Long.&lt;/p></c:encoded>",
                r#"summary="Short." body="<p>Long.</p>" body_type="text/html""#,
            ),
            (
                "<description>&lt;p>Long.&lt;/p></description>",
                r#"summary="Long.""#,
            ),
            (
                "<description><p>Long<br/>er &amp; <b class='x'>more</b></p> tail</description>",
                r#"body="<p>Long<br>er &amp; <b class=\"x\">more</b></p> tail" body_type="text/html"; release.inferred: body_type: `text/html` was inferred from the tags in its description; input.repair: body: `<description>` is read as HTML: its tags are not escaped"#,
            ),
            (
                "<c:encoded>&lt;p>Long.&lt;/p></c:encoded>",
                r#"body="<p>Long.</p>" body_type="text/html""#,
            ),
            (
                "<dc:description>Short.</dc:description>",
                r#"summary="Short.""#,
            ),
            ("<t:abstract>Short.</t:abstract>", r#"summary="Short.""#),
            ("<i:summary>Short.</i:summary>", r#"summary="Short.""#),
            (
                "<m:description type='plain'>a &lt;b></m:description>",
                r#"summary="a <b>""#,
            ),
            (
                "<m:description type='html'>a &amp;amp; b</m:description>",
                r#"summary="a & b""#,
            ),
            (
                "<a:summary type='html'>&lt;p>a&lt;/p>&lt;p>b&lt;/p></a:summary>",
                r#"body="<p>a</p><p>b</p>" body_type="text/html"; release.inferred: body_type: `text/html` was inferred from the tags in its summary"#,
            ),
            (
                "<a:content type='html'>&lt;b>a&lt;/b></a:content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content>&lt;b>a&lt;/b></content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<h:body><h:p>Long.</h:p></h:body>",
                r#"body="<p>Long.</p>" body_type="text/html""#,
            ),
            (
                "<description>Short.</description><i:summary>Short.</i:summary><dc:description>Other.</dc:description>",
                r#"summary="Short." foreign=[{dc}description "Other."]"#,
            ),
            (
                "<description>&lt;b>x&lt;/b></description><c:encoded>&lt;b>x&lt;/b></c:encoded>",
                r#"body="<b>x</b>" body_type="text/html""#,
            ),
            (
                "<dc:format>text/plain</dc:format><description>1 &lt; 2 &amp;amp; 3</description>",
                r#"body="1 < 2 &amp; 3" body_type="text/plain""#,
            ),
            (
                "<dc:format>text/html</dc:format><description>a</description>",
                r#"body="a" body_type="text/html""#,
            ),
            (
                "<dc:format>text/plain</dc:format><description>&lt;p>a&lt;br>\nb&lt;/p></description>",
                r#"body="a\nb" body_type="text/plain""#,
            ),
            (
                "<dc:format>application/pdf</dc:format><description>a</description>",
                r#"summary="a" foreign=[{dc}format "application/pdf"]"#,
            ),
        ],
    );
}

#[test]
fn texts_of_atom() {
    check(
        atom,
        &[
            ("<summary>Short.</summary>", r#"summary="Short.""#),
            (
                "<summary type='html'>a &amp;amp; b</summary>",
                r#"summary="a & b""#,
            ),
            (
                "<summary type='html'>&lt;p>a&lt;/p>&lt;p>b&lt;/p></summary>",
                r#"body="<p>a</p><p>b</p>" body_type="text/html"; release.inferred: body_type: `text/html` was inferred from the tags in its summary"#,
            ),
            (
                "<summary type='html'>&lt;p>a&lt;/p>&lt;p>b&lt;/p></summary><content>Long.</content>",
                r#"summary="a\nb" body="Long." body_type="text/plain"; format.loss: summary: the tags of the summary are not kept: `<p>a</p><p>b</p>`"#,
            ),
            (
                "<summary type='xhtml'><h:div>a <h:b>b</h:b></h:div></summary><content>Long.</content>",
                r#"summary="a b" body="Long." body_type="text/plain"; format.loss: summary: the tags of the summary are not kept: `a <b>b</b>`"#,
            ),
            (
                "<content type='text'>1 &lt; 2</content>",
                r#"body="1 < 2" body_type="text/plain""#,
            ),
            (
                "<content type='html'>&lt;p>a&lt;br>b</content>",
                r#"body="<p>a<br>b" body_type="text/html""#,
            ),
            (
                "<content type='xhtml'><h:div><h:p>a<h:br/>b &amp; c</h:p><h:img src='x.png' alt='&quot;'/></h:div></content>",
                r#"body="<p>a<br>b &amp; c</p><img src=\"x.png\" alt=\"&quot;\">" body_type="text/html""#,
            ),
            (
                "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<script>if (a &lt; b) {}</script><p/><svg xmlns='http://www.w3.org/2000/svg'><path d='M0'/></svg></div></content>",
                r#"body="a<script>if (a < b) {}</script><p></p><svg><path d=\"M0\"></path></svg>" body_type="text/html""#,
            ),
            (
                "<content type='xhtml'><h:p>a</h:p><h:p>b</h:p></content>",
                r#"body="<p>a</p><p>b</p>" body_type="text/html""#,
            ),
            (
                "<content type='xhtml'>&lt;p>a&lt;/p></content>",
                r#"body="<p>a</p>" body_type="text/html"; input.repair: body: `<content>` is read as HTML: its tags are escaped, though they are said not to be"#,
            ),
            (
                "<content type='xhtml'>1 &lt; 2</content>",
                r#"body="1 &lt; 2" body_type="text/html""#,
            ),
            (
                "<content type='html'><h:p>a</h:p></content>",
                r#"body="<p>a</p>" body_type="text/html"; input.repair: body: `<content>` is read as HTML: its tags are not escaped, though they are said to be"#,
            ),
            (
                "<content type='text/plain'>a</content>",
                r#"body="a" body_type="text/plain""#,
            ),
            (
                "<content type='text/html'>&lt;b>a&lt;/b></content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content type='text/markdown'>*a*</content>",
                r#"body="*a*" body_type="text/plain""#,
            ),
            (
                "<content type='application/octet-stream'>PGI+YTwvYj4=</content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content type='application/octet-stream'>YSAm\n YQ==</content>",
                r#"body="a &a" body_type="text/plain""#,
            ),
            (
                "<content type='image/png'>iVBORw0KGgo=</content>",
                r#"foreign=[{atom}content type="image/png" "iVBORw0KGgo="]"#,
            ),
            (
                "<content type='application/xml'><x xmlns='urn:x'>a</x></content>",
                r#"foreign=[{atom}content type="application/xml" ({urn:x}x "a")]"#,
            ),
            (
                "<content type='application/xml'><h:div><h:b>a</h:b></h:div></content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content type='image/svg+xml'><svg xmlns='http://www.w3.org/2000/svg'/></content>",
                r#"foreign=[{atom}content type="image/svg+xml" ({http://www.w3.org/2000/svg}svg)]"#,
            ),
            (
                "<content src='https://a.example/1' type='text/html'/>",
                r#"foreign=[{atom}content src="https://a.example/1" type="text/html"]"#,
            ),
        ],
    );
}

#[test]
fn texts_of_atom_that_stand_twice() {
    check(
        atom,
        &[
            (
                "<content>a</content><content>b</content>",
                r#"body="a" body_type="text/plain" foreign=[{atom}content "b"]"#,
            ),
            (
                "<description xmlns=''>&lt;b>a&lt;/b></description>",
                r#"body="<b>a</b>" body_type="text/html"; release.inferred: body_type: `text/html` was inferred from the tags in its description"#,
            ),
            (
                "<c:encoded>&lt;b>a&lt;/b></c:encoded>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content type='text'>a</content><dc:format>text/plain</dc:format>",
                r#"body="a" body_type="text/plain""#,
            ),
            (
                "<content type='text'>a</content><dc:format>text/html</dc:format>",
                r#"body="a" body_type="text/plain" foreign=[{dc}format "text/html"]"#,
            ),
        ],
    );
}

#[test]
fn texts_of_atom_0_3() {
    check(
        atom_03,
        &[
            (
                "<content mode='escaped' type='text/html'>&lt;b>a&lt;/b></content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content mode='xml' type='text/html'><h:div><h:b>a</h:b></h:div></content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content type='application/xhtml+xml'><h:b>a</h:b> c</content>",
                r#"body="<b>a</b> c" body_type="text/html""#,
            ),
            (
                "<content mode='base64' type='text/html'>PGI+YTwvYj4=</content>",
                r#"body="<b>a</b>" body_type="text/html""#,
            ),
            (
                "<content mode='base64' type='text/plain'>PGI+</content>",
                r#"body="<b>" body_type="text/plain""#,
            ),
            (
                "<content mode='base64' type='text/plain'>/w==</content>",
                r#"foreign=[{atom03}content mode="base64" type="text/plain" "/w=="]; input.repair: `<content>` is said to be text in base64, and is not"#,
            ),
            ("<summary>a</summary>", r#"summary="a""#),
            (
                "<content type='multipart/alternative'><content type='text/plain'>a</content></content>",
                r#"foreign=[{atom03}content type="multipart/alternative" ({atom03}content type="text/plain" "a")]"#,
            ),
        ],
    );
}

#[test]
fn people_of_rss() {
    check(
        rss,
        &[
            (
                "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>",
                r#"sources=["Ann", "Bob"]; authors: Ann<>, Bob<>"#,
            ),
            (
                "<author>ann@a.example (Ann)</author>",
                r#"sources=["Ann"] foreign=[author "ann@a.example (Ann)"]; authors: Ann<ann@a.example>"#,
            ),
            (
                "<author>Ann &lt;ann@a.example></author>",
                r#"sources=["Ann"] foreign=[author "Ann <ann@a.example>"]; authors: Ann<ann@a.example>"#,
            ),
            (
                "<author>Ann (ann@a.example)</author>",
                r#"sources=["Ann"] foreign=[author "Ann (ann@a.example)"]; authors: Ann<ann@a.example>"#,
            ),
            (
                "<author>ann@a.example</author>",
                r#"foreign=[author "ann@a.example"]; authors: <ann@a.example>"#,
            ),
            ("<author>Ann</author>", r#"sources=["Ann"]; authors: Ann<>"#),
            (
                r#"<author>"Ann B." &lt;mailto:ann@a.example></author>"#,
                r#"sources=["Ann B."] foreign=[author "\"Ann B.\" <mailto:ann@a.example>"]; authors: Ann B.<ann@a.example>"#,
            ),
            (
                "<author>https://a.example/ann</author>",
                r#"foreign=[author "https://a.example/ann"]; authors: <>https://a.example/ann"#,
            ),
            (
                "<author>Ann (the editor)</author>",
                r#"sources=["Ann (the editor)"]; authors: Ann (the editor)<>"#,
            ),
            (
                "<dc:creator>Ann</dc:creator><author>ann@a.example (Ann)</author>",
                r#"sources=["Ann"] foreign=[author "ann@a.example (Ann)"]; authors: Ann<ann@a.example>"#,
            ),
            (
                "<dc:creator>Ann</dc:creator><author>bob@a.example (Bob)</author>",
                r#"sources=["Ann"] foreign=[author "bob@a.example (Bob)"]; authors: Ann<>, Bob<bob@a.example>"#,
            ),
            (
                "<dc:creator>desk@a.example (Desk)</dc:creator>",
                r#"sources=["desk@a.example (Desk)"]; authors: Desk<desk@a.example>"#,
            ),
            (
                "<i:author>Ann</i:author>",
                r#"sources=["Ann"]; authors: Ann<>"#,
            ),
            (
                "<i:author>Ann</i:author><author>Bob</author>",
                r#"sources=["Bob"] foreign=[{itunes}author "Ann"]; authors: Bob<>, Ann<>"#,
            ),
            (
                "<a:author><a:name>Ann</a:name><a:uri>https://a.example/</a:uri></a:author>",
                r#"sources=["Ann"] foreign=[{atom}author ({atom}name "Ann", {atom}uri "https://a.example/")]; authors: Ann<>https://a.example/"#,
            ),
            (
                "<author><name>Ann</name></author>",
                r#"sources=["Ann"]; authors: Ann<>"#,
            ),
        ],
    );
}

#[test]
fn people_of_atom() {
    check(
        atom,
        &[
            (
                "<author><name>Ann</name></author><author><name>Bob</name><email>b@a.example</email></author>",
                r#"sources=["Ann", "Bob"] foreign=[{atom}author ({atom}name "Bob", {atom}email "b@a.example")]; authors: Ann<>, Bob<b@a.example>"#,
            ),
            ("<author>Ann</author>", r#"sources=["Ann"]; authors: Ann<>"#),
            (
                "<author><email>a@a.example</email></author>",
                r#"foreign=[{atom}author ({atom}email "a@a.example")]; authors: <a@a.example>"#,
            ),
            (
                "<author><name>Ann</name></author><dc:creator>Bob</dc:creator>",
                r#"sources=["Ann"] foreign=[{dc}creator "Bob"]; authors: Ann<>, Bob<>"#,
            ),
            (
                "<dc:creator>Bob</dc:creator>",
                r#"sources=["Bob"]; authors: Bob<>"#,
            ),
            (
                "<contributor><name>Ann</name></contributor>",
                r#"foreign=[{atom}contributor ({atom}name "Ann")]"#,
            ),
        ],
    );
}

#[test]
fn categories_of_rss() {
    check(
        rss,
        &[
            (
                "<category>Water</category><category domain='https://a.example/'>Fish</category><category>Water</category>",
                r#"tags=["Water", "{https://a.example/}Fish", "Water"]"#,
            ),
            (
                "<category domain='https://www.osce.org/fields-of-work'>Border management</category>",
                r#"fields_of_work=["Border management"]"#,
            ),
            (
                "<category domain='https://www.osce.org/partners-for-cooperation'>Japan</category>",
                r#"partner_states=["Japan"]"#,
            ),
            (
                "<dc:subject>Water</dc:subject><t:subject>Fish</t:subject>",
                r#"tags=["Water", "Fish"]"#,
            ),
            (
                "<dc:subject><rdf:Description><rdf:value>Water</rdf:value></rdf:Description></dc:subject>",
                r#"tags=["Water"]"#,
            ),
            (
                "<i:keywords>Water, fish,,  nets</i:keywords>",
                r#"tags=["Water", "fish", "nets"]"#,
            ),
            (
                "<i:category text='Arts'><i:category text='Design'/></i:category>",
                r#"tags=["{itunes}Arts", "{itunes}Design"]"#,
            ),
            (
                "<m:category scheme='urn:x' label='Boats'>a/b</m:category>",
                r#"tags=["{urn:x}Boats"] foreign=[{media}category scheme="urn:x" label="Boats" "a/b"]"#,
            ),
            (
                "<a:category term='w' label='Water'/>",
                r#"tags=["Water"] foreign=[{atom}category term="w"]"#,
            ),
            ("<category domain='x'/>", r#"foreign=[category domain="x"]"#),
            ("<category>{a}b</category>", r#"tags=["{}{a}b"]"#),
        ],
    );
}

#[test]
fn categories_of_atom() {
    check(
        atom,
        &[
            (
                "<category term='Water'/><category term='f' scheme='urn:x' label='Fish'/>",
                r#"tags=["Water", "{urn:x}Fish"] foreign=[{atom}category term="f"]"#,
            ),
            (
                "<category term='border-management' scheme='https://www.osce.org/fields-of-work' label='Border management'/>",
                r#"fields_of_work=["Border management"]"#,
            ),
            (
                "<category term='Water' label='Water'/>",
                r#"tags=["Water"]"#,
            ),
            ("<category>Water</category>", r#"tags=["Water"]"#),
            ("<category label='Water'/>", r#"tags=["Water"]"#),
            (
                "<category scheme='urn:x'/>",
                r#"foreign=[{atom}category scheme="urn:x"]"#,
            ),
        ],
    );
}

#[test]
fn places_kind_and_translations() {
    check(
        rss,
        &[
            (
                "<t:spatial>OHRID, North Macedonia</t:spatial><t:spatial>SKOPJE</t:spatial>",
                r#"places=[("OHRID", "North Macedonia"), ("SKOPJE", "")]"#,
            ),
            (
                "<dc:type>News</dc:type><dc:type>Event</dc:type>",
                r#"kind="News" foreign=[{dc}type "Event"]"#,
            ),
            (
                "<t:hasVersion xml:lang='uk'>https://a.example/uk</t:hasVersion><t:hasVersion>https://a.example/x</t:hasVersion>",
                r#"translations=[("uk", "https://a.example/uk")] foreign=[{dcterms}hasVersion "https://a.example/x"]"#,
            ),
            ("<t:spatial/>", ""),
        ],
    );
}

#[test]
fn dates_that_cannot_be_read() {
    check(
        rss,
        &[
            (
                "<pubDate>2003-12-31T25:14:55Z</pubDate>",
                r#"date="2003-12-31T25:14:55Z"; input.remark: date: `<pubDate>` is no date that can be read: `2003-12-31T25:14:55Z`"#,
            ),
            (
                "<pubDate>2013-xx-27</pubDate><t:modified>2016-10-26</t:modified>",
                r#"date="2016-10-26" modified="2016-10-26" foreign=[pubDate "2013-xx-27"]; input.repair: date: `<pubDate>` is no date that can be read, `2016-10-26` of `<t:modified>` is: `2013-xx-27`"#,
            ),
            (
                "<pubDate>never</pubDate><dc:date>nor now</dc:date>",
                r#"date="never" foreign=[{dc}date "nor now"]; input.remark: date: `<pubDate>` is no date that can be read: `never`"#,
            ),
            ("<t:modified>soon</t:modified>", r#"modified="soon""#),
        ],
    );
}

#[test]
fn items_of_rdf() {
    check(
        rdf,
        &[
            (
                "rdf:about='https://a.example/1'|<title>A</title>",
                r#"id="https://a.example/1" title="A" url="https://a.example/1"; release.inferred: url: `https://a.example/1` was inferred from its rdf:about"#,
            ),
            (
                "rdf:about='https://a.example/1'|<link>https://a.example/1</link>",
                r#"id="https://a.example/1" url="https://a.example/1""#,
            ),
            (
                "rdf:about='https://a.example/1'|<link>https://a.example/2</link>",
                r#"id="https://a.example/1" url="https://a.example/2""#,
            ),
            (
                "rdf:about='urn:x:1'|<link>https://a.example/2</link>",
                r#"id="urn:x:1" url="https://a.example/2""#,
            ),
            (
                "rdf:about='urn:x:1'|<guid>urn:x:2</guid>",
                r#"id="urn:x:2" foreign=[{http://purl.org/rss/1.0/}item {http://www.w3.org/1999/02/22-rdf-syntax-ns#}about="urn:x:1"]"#,
            ),
            (
                "rdf:about='urn:x:1' rdf:nodeID='n' class='c'|<dc:identifier>7</dc:identifier>",
                r#"id="urn:x:1" number="7" foreign=[{http://purl.org/rss/1.0/}item class="c"]"#,
            ),
            (
                "|<dc:subject rdf:resource='https://a.example/t'/><rdf:type rdf:resource='https://a.example/c'/>",
                r#"foreign=[{dc}subject {http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource="https://a.example/t", {http://www.w3.org/1999/02/22-rdf-syntax-ns#}type {http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource="https://a.example/c"]"#,
            ),
            (
                "|<dc:date rdf:datatype='urn:d'>2016-10-25</dc:date>",
                r#"date="2016-10-25""#,
            ),
            (
                "|<dc:creator>Ann</dc:creator><dc:description>Short.</dc:description><dc:title>B</dc:title>",
                r#"title="B" sources=["Ann"] summary="Short."; authors: Ann<>"#,
            ),
        ],
    );
}

#[test]
fn names_in_other_case() {
    check(
        rss,
        &[
            (
                "<Title>A</Title><LINK>https://a.example/1</LINK>",
                r#"title="A" url="https://a.example/1"; input.repair: `<Title>` is read as `<title>`; input.repair: `<LINK>` is read as `<link>`"#,
            ),
            (
                "<DC:x xmlns:DC='urn:x'>a</DC:x><dc:Creator>Ann</dc:Creator>",
                r#"sources=["Ann"] foreign=[{urn:x}x "a"]; authors: Ann<>; input.repair: `<dc:Creator>` is read as `<creator>`"#,
            ),
            (
                "<title>A</title><Title>B</Title>",
                r#"title="A" foreign=[title "B"]; input.repair: `<Title>` is read as `<title>`"#,
            ),
            (
                "<Guid isPermaLink='false'>1</Guid><c:Encoded>a</c:Encoded>",
                r#"id="1" body="a" body_type="text/html"; input.repair: `<Guid>` is read as `<guid>`; input.repair: `<c:Encoded>` is read as `<encoded>`"#,
            ),
        ],
    );
}

#[test]
fn addresses_beside_each_other() {
    check(
        atom,
        &[
            (
                "<fb:origLink>https://b.example/1</fb:origLink><link href='https://a.example/1'/>",
                r#"url="https://b.example/1" foreign=[{atom}link href="https://a.example/1"]"#,
            ),
            (
                "<link rel='enclosure' href='https://a.example/e'/><link rel='alternate' href='tag:x'/><id>urn:x</id>",
                r#"id="urn:x" url="tag:x" foreign=[{atom}link rel="enclosure" href="https://a.example/e"]"#,
            ),
            (
                "<link href='https://a.example/1' length='3'/><link href='https://a.example/1' type='text/html'/>",
                r#"url="https://a.example/1" foreign=[{atom}link length="3"]"#,
            ),
            (
                "<link rel=' Alternate ' href=' https://a.example/1 '/>",
                r#"url="https://a.example/1""#,
            ),
        ],
    );
}

#[test]
fn what_our_own_atom_says() {
    check(
        atom,
        &[
            (
                "<category term='{x y}Water' label='Water'/>",
                r#"tags=["{x y}Water"]"#,
            ),
            (
                "<category term='{}{a}b' label='{a}b'/>",
                r#"tags=["{}{a}b"]"#,
            ),
            (
                "<category term='{x}Water' label='Fish'/>",
                r#"tags=["Fish"] foreign=[{atom}category term="{x}Water"]"#,
            ),
            (
                "<content type='html'>&lt;p>a&lt;br>\nb&lt;/p></content><dc:format>text/plain</dc:format>",
                r#"body="a\nb" body_type="text/plain""#,
            ),
            (
                "<content type='html'>&lt;p>a&lt;p></content><dc:format>text/plain</dc:format>",
                r#"body="<p>a<p>" body_type="text/html"; input.repair: body_type: the body says it is plain text and is kept as HTML, which it is"#,
            ),
            (
                "<title type='html'>1 &amp;lt; 2 &amp;amp; 3</title><summary type='html'>a\n&amp;amp; b</summary>",
                r#"title="1 < 2 & 3" summary="a\n& b""#,
            ),
            (
                "<dc:language>en</dc:language><link hreflang='de' href='https://a.example/de'/>",
                r#"language="en" translations=[("de", "https://a.example/de")]"#,
            ),
            (
                "<dc:language>en</dc:language><link hreflang='en-GB' href='https://a.example/en'/>",
                r#"language="en" url="https://a.example/en" foreign=[{atom}link hreflang="en-GB"]"#,
            ),
            (
                "<dc:language>und</dc:language><link hreflang='de' href='https://a.example/de'/>",
                r#"language="und" translations=[("de", "https://a.example/de")]"#,
            ),
            (
                "<t:issued>2016-10</t:issued><updated>2016-10-01T00:00:00.123456789Z</updated>",
                r#"date="2016-10""#,
            ),
            (
                "<t:issued>2016-10</t:issued><t:modified>2016-11-02</t:modified><updated>2016-11-02T00:00:00.123456789Z</updated>",
                r#"date="2016-10" modified="2016-11-02""#,
            ),
            (
                "<id>urn:uuid:f5e4bc62-c60a-56dc-86f2-a2144e0494bb</id><dc:identifier>id:276291</dc:identifier><dc:identifier>276291</dc:identifier>",
                r#"id="276291" number="276291""#,
            ),
        ],
    );
}
