import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { appendAudit } from '#store/audit.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { commandMasterKey } from '#vault/kms-command.ts'
import { httpMasterKey } from '#vault/kms-http.ts'
import { localMasterKey, type MasterKey } from '#vault/master-key.ts'
import { openVault, type Vault } from '#vault/open.ts'
import { aFolder, here, started } from '../cli/yijian.ts'
import { masterKey } from '../vault/vault-fixture.ts'
import { aKeyService, type KeyService } from './key-service.ts'

const suite = createSuite('international')

let service: KeyService
let folder: ReturnType<typeof aFolder>
let db: Db
const open: Vault[] = []
beforeEach(async () => {
  service = await aKeyService()
  folder = aFolder()
  db = await openStore({ dir: folder.path() })
})
afterEach(async () => {
  for (const vault of open.splice(0)) await vault.close()
  await db.close()
  folder[Symbol.dispose]()
  await service[Symbol.asyncDispose]()
})

const held = (key = 'yijian', url = service.url): MasterKey =>
  httpMasterKey({ url, key, token: service.token, patience: 300 })

const opened = async (...masters: readonly MasterKey[]): Promise<Vault> => {
  const vault = await openVault({
    db,
    dir: folder.path(),
    suite,
    masterKey: masters,
    audit: appendAudit,
  })
  open.push(vault)
  return vault
}

const refusal = async (...masters: readonly MasterKey[]): Promise<string> =>
  await opened(...masters).then(
    () => 'opened',
    (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
  )

describe('a key service that holds the master key', () => {
  it('is asked once at start, never for a message, and is not missed while the house is open', async () => {
    const first = await opened(held())
    const keyId = await first.newKey()
    const sealed = await first.seal(keyId, '话', 'x')
    const asked = service.calls.length
    expect(asked).toBe(2)
    service.turns('sealed')
    for (let n = 0; n < 200; n++) await first.newKey()
    expect(await first.open(keyId, sealed, 'x')).toBe('话')
    expect(service.calls).toHaveLength(asked)
    service.turns('well')
    const later = await opened(held())
    expect(service.calls).toHaveLength(asked + 1)
    expect(await later.open(keyId, sealed, 'x')).toBe('话')
    expect(later.addressHash('web', 'a')).toBe(first.addressHash('web', 'a'))
  })

  it.each([
    ['sealed', /sealed or at fault \(503\).+start again; nothing is lost/],
    ['silent', /does not answer.+start again; nothing is lost/],
    ['nonsense', /does not speak like a transit engine: see KMS_URL/],
  ] as const)('that is %s at start is named, with the cure', async (mood, words) => {
    await opened(held())
    service.turns(mood)
    expect(await refusal(held())).toMatch(words)
  })

  it('that is not there, refuses the token, or has another key is told apart', async () => {
    await opened(held())
    expect(await refusal(held('yijian', 'http://127.0.0.1:9/v1/transit'))).toMatch(
      'does not answer',
    )
    expect(await refusal(held('another'))).toMatch(/cannot open these keys \(400\).+see KMS_KEY/)
    expect(await refusal(localMasterKey(suite, masterKey))).toMatch(
      'the master key or CRYPTO_SUITE',
    )
    service.forgets()
    const said = await refusal(held())
    expect(said).toMatch(/refuses the token \(403\): renew KMS_TOKEN/)
    expect(said).not.toContain(service.token)
  })

  it('never gives its key, and no file here holds what it wrapped in clear', async () => {
    const vault = await opened(held())
    await vault.newKey()
    const bytes = readFileSync(folder.path('keys.db'))
    const journal = readFileSync(folder.path('keys.db-wal'))
    const all = Buffer.concat([bytes, journal])
    expect(all.includes('vault:v1:')).toBe(true)
    expect(all.includes('yijian keys 1')).toBe(false)
    expect(all.includes(service.token)).toBe(false)
  })

  it('takes over from a key of this machine, which opens nothing afterwards', async () => {
    const local = localMasterKey(suite, masterKey)
    const vault = await opened(local)
    const keyId = await vault.newKey()
    const sealed = await vault.seal(keyId, '话', 'x')
    const both = await opened(held(), local)
    await both.keyChange.begin(held())
    while ((await both.keyChange.rewrapSome()) > 0);
    expect(await both.keyChange.settle()).toBe(true)
    expect(await (await opened(held())).open(keyId, sealed, 'x')).toBe('话')
    expect(await refusal(local)).toMatch('the master key')
  })
})

describe('a program that holds the master key', () => {
  const program = (body: string): string => {
    const path = folder.path('kms')
    writeFileSync(path, `#!/bin/sh\n${body}\n`)
    chmodSync(path, 0o755)
    return path
  }

  it('is called with the deed alone; what is secret goes through its input', async () => {
    const seen = folder.path('seen')
    const path = program(`echo "$0 $*" >> ${seen}; cat`)
    const vault = await opened(commandMasterKey(path))
    await vault.newKey()
    await opened(commandMasterKey(path))
    expect(readFileSync(seen, 'utf8').trim().split('\n')).toEqual(
      ['wrap', 'unwrap', 'unwrap'].map((deed) => `${path} ${deed}`),
    )
  })

  it('that fails or is not there is named, with the cure', async () => {
    await opened(commandMasterKey(program('cat')))
    expect(await refusal(commandMasterKey(program('exit 3')))).toMatch(/ended with 3.+KMS_COMMAND/)
    const nowhere = commandMasterKey(folder.path('nowhere'))
    expect(await refusal(nowhere)).toMatch(/does not answer: see KMS_COMMAND/)
  })
})

it('doctor says when the key service is away, and that a running serve goes on', async () => {
  using state = aFolder()
  const env = {
    STATE_DIR: state.path('var'),
    KMS_URL: service.url,
    KMS_TOKEN: service.token,
    LOG_LEVEL: 'silent',
  }
  await started(env)
  expect((await here(['keys', 'status'], env)).out).toContain(`service:${service.url}/yijian`)
  expect((await here(['doctor'], env)).out).toContain('案件打得开')
  service.turns('sealed')
  const doctor = await here(['doctor'], env)
  expect(doctor.code).toBe(1)
  expect(doctor.out).toMatch(/要处理 {2}keys {2}.*密钥服务.*正在运行的 serve 不受影响.*不要重启/)
  expect(doctor.out).not.toContain(service.token)
})
