import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { backupCommand } from '../../src/cli/backup.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'

const masterKey = createHash('sha256').update('for a test').digest('hex')

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yijian-keeping-'))
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A house in a folder of its own, with a master key that travels apart from it. */
async function opened(name: string): Promise<House> {
  vi.stubEnv('STATE_DIR', join(root, name))
  vi.stubEnv('MASTER_KEY', masterKey)
  vi.stubEnv('LOG_LEVEL', 'silent')
  const read = readConfig({ STATE_DIR: join(root, name), MASTER_KEY: masterKey })
  if (!read.ok) throw new Error(read.problems.join())
  return await openHouse({ config: read.config, log: silent })
}

async function saysSomething(house: House): Promise<void> {
  const what = { type: 'text', text: '你好' } as const
  const heard = { channel: 'web-chat', address: 'a'.repeat(22), once: 'once-0001', at: 1, what }
  await house.port.hear(heard, async () => 'sent')
}

const talkOf = async (house: House) => await house.port.transcript('web-chat', 'a'.repeat(22))

it.each(['copy', 'copy/'])('a copy of the data in %s has no key in it', async (name) => {
  const house = await opened('var')
  await saysSomething(house)
  await house.close()
  expect(await backupCommand(join(root, '.', name) + (name.endsWith('/') ? '/' : ''), {})).toBe(0)
  expect(existsSync(join(root, 'copy', 'copy.json'))).toBe(true)
  expect(existsSync(join(root, 'copy', 'yijian.db'))).toBe(false)
  expect(existsSync(join(root, 'copy', '-keys'))).toBe(false)
  expect(existsSync(join(root, 'copy-keys', 'keys.db'))).toBe(true)
})

it('what was copied is read again where both copies and the master key come together', async () => {
  const house = await opened('var')
  await saysSomething(house)
  const before = await talkOf(house)
  await house.close()
  await backupCommand(`${root}/copy/`, {})
  await (await opened('anew')).close()
  rmSync(join(root, 'anew'), { recursive: true })
  expect(await restoreCommand(`${root}/copy/`, {})).toBe(0)
  const again = await opened('anew')
  expect(before.length).toBeGreaterThan(1)
  expect(await talkOf(again)).toEqual(before)
  await again.close()
})

it('keys that are there are never written over by an older copy, nor joined with a stranger’s journal', async () => {
  const house = await opened('var')
  await saysSomething(house)
  await backupCommand(`${root}/copy`, {})
  await house.close()
  const other = await opened('other')
  await saysSomething(other)
  for (const name of ['keys.db', 'keys.db-wal'])
    cpSync(join(root, 'other', name), join(root, 'anew', name))
  await other.close()
  const keys = readFileSync(join(root, 'anew', 'keys.db'))
  vi.stubEnv('STATE_DIR', join(root, 'anew'))
  expect(await restoreCommand(`${root}/copy`, {})).toBe(1)
  expect(readFileSync(join(root, 'anew', 'keys.db'))).toEqual(keys)
  expect(existsSync(join(root, 'anew', 'yijian.db'))).toBe(false)
  rmSync(join(root, 'anew', 'keys.db'))
  expect(await restoreCommand(`${root}/copy`, {})).toBe(0)
  const again = await opened('anew')
  expect((await talkOf(again)).length).toBeGreaterThan(1)
  await again.close()
})
