import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Hono } from 'hono'

import type { Bot } from '#conversation/channel.ts'

import { newOnce, openChat, openClient } from './chat-client.ts'
import type { Client } from './chat-client.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

describe('the pages of the web chat', () => {
  let house: House
  let bot: Bot<Hono>
  let client: Client

  beforeEach(async () => {
    house = openHouse()
    const opened = openChat(house)
    bot = opened.bot
    client = openClient(opened.app)
    await client.request('/chat/messages')
  })
  afterEach(async () => await bot.stop())

  it('16 every answer forbids foreign content, storage, framing and referrers', async () => {
    const paths = [
      '/chat',
      '/chat?area=any',
      '/chat/messages',
      '/chat/chat.js',
      '/chat/style.css',
      '/chat/leave',
      '/chat/none',
    ]
    for (const path of paths) {
      const { headers } = await client.request(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect([path, policy]).toEqual([
        path,
        expect.stringContaining(`default-src 'none'; script-src 'self'; style-src 'self'`),
      ])
      expect(policy).not.toContain('unsafe')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('16 no page holds an inline script, an inline style or anything from elsewhere', async () => {
    await client.post({ once: newOnce(), text: '有人无证行医' })
    for (const path of ['/chat', '/chat?area=500153', '/chat/leave', '/chat?area=any&lang=en']) {
      const page = await (await client.request(path)).text()
      expect(page).not.toMatch(
        /<script(?![^>]*\ssrc="\/chat\/)|<style|\sstyle=|\son\w+=|https?:\/\//,
      )
    }
  })

  it('the address is 128 random bits in a cookie that no script and no other site can use', async () => {
    const { app } = openChat(house, { publicUrl: 'https://jubao.example' })
    const response = await openClient(app).request('/chat/messages')
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^yj_chat=[\w-]{22}; /)
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/chat'])
      expect(cookie).toContain(part)
  })

  it('a visit from a link elsewhere, which brings no cookie, does not take the place of the conversation', async () => {
    const strange = openClient(openChat(house).app)
    const response = await strange.request('/chat?area=any', {
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(response.headers.get('set-cookie')).toBe(null)
  })

  it('without an area the page asks for one, unless there is only one or the talk has begun', async () => {
    expect(await (await client.request('/chat')).text()).toContain('事情发生在哪里？')
    expect(await (await client.request('/chat?area=999999')).text()).toContain(
      '不确定，或者不在上面',
    )
    await client.post({ once: newOnce(), text: '有人' })
    expect(await (await client.request('/chat')).text()).toContain('id="log"')
    const one = openClient(openChat(openHouse({ only: '500153' })).app)
    expect(await (await one.request('/chat')).text()).toContain('重庆市荣昌区医疗卫生监督举报')
  })

  it('an area that nobody runs yet says so on the page', async () => {
    const demo = '【演示】这里不是政府渠道，没有工作人员查看。真实举报请打 12345。'
    expect(await (await client.request('/chat?area=150000')).text()).toContain(
      `class="demo">${demo}`,
    )
    expect(await (await client.request('/chat?area=500153')).text()).not.toContain(`class="demo"`)
  })

  it('words of people are text on the page without scripts, never markup', async () => {
    await client.post({ once: newOnce(), text: '<img src=x onerror=alert(1)>"\'&lt;' })
    const page = await (await client.request('/chat')).text()
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;lt;')
  })

  it('a plain form is heard, leads back to the page, and the same form again changes nothing', async () => {
    const fields = { once: newOnce(), text: '有人无证行医\r\n天天在' }
    for (const times of [1, 2]) {
      const response = await client.form(fields, '/chat/plain?area=500153')
      expect([times, response.status, response.headers.get('location')]).toEqual([
        times,
        303,
        '/chat?area=500153#write',
      ])
    }
    expect(house.heard.map(({ what }) => what)).toEqual([
      { type: 'text', text: '有人无证行医\n天天在' },
    ])
    const page = await (await client.request('/chat?area=500153')).text()
    expect(page).toMatch(/<button name="button" value="b:1">行<\/button>/)
  })

  it('a plain form that cannot be taken keeps what was written, and says what to do', async () => {
    house.fail(1)
    const failed = await client.form({ once: newOnce(), text: '写了很久的话' }, '/chat/plain')
    expect(failed.status).toBe(503)
    expect(await failed.text()).toMatch(/写了很久的话<\/textarea>/)
    const fresh = openClient(openChat(house).app)
    const first = await (
      await fresh.form({ once: newOnce(), text: '第一句' }, '/chat/plain')
    ).text()
    expect(first).toContain('请再按一次“发送”。')
    expect(first).toMatch(/第一句<\/textarea>/)
    expect((await fresh.form({ once: newOnce(), text: '第一句' }, '/chat/plain')).status).toBe(303)
  })

  it('who leaves is forgotten here, and the house is told', async () => {
    await client.post({ once: newOnce(), text: '有人无证行医' })
    const page = await client.form({}, '/chat/leave')
    expect(await page.text()).toContain('已经清空')
    expect(client.address()).toBe('')
    expect(house.heard.at(-1)?.what).toEqual({ type: 'closed' })
    expect(await (await client.request('/chat/messages')).json()).toEqual([])
  })
})
