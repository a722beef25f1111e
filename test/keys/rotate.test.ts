import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { changeKeys } from '#service/change-keys.ts'
import { appendAudit, verifyAudit } from '#store/audit.ts'
import { openStore } from '#store/open.ts'
import { openVault } from '#vault/open.ts'
import { aFolder, here, type Env } from '../cli/yijian.ts'
import { startServe, type Running } from '../crash/running.ts'
import { aHouse, aPerson } from '../service/house.ts'
import { localMasterKey } from '#vault/master-key.ts'
import { randomBytes } from 'node:crypto'
import { hasPostgres, startPostgres } from '../store/postgres-server.ts'

const entry = fileURLToPath(new URL('../../src/yijian.ts', import.meta.url))

let deliveries = 0

/** One sender's line over HTTP, as a browser sends it; what was answered, or nothing where nobody was there. */
async function says({ url }: Running, cookie: string, text: string): Promise<string> {
  const answer = await fetch(`${url}/chat/messages?area=500153`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ once: `delivery-${(deliveries += 1)}`, text }),
  })
  return `${answer.status} ${await answer.text()}`
}

const reads = async ({ url }: Running, cookie: string): Promise<string> =>
  await (await fetch(`${url}/chat/messages`, { headers: { cookie } })).text()

const cookieOf = (n: number): string => `yj_chat=${String(n).padStart(22, 'k')}`

/** Data keys as a house of some months has them, all under the wrapping key in use. */
async function manyKeys(dir: string, count: number): Promise<void> {
  const suite = createSuite('international')
  const db = await openStore({ dir })
  const masterKey = Buffer.from(readFileSync(`${dir}/master.key`, 'utf8').trim(), 'hex')
  const vault = await openVault({ db, dir, suite, masterKey, audit: appendAudit })
  for (let n = 0; n < count; n++) await vault.newKey()
  await vault.close()
  await db.close()
}

it('keys change under 64 senders at once: nothing is lost, and the old master key opens nothing', async () => {
  using folder = aFolder()
  const dir = folder.path('var')
  const running = await startServe(dir)
  const env = { STATE_DIR: dir }
  try {
    const old = readFileSync(`${dir}/master.key`, 'utf8')
    await manyKeys(dir, 1_000)
    const senders = Array.from({ length: 64 }, (_, n) => cookieOf(n))
    const sent: Promise<string>[] = []
    for (const turn of ['一', '二']) sent.push(...senders.map((one) => says(running, one, turn)))
    const rotated = here(['keys', 'rotate', '--json'], env)
    for (const turn of ['三', '四']) sent.push(...senders.map((one) => says(running, one, turn)))
    const answers = await Promise.all(sent)
    const { code, out, complaint } = await rotated
    expect(answers.filter((answer) => !answer.startsWith('200'))).toEqual([])
    expect(code, complaint).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ ok: true, value: { generation: 2 } })
    await says(running, senders[0] ?? '', '换完以后')
    let kept = 0
    for (const one of senders)
      for (const turn of ['一', '二', '三', '四'])
        if ((await reads(running, one)).includes(`"${turn}"`)) kept += 1
    expect(kept).toBe(256)
    expect(await here(['keys', 'status', '--json'], env)).toMatchObject({ code: 0 })
    expect(await here(['verify-audit'], env)).toMatchObject({ code: 0 })

    const thief = folder.path('thief')
    mkdirSync(thief)
    for (const name of ['yijian.db', 'yijian.db-wal', 'keys.db', 'keys.db-wal'])
      if (existsSync(`${dir}/${name}`)) copyFileSync(`${dir}/${name}`, `${thief}/${name}`)
    writeFileSync(`${thief}/master.key`, old, { mode: 0o600 })
    const stolen = await here(['export'], { STATE_DIR: thief })
    expect(stolen).toMatchObject({ code: 1, out: '' })
    expect(stolen.complaint).toContain('the master key')
    console.log(`promise 19: keys changed beside serve under 64 senders, 256 of 256 messages kept`)
  } finally {
    await running.stop()
  }
  const again = await startServe(dir)
  try {
    expect(await reads(again, cookieOf(63))).toContain('四')
  } finally {
    await again.stop()
  }
}, 60_000)

