/**
 * What a county, a city, a province and the country need: `node bench/load.ts [--reports 150] [--seed 1]`. First the
 * costs of a report, a message and an officer's deed are measured here, in a house of its own; then a table is reckoned
 * from them, and a peak day of a province is lived through message by message, each served as long as one of the
 * measured ones was. How many report is not measured: those are assumptions, printed with the figures.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openIn } from './filed-house.ts'
import { conclude } from './many-cases.ts'
import { aCrowd } from './reporters.ts'

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '150' }, seed: { type: 'string', default: '1' } },
})
const [reports, seed] = [Number(values.reports), Number(values.seed)]
const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0)

/** None of these is measured. */
const assumed = {
  /**
   * Reports a year of a thousand people: as if each of the 598,000 calls about medicine and health that Beijing's hotline
   * took in 2020 (of 21.9 million people) were one.
   */
  perThousand: 27,
  /** The busiest day of a year by the mean one: after a broadcast, say. */
  peakDay: 10,
  /** Of that day's messages, how many fall into its busiest hour. */
  peakHour: 0.15,
  /** Evidence: files a report, and bytes of one with its cleaned copy (bench/filed-house.ts). */
  files: 1,
  bytesOfFile: 260_000,
  /** How busy a core may be at the peak hour. */
  busy: 0.5,
  /** Of a shard's database, so that a restore stays a matter of an hour or two. */
  largestShard: 2e12,
} as const

interface Costs {
  /** Milliseconds of work of each message that was measured. */
  readonly messages: readonly number[]
  readonly messagesAReport: number
  readonly report: number
  readonly deed: number
  readonly storedAReport: number
  readonly writtenAReport: number
  readonly writesAReport: number
}

function asked(): { readonly bytes: number; readonly calls: number } {
  const text = readFileSync('/proc/self/io', 'utf8')
  const of = (name: string): number => Number(new RegExp(`${name}: (\\d+)`).exec(text)?.[1] ?? 0)
  return { bytes: of('wchar'), calls: of('syscw') }
}

const work = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function measured(): Promise<Costs> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-load-'))
  let now = Date.UTC(2026, 10, 21, 2)
  const clock = (): number => (now += 1000)
  const house = await openIn(dir, clock)
  const crowd = aCrowd(seed)
  for (let n = 0; n < 40; n += 1) await crowd.report(house, clock)
  const size = (): number => statSync(join(dir, 'yijian.db')).size
  const [messages, numbers, before, since]: [number[], string[], number, ReturnType<typeof asked>] =
    [[], [], size(), asked()]
  for (let n = 0; n < reports; n += 1)
    numbers.push(await crowd.report(house, clock, ({ cpu }) => messages.push(cpu)))
  const after = asked()
  const stored = size() - before
  const began = process.cpuUsage()
  for (const number of numbers) await conclude(house, number)
  const deed = work(began) / numbers.length / 2
  await house.close()
  rmSync(dir, { recursive: true })
  return {
    messages,
    messagesAReport: messages.length / reports,
    report: sum(messages) / reports,
    deed,
    storedAReport: stored / reports,
    writtenAReport: (after.bytes - since.bytes) / reports,
    writesAReport: (after.calls - since.calls) / reports,
  }
}

const regions = [
  ['county', 500_000],
  ['city', 5_000_000],
  ['province', 40_000_000],
  ['country', 1_400_000_000],
] as const

/** Officers accept, note, ask or return, and conclude. */
const deedsAReport = 4

function needs(costs: Costs, people: number) {
  const year = (people / 1000) * assumed.perThousand
  const peak = (year / 365) * assumed.peakDay
  const second = (peak * assumed.peakHour) / 3600
  const ms = costs.report + deedsAReport * costs.deed
  const database = (year * costs.storedAReport * 10) / 1e9
  return {
    day: year / 365,
    peak,
    second,
    messages: second * costs.messagesAReport,
    cores: Math.max(1, Math.ceil((second * ms) / 1000 / assumed.busy)),
    writes: second * costs.writesAReport,
    written: (second * costs.writtenAReport) / 1e6,
    evidence: (year * assumed.files * assumed.bytesOfFile) / 1e9,
    database,
    shards: Math.max(1, Math.ceil((database * 1e9) / assumed.largestShard)),
  }
}

