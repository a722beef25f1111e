import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { strFromU8, unzipSync } from 'fflate'
import { startOf } from '#core/clock.ts'
import { keepPayment } from '#store/reward-books.ts'
import { readPages } from '../paper/read-pages.ts'
import { aRewardDesk, health, type RewardDesk } from './reward-desk.ts'
import { rongchang } from './world.ts'

const day = 24 * 3_600_000

let house: RewardDesk
beforeEach(async () => {
  house = await aRewardDesk()
  await house.desk.world.db.transaction(async (tx) => {
    for (const [n, [month, level, sum, kind]] of paid.entries())
      await keepPayment(tx, {
        reward: `r${n}`,
        seq: 9,
        area: rongchang,
        office: n === 6 ? '500153-medical-insurance' : health,
        scheme: 'test',
        offence: 'A1',
        level,
        kind,
        sum,
        at: startOf(`${month}-10`) + n,
      })
  })
})
afterEach(async () => await house.close())

/** Six alike in March, one of another office, a rare one in May, one that came back. */
const paid = [
  ...Array.from({ length: 6 }, (_, n) => ['2026-03', '二级', 300_001 + n, 'paid'] as const),
  ['2026-03', '二级', 500_000, 'paid'],
  ['2026-05', '一级', 7_654_321, 'paid'],
  ['2026-06', '一级', 7_654_321, 'recovered'],
] as const

async function file(login: 'tijiao' | 'caiwu', asked: string): Promise<Uint8Array> {
  const officer = await house.at(login)
  const cookie = [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const sent = await house.desk.app.request(
    `https://jubao.example/desk/reward-book/year.${asked}`,
    {
      headers: { cookie },
    },
  )
  expect(sent.status).toBe(200)
  return new Uint8Array(await sent.arrayBuffer())
}

/** The numbers of each row of a sheet, the last ones of it: count, paid, recovered. */
function rowsOf(bytes: Uint8Array, sheet: number): readonly (readonly number[])[] {
  const xml = strFromU8(unzipSync(bytes)[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array())
  return [...xml.matchAll(/<row[^>]*>(.*?)<\/row>/gs)]
    .slice(1)
    .map(([, row]) => [...(row ?? '').matchAll(/<v>(-?[\d.]+)<\/v>/g)].map(([, v]) => Number(v)))
}

const pdfText = async (bytes: Uint8Array): Promise<string> =>
  (await readPages(bytes)).flatMap(({ lines }) => lines).join('')

const added = (rows: readonly (readonly number[])[]): readonly number[] =>
  [0, 1, 2].map((n) => rows.reduce((sum, row) => sum + Math.round((row[n] ?? 0) * 100), 0) / 100)

describe('the yearly report of rewards', () => {
  it('every sheet of the office adds up to its lines, and all sheets to the same sum', async () => {
    const bytes = await file('caiwu', 'xlsx?year=2026')
    for (const sheet of [1, 2, 3, 4]) {
      const rows = rowsOf(bytes, sheet)
      expect(added(rows.slice(0, -1))).toEqual(rows.at(-1))
    }
    expect(rowsOf(bytes, 1).at(-1)).toEqual([8, 99_543.42, 76_543.21])
  })

  it('an office has its own payments and no other', async () => {
    const own = rowsOf(await file('tijiao', 'xlsx?year=2026'), 1).at(-1)
    expect(own).toEqual([7, 94_543.42, 76_543.21])
  })

  it('the public version leaves out what is rare, and tells the rest only when the year is over and many', async () => {
    const read = async () =>
      strFromU8(
        unzipSync(await file('caiwu', 'xlsx?year=2026&version=public'))[
          'xl/worksheets/sheet1.xml'
        ] ?? new Uint8Array(),
      )
    const running = await read()
    expect(running).toContain('<v>7</v>')
    expect(running).toContain('这一年过完再合计')
    house.desk.later(60 * day)
    await (await house.at('caiwu')).signIn('caiwu')
    const over = await read()
    expect(over).toContain('另有不到 5 件，不列')
    expect(running + over).not.toMatch(/76543|一级|2026-05/)
  })

  it('the paper says the sum in figures and capitals, the public one nothing of an office or a rare sum', async () => {
    const own = await pdfText(await file('caiwu', 'pdf?year=2026'))
    expect(own).toContain('99,543.42')
    expect(own).toContain('玖万玖仟伍佰肆拾叁元肆角贰分')
    const told = await pdfText(await file('caiwu', 'pdf?year=2026&version=public'))
    expect(told).toContain('（公开）')
    expect(told).not.toMatch(/76,543|99,543|荣昌区卫生健康/)
  })

  it('who took which version is on record, and a year that is none is not found', async () => {
    await file('caiwu', 'pdf?year=2026&version=public')
    const rows = await house.desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('audit')
          .select(['actor', 'subject', 'reason'])
          .where('action', '=', 'reward-year-exported')
          .execute(),
    )
    const { id } = house.officers.caiwu
    expect(rows).toEqual([{ actor: `officer:${id}`, subject: rongchang, reason: '2026 public' }])
    const officer = await house.at('caiwu')
    expect((await officer.get('/desk/reward-book/year.pdf?year=2019')).status).toBe(404)
    const book = await officer.get('/desk/rewards?queue=check')
    expect(book.html).toContain('/desk/reward-book#year')
    expect((await officer.get('/desk/reward-book')).html).toContain(
      '/desk/reward-book/year.pdf?year=2026&version=public',
    )
  })
})
