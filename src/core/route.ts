import { allocate, leavesLeadOpen, narrowingDuty, type Allotment } from './allocate.ts'
import type { Day, Explanation, Stream } from './case.ts'
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
  readonly proposed?: {
    readonly lead: readonly DepartmentId[]
    readonly cooperate: readonly DepartmentId[]
  }
  /** The level whose office handles it, where the plan says so. */
  readonly level?: AreaLevel
  readonly explanation: Explanation
}

/** The plan decides and is cited; a precedent speaks where it is open or silent; a matter never goes to whom it accuses. */
export function route(question: RouteQuestion, ground: Ground): Routing {
  const routing = decideRoute(question, ground)
  return question.accusedDepartment === undefined
    ? routing
    : without(question.accusedDepartment, routing)
}

function decideRoute(question: RouteQuestion, ground: Ground): Routing {
  if (question.stream === 'accusation') return nobody(question, 'accusation')
  if (!ground.offences.has(question.offence)) return nobody(question, 'unknown-offence')
  const entry = ground.reading.entries.find(({ offence }) => offence === question.offence)
  const byPlan = entry?.basis === 'plan' ? fromPlan(question, entry, ground.plan) : undefined
  if (byPlan && !byPlan.open) return byPlan
  const precedent = latestPrecedent(question, ground)
  if (precedent) return followed(precedent, byPlan ?? nobody(question, 'precedent'))
  if (byPlan) return byPlan
  return entry?.basis === 'by-function'
    ? byFunction(question, entry)
    : nobody(question, 'unknown-offence')
}

function fromPlan(question: RouteQuestion, entry: ReadingEntry, plan: Plan): Routing | undefined {
  const clauses = entry.clauses.flatMap((id) => plan.clauses.filter(({ clause }) => clause === id))
  const [governing] = clauses
  if (governing === undefined) return undefined
  const shared = allocate(governing)
  const narrowed = narrow(question, entry, { plan, clause: governing, shared })
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
      facts: { ...clauseFacts(governing, plan), ...narrowed.facts },
    },
  }
}

interface Narrowing extends Allotment {
  readonly facts: Explanation['facts']
}

/** First the reading, which people have thought about; then the plan's duty paragraphs against the reporter's words. */
function narrow(
  question: RouteQuestion,
  entry: ReadingEntry,
  at: { readonly plan: Plan; readonly clause: Clause; readonly shared: Allotment },
): Narrowing {
  const { plan, clause, shared } = at
  if (entry.narrowed && entry.narrowed.lead.length > 0) {
    return narrowedByReading(entry.narrowed, shared, plan)
  }
  if (!shared.open || !leavesLeadOpen(clause.allocation)) return { ...shared, facts: {} }
  const hit = narrowingDuty(clause, plan.duties, question.text ?? '')
  if (!hit) return { ...shared, facts: {} }
  const { department, clause: dutyClause, duty } = hit.duty
  return {
    lead: [department],
    responsible: shared.responsible.filter((id) => id !== department),
    cooperate: shared.cooperate.filter((id) => id !== department),
    open: false,
    key: 'narrowed-by-duty',
    facts: { department, dutyClause, duty, keyword: hit.keyword },
  }
}

function narrowedByReading(
  narrowed: NonNullable<ReadingEntry['narrowed']>,
  shared: Allotment,
  plan: Plan,
): Narrowing {
  const { lead, byClause } = narrowed
  const cooperate = narrowed.cooperate.filter((id) => !lead.includes(id))
  const named = new Set([...lead, ...cooperate])
  const single = lead.length === 1
  const duty = plan.duties.find(
    ({ department, clause }) => clause === byClause && lead.includes(department),
  )
  return {
    lead,
    cooperate,
    responsible: shared.responsible.filter((id) => !named.has(id)),
    open: !single,
    key: single ? 'narrowed-by-duty' : 'open-each-by-duty',
    facts: {
      department: lead.join(','),
      dutyClause: byClause,
      ...(duty ? { duty: duty.duty } : {}),
    },
  }
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

function latestPrecedent(question: RouteQuestion, ground: Ground): Precedent | undefined {
  return ground.precedents
    .filter(
      ({ area, offence, lead }) =>
        area === ground.plan.area.code &&
        offence === question.offence &&
        lead !== question.accusedDepartment,
    )
    .toSorted((one, other) => compare(other.on, one.on) || compare(other.number, one.number))[0]
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
      facts: {
        offence: question.offence,
        proposedLead: proposed.lead.join(','),
        proposedCooperate: proposed.cooperate.join(','),
      },
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
  const proposed = routing.proposed && {
    lead: others(routing.proposed.lead),
    cooperate: others(routing.proposed.cooperate),
  }
  const kept = {
    ...routing,
    lead: others(routing.lead),
    responsible: others(routing.responsible),
    cooperate: others(routing.cooperate),
    ...(proposed ? { proposed } : {}),
  }
  const wouldLead = [...routing.lead, ...(routing.proposed?.lead ?? [])].includes(accused)
  if (!wouldLead) return kept
  const { clause } = routing.explanation.facts
  const facts = { department: accused, ...(clause === undefined ? {} : { clause }) }
  return { ...kept, open: true, explanation: { key: 'accused-is-responsible', facts } }
}

function clauseFacts(clause: Clause, plan: Plan): Explanation['facts'] {
  return {
    clause: clause.clause,
    allocation: clause.allocation,
    heading: clause.heading,
    asWritten: clause.asWritten,
    document: plan.document.title,
    issuedOn: plan.document.issuedOn,
    lead: clause.lead.join(','),
    responsible: clause.responsible.join(','),
    cooperate: clause.cooperate.join(','),
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
