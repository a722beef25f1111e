import { expect, it } from 'vitest'
import type { MediaRef } from '#conversation/message.ts'
import { aHouse, type TestHouse } from './house.ts'

const telegram = { TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz', TELEGRAM_AREA: '500153' }
const who = { channel: 'telegram', address: '7001' }

/** A text that may be kept as a picture of its own. */
const page = (n: number): Uint8Array => Buffer.from(`%PDF-1.4\n% page ${n}\n%%EOF\n`)

async function parts(house: TestHouse, pages: readonly number[], album = 'g'): Promise<string[]> {
  const said: string[] = []
  for (const n of pages) {
    const media = [await kept(house, n)]
    const what = { type: 'media', media, ...(n === 1 ? { caption: '后门拍的' } : {}) } as const
    const heard = { ...who, once: `u${n}`, at: house.now(), what, album, area: '500153' }
    await house.port.hear(heard, async ({ text }) => {
      said.push(text)
      return 'sent'
    })
  }
  return said
}

async function kept(house: TestHouse, n: number): Promise<MediaRef> {
  const file = { channel: 'telegram', kind: 'document', name: `${n}.txt`, bytes: page(n) } as const
  const ref = await house.port.keepFile(file)
  if ('refused' in ref) throw new Error(ref.refused)
  return ref
}

async function says(house: TestHouse, text: string): Promise<readonly string[]> {
  const said: string[] = []
  const once = `t${house.now()}`
  const what = { type: 'text', text } as const
  await house.port.hear({ ...who, once, at: house.now(), what, area: '500153' }, async (one) => {
    said.push(one.text)
    return 'sent'
  })
  return said
}

const lines = async (house: TestHouse) => await house.port.transcript(who.channel, who.address)
const answers = async (house: TestHouse): Promise<readonly string[]> =>
  (await lines(house)).filter(({ from }) => from === 'office').map(({ text }) => text)

const filesHeld = async (house: TestHouse): Promise<readonly unknown[]> =>
  (await lines(house)).flatMap(({ media = [] }) => media.map(({ name }) => name))

/** As far as the question that asks for photos. */
async function toPhotos(house: TestHouse): Promise<void> {
  const story = [
    '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
    '行',
    '卖鱼的楼上',
    '还在',
    '跳过',
  ]
  for (const words of story) await says(house, words)
}

it('T10 an album answers one question once, in the order of its parts', async () => {
  await using house = await aHouse(telegram)
  await toPhotos(house)
  const before = await answers(house)
  expect(before.at(-1)).toContain('照片')
  expect(await parts(house, [1, 2, 3])).toEqual([])
  expect(await answers(house)).toEqual(before)
  house.wait(2000)
  await house.tick()
  const after = (await answers(house)).slice(before.length)
  expect(after).toEqual(['还有照片，随时接着发。', expect.stringContaining('12345')])
  const shown = (await lines(house)).flatMap(({ media = [] }) => media)
  expect(shown.map(({ name }) => name)).toEqual(['1.txt', '2.txt', '3.txt'])
})

it('T10 an album that was half there when the process ended is heard by the next, once', async () => {
  await using house = await aHouse(telegram)
  await toPhotos(house)
  const before = await answers(house)
  await parts(house, [1, 2])
  await using next = await house.reopened()
  await parts(next, [2, 3])
  next.wait(2000)
  await next.tick()
  await next.tick()
  expect((await answers(next)).length).toBe(before.length + 2)
  expect(await filesHeld(next)).toEqual(['1.txt', '2.txt', '3.txt'])
})

it('T10 what is said after an album is heard after it, and answers the question after it', async () => {
  await using house = await aHouse(telegram)
  await toPhotos(house)
  await parts(house, [1, 2])
  const said = await says(house, '打过')
  expect(said.length).toBeGreaterThan(2)
  expect(said[1]).toContain('12345')
  house.wait(2000)
  const before = await answers(house)
  await house.tick()
  expect(await answers(house)).toEqual(before)
})

it('T10 an album may be the first thing somebody sends', async () => {
  await using house = await aHouse(telegram)
  await parts(house, [1, 2])
  house.wait(2000)
  await house.tick()
  const said = await answers(house)
  expect(said.filter((text) => text.includes('收到了'))).toHaveLength(1)
})
