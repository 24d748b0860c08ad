//! What is no release, and what is said of it.

use insta::assert_snapshot;

use super::*;

/// Why a page at an address is refused.
#[track_caller]
fn refused_at(address: &str, page: &str) -> String {
    let reader = Reader::new(page.as_bytes()).address(Some(address.to_owned()));
    refusal(&read(reader).unwrap_err())
}

const ADDRESS: &str = "https://www.osce.org/node/12345";

#[test]
fn overview_pages() {
    assert_snapshot!(outcome("OSCE Mission to Skopje\nOverview\nThe Mission counts boats.\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `OSCE Mission to Skopje`, `Overview`");
    assert_snapshot!(refused_at(ADDRESS, "OSCE Mission to Skopje\nThe Mission counts boats.\n"), @"Document page.no-release 1:1: expected a release, found a page that calls itself `OSCE Mission to Skopje`");
    assert_snapshot!(refused_at(ADDRESS, "Mandate\nThe mandate is short.\n"), @"Document page.no-release 1:1: expected a release, found a page that calls itself `Mandate`");
    assert_snapshot!(refused_at(ADDRESS, "Boats\nWho We Are\nWe count boats.\n"), @"Document page.no-release 2:1: expected a release, found a page that calls itself `Who We Are`");
    assert_snapshot!(refused_at(ADDRESS, "About\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `About`");
}

#[test]
fn pages_with_navigation_and_nothing_of_a_release() {
    let page = format!("{}Boats\nThey are counted.\n", "- item\n".repeat(30));
    assert_snapshot!(refused_at(ADDRESS, &page), @"Document page.no-labels 31:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a page of the site that has neither, such as an overview or a section page; behind the navigation it reads `Boats`, `They are counted.`");
}

#[test]
fn blogs() {
    assert_snapshot!(outcome("Skip Links\nBlog\nOSCE\nMy week\nSource:\nOSCE Secretariat\nText."), @"Document page.no-release 2:1: expected a release, found a page that calls itself `Blog`");
    assert_snapshot!(refused_at("https://www.osce.org/blog/12345", "My week\nIt rained.\n"), @"Document page.section 1:1: expected a release, found a page whose address is that of a section, an overview or a blog: `https://www.osce.org/blog/12345`");
}

#[test]
fn section_pages() {
    assert_snapshot!(refused_at("https://www.osce.org/mission-to-skopje", "Boats\nThey are counted.\n"), @"Document page.section 1:1: expected a release, found a page whose address is that of a section, an overview or a blog: `https://www.osce.org/mission-to-skopje`");
    assert_snapshot!(outcome("Newsroom\nAll news\nPress releases\nEvents\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Newsroom`, `All news`");
}

#[test]
fn texts_that_only_look_like_releases() {
    // A letter, minutes, a diary.
    assert_snapshot!(outcome("Dear all,\nVienna, 3 May 2022\nplease find the list below.\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Dear all,`, `Vienna, 3 May 2022`");
    assert_snapshot!(outcome("Minutes\n3 May 2022\nWe met in Vienna.\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Minutes`, `3 May 2022`");
    assert_snapshot!(outcome("Title\nSummary of the title.\nVIENNA, 3 May 2022 – Text.\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Title`, `Summary of the title.`");
    // One label of the newest site alone.
    assert_snapshot!(outcome("Title\nSource:\nMy aunt\nText.\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Title`, `Source:`");
}

#[test]
fn a_text_without_title() {
    assert_snapshot!(outcome("VIENNA, 2 May 2022 – Text.\nVIENNA, 3 May 2022 – Text.\n"), @"Document page.no-title 2:1: expected the title in the line before the labels or the text, found `VIENNA, 2 May 2022 – Text.`");
    assert_snapshot!(outcome("Skip Links\nNews\nOSCE\nNews\nSource:\nTroika\n"), @"Document page.no-title 5:1: expected the title in the line before the labels or the text, found `News`");
}

#[test]
fn the_head_of_an_older_page_alone() {
    assert_snapshot!(outcome("Bridge opens\nVIENNA 3 May 2005\n"), @"Document page.no-labels 1:1: expected a release: a title, and below it labels (`- Date:`, `Source:`, `Publishing date:`) or a text that opens with a dateline; found a text that has neither; it opens with `Bridge opens`, `VIENNA 3 May 2005`");
}
