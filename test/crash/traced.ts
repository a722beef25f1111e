import { fillForm } from './form-people.ts'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { envOf, openPeers, withPlatforms, type Platforms } from './platforms.ts'
import { writeMails } from './mail-people.ts'
import { workThrough } from './officers.ts'
import { startFleet } from './fleet.ts'
import { seeded } from './seeded.ts'
import { area, setUp } from './setting.ts'
import { writeOn } from './telegram-people.ts'
import { nothingTold, type Reporter } from './told.ts'
import { traceOf, tracedCalls, type Traced } from './trace.ts'
import { visit, type Street } from './visitors.ts'
import { followAccount } from './wechat-people.ts'

/** Whether this machine can look on. */
export const canTrace = (): boolean => spawnSync('strace', ['-V']).status === 0

interface Watched {
  readonly street: Street & Platforms
  readonly n: number
}

const ways: Readonly<Record<Reporter['channel'], (watched: Watched) => Promise<void>>> = {
  'web-chat': async ({ street, n }) => await visit(street, String(n).padStart(22, 't')),
  'web-form': async ({ street }) => await fillForm(street),
  telegram: async ({ street, n }) => await writeOn(street, 700_000 + n),
  email: async ({ street, n }) => await writeMails(street, n),
  'wechat-official': async ({ street, n }) => await followAccount(street, n),
}

/** What was acknowledged before it was synced, on each channel by itself. */
export async function watch(seed: number): Promise<readonly Traced[]> {
  const all: Traced[] = []
  for (const channel of ['web-chat', 'telegram', 'email'] as const)
    all.push(await watchOn(channel, seed))
  return all
}

/** One reporter and one officer after the other, so that whatever is unsynced at an answer belongs to that answer. */
async function watchOn(channel: Reporter['channel'], seed: number): Promise<Traced> {
  await using open = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'yijian-traced-'))
  open.defer(() => rmSync(dir, { recursive: true, force: true }))
  const peers = await openPeers(open, Date.now)
  const state = join(dir, 'state')
  const base = envOf(state, undefined)
  const setting = await setUp(base, peers.departments.webhook)
  const chance = seeded(seed)
  const traces: string[] = []
  const under = (): readonly string[] => {
    traces.push(join(dir, `trace-${traces.length}`))
    const calls = `trace=${tracedCalls}`
    return ['strace', '-f', '-y', '-s', '800', '-e', calls, '-o', traces.at(-1) ?? '']
  }
  const env = channel === 'web-chat' ? base : withPlatforms(base, peers)
  const fleet = await startFleet([env], { chance, under })
  const told = nothingTold()
  const street = { fleet, told, chance, area, ...peers }
  const [token = '', reviewer = ''] = setting.handlers
  for (let n = 0; n < 3; n += 1) {
    await ways[channel]({ street, n })
    await workThrough({ ...street, token, reviewer, name: `t${n}x`, isOver: () => true })
  }
  await fleet.stop()
  if (told.odd.length > 0) throw new Error(told.odd.join('\n'))
  return traceOf(readFileSync(traces[0] ?? '', 'utf8'), state)
}
