import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { expect, it } from 'vitest'
import { createGate } from '#bots/web-chat/gate.ts'
import { openBrowser } from '../browser.ts'
import { newOnce, openChat, openClient } from './chat-client.ts'
import { openHouse } from './house.ts'

it('in a rush a browser with scripts does the work by itself, and one without waits on an honest page', async () => {
  const gate = createGate({ level: 3, secret: 'of the house', now: Date.now })
  const house = openHouse()
  const { app, bot } = openChat(house, { gate })
  for (let n = 0; n < 5; n++) {
    const client = openClient(app)
    await client.request('/chat/messages')
    await client.post({ once: newOnce(), text: `来了 ${n}` })
  }
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const opening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
      resolve(opening),
    )
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat?area=500153`
  const browser = await openBrowser()
  const viewport = { width: 360, height: 740 }
  const page = await browser.newPage({ viewport })
  const began = performance.now()
  await page.goto(url)
  await page.getByText('发生了什么事').waitFor()
  console.log(
    `rush: the work of a browser took ${Math.round(performance.now() - began)} ms with loading`,
  )
  const plain = await browser.newPage({ viewport, javaScriptEnabled: false })
  await plain.goto(url)
  await plain.fill('#text', '菜市场二楼打针')
  await plain.click('#send')
  expect(await plain.textContent('h1')).toBe('现在来的人特别多')
  expect(await plain.inputValue('textarea[name=text]')).toBe('菜市场二楼打针')
  if (process.env['SHOTS']) await plain.screenshot({ path: `${process.env['SHOTS']}/rush.png` })
  expect(await plain.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await browser.close()
  await bot.stop()
  server.close()
}, 60_000)
