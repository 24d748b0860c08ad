//! Rules for lists of feeds.

rules! {
    ADDRESS "opml.address" "O3" Error
    "the addresses of a feed and its page are web addresses"
    "A list of feeds is of use only by the addresses in it."
    "Readers that import the list pass over the feed, or stop."
    "Write a whole address in ASCII: `https://example.org/feed.rss`."
    "OPML 2.0, subscription lists; FV InvalidFullLink"

    BODY "opml.body" "O1" Error
    "there is one `body` in the root"
    "All outlines stand in it."
    "Readers find no feeds."
    "Put the outlines into `<body>`."
    "OPML 2.0, body; FV MissingElement"

    DATE "opml.date" "O4" Error
    "dates are written as RFC 822 writes them, with the year in four digits"
    "It is the only form that OPML has for dates."
    "Readers pass over a date that they cannot read."
    "Write `Tue, 25 Oct 2016 00:00:00 GMT`."
    "OPML 2.0, head; RFC 822, section 5; FV InvalidRFC2822Date"

    FEED_ADDRESS "opml.feed-address" "O3" Error
    "an outline of type `rss` has `xmlUrl`"
    "Without the address there is nothing to subscribe to."
    "Readers that import the list pass over it, or make an empty folder of it."
    "Add `xmlUrl` with the address of the feed."
    "OPML 2.0, subscription lists; FV MissingXmlURL"

    FEED_PAGE "opml.feed-page" "O3" Warning
    "an outline of type `rss` has `htmlUrl`"
    "It is the page that people see who want to know what the feed is of."
    "Readers show no link until they have fetched the feed."
    "Add `htmlUrl` with the address of the page."
    "OPML 2.0, subscription lists"

    FEED_TITLE "opml.feed-title" "O3" Warning
    "an outline of type `rss` has `title`"
    "Some readers take the name of a feed from `title` and others from `text`."
    "Readers that know only `title` show the address instead."
    "Add `title`, the same as `text`."
    "OPML 2.0, subscription lists; FV MissingTitleAttr"

    HEAD "opml.head" "O1" Error
    "there is one `head` in the root"
    "The specification asks for it, also where it is empty."
    "Most readers do without."
    "Put `<head></head>` in front of the body, with a title."
    "OPML 2.0, what is an opml; FV MissingElement"

    NO_OUTLINE "opml.no-outline" "O1" Error
    "there is an `outline` in the body"
    "A list has at least one entry."
    "Readers say that there is nothing to import."
    "Add an outline for each feed."
    "OPML 2.0, body; FV MissingElement"

    TEXT "opml.text" "O2" Error
    "every outline has a `text` that says something"
    "It is what an outline shows."
    "Readers show an empty line or the address."
    "Add `text` with the name of the feed or the group."
    "OPML 2.0, text; FV MissingAttribute"

    VERSION "opml.version" "O1" Error
    "the root says `version=\"2.0\"`"
    "It tells which specification counts."
    "Readers do not look at it."
    "Write `<opml version=\"2.0\">`."
    "OPML 2.0, what is an opml; FV InvalidOPMLVersion"
}
