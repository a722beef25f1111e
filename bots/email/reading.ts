import { createHash } from 'node:crypto'
import type { Attachment, Email } from 'postal-mime'

import { headerOf, isAutomatic } from './automatic.ts'
import { bouncedAddress } from './bounce.ts'
import { textOfHtml } from './html.ts'
import { usableAddress } from './own-address.ts'
import type { OwnAddress } from './own-address.ts'
import { isGarbled, parseMail } from './parsing.ts'
import { aboveQuotation, tidy } from './quotation.ts'
import type { Tokens } from './token.ts'
import { ours } from './words.ts'
import type { Note } from './words.ts'

/** Whom a mail is from, and how it is known again. */
export interface Sender {
  readonly address: string
  readonly once: string
  /** Its own id, for the answer to name; absent where it has none that can be named. */
  readonly messageId?: string
}

export interface Letter extends Sender {
  readonly type: 'letter'
  readonly text: string
  readonly files: readonly Attachment[]
  /** It shows the token of its sender: it answers a mail that only they could read. */
  readonly proven: boolean
}

/** What a mail is to us. */
export type Reading =
  | Letter
  | ({ readonly type: 'note'; readonly note: Note } & Sender)
  | { readonly type: 'gone'; readonly address: string; readonly once: string }
  | { readonly type: 'nothing' }

export interface Reader {
  readonly own: OwnAddress
  readonly tokens: Tokens
}

/** Characters of one mail that are read: what the conversation keeps whole. */
const longest = 100_000

export async function readMail(raw: Buffer, { own, tokens }: Reader): Promise<Reading> {
  const whole = await parseMail(raw)
  const mail = whole ?? (await parseMail(headOf(raw)))
  if (!mail) return { type: 'nothing' }
  const once = onceOf(mail)
  const gone = bouncedAddress(mail, tokens)
  if (gone !== undefined) return { type: 'gone', address: gone, once }
  const address = usableAddress(mail.from?.address)
  if (address === undefined || own.isOwn(address) || isAutomatic(mail.headers, address))
    return { type: 'nothing' }
  const messageId = namedId(mail.messageId)
  const sender: Sender = { address, once, ...(messageId === undefined ? {} : { messageId }) }
  if (!whole) return { type: 'note', note: 'broken', ...sender }
  return letterOf(mail, sender, tokens)
}

function letterOf(mail: Email, sender: Sender, tokens: Tokens): Reading {
  if (isLocked(mail)) return { type: 'note', note: 'locked', ...sender }
  const words = wordsOf(mail)
  const proven = tokens.isIn(sender.address, [...placesOfToken(mail), words])
  const text = (proven ? aboveQuotation(words) : opening(mail, words)).slice(0, longest)
  if (isGarbled(text)) return { type: 'note', note: 'garbled', ...sender }
  return { type: 'letter', ...sender, text, files: filesOf(mail), proven }
}

/** The head of a mail whose body cannot be read: whom to tell. */
function headOf(raw: Buffer): Buffer {
  const start = raw.subarray(0, 200_000).toString('latin1')
  const end = start.search(/\r?\n\r?\n/)
  const lines = start
    .slice(0, end === -1 ? start.lastIndexOf('\n') + 1 : end)
    .trimEnd()
    .split(/\r?\n(?![ \t])/)
  const kept = lines.filter((line) => !/^content-/i.test(line))
  return Buffer.from(`${kept.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** Where our token comes back: the address written to, the subject, the mail that is answered. */
function placesOfToken(mail: Email): readonly string[] {
  const to = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap(({ address }) => address ?? [])
  return [...to, mail.deliveredTo, mail.subject, mail.inReplyTo, mail.references].filter(
    (place) => place !== undefined,
  )
}

/** A sender's id of a mail is theirs to choose: only a plain one is said again. */
const namedId = (id: string | undefined): string | undefined =>
  id !== undefined && /^<[\w.!#$%&'*+/=?^`{|}~@-]{3,240}>$/.test(id.trim()) ? id.trim() : undefined

/** The content of a part. */
export const bytesOf = (content: Attachment['content']): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content))

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The same mail a second time has the same id, however often and by whatever way it comes. */
function onceOf(mail: Email): string {
  const id = mail.messageId?.trim()
  if (id) return id.length <= 250 ? id : digest(id)
  const parts = [mail.from?.address, mail.date, mail.subject, mail.text, mail.html]
  const files = mail.attachments.map(({ filename, content }) => [
    filename,
    bytesOf(content).toString('base64'),
  ])
  return `hash:${digest(JSON.stringify([parts, files]))}`
}

const locks = /^(application\/(x-)?pkcs7-mime|multipart\/encrypted)\b/i

function isLocked(mail: Email): boolean {
  return (
    locks.test(headerOf(mail.headers, 'content-type')) ||
    mail.attachments.some(({ mimeType }) => locks.test(mimeType)) ||
    /^-----BEGIN PGP MESSAGE-----/m.test(mail.text ?? '')
  )
}

/** Of a text with a PGP signature around it the text. */
const unsigned = (text: string): string =>
  /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\S.*\n)*\n([^]*?)\n-----BEGIN PGP SIGNATURE-----/.exec(
    text,
  )?.[1] ?? text

/** The words, however they came, with plain ends of lines. */
function wordsOf({ text, html }: Email): string {
  const plain = unsigned((text ?? '').replaceAll('\r\n', '\n'))
  if (plain.trim() !== '' || html === undefined) return plain
  return textOfHtml(html)
}

const prefix = /^\s*((re|fw|fwd|aw|回复|答复|转发|回覆|轉寄)\s*[:：]\s*)+/i
const noSubject = /^\s*[(（]?(无主题|没有主题|no subject)[)）]?\s*$/i

/** A first mail is told with its subject; what it passes on is part of it. */
function opening({ subject = '', inReplyTo }: Email, words: string): string {
  const answers = inReplyTo !== undefined || words.includes(ours)
  const own = answers ? aboveQuotation(words) : ''
  const text = own === '' ? tidy(words.split('\n')) : own
  const title = subject.replace(prefix, '').trim()
  const telling = title !== '' && !noSubject.test(title) && !title.includes('\ufffd')
  return telling && !text.includes(title) ? `${title}\n${text}`.trim() : text
}

/** What a mail program adds and nobody attached. */
const additions =
  /^(application\/(pgp-signature|(x-)?pkcs7-signature|pgp-keys)|text\/(x-)?vcard|message\/delivery-status)$/i

const filesOf = ({ attachments }: Email): readonly Attachment[] =>
  attachments.filter(({ mimeType }) => !additions.test(mimeType))
