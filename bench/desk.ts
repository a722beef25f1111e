/**
 * How long an officer waits for the desk in a house with many cases: `node bench/desk.ts [--cases 1000000] [--open 200000]`.
 * One area; one case in five is open. Words and places of the cases are drawn from some thousand that were sealed and
 * taken apart once; each case is sealed for itself, so that a list opens real reports. Measured are the lists of the
 * inbox (first and tenth page), the search, the page of a case. The bar is for the work of this process (`own`), since
 * other programs may hold the machine up.
 */
import { statSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import type { Officer } from '../src/core/access.ts'
import { addDays, dayOf } from '../src/core/clock.ts'
import { fold } from '../src/core/evolve.ts'
import { file } from '../src/core/file.ts'
import { eventText } from '../src/service/case-file.ts'
import { readCase } from '../src/service/desk.ts'
import { readInbox, type queues } from '../src/service/inbox.ts'
import { search } from '../src/service/search.ts'
import { searchForm } from '../src/service/search-index.ts'
import { piecesIn } from '../src/service/searchable.ts'
import { linesOf, type QueueLine } from '../src/store/queue-lines.ts'
import { commonWords } from '../src/understanding/dictionary.ts'
import { aDesk, rongchang } from '../test/web/world.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '200000' },
  },
})
const [cases, open] = [Number(values.cases), Number(values.open)]
const [bar, rounds, tales] = [100, 40, 4000]
type Queue = (typeof queues)[number]

let seed = 20_261_123
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T

const words = [...commonWords()]
  .filter(([word]) => /^\p{Script=Han}{2,}$/u.test(word))
  .toSorted(([, one], [, other]) => other - one)
  .map(([word]) => word)
/** The common ones much more often than the rare ones. */
const aWord = (): string => words[Math.floor(random() ** 4 * words.length)] ?? ''
const trade = ['诊所', '医院', '打针', '输液', '没得证', '乱收费', '卖假药', '老人', '美容院']
const streets = ['昌元街道', '昌州街道', '广顺街道', '双河街道', '安富街道', '仁义镇']
const aText = (): string =>
  `${Array.from({ length: 30 }, () => (random() < 0.16 ? oneOf(trade) : aWord())).join('')}。`

const desk = await aDesk()
const { world } = desk
const { vault } = world
const today = dayOf(world.clock())
const sample = await desk.report({})
const [big = '', second = big] = sample.offices
const offices = [big, second, `${rongchang}-market-regulation`, `${rongchang}-public-security`]
const small = 'office-of-few'
const offences = [...world.packs.offences.keys()]

const direct = new DatabaseSync(world.db.path ?? '')
direct.exec('pragma synchronous = off; pragma cache_size = -200000')
const puts = {
  case: direct.prepare(
    `insert into cases (id, number, area, state, offence, urgent, acknowledgedAt, waitingSince, supervisedSince,
     receivedAt, changedAt, version, handle, keyId) values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, 2, ?, ?)`,
  ),
  task: direct.prepare(
    `insert into tasks (caseId, task, matter, office, department, role, state, dueOn, offence, endedAt, lookAt)
     values (?, ?, 'm1', ?, 'health-commission', ?, ?, ?, ?, ?, 9000000000000000)`,
  ),
  event: direct.prepare(
    `insert into caseEvents (caseId, seq, id, type, at, by, sealed) values (?, ?, ?, ?, ?, 'reporter', ?)`,
  ),
  searched: direct.prepare('insert into searched (caseId, doc, form) values (?, ?, ?)'),
  words: direct.prepare('insert into searchWords (rowid, tokens) values (?, ?)'),
  line: direct.prepare(
    `insert into queued (queue, scope, mark, caseId, task, area, accuses, offence, place, stream, state, urgent,
     waits, holder) values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, ?, null)`,
  ),
}

interface Told {
  readonly n: number
  readonly facts: {
    readonly what: string
    readonly where: string
    readonly who: string
    readonly evidence: readonly string[]
  }
  readonly tokens: string
}

const filedAs = (facts: Told['facts'], n: number, assignments: ReturnType<typeof tasksOf>) => {
  const number = numberOf(n)
  const report = {
    area: rongchang,
    source: 'citizen',
    channel: 'web-chat',
    standing: 'anonymous',
    urgent: null,
    wantsReward: false,
    facts,
    matters: [{ id: 'm1', stream: 'tip-off', offence: 'A1' }],
    notice: 'none',
  } as const
  let events = 0
  return file(
    report,
    number,
    [{ matter: 'm1', assignments, explanation: { key: 'sole', facts: {} } }],
    { at: receivedAt(n), by: { kind: 'reporter' }, id: () => `e${n}-${(events += 1)}` },
  )
}

const numberOf = (n: number): string => `RC-2026-${String(n + 2).padStart(5, '0')}`
const receivedAt = (n: number): number =>
  world.clock() - Math.floor((1 - n / cases) * 4 * 365 * 86_400_000) - 60_000

