import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { createWeb } from '#web/app.ts'
import { openBrowser } from '../browser.ts'
import { aDesk, password, type TestDesk } from './world.ts'

/** A desk behind a real server, and a real browser that comes to it. */
export interface ServedDesk {
  readonly desk: TestDesk
  /** A browser's window of its own, on the desk's address. */
  readonly window: (options?: BrowserContextOptions) => Promise<BrowserContext>
  readonly close: () => Promise<void>
}

export async function aServedDesk(given?: TestDesk): Promise<ServedDesk> {
  const browser = await openBrowser()
  const desk = given ?? (await aDesk())
  const { fetch } = createWeb(desk.world, { publicUrl: 'http://127.0.0.1' })
  const { server, port } = await listening(fetch)
  const baseURL = `http://127.0.0.1:${port}`
  return {
    desk,
    window: async (options) => await browser.newContext({ baseURL, ...options }),
    close: async () => {
      await browser.close()
      server.close()
      await desk.close()
    },
  }
}

type Serving = Parameters<typeof serve>[0]

/** At a port that was free. */
async function listening(fetch: Serving['fetch']) {
  const { promise, resolve } = Promise.withResolvers<number>()
  const where = { port: 0, hostname: '127.0.0.1' }
  const server = serve({ fetch, ...where }, ({ port }: AddressInfo) => resolve(port))
  return { server, port: await promise }
}

/** Signs in with the keyboard and waits for what the desk shows then. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/desk')
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '退出' }).waitFor()
}
