//! The elements that a feed may hold, and what the standard says of each.
//!
//! They are those that the W3C's feed validator both knows and takes for harmless. What is said of
//! them is what its parser goes by, `html5lib`, which is the HTML standard as it was in 2013: its
//! list of special elements, for one, does not have `main` and `summary` yet.

/// An element in which no end tag closes what stands around it, unless it closes it too.
pub(super) const SPECIAL: u16 = 1;
/// Its end tag may be left out before the end tag of what it stands in.
pub(super) const IMPLIED: u16 = 1 << 1;
/// Its start tag ends an open paragraph.
pub(super) const ENDS_P: u16 = 1 << 2;
/// Its end tag closes what may be left open in it.
pub(super) const BLOCK: u16 = 1 << 3;
/// It is opened again where what stands around it ended before it did.
pub(super) const FORMATTING: u16 = 1 << 4;
/// It has no content and no end tag.
pub(super) const VOID: u16 = 1 << 5;
/// It may be open where the text ends.
pub(super) const OPEN_AT_END: u16 = 1 << 6;
/// It is a heading.
pub(super) const HEADING: u16 = 1 << 7;
/// It stands in tables only.
pub(super) const TABLE_PART: u16 = 1 << 8;

macro_rules! elements {
    ($($element:ident $name:literal $flags:expr,)*) => {
        /// An element that a feed may hold.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(super) enum Element {
            $($element,)*
        }

        /// In the order of their names.
        const ALL: &[(&str, Element, u16)] = &[
            $(($name, Element::$element, $flags),)*
        ];
    };
}

elements! {
    A "a" FORMATTING,
    Abbr "abbr" 0,
    Acronym "acronym" 0,
    Address "address" SPECIAL | ENDS_P | BLOCK,
    Area "area" SPECIAL | VOID,
    Article "article" SPECIAL | ENDS_P | BLOCK,
    Aside "aside" SPECIAL | ENDS_P | BLOCK,
    Audio "audio" 0,
    B "b" FORMATTING,
    Bdi "bdi" 0,
    Big "big" FORMATTING,
    Blockquote "blockquote" SPECIAL | ENDS_P | BLOCK,
    Br "br" SPECIAL | VOID,
    Button "button" SPECIAL | BLOCK,
    Canvas "canvas" 0,
    Caption "caption" SPECIAL | TABLE_PART,
    Center "center" SPECIAL | ENDS_P | BLOCK,
    Cite "cite" 0,
    Code "code" FORMATTING,
    Col "col" SPECIAL | VOID | TABLE_PART,
    Colgroup "colgroup" SPECIAL | TABLE_PART,
    Command "command" SPECIAL | VOID,
    Data "data" 0,
    Datagrid "datagrid" 0,
    Datalist "datalist" 0,
    Dd "dd" SPECIAL | IMPLIED | OPEN_AT_END,
    Del "del" 0,
    Details "details" SPECIAL | ENDS_P | BLOCK,
    Dfn "dfn" 0,
    Dialog "dialog" BLOCK,
    Dir "dir" SPECIAL | ENDS_P | BLOCK,
    Div "div" SPECIAL | ENDS_P | BLOCK,
    Dl "dl" SPECIAL | ENDS_P | BLOCK,
    Dt "dt" SPECIAL | IMPLIED | OPEN_AT_END,
    Em "em" FORMATTING,
    Eventsource "eventsource" 0,
    Fieldset "fieldset" SPECIAL | ENDS_P | BLOCK,
    Figcaption "figcaption" ENDS_P | BLOCK,
    Figure "figure" SPECIAL | ENDS_P | BLOCK,
    Font "font" FORMATTING,
    Footer "footer" SPECIAL | ENDS_P | BLOCK,
    Form "form" SPECIAL | ENDS_P,
    H1 "h1" SPECIAL | ENDS_P | HEADING,
    H2 "h2" SPECIAL | ENDS_P | HEADING,
    H3 "h3" SPECIAL | ENDS_P | HEADING,
    H4 "h4" SPECIAL | ENDS_P | HEADING,
    H5 "h5" SPECIAL | ENDS_P | HEADING,
    H6 "h6" SPECIAL | ENDS_P | HEADING,
    Header "header" SPECIAL | ENDS_P | BLOCK,
    Hgroup "hgroup" ENDS_P | BLOCK,
    Hr "hr" SPECIAL | ENDS_P | VOID,
    I "i" FORMATTING,
    Img "img" SPECIAL | VOID,
    Input "input" SPECIAL | VOID,
    Ins "ins" 0,
    Kbd "kbd" 0,
    Label "label" 0,
    Legend "legend" 0,
    Li "li" SPECIAL | IMPLIED | OPEN_AT_END,
    M "m" 0,
    Main "main" ENDS_P | BLOCK,
    Map "map" 0,
    Mark "mark" 0,
    Menu "menu" SPECIAL | ENDS_P | BLOCK,
    Meter "meter" 0,
    Nav "nav" SPECIAL | ENDS_P | BLOCK,
    Noscript "noscript" SPECIAL,
    Ol "ol" SPECIAL | ENDS_P | BLOCK,
    Optgroup "optgroup" IMPLIED,
    Option "option" IMPLIED,
    Output "output" 0,
    P "p" SPECIAL | IMPLIED | ENDS_P | OPEN_AT_END,
    Picture "picture" 0,
    Pre "pre" SPECIAL | ENDS_P | BLOCK,
    Progress "progress" 0,
    Q "q" 0,
    Rp "rp" IMPLIED,
    Rt "rt" IMPLIED,
    Ruby "ruby" 0,
    S "s" FORMATTING,
    Samp "samp" 0,
    Section "section" SPECIAL | ENDS_P | BLOCK,
    Select "select" SPECIAL,
    Small "small" FORMATTING,
    Source "source" VOID,
    Span "span" 0,
    Strike "strike" FORMATTING,
    Strong "strong" FORMATTING,
    Sub "sub" 0,
    Summary "summary" ENDS_P | BLOCK,
    Sup "sup" 0,
    Table "table" SPECIAL | ENDS_P,
    Tbody "tbody" SPECIAL | OPEN_AT_END | TABLE_PART,
    Td "td" SPECIAL | OPEN_AT_END | TABLE_PART,
    Template "template" 0,
    Textarea "textarea" SPECIAL,
    Tfoot "tfoot" SPECIAL | OPEN_AT_END | TABLE_PART,
    Th "th" SPECIAL | OPEN_AT_END | TABLE_PART,
    Thead "thead" SPECIAL | OPEN_AT_END | TABLE_PART,
    Time "time" 0,
    Tr "tr" SPECIAL | OPEN_AT_END | TABLE_PART,
    Track "track" VOID,
    Tt "tt" FORMATTING,
    U "u" FORMATTING,
    Ul "ul" SPECIAL | ENDS_P | BLOCK,
    Var "var" 0,
    Video "video" 0,
    Wbr "wbr" SPECIAL | VOID,
}

