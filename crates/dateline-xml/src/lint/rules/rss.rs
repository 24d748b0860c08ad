//! Rules for RSS of every version.

rules! {
    ADDRESS "rss.address" "R22" Error
    "addresses are absolute"
    "An address in a feed must lead to the same place wherever the feed is read."
    "feedparser and Miniflux resolve it against the feed's address; others lead nowhere."
    "Write the whole address, with `https://` and the host."
    "RSS 2.0, link; FV InvalidFullLink"

    ADDRESS_CHARACTERS "rss.address-characters" "R22" Error
    "addresses are written in ASCII, without blanks"
    "A blank or a letter beyond ASCII is percent-encoded in a URI, and each program that has to guess does it in its own way."
    "Some readers cut the address at the blank, others encode it twice."
    "Write blanks as `%20`, and letters as the bytes of their UTF-8: `%C3%A9`."
    "RFC 3986, section 2; FV InvalidUriChar, UriNotIri"

    ATOM_AUTHOR_TWICE "rss.atom-author-twice" "R34" Error
    "an item has at most one `atom:author`"
    "What Atom may repeat, an item of RSS may not."
    "Readers show one of them."
    "Use `dc:creator`, once for each author."
    "FV DuplicateElement"

    ATOM_ID "rss.atom-id" "R34" Error
    "an item with a `guid` has no `atom:id`"
    "Both name the item, and two names are two items."
    "feedparser takes the one that comes last."
    "Keep the `guid`."
    "FV DuplicateItemSemantics"

    ATOM_IN_ITEM "rss.atom-in-item" "R34" Warning
    "of Atom, an item has `link`, `updated`, `published` and `summary` only"
    "The others say what elements of RSS say, and those are read."
    "Readers pass over them, or prefer them to those of RSS."
    "Use `category`, `title`, `description` of RSS."
    "FV QuestionableUsage"

    AUTHOR "rss.author" "R25" Error
    "authors and editors are mail addresses: `mail@example.org (Name)`"
    "`author`, `managingEditor` and `webMaster` are for mail addresses. A name alone has `dc:creator`."
    "Readers show whatever stands there."
    "Write the address with the name in brackets, or `<dc:creator>Name</dc:creator>`."
    "RSS 2.0, author; FV InvalidContact"

    AUTHOR_NAME "rss.author-name" "R25" Warning
    "a mail address has the person's name behind it"
    "People know names."
    "Readers show the address where the name should be."
    "Write `mail@example.org (Name)`."
    "RSS profile, author; FV MissingRealName"

    AUTHOR_TWICE "rss.author-twice" "R25" Error
    "an item has at most one `author`"
    "The specification has one."
    "Readers show one of them, often the last."
    "Use `dc:creator`, once for each author."
    "RSS profile, author; FV DuplicateElement"

    CATEGORY_BLANK "rss.category-blank" "R26" Warning
    "a category says something"
    "An empty one sorts nothing."
    "Readers show an empty label."
    "Take the element out."
    "FV NotBlank"

    CHANNEL_BLANK "rss.channel-blank" "R4" Warning
    "title, link and description of the channel say something"
    "They are how people recognise the feed."
    "Readers show the address instead of the title."
    "Write what the feed is called, where its page is, and what it is about."
    "FV NotBlank"

    CHANNEL_MISSING "rss.channel-missing" "R4" Error
    "there is one `channel` in the root"
    "All of a feed stands in it."
    "Readers find no items."
    "Put everything into `<channel>`."
    "RSS 2.0; FV MissingChannel"

    CHANNEL_REQUIRED "rss.channel-required" "R4" Error
    "a channel has `title`, `link` and `description`"
    "The specification asks for the three, and people recognise the feed by them."
    "Readers show the address instead of the title, or refuse the feed."
    "Add the element."
    "RSS 2.0, required channel elements; FV MissingTitle, MissingLink, MissingDescription"

    CHANNEL_TWICE "rss.channel-twice" "R4" Error
    "a channel says each thing once"
    "Nobody can tell which of two counts."
    "Some readers take the first, some the last."
    "Keep one of them."
    "RSS 2.0; FV DuplicateElement"

    CONTENT_ALONE "rss.content-alone" "R27" Warning
    "an item with `content:encoded` has a `description`"
    "Readers that do not know the content module have nothing to show."
    "Simple readers show the title alone."
    "Add a `description`, such as the first paragraph."
    "FV NeedDescriptionBeforeContent; RSS profile"

    CONTENT_FIRST "rss.content-first" "R27" Warning
    "`description` stands before `content:encoded`"
    "Some programs take the later of the two for the text."
    "They show the summary in place of the whole text."
    "Put `description` first."
    "RSS profile, content:encoded; FV NeedDescriptionBeforeContent"

    CONTENT_TYPE "rss.content-type" "R3" Warning
    "RSS is served as `application/rss+xml`"
    "The type is how a browser or a reader knows that it is a feed."
    "Readers look into the document all the same; browsers show it as a page."
    "Configure the server to send `application/rss+xml`."
    "FV UnexpectedContentType"

    CONTENT_TYPE_TEXT "rss.content-type-text" "R3" Note
    "RSS is not served as `text/xml`"
    "Without a charset, old programs take `text/…` for ASCII."
    "Nearly all readers manage."
    "Configure the server to send `application/rss+xml`."
    "RFC 7303, section 9.2; FV TextXml"

    DATE "rss.date" "R23" Error
    "dates are written as RFC 822 writes them"
    "A day, a month by its English name, a year of four digits, a time and a zone: everything else is guessing."
    "Miniflux takes the moment of fetching for a date that it cannot read; others leave the item without one."
    "Write `Tue, 25 Oct 2016 00:00:00 GMT`."
    "RSS 2.0; RFC 822, section 5; FV InvalidRFC2822Date"

    DATE_WEEKDAY "rss.date-weekday" "R23" Error
    "the weekday of a date is the right one"
    "Where the two do not agree, one of them is wrong."
    "Readers pass over the weekday."
    "Correct the weekday, or leave it out."
    "RFC 822, section 5.2; FV IncorrectDOW"

    DATE_ZONE "rss.date-zone" "R23" Warning
    "a date has a year of four digits, and a zone of whole or half hours"
    "Old programs read years of two digits and unusual zones wrongly."
    "Readers differ by hours, or by a century."
    "Write the time in GMT, and the year in full."
    "RSS profile; FV ProblematicalRFC822Date"

    DCTERMS "rss.dcterms" "R33" Error
    "of the terms of Dublin Core only those are used that a feed validator knows"
    "`dcterms:` is for what refines the fifteen elements; these themselves are `dc:`."
    "Readers look for `dc:creator`, not `dcterms:creator`, and pass over the other."
    "Use the element of the same name with `dc:`."
    "FV UndefinedElement"

    DOCS "rss.docs" "R11" Error
    "`docs` is the address of the specification"
    "It is for people who find the file in thirty years."
    ""
    "Write `https://www.rssboard.org/rss-specification`, or take the element out."
    "RSS 2.0, docs; FV InvalidFullLink"

    ELEMENT_UNKNOWN "rss.element-unknown" "R4" Error
    "elements without a prefix are those of RSS"
    "Names are case-sensitive: `pubdate` is not `pubDate`."
    "Readers pass over an element that they do not know."
    "Write the name as the specification has it, or take the element out."
    "RSS 2.0; FV UndefinedElement"

    ENCLOSURE "rss.enclosure" "R31" Error
    "an enclosure has `url`, `type` and `length`"
    "A program must know what it would fetch, and how much."
    "Podcast programs pass over an enclosure without address or type."
    "Write `<enclosure url=\"https://…\" type=\"audio/mpeg\" length=\"0\"/>`."
    "RSS 2.0, enclosure; FV MissingAttribute, InvalidMIMEAttribute, InvalidURLAttribute"

    ENCLOSURE_LENGTH "rss.enclosure-length" "R31" Error
    "the length of an enclosure is a number of bytes, 0 where it is not known"
    "The attribute must be there, and a number."
    "Readers pass over it."
    "Write `length=\"0\"` where the length is not known."
    "RSS profile, enclosure; FV UseZeroForUnknown, InvalidNonNegativeInteger"

    ENCLOSURE_TWICE "rss.enclosure-twice" "R31" Warning
    "an item has at most one enclosure"
    "The specification is silent, and programs are made for one."
    "Some take the first, some the last, a few all."
    "Keep one, and link to the others in the text."
    "RSS profile, enclosure; FV DuplicateEnclosure"

    GEORSS_COMMA "rss.georss-comma" "R35" Warning
    "latitude and longitude of a point have a blank between them"
    "GeoRSS Simple parts them by a blank."
    "Maps show nothing."
    "Write `<georss:point>41.99 21.43</georss:point>`."
    "GeoRSS Simple; FV CoordComma"

    GEORSS_NAME "rss.georss-name" "R35" Warning
    "the name of a place is not said with `georss:featurename`"
    "The specification has `featurename` and the validator knows only `featureName`, so that neither is safe."
    "Hardly any reader looks at either."
    "Use `dcterms:spatial`."
    "FV UndefinedElement"

    GEORSS_POINT "rss.georss-point" "R35" Error
    "a point is a latitude and a longitude with one blank between"
    "Two numbers of degrees, from -90 to 90 and from -180 to 180."
    "Maps show nothing, or another place."
    "Write `<georss:point>41.99 21.43</georss:point>`."
    "GeoRSS Simple; FV InvalidCoord"

    GUID_MISSING "rss.guid-missing" "R21" Warning
    "every item has a `guid`"
    "It names the item for ever: by it readers know what they have shown."
    "Miniflux, FreshRSS and others make one of link and title: a corrected title is then a new item."
    "Add `<guid isPermaLink=\"false\">…</guid>` with something that never changes."
    "RSS profile, guid; FV MissingGuid"

    GUID_PERMALINK "rss.guid-permalink" "R21" Error
    "a `guid` that is no web address says `isPermaLink=\"false\"`"
    "Without it, a guid is the address of the item."
    "Readers lead to an address that there is not."
    "Add `isPermaLink=\"false\"`. The guid itself must not change."
    "RSS 2.0, guid; FV InvalidPermalink, InvalidHttpGUID"

    GUID_PERMALINK_VALUE "rss.guid-permalink-value" "R21" Error
    "`isPermaLink` is `true` or `false`"
    "The two are written in small letters."
    "Readers take everything else for `true`, or for `false`."
    "Write `isPermaLink=\"false\"`."
    "RSS 2.0, guid; FV InvalidBooleanAttribute"

    GUID_SHORT "rss.guid-short" "R21" Warning
    "a `guid` is more than a short number"
    "A number of eight digits or less is unique in one house only."
    "Services that gather many feeds take it for another item."
    "Use the address of the page, or a `tag:` with the number. Guids that are in use must stay as they are."
    "FV NotSufficientlyUnique"

    GUID_TWICE "rss.guid-twice" "R36" Error
    "no two items have one `guid`; the same link or title may stand twice"
    "One guid is one item."
    "Readers show one of the two and never the other."
    "Give each item a guid of its own."
    "RSS 2.0, guid; FV DuplicateValue"

    IMAGE "rss.image" "R12" Error
    "an image has `url`, `title` and `link`"
    "The specification asks for the three."
    "Readers show no picture."
    "Add what is missing."
    "RSS 2.0, image; FV MissingElement"

    IMAGE_FORMAT "rss.image-format" "R12" Warning
    "the picture is a GIF, JPEG or PNG, by the ending of its address"
    "These are the formats that the specification has."
    "Old readers show no picture."
    "Use a PNG."
    "RSS 2.0, image; FV ImageUrlFormat"

    IMAGE_LINK "rss.image-link" "R12" Warning
    "the link of the image is that of the channel"
    "The picture stands for the channel."
    "Some readers take the first link that they meet."
    "Write the same address in both."
    "RSS 2.0, image; FV ImageLinkDoesntMatch"

    IMAGE_SIZE "rss.image-size" "R12" Error
    "an image is at most 144 wide and 400 high"
    "The specification has these limits."
    "Readers scale it themselves."
    "State the right size, or none."
    "RSS 2.0, image; FV InvalidWidth, InvalidHeight"

    IMAGE_TITLE "rss.image-title" "R12" Warning
    "the title of the image is that of the channel"
    "The picture stands for the channel, and the title is what is read out for it."
    "Some readers take the first title that they meet."
    "Write the same title in both."
    "RSS 2.0, image; FV ImageTitleDoesntMatch"

    ITEM_DESCRIPTION "rss.item-description" "R20" Note
    "an item has a description"
    "A title alone says little."
    "Readers show an empty text."
    "Add a description."
    "RSS profile, item"

    ITEM_EMPTY "rss.item-empty" "R20" Error
    "an item has a title or a description"
    "There must be something to show."
    "Readers show an empty line."
    "Add a title."
    "RSS 2.0, elements of item; FV ItemMustContainTitleOrDescription"

    ITEM_TITLE "rss.item-title" "R20" Note
    "an item has a title"
    "Lists of items are lists of titles."
    "Readers show the beginning of the text, or the date."
    "Add a title."
    "RSS profile, item; FV MissingItemTitle"

    LANGUAGE "rss.language" "R8" Error
    "languages are tags of BCP 47"
    "Programs that read aloud, translate or sort go by it."
    "Readers pass over a tag that they do not know."
    "Write `en`, `en-GB`, `sr-Latn`, with hyphens."
    "RFC 5646; FV InvalidLanguage"

    LANGUAGE_MISSING "rss.language-missing" "R8" Note
    "the channel says in which language it is"
    "Nothing else tells it of a text of a few words."
    "Readers guess, or hyphenate and pronounce as in the language of the person who reads."
    "Add `<language>en</language>`."
    "RSS profile, language; FV MissingDCLanguage"

    LANGUAGE_UNLISTED "rss.language-unlisted" "R8" Warning
    "a language is one that feed validators have on their list"
    "The list of the W3C's validator is old and lacks Montenegrin. The tag is right all the same."
    "Readers do not mind."
    "Leave it as it is, or use `sr-ME` where a clean report is needed."
    "FV InvalidLanguage"

    MARKUP "rss.markup" "R5" Warning
    "titles, categories and the channel's description are plain text"
    "Their text is shown as it is: a tag in it is letters."
    "NetNewsWire and Miniflux take tags out of titles; others show them."
    "Take the tags out."
    "RSS profile, character data; FV ContainsHTML"

    MISPLACED "rss.misplaced" "R10" Warning
    "what the channel says about itself stands before its items"
    "Programs that read as the feed comes in know nothing about it until then."
    "Streaming readers miss it."
    "Move it in front of the first item."
    "FV MisplacedItem"

    REFERENCES "rss.references" "R6" Warning
    "plain text has no character references of HTML in it"
    "`&amp;amp;` in a title is `&amp;` to a program that reads plain text, and `&` to one that reads HTML."
    "Half of the readers show `&amp;`, the other half `&`."
    "Write the character itself, and `&` and `<` as `&#x26;` and `&#x3C;`."
    "RSS profile, character data; FV CharacterData, ContainsHTML"

    SAME_MEANING "rss.same-meaning" "R15" Warning
    "nothing is said by two elements"
    "Where the two differ, nobody knows which counts."
    "Miniflux prefers `dc:date` and `dc:title`; others the elements of RSS."
    "Keep the element of RSS."
    "FV DuplicateSemantics, DuplicateItemSemantics"

    SELF_DIFFERS "rss.self-differs" "R9" Warning
    "the link to the feed itself is the address where it is fetched"
    "Readers may move their subscription to it."
    "Some readers and hubs subscribe to that address instead."
    "Write the address where the feed is published, letter by letter."
    "RSS profile, atom:link; FV SelfDoesntMatchLocation"

    SELF_MISSING "rss.self-missing" "R9" Warning
    "the channel says where the feed is fetched"
    "A copy of the feed would not say where it is from."
    "Hubs and archives cannot tell which feed it is."
    "Add `<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"…\"/>`."
    "RSS profile, atom:link; FV MissingAtomSelfLink"

    SELF_TYPE "rss.self-type" "R9" Warning
    "the link to the feed itself says `type=\"application/rss+xml\"`"
    "It is the type that readers look for."
    "Readers that look for a feed by its type pass over the link."
    "Write `type=\"application/rss+xml\"`."
    "RSS profile, atom:link; FV SelfNotAtom"

    SKIP_DAYS "rss.skip-days" "R11" Error
    "`skipDays` has English names of days, each once"
    "The specification has the seven in English."
    "Hardly any reader looks at it."
    "Write `<day>Saturday</day>`."
    "RSS 2.0, skipDays; FV InvalidDay"

    SKIP_HOURS "rss.skip-hours" "R11" Error
    "`skipHours` has numbers from 0 to 23, each once"
    "They are the hours of the day in GMT."
    "Hardly any reader looks at it."
    "Write `<hour>0</hour>`."
    "RSS 2.0, skipHours; FV InvalidHour"

    TEXT_INPUT "rss.text-input" "R11" Warning
    "there is no `textInput`"
    "Nobody shows the box that it describes."
    "Readers pass over it."
    "Take the element out."
    "RSS profile, textInput; FV AvoidTextInput"

    TTL "rss.ttl" "R11" Error
    "`ttl` is a positive number of minutes"
    "It says how long a reader may wait before it looks again."
    "FreshRSS and some services obey it; a wrong one is passed over."
    "Write `<ttl>60</ttl>`."
    "RSS 2.0, ttl; FV InvalidPositiveInteger"

    TWICE "rss.twice" "R32" Error
    "an item says each thing once that may be said once"
    "`dc:creator` and categories may be repeated; a title, a date, a type may not."
    "Some readers take the first, some the last."
    "Keep one of them."
    "FV DuplicateElement"

    VERSION "rss.version" "R4" Error
    "the root says which version of RSS it is"
    "It tells which specification counts."
    "Readers do not look at it."
    "Write `<rss version=\"2.0\">`."
    "RSS 2.0; FV MissingAttribute, UnknownVersion"

    W3C_DATE "rss.w3c-date" "R33" Error
    "dates of Dublin Core are written as W3CDTF writes them"
    "`dcterms:issued` and the like are ISO 8601, unlike `pubDate`."
    "feedparser takes the later of the two dates; one that cannot be read is passed over."
    "Write `2016-10-25` or `2016-10-25T14:30:00+02:00`."
    "W3C Note datetime; FV InvalidW3CDTFDate"
}
