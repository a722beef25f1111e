import { expect, it } from 'vitest'
import { counts } from './percentile.ts'
import { aHouse, aPerson, aStory, type Person, type TestHouse } from './house.ts'

const honest = process.env['LONG'] ? 200 : 40
/** Of one sender, in the time of the test: as many as they send in a minute. */
const flood = 1000
const atOnce = 8

interface Told {
  readonly accepted: number
  readonly p95: number
}

/** Everybody tells their whole story, eight at a time; how many got a number, and how long an answer took them. */
async function everybodyTells(house: TestHouse): Promise<Told> {
  const queue = Array.from({ length: honest }, () => aPerson(house, '500153'))
  const took: number[] = []
  const numbers = new Set<string>()
  const tell = async (person: Person): Promise<void> => {
    let said = ''
    for (const words of aStory) {
      const began = performance.now()
      said = await person.says(words)
      took.push(performance.now() - began)
    }
    const [number] = /RC-2026-\d{5}/.exec(said) ?? []
    if (number) numbers.add(number)
  }
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) await tell(one)
    }),
  )
  return { accepted: numbers.size, p95: counts(took).p95 }
}

/** A thousand messages without waiting for an answer; what was said to them. */
async function floods(person: Person, words: string): Promise<readonly string[]> {
  return await Promise.all(
    Array.from({ length: flood }, async (_, n) => await person.says(`${words} ${n}`)),
  )
}

it('one sender with 1,000 messages keeps none of the honest reporters from being registered', async () => {
  await using quiet = await aHouse()
  const without = await everybodyTells(quiet)
  await using house = await aHouse()
  const flooder = aPerson(house, '500153')
  const [during, said] = await Promise.all([everybodyTells(house), floods(flooder, '刷屏')])
  const answered = said.filter((text) => text !== '' && !text.includes('发得太快'))
  console.log(
    `promise 5: ${during.accepted} of ${honest} honest reports accepted beside ${flood} messages of one sender, ` +
      `of which ${answered.length} were answered; p95 of the honest ${during.p95.toFixed(1)} ms, ` +
      `without the flood ${without.p95.toFixed(1)} ms`,
  )
  expect(without.accepted).toBe(honest)
  expect(during.accepted).toBe(honest)
  expect(answered.length).toBeLessThan(60)
}, 120_000)

it('who floods is told so once, calmly, and hears nothing more; what was acknowledged is kept', async () => {
  await using house = await aHouse()
  const flooder = aPerson(house, '500153')
  const said = await floods(flooder, '菜市场后头打针的')
  expect(said.filter((text) => text.includes('您发得太快了'))).toHaveLength(1)
  const answered = said.flatMap((text, n) =>
    text !== '' && !text.includes('您发得太快了') ? [`菜市场后头打针的 ${n}`] : [],
  )
  const own = (await flooder.reads()).filter(({ from }) => from === 'reporter')
  expect(own.map(({ text }) => text).toSorted()).toEqual(answered.toSorted())
})

it('who was too fast may go on after a rest, and what was not kept is heard when it comes again', async () => {
  await using house = await aHouse()
  const person = aPerson(house, '500153')
  await floods(person, '刷屏')
  const quiet: string[] = []
  for (let n = 0; n < 9; n++) {
    const heard = await person.delivers(`late-${n}`, { type: 'text', text: '进度' })
    if (heard.length === 0) quiet.push(`late-${n}`)
  }
  const [late = ''] = quiet
  expect(late).not.toBe('')
  house.wait(60_000)
  expect(await person.delivers(late, { type: 'text', text: '进度' })).not.toEqual([])
})

it('danger to life is heard from a sender who is slowed', async () => {
  await using house = await aHouse()
  const person = aPerson(house, '500153')
  await floods(person, '刷屏')
  expect(await person.says('昌元街道诊所打针打得人没气了，快死了')).toContain('120')
})
