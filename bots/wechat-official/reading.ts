import type { Deed, MediaKind } from '#conversation/message.ts'

import type { Act } from './allowance.ts'
import type { Fields } from './xml.ts'

/** A file that the platform holds for three days. */
export interface Attachment {
  readonly mediaId: string
  readonly kind: MediaKind
  readonly name?: string
  /** What the platform understood of a voice. */
  readonly words?: string
}

/** What a delivery is to us; a file is still to be fetched. */
export type Reading =
  | { readonly type: 'deed'; readonly what: Deed; readonly area?: string }
  | { readonly type: 'file'; readonly file: Attachment }
  | { readonly type: 'nothing' }

/** One delivery: who, to which account, its id, what it says and what it allows us to send. */
export interface Envelope {
  readonly address: string
  readonly account: string
  readonly once: string
  readonly reading: Reading
  readonly allows?: Act
}

const nothing: Reading = { type: 'nothing' }
const said = (text: string): Reading => ({ type: 'deed', what: { type: 'text', text } })

/** `undefined`: it lacks what every delivery has. Ids of 64 bits stay text. */
export function readDelivery(fields: Fields): Envelope | undefined {
  const of = (name: string): string => fields.get(name)?.trim() ?? ''
  const [address, account, type] = [of('FromUserName'), of('ToUserName'), of('MsgType')]
  const [id, time, event] = [of('MsgId'), of('CreateTime'), of('Event')]
  if (!/^[\w-]{1,128}$/.test(address) || account === '' || !/^\d{1,12}$/.test(time))
    return undefined
  if (type === 'event') {
    const once = `${time}-${event.slice(0, 64)}`
    const allows = actOfEvent(event)
    const reading = readEvent(event, of('EventKey'))
    return { address, account, once, reading, ...(allows ? { allows } : {}) }
  }
  const once = /^\d{1,20}$/.test(id) ? id : `${time}-${type.slice(0, 64)}`
  const allows = fields.has('bizmsgmenuid') ? 'act' : 'message'
  return { address, account, once, reading: readMessage(type, fields), allows }
}

const actOfEvent = (event: string): Act | undefined =>
  ['subscribe', 'SCAN', 'CLICK', 'scancode_push', 'scancode_waitmsg'].includes(event)
    ? 'act'
    : undefined

/**
 * A key of the account's menu is said as words, so that a menu needs no code: 举报, 进度, 帮助. A place that the phone
 * reports by itself was not told by anybody and is not kept.
 */
function readEvent(event: string, key: string): Reading {
  switch (event) {
    case 'subscribe':
    case 'SCAN':
      return startOf(key.replace(/^qrscene_/, ''))
    case 'scancode_waitmsg':
      return startOf('')
    case 'CLICK':
      return key === '' ? startOf('') : said(key)
    case 'unsubscribe':
      return { type: 'deed', what: { type: 'closed' } }
    default:
      return nothing
  }
}

const startOf = (area: string): Reading => ({
  type: 'deed',
  what: { type: 'start' },
  ...(area === '' ? {} : { area }),
})

const kinds: Readonly<Record<string, MediaKind>> = {
  image: 'image',
  voice: 'voice',
  video: 'video',
  shortvideo: 'video',
  file: 'document',
}

/** A choice from a menu inside the chat comes as a text with its label, which is how the list would be answered. */
function readMessage(type: string, fields: Fields): Reading {
  const of = (name: string): string => fields.get(name) ?? ''
  const kind = kinds[type]
  if (kind) return fileOf(kind, fields)
  if (type === 'text' && of('Content') !== '') return said(of('Content'))
  if (type === 'link') {
    const parts = [of('Title'), of('Description'), of('Url')].filter((part) => part.trim() !== '')
    if (parts.length > 0) return said(parts.join('\n'))
  }
  if (type === 'location') {
    const [latitude, longitude] = [Number(of('Location_X')), Number(of('Location_Y'))]
    const label = of('Label').trim()
    if (of('Location_X') !== '' && isPoint(latitude, longitude))
      return {
        type: 'deed',
        what: { type: 'location', latitude, longitude, ...(label ? { label } : {}) },
      }
  }
  return { type: 'deed', what: { type: 'unreadable' } }
}

const isPoint = (latitude: number, longitude: number): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180

/** The platform holds documents back from accounts: they come without an id, and we say that it was not had. */
function fileOf(kind: MediaKind, fields: Fields): Reading {
  const mediaId = fields.get('MediaId')?.trim() ?? ''
  const words = fields.get('Recognition')?.trim() ?? ''
  if (mediaId === '') {
    if (words !== '') return said(words)
    return { type: 'deed', what: { type: 'refused-media', why: 'unreachable' } }
  }
  const name = kind === 'document' ? fields.get('Title')?.trim() : undefined
  return {
    type: 'file',
    file: { mediaId, kind, ...(name ? { name } : {}), ...(words ? { words } : {}) },
  }
}
