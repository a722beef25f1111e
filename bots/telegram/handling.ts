import type { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Delivery, Port } from '#conversation/channel.ts'
import type { Address, Deed, Outgoing } from '#conversation/message.ts'

import { isNobody } from './canary.ts'
import { fetchFile } from './fetching.ts'
import type { Source } from './fetching.ts'
import { readUpdate } from './reading.ts'
import type { Reading } from './reading.ts'
import { createSent } from './sending.ts'
import { showTyping } from './typing.ts'

interface Desk {
  readonly source: Source
  readonly port: Port
  readonly area: string | undefined
  readonly now: () => number
  readonly send: (address: Address, message: Outgoing) => Promise<Delivery>
  readonly onFault: (error: unknown) => void
  /** What is said besides where a file is too large for this platform. */
  readonly elsewhere: string
  /** How long somebody waits before they see that we are at it. */
  readonly typingMs: number
}

/** Hears one update; calls `safe` as soon as it is on disk, and resolves when its answers were tried. */
export type Handle = (update: Update, safe: () => void) => Promise<void>

const notHere = '这里是群，说的话大家都看得见，不登记举报。请私下说：'
const notSaved = '刚才那条没有保存下来，请再发一次。'

export function createHandler(desk: Desk): Handle {
  const { source, onFault } = desk
  const presses = createSent()
  const groups = createSent()

  /** The wheel on a pressed button stops at once, and once, whatever becomes of the press. */
  const answer = async (query: string): Promise<void> => {
    if (presses.has(query)) return
    presses.add(query)
    await source.api.answerCallbackQuery(query).catch(onFault)
  }

  /** One line, once, and out: whatever is said in a group, everybody reads it. */
  const leave = async (chat: number, words: boolean): Promise<void> => {
    const first = words && !groups.has(String(chat))
    groups.add(String(chat))
    if (first) await pointToPrivate(source.api, chat).catch(onFault)
    await source.api.leaveChat(chat).catch(onFault)
  }

  return async (update, safe) => {
    const reading = readUpdate(update)
    if (reading.type === 'group') {
      safe()
      return await leave(reading.chat, reading.words)
    }
    if (reading.type === 'nothing') return undefined
    if (reading.type === 'press') await answer(reading.query)
    if (reading.address === undefined) return undefined
    const stop = isNobody(reading.address)
      ? () => {}
      : showTyping(source.api, reading.address, { afterMs: desk.typingMs, onFault })
    const saved = (): void => {
      stop()
      safe()
    }
    try {
      await hear(desk, { update, address: reading.address, reading, saved })
    } finally {
      stop()
    }
  }
}

/** What the person hears when an update could not be saved in spite of all. */
export async function sayNotSaved({ send }: Pick<Desk, 'send'>, update: Update): Promise<void> {
  const reading = readUpdate(update)
  if (!('address' in reading) || reading.address === undefined) return
  if (isNobody(reading.address)) return
  await send(reading.address, { id: `not-saved-${update.update_id}`, text: notSaved })
}

type Told = Extract<Reading, { readonly type: 'deed' | 'press' | 'file' }>

interface Done {
  readonly update: Update
  readonly address: Address
  readonly reading: Told
  readonly saved: () => void
}

async function hear(desk: Desk, { update, address, reading, saved }: Done): Promise<void> {
  const { port, now, send } = desk
  const what = await deedOf(desk, reading)
  if (what === undefined) return
  const asked = reading.type === 'deed' ? reading.area : undefined
  const area = port.areas().find(({ code }) => code === asked)?.code ?? desk.area
  const album = reading.type === 'file' ? reading.album : undefined
  const heard = { channel: 'telegram', address, once: String(update.update_id), at: now(), what }
  const more = {
    ...(area === undefined ? {} : { area }),
    ...(album === undefined ? {} : { album }),
  }
  const isTooLarge = what.type === 'refused-media' && what.why === 'too-large'
  let rest = isTooLarge ? desk.elsewhere : ''
  await port.hear({ ...heard, ...more }, async (message) => {
    saved()
    const text = rest ? `${message.text}\n${rest}` : message.text
    rest = ''
    return await send(address, { ...message, text })
  })
}

async function deedOf({ source, port }: Desk, reading: Told): Promise<Deed | undefined> {
  switch (reading.type) {
    case 'deed':
      return reading.what
    case 'file':
      return await fetchFile(source, port, reading.file)
    case 'press':
      return reading.data === undefined ? undefined : { type: 'button', data: reading.data }
  }
}

async function pointToPrivate(api: Api, chat: number): Promise<void> {
  const { username } = await api.getMe()
  await api.sendMessage(chat, `${notHere}https://t.me/${username}`)
}
