import { may, type Officer } from '#core/access.ts'
import { dayOf, startOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Fen } from '#core/reward-money.ts'
import { totalsOf, type RewardTotals } from '#core/reward-totals.ts'
import type { RewardState } from '#core/reward.ts'
import { paymentsBetween } from '#store/reward-books.ts'
import { rewardAmounts, rewardById } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { openReward } from './reward-file.ts'
import { scopeOf } from './rewards.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn } from './world.ts'

/** One line of the register of payments: no name, no account. */
export interface PaymentLine {
  readonly reward: string
  /** 文号 of the notice; empty where it is not known any more. */
  readonly notice: string
  readonly officeName: string
  readonly scheme: string
  readonly level: string
  readonly budget: string
  readonly kind: 'paid' | 'recovered'
  readonly on: string
  readonly way: string
  readonly sum: Fen
  /** Of the voucher; empty where the case was erased. */
  readonly reference: string
}

/** One notice and what became of its money. */
export interface NotifiedLine {
  readonly notice: string
  readonly officeName: string
  readonly on: string
  readonly state: RewardState
  readonly sum: Fen
  readonly paid: Fen
  readonly recover: Fen
  readonly recovered: Fen
}

export interface MonthBook {
  readonly month: string
  readonly payments: readonly PaymentLine[]
  readonly paid: Fen
  readonly recovered: Fen
  readonly notified: readonly NotifiedLine[]
  readonly totals: RewardTotals
}

/** `2026-11`; its first and the next month's first instant. */
function spanOf(month: string): { readonly from: number; readonly to: number } | undefined {
  const [, year, number] = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (year === undefined || number === undefined) return undefined
  const next =
    Number(number) === 12 ? `${Number(year) + 1}-01` : `${year}-${pad(Number(number) + 1)}`
  return { from: startOf(`${month}-01`), to: startOf(`${next}-01`) }
}

const pad = (number: number): string => String(number).padStart(2, '0')

/** What was paid in a month, and where the money of the month's notices stands. The look is on record. */
export async function monthBook(
  world: Sealed,
  officer: Officer,
  { month, file }: { readonly month: string; readonly file: boolean },
): Promise<Result<MonthBook>> {
  const right = may(officer, 'see-rewards')
  if (!right.ok) return right
  const span = spanOf(month)
  if (!span) return refuse('reward-month')
  return await world.db.transaction(async (tx) => {
    const scope = scopeOf(officer)
    const names = new Map(
      (await officesIn(world, tx, officer.area)).map((one) => [one.id, one.name]),
    )
    const payments: PaymentLine[] = []
    for (const payment of await paymentsBetween(tx, scope, span))
      payments.push({
        ...(await paymentLine(world, tx, payment)),
        officeName: names.get(payment.office) ?? '',
      })
    const rows = await rewardAmounts(tx, scope, span)
    const notified = rows.map((row) => ({
      ...row,
      state: row.state as RewardState,
      notice: row.notice ?? '',
      officeName: names.get(row.office) ?? '',
      on: dayOf(row.notifiedAt ?? row.createdAt),
    }))
    const action = file ? 'reward-book-exported' : 'reward-book-read'
    await trace(world, tx, officer, { action, subject: month })
    return ok({
      month,
      payments,
      paid: total(payments, 'paid'),
      recovered: total(payments, 'recovered'),
      notified,
      totals: totalsOf(notified),
    })
  })
}

const total = (lines: readonly PaymentLine[], kind: PaymentLine['kind']): Fen =>
  lines.reduce((sum, line) => (line.kind === kind ? sum + line.sum : sum), 0)

type Payment = Awaited<ReturnType<typeof paymentsBetween>>[number]

/** What is only in the reward's own history is read from there, while it is there. */
async function paymentLine(
  world: Sealed,
  tx: Tx,
  { reward: id, seq, kind, sum, at, level, scheme }: Payment,
): Promise<Omit<PaymentLine, 'officeName'>> {
  const row = await rewardById(tx, id)
  const opened = row && (await openReward(world, tx, row))
  const event = opened?.events[seq - 1]
  const reference = event?.type === 'paid' || event?.type === 'recovered' ? event.reference : ''
  const budget = opened?.reward.scheme.terms.budget
  return {
    reward: id,
    notice: row?.notice ?? '',
    scheme: opened?.reward.scheme.name ?? scheme,
    level,
    budget: budget && !('open' in budget) ? budget.value : '',
    kind: kind === 'recovered' ? 'recovered' : 'paid',
    on: dayOf(at),
    way: opened?.reward.claim?.way ?? '',
    sum,
    reference,
  }
}
