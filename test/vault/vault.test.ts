import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { appendAudit, auditOf, verifyAudit } from '#store/audit.ts'
import { saveSession } from '#store/sessions.ts'
import { sqliteKeyStore } from '#vault/key-store-sqlite.ts'
import { openVault } from '#vault/open.ts'
import { aSession } from '../store/builders.ts'
import { aVault, masterKey, type Fixture } from './vault-fixture.ts'

let house: Fixture
beforeEach(async () => {
  house = await aVault()
})
afterEach(async () => await house.close())

const opening = { officer: 'clock', reason: 'notice:n1' }

const addressed = async (handle: string, address: string, channel = 'telegram'): Promise<void> => {
  const keyId = await house.vault.newKey()
  await house.db.transaction(async (tx) => {
    await saveSession(tx, aSession(handle, { handle, area: '500153' }))
    await house.vault.keepAddress(tx, { handle, channel, address, keyId })
  })
}

describe('sealed words', () => {
  it('open in their own place only, after a restart too', async () => {
    const keyId = await house.vault.newKey()
    const sealed = await house.vault.seal(keyId, '昌元街道有人非法行医', 'case:1')
    const later = await house.reopened()
    expect(await later.open(keyId, sealed, 'case:1')).toBe('昌元街道有人非法行医')
    await expect(later.open(keyId, sealed, 'case:2')).rejects.toThrow(Error)
    await expect(later.open(await later.newKey(), sealed, 'case:1')).rejects.toThrow(Error)
  })

  it('do not open under another master key', async () => {
    const keyId = await house.vault.newKey()
    const sealed = await house.vault.seal(keyId, '话', 'case:1')
    await expect(house.reopened(masterKey.toReversed())).rejects.toThrow('master key')
    expect(await house.vault.open(keyId, sealed, 'case:1')).toBe('话')
  })

  it('are not added to under another master key, nor by another suite: the house does not open', async () => {
    await house.vault.newKey()
    await expect(house.reopened(masterKey.toReversed())).rejects.toThrow('master key')
    const { db, dir } = house
    const guomi = { db, dir, masterKey, audit: appendAudit, suite: createSuite('guomi') }
    await expect(openVault(guomi)).rejects.toThrow('CRYPTO_SUITE')
  })

  it('of a house in which nobody has spoken yet are proved from its first start on', async () => {
    await expect(house.reopened(masterKey.toReversed())).rejects.toThrow('master key')
  })

  it('are sealed by the guomi suite in the same way', async () => {
    const guomi = await aVault('guomi')
    try {
      const keyId = await guomi.vault.newKey()
      const sealed = await guomi.vault.seal(keyId, '话', 'case:1')
      expect(sealed[0]).toBe(2)
      expect(await (await guomi.reopened()).open(keyId, sealed, 'case:1')).toBe('话')
    } finally {
      await guomi.close()
    }
  })

  it('a weak master key is refused at start', async () => {
    await expect(house.reopened(new Uint8Array(32))).rejects.toThrow('32 random bytes')
    await expect(house.reopened(masterKey.subarray(1))).rejects.toThrow('32 random bytes')
  })
})

describe('keys', () => {
  it('are never handed out twice, by two processes either', async () => {
    const other = await house.reopened()
    const ids = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => await (n % 2 ? other : house.vault).newKey()),
    )
    expect(new Set(ids).size).toBe(300)
  })

  it('that were handed out are on disk already', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, house.vault.newKey))
    const later = await house.reopened()
    for (const id of ids) expect(await later.hasKey(id)).toBe(true)
  })

  it('once destroyed open nothing, and their bytes are in no file', async () => {
    const { vault, dir } = house
    const [gone, kept] = [await vault.newKey(), await vault.newKey()]
    const sealed = await vault.seal(gone, '忘记我', 'x')
    const other = await vault.seal(kept, '留下', 'x')
    const files = (): Buffer =>
      Buffer.concat(['keys.db', 'keys.db-wal'].map((name) => readFileSync(`${dir}/${name}`)))
    expect(files().includes(gone)).toBe(true)
    await vault.dropKey(gone)
    expect(files().includes(gone)).toBe(false)
    expect(files().includes(kept)).toBe(true)
    await expect(vault.open(gone, sealed, 'x')).rejects.toThrow('was destroyed')
    expect(await vault.hasKey(gone)).toBe(false)
    expect(await vault.open(kept, other, 'x')).toBe('留下')
  })

  it('go on being made after a write of them has failed', async () => {
    const store = sqliteKeyStore(house.dir)
    const key = { id: 'k1', class: 'content', generation: 1, wrapped: randomBytes(60) } as const
    await expect(store.add([key, key])).rejects.toThrow('UNIQUE')
    expect(await store.find('k1')).toBeUndefined()
    await store.add([key])
    expect(await store.find('k1')).toMatchObject({ id: 'k1' })
    await store.close()
  })

  it('have a copy of their own, of which only the latest is kept', async () => {
    const { vault, dir } = house
    const copy = `${dir}/copy/keys.db`
    const keyId = await vault.newKey()
    await vault.backupKeys(copy)
    expect(readFileSync(copy).includes(keyId)).toBe(true)
    await vault.dropKey(keyId)
    await vault.backupKeys(copy)
    expect(readFileSync(copy).includes(keyId)).toBe(false)
  })
})

