/**
 * How long the desk's figures take in a house with many cases: `node bench/dashboard.ts [--cases 1000000]`.
 * The cases are rows as the house writes them: four years, one area, some departments with most of the work, one in
 * twenty still open. What is measured is what a supervisor waits for: all figures of a page; and the lists behind them. The bar is for the work of this process
 * (`own`), since other programs may hold the machine up.
 */
import { DatabaseSync } from 'node:sqlite'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { addDays, dayOf } from '../src/core/clock.ts'
import { periodAround, periodOf } from '../src/core/period.ts'
import { readBehind, readDashboard, type BehindQuestion } from '../src/service/dashboard.ts'
import { createMonthCounting } from '../src/service/month-figures.ts'
import { aDesk, rongchang } from '../test/web/world.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' } } })
const cases = Number(values.cases)
const [bar, listBar, years, rounds] = [1000, 1000, 4, 15]

let seed = 20_261_122
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
/** The first ones much more often than the last, as departments and offences are. */
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() ** 2 * all.length)] as T

const desk = await aDesk()
const { world } = desk
const pack = world.packs.areas.get(rongchang)
if (!pack) throw new Error('the area is not there')
const departments = pack.plan.departments.map(({ id }) => id)
const offences = [...world.packs.offences.keys()]
const places = ['', ...pack.places.map(({ code }) => code)]
const channels = ['wechat', 'web-chat', 'web-form', 'telephone', 'email', 'telegram']
const today = dayOf(world.clock())

const direct = new DatabaseSync(world.db.path ?? '')
direct.exec('pragma synchronous = off')
const putCase = direct.prepare(
  `insert into cases (id, number, area, state, offence, receivedAt, changedAt, version, handle, keyId)
   values (?, ?, ?, 'received', ?, 0, 0, 2, ?, 'none')`,
)
const putFact = direct.prepare(
  `insert into facts (caseId, task, area, office, department, offence, place, channel, state, dueOn, givenOn,
   acceptedOn, acceptDays, closedOn, closeDays, late, unnumbered, backOn, again)
   values (?, 't1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
)

const dayAt = (n: number): string => addDays(today, -Math.floor((1 - n / cases) * years * 365))

function putOne(n: number): void {
  const [id, given] = [`bench-${n}`, dayAt(n)]
  const [department, offence] = [oneOf(departments), oneOf(offences)]
  putCase.run(id, `RC-2026-${String(n).padStart(7, '0')}`, rongchang, offence, `h${n}`)
  const [accept, close] = [Math.floor(random() * 8), Math.floor(3 + random() * 70)]
  const accepted = addDays(given, accept)
  const closed = addDays(given, close)
  const isOpen = closed > today || random() < 0.02
  const isBack = !isOpen && random() < 0.04
  const isClosed = !isOpen && !isBack
  const ended = (is: boolean): string | null => (is ? closed : null)
  putFact.run(
    id,
    rongchang,
    `${rongchang}-${department}`,
    department,
    offence,
    oneOf(places),
    oneOf(channels),
    isOpen ? 'open' : isBack ? 'returned' : 'closed',
    addDays(given, 60),
    given,
    isBack || accepted > today ? null : accepted,
    isBack || accepted > today ? null : Math.floor((accept * 5) / 7),
    ended(isClosed),
    isClosed ? Math.floor((close * 5) / 7) : null,
    isClosed && close > 60 ? 1 : 0,
    isClosed && random() < 0.05 ? 1 : 0,
    ended(isBack),
  )
}

const load = (): string => loadavg()[0]?.toFixed(1) ?? ''
const from = performance.now()
direct.exec('begin immediate')
for (let n = 0; n < cases; n += 1) {
  putOne(n)
  if (n % 50_000 === 49_999) direct.exec('commit; begin immediate')
}
direct.exec('commit')
direct.close()
console.log(`${cases} cases written in ${seconds(from)} s, load ${load()}`)

const counting = performance.now()
const countMonths = createMonthCounting(world)
for (let n = 0; n < years * 12 + 2; n += 1) await countMonths()
console.log(`the months that are over counted once in ${seconds(counting)} s`)

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}

const boss = await desk.officer('boss', 'supervisor', `${rongchang}-intake`)
const doctor = await desk.officer('doctor', 'handler', `${rongchang}-${departments[0] ?? ''}`)
const free = periodOf(`${addDays(today, -1200)}..${addDays(today, -20)}`)
if (!free) throw new Error('not a period')
const year = periodAround('year', today)

const board = (who: typeof boss, period: typeof year) => async () => {
  const read = await readDashboard(world, who, { period })
  if (!read.ok || read.value.total.given === 0) throw new Error('no figures')
}
const list = (question: Omit<BehindQuestion, 'key'>) => async () => {
  const read = await readBehind(world, boss, { ...question, key: '' }, { limit: 50 })
  if (!read.ok || read.value.count === 0) throw new Error('nothing behind it')
}

const measured: readonly (readonly [string, number, () => Promise<void>])[] = [
  ['this week', bar, board(boss, periodAround('week', today))],
  ['this month', bar, board(boss, periodAround('month', today))],
  ['this quarter', bar, board(boss, periodAround('quarter', today))],
  ['this year', bar, board(boss, year)],
  ['last year', bar, board(boss, periodAround('year', addDays(today, -365)))],
  ['1,180 days, begun and ended within a month', bar, board(boss, free)],
  ['this year, the largest office', bar, board(doctor, year)],
  ['list: overdue', listBar, list({ period: year, figure: 'overdue' })],
  ['list: given this year', listBar, list({ period: year, figure: 'given' })],
]

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

const spread = (times: readonly number[]): string =>
  `${at(times, 0.5).toFixed(0)} | ${at(times, 0.95).toFixed(0)}`

let failed = false
console.log('| figures of | p50 ms | p95 ms | of it own p50 | own p95 | load |\n|---|---|---|---|---|---|')
for (const [name, most, ask] of measured) {
  await ask()
  const [waited, worked]: [number[], number[]] = [[], []]
  for (let n = 0; n < rounds; n += 1) {
    const [since, before] = [performance.now(), process.cpuUsage()]
    await ask()
    const { user, system } = process.cpuUsage(before)
    waited.push(performance.now() - since)
    worked.push((user + system) / 1000)
  }
  failed ||= at(worked, 0.95) > most
  console.log(`| ${name} | ${spread(waited)} | ${spread(worked)} | ${load()} |`)
}
await desk.close()
if (failed) {
  console.error('figures were more than a second of work at the 95th percentile')
  process.exitCode = 1
}
