import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aFolder, yijian, type Env } from '../cli/yijian.ts'
import { aKeyService, type KeyService } from './key-service.ts'

const entry = fileURLToPath(new URL('../../src/yijian.ts', import.meta.url))

/** One in every secret setting; none looks like anything else that is ever printed. */
const canaries = {
  MASTER_KEY: 'c0ffee0badcafe5717a1b2c3d4e5f60718293a4b5c6d7e8f9001122334455667',
  NEW_MASTER_KEY: 'deadc0de5717feedface0a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5',
  KMS_TOKEN: 'hvs.CanaryTokenOfTheKeyService',
  TELEGRAM_TOKEN: '987654321:CanaryTokenOfTheTelegramBot-0000000',
  MODEL_KEY: 'CanaryKeyOfTheLanguageModel',
  box: 'CanaryPasswordOfTheMailBox',
  post: 'CanaryPasswordOfThePostOffice',
  WECHAT_SECRET: 'CanarySecretOfTheOfficialAccount',
  WECHAT_TOKEN: 'CanaryTokenOfTheOfficialAccount0',
  WECHAT_AES_KEY: 'CanaryKeyOfTheOfficialAccount00000000000000',
  WECHAT_PUPPET_TOKEN: 'CanaryTokenOfTheServiceOfThePuppet',
  WORK_ORDER_TOKEN: 'CanaryTokenOfTheOtherHotline0000',
  SMS_KEY: 'CanaryKeyOfTheMessageGateway',
  password: 'CanaryPasswordOfTheDatabase',
}

/** Also as bytes and in base 64. */
const spellings = Object.values(canaries).flatMap((secret) => {
  const bytes = /^[0-9a-f]{64}$/.test(secret) ? Buffer.from(secret, 'hex') : Buffer.from(secret)
  return [secret, bytes.toString('base64').slice(0, 32), bytes.toString('latin1')]
})

