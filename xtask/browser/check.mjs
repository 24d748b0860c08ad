// Checks a set of feeds as people and feed readers meet it. Run it by `cargo xtask browser`.
//
//   node check.mjs FOLDER CHROMIUM PICTURES
//
// Serves FOLDER on loopback, follows every link of every page and feed in it, and looks at its pages
// in CHROMIUM at the width of a phone and of a desk, in light and dark, with and without JavaScript,
// and from the disk. PICTURES is the folder for pictures of the pages.

import { createServer } from "node:http";
import { mkdir, readFile, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, executablePath, pictures] = process.argv.slice(2).map((path) => resolve(path));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// As a web server should be set up to send them.
const TYPES = {
  ".html": "text/html",
  ".css": "text/css",
  ".rss": "application/rss+xml",
  ".atom": "application/atom+xml",
  ".json": "application/feed+json",
  ".opml": "text/x-opml",
};
const SIZES = [
  { name: "phone", width: 390, height: 844 },
  { name: "narrow phone", width: 320, height: 640 },
  { name: "desk", width: 1440, height: 900 },
];
const SCHEMES = ["light", "dark"];
// WCAG 2.2 to level AA, and what axe takes for good practice.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Every page has its links followed; of large sets, this many are looked at in the browser.
const LOOKED_AT = 40;
// The set stands below a folder, so that a link from the root of the server leads nowhere.
const BASE = "/set/";

// What is wrong, each with all the places where it is, and what was found at the first of them.
const faults = new Map();
function fault(message, place, found = "") {
  const known = faults.get(message);
  if (known) known.places.push(place);
  else faults.set(message, { places: [place], found });
}

// ---- The server.

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  // Browsers ask for it at the root, which is not the set's.
  if (pathname === "/favicon.ico") return response.writeHead(204).end();
  try {
    if (!pathname.startsWith(BASE)) throw new Error("outside the set");
    const name = decodeURIComponent(pathname.slice(BASE.length)) || "index.html";
    const path = resolve(folder, name);
    if (!path.startsWith(folder + sep)) throw new Error("outside the set");
    const bytes = await readFile(path);
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(bytes);
  } catch {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;
const home = origin + BASE;

// ---- What is in the folder.

async function below(path, prefix = "") {
  const found = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    // The ledger of the set is not for the web.
    if (entry.name.startsWith(".")) continue;
    const name = prefix + entry.name;
    if (entry.isDirectory()) found.push(...(await below(join(path, entry.name), `${name}/`)));
    else found.push(name);
  }
  return found.sort();
}

const files = await below(folder);
const known = new Set(files);
const pages = files.filter((name) => name.endsWith(".html"));

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// ---- Every link, of every page and every feed.

const reader = await (await browser.newContext()).newPage();

// What a file says: its links with the type they promise, its fragments, and whether it can be read.
function read({ text, name }) {
  if (name.endsWith(".json")) {
    const links = [];
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return { links, fragments: [], broken: String(error) };
    }
    const walk = (value) => {
      if (typeof value === "string" && /^https?:\/\/\S+$/.test(value)) links.push({ href: value });
      else if (value && typeof value === "object") Object.values(value).forEach(walk);
    };
    walk(value);
    const isFeed = String(value.version).startsWith("https://jsonfeed.org/version/");
    return { links, fragments: [], broken: isFeed ? undefined : "no JSON Feed" };
  }
  const isPage = name.endsWith(".html");
  const document = new DOMParser().parseFromString(text, isPage ? "text/html" : "application/xml");
  const links = [];
  for (const element of document.querySelectorAll("*")) {
    for (const attribute of ["href", "src", "url", "xmlUrl", "htmlUrl"]) {
      const href = element.getAttribute(attribute);
      // The newest archive document names the next one before that is there.
      const isAhead = !isPage && element.getAttribute("rel") === "next-archive";
      if (href !== null) links.push({ href, type: element.getAttribute("type"), isAhead });
    }
    if (!isPage && ["link", "guid", "id", "uri"].includes(element.localName)) {
      const href = element.textContent.trim();
      if (/^https?:/.test(href)) links.push({ href });
    }
  }
  const fragments = [...document.querySelectorAll("[id]")].map((element) => element.id);
  let broken;
  if (isPage) {
    for (const script of document.querySelectorAll("script")) {
      try {
        if (script.type !== "application/ld+json") throw new Error(`a script of type ${script.type}`);
        if (!JSON.parse(script.textContent)["@type"]) throw new Error("JSON-LD without a type");
      } catch (error) {
        broken = String(error);
      }
    }
  } else {
    const root = document.documentElement.localName;
    const expected = { rss: "rss", atom: "feed", opml: "opml" }[name.split(".").pop()];
    const error = document.querySelector("parsererror");
    if (error) broken = error.textContent.split("\n")[0];
    else if (root !== expected) broken = `expected <${expected}>, found <${root}>`;
  }
  return { links, fragments, broken };
}

