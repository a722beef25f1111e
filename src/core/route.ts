import { allocate, type Allotment } from './allocate.ts'
import type { Day, Explanation, Instant, Stream } from './case.ts'
import { narrow } from './narrow.ts'
import type {
  Allocation,
  AreaCode,
  AreaLevel,
  Clause,
  ClauseId,
  DepartmentId,
  Offence,
  OffenceCode,
  PlaceCode,
  Plan,
  Reading,
  ReadingEntry,
} from './plan.ts'

/** A ruling of the intake office that the next like matter follows (分办先例). */
export interface Precedent {
  readonly offence: OffenceCode
  readonly area: AreaCode
  readonly lead: DepartmentId
  readonly cooperate: readonly DepartmentId[]
  readonly reason: string
  readonly on: Day
  /** A later ruling overrules an earlier one, even of the same day. */
  readonly at: Instant
  /** Number of the case in which it was ruled. */
  readonly number: string
}

/** What is asked about one matter. */
export interface RouteQuestion {
  readonly offence: OffenceCode
  readonly stream: Stream
  readonly place?: PlaceCode
  /** The reporter's words: a duty's keyword in them can narrow an open clause. */
  readonly text?: string
  readonly accusedDepartment?: DepartmentId
}

/** What the answer stands on. */
export interface Ground {
  readonly plan: Plan
  readonly reading: Reading
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly precedents: readonly Precedent[]
  /** Which published version of plan and reading this is; the explanation keeps it. */
  readonly version?: string
}

/** Who is responsible, and by what. */
export interface Routing {
  readonly offence: OffenceCode
  readonly basis: 'plan' | 'by-function' | 'precedent' | 'none'
  /** What the plan says, governing clause first. */
  readonly clauses: readonly { readonly clause: ClauseId; readonly allocation: Allocation }[]
  readonly lead: readonly DepartmentId[]
  readonly responsible: readonly DepartmentId[]
  readonly cooperate: readonly DepartmentId[]
  /** No single lead is known (nor several that the plan itself makes lead together): the intake office decides. */
  readonly open: boolean
  /** For the intake office where the plan is silent; never shown as the plan's word. */
  readonly proposed?: Proposal
  /** The level whose office handles it, where the plan says so. */
  readonly level?: AreaLevel
  readonly explanation: Explanation
}

interface Proposal {
  readonly lead: readonly DepartmentId[]
  readonly cooperate: readonly DepartmentId[]
}

/** The plan decides and is cited; a precedent speaks where it is open or silent; a matter never goes to whom it accuses. */
export function route(question: RouteQuestion, ground: Ground): Routing {
  const decided = decideRoute(question, ground)
  const routing =
    question.accusedDepartment === undefined
      ? decided
      : without(question.accusedDepartment, decided)
  return ground.version === undefined ? routing : explainedBy(ground.version, routing)
}

function explainedBy(version: string, routing: Routing): Routing {
  const { key, facts } = routing.explanation
  return { ...routing, explanation: { key, facts: { ...facts, version } } }
}

function decideRoute(question: RouteQuestion, ground: Ground): Routing {
  const entry = ground.reading.entries.find(({ offence }) => offence === question.offence)
  if (question.stream === 'accusation') return accusation(question, entry, ground.plan)
  if (!ground.offences.has(question.offence)) return nobody(question, 'unknown-offence')
  const byPlan = entry?.basis === 'plan' ? fromPlan(question, entry, ground) : undefined
  if (byPlan && !byPlan.open) return byPlan
  const precedent = latestPrecedent(question, ground)
  if (precedent) return followed(precedent, byPlan ?? nobody(question, 'precedent'))
  if (byPlan) return byPlan
  return entry?.basis === 'by-function'
    ? byFunction(question, entry)
    : nobody(question, 'unknown-offence')
}

function fromPlan(
  question: RouteQuestion,
  entry: ReadingEntry,
  { plan, offences }: Ground,
): Routing | undefined {
  const clauses = clausesOf(entry, plan)
  const [governing] = clauses
  if (governing === undefined) return undefined
  const narrowed = narrow(entry, question.text ?? '', {
    plan,
    clause: governing,
    shared: allocate(governing),
    concerns: offences.get(question.offence)?.concerns ?? [],
  })
  return {
    offence: question.offence,
    basis: 'plan',
    clauses: withDutyClause(clauses, entry, plan),
    lead: narrowed.lead,
    responsible: narrowed.responsible,
    cooperate: narrowed.cooperate,
    open: narrowed.open,
    ...(entry.level ? { level: entry.level } : {}),
    explanation: {
      key: narrowed.key,
      facts: {
        ...clauseFacts(governing, plan),
        reason: entry.reason,
        ...passedOver(governing, narrowed),
        ...narrowed.facts,
      },
    },
  }
}

/** Whom the bracket names and the narrowing leaves out: an officer asks why. */
function passedOver(clause: Clause, kept: Allotment): Explanation['facts'] {
  const named = [...clause.lead, ...clause.responsible, ...clause.cooperate]
  const others = named.filter(
    (id) => ![...kept.lead, ...kept.responsible, ...kept.cooperate].includes(id),
  )
  return others.length > 0 ? { passedOver: others.join(',') } : {}
}

