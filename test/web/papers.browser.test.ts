import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { wantCaseFile } from '#service/exports.ts'
import { violationsOn } from '../axe.ts'
import { aServedDesk, type ServedDesk } from './served.ts'
import { password } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

const shots = process.env['SHOTS']

let served: ServedDesk
let number = ''
beforeAll(async () => {
  served = await aServedDesk()
  const { desk } = served
  const officer = await desk.officer('clerk', 'intake', '500153-intake')
  await desk.officer('hand', 'handler', '500153-health-commission')
  await desk.officer('boss', 'supervisor', '500153-intake')
  ;({ number } = await desk.report())
  await wantCaseFile(desk.world, officer, number)
}, 60_000)
afterAll(async () => {
  await served?.close()
})

const visits = [
  ['hand', 360, '/desk/cases/'],
  ['hand', 1366, '/desk/cases/'],
  ['clerk', 360, '/desk/exports'],
  ['boss', 360, '/desk/templates'],
  ['clerk', 360, '/desk/dashboard'],
] as const

const long = Boolean(process.env['LONG'] ?? shots)

it.each(long ? visits : visits.slice(0, 1))(
  'papers, reports and texts are read by everybody and nothing is wider than the page: %s, %i wide, %s',
  async (login, width, path) => {
    await using context = await served.window({ viewport: { width, height: 768 } })
    const page = await context.newPage()
    await page.goto(path.endsWith('/') ? path + number : path)
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('main h1').first().waitFor()
    for (const one of await page.locator('details').all())
      await one.evaluate((element) => element.setAttribute('open', ''))
    const isWide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
    expect(isWide).toBe(false)
    const axe = await violationsOn(page)
    expect(axe.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    if (shots) {
      const name = `${login}-${width}${path.replaceAll('/', '-')}`
      await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
    }
  },
)
