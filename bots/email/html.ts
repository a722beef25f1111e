const silent = new Set([
  'head',
  'style',
  'script',
  'title',
  'noscript',
  'template',
  'svg',
  'select',
])
const breaks = new Set(
  'address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td th tr ul'.split(
    ' ',
  ),
)
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
}

/** Characters of a page that are looked at. */
const most = 1_000_000

/** The words of a page, once through from front to back. Nothing of it is run, fetched or kept but its words. */
export function textOfHtml(html: string): string {
  const page = html.slice(0, most)
  const parts: string[] = []
  let quoted = 0
  let hushed: string | undefined
  const newLine = (): void => {
    parts.push(quoted > 0 ? '\n> ' : '\n')
  }
  const write = (text: string): void => {
    if (hushed === undefined) parts.push(decoded(text.replace(/[ \t\r\n]+/g, ' ')))
  }
  let at = 0
  while (at < page.length) {
    const open = page.indexOf('<', at)
    if (open === -1) break
    write(page.slice(at, open))
    at = endOfTag(page, open)
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(page.slice(open, open + 20))
    if (!tag) {
      if (at === open + 1) write('<')
      continue
    }
    const name = (tag[2] ?? '').toLowerCase()
    const closes = tag[1] === '/'
    if (hushed !== undefined) {
      if (closes && name === hushed) hushed = undefined
      continue
    }
    if (!closes && silent.has(name)) hushed = name
    if (name === 'blockquote') quoted = Math.max(0, quoted + (closes ? -1 : 1))
    if (breaks.has(name)) newLine()
  }
  if (at < page.length) write(page.slice(at))
  return parts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Behind the tag or comment that begins here; a mark that opens nothing is a mark. */
function endOfTag(page: string, open: number): number {
  if (page.startsWith('<!--', open)) {
    const end = page.indexOf('-->', open + 4)
    return end === -1 ? page.length : end + 3
  }
  if (!/[a-z/!?]/i.test(page[open + 1] ?? '')) return open + 1
  const end = page.indexOf('>', open)
  return end === -1 ? page.length : end + 1
}

function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
    const fits = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    return fits ? String.fromCodePoint(code) : ''
  })
}