/** Nobody gets it by rule, whoever the plan marks; the intake office sees what the plan says and who might receive it. */
function accusation(question: RouteQuestion, entry: ReadingEntry | undefined, plan: Plan): Routing {
  const open = nobody(question, 'accusation')
  if (entry?.basis === 'by-function') {
    const proposed = byFunction(question, entry)
    return { ...proposed, explanation: { ...proposed.explanation, key: 'accusation' } }
  }
  const clauses = entry ? clausesOf(entry, plan) : []
  const [governing] = clauses
  if (entry === undefined || governing === undefined) return open
  const { clause, heading, asWritten } = governing
  const { reason } = entry
  const cited = { clause, heading, asWritten, reason, ...documentFacts(plan) }
  const facts = { ...open.explanation.facts, ...cited }
  return {
    ...open,
    basis: 'plan',
    clauses: withDutyClause(clauses, entry, plan),
    explanation: { key: 'accusation', facts },
  }
}

function clausesOf(entry: ReadingEntry, plan: Plan): readonly Clause[] {
  return entry.clauses.flatMap((id) => plan.clauses.filter(({ clause }) => clause === id))
}

/** Where the narrowing paragraph is itself a clause of the plan, it is cited with the others. */
function withDutyClause(
  clauses: readonly Clause[],
  entry: ReadingEntry,
  plan: Plan,
): Routing['clauses'] {
  const byClause = entry.narrowed?.byClause
  const cited = plan.clauses.filter(
    (clause) => clause.clause === byClause && !clauses.includes(clause),
  )
  return [...clauses, ...cited].map(({ clause, allocation }) => ({ clause, allocation }))
}

/** What was ruled last counts; where that would give it to whom it accuses, nothing earlier is taken up again. */
function latestPrecedent(question: RouteQuestion, ground: Ground): Precedent | undefined {
  const [latest] = ground.precedents
    .filter(({ area, offence }) => area === ground.plan.area.code && offence === question.offence)
    .toSorted(
      (one, other) =>
        compare(other.on, one.on) || other.at - one.at || compare(other.number, one.number),
    )
  return latest?.lead === question.accusedDepartment ? undefined : latest
}

function followed(precedent: Precedent, silent: Routing): Routing {
  const { lead, cooperate, number, on } = precedent
  return {
    ...silent,
    basis: 'precedent',
    lead: [lead],
    responsible: [],
    cooperate: cooperate.filter((id) => id !== lead),
    open: false,
    explanation: {
      key: 'precedent',
      facts: { ...silent.explanation.facts, department: lead, precedent: number, ruledOn: on },
    },
  }
}

function byFunction(question: RouteQuestion, entry: ReadingEntry): Routing {
  const proposed = entry.proposed ?? { lead: [], cooperate: [] }
  return {
    ...nobody(question, 'by-function'),
    basis: 'by-function',
    proposed,
    ...(entry.level ? { level: entry.level } : {}),
    explanation: {
      key: 'by-function',
      facts: { offence: question.offence, reason: entry.reason, ...proposalFacts(proposed) },
    },
  }
}

function nobody(question: RouteQuestion, key: Explanation['key']): Routing {
  return {
    offence: question.offence,
    basis: 'none',
    clauses: [],
    lead: [],
    responsible: [],
    cooperate: [],
    open: true,
    explanation: { key, facts: { offence: question.offence } },
  }
}

function without(accused: DepartmentId, routing: Routing): Routing {
  const others = (ids: readonly DepartmentId[]) => ids.filter((id) => id !== accused)
  const { proposed, explanation } = routing
  const kept = {
    ...routing,
    lead: others(routing.lead),
    responsible: others(routing.responsible),
    cooperate: others(routing.cooperate),
    ...(proposed
      ? { proposed: { lead: others(proposed.lead), cooperate: others(proposed.cooperate) } }
      : {}),
  }
  const facts = proposed
    ? { ...explanation.facts, ...proposalFacts(kept.proposed ?? proposed) }
    : explanation.facts
  const wouldLead = [...routing.lead, ...(proposed?.lead ?? [])].includes(accused)
  if (!wouldLead || explanation.key === 'accusation') {
    return { ...kept, explanation: { ...explanation, facts } }
  }
  const { clause } = facts
  const why = { department: accused, ...(clause === undefined ? {} : { clause }) }
  return { ...kept, open: true, explanation: { key: 'accused-is-responsible', facts: why } }
}

function proposalFacts({ lead, cooperate }: Proposal): Explanation['facts'] {
  return { proposedLead: lead.join(','), proposedCooperate: cooperate.join(',') }
}

function clauseFacts(clause: Clause, plan: Plan): Explanation['facts'] {
  return {
    clause: clause.clause,
    allocation: clause.allocation,
    heading: clause.heading,
    asWritten: clause.asWritten,
    ...documentFacts(plan),
    lead: clause.lead.join(','),
    responsible: clause.responsible.join(','),
    cooperate: clause.cooperate.join(','),
  }
}

function documentFacts({ document }: Plan): Explanation['facts'] {
  return { document: document.title, issuedOn: document.issuedOn }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
