import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let filed: FiledCase
let wang: BrowserLike
let li: BrowserLike

beforeEach(async () => {
  desk = await aDesk()
  filed = await desk.report({})
  const [office = ''] = filed.offices
  await desk.officer('wang', 'handler', office, { name: '=王敏' })
  await desk.officer('li', 'handler', office, { name: '李强' })
  wang = aBrowser(desk.app)
  li = aBrowser(desk.app)
  await wang.signIn('wang')
  await li.signIn('li')
})
afterEach(async () => {
  await desk.close()
})

const page = () => `/desk/cases/${filed.number}`

describe('the desk', () => {
  it('opens with the first list in which something waits', async () => {
    const opened = await wang.get('/desk')
    expect(opened.text).toContain(filed.number)
    expect(opened.text).toContain('收件箱：本单位在办')
    await desk.officer('kong', 'handler', '500153-fire-rescue')
    const idle = await aBrowser(desk.app).signIn('kong')
    expect(idle.text).toContain('收件箱：本单位在办')
    await wang.submit(await wang.get(page()), 'value="take"')
    expect((await wang.get('/desk')).text).toContain('收件箱：我认领的')
  })
})

describe('a list', () => {
  it('is narrowed by its address, and nothing else of the address is believed', async () => {
    const urgent = await desk.report({ urgent: 'life' })
    const narrowed = await wang.get('/desk?queue=mine&urgent=yes&offence=<script>&place=1')
    expect(narrowed.text).toContain(urgent.number)
    expect(narrowed.text).not.toContain(filed.number)
    expect(narrowed.html).not.toContain('<script>&')
  })

  it('is kept by codes alone, and opens the desk where its officer wants that', async () => {
    const narrowed = await wang.get('/desk?queue=mine&urgent=yes')
    const kept = await wang.submit(narrowed, 'value="save"', { change: 'save' })
    expect(kept.text).toContain('我的视图：')
    expect(kept.text).toContain('本单位在办，紧急')
    await wang.submit(kept, 'value="open"', { change: 'open' })
    expect((await wang.get('/desk')).text).toContain('这一栏现在没有件')
    expect((await li.get('/desk?queue=mine')).text).not.toContain('我的视图')
    await wang.post('/desk/views', {
      ...kept.forms.find(({ action }) => action === '/desk/views')?.fields,
      change: 'save',
      query: 'queue=mine&offence=张三的名字',
    })
    const rows = await desk.world.db.read(
      async (tx) => await tx.selectFrom('savedViews').select('query').execute(),
    )
    expect(rows.map(({ query }) => query).toSorted()).toEqual([
      'queue=mine',
      'queue=mine&urgent=yes',
    ])
  })

  it('is worked through together; what was refused is told with its reason', async () => {
    const second = await desk.report({})
    const list = await wang.get('/desk?queue=mine')
    const value = list.html.match(new RegExp(`value="(${filed.number} [^"]+)"`))?.[1] ?? ''
    expect(value).not.toBe('')
    const done = await wang.submit(list, 'id="bulk"', {
      deed: 'take',
      line: [value, 'RC-2026-09999'],
    })
    expect(done.text).toContain('办成 1 件，没有办成 1 件')
    expect(done.text).toContain('RC-2026-09999：')
    const taken = await wang.get('/desk?queue=taken')
    expect(taken.text).toContain(filed.number)
    expect(taken.text).not.toContain(second.number)
    const free = await wang.get('/desk?queue=mine&free=yes')
    expect(free.text).not.toContain(filed.number)
  })

  it('is a file without a word of the reporter, and no formula in it', async () => {
    await wang.submit(await wang.get(page()), 'value="take"')
    const file = await wang.get('/desk/list.csv?queue=mine')
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.html).toContain(filed.number)
    expect(file.html).toContain(",'=王敏,")
    expect(file.html).not.toContain('菜市场')
  })
})

describe('the page of a case', () => {
  it('says who has it in hand, and lets a colleague have it', async () => {
    const taken = await wang.submit(await wang.get(page()), 'value="take"')
    expect(taken.text).toContain('=王敏')
    const handed = await wang.submit(taken, 'value="hand-over"', {
      to: 'officer-li',
      text: '我出差，请接着办',
    })
    expect(handed.text).toContain('李强')
    expect(handed.text).toMatch(/转交给同事[\s\S]{0,200}我出差，请接着办/)
    expect((await li.get('/desk?queue=mentioned')).text).toContain(filed.number)
  })

  it('says who else looks at it, to whom may see it', async () => {
    await wang.get(page())
    const seen = await li.get(page())
    expect(seen.text).toContain('另一位经办人员 =王敏 正在看')
    const here = seen.html.match(/data-key="([^"]+)"/)?.[1] ?? ''
    desk.later(130_000)
    const later = await li.post(`${page()}/here`, { csrf: here })
    expect([later.status, later.html]).toEqual([200, ''])
    await desk.officer('zhao', 'handler', `${rongchang}-justice`)
    const zhao = aBrowser(desk.app)
    await zhao.signIn('zhao')
    expect((await zhao.get(page())).status).toBe(404)
  })

  it('desk edge 22: of two at once the second sees what changed and what they wrote, and sends it again', async () => {
    const before = await li.get(page())
    await wang.submit(await wang.get(page()), 'value="note"', { text: '已约周三现场', stage: 'do' })
    const late = await li.submit(before, 'value="note"', { text: '我打过电话了', stage: 'do' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('您打开这一页以后：')
    expect(late.text).toContain('工作记录：已约周三现场')
    expect(late.html).toContain('我打过电话了')
    const again = await li.submit(late, 'value="note"', { text: '我打过电话了', stage: 'do' })
    expect(again.text).toContain('我打过电话了')
    expect(again.status).toBe(200)
  })

  it('desk edge 22: a double click does one thing once', async () => {
    const before = await wang.get(page())
    const note = { text: '只记一次', stage: 'do' }
    const [one, two] = await Promise.all([
      wang.submit(before, 'value="note"', note),
      wang.submit(before, 'value="note"', note),
    ])
    expect([one.status, two.status].toSorted((a, b) => a - b)).toEqual([200, 409])
    const events = await desk.world.db.read(
      async (tx) =>
        await tx.selectFrom('caseEvents').select('type').where('type', '=', 'noted').execute(),
    )
    expect(events).toHaveLength(1)
  })
})

it('days off are one’s own to set', async () => {
  const away = await wang.get('/desk/away')
  const set = await wang.submit(away, 'name="first"', { first: '2026-11-20', last: '2026-11-27' })
  expect(set.text).toContain('已记下')
  expect(set.text).toContain('请假）')
  const wrong = await wang.submit(set, 'name="first"', { first: '2026-11-28', last: '2026-11-27' })
  expect(wrong.status).toBe(422)
  await wang.submit(await wang.get(page()), 'value="take"')
  expect((await li.get('/desk?queue=mine')).text).toContain('=王敏，请假')
})
