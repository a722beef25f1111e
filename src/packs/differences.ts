import type { Clause, Department, ReadingEntry } from '#core/plan.ts'
import type { AreaPack } from './packs.ts'

/** What is compared of two packs; a list that one of them has not is left alone. */
export interface Comparable {
  readonly departments?: readonly Pick<Department, 'id' | 'name'>[]
  readonly clauses?: readonly ComparableClause[]
  readonly entries?: readonly ReadingEntry[]
}

type ComparableClause = Pick<
  Clause,
  'clause' | 'heading' | 'allocation' | 'lead' | 'responsible' | 'cooperate' | 'asWritten'
>

/** Of a whole pack, what is compared. */
export const comparable = ({ plan, reading }: Pick<AreaPack, 'plan' | 'reading'>): Comparable => ({
  departments: plan.departments.map(({ id, name }) => ({ id, name })),
  clauses: plan.clauses.map(
    ({ clause, heading, allocation, lead, responsible, cooperate, asWritten }) => ({
      clause,
      heading,
      allocation,
      lead,
      responsible,
      cooperate,
      asWritten,
    }),
  ),
  entries: reading.entries,
})

export interface Difference {
  readonly in: 'clause' | 'department' | 'offence'
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  /** For `changed`: each field with what it was and what it is. */
  readonly fields?: Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>
}

/** Two packs, department by department, clause by clause, offence by offence. */
export function differences(old: Comparable, fresh: Comparable): readonly Difference[] {
  return [
    ...differ('department', 'id', [old.departments, fresh.departments]),
    ...differ('clause', 'clause', [old.clauses, fresh.clauses]),
    ...differ('offence', 'offence', [old.entries, fresh.entries]),
  ]
}

type Fields = Readonly<Record<string, unknown>>
type Lists = readonly [readonly object[] | undefined, readonly object[] | undefined]

function differ(
  kind: Difference['in'],
  key: string,
  [olds, freshes]: Lists,
): readonly Difference[] {
  if (!olds || !freshes) return []
  const [old, fresh] = [byKey(olds, key), byKey(freshes, key)]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((id): readonly Difference[] => {
    const before = old.get(id)
    const after = fresh.get(id)
    if (!before) return [{ in: kind, id, change: 'added' }]
    if (!after) return [{ in: kind, id, change: 'removed' }]
    const fields = changed(before, after)
    return Object.keys(fields).length > 0 ? [{ in: kind, id, change: 'changed', fields }] : []
  })
}

const byKey = (items: readonly object[], key: string): ReadonlyMap<string, Fields> =>
  new Map(items.map((item) => [String((item as Fields)[key]), item as Fields]))

const changed = (before: Fields, after: Fields): NonNullable<Difference['fields']> =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, { old: before[field] ?? null, new: after[field] ?? null }]),
  )
