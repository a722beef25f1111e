import { mkdtempSync, promises, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { appendPieces, openPieces } from '#vault/pieces.ts'

const dir = mkdtempSync(join(tmpdir(), 'yijian-pieces-'))
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dir, { recursive: true, force: true })
})

it('a disk that takes a part at a time without a word gets the whole file', async () => {
  const suite = createSuite('international')
  const file = { suite, key: suite.randomKey(), path: join(dir, 'a-file'), place: 'here' }
  const handle = await promises.open(dir, 'r')
  const some = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  const { write } = some as unknown as {
    readonly write: (this: unknown, ...given: readonly unknown[]) => Promise<unknown>
  }
  const short = vi.spyOn(some, 'write')
  short.mockImplementation(async function (this: unknown, ...given: unknown[]) {
    const [bytes, from, length, at] = given as [Uint8Array, number, number, number]
    return (await write.call(this, bytes, from, Math.min(length, 100), at)) as never
  })
  const parts = [new Uint8Array(1000).fill(1), new Uint8Array(700).fill(2)]
  await appendPieces(file, { count: 0, end: 0 }, parts)
  expect(short.mock.calls.length).toBeGreaterThan(15)
  using pieces = openPieces(file)
  expect(Buffer.concat([...pieces.each()]).equals(Buffer.concat(parts))).toBe(true)
})
