import { createHear } from '#service/hear.ts'
import { openCase } from '#service/case-file.ts'
import type { Bot, Channel, Delivery } from '#conversation/channel.ts'
import type { Address, Outgoing } from '#conversation/message.ts'
import { queues } from '#store/channel-states.ts'
import { createRound } from '../../src/round.ts'
import { does, rowOf } from '../service/filed.ts'
import { aHouse, aStory, standsBehind, type TestHouse } from '../service/house.ts'

const minute = 60_000
/** So the simulated time goes on. */
const step = 3 * minute
const rongchang = '500153'
const hint = '您有一条办理进度'

/** A platform with people on it, and the bot that speaks to it. */
export interface Outage {
  readonly bot: Bot
  readonly people: readonly Address[]
  /** As the person does it; while the platform is down it keeps what it can. */
  readonly write: (person: Address, text: string) => Promise<void>
  /** Everything that was written has been heard and answered. */
  readonly settled: () => Promise<void>
  /** From now on the platform takes a message and says nothing; resolves the second when it has taken one. */
  readonly breaks?: { readonly begin: () => void; readonly taken: () => Promise<void> }
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  /** Every text of the office on the person's device, in order. */
  readonly shown: (person: Address) => readonly string[]
  /** The platform's own clock goes on with ours. */
  readonly pass: (ms: number) => void
  readonly close: () => Promise<void>
}

/** What an outage came to. */
export interface Figures {
  /** Told to people: news of the department. */
  readonly notices: number
  /** Messages in the queue, as the desk shows it, when the hour was over. */
  readonly waiting: number
  readonly delivered: number
  /** Shown twice since nobody knew whether it had arrived. */
  readonly doubled: number
  /** How often nobody knew. */
  readonly doubts: number
  /** Waiting on the desk's list when the platform was back and had been given three hours. */
  readonly undelivered: number
  /** Of these what is still not shown after the person has spoken. */
  readonly lost: number
  /** What people wrote during the outage, and what of it stands in their reports, once each and in order. */
  readonly written: number
  readonly heard: number
  /** People to whom anything was said before what belongs before it. */
  readonly outOfOrder: number
}

/** What a department tells a person, one after the other. */
const deeds = [
  { type: 'ask', text: '二楼从哪个门上去？' },
  { type: 'conclude', outcome: 'unfounded', text: '查了，没有发现违法。' },
] as const

interface Talk {
  readonly person: Address
  readonly number: string
}

