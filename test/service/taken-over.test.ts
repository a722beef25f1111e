import { expect, it } from 'vitest'
import { followUp } from '#service/follow-up.ts'
import { leaseDue, markSending } from '#store/outbox-lease.ts'
import { outboxById } from '#store/outbox.ts'
import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/main.ts'
import { aFolder } from '../cli/yijian.ts'
import { area } from './department-scene.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

it('what a process was sending when it died is said again as soon as another serves the folder', async () => {
  using folder = aFolder()
  let now = Date.UTC(2026, 10, 23, 2)
  const read = readConfig({ STATE_DIR: folder.path('var'), PORT: '0' })
  if (!read.ok) throw new Error(read.problems.join())
  const start = { config: read.config, log: silent, clock: () => (now += 1) }
  const first = await serve(start)
  const { world, port } = first.house
  const heard = { channel: 'telegram', address: '7001', once: '1', at: now, area }
  const delivery = { ...heard, what: { type: 'text', text: '举报' } } as const
  await port.hear(delivery, async () => ({ retryAfter: 1 }))
  await followUp(world)
  now += 10
  const [row] = await world.db.transaction(
    async (tx) => await leaseDue(tx, 'who dies', now, { limit: 1 }),
  )
  if (!row) throw new Error('nothing was owed')
  await world.db.transaction(
    async (tx) => await markSending(tx, row.id, { worker: 'who dies', now }),
  )
  await first.stop()
  const second = await serve(start)
  try {
    const { db } = second.house.world
    const due = await db.transaction(
      async (tx) => await leaseDue(tx, 'who lives', now + 10, { limit: 1 }),
    )
    expect(due).toMatchObject([{ id: row.id, state: 'uncertain', doubts: 1 }])
    expect(await db.read(async (tx) => await outboxById(tx, row.id))).toMatchObject({
      leasedBy: 'who lives',
    })
  } finally {
    await second.stop()
  }
})
