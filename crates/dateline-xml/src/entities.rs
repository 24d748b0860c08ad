//! Named characters of HTML, for texts whose markup is dropped and for suggestions.

/// The named characters of Latin-1 (HTML 4, section 24.2), from U+00A0 on.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Other names that are met in texts.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("bdquo", '„'),
    ("bull", '•'),
    ("Dagger", '‡'),
    ("dagger", '†'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("lrm", '\u{200E}'),
    ("lsaquo", '‹'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("minus", '−'),
    ("ndash", '–'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("permil", '‰'),
    ("quot", '"'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("rlm", '\u{200F}'),
    ("rsaquo", '›'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("thinsp", '\u{2009}'),
    ("trade", '™'),
    ("Yuml", 'Ÿ'),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

/// The character of this name.
pub(crate) fn find(name: &str) -> Option<char> {
    if let Some((_, c)) = OTHERS.iter().find(|(other, _)| *other == name) {
        return Some(*c);
    }
    LATIN
        .split_ascii_whitespace()
        .zip('\u{A0}'..='\u{FF}')
        .find(|(n, _)| *n == name)
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_their_characters() {
        assert_eq!(LATIN.split_ascii_whitespace().count(), 96);
        for (name, c) in [
            ("nbsp", '\u{A0}'),
            ("eacute", 'é'),
            ("yuml", 'ÿ'),
            ("times", '×'),
            ("amp", '&'),
        ] {
            assert_eq!(find(name), Some(c), "{name}");
        }
        assert_eq!(find("Nbsp"), None);
        assert_eq!(find(""), None);
    }
}
