import type { AreaLevel, ClauseId, DepartmentId, ReadingEntry } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Form } from './form.ts'

/** What stands in the form of one offence, as typed. */
export interface ReadingFields {
  readonly basis: string
  readonly governing: ClauseId
  readonly also: readonly ClauseId[]
  readonly byClause: ClauseId
  readonly narrowLead: readonly DepartmentId[]
  readonly narrowCooperate: readonly DepartmentId[]
  readonly proposedLead: readonly DepartmentId[]
  readonly proposedCooperate: readonly DepartmentId[]
  readonly level: string
  readonly reason: string
}

/** The form of what is read now; why it is changed is for the officer to say. */
export function fieldsOf(entry: ReadingEntry | undefined): ReadingFields {
  const [governing = '', ...also] = entry?.clauses ?? []
  const { narrowed, proposed } = entry ?? {}
  return {
    basis: entry?.basis ?? '',
    governing,
    also,
    byClause: narrowed?.byClause ?? '',
    narrowLead: narrowed?.lead ?? [],
    narrowCooperate: narrowed?.cooperate ?? [],
    proposedLead: proposed?.lead ?? [],
    proposedCooperate: proposed?.cooperate ?? [],
    level: entry?.level ?? '',
    reason: '',
  }
}

export function typedFields(form: Form): ReadingFields {
  return {
    basis: form.text('way'),
    governing: form.text('governing'),
    also: form.all('also'),
    byClause: form.text('byClause'),
    narrowLead: form.all('narrowLead'),
    narrowCooperate: form.all('narrowCooperate'),
    proposedLead: form.all('proposedLead'),
    proposedCooperate: form.all('proposedCooperate'),
    level: form.text('level'),
    reason: form.text('reason'),
  }
}

const levels: readonly AreaLevel[] = ['province', 'prefecture', 'county']

/** The reading that the form says; what belongs to the other way is left out. */
export function entryOf(offence: string, fields: ReadingFields): Result<ReadingEntry> {
  const level = levels.find((one) => one === fields.level)
  const common = { offence, reason: fields.reason.trim(), ...(level ? { level } : {}) }
  if (fields.basis === 'plan') return fromClauses(common, fields)
  if (fields.basis !== 'by-function') return refuse('basis-choice-missing')
  const { proposedLead: lead, proposedCooperate } = fields
  if (lead.length === 0) return refuse('proposal-missing')
  const cooperate = proposedCooperate.filter((id) => !lead.includes(id))
  return ok({ ...common, basis: 'by-function', clauses: [], proposed: { lead, cooperate } })
}

function fromClauses(
  common: Pick<ReadingEntry, 'offence' | 'reason' | 'level'>,
  { governing, also, byClause, narrowLead: lead, narrowCooperate }: ReadingFields,
): Result<ReadingEntry> {
  if (governing === '') return refuse('clause-missing')
  const clauses = [governing, ...also.filter((clause) => clause !== governing)]
  const entry = { ...common, basis: 'plan', clauses } as const
  if (byClause === '' && lead.length === 0 && narrowCooperate.length === 0) return ok(entry)
  if (byClause === '' || lead.length === 0) return refuse('narrowing-incomplete')
  const cooperate = narrowCooperate.filter((id) => !lead.includes(id))
  return ok({ ...entry, narrowed: { lead, cooperate, byClause } })
}
