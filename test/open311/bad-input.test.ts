import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseNumberIn } from '#core/case-number.ts'
import { readCase } from '#service/desk.ts'
import { officerOf } from '../service/house.ts'
import { area, aReport, aScene, type Got, type Open311Scene } from './scene.ts'

let scene: Open311Scene
beforeAll(async () => {
  scene = await aScene()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

let told = 0
const fresh = (): string => `昌元街道菜市场后头有个老太婆给人打针输液，没得证，第${(told += 1)}家`

const inArea = `jurisdiction_id=${area}`

async function factsOf({ json }: Got) {
  const number = caseNumberIn(json[0].service_notice) ?? ''
  const officer = await officerOf(scene.house, number)
  const read = await readCase(scene.house.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { file } = read.value
  return { file, evidence: file.facts.evidence, number, officer }
}

/** The one pixel that a phone would send. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function multipart(
  fields: Readonly<Record<string, string>>,
  ...names: readonly string[]
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const name of names) form.append(name, new Blob([png], { type: 'image/png' }), 'IMG_1.png')
  return form
}

describe('bad input', () => {
  it.each([
    ['no area where several are served', '/services.json', 400, 400],
    ['an area that is none', '/services.json?jurisdiction_id=zz', 404, 404],
    [
      'a span of more than ninety days',
      `/requests.json?${inArea}&start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z`,
      400,
      400,
    ],
    ['a date without sense', `/requests.json?${inArea}&start_date=yesterday`, 400, 400],
    ['a state that is none', `/requests.json?${inArea}&status=fixed`, 400, 400],
    ['a door that is none', '/nothing.json', 404, 404],
    ['a token that is none', '/tokens/x.json', 404, 404],
  ])('%s is explained', async (_, path, status, code) => {
    const got = await scene.get(path)
    expect([got.status, got.json[0].code]).toEqual([status, code])
    expect(got.json[0].description.length).toBeGreaterThan(5)
  })

  it('a form that is no UTF-8, too many files, a place that is none, a choice that is none', async () => {
    const gbk = `api_key=${scene.key}&${inArea}&service_code=A1&address_string=x&description=%B4%F2%D5%EB`
    const fails = async (
      form: Parameters<Open311Scene['post']>[1],
      code: number,
    ): Promise<void> => {
      const got = await scene.post('/requests.json', form)
      expect([got.status, got.json[0].code]).toEqual([400, code])
    }
    await fails(gbk, 415)
    await fails(
      multipart(aReport(scene.key), ...Array.from({ length: 11 }, (_, n) => `photo${n}`)),
      413,
    )
    await fails(aReport(scene.key, { address_string: '', lat: '0', long: '0' }), 400)
    await fails(aReport(scene.key, { address_string: '', lat: '99', long: '105' }), 400)
    await fails(aReport(scene.key, { 'attribute[ongoing]': 'maybe' }), 400)
    await fails(aReport(scene.key, { media_url: 'file:///etc/passwd' }), 400)
    const json = await scene.post('/requests.json', '{}', { 'content-type': 'application/json' })
    expect([json.status, json.json[0].code]).toEqual([400, 415])
  })

  it('a key of another area, or made for something else, sends nothing', async () => {
    const elsewhere = await scene.keyFor({ area: '370300', login: 'zibo' })
    const reading = await scene.keyFor({ scopes: ['read:cases'], login: 'reading' })
    for (const key of [elsewhere, reading])
      expect((await scene.post('/requests.json', aReport(key))).status).toBe(403)
  })

  it('the same report again within a day is the same report and hears the same token, without the passcode', async () => {
    const report = aReport(scene.key, { description: fresh() })
    const first = await scene.post('/requests.json', report)
    const [second, third] = await Promise.all([
      scene.post('/requests.json', report),
      scene.post('/requests.json', report),
    ])
    expect([second.json[0].token, third.json[0].token]).toEqual([
      first.json[0].token,
      first.json[0].token,
    ])
    expect(first.json[0].service_notice).toMatch(/查询口令/)
    expect(second.json[0].service_notice).not.toMatch(/口令|RC-/)
  })
})

describe('who told it', () => {
  const who = {
    first_name: '彦舟',
    last_name: '闾丘',
    phone: '13977665544',
    email: 'lqyz@example.org',
  }

  it('is kept nowhere unless they chose to be named, and stands in no answer and no log', async () => {
    const text = `我是闾丘彦舟，电话13977665544，邮箱lqyz@example.org。${fresh()}`
    const sent = await scene.post(
      '/requests.json',
      aReport(scene.key, { ...who, description: text }),
    )
    const { file } = await factsOf(sent)
    const seen = JSON.stringify([file, sent, scene.logged])
    for (const secret of Object.values(who)) expect(seen).not.toContain(secret)
    const kept = await scene.house.world.db.read(
      async (tx) => await tx.selectFrom('identities').select('caseId').execute(),
    )
    expect(kept).toEqual([])
    expect(file.standing).toBe('anonymous')
    const token = await scene.get(`/tokens/${sent.json[0].token}.json?${inArea}`)
    expect(token.json).toEqual([{ token: sent.json[0].token }])
  })

  it('named by their own choice goes to the vault, never into the words', async () => {
    const named = {
      ...who,
      'attribute[standing]': 'named',
      description: `闾丘彦舟反映：${fresh()}`,
    }
    const { file } = await factsOf(await scene.post('/requests.json', aReport(scene.key, named)))
    expect(file.standing).toBe('named')
    expect(JSON.stringify(file.facts)).not.toContain('闾丘')
    const kept = await scene.house.world.db.read(
      async (tx) => await tx.selectFrom('identities').select('caseId').execute(),
    )
    expect(kept).toHaveLength(1)
  })

  it('what is read without a key is what was published and nothing of any case', async () => {
    const secret = '獬豸巷的鸱鸮诊所'
    await scene.post(
      '/requests.json',
      aReport(scene.key, { description: `${secret}没得证给人打针`, address_string: secret }),
    )
    for (const format of ['json', 'xml'])
      for (const door of ['requests', 'servicerequestupdates', 'services'])
        expect(
          (await scene.get(`/${door}.${format}?${inArea}&extensions=true`)).text,
        ).not.toContain('鸱鸮')
  })
})
