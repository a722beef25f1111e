import { may, type Officer } from '#core/access.ts'
import { dayOf, yearOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { OfficialPaper } from '#paper/document.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase } from './case-file.ts'
import { crimeReportForm, proposalsOf } from './crime-papers.ts'
import { deskCase, type DeskCase } from './desk-case.ts'
import type { DeskTask } from './desk-task.ts'
import type { Form, FormGround } from './paper-form.ts'
import {
  acceptedForm,
  assignmentForm,
  conclusionForm,
  declinedForm,
  lettersOf,
  transferForm,
} from './paper-forms.ts'
import type { PaperWords } from './paper-words.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { isDemoArea } from './world.ts'

/** 转办单、受理告知书、不予受理告知书、移送函、办结报告. */
export const formKinds = [
  'assignment',
  'accepted',
  'declined',
  'crime-report',
  'transfer',
  'conclusion',
] as const
export type FormKind = (typeof formKinds)[number]

export interface PaperAsked {
  readonly number: string
  readonly kind: FormKind
  /** Of which task; without it of the one that fits. */
  readonly task?: string
  /** 发文字号, where the office has given it one. */
  readonly mark?: string
  /** For a word processor. */
  readonly as?: 'pdf' | 'docx'
  readonly words: PaperWords
}

/** A file to be saved. */
export interface Paper {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A form of a case, on record by its kind. Who the reporter is stands in none. */
export async function paperOf(
  world: Sealed,
  officer: Officer,
  asked: PaperAsked,
): Promise<Result<Paper>> {
  if ((asked.mark ?? '').length > longestMark)
    return refuse('paper-mark-long', { longest: longestMark })
  const made = await world.db.transaction(async (tx) => {
    const open = await visibleCase(world, tx, officer, asked.number)
    if (!open.ok) return open
    const file = await deskCase(world, tx, open.value, officer)
    const paper = await officialPaper(world, tx, { officer, asked, file })
    if (paper.ok)
      await trace(world, tx, officer, { action: `paper-${asked.kind}`, subject: asked.number })
    return paper
  })
  if (!made.ok) return made
  const { as = 'pdf', number, kind } = asked
  const bytes = as === 'pdf' ? await asPdf(made.value) : await asDocx(made.value)
  return ok({ name: `${number}-${kind}.${as}`, type: types[as], bytes })
}

const longestMark = 40

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

async function asPdf(paper: OfficialPaper): Promise<Uint8Array> {
  const { openTypeface } = await import('#paper/font.ts')
  const { officialPdf } = await import('#paper/official-pdf.ts')
  return await officialPdf(paper, await openTypeface())
}

async function asDocx(paper: OfficialPaper): Promise<Uint8Array> {
  const { officialDocx } = await import('#paper/official-docx.ts')
  return await officialDocx(paper)
}

interface At {
  readonly officer: Officer
  readonly asked: PaperAsked
  readonly file: DeskCase
}

/** The forms of a case by now, for its file: title and body, in the order of the case's life. */
export function formTexts(
  world: Sealed,
  file: DeskCase,
  { officer, words }: { readonly officer: Officer; readonly words: PaperWords },
): readonly Pick<Form, 'title' | 'body'>[] {
  return formsNow(file, officer).flatMap(({ kind, task }) => {
    const form = forms[kind](groundFor(world, { file, task, words }))
    return form.ok ? [form.value] : []
  })
}

const groundFor = (
  world: Sealed,
  about: Pick<FormGround, 'file' | 'task' | 'words'>,
): FormGround => ({
  ...about,
  intake: `${about.file.areaName}医疗卫生综合监管协调岗`,
  trackUrl: `${world.publicUrl}/track`,
  remedies: remediesFor(world, about.file, about.task),
})

async function officialPaper(world: Sealed, tx: Tx, at: At): Promise<Result<OfficialPaper>> {
  const { asked, file } = at
  const task = taskFor(at)
  if (!task.ok) return task
  const { area } = file.file
  const { words } = asked
  const form = forms[asked.kind](groundFor(world, { file, task: task.value, words }))
  if (!form.ok) return form
  const { on, mark, ...said } = form.value
  const now = world.clock()
  const day = on ?? dayOf(now)
  const demo = await isDemoArea(world, tx, area)
  const { telephone } = world.operator.read(area)
  return ok({
    ...said,
    number: asked.mark?.trim() || mark || `〔${yearOf(day)}〕　　号（文号待编）`,
    day: asked.words.fullDay(day),
    contact: telephone
      ? `联系电话：${telephone}`
      : '联系电话：演示辖区没有填写，请系统管理员填值班电话',
    at: new Date(now),
    ...(demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
  })
}

const forms: Readonly<Record<FormKind, (ground: FormGround) => Result<Form>>> = {
  assignment: assignmentForm,
  accepted: acceptedForm,
  declined: declinedForm,
  'crime-report': crimeReportForm,
  transfer: transferForm,
  conclusion: conclusionForm,
}

const fits: Readonly<Record<FormKind, (task: DeskTask, file: DeskCase) => boolean>> = {
  assignment: ({ role, state }) => role !== 'intake' && state !== 'cancelled',
  accepted: (task, { history }) =>
    history.some((event) => event.type === 'accepted' && event.task === task.task),
  declined: ({ state, role }) => state === 'declined' && role !== 'cooperate',
  'crime-report': ({ task }, file) => proposalsOf(file, task).length > 0,
  transfer: ({ task }, file) => lettersOf(file, task).length > 0,
  conclusion: ({ state, role }) => state === 'concluded' && role !== 'cooperate',
}

const steps: Readonly<Record<FormKind, string>> = {
  assignment: '分办',
  accepted: '受理',
  declined: '不予受理',
  'crime-report': '提出移送报告',
  transfer: '移送',
  conclusion: '办结',
}

/** Which forms of which tasks this officer can have now. */
export function formsNow(
  file: DeskCase,
  officer: Officer,
): readonly { readonly kind: FormKind; readonly task: DeskTask }[] {
  return formKinds.flatMap((kind) =>
    file.tasks
      .filter((task) => fits[kind](task, file) && mayWrite(officer, kind, task))
      .map((task) => ({ kind, task })),
  )
}

/** An office writes in its own name; the coordinating post and supervisors may have every paper of a case they see. */
const mayWrite = (officer: Officer, kind: FormKind, task: DeskTask): boolean =>
  may(officer, 'read-evidence').ok &&
  (officer.role !== 'handler' || kind === 'assignment' || task.office === officer.office)

function taskFor({ officer, asked, file }: At): Result<DeskTask> {
  const { kind } = asked
  const able = formsNow(file, officer).filter((one) => one.kind === kind)
  const found = asked.task ? able.find(({ task }) => task.task === asked.task) : able[0]
  if (found) return ok(found.task)
  const isOther = file.tasks.some((task) => fits[kind](task, file))
  if (isOther) return refuse('task-not-yours')
  return kind === 'transfer'
    ? refuse('paper-transfer-none')
    : refuse('paper-not-yet', { step: steps[kind] })
}

/** What the data says: of petitions their own review, of the others who may ask for one. What is not sure is not said. */
function remediesFor({ packs }: Sealed, { file }: DeskCase, task: DeskTask): readonly string[] {
  const stream = file.matters.find(({ id }) => id === task.matter)?.stream
  if (stream === 'petition')
    return [...packs.limits.values()]
      .filter((limit) => limit.step === 'review' && limit.stream === stream)
      .filter(({ confidence }) => confidence !== 'U')
      .map(({ source }) => `${source}。`)
  return (packs.satisfaction?.remedies ?? []).map(({ text }) => text['zh-cn'])
}
