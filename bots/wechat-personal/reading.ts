import type { MediaKind } from '#conversation/message.ts'

import type { Told, What } from './line.ts'
import { troubleIn } from './trouble.ts'

/** A message as the puppet has it; `kind` is the name of its type. */
export interface Facts {
  readonly id: string
  readonly talker: string
  readonly kind: string
  readonly text: string
  readonly at: number
  readonly inRoom: boolean
  readonly own: boolean
  readonly official: boolean
  /** What a place or a link holds, as far as the puppet knows. */
  readonly place?: { readonly latitude: number; readonly longitude: number; readonly label: string }
  readonly link?: string
}

const files: Readonly<Record<string, MediaKind>> = {
  Image: 'image',
  Audio: 'voice',
  Video: 'video',
  Attachment: 'document',
}

/** The platform's own accounts; official accounts begin with `gh_`. */
const machines =
  /^(gh_\w*|weixin|wechat|filehelper|fmessage|medianote|floatbottle|newsapp|notifymessage|mphelper|q(mail|qmail|message)|tmessage|weibo|lbsapp|shakeapp|blogapp)$/

/** What the platform writes into a chat itself comes as one of these. */
const system = new Set(['Unknown', 'GroupNote'])

/**
 * Only private chats of people tell a report. To what the platform writes itself nothing is answered, or it and we would
 * answer each other for ever; but it says there when somebody took us off their list, or when we speak too often.
 */
export function readMessage(facts: Facts): Told | undefined {
  const { id, talker: address, at, kind, inRoom, own, official } = facts
  if (inRoom || own || official || machines.test(address)) return undefined
  if (!system.has(kind)) {
    const what = whatOf(facts)
    return what && { type: 'message', id, address, at, what }
  }
  const trouble = troubleIn(facts.text)
  if (trouble === 'gone') return { type: 'message', id, address, at, what: { type: 'closed' } }
  return trouble === 'too-often' || trouble === 'banned'
    ? { type: 'trouble', why: trouble }
    : undefined
}

/** What was taken back was said all the same: nothing is heard of that. */
function whatOf({ kind, text, place, link }: Facts): What | undefined {
  if (kind === 'Recalled') return undefined
  const file = files[kind]
  if (file) return { type: 'file', kind: file }
  if (kind === 'Text' && text.trim() !== '') return { type: 'text', text }
  if (kind === 'Url' && link) return { type: 'text', text: link }
  if (kind === 'Location' && place && isPoint(place)) {
    const { latitude, longitude, label } = place
    return { type: 'location', latitude, longitude, ...(label ? { label } : {}) }
  }
  return { type: 'unreadable' }
}

const isPoint = ({ latitude, longitude }: NonNullable<Facts['place']>): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
