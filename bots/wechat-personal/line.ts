import { z } from 'zod'

import type { Address, MediaRefusal } from '#conversation/message.ts'

/** What stands in the way of a message: our own troubles with the platform, or that the person is gone. */
export type Trouble = 'too-often' | 'banned' | 'logged-out' | 'gone'

/** A puppet at work. Whoever opens one is told what it hears; `ended` is the last word. */
export interface Line {
  /** Throws when nobody knows whether the text arrived. */
  readonly send: (address: Address, text: string) => Promise<'sent' | Trouble>
  /** The file of a message, by its id. */
  readonly file: (id: string) => Promise<HeldFile | MediaRefusal>
  /** Takes somebody for a friend, by the id of their request. */
  readonly accept: (id: string) => Promise<void>
  readonly close: () => Promise<void>
}

export interface HeldFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface LineSettings {
  /** The package of the puppet, or the whole path of one's own. */
  readonly puppet: string
  readonly token?: string
  /** Where the puppet keeps that it is logged in; without it, it asks at each start. */
  readonly session?: string
  readonly maxFileBytes: number
}

export type OpenLine = (settings: LineSettings, tell: (told: Told) => void) => Promise<Line>

const id = z.string().min(1).max(256)

/** What a code can hold, and the address of a log-in is. */
const code = /^[\x21-\x7e]{1,1000}$/

const whatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    label: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal('file'),
    kind: z.enum(['image', 'voice', 'video', 'document']),
  }),
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('unreadable') }),
  z.object({ type: z.literal('closed') }),
])

const toldSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('scan'), picture: z.string().regex(code) }),
  z.object({ type: z.literal('in') }),
  z.object({ type: z.literal('out'), why: z.enum(['logged-out', 'banned']) }),
  z.object({ type: z.literal('trouble'), why: z.enum(['too-often', 'banned', 'fault']) }),
  z.object({ type: z.literal('friend'), id }),
  z.object({ type: z.literal('message'), id, address: id, at: z.number(), what: whatSchema }),
  z.object({ type: z.literal('ended') }),
])

/** What a puppet tells: plain, since it comes from a process of its own. */
export type Told = z.infer<typeof toldSchema>
export type Message = Extract<Told, { readonly type: 'message' }>
export type What = z.infer<typeof whatSchema>

/** `undefined`: nothing that we know. */
export const checked = (told: unknown): Told | undefined => toldSchema.safeParse(told).data
