import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, hearNumbers, hearRefusals } from './compare.ts'
import type { Mark, Peers } from './compare-peers.ts'
import { openDatabase, type Database } from './database.ts'
import { drain } from './drain.ts'
import { noFindings, type Findings } from './findings.ts'
import { startFleet, type Fleet } from './fleet.ts'
import { envOf, envsOf, openPeers } from './platforms.ts'
import { seeded, type Chance } from './seeded.ts'
import type { Env } from './server.ts'
import { area, openBeside, setUp } from './setting.ts'
import { openSynced, type Synced } from './synced.ts'
import { heardOf, nothingTold, type Told } from './told.ts'
import { startTraffic, type People } from './traffic.ts'
import { comesThrough, wakeAccount } from './wechat-people.ts'
import { makeTrouble, nothingDone, type Done } from './trouble.ts'

export interface Plan {
  readonly kills: number
  /** After so many no more is killed, however few it were. */
  readonly minutes: number
  readonly seed: number
  /** Two processes on one PostgreSQL that is restarted in between, instead of one on the embedded database. */
  readonly postgres: boolean
  /** After each kill only what was synced is left; on the embedded database alone, and where `strace` is. */
  readonly synced?: boolean
  /** Told after each round. */
  readonly onRound?: (outcome: Outcome) => void
}

/** What a drill did and found. */
export interface Outcome {
  readonly kills: number
  readonly done: Done
  readonly told: Told
  readonly found: Findings
  readonly output: string
}

/** So many kills, then everybody comes to an end and all that was ever acknowledged is held against what is there. */
const round = 25

/** Reporters, officers and peers at work while processes die; what was acknowledged is held against what is there. */
export async function drill(plan: Plan): Promise<Outcome> {
  await using open = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'yijian-drill-'))
  open.defer(() => rmSync(dir, { recursive: true, force: true }))
  const database = plan.postgres ? await openDatabase() : undefined
  if (database) open.defer(database.stop)
  let ahead = (): number => 0
  const peers = await openPeers(open, () => Date.now() + ahead())
  const state = join(dir, 'state')
  const base = envOf(state, database)
  const setting = await setUp(base, peers.departments.webhook)
  const chance = seeded(plan.seed)
  const marks: Mark[] = []
  const onFault = (): void => {
    const { telegram, mail, wechat } = peers
    marks.push({
      telegram: telegram.calls.length,
      email: mail.sent.length,
      'wechat-official': wechat.shown.length,
    })
  }
  const synced = plan.synced ? openSynced(state, dir) : undefined
  const watching = synced ? { under: synced.under, between: synced.cutPower } : {}
  const fleet = await startFleet(envsOf(base, peers, plan.postgres), {
    chance,
    onFault,
    ...watching,
  })
  open.defer(fleet.stop)
  ahead = fleet.ahead
  const told = nothingTold()
  const street = { fleet, told, area, chance: seeded(plan.seed + 1) }
  comesThrough(street, peers.wechat)
  const crowd = { visitors: 3, writers: 2, mailers: 2, fillers: 1, followers: 1, callers: 1 }
  const people = { ...street, ...peers, ...crowd, setting }
  return await rounds(plan, {
    base,
    peers: { ...peers, marks },
    people,
    fleet,
    chance,
    database,
    onFault,
    synced,
  })
}

interface Scene {
  readonly base: Env
  readonly peers: Peers
  readonly onFault: () => void
  readonly synced: Synced | undefined
  readonly people: People
  readonly fleet: Fleet
  readonly chance: Chance
  readonly database: Database | undefined
}

async function rounds(plan: Plan, scene: Scene): Promise<Outcome> {
  const { base, peers, people, fleet, chance, database, onFault, synced } = scene
  const { told } = people
  const done = nothingDone()
  const end = performance.now() + plan.minutes * 60_000
  let outcome: Outcome = { kills: 0, done, told, found: noFindings(), output: '' }
  let ahead = 0
  const heard = (): number => heardOf(told)
  const machine = {
    fleet,
    chance,
    heard,
    done,
    onFault,
    ahead: () => ahead,
    ...(database && { database }),
  }
  while (fleet.kills() < plan.kills && performance.now() < end) {
    const traffic = startTraffic(people)
    await makeTrouble(machine, { kills: Math.min(plan.kills, fleet.kills() + round), end })
    await traffic.finish()
    await drain(base, fleet, async () => await wakeAccount(people))
    ahead = fleet.ahead()
    let found = noFindings()
    const look = async (): Promise<void> => {
      found = await lookAtAll(base, told, peers)
      synced?.take()
    }
    await (synced ? fleet.rest(look) : look())
    if (synced) found = withCount(found, 'changes undone that were not synced', synced.undone())
    outcome = { kills: fleet.kills(), done, told, found, output: fleet.output() }
    plan.onRound?.(outcome)
  }
  return outcome
}

const withCount = (found: Findings, name: string, times: number): Findings => ({
  ...found,
  counts: { ...found.counts, [name]: times },
})

async function lookAtAll(base: Env, told: Told, peers: Peers): Promise<Findings> {
  const house = await openBeside(base)
  try {
    await hearNumbers(house, told)
    const refused = await hearRefusals(house, told)
    const found = await compare(house, told, peers)
    return refused > 0 ? withCount(found, 'files asked for again', refused) : found
  } finally {
    await house.close()
  }
}

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
  const faults = `${missing.length} missing, ${doubled.length} doubled, ${broken.length} broken, ${told.odd.length} odd`
  return `crash drill: ${troubles.join(', ')}; ${counts.join(', ')}, ${told.outages} times not now; ${faults}`
}
