import { afterEach, beforeEach, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { changeHolder, letGoOfGone } from '#service/holders.ts'
import { disable } from '#service/officers.ts'
import { othersAt } from '#service/viewing.ts'
import { standInQueues } from '#store/queued.ts'
import { aDesk, rongchang, type TestDesk } from '../web/world.ts'

let desk: TestDesk
let people: readonly Officer[]
let numbers: readonly string[]
let ids: readonly string[]

beforeEach(async () => {
  desk = await aDesk()
  const plain = await desk.report({})
  const urgent = await desk.report({ urgent: 'life' })
  const against = { stream: 'accusation', offence: 'I4', accused: 'health-commission' } as const
  const accusation = await desk.report(against)
  const [office = ''] = plain.offices
  people = [
    await desk.officer('wang', 'handler', office, { name: '王敏' }),
    await desk.officer('li', 'handler', office, { name: '李强' }),
    await desk.officer('duty', 'intake', `${rongchang}-intake`, { name: '赵值' }),
    await desk.officer('boss', 'supervisor', `${rongchang}-justice`, { name: '钱督' }),
  ]
  numbers = [plain, urgent, accusation].map(({ number }) => number)
  ids = [plain, urgent, accusation].map(({ id }) => id)
})
afterEach(async () => await desk.close())

const lines = async (): Promise<readonly string[]> =>
  (await desk.world.db.read(async (tx) => await tx.selectFrom('queued').selectAll().execute()))
    .map((line) => JSON.stringify(line))
    .toSorted()

const steps = [
  'take',
  'let-go',
  'hand-over',
  'look',
  'leave',
  'accept',
  'ask',
  'note',
  'decline',
  'return',
  'conclude',
  'supervise',
  'lift-supervision',
  'acknowledge',
] as const
type Step = (typeof steps)[number]
type Told = Exclude<Step, 'take' | 'let-go' | 'hand-over' | 'look' | 'leave'>

function deedOf(type: Told, task: string, text: string): Deed {
  switch (type) {
    case 'decline':
      return { type, task, reason: 'not-our-duty', text }
    case 'return':
      return { type, task, reason: text, basis: '三定规定' }
    case 'conclude':
      return { type, task, outcome: 'unfounded', text }
    case 'supervise':
      return { type, reason: 'repeated', text }
    case 'lift-supervision':
      return { type, text }
    case 'acknowledge':
      return { type }
    case 'accept':
      return { type, task }
    case 'ask':
    case 'note':
      return { type, task, text }
  }
}

/** What somebody does with the first part of a case; what the case refuses changes nothing. */
async function does(
  step: Step,
  officer: Officer,
  other: Officer,
  number: string,
): Promise<boolean> {
  const { world } = desk
  const text = `请看一下 @${other.name}`
  if (step === 'look') return (await othersAt(world, officer, number)).ok
  if (step === 'take' || step === 'let-go')
    return (await changeHolder(world, officer, { number }, { type: step })).ok
  if (step === 'hand-over')
    return (await changeHolder(world, officer, { number }, { type: step, to: other.id, text })).ok
  if (step === 'leave') {
    if (officer.name !== '李强') return false
    const gone = await disable(world, 'operator', 'li')
    await letGoOfGone(world)
    return gone.ok
  }
  const read = await readCase(world, officer, number)
  if (!read.ok) return false
  const { tasks, file } = read.value
  const [first] = tasks.filter(({ state }) => state === 'assigned' || state === 'accepted')
  const deed = deedOf(step, first?.task ?? '', text)
  return (await act(world, officer, { number, version: file.version }, deed)).ok
}

it('whatever is done to cases, they stand in the lists in which their own columns place them', async () => {
  const walk = fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(3), fc.nat(3), fc.nat(2)), {
    minLength: 60,
    maxLength: 60,
  })
  const done = new Set<Step>()
  for (const asked of fc.sample(walk, { numRuns: 3, seed: 6 }).flat()) {
    const [step, one, two, which] = asked
    const [officer, other, number = ''] = [people[one], people[two], numbers[which]]
    if (!officer || !other) continue
    if (await does(step, officer, other, number)) done.add(step)
    desk.later(1000)
  }
  const kept = await lines()
  await desk.world.db.transaction(async (tx) => {
    for (const id of ids) await standInQueues(tx, id)
  })
  expect(await lines()).toEqual(kept)
  expect(kept.length).toBeGreaterThan(5)
  expect([...done].toSorted()).toEqual(
    expect.arrayContaining(['hand-over', 'look', 'note', 'take']),
  )
})
