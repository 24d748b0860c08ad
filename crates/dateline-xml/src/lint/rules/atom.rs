//! Rules for Atom.

rules! {
    ADDRESS "atom.address" "A8" Error
    "every link has an address that is a URI"
    "Blanks and letters beyond ASCII are percent-encoded in a URI, and each program that has to guess does it in its own way."
    "Some readers cut the address at the blank, others encode it."
    "Write blanks as `%20`, and letters as the bytes of their UTF-8."
    "RFC 4287, section 4.2.7.1; RFC 3986; FV MissingHref, InvalidUriChar, UriNotIri"

    ALTERNATE_MISSING "atom.alternate-missing" "A9" Error
    "an entry without `content` has a link to its page"
    "There must be a way to what the entry is about."
    "Readers show the title and lead nowhere."
    "Add `<link rel=\"alternate\" href=\"…\"/>`, or the content."
    "RFC 4287, section 4.1.2; FV MissingAlternate"

    ALTERNATE_TWICE "atom.alternate-twice" "A8" Error
    "there is one link to the page for each type and language"
    "Nobody can tell which of two is meant."
    "Most readers take the first, some the last."
    "Keep one, or tell them apart by `type` or `hreflang`."
    "RFC 4287, section 4.1.1; FV DuplicateAtomLink"

    AUTHOR_MISSING "atom.author-missing" "A2" Error
    "every entry has an author, its own or the feed's"
    "An entry that is copied elsewhere would not say whose it is."
    "Readers show none."
    "Add `<author><name>…</name></author>` to the feed."
    "RFC 4287, section 4.1.1; FV MissingElement"

    AUTHOR_NAME "atom.author-name" "A2" Error
    "every author has a name"
    "`author` and `contributor` are people or bodies, of which the name is what is shown."
    "Readers show no author."
    "Add `<name>…</name>` inside."
    "RFC 4287, section 3.2.1; FV MissingElement"

    CATEGORY_LABEL "atom.category-label" "A11" Warning
    "the label of a category is plain text"
    "Labels are shown as they are, markup and all."
    "Readers show the tags."
    "Take the markup out of `label`."
    "RFC 4287, section 4.2.2.3; FV ContainsHTML"

    CATEGORY_SCHEME "atom.category-scheme" "A11" Error
    "the scheme of a category is an absolute address"
    "It names a vocabulary, wherever the entry is read."
    "feed-rs and SimplePie keep the scheme; most readers drop it."
    "Write the whole address of the vocabulary."
    "RFC 4287, section 4.2.2.2; FV InvalidFullLink"

    CATEGORY_TERM "atom.category-term" "A11" Error
    "every category has a `term` that says something"
    "The term is what a category is."
    "Readers pass over a category without it."
    "Add `term`."
    "RFC 4287, section 4.2.2.1; FV MissingAttribute, NotBlank"

    CONTENT_MISSING "atom.content-missing" "A9" Warning
    "an entry has `content` or `summary`"
    "An entry that is only a title and a link says little."
    "Readers show an empty text."
    "Add a `summary` or the `content`."
    "RFC 4287, section 4.1.2; FV MissingTextualContent"

    CONTENT_TYPE "atom.content-type" "A14" Warning
    "Atom is served as `application/atom+xml`"
    "The type is how a browser or a reader knows that it is a feed."
    "Readers look into the document all the same; browsers show it as text or as a page."
    "Configure the server to send `application/atom+xml`."
    "RFC 4287, section 7; FV UnexpectedContentType"

    DATE "atom.date" "A6" Error
    "dates are written as RFC 3339 writes them"
    "The day, the time with seconds, and the zone must all be there."
    "Miniflux takes the moment of fetching for a date that it cannot read; others leave it out."
    "Write `2016-10-25T00:00:00Z`."
    "RFC 4287, section 3.3; FV InvalidRFC3339Date"

    DELETED_ENTRY "atom.deleted-entry" "A15" Warning
    "withdrawn entries are said by being left out"
    "`at:deleted-entry` is a standard that hardly anybody reads, and validators do not know it."
    "Readers keep the withdrawn entry; none of the common ones look at it."
    "Leave the element out, unless a reader of yours asks for it."
    "RFC 6721; FV UnknownNamespace"

    DELETED_ENTRY_INCOMPLETE "atom.deleted-entry-incomplete" "A15" Error
    "a withdrawn entry has `ref` and `when`"
    "Without them nobody knows what was withdrawn, or whether that is newer than the entry."
    ""
    "Add `ref` with the id of the entry and `when` with the moment."
    "RFC 6721, section 3"

    ID "atom.id" "A5" Error
    "ids are absolute URIs without white space"
    "An id names an entry for ever and everywhere."
    "Readers compare ids letter by letter: a blank makes another entry."
    "Use the lasting address of the page, a `tag:` or a `urn:uuid:`, with nothing around it."
    "RFC 4287, section 4.2.6; FV InvalidFullLink, UnexpectedWhitespace"

    ID_CANONICAL "atom.id-canonical" "A5" Warning
    "ids are URIs in their canonical form"
    "Programs on the way may normalise an address, and then the entry appears twice."
    "Miniflux hashes the id: another form is another entry, new and unread."
    "Small letters in scheme and host, a path, no usual port, capitals in `%2F`, nothing escaped that need not be. Ids that are in use must stay as they are."
    "RFC 4287, section 4.2.6.1; FV NonCanonicalURI"

    ID_TWICE "atom.id-twice" "A5" Warning
    "no two entries have one id"
    "One id is one entry; two of them are two versions of it."
    "Readers show one of the two."
    "Give each entry an id of its own."
    "RFC 4287, section 4.1.1; FV DuplicateEntries"

    LANGUAGE "atom.language" "A4" Error
    "`xml:lang` is a language tag"
    "Programs that read aloud, translate or sort go by it."
    "Readers pass over a tag that they do not know."
    "Write a tag of BCP 47: `en`, `en-GB`, `sr-Latn`."
    "RFC 4287, section 2; RFC 5646; FV InvalidLanguage"

    LANGUAGE_MISSING "atom.language-missing" "A4" Note
    "the feed says in which language it is"
    "Nothing else tells it of a text of a few words."
    "Readers guess, or hyphenate and pronounce as in the language of the person who reads."
    "Add `xml:lang` to the root."
    "RFC 4287, section 2; FV MissingDCLanguage"

    MAIL "atom.mail" "A2" Warning
    "a name is no mail address"
    "The address has an element of its own, and as a name it only feeds those who send spam."
    "Readers show it as the name."
    "Write the name in `name`, and the address, if at all, in `email`."
    "RFC 4287, section 3.2.1; FV ContainsEmail"

    MISPLACED "atom.misplaced" "A1" Error
    "what the feed says about itself stands before its entries"
    "Programs that read as the feed comes in know nothing about it until then."
    "Streaming readers miss it."
    "Move it in front of the first entry."
    "FV MisplacedMetadata"

    NOT_CONTENT_TYPE "atom.not-content-type" "A10" Error
    "the `type` of a text is one that there is"
    "It says how the text is to be read: `text`, `html`, `xhtml`, and of `content` also a media type."
    "Readers take it for plain text or show nothing."
    "Write `type=\"html\"` for escaped HTML."
    "RFC 4287, sections 3.1.1 and 4.1.3.1; FV InvalidTextType, InvalidMIMEType"

    PREFIX "atom.prefix" "A12" Warning
    "Atom is the namespace without a prefix"
    "Any prefix is right by the standard, and many programs look for names without one."
    "Simple readers find no entries."
    "Declare `xmlns=\"http://www.w3.org/2005/Atom\"` at the root and write `<feed>`, `<entry>`."
    "FV AvoidNamespacePrefix"

    RELATION "atom.relation" "A8" Warning
    "the relation of a link is registered or a URI"
    "A word of one's own means nothing to others, or something else."
    "Readers pass over the link."
    "Use a relation of the IANA's list, such as `alternate`, `related`, `enclosure`, `via`."
    "RFC 4287, section 4.2.7.2; FV UnregisteredAtomLinkRel"

    REQUIRED "atom.required" "A1" Error
    "feed and entries have `id`, `title` and `updated`"
    "They are what every reader needs to keep entries apart, name and sort them."
    "Miniflux makes an id of the link; others show an entry as new each time."
    "Add the element."
    "RFC 4287, section 4.1; FV MissingElement"

    SELF_DIFFERS "atom.self-differs" "A3" Warning
    "the link to the feed itself is the address where it is fetched"
    "Readers may move their subscription to it."
    "Some readers and hubs subscribe to that address instead."
    "Write the address where the feed is published, letter by letter."
    "RFC 4287, section 4.2.7.2; FV SelfDoesntMatchLocation"

    SELF_MISSING "atom.self-missing" "A3" Warning
    "the feed says where it is fetched"
    "A copy of the feed would not say where it is from."
    "Hubs and archives cannot tell which feed it is."
    "Add `<link rel=\"self\" href=\"…\"/>`."
    "RFC 4287, section 4.1.1; FV MissingSelf"

    SUMMARY_BLANK "atom.summary-blank" "A9" Warning
    "a summary says something"
    "An empty one hides the content in a list."
    "Readers show an empty line."
    "Take the element out, or write a summary."
    "FV NotBlank"

    TWICE "atom.twice" "A1" Error
    "what may be said once is said once"
    "Nobody can tell which of two counts."
    "Some readers take the first, some the last."
    "Keep one of them."
    "RFC 4287, section 4.1; FV DuplicateElement"

    UNDECLARED_HTML "atom.undeclared-html" "A10" Warning
    "text that has markup says so"
    "Without `type` a text is plain, and its tags are shown as letters."
    "Miniflux and feedparser guess; strict readers show the tags."
    "Add `type=\"html\"`, or take the markup out."
    "RFC 4287, section 3.1; FV ContainsUndeclaredHTML"

    UPDATED_SAME "atom.updated-same" "A7" Warning
    "no two entries were updated at the same moment"
    "Readers sort by it, and a whole day at midnight has no order."
    "Readers show such entries in any order."
    "Write the moment as exactly as it is known, or a fraction of a second that differs."
    "FV DuplicateUpdated"

    XHTML_DIV "atom.xhtml-div" "A10" Error
    "text of type `xhtml` is one `div` of XHTML"
    "The `div` is where the namespace of XHTML is declared, and no part of the text."
    "Readers show nothing, or the text without its markup."
    "Put the text into `<div xmlns=\"http://www.w3.org/1999/xhtml\">`."
    "RFC 4287, section 3.1.1.3; FV MissingXhtmlDiv, NotInline"
}
