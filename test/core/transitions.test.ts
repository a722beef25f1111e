import type { Actor, Case, CaseState, Task } from '#core/case.ts'
import type { Command, CommandType } from '#core/command.ts'
import { commandTypes } from '#core/transitions.ts'
import { describe, expect, it } from 'vitest'

import { aCrimeReport } from './crime-builders.ts'
import { table } from './transition-table.ts'
import {
  aCase,
  after,
  anAssignment,
  aPlacement,
  atTheIntakeOffice,
  officerOf,
  refusalOf,
  someFacts,
  theClock,
  theReporter,
} from './builders.ts'

const health = officerOf('health-commission')
const task = 'task-health-commission'
const text = '查了，情况属实。'
const anotherCase: Case = { ...aCase(), number: 'RC-2026-00099' }

const commands: Readonly<Record<CommandType, Command>> = {
  assign: {
    type: 'assign',
    matter: 'm1',
    assignments: [anAssignment('market-regulation')],
    explanation: { key: 'sole', facts: {} },
  },
  rule: {
    type: 'rule',
    matter: 'm1',
    assignments: [anAssignment('market-regulation')],
    reason: '以价格违法为主',
    basis: '附件2',
  },
  'set-matters': {
    type: 'set-matters',
    matters: [
      { id: 'm1', stream: 'tip-off', offence: 'A1' },
      { id: 'm2', stream: 'tip-off', offence: 'F1' },
    ],
  },
  acknowledge: { type: 'acknowledge' },
  accept: { type: 'accept', task },
  decline: { type: 'decline', task, reason: 'not-our-duty', text: '这件事归市场监管局办。' },
  return: { type: 'return', task, reason: '属于药品', basis: '三(九)' },
  note: { type: 'note', task, text: '已约现场' },
  ask: { type: 'ask', task, text: '二楼从哪个门上去？' },
  answer: { type: 'answer', question: 'q', text: '铁门', evidence: [] },
  supplement: { type: 'supplement', text: '今天又开了', evidence: [] },
  conclude: { type: 'conclude', task, outcome: 'unfounded', text },
  pause: { type: 'pause', task, reason: 'appraisal', document: '荣卫鉴委〔2026〕3号' },
  resume: { type: 'resume', task },
  'ask-extension': { type: 'ask-extension', task, text: '检测机构还没有出报告。' },
  extend: { type: 'extend', task },
  'refuse-extension': { type: 'refuse-extension', task, reason: '材料已经齐了' },
  'add-penalty': { type: 'add-penalty', task, penalty: '渝荣卫医罚〔2026〕12号' },
  recount: { type: 'recount', task },
  take: { type: 'take', task },
  'hand-over': {
    type: 'hand-over',
    task,
    to: 'officer-2',
    office: 'office-health-commission',
    text: '我出差',
  },
  'let-go': { type: 'let-go', task },
  'give-patrol': {
    type: 'give-patrol',
    task,
    patrol: 'p1',
    kind: 'patrol',
    due: '2026-12-11',
    text: '看门口挂没挂证照',
  },
  'hear-patrol': { type: 'hear-patrol', patrol: 'p1', finding: 'seen', text: '', evidence: [] },
  withdraw: { type: 'withdraw', reason: '' },
  'make-anonymous': { type: 'make-anonymous' },
  'request-re-examination': { type: 'request-re-examination', text: '还在开门' },
  rate: { type: 'rate', question: 'satisfaction', answer: 'fair' },
  close: { type: 'close' },
  mask: { type: 'mask', words: [someFacts.what.slice(0, 4)], reason: '像是姓名' },
  unmask: { type: 'unmask', mask: 'no-mask', reason: '弄错了' },
  redact: { type: 'redact', words: [someFacts.what.slice(0, 4)], reason: '像是姓名' },
  supervise: { type: 'supervise', reason: 'overdue', text: '三次催办没有回音' },
  'lift-supervision': { type: 'lift-supervision', text: '已经办完' },
  suspect: { type: 'suspect', reason: '附的照片是别处的' },
  'clear-suspicion': { type: 'clear-suspicion', reason: '已经说清' },
  'refer-suspicion': { type: 'refer-suspicion', organ: '荣昌区公安局', text: '附的照片是别处的' },
  'change-lead': {
    type: 'change-lead',
    task,
    assignment: anAssignment('market-regulation'),
    reason: '主要是药品',
    basis: '附件2',
  },
  separate: {
    type: 'separate',
    matter: { id: 'm2', stream: 'tip-off', offence: 'F1' },
    assignments: [anAssignment('market-regulation')],
    explanation: { key: 'sole', facts: {} },
    reason: '还说到卖过期药',
  },
  merge: { type: 'merge', into: anotherCase, reason: '同一家诊所' },
  unmerge: { type: 'unmerge', reason: '不是同一家' },
  join: { type: 'join', other: anotherCase, reason: '同一家诊所' },
  part: { type: 'part', number: anotherCase.number, reason: '不是同一家' },
  'hear-joined': { type: 'hear-joined', number: anotherCase.number },
  transfer: {
    type: 'transfer',
    task,
    to: 'police',
    organ: '荣昌区公安局',
    basis: '《行政处罚法》第二十七条',
    materials: ['现场检查笔录'],
    on: '2026-11-05',
  },
  'receive-transfer': { type: 'receive-transfer', transfer: 'no-letter', on: '2026-11-05' },
  'propose-transfer': { type: 'propose-transfer', task, ...aCrimeReport },
  'decide-transfer': {
    type: 'decide-transfer',
    proposal: 'no-proposal',
    granted: true,
    head: '王局长',
    on: '2026-11-05',
    reason: '',
  },
  'follow-transfer': {
    type: 'follow-transfer',
    transfer: 'no-letter',
    step: { kind: 'gone-on', on: '2026-11-05', text: '依法处罚' },
  },
  'offer-mediation': {
    type: 'offer-mediation',
    task,
    body: 'people',
    organ: '荣昌区医疗纠纷人民调解委员会',
    text: '您愿意由人民调解委员会调解吗？',
  },
  'follow-mediation': {
    type: 'follow-mediation',
    mediation: 'no-mediation',
    step: { kind: 'ended', result: 'agreed', on: '2026-11-05', document: '' },
  },
  'clear-accused': {
    type: 'clear-accused',
    matter: 'm1',
    organ: '区纪委监委',
    document: '荣纪澄〔2026〕1号',
    on: '2026-11-05',
    clause: '三33',
    text: '反映的问题不存在。',
  },
  'hand-ethics': {
    type: 'hand-ethics',
    task,
    unit: '荣昌区人民医院医德考评办公室',
    on: '2026-11-05',
    document: '',
    text: '收受患者礼金。',
  },
  review: { type: 'review', task },
  'send-back-review': { type: 'send-back-review', task, reason: '写明去了几次' },
  'grant-re-examination': { type: 'grant-re-examination', again: [], text: '再去现场看一次' },
  'refuse-re-examination': { type: 'refuse-re-examination', text: '去过两次，都没有开门。' },
}