/** The people have reported; then the platform is down for an hour in which both sides go on; then it is back. */
export async function outage(open: (house: TestHouse) => Promise<Outage>): Promise<Figures> {
  await using house = await aHouse()
  await standsBehind(house, rongchang)
  const on = await open(house)
  const { capabilities } = on.bot
  const channels = house.world.channels as Map<string, Channel>
  channels.set(capabilities.id, capabilities)
  const said: { readonly person: Address; readonly id: string }[] = []
  const send = async (_: string, person: Address, message: Outgoing): Promise<Delivery> => {
    const delivery = await on.bot.send(person, message)
    if (delivery === 'sent') said.push({ person, id: message.id })
    return delivery
  }
  const { timer } = createHear(house.world)
  const round = createRound(house.world, { timer, send, refresh: async () => {} })
  const aStep = async (): Promise<void> => {
    house.wait(step)
    on.pass(step)
    await round()
  }
  await on.bot.start()
  const talks: Talk[] = []
  for (const person of on.people) talks.push(await reported(house, capabilities.id, person))
  for (const { number } of talks) await does(house, number, { type: 'accept' })
  await round()
  for (const { person } of talks) await on.write(person, '补充')
  await on.settled()
  await round()

  on.breaks?.begin()
  await does(house, talks[0]?.number ?? '', deeds[0])
  const underWay = round()
  await on.breaks?.taken()
  await on.down()
  await underWay
  const written = new Map<Address, string[]>(on.people.map((person) => [person, []]))
  let notices = talks.length + 1
  for (let n = 1; n <= (60 * minute) / step; n += 1) {
    const talk = talks[n % talks.length]
    const about = talks[notices % talks.length]
    const deed = deeds[Math.floor(notices / talks.length) - 1]
    if (!talk || !about) throw new Error('nobody is there')
    if (n % 2 === 0 && deed) {
      await does(house, about.number, deed)
      notices += 1
    }
    const text = `第 ${n} 次看见他们开门了`
    await on.write(talk.person, text)
    written.get(talk.person)?.push(text)
    await aStep()
  }
  const waiting = await owed(house)
  await on.up()
  on.pass(minute)
  await on.settled()
  for (let n = 0; n < 60 && (await owed(house)) > 0; n += 1) await aStep()
  const undelivered = await owed(house)
  for (const { person } of talks) await on.write(person, '好了')
  await on.settled()
  for (let n = 0; n < 60 && (await owed(house)) > 0; n += 1) await aStep()
  const shown = on.people.map((person) => hintsIn(on.shown(person)))
  const hints = shown.reduce((sum, one) => sum + one, 0)
  const rows = await outboxOf(house)
  const heard: number[] = []
  for (const { person, number } of talks)
    heard.push(inOrder(await supplementsOf(house, number), written.get(person) ?? []))
  await on.bot.stop()
  await on.close()
  return {
    notices,
    waiting,
    delivered: rows.filter(({ kind, state, id }) => isNews({ kind, id }) && state === 'sent')
      .length,
    doubled: Math.max(0, hints - notices),
    doubts: rows.reduce((sum, { doubts }) => sum + doubts, 0),
    undelivered,
    lost: Math.max(0, notices - hints),
    written: [...written.values()].flat().length,
    heard: heard.reduce((sum, one) => sum + one, 0),
    outOfOrder: on.people.filter((person) => !wentInOrder(person, said, rows)).length,
  }
}

const hintsIn = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split(hint).length - 1, 0)

const isNews = ({ kind, id }: { readonly kind: string; readonly id: string }): boolean =>
  kind === 'notice' && id.startsWith('hint:')

async function reported(house: TestHouse, channel: string, person: Address): Promise<Talk> {
  let all = ''
  for (const [n, text] of aStory.entries()) {
    const what = { type: 'text', text } as const
    const once = `story-${n}`
    const heard = { channel, address: person, once, at: house.now(), what, area: rongchang }
    await house.port.hear(heard, async (message) => {
      all += message.text
      return 'sent'
    })
  }
  const number = /[A-Z]{2}-\d{4}-\d{5}/.exec(all)?.[0] ?? ''
  return { person, number }
}

const owed = async ({ world }: TestHouse): Promise<number> =>
  (await world.db.read(async (tx) => await queues(tx))).reduce((sum, one) => sum + one.owed, 0)

const outboxOf = async ({ world }: TestHouse) =>
  await world.db.read(
    async (tx) =>
      await tx
        .selectFrom('outbox')
        .select(['id', 'session', 'seq', 'kind', 'state', 'doubts'])
        .orderBy('session')
        .orderBy('seq')
        .execute(),
  )

async function supplementsOf(house: TestHouse, number: string): Promise<readonly string[]> {
  const row = await rowOf(house, number)
  const { events } = await house.world.db.read(async (tx) => await openCase(house.world, tx, row))
  return events.flatMap((event) => (event.type === 'supplemented' ? event.text : []))
}

/** How many of these stand there, each once and in order; none where one is doubled or out of its place. */
function inOrder(there: readonly string[], wanted: readonly string[]): number {
  const found = there.filter((text) => wanted.includes(text))
  return found.join('\n') === wanted.filter((text) => found.includes(text)).join('\n')
    ? found.length
    : 0
}

type Rows = Awaited<ReturnType<typeof outboxOf>>

/** What notify sent to a person went out in the order of its places in the conversation. */
function wentInOrder(
  person: Address,
  said: readonly { readonly person: Address; readonly id: string }[],
  rows: Rows,
): boolean {
  const places = said
    .filter((one) => one.person === person)
    .map(({ id }) => rows.find((row) => row.id === id)?.seq ?? 0)
  return places.every((place, n) => n === 0 || place >= (places[n - 1] ?? 0))
}
