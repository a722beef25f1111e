import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import { assign, explain } from '#core/assign.ts'
import type {
  Actor,
  Assignment,
  Case,
  Due,
  Facts,
  FiledMatter,
  Instant,
  TaskRole,
} from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Command, Context } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { evolve, fold } from '#core/evolve.ts'
import { file, type Placement } from '#core/file.ts'
import type {
  Clause,
  Department,
  DepartmentId,
  Duty,
  Offence,
  Office,
  Place,
  Plan,
  Reading,
  ReadingEntry,
} from '#core/plan.ts'
import type { Report } from '#core/report.ts'
import { route, type Ground, type Precedent, type RouteQuestion } from '#core/route.ts'
import { clocks2026 } from './calendars.ts'

/** Thursday 5 November 2026, 10:00 in Shanghai. */
export const morning: Instant = 1_793_844_000_000
export const hour = 3_600_000

// The plan of a made-up county with the departments' real ids.

export function aDepartment(id: DepartmentId, name: string): Department {
  return { id, name, asWritten: [name] }
}

export const departments: readonly Department[] = [
  aDepartment('health-commission', '区卫生健康委'),
  aDepartment('market-regulation', '区市场监管局'),
  aDepartment('medical-insurance', '区医保局'),
  aDepartment('public-security', '区公安局'),
  aDepartment('ecology-environment', '区生态环境局'),
]

export function aClause(more: Partial<Clause> = {}): Clause {
  return {
    clause: '二(一)1',
    heading: '加强监管',
    matter: '医疗卫生机构',
    reportable: true,
    allocation: 'sole',
    lead: ['health-commission'],
    responsible: [],
    cooperate: [],
    openEnded: false,
    asWritten: '（区卫生健康委负责）',
    ...more,
  }
}

export function aDuty(more: Partial<Duty> = {}): Duty {
  return {
    department: 'market-regulation',
    clause: '附件2',
    duty: '药品、医疗器械和价格的监管',
    keywords: ['药', '价格'],
    ...more,
  }
}

export function aPlan(more: Partial<Plan> = {}): Plan {
  return {
    area: { code: '500153', name: '荣昌区', level: 'county', letters: 'RC' },
    document: {
      title: '关于建立医疗卫生行业综合监管制度的实施方案',
      number: '',
      issuer: '区政府办公室',
      issuedOn: '2019-11-20',
    },
    validity: { status: 'in force', checkedOn: '2026-08-01' },
    leadRule: { rule: 'none' },
    departments,
    clauses: [aClause()],
    duties: [],
    annexTasks: [],
    channels: [],
    systems: [],
    gaps: [],
    ...more,
  }
}

export function anEntry(more: Partial<ReadingEntry> = {}): ReadingEntry {
  return { offence: 'A1', basis: 'plan', clauses: ['二(一)1'], reason: '条款写明', ...more }
}

export function aReading(...entries: readonly ReadingEntry[]): Reading {
  return { area: '500153', entries: entries.length > 0 ? entries : [anEntry()] }
}

export function anOffence(code: string, more: Partial<Offence> = {}): Offence {
  return {
    code,
    group: code.slice(0, 1),
    zh: code,
    en: code,
    plain: code,
    concerns: departments.map(({ id }) => id),
    asks: [],
    signals: [],
    ...more,
  }
}

export function aPrecedent(more: Partial<Precedent> = {}): Precedent {
  return {
    offence: 'A1',
    area: '500153',
    lead: 'market-regulation',
    cooperate: [],
    reason: '以价格违法为主',
    on: '2026-03-02',
    at: 0,
    number: 'RC-2026-00003',
    ...more,
  }
}

/** What `route` stands on; the offences are those that the reading speaks of, and A1. */
export function aGround(more: Partial<Ground> = {}): Ground {
  const reading = more.reading ?? aReading()
  const codes = new Set(['A1', ...reading.entries.map(({ offence }) => offence)])
  return {
    plan: aPlan(),
    reading,
    offences: new Map([...codes].map((code) => [code, anOffence(code)])),
    precedents: [],
    ...more,
  }
}

export function aQuestion(more: Partial<RouteQuestion> = {}): RouteQuestion {
  return { offence: 'A1', stream: 'tip-off', ...more }
}

// Places and offices

export const places: readonly Place[] = [
  { code: '500153001', name: '昌元街道', also: [], level: 'township', within: '500153' },
  { code: '500153105', name: '安富街道', also: [], level: 'township', within: '500153' },
]

export function anOffice(department: DepartmentId, more: Partial<Office> = {}): Office {
  return {
    id: `office-${department}`,
    area: '500153',
    name: department,
    department,
    place: '500153',
    level: 'county',
    ...more,
  }
}

export const offices: readonly Office[] = [
  anOffice('intake'),
  ...departments.map(({ id }) => anOffice(id)),
]

