import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeToken } from '../../src/service/api-tokens.ts'
import { officerOf } from '../../src/service/officers.ts'
import { officerById, saveOfficer } from '../../src/store/officers.ts'
import { digestOf, newSecret } from '../../src/web/secrets.ts'
import type { House } from '../../src/house.ts'
import { openDatabase, type Database } from '../../test/crash/database.ts'
import type { Env } from '../../test/crash/server.ts'
import { openBeside } from '../../test/crash/setting.ts'
import { standsBehind } from '../../test/service/house.ts'

export type Store = 'sqlite' | 'postgres'

/** Five areas with their letters; the first is the one that is measured unless several are. */
export const areas = ['500153', '370300', '150000', '211382', '140800'] as const
export const area = areas[0]

/** A county that works, in a folder or a database of its own. */
export interface County extends AsyncDisposable {
  readonly store: Store
  readonly env: Env
  readonly dir: string
  readonly database?: Database
  /** Keys of programs that send whole reports; each may send 300 at once. */
  readonly keys: readonly string[]
}

export async function aCounty(store: Store, programs = 1): Promise<County> {
  await using opened = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'yijian-road-'))
  opened.defer(() => rmSync(dir, { recursive: true, force: true }))
  const database = store === 'postgres' ? await openDatabase() : undefined
  if (database) opened.defer(database.stop)
  const env = {
    STATE_DIR: dir,
    PUBLIC_URL: '',
    CHAT_RUSH: '100000',
    LOG_LEVEL: 'error',
    NOTICE_NETS: '127.0.0.0/8',
    DATABASE_URL: database?.url ?? '',
  }
  const house = await openBeside(env)
  const keys: string[] = []
  try {
    for (const one of areas) await standsBehind(house, one)
    for (let n = 0; n < programs; n += 1) keys.push(await keyOf(house, n))
  } finally {
    await house.close()
  }
  const all = opened.move()
  return {
    store,
    env,
    dir,
    keys,
    ...(database ? { database } : {}),
    [Symbol.asyncDispose]: async () => await all.disposeAsync(),
  }
}

async function keyOf({ world }: House, n: number): Promise<string> {
  const id = `program-${n}`
  const token = newSecret()
  const officer = await world.db.transaction(async (tx) => {
    const row = {
      id,
      name: '对接',
      login: id,
      role: 'intake',
      office: `${area}-intake`,
      area,
    } as const
    await saveOfficer(tx, { ...row, passwordHash: '' })
    const kept = await officerById(tx, id)
    if (!kept) throw new Error('nobody was hired')
    return await officerOf(world, tx, kept)
  })
  const asked = { name: '城市上报平台', days: 30, tokenHash: digestOf(token) }
  const made = await makeToken(world, officer, { ...asked, scopes: ['file:reports'] })
  if (!made.ok) throw new Error(made.refusal.key)
  return token
}
