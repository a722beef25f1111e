import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeKeyFile } from '#vault/copy-keys.ts'

const dir = mkdtempSync(join(tmpdir(), 'yijian-rooms-'))
afterAll(() => rmSync(dir, { recursive: true }))

const room = (name: string, hours: number): string => {
  const path = join(dir, name)
  mkdirSync(path)
  writeFileSync(join(path, 'keys.db'), 'keys')
  const at = new Date(Date.now() - hours * 3_600_000)
  utimesSync(path, at, at)
  return path
}

const nothing = {
  wrappings: async () => await Promise.resolve([]),
  erasures: async () => await Promise.resolve([]),
  after: async () => await Promise.resolve([]),
  find: async () => await Promise.resolve(undefined),
  countBelow: async () => await Promise.resolve(0),
}

it('keys that a killed process left beside their copy go with the next copy; one that is being made stays', async () => {
  const [left, making] = [room('.keys-left', 2), room('.keys-making', 0)]
  await writeKeyFile(nothing, join(dir, 'keys.db'))
  expect(existsSync(join(dir, 'keys.db'))).toBe(true)
  expect(existsSync(left)).toBe(false)
  expect(existsSync(making)).toBe(true)
})
