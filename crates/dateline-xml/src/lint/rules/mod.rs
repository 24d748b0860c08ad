//! The rules, as `--explain` prints them: one file a family.

/// Rules as constants, and the list of them.
macro_rules! rules {
    ($(
        $name:ident $id:literal $code:literal $level:ident
        $title:literal
        $why:literal
        $readers:literal
        $mend:literal
        $source:literal
    )*) => {
        $(pub(in crate::lint) const $name: dateline_core::Rule = dateline_core::Rule {
            id: $id,
            code: $code,
            level: dateline_core::Level::$level,
            title: $title,
            why: $why,
            readers: $readers,
            mend: $mend,
            source: $source,
        };)*

        /// All of this family, in the order of their names.
        pub(super) const ALL: &[dateline_core::Rule] = &[$($name),*];
    };
}

pub(super) mod atom;
pub(super) mod feed;
pub(super) mod opml;
pub(super) mod rss;

use dateline_core::Rule;

/// All families, in the order of their names.
const FAMILIES: [&[Rule]; 4] = [atom::ALL, feed::ALL, opml::ALL, rss::ALL];

const COUNT: usize = atom::ALL.len() + feed::ALL.len() + opml::ALL.len() + rss::ALL.len();

/// All rules, in the order of their names.
pub(super) const RULES: [Rule; COUNT] = {
    let mut rules = [atom::ALL[0]; COUNT];
    let (mut family, mut at) = (0, 0);
    while family < FAMILIES.len() {
        let mut one = 0;
        while one < FAMILIES[family].len() {
            rules[at] = FAMILIES[family][one];
            (at, one) = (at + 1, one + 1);
        }
        family += 1;
    }
    rules
};
