import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it, vi } from 'vitest'
import { addDays } from '#core/clock.ts'
import { createMonthCounting } from '#service/month-figures.ts'
import type { FactRow } from '#store/facts.ts'
import { csv } from '#web/csv.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, rongchang, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

const intake = '500153-intake'
const day = (n: number): string => addDays('2026-06-01', n)

/** Parts of cases between June and November, as they could be. */
const aFact = fc
  .record({
    office: fc.constantFrom('500153-health-commission', '500153-market-regulation'),
    department: fc.constantFrom('health-commission', 'market-regulation', 'gone-department'),
    offence: fc.constantFrom('A1', 'B1', ''),
    place: fc.constantFrom('500153001', '500153002', ''),
    channel: fc.constantFrom('web-chat', 'wechat-official', ''),
    state: fc.constantFrom('open', 'open', 'closed', 'closed', 'closed', 'returned', 'withdrawn'),
    given: fc.nat({ max: 150 }),
    accept: fc.option(fc.nat({ max: 9 })),
    close: fc.nat({ max: 22 }),
    dueIn: fc.nat({ max: 40 }),
    unnumbered: fc.boolean(),
    again: fc.boolean(),
  })
  .map(({ given, accept, close, dueIn, ...one }): Omit<FactRow, 'caseId'> => ({
    ...one,
    task: 't1',
    area: rongchang,
    givenOn: day(given),
    dueOn: day(given + dueIn),
    acceptedOn: accept === null ? null : day(given + accept),
    acceptDays: accept,
    closedOn: one.state === 'closed' ? day(given + close) : null,
    closeDays: one.state === 'closed' ? close : null,
    late: one.state === 'closed' && close > dueIn ? 1 : 0,
    unnumbered: one.state === 'closed' && one.unnumbered ? 1 : 0,
    backOn: one.state === 'returned' ? day(given + close) : null,
    again: one.state === 'returned' && one.again ? 1 : 0,
  }))

async function fill(desk: TestDesk, facts: readonly Omit<FactRow, 'caseId'>[]): Promise<void> {
  await desk.world.db.transaction(async (tx) => {
    await tx.deleteFrom('facts').execute()
    await tx.deleteFrom('cases').execute()
    await tx.deleteFrom('monthFigures').execute()
    for (const [n, fact] of facts.entries()) {
      const plain = { state: 'received', offence: fact.offence, area: rongchang, version: 1 }
      const days = { receivedAt: 0, changedAt: 0 }
      const names = { id: `c${n}`, number: `RC-2026-${n}`, handle: 'h', keyId: 'k' }
      await tx
        .insertInto('cases')
        .values({ ...plain, ...days, ...names })
        .execute()
      await tx
        .insertInto('facts')
        .values({ ...fact, caseId: `c${n}` })
        .execute()
    }
  })
}

/** The lines of a CSV without quotes in it, the mark before the first left out. */
const linesOf = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/^\u{FEFF}/u, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))

/** The table of a page as its words. */
const tableOf = (page: string, by: string): readonly (readonly string[])[] => {
  const [part = ''] = page.slice(page.indexOf(`id="by-${by}"`)).split('</section>')
  const table = part.slice(part.indexOf('<table'), part.indexOf('</table>'))
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd].*?>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]*>/g, '').trim(),
    ),
  )
}

async function bytesOf(desk: TestDesk, who: BrowserLike, path: string): Promise<Uint8Array> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await desk.app.request(`https://jubao.example${path}`, { headers: { cookie } })
  return new Uint8Array(await answer.arrayBuffer())
}

/** The cells of the first sheet. */
function sheetOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  return [...xml.matchAll(/<row .*?>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c r="([A-Z]+)\d+"(.*?)>(.*?)<\/c>/gs)].map(([, , kind = '', cell = '']) => {
      const value = cell.replace(/<[^>]*>/g, '')
      return kind.includes('s="2"') ? `${(Number(value) * 100).toFixed(1)}%` : value
    }),
  )
}

