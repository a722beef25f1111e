import type { Fen } from './reward-money.ts'

/** Money of a reward that left the till or came back, as a yearly report counts it. */
export interface YearPayment {
  /** `2026-11`. */
  readonly month: string
  readonly office: string
  readonly scheme: string
  readonly level: string
  readonly kind: 'paid' | 'recovered'
  readonly sum: Fen
}

export interface YearSums {
  /** Rewards that were paid. */
  readonly count: number
  readonly paid: Fen
  readonly recovered: Fen
}

export interface YearLine extends YearSums, Omit<YearPayment, 'kind' | 'sum'> {}

/** A year of rewards: its lines, and sums over them that are added up from these lines alone. */
export interface RewardYear {
  readonly lines: readonly YearLine[]
  readonly months: readonly (YearSums & { readonly name: string })[]
  readonly schemes: readonly (YearSums & { readonly name: string })[]
  readonly offices: readonly (YearSums & { readonly name: string })[]
  readonly total: YearSums
}

const nothing: YearSums = { count: 0, paid: 0, recovered: 0 }

/** 年度报告: by month, office, kind and level, in the order of the calendar. */
export function rewardYearOf(payments: readonly YearPayment[]): RewardYear {
  const lines = new Map<string, YearLine>()
  for (const { month, office, scheme, level, kind, sum } of payments) {
    const key = JSON.stringify([month, office, scheme, level])
    const before = lines.get(key) ?? { month, office, scheme, level, ...nothing }
    const more =
      kind === 'paid'
        ? { count: before.count + 1, paid: before.paid + sum }
        : { recovered: before.recovered + sum }
    lines.set(key, { ...before, ...more })
  }
  const all = [...lines.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, line]) => line)
  return {
    lines: all,
    months: sumsBy(all, ({ month }) => month),
    schemes: sumsBy(all, ({ scheme, level }) => `${scheme} ${level}`),
    offices: sumsBy(all, ({ office }) => office),
    total: all.reduce(plus, nothing),
  }
}

const plus = (one: YearSums, other: YearSums): YearSums => ({
  count: one.count + other.count,
  paid: one.paid + other.paid,
  recovered: one.recovered + other.recovered,
})

function sumsBy(
  lines: readonly YearLine[],
  nameOf: (line: YearLine) => string,
): RewardYear['months'] {
  const sums = new Map<string, YearSums>()
  for (const line of lines) sums.set(nameOf(line), plus(sums.get(nameOf(line)) ?? nothing, line))
  return [...sums].map(([name, one]) => ({ name, ...one }))
}
