import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupStore } from '#store/backup.ts'
import { casesAfter } from '#store/cases.ts'
import {
  anIdentityDesk,
  because,
  canaries,
  hour,
  seats,
  shows,
  type IdentityDesk,
  type Login,
} from './identity-desk.ts'

let house: IdentityDesk
beforeAll(async () => {
  house = await anIdentityDesk()
})
afterAll(async () => await house.desk.close())

const answerTo = async (asker: Login) => {
  const reason = '情况属实，同意'
  return { request: await house.requestId(asker), hours: '1', reason, answer: 'grant' }
}

const makes = async (login: Login, role: string): Promise<void> =>
  await house.desk.world.db.transaction(async (tx) => {
    await tx.updateTable('officers').set({ role }).where('login', '=', login).execute()
  })

describe('nothing else opens an identity', () => {
  beforeAll(async () => await house.files())

  it('nobody grants what they asked for, and the rule is named', async () => {
    await house.asks('wei')
    await house.posts('wei', '/desk/identity', await answerTo('wei'))
    const own = await house.posts('wei', '/desk/identity', await answerTo('wei'))
    expect([own.status, own.text.includes('自己的申请不能自己批')]).toEqual([403, true])
    await makes('wei', 'supervisor')
    const higher = await house.posts('wei', '/desk/identity', await answerTo('wei'))
    expect([higher.status, higher.text.includes('自己的申请不能自己批')]).toEqual([403, true])
    expect((await house.at('wei').get('/desk/identity')).text).toContain('这是您自己的申请')
    await makes('wei', 'handler')
    expect(await house.actions()).toContain('wei identity-denied identity-self-grant')
    expect((await house.sees('wei')).status).toBe(403)
  })

  it('neither a colleague, nor the intake office, nor another area’s supervisor, nor an administrator grants', async () => {
    for (const login of ['lao', 'xietiao', 'waidi', 'jiang', 'shen', 'admin'] as const) {
      const refused = await house.posts(login, '/desk/identity', await answerTo('wei'))
      expect(refused.status, login).toBeGreaterThanOrEqual(400)
    }
    expect((await house.sees('wei')).status).toBe(403)
    expect((await house.at('waidi').get('/desk/identity')).text).not.toContain(house.filed().number)
  })

  it('a grant is for whoever asked: for no colleague and not for whoever granted', async () => {
    expect((await house.answers('dudao')).text).toContain('已同意')
    for (const [login] of seats) {
      const seen = await house.sees(login)
      expect([login, shows(seen)]).toEqual([login, login === 'wei'])
    }
    expect(await house.actions()).toContain('dudao identity-denied identity-not-yours')
  })

  it('a grant for one case opens no other', async () => {
    const request = await house.requestId()
    const second = await house.desk.report({ name: '另一位金丝雀', phone: '13722223333' })
    const path = `/desk/cases/${second.number}/identity/see`
    const seen = await house.posts('wei', path, { request })
    expect([seen.status, shows(seen), seen.html.includes('另一位金丝雀')]).toEqual([
      403,
      false,
      false,
    ])
  })

  it('a row written into the database by hand opens nothing, and the attempt is on record', async () => {
    await house.asks('jiang', { ...because, purpose: 'pay-reward' })
    const id = await house.requestId('jiang')
    const forge = async (values: object): Promise<void> =>
      await house.desk.world.db.transaction(async (tx) => {
        await tx.updateTable('identityRequests').set(values).where('id', '=', id).execute()
      })
    const granted = { state: 'granted', until: house.desk.world.clock() + hour, answeredAt: 1 }
    const [real] = await house.desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('identityRequests')
          .select('proof')
          .where('proof', 'is not', null)
          .execute(),
    )
    for (const answeredBy of ['officer-dudao', 'officer-jiang'])
      for (const proof of [null, new Uint8Array(32), real?.proof ?? null]) {
        await forge({ ...granted, answeredBy, proof })
        const seen = await house.sees('jiang', id)
        expect([seen.status, shows(seen)]).toEqual([403, false])
      }
    await forge({ state: 'asked', until: null, answeredBy: null, answeredAt: null, proof: null })
    expect(await house.actions()).toContain('jiang identity-denied identity-not-granted')
  })

  it('while a grant runs, no page shows it to any role: the button alone does', async () => {
    const gets = house.desk.app.routes
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => path)
    expect(gets).toContain('/desk/cases/:number/identity')
    expect(gets.length).toBeGreaterThan(20)
    for (const [login] of seats)
      for (const path of new Set([...gets, '/desk?queue=mine', '/desk?queue=done'])) {
        if (path === '/desk/sign-out') continue
        const asked = path.replace(':number', house.filed().number).replace(/:\w+/g, '500153')
        expect(shows(await house.at(login).get(asked)), `${login} ${asked}`).toBe(false)
      }
  })

  it('and no other button does: every one there is, pressed by every role', async () => {
    const buttons = house.desk.app.routes
      .filter(({ method, path }) => method === 'POST' && !/sign-|\/identity\/end$/.test(path))
      .map(({ path }) => path)
    expect(buttons.length).toBeGreaterThan(10)
    const request = await house.requestId()
    const { number } = house.filed()
    for (const [login] of seats)
      for (const path of new Set(buttons)) {
        const to = path.replace(':number', number).replace(/:\w+/g, '500153')
        const fields = { request, number, deed: 'note', stage: 'do', ...because }
        const opens = login === 'wei' && path.endsWith('/identity/see')
        const seen = await house.posts(login, to, fields)
        expect([login, path, shows(seen)]).toEqual([login, path, opens])
      }
  })

  it('it is in no log line, no column that is exported, no file on disk and no backup', async () => {
    for (const canary of canaries) expect(house.desk.logged.join('\n')).not.toContain(canary)
    const rows = await house.desk.world.db.read(async (tx) => await casesAfter(tx, '', 100))
    expect(rows.length).toBeGreaterThan(0)
    for (const canary of canaries) expect(JSON.stringify(rows)).not.toContain(canary)
    const copy = mkdtempSync(join(tmpdir(), 'yijian-copy-'))
    await backupStore(house.desk.world.db, join(copy, 'yijian.db'))
    await house.desk.world.vault.backupKeys(join(copy, 'keys.db'))
    cpSync(house.desk.dir, join(copy, 'all'), { recursive: true })
    const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      for (const canary of [...canaries, because.reason])
        for (const spelling of [Buffer.from(canary), Buffer.from(canary, 'utf16le')])
          expect(bytes.includes(spelling), `${canary} in ${file.name}`).toBe(false)
    }
    rmSync(copy, { recursive: true })
  })
})
