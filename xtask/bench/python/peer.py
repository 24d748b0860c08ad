"""Conversions as Python scripts do them: peer.py NAME FROM TO FILE writes to standard output, peer.py
NAME says the version; exit code 3 where the package is missing.

NAME is `python` (the standard library alone), `feedgen` or `feedparser`."""

import csv
import json
import sys
from datetime import datetime, timezone
from email.utils import format_datetime
from xml.sax.saxutils import escape

csv.field_size_limit(1 << 30)

LISTS = ("fields_of_work", "participating_states", "tags")


def releases(form, path):
    if form == "ndjson":
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
        return
    with open(path, encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            for name in (*LISTS, "sources"):
                row[name] = [term for term in row[name].split("|") if term]
            yield row


def instant(date):
    date = datetime.fromisoformat(date.replace("Z", "+00:00"))
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)


def with_python(form, to, path, out):
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Made-up releases</title>'
        "<link>https://www.osce.org/</link><description>For measuring.</description>\n"
    )
    for release in releases(form, path):
        out.write(f"<item><title>{escape(release['title'])}</title>")
        out.write(f"<link>{escape(release['url'])}</link>")
        out.write(f"<guid>{escape(release['id'])}</guid>")
        out.write(f"<pubDate>{format_datetime(instant(release['date']))}</pubDate>")
        for source in release.get("sources", ()):
            out.write(f"<dc:creator>{escape(source)}</dc:creator>")
        for name in LISTS:
            for term in release.get(name, ()):
                out.write(f"<category>{escape(term)}</category>")
        out.write(f"<description>{escape(release['body'])}</description></item>\n")
    out.write("</channel></rss>\n")


def with_feedgen(form, to, path, out):
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.title("Made-up releases")
    feed.link(href="https://www.osce.org/")
    feed.description("For measuring.")
    for release in releases(form, path):
        entry = feed.add_entry(order="append")
        entry.id(release["id"])
        entry.title(release["title"])
        entry.link(href=release["url"])
        entry.pubDate(instant(release["date"]))
        entry.dc.dc_creator(release.get("sources", []))
        entry.category([{"term": term} for name in LISTS for term in release.get(name, ())])
        entry.description(release["body"])
    out.flush()
    out.buffer.write(feed.rss_str())


def with_feedparser(form, to, path, out):
    import feedparser

    feed = feedparser.parse(path, sanitize_html=False, resolve_relative_uris=False)
    table = csv.writer(out) if to == "csv" else None
    for entry in feed.entries:
        release = {
            "id": entry.get("id"),
            "title": entry.get("title"),
            "date": entry.get("published"),
            "language": entry.get("language"),
            "url": entry.get("link"),
            "sources": [author.get("name") for author in entry.get("authors", [])],
            "tags": [tag.term for tag in entry.get("tags", [])],
            "body": entry.get("summary"),
        }
        if table is None:
            out.write(json.dumps(release, ensure_ascii=False) + "\n")
        else:
            table.writerow(
                "|".join(filter(None, cell)) if isinstance(cell, list) else cell
                for cell in release.values()
            )


def main():
    name, *rest = sys.argv[1:]
    if not rest:
        if name == "python":
            print(sys.version.split()[0])
            return
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(version(name))
        except PackageNotFoundError:
            sys.exit(3)
        return
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    {"python": with_python, "feedgen": with_feedgen, "feedparser": with_feedparser}[name](
        *rest, sys.stdout
    )


main()
