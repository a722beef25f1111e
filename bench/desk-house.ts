import { DatabaseSync } from 'node:sqlite'
import { addDays, dayOf } from '../src/core/clock.ts'
import { fold } from '../src/core/evolve.ts'
import { file } from '../src/core/file.ts'
import { eventText } from '../src/service/case-file.ts'
import { piecesIn } from '../src/service/searchable.ts'
import { linesOf } from '../src/store/queue-lines.ts'
import { aDesk, rongchang } from '../test/web/world.ts'
import { putsInto, type Puts } from './desk-rows.ts'
import type { Words } from './words.ts'

type Desk = Awaited<ReturnType<typeof aDesk>>

/** A desk with many cases. */
export interface DeskHouse {
  readonly desk: Desk
  /** The one case that was really filed. */
  readonly sample: Awaited<ReturnType<Desk['report']>>
  /** The office with the most cases. */
  readonly big: string
  /** An office with one case in a thousand. */
  readonly small: string
  /** How long the cases took to lay in, in seconds. */
  readonly filling: number
}

interface Size {
  readonly cases: number
  readonly open: number
}

const tales = 4000
const atOnce = 5000
const small = 'office-of-few'
/** What is told of most, and where. */
export const trade = [
  '诊所',
  '医院',
  '打针',
  '输液',
  '没得证',
  '乱收费',
  '卖假药',
  '老人',
  '美容院',
]
export const streets = ['昌元街道', '昌州街道', '广顺街道', '双河街道', '安富街道', '仁义镇']

/**
 * Lays so many cases into a desk of one area, one in `cases / open` of them open. Words and places are drawn from some
 * thousand that were sealed and taken apart once; each case is sealed for itself, so that a list opens real reports.
 */
export async function aDeskOfMany(size: Size, words: Words): Promise<DeskHouse> {
  const desk = await aDesk()
  const sample = await desk.report({})
  const [big = '', second = big] = sample.offices
  const offices = [big, second, `${rongchang}-market-regulation`, `${rongchang}-public-security`]
  const today = dayOf(desk.world.clock())
  const offences = [...desk.world.packs.offences.keys()]
  const ground = { desk, size, words, offices, today, offences }
  const pool = talesOf(ground)
  const direct = new DatabaseSync(desk.world.db.path ?? '')
  direct.exec('pragma synchronous = off; pragma cache_size = -200000')
  const laying = { ...ground, pool, puts: putsInto(direct) }
  const began = performance.now()
  for (let from = 0; from < size.cases; from += atOnce) {
    const keyId = await desk.world.vault.newKey()
    direct.exec('begin immediate')
    for (let n = from; n < Math.min(size.cases, from + atOnce); n += 1)
      await putOne(laying, n, keyId)
    direct.exec('commit')
  }
  direct.exec('pragma wal_checkpoint(truncate)')
  direct.close()
  await desk.world.db.transaction(
    async (tx) =>
      await tx
        .updateTable('counters')
        .set({ last: size.cases + 1 })
        .where('area', '=', rongchang)
        .execute(),
  )
  const filling = Math.round((performance.now() - began) / 1000)
  return { desk, sample, big, small, filling }
}

interface Ground {
  readonly desk: Desk
  readonly size: Size
  readonly words: Words
  readonly offices: readonly string[]
  readonly today: string
  readonly offences: readonly string[]
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

interface Laying extends Ground {
  readonly pool: readonly Told[]
  readonly puts: Puts
}

function talesOf(ground: Ground): readonly Told[] {
  const { desk, words, today } = ground
  const { random, oneOf, word } = words
  const text = (): string =>
    `${Array.from({ length: 30 }, () => (random() < 0.16 ? oneOf(trade) : word())).join('')}。`
  return Array.from({ length: tales }, (_, n) => {
    const facts = {
      what: text(),
      where: `${oneOf(streets)}${word()}路${Math.ceil(random() * 300)}号`,
      who: `${word()}诊所`,
      evidence: [],
    }
    const assignments = tasksOf(ground, n, today)
    const pieces = piecesIn(fold(filedAs(facts, { n, at: receivedAt(ground, n), assignments })))
    const tokens = desk.world.vault.caseTokens(rongchang, { caseId: `p${n}`, pieces }).join(' ')
    return { n, facts, tokens }
  })
}

type Assignments = ReturnType<typeof tasksOf>

const filedAs = (
  facts: Told['facts'],
  {
    n,
    at,
    assignments,
  }: { readonly n: number; readonly at: number; readonly assignments: Assignments },
) => {
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
    numberOf(n),
    [{ matter: 'm1', assignments, explanation: { key: 'sole', facts: {} } }],
    { at, by: { kind: 'reporter' }, id: () => `e${n}-${(events += 1)}` },
  )
}

const numberOf = (n: number): string => `RC-2026-${String(n + 2).padStart(5, '0')}`
const receivedAt = ({ desk, size }: Ground, n: number): number =>
  desk.world.clock() - Math.floor((1 - n / size.cases) * 4 * 365 * 86_400_000) - 60_000

/** The same for the same told one, since its offices are among what it is found by. */
const tasksOf = ({ offices }: Ground, n: number, dueOn: string) => {
  const [big = '', second = ''] = offices
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

async function putOne(laying: Laying, n: number, keyId: string): Promise<void> {
  const { desk, size, words, today, offences, pool, puts } = laying
  const { random, oneOf } = words
  const { vault } = desk.world
  const [id, at, isOpen] = [
    `bench-${n}`,
    receivedAt(laying, n),
    n % Math.round(size.cases / size.open) === 0,
  ]
  const dueOn = addDays(today, Math.floor(random() * 90) - 20)
  const { n: told, facts, tokens } = oneOf(pool)
  const assignments = tasksOf(laying, told, dueOn)
  const row = {
    id,
    number: numberOf(n),
    area: rongchang,
    state: isOpen ? 'received' : 'concluded',
    offence: oneOf(offences),
    receivedAt: at,
    changedAt: at,
    version: 2,
    handle: id,
    keyId,
    ...(isOpen && random() < 0.05 ? { urgent: 'life' } : {}),
    ...(isOpen && random() < 0.2 ? { waitingSince: at } : {}),
    ...(isOpen && random() < 0.1 ? { supervisedSince: at } : {}),
  }
  const tasks = assignments.map(({ task, office, department, role }) => ({
    task,
    office,
    department,
    role,
    matter: 'm1',
    state: isOpen ? 'assigned' : 'concluded',
    dueOn,
    offence: row.offence,
    countedBy: '',
    lookAt: 0,
    endedAt: isOpen ? 0 : at,
  }))
  puts.case(row)
  for (const task of tasks) puts.task(id, task)
  for (const line of linesOf(row, tasks, { aside: false, mentioned: [] })) puts.line(id, line)
  for (const [seq, event] of filedAs(facts, { n, at, assignments }).entries()) {
    const sealed = await vault.seal(keyId, JSON.stringify(event), eventText(id, event.id))
    puts.event(id, seq + 1, { ...event, at, sealed })
  }
  puts.searched(id, at, tokens)
}
