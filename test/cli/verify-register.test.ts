import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linkHash, nothingBefore } from '#store/publications.ts'
import { verifyRegisterCommand } from '../../src/cli/verify-register.ts'

/** Three entries of an area, as its chain.json has them. */
function aChain() {
  let before = nothingBefore
  return [1, 2, 3].map((seq) => {
    const link = {
      area: '500153',
      seq,
      on: '2026-11-26',
      publication: `p${seq}`,
      version: 1,
      what: 'published',
      digest: `d${seq}`,
    }
    before = linkHash(before, link)
    return { ...link, hash: before }
  })
}

const file = (links: unknown): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'yijian-chain-')), 'chain.json')
  writeFileSync(path, JSON.stringify({ links }))
  return path
}

describe('yijian verify-register', () => {
  it('passes a chain as it was downloaded, refuses one that was changed, shortened at its head or swapped', async () => {
    const links = aChain()
    const [one, two, three] = links
    expect(await verifyRegisterCommand(file(links), { json: true })).toBe(0)
    for (const wrong of [
      links.map((link) => (link.seq === 2 ? { ...link, digest: 'x' } : link)),
      [two, three],
      [one, three, two],
      links.map((link) => (link.seq === 3 ? { ...link, hash: one?.hash } : link)),
    ])
      expect(await verifyRegisterCommand(file(wrong), { json: true })).toBe(1)
    expect(await verifyRegisterCommand(file('no list'), {})).toBe(2)
  })
})
