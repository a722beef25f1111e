import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseNumberIn } from '#core/case-number.ts'
import { readCase } from '#service/desk.ts'
import { officerOf } from '../service/house.ts'
import { area, aReport, aScene, type Got, type Open311Scene } from './scene.ts'

/** What is known of the clients that speak GeoReport v2, each note a test: how they send, and how they read. */
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

describe('the npm client', () => {
  it('puts jurisdiction_id in the query and api_key in the body', async () => {
    const { jurisdiction_id: _, ...form } = aReport(scene.key, { description: fresh() })
    const sent = await scene.post(`/requests.json?${inArea}`, form)
    expect(sent).toMatchObject({ status: 200, json: [{ token: expect.any(String) as string }] })
  })

  it('accepts of a reading nothing but 200, of a sending whatever is less than 300', async () => {
    const all = await Promise.all(
      ['/discovery.json', `/services.json?${inArea}`, `/requests.json?${inArea}`].map(scene.get),
    )
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

describe('FixMyStreet', () => {
  it('puts both in the body, ends its lines with CRLF and repeats media_url, which nobody here opens', async () => {
    const form = new URLSearchParams(aReport(scene.key))
    form.set('description', `${fresh()}\r\n第二行\r\n`)
    form.append('media_url', 'http://127.0.0.1:9/photo/1.jpeg')
    form.append('media_url', 'https://fms.example/photo/2.jpeg')
    const { file } = await factsOf(await scene.post('/requests.json', form))
    expect(file.facts.what).toContain('\n第二行')
    expect(file.facts.what).not.toContain('\r')
    expect(file.facts.what).toContain(
      'http://127.0.0.1:9/photo/1.jpeg\nhttps://fms.example/photo/2.jpeg',
    )
    expect(file.facts.evidence).toEqual([])
  })

  it('sends files as parts photo1 and file_…, which are kept as everybody’s are', async () => {
    const form = multipart(aReport(scene.key, { description: fresh() }), 'photo1', 'file_2')
    const { evidence } = await factsOf(await scene.post('/requests.json', form))
    expect(evidence).toHaveLength(2)
  })

  it('joins endpoint and path: its endpoint stands with a slash at the end, and two slashes are one', async () => {
    const { json } = await scene.get('/discovery.json')
    expect(json.endpoints[0].url).toMatch(/\/open311\/v2\/$/)
    for (const path of [`//services.json?${inArea}`, `//services//A1.json?${inArea}`])
      expect((await scene.get(path)).status).toBe(200)
    const sent = await scene.post('//requests.json', aReport(scene.key, { description: fresh() }))
    expect(sent.status).toBe(200)
  })

  it('encodes what is not ASCII twice: every code is ASCII, and an attribute it made up is not looked at', async () => {
    const { json } = await scene.get(`/services.json?${inArea}`)
    const codes: readonly string[] = json.map((one: { service_code: string }) => one.service_code)
    const { json: definition } = await scene.get(`/services/A1.json?${inArea}`)
    const attributes: readonly string[] = definition.attributes.map(
      (one: { code: string }) => one.code,
    )
    for (const code of [...codes, ...attributes]) expect(code).toMatch(/^[\w-]+$/)
    const more = {
      description: fresh(),
      'attribute[fixmystreet_id]': '7',
      'attribute[easting]': '1',
    }
    expect((await scene.post('/requests.json', aReport(scene.key, more))).status).toBe(200)
  })

  it('keeps updates both ways: what was published and changed comes, its own are added to the report once', async () => {
    const id = await scene.publishes({
      on: '2026-11-03',
      changedOn: '2026-11-05',
      state: 'corrected',
    })
    const span = 'start_date=2026-11-01T00:00:00Z&end_date=2026-11-10T00:00:00Z'
    const { json } = await scene.get(`/servicerequestupdates.json?${inArea}&${span}`)
    const own = json.filter((one: { service_request_id: string }) => one.service_request_id === id)
    expect(own).toMatchObject([
      {
        status: 'closed',
        external_status_code: 'published',
        updated_datetime: '2026-11-03T00:00:00+08:00',
      },
      {
        status: 'closed',
        external_status_code: 'corrected',
        updated_datetime: '2026-11-05T00:00:00+08:00',
      },
    ])
    const filed = await scene.post('/requests.json', aReport(scene.key, { description: fresh() }))
    const { number, officer } = await factsOf(filed)
    const report = await scene.house.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('open311Reports')
          .select('id')
          .orderBy('at', 'desc')
          .executeTakeFirstOrThrow(),
    )
    const update = {
      api_key: scene.key,
      jurisdiction_id: area,
      service_request_id: report.id,
      update_id: '4711',
      status: 'OPEN',
      updated_datetime: '2026-11-21T10:00:00+08:00',
      description: '王小明补充：今天早上\r\n还在打针，电话13800138000',
      first_name: '小明',
      last_name: '王',
      phone: '13800138000',
    }
    const first = await scene.post('/servicerequestupdates.json', update)
    const second = await scene.post('/servicerequestupdates.json', update)
    expect([first.status, first.text]).toEqual([200, second.text])
    const other = await scene.post('/servicerequestupdates.json', {
      ...update,
      description: '别的话',
    })
    expect([other.status, other.json[0].code]).toEqual([400, 409])
    const read = await readCase(scene.house.world, officer, number)
    const words = read.ok ? read.value.file.supplements.map(({ text }) => text) : []
    expect(words).toEqual(['（来电人）补充：今天早上\n还在打针，电话（来电人）'])
    const gone = { ...update, update_id: '4712', service_request_id: id }
    expect(
      (await scene.post('/servicerequestupdates.json', gone)).status,
      'of what is published',
    ).toBe(404)
  })
})

describe('the Ruby gem', () => {
  it('reads XML, 404 and 403, and a list of one element as its element', async () => {
    const day = '2026-09-02'
    const id = await scene.publishes({ on: day })
    const span = 'start_date=2026-09-01T00:00:00Z&end_date=2026-09-04T00:00:00Z'
    const { text, type } = await scene.get(`/requests.xml?${inArea}&${span}`)
    expect(type).toBe('text/xml; charset=utf-8')
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<service_requests><request><service_request_id>/,
    )
    expect(text.match(/<request>/g)).toHaveLength(1)
    expect(text).toContain(`<service_request_id>${id}</service_request_id>`)
    const missing = await scene.get(`/requests/no-such.xml?${inArea}`)
    expect(missing.status).toBe(404)
    expect(missing.text).toMatch(
      /<errors><error><code>404<\/code><description>.+<\/description><\/error><\/errors>/,
    )
    const wrong = await scene.post('/requests.xml', aReport('of-nobody'))
    expect([wrong.status, /<code>403<\/code>/.test(wrong.text)]).toEqual([403, true])
  })
})

describe('the Python client three', () => {
  it('reads bare JSON and turns pages', async () => {
    const ids = []
    for (const on of ['2026-08-03', '2026-08-02', '2026-08-01'])
      ids.push(await scene.publishes({ on }))
    const span = 'start_date=2026-08-01T00:00:00%2B08:00&end_date=2026-08-04T00:00:00%2B08:00'
    const page = async (n: number) =>
      (await scene.get(`/requests.json?${inArea}&${span}&page=${n}&page_size=2`)).json.map(
        (one: { service_request_id: string }) => one.service_request_id,
      )
    expect([await page(1), await page(2), await page(3)]).toEqual([
      ids.slice(0, 2),
      ids.slice(2),
      [],
    ])
    const { json } = await scene.get(`/requests.json?${inArea}&page=0`)
    expect(json).toEqual([{ code: 400, description: expect.any(String) as string }])
  })

  it('sends one part media by multipart, and hears 403', async () => {
    const form = multipart(aReport(scene.key, { description: fresh() }), 'media')
    const { evidence } = await factsOf(await scene.post('/requests.json', form))
    expect(evidence).toHaveLength(1)
    const wrong = await scene.post('/requests.json', multipart(aReport('no'), 'media'))
    expect([wrong.status, wrong.json[0].code]).toEqual([403, 403])
  })
})

describe('the validator of SeeClickFix', () => {
  it('finds the types of both formats, dates with their zone and without fractions, plain ids', async () => {
    await scene.publishes()
    const { json, type } = await scene.get(`/requests.json?${inArea}`)
    expect(type).toBe('application/json; charset=utf-8')
    for (const one of json) {
      for (const name of ['requested_datetime', 'updated_datetime'])
        expect(one[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/)
      expect(one.service_request_id).toMatch(/^[\w-]+$/)
      for (const name of ['address', 'address_id', 'zipcode', 'media_url'])
        expect(Object.keys(one)).toContain(name)
    }
    const { json: found } = await scene.get('/discovery.json')
    expect(Date.parse(found.changeset)).toBeLessThan(Date.parse('2026-11-23T00:00:00Z'))
    expect(found.endpoints[0].formats).toEqual(['text/xml', 'application/json'])
  })
})
