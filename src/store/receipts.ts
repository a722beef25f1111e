import { kept } from './kept.ts'
import { holdName } from './row-lock.ts'
import { presentFirst } from './row.ts'
import type { Tx } from './transaction.ts'

export interface Receipt {
  readonly number: string
  readonly caseId: string
  /** Of the passcode only this is kept, under a key the database does not hold. */
  readonly passcodeHmac: string
}

export const keepReceipt = async (tx: Tx, receipt: Receipt): Promise<void> => {
  await insertReceipt(tx, receipt)
}

const insertReceipt = kept((tx, { number, caseId, passcodeHmac }: Receipt) =>
  tx.insertInto('receipts').values({ number, caseId, passcodeHmac }),
)

export const receiptByHmac = async (tx: Tx, passcodeHmac: string): Promise<Receipt | undefined> =>
  presentFirst(
    await tx.selectFrom('receipts').selectAll().where('passcodeHmac', '=', passcodeHmac).execute(),
  )

/** Wrong passcodes of one asking conversation (its random id, never an address) or for one receipt, and until when the next wrong one is refused. */
export interface Throttle {
  readonly tries: number
  readonly until: number
}

export const throttleOf = async (tx: Tx, asker: string): Promise<Throttle> => {
  const found = await tx
    .selectFrom('throttles')
    .select(['tries', 'until'])
    .where('asker', '=', asker)
    .executeTakeFirst()
  return found ?? { tries: 0, until: 0 }
}

/** Two tries of one asker at once are counted one after the other. */
export const holdTries = async (tx: Tx, asker: string): Promise<void> =>
  await holdName(tx, 'tries', asker)

const FREE_TRIES = 3
const FIRST_PAUSE = 30_000
const LONGEST_PAUSE = 3_600_000

/** Notes how often an asker was wrong and until when they wait. */
export const setThrottle = async (
  tx: Tx,
  asker: string,
  { tries, until }: Throttle,
): Promise<void> => {
  await tx
    .insertInto('throttles')
    .values({ asker, tries, until })
    .onConflict((conflict) => conflict.column('asker').doUpdateSet({ tries, until }))
    .execute()
}

/** Counts a wrong passcode. After the free ones the pause doubles from half a minute to an hour; only this asker waits. */
export const countWrongTry = async (
  tx: Tx,
  asker: string,
  now: number,
  free: number = FREE_TRIES,
): Promise<Throttle> => {
  const tries = (await throttleOf(tx, asker)).tries + 1
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - free - 1))
  const until = tries > free ? now + pause : 0
  await setThrottle(tx, asker, { tries, until })
  return { tries, until }
}

/** The right passcode was given. */
export const clearThrottle = async (tx: Tx, asker: string): Promise<void> => {
  await tx.deleteFrom('throttles').where('asker', '=', asker).execute()
}

/** Forgets askers whose pause ended before `before`. */
export const pruneThrottles = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('throttles').where('until', '<', before).execute()
}
