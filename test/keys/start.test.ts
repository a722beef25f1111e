import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { options, readConfig } from '../../src/config.ts'
import { startRefusals } from '../../src/start-refusals.ts'
import { aFolder, here, started, type Env } from '../cli/yijian.ts'

const good = randomBytes(32).toString('hex')

/** What each secret looks like; a secret that is added has to be added here. */
const samples: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://yijian:Xq7-long-and-own@db.example/yijian',
  MASTER_KEY: good,
  NEW_MASTER_KEY: good.split('').toReversed().join(''),
  KMS_TOKEN: 'hvs.CAESIJ',
  TELEGRAM_TOKEN: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  TELEGRAM_WEBHOOK_SECRET: 'Xq7-own-secret-of-the-webhook-0123',
  MODEL_KEY: 'sk-small-model',
  OIDC_CLIENT_SECRET: 'oidc-client-secret-1',
  IMAP_URL: 'imaps://jubao:Xq7-of-the-box@mail.example',
  SMTP_URL: 'smtps://jubao:Xq7-of-the-box@mail.example',
  WECHAT_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  WECHAT_TOKEN: 'nine3lives',
  WECHAT_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  WECHAT_PUPPET_TOKEN: 'puppet_padlocal_0f1e2d3c',
  WORK_ORDER_TOKENS: 'rc12345=Xq7-own-token-of-the-hotline-0123',
  SMS_KEY: 'Xq7-of-the-gateway',
}

/** What is kept of a secret that is only compared: the configuration holds no more of it. */
const digests: Readonly<Record<string, string>> = {
  WORK_ORDER_TOKENS: createHash('sha256')
    .update('Xq7-own-token-of-the-hotline-0123')
    .digest('base64url'),
}

const written = (config: unknown): string =>
  JSON.stringify(config, (_name, value: unknown) => (value instanceof Map ? [...value] : value))

/** What a secret is only of use with. */
const beside: Readonly<Record<string, Env>> = {
  TELEGRAM_WEBHOOK_SECRET: {
    TELEGRAM_TOKEN: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
    PUBLIC_URL: 'https://jubao.example',
  },
  WORK_ORDER_TOKENS: { WORK_ORDER_SOURCES: 'rc12345=500153' },
}

const secrets = Object.entries(options).flatMap(([name, option]) =>
  'secret' in option ? [name] : [],
)

describe('every secret', () => {
  it('is in the table of this test', () => {
    expect(secrets.toSorted()).toEqual(Object.keys(samples).toSorted())
  })

  it.each(secrets)('%s comes from the environment or from a file, with the same effect', (name) => {
    using folder = aFolder()
    const value = samples[name] ?? ''
    writeFileSync(folder.path('secret'), `${value}\n`, { mode: 0o600 })
    const path = folder.path('secret')
    const direct = readConfig({ ...beside[name], [name]: value })
    const filed = readConfig({ ...beside[name], [`${name}_FILE`]: path })
    if (!direct.ok || !filed.ok) throw new Error(name)
    expect(written(direct.config)).toContain(digests[name] ?? value)
    expect(filed.config).toEqual({ ...direct.config, secretFiles: [{ name, path }] })
    expect(readConfig({ ...beside[name], [name]: value, [`${name}_FILE`]: path }).ok).toBe(false)
    const missing = readConfig({ [`${name}_FILE`]: folder.path('none') })
    expect(missing).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('cannot be read')],
    })
  })
})

const refusalsOf = (env: Env): readonly string[] => {
  const read = readConfig(env)
  return read.ok ? startRefusals(read.config) : read.problems
}

