import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { anAsker } from './asker.ts'
import { aPlantedHouse, type PlantedHouse } from './planted.ts'
import { isPage } from './strict.ts'
import { everybodyEverywhere, people, type Visit } from './visits.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 })

const long = Boolean(process.env['LONG'])
const origin = 'https://jubao.example'
/** One account of each role, and those who have none. */
const kinds = people.filter(
  ({ seat }, n) => !seat || people.findIndex((one) => one.seat?.role === seat.role) === n,
)

let browser: Browser
let planted: PlantedHouse
let pages: readonly Visit[]
beforeAll(async () => {
  if (!long) return
  browser = await openBrowser()
  planted = await aPlantedHouse()
  pages = distinct(await everybodyEverywhere(planted, kinds))
})
afterAll(async () => {
  await browser?.close()
  await planted?.[Symbol.asyncDispose]()
})

/** Every page once for each door, status and role, of several the fullest. */
function distinct(visits: readonly Visit[]): readonly Visit[] {
  const fullest = new Map<string, Visit>()
  for (const visit of visits.filter(({ answer }) => isPage(answer))) {
    const { route, answer, who } = visit
    const key = `${route} ${answer.status} ${who.name}`
    const before = fullest.get(key)
    if (!before || before.answer.bytes.length < answer.bytes.length) fullest.set(key, visit)
  }
  const same = new Map<string, Visit>()
  for (const visit of fullest.values()) same.set(shapeOf(visit), visit)
  return [...same.values()]
}

/** Pages that differ in numbers and keys alone look alike. */
const shapeOf = ({ answer }: Visit): string =>
  answer.bytes
    .toString()
    .replace(/value="[^"]*"/g, '')
    .replace(/\d+/g, '0')

interface Told {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained of, and whom it asked that is not us. */
  readonly wrong: string[]
}

/** A browser that is given the very bytes and headers that were answered. */
async function aBrowserFor(
  width: number,
): Promise<Told & { readonly show: (visit: Visit) => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width, height: 760 } })
  const page = await context.newPage()
  const wrong: string[] = []
  const files = anAsker(planted.app)
  let shown: Visit | undefined
  await context.route('**/*', async (route: Route) => {
    const url = new URL(route.request().url())
    if (url.origin !== origin) wrong.push(`asks ${url.origin}`)
    const own = route.request().isNavigationRequest()
    const answer =
      own && shown ? shown.answer : await files.ask('GET', { path: `${url.pathname}${url.search}` })
    const headers = Object.fromEntries(answer.headers)
    delete headers['refresh']
    await route.fulfill({ status: answer.status, headers, body: answer.bytes })
  })
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  const show = async (visit: Visit): Promise<void> => {
    shown = visit
    await page.goto(`${origin}/shown`, { waitUntil: 'load' })
    shown = undefined
  }
  return { context, page, wrong, show }
}

describe.runIf(long).each([360, 1366])('every page of the house at %i pixels', (width) => {
  it('has no findings of axe, fits, and asks nobody else', async () => {
    const { context, page, wrong, show } = await aBrowserFor(width)
    const found: string[] = []
    for (const visit of pages) {
      await show(visit)
      const violations = await violationsOn(page)
      const fits = await page.evaluate('document.documentElement.scrollWidth <= innerWidth')
      const at = `${visit.who.name} ${visit.route} ${visit.answer.status}`
      found.push(...violations.map(({ id, nodes }) => `${at}: ${id} ${nodes[0]?.html}`))
      if (!fits) found.push(`${at}: wider than the screen`)
      found.push(...wrong.splice(0).map((line) => `${at}: ${line}`))
    }
    await context.close()
    expect(found).toEqual([])
    expect(pages.length).toBeGreaterThan(60)
    console.log(`promise 16: ${pages.length} pages at ${width} px, ${found.length} findings of axe`)
  })
})
