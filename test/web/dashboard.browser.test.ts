import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { addDays } from '#core/clock.ts'
import { violationsOn } from '../axe.ts'
import { aServedDesk, type ServedDesk } from './served.ts'
import { password, rongchang, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

const shots = process.env['SHOTS']

let served: ServedDesk
let desk: TestDesk
beforeAll(async () => {
  served = await aServedDesk()
  ;({ desk } = served)
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('auditor', 'auditor', '')
  await aBusyYear(desk)
}, 60_000)
afterAll(async () => {
  await served?.close()
})

/** Facts and rows as a year leaves them, the same each time. */
async function aBusyYear({ world }: TestDesk): Promise<void> {
  const pack = world.packs.areas.get(rongchang)
  const departments = pack?.plan.departments.map(({ id }) => id).slice(0, 6) ?? []
  const places = pack?.places.map(({ code }) => code).slice(0, 8) ?? []
  const offences = [...world.packs.offences.keys()].slice(0, 13)
  const channels = ['web-chat', 'wechat-official', 'telegram', 'email', 'hotline']
  const from = <T>(all: readonly T[], n: number): T => all[(n * n + n) % all.length] as T
  await world.db.transaction(async (tx) => {
    for (let n = 0; n < 400; n += 1) {
      const given = addDays('2026-01-05', Math.floor((n * 318) / 400))
      const days = (n * 7) % 60
      const closed = addDays(given, days)
      const isOpen = closed > '2026-11-20' || n % 23 === 0
      const isBack = !isOpen && n % 17 === 0
      const [id, department] = [`b${n}`, from(departments, n) ?? '']
      const common = { offence: from(offences, n), area: rongchang }
      const number = `RC-2026-${String(n + 1).padStart(5, '0')}`
      const when = { receivedAt: 0, changedAt: 0, version: 1, handle: 'h', keyId: 'k' }
      await tx
        .insertInto('cases')
        .values({ ...common, ...when, id, number, state: 'received' })
        .execute()
      const fact = {
        ...common,
        caseId: id,
        task: 't1',
        office: `500153-${department}`,
        department,
        place: from(places, n),
        channel: from(channels, n),
        state: isOpen ? 'open' : isBack ? 'returned' : 'closed',
        dueOn: addDays(given, 45),
        givenOn: given,
        acceptedOn: isBack ? null : addDays(given, n % 6),
        acceptDays: isBack ? null : n % 6,
        closedOn: isOpen || isBack ? null : closed,
        closeDays: isOpen || isBack ? null : days,
        late: !isOpen && !isBack && days > 45 ? 1 : 0,
        unnumbered: !isOpen && !isBack && n % 11 === 0 ? 1 : 0,
        backOn: isBack ? closed : null,
        again: isBack && n % 2 === 0 ? 1 : 0,
      }
      await tx.insertInto('facts').values(fact).execute()
    }
  })
}

const long = Boolean(process.env['LONG'] ?? shots)
const visits = [
  ['boss', 360],
  ['boss', 1366],
  ['auditor', 360],
] as const

it.each(long ? visits : visits.slice(0, 1))(
  'the figures of a year are read, with the keyboard too, and nothing is wider than the page: %s, %i wide',
  async (login, width) => {
    await using context = await served.window({ viewport: { width, height: 768 } })
    const page = await context.newPage()
    await page.goto('/desk/dashboard?period=2026')
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '统计', level: 1 }).waitFor()
    expect(await page.getByRole('img').count()).toBeGreaterThanOrEqual(5)
    const wide = async () =>
      await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
    expect(await wide()).toBe(false)
    const axe = await violationsOn(page)
    expect(axe.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    if (shots)
      await page.screenshot({ path: `${shots}/dashboard-${login}-${width}.png`, fullPage: true })
    if (login === 'auditor') {
      expect(await page.locator('a[href*="/dashboard/cases"]').count()).toBe(0)
      return
    }
    const overdue = page.locator('#now').getByRole('link').last()
    const number = await overdue.textContent()
    await overdue.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '超期未结' }).waitFor()
    expect(await page.locator('#count').textContent()).toBe(number)
    expect(await page.locator('tbody tr').count()).toBe(Math.min(50, Number(number)))
    expect(await wide()).toBe(false)
    const list = await violationsOn(page)
    expect(list.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/dashboard-list-${width}.png` })
  },
)
