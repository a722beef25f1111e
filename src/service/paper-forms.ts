import type { Matter } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Transfer } from '#core/transfer.ts'
import type { Block, FactRow } from '#paper/document.ts'
import { crimeLetterForm } from './crime-papers.ts'
import type { DeskCase } from './desk-case.ts'
import type { DeskTask } from './desk-task.ts'
import { heading, letterHead, materialsOf, text, type Form, type FormGround } from './paper-form.ts'

/** Nobody who writes to a reporter knows who that is. */
export const reporterOf = ({ file }: DeskCase): string => `举报人（编号${file.number}）`

const matterOf = ({ file }: DeskCase, { matter }: DeskTask): Matter | undefined =>
  file.matters.find(({ id }) => id === matter)

function matterWords({ file, task, words }: FormGround): string {
  const matter = matterOf(file, task)
  if (!matter) return ''
  return `${words.streams[matter.stream]}：${file.offenceNames[matter.offence] ?? '还没有归类'}`
}

const planWords = ({ planTitle, planNumber }: DeskCase): string =>
  `《${planTitle}》${planNumber ? `（${planNumber}）` : ''}`

/** 转办单: from the coordinating post to the office that has a part in it. */
export function assignmentForm(ground: FormGround): Result<Form> {
  const { file, task, words, intake } = ground
  if (task.role === 'intake') return refuse('paper-not-yet', { step: '分办' })
  const clause = task.clause ? `${task.clause}的分工` : '的分工'
  const part = words.roles[task.role]
  return ok({
    title: '举报事项转办单',
    issuer: intake,
    signer: intake,
    to: task.officeName,
    body: [
      text(
        `${reporterOf(file)}反映的下列事项，按照${planWords(file)}${clause}，由你单位办理（${part}）。请依法办理，并按期办结。`,
      ),
      { kind: 'facts', rows: assignmentRows(ground) },
      heading('反映的内容'),
      { kind: 'quote', text: file.file.facts.what },
      heading('请注意'),
      text('不属于你单位职责的，写明理由和依据退回，不要自行转出。'),
      text('不得打听、透露举报人是谁，不得把本单和举报材料交给被举报的单位和个人。'),
    ],
  })
}

function assignmentRows(ground: FormGround): readonly FactRow[] {
  const { file, task, words } = ground
  const { facts, receivedAt } = file.file
  const matter = matterOf(file, task)
  const others = file.tasks.filter((one) => one.matter === task.matter && one.role === 'cooperate')
  const day = words.fullDay(task.due.on)
  return [
    ['举报编号', file.file.number],
    ['登记时间', words.time(receivedAt)],
    ['事项', matterWords(ground)],
    ['被举报方', facts.who ?? '没有说'],
    ['地点', facts.where],
    [
      '发生时间',
      `${facts.when ?? '没有说'}${facts.ongoing ? `，${words.ongoings[facts.ongoing]}` : ''}`,
    ],
    ['材料', file.evidence.length > 0 ? `${file.evidence.length} 份，在系统里查看` : '没有'],
    ['分办依据', matter ? words.explanation(matter.explanation, file) : ''],
    ...(others.length > 0
      ? [['协办单位', others.map(({ officeName }) => officeName).join('、')] as const]
      : []),
    ['办理期限', `${day}前${task.due.practice ? '（办理惯例）' : ''}`],
  ]
}

const toReporter = ({ file, task }: FormGround): Pick<Form, 'to' | 'issuer' | 'signer'> => ({
  to: reporterOf(file),
  issuer: task.officeName,
  signer: task.officeName,
})

const told = ({ file, words }: FormGround): string =>
  `您${words.fullDay(dayOf(file.file.receivedAt))}反映的事项（${file.file.number}）`

const track = ({ trackUrl }: FormGround): Block =>
  text(
    `可以在原来的聊天里，或者打开 ${trackUrl} ，凭举报编号和查询密码查看办理情况。经办人员不知道您是谁，也不会向您要查询密码。`,
  )

/** 受理告知书. */
export function acceptedForm(ground: FormGround): Result<Form> {
  const { file, task, words } = ground
  const event = file.history.find((one) => one.type === 'accepted' && one.task === task.task)
  if (!event) return refuse('paper-not-yet', { step: '受理' })
  const due = words.fullDay(task.due.on)
  return ok({
    title: '受理告知书',
    ...toReporter(ground),
    on: dayOf(event.at),
    body: [
      text(
        `${told(ground)}收到。经审查，其中“${matterWords(ground)}”属于本单位职责，决定予以受理，正在核查。`,
      ),
      text(
        `预计${due}前办结，结果会告诉您。${task.due.practice ? '这个日期按办理惯例定，法律没有统一规定。' : ''}情况复杂、经批准延长的，也会告诉您。`,
      ),
      track(ground),
    ],
  })
}

