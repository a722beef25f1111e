import type { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Delivery, Port } from '#conversation/channel.ts'
import type { Address, Deed, Outgoing } from '#conversation/message.ts'

import { fetchFile } from './fetching.ts'
import type { Source } from './fetching.ts'
import { readUpdate } from './reading.ts'

interface Desk {
  readonly source: Source
  readonly port: Port
  readonly area: string | undefined
  readonly now: () => number
  readonly send: (address: Address, message: Outgoing) => Promise<Delivery>
  readonly onFault: (error: unknown) => void
}

const notHere = '这里是群，说的话大家都看得见，不登记举报。请私下说：'
const notSaved = '刚才那条没有保存下来，请再发一次。'

/** Hears one update; resolves when it is safe. */
export function createHandler(desk: Desk): (update: Update) => Promise<void> {
  const { source, port, onFault } = desk
  const answered = new WeakSet<Update>()

  /** The wheel on a pressed button stops at once, and once, whatever becomes of the press. */
  const answer = async (update: Update, query: string): Promise<void> => {
    if (answered.has(update)) return
    answered.add(update)
    await source.api.answerCallbackQuery(query).catch(onFault)
  }

  return async (update) => {
    const reading = readUpdate(update)
    switch (reading.type) {
      case 'deed':
        return await hear(desk, { update, ...reading })
      case 'file': {
        const { address, file } = reading
        return await hear(desk, { update, address, what: await fetchFile(source, port, file) })
      }
      case 'press': {
        const { address, data, query } = reading
        await answer(update, query)
        if (address === undefined || data === undefined) return
        return await hear(desk, { update, address, what: { type: 'button', data } })
      }
      case 'group':
        return await pointToPrivate(source.api, reading.chat).catch(onFault)
      case 'nothing':
    }
  }
}

/** What the person hears when an update could not be saved in spite of all. */
export async function sayNotSaved({ send }: Pick<Desk, 'send'>, update: Update): Promise<void> {
  const reading = readUpdate(update)
  if (!('address' in reading) || reading.address === undefined) return
  await send(reading.address, { id: `not-saved-${update.update_id}`, text: notSaved })
}

interface Done {
  readonly update: Update
  readonly address: Address
  readonly what: Deed
  readonly area?: string
}

async function hear(desk: Desk, { update, address, what, area }: Done): Promise<void> {
  const { port, now, send } = desk
  const known = port.areas().find(({ code }) => code === area)?.code ?? desk.area
  const heard = { channel: 'telegram', address, once: String(update.update_id), at: now(), what }
  await port.hear(
    { ...heard, ...(known === undefined ? {} : { area: known }) },
    async (message) => await send(address, message),
  )
}

async function pointToPrivate(api: Api, chat: number): Promise<void> {
  const { username } = await api.getMe()
  await api.sendMessage(chat, `${notHere}https://t.me/${username}`)
}
