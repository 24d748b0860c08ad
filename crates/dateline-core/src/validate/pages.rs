//! The page of each rule of the validation.

use crate::{Level, Rule};

/// All of them, in the order of their names.
pub const RULES: &[Rule] = &[
    *BODY_EMPTY,
    *DATE_RANGE,
    *DATELINE_DATE,
    *DATELINE_PLACE,
    *EMBARGO_EARLY,
    *ENCODING,
    *KIND_UNLISTED,
    *LANGUAGE_TEXT,
    *MODIFIED_EARLY,
    *NUMBER_ADDRESS,
    *PLACE_STATE,
    *PLAIN_REFERENCES,
    *PLAIN_TAGS,
    *SOURCE_MISTYPED,
    *SUMMARY_BODY,
    *SUMMARY_TITLE,
    *TITLE_BLANKS,
    *TITLE_CAPITALS,
    *TITLE_STOP,
    *TRANSLATION_LANGUAGE,
    *TRANSLATION_PAGE,
    *URL_PRIVATE,
    *URL_TRACKING,
];

/// A rule of this project's own, but for its texts.
const fn rule(id: &'static str, level: Level) -> Rule {
    Rule {
        id,
        code: "",
        level,
        title: "",
        why: "",
        readers: "",
        mend: "",
        source: "this project",
    }
}

pub(super) const BODY_EMPTY: &Rule = &Rule {
    title: "a body has text",
    why: "Tags without text between them, or a dateline with nothing behind it, look like a \
          body to a program. Mostly the text was lost where it was exported.",
    readers: "Readers show an item that is empty when it is opened.",
    mend: "Put the text in, or leave `body` away and keep the summary.",
    ..rule("release.body-empty", Level::Warning)
};

pub(super) const DATE_RANGE: &Rule = &Rule {
    title: "a date is in a year in which there were releases",
    why: "The Conference from which the OSCE grew opened in 1973, and nothing is dated after \
          2099. What is, has mostly a digit too much or too little: `0216`, `2106`.",
    readers: "Readers put an item from the year 2106 on top for ever.",
    mend: "Look at the year.",
    ..rule("release.date-range", Level::Warning)
};

pub(super) const DATELINE_DATE: &Rule = &Rule {
    title: "the date is that of the dateline",
    why: "The dateline says when a release was written, the date when it was published. In \
          three of a hundred releases they differ, by up to three days: that is a note. A \
          greater distance is mostly a slip in one of the two.",
    mend: "Look which of the two is right. Both are kept, neither is changed for the other.",
    ..rule("release.dateline-date", Level::Warning)
};

pub(super) const DATELINE_PLACE: &Rule = &Rule {
    title: "the places of the dateline are among the places",
    why: "A dateline that opens with SKOPJE beside a place `OHRID` is a contradiction, or a \
          place was left out.",
    mend: "Add the place of the dateline to `places`.",
    ..rule("release.dateline-place", Level::Note)
};

pub(super) const EMBARGO_EARLY: &Rule = &Rule {
    title: "an embargo ends with the date or later",
    why: "An embargo that is over before the release is dated holds nothing back. One of the \
          two is mostly a slip.",
    mend: "Correct the embargo or the date, or remove the embargo.",
    ..rule("release.embargo-early", Level::Warning)
};

pub(super) const ENCODING: &Rule = &Rule {
    title: "no text was damaged where it was converted",
    why: "`Ã©` is an `é` that was read in a wrong encoding. U+FFFD stands where a letter was \
          lost. U+0080 to U+009F are quotes and dashes of Windows-1252 that were taken for \
          something else.",
    readers: "Readers show the damage as it is, or an empty box.",
    mend: "Export the text again as UTF-8: what is lost cannot be mended afterwards.",
    ..rule("release.encoding", Level::Warning)
};

pub(super) const KIND_UNLISTED: &Rule = &Rule {
    title: "the kind is one of the vocabulary",
    why: "A kind of your own is kept as it stands, and has a feed of its own in a set. Where \
          it is nearly one of the list, it is mostly a slip, and that is a warning.",
    mend: "Write the kind as the vocabulary does, such as `Press release`.",
    ..rule("release.kind-unlisted", Level::Note)
};

pub(super) const LANGUAGE_TEXT: &Rule = &Rule {
    title: "the language is that of the text",
    why: "The text is certainly in another language than the one that is stated. Mostly a \
          translation kept the language of its original.",
    readers: "Browsers hyphenate by it, screen readers speak by it, and filters for languages go \
              by it.",
    mend: "Write the language of the text: `uk`, `sq`, `sr-Latn`.",
    ..rule("release.language-text", Level::Warning)
};

pub(super) const MODIFIED_EARLY: &Rule = &Rule {
    title: "a release is corrected after it was published",
    why: "A correction before the date is a slip in one of the two.",
    readers: "Readers that sort by the last change put the item where nobody looks.",
    mend: "Correct `modified` or `date`.",
    ..rule("release.modified-early", Level::Warning)
};

