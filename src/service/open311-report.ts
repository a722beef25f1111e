import { withoutCaller } from '#core/caller-words.ts'
import { acceptanceOf, type Acceptance } from '#core/open311.ts'
import type { AreaCode, OffenceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { MediaRef } from '#conversation/message.ts'
import { caseById, caseByNumber } from '#store/cases.ts'
import { beginReport, fileReported, reportByToken, type Open311Row } from '#store/open311.ts'
import type { Tx } from '#store/transaction.ts'
import type { Holder } from './api-tokens.ts'
import { openCase } from './case-file.ts'
import { letGo } from './evidence.ts'
import { tellForm, type FormOpen } from './filled-form.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** A report as a client sent it. */
export interface Open311Report {
  readonly key: Holder
  readonly area: AreaCode
  readonly offence: OffenceCode
  /** By the name of the answer, as it would have been said. */
  readonly answers: Readonly<Record<string, string>>
  readonly files: readonly MediaRef[]
  /** All that was sent, the key apart: the same again is the same report. */
  readonly text: string
}

/** What the client is told. `number` and `passcode` this once. */
export interface Open311Filed {
  readonly state: 'filed'
  readonly token: string
  readonly again: boolean
  readonly number?: string
  readonly passcode?: string
  /** For whoever told it: first of all what to do where there is danger. */
  readonly said: readonly string[]
}

/** So long the same report is one report: clients send again what was not answered in time. */
const sameFor = 24 * 3_600_000

/** Tells whether two texts are the same, and neither of them. */
export const marked = ({ mac }: Sealed, text: string): string =>
  Buffer.from(mac(Buffer.from(text))).toString('base64url')

/** Made again from the report's id, so that a client that asks twice gets the same one; kept as a digest alone. */
const tokenOf = (world: Sealed, id: string): string => marked(world, `open311 token ${id}`)
const digestOf = (world: Sealed, token: string): string => marked(world, `open311 digest ${token}`)

/** Registers a report, once. Where something is still asked nothing is kept, and what is asked is told. */
export async function fileOpen311(
  world: Sealed,
  report: Open311Report,
): Promise<Result<Open311Filed | FormOpen>> {
  const { key, area } = report
  if (key.officer.area !== area) return refuse('area-not-yours')
  const undo = new Error('a report that is not complete is not kept')
  let open: FormOpen | undefined
  try {
    const filed = await world.db.transaction(async (tx) => {
      const told = await register(world, tx, report)
      if (told.state === 'filed') return told
      open = told
      throw undo
    })
    letGo(world, { type: 'media', media: report.files })
    return ok(filed)
  } catch (cause) {
    if (cause !== undo || !open) throw cause
    return ok(open)
  }
}

async function register(
  world: Sealed,
  tx: Tx,
  report: Open311Report,
): Promise<Open311Filed | FormOpen> {
  const { key, area, offence, answers, files, text } = report
  const id = world.id()
  const token = tokenOf(world, id)
  const at = world.clock()
  const by = key.token.id
  const mark = marked(world, `open311 ${area} ${text}`)
  const row = { id, area, by, mark, tokenHash: digestOf(world, token), at }
  const known = await beginReport(tx, row, at - sameFor)
  if (known) return { state: 'filed', token: tokenOf(world, known.id), again: true, said: [] }
  const told = await tellForm(world, tx, {
    channel: 'open311',
    address: `open311:${id}`,
    at,
    area,
    answers: withoutWho(answers),
    offences: offence === 'unknown' ? [] : [offence],
    insists: true,
    files,
  })
  if (told.state === 'open') return told
  const { number, passcode, said } = told
  const about = await caseByNumber(tx, number)
  if (about) await fileReported(tx, id, about.id)
  const reason = `token:${by} open311`
  await trace(world, tx, key.officer, { action: 'report-sent-in', subject: number, reason })
  return { state: 'filed', token, again: false, number, said, ...(passcode ? { passcode } : {}) }
}

const tellings = ['what', 'where', 'who', 'when', 'elsewhere', 'unit'] as const

/** Who told it stands under the seal, where they chose that, or nowhere; never in what they told. */
function withoutWho(answers: Open311Report['answers']): Open311Report['answers'] {
  const { name = '', contact: phone = '', mail = '', ...rest } = answers
  const isNamed = rest['standing'] === 'named'
  const clean = tellings.flatMap((field) => {
    const text = rest[field]
    if (!text) return []
    const bare = mail === '' ? text : text.replaceAll(mail, '（邮箱）')
    return [[field, withoutCaller(bare, { name, phone }, !isNamed)] as const]
  })
  return {
    ...rest,
    standing: isNamed ? 'named' : 'anonymous',
    ...Object.fromEntries(clean),
    ...(isNamed ? { name, contact: phone } : {}),
  }
}

/** What a token tells. */
export interface TokenTold {
  readonly acceptance: Acceptance
  readonly id: string
}

/** Whether the report behind a token was accepted; `undefined`: there is none, or it was let go. */
export async function readOpen311Token(
  world: Sealed,
  area: AreaCode | undefined,
  token: string,
): Promise<TokenTold | undefined> {
  return await world.db.read(async (tx) => {
    const row = await reportByToken(tx, digestOf(world, token))
    if (!row || (area !== undefined && row.area !== area)) return undefined
    return await toldOf(world, tx, row)
  })
}

async function toldOf(world: Sealed, tx: Tx, row: Open311Row): Promise<TokenTold | undefined> {
  const about = row.caseId === undefined ? undefined : await caseById(tx, row.caseId)
  if (!about || about.erasedAt !== undefined) return undefined
  const { case: file } = await openCase(world, tx, about)
  return { acceptance: acceptanceOf(file), id: row.id }
}
