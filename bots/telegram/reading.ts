import type { Deed, MediaKind } from '#conversation/message.ts'

import { checked, type Member, type Message } from './update.ts'

/** A file that Telegram holds for a message. */
export interface Attachment {
  readonly fileId: string
  readonly kind: MediaKind
  readonly size: number
  readonly name?: string
  readonly caption?: string
}

/** What an update is to us; a file is still to be fetched. */
export type Reading =
  | { readonly type: 'deed'; readonly address: string; readonly what: Deed; readonly area?: string }
  | {
      readonly type: 'press'
      readonly address?: string
      readonly query: string
      readonly data?: string
    }
  | {
      readonly type: 'file'
      readonly address: string
      readonly file: Attachment
      /** Parts of one message come each by itself. */
      readonly album?: string
    }
  /** `words`: somebody there may be told the way. */
  | { readonly type: 'group'; readonly chat: number; readonly words: boolean }
  | { readonly type: 'nothing' }

/** Only private chats tell a report: in a group everybody would read it. Edited messages answer nothing. */
export function readUpdate(update: unknown): Reading {
  const { message, callback_query: press, my_chat_member: member } = checked(update)
  if (press) {
    const chat = press.message?.chat
    const own = chat === undefined || chat.type === 'private'
    const { data } = press
    return {
      type: 'press',
      query: press.id,
      ...(own ? { address: String(press.from.id) } : {}),
      ...(data === undefined ? {} : { data }),
    }
  }
  if (member) return readMember(member)
  if (!message) return { type: 'nothing' }
  if (message.chat.type !== 'private') {
    const called = /^\/start\b/.test(message.text ?? '')
    return called ? { type: 'group', chat: message.chat.id, words: true } : { type: 'nothing' }
  }
  return readMessage(message)
}

/** Somebody blocked us; or took us into a group or a channel, where we do not stay. */
function readMember({ chat, new_chat_member: { status } }: Member): Reading {
  if (chat.type === 'private') {
    const address = String(chat.id)
    if (status !== 'kicked') return { type: 'nothing' }
    return { type: 'deed', address, what: { type: 'closed' } }
  }
  const isIn = status === 'member' || status === 'administrator'
  return isIn
    ? { type: 'group', chat: chat.id, words: chat.type !== 'channel' }
    : { type: 'nothing' }
}

function readMessage(message: Message): Reading {
  const address = String(message.chat.id)
  const file = attachmentOf(message)
  const { media_group_id: album } = message
  if (file) return { type: 'file', address, file, ...(album ? { album } : {}) }
  const start = /^\/start(?:@\w+)?(?: (.*))?$/.exec(message.text ?? '')
  if (start) {
    const area = start[1]?.trim()
    return { type: 'deed', address, what: { type: 'start' }, ...(area ? { area } : {}) }
  }
  return { type: 'deed', address, what: deedOf(message) }
}

function deedOf({ from, text, venue, location, contact }: Message): Deed {
  if (text !== undefined) return { type: 'text', text: text.replace(/^(\/\w+)@\w+/, '$1') }
  if (venue) {
    const { latitude, longitude } = venue.location
    const label = [venue.title, venue.address].filter(Boolean).join(' ')
    return { type: 'location', latitude, longitude, label }
  }
  if (location) {
    const { latitude, longitude } = location
    return { type: 'location', latitude, longitude }
  }
  if (contact) {
    const name = [contact.last_name, contact.first_name].filter(Boolean).join('')
    const { phone_number: phone, user_id: owner } = contact
    // Somebody else's card is something told, never the way to reach the reporter.
    if (owner === undefined || owner !== from?.id)
      return { type: 'text', text: `名片：${name || '没有名字'}，${phone}` }
    return { type: 'contact', phone, ...(name ? { name } : {}) }
  }
  return { type: 'unreadable' }
}

interface Held {
  readonly file_id: string
  readonly file_size?: number | undefined
  readonly file_name?: string | undefined
}

const sizeOf = ({ width = 0, height = 0 }: NonNullable<Message['photo']>[number]): number =>
  width * height

const largestOf = (photos: NonNullable<Message['photo']>): Held | undefined =>
  photos.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0]

/** Of a photo the largest size: as evidence a thumbnail is worth nothing. */
function attachmentOf(message: Message): Attachment | undefined {
  const largest = largestOf(message.photo ?? [])
  const held: readonly (readonly [MediaKind, Held | undefined])[] = [
    ['image', largest],
    ['voice', message.voice ?? message.audio],
    ['video', message.video ?? message.video_note],
    ['document', message.document],
  ]
  const [kind, file] = held.find(([, one]) => one !== undefined) ?? []
  if (kind === undefined || file === undefined) return undefined
  return {
    fileId: file.file_id,
    kind,
    size: file.file_size ?? 0,
    ...(file.file_name ? { name: file.file_name } : {}),
    ...(message.caption ? { caption: message.caption } : {}),
  }
}

/** The chat whose order an update keeps; 0 where it belongs to none. */
export function chatOf(update: unknown): number {
  const { message, callback_query: press, my_chat_member: member } = checked(update)
  return message?.chat.id ?? press?.from.id ?? member?.chat.id ?? 0
}