/** Kills a real `keys rotate` after so many data keys were put under the new wrapping key. */
async function killedAfter(count: number, dir: string, env: Env): Promise<boolean> {
  const child = spawn(process.execPath, [entry, 'keys', 'rotate'], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...env },
    stdio: 'ignore',
  })
  const gone = once(child, 'exit')
  const db = new DatabaseSync(`${dir}/keys.db`, { timeout: 5000 })
  const moved = db.prepare(
    'select count(*) as n from keys where generation = (select max(generation) from wrappings) and (select count(*) from wrappings) > 1',
  )
  const look = async (): Promise<void> => {
    while (child.exitCode === null && Number(moved.get()?.['n']) < count)
      await new Promise(setImmediate)
  }
  await look()
  child.kill('SIGKILL')
  await gone
  db.close()
  return child.signalCode === 'SIGKILL'
}

it('a change of keys that is killed in the middle stops nobody, and the next one goes on from there', async () => {
  using folder = aFolder()
  const dir = folder.path('var')
  const env = { STATE_DIR: dir }
  let running = await startServe(dir)
  const old = readFileSync(`${dir}/master.key`, 'utf8')
  await says(running, cookieOf(1), '先说一句')
  await manyKeys(dir, 3_000)
  let killed = 0
  for (const count of [1, 1_500]) {
    if (await killedAfter(count, dir, env)) killed += 1
    expect(await says(running, cookieOf(1), `第${count}次以后`)).toMatch(/^200/)
  }
  expect(killed).toBe(2)
  const status = JSON.parse((await here(['keys', 'status', '--json'], env)).out) as object
  expect(status).toMatchObject({ generation: 2, changing: true })
  await running.stop()
  running = await startServe(dir)
  try {
    expect(await reads(running, cookieOf(1))).toContain('先说一句')
    expect(await here(['keys', 'rotate'], env)).toMatchObject({ code: 0 })
    const said = await reads(running, cookieOf(1))
    for (const words of ['先说一句', '第1次以后', '第1500次以后']) expect(said).toContain(words)
    expect(readFileSync(`${dir}/master.key`, 'utf8')).not.toBe(old)
    expect(existsSync(`${dir}/master.key.next`)).toBe(false)
    const done = JSON.parse((await here(['keys', 'status', '--json'], env)).out) as object
    expect(done).toMatchObject({ generation: 2, left: 0, behind: 0, changing: false })
  } finally {
    await running.stop()
  }
}, 60_000)

it('killed between its last two steps, it leaves a house that opens, and is completed', async () => {
  await using house = await aHouse()
  const env = { STATE_DIR: house.dir }
  await aPerson(house).says('你好')
  await house.close()
  const before = readFileSync(`${house.dir}/master.key`)
  expect(await here(['keys', 'rotate'], env)).toMatchObject({ code: 0 })
  copyFileSync(`${house.dir}/master.key`, `${house.dir}/master.key.next`)
  writeFileSync(`${house.dir}/master.key`, before)
  expect(await here(['verify-audit'], env)).toMatchObject({ code: 0 })
  const completed = await here(['keys', 'rotate'], env)
  expect(completed.out).toContain('只差最后一步')
  expect(existsSync(`${house.dir}/master.key.next`)).toBe(false)
  expect(await here(['verify-audit'], env)).toMatchObject({ code: 0 })
})

it('what the root makes goes on: passcodes, addresses, grants, audit heads, receipts', async () => {
  await using house = await aHouse()
  const { vault, db } = house.world
  const { passcode, hmac } = vault.newPasscode()
  const address = vault.addressHash('web', 'a')
  const receipt = vault.newReceiptKey()
  const grant = {
    request: 'r',
    caseId: 'c',
    number: 'n',
    area: 'a',
    asker: 'x',
    granter: 'y',
    until: 1,
  }
  const proof = vault.proofOfGrant(grant)
  const to = localMasterKey(createSuite('international'), randomBytes(32))
  expect(await changeKeys(house.world, to, async () => {})).toMatchObject({ ok: true })
  expect(vault.passcodeHmac(passcode)).toBe(hmac)
  expect(vault.addressHash('web', 'a')).toBe(address)
  expect(vault.isGrant({ grant, proof })).toBe(true)
  expect(vault.signReceipt(receipt, Buffer.from('x')).length).toBe(64)
  expect(await db.read(async (tx) => await verifyAudit(tx, vault.mac))).toMatchObject({ ok: true })
})

