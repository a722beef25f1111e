/** One thing in a feed. */
interface Entry {
  readonly id: string
  readonly title: string
  /** The day it last changed, and the day it came out. */
  readonly on: string
  readonly published: string
  readonly text: string
}

interface Feed {
  readonly title: string
  readonly self: string
  readonly page: string
  readonly entries: readonly Entry[]
}

/** RFC 4287. Days have no hour: noon in Shanghai stands for all of them. */
export function atom({ title, self, page, entries }: Feed): string {
  const last =
    entries
      .map(({ on }) => on)
      .toSorted()
      .at(-1) ?? '2020-01-01'
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${noon(last)}</updated>`,
    `<author><name>${xml(title)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page)}"/>`,
    ...entries.map(entryOf),
    `</feed>`,
    '',
  ].join('\n')
}

const entryOf = ({ id, title, on, published, text }: Entry): string =>
  [
    `<entry>`,
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<published>${noon(published)}</published>`,
    `<updated>${noon(on)}</updated>`,
    `<link rel="alternate" type="text/html" href="${xml(id)}"/>`,
    `<content type="text">${xml(text)}</content>`,
    `</entry>`,
  ].join('\n')

const noon = (day: string): string => `${day}T12:00:00+08:00`

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Without the signs that no XML may hold. */
const xml = (text: string): string =>
  text
    .replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, (sign) => (/[\t\n\r]/.test(sign) ? sign : ''))
    .replace(/[&<>"]/g, (one) => marks[one] ?? one)
