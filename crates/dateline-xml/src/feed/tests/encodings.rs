//! Feeds in other encodings than UTF-8, and pages in the place of feeds.

use dateline_core::Fault;
use insta::assert_snapshot;

use super::{document, read};
use crate::feed::Reader;

#[test]
fn any_encoding_is_read_and_what_is_mended_is_said() {
    let mut bytes =
        b"<?xml version='1.0' encoding='windows-1251'?>\n<rss><channel><item><title>".to_vec();
    bytes.extend_from_slice(b"\xCC\xE8\xF1\xF1\xE8\xFF</title></item></channel></rss>");
    assert_snapshot!(read(&bytes), @r#"1 at 2:15 title="Миссия""#);
    let mut reader = Reader::new(bytes.as_slice());
    assert!(reader.advance(&mut Vec::new()).unwrap());
    assert_eq!(reader.encoding(), "windows-1251");
    // What is set aside is in UTF-8, and says so.
    let alone = document(reader.header(), reader.raw());
    assert_snapshot!(read(&alone), @r#"1 at 2:15 title="Миссия""#);
    assert_snapshot!(read("<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>Да</title><item><title>Ü</title></item></channel></rss>".as_bytes()), @r#"
    1 at 1:71 title="Ü"
      1:61 input.repair: the text is not in `koi8-r` as it declares; it is read as UTF-8
    "#);
    assert_snapshot!(read("<?xml version='1.0' encoding='x-odd'?><rss><channel>\n<item><title>Ü</title></item></channel></rss>".as_bytes()), @r#"
    1 at 2:1 title="Ü"
      1:31 input.repair: `x-odd` is no encoding that is known; the text shows what it is in
    "#);
    let mixed = b"<rss><channel><title>\xC3\x9C \x96</title>\n<item><title>\xC3\xBC\xC3\xBC\xC3\xBC \x93\x93\n \x94</title></item><item><title>\x81</title></item><item><title>\xE9</title></item></channel></rss>\x85";
    assert_snapshot!(read(mixed), @r#"
    1 at 2:1 title="üüü ““ ”"
      1:24 input.repair: the byte 0x96 is no UTF-8; it is read as windows-1252: `–`
      2:18 input.repair: the byte 0x93 is no UTF-8; it is read as windows-1252: `“`
      3:2 input.repair: the byte 0x94 is no UTF-8; it is read as windows-1252: `”`
      2:14 release.normalized: title: `üüü ““\n ”` is kept as `üüü ““ ”`
    3:31 Record xml.utf-8 : expected UTF-8, found the byte 0x81
    3 at 3:46 title="é"
      3:59 input.repair: the byte 0xE9 is no UTF-8; it is read as windows-1252: `é`
      3:91 input.repair: expected nothing behind `</rss>`, found `…`; dropped
      3:91 input.repair: the byte 0x85 is no UTF-8; it is read as windows-1252: `…`
    "#);
    let strict = |input: &[u8]| {
        let mut reader = Reader::new(input).strict(true);
        let error = loop {
            match reader.advance(&mut Vec::new()) {
                Ok(more) => assert!(more),
                Err(error) => break error,
            }
        };
        assert!(!reader.advance(&mut Vec::new()).unwrap());
        format!("{} {} {error}", error.position(), error.rule())
    };
    assert_snapshot!(strict(mixed), @r#"1:24 xml.utf-8 expected UTF-8, found the byte 0x96"#);
    assert_snapshot!(strict(b"<?xml version='1.0' encoding='x-odd'?><rss/>"), @r#"1:31 xml.encoding expected an encoding that can be read, found `x-odd`; convert the document to UTF-8 first"#);
    assert_snapshot!(strict(b"\xEF\xBB\xBF<?xml version='1.0' encoding='koi8-r'?><rss/>"), @r#"1:31 xml.wrong-encoding expected a document in UTF-8 to say so, found `encoding="koi8-r"`"#);
}

#[test]
fn a_page_names_its_feeds() {
    assert_snapshot!(read(b"<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' href='/news.rss?a&amp;b'>"), @r#"1:1 Document xml.html : expected a feed, found an HTML page; it names the feed `/news.rss?a&b`: fetch that"#);
    assert_snapshot!(read(b"\n<html><link rel=alternate type=application/atom+xml href=/a><link rel=alternate type=application/feed+json href=/b>"), @r#"2:1 Document xml.html : expected a feed, found an HTML page; it names the feeds `/a`, `/b`: fetch one of them"#);
}