/** The same for the same told one, since its offices are among what it is found by. */
const tasksOf = (n: number, dueOn: string) => {
  const office = n % 1000 === 0 ? small : (offices[Math.floor(((n % 97) / 97) ** 2 * 4)] ?? big)
  const atIntake = n % 50 === 7
  const lead = {
    task: 'm1.1',
    office: atIntake ? `${rongchang}-intake` : office,
    department: 'health-commission',
    role: atIntake ? ('intake' as const) : ('lead' as const),
    basis: 'plan' as const,
    due: { on: dueOn, limit: 'tip-off-conclude', provisional: false },
  }
  return n % 3 === 0
    ? [lead, { ...lead, task: 'm1.2', office: second, role: 'cooperate' as const }]
    : [lead]
}

const pool: Told[] = Array.from({ length: tales }, (_, n) => {
  const facts = {
    what: aText(),
    where: `${oneOf(streets)}${aWord()}路${Math.ceil(random() * 300)}号`,
    who: `${aWord()}诊所`,
    evidence: [],
  }
  const pieces = piecesIn(fold(filedAs(facts, n, tasksOf(n, today))))
  return { n, facts, tokens: vault.caseTokens(rongchang, { caseId: `p${n}`, pieces }).join(' ') }
})

async function fill(from: number, to: number): Promise<void> {
  const keyId = await vault.newKey()
  direct.exec('begin immediate')
  for (let n = from; n < to; n += 1) await putOne(n, keyId)
  direct.exec('commit')
}

async function putOne(n: number, keyId: string): Promise<void> {
  const [id, at, isOpen] = [`bench-${n}`, receivedAt(n), n % Math.round(cases / open) === 0]
  const dueOn = addDays(today, Math.floor(random() * 90) - 20)
  const { n: told, facts, tokens } = oneOf(pool)
  const assignments = tasksOf(told, dueOn)
  const offence = oneOf(offences)
  const marks = {
    ...(isOpen && random() < 0.05 ? { urgent: 'life' } : {}),
    ...(isOpen && random() < 0.2 ? { waitingSince: at } : {}),
    ...(isOpen && random() < 0.1 ? { supervisedSince: at } : {}),
  }
  const state = isOpen ? 'received' : 'concluded'
  const row = {
    id,
    number: numberOf(n),
    area: rongchang,
    state,
    offence,
    receivedAt: at,
    changedAt: at,
    version: 2,
    handle: id,
    keyId,
    ...marks,
  }
  puts.case.run(
    id,
    row.number,
    rongchang,
    state,
    offence,
    row.urgent ?? null,
    row.waitingSince ?? null,
    row.supervisedSince ?? null,
    at,
    at,
    id,
    keyId,
  )
  const tasks = assignments.map(({ task, office, department, role }) => ({
    task,
    office,
    department,
    role,
    matter: 'm1',
    state: isOpen ? 'assigned' : 'concluded',
    dueOn,
    offence,
    countedBy: '',
    lookAt: 0,
    endedAt: isOpen ? 0 : at,
  }))
  for (const one of tasks)
    puts.task.run(id, one.task, one.office, one.role, one.state, dueOn, offence, one.endedAt)
  for (const line of linesOf(row, tasks, { aside: false, mentioned: [] })) putLine(id, line)
  for (const [seq, event] of filedAs(facts, n, assignments).entries()) {
    const sealed = await vault.seal(keyId, JSON.stringify(event), eventText(id, event.id))
    puts.event.run(id, seq + 1, event.id, event.type, at, sealed)
  }
  puts.searched.run(id, at, searchForm)
  puts.words.run(at, tokens)
}

function putLine(id: string, line: QueueLine): void {
  const { queue, scope, mark, task, area, offence, place, stream, state, urgent, waits } = line
  puts.line.run(queue, scope, mark, id, task, area, offence, place, stream, state, urgent, waits)
}

const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')
const began = performance.now()
for (let n = 0; n < cases; n += 5000) await fill(n, Math.min(cases, n + 5000))
direct.exec('pragma wal_checkpoint(truncate)')
direct.close()
await world.db.transaction(
  async (tx) =>
    await tx
      .updateTable('counters')
      .set({ last: cases + 1 })
      .where('area', '=', rongchang)
      .execute(),
)
const size = Math.round(statSync(world.db.path ?? '').size / 1e6)
const filling = Math.round((performance.now() - began) / 1000)
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
const rare = page(boss, 'mine', undefined, { offence: offences.at(-1), urgent: true })
asked.push(['mine, supervisor, narrowed to little', async () => (await rare()).rows.length])

const searching = (officer: Officer, typed: () => string, queue?: Queue) => async () => {
  const found = await search(world, officer, { typed: typed(), ...(queue ? { queue } : {}) })
  return found.ok ? found.value.hits.length : 0
}
asked.push(
  ['search: common word', searching(boss, () => oneOf(trade))],
  ['search: a word as any other', searching(boss, aWord)],
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