describe('an address', () => {
  it('has one hash for each person and channel, which only this vault can make', async () => {
    const hash = house.vault.addressHash('telegram', '42')
    expect((await house.reopened()).addressHash('telegram', '42')).toBe(hash)
    expect(house.vault.addressHash('web', '42')).not.toBe(hash)
    expect(house.vault.addressHash('telegram', '43')).not.toBe(hash)
    const elsewhere = await house.reopened(masterKey.toReversed(), `${house.dir}/elsewhere`)
    expect(elsewhere.addressHash('telegram', '42')).not.toBe(hash)
  })

  it('is opened for a notice, and the opening stands in the audit chain', async () => {
    const { db, vault } = house
    await addressed('h1', 'chat-42')
    const found = await db.transaction(async (tx) => await vault.openAddress(tx, 'h1', opening))
    expect(found).toEqual({ channel: 'telegram', address: 'chat-42' })
    await db.read(async (tx) => {
      expect(await auditOf(tx, 'h1')).toMatchObject([
        {
          area: '500153',
          at: 1_000,
          actor: 'clock',
          action: 'address-opened',
          reason: 'notice:n1',
        },
      ])
      expect((await verifyAudit(tx, vault.mac)).ok).toBe(true)
    })
  })

  it('nobody has is opened by nobody', async () => {
    const { db, vault } = house
    const found = await db.transaction(async (tx) => await vault.openAddress(tx, 'h9', opening))
    expect(found).toBeUndefined()
  })

  it('is compared by yes or no, and the comparison stands in the audit chain', async () => {
    const { db, vault } = house
    await addressed('h1', 'chat-42')
    await addressed('h2', 'chat-42')
    await addressed('h3', 'chat-42', 'web')
    const same = async (a: string, b: string): Promise<boolean> =>
      await db.transaction(async (tx) => await vault.sameReporter(tx, [a, b], opening))
    expect(await same('h1', 'h2')).toBe(true)
    expect(await same('h1', 'h3')).toBe(false)
    expect(await same('h1', 'nobody')).toBe(false)
    const entries = await db.read(async (tx) => await auditOf(tx, 'h1'))
    expect(entries.map(({ action }) => action)).toEqual(Array(3).fill('reporters-compared'))
  })
})

describe('an identity', () => {
  it('is sealed under a key that opens no ordinary words', async () => {
    const { db, vault } = house
    const identity = { caseId: 'c1', name: '张三', phone: '13800138000' }
    await db.transaction(async (tx) => await vault.keepIdentity(tx, identity))
    const row = await db.read(
      async (tx) => await tx.selectFrom('identities').selectAll().executeTakeFirstOrThrow(),
    )
    await expect(vault.open(row.keyId, row.sealed, 'identity:c1')).rejects.toThrow(Error)
    const later = await house.reopened()
    await expect(later.open(row.keyId, row.sealed, 'identity:c1')).rejects.toThrow(Error)
  })
})

describe('a passcode', () => {
  it('is known by its HMAC however it is typed, and a slip is told apart from a wrong one', () => {
    const { passcode, hmac } = house.vault.newPasscode()
    expect(house.vault.passcodeHmac(passcode.toLowerCase().replaceAll('-', ' '))).toBe(hmac)
    expect(house.vault.passcodeHmac(house.vault.newPasscode().passcode)).not.toBe(hmac)
    const slip = passcode.slice(0, -1) + (passcode.endsWith('0') ? '1' : '0')
    expect(house.vault.passcodeHmac(slip)).toBeUndefined()
    expect(house.vault.maskPasscode(passcode)).not.toContain(passcode)
  })
})