const bys = ['department', 'offence', 'place', 'channel']
const periods = ['2026-11', '2026-Q3', '2026', '2026-11-16w', '2026-07-13..2026-10-05']

it('the page, its CSV, its XLSX, the list behind each number and the CSV of that list agree, whatever the cases', async () => {
  const desk = await aDesk()
  await desk.officer('boss', 'supervisor', intake)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  let compared = 0
  const facts = fc.array(aFact, { minLength: 1, maxLength: 40 })
  const asked = fc.record({
    period: fc.constantFrom(...periods),
    by: fc.constantFrom(...bys),
    counted: fc.boolean(),
    pick: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(facts, asked, async (cases, { period, by, counted, pick }) => {
      await fill(desk, cases)
      const count = createMonthCounting(desk.world)
      if (counted) for (let n = 0; n < 6; n += 1) await count()
      const page = await boss.get(`/desk/dashboard?period=${period}`)
      const table = tableOf(page.html, by)
      const file = await boss.get(`/desk/dashboard/table.csv?by=${by}&period=${period}`)
      const lines = linesOf(file.html)
      if (lines.length > 2)
        expect(lines.map((line) => line.map((cell) => cell || '—'))).toEqual(table)
      else expect(table).toEqual([])
      const bytes = await bytesOf(
        desk,
        boss,
        `/desk/dashboard/table.xlsx?by=${by}&period=${period}`,
      )
      expect(sheetOf(bytes)).toEqual(lines.map((line) => line.filter(Boolean)))
      const sums = lines.slice(1, -1).map((row) => Number(row[1]))
      expect(sums.reduce((sum, one) => sum + one, 0)).toBe(Number(lines.at(-1)?.[1]))

      const links = [
        ...page.html.matchAll(/<a href="(\/desk\/dashboard\/cases\?[^"]*)">(\d+)<\/a>/g),
      ]
      for (const shift of [0, 7, 13, 19]) {
        const [, to = '', number = ''] = links[(pick + shift) % Math.max(1, links.length)] ?? []
        if (to === '') return
        const address = to.replaceAll('&amp;', '&')
        const list = await boss.get(address)
        expect(/id="count">(\d+)</.exec(list.html)?.[1]).toBe(number)
        const listed = new Set(list.html.match(/\/desk\/cases\/RC-2026-\d+/g))
        expect(listed.size).toBe(Number(number))
        const own = await boss.get(address.replace('/cases?', '/cases.csv?'))
        expect(linesOf(own.html).length - 1).toBe(Number(number))
        compared += 1
      }
    }),
    { seed: 20_261_122, numRuns: 30 },
  )
  expect(compared).toBeGreaterThan(60)
  await desk.close()
})

it('more cases than a page holds come page by page, each once', async () => {
  const desk = await aDesk()
  await desk.officer('boss', 'supervisor', intake)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const [one] = fc.sample(aFact, { seed: 3, numRuns: 1 })
  if (!one) throw new Error('no sample')
  const open = { ...one, state: 'open', dueOn: '2026-11-01' }
  await fill(
    desk,
    Array.from({ length: 120 }, () => open),
  )
  const seen: string[] = []
  for (let to: string | undefined = '/desk/dashboard/cases?figure=overdue'; to;) {
    const page: string = (await boss.get(to)).html
    seen.push(...(page.match(/RC-2026-\d+(?=<)/g) ?? []))
    to = /href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen.length).toBe(120)
  expect(new Set(seen).size).toBe(120)
  const strange = await boss.get('/desk/dashboard/cases?figure=overdue&after=bm9uc2Vuc2U')
  expect(strange.status).toBe(200)
  await desk.close()
})

