import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

let desk: TestDesk
let boss: BrowserLike
let handler: BrowserLike
beforeAll(async () => {
  desk = await aDesk()
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('other', 'handler', '500153-health-commission')
  await desk.officer('auditor', 'auditor', '', { area: '' })
  boss = aBrowser(desk.app)
  await boss.signIn('boss')
  handler = aBrowser(desk.app)
  await handler.signIn('other')
})
afterAll(async () => await desk.close())

const item = '/desk/ledger/items/6'
const note = async (fields: Readonly<Record<string, string>>) =>
  await boss.post(item, { csrf: await csrf(), area: '500153', version: '0', ...fields })
const csrf = async (): Promise<string> =>
  /name="csrf" value="([^"]+)"/.exec((await boss.get(item)).html)?.[1] ?? ''

it('the ledger has every task of the annex, with its clause, who does it and its time, and says what is overdue', async () => {
  const { html } = await boss.get('/desk/ledger')
  expect(html).toContain('7 项，完成 0 项，超期没有完成 7 项')
  expect(html).toContain('启动第一轮综合监管督查')
  expect(html).toContain('2020年6月前')
  expect(html.match(/data-item="/g)).toHaveLength(7)
})

it('a task is done with its day and its evidence; everything noted stays', async () => {
  const bad = await note({ state: 'done', doneOn: '2027-01-01', text: '荣卫发〔2020〕9号' })
  expect(bad.status).toBe(422)
  expect(bad.html).toContain('完成日期还没有到')
  expect(bad.html).toContain('荣卫发〔2020〕9号')
  expect(
    (await note({ state: 'done', doneOn: '2020-05-30', text: '荣卫发〔2020〕9号' })).status,
  ).toBe(200)
  const late = await note({ state: 'under-way', text: '同一时间的另一条' })
  expect(late.html).toContain('刚才有同事也记了这一项')
  expect((await note({ version: '1', state: 'under-way', text: '=重新做' })).status).toBe(200)
  const { html } = await boss.get(item)
  expect(html).toContain('荣卫发〔2020〕9号')
  expect(html).toContain('=重新做')
  expect(html).toContain('boss经办')
})

it('the file has the tasks and the history, and words are never formulas', async () => {
  const cookie = [...boss.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await desk.app.request('https://jubao.example/desk/ledger/ledger.xlsx', {
    headers: { cookie },
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const files = unzipSync(bytes)
  const text = (n: number) => strFromU8(files[`xl/worksheets/sheet${n}.xml`] ?? new Uint8Array())
  expect(text(1)).toContain('启动第一轮综合监管督查')
  expect(text(2)).toContain('荣卫发〔2020〕9号')
  expect(text(2)).toContain('>=重新做<')
  expect(text(1)).not.toContain('<f>')
})

it('an area adds tasks of its own under a heading of its plan', async () => {
  const added = await boss.post('/desk/ledger', {
    csrf: await csrf(),
    area: '500153',
    task: '镇街台账',
    clause: '附件1',
    under: '6',
    dueOn: '2026-12-31',
    department: 'health-commission',
  })
  expect(added.status).toBe(200)
  const { html } = await boss.get('/desk/ledger')
  expect(html).toContain('镇街台账')
  expect(html).toContain('6 的分项')
})

it('who may not keep it reads it and changes nothing; another area is not theirs', async () => {
  const { html } = await handler.get(item)
  expect(html).not.toContain('<textarea')
  const key = /name="csrf" value="([^"]+)"/.exec((await handler.get('/desk/account')).html)?.[1]
  const refused = await handler.post(item, { csrf: key ?? '', area: '500153', version: '2' })
  expect(refused.status).toBe(403)
  expect((await handler.get('/desk/ledger?area=150000')).html).toContain('荣昌区工作台账')
})

it('where the plan has no table, that is said, and the ledger is there all the same', async () => {
  const auditor = aBrowser(desk.app)
  await auditor.signIn('auditor')
  const { html } = await auditor.get('/desk/ledger?area=370300')
  expect(html).toContain('方案没有附任务表')
  const yuncheng = await auditor.get('/desk/ledger?area=140800')
  expect(yuncheng.html.match(/data-item="/g)).toHaveLength(8)
  expect(yuncheng.html).toContain('建立工作台账')
})

it('no word of the ledger lies open in the database', async () => {
  const rows = await desk.world.db.read(
    async (tx) => await tx.selectFrom('ledgerEvents').selectAll().execute(),
  )
  const text = rows.map(({ sealed }) => Buffer.from(sealed).toString('utf8')).join()
  expect(text).not.toContain('荣卫发')
  expect(text).not.toContain('镇街台账')
})
