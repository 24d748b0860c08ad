//! The rules, as `--explain` prints them.

use dateline_core::{Level, Rule};

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
        $(pub(super) const $name: Rule = Rule {
            id: $id,
            code: $code,
            level: Level::$level,
            title: $title,
            why: $why,
            readers: $readers,
            mend: $mend,
            source: $source,
        };)*

        /// All rules, in the order of their names.
        pub(super) const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    ADDRESS "json-feed.address" "J2" Error
    "addresses are web addresses in ASCII"
    "An address in a feed must lead to the same place wherever the feed is read."
    "Readers lead nowhere, or cut the address at a blank."
    "Write the whole address, with `https://`, blanks as `%20`, letters as the bytes of their UTF-8."
    "JSON Feed 1.1; RFC 3986"

    ATTACHMENT "json-feed.attachment" "J7" Error
    "an attachment has `url` and `mime_type`"
    "A program must know what it would fetch."
    "Podcast programs pass over an attachment without them."
    "Add both: `{\"url\": \"https://…\", \"mime_type\": \"audio/mpeg\"}`."
    "JSON Feed 1.1, attachments"

    AUTHOR "json-feed.author" "J6" Warning
    "authors are in the list `authors`"
    "`author` is of version 1.0, which had one."
    "Readers that know only 1.1 show no author."
    "Write `\"authors\": [{\"name\": \"…\"}]`."
    "JSON Feed 1.1, authors"

    AUTHOR_EMPTY "json-feed.author-empty" "J6" Error
    "an author has `name`, `url` or `avatar`"
    "An author of whom nothing is said is none."
    "Readers show an empty name."
    "Add the name, or take the author out."
    "JSON Feed 1.1, authors"

    CONTENT_MISSING "json-feed.content-missing" "J3" Error
    "an item has `content_html` or `content_text`"
    "The specification asks for one of the two, also where it is empty."
    "Strict readers pass over the item."
    "Add `content_text` with the text."
    "JSON Feed 1.1, content_html"

    CONTENT_TYPE "json-feed.content-type" "J10" Warning
    "a JSON Feed is served as `application/feed+json`"
    "The type is how a reader knows that it is a feed and not other JSON."
    "Most readers look into the document all the same."
    "Configure the server to send `application/feed+json`, or `application/json`."
    "JSON Feed 1.1, MIME type"

    DATE "json-feed.date" "J5" Error
    "dates are written as RFC 3339 writes them"
    "The day, the time with seconds, and the zone must all be there."
    "Miniflux takes the moment of fetching for a date that it cannot read; others leave it out."
    "Write `2016-10-25T14:30:00Z`."
    "JSON Feed 1.1, date_published; RFC 3339"

    ENCODING "json-feed.encoding" "J10" Error
    "the document is in UTF-8"
    "JSON that is exchanged is in UTF-8."
    "Readers refuse it, or show wrong letters."
    "Save it as UTF-8."
    "RFC 8259, section 8.1"

    EXTENSION "json-feed.extension" "J8" Warning
    "the name of an extension is an underscore and a word without dots"
    "So the specification keeps names of its own and those of others apart."
    "Readers pass over all extensions that they do not know."
    "Write `_example`."
    "JSON Feed 1.1, extensions"

    FEED_URL "json-feed.feed-url" "J2" Warning
    "`feed_url` says where the feed is fetched"
    "It names the feed, wherever a copy of it is found."
    "Readers may move their subscription to it."
    "Add `feed_url` with the address where the feed is published, letter by letter."
    "JSON Feed 1.1, feed_url"

    HEAVY "json-feed.heavy" "J10" Note
    "a feed has at most 250,000 bytes"
    "Every subscriber fetches all of it many times a day."
    "Some services look less often at heavy feeds."
    "Publish fewer items, and the others under `next_url`."
    "JSON Feed 1.1, suggestions for publishers"

    HOME_PAGE "json-feed.home-page" "J2" Warning
    "`home_page_url` says which page the feed is of"
    "It is where people go who want to know more."
    "Readers show no link."
    "Add `home_page_url`."
    "JSON Feed 1.1, home_page_url"

    ID "json-feed.id" "J3" Error
    "every item has an `id` that is a text and says something"
    "It names the item for ever; an item without it must be passed over."
    "Miniflux takes the address instead, strict readers drop the item."
    "Add `id`, best the lasting address of the page. A number is written in quotes."
    "JSON Feed 1.1, id"

    ID_TWICE "json-feed.id-twice" "J3" Error
    "no two items have one `id`"
    "One id is one item."
    "Readers show one of the two and never the other."
    "Give each item an id of its own."
    "JSON Feed 1.1, id"

    KEY "json-feed.key" "J8" Warning
    "keys are those of the specification, or extensions"
    "A key that means nothing is mostly a slip, and may mean something else in a later version."
    "Readers pass over it."
    "Correct the key, or put what is yours into an extension whose name begins with an underscore."
    "JSON Feed 1.1, extensions"

    LANGUAGE "json-feed.language" "J2" Error
    "languages are tags of BCP 47"
    "Programs that read aloud, translate or sort go by it."
    "Readers pass over a tag that they do not know."
    "Write `en`, `en-GB`, `sr-Latn`, with hyphens."
    "JSON Feed 1.1, language; RFC 5646"

    LANGUAGE_MISSING "json-feed.language-missing" "J2" Note
    "the feed says in which language it is"
    "Nothing else tells it of a text of a few words."
    "Readers guess."
    "Add `\"language\": \"en\"`."
    "JSON Feed 1.1, language"

    MARKUP "json-feed.markup" "J4" Warning
    "title, summary and tags are plain text"
    "Their text is shown as it is: a tag of HTML in it is letters."
    "Readers show the tags, or take them out."
    "Take the tags out; HTML belongs into `content_html`."
    "JSON Feed 1.1, title, summary, tags"

    NEXT_URL "json-feed.next-url" "J9" Error
    "`next_url` is not the feed itself"
    "A reader that follows it would never come to an end."
    "Careful readers stop, others run until they are stopped."
    "Take it out of the last document, or write the address of the next."
    "JSON Feed 1.1, next_url"

    REQUIRED "json-feed.required" "J1" Error
    "a feed has `version`, `title` and `items`"
    "They are what makes it a feed."
    "Readers refuse it, or show the address for a title."
    "Add what is missing; a feed without items has `\"items\": []`."
    "JSON Feed 1.1, top-level"

    SYNTAX "json-feed.syntax" "J1" Error
    "the document is JSON"
    "A parser must stop at the first fault."
    "Readers show nothing of the feed until it is mended."
    "Mend what is said; most often it is a comma, a quote or a bracket."
    "RFC 8259"

    TYPE "json-feed.type" "J1" Error
    "every value is of the type that its key has"
    "Programs in typed languages read the whole feed or nothing of it."
    "gofeed and others refuse the feed."
    "Write a text in quotes, and a list in brackets also where it has one value."
    "JSON Feed 1.1"

    VERSION "json-feed.version" "J1" Error
    "the version is `https://jsonfeed.org/version/1.1`"
    "It is compared letter by letter."
    "Readers that know 1.0 only take it all the same; others refuse what they do not know."
    "Write `\"version\": \"https://jsonfeed.org/version/1.1\"`."
    "JSON Feed 1.1, version"
}
