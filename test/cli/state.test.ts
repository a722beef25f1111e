import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/main.ts'
import { startServe } from '../crash/running.ts'
import { aHouse, aStory, reports, aPerson } from '../service/house.ts'
import { aFolder, here, linesOf, started, yijian } from './yijian.ts'

const good = '5f1c0a9be3d24786b1908c7de2f3a4450617283940a1b2c3d4e5f60718293a4b'

describe('configuration', () => {
  it('everything wrong is named at once, each with its cure', async () => {
    const env = {
      PORT: 'eighty',
      PUBLIC_URL: 'javascript:alert(1)',
      DATABASE_URL: 'mysql://db',
      CRYPTO_SUITE: 'rot13',
      MAX_FILE_MB: '0',
      MASTER_KEY_FILE: '/nowhere/key',
    }
    const ran = await here(['check-data'], env)
    expect(ran).toMatchObject({ code: 2, out: '' })
    const named = ran.complaint.split('\n').filter(Boolean)
    for (const name of Object.keys(env))
      expect(
        named.filter((line) => line.startsWith(name)),
        name,
      ).toHaveLength(1)
    expect(named.every((line) => line.includes(': '))).toBe(true)
  })

  it.each([
    ['of one digit', '0'.repeat(64)],
    ['typed along the keyboard', '0123456789abcdef'.repeat(4)],
    ['counted up', Array.from({ length: 32 }, (_, n) => (n + 1).toString(16).padStart(2, '0'))],
    ['of two halves', 'deadbeef'.repeat(8)],
  ])('a master key %s is refused as weak', (_, key) => {
    const read = readConfig({ MASTER_KEY: [key].flat().join('') })
    expect(read).toMatchObject({ ok: false, problems: [expect.stringContaining('weak')] })
  })

  it('a master key may come from a file, but not from two places', () => {
    using folder = aFolder()
    writeFileSync(folder.path('key'), `${good}\n`)
    const file = folder.path('key')
    expect(readConfig({ MASTER_KEY_FILE: file })).toMatchObject({
      ok: true,
      config: { secrets: { masterKey: good } },
    })
    expect(readConfig({ MASTER_KEY_FILE: file, MASTER_KEY: good }).ok).toBe(false)
    writeFileSync(file, '')
    expect(readConfig({ MASTER_KEY_FILE: file }).ok).toBe(false)
  })

  it.each([
    'verify-audit',
    'doctor',
    'export',
    'backup copy',
    'officers list',
    'officers add --role administrator --name 王',
    'officers disable a',
    'officers reset a',
    'offices list --area 500153',
    'offices import FILE --area 500153',
    'orders import FILE --area 500153',
    'poster --area 500153 --out FILE',
    'receipt-keys --rotate',
    'keys status',
    'keys rotate',
    'search-index',
    'numbers',
    'erasures',
    'erase --number RC-2026-00001 --confirm RC-2026-00001 --reason 某法院某号裁定',
  ])('without a database `%s` makes none', async (words) => {
    using folder = aFolder()
    const state = folder.path('var')
    const file = folder.path('given.csv')
    writeFileSync(file, 'id,name,department,place')
    const given = words.split(' ').map((word) => (word === 'FILE' ? file : word))
    const ran = await here(given, { STATE_DIR: state })
    expect(ran.code).not.toBe(0)
    expect(ran.complaint + ran.out).toContain('没有数据库')
    expect(existsSync(state)).toBe(false)
  })
})

it('beside a running serve the other commands work, and only a second serve is refused', async () => {
  using folder = aFolder()
  const state = folder.path('var')
  const env = { STATE_DIR: state, PORT: '0' }
  const running = await startServe(state)
  try {
    const second = await yijian(['serve'], env)
    expect(second.code).toBe(1)
    expect(second.complaint).toMatch(/another serve works on .+stop it first/)
    expect(second.complaint).not.toContain('    at ')
    const talk = ['talk', '--area', '500153']
    const talked = await yijian(talk, env, `${[...aStory, '进度'].join('\n')}\n`)
    expect(talked.out).toContain('RC-2026-00001')
    const doctor = await here(['doctor', '--json'], env)
    expect(doctor, doctor.out).toMatchObject({ code: 0 })
    expect(doctor.out).toContain('serve 正在运行')
    expect(await here(['verify-audit'], env)).toMatchObject({ code: 0 })
  } finally {
    expect(await running.stop()).toBe(0)
  }
}, 60_000)