const reporters: readonly CommandType[] = [
  'answer',
  'supplement',
  'withdraw',
  'make-anonymous',
  'request-re-examination',
  'rate',
  'hear-joined',
]
const whoGives = (type: CommandType): Actor => {
  if (type === 'recount' || type === 'hear-patrol') return theClock
  return reporters.includes(type) ? theReporter : health
}
const answerTo = (about: Case, type: CommandType): string =>
  refusalOf(about, whoGives(type), commands[type])

const received = aCase({ urgent: 'life', facts: someFacts })
const accepted = after(received, health, commands.accept)
const concluded = after(accepted, health, commands.conclude)
const inState: Readonly<Record<CaseState, Case>> = {
  received,
  accepted,
  declined: after(received, health, commands.decline),
  concluded,
  withdrawn: after(accepted, theReporter, commands.withdraw),
  closed: after(concluded, health, commands.close),
  merged: after(accepted, health, commands.merge),
}

const states = Object.keys(inState) as CaseState[]

describe('state of the case × command', () => {
  it.each(states)('the builder of %s makes that state', (state) => {
    expect(inState[state].state).toBe(state)
  })

  it.each(
    commandTypes.flatMap((type) =>
      states.map((state, n) => [type, state, table[type][n] ?? 'not in the table'] as const),
    ),
  )('%s in %s: %s', (type, state, expected) => {
    expect(answerTo(inState[state], type)).toBe(expected)
  })
})

