//! What other parsers say: of what is mended, and of what need not be.

use proptest::prelude::*;

use super::*;

/// Bits of XML, of which some go together.
const BITS: &[&str] = &[
    "<",
    ">",
    "/",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "]",
    "-",
    "?",
    "!",
    "#",
    "x",
    "a",
    "B",
    "é",
    "1",
    " ",
    "\n",
    "<a>",
    "</a>",
    "<b>",
    "</b>",
    "<A>",
    "</A>",
    "<a/>",
    "<p:a>",
    "</p:a>",
    "<u:a>",
    "</u:a>",
    "<a b=\"c\">",
    "<a b='c' d=\"e\"/>",
    " b=\"1\"",
    " c='2'",
    " b=3",
    " b",
    " p:b=\"1\"",
    " o:b='2'",
    " u:b=''",
    " xmlns=\"urn:d\"",
    " xmlns:u=\"urn:u\"",
    " xmlns:u=\"\"",
    " xmlns:u=\"urn:p\"",
    " xmlns:xml=\"urn:x\"",
    " xmlns:xmlns='urn:x'",
    " xml:lang='en'",
    "<a",
    "<p:a",
    "/>",
    "</",
    "</a",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<?p ",
    "<?xml ",
    "<!DOCTYPE a>",
    "<!",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&copy",
    "&zz;",
    "&#65;",
    "&#x41;",
    "&#0;",
    "&#xFFFE;",
    "&#65",
    "&#X41;",
    "&#",
    "\u{1}",
    "\u{FFFE}",
    "\u{A0}",
    "“",
    "”",
    "\u{85}",
];

fn bits() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(BITS), 0..24).prop_map(|bits| bits.concat())
}

/// Bits that make well-formed XML more often.
fn orderly() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(
        &[
            "text",
            " ",
            "&amp;",
            "&#65;",
            "a > b",
            "<a/>",
            "<a b=\"c\" d='>'/>",
            "<!-- c -->",
            "<?p i?>",
            "<![CDATA[<&]]]]>",
            "]]",
            "<p:a o:b='1' q:b='2'/>",
            "<b xml:lang='e' xmlns='urn:1' />",
            "<é.-1 b = \"'&quot;\"\n/>",
            // And some that do not.
            "&",
            "<a b='1' b='2'/>",
            "<u:a/>",
            "<p:a p:b='' o:b=''/>",
            "]]>",
            "--",
            "<a b/>",
            "\u{1}",
            "</b>",
        ][..],
    )
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 32, 6, |inner| {
        (
            prop::sample::select(&["a", "b", "p:a", "u:a"][..]),
            prop::sample::select(
                &[
                    "",
                    " b='1'",
                    " xmlns:u='urn:u'",
                    " xmlns:q=\"urn:p\" q:b='' p:c=''",
                ][..],
            ),
            prop::collection::vec(inner, 0..6),
        )
            .prop_map(|(name, attributes, inner)| {
                format!("<{name}{attributes}>{}</{name}>", inner.concat())
            })
    })
}

/// Well-formed XML for the most part, with one change.
fn changed() -> impl Strategy<Value = String> {
    let bit = prop::sample::select(BITS);
    (orderly(), any::<prop::sample::Index>(), 0..4_usize, bit).prop_map(
        |(text, at, length, bit)| {
            let mut characters: Vec<char> = text.chars().collect();
            let at = at.index(characters.len() + 1);
            let end = (at + length).min(characters.len());
            characters.splice(at..end, bit.chars());
            characters.into_iter().collect()
        },
    )
}

fn wrapped(text: &str) -> String {
    format!("<r xmlns:p=\"urn:p\" xmlns:o=\"urn:p\" xmlns:q=\"urn:q\">{text}</r>")
}

/// What two strict parsers find wrong.
fn faults(xml: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(xml).err().map(|e| e.to_string());
    let mut events = xml::EventReader::new(xml.as_bytes()).into_iter();
    let events = events.find_map(Result::err).map(|e| e.to_string());
    // Both refuse `<xml:a/>`. Namespaces in XML forbids elements only the prefix `xmlns`.
    let is_meant = |fault: &String| !fault.contains("'xml'");
    [tree, events]
        .into_iter()
        .flatten()
        .filter(is_meant)
        .collect()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let xml = wrapped(text);
    with(|context| {
        let Ok(mended) = element(&xml, context) else {
            return Ok(());
        };
        let left = faults(&mended.text);
        prop_assert!(left.is_empty(), "{xml}\n{}\n{left:?}", mended.text);

        let found = faults(&xml);
        let violation = mended.violation();
        // Neither parser sees that a namespace is declared twice in one tag.
        let repeated = violation.is_some_and(|v| v.kind.expected() == "each attribute once");
        let agrees = found.is_empty() == violation.is_none() || repeated;
        prop_assert!(agrees, "{xml}\n{found:?}\n{violation:?}");
        if mended.repairs.is_empty() {
            prop_assert!(matches!(mended.text, Cow::Borrowed(same) if same == xml));
        }

        let again = element(&mended.text, context);
        let again = again.map_err(|limit| TestCaseError::fail(format!("{limit:?}")))?;
        prop_assert!(
            again.repairs.is_empty(),
            "{xml}\n{}\n{:?}",
            mended.text,
            again.repairs
        );
        prop_assert_eq!(&again.text, &mended.text);

        let mut last = 0;
        for offset in 0..=mended.text.len() {
            let origin = mended.origin(offset);
            prop_assert!(last <= origin && origin <= xml.len(), "{offset} {origin}");
            last = origin;
        }
        Ok(())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6_000))]

    #[test]
    fn what_is_mended_is_well_formed(text in bits()) {
        check(&text)?;
    }

    #[test]
    fn one_change_is_mended(text in changed()) {
        check(&text)?;
    }

    #[test]
    fn what_is_well_formed_is_not_mended(text in orderly()) {
        check(&text)?;
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,60}", bits in bits(), head in prop::sample::select(&["<!DOCTYPE a [", "<!DOCTYPE ", "<?xml ", ""][..])) {
        for xml in [format!("{head}{text}"), format!("{head}{bits}>"), format!("{head}{bits}{text}")] {
            with(|context| {
                for mend in [element, content, outside, start_tag] {
                    if let Ok(mended) = mend(&xml, context) {
                        mended.origin(usize::MAX);
                    }
                }
            });
            end_tag(&xml, "a");
            declaration(&xml, false);
            let mut entities = Entities::default();
            if doctype(&xml, &mut entities).is_ok() {
                with_entities(&entities, |context| drop(element(&xml, context)));
            }
        }
    }
}