pub(super) const NUMBER_ADDRESS: &Rule = &Rule {
    title: "number, address and id have one number",
    why: "The number at the end of an address of osce.org names the release, whatever stands \
          before it. Where two fields have two numbers, one of them is another release's.",
    readers: "A reader who follows the link sees another release.",
    mend: "Look the number up on the page itself.",
    ..rule("release.number-address", Level::Warning)
};

pub(super) const PLACE_STATE: &Rule = &Rule {
    title: "the States of the places are among the participating States",
    why: "Where States are named, a release from a town is mostly about its State as well. \
          Vienna and the seats of the sources do not count.",
    mend: "Add the State to `participating_states` if the release is about it.",
    ..rule("release.place-state", Level::Note)
};

pub(super) const PLAIN_REFERENCES: &Rule = &Rule {
    title: "plain text has no character references",
    why: "`&amp;` and `&#8217;` mean a character in HTML only. In plain text they stand for \
          themselves, and people will see them so.",
    readers: "Readers show `&amp;` instead of `&`.",
    mend: "Write the character itself. If the body is HTML, say so: `body_type` is `text/html`.",
    ..rule("release.plain-references", Level::Warning)
};

pub(super) const PLAIN_TAGS: &Rule = &Rule {
    title: "plain text has no tags",
    why: "A tag in plain text is shown as it stands. Mostly it is HTML that was not declared. \
          `<b>` and `<i>` are let pass: people write about them.",
    readers: "Readers show `<p>` in the middle of the text.",
    mend: "If the body is HTML, say so: `body_type` is `text/html`. Remove tags from titles and \
           summaries.",
    ..rule("release.plain-tags", Level::Warning)
};

pub(super) const SOURCE_MISTYPED: &Rule = &Rule {
    title: "the name of a source is spelled as in the list",
    why: "A source that is not listed is kept as it stands, and that is in order. One that \
          differs from a listed name by a letter or two is mostly a slip, and its releases \
          miss in that source's feed.",
    mend: "Write the name that is proposed, if it is meant.",
    ..rule("release.source-mistyped", Level::Warning)
};

pub(super) const SUMMARY_BODY: &Rule = &Rule {
    title: "the summary is no mere beginning of the body",
    why: "Teasers of listings are cut from the text. A reader sees the same words twice.",
    readers: "Readers that show both show the beginning twice.",
    mend: "Write a summary, or leave it away: readers cut a text themselves.",
    ..rule("release.summary-body", Level::Note)
};

pub(super) const SUMMARY_TITLE: &Rule = &Rule {
    title: "the summary says more than the title",
    why: "A summary that is the title once more tells nothing.",
    readers: "Readers show the same line twice.",
    mend: "Write a summary, or leave it away.",
    ..rule("release.summary-title", Level::Warning)
};

pub(super) const TITLE_BLANKS: &Rule = &Rule {
    title: "a title has single blanks, and none at its ends",
    why: "Blanks at the ends and double blanks come from copying. They are kept, and make two \
          titles of one when they are compared.",
    readers: "Readers take them away.",
    mend: "Remove them.",
    ..rule("release.title-blanks", Level::Note)
};

pub(super) const TITLE_CAPITALS: &Rule = &Rule {
    title: "a title is not in capitals throughout",
    why: "Capitals are harder to read, names cannot be told from words in them, and no program \
          can bring the small letters back.",
    readers: "Screen readers may spell words in capitals letter by letter.",
    mend: "Write it as a sentence is written.",
    ..rule("release.title-capitals", Level::Note)
};

pub(super) const TITLE_STOP: &Rule = &Rule {
    title: "a title ends without a full stop",
    why: "The titles of the newsroom have none. Abbreviations and three dots are let pass.",
    mend: "Remove the full stop.",
    ..rule("release.title-stop", Level::Note)
};

pub(super) const TRANSLATION_LANGUAGE: &Rule = &Rule {
    title: "a translation is in another language than the release",
    why: "A translation into the release's own language is the release itself, or one of the \
          two languages is wrong.",
    readers: "Readers offer a choice between one language and the same.",
    mend: "Correct the language, or remove the line.",
    ..rule("release.translation-language", Level::Warning)
};

pub(super) const TRANSLATION_PAGE: &Rule = &Rule {
    title: "each translation has a page of its own",
    why: "Two languages with one address: one of them leads to the wrong text.",
    readers: "A reader who chooses a language gets another.",
    mend: "Write the address of the translation, with its prefix: `/uk/`, `/sq/`.",
    ..rule("release.translation-page", Level::Warning)
};

pub(super) const URL_PRIVATE: &Rule = &Rule {
    title: "the address can be reached by everybody",
    why: "`localhost`, a private network or a name without a dot lead somewhere on the machine \
          where the release was made, and nowhere for others.",
    readers: "The link is dead in every reader.",
    mend: "Write the address at which the page is published.",
    ..rule("release.url-private", Level::Warning)
};

pub(super) const URL_TRACKING: &Rule = &Rule {
    title: "an address says nothing of how somebody came to it",
    why: "`fbclid` and `utm_source` are added by networks and mailings. They make several \
          addresses of one page, and tell who passed it on.",
    readers: "Readers count the page as several.",
    mend: "Cut the parameter from the address.",
    ..rule("release.url-tracking", Level::Note)
};
