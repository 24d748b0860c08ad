// Conversions as Node programs do them: peer.mjs feedsmith FROM TO FILE writes to standard output,
// peer.mjs feedsmith says the version; exit code 3 where the package is missing.

import { createReadStream, existsSync, readFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [name, from, to, path] = process.argv.slice(2)
const described = new URL(`node_modules/${name}/package.json`, import.meta.url)
if (!existsSync(described)) process.exit(3)

const LISTS = ['fields_of_work', 'participating_states', 'tags']

async function* releases() {
  if (from === 'ndjson') {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      yield JSON.parse(line)
    }
    return
  }
  const { parse } = await import('csv-parse')
  for await (const row of createReadStream(path).pipe(parse({ columns: true }))) {
    for (const list of [...LISTS, 'sources']) row[list] = row[list].split('|').filter(Boolean)
    yield row
  }
}

const write = (text) => {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length; ) done += writeSync(1, bytes, done)
}

const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

if (from === undefined) {
  console.log(JSON.parse(readFileSync(described)).version)
} else if (to === 'rss') {
  const { generateRssFeed } = await import('feedsmith')
  const items = []
  for await (const release of releases()) {
    items.push({
      title: release.title,
      link: release.url,
      guid: { value: release.id, isPermaLink: release.id === release.url },
      pubDate: new Date(release.date),
      description: release.body,
      categories: LISTS.flatMap((list) => (release[list] ?? []).map((term) => ({ name: term }))),
      dc: { creators: release.sources },
    })
  }
  write(
    generateRssFeed({
      title: 'Made-up releases',
      link: 'https://www.osce.org/',
      description: 'For measuring.',
      items,
    }),
  )
} else {
  const { parseRssFeed } = await import('feedsmith')
  for (const item of parseRssFeed(readFileSync(path, 'utf8')).items ?? []) {
    const release = {
      id: item.guid?.value,
      title: item.title,
      date: item.pubDate,
      language: item.dc?.languages?.[0],
      url: item.link,
      sources: item.dc?.creators ?? [],
      tags: (item.categories ?? []).map((category) => category.name),
      body: item.content?.encoded ?? item.description,
    }
    write(
      to === 'ndjson'
        ? `${JSON.stringify(release)}\n`
        : `${Object.values(release)
            .map((cell) => quote(Array.isArray(cell) ? cell.join('|') : (cell ?? '')))
            .join(',')}\n`,
    )
  }
}
