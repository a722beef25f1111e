import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCase, readEvidence } from '#service/desk.ts'
import { filesInMind } from '#service/evidence.ts'
import { caseByNumber } from '#store/cases.ts'
import { evidenceOfCase } from '#store/evidence.ts'
import { aPhoto, forbidden, MARK } from '../vault/sample-files.ts'
import { aHouse, aPerson, aStory, officerOf, reports, wholeOf, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse({ MAX_FILE_MB: '1' })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

/** The nine answers with one of them put otherwise. */
const told = (answers: Readonly<Record<number, string>>): readonly string[] =>
  aStory.map((words, n) => answers[n] ?? words)

/** The file as the lead office reads it. */
async function fileOf(number: string) {
  const read = await readCase(house.world, await officerOf(house, number), number)
  if (!read.ok) throw new Error(read.refusal.key)
  return read.value.file
}

describe('whatever is typed is answered', () => {
  it.each([
    ['100,000 characters', '打针输液没得证，'.repeat(12_500)],
    ['100,000 of the same character', '啊'.repeat(100_000)],
    ['control characters', '\u0000\u0001\u0007\u001B[31m\u0008'],
    ['emoji alone', '😀👨‍👩‍👧‍👦🏥'],
    ['half of an emoji', '\uD83D'],
    ['right-to-left marks', '\u202E\u200F诊所\u202C'],
    ['nothing visible', '\u200B\uFEFF\u3000 \n'],
    ['nothing', ''],
    ['an unknown command', '/drop_all_tables now'],
    ['marks of markup', ']]><script>alert(1)</script>{what}%s${}'],
    ['names every object has', '__proto__'],
  ])('%s', async (_, text) => {
    const citizen = aPerson(house, '500153')
    await citizen.says('你好')
    const began = performance.now()
    const answer = await citizen.says(text)
    expect(answer.trim()).not.toBe('')
    expect(performance.now() - began).toBeLessThan(2000)
    const { number } = await reports(citizen)
    expect(number).toMatch(/^RC-2026-/)
  })

  it('a sticker is told to be unreadable, and the question is put again', async () => {
    const citizen = aPerson(house, '500153')
    await citizen.says('你好')
    const answers = await citizen.delivers('sticker', { type: 'unreadable' })
    expect(answers.map(({ text }) => text).join('\n')).toContain('这个我看不了')
    expect((await reports(citizen)).number).toMatch(/^RC-2026-/)
  })
})

it('a story of 100,000 characters is filed with its beginning, and what was cut is not lost', async () => {
  const citizen = aPerson(house, '500153')
  const long = `昌元街道菜市场后头有个老太婆给人打针输液，没得证。${'她天天都在。'.repeat(16_600)}`
  const { number } = await reports(citizen, told({ 0: long }))
  const { facts } = await fileOf(number)
  expect(long.startsWith(facts.what)).toBe(true)
  expect(facts.what.length).toBeGreaterThanOrEqual(1000)
  expect((await citizen.reads()).map(({ text }) => text)).toContain(long)
})

it('markup, templates, queries and odd names come back as they were sent', async () => {
  const odd = [
    '{what} {n, plural, one {x}}',
    '%s %d ${number} `rm -rf`',
    ']]> <script>alert(1)</script> &amp;',
    `'; drop table cases; --`,
    '__proto__ constructor',
  ].join(' ')
  const citizen = aPerson(house, '500153')
  const short = '菜市场后门楼上 {what} %s ${x} ]]> <b> __proto__'
  const { number } = await reports(citizen, told({ 2: short, 4: '__proto__' }))
  await citizen.says('补充')
  await citizen.says(odd)
  const { facts, supplements } = await fileOf(number)
  expect(facts.where.endsWith(short)).toBe(true)
  expect(facts.when).toBe('__proto__')
  expect(supplements.map(({ text }) => text)).toEqual([odd])
})

describe('buttons', () => {
  const pressable = async () => {
    const citizen = aPerson(house, '500153')
    const shown = await citizen.delivers('told', { type: 'text', text: aStory[0] ?? '' })
    const [button] = shown.flatMap(({ buttons }) => buttons ?? [])
    if (!button) throw new Error('the question has no button')
    return { citizen, data: button.data }
  }

  it('pressed twice, one acts once, and the second press is answered quietly', async () => {
    const { citizen, data } = await pressable()
    const once = await citizen.delivers('press-1', { type: 'button', data })
    const twice = await citizen.delivers('press-2', { type: 'button', data })
    expect(once.map(({ text }) => text).join()).toContain('具体在哪儿')
    expect(twice.map(({ text }) => text)).toEqual(['这个按钮是前面的，按现在的问题回就行。'])
  })

  it.each(['', 'x', 'a·b·c', '999.999.999', '\u0000'.repeat(64)])(
    'a button nobody ever sent (%j) changes nothing',
    async (data) => {
      const { citizen } = await pressable()
      const answers = await citizen.delivers('press-3', { type: 'button', data })
      expect(answers.map(({ text }) => text).join()).toContain('按钮')
      expect(await citizen.says('行')).toContain('具体在哪儿')
    },
  )

  it('one from yesterday, after the conversation has expired, begins nothing', async () => {
    const { citizen, data } = await pressable()
    house.wait(25 * 3600 * 1000)
    await house.tick()
    const answers = await citizen.delivers('press-4', { type: 'button', data })
    expect(answers.map(({ text }) => text).join()).not.toContain('具体在哪儿')
    expect(answers.length).toBeGreaterThan(0)
  })
})

describe('G4 the same delivery twice', () => {
  it.each(['telegram', 'web-chat'])('acts once, also after a restart (%s)', async (channel) => {
    await using before = await aHouse({ TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz' })
    const citizen = aPerson(before, '500153', channel)
    for (const words of aStory.slice(0, -1)) await citizen.says(words)
    const filing = { type: 'text', text: '提交' } as const
    const first = await citizen.delivers('the-filing', filing)
    await using after = await before.reopened()
    const again = await citizen.at(after).delivers('the-filing', filing)
    expect(again).toEqual(channel === 'web-chat' ? first : [])
    const cases = await after.world.db.read(async (tx) => [
      await caseByNumber(tx, 'RC-2026-00001'),
      await caseByNumber(tx, 'RC-2026-00002'),
    ])
    expect(cases).toEqual([expect.objectContaining({ state: 'received' }), undefined])
  })
})

it('G2 eight messages of one person at once are all answered and kept in the order they came', async () => {
  const citizen = aPerson(house, '500153')
  const answers = await Promise.all(aStory.slice(0, 8).map((words) => citizen.says(words)))
  expect(answers.every((answer) => answer.trim() !== '')).toBe(true)
  expect(await citizen.says('提交')).toContain('RC-2026-')
})

describe('files', () => {
  it.each([
    ['a Windows program', forbidden['a Windows program'], 'forbidden-kind'],
    ['a drawing with a script', forbidden['a drawing with a script'], 'forbidden-kind'],
    ['an empty file', new Uint8Array(), 'empty'],
    ['a file over the limit', new Uint8Array(1024 * 1024 + 1), 'too-large'],
  ] as const)('%s is refused with its reason, and the report goes on', async (_, bytes, why) => {
    const citizen = aPerson(house, '500153')
    await citizen.says(aStory[0] ?? '')
    const file = { channel: 'web-chat', kind: 'image', name: 'a.jpg' } as const
    const kept = await house.port.keepFile({ ...file, bytes: bytes ?? new Uint8Array() })
    expect(kept).toEqual({ refused: why })
    const answers = await citizen.delivers('file', { type: 'refused-media', why })
    expect(answers.map(({ text }) => text).join()).toMatch(/文件/)
    expect(await citizen.says('行')).toContain('具体在哪儿')
  })

  it('of a photo the department sees a copy without place and device; the original is sealed', async () => {
    const citizen = aPerson(house, '500153')
    for (const words of aStory.slice(0, 5)) await citizen.says(words)
    const photo = await aPhoto('jpeg')
    expect(Buffer.from(photo).includes(MARK)).toBe(true)
    const file = { channel: 'web-chat', kind: 'image', name: '我家门口.jpg', bytes: photo } as const
    const kept = await house.port.keepFile(file)
    if ('refused' in kept) throw new Error(kept.refused)
    await citizen.delivers('photo', { type: 'media', media: [kept] })
    let said = ''
    for (const words of ['跳过', '匿名', '提交']) said = await citizen.says(words)
    const number = /RC-2026-\d{5}/.exec(said)?.[0] ?? ''
    const officer = await officerOf(house, number)
    const [row] = await house.world.db.read(async (tx) => {
      return await evidenceOfCase(tx, (await caseByNumber(tx, number))?.id ?? '')
    })
    if (!row) throw new Error('the photo is not with the case')
    const seen = await readEvidence(house.world, officer, { number, evidence: row.id })
    if (!seen.ok) throw new Error(seen.refusal.key)
    const copy = await wholeOf(seen.value)
    expect(copy.includes(MARK)).toBe(false)
    expect((await sharp(copy).metadata()).exif).toBeUndefined()
    const original = await house.world.vault.readEvidence(row, 'original')
    expect(original.bytes).toEqual(Buffer.from(photo))
    expect(filesInMind(house.world)).toBe(0)
  })

  it('a file that was never kept is not called received', async () => {
    const citizen = aPerson(house, '500153')
    await citizen.says('你好')
    const media = [{ id: 'nobody-kept-this', kind: 'image', state: 'kept' }] as const
    await expect(citizen.delivers('phantom', { type: 'media', media })).rejects.toThrow(
      /never kept/,
    )
    expect((await reports(citizen)).number).toMatch(/^RC-2026-/)
  })
})

it('ten wrong passcodes slow only who gave them; another chat and the right one open at once', async () => {
  const { number, passcode } = await reports(aPerson(house, '500153'))
  const guesser = aPerson(house, '500153', 'terminal')
  let said = ''
  for (let n = 0; n < 10; n++) {
    await guesser.says('查进度')
    await guesser.says(number)
    said = await guesser.says(`0000-0000-0000-0000${n}`)
  }
  expect(said).toMatch(/过 \d+ 分钟再试/)
  const honest = aPerson(house, '500153', 'terminal')
  await honest.says('查进度')
  await honest.says(number)
  expect(await honest.says(passcode)).toContain(number)
  await guesser.says('查进度')
  await guesser.says(number)
  expect(await guesser.says(passcode)).toContain(number)
})