/** 不予受理告知书: why, in the words the reporter was told, and what they can do. */
export function declinedForm(ground: FormGround): Result<Form> {
  const { task, words, remedies } = ground
  if (task.state !== 'declined') return refuse('paper-not-yet', { step: '不予受理' })
  return ok({
    title: '不予受理告知书',
    ...toReporter(ground),
    on: dayOf(task.at),
    body: [
      text(`${told(ground)}收到。经审查，其中“${matterWords(ground)}”决定不予受理。`),
      heading('理由'),
      text(`${words.declineReasons[task.reason]}。`),
      text(task.text),
      heading('您可以怎么办'),
      ...remedies.map(text),
      track(ground),
    ],
  })
}

/** The letters to other organs that a part of a case has. */
export const lettersOf = ({ file }: DeskCase, task: string): readonly Transfer[] => {
  const { transfers = [] } = file as typeof file & { readonly transfers?: readonly Transfer[] }
  return transfers.filter((one) => one.task === task)
}

const suspected: Readonly<Record<Transfer['to'], string>> = {
  police: '涉嫌犯罪',
  discipline: '涉及公职人员涉嫌违纪违法',
}

/** 移送函: to another organ, with what it rests on and what goes with it. Who reported stays here. */
export function transferForm(ground: FormGround): Result<Form> {
  const { file, task } = ground
  const letter = lettersOf(file, task.task).at(-1)
  if (!letter) return refuse('paper-transfer-none')
  const proposal = file.file.proposals?.find(({ id }) => id === letter.proposal)
  if (proposal) return crimeLetterForm(ground, letter, proposal)
  const { facts } = file.file
  return ok({
    title: '移送函',
    ...letterHead(ground, letter),
    body: [
      text(
        `我单位在办理${reporterOf(file)}反映的“${matterWords(ground)}”时，认为所反映的情况${suspected[letter.to]}。根据${letter.basis}，现移送你单位依法处理，请出具回执。`,
      ),
      {
        kind: 'facts',
        rows: [
          ['举报编号', file.file.number],
          ['被举报方', facts.who ?? '没有说'],
          ['地点', facts.where],
          ['时间', facts.when ?? '没有说'],
        ],
      },
      heading('反映的内容'),
      { kind: 'quote', text: facts.what },
      heading('移送材料清单'),
      ...materialsOf(letter),
      heading('请注意'),
      text('举报人的姓名、电话、账号不随案移送。请为举报人保密。'),
    ],
  })
}

/** 办结报告: from the office that decides to the coordinating post. */
export function conclusionForm(ground: FormGround): Result<Form> {
  const { file, task, words, intake } = ground
  if (task.state !== 'concluded') return refuse('paper-not-yet', { step: '办结' })
  const { outcome, penalty, noPenaltyReason } = task
  const isFound = outcome === 'substantiated' || outcome === 'partly'
  if (isFound && !penalty && !noPenaltyReason)
    return refuse('paper-fields', { fields: '处罚决定书文号（在案件页“补录处罚文号”里填）' })
  const opinions = file.tasks.flatMap((one) =>
    one.matter === task.matter && one.role === 'cooperate' && one.state === 'concluded'
      ? [text(`${one.officeName}：${one.text}`)]
      : [],
  )
  return ok({
    title: '举报事项办结报告',
    issuer: task.officeName,
    signer: task.officeName,
    to: intake,
    on: dayOf(task.at),
    body: [
      text(`${reporterOf(file)}反映的事项，我单位已经办结，现报告如下。`),
      { kind: 'facts', rows: conclusionRows(ground) },
      heading('一、反映的内容'),
      { kind: 'quote', text: file.file.facts.what },
      heading('二、处理结果'),
      text(`${words.outcomes[outcome]}。`),
      ...(isFound ? [text(penalty ? `处罚决定书文号：${penalty}。` : noPenalty(task))] : []),
      heading('三、核查情况和给举报人的答复'),
      text(task.text),
      ...(opinions.length > 0 ? [heading('四、协办意见'), ...opinions] : []),
    ],
  })
}

const noPenalty = ({ noPenaltyReason }: { readonly noPenaltyReason?: string }): string =>
  `没有处罚决定书的原因：${noPenaltyReason ?? ''}`

function conclusionRows(ground: FormGround): readonly FactRow[] {
  const { file, task, words } = ground
  const accepted = file.history.find((one) => one.type === 'accepted' && one.task === task.task)
  const at = task.state === 'concluded' ? task.at : 0
  return [
    ['举报编号', file.file.number],
    ['事项', matterWords(ground)],
    ['登记时间', words.time(file.file.receivedAt)],
    ['受理时间', accepted ? words.time(accepted.at) : '没有受理一步'],
    ['办结时间', words.time(at)],
    ['办理期限', words.fullDay(task.due.on)],
    ['是否按期', dayOf(at) <= task.due.on ? '按期' : '超期'],
  ]
}
