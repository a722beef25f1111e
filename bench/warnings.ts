import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DatabaseSync } from 'node:sqlite'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/house.ts'
import { createSurgeWatch } from '../src/service/surge-watch.ts'

/** The daily watch with so many cases in the house: the first counting of a year, and one more day after it. */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' } } })
const cases = Number(values.cases)
const aDay = 24 * 3_600_000
const start = Date.UTC(2026, 10, 21, 2)
const days = 5 * 365
const dir = mkdtempSync(join(tmpdir(), 'yijian-bench-'))
let now = start
const read = readConfig({ STATE_DIR: dir })
if (!read.ok) throw new Error(read.problems.join('\n'))
const log = { info: () => {}, warn: () => {}, error: console.error }
const open = async () => await openHouse({ config: read.config, log, clock: () => (now += 1) })
await (await open()).close()

const fill = performance.now()
const db = new DatabaseSync(join(dir, 'yijian.db'))
db.exec(`
create temp table "n" as with recursive s(i) as (select 1 union all select i + 1 from s where i < ${cases}) select i from s;
create temp table "areas" as select 0 as k, '500153' as area union all select 1, '370300' union all select 2, '150000'
  union all select 3, '211382' union all select 4, '140800';
insert into "cases" ("id", "number", "area", "state", "offence", "receivedAt", "changedAt", "version", "handle", "keyId")
  select 'c' || i, 'XX-' || i, area, 'accepted', 'A1', ${start} - (i % ${days}) * ${aDay}, ${start}, 1, 'h' || (i % ${Math.ceil(cases * 0.8)}), 'k'
  from "n" join "areas" on k = i % 5;
insert into "facts" ("caseId", "task", "area", "office", "department", "offence", "place", "channel", "state", "dueOn", "givenOn", "late", "unnumbered", "again")
  select 'c' || i, 't1', area, 'o', 'd', char(65 + (i * 7) % 10) || (1 + (i * 13) % 5), area || printf('%03d', (i * 31) % 20), 'web-chat', 'open', '2027-01-01',
    strftime('%Y-%m-%d', (${start} - (i % ${days}) * ${aDay}) / 1000 + 28800, 'unixepoch'), 0, 0, 0
  from "n" join "areas" on k = i % 5;
`)
db.close()
console.log(`${cases} cases filled in ${seconds(fill)} s`)

const house = await open()
const watch = createSurgeWatch(house.world)
const steps = async (): Promise<readonly number[]> => {
  const times: number[] = []
  for (;;) {
    const begin = performance.now()
    await watch()
    const took = performance.now() - begin
    if (took < 1) return times
    times.push(took)
    if (times.length > 500) return times
  }
}
const first = performance.now()
const counted = await steps()
console.log(
  `first counting: ${counted.length} steps in ${seconds(first)} s, the longest ${Math.round(Math.max(...counted))} ms`,
)
now += aDay
const next = performance.now()
const daily = await steps()
console.log(
  `one more day, five areas: ${daily.length} steps in ${seconds(next)} s, the longest ${Math.round(Math.max(...daily))} ms`,
)
await house.close()
rmSync(dir, { recursive: true })

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
