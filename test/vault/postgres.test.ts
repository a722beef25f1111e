import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { appendAudit } from '#store/audit.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { openVault, type Vault } from '#vault/open.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { masterKey } from './vault-fixture.ts'

const title = hasPostgres
  ? 'the vault on PostgreSQL'
  : 'no PostgreSQL server for this platform is installed'

describe.skipIf(!hasPostgres)(title, () => {
  const dir = mkdtempSync(`${tmpdir()}/yijian-vault-postgres-`)
  let server: PostgresServer | undefined
  let db: Db
  let vault: Vault
  const opened = async (): Promise<Vault> =>
    await openVault({ db, dir, suite: createSuite('international'), masterKey, audit: appendAudit })
  beforeAll(async () => {
    server = await startPostgres()
    db = await openStore({ url: server.url })
    vault = await opened()
  }, 30_000)
  afterAll(async () => {
    await vault.close()
    await db.close()
    await server?.stop()
    rmSync(dir, { recursive: true })
  })

  it('gives keys inside more transactions at once than there are connections', async () => {
    const ids = await Promise.all(
      Array.from({ length: 200 }, async () => {
        return await db.transaction(async (tx) => {
          await sql`select 1`.execute(tx)
          return await vault.newKey()
        })
      }),
    )
    expect(new Set(ids).size).toBe(200)
    const later = await opened()
    for (const id of ids.slice(0, 20)) expect(await later.hasKey(id)).toBe(true)
  })

  it('seals, opens and destroys as on SQLite, in a schema of its own', async () => {
    const keyId = await vault.newKey()
    const sealed = await vault.seal(keyId, '话', 'x')
    const later = await opened()
    expect(await later.open(keyId, sealed, 'x')).toBe('话')
    await later.dropKey(keyId)
    await expect(later.open(keyId, sealed, 'x')).rejects.toThrow('was destroyed')
    const left = await db.read(
      async (tx) => await sql`select id from vault_keys.keys where id = ${keyId}`.execute(tx),
    )
    expect(left.rows).toEqual([])
  })

  it('remembers an erasure with the keys, and the keys it let go are gone', async () => {
    const keyId = await vault.newKey()
    const note = { id: 'e1', at: 1, plain: '{}' }
    for (let times = 0; times < 2; times++) await vault.erase(note, [keyId])
    expect(await vault.hasKey(keyId)).toBe(false)
    expect(await (await opened()).erasures()).toEqual([note])
  })

  it('a copy that cannot be written is stale until it was, and one of others is left alone', async () => {
    const [copy, other] = [join(dir, 'copy', 'keys.db'), join(dir, 'other', 'keys.db')]
    const [gone, dropped] = [await vault.newKey(), await vault.newKey()]
    for (const file of [copy, other]) await vault.backupKeys(file)
    await vault.dropKey(dropped)
    expect(await vault.staleKeyCopies()).toEqual([])
    expect(readFileSync(copy).includes(dropped)).toBe(true)
    expect(await vault.followKeyCopies()).toEqual([])
    expect(readFileSync(copy).includes(dropped)).toBe(false)
    renameSync(join(dir, 'copy'), join(dir, 'away'))
    writeFileSync(join(dir, 'copy'), 'a file where the folder was')
    const elsewhere = new DatabaseSync(other)
    elsewhere.exec(
      "insert into keys select 'of another house', class, generation, wrapped from keys limit 1",
    )
    elsewhere.close()
    await vault.erase({ id: 'e2', at: 1, plain: '{}' }, [gone])
    expect(await vault.freshenKeyCopies()).toMatchObject({
      away: [],
      others: [other],
      failed: [{ file: copy }],
    })
    expect(await vault.staleKeyCopies()).toEqual([copy])
    rmSync(join(dir, 'copy'))
    renameSync(join(dir, 'away'), join(dir, 'copy'))
    expect(await vault.freshenKeyCopies()).toEqual({ away: [], others: [], failed: [] })
    expect(await vault.staleKeyCopies()).toEqual([])
    expect(readFileSync(copy).includes(gone)).toBe(false)
    expect(readFileSync(other).includes('of another house')).toBe(true)
  })

  it('keeps an identity’s key in the transaction that keeps the identity, or neither', async () => {
    const identity = { caseId: 'c1', name: '张三', phone: '13800138000' }
    const count = async () =>
      await db.read(
        async (tx) =>
          await sql`select id from vault_keys.keys where class = 'identity'`.execute(tx),
      )
    const failing = db.transaction(async (tx) => {
      await vault.keepIdentity(tx, identity)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await count()).rows).toHaveLength(0)
    await db.transaction(async (tx) => await vault.keepIdentity(tx, identity))
    expect((await count()).rows).toHaveLength(1)
  })
})