// Tasks, within a case that another matter keeps under way

const twoMatters = aCase(
  {
    matters: [
      { id: 'm1', stream: 'tip-off', offence: 'A1' },
      { id: 'm2', stream: 'tip-off', offence: 'F1' },
    ],
  },
  [
    aPlacement([anAssignment('health-commission'), anAssignment('public-security', 'cooperate')]),
    atTheIntakeOffice({ matter: 'm2' }),
  ],
)
const taken = after(twoMatters, health, commands.accept)
const returned = after(twoMatters, health, commands.return)
const withTask: Readonly<Record<Task['state'], Case>> = {
  assigned: twoMatters,
  accepted: taken,
  declined: after(twoMatters, health, commands.decline),
  returned,
  concluded: after(taken, health, commands.conclude),
  cancelled: after(twoMatters, theReporter, {
    type: 'set-matters',
    matters: [{ id: 'm2', stream: 'tip-off', offence: 'F1' }],
  }),
}

const taskTypes = ['accept', 'decline', 'return', 'note', 'ask', 'conclude'] as const
const taskAnswers: Readonly<Record<Task['state'], readonly string[]>> = {
  // accept, decline, return, note, ask, conclude
  assigned: ['allowed', 'allowed', 'allowed', 'allowed', 'allowed', 'not-accepted'],
  accepted: [
    'already-accepted',
    'already-accepted',
    'already-accepted',
    'allowed',
    'allowed',
    'allowed',
  ],
  declined: [
    'already-declined',
    'already-declined',
    'already-declined',
    'allowed',
    'already-declined',
    'already-declined',
  ],
  returned: [
    'already-returned',
    'already-returned',
    'returned-once',
    'already-returned',
    'already-returned',
    'already-returned',
  ],
  concluded: [
    'already-concluded',
    'already-concluded',
    'already-concluded',
    'allowed',
    'already-concluded',
    'already-concluded',
  ],
  cancelled: [
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
  ],
}
const taskStates = Object.keys(withTask) as Task['state'][]

describe('state of the task × command', () => {
  it.each(taskStates)('the builder of %s makes that state', (state) => {
    expect(withTask[state].tasks.find((one) => one.task === task)?.state).toBe(state)
  })

  it.each(
    taskStates.flatMap((state) =>
      taskTypes.map(
        (type, n) => [type, state, taskAnswers[state][n] ?? 'not in the table'] as const,
      ),
    ),
  )('%s a task that is %s: %s', (type, state, expected) => {
    expect(answerTo(withTask[state], type)).toBe(expected)
  })
})

describe('role of the task × command', () => {
  const asIntake = (type: 'accept' | 'return') =>
    refusalOf(twoMatters, officerOf('intake'), {
      ...commands[type],
      task: 'task-intake',
    } as Command)

  it('the intake office gives out, it neither accepts nor returns', () => {
    expect([asIntake('accept'), asIntake('return')]).toEqual([
      'intake-cannot-accept',
      'intake-cannot-return',
    ])
  })

  it('a cooperating office declines; only a lead returns', () => {
    const helper = { task: 'task-public-security' }
    const police = officerOf('public-security')
    expect(refusalOf(twoMatters, police, { ...commands.return, ...helper })).toBe(
      'cooperating-cannot-return',
    )
    expect(refusalOf(twoMatters, police, { ...commands.decline, ...helper })).toBe('allowed')
  })
})
