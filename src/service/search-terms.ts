import type { SearchTerms } from '#store/searched.ts'
import type { Tx } from '#store/transaction.ts'
import type { AreaCode } from '#core/plan.ts'
import type { Term } from './search-query.ts'
import { lettersOf, piecesOf } from './search-text.ts'
import { label } from './searchable.ts'
import type { Sealed } from './sealed.ts'
import { areaPack, officesIn } from './world.ts'

/** A term with what it may be the name of: an offence, an office, a department, a clause. */
export interface NamedTerm extends Term {
  readonly labels: ReadonlySet<string>
}

/** More names than anybody means. */
const mostLabels = 60

/** Names are looked up as they are now, so that no report is searched by a name that changed. */
export async function namedTerms(
  world: Sealed,
  tx: Tx,
  area: AreaCode,
  terms: readonly Term[],
): Promise<readonly NamedTerm[]> {
  const { plan } = areaPack(world, area)
  const offices = await officesIn(world, tx, area)
  const names = [
    ...[...world.packs.offences.values()].map(
      ({ code, zh, plain }) => [label.offence(code), [zh, plain]] as const,
    ),
    ...plan.departments.map(
      ({ id, name, asWritten, now }) =>
        [label.department(id), [name, ...asWritten, now?.name ?? '']] as const,
    ),
    ...offices.map(({ id, name }) => [label.office(id), [name]] as const),
  ]
  return terms.map((term) => {
    const meant = names.filter(([, called]) => called.some((name) => isIn(term, name)))
    const clauses = plan.clauses.filter(({ clause }) => clause.normalize('NFKC') === term.words)
    const labels = [
      ...clauses.map(({ clause }) => label.clause(clause)),
      ...meant.map(([one]) => one),
    ]
    return { ...term, labels: new Set(labels.slice(0, mostLabels)) }
  })
}

function isIn({ forms }: Term, name: string): boolean {
  const letters = lettersOf(name)
  return forms.some((form) => Array.from(form).length > 1 && letters.includes(form))
}

/** The tokens of what is looked for; one letter alone has none and is looked for in what was opened. */
export const tokensFor = (
  { vault }: Pick<Sealed, 'vault'>,
  area: AreaCode,
  terms: readonly NamedTerm[],
): SearchTerms =>
  terms
    .map(({ forms, labels }) => [
      ...forms.map((form) => piecesOf(form)).filter((pieces) => pieces.length > 0),
      ...[...labels].map((one) => [one]),
    ])
    .filter((ways, n) => ways.length > (terms[n]?.labels.size ?? 0))
    .map((ways) => ways.map((pieces) => vault.searchTokens(area, pieces)))
