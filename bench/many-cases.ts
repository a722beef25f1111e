import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Officer } from '../src/core/access.ts'
import { idAt } from '../src/core/row-id.ts'
import type { House } from '../src/house.ts'
import { act, readCase } from '../src/service/desk.ts'
import { newSubject } from '../src/service/follow-subjects.ts'
import { caseByNumber, tasksOf } from '../src/store/cases.ts'

/** What lies in a house in years of reports, laid in from some hundred that were really made there. */

/** The office that leads a case accepts it and says what it found. */
export async function conclude({ world }: House, number: string): Promise<void> {
  const officer = await world.db.read(async (tx): Promise<Officer & { readonly task: string }> => {
    const row = await caseByNumber(tx, number)
    const tasks = row ? await tasksOf(tx, row.id) : []
    const task = tasks.find(({ role }) => role === 'lead') ?? tasks[0]
    if (!row || !task) throw new Error(`${number} has no task`)
    const { office, department } = task
    const role = task.role === 'intake' ? 'intake' : 'handler'
    return {
      id: `o-${office}`,
      name: '经办人',
      role,
      area: row.area,
      office,
      department,
      task: task.task,
    }
  })
  const { task } = officer
  const found = { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有发现违法。' }
  for (const deed of [{ type: 'accept', task }, found]) {
    const read = await readCase(world, officer, number)
    if (!read.ok) throw new Error(read.refusal.key)
    const point = { number, version: read.value.file.version }
    const done = await act(world, officer, point, deed as never)
    if (!done.ok && officer.role !== 'intake') throw new Error(`${number}: ${done.refusal.key}`)
  }
}

/** Subjects of names that nobody had, as the service makes them. */
export async function addSubjects(
  { world }: House,
  names: readonly string[],
  area: string,
): Promise<void> {
  for (let at = 0; at < names.length; at += 500)
    await world.db.transaction(async (tx) => {
      for (const name of names.slice(at, at + 500)) {
        const subject = { area, kind: 'site', place: '', at: world.clock() }
        await newSubject(world, tx, { ...subject, words: { name, also: [] } })
      }
    })
}

/** Of the house as a whole, of its people or of one conversation that waits: not of a case. */
const notOfCases = new Set([
  'migrations',
  'counters',
  'auditHeads',
  'packVersions',
  'timers',
  'channelStates',
  'clock',
  'subjects',
  'subjectTokens',
  'subjectPairs',
  'surgeCounts',
  'surgeDays',
  'surgeWatch',
  'monthFigures',
  'warnings',
  'warningEvents',
  'warningCases',
  'reminders',
  'exports',
  'exportFiles',
  'publications',
  'publishedVersions',
  'publicationLinks',
  'wrappings',
  'holders',
])
/** Of each of these one in eight copies has lines: transcripts are let go a year after the last word. */
const lines = new Set(['heard', 'outbox'])
const linesEvery = 8
/** Columns whose long words are names, not ids. */
const names = new Set([
  'actor',
  'area',
  'by',
  'channel',
  'content',
  'department',
  'figures',
  'kind',
  'office',
  'officer',
  'origin',
  'reason',
  'scope',
  'root',
  'subject',
  'tokens',
  'type',
])

interface Column {
  readonly name: string
  readonly type: string
}

/** Case numbers of the area, and what shifts them. */
const numbered = 'RC-2026-'

/** What was really made: how many cases, and in how many milliseconds of the house's clock. */
export interface Made {
  readonly cases: number
  readonly span: number
}

export interface Copier {
  /** Lays in copies `from` to before `to`, each of all cases that were made; gives how long it took, in seconds. */
  readonly lay: (from: number, to: number) => number
}

/**
 * Takes all rows that there are of cases and lays them in again, as often as wanted, each time with other ids (those that
 * begin with their time with the one they had then, all others spread as chance is), numbers and times. Their sealed words
 * do not open: nobody opens them who measures new ones.
 */
export function copierOf(dir: string, made: Made): Copier {
  const template = join(dir, 'template')
  for (const name of ['yijian', 'keys']) {
    const db = new DatabaseSync(join(dir, `${name}.db`))
    db.prepare('vacuum into ?').run(`${template}-${name}.db`)
    db.close()
  }
  const [first, last] = timesIn(`${template}-yijian.db`)
  const seconds = { from: secondOf(first - anHour), to: secondOf(last + anHour), last }
  return {
    lay: (from, to) => {
      const began = performance.now()
      inDatabase(dir, 'yijian', (db) => layRows(db, { ...made, seconds }, { from, to }))
      inDatabase(dir, 'keys', (db) => layRows(db, { ...made, seconds }, { from, to }))
      return (performance.now() - began) / 1000
    },
  }
}

const anHour = 3_600_000
const secondOf = (at: number): string => idAt(at, '')

/** When the first of them came in, and the last. */
function timesIn(file: string): readonly [first: number, last: number] {
  const db = new DatabaseSync(file, { readOnly: true })
  const row = db
    .prepare('select min("receivedAt") as "first", max("receivedAt") as "last" from "cases"')
    .get()
  db.close()
  return [Number(row?.['first']), Number(row?.['last'])]
}

/** As they were made, and by which times their ids begin. */
interface Laid extends Made {
  readonly seconds: { readonly from: string; readonly to: string; readonly last: number }
}

function inDatabase(dir: string, name: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(dir, `${name}.db`))
  try {
    db.exec(
      'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1500000; pragma temp_store = memory',
    )
    db.exec(`attach '${join(dir, `template-${name}.db`)}' as "t"`)
    db.exec(
      'create temp table "copies" ("k" integer primary key, "p" text not null, "s" text not null)',
    )
    work(db)
  } finally {
    db.close()
  }
}

