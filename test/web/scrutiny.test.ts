import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '#core/clock.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, rongchang, type TestDesk } from './world.ts'

let desk: TestDesk
let boss: BrowserLike
beforeAll(async () => {
  desk = await aDesk()
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('health', 'supervisor', '500153-health-commission')
  await desk.officer('market', 'supervisor', '500153-market-regulation')
  await desk.officer('worker', 'handler', '500153-health-commission')
  await desk.officer('auditor', 'auditor', '', { area: '' })
  boss = await signedIn('boss')
  await fill()
})
afterAll(async () => await desk.close())

async function signedIn(login: string): Promise<BrowserLike> {
  const who = aBrowser(desk.app)
  await who.signIn(login)
  return who
}

/** Closed, late and overdue parts of two offices, as figures know them. */
async function fill(): Promise<void> {
  await desk.world.db.transaction(async (tx) => {
    for (let n = 0; n < 24; n += 1) {
      const isMarket = n % 2 === 1
      const department = isMarket ? 'market-regulation' : 'health-commission'
      const isOpen = n % 4 === 1
      const number = `RC-2026-${String(n + 101).padStart(5, '0')}`
      const plain = { state: 'concluded', offence: 'A1', area: rongchang, version: 1 }
      const names = { id: `s${n}`, number, handle: 'h', keyId: 'k' }
      const outcome = n % 3 === 0 ? 'substantiated' : 'unfounded'
      await tx
        .insertInto('cases')
        .values({ ...plain, ...names, outcome, receivedAt: 0, changedAt: 0 })
        .execute()
      const given = addDays('2026-02-01', n)
      await tx
        .insertInto('facts')
        .values({
          caseId: `s${n}`,
          task: 't1',
          area: rongchang,
          office: `500153-${department}`,
          department,
          offence: 'A1',
          place: '',
          channel: 'web-chat',
          state: isOpen ? 'open' : 'closed',
          dueOn: addDays(given, 20),
          givenOn: given,
          acceptedOn: given,
          acceptDays: 0,
          closedOn: isOpen ? null : addDays(given, 10),
          closeDays: isOpen ? null : 7,
          late: 0,
          unnumbered: 0,
          backOn: null,
          again: 0,
        })
        .execute()
      await tx
        .insertInto('ratings')
        .values({
          caseId: `s${n}`,
          area: rongchang,
          office: `500153-${department}`,
          offence: 'A1',
          accuses: 0,
          news: `n${n}`,
          askAt: 0,
          askedAt: desk.world.clock() - 86_400_000,
          stillGoing: null,
          satisfaction: isMarket && n < 9 ? 'dissatisfied' : 'satisfied',
          ratedAt: desk.world.clock(),
        })
        .execute()
    }
  })
}

const cells = (html: string, part: string): readonly (readonly string[])[] => {
  const [own = ''] = html.slice(html.indexOf(`id="${part}"`)).split('</section>')
  return [...own.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd].*?>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]*>/g, '').trim(),
    ),
  )
}