// Officers, actors, ids

export function anOfficer(role: Role, office = 'office-health-commission'): Officer {
  return {
    id: `officer-of-${office}`,
    name: '张三',
    role,
    office,
    area: '500153',
    department: office.replace('office-', ''),
  }
}

export const theReporter: Actor = { kind: 'reporter' }
export const theClock: Actor = { kind: 'clock' }

/** An officer of a department's office, as the history names them. */
export function officerOf(department: DepartmentId): Actor {
  return { kind: 'officer', id: `officer-of-${department}`, office: `office-${department}` }
}

export function aDue(more: Partial<Due> = {}): Due {
  return { on: '2026-11-26', limit: 'practice-15', provisional: false, ...more }
}

/** A context whose ids are unlike those of any other `run`. */
export function aContext(by: Actor, run: string, more: Partial<Context> = {}): Context {
  return {
    at: morning,
    by,
    id: (n) => `${run}-${n}`,
    due: aDue({ on: '2027-01-05', limit: 'conclude-60' }),
    intake: { office: 'office-intake', due: aDue({ limit: 'assign' }) },
    clocks: clocks2026,
    ...more,
  }
}

// Reports and cases

export function aMatter(more: Partial<FiledMatter> = {}): FiledMatter {
  return { id: 'm1', stream: 'tip-off', offence: 'A1', ...more }
}

export const someFacts: Facts = {
  what: '菜市场后头有人给人打针输液，没有证',
  where: '昌元街道菜市场后门，鱼店楼上二楼',
  when: '每天早上',
  ongoing: 'yes',
  evidence: ['photo-1'],
}

export function aReport(more: Partial<Report> = {}): Report {
  return {
    area: '500153',
    source: 'citizen',
    channel: 'web-chat',
    standing: 'anonymous',
    urgent: null,
    wantsReward: false,
    facts: someFacts,
    matters: [aMatter()],
    notice: 'v1',
    ...more,
  }
}

export function anAssignment(
  department: DepartmentId,
  role: TaskRole = 'lead',
  more: Partial<Assignment> = {},
): Assignment {
  return {
    task: `task-${department}`,
    office: `office-${department}`,
    department,
    role,
    basis: role === 'intake' ? 'intake' : 'plan',
    due: aDue(),
    ...more,
  }
}

/** A matter given to these offices. */
export function aPlacement(
  assignments: readonly Assignment[],
  more: Partial<Placement> = {},
): Placement {
  return { matter: 'm1', assignments, explanation: { key: 'sole', facts: {} }, ...more }
}

/** A matter that waits for the intake office because its clause leaves the lead open. */
export function atTheIntakeOffice(more: Partial<Placement> = {}): Placement {
  return aPlacement([anAssignment('intake', 'intake')], {
    explanation: { key: 'open-each-by-duty', facts: { clause: '三(九)' } },
    ...more,
  })
}

/** The events by which a report becomes a case; by default the health commission leads its one matter. */
export function filedEvents(
  report: Partial<Report> = {},
  placements: readonly Placement[] = [aPlacement([anAssignment('health-commission')])],
): CaseEvent[] {
  return file(aReport(report), 'RC-2026-00017', placements, aContext(theReporter, 'filing'))
}

/** A case just filed. */
export function aCase(
  report: Partial<Report> = {},
  placements: readonly Placement[] = [aPlacement([anAssignment('health-commission')])],
): Case {
  return fold(filedEvents(report, placements))
}

/** A report routed by a ground and given to the county's offices, as the service does it. */
export function aRoutedCase(question: RouteQuestion, ground: Ground): Case {
  const matter = aMatter({ offence: question.offence, stream: question.stream })
  const routing = route(question, ground)
  const assignments = assign(matter, routing, {
    offices,
    places,
    offences: ground.offences,
    due: () => aDue(),
    taskId: (n) => `routed-${n}`,
  })
  const explanation = explain(routing, assignments)
  return aCase({ matters: [matter] }, [{ matter: matter.id, assignments, explanation }])
}

/** The case after a command that must be allowed. */
export function after(about: Case, by: Actor, command: Command, more: Partial<Context> = {}): Case {
  return eventsOf(about, by, command, more).reduce<Case>(evolve, about)
}

/** The events of a command that must be allowed. */
export function eventsOf(
  about: Case,
  by: Actor,
  command: Command,
  more: Partial<Context> = {},
): CaseEvent[] {
  const decision = decide(about, command, aContext(by, `v${about.version}`, more))
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.key}`)
  return decision.value
}

/** The key of the refusal, or `allowed`. */
export function refusalOf(
  about: Case,
  by: Actor,
  command: Command,
  more: Partial<Context> = {},
): string {
  const decision = decide(about, command, aContext(by, `v${about.version}`, more))
  return decision.ok ? 'allowed' : decision.refusal.key
}