/** So many copies in one transaction. */
const together = 40

function layRows(
  db: DatabaseSync,
  made: Laid,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const tables = db
    .prepare(
      `select "name" from "t"."sqlite_master" where "type" = 'table' and "name" not glob 'searchWords*'
       and "name" not glob 'sqlite_*'`,
    )
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !notOfCases.has(name))
    .filter((name) => db.prepare(`select 1 from "t"."${name}" limit 1`).get())
  const copied = tables.map((name) => db.prepare(copyOf(db, name, made)))
  const hasCases = tables.includes('cases')
  const put = db.prepare('insert into "copies" values (?, ?, ?)')
  for (let at = from; at < to; at += together) {
    db.exec('begin; delete from "copies"')
    for (let k = at; k < Math.min(to, at + together); k += 1)
      put.run(k, prefixOf(k), secondOf(made.seconds.last - k * made.span))
    for (const copy of copied) copy.run()
    if (hasCases) {
      db.exec(`insert into "searchWords" ("rowid", "tokens") select w."rowid" - c."k" * ${made.span}, w."tokens"
        from "copies" c cross join "t"."searchWords" w order by 1`)
      db.exec(`update "auditHeads" set "count" = (select max("seq") from "audit" a where a."area" = "auditHeads"."area");
        update "counters" set "last" = (select max(cast(substr("number", ${numbered.length + 1}) as integer)) from "cases")
        where "area" = '500153'`)
    }
    db.exec('commit')
  }
}

/** Six letters that no other copy has, in no order: ids of chance fall everywhere, too. */
function prefixOf(k: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  let rest = BigInt(k) * 38_654_705_671n
  let prefix = ''
  for (let n = 0; n < 6; n += 1) {
    prefix += letters[Number(rest % 64n)] ?? ''
    rest /= 64n
  }
  return prefix
}

function copyOf(db: DatabaseSync, table: string, made: Laid): string {
  const columns = db.prepare('select "name", "type" from pragma_table_info(?)').all(table)
  const values = columns.map(({ name, type }) =>
    valueOf(table, String(name), String(type).toUpperCase(), made),
  )
  const some = lines.has(table) ? `where c."k" % ${linesEvery} = 0` : ''
  const list = columns.map(({ name }) => `"${String(name)}"`).join(', ')
  return `insert into "main"."${table}" (${list}) select ${values.join(', ')}
    from "copies" c cross join "t"."${table}" t ${some}`
}

function valueOf(
  table: string,
  name: string,
  type: string,
  { cases, span, seconds }: Laid,
): string {
  const value = `t."${name}"`
  if (table === 'audit' && name === 'seq')
    return `${value} + c."k" * (select "count" from "t"."auditHeads" h where h."area" = t."area")`
  if (table === 'sessions' && name === 'sealed')
    return `case when c."k" % ${linesEvery} = 0 then ${value} else x'' end`
  if (type === 'INTEGER')
    return `case when ${value} > 1600000000000 and ${value} < 8000000000000 then ${value} - c."k" * ${span} else ${value} end`
  const number = `'${numbered}' || printf('%05d', cast(substr(${value}, ${numbered.length + 1}) as integer) + c."k" * ${cases})`
  const id = names.has(name)
    ? value
    : `case when length(${value}) < 16 then ${value}
        when substr(${value}, 1, 6) between '${seconds.from}' and '${seconds.to}' then c."s" || substr(${value}, 7)
        else c."p" || substr(${value}, 7) end`
  if (type === 'TEXT')
    return `case when ${value} glob '${numbered}[0-9]*' then ${number} else ${id} end`
  return value
}