describe('serve does not start', () => {
  it.each([
    ['weak', '0123456789abcdef'.repeat(4), 'MASTER_KEY is weak'],
    ['of another length', good.slice(2), 'MASTER_KEY is not usable: give 64 hexadecimal digits'],
    [
      'made of a word',
      createHash('sha256').update('password').digest('hex'),
      'MASTER_KEY is a key that others know: make one with openssl rand -hex 32',
    ],
  ])('with a master key that is %s', (_, key, words) => {
    expect(refusalsOf({ MASTER_KEY: key }).join()).toContain(words)
  })

  it.each(secrets)('while everybody can read the file of %s', (name) => {
    using folder = aFolder()
    const path = folder.path('secret')
    writeFileSync(path, samples[name] ?? '')
    chmodSync(path, 0o644)
    const env = { ...beside[name], [`${name}_FILE`]: path, STATE_DIR: folder.path('var') }
    expect(refusalsOf(env).join()).toContain(
      `everybody on this machine can read ${path}: chmod 640`,
    )
    chmodSync(path, 0o640)
    expect(refusalsOf(env)).toEqual([])
  })

  it('while the key it keeps is open to others, or is gone, or is weak', async () => {
    using folder = aFolder()
    const env = { STATE_DIR: folder.path('var') }
    const list = async () => await here(['offices', 'list', '--area', '500153'], env)
    await started(env)
    expect(await list()).toMatchObject({ code: 0 })
    const path = folder.path('var', 'master.key')
    chmodSync(path, 0o640)
    expect(await here(['serve'], env)).toMatchObject({
      code: 1,
      complaint: expect.stringContaining('chmod 600') as string,
    })
    copyFileSync(path, folder.path('away'))
    writeFileSync(path, '0'.repeat(64))
    expect((await list()).complaint).toContain('weak key: put back the file')
    writeFileSync(path, 'nothing')
    expect((await list()).complaint).toContain('64 hexadecimal digits: put back the right file')
    copyFileSync(folder.path('away'), path)
    expect(await list()).toMatchObject({ code: 0 })
    chmodSync(path, 0o600)
    writeFileSync(path, randomBytes(32).toString('hex'))
    expect((await list()).complaint).toContain('the master key or CRYPTO_SUITE is not the one')
  }, 30_000)

  it('with the master key in a copy of the data', () => {
    using folder = aFolder()
    const path = folder.path('copy', 'key')
    mkdirSync(dirname(path))
    writeFileSync(folder.path('copy', 'yijian.db'), '')
    writeFileSync(path, good, { mode: 0o600 })
    const env = { MASTER_KEY_FILE: path, STATE_DIR: folder.path('var') }
    expect(refusalsOf(env).join()).toMatch(/a copy of the data: move the key elsewhere/)
    expect(refusalsOf({ ...env, STATE_DIR: folder.path('copy') })).toEqual([])
  })

  it.each([
    'postgres://yijian@db.example/y',
    'postgres://yijian:yijian@db.example/y',
    'postgres://postgres:postgres@10.0.0.7/y',
    'postgres://yijian:%70assword@db.example/y',
    'postgres://yijian:123456@[2001:db8::1]/y',
  ])('with a default password for a database elsewhere: %s', (url) => {
    const [said = ''] = refusalsOf({ DATABASE_URL: url })
    expect(said).toMatch(/^DATABASE_URL: the password for .+ is a default one or none: set another/)
  })

  it.each([
    ['postgres://postgres:postgres@127.0.0.1/y', 0],
    ['postgres://postgres:test@localhost/y', 0],
    ['postgres://yijian:Xq7-long-and-own@db.example/y', 0],
    ['postgres://yijian:x@[bad/y', 1],
  ])(
    'but a database here, or one with a password of its own, is well, and one that cannot be read is not: %s',
    (url, refused) => {
      expect(refusalsOf({ DATABASE_URL: url })).toHaveLength(refused)
    },
  )

  it.each([
    [{ KMS_URL: 'http://vault.example/v1/transit', KMS_TOKEN: 't' }, 'KMS_URL: .*use https'],
    [{ KMS_URL: 'https://vault.example/v1/transit' }, 'KMS_TOKEN is missing'],
    [
      { KMS_URL: 'https://vault.example/v1/transit', KMS_TOKEN: 't', KMS_COMMAND: '/bin/kms' },
      'KMS_URL and KMS_COMMAND are both set',
    ],
    [{ KMS_COMMAND: 'kms' }, 'KMS_COMMAND is not usable: give the whole path'],
  ])('with a key service that would not be safe or not be known (%#)', (env, words) => {
    expect(refusalsOf(env).join()).toMatch(new RegExp(words))
  })
})

it('a copy of the data is not made where the key lies', async () => {
  using folder = aFolder()
  const path = folder.path('copy', 'key')
  mkdirSync(dirname(path))
  writeFileSync(path, good, { mode: 0o600 })
  const env = { STATE_DIR: folder.path('var'), MASTER_KEY_FILE: path }
  await started(env)
  const refused = await here(['backup', folder.path('copy')], env)
  expect(refused.code).toBe(1)
  expect(refused.complaint).toContain('换一个文件夹')
  expect(await here(['backup', folder.path('elsewhere')], env)).toMatchObject({ code: 0 })
}, 30_000)
