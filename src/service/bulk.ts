import type { Officer } from '#core/access.ts'
import { refuse, type Refusal, type Result } from '#core/result.ts'
import { visibleCase } from './case-file.ts'
import { act } from './desk.ts'
import { changeHolder } from './holders.ts'
import type { Sealed } from './sealed.ts'

/** What can be done to several lines of a list at once. */
export type BulkDeed =
  | { readonly type: 'take' }
  | { readonly type: 'hand-over'; readonly to: string; readonly text: string }
  | { readonly type: 'acknowledge' }

/** One line: a case, and the part of it where the list is of parts. */
export interface BulkLine {
  readonly number: string
  readonly task?: string
}

export interface BulkAnswer extends BulkLine {
  /** Absent: done. */
  readonly refusal?: Refusal
}

/** Each line for itself, with its own rights and its own transaction: what is refused holds up no other. */
export async function inBulk(
  world: Sealed,
  officer: Officer,
  deed: BulkDeed,
  lines: readonly BulkLine[],
): Promise<readonly BulkAnswer[]> {
  const answers: BulkAnswer[] = []
  for (const line of lines) {
    const done = await oneOf(world, officer, deed, line)
    answers.push(done.ok ? line : { ...line, refusal: done.refusal })
  }
  return answers
}

async function oneOf(
  world: Sealed,
  officer: Officer,
  deed: BulkDeed,
  { number, task }: BulkLine,
): Promise<Result<unknown>> {
  if (deed.type !== 'acknowledge')
    return await changeHolder(world, officer, { number }, task ? { ...deed, task } : deed)
  const file = await world.db.read(async (tx) => await visibleCase(world, tx, officer, number))
  if (!file.ok) return refuse('case-not-visible')
  const { version } = file.value.case
  return await act(world, officer, { number, version }, deed)
}
