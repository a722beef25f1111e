import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { filesInMind } from '#service/evidence.ts'
import { countWrongTry, throttleOf } from '#store/receipts.ts'
import { openWebSession } from '#store/web-sessions.ts'
import { aPhoto } from '../vault/sample-files.ts'
import { aHouse, aPerson, aStory, reports } from './house.ts'

const day = 24 * 3600 * 1000

it('files that no message brought are removed after a day; those of a report stay', async () => {
  await using house = await aHouse()
  const bytes = await aPhoto('jpeg')
  const file = { channel: 'web-chat', kind: 'image', name: 'a.jpg', bytes } as const
  const citizen = aPerson(house, '500153')
  const [kept] = [await house.port.keepFile(file), await house.port.keepFile(file)]
  if ('refused' in kept) throw new Error(kept.refused)
  for (const words of aStory.slice(0, 5)) await citizen.says(words)
  await citizen.delivers('photo', { type: 'media', media: [kept] })
  for (const words of ['跳过', '匿名', '提交']) await citizen.says(words)
  expect(filesInMind(house.world)).toBe(1)

  const folder = join(house.dir, 'evidence')
  for (const name of readdirSync(folder))
    utimesSync(join(folder, name), house.now() / 1000, house.now() / 1000)
  await house.tick()
  expect(readdirSync(folder)).toHaveLength(4)
  house.wait(day + 1000)
  await house.tick()
  expect(readdirSync(folder)).toHaveLength(4)
  const now = performance.now.bind(performance)
  const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + day)
  house.wait(day)
  await house.tick()
  later.mockRestore()
  expect(readdirSync(folder).every((name) => name.startsWith(kept.id))).toBe(true)
  expect(readdirSync(folder)).toHaveLength(2)
  await house.port.keepFile(file)
  expect(filesInMind(house.world)).toBe(1)
}, 20_000)

it('sign-ins that ended and pauses that are over are cleared away; what was said stays', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await reports(citizen)
  const lines = (await citizen.reads()).length
  const { db } = house.world
  const now = house.now()
  const session = { officer: 'o', csrf: 'c', createdAt: now, seenAt: now }
  await db.transaction(async (tx) => {
    await openWebSession(tx, { ...session, idHash: 'short', expiresAt: now + 1000 })
    await openWebSession(tx, { ...session, idHash: 'long', expiresAt: now + 90 * day })
    for (let n = 0; n < 10; n++) await countWrongTry(tx, 'guesser', now)
  })
  house.wait(60 * day)
  await house.tick()
  const left = await db.read(async (tx) => ({
    sessions: await tx.selectFrom('webSessions').select('idHash').execute(),
    tries: (await throttleOf(tx, 'guesser')).tries,
  }))
  expect(left).toEqual({ sessions: [{ idHash: 'long' }], tries: 0 })
  expect((await citizen.reads()).length).toBeGreaterThanOrEqual(lines)
})
