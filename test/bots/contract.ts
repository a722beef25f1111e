import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import type { House } from './house.ts'

/** One person on one platform, with a bot and a small house behind it. */
export interface Platform {
  readonly house: House
  readonly bot: Bot
  /** The address of the person, as the bot tells it. */
  readonly address: () => string
  readonly say: (text: string) => Promise<void>
  /** The platform delivers the last thing once more. */
  readonly again: () => Promise<void>
  /** Chooses the option with this label, the way the platform does it. */
  readonly choose: (label: string) => Promise<void>
  readonly attach: (bytes: Uint8Array, name: string) => Promise<void>
  /** The office's texts as the person sees them, in order. */
  readonly seen: () => Promise<readonly string[]>
  readonly leave: () => Promise<void>
  readonly close: () => Promise<void>
}

const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const program = Buffer.from('MZ not a picture')
const strange =
  '😀👨‍👩‍👧 \u202eمرحبا\u202c שלום <b>粗</b> &amp; *_`[x](y)` ]]> \u0007\u001b[31m "\'\\ {{1}} %s 𠮷'

/** What every bot keeps, whatever its platform is. */
export function keepsTheContract(name: string, open: () => Promise<Platform>): void {
  describe(`${name} keeps the contract of bots`, () => {
    let on: Platform
    beforeEach(async () => {
      on = await open()
    })
    afterEach(async () => await on.close())

    it('a text is heard and its answers are seen in order', async () => {
      await on.say('菜市场后头有人无证打针')
      expect(on.house.heard.at(-1)?.what).toEqual({ type: 'text', text: '菜市场后头有人无证打针' })
      expect((await on.seen()).slice(-2).map((text) => text.split('\n')[0])).toEqual([
        '记下了：菜市场后头有人无证打针',
        '先按“无证行医”登记，行吗？',
      ])
      expect(on.house.deliveries.every((delivery) => delivery === 'sent')).toBe(true)
    })

    it('G4 the same delivery twice changes nothing and shows nothing twice', async () => {
      await on.say('有人无证行医')
      const [heard, seen] = [on.house.heard.length, await on.seen()]
      await on.again()
      expect(on.house.heard.length).toBe(heard)
      expect(await on.seen()).toEqual(seen)
    })

    it('G4 the same words said twice are two messages', async () => {
      await on.say('还在')
      await on.say('还在')
      const texts = on.house.heard.filter(({ what }) => what.type === 'text')
      expect(new Set(texts.map(({ once }) => once)).size).toBe(2)
    })

    it('G3 after a fault of ours the next message is heard and answered', async () => {
      on.house.fail(1)
      await on.say('第一句').catch(() => undefined)
      await on.say('第二句')
      const texts = on.house.heard.flatMap(({ what }) => (what.type === 'text' ? what.text : []))
      expect(texts.at(-1)).toBe('第二句')
      expect(texts.filter((text) => text === '第一句').length).toBeLessThanOrEqual(1)
      expect((await on.seen()).at(-2)).toBe('记下了：第二句')
    })

    it('an option chosen reaches the house', async () => {
      await on.say('有人无证行医')
      await on.choose('行')
      const { what } = on.house.heard.at(-1) ?? {}
      const pressed = { type: 'button', data: 'b:1' }
      expect(what).toEqual(on.bot.capabilities.buttons ? pressed : { type: 'text', text: '1' })
    })

    it('a picture is kept, byte for byte, before it is heard of', async () => {
      await on.attach(picture, 'men.jpg')
      expect(on.house.steps.slice(-2)).toEqual(['keep', 'hear'])
      expect([...(on.house.kept.at(-1)?.bytes ?? [])]).toEqual([...picture])
      const { what } = on.house.heard.at(-1) ?? {}
      expect(what).toMatchObject({ type: 'media', media: [{ state: 'kept' }] })
    })

    it('a file that is refused is explained', async () => {
      await on.attach(program, 'a.jpg')
      expect((await on.seen()).at(-1)).toBe('没能收下：forbidden-kind')
    })

    it('an empty file is refused', async () => {
      await on.attach(new Uint8Array(), 'a.jpg')
      expect((await on.seen()).at(-1)).toBe('没能收下：empty')
    })

    it('news nobody waits for arrive', async () => {
      await on.say('有人无证行医')
      const { channel } = on.house.heard.at(-1) ?? { channel: '' }
      const news = on.house.news(channel, on.address(), '您有一条办理进度，回复“查看”。')
      expect(await on.bot.send(on.address(), news)).toBe('sent')
      expect((await on.seen()).at(-1)).toBe('您有一条办理进度，回复“查看”。')
    })

    it('a very long text passes whole', async () => {
      const long = '打针输液没得证'.repeat(570)
      await on.say(long)
      expect(on.house.heard.at(-1)?.what).toEqual({ type: 'text', text: long })
    })

    it('T4 emoji, right-to-left, control and markup characters pass unchanged, as text', async () => {
      await on.say(strange)
      expect(on.house.heard.at(-1)?.what).toEqual({ type: 'text', text: strange })
      expect((await on.seen()).at(-2)).toBe(`记下了：${strange}`)
    })

    it('who left is told as closed, or found closed', async () => {
      await on.say('有人无证行医')
      await on.leave()
      const told = on.house.heard.some(({ what }) => what.type === 'closed')
      const found = await on.bot.send(on.address(), { id: 'late', text: '晚了' })
      expect(told || found === 'closed').toBe(true)
    })
  })
}
