import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { openBrowser } from '../browser.ts'
import { aHouse } from '../service/house.ts'
import { aPhoto } from '../vault/sample-files.ts'

it('a large photo goes on by itself after the line broke, and only what was missing is sent again', async () => {
  await using house = await aHouse()
  const app = new Hono()
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  const server = await new Promise<ReturnType<typeof serve>>((done) => {
    const opening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => done(opening))
  })
  const browser = await openBrowser()
  const { port } = server.address() as AddressInfo
  const page = await browser.newPage({
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 360, height: 740 },
  })
  const offsets: number[] = []
  let breaks = 1
  await page.route('**/chat/uploads/*', async (route, request) => {
    if (request.method() !== 'PATCH') return await route.continue()
    const at = Number(request.headers()['upload-offset'])
    offsets.push(at)
    return at > 500_000 && (breaks -= 1) >= 0
      ? await route.abort('connectionreset')
      : await route.continue()
  })
  await page.goto('/chat?area=500153')
  await page.getByText('您好').first().waitFor()
  await page.locator('#text').fill('昌元街道菜市场后头有个老太婆给人打针输液，没得证')
  await page.locator('#text').press('Enter')
  await page.locator('.line.reporter .text').first().waitFor()
  const bytes = Buffer.concat([await aPhoto('jpeg', 600, 400), randomBytes(1_700_000)])
  await page
    .locator('#files')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await page.locator('#send').click()
  await page.getByText('收到了').first().waitFor({ timeout: 25_000 })
  const piece = 512 * 1024
  expect(offsets).toEqual([0, piece, piece, 2 * piece, 3 * piece])
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('evidence').select(['size', 'type', 'cleaned']).execute(),
  )
  expect(rows).toEqual([{ size: bytes.length, type: 'image/jpeg', cleaned: 'yes' }])
  await browser.close()
  server.close()
}, 90_000)
