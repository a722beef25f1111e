import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSigned } from '#crypto/sign.ts'
import { auditOf, verifyAudit } from '#store/audit.ts'
import { aVault, masterKey, type Fixture } from './vault-fixture.ts'

/** It is always 1,000 at this vault. */
const grant = {
  request: 'r1',
  caseId: 'c1',
  number: 'RC-2026-00001',
  area: '500153',
  asker: 'officer-wei',
  granter: 'officer-du',
  until: 2_000,
}

let house: Fixture
beforeEach(async () => {
  house = await aVault()
  await house.db.transaction(async (tx) => {
    await house.vault.keepIdentity(tx, { caseId: 'c1', name: '甄隐名', phone: '13900001111' })
  })
})
afterEach(async () => await house.close())

const shown = (given: Partial<typeof grant> = {}) => {
  const made = { ...grant, ...given }
  return { grant: made, proof: house.vault.proofOfGrant(made), officer: made.asker }
}

const look = async (what: Parameters<Fixture['vault']['openIdentity']>[1]) =>
  await house.db.transaction(async (tx) => await house.vault.openIdentity(tx, what))

const audited = async (): Promise<number> =>
  (await house.db.read(async (tx) => await auditOf(tx, grant.number))).length

describe('an identity in the vault', () => {
  it('opens by a grant, and each look stands in the audit chain', async () => {
    expect(await look(shown())).toEqual({ name: '甄隐名', phone: '13900001111' })
    await look(shown())
    const entries = await house.db.read(async (tx) => await auditOf(tx, grant.number))
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({
      area: '500153',
      actor: 'officer:officer-wei',
      action: 'identity-read',
      reason: 'request:r1',
    })
    const chain = await house.db.read(async (tx) => await verifyAudit(tx, house.vault.mac))
    expect(chain.ok).toBe(true)
  })

  it('opens to no grant that the vault did not mark: not one part of it can be exchanged', async () => {
    const { proof } = shown()
    const other = {
      caseId: 'c2',
      asker: 'officer-x',
      granter: 'officer-y',
      until: 9_999,
      area: 'x',
    }
    for (const [name, value] of Object.entries(other)) {
      const forged = { ...grant, [name]: value }
      await expect(look({ grant: forged, proof, officer: forged.asker })).rejects.toThrow('vault')
    }
    await expect(look({ ...shown(), proof: new Uint8Array(32) })).rejects.toThrow('vault')
    await expect(look({ ...shown(), proof: house.vault.mac(proof) })).rejects.toThrow('vault')
    expect(await audited()).toBe(0)
  })

  it('opens to nobody but who asked, and not at the end of the grant or after', async () => {
    await expect(look({ ...shown(), officer: 'officer-du' })).rejects.toThrow('another officer')
    await expect(look(shown({ until: 1_000 }))).rejects.toThrow('over')
    expect((await look(shown({ until: 1_001 })))?.name).toBe('甄隐名')
  })

  it('nobody can grant to themselves', () => {
    expect(() => house.vault.proofOfGrant({ ...grant, granter: grant.asker })).toThrow('themselves')
  })

  it('a grant holds after a restart; a reporter who left no name has none', async () => {
    const later = await house.reopened()
    const one = shown()
    const seen = await house.db.transaction(async (tx) => await later.openIdentity(tx, one))
    expect(seen?.name).toBe('甄隐名')
    expect(await look(shown({ caseId: 'c9' }))).toBeUndefined()
    await house.db.read(async (tx) => {
      expect(await house.vault.hasIdentity(tx, 'c1')).toBe(true)
      expect(await house.vault.hasIdentity(tx, 'c9')).toBe(false)
    })
  })
})

describe.each(['international', 'guomi'] as const)('a key for receipts, %s', (suite) => {
  it('signs after a restart, and its private half lies nowhere in clear', async () => {
    const fixture = await aVault(suite)
    const key = fixture.vault.newReceiptKey()
    const later = await fixture.reopened()
    const bytes = Buffer.from('RC-2026-00001')
    const { algorithm, publicKey, sealed } = key
    const signature = later.signReceipt(key, bytes)
    expect(isSigned({ algorithm, publicKey, bytes, signature })).toBe(true)
    expect(() => later.signReceipt({ ...key, id: 'another' }, bytes)).toThrow(Error)
    expect(Buffer.from(sealed).includes(Buffer.from(masterKey).subarray(0, 8))).toBe(false)
    expect(later.digest(Buffer.from('abc'))).toMatchObject(
      suite === 'guomi'
        ? { name: 'sm3', hex: expect.stringMatching(/^66c7f0f462eeedd9/) as string }
        : { name: 'sha256', hex: expect.stringMatching(/^ba7816bf8f01cfea/) as string },
    )
    await fixture.close()
  })
})
