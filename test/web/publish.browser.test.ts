import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { publishFigures } from '#service/public-figures.ts'
import { publishedOf } from '#service/publish.ts'
import { violationsOn } from '../axe.ts'
import { aPublishScene, decision, type PublishScene } from './publish-scene.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import { rongchang } from './world.ts'

vi.setConfig({ testTimeout: 180_000 })

const shots = process.env['SHOTS']

let served: ServedDesk
let scene: PublishScene
beforeAll(async () => {
  served = await aServedDesk()
  scene = await aPublishScene(served.desk)
  await aYearOfFacts()
  for (const n of [8, 9, 10]) {
    const unit = ['荣昌区某某口腔诊所', '李四光', '荣昌区某某医疗美容门诊部'][n - 8] ?? ''
    const unitKind = n === 9 ? 'person' : 'organisation'
    await scene.write(decision(`荣卫罚〔2026〕${n}号`, { unit, unitKind }))
    await scene.approve(`${n}号`)
  }
  await scene.batchAfter(60)
  await publishFigures(served.desk.world, rongchang)
}, 90_000)
afterAll(async () => {
  await served?.close()
})

/** Parts that ended, as two months leave them. */
async function aYearOfFacts(): Promise<void> {
  const { world } = served.desk
  const filed = await served.desk.report()
  await world.db.transaction(async (tx) => {
    const [one] = await tx.selectFrom('facts').selectAll().where('caseId', '=', filed.id).execute()
    if (!one) throw new Error('no facts')
    const codes = ['A1', 'A1', 'A1', 'B1', 'B1', 'C1', 'C1', 'E1', 'F1', 'H1', 'J1']
    for (let n = 0; n < 90; n += 1) {
      const month = n < 50 ? '2026-09' : '2026-10'
      const days = { givenOn: `${month}-01`, closedOn: `${month}-15`, closeDays: 9 }
      const offence = codes[(n * n) % codes.length] ?? 'A1'
      const late = n % 9 === 0 ? 1 : 0
      const fact = { ...one, ...days, task: `f${n}`, offence, late, state: 'closed' }
      await tx.insertInto('facts').values(fact).execute()
    }
  })
}

async function isSound(page: Page, name: string, width: number): Promise<void> {
  const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
  expect([name, wide]).toEqual([name, false])
  const axe = await violationsOn(page)
  expect([name, axe.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]).toEqual([name, []])
  if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
}

it.each(shots ? [360, 1366] : [360])(
  'a citizen goes from the front page to decisions, figures and the law; nothing is wider than the page: %i wide',
  async (width) => {
    await using context = await served.window({ viewport: { width, height: 768 } })
    const page = await context.newPage()
    await page.goto('/')
    await isSound(page, 'front', width)
    await page.getByRole('link', { name: '处罚决定', exact: true }).click()
    await page.getByRole('link', { name: '荣昌区' }).click()
    expect(await page.textContent('main')).toContain('【演示】')
    await isSound(page, 'register', width)
    await page.getByRole('link', { name: '荣昌区某某口腔诊所' }).click()
    await isSound(page, 'register-entry', width)
    for (const [name, path] of [
      ['statistics', `/statistics?area=${rongchang}`],
      ['verify', `/register/verify?area=${rongchang}`],
      ['law', '/law'],
      ['law-insurance', '/law/insurance'],
      ['law-look-up', `/law/look-up?area=${rongchang}&q=某某诊所`],
      ['bulletins', `/bulletins?area=${rongchang}`],
      ['answers', `/answers?area=${rongchang}`],
    ] as const) {
      await page.goto(path)
      await isSound(page, name, width)
    }
  },
)

it.each(shots ? [360, 1366] : [1366])(
  'an officer finds what waits, reads it as the public will, and corrects it: %i wide',
  async (width) => {
    await using context = await served.window({ viewport: { width, height: 768 } })
    const page = await context.newPage()
    await signIn(page, 'banan')
    await page.goto('/desk/publish')
    await isSound(page, 'desk-publish', width)
    await page.goto('/desk/publish/new?kind=decision')
    await isSound(page, 'desk-publish-new', width)
    const [entry] = await publishedOf(served.desk.world, { area: rongchang, limit: 1 })
    await page.goto(`/desk/publish/${entry?.id}`)
    await page.getByText('更正', { exact: true }).click()
    await page.getByLabel('违法行为', { exact: true }).fill('超出备案范围开展口腔诊疗')
    await page.getByLabel('为什么更正').fill('原写法不准')
    await page.getByRole('button', { name: '存下，交另一位审核' }).click()
    await page.getByText('已经存下，等另一位审核').waitFor()
    await isSound(page, 'desk-publish-waiting', width)
    expect(await page.getByText('更正等着审核').count()).toBeGreaterThan(0)
  },
)
