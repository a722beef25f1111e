import type { Asked } from '#conversation/channel.ts'
import type { Heard } from '#conversation/message.ts'
import { casesOfHandle, tasksOf } from '#store/cases.ts'
import { loadSession } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { askedOf } from './asked.ts'
import { openSession } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'
import { turnOfDelivery } from './turn.ts'
import { areaPack } from './world.ts'

/** Longer than any conversation of a willing reporter. */
const mostTurns = 25

/** What a rehearsal ends with instead of a commit. */
interface Over {
  readonly rehearsed: 'filed' | 'not-filed'
}

const isOver = (cause: unknown): cause is Over =>
  typeof cause === 'object' && cause !== null && 'rehearsed' in cause

/**
 * A whole conversation of a made-up reporter, by the road of every other: heard, asked, filed, numbered, put on record,
 * given to an office. It happens in a transaction that is taken back at its end, so that no number, chain, figure, notice or
 * search knows of it; even a process that dies in the middle leaves nothing. `keyId` seals what it says meanwhile.
 */
export async function rehearse(
  world: Sealed,
  heard: Pick<Heard, 'channel' | 'area'>,
  keyId: string,
): Promise<boolean> {
  const vault = { ...world.vault, newKey: async () => await Promise.resolve(keyId) }
  const within: Sealed = { ...world, vault }
  try {
    return await world.db.transaction(async (tx): Promise<boolean> => {
      const filed = await report(within, tx, heard)
      throw Object.assign(new Error('rehearsed'), { rehearsed: filed ? 'filed' : 'not-filed' })
    })
  } catch (cause) {
    if (isOver(cause)) return cause.rehearsed === 'filed'
    throw cause
  }
}

/** Whether what was told stands with an office in the end. */
async function report(
  world: Sealed,
  tx: Tx,
  { channel, area: entered }: Pick<Heard, 'channel' | 'area'>,
): Promise<boolean> {
  const area = entered ?? [...world.packs.areas.keys()][0]
  if (area === undefined) return false
  const address = `canary-${world.id()}`
  const hash = world.vault.addressHash(channel, address)
  let text = what
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const once = `${hash}:${turn}`
    const say = { channel, address, once, area, at: world.clock() }
    await turnOfDelivery(world, tx, { heard: { ...say, what: { type: 'text', text } } })
    const row = await loadSession(tx, hash)
    if (!row) return false
    const [filed] = await casesOfHandle(tx, row.handle)
    if (filed) return (await tasksOf(tx, filed.id)).length > 0
    const asked = askedOf(world, await openSession(world, row))
    text = asked ? answerTo(asked, areaPack(world, area).places[0]?.name ?? '') : confirm
  }
  return false
}

const what = '有人没有行医执照，在出租屋里给人打针输液'
const confirm = '提交'

/** By the kind of the question, not by its words, which anybody may change. */
function answerTo({ questions: [question] }: Asked, place: string): string {
  if (!question) return confirm
  const { field, skip, options } = question
  if (field === 'where') return `${place}菜市场旁边二楼`
  if (field === 'what') return what
  if (field === 'standing') return options?.find((one) => one.includes('匿名')) ?? '匿名'
  return skip ?? options?.[0] ?? '1'
}
