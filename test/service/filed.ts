import { expect } from 'vitest'
import type { CaseEvent } from '#core/case-event.ts'
import { openCase } from '#service/case-file.ts'
import { act, readCase } from '#service/desk.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import { aPerson, aStory, officerOf, reports, type Person, type TestHouse } from './house.ts'

export const rongchang = '500153'
export const name = '张秀英'
export const phone = '13912345678'

/** The story up to the question of the name. */
export const upToStanding = aStory.slice(0, -2)
export const named = [...upToStanding, '实名', name, phone, '提交']

export interface Filed {
  readonly person: Person
  readonly number: string
  readonly passcode: string
}

/** Somebody who has reported. */
export async function filed(
  house: TestHouse,
  story: readonly string[] = aStory,
  channel = 'web-chat',
): Promise<Filed> {
  const person = aPerson(house, rongchang, channel)
  return { person, ...(await reports(person, story)) }
}

export async function rowOf({ world }: TestHouse, number: string): Promise<CaseRow> {
  const row = await world.db.read(async (tx) => await caseByNumber(tx, number))
  if (!row) throw new Error(`${number} is not there`)
  return row
}

export async function filedEvent(
  house: TestHouse,
  number: string,
): Promise<CaseEvent & { readonly type: 'filed' }> {
  const row = await rowOf(house, number)
  const { events } = await house.world.db.read(async (tx) => await openCase(house.world, tx, row))
  const [first] = events
  if (first?.type !== 'filed') throw new Error(`${number} was not filed`)
  return first
}

/** The office that leads does something. */
export async function does(house: TestHouse, number: string, deed: object): Promise<void> {
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const point = { number, version: read.value.file.version }
  const done = await act(house.world, officer, point, { task: officer.task, ...deed } as never)
  expect(done).toMatchObject({ ok: true })
}

export const unfounded = {
  type: 'conclude',
  outcome: 'unfounded',
  text: '查了，没有发现违法。',
} as const

/** What the page of a chat shows. */
export const chatOf = async (person: Person): Promise<string> =>
  JSON.stringify((await person.reads()).map(({ text }) => text))