/// A name as a number, in small letters; names of the same order are numbers of the same order.
const fn key(name: &[u8]) -> Option<u128> {
    if name.len() > 16 {
        return None;
    }
    let mut key = [0; 16];
    let mut at = 0;
    while at < name.len() {
        key[at] = name[at].to_ascii_lowercase();
        at += 1;
    }
    Some(u128::from_be_bytes(key))
}

/// The numbers of all names.
const KEYS: [u128; ALL.len()] = {
    let mut keys = [0; ALL.len()];
    let mut at = 0;
    while at < ALL.len() {
        if let Some(key) = key(ALL[at].0.as_bytes()) {
            keys[at] = key;
        }
        at += 1;
    }
    keys
};

impl Element {
    /// The element of a name as it is written, in capitals or not.
    pub(super) fn find(name: &str) -> Option<Self> {
        let at = KEYS.binary_search(&key(name.as_bytes())?).ok()?;
        Some(ALL.get(at)?.1)
    }

    /// Its name in small letters.
    pub(super) fn name(self) -> &'static str {
        self.row().0
    }

    /// Whether one of these is said of it.
    pub(super) fn is(self, flags: u16) -> bool {
        self.row().2 & flags != 0
    }

    fn row(self) -> (&'static str, Self, u16) {
        ALL[self as usize]
    }

    /// The names of all.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|row| row.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_found_by_its_name() {
        for (index, (name, element, _)) in ALL.iter().enumerate() {
            assert_eq!(*element as usize, index);
            assert_eq!(Element::find(name), Some(*element));
            assert_eq!(Element::find(&name.to_uppercase()), Some(*element));
            assert!(name.len() <= 16);
            assert_eq!(element.name(), *name);
        }
    }

    #[test]
    fn what_is_no_element_of_a_feed() {
        for name in [
            "",
            "script",
            "o:p",
            "blockquotes",
            "\u{17F}",
            "svg",
            "title",
        ] {
            assert_eq!(Element::find(name), None, "{name}");
        }
    }
}
