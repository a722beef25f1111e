/**
 * How fast what is owed gets out: `node bench/outbox.ts [--store sqlite|postgres] [--reports 100] [--keep]`. Notices to a
 * department's machine by webhook, which takes ids, and messages to reporters that a crash left over, on the web chat,
 * which takes ids as well. Each once in rounds without a pause, and the notices by a real `serve` with its own rounds.
 */
import { parseArgs } from 'node:util'
import { newEndpoint } from '../src/service/notice-endpoints.ts'
import { notifyDue } from '../src/service/notify.ts'
import { departmentNoticeTypes } from '../src/core/department-notices.ts'
import { sendBy } from '../src/bots-here.ts'
import type { House } from '../src/house.ts'
import { openFakeDepartments } from '../test/bots/fake-departments.ts'
import { openBeside } from '../test/crash/setting.ts'
import { admin } from '../test/service/department-scene.ts'
import { aCounty, area, type Store } from './road/county.ts'
import { inLanes } from './road/figures.ts'
import { aPage, load, miss, number } from './road/page.ts'
import { somebody } from './road/people.ts'
import { sayInside } from './road/saying.ts'
import { startServing } from './road/serve.ts'

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    reports: { type: 'string', default: '100' },
    keep: { type: 'boolean', default: false },
  },
})
const store: Store = values.store === 'postgres' ? 'postgres' : 'sqlite'

/** What went out, and what it took. */
interface Drained {
  readonly what: string
  readonly count: number
  readonly seconds: number
  /** Seconds of CPU of this process; of a `serve` beside it nothing is known here. */
  readonly cpu?: number
  readonly load: string
}

const page = aPage(`What is owed gets out, ${store === 'sqlite' ? 'embedded store' : 'PostgreSQL'}`)
const departments = await openFakeDepartments(Date.now)
await using county = await aCounty(store)
const all: Drained[] = []
{
  const house = await openBeside(county.env)
  await wantsAll(house)
  await report(house)
  all.push(
    await drained('notices to a webhook, rounds without a pause', async () => await notices(house)),
  )
  await oweAgain(house)
  all.push(
    await drained(
      'messages to reporters, rounds without a pause',
      async () => await messages(house),
    ),
  )
  await report(house)
  await house.close()
}
{
  const before = departments.received.length
  const owed = await owedNow()
  const began = performance.now()
  await using serving = await startServing(county.env)
  void serving
  const up = performance.now()
  const first = departments.received.length
  while (departments.received.length - before < owed && performance.now() - began < 300_000)
    await breath()
  const count = departments.received.length - first
  all.push({
    what: 'notices to a webhook, by `serve`',
    count,
    seconds: (performance.now() - up) / 1000,
    load: load(),
  })
}
const ids = new Set(departments.received.map(({ headers }) => headers['webhook-id']))
await departments.close()
page.table(
  ['', 'how many', 'a second', 'CPU ms each, both sides', 'load'],
  all.map(({ what, count, seconds, cpu, load: at }) => [
    what,
    number(count),
    number(count / seconds),
    cpu === undefined ? '–' : number((1000 * cpu) / count, 2),
    at,
  ]),
)
page.line(`The webhook got ${departments.received.length} calls with ${ids.size} ids.`)
page.line()
if (ids.size !== departments.received.length) miss()
if (values.keep) page.keep(store === 'sqlite' ? 'outbox' : 'outbox-postgres')

async function wantsAll(house: House): Promise<void> {
  const about = { kind: 'webhook', name: '对接', office: '', secret: '' } as const
  const asked = { ...about, address: departments.webhook, wants: departmentNoticeTypes }
  const added = await newEndpoint(house.world, admin, area, asked)
  if (!added.ok) throw new Error(added.refusal.key)
}

async function report(house: House): Promise<void> {
  const crowd = Array.from({ length: Number(values.reports) }, () => somebody())
  await inLanes(crowd, 32, async (one) => {
    while (one.turn < one.story.length) await sayInside(house, one)
  })
}

async function drained(what: string, work: () => Promise<number>): Promise<Drained> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  const count = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1000
  return { what, count, seconds, cpu: (user + system) / 1e6, load: load() }
}

async function notices(house: House): Promise<number> {
  let sum = 0
  for (let count = -1; count !== 0; sum += count) count = await house.tell()
  return sum
}

/** As if a process had died before it wrote down that they were sent. */
async function oweAgain({ world }: House): Promise<void> {
  const at = world.clock()
  await world.db.transaction(async (tx) => {
    await tx
      .updateTable('outbox')
      .set({ state: 'owed', attempts: 0, leasedBy: null, leaseUntil: null, nextAt: at })
      .execute()
  })
}

async function messages({ world, bots }: House): Promise<number> {
  const send = sendBy(bots)
  let sum = 0
  for (let count = -1; count !== 0; sum += count) count = await notifyDue(world, send)
  return sum
}

async function owedNow(): Promise<number> {
  const house = await openBeside(county.env)
  const rows = await house.world.db.read(
    async (tx) =>
      await tx.selectFrom('noticesOwed').select('id').where('state', '=', 'owed').execute(),
  )
  await house.close()
  return rows.length
}

async function breath(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
}