async function bytesOf(who: BrowserLike, path: string): Promise<Uint8Array> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await desk.app.request(`https://jubao.example${path}`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

it('the figures of a department are those of its cases, with the rate that counts what is left lying', async () => {
  const { html } = await boss.get('/desk/scrutiny?period=2026')
  const [head = [], market = [], health = []] = cells(html, 'by-department')
  const at = (name: string) => head.indexOf(name)
  expect(market[at('部门')]).toContain('市场监管')
  expect(market[at('收到')]).toBe('12')
  expect(market[at('办结')]).toBe('6')
  expect(market[at('超期未结')]).toBe('6')
  expect(market[at('按期办结率')]).toBe('50.0%')
  expect(health[at('按期办结率')]).toBe('100.0%')
  expect(market[at('不满意')]).toBe('4（答复 12）')
  expect(health[at('不满意')]).toBe('0（答复 12）')
  expect(html).toContain('五(一)')
})

it('what reporters thought is told of whole years only', async () => {
  const { html } = await boss.get('/desk/scrutiny?period=2026-11')
  expect(cells(html, 'by-department').at(-1)?.at(-1)).toBe('不显示')
})

it('who passed a mark of the house is listed with the reason, and that the plan asks for no talk is said', async () => {
  const { html } = await boss.get('/desk/scrutiny?period=2026')
  const [, first = []] = cells(html, 'listed')
  expect(first[1]).toBe('超期未结多、按期办结率低')
  expect(html).toContain('这里的方案没有要求约谈，供参考')
  expect(html).toContain('不是法律或者方案的规定')
})

it('the report is a paper and a table of the same numbers', async () => {
  const pdf = await bytesOf(boss, '/desk/scrutiny/report.pdf?period=2026')
  expect(strFromU8(pdf.slice(0, 5))).toBe('%PDF-')
  const files = unzipSync(await bytesOf(boss, '/desk/scrutiny/report.xlsx?period=2026'))
  const xml = strFromU8(files['xl/worksheets/sheet2.xml'] ?? new Uint8Array())
  expect(xml).toContain('市场监管')
  expect(xml).toContain('<v>0.5</v>')
})

it('a talk goes from the call over what is to be put right to the look back', async () => {
  const list = await boss.get('/desk/scrutiny/interviews')
  const called = await boss.submit(list, '通知约谈', {
    department: 'market-regulation',
    on: '2026-11-20',
    text: '六件超期没有办完',
  })
  expect(called.html).toContain('已通知，还没有谈')
  const bare = await boss.submit(called, 'value="hold"', { on: '2026-11-20', text: '谈了' })
  expect(bare.html).toContain('至少写一项要整改的')
  const held = await boss.submit(called, 'value="hold"', {
    on: '2026-11-20',
    text: '局长到场',
    itemText: ['六件办完', '', '', '', '', ''],
    dueOn: ['2026-12-01', '', '', '', '', ''],
  })
  expect(held.html).toContain('谈过，在整改')
  expect(held.html).toContain('六件办完')
  const mended = await boss.submit(held, 'value="mend"', { on: '2026-11-20', text: '都办完了' })
  expect(mended.html).toContain('起回头看')
  const closed = await boss.submit(mended, 'value="look-back"', {
    on: '2026-11-20',
    mended: 'yes',
    text: '看过了',
  })
  expect(closed.html).toContain('已了结')
  expect((await boss.get('/desk/scrutiny/interviews')).html).toContain('已了结')
})

it('a visit is on record with its result, and a place that is not right below the area is none', async () => {
  const list = await boss.get('/desk/scrutiny/visits')
  const visited = await boss.submit(list, '记一次督察', {
    department: 'health-commission',
    on: '2026-11-18',
    text: '台账不全',
  })
  expect(visited.html).toContain('督察过，结果没有送达')
  const nowhere = await boss.submit(list, '记一次督察', {
    place: '370303',
    on: '2026-11-18',
    text: '看过',
  })
  expect(nowhere.html).toContain('请选是哪个地方、哪个部门')
})

it('a lead about dereliction is known to nobody of that department, and is told as no judgement', async () => {
  const list = await boss.get('/desk/scrutiny/derelictions')
  expect(list.html).toContain('不下结论')
  const lead = await boss.submit(list, '记一条线索', {
    department: 'health-commission',
    text: '三次转办没有人理',
  })
  expect(lead.html).toContain('记为线索，没有移交')
  const market = await signedIn('market')
  expect((await market.get('/desk/scrutiny/derelictions')).html).toContain('卫生健康委')
  const health = await signedIn('health')
  expect((await health.get('/desk/scrutiny/derelictions')).html).not.toContain('记为线索')
  expect((await health.get(lead.path.split('?')[0] ?? '')).status).toBe(404)
  const own = await health.submit(await health.get('/desk/scrutiny/derelictions'), '记一条线索', {
    department: 'health-commission',
    text: '自己的',
  })
  expect(own.html).toContain('不能由您来记')
  const handed = await boss.submit(lead, 'value="hand"', {
    on: '2026-11-20',
    to: '区监委',
    text: '材料三份',
  })
  expect(handed.html).toContain('已移交，等答复')
})

it('closed files are drawn by a seed, the same again, and what is found is graded and followed up', async () => {
  const filed = await desk.report()
  await desk.world.db.transaction(async (tx) => {
    await tx
      .updateTable('facts')
      .set({ state: 'closed', closedOn: '2025-05-05' })
      .where('caseId', '=', filed.id)
      .execute()
  })
  const list = await boss.get('/desk/scrutiny/file-checks')
  const bad = await boss.submit(list, '抽一次', { period: '2026', size: '9', seed: '1' })
  expect(bad.html).toContain('请写种子')
  const drawn = await boss.submit(list, '抽一次', { period: '2026', size: '9', seed: '12 7 33' })
  expect(drawn.html.match(/id="file-/g)).toHaveLength(9)
  const second = await boss.submit(list, '抽一次', { period: '2026', size: '9', seed: '12 7 33' })
  const numbers = (html: string) =>
    [...html.matchAll(/\/desk\/cases\/(RC-\S+?)"/g)].map(([, one]) => one)
  expect(numbers(second.html)).toEqual(numbers(drawn.html))
  const again = await boss.get(`${drawn.path.split(/[?#]/)[0]}?again=yes`)
  expect(again.html).toContain('重抽的和原来一样')

  const one = await boss.submit(list, '抽一次', { period: '2025', size: '1', seed: '12 7 33' })
  const lacking = await boss.submit(one, 'name="grade"', { grade: 'wrong', text: '' })
  expect(lacking.html).toContain('请选评级')
  const found = await boss.submit(one, 'name="grade"', {
    grade: 'wrong',
    aspect: 'papers',
    dueOn: '2026-12-20',
    text: '没有受理告知书',
  })
  expect(found.html).toContain('有错误（文书）')
  expect(found.html).toContain('前整改')
  const mended = await boss.submit(found, '记整改完', { text: '补送了' })
  expect(mended.html).toContain('已经整改')

  const [accusing = ''] = numbers(drawn.html)
  await desk.world.db.transaction(async (tx) => {
    const turned = { accuses: 'health-commission' }
    await tx.updateTable('cases').set(turned).where('number', '=', accusing).execute()
  })
  const accused = await (await signedIn('health')).get(drawn.path)
  expect(accused.html).not.toContain(accusing)
  expect(accused.html.match(/id="file-/g)).toHaveLength(8)
})

it('who audits sees the figures and changes nothing; who handles sees none of it', async () => {
  const auditor = await signedIn('auditor')
  const page = await auditor.get(`/desk/scrutiny?period=2026&area=${rongchang}`)
  expect(page.html).toContain('市场监管')
  expect((await auditor.get('/desk/scrutiny/derelictions')).status).toBe(403)
  expect((await auditor.get(`/desk/scrutiny/interviews?area=${rongchang}`)).html).not.toContain(
    '<form method="post" action="/desk/scrutiny',
  )
  const worker = await signedIn('worker')
  expect((await worker.get('/desk/scrutiny')).status).toBe(403)
})

it('no word of it lies open in the database', async () => {
  const rows = await desk.world.db.read(
    async (tx) => await tx.selectFrom('scrutinyEvents').select('sealed').execute(),
  )
  const checks = await desk.world.db.read(
    async (tx) =>
      await tx.selectFrom('fileChecks').select('sealed').where('sealed', 'is not', null).execute(),
  )
  expect(checks).toHaveLength(1)
  const text = [...rows, ...checks]
    .map(({ sealed }) => Buffer.from(sealed ?? []).toString('utf8'))
    .join()
  for (const word of ['六件', '局长', '台账不全', '没有人理', '告知书'])
    expect(text).not.toContain(word)
})
