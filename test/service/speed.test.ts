import { expect, it } from 'vitest'
import { aHouse, aPerson, aStory, type Person } from './house.ts'

const people = 80
const atOnce = 8

async function inTurns(all: readonly Person[], work: (one: Person) => Promise<void>) {
  const queue = [...all]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = queue.shift(); one; one = queue.shift()) await work(one)
    }),
  )
  return (performance.now() - began) / 1000
}

it('how many messages and reports a second are durable, eight people at once', async () => {
  await using house = await aHouse()
  const talking = Array.from({ length: people }, () => aPerson(house, '500153'))
  const told = aStory.slice(0, -1)
  const chatting = await inTurns(talking, async (person) => {
    for (const words of told) await person.says(words)
  })
  const numbers = new Set<string>()
  const filing = await inTurns(talking, async (person) => {
    numbers.add(/RC-2026-\d{5}/.exec(await person.says('提交'))?.[0] ?? '')
  })
  const chat = Math.round((people * told.length) / chatting)
  console.log(`chat: ${chat} messages/s; filing: ${Math.round(people / filing)} reports/s`)
  expect(numbers.size).toBe(people)
}, 60_000)
