// Feeds as Node's readers show them, one line of JSON an item: read.mjs READER FORMAT FILE...

import { readFileSync } from 'node:fs'

const say = (value) => console.log(JSON.stringify(value))

/**
 * Nanoseconds since 1970, as text: they are longer than JavaScript's numbers are. A text may have
 * all the digits of a fraction; what is a date already has milliseconds.
 */
const instant = (date) => {
  if (date === undefined || date === null) return null
  const [point, digits] = /\.(\d+)/.exec(date) ?? ['', '']
  const whole = date instanceof Date ? date : new Date(date.replace(point, ''))
  if (Number.isNaN(whole.getTime())) return `no date: ${date}`
  return String(BigInt(whole.getTime()) * 1000000n + BigInt(digits.padEnd(9, '0')))
}

const orNull = (value) => value ?? null

const readers = {
  feedsmith: {
    module: 'feedsmith',
    *read({ parseRssFeed, parseAtomFeed, parseJsonFeed }, format, text) {
      if (format === 'rss') {
        for (const item of parseRssFeed(text).items ?? []) {
          yield {
            id: orNull(item.guid?.value),
            title: orNull(item.title),
            link: orNull(item.link),
            published: instant(item.pubDate),
            updated: instant(item.dcterms?.modified?.[0]),
            categories: (item.categories ?? []).map((one) => [one.name, orNull(one.domain)]),
            content: orNull(item.content?.encoded),
            summary: orNull(item.description),
            authors: item.dc?.creators ?? [],
            language: orNull(item.dc?.languages?.[0]),
          }
        }
      } else if (format === 'atom') {
        for (const entry of parseAtomFeed(text).entries ?? []) {
          const page = entry.links?.find((link) => link.rel === 'alternate' && !link.hreflang)
          yield {
            id: orNull(entry.id),
            title: orNull(entry.title?.value),
            title_is_html: entry.title?.type === 'html',
            link: orNull(page?.href),
            published: instant(entry.published),
            updated: instant(entry.updated),
            categories: (entry.categories ?? []).map((one) => [one.label ?? one.term, orNull(one.scheme)]),
            content: orNull(entry.content?.value),
            summary: orNull(entry.summary?.value),
            summary_is_html: entry.summary?.type === 'html',
            authors: (entry.authors ?? []).map((author) => author.name),
            language: orNull(entry.xml?.lang),
          }
        }
      } else {
        for (const item of parseJsonFeed(text).items ?? []) {
          yield {
            id: orNull(item.id),
            title: orNull(item.title),
            link: orNull(item.url),
            published: instant(item.date_published),
            updated: instant(item.date_modified),
            categories: (item.tags ?? []).map((label) => [label, null]),
            content: orNull(item.content_html ?? item.content_text),
            summary: orNull(item.summary),
            authors: (item.authors ?? []).map((author) => author.name),
            language: orNull(item.language),
          }
        }
      }
    },
  },
  'rss-parser': {
    module: 'rss-parser',
    async *read({ default: Parser }, format, text) {
      // Fields that the reader collects only when asked, under the names it gives them.
      const item = [['dc:creator', 'creators', { keepArray: true }], ['category', 'categories', { keepArray: true }]]
      const feed = await new Parser({ customFields: { item } }).parseString(text)
      for (const entry of feed.items) {
        const shared = {
          title: orNull(entry.title),
          link: orNull(entry.link),
          published: instant(entry.isoDate),
        }
        if (format === 'rss') {
          yield {
            ...shared,
            id: orNull(entry.guid),
            categories: (entry.categories ?? []).map((one) => [one._ ?? one, one.$?.domain ?? null]),
            content: orNull(entry['content:encoded']),
            summary: orNull(entry.content),
            authors: entry.creators ?? [],
            language: orNull(entry.language),
          }
        } else {
          yield {
            ...shared,
            id: orNull(entry.id),
            categories: (entry.categories ?? []).map(({ $: one }) => [one.label ?? one.term, orNull(one.scheme)]),
            content: orNull(entry.content),
            summary: orNull(entry.summary),
            authors: entry.author === undefined ? [] : [entry.author],
          }
        }
      }
    },
  },
  'feed-parser': {
    module: '@rowanmanning/feed-parser',
    *read({ parseFeed }, format, text) {
      for (const item of parseFeed(text).items) {
        yield {
          id: item.id,
          title: item.title,
          link: item.url,
          published: instant(item.published),
          updated: instant(item.updated),
          categories: item.categories.map((one) => [one.label, one.url]),
          content: item.content,
          summary: item.description,
          authors: item.authors.map((author) => author.name),
        }
      }
    },
  },
}

const [name, format, ...files] = process.argv.slice(2)
const reader = readers[name]
let library
try {
  library = await import(reader.module)
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  // What `cargo xtask readers` knows as "not installed".
  process.exit(3)
}
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url)))
say({ reader: name, version: dependencies[reader.module] })
for (const [number, file] of files.entries()) {
  say({ file: number })
  try {
    for await (const item of reader.read(library, format, readFileSync(file, 'utf8'))) say(item)
  } catch (error) {
    say({ error: String(error) })
  }
}
