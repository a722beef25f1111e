/**
 * How long an officer waits for the desk in a house with many cases: `node bench/desk.ts [--cases 1000000] [--open 200000]`.
 * One area; one case in five is open (`desk-house.ts`). Measured are the lists of the inbox (first and tenth page), the
 * search, the page of a case. The bar is for the work of this process (`own`), since other programs may hold the
 * machine up.
 */
import { statSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Officer } from '../src/core/access.ts'
import { readCase } from '../src/service/desk.ts'
import { readInbox, type queues } from '../src/service/inbox.ts'
import { search } from '../src/service/search.ts'
import { rongchang } from '../test/web/world.ts'
import { aDeskOfMany, streets, trade } from './desk-house.ts'
import { wordsFrom } from './words.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '200000' },
  },
})
const [cases, open] = [Number(values.cases), Number(values.open)]
const [bar, rounds] = [100, 40]
type Queue = (typeof queues)[number]

const words = wordsFrom(20_261_123)
const { random, oneOf, word } = words

const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')
const { desk, sample, big, small, filling } = await aDeskOfMany({ cases, open }, words)
const { world } = desk
const size = Math.round(statSync(world.db.path ?? '').size / 1e6)
console.log(
  `${cases} cases, ${open} open, in ${filling} s, ${size} MB; ${cpus().length} cores, load ${load()}`,
)

const wide = await desk.officer('wide', 'intake', `${rongchang}-intake`)
const boss = await desk.officer('boss', 'supervisor', `${rongchang}-intake`)
const doctor = await desk.officer('doctor', 'handler', big)
const narrow = await desk.officer('narrow', 'handler', small)

const page = (officer: Officer, queue: Queue, cursor?: string, filter?: object) => async () => {
  const list = await readInbox(world, officer, {
    queue,
    ...(cursor === undefined ? {} : { cursor }),
    ...(filter ? { filter } : {}),
  })
  if (!list.ok) throw new Error(`no list ${queue}`)
  return list.value
}

async function tenth(officer: Officer, queue: Queue): Promise<string | undefined> {
  let cursor: string | undefined
  for (let n = 1; n < 10; n += 1) {
    const { next } = await page(officer, queue, cursor)()
    if (next === undefined) return undefined
    cursor = next
  }
  return cursor
}

const asked: [string, () => Promise<number>][] = []
const people: readonly (readonly [string, Officer, readonly Queue[]])[] = [
  [
    'intake',
    wide,
    ['urgent', 'open', 'returned', 'mine', 'today', 'overdue', 'supervised', 'waiting', 'done'],
  ],
  ['supervisor', boss, ['mine', 'overdue', 'supervised', 'done']],
  ['large office', doctor, ['mine', 'today', 'overdue', 'supervised', 'waiting', 'done']],
  ['office of few', narrow, ['mine', 'overdue', 'waiting', 'done']],
]
for (const [name, officer, lists] of people)
  for (const queue of lists) {
    const first = page(officer, queue)
    asked.push([`${queue}, ${name}`, async () => (await first()).rows.length])
    const cursor = await tenth(officer, queue)
    if (cursor === undefined) continue
    const tenthPage = page(officer, queue, cursor)
    asked.push([`${queue}, ${name}, tenth page`, async () => (await tenthPage()).rows.length])
  }
const rare = page(boss, 'mine', undefined, {
  offence: [...world.packs.offences.keys()].at(-1),
  urgent: true,
})
asked.push(['mine, supervisor, narrowed to little', async () => (await rare()).rows.length])

const searching = (officer: Officer, typed: () => string, queue?: Queue) => async () => {
  const found = await search(world, officer, { typed: typed(), ...(queue ? { queue } : {}) })
  return found.ok ? found.value.hits.length : 0
}
asked.push(
  ['search: common word', searching(boss, () => oneOf(trade))],
  ['search: a word as any other', searching(boss, word)],
  ['search: two common words', searching(boss, () => `${oneOf(trade)} ${oneOf(trade)}`)],
  [
    'search: street and number',
    searching(boss, () => `${oneOf(streets)} ${Math.ceil(random() * 300)}号`),
  ],
  ['search: quoted phrase', searching(boss, () => `“${oneOf(trade)}${oneOf(trade)}”`)],
  ['search: nothing like it', searching(boss, () => oneOf(['量子纠缠望远镜', '鹅毛笔墨水瓶']))],
  ['search: number', searching(boss, () => String(Math.ceil(random() * cases)))],
  ['search: common word, large office', searching(doctor, () => oneOf(trade))],
  ['search: common word, office of few', searching(narrow, () => oneOf(trade))],
  ['search: common word, in an empty list', searching(wide, () => oneOf(trade), 'shelved')],
  [
    'page of a case',
    async () => {
      const read = await readCase(world, boss, sample.number)
      return read.ok ? read.value.tasks.length : 0
    },
  ],
)

const spread = (times: readonly number[]): readonly [number, number] => {
  const sorted = times.toSorted((one, other) => one - other)
  return [
    sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  ]
}

let failed = false
console.log('| asked for | p50 ms | p95 ms | own p50 | own p95 | rows |\n|---|---|---|---|---|---|')
for (const [name, ask] of asked) {
  await ask()
  const [waited, worked]: [number[], number[]] = [[], []]
  let rows = 0
  for (let n = 0; n < rounds; n += 1) {
    const [since, before] = [performance.now(), process.cpuUsage()]
    rows += await ask()
    const { user, system } = process.cpuUsage(before)
    waited.push(performance.now() - since)
    worked.push((user + system) / 1000)
  }
  const [own50, own95] = spread(worked)
  const [wall50, wall95] = spread(waited)
  failed ||= own95 > bar
  const figures = [wall50, wall95, own50, own95].map((one) => one.toFixed(1)).join(' | ')
  console.log(`| ${name} | ${figures} | ${(rows / rounds).toFixed(1)} |`)
}
console.log(`load ${load()}`)
await desk.close()
if (failed) {
  console.error(`somebody waited longer than ${bar} ms of work at the 95th percentile`)
  process.exitCode = 1
}
