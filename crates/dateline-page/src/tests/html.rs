//! Whole pages as HTML: what the reader makes of them.

use insta::assert_snapshot;

use super::{framed, outcome};
use crate::Reader;

/// What all releases of a page say.
fn shown(mut reader: Reader<&[u8]>) -> String {
    let mut shown = String::new();
    let mut findings = Vec::new();
    loop {
        match reader.advance(&mut findings) {
            Ok(true) => shown += &framed(&reader, std::mem::take(&mut findings)).unwrap(),
            Ok(false) => return shown,
            Err(error) => return format!("{shown}{}", super::refusal(&error)),
        }
    }
}

#[test]
fn pages_as_they_are_saved() {
    insta::glob!(
        concat!(env!("CARGO_MANIFEST_DIR"), "/src/html/tests/pages"),
        "*.html",
        |path| {
            let bytes = std::fs::read(path).unwrap();
            assert_snapshot!("html", shown(Reader::new(bytes.as_slice())));
        }
    );
}

/// A page of the older site in HTML.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Talks open | OSCE</title>{head}</head><body>\
         <nav><ul><li><a href=/about>About</a></ul></nav><main><h1>Talks open</h1>{body}</main>\
         <footer>Contact</footer></body></html>"
    )
}

const TEXT: &str = "<p>VIENNA, 3 May 2022 – Talks <em>opened</em> &amp; go on.</p>\
                    <p>See <a href='/node/7?utm_source=x'>the paper</a>.</p>";

#[test]
fn the_body_is_clean_html() {
    assert_snapshot!(outcome(page("<link rel=canonical href='https://www.osce.org/node/5'>", TEXT)), @r#"
    number  "5"
    title 1:186 "Talks open"
    date 1:204 "2022-05-03"
    url  "https://www.osce.org/node/5"
    places[0] 1:204 "VIENNA"
    participating_states[0] 1:204 "Austria"
    body 1:204 "<p>VIENNA, 3 May 2022 – Talks <em>opened</em> &amp; go on.</p>\n<p>See <a href=\"https://www.osce.org/node/7\">the paper</a>.</p>"
    body_type  "text/html"
    * release.inferred: number: `5` was inferred from the address
    * release.inferred: date: `2022-05-03` was inferred from the dateline
    * release.inferred: places[0]: `VIENNA` was inferred from the dateline
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    * input.remark: body: what follows readers around is left out of `/node/7?utm_source=x` (at 1:270)
    "#);
}

#[test]
fn the_body_can_be_plain_text() {
    let page = page("", TEXT);
    assert_snapshot!(shown(Reader::new(page.as_bytes()).plain(true)), @r#"
    title 1:131 "Talks open"
    date 1:149 "2022-05-03"
    places[0] 1:149 "VIENNA"
    participating_states[0] 1:149 "Austria"
    body 1:149 "VIENNA, 3 May 2022 – Talks opened & go on.\n\nSee the paper."
    body_type  "text/plain"
    * release.inferred: date: `2022-05-03` was inferred from the dateline
    * release.inferred: places[0]: `VIENNA` was inferred from the dateline
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    "#);
}

#[test]
fn facts_for_machines_fill_what_is_not_shown() {
    let head = "<meta property='og:description' content='Short.'>\
        <meta property='article:modified_time' content='2022-05-04T10:00:00+02:00'>\
        <link rel=alternate hreflang=uk href='https://www.osce.org/uk/node/6'>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2022-05-03\",\
        \"inLanguage\":\"en\",\"url\":\"https://www.osce.org/node/5?fbclid=1\"}</script>";
    assert_snapshot!(outcome(page(head, TEXT)), @r#"
    number  "5"
    title 1:484 "Talks open"
    date 1:502 "2022-05-03"
    modified  "2022-05-04T10:00:00+02:00"
    language  "en"
    url  "https://www.osce.org/node/5"
    places[0] 1:502 "VIENNA"
    participating_states[0] 1:502 "Austria"
    summary  "Short."
    body 1:502 "<p>VIENNA, 3 May 2022 – Talks <em>opened</em> &amp; go on.</p>\n<p>See <a href=\"https://www.osce.org/node/7\">the paper</a>.</p>"
    body_type  "text/html"
    translations[0]  "uk=https://www.osce.org/uk/node/6"
    * release.inferred: number: `5` was inferred from the address
    * release.inferred: places[0]: `VIENNA` was inferred from the dateline
    * release.inferred: participating_states[0]: `Austria` was inferred from the place
    * input.remark: body: what follows readers around is left out of `/node/7?utm_source=x` (at 1:568)
    "#);
}

#[test]
fn encodings_of_the_declaration() {
    let html = page(
        "<meta charset=windows-1251>",
        "<p>КИЇВ, 23 липня 2021 – Зустріч.</p>",
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&html);
    assert_snapshot!(outcome(&bytes), @r#"
    title 1:158 "Talks open"
    date 1:176 "2021-07-23"
    places[0] 1:176 "КИЇВ"
    participating_states[0] 1:176 "Ukraine"
    body 1:176 "<p>КИЇВ, 23 липня 2021 – Зустріч.</p>"
    body_type  "text/html"
    * release.inferred: date: `2021-07-23` was inferred from the dateline
    * release.inferred: places[0]: `КИЇВ` was inferred from the dateline
    * release.inferred: participating_states[0]: `Ukraine` was inferred from the place
    "#);
    let html = page(
        "<meta charset=windows-1250>",
        "<p>GORAŽDE/FOČA, 7 August 2025 – A meeting.</p>",
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(&html);
    assert_snapshot!(outcome(&bytes), @r#"
    title 1:158 "Talks open"
    date 1:176 "2025-08-07"
    places[0] 1:176 "GORAŽDE"
    places[1] 1:176 "FOČA"
    participating_states[0] 1:176 "Bosnia and Herzegovina"
    body 1:176 "<p>GORAŽDE/FOČA, 7 August 2025 – A meeting.</p>"
    body_type  "text/html"
    * release.inferred: date: `2025-08-07` was inferred from the dateline
    * release.inferred: places[0]: `GORAŽDE` was inferred from the dateline
    * release.inferred: places[1]: `FOČA` was inferred from the dateline
    * release.inferred: participating_states[0]: `Bosnia and Herzegovina` was inferred from the place
    "#);
}

#[test]
fn a_page_without_a_release_says_so() {
    assert_snapshot!(outcome(page("", "<p>The Mission works in the country.</p>")), @"Document page.no-labels 1:131: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Talks open`, `The Mission works in the country.`");
}
