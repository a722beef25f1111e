import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsOn } from './axe.ts'
import { openBrowser } from './browser.ts'

const house = 'http://house.test'
const wholly = (lang: string, body: string): string =>
  `<!doctype html><html lang="${lang}"><head><title>一页</title></head><body><main><h1>一页</h1>${body}</main></body></html>`
/** A picture that says nothing to whoever cannot see it. */
const mute = (id: string): string => `<img id="${id}" src="data:,">`

describe('what is wrong with a page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
  })

  const pageOf = async (body: string): Promise<Page> => {
    const page = await browser.newPage()
    await page.route('**', async (route) => {
      const { pathname } = new URL(route.request().url())
      const inner = pathname === '/' ? body : `<p>一段</p>${mute(pathname.slice(1))}`
      await route.fulfill({ contentType: 'text/html', body: wholly('zh-CN', inner) })
    })
    await page.goto(house)
    return page
  }
  const mutesOn = async (page: Page): Promise<readonly string[]> =>
    (await violationsOn(page))
      .filter(({ id }) => id === 'image-alt')
      .flatMap(({ nodes }) => nodes.map(({ html }) => /id="(\w+)"/.exec(html)?.[1] ?? ''))
      .toSorted()

  it('is nothing where nothing is', async () => {
    const page = await pageOf('<p>一段</p><iframe title="里面" srcdoc="<p>一段</p>"></iframe>')
    expect((await violationsOn(page)).filter(({ id }) => id === 'image-alt')).toEqual([])
    await page.close()
  })

  it('is found in the page, in a frame, in a frame within it and in a shadow root', async () => {
    const page = await pageOf(
      `${mute('top')}<iframe title="一" src="/framed"></iframe><div id="host"></div>`,
    )
    await page.evaluate(
      `document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '${mute('shadowed')}'`,
    )
    const [, framed] = page.frames()
    await framed?.evaluate(
      `new Promise((done) => {
        const inner = Object.assign(document.createElement('iframe'), { title: '二', src: '/inner', onload: done })
        document.body.append(inner)
      }).then(() => 0)`,
    )
    expect(await mutesOn(page)).toEqual(['framed', 'inner', 'shadowed', 'top'])
    await page.close()
  })

  it('is found in a frame of another house', async () => {
    const page = await pageOf('<iframe title="别处" src="http://elsewhere.test/foreign"></iframe>')
    expect(await mutesOn(page)).toEqual(['foreign'])
    await page.close()
  })

  it('is that a frame does not let itself be looked at', async () => {
    const page = await pageOf('<iframe title="一" src="/framed"></iframe>')
    await page.frames()[1]?.evaluate('window.axe = {}')
    expect((await violationsOn(page)).map(({ id }) => id)).toContain('frame-tested')
    await page.close()
  })

  it('is found where it came after the first look, in a frame that came as well', async () => {
    const page = await pageOf('<p>一段</p>')
    expect(await mutesOn(page)).toEqual([])
    await page.evaluate(
      `new Promise((done) => {
        document.body.insertAdjacentHTML('beforeend', '${mute('late')}')
        const inner = Object.assign(document.createElement('iframe'), { title: '后来', src: '/later', onload: done })
        document.body.append(inner)
      }).then(() => 0)`,
    )
    expect(await mutesOn(page)).toEqual(['late', 'later'])
    await page.close()
  })

  it('is found in a frame that went on to another page since the last look', async () => {
    const page = await pageOf('<iframe title="一" srcdoc="<p>一段</p>"></iframe>')
    expect(await mutesOn(page)).toEqual([])
    await page.frames()[1]?.goto(`${house}/next`)
    expect(await mutesOn(page)).toEqual(['next'])
    await page.close()
  })
})
