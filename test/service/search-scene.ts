import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { search, type SearchQuestion } from '#service/search.ts'
import { caseByNumber } from '#store/cases.ts'
import { aDesk, type TestDesk, type Told } from '../web/world.ts'

/** The desk of one test, and an officer at its intake office. */
export let desk: TestDesk
export let intake: Officer

export async function openScene(): Promise<void> {
  desk = await aDesk()
  intake = await desk.officer('intake', 'intake', 'intake')
}

export const closeScene = async (): Promise<void> => await desk.close()

export const told = async (what: string, more: Told = {}): Promise<string> => {
  const { number } = await desk.report({
    ...more,
    facts: { what, where: '昌元街道', who: '', when: '', ...more.facts },
  })
  desk.later(1000)
  return number
}

export const finds = async (
  typed: string,
  by: Officer = intake,
  more: Partial<SearchQuestion> = {},
): Promise<readonly string[]> => {
  const found = await search(desk.world, by, { typed, ...more })
  if (!found.ok) return [found.refusal.key]
  return found.value.hits.map(({ number }) => number)
}

/** Does a deed with the first task that is the officer's own. */
export async function does(number: string, by: Officer, deed: (task: string) => Deed) {
  const read = await readCase(desk.world, by, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { file } = read.value
  const task = file.tasks.find(({ office }) => office === by.office)?.task ?? ''
  return await act(desk.world, by, { number, version: file.version }, deed(task))
}

export const rowOf = async (number: string) =>
  await desk.world.db.read(async (tx) => await caseByNumber(tx, number))
