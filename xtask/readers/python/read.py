"""Feeds as Python's readers show them, one line of JSON an item: read.py READER FORMAT FILE..."""

import calendar
import json
import sys
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def say(value):
    # ASCII only, so that no setting of the terminal changes a character.
    print(json.dumps(value))


def of_tuple(parsed):
    """Nanoseconds since 1970 of a time in UTC, as text: it is longer than JSON's numbers are."""
    return None if parsed is None else str(calendar.timegm(parsed) * 10**9)


def of_datetime(date):
    if date is None:
        return None
    # By hand, because `date - EPOCH` knows no offset that leads out of the years 1 to 9999.
    local = date.replace(tzinfo=timezone.utc) - EPOCH - date.utcoffset()
    return str(local // timedelta(microseconds=1) * 1000)


def with_feedparser(form, data):
    import feedparser

    # Cleaning and resolving are for pages that show a feed. What was read is the question here.
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        raise ValueError(feed.bozo_exception)
    for entry in feed.entries:
        # Its own `get` answers for `updated` with what it has for `published`.
        updated = dict.get(entry, "updated_parsed")
        item = {
            "id": entry.get("id"),
            "title": entry.get("title"),
            "link": entry.get("link"),
            "published": of_tuple(entry.get("published_parsed")),
            "updated": of_tuple(updated),
            "categories": [
                [tag.get("label") or tag.get("term"), tag.get("scheme")]
                for tag in entry.get("tags", [])
            ],
            "content": entry["content"][0].get("value") if "content" in entry else None,
            "summary": entry.get("summary"),
            "authors": [author.get("name") for author in entry.get("authors", [])],
            "language": entry.get("language"),
        }
        if form == "atom":
            item["language"] = entry.title_detail.get("language")
            item["title_is_html"] = entry.title_detail.get("type") == "text/html"
            item["summary_is_html"] = entry.get("summary_detail", {}).get("type") == "text/html"
        yield item


def with_atoma(form, data):
    import atoma

    if form == "rss":
        for item in atoma.parse_rss_bytes(data).items:
            yield {
                "id": item.guid,
                "title": item.title,
                "link": item.link,
                "published": of_datetime(item.pub_date),
                "categories": [[label, None] for label in item.categories],
                "content": item.content_encoded,
                "summary": item.description,
            }
    elif form == "atom":
        for entry in atoma.parse_atom_bytes(data).entries:
            pages = [link.href for link in entry.links if not link.hreflang]
            yield {
                "id": entry.id_,
                "title": entry.title.value,
                "title_is_html": entry.title.text_type.name == "html",
                "link": pages[0] if pages else None,
                "published": of_datetime(entry.published),
                "updated": of_datetime(entry.updated),
                "categories": [[one.label or one.term, one.scheme] for one in entry.categories],
                "content": entry.content and entry.content.value,
                "summary": entry.summary and entry.summary.value,
                "summary_is_html": bool(entry.summary) and entry.summary.text_type.name == "html",
                "authors": [author.name for author in entry.authors],
            }
    else:
        for item in atoma.parse_json_feed_bytes(data).items:
            yield {
                "id": item.id_,
                "title": item.title,
                "link": item.url,
                "published": of_datetime(item.date_published),
                "updated": of_datetime(item.date_modified),
                "categories": [[label, None] for label in item.tags],
                "content": item.content_html if item.content_text is None else item.content_text,
                "summary": item.summary,
            }


READERS = {"feedparser": with_feedparser, "atoma": with_atoma}


def main():
    name, form, *files = sys.argv[1:]
    try:
        __import__(name)
    except ImportError:
        # What `cargo xtask readers` knows as "not installed".
        return 3
    say({"reader": name, "version": version(name)})
    for number, file in enumerate(files):
        say({"file": number})
        try:
            with open(file, "rb") as opened:
                for item in READERS[name](form, opened.read()):
                    say(item)
        except Exception as error:  # Whatever a reader raises is what it has to say.
            say({"error": f"{type(error).__name__}: {error}"})
    return 0


sys.exit(main())
