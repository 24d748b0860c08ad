//! Every encoding, right and wrong declarations, and texts in more than one encoding.

use encoding_rs::Encoding;
use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::charset::Order;

/// An input that comes in pieces of these sizes, over and over.
struct Pieces<'a> {
    rest: &'a [u8],
    sizes: &'a [usize],
    turn: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes[self.turn % self.sizes.len()];
        self.turn += 1;
        let count = size.min(self.rest.len()).min(into.len());
        let (now, rest) = self.rest.split_at(count);
        into[..count].copy_from_slice(now);
        self.rest = rest;
        Ok(count)
    }
}

/// All that a window gave.
#[derive(Debug, Eq, PartialEq)]
struct Given {
    text: Vec<u8>,
    /// By their offsets in the whole text.
    repairs: Vec<(usize, String)>,
    encoding: &'static str,
    refusal: Option<String>,
}

impl Given {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap()
    }

    fn repairs(&self) -> String {
        let lines = self.repairs.iter();
        let lines: Vec<_> = lines.map(|(at, what)| format!("{at}: {what}")).collect();
        lines.join("\n")
    }
}

/// Reads all of it, and gives up of what is there what `keep` leaves.
fn drain(mut window: Window<impl Read>, keep: usize) -> Given {
    let mut text = Vec::new();
    let mut repairs = Vec::new();
    let mut refusal = None;
    loop {
        let more = match window.fill() {
            Ok(more) => more,
            Err(kind) => {
                refusal = Some(kind.to_string());
                assert!(!window.fill().unwrap(), "an end is an end");
                false
            }
        };
        let count = if more {
            window.bytes().len().saturating_sub(keep)
        } else {
            window.bytes().len()
        };
        let taken = if more { count } else { usize::MAX };
        let found = window.take_repairs(taken);
        repairs.extend(found.map(|repair| (text.len() + repair.at, repair.what)));
        let valid = std::str::from_utf8(&window.bytes()[..count]).ok();
        assert_eq!(window.text(0..count).ok(), valid);
        text.extend_from_slice(&window.bytes()[..count]);
        window.consume(count);
        if !more {
            break;
        }
    }
    Given {
        text,
        repairs,
        encoding: window.encoding(),
        refusal,
    }
}

fn read(input: &[u8]) -> Given {
    drain(Window::new(input), 0)
}

/// However an input comes, and however it is consumed, the same is read.
#[track_caller]
fn read_every_way(input: &[u8]) -> Given {
    let whole = read(input);
    for (sizes, keep) in [(&[1][..], 0), (&[1], 3), (&[3, 1, 7], 20), (&[4096], 5000)] {
        let pieces = Pieces {
            rest: input,
            sizes,
            turn: 0,
        };
        assert_eq!(drain(Window::new(pieces), keep), whole, "{sizes:?}, {keep}");
    }
    if input.len() < 400 {
        for at in 1..input.len() {
            let (first, second) = input.split_at(at);
            let cut = drain(Window::new(first.chain(second)), 0);
            assert_eq!(cut, whole, "cut at {at}");
        }
    }
    whole
}

fn refused(input: &[u8]) -> String {
    let given = drain(Window::new(input).strict(true), 0);
    let refusal = given.refusal.expect("a refusal");
    assert!(given.repairs.is_empty(), "{:?}", given.repairs);
    format!("{}: {refusal}", given.text.len())
}

fn encode(text: &str, label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect(label);
    let (bytes, used, unmappable) = encoding.encode(text);
    assert_eq!((used, unmappable), (encoding, false), "{label}");
    bytes.into_owned()
}

fn utf_16(text: &str, order: Order) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| match order {
            Order::Big => unit.to_be_bytes(),
            Order::Little => unit.to_le_bytes(),
        })
        .collect()
}

fn utf_32(text: &str, order: Order) -> Vec<u8> {
    text.chars()
        .flat_map(|c| match order {
            Order::Big => u32::from(c).to_be_bytes(),
            Order::Little => u32::from(c).to_le_bytes(),
        })
        .collect()
}

fn feed(label: &str, title: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"{label}\"?>\n<rss><title>{title}</title></rss>")
}

