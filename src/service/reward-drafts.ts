import { mayFor, type Officer } from '#core/access.ts'
import { canonical } from '#core/canonical.ts'
import { dayOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import { withLocal, type LocalParameters } from '#core/reward-scheme.ts'
import { amountFaults } from '#packs/rewards.ts'
import { officerById } from '#store/officers.ts'
import {
  addParameters,
  draftOf,
  dropDraft,
  holdParameters,
  newestParameters,
  saveDraft,
  sendDraftBack,
  type ParameterDraft,
} from '#store/reward-parameters.ts'
import type { Tx } from '#store/transaction.ts'
import { givenIn, schemesIn, type SchemeHere } from './reward-schemes.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** What somebody enters: every parameter that the area settles, each with its document. */
export interface ParametersGiven {
  readonly area: AreaCode
  readonly scheme: string
  readonly given: LocalParameters['given']
  readonly reason: string
  /** Number of the version they had before them; 0 where there was none. */
  readonly seen: number
}

const longestReason = 300

function reasonFault(reason: string): Refusal | undefined {
  if (reason === '') return { key: 'reason-missing' }
  if (reason.length < 4) return { key: 'reason-too-short' }
  if (reason.length > longestReason)
    return { key: 'text-too-long', facts: { longest: longestReason } }
  return undefined
}

/**
 * Enters parameters, whole. They hold for nothing until a second person has approved them; what somebody entered before
 * and nobody approved is replaced. Refused if another version came since they looked.
 */
export async function enterParameters(
  world: World,
  by: Officer,
  asked: ParametersGiven,
): Promise<Result<{ readonly id: string }>> {
  const { area, scheme, seen } = asked
  const right = mayFor(by, 'configure', area)
  if (!right.ok) return right
  const reason = asked.reason.trim()
  const fault = reasonFault(reason)
  if (fault) return { ok: false, refusal: fault }
  const local = await soundLocal(world, asked)
  if (!local.ok) return local
  const [id, at] = [world.id(), world.clock()]
  return await world.db.transaction(async (tx) => {
    await holdParameters(tx, area, scheme)
    const newest = await newestParameters(tx, area, scheme)
    if ((newest?.number ?? 0) !== seen) return refuse('reward-parameters-moved')
    const content = canonical(local.value)
    await saveDraft(tx, { area, scheme, id, at, by: by.id, reason, content, seen })
    const subject = subjectOf({ area, scheme })
    const entry = { area, action: 'reward-parameters-entered', subject }
    await trace(world, tx, by, { ...entry, reason: hashOf(world, content) })
    return ok({ id })
  })
}

const subjectOf = ({ area, scheme }: Pick<ParameterDraft, 'area' | 'scheme'>): string =>
  `reward-scheme:${area}/${scheme}`

const hashOf = (world: World, content: string): string =>
  Buffer.from(world.mac(Buffer.from(content))).toString('hex')

/** Read as strictly as a data file is, and put together with the document once. */
async function soundLocal(
  world: World,
  { area, scheme, given }: ParametersGiven,
): Promise<Result<LocalParameters>> {
  const document = world.packs.rewards?.schemes.find(({ id }) => id === scheme)
  if (!document || !world.packs.areas.has(area)) return refuse('reward-scheme-none')
  if (Object.keys(given).length === 0) return refuse('reward-parameters-none')
  const { localParametersSchema } = await import('#packs/reward-schema.ts')
  const read = localParametersSchema.safeParse({ scheme, area, given })
  if (!read.success) {
    const [issue] = read.error.issues
    const parameter = String(issue?.path[1] ?? '')
    return refuse('reward-parameters-unclear', { parameter, why: issue?.message ?? '' })
  }
  const today = dayOf(world.clock())
  const [early] = Object.entries(read.data.given).filter(([, { on }]) => on > today)
  if (early)
    return refuse('reward-parameters-unclear', { parameter: early[0], why: '文件日期在今天以后' })
  const settled = withLocal(document, read.data)
  if (!settled.ok) return settled
  const [fault] = amountFaults(settled.value)
  return fault === undefined ? ok(read.data) : refuse('reward-parameters-against', { why: fault })
}

/** Parameters that wait for a second person, beside what holds now. */
export interface WaitingParameters extends SchemeHere {
  readonly draft: Pick<ParameterDraft, 'id' | 'at' | 'reason'>
  readonly sentBack?: { readonly by: string; readonly because: string }
  readonly given: LocalParameters['given']
  /** What the version in force says. */
  readonly before: LocalParameters['given']
  readonly enteredBy: string
  /** Whoever looks entered it themselves. */
  readonly isMine: boolean
}

/** All that waits in an area. */
export async function waitingParameters(
  world: World,
  by: Officer,
  area: AreaCode,
): Promise<Result<readonly WaitingParameters[]>> {
  const right = mayFor(by, 'approve-parameters', area)
  if (!right.ok) return right
  return ok(await world.db.read(async (tx) => await waitingIn(world, tx, by, area)))
}

async function waitingIn(
  world: World,
  tx: Tx,
  by: Officer,
  area: AreaCode,
): Promise<readonly WaitingParameters[]> {
  const waiting: WaitingParameters[] = []
  for (const here of await schemesIn(world, tx, area)) {
    const draft = await draftOf(tx, area, here.document.id)
    if (!draft) continue
    const { sentBackBy, sentBack } = draft
    waiting.push({
      ...here,
      draft,
      given: givenIn(draft),
      before: here.version ? givenIn(here.version) : {},
      enteredBy: await nameOf(tx, draft.by),
      isMine: draft.by === by.id,
      ...(sentBackBy === undefined || sentBack === undefined
        ? {}
        : { sentBack: { by: await nameOf(tx, sentBackBy), because: sentBack } }),
    })
  }
  return waiting
}

const nameOf = async (tx: Tx, id: string): Promise<string> =>
  (await officerById(tx, id))?.name ?? id

/** Which draft, as the second person read it. */
export interface DraftPoint {
  readonly area: AreaCode
  readonly scheme: string
  readonly id: string
}

/**
 * The second person approves: the parameters become the next version, numbered, for good, with both names. What is
 * proposed from then on goes by it; what was proposed before has to be calculated anew.
 */
export async function approveParameters(
  world: World,
  by: Officer,
  point: DraftPoint,
): Promise<Result<{ readonly number: number }>> {
  return await onDraft(world, by, point, async (tx, draft) => {
    if (draft.by === by.id) return refuse('reward-parameters-own')
    if (draft.sentBackBy !== undefined) return refuse('reward-parameters-changed')
    const { area, scheme, content, reason, seen } = draft
    const newest = await newestParameters(tx, area, scheme)
    if ((newest?.number ?? 0) !== seen) return refuse('reward-parameters-moved')
    const [number, at, hash] = [seen + 1, world.clock(), hashOf(world, content)]
    const kept = { area, scheme, number, at, by: draft.by, reason, content, hash }
    await addParameters(tx, { ...kept, approvedBy: by.id })
    await dropDraft(tx, draft.id)
    const subject = `${subjectOf(draft)}+${number}`
    const entry = { area, action: 'reward-parameters-published', subject }
    await trace(world, tx, by, { ...entry, reason: `${hash} officer:${draft.by}` })
    return ok({ number })
  })
}

/** Not so, and why: nobody approves them any more. Whoever entered them mends them, or takes them back. */
export async function rejectParameters(
  world: World,
  by: Officer,
  { reason, ...point }: DraftPoint & { readonly reason: string },
): Promise<Result<true>> {
  return await onDraft(world, by, point, async (tx, draft) => {
    const subject = subjectOf(draft)
    if (draft.by === by.id) {
      await dropDraft(tx, draft.id)
      const entry = { area: draft.area, action: 'reward-parameters-taken-back' }
      await trace(world, tx, by, { ...entry, subject })
      return ok(true)
    }
    const words = reason.trim()
    const fault = reasonFault(words)
    if (fault) return { ok: false, refusal: fault }
    await sendDraftBack(tx, draft.id, { sentBackBy: by.id, sentBack: words })
    const entry = { area: draft.area, action: 'reward-parameters-rejected' }
    await trace(world, tx, by, { ...entry, subject, reason: `officer:${draft.by}` })
    return ok(true)
  })
}

async function onDraft<T>(
  world: World,
  by: Officer,
  { area, scheme, id }: DraftPoint,
  work: (tx: Tx, draft: ParameterDraft) => Promise<Result<T>>,
): Promise<Result<T>> {
  const right = mayFor(by, 'approve-parameters', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    await holdParameters(tx, area, scheme)
    const draft = await draftOf(tx, area, scheme)
    return draft?.id === id ? await work(tx, draft) : refuse('reward-parameters-changed')
  })
}