const folder = aFolder()
let service: KeyService
let looked = 0
const leaks: string[] = []
beforeAll(async () => {
  service = await aKeyService()
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

function scan(where: string, text: string): void {
  looked += text.length
  for (const secret of spellings) if (text.includes(secret)) leaks.push(`${secret} in ${where}`)
}

async function tries(words: readonly string[], env: Env): Promise<void> {
  const ran = await yijian(words, { LOG_LEVEL: 'debug', ...env })
  scan(`${words.join(' ')} (out)`, ran.out)
  scan(`${words.join(' ')} (err)`, ran.complaint)
}

const open = {
  STATE_DIR: folder.path('var'),
  MASTER_KEY: canaries.MASTER_KEY,
  NEW_MASTER_KEY: canaries.NEW_MASTER_KEY,
  TELEGRAM_TOKEN: canaries.TELEGRAM_TOKEN,
  MODEL_KEY: canaries.MODEL_KEY,
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  MAIL_ADDRESS: 'jubao@ws.example',
  IMAP_URL: `imap://jubao:${canaries.box}@127.0.0.1:9`,
  SMTP_URL: `smtp://jubao:${canaries.post}@127.0.0.1:9`,
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: canaries.WECHAT_SECRET,
  WECHAT_TOKEN: canaries.WECHAT_TOKEN,
  WECHAT_AES_KEY: canaries.WECHAT_AES_KEY,
  WECHAT_API_ROOT: 'http://127.0.0.1:9',
  WECHAT_PUPPET: 'wechaty-puppet-mock',
  WECHAT_PUPPET_TOKEN: canaries.WECHAT_PUPPET_TOKEN,
  WORK_ORDER_SOURCES: 'rc12345=500153',
  WORK_ORDER_TOKENS: `rc12345=${canaries.WORK_ORDER_TOKEN}`,
  SMS_URL: 'http://127.0.0.1:9',
  SMS_KEY: canaries.SMS_KEY,
  KMS_TOKEN: canaries.KMS_TOKEN,
  PORT: '0',
  LOG_LEVEL: 'debug',
}

/** A real `serve` with every secret set; its pages, its logs, its line in the list of processes. */
it('no secret is in a log, an error page, a process list or a file, whatever fails', async () => {
  const child = spawn(process.execPath, [entry, 'serve'], {
    env: { PATH: process.env['PATH'], ...open },
  })
  const gone = once(child, 'exit')
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      said += chunk.toString()
      const found = /已启动：(\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void gone.then(() => reject(new Error(`serve ended:\n${said}`)))
  })
  scan('process list', readFileSync(`/proc/${child.pid}/cmdline`, 'latin1'))
  const pages: readonly (readonly [string, RequestInit?])[] = [
    ['/'],
    ['/nowhere'],
    ['/desk'],
    ['/readyz'],
    ['/healthz'],
    ['/verify/keys.json'],
    ['/verify/audit-heads.json'],
    ['/verify', { method: 'POST', body: new URLSearchParams({ text: '{' }) }],
    ['/desk/sign-in', { method: 'POST', body: new URLSearchParams({ login: 'x', password: 'y' }) }],
    [
      '/chat/messages',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
    ],
    ['/chat/%00', { method: 'PUT', body: 'x' }],
    ['/hooks/wechat-official?signature=x&timestamp=1&nonce=2&echostr=3'],
    ['/hooks/wechat-official', { method: 'POST', body: '<xml></xml>' }],
  ]
  for (const [path, request] of pages) {
    const answer = await fetch(`${url}${path}`, request)
    scan(path, `${JSON.stringify([...answer.headers])} ${await answer.text()}`)
  }
  await tries(['keys', 'rotate'], open)
  await tries(['keys', 'status', '--json'], { ...open, MASTER_KEY: canaries.NEW_MASTER_KEY })
  child.kill('SIGTERM')
  await gone
  scan('serve', said)
  for (const entryOf of readdirSync(open.STATE_DIR, { recursive: true, withFileTypes: true }))
    if (entryOf.isFile())
      scan(entryOf.name, readFileSync(`${entryOf.parentPath}/${entryOf.name}`, 'latin1'))
  expect(leaks).toEqual([])
}, 60_000)

it('no secret is in what commands say when they fail', async () => {
  const database = (host: string): Env => ({
    STATE_DIR: folder.path('other'),
    DATABASE_URL: `postgres://yijian:${canaries.password}@${host}/y`,
    MASTER_KEY: canaries.MASTER_KEY,
  })
  const kms = { STATE_DIR: folder.path('kms'), KMS_URL: service.url, KMS_TOKEN: canaries.KMS_TOKEN }
  writeFileSync(folder.path('key'), `${canaries.MASTER_KEY}x`)
  mkdirSync(folder.path('kept'))
  writeFileSync(folder.path('kept', 'master.key'), `${canaries.MASTER_KEY}x`, { mode: 0o600 })
  await Promise.all([
    tries(['serve'], database('127.0.0.1:9')),
    tries(['serve'], database('[bad')),
    tries(['serve'], kms),
    tries(['serve'], { MASTER_KEY: `${canaries.MASTER_KEY}0` }),
  ])
  await Promise.all([
    tries(['doctor', '--json'], database('127.0.0.1:9')),
    tries(['serve'], { MASTER_KEY_FILE: folder.path('key') }),
    tries(['serve'], { STATE_DIR: folder.path('kept') }),
    tries(['export'], { ...open, MASTER_KEY: canaries.MASTER_KEY.split('').toReversed().join('') }),
    tries(['serve'], { ...open, TELEGRAM_TOKEN: `${canaries.TELEGRAM_TOKEN} ` }),
    tries(['serve'], { ...open, WECHAT_AES_KEY: `${canaries.WECHAT_AES_KEY}0` }),
  ])
  expect(service.calls.length).toBeGreaterThan(0)
  expect(leaks).toEqual([])
  console.log(
    `promise 19: ${Object.keys(canaries).length} secrets in every setting, 0 found in ${looked} characters of output, pages, files and process list`,
  )
}, 60_000)
