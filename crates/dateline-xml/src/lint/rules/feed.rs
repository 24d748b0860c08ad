//! Rules for feeds of every dialect.

rules! {
    ARCHIVE_CURRENT "feed.archive-current" "A13" Warning
    "an archive document names the document that is subscribed to"
    "A reader that comes to an archive document first has no other way to the feed itself."
    "Few readers walk through archives; those that do stop here."
    "Add a link with `rel=\"current\"` and the address of the subscription document."
    "RFC 5005, section 4; FV MissingCurrentInArchive"

    CHARACTERS "feed.characters" "R7" Warning
    "no text has C1 controls, U+FFFD or characters that are none"
    "U+0080 to U+009F are what is left of windows-1252 that was taken for Latin-1, and U+FFFD stands where bytes were lost."
    "Readers show a box, a question mark or nothing."
    "Convert the text again from its source with the right encoding, such as U+0092 to U+2019."
    "FV BadCharacters"

    CHARSET "feed.charset" "R3" Warning
    "the charset that the server states is that of the document"
    "The header of the answer counts for more than the declaration in the file, so that a wrong one spoils every letter beyond ASCII."
    "feedparser and Miniflux follow the header first; others guess."
    "Serve the file as `application/rss+xml; charset=utf-8`, or without a charset."
    "RFC 7303, section 3; FV EncodingMismatch"

    COMPLETE_PAGED "feed.complete-paged" "A13" Error
    "a complete feed has no archive documents"
    "`fh:complete` says that this document is all there is, which links to other documents of the feed deny."
    ""
    "Take out `fh:complete`, or the links to archives."
    "RFC 5005, sections 2 and 4; FV FeedRelInCompleteFeed"

    DATE_EARLY "feed.date-early" "R24" Warning
    "no date is before 1990"
    "A date of before the web is mostly a clock that was not set."
    "Readers sort such items to the very end, and some delete them at once as too old."
    "Check the date. Where it is right, RSS and Atom have `dcterms:available`, which nobody compares."
    "FV ImplausibleDate"

    DATE_FUTURE "feed.date-future" "R24" Warning
    "no date is later than now"
    "What is dated in the future was published too soon, or its zone is wrong."
    "NetNewsWire passes over dates more than a day ahead; others hold such an item on top until its day has come."
    "Check the zone of the date, or publish the item when its time has come."
    "FV ImplausibleDate"

    DECLARATION "feed.declaration" "R1" Note
    "the document begins with an XML declaration that names UTF-8"
    "Without it everything depends on what the server says."
    "Readers take UTF-8, and some guess from the letters."
    "Begin with `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`."
    "XML 1.0, section 2.8"

    DOCTYPE "feed.doctype" "R16" Note
    "no document type refers to a file elsewhere"
    "Nobody fetches it, so that what it declares is not known; a document type inside the document does no harm."
    "Many readers refuse documents with any document type, out of fear of entities."
    "Take the document type out, and write characters by number."
    "FV ContainsSystemEntity"

    ENCODING "feed.encoding" "R1" Error
    "all bytes are text in the encoding of the document"
    "One wrong byte makes the document no XML."
    "Strict readers refuse the whole feed; lenient ones show wrong letters."
    "Save the document as UTF-8, and declare it."
    "XML 1.0, section 4.3.3; FV UnicodeError"

    ENTITY "feed.entity" "R1" Warning
    "references mean a character for every reader"
    "XML knows five entities, and readers fetch no declarations of others; `&#146;` is a control character, and a quote only in windows-1252."
    "Readers drop such a character, show a box, or refuse the feed."
    "Write characters by their number in Unicode: `&#xA0;`, `&#x2019;`."
    "XML 1.0, section 4.1; FV UndefinedNamedEntity"

    HEAVY "feed.heavy" "R2" Note
    "a feed has at most 500,000 bytes"
    "Every subscriber fetches all of it many times a day."
    "Some services cut longer feeds or look less often."
    "Publish fewer items, or bodies as summaries; older items belong in archive documents (RFC 5005)."
    "practice of feed services"

    HTML_RELATIVE "feed.html-relative" "R30" Warning
    "addresses in HTML are absolute"
    "In a reader the text stands at another address, to which relative links then lead."
    "Miniflux and feedparser resolve them against the item's link; many readers show broken pictures and links."
    "Write the whole address, with `https://` and the host."
    "FV ContainsRelRef; RSS profile"

    HTML_STRICT "feed.html-strict" "R28" Warning
    "HTML in a feed is such that a strict parser finds no error"
    "What browsers make of broken HTML differs from what readers' own parsers make of it."
    "Readers clean HTML with parsers of their own, and what is not closed or escaped swallows what follows."
    "Close elements, write `&` in text and addresses as `&amp;` within the HTML, and escape once more for XML."
    "FV NotHtml; RSS profile, description"

    HTML_UNSAFE "feed.html-unsafe" "R29" Warning
    "HTML in a feed has nothing that acts, and only what belongs to a text"
    "Scripts, frames, forms, handlers and most styles are a risk for whoever shows them."
    "All readers take such elements out, some with all they hold."
    "Take out `script`, `iframe`, `object`, `embed`, `style`, `on…` attributes and styles that place things; keep paragraphs, lists, links, pictures."
    "FV SecurityRisk, SecurityRiskAttr, DangerousStyleAttr"

    NAMESPACE_ADDRESS "feed.namespace-address" "R13" Warning
    "the address of a namespace is written exactly as it is defined"
    "Addresses of namespaces are compared letter by letter: another case or slash is another namespace."
    "Readers that go by the address pass over all elements of it."
    "Write the address as its specification has it."
    "Namespaces in XML 1.0, section 2.3; FV UnknownNamespace"

    NAMESPACE_PREFIX "feed.namespace-prefix" "R14" Note
    "namespaces have their customary prefixes"
    "A prefix may be any, but many readers know elements by the letters of the customary one."
    "NetNewsWire, Feedjira, rss-parser and FeedKit look for `dc:`, `content:` and the like literally."
    "Use `atom`, `content`, `dc`, `dcterms`, `georss`, `fh` and the like."
    "FV NonstdPrefix"

    NAMESPACE_UNKNOWN "feed.namespace-unknown" "R13" Warning
    "elements are of namespaces that feed validators know"
    "An element that only its author knows says nothing to anybody else."
    "Readers pass over such elements."
    "Use elements of Dublin Core or categories with a `domain` instead."
    "FV UnknownNamespace"

    NAMESPACE_UNSUPPORTED "feed.namespace-unsupported" "R13" Note
    "elements are of namespaces whose content feed validators check"
    "The namespace is known, and what is said in it is not looked at."
    "Readers pass over such elements."
    "Nothing has to be done; make sure elsewhere that they are right."
    "FV UnsupportedNamespace"

    NO_FEED "feed.no-feed" "R1" Error
    "the document is a feed or a list of feeds"
    "Its root is that of something else, such as a page for people that a server sent in place of the feed."
    "Readers say that there is no feed at this address."
    "Check the address from which it was fetched."
    "FV UndefinedElement"

    NOT_UTF_8 "feed.not-utf-8" "R1" Warning
    "the document is in UTF-8"
    "All parsers read UTF-8, and no other encoding has room for every language."
    "Readers in the browser and on phones often know UTF-8 only."
    "Save it as UTF-8 with `encoding=\"UTF-8\"` in the declaration."
    "XML 1.0, section 2.2; FV NonStandardEncoding"

    NOT_WELL_FORMED "feed.not-well-formed" "R1" Error
    "the document is well-formed XML with namespaces"
    "XML has no second guess: a parser must stop at the first fault."
    "Strict readers show nothing of the feed until it is mended; feedparser and Miniflux try a lenient parser."
    "Escape `&` and `<` in text, close every element, declare every prefix."
    "XML 1.0; Namespaces in XML 1.0; FV SAXError"

    TEXT_DECODED_TWICE "feed.text-decoded-twice" "R7" Warning
    "no text looks like UTF-8 that was taken for Latin-1"
    "`Ã©` for `é` is what a program makes that decodes the wrong way and encodes again."
    "Readers show it as it is."
    "Convert the text again from its source, as UTF-8 all the way."
    "FV BadCharacters"

    TOO_LONG "feed.too-long" "R2" Error
    "a feed has at most 5,000,000 bytes"
    "The W3C's validator reads no longer feed at all."
    "Feed services refuse or cut feeds of that length."
    "Publish fewer items, and the others in archive documents (RFC 5005)."
    "FV ValidatorLimit"
}
