import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openFakeDepartments } from '../bots/fake-departments.ts'
import { openFakeTelegram } from '../bots/fake-telegram.ts'
import { compare, hearNumbers } from './compare.ts'
import { openDatabase, type Database } from './database.ts'
import { drain } from './drain.ts'
import type { Findings } from './findings.ts'
import { startFleet } from './fleet.ts'
import { seeded } from './seeded.ts'
import type { Env } from './server.ts'
import { area, openBeside, setUp } from './setting.ts'
import { heardOf, nothingTold, type Told } from './told.ts'
import { canTrace, traced } from './traced.ts'
import type { Traced } from './trace.ts'
import { startTraffic } from './traffic.ts'
import { makeTrouble, type Done, type Limit } from './trouble.ts'

export interface Plan extends Limit {
  readonly seed: number
  /** Two processes on one PostgreSQL that is restarted in between, instead of one on the embedded database. */
  readonly postgres: boolean
}

/** What a drill did and found. */
export interface Outcome {
  readonly kills: number
  readonly done: Done
  readonly told: Told
  readonly found: Findings
  readonly output: string
}

/** Reporters, officers and peers at work while processes die; afterwards what was acknowledged is held against what is there. */
export async function drill({ seed, postgres, ...limit }: Plan): Promise<Outcome> {
  await using open = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'yijian-drill-'))
  open.defer(() => rmSync(dir, { recursive: true, force: true }))
  const database = postgres ? await openDatabase() : undefined
  if (database) open.defer(database.stop)
  const telegram = await openFakeTelegram()
  open.defer(telegram.close)
  const departments = await openFakeDepartments(Date.now)
  open.defer(departments.close)
  const base = envOf(dir, database)
  const setting = await setUp(base, departments.webhook)
  const withTelegram = {
    ...base,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_AREA: area,
  }
  const chance = seeded(seed)
  const fleet = await startFleet(postgres ? [withTelegram, base] : [withTelegram], chance)
  open.defer(fleet.stop)
  const told = nothingTold()
  const street = { fleet, told, area, chance: seeded(seed + 1) }
  const traffic = startTraffic({ ...street, telegram, setting, visitors: 3, writers: 2 })
  const heard = (): number => heardOf(told)
  const done = await makeTrouble({ fleet, chance, heard, ...(database && { database }) }, limit)
  await traffic.finish()
  const house = await openBeside(base)
  open.defer(house.close)
  await drain(house, fleet)
  await hearNumbers(house, told)
  const found = await compare(house, told, { telegram, departments, kills: fleet.kills })
  return { kills: fleet.kills(), done, told, found, output: fleet.output() }
}

/** What an answer went out before, though it spoke of it. */
export async function watch(seed: number): Promise<Traced> {
  await using open = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'yijian-traced-'))
  open.defer(() => rmSync(dir, { recursive: true, force: true }))
  const departments = await openFakeDepartments(Date.now)
  open.defer(departments.close)
  const state = join(dir, 'state')
  const env = envOf(state, undefined)
  const setting = await setUp(env, departments.webhook)
  return await traced({ env, setting, dir: state, trace: join(dir, 'trace'), seed })
}

const envOf = (dir: string, database: Database | undefined): Env => ({
  STATE_DIR: dir,
  PUBLIC_URL: '',
  CHAT_RUSH: '100000',
  NOTICE_NETS: '127.0.0.0/8',
  DATABASE_URL: database?.url ?? '',
})

/** Every promise broken, one a line; none where the drill was passed. */
export const faultsIn = ({ found, told }: Outcome): readonly string[] => [
  ...found.missing.map((what) => `missing: ${what}`),
  ...found.doubled.map((what) => `doubled: ${what}`),
  ...found.broken.map((what) => `broken: ${what}`),
  ...told.odd.map((what) => `odd: ${what}`),
]

/** The run in one line. */
export function figures({ kills, done, told, found }: Outcome): string {
  const { clockJumps, fullDisks, databaseRestarts } = done
  const troubles = [
    `${kills} kills`,
    `${clockJumps} clock jumps`,
    done.withoutFullDisks ? 'no full disks (prlimit is not here)' : `${fullDisks} full disks`,
    ...(databaseRestarts > 0 ? [`${databaseRestarts} restarts of the database`] : []),
  ]
  const counts = Object.entries(found.counts).map(([name, n]) => `${n} ${name}`)
  const { missing, doubled, broken } = found
  const faults = `${missing.length} missing, ${doubled.length} doubled, ${broken.length} broken`
  return `crash drill: ${troubles.join(', ')}; ${counts.join(', ')}, ${told.outages} times not now; ${faults}`
}

interface Asked extends Plan {
  readonly trace: boolean
}

function asked(): Asked {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      minutes: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      postgres: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  })
  const { kills, minutes, seed, postgres, trace } = values
  const limit = { kills: Number(kills), minutes: Number(minutes) }
  return { ...limit, seed: Number(seed), postgres, trace }
}

/** Gives how many promises were broken. */
async function tellDrill(plan: Plan): Promise<number> {
  const outcome = await drill(plan)
  const faults = faultsIn(outcome)
  console.log(`${figures(outcome)} (seed ${plan.seed})`)
  for (const fault of faults.slice(0, 50)) console.log(fault)
  if (faults.length > 0) console.log(outcome.output)
  return faults.length
}

async function tellTrace(seed: number): Promise<number> {
  if (!canTrace()) {
    console.log('sync before acknowledgement: not looked at, strace is not here')
    return 0
  }
  const { acknowledgements, syncs, unsynced, written } = await watch(seed)
  const files = [...written].map(([file, times]) => `${file} ${times}`)
  console.log(
    `sync before acknowledgement: ${acknowledgements} answers, ${syncs} syncs, ${unsynced.length} too early; writes: ${files.join(', ')}`,
  )
  for (const what of unsynced.slice(0, 30)) console.log(what)
  return unsynced.length
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { trace, ...plan } = asked()
  const faults = await (trace ? tellTrace(plan.seed) : tellDrill(plan))
  process.exit(faults > 0 ? 1 : 0)
}
