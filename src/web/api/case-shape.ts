import { z } from 'zod'
import { findingNames, gridKindNames } from '../words/grid.ts'
import {
  clearingShape,
  crimeStepShape,
  ethicsShape,
  mediationShape,
  proposalShape,
} from './elsewhere-shapes.ts'
import {
  bases,
  caseStates,
  dangers,
  declineReasons,
  deeds,
  ongoings,
  outcomes,
  pauseReasonNames,
  sources,
  standings,
  streams,
  superviseReasonNames,
  transferNames,
  taskRoles,
  taskStates,
} from '../words/terms.ts'
import { day, facts, instant, list, oneOf } from './shapes.ts'

const text = z.string()
const by = z.object({ kind: text })
const deed = oneOf(deeds)

export const dueShape = z.object({
  on: day,
  daysLeft: z.number().int().describe('还剩几个工作日，超期为负'),
  limit: text.describe('按哪一条期限算的'),
  provisional: z.boolean().describe('涉及的年份还没有公布放假安排'),
  practice: z.boolean().describe('行业惯例，不是法定期限'),
  paused: z.literal(true).optional(),
})

/** A due day as it was kept. */
const due = z.object({ on: day, limit: text, provisional: z.boolean() })

/** How an office would end its part, while a second officer looks at the words. */
const draft = z.object({
  words: z.object({
    type: z.enum(['conclude', 'decline']),
    text,
    outcome: oneOf(outcomes).optional(),
    penalty: text.optional(),
    noPenaltyReason: text.optional(),
    reason: oneOf(declineReasons).optional(),
  }),
  at: instant,
  changedAt: instant.optional(),
  sentBack: z.object({ reason: text, at: instant }).optional(),
})

const transfer = z.object({
  id: text,
  task: text,
  to: oneOf(transferNames),
  organ: text,
  basis: text,
  materials: list(text),
  on: day,
  document: text.optional(),
  at: instant,
  due: due.optional(),
  receipt: z
    .object({ on: day, document: text.optional(), at: instant, due: due.optional() })
    .optional(),
  proposal: text.optional(),
  steps: list(crimeStepShape).optional().describe('移送以后的进展'),
})

const explanation = z.object({ key: text, facts })

const matter = z.object({
  id: text,
  stream: oneOf(streams),
  offence: text,
  place: text.optional(),
  open: z.boolean().describe('还等综合监管协调岗分办'),
  outcome: oneOf(outcomes).optional(),
  ruling: z.object({ reason: text, basis: text, at: instant }).optional(),
  explanation,
})

const task = z.object({
  task: text,
  matter: text,
  office: text,
  officeName: text,
  department: text,
  departmentName: text,
  role: oneOf(taskRoles),
  basis: oneOf(bases),
  clause: text.optional(),
  state: oneOf(taskStates),
  due: dueShape,
  own: due.optional().describe('并案以前自己的期限'),
  draft: draft.optional().describe('等第二人审核的答复'),
  mine: z.boolean(),
  deeds: list(deed).describe('本人现在能对它做的'),
  acceptedAt: instant.optional(),
  at: instant.optional().describe('什么时候结束的'),
  reason: z.union([oneOf(declineReasons), text]).optional(),
  returnBasis: text.optional(),
  outcome: oneOf(outcomes).optional(),
  penalty: text.optional(),
  noPenaltyReason: text.optional(),
  text: text.optional(),
  pause: z.object({ reason: oneOf(pauseReasonNames), document: text, at: instant }).optional(),
  extension: z.object({ text, at: instant }).optional(),
  calculation: list(z.object({ day, kind: text, nth: z.number().int().optional() }))
    .optional()
    .describe('期限逐日怎么算出来的'),
})

const precedent = z.object({
  number: text,
  lead: text,
  cooperate: list(text),
  reason: text,
  on: day,
})

/** Why a matter is where it is. */
const why = z.object({ routed: explanation, precedents: list(precedent) })

const clause = z.object({ clause: text, heading: text, matter: text, asWritten: text })

/** One line of the history; its words only where the officer may read them. */
export const eventShape = z.object({
  at: instant,
  type: text,
  by: z.enum(['reporter', 'clock', 'officer']),
  officer: text.optional(),
  office: text.optional(),
  task: text.optional(),
  text: text.optional(),
})

export const evidenceShape = z.object({
  id: text,
  kind: text,
  type: text,
  size: z.number().int(),
  version: z
    .enum(['cleaned', 'original', 'none', 'infected'])
    .describe('能打开哪一份：清除了拍摄信息的副本、原件、不能打开、有病毒'),
  unchecked: z.literal(true).optional(),
  finding: text.optional(),
})