const said = new Map();
for (const name of files.filter((name) => extname(name) in TYPES && !name.endsWith(".css"))) {
  const response = await fetch(home + encodeURI(name));
  if (response.status !== 200) fault(`answers ${response.status}`, name);
  const found = await reader.evaluate(read, { text: await response.text(), name });
  if (found.broken) fault(`cannot be read: ${found.broken}`, name);
  said.set(name, found);
}

// The address that the set thinks it has.
const canonical = (await readFile(join(folder, "index.html"), "utf8")).match(
  /<link rel="canonical" href="([^"]*)"/,
)?.[1];
if (!canonical) fault("has no canonical address", "index.html");

let followed = 0;
let outward = 0;
const reached = new Set(["index.html"]);
for (const [name, { links }] of said) {
  for (const { href, type, isAhead } of links) {
    let url;
    try {
      url = new URL(href, new URL(name, home));
      if (canonical && url.href.startsWith(canonical)) {
        url = new URL(url.href.slice(canonical.length), home);
      }
    } catch {
      fault(`has an address that is none: ${href}`, name);
      continue;
    }
    if (!url.href.startsWith(home)) {
      if (url.origin === origin) fault(`leads out of the set: ${href}`, name);
      outward += 1;
      continue;
    }
    followed += 1;
    const target = decodeURIComponent(url.pathname.slice(BASE.length)) || "index.html";
    if (!known.has(target)) {
      if (!isAhead) fault(`links to ${target}, which is not there`, name);
      continue;
    }
    reached.add(target);
    const fragment = decodeURIComponent(url.hash.slice(1));
    if (fragment && !said.get(target)?.fragments.includes(fragment)) {
      fault(`links to #${fragment} of ${target}, which is not there`, name);
    }
    const sent = TYPES[extname(target)];
    // OPML says `rss` where HTML says a media type.
    if (type?.includes("/") && sent && type !== sent) {
      fault(`says that ${target} is ${type}, but it is sent as ${sent}`, name);
    }
  }
}
for (const name of files) {
  if (!reached.has(name)) fault("is not linked from anywhere", name);
}

// ---- Every page, as it is seen.

// The index, and of many other pages some from everywhere.
const others = pages.filter((name) => name !== "index.html");
const step = Math.max(1, others.length / (LOOKED_AT - 1));
const seen = new Set(["index.html"]);
for (let at = 0; at < others.length; at += step) seen.add(others[Math.floor(at)]);

async function open(context, name, where) {
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      fault(`console: ${message.text()}`, where);
    }
  });
  page.on("pageerror", (error) => fault(`script: ${error.message}`, where));
  page.on("requestfailed", (request) => {
    if (request.url().startsWith(origin)) fault(`could not load ${request.url()}`, where);
  });
  page.on("request", (request) => {
    // A release may hold pictures from elsewhere; the set itself needs nothing from there.
    const isOwn = /^(data:|file:)/.test(request.url()) || request.url().startsWith(home);
    if (!isOwn && !request.url().endsWith("/favicon.ico")) {
      if (request.resourceType() !== "image") fault(`asks for ${request.url()}`, where);
    }
  });
  // Nothing leaves the machine.
  await page.route(
    (url) => url.protocol.startsWith("http") && url.origin !== origin,
    (route) => route.fulfill({ status: 200, contentType: "image/svg+xml", body: EMPTY }),
  );
  await page.goto(name);
  return page;
}
const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"/>';

// Runs in the page: what stands out of it to the side.
function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const widest = [...document.body.querySelectorAll("*")].find(
    (element) => element.getBoundingClientRect().right > width + 1 && !element.closest("nav"),
  );
  return `${document.documentElement.scrollWidth - width} pixels, by <${widest?.localName ?? "body"} class="${widest?.getAttribute("class") ?? ""}">`;
}