it('a serve that cannot open its door leaves the folder free for the next one', async () => {
  using folder = aFolder()
  const taken = await startServe(folder.path('one'))
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  try {
    const port = new URL(taken.url).port
    const read = readConfig({ STATE_DIR: folder.path('two'), PORT: port })
    if (!read.ok) throw new Error(read.problems.join())
    const start = { config: read.config, log: silent }
    await expect(serve(start)).rejects.toThrow(`port ${port} is taken`)
    const served = await serve({ ...start, config: { ...read.config, port: 0 } })
    await served.stop()
  } finally {
    await taken.stop()
  }
}, 60_000)

it('people and offices are kept by the command line', async () => {
  using folder = aFolder()
  const env = { STATE_DIR: folder.path('var') }
  await started(env)
  const add = (...words: string[]) => here(['officers', 'add', '--name', '王', ...words], env)
  const office = ['--area', '500153', '--office', '500153-health-commission']
  const added = await add('--role', 'handler', ...office)
  expect(added.out).toMatch(/^http.+\/desk\/setup\/\S+$/m)
  expect(await add('--role', 'king', ...office)).toMatchObject({ code: 2 })
  expect(await add('--role', 'handler', '--area', '999999')).toMatchObject({ code: 2 })
  expect(await add('--role', 'intake', ...office)).toMatchObject({ code: 1 })
  expect(await here(['officers', 'list', '--json'], env)).toMatchObject({ code: 0, out: '[]\n' })
  expect(await here(['officers', 'disable', 'nobody'], env)).toMatchObject({ code: 1 })

  const file = folder.path('offices.csv')
  const importing = () => here(['offices', 'import', file, '--area', '500153'], env)
  const lines = ['id,name,department,place', '1,区卫生健康委,health-commission,500153']
  writeFileSync(file, [...lines, '2,区神秘局,secrets,500153'].join('\n'))
  const bad = await importing()
  expect(bad.code).toBe(1)
  expect(bad.complaint).toContain('第 3 行')
  writeFileSync(file, [...lines, '2,综合监管协调岗,intake,500153'].join('\n'))
  expect(await importing()).toMatchObject({ code: 0, out: '导入 2 个单位\n' })
  const listed = await here(['offices', 'list', '--area', '500153', '--json'], env)
  expect(linesOf(listed.out)).toMatchObject([[{ id: '1' }, { id: '2' }]])
})

it('a copy restored with its keys has the same cases; without them nothing is restored, and doctor says what to do', async () => {
  await using house = await aHouse()
  using folder = aFolder()
  for (let n = 0; n < 3; n++) await reports(aPerson(house, '500153'))
  await house.close()
  const env = { STATE_DIR: house.dir }
  const before = await here(['export'], env)
  expect(linesOf(before.out).at(-1)).toMatchObject({ counts: { cases: 3, areas: { 500153: 3 } } })
  expect(before.out).not.toMatch(/打针|菜市场|handle|keyId|person-/)
  expect(await here(['backup', folder.path('copy')], env)).toMatchObject({ code: 0 })

  const anew = { STATE_DIR: folder.path('anew') }
  const keyless = await here(['restore', folder.path('copy')], anew)
  expect(keyless.complaint).toContain('master.key')
  const key = readFileSync(`${house.dir}/master.key`)
  writeFileSync(folder.path('anew', 'master.key'), key, { mode: 0o600 })
  expect(await here(['restore', folder.path('copy')], anew)).toMatchObject({ code: 0 })
  expect((await here(['export'], anew)).out).toBe(before.out)
  expect(await here(['doctor'], anew)).toMatchObject({ code: 0 })
  expect(await here(['restore', folder.path('copy')], anew)).toMatchObject({ code: 1 })

  rmSync(folder.path('copy-keys'), { recursive: true })
  mkdirSync(folder.path('bare'))
  writeFileSync(folder.path('bare', 'master.key'), key)
  const bare = await here(['restore', folder.path('copy')], { STATE_DIR: folder.path('bare') })
  expect(bare.code).toBe(1)
  expect(bare.complaint).toContain('keys.db')
  rmSync(folder.path('anew', 'keys.db'))
  const doctor = await here(['doctor'], anew)
  expect(doctor.code).toBe(1)
  expect(doctor.out).toContain('keys.db')
})

it('a byte changed in the audit table is found', async () => {
  await using house = await aHouse()
  await reports(aPerson(house, '500153'))
  await house.close()
  const env = { STATE_DIR: house.dir }
  expect(await here(['verify-audit', '--json'], env)).toMatchObject({ code: 0 })
  const db = new DatabaseSync(`${house.dir}/yijian.db`)
  db.exec(`update "audit" set "action" = 'filee' where "action" = 'filed'`)
  db.close()
  const verified = await here(['verify-audit'], env)
  expect(verified.code).toBe(1)
  expect(verified.complaint).toContain('audit-broken')
  const doctor = await here(['doctor'], env)
  expect(doctor.code).toBe(1)
  expect(doctor.out).toContain('要处理  audit')
})