/** All of the case that `discloseToOfficer` lets through. What is not named here does not leave. */
const fileShape = z.object({
  number: text,
  area: text,
  state: oneOf(caseStates),
  version: z.number().int().describe('做任何一步都要带上它'),
  urgent: oneOf(dangers).nullable(),
  acknowledgedAt: instant.optional(),
  receivedAt: instant,
  changedAt: instant,
  standing: oneOf(standings),
  wantsReward: z.boolean(),
  source: oneOf(sources).optional(),
  facts: z.object({
    what: text,
    where: text,
    who: text.optional(),
    when: text.optional(),
    ongoing: oneOf(ongoings).optional(),
    elsewhere: text.optional(),
    evidence: list(text),
  }),
  matters: list(matter),
  questions: list(
    z.object({
      id: text,
      task: text,
      text,
      askedAt: instant,
      answer: z.object({ text, evidence: list(text), at: instant }).optional(),
    }),
  ),
  supplements: list(z.object({ text, evidence: list(text), at: instant })),
  notes: list(z.object({ task: text, text, at: instant, by })),
  withdrawal: z.object({ reason: text, at: instant }).optional(),
  reExamination: z
    .object({
      text,
      at: instant,
      to: text.optional(),
      due: due.optional(),
      decision: z.object({ granted: z.boolean(), text, at: instant }).optional(),
    })
    .optional(),
  rating: z
    .object({ stillGoing: text.optional(), satisfaction: text.optional(), at: instant })
    .optional(),
  supervision: z.object({ reason: oneOf(superviseReasonNames), text, at: instant }).optional(),
  merge: z.object({ into: text, reason: text, at: instant }).optional().describe('并入了哪一件'),
  joined: list(
    z.object({ number: text, reason: text, at: instant, urgent: oneOf(dangers).nullable() }),
  )
    .optional()
    .describe('并进来的件'),
  patrols: list(
    z.object({
      patrol: text,
      task: text,
      kind: oneOf(gridKindNames),
      due: day,
      text,
      at: instant,
      by,
      answers: list(
        z.object({ finding: oneOf(findingNames), text, evidence: list(text), at: instant }),
      ),
    }),
  )
    .optional()
    .describe('派网格员去看的，和看到什么'),
  transfers: list(transfer).optional(),
  proposals: list(proposalShape).optional().describe('涉嫌犯罪的移送报告'),
  mediations: list(mediationShape).optional().describe('交调解的'),
  clearings: list(clearingShape).optional().describe('澄清文书'),
  ethics: list(ethicsShape).optional().describe('交医德考评的'),
  suspicion: z
    .object({
      reason: text,
      at: instant,
      referred: z.object({ organ: text, text, at: instant }).optional(),
    })
    .optional(),
})

/** A case as the desk's page shows it. */
export const caseShape = z.object({
  file: fileShape,
  areaName: text,
  planTitle: text,
  planNumber: text,
  planIssuedOn: text,
  planVersion: text.optional(),
  tasks: list(task),
  why: z.record(text, why).readonly().describe('按事项：为什么分到那里'),
  clauses: z.record(text, clause).readonly().describe('按事项：依据的方案条款'),
  evidence: list(evidenceShape),
  deeds: list(deed).describe('本人现在能对整件做的'),
  next: z
    .object({ deed, task: text.optional(), matter: text.optional() })
    .optional()
    .describe('本人的下一步'),
  merged: list(z.object({ file: fileShape, evidence: list(evidenceShape) })).describe(
    '并进来的件里说了什么',
  ),
  passedOn: z.record(text, z.number().int()).readonly().describe('按事项：转过几次'),
  lettersOwed: list(z.object({ to: oneOf(transferNames), due: due.optional() })).describe(
    '还没有写移送函的',
  ),
  toRule: list(text).describe('现在可以分办的事项'),
  held: z.boolean().describe('督办人员要求保留，到期不删'),
  telling: z.number().int().describe('有几处字看得出举报人是谁，可以遮盖'),
  alike: z.number().int().optional().describe('文字差不多的有几件'),
  aside: z.boolean().describe('来自已屏蔽的来信人，不在待办里'),
})

/** One line of a queue. */
export const rowShape = z.object({
  number: text,
  offence: text,
  offenceName: text,
  where: text,
  who: text.optional(),
  state: oneOf(caseStates),
  role: oneOf(taskRoles).optional(),
  taskState: oneOf(taskStates).optional(),
  due: dueShape.optional(),
  urgent: oneOf(dangers).optional(),
  acknowledged: z.boolean(),
  unanswered: z.boolean(),
  supervised: z.boolean(),
  receivedAt: instant,
  changedAt: instant,
  erasedAt: instant.optional(),
  outcome: oneOf(outcomes).optional(),
  alike: z.number().int().optional(),
  holder: z.object({ name: text, away: z.boolean() }).optional().describe('谁认领了'),
})
