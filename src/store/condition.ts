import { sql } from 'kysely'
import { countFollowUps } from './follow-ups.ts'
import type { Tx } from './transaction.ts'

/** How the office stands, in counts that tell nothing of anybody. */
export interface Condition {
  /** Messages to people that are not sent yet, by how far they came. */
  readonly unsent: Readonly<Record<'owed' | 'sending' | 'uncertain', number>>
  /** Of those the one that waits longest beyond its time. */
  readonly oldestDueAt?: number
  readonly undeliverable: number
  /** Notices to departments and webhooks that are not sent yet. */
  readonly noticesUnsent: number
  /** New reports that cannot be searched for yet. */
  readonly followUps: number
  readonly openTasks: number
  readonly overdueTasks: number
  /** Conversations that wait for a person. */
  readonly waiting: number
  /** Cases of danger to life that nobody has acknowledged. */
  readonly urgent: number
}

const unsentStates = ['owed', 'sending', 'uncertain'] as const

/** `today` in Asia/Shanghai. */
export const condition = async (tx: Tx, today: string): Promise<Condition> => {
  const { rows } = await sql<{ readonly state: string; readonly n: number; readonly due: number }>`
    select "state", count(*) as "n", min("nextAt") as "due" from "outbox"
    where "state" in ('owed', 'sending', 'uncertain') group by "state"`.execute(tx)
  const byState = new Map(rows.map(({ state, n }) => [state, n]))
  const due = rows.map((row) => row.due)
  const [owed = 0, sending = 0, uncertain = 0] = unsentStates.map(
    (state) => byState.get(state) ?? 0,
  )
  return {
    unsent: { owed, sending, uncertain },
    ...(due.length > 0 ? { oldestDueAt: Math.min(...due) } : {}),
    undeliverable: await counted(
      tx,
      sql`"outbox" where ("doubts" > 0 or "state" = 'undeliverable') and "state" = 'undeliverable'`,
    ),
    noticesUnsent: await counted(tx, sql`"noticesOwed" where "state" in ('owed', 'sending')`),
    followUps: await countFollowUps(tx),
    openTasks: await counted(tx, sql`"tasks" where "state" in ('assigned', 'accepted')`),
    overdueTasks: await counted(
      tx,
      sql`"tasks" where "state" in ('assigned', 'accepted') and "dueOn" < ${today}`,
    ),
    waiting: await counted(tx, sql`"waiting"`),
    urgent: await counted(tx, sql`"cases" where "urgent" is not null and "acknowledgedAt" is null`),
  }
}

const counted = async (tx: Tx, from: ReturnType<typeof sql>): Promise<number> => {
  const { rows } = await sql<{ readonly n: number }>`select count(*) as "n" from ${from}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}
