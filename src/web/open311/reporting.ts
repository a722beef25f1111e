import type { AreaCode } from '#core/plan.ts'
import type { Holder } from '#service/api-tokens.ts'
import { keepSentFiles } from '#service/open311-files.ts'
import { fileOpen311, readOpen311Token, type Open311Filed } from '#service/open311-report.ts'
import { open311Service } from '#service/open311-services.ts'
import { updateOpen311 } from '#service/open311-update.ts'
import type { Sealed } from '#service/sealed.ts'
import type { Web } from '../web.ts'
import type { FormOpen } from '#service/filled-form.ts'
import { fails, tells, type Answer } from './answering.ts'
import type { Parameters } from './parameters.ts'
import { refused } from './reading.ts'
import { list } from './spark.ts'
import { attributesIn, whereIn, whoIn, wordsIn } from './telling.ts'

/** A client that may send, and for which area. */
export interface Sender {
  readonly key: Holder
  readonly area: AreaCode
}

/** A report goes the way of every other; what comes back is a token. */
export async function report(
  web: Web,
  { key, area }: Sender,
  parameters: Parameters,
): Promise<Answer> {
  const { world } = web
  const offence = parameters.get('service_code')
  if (offence === undefined) return refused({ key: 'service-missing' })
  const service = open311Service(world, offence)
  if (!service) return refused({ key: 'service-unknown' })
  const told = wordsIn(parameters)
  if (!told.ok) return refused(told.refusal)
  const where = whereIn(world, area, parameters)
  if (!where.ok) return refused(where.refusal)
  const asked = attributesIn(world, area, parameters)
  if (!asked.ok) return refused(asked.refusal)
  const files = await keepSentFiles(world, parameters.files)
  if (!files.ok) return refused(files.refusal)
  const answers = {
    ...asked.value,
    ...whoIn(parameters),
    what: told.value || service.name,
    where: where.value,
  }
  const { text } = parameters
  const done = await fileOpen311(world, { key, area, offence, answers, files: files.value, text })
  if (!done.ok) return refused({ key: 'key-not-for-this' })
  if (done.value.state === 'open') return openAnswer(done.value)
  const { token } = done.value
  const request = { token, service_notice: noticeOf(web, done.value) }
  return tells('service_requests', list('request', [request]))
}

/** What is still asked; or who takes it, where it is none of our business. */
function openAnswer({ field, said }: FormOpen): Answer {
  if (field === undefined && said.length > 0) return fails(400, said.join('\n'))
  return refused({ key: 'answer-missing', facts: { name: field ?? 'what' } })
}

/** First what is urgent, then how to ask about it; number and passcode stand in no other answer. */
function noticeOf({ publicUrl }: Web, { again, number, passcode, said }: Open311Filed): string {
  if (again) return '这件已经收到过，没有重复登记。'
  const receipt =
    number === undefined
      ? ''
      : `受理编号 ${number}${passcode === undefined ? '' : `，查询口令 ${passcode}`}。只显示这一次，请转告举报人保存，到 ${publicUrl}/track 查进展。`
  return [...said, receipt].filter(Boolean).join('\n')
}

/** Whether the report behind a token was accepted. */
export async function tokenTold(
  world: Sealed,
  area: AreaCode | undefined,
  asked: string,
): Promise<Answer> {
  const told = await readOpen311Token(world, area, asked)
  if (!told) return refused({ key: 'token-unknown' })
  if (told.acceptance === 'not-accepted') return refused({ key: 'token-declined' })
  const id = told.acceptance === 'accepted' ? { service_request_id: told.id } : {}
  return tells('service_requests', list('request', [{ ...id, token: asked }]))
}

/** What systems of mySociety call the states of a report. */
const states = new Set(
  `unchanged open closed fixed in_progress planned action_scheduled investigating duplicate
   not_councils_responsibility no_further_action internal_referral cancelled reopen for_triage`.split(
    /\s+/,
  ),
)
const untold = new Set(['unchanged', 'open'])

const required = [
  'service_request_id',
  'update_id',
  'updated_datetime',
  'status',
  'description',
] as const

/** An update of a report of the client's own: its words are added, its state changes nothing here. */
export async function update(
  web: Web,
  { key, area }: Sender,
  parameters: Parameters,
): Promise<Answer> {
  const { world } = web
  const [id = '', theirs = '', , status = ''] = required.map((name) => parameters.get(name))
  if (required.some((name) => parameters.get(name) === undefined))
    return refused({ key: 'update-missing' })
  const state = status.toLowerCase()
  if (!states.has(state)) return refused({ key: 'update-status' })
  const told = wordsIn(parameters)
  if (!told.ok) return refused(told.refusal)
  const files = await keepSentFiles(world, parameters.files)
  if (!files.ok) return refused(files.refusal)
  const { name, contact: phone, mail } = whoIn(parameters)
  const text = untold.has(state) ? told.value : `${told.value}\n（对方系统的状态：${state}）`
  const done = await updateOpen311(world, {
    key,
    area,
    report: id,
    theirs,
    text,
    who: { name, phone, mail },
    files: files.value,
    whole: parameters.text,
  })
  if (!done.ok) return refused(done.refusal)
  return tells('service_request_updates', list('request_update', [{ update_id: done.value.id }]))
}
