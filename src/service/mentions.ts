import { sees, type Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { keepMentions } from '#store/mentions.ts'
import { listOfficers } from '#store/officers.ts'
import { standInQueues } from '#store/queued.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { officerOf } from './officers.ts'
import type { World } from './world.ts'

/** Officers of the area who may see the case: a note reaches nobody else, whatever name it has. */
export async function readersOf(world: World, tx: Tx, about: Case): Promise<readonly Officer[]> {
  const readers: Officer[] = []
  for (const row of await listOfficers(tx, about.area)) {
    if (row.disabledAt !== undefined) continue
    const officer = await officerOf(world, tx, row)
    if (sees(officer, about)) readers.push(officer)
  }
  return readers
}

/** Of those who may see the case, whom these words call: an @ and the whole name. */
export const calledIn = (words: string, readers: readonly Officer[]): readonly Officer[] =>
  readers.filter(({ name }) => name !== '' && /[@＠]/.test(words) && isCalled(words, name))

const isCalled = (words: string, name: string): boolean =>
  words.includes(`@${name}`) || words.includes(`＠${name}`)

/** Whoever a working note calls, and whoever a part is handed to, finds the case in a list of their own. */
export async function keepNoteMentions(
  world: World,
  tx: Tx,
  file: OpenCase,
  events: readonly CaseEvent[],
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'noted' && event.type !== 'handed-over') continue
    const writer = event.by.kind === 'officer' ? event.by.id : ''
    const called = calledIn(event.text, await readersOf(world, tx, file.case)).map(({ id }) => id)
    const told = event.type === 'handed-over' ? [event.officer, ...called] : called
    const others = [...new Set(told)].filter((id) => id !== writer)
    if (others.length === 0) continue
    await keepMentions(tx, { event: event.id, caseId: file.id, at: event.at }, others)
    await standInQueues(tx, file.id)
  }
}
