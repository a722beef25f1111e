/** An opaque address on a channel (chat id, openid, cookie). Bots carry it; only the vault keeps it. */
export type Address = string
export type ChannelId = string

export type MediaKind = 'image' | 'voice' | 'video' | 'document'

/** A file that was kept (sealed and on disk) or that is still to be fetched. */
export interface MediaRef {
  readonly id: string
  readonly kind: MediaKind
  readonly name?: string
  /** `pending`: late, fetched by a job; the reporter hears 正在保存, never 已收到. */
  readonly state: 'kept' | 'pending'
}

/** What a person did on a platform, in our words. */
export type Deed =
  | { readonly type: 'text'; readonly text: string }
  /** `data` is what `Button.data` was, `label` what stood on it, where the platform tells. */
  | { readonly type: 'button'; readonly data: string; readonly label?: string }
  | { readonly type: 'media'; readonly media: readonly MediaRef[]; readonly caption?: string }
  /** A file that was refused: too large, a forbidden kind, empty. */
  | { readonly type: 'refused-media'; readonly why: MediaRefusal }
  | {
      readonly type: 'location'
      readonly latitude: number
      readonly longitude: number
      readonly label?: string
    }
  | { readonly type: 'contact'; readonly phone: string; readonly name?: string }
  /** The way in was used (`/start`, the page was opened for the first time). */
  | { readonly type: 'start' }
  /** A sticker, a poll, whatever the platform has that we cannot read. */
  | { readonly type: 'unreadable' }
  /** The person left or blocked us. */
  | { readonly type: 'closed' }

export type MediaRefusal = 'too-large' | 'forbidden-kind' | 'empty' | 'too-many' | 'unreachable'

/** One delivery of a platform. */
export interface Heard {
  readonly channel: ChannelId
  readonly address: Address
  /** The platform's own id of the delivery; the same delivery twice has the same one. */
  readonly once: string
  readonly at: number
  /** Area code from the entry (`/chat?area=`, start payload, account configuration). */
  readonly area?: string
  readonly lang?: string
  /** The platform's id of the one message of which this is a part: parts count as one answer. */
  readonly album?: string
  readonly what: Deed
}

export interface Button {
  readonly label: string
  /** At most 64 bytes: short session id · turn · option index. */
  readonly data: string
}

/** One message to a person, ready for its channel: text is already split, numbered and escaped. */
export interface Outgoing {
  /** Stable: the same message again has the same id. */
  readonly id: string
  readonly text: string
  readonly buttons?: readonly Button[]
}

/** A line of the chat as the page shows it again after a reload. */
export interface TranscriptLine {
  readonly id: string
  readonly at: number
  readonly from: 'reporter' | 'office'
  readonly text: string
  readonly media?: readonly { readonly kind: MediaKind; readonly name?: string }[]
  readonly buttons?: readonly Button[]
}