/** Of an hour of the day, how many of its messages fall into it: few at night, most at ten and at four. */
const hours = [1, 1, 1, 1, 1, 2, 4, 8, 18, 26, 24, 16, 12, 14, 20, 24, 22, 16, 12, 10, 8, 6, 4, 2]

/** Lives through a day: who comes when none of the cores is free waits for the first that is. Waits in milliseconds. */
function aDay(
  costs: Costs,
  { messages, cores }: { readonly messages: number; readonly cores: number },
) {
  let state = seed
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  const top = Math.max(...hours)
  const rest = (1 - assumed.peakHour) / (sum(hours) - top)
  const shares = hours.map((hour) => (hour === top ? assumed.peakHour : hour * rest))
  const free = new Float64Array(cores)
  const waits: number[] = []
  for (let at = 0; ;) {
    const share = shares[Math.floor(at / 3_600_000)] ?? 0
    at += (-Math.log(random()) * 3_600_000) / (messages * share)
    if (at >= 86_400_000) break
    let first = 0
    for (let n = 1; n < cores; n += 1) if ((free[n] ?? 0) < (free[first] ?? 0)) first = n
    const begins = Math.max(at, free[first] ?? 0)
    const long = costs.messages[Math.floor(random() * costs.messages.length)] ?? 0
    free[first] = begins + long
    waits.push(begins - at)
  }
  const sorted = Float64Array.from(waits).sort()
  const of = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0
  return {
    count: waits.length,
    p50: of(0.5),
    p95: of(0.95),
    p99: of(0.99),
    most: sorted.at(-1) ?? 0,
  }
}

const costs = await measured()
const middle = costs.messages.toSorted((one, other) => one - other)[costs.messages.length >> 1] ?? 0
const load = loadavg()
  .map((one) => one.toFixed(1))
  .join(' ')
console.log(
  `${cpus().length} cores, load ${load}, Node ${process.version}; ${reports} reports measured`,
)
console.log(
  `a report: ${costs.messagesAReport.toFixed(1)} messages, ${costs.report.toFixed(1)} ms of work (a message ${middle.toFixed(2)} at the median), ` +
    `${(costs.storedAReport / 1000).toFixed(1)} kB stored, ${(costs.writtenAReport / 1000).toFixed(0)} kB written in ${costs.writesAReport.toFixed(0)} calls; a deed: ${costs.deed.toFixed(1)} ms`,
)
console.log(`assumed: ${JSON.stringify(assumed)}, ${deedsAReport} deeds a report`)
console.log(
  '| | reports a mean day | peak day | reports/s, peak hour | messages/s | cores | write calls/s | MB/s written | database after 10 years, GB | evidence a year, GB | shards |\n|---|---|---|---|---|---|---|---|---|---|---|',
)
for (const [name, people] of regions) {
  const one = needs(costs, people)
  const figures = [one.day, one.peak, one.second, one.messages].map((each) => each.toFixed(1))
  const rest = [one.writes, one.written, one.database, one.evidence].map((each) => each.toFixed(0))
  console.log(
    `| ${name}, ${people / 1e6} M | ${figures.join(' | ')} | ${one.cores} | ${rest.join(' | ')} | ${one.shards} |`,
  )
}
const [, , [, province]] = regions
const need = needs(costs, province)
console.log(`a peak day of a province, seed ${seed}:`)
console.log('| cores | messages | wait p50 ms | p95 | p99 | longest |\n|---|---|---|---|---|---|')
for (const cores of new Set([1, 2, need.cores, need.cores * 2])) {
  const day = aDay(costs, { messages: need.peak * costs.messagesAReport, cores })
  const waits = [day.p50, day.p95, day.p99, day.most].map((each) => each.toFixed(2))
  console.log(`| ${cores} | ${day.count} | ${waits.join(' | ')} |`)
}
