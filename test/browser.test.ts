import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'

import { openBrowser } from './browser.ts'

describe('the browser of the tests', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
  })

  it('opens a page and runs its script', async () => {
    const page = await browser.newPage()
    await page.setContent('<p id="a"></p><script>a.textContent = "医监"</script>')
    expect(await page.textContent('#a')).toBe('医监')
  })
})
