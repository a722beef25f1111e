import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { violationsOn } from '../axe.ts'
import type { ServedDesk } from './served.ts'

/** Scrolls nowhere sideways, and everybody can read it. */
export async function isFit(page: Page, name: string): Promise<void> {
  const shots = process.env['SHOTS']
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  const wide = page.viewportSize()?.width ?? 0
  const reaches = await page
    .locator('body')
    .evaluate((body: { readonly scrollWidth: number }) => body.scrollWidth)
  expect(reaches, name).toBeLessThanOrEqual(wide)
  const violations = await violationsOn(page)
  expect(violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html}`)).toEqual([])
}

/** The same page of a browser without scripts, in one with scripts: there alone it can be looked over. */
export async function fitsToo(
  served: ServedDesk,
  from: { readonly window: BrowserContext; readonly page: Page },
  name: string,
): Promise<void> {
  const viewport = { width: 360, height: 740 }
  const twin = await served.window({ viewport, storageState: await from.window.storageState() })
  const page = await twin.newPage()
  await page.goto(from.page.url())
  await isFit(page, name)
  await twin.close()
}
