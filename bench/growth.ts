/**
 * What a message costs in a house with few cases and in one with very many: `node bench/growth.ts [--most 1000000]`.
 * Some hundred reports are made by the web chat and most of them concluded; then their rows are laid in again and again
 * (`many-cases.ts`). The houses of 1,000, 10,000, 100,000 and 1,000,000 cases are opened at once and take turns, so that
 * whatever else the machine does meets all of them. Fails where a message of the largest costs more than 1.2 times
 * one of the smallest, by the time this process worked.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { openHouse, type House } from '../src/house.ts'
import { followUp } from '../src/service/follow-up.ts'
import { addSubjects, conclude, copierOf } from './many-cases.ts'
import { aCrowd } from './reporters.ts'

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '15' },
    reports: { type: 'string', default: '20' },
    folder: { type: 'string', default: tmpdir() },
    made: { type: 'string' },
  },
})
const [most, rounds, reports] = [Number(values.most), Number(values.rounds), Number(values.reports)]
const sizes = [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= most)
const bar = 1.2
const area = '500153'
/** Made by the house itself; one in twenty of them stays open. */
const made = { cases: 250, span: 125_000_000_000 / 1000 }
const aSubjectOf = 50
const log = { info: () => {}, warn: () => {}, error: console.error }

let now = Date.UTC(2026, 10, 21, 2)
const clock = (): number => (now += 1)
const crowd = aCrowd(values.made ? 20_261_123 : 20_261_122)

async function openIn(dir: string): Promise<House> {
  const read = readConfig({ STATE_DIR: dir })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return await openHouse({ config: read.config, log, clock })
}

async function makeTemplate(dir: string): Promise<void> {
  const house = await openIn(dir)
  now -= made.span
  for (let n = 0; n < made.cases; n += 1) {
    now += Math.floor(made.span / made.cases / 2)
    const number = await crowd.report(house, clock)
    if (n % 20 > 0) await conclude(house, number)
  }
  now = Date.UTC(2026, 10, 21, 2)
  for (let n = 0; n < 20; n += 1) await house.tick()
  await house.close()
}

/** Folders with so many cases each, the largest grown out of the one before. */
async function houses(): Promise<ReadonlyMap<number, string>> {
  const folder = mkdtempSync(join(values.folder, 'yijian-growth-'))
  const dirs = new Map(sizes.map((size) => [size, join(folder, String(size))]))
  const growing = join(folder, 'growing')
  if (values.made) cpSync(values.made, growing, { recursive: true })
  else await makeTemplate(growing)
  const copier = copierOf(growing, made)
  let copies = 1
  for (const [size, dir] of dirs) {
    const before = copies * made.cases
    const seconds = copier.lay(copies, size / made.cases)
    copies = size / made.cases
    const house = await openIn(growing)
    const names = Array.from({ length: Math.round((size - before) / aSubjectOf) }, () =>
      crowd.name(),
    )
    await addSubjects(house, names, area)
    await house.close()
    const mb = Math.round(statSync(join(growing, 'yijian.db')).size / 1e6)
    console.log(`${size} cases: ${mb} MB, laid in in ${Math.round(seconds)} s, load ${load()}`)
    if (size === sizes.at(-1)) dirs.set(size, growing)
    else cpSync(growing, dir, { recursive: true, filter: (path) => !path.includes('template') })
  }
  return dirs
}

const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')

/** Bytes this process has asked the system to read and to write, cached or not. */
function asked(): { readonly read: number; readonly written: number } {
  const text = readFileSync('/proc/self/io', 'utf8')
  const of = (name: string): number => Number(new RegExp(`${name}: (\\d+)`).exec(text)?.[1] ?? 0)
  return { read: of('rchar'), written: of('wchar') }
}

interface Round {
  /** Milliseconds of work. */
  readonly message: number
  readonly filing: number
  /** What the next round does of it. */
  readonly followed: number
  readonly report: number
  /** Kilobytes a report. */
  readonly read: number
  readonly written: number
}

async function round(house: House): Promise<Round> {
  globalThis.gc?.()
  while (await followUp(house.world));
  const before = asked()
  const [messages, filings]: [number[], number[]] = [[], []]
  for (let n = 0; n < reports; n += 1) {
    now += 60_000
    await crowd.report(house, clock, ({ cpu, last }) => (last ? filings : messages).push(cpu))
  }
  const after = asked()
  const { user, system } = process.cpuUsage()
  while (await followUp(house.world));
  const followed = process.cpuUsage({ user, system })
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0)
  return {
    message: sum(messages) / messages.length,
    filing: sum(filings) / filings.length,
    followed: (followed.user + followed.system) / 1000 / reports,
    report: (sum(messages) + sum(filings)) / reports,
    read: (after.read - before.read) / reports / 1000,
    written: (after.written - before.written) / reports / 1000,
  }
}

const median = (all: readonly number[]): number =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0

const dirs = await houses()
const open = new Map<number, House>()
for (const [size, dir] of dirs) {
  const [since, before] = [performance.now(), process.cpuUsage()]
  open.set(size, await openIn(dir))
  const { user, system } = process.cpuUsage(before)
  const spent = `${Math.round(performance.now() - since)} ms, ${Math.round((user + system) / 1000)} ms of work`
  console.log(`a house of ${size} cases opens in ${spent}`)
}
const measured = new Map<number, Round[]>(sizes.map((size) => [size, []]))
for (let n = -2; n < rounds; n += 1)
  for (const [size, house] of open) {
    const one = await round(house)
    if (n >= 0) measured.get(size)?.push(one)
  }
const what = ['message', 'filing', 'report', 'followed', 'read', 'written'] as const
const of = (size: number, name: keyof Round): number =>
  median((measured.get(size) ?? []).map((one) => one[name]))
console.log(
  `${cpus().length} cores, load ${load()}, Node ${process.version}; median of ${rounds} rounds of ${reports} reports`,
)
console.log(
  '| stored cases | message, ms of work | filing | whole report | afterwards, in a round | kB read a report | kB written |\n|---|---|---|---|---|---|---|',
)
for (const size of sizes)
  console.log(`| ${[size, ...what.map((name) => of(size, name).toFixed(2))].join(' | ')} |`)
const [least = 0, largest = 0] = [sizes[0], sizes.at(-1)]
let failed = false
for (const name of ['message', 'filing', 'report', 'followed'] as const) {
  const ratio = of(largest, name) / of(least, name)
  failed ||= ratio > bar && name !== 'followed'
  console.log(`${name}: ${ratio.toFixed(3)} times`)
}
for (const house of open.values()) await house.close()
rmSync(join([...dirs.values()][0] ?? '', '..'), { recursive: true })
if (failed) {
  console.error(`the cost grows by more than ${Math.round((bar - 1) * 100)} %`)
  process.exitCode = 1
}
