import { may, type Officer } from '#core/access.ts'
import { withoutCaller } from '#core/caller-words.ts'
import type { Instant, SourceKind, Standing } from '#core/case.ts'
import type { OffenceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { beginCall, callById, saveCall, type CallRow, type Handed } from '#store/calls.ts'
import type { Tx } from '#store/transaction.ts'
import { callText, type KeptCall } from './call-text.ts'
import { tellForm, type FormOpen } from './filled-form.ts'
import { hotlineRules, toldWhen } from './hotline-rules.ts'
import type { Sealed } from './sealed.ts'
import type { SmsOutcome } from './sms.ts'
import { trace } from './trace.ts'

/** A call as its operator wrote it down. */
export interface Call {
  /** Made by the page: the same page sent twice is one call. */
  readonly id: string
  readonly at: Instant
  /** Why it is written down so much later: one of `lateReasons`, or empty. */
  readonly lateReason: string
  readonly answers: Readonly<Record<string, string>>
  readonly offences: readonly OffenceCode[]
  readonly insists: boolean
  /** Absent: a citizen. */
  readonly source?: SourceKind
}

/** A call that was registered, for the operator who did it. */
export interface TakenCall {
  readonly id: string
  readonly number: string
  readonly at: Instant
  readonly standing: Standing
  /** What the caller may be told, in order. */
  readonly said: readonly string[]
  readonly handed: Handed
  /** The passcode can still be handed over. */
  readonly hasPasscode: boolean
}

const hour = 3_600_000
/** Later than this nobody types while they listen, and the file says why. */
const late = hour
/** So long a passcode can be sent, or printed once more. */
const handOverWithin = hour

/** Why a call may be written down later; keys, for the audit. */
export const lateReasons = ['noted-on-paper', 'passed-on', 'too-busy'] as const

/** Registers a call, once. Where something is still asked nothing is kept, and what is asked is told. */
export async function enterCall(
  world: Sealed,
  officer: Officer,
  call: Call,
): Promise<Result<{ readonly state: 'filed' } | FormOpen>> {
  const right = may(officer, 'enter-calls')
  if (!right.ok) return right
  const fault = faultIn(world, call)
  if (fault) return fault
  const undo = new Error('a call that is not complete is not kept')
  let open: FormOpen | undefined
  try {
    await world.db.transaction(async (tx) => {
      open = undefined
      const { id, at } = call
      if (!(await beginCall(tx, { id, officer: officer.id, at: world.clock() }))) return
      const answers = withoutWho(call.answers)
      const address = `call:${id}`
      const form = { ...call, answers, at, channel: 'hotline', address, area: officer.area }
      const told = await tellForm(world, tx, form)
      if (told.state === 'open') {
        open = told
        throw undo
      }
      const { number, keyId, standing, said, passcode } = told
      const kept = { standing, said, ...(passcode ? { passcode } : {}) } as const
      await saveCall(tx, id, { number, ...(await sealed(world, { id, keyId }, kept)) })
      const reason = lateReasons.find((one) => one === call.lateReason)
      const done = { action: 'call-entered', subject: number }
      await trace(world, tx, officer, reason ? { ...done, reason } : done)
    })
  } catch (cause) {
    if (cause !== undo) throw cause
  }
  return ok(open ?? { state: 'filed' })
}

function faultIn(
  world: Sealed,
  { at, lateReason, answers }: Call,
): ReturnType<typeof refuse> | undefined {
  const { callsBack } = hotlineRules(world)
  const told = toldWhen(world, at, callsBack)
  if (told === 'future') return refuse('call-in-future')
  if (told === 'too-old') return refuse('call-too-old', { hours: callsBack / hour })
  const isExplained = lateReasons.some((one) => one === lateReason)
  if (at < world.clock() - late && !isExplained) return refuse('late-reason-missing')
  const isNamed = answers['standing'] === 'named'
  const leavesName = [answers['name'], answers['contact']].some((one) => one?.trim())
  return !isNamed && leavesName ? refuse('anonymous-with-name') : undefined
}

const tellings = ['what', 'where', 'who', 'when', 'elsewhere', 'supplement'] as const

/** Who called stands under the seal, or nowhere; never in what they told. */
function withoutWho(answers: Call['answers']): Call['answers'] {
  const { name = '', contact: phone = '', standing } = answers
  const clean = tellings.flatMap((field) => {
    const text = answers[field]
    return text ? [[field, withoutCaller(text, { name, phone }, standing !== 'named')]] : []
  })
  return { ...answers, ...(Object.fromEntries(clean) as Call['answers']) }
}

const sealed = async (
  world: Sealed,
  { id, keyId }: { readonly id: string; readonly keyId: string },
  kept: KeptCall,
): Promise<{ readonly keyId: string; readonly sealed: Uint8Array }> => ({
  keyId,
  sealed: await world.vault.seal(keyId, JSON.stringify(kept), callText(id)),
})

interface OwnCall {
  readonly row: CallRow & { readonly number: string; readonly keyId: string }
  readonly kept: KeptCall
}

async function ownCall(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<OwnCall | undefined> {
  const row = await callById(tx, id)
  const { number, keyId } = row ?? {}
  if (!row?.sealed || number === undefined || keyId === undefined) return undefined
  if (row.officer !== officer.id) return undefined
  const kept = JSON.parse(await world.vault.open(keyId, row.sealed, callText(id))) as KeptCall
  return { row: { ...row, number, keyId }, kept }
}

const isOpen = (world: Sealed, { row, kept }: OwnCall): boolean =>
  kept.passcode !== undefined && row.at > world.clock() - handOverWithin

/** A call that this officer registered. */
export async function readCall(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<TakenCall>> {
  const own = await world.db.read(async (tx) => await ownCall(world, tx, officer, id))
  if (!own) return refuse('call-unknown')
  const { row, kept } = own
  const { standing, said } = kept
  const handed = row.handed as Handed
  const { number, at } = row
  return ok({ id, number, at, standing, said, handed, hasPasscode: isOpen(world, own) })
}

/** The passcode for the paper that the caller takes along; that it was printed is on record. */
export async function printPasscode(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<{ readonly number: string; readonly passcode: string; readonly at: Instant }>> {
  return await world.db.transaction(async (tx) => {
    const own = await ownCall(world, tx, officer, id)
    if (!own) return refuse('call-unknown')
    const { passcode } = own.kept
    if (passcode === undefined || !isOpen(world, own)) return refuse('passcode-gone')
    const { number, at } = own.row
    await saveCall(tx, id, { handed: 'printed' })
    await trace(world, tx, officer, { action: 'passcode-printed', subject: number })
    return ok({ number, passcode, at })
  })
}

/**
 * Sends number and passcode to the telephone of a caller who gave their name; of any other no telephone is taken. The
 * telephone is kept nowhere here. Once it went out the passcode is gone from the desk.
 */
export async function sendPasscode(
  world: Sealed,
  officer: Officer,
  { id, phone }: { readonly id: string; readonly phone: string },
): Promise<Result<SmsOutcome>> {
  const { sms } = world
  if (!sms) return refuse('sms-off')
  const begun = await world.db.transaction(async (tx): Promise<Result<OwnCall>> => {
    const own = await ownCall(world, tx, officer, id)
    if (!own) return refuse('call-unknown')
    if (own.kept.standing !== 'named') return refuse('sms-anonymous')
    if (!isOpen(world, own)) return refuse('passcode-gone')
    await saveCall(tx, id, { handed: 'sending' })
    return ok(own)
  })
  if (!begun.ok) return begun
  const { row, kept } = begun.value
  const { passcode = '', ...rest } = kept
  const outcome = await sms.send(phone, { number: row.number, passcode })
  await world.db.transaction(async (tx) => {
    if (outcome === 'refused') return await saveCall(tx, id, { handed: 'not' })
    if (outcome === 'sent')
      await saveCall(tx, id, { handed: 'sent', ...(await sealed(world, row, rest)) })
    await trace(world, tx, officer, { action: `passcode-${outcome}`, subject: row.number })
  })
  return ok(outcome)
}
