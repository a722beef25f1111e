import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { PIECE } from '#vault/pieces.ts'
import { sealedCopies } from '#vault/sealed-copies.ts'

const suite = createSuite('international')
const root = new Uint8Array(32).fill(7)
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yijian-sealed-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const path = (name: string): string => join(dir, name)

describe('a file that is sealed for a copy', () => {
  it('of more pieces than are written at once opens to the same bytes', async () => {
    const copies = sealedCopies(suite, root)
    const bytes = Buffer.alloc(17 * PIECE + 5, 'abcdefg')
    writeFileSync(path('plain'), bytes)
    const sealed = await copies.seal(path('plain'), path('sealed'), 'plain')
    expect(sealed).toEqual({ taken: bytes.length, whole: bytes.length })
    const place = { place: 'plain', size: bytes.length }
    expect(await copies.open(path('sealed'), path('opened'), place)).toMatchObject({ ok: true })
    expect(readFileSync(path('opened')).equals(bytes)).toBe(true)
  })

  it('that grows meanwhile is not taken for whole', async () => {
    writeFileSync(path('plain'), 'what was there')
    const growing = {
      ...suite,
      seal: (...given: Parameters<typeof suite.seal>) => {
        appendFileSync(path('plain'), ' and more')
        return suite.seal(...given)
      },
    }
    const copies = sealedCopies(growing, root)
    writeFileSync(path('plain'), 'what was there')
    const { taken, whole } = await copies.seal(path('plain'), path('sealed'), 'plain')
    expect(taken).toBe('what was there'.length)
    expect(whole).toBeGreaterThan(taken)
  })
})