let visits = 0;
const passed = new Set();
await mkdir(pictures, { recursive: true });
for (const size of SIZES) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({
      viewport: { width: size.width, height: size.height },
      colorScheme,
      reducedMotion: "reduce",
    });
    for (const name of seen) {
      const where = `${name} (${size.name}, ${colorScheme})`;
      const page = await open(context, home + encodeURI(name), where);
      visits += 1;
      if (name === "index.html" || name === others[0]) {
        const picture = `${name.replaceAll("/", "-")}-${size.name}-${colorScheme}.png`;
        await page.screenshot({ path: join(pictures, picture.replaceAll(" ", "-")) });
      }
      // What is folded away has to hold as well.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      const out = await page.evaluate(overflow);
      if (out) fault("is wider than the window", where, out);
      await page.evaluate(axe);
      const report = await page.evaluate(
        (values) => globalThis.axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
        RULES,
      );
      report.passes.forEach((rule) => passed.add(rule.id));
      for (const { id, help, nodes } of report.violations) {
        fault(`${id}: ${help}`, where, `${nodes.length} times, first ${nodes[0].html}`);
      }
      await page.close();
    }
    await context.close();
  }
}

// ---- Without JavaScript, by keyboard, on paper, from the disk.

const words = (page) => page.evaluate(() => document.body.innerText);
const withScript = await browser.newContext();
const without = await browser.newContext({ javaScriptEnabled: false });
for (const name of seen) {
  const pages = [
    await open(withScript, home + encodeURI(name), name),
    await open(without, home + encodeURI(name), `${name} (no JavaScript)`),
  ];
  visits += 2;
  const [one, other] = await Promise.all(pages.map(words));
  if (!one.trim()) fault("shows nothing", name);
  if (one !== other) fault("shows something else without JavaScript", name);
  await Promise.all(pages.map((page) => page.close()));
}
const index = await open(without, home, "index.html (no JavaScript)");
for (const summary of await index.locator("summary").all()) {
  await summary.click();
  if (!(await summary.evaluate((element) => element.parentElement.open))) {
    fault("does not unfold without JavaScript", "index.html");
  }
}
await index.close();

const keyboard = await open(withScript, home, "index.html (keyboard)");
await keyboard.keyboard.press("Tab");
const skips = await keyboard.evaluate(() => {
  const { left, top } = document.activeElement.getBoundingClientRect();
  return document.activeElement.matches("a[href='#main']") && left >= 0 && top >= 0;
});
if (!skips) fault("does not begin with a link to its content", "index.html (keyboard)");
await keyboard.close();

const paper = await open(withScript, home + encodeURI(others[0] ?? "index.html"), "on paper");
await paper.emulateMedia({ media: "print", colorScheme: "dark" });
const ground = await paper.evaluate(
  () => getComputedStyle(document.documentElement).backgroundColor,
);
if (ground !== "rgb(255, 255, 255)") fault(`prints on ${ground}`, others[0] ?? "index.html");
await paper.close();

const disk = await open(withScript, pathToFileURL(join(folder, "index.html")).href, "from the disk");
const styled = await disk.evaluate(() => getComputedStyle(document.body).maxWidth !== "none");
if (!styled) fault("has no style when it is opened from the disk", "index.html");
await disk.close();

const engine = browser.version();
await browser.close();
server.close();

// ---- What was found.

const { size: bytes } = await stat(join(folder, "index.html"));
const feeds = files.filter((name) => /\.(rss|atom|json)$/.test(name)).length;
console.log(
  `browser: Chromium ${engine}, ${pages.length} pages, ${feeds} feeds, an index of ${Math.ceil(bytes / 1000)} kB\n` +
    `browser: ${followed} links followed, ${outward} lead elsewhere and were not\n` +
    `browser: ${seen.size} pages looked at, ${visits} visits; ${passed.size} rules of axe-core ${axe.match(/v(\d+\.\d+\.\d+)/)?.[1]} passed\n` +
    `browser: pictures are in ${pictures}`,
);
if (faults.size === 0) {
  console.log("browser: all in order");
} else {
  console.error(`browser: ${faults.size} not in order:`);
  for (const [message, { places, found }] of faults) {
    const more = places.length > 1 ? ` and ${places.length - 1} more` : "";
    console.error(`  ${places[0]}${more}: ${message}${found && `; ${found}`}`);
  }
  process.exitCode = 1;
}
