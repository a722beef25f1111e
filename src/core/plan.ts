import type { PlanScrutiny } from './scrutiny-rules.ts'

/** GB/T 2260 code of an area or of a place inside it, e.g. `500153`. Townships have nine digits. */
export type PlaceCode = string
export type AreaCode = PlaceCode
/** Kebab-case English, the same in all plans: `health-commission`, `market-regulation`, … */
export type DepartmentId = string
/** The path the document's own headings give: `二(二)6`, `三(九)`, `附件2`. */
export type ClauseId = string

/**
 * How a clause's bracket shares the work.
 * `sole`: one department, nobody else. `first-listed-leads`: the document's own rule that the first named leads.
 * `lead-and-cooperate`: lead and others (参与, 配合) are told apart. `each-leads-by-duty`: 按职责分别牵头 or 分别负责, open
 * until a duty narrows it to one. `jointly-responsible`: 等部门负责, no lead is marked. `lead-with-all`: one leads or is
 * responsible, 各有关部门配合 or 分工负责.
 */
export type Allocation =
  | 'sole'
  | 'first-listed-leads'
  | 'lead-and-cooperate'
  | 'each-leads-by-duty'
  | 'jointly-responsible'
  | 'lead-with-all'

export type AreaLevel = 'province' | 'prefecture' | 'county'

export interface Area {
  readonly code: AreaCode
  readonly name: string
  readonly level: AreaLevel
  /** Prefix of report numbers, e.g. `RC`. */
  readonly letters: string
}

export interface Department {
  readonly id: DepartmentId
  readonly name: string
  /** Every spelling the plan uses for it. */
  readonly asWritten: readonly string[]
  /** The body that has taken its place since. */
  readonly now?: { readonly name: string; readonly since: string; readonly source: string }
}

export interface Clause {
  readonly clause: ClauseId
  readonly heading: string
  /** What it is about, in our words. */
  readonly matter: string
  /** Can a citizen's report fall under it? */
  readonly reportable: boolean
  readonly allocation: Allocation
  readonly lead: readonly DepartmentId[]
  readonly responsible: readonly DepartmentId[]
  readonly cooperate: readonly DepartmentId[]
  /** The list ends in 等: others may be concerned. */
  readonly openEnded: boolean
  /** The bracket's own words. */
  readonly asWritten: string
  readonly note?: string
}

/** A paragraph of the plan that gives one department its part: what narrows an open clause. */
export interface Duty {
  readonly department: DepartmentId
  readonly clause: ClauseId
  readonly duty: string
  readonly keywords: readonly string[]
}

export interface AnnexTask {
  readonly item: string
  readonly task: string
  readonly lead: readonly DepartmentId[]
  readonly due: string
  /** Who does it, where the table names no department of the list. */
  readonly asWritten?: string
  /** Our reading of `due`: from when, where it names a span, and the last day. */
  readonly since?: string
  readonly dueOn?: string
  readonly supportsClause?: ClauseId
}

/** 制度、机制、平台: that a plan asks for one of a kind, where, and what it wants of it in our words. */
export interface PlanSystem {
  /** Of `national/systems.json`. */
  readonly id: string
  readonly clause: ClauseId
  /** Missing in what an older release kept. */
  readonly asks?: string
}

/** A published supervision plan, as `data/areas/<code>-<name>/plan.json` holds it. */
export interface Plan {
  readonly area: Area
  readonly document: {
    readonly title: string
    readonly number: string
    readonly issuer: string
    readonly issuedOn: string
  }
  readonly validity: { readonly status: string; readonly checkedOn: string }
  /** The document's own rule about who leads, if it states one, with the place where it begins. */
  readonly leadRule: {
    readonly rule: 'none' | 'first-listed-leads'
    readonly from?: ClauseId
    readonly asWritten?: string
  }
  readonly departments: readonly Department[]
  readonly clauses: readonly Clause[]
  /** Headings under which nobody is named: not for routing, but systems and tasks stand there. */
  readonly sections?: readonly { readonly clause: ClauseId; readonly heading: string }[]
  readonly duties: readonly Duty[]
  readonly annexTasks: readonly AnnexTask[]
  /** Reporting channels the plan itself names. */
  readonly channels: readonly { readonly clause: ClauseId; readonly channel: string }[]
  readonly systems: readonly PlanSystem[]
  /** What it says of supervising the departments. */
  readonly scrutiny?: PlanScrutiny
  /** What the document does not say or what is missing from it. */
  readonly gaps: readonly string[]
}

/** Our reading of a plan: which clause governs an offence here, and who acts under it. */
export interface ReadingEntry {
  readonly offence: OffenceCode
  /** `plan`: the clauses decide. `by-function`: the plan is silent; a proposal, never claimed to be the plan. */
  readonly basis: 'plan' | 'by-function'
  /** Governing clause first. Empty when `by-function`. */
  readonly clauses: readonly ClauseId[]
  /** Where a duty paragraph of the plan narrows an open clause, the result and the paragraph. */
  readonly narrowed?: {
    readonly lead: readonly DepartmentId[]
    readonly cooperate: readonly DepartmentId[]
    readonly byClause: ClauseId
  }
  /** Departments proposed where the plan is silent. */
  readonly proposed?: {
    readonly lead: readonly DepartmentId[]
    readonly cooperate: readonly DepartmentId[]
  }
  /** The level whose office handles it, where the plan says so (e.g. 属地). Default: the smallest place that has an office. */
  readonly level?: AreaLevel
  readonly reason: string
}

export interface Reading {
  readonly area: AreaCode
  readonly entries: readonly ReadingEntry[]
}

/** Code of the taxonomy: `A1` … `N5` and their extensions. */
export type OffenceCode = string

export interface Offence {
  readonly code: OffenceCode
  readonly group: string
  readonly zh: string
  readonly en: string
  /** How a clerk would name it to an old person: at most 12 characters. */
  readonly plain: string
  /** Not a matter for a report: where to turn to instead. Absent: reportable. */
  readonly handOver?: { readonly to: string; readonly why: string }
  /** A complaint about officials is an accusation whatever else it is: it never goes to the unit accused. */
  readonly stream?: 'accusation'
  /** Whose business it is by national law. Of the departments that a plan names beside the lead, these get a task. */
  readonly concerns?: readonly DepartmentId[]
  /** What it asks of a reporter beyond who, where, when, what. */
  readonly asks: readonly string[]
  /** Words and phrases that signal it; a weight of 1 is a hint, 5 is nearly sure. */
  readonly signals: readonly { readonly phrase: string; readonly weight: number }[]
}

/** A district, banner, township inside an area. */
export interface Place {
  readonly code: PlaceCode
  readonly name: string
  /** Short, old and colloquial names. */
  readonly also: readonly string[]
  readonly level: 'province' | 'prefecture' | 'county' | 'township'
  readonly within: PlaceCode
}

/** A body that receives tasks: department × place × level. */
export interface Office {
  readonly id: string
  readonly area: AreaCode
  readonly name: string
  readonly department: DepartmentId
  readonly place: PlaceCode
  readonly level: AreaLevel
  readonly delegatedBy?: string
}
