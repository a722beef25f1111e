import { expect, it } from 'vitest'
import { readCase } from '#service/desk.ts'
import { caseByNumber } from '#store/cases.ts'
import type { Hono } from 'hono'
import { officerOf, type TestHouse } from '../service/house.ts'
import { aHotlineDesk } from './hotline-desk.ts'

const token = 'token-of-the-hotline-0123456789'
const env = {
  WORK_ORDER_SOURCES: 'rc12345=500153 ly8890=211382',
  WORK_ORDER_TOKENS: `rc12345=${token}`,
}
const good = {
  number: 'RC20261120001',
  receivedAt: '2026-11-20 09:30',
  content: '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  place: '昌元街道菜市场后门卖鱼的楼上二楼',
}

interface Answer {
  readonly status: number
  readonly filed: readonly { readonly number: string; readonly ourNumber: string }[]
  readonly known: readonly { readonly number: string; readonly ourNumber: string }[]
  readonly problems: readonly {
    readonly line: number
    readonly field: string
    readonly cure: string
  }[]
}

async function sends(app: Hono, body: unknown, shown = token): Promise<Answer> {
  const response = await app.request('/hooks/work-orders', {
    method: 'POST',
    headers: { authorization: `Bearer ${shown}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
}

async function fileOf(house: TestHouse, number: string, task: 'lead' | 'intake' = 'lead') {
  const officer = { ...(await officerOf(house, number, task)), role: 'intake' } as const
  const read = await readCase(house.world, officer, number)
  if (!read.ok) throw new Error(`${number}: ${read.refusal.key}`)
  return read.value.file
}

it('an order becomes a case of the hotline, counted from when the source received it', async () => {
  await using desk = await aHotlineDesk(env)
  const taken = await sends(desk.app, { orders: [good] })
  expect(taken).toMatchObject({ status: 200, problems: [], known: [] })
  const file = await fileOf(desk.house, taken.filed[0]?.ourNumber ?? '')
  expect(file).toMatchObject({
    source: 'hotline',
    standing: 'anonymous',
    facts: { what: good.content },
  })
  expect(new Date(file.receivedAt).toISOString()).toBe('2026-11-20T01:30:00.000Z')
  expect(file.matters.map(({ offence }) => offence)).toEqual(['A1'])
})

it('the same order again changes nothing, sent twice at once or on another day', async () => {
  await using desk = await aHotlineDesk(env)
  const [one, two] = await Promise.all([
    sends(desk.app, { orders: [good] }),
    sends(desk.app, { orders: [good] }),
  ])
  const later = await sends(desk.app, { orders: [good] })
  const all = [one, two, later]
  expect(all.flatMap(({ filed }) => filed)).toHaveLength(1)
  expect(
    new Set(all.flatMap(({ filed, known }) => [...filed, ...known]).map((line) => line.ourNumber))
      .size,
  ).toBe(1)
  expect(later.known).toHaveLength(1)
  const other = await sends(desk.app, {
    orders: [{ ...good, content: '完全是另一件事，药店没有药师' }],
  })
  expect(other.problems).toEqual([
    { line: 1, field: 'number', cure: expect.stringContaining('内容不一样') as string },
  ])
})

it('desk edge 21: good lines go in, bad ones are named with field and cure; mended, the whole file is sent again', async () => {
  await using desk = await aHotlineDesk(env)
  const bad = [
    { ...good, number: '' },
    { ...good, number: 'b2', receivedAt: '昨天' },
    { ...good, number: 'b3', receivedAt: '2026-12-20 09:30' },
    { ...good, number: 'b4', receivedAt: '2025-11-20 09:30' },
    { ...good, number: 'b5', content: '' },
    { ...good, number: 'b6', place: '长'.repeat(101) },
    { ...good, number: 'b7', named: true, name: '王', phone: '12' },
    { ...good, number: 'b8', content: '卫健委执法的张队长收了诊所老板的红包' },
    'not an order',
  ]
  const taken = await sends(desk.app, { orders: [good, ...bad] })
  expect(taken.filed).toHaveLength(1)
  expect(taken.problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '2 number',
    '3 receivedAt',
    '4 receivedAt',
    '5 receivedAt',
    '6 content',
    '7 place',
    '8 name',
    '8 phone',
    '9 content',
    '10 number',
    '10 receivedAt',
    '10 content',
  ])
  expect(taken.problems[8]?.cure).toContain('12388')
  const mended = await sends(desk.app, { orders: [good, { ...good, number: 'b5' }] })
  expect([mended.filed.length, mended.known.length]).toEqual([1, 1])
})

it('without the token of a source nothing is read; a source speaks for its own area alone', async () => {
  await using desk = await aHotlineDesk(env)
  expect((await sends(desk.app, { orders: [good] }, 'token-of-nobody-012345678901')).status).toBe(
    401,
  )
  expect((await sends(desk.app, { orders: [good] }, '')).status).toBe(401)
  expect((await sends(desk.app, 'no list')).status).toBe(400)
  const many = Array.from({ length: 501 }, () => good)
  expect((await sends(desk.app, { orders: many })).status).toBe(413)
  expect((await sends(desk.app, { orders: [good], pad: 'x'.repeat(2_200_000) })).status).toBe(413)
  let read = false
  const body = new ReadableStream(
    {
      pull: (stream) => {
        read = true
        stream.enqueue(new TextEncoder().encode('{'))
        stream.close()
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { authorization: 'Bearer wrong' }
  const init: RequestInit = { method: 'POST', body, headers }
  Object.assign(init, { duplex: 'half' })
  expect((await desk.app.request('/hooks/work-orders', init)).status).toBe(401)
  expect(read).toBe(false)
})

it('what is not clear goes to the intake office, and danger to whoever is on duty', async () => {
  await using desk = await aHotlineDesk(env)
  const { filed } = await sends(desk.app, {
    orders: [
      { ...good, number: 'c1', content: '市民反映小区旁边那家店不太对劲，请核实', place: '' },
      { ...good, number: 'c2', content: '诊所打针打死人了，人现在没得气了' },
      { ...good, number: 'c3', content: '你好，请问医保卡怎么异地备案' },
    ],
  })
  expect(filed).toHaveLength(3)
  for (const { ourNumber } of filed) {
    const file = await fileOf(desk.house, ourNumber, 'intake')
    expect(file.tasks.map(({ office }) => office)).toEqual(['500153-intake'])
  }
  expect((await fileOf(desk.house, filed[1]?.ourNumber ?? '', 'intake')).urgent).toBe('life')
})

it('name and telephone of a caller are sealed if they are to be known, else not taken', async () => {
  await using desk = await aHotlineDesk(env)
  const caller = { name: '鵷鶵隐', phone: '13977665544' }
  const content = `来电人鵷鶵隐（13977665544）反映：${good.content}`
  const { filed } = await sends(desk.app, {
    orders: [
      { ...good, ...caller, number: 'd1', content },
      { ...good, ...caller, number: 'd2', content, named: '是' },
    ],
  })
  const has = await desk.house.world.db.read(async (tx) => {
    const rows = await Promise.all(
      filed.map(async ({ ourNumber }) => await caseByNumber(tx, ourNumber)),
    )
    return await Promise.all(
      rows.map(async (row) => await desk.house.world.vault.hasIdentity(tx, row?.id ?? '')),
    )
  })
  expect(has).toEqual([false, true])
  for (const { ourNumber } of filed) {
    const file = JSON.stringify(await fileOf(desk.house, ourNumber))
    for (const secret of Object.values(caller)) expect(file).not.toContain(secret)
  }
})

it('a file from a spreadsheet is taken at the desk, line by line, and once', async () => {
  await using desk = await aHotlineDesk(env)
  const browser = await desk.signedIn()
  const lines = [
    '工单编号,受理时间,诉求内容,事发地点,是否实名',
    `e1,2026/11/20 9:30,"${good.content}，\n天天早上都有",${good.place},否`,
    `e2,2026-11-20 10:00,药店没有药师，卖处方药,昌元街道,也许`,
    'e3,2026-11-20 10:00,,昌元街道,否',
  ]
  const file = new File([lines.join('\r\n')], '工单.csv', { type: 'text/csv' })
  const upload = async () => {
    const page = await browser.get('/desk/work-orders')
    const fields = page.forms.find(({ html }) => html.includes('name="file"'))?.fields ?? {}
    return await browser.post('/desk/work-orders', { ...fields, source: 'rc12345', file })
  }
  const first = await upload()
  expect(first.text).toContain('新登记 1 件，以前登记过 0 件')
  expect(first.html).toMatch(/<th scope="row">5<\/th>\s*<td>诉求内容<\/td>/)
  expect((await upload()).text).toContain('新登记 0 件，以前登记过 1 件')
  const empty = await browser.post('/desk/work-orders', { source: 'rc12345' })
  expect(empty.status).toBe(403)
})