it('a house made before there were wrapping keys opens, and changes its keys like any other', async () => {
  using folder = aFolder()
  const dir = folder.path()
  const suite = createSuite('international')
  const masterKey = Uint8Array.from({ length: 32 }, (_, n) => (n * 37 + 11) % 251)
  const wrapped = (id: string, key: Uint8Array) => {
    const extracted = suite.hmac(new Uint8Array(32), masterKey)
    const under = suite.hmac(
      extracted,
      Buffer.concat([Buffer.from('yijian wrap content'), Uint8Array.of(1)]),
    )
    return suite.seal(under, key, `key:content:${id}`)
  }
  const keys = new DatabaseSync(`${dir}/keys.db`)
  keys.exec(
    'create table keys (id text primary key, class text not null, wrapped blob not null) strict',
  )
  const key = suite.randomKey()
  keys.prepare('insert into keys values (?, ?, ?)').run('old', 'content', wrapped('old', key))
  keys.close()
  const db = await openStore({ dir })
  const vault = await openVault({ db, dir, suite, masterKey, audit: appendAudit })
  const sealed = suite.seal(key, Buffer.from('从前的话'), 'x')
  expect(await vault.open('old', sealed, 'x')).toBe('从前的话')
  const next = localMasterKey(suite, randomBytes(32))
  await vault.keyChange.begin(next)
  while ((await vault.keyChange.rewrapSome()) > 0);
  expect(await vault.keyChange.settle()).toBe(true)
  await vault.close()
  const settings = { db, dir, suite, audit: appendAudit }
  await expect(openVault({ ...settings, masterKey })).rejects.toThrow('the master key')
  const later = await openVault({ ...settings, masterKey: [next] })
  expect(await later.open('old', sealed, 'x')).toBe('从前的话')
  await later.close()
  await db.close()
})

it.skipIf(!hasPostgres)(
  'several processes on one PostgreSQL take the new key up; while one is behind, the old one stays',
  async () => {
    const server = await startPostgres()
    using folder = aFolder()
    const suite = createSuite('international')
    const old = localMasterKey(suite, randomBytes(32))
    const opened = async () => {
      const db = await openStore({ url: server.url })
      const settings = { db, dir: folder.path(), suite, audit: appendAudit, masterKey: [old] }
      const vault = await openVault(settings)
      await vault.keepUp()
      const close = async (): Promise<void> => {
        await vault.close()
        await db.close()
      }
      return { vault, close }
    }
    const [one, two] = [await opened(), await opened()]
    try {
      const keyId = await one.vault.newKey()
      const sealed = await one.vault.seal(keyId, '话', 'x')
      const next = localMasterKey(suite, randomBytes(32))
      await one.vault.keyChange.begin(next)
      while ((await one.vault.keyChange.rewrapSome()) > 0);
      await one.vault.keepUp()
      expect(await one.vault.keyChange.settle()).toBe(false)
      expect(await one.vault.keyChange.status()).toMatchObject({ behind: 1, left: 0 })
      const late = await two.vault.newKey()
      expect(await two.vault.open(keyId, sealed, 'x')).toBe('话')
      await two.vault.keepUp()
      while ((await one.vault.keyChange.rewrapSome()) > 0);
      expect(await one.vault.keyChange.settle()).toBe(true)
      expect(await one.vault.hasKey(late)).toBe(true)
      await Promise.all(Array.from({ length: 200 }, two.vault.newKey))
      await expect(opened()).rejects.toThrow('the master key')
    } finally {
      await one.close()
      await two.close()
      await server.stop()
    }
  },
  60_000,
)
