import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'

/** More parts than any person sends; and how deep they lie in one another. */
const mostParts = 200
const deepest = 20
const mostBoundaries = 64

/** A mail as it is to be read, or `undefined` where it is broken or built to break its reader. */
export async function parseMail(raw: Buffer): Promise<Email | undefined> {
  if (partsIn(raw) > mostParts) return undefined
  const read = await parsed(raw)
  if (!read || badness(read) === 0) return read
  const guess = await parsed(inChinese(raw))
  return guess && badness(guess) < badness(read) ? guess : read
}

async function parsed(raw: Buffer): Promise<Email | undefined> {
  const limits = { maxNestingDepth: deepest, maxHeadersSize: 512 * 1024 }
  return await PostalMime.parse(raw, { ...limits, forceRfc822Attachments: true }).catch(
    () => undefined,
  )
}

/** Lines that begin a part, of all the borders that the mail names. */
function partsIn(raw: Buffer): number {
  const text = raw.toString('latin1')
  const names = new Set<string>()
  for (const [, quoted, bare] of text.matchAll(
    /boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))/gi,
  )) {
    names.add(quoted ?? bare ?? '')
    if (names.size > mostBoundaries) return Infinity
  }
  let parts = 0
  for (let at = text.indexOf('\n--'); at !== -1; at = text.indexOf('\n--', at + 3)) {
    const line = text.slice(at + 3, at + 203)
    for (const name of names) if (line.startsWith(name)) parts += 1
    if (parts > mostParts) break
  }
  return parts
}

const text = ({ text: plain = '', html = '' }: Email): string => `${plain}${html}`.slice(0, 100_000)

/** The sign for a sign that was not known; and what becomes of three of them in GB18030. */
const unknown = /\ufffd|[锟斤拷](?=[锟斤拷])/g

/** How many characters of a mail are none, or are Chinese read as if it were French. */
function badness(mail: Email): number {
  const words = text(mail)
  const lost = count(words, unknown)
  const western = count(words, /[\u0080-\u00ff]/g)
  const chinese = count(words, /\p{Script=Han}/gu)
  return western > 8 && western > chinese * 2 && western * 3 > words.length ? lost + western : lost
}

const count = (words: string, what: RegExp): number => words.match(what)?.length ?? 0

/** Whether the words of a mail cannot be made out. */
export function isGarbled(words: string): boolean {
  const lost = count(words, unknown)
  return lost > 3 && lost * 5 > words.length
}

/** The same mail with every text said to be in the Chinese set that contains the others. */
function inChinese(raw: Buffer): Buffer {
  const said = raw
    .toString('latin1')
    .replace(/charset\s{0,9}=\s{0,9}"?[\w.:-]{1,40}"?/gi, 'charset=gb18030')
    .replace(
      /^(content-type:[ \t]{0,9}text\/(?:plain|html))[ \t;]{0,9}\r?$/gim,
      '$1; charset=gb18030',
    )
  const head = said.slice(0, said.search(/\r?\n\r?\n/) + 1)
  const typed = /^content-type:/im.test(head)
  return Buffer.from(
    typed ? said : `Content-Type: text/plain; charset=gb18030\r\n${said}`,
    'latin1',
  )
}
