import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFakeDepartments } from '../bots/fake-departments.ts'
import { envOf } from './drill.ts'
import { workThrough } from './officers.ts'
import { startFleet } from './fleet.ts'
import { seeded } from './seeded.ts'
import type { Env } from './server.ts'
import { area, setUp, type Setting } from './setting.ts'
import { nothingTold } from './told.ts'
import { traceOf, tracedCalls, type Traced } from './trace.ts'
import { visit } from './visitors.ts'

/** Whether this machine can look on. */
export const canTrace = (): boolean => spawnSync('strace', ['-V']).status === 0

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

interface Watched {
  readonly env: Env
  readonly setting: Setting
  readonly dir: string
  readonly trace: string
  readonly seed: number
}

/** One reporter and one officer after the other, so that whatever is unsynced at an answer belongs to that answer. */
async function traced({ env, setting, dir, trace, seed }: Watched): Promise<Traced> {
  const chance = seeded(seed)
  const under = ['strace', '-f', '-y', '-s', '24', '-e', `trace=${tracedCalls}`, '-o', trace]
  const fleet = await startFleet([env], { chance, under })
  const told = nothingTold()
  const street = { fleet, told, chance, area }
  const [token = '', reviewer = ''] = setting.handlers
  for (let n = 0; n < 3; n += 1) {
    await visit(street, String(n).padStart(22, 't'))
    await workThrough({ ...street, token, reviewer, name: `t${n}x`, isOver: () => true })
  }
  await fleet.stop()
  if (told.odd.length > 0) throw new Error(told.odd.join('\n'))
  return traceOf(readFileSync(trace, 'utf8'), join(dir))
}