const WESTERN: &str = "Où est passée la fête de Noël à Besançon?";
const CENTRAL: &str = "Příliš žluťoučký kůň úpěl";
const CYRILLIC: &str = "Миссия ОБСЕ провела встречу";
const GREEK: &str = "Αποστολή παρατηρητών";
const ARABIC: &str = "بعثة المراقبة";
const HEBREW: &str = "משימת הארגון";
const THAI: &str = "ภารกิจขององค์การ";
const TURKISH: &str = "İstanbul'da görüşme yapıldı, ağaç";
const BALTIC: &str = "Ģimenes ārsts šķērsoja ielu";
const CHINESE: &str = "欧洲安全与合作组织";
const TAIWANESE: &str = "歐洲安全與合作組織";
const JAPANESE: &str = "欧州安全保障協力機構のニュース";
const KOREAN: &str = "유럽 안보 협력 기구";

#[test]
fn every_declared_encoding() {
    for (label, title) in [
        ("utf-8", JAPANESE),
        ("UTF8", CYRILLIC),
        ("us-ascii", "plain"),
        ("ISO-8859-1", WESTERN),
        ("iso-8859-2", CENTRAL),
        ("iso-8859-3", "Ĉiuj ĝojas"),
        ("iso-8859-4", BALTIC),
        ("iso-8859-5", CYRILLIC),
        ("iso-8859-6", ARABIC),
        ("iso-8859-7", GREEK),
        ("iso-8859-8", HEBREW),
        ("iso-8859-9", TURKISH),
        ("iso-8859-10", "Þórður fór á fjöll"),
        ("iso-8859-13", BALTIC),
        ("iso-8859-14", "Ŵyn a ŷd"),
        ("iso-8859-15", "cœur à 5 €"),
        ("iso-8859-16", "Știri și țări"),
        ("windows-874", THAI),
        ("windows-1250", CENTRAL),
        ("windows-1251", CYRILLIC),
        ("windows-1252", "“Où?” – fête à 5 €"),
        ("windows-1253", GREEK),
        ("windows-1254", TURKISH),
        ("windows-1255", HEBREW),
        ("windows-1256", ARABIC),
        ("windows-1257", BALTIC),
        ("windows-1258", "Đăng ơn"),
        ("koi8-r", CYRILLIC),
        ("KOI8-U", "Місія ОБСЄ в Україні"),
        ("ibm866", CYRILLIC),
        ("macintosh", WESTERN),
        ("x-mac-cyrillic", CYRILLIC),
        ("gb2312", CHINESE),
        ("gbk", CHINESE),
        ("GB18030", "欧洲🕊安全"),
        ("big5", TAIWANESE),
        ("Shift_JIS", JAPANESE),
        ("x-sjis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("iso-2022-jp", JAPANESE),
        ("euc-kr", KOREAN),
    ] {
        let text = feed(label, title);
        let given = read_every_way(&encode(&text, label));
        assert_eq!(given.text(), text, "{label}");
        assert_eq!(given.repairs(), "", "{label}");
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        if !title.is_ascii() {
            assert_eq!(given.encoding, encoding.name());
        }
        let bytes = encode(&text, label);
        let strict = drain(Window::new(&*bytes).strict(true), 0);
        assert_eq!((strict.text(), &strict.refusal), (&*text, &None), "{label}");
    }
}

#[test]
fn units_of_more_than_one_byte() {
    use Order::{Big, Little};
    for title in [WESTERN, JAPANESE, "A🕊B"] {
        for label in ["UTF-16", "utf-16", "ISO-10646-UCS-2", "UCS-2"] {
            let text = feed(label, title);
            for (order, mark) in [(Big, [0xFE, 0xFF]), (Little, [0xFF, 0xFE])] {
                let bytes = utf_16(&text, order);
                let marked = read_every_way(&[&mark, &*bytes].concat());
                assert_eq!((marked.text(), marked.repairs()), (&*text, String::new()));
                assert_eq!(marked.encoding, Charset::Utf16(order).name());
                // The declaration does.
                let given = read_every_way(&bytes);
                assert_eq!((given.text(), given.repairs()), (&*text, String::new()));
                let spaced = format!(" \n{text}");
                assert_eq!(read_every_way(&utf_16(&spaced, order)).text(), spaced);
            }
        }
        for label in ["UTF-32", "ISO-10646-UCS-4", "ucs-4"] {
            let text = feed(label, title);
            for order in [Big, Little] {
                let marked = read_every_way(&utf_32(&format!("\u{FEFF}{text}"), order));
                assert_eq!((marked.text(), marked.repairs()), (&*text, String::new()));
                let given = read_every_way(&utf_32(&text, order));
                assert_eq!((given.text(), given.repairs()), (&*text, String::new()));
                assert_eq!(given.encoding, Charset::Utf32(order).name());
                let spaced = format!("\t{text}");
                assert_eq!(read_every_way(&utf_32(&spaced, order)).text(), spaced);
            }
        }
    }
    let given = read_every_way(&utf_16("<名/>", Little));
    assert_eq!(given.text(), "<名/>");
    assert_snapshot!(given.repairs(), @"0: found neither a byte order mark nor a declaration of it: the document is read as UTF-16LE by its first bytes");
}

#[test]
fn marks_are_not_text() {
    #[track_caller]
    fn check(input: &[u8], expected: &str) {
        let given = read_every_way(input);
        assert_eq!((given.text(), given.repairs()), (expected, String::new()));
    }
    check(b"", "");
    check(b"ab", "ab");
    check(b"\xEF\xBB\xBF<a>\xC3\xA9", "<a>é");
    check(b"\xEF\xBB\xBF", "");
    check(b"\xFE\xFF", "");
    check(b"\xFF\xFE\0\0", "");
}

#[test]
fn half_of_a_character_is_no_utf_8() {
    #[track_caller]
    fn check(input: &[u8], expected: &[u8]) {
        assert_eq!(read_every_way(input).text, expected);
    }
    check(&[0xFE, 0xFF, 0xD8, 0x00, 0x00, b'a'], b"\xED\xA0\x80a");
    check(&[0xFE, 0xFF, 0xDC, 0x00], b"\xED\xB0\x80");
    check(&[0xFE, 0xFF, 0xD8, 0x00], b"\xED\xA0\x80");
    check(&[0xFE, 0xFF, 0x00], b"\xFF");
    check(
        &[0, 0, 0xFE, 0xFF, 0, 0, 0xD8, 0, 0, 0, 0, b'a', 0],
        b"\xFFa\xFF",
    );
}

#[test]
fn labels_in_every_spelling() {
    #[track_caller]
    fn check(label: &str, expected: &str) {
        let found = match Meaning::of(label) {
            Meaning::Utf8 => "UTF-8",
            Meaning::Ascii => "ascii",
            Meaning::Utf16(_) => "UTF-16",
            Meaning::Utf32(_) => "UTF-32",
            Meaning::Legacy(encoding, _) => encoding.name(),
            Meaning::Unknown => "?",
        };
        assert_eq!(found, expected, "{label}");
    }
    for (labels, expected) in [
        (
            "utf-8 UTF8 utf_8 utf-8-sig cp65001 unicode-1-1-utf-8",
            "UTF-8",
        ),
        ("us-ascii ASCII ANSI_X3.4-1968 iso-646-us", "ascii"),
        (
            "utf-16 UTF16 utf-16le UCS-2 iso-10646-ucs-2 unicode",
            "UTF-16",
        ),
        ("utf-32 utf32 UTF-32BE UCS-4 ISO-10646-UCS-4", "UTF-32"),
        (
            "latin1 latin-1 Latin_1 iso8859-1 ISO_8859-1 8859-1 cp1252 cp-1252 windows1252 win-1252 ansi",
            "windows-1252",
        ),
        ("latin-2 ISO8859_2 l2", "ISO-8859-2"),
        ("latin9 latin-9 iso-8859-15", "ISO-8859-15"),
        ("latin5 iso-8859-9 cp1254", "windows-1254"),
        (
            "win1251 windows1251 cp1251 WINDOWS-1251 x-cp1251 ansi-1251",
            "windows-1251",
        ),
        ("koi8r koi8-r KOI8_R cp20866", "KOI8-R"),
        (
            "x-sjis sjis shift-jis shift_jis ShiftJIS cp932 ms932 windows-31j",
            "Shift_JIS",
        ),
        ("euc_jp eucjp x-euc-jp", "EUC-JP"),
        ("euckr euc_kr ks_c_5601-1987 cp949 uhc", "EUC-KR"),
        ("gb2312 gb_2312-80 cp936 x-gbk GBK", "GBK"),
        ("gb18030 GB18030-2000", "gb18030"),
        ("big5 Big-5 big5-hkscs cp950", "Big5"),
        ("tis-620 tis620 iso-8859-11", "windows-874"),
        ("mac macroman x-mac-roman mac-roman macintosh", "macintosh"),
        (
            "x-user-defined iso-2022-kr utf-7 klingon iso-8859-12 latin0 latin99 cp latin ? é",
            "?",
        ),
    ] {
        for label in labels.split(' ') {
            check(label, expected);
        }
    }
    check("", "?");
    check("  utf-8\t", "UTF-8");
}

#[test]
fn declarations_in_every_form() {
    #[track_caller]
    fn check(head: &str, expected: Option<(&str, usize)>) {
        let found = Declared::find(head.as_bytes());
        let found = found.as_ref().map(|found| (&*found.label, found.at));
        assert_eq!(found, expected, "{head}");
    }
    check("<?xml version='1.0' encoding='a-b'?>", Some(("a-b", 30)));
    check("<?xml encoding = \"\u{20}x \" ?>", Some(("x", 18)));
    check("\n <?xml\nencoding=x?>", Some(("x", 17)));
    check("<?xml-stylesheet encoding='x'?>", None);
    check(
        "<?xml-stylesheet a='b'?><?xml encoding='x'?>",
        Some(("x", 40)),
    );
    check("<!-- a --><?xml Encoding='x'?>", Some(("x", 26)));
    check("<a><?xml encoding='x'?>", None);
    check("<?xml version='1.0'?><a encoding='x'>", None);
    check("<?xml myencoding='x' encoding='y'?>", Some(("y", 31)));
    check("<?xml encoding?>", None);
    check("<?xml encoding='x", None);
    check("<?xml encoding='x ?>", Some(("x ?", 16)));
    check("<?xml ", None);
    check("", None);
    check(&format!("{}<?xml encoding='x'?>", " ".repeat(1020)), None);
}

#[test]
fn a_declaration_that_the_first_bytes_gainsay() {
    let wide = utf_16(&feed("utf-8", "é"), Order::Little);
    let given = read_every_way(&[&[0xFF, 0xFE], &*wide].concat());
    assert_eq!(given.text(), feed("utf-8", "é"));
    assert_snapshot!(given.repairs(), @r#"30: the document is in UTF-16LE, not in `utf-8` as it declares"#);
    assert_snapshot!(refused(&wide), @r#"30: expected a document in UTF-16LE to say so, found `encoding="utf-8"`"#);

    let given = read_every_way(&utf_16(&feed("utf-16be", "é"), Order::Little));
    assert_snapshot!(given.repairs(), @r#"30: the document is in UTF-16LE, not in `utf-16be` as it declares"#);

    let narrow = feed("UTF-16", WESTERN);
    let given = read_every_way(narrow.as_bytes());
    assert_eq!((given.text(), given.encoding), (&*narrow, "UTF-8"));
    assert_snapshot!(given.repairs(), @r#"30: the document is not in `UTF-16` as it declares, but in single bytes"#);
    assert_snapshot!(refused(narrow.as_bytes()), @r#"30: expected a document in UTF-8 to say so, found `encoding="UTF-16"`"#);

    let marked = format!("\u{FEFF}{}", feed("iso-8859-1", WESTERN));
    let given = read_every_way(marked.as_bytes());
    assert_eq!(given.text(), feed("iso-8859-1", WESTERN));
    assert_snapshot!(given.repairs(), @r#"30: the document is in UTF-8, not in `iso-8859-1` as it declares"#);
    assert_snapshot!(refused(marked.as_bytes()), @r#"30: expected a document in UTF-8 to say so, found `encoding="iso-8859-1"`"#);
}

#[test]
fn a_mark_that_the_text_gainsays() {
    let text = feed("utf-8", "é");
    for mark in [[0xFE, 0xFF], [0xFF, 0xFE]] {
        let given = read_every_way(&[&mark, text.as_bytes()].concat());
        assert_eq!(given.text(), text);
        assert_eq!(given.repairs.len(), 1);
    }
    assert_snapshot!(read(&[b"\xFF\xFE", text.as_bytes()].concat()).repairs(), @r#"0: the byte order mark of UTF-16LE is passed over: the document is in UTF-8"#);
    assert_snapshot!(refused(&[b"\xFF\xFE", text.as_bytes()].concat()), @r#"0: expected a document in UTF-8 to say so, found the byte order mark of UTF-16LE"#);
    let text = feed("utf-16", "é");
    let given = read_every_way(&[b"\xFF\xFE", &*utf_16(&text, Order::Big)].concat());
    assert_eq!(given.text(), text);
    assert_snapshot!(given.repairs(), @r#"0: the byte order mark of UTF-16LE is passed over: the document is in UTF-16BE"#);
}

#[test]
fn what_is_not_read_says_so() {
    assert_snapshot!(refused(b"\x4C\x6F\xA7\x94\x93\x40"), @r#"0: expected an encoding that can be read, found `EBCDIC`; convert the document to UTF-8 first"#);
    let given = read_every_way(b"\x4C\x6F\xA7\x94\x93\x40");
    assert_snapshot!(given.refusal.unwrap(), @r#"expected an encoding that can be read, found `EBCDIC`; convert the document to UTF-8 first"#);
    assert_snapshot!(refused(feed("x-klingon", "a").as_bytes()), @r#"30: expected an encoding that can be read, found `x-klingon`; convert the document to UTF-8 first"#);
    assert_snapshot!(refused(b"<?xml version='1.0' encoding=''?><a/>"), @r#"30: expected an encoding that can be read, found ``; convert the document to UTF-8 first"#);
}

#[test]
fn an_unknown_label() {
    let given = read_every_way(feed("x-klingon", WESTERN).as_bytes());
    assert_eq!(given.text(), feed("x-klingon", WESTERN));
    assert_snapshot!(given.repairs(), @r#"30: `x-klingon` is no encoding that is known; the text shows what it is in"#);
    let bytes = [
        feed("x-klingon", "").as_bytes(),
        &*encode(CYRILLIC, "windows-1251"),
    ]
    .concat();
    let given = read_every_way(&bytes);
    assert_eq!(given.text(), feed("x-klingon", "") + CYRILLIC);
    assert_snapshot!(given.repairs(), @r#"
    30: `x-klingon` is no encoding that is known; the text shows what it is in
    69: the text is no UTF-8, and no other encoding is declared; it is read as windows-1251
    "#);
}

#[test]
fn no_declaration() {
    #[track_caller]
    fn check(text: &str, label: &str) {
        let text = format!("<rss><title>{text}</title></rss>");
        let given = read_every_way(&encode(&text, label));
        assert_eq!(given.text(), text, "{label}");
        assert_eq!(given.repairs.len(), usize::from(label != "utf-8"));
        if let Some((at, what)) = given.repairs.first() {
            assert_eq!(
                what,
                &format!(
                    "the text is no UTF-8, and no other encoding is declared; it is read as {}",
                    given.encoding
                )
            );
            assert_eq!(*at, text.find(|c: char| !c.is_ascii()).unwrap());
        }
    }
    for text in [WESTERN, CYRILLIC, CHINESE, "A🕊B"] {
        check(text, "utf-8");
    }
    check(WESTERN, "windows-1252");
    check("caf\u{e9}", "windows-1252");
    check(CENTRAL, "windows-1250");
    check(CYRILLIC, "windows-1251");
    check(CYRILLIC, "koi8-r");
    check(GREEK, "windows-1253");
    check(HEBREW, "windows-1255");
    check(THAI, "windows-874");
    check(CHINESE, "gbk");
    check(TAIWANESE, "big5");
    check(JAPANESE, "shift_jis");
    check(JAPANESE, "euc-jp");
    check(KOREAN, "euc-kr");
}

#[test]
fn japanese_in_seven_bits() {
    let text = format!("<rss><title>{JAPANESE}</title></rss>");
    let given = read_every_way(&encode(&text, "iso-2022-jp"));
    assert_eq!((given.text(), given.encoding), (&*text, "ISO-2022-JP"));
    assert_snapshot!(given.repairs(), @r#"12: the text is no UTF-8, and no other encoding is declared; it is read as ISO-2022-JP"#);
    // An escape character means nothing else, and is looked at once.
    let given = read_every_way(b"<a>\x1B[1m\x1B$</a>");
    assert_eq!(
        (given.text(), given.repairs()),
        ("<a>\x1B[1m\x1B$</a>", String::new())
    );
    let given = read_every_way("<a>\u{1B}é</a>".as_bytes());
    assert_eq!(
        (given.text(), given.repairs()),
        ("<a>\u{1B}é</a>", String::new())
    );
}

#[test]
fn a_declaration_that_the_text_gainsays() {
    #[track_caller]
    fn check(declared: &str, text: &str, encoding: &str) {
        let text = feed(declared, text);
        let given = read_every_way(&encode(&text, encoding));
        assert_eq!(given.text(), text, "{declared}, {encoding}");
        let expected = format!(
            "the text is not in `{declared}` as it declares; it is read as {}",
            given.encoding
        );
        assert_eq!(
            given.repairs,
            [(text.find(|c: char| !c.is_ascii()).unwrap(), expected)]
        );
    }
    for declared in [
        "iso-8859-1",
        "windows-1252",
        "us-ascii",
        "windows-1251",
        "koi8-r",
        "iso-8859-9",
        "gb2312",
        "big5",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "iso-2022-jp",
        "macintosh",
    ] {
        check(declared, WESTERN, "utf-8");
        check(declared, CHINESE, "utf-8");
        check(declared, CYRILLIC, "utf-8");
    }
    check("utf-8", WESTERN, "windows-1252");
    check("utf-8", CYRILLIC, "windows-1251");
    check("UTF-8", JAPANESE, "shift_jis");
    check("utf-8", CHINESE, "gbk");
    check("us-ascii", CYRILLIC, "windows-1251");
    check("us-ascii", WESTERN, "windows-1252");
    check("gb2312", &WESTERN.repeat(3), "windows-1252");
}

#[test]
fn right_declarations_are_believed() {
    // What would be valid UTF-8 by chance, or the guess would be another.
    for (label, title) in [
        ("gb2312", "联通"),
        ("windows-1251", "Да"),
        ("iso-8859-15", "5 €"),
        ("koi8-u", "ї"),
    ] {
        let text = feed(label, title);
        let given = read_every_way(&encode(&text, label));
        assert_eq!((given.text(), given.repairs()), (&*text, String::new()));
    }
}

#[test]
fn control_characters_of_iso_8859() {
    let bytes = b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9 \x93x\x94</a>";
    let given = read_every_way(bytes);
    assert_eq!(
        given.text(),
        "<?xml version='1.0' encoding='iso-8859-1'?><a>é “x”</a>"
    );
    assert_snapshot!(given.repairs(), @r#"49: the byte 0x93 is no text in `iso-8859-1`; this and all others are read as windows-1252"#);
    assert_snapshot!(refused(bytes), @r#"49: expected text in `iso-8859-1`, found the byte 0x93, which has no character there; was windows-1252 meant?"#);
    let bytes = b"<?xml version='1.0' encoding='windows-1252'?><a>\xE9 \x93x\x94</a>";
    assert_eq!(read_every_way(bytes).repairs(), "");
    assert_snapshot!(refused(b"<?xml version='1.0' encoding='us-ascii'?><a>\xC3\xA9</a>"), @r#"44: expected text in `us-ascii`, found the byte 0xC3, which has no character there; was UTF-8 meant?"#);
}

#[test]
fn windows_1252_in_utf_8() {
    let given = read_every_way("<a>é ü</a>".as_bytes());
    assert_eq!(given.repairs(), "");
    let given =
        read_every_way(b"<a>\xC3\xA9 \x93x\x94 \xE9\x85 \xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC</a>");
    assert_eq!(given.text(), "<a>é “x” é… üüüü</a>");
    assert_eq!(given.encoding, "UTF-8");
    assert_snapshot!(given.repairs(), @r#"
    6: the byte 0x93 is no UTF-8; it is read as windows-1252: `“`
    10: the byte 0x94 is no UTF-8; it is read as windows-1252: `”`
    14: the byte 0xE9 is no UTF-8; it is read as windows-1252: `é`
    "#);
    // What windows-1252 does not have is left.
    let given = read_every_way(b"\xC3\xA9\xC3\xA9\x81\xE9\xC3\xA9");
    assert_eq!(given.text, b"\xC3\xA9\xC3\xA9\x81\xC3\xA9\xC3\xA9");
    assert_snapshot!(given.repairs(), @r#"5: the byte 0xE9 is no UTF-8; it is read as windows-1252: `é`"#);
    assert_eq!(read_every_way(b"<a>\x81</a>").text, b"<a>\x81</a>");
    let given = read_every_way(&[&*encode(WESTERN, "windows-1252"), b" \x81"].concat());
    assert_eq!(given.text, [WESTERN.as_bytes(), b" \x81"].concat());
    assert_eq!(given.encoding, "windows-1252");
    // Overlong forms, surrogates, and what is beyond Unicode.
    for (bytes, expected) in [
        (&b"\xC0\xAF"[..], "À¯"),
        (b"\xED\xA0\xBD", "í\u{A0}½"),
        (b"\xF5\x80\x80\x80", "õ€€€"),
        (b"\xE2\x82", "â‚"),
        (b"\xF0\x9F\x95", "ðŸ•"),
    ] {
        let text = [b"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", bytes].concat();
        let given = read_every_way(&text);
        assert_eq!(given.text(), format!("ééééé{expected}"));
        assert_eq!(given.repairs.len(), 1);
    }
    assert_snapshot!(refused(b"<a>\xC3\xA9\x93</a>"), @r#"5: expected UTF-8, found the byte 0x93"#);
    assert_snapshot!(refused(b"<a>\xC3\xA9\xE2\x82"), @r#"5: expected UTF-8, found the bytes 0xE2 0x82"#);
}

#[test]
fn items_of_two_encodings() {
    // Neither is mostly right, but both together are.
    let given = read_every_way(b"<a>\xE9\xE8\xE0</a><b>\xC3\xA9</b>");
    assert_eq!(given.text(), "<a>éèà</a><b>é</b>");
    // A long text in which the first sample says little.
    let mut bytes = b"<a>caf\xE9 ".to_vec();
    bytes.extend_from_slice(&b" ".repeat(SAMPLE));
    bytes.extend_from_slice("café".as_bytes());
    let given = read(&bytes);
    assert_eq!(
        given.text().split_whitespace().collect::<Vec<_>>(),
        ["<a>café", "café"]
    );
    assert_eq!(given.encoding, "UTF-8");
    assert_eq!(given.repairs.len(), 1);
}

#[test]
fn text_that_is_cut_in_a_character() {
    let mut bytes = encode(&feed("shift_jis", "日本語"), "shift_jis");
    let end = bytes.windows(2).position(|pair| pair == b"</").unwrap();
    bytes.remove(end - 1);
    let given = read_every_way(&bytes);
    assert_eq!(given.text(), feed("shift_jis", "日本\u{FFFD}"));
    assert_snapshot!(given.repairs(), @r#"61: bytes that are no Shift_JIS are read as U+FFFD"#);
    assert_snapshot!(refused(&bytes), @r#"61: expected text in Shift_JIS, found bytes that are none"#);
}

#[test]
fn repairs_are_told_up_to_a_limit() {
    let many = REPAIR_LIMIT + 7;
    let bytes = [&"é".repeat(200).into_bytes()[..], &b"\x93a".repeat(many)].concat();
    let given = read_every_way(&bytes);
    assert_eq!(given.repairs.len(), REPAIR_LIMIT + 1);
    let (at, what) = given.repairs.last().unwrap();
    assert_eq!(*at, given.text.len());
    assert_snapshot!(what, @r#"7 more places were mended where bytes are no text of the encoding"#);
    // A run is one, however long it is.
    let bytes = [
        &"é".repeat(200_000).into_bytes()[..],
        &b"\x93".repeat(150_000),
    ]
    .concat();
    assert_eq!(read(&bytes).repairs.len(), 1);
}

#[test]
fn what_was_refused_is_not_kept_for_ever() {
    let mut window = Window::new(&b"<a>\xC3\xA9\xC3\xA9\x81</a><b>\xC3\xA9</b>"[..]);
    while window.fill().unwrap() {}
    assert!(window.text(0..8).is_err());
    assert_eq!(window.text(0..7).unwrap(), "<a>éé");
    assert!(window.text(0..4).is_err(), "half of a character");
    assert!(window.text(9..99).is_ok_and(str::is_empty));
    window.consume(8);
    assert!(!window.fill().unwrap());
    assert_eq!(window.text(0..13).unwrap(), "</a><b>é</b>");
    // Half of a character is given up.
    window.consume(8);
    assert!(!window.fill().unwrap());
    assert_eq!(window.bytes(), b"\xA9</b>");
    window.consume(usize::MAX);
    assert!(!window.fill().unwrap());
    assert_eq!(window.bytes(), b"");
}

#[test]
fn much_text_is_given_away_with_its_memory() {
    let much = "é".repeat(600_000);
    let input = format!("<?xml version='1.0'?>{much}</a>\u{201C}\u{201D}");
    let mut window = Window::new(input.as_bytes());
    while window.fill().unwrap() {}
    window.consume(21);
    assert_eq!(window.give(1_000_000), None, "too little");
    assert_eq!(window.give(1_200_005), None, "half of a character");
    assert_eq!(window.give(9_000_000), None, "more than there is");
    assert_eq!(window.give(1_200_000), Some(much.clone()));
    assert_eq!(window.bytes(), "</a>\u{201C}\u{201D}".as_bytes());
    // What is no text is not given.
    let input = [much.as_bytes(), b"\x81", much.as_bytes()].concat();
    let mut window = Window::new(input.as_slice());
    while window.fill().unwrap() {}
    assert_eq!(window.give(1_200_000), None);
}

#[test]
fn an_input_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable is out"))
        }
    }
    let mut window = Window::new((&b"<a>"[..]).chain(Broken));
    assert!(matches!(window.fill(), Err(ErrorKind::Io(_))));
}

/// Encodings that hold any string.
const UNIVERSAL: [&str; 6] = [
    "utf-8",
    "gb18030",
    "utf-16",
    "utf-16-marked",
    "utf-32",
    "utf-32-marked",
];

/// What arbitrary bytes follow.
const HEADS: &[&[u8]] = &[
    b"",
    b"<",
    b"<?xml encoding='shift_jis'?>",
    b"<?xml encoding='iso-8859-1'?>",
    b"<?xml encoding='iso-2022-jp'?>",
    b"<?xml encoding='big5'?>",
    b"<?xml encoding='x'?>",
    b"<?xml encoding='us-ascii'?>",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\0\0\xFE\xFF",
    b"\xFF\xFE\0\0",
    "éééééééééééé".as_bytes(),
];

fn in_universal(text: &str, label: &str, order: Order) -> Vec<u8> {
    match label {
        "utf-16" => utf_16(text, order),
        "utf-16-marked" => utf_16(&format!("\u{FEFF}{text}"), order),
        "utf-32" => utf_32(text, order),
        "utf-32-marked" => utf_32(&format!("\u{FEFF}{text}"), order),
        label => encode(text, label),
    }
}

proptest! {
    #[test]
    fn any_string_in_any_encoding(
        title in "\\PC{0,60}",
        label in prop::sample::select(&UNIVERSAL[..]),
        big in any::<bool>(),
        sizes in prop::collection::vec(1..9_usize, 1..5),
        keep in 0..50_usize,
    ) {
        let order = if big { Order::Big } else { Order::Little };
        let text = feed(label.trim_end_matches("-marked"), &title);
        let bytes = in_universal(&text, label, order);
        let pieces = Pieces { rest: &bytes, sizes: &sizes, turn: 0 };
        let given = drain(Window::new(pieces), keep);
        prop_assert_eq!(given.repairs(), "");
        prop_assert_eq!(given.text(), &text);
    }

    #[test]
    fn any_text_that_an_encoding_holds(
        title in "[ -;A-Za-zà-ÿА-яΑ-ώ一-龠ぁ-ん가-힣א-ת]{0,40}",
        label in prop::sample::select(&[
            "windows-1251", "windows-1252", "windows-1253", "koi8-r", "iso-8859-2", "big5",
            "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp", "gbk", "macintosh",
        ][..]),
        sizes in prop::collection::vec(1..9_usize, 1..5),
    ) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        // What the encoding holds of it, by its own account.
        let title: String = title.chars().filter(|c| {
            let mut buffer = [0; 4];
            let one: &str = c.encode_utf8(&mut buffer);
            let (bytes, _, lost) = encoding.encode(one);
            !lost && encoding.decode_without_bom_handling(&bytes).0 == *one
        }).collect();
        let text = feed(label, &title);
        let bytes = encode(&text, label);
        let given = drain(Window::new(&*bytes).strict(true), 0);
        prop_assert_eq!(given.text(), &text);
        let pieces = Pieces { rest: &bytes, sizes: &sizes, turn: 0 };
        prop_assert_eq!(drain(Window::new(pieces).strict(true), 3), given);
    }

    #[test]
    fn any_bytes_are_the_same_however_they_come(
        head in prop::sample::select(HEADS),
        body in prop::collection::vec(prop_oneof![any::<u8>(), 0x20..0x7F_u8, Just(0x1B), 0x80..0xC0_u8], 0..120),
        sizes in prop::collection::vec(1..9_usize, 1..5),
        keep in 0..50_usize,
        strict in any::<bool>(),
    ) {
        let bytes = [head, &body].concat();
        let whole = drain(Window::new(&*bytes).strict(strict), 0);
        let pieces = Pieces { rest: &bytes, sizes: &sizes, turn: 0 };
        let given = drain(Window::new(pieces).strict(strict), keep);
        prop_assert_eq!(&given, &whole);
        if strict {
            prop_assert!(std::str::from_utf8(&whole.text).is_ok());
            prop_assert!(whole.repairs.is_empty());
        }
    }
}
