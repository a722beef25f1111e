import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendAudit } from '#store/audit.ts'
import { appendEvents, nextNumber, saveCaseRow, saveTaskRows } from '#store/cases.ts'
import { saveEvidence } from '#store/evidence.ts'
import { keepHeard } from '#store/heard.ts'
import { addNews } from '#store/news.ts'
import { owe } from '#store/outbox.ts'
import { addPrecedent } from '#store/precedents.ts'
import { keepReceipt } from '#store/receipts.ts'
import { saveSession } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { keepForward } from '#store/waiting.ts'
import { aCase, aSession, aTask } from '../store/builders.ts'
import { aPhoto, MARK } from './sample-files.ts'
import { aVault, type Fixture } from './vault-fixture.ts'

/** One for every field a citizen or officer writes words in. */
const CANARIES = {
  address: 'openid-oCanaryAddress77',
  heard: '金丝雀听到的话',
  session: '金丝雀会话草稿',
  said: '金丝雀回答',
  facts: '金丝雀案情',
  news: '金丝雀通知',
  forward: '金丝雀转人工',
  ruling: '金丝雀分办理由',
  name: '金丝雀姓名',
  phone: '13912345678',
  file: '金丝雀文件名.jpg',
}

let house: Fixture
let passcode: string
beforeEach(async () => {
  house = await aVault()
  passcode = ''
})
afterEach(async () => await house.close())

/** A whole report as the service keeps it: heard, answered, filed with evidence, ruled, told. */
const report = async (n: number): Promise<void> => {
  const { db, vault } = house
  const keyId = await vault.newKey()
  const photo = { kind: 'image', name: CANARIES.file, bytes: await aPhoto('jpeg') } as const
  const file = await vault.keepEvidence(photo)
  const { passcode: given, hmac } = vault.newPasscode()
  passcode = given
  await db.transaction(async (tx) => {
    await conversation(tx, n, keyId)
    if ('refused' in file) throw new Error(file.refused)
    await saveEvidence(tx, { ...file, session: `s${n}`, caseId: `c${n}` })
    await filing(tx, n, keyId)
    await keepReceipt(tx, { number: `RC-${n}`, caseId: `c${n}`, passcodeHmac: hmac })
  })
  await db.transaction(async (tx) => {
    await vault.openAddress(tx, `h${n}`, { officer: 'clock', reason: 'notice:1' })
  })
}

const conversation = async (tx: Tx, n: number, keyId: string): Promise<void> => {
  const { vault } = house
  const seal = async (text: string) => await vault.seal(keyId, text, 'x')
  const [handle, session, channel, at] = [`h${n}`, `s${n}`, 'wechat', 1]
  const addressHash = vault.addressHash(channel, `${CANARIES.address}${n}`)
  const once = `${CANARIES.address}-${n}`
  const draft = await seal(CANARIES.session)
  await saveSession(tx, aSession(session, { addressHash, handle, keyId, sealed: draft }))
  await vault.keepAddress(tx, { handle, channel, address: `${CANARIES.address}${n}`, keyId })
  await keepHeard(tx, { channel, once, session, at, keyId, sealed: await seal(CANARIES.heard) })
  const said = { id: `o${n}`, session, handle, kind: 'answer', keyId, createdAt: at } as const
  await owe(tx, [{ ...said, sealed: await seal(CANARIES.said), inReplyTo: { channel, once } }])
  const forward = await seal(CANARIES.forward)
  await keepForward(tx, { id: `f${n}`, session, at, keyId, sealed: forward })
}

const filing = async (tx: Tx, n: number, keyId: string): Promise<void> => {
  const { vault } = house
  const seal = async (text: string) => await vault.seal(keyId, text, 'x')
  const [caseId, area, at] = [`c${n}`, '500153', 1]
  const event = { id: `e${n}`, type: 'filed', at, by: 'reporter' }
  await appendEvents(tx, caseId, 0, [{ ...event, sealed: await seal(CANARIES.facts) }])
  await saveCaseRow(tx, aCase(caseId, { number: `RC-${n}`, keyId }))
  await saveTaskRows(tx, caseId, [aTask('t1')])
  await vault.keepIdentity(tx, { caseId, name: CANARIES.name, phone: CANARIES.phone })
  await addNews(tx, { id: `n${n}`, caseId, handle: `h${n}`, at, sealed: await seal(CANARIES.news) })
  const ruling = {
    number: `RC-${n}`,
    area,
    offence: 'A1',
    lead: 'x',
    cooperate: [],
    on: '2026-01-05',
    at: 1,
  }
  await addPrecedent(tx, { ...ruling, keyId, sealed: await seal(CANARIES.ruling) })
  await nextNumber(tx, area, 2026)
  const entry = { area, at, actor: 'reporter', action: 'filed', subject: `RC-${n}` }
  await appendAudit(tx, entry, vault.mac)
}

const files = (): ReadonlyMap<string, Buffer> =>
  new Map(
    readdirSync(house.dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(`${parentPath}/${name}`)]),
  )

/** A text as a database or a Windows program might have written it. */
const spellings = (text: string): readonly Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  Buffer.from(text, 'utf16le').swap16(),
  Buffer.from(JSON.stringify(text).slice(1, -1)),
]

const found = (words: readonly string[]): readonly string[] =>
  [...files()].flatMap(([name, bytes]) =>
    words
      .filter((word) => spellings(word).some((spelling) => bytes.includes(spelling)))
      .map((word) => `${word} in ${name}`),
  )

describe('a disk copied away', () => {
  it('shows no word a citizen or officer wrote, in no file, journal included', async () => {
    for (let n = 0; n < 20; n++) await report(n)
    const names = [...files().keys()]
    expect(names).toEqual(expect.arrayContaining(['yijian.db', 'yijian.db-wal', 'keys.db']))
    const secrets = [...Object.values(CANARIES), MARK, passcode, passcode.replaceAll('-', '')]
    expect(found(secrets)).toEqual([])
    expect(found(['RC-19'])).not.toEqual([])
  })

  it('shows none after the journal went into the database either', async () => {
    for (let n = 0; n < 3; n++) await report(n)
    const words = house.db.read(async (tx) => await tx.selectFrom('cases').select('id').execute())
    expect(await words).toHaveLength(3)
    await house.db.close()
    expect([...files().keys()]).not.toContain('yijian.db-wal')
    expect(found([...Object.values(CANARIES), MARK])).toEqual([])
  })
})
