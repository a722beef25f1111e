import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { enterPressLead } from '#service/warning-deeds.ts'
import { aScene, area, intakeOffice, type Scene } from './department-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

const intake: Officer = {
  id: 'officer-intake',
  name: '协调',
  role: 'intake',
  area,
  office: intakeOffice,
  department: 'intake',
}

it('the offices a warning is handed to hear of it, machines of the area get its numbers, and nobody gets a word of it', async () => {
  await scene.adds({ kind: 'wecom', office: `${area}-publicity`, wants: ['warning.raised'] })
  await scene.adds({ kind: 'feishu', office: `${area}-taxation`, wants: ['warning.raised'] })
  await scene.adds({ kind: 'webhook', wants: ['warning.raised'] })
  const lead = {
    area,
    title: '金丝雀标题',
    where: '金丝雀报',
    words: '金丝雀内容',
    offence: 'C1',
    place: '',
    on: '2026-11-18',
  }
  const entered = await enterPressLead(scene.house.world, intake, lead)
  if (!entered.ok) throw new Error(entered.refusal.key)
  await scene.runs(30_000)
  const { received, shown } = scene.outside
  expect(JSON.stringify(received)).not.toContain('金丝雀')
  expect(shown('wecom')).toHaveLength(1)
  expect(shown('wecom')[0]).toContain('【医监】有一条预警')
  expect(shown('feishu')).toEqual([])
  const [machine, ...others] = received.filter(({ path }) => path === '/hooks')
  expect(others).toEqual([])
  for (const part of ['warning.raised', 'publicity', 'cyberspace', 'C1', entered.value])
    expect(machine?.body).toContain(part)
})