it('auditors and administrators see figures, no number of a case and no way to one', async () => {
  const desk = await aDesk()
  const { number } = await desk.report()
  await desk.officer('auditor', 'auditor', '')
  await desk.officer('keeper', 'administrator', '')
  await desk.officer('boss', 'supervisor', intake)
  for (const login of ['auditor', 'keeper']) {
    const who = aBrowser(desk.app)
    await who.signIn(login)
    const page = await who.get('/desk/dashboard?period=2026-11&area=500153')
    expect(page.status).toBe(200)
    expect(tableOf(page.html, 'department').at(-1)?.[4]).toBe('1')
    expect(page.html).not.toContain(number)
    expect(page.html).not.toContain('/desk/dashboard/cases')
    for (const path of ['/desk/dashboard/cases', '/desk/dashboard/cases.csv'])
      expect((await who.get(`${path}?figure=open`)).status).toBe(403)
    const file = await who.get('/desk/dashboard/table.csv?by=department&area=500153&period=2026-11')
    expect(file.html).not.toContain('RC-2026')
  }
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  expect((await boss.get('/desk/dashboard?period=2026-11')).html).toContain(
    '/desk/dashboard/cases?',
  )
  await desk.close()
})

it('a period that is none is said to be none, and the month is shown; a file is not made of it', async () => {
  const desk = await aDesk()
  await desk.officer('boss', 'supervisor', intake)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const page = await boss.get('/desk/dashboard?from=2026-11-09&to=2026-11-01')
  expect(page.status).toBe(422)
  expect(page.html).toContain('这个时段看不懂')
  expect(page.html).toContain('2026年11月1日至2026年11月30日')
  for (const path of ['table.csv?by=department', 'report.xlsx?', 'table.csv?by=nothing'])
    expect((await boss.get(`/desk/dashboard/${path}&period=x`)).status).toBe(404)
  await desk.close()
})

it('the report of a week is one file with a sheet for each table', async () => {
  const desk = await aDesk()
  await desk.report()
  await desk.officer('boss', 'supervisor', intake)
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const files = unzipSync(
    await bytesOf(desk, boss, '/desk/dashboard/report.xlsx?period=2026-11-16w'),
  )
  const names = strFromU8(files['xl/workbook.xml'] ?? new Uint8Array())
  for (const name of ['概况', '按部门', '按违法行为', '按地点', '按渠道', '按月', '怎么算的'])
    expect(names).toContain(`name="${name}"`)
  const first = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(first).toContain('2026年11月16日至2026年11月22日')
  await desk.close()
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '\t=1', ' =1', '|x'])(
  'a name that begins like a formula is a word in a file: %j',
  (name) => {
    expect(csv([[name, 3, { share: 0.5 }]])).toMatch(/^\u{FEFF}"?'/u)
    expect(csv([[name, -3, { share: 0.5 }]])).toContain(',-3,50.0%')
  },
)

it('by which channel somebody wrote is counted for a whole area alone, and leads to no case', async () => {
  const desk = await aDesk()
  const { offices } = await desk.report()
  await desk.officer('boss', 'supervisor', intake)
  await desk.officer('doctor', 'handler', offices[0] ?? '')
  const boss = aBrowser(desk.app)
  await boss.signIn('boss')
  const page = await boss.get('/desk/dashboard?period=2026-11')
  expect(tableOf(page.html, 'channel').length).toBe(3)
  expect(page.html).not.toMatch(/cases\?[^"]*by=channel/)
  expect((await boss.get('/desk/dashboard/cases?figure=open&by=channel&key=web-chat')).status).toBe(
    404,
  )
  const list = await boss.get('/desk/dashboard/cases?figure=open&period=2026-11')
  expect(list.text).not.toMatch(/渠道|网页聊天/)
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  const own = await doctor.get('/desk/dashboard?period=2026-11')
  expect(tableOf(own.html, 'channel')).toEqual([])
  expect(tableOf(own.html, 'offence').length).toBe(3)
  await desk.close()
})
