import type { Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  isShorter,
  termIn,
  type RetainedKind,
  type RetentionRule,
  type Term,
} from '#core/retention.ts'
import type { OperatorSettings } from '#packs/operator.ts'
import { mayHere } from './officers.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** Kinds whose term an area's operator sets; the log is the machine's own. */
export type OwnKind = Exclude<RetainedKind, 'log'>

const settingOf = {
  conversation: 'keepConversation',
  transcript: 'keepTranscript',
  identity: 'keepIdentity',
  evidence: 'keepEvidence',
  case: 'keepCase',
  payee: 'keepPayee',
} as const satisfies Readonly<Record<OwnKind, keyof OperatorSettings>>

export const ownKinds = Object.keys(settingOf) as readonly OwnKind[]

/** How long an area keeps a kind of data, and whose decision that is. `undefined`: no rule is known, nothing expires. */
export function termFor(
  world: World,
  area: AreaCode,
  kind: OwnKind,
): (Term & { readonly rule: RetentionRule; readonly own: boolean }) | undefined {
  const rule = world.packs.retention.get(kind)
  if (!rule) return undefined
  const set = area === '' ? undefined : world.operator.read(area)[settingOf[kind]]
  const own = set === undefined ? undefined : termIn(set)
  const { amount, unit } = own ?? rule
  return { amount, unit, rule, own: own !== undefined }
}

export const termText = ({ amount, unit }: Term): string => `${amount}${unit}`

/** Sets a term of an area, with the reason; what was before stays on record. */
export async function setTerm(
  world: World,
  officer: Officer,
  asked: {
    readonly area: AreaCode
    readonly kind: OwnKind
    readonly term: string
    readonly reason: string
  },
): Promise<Result<true>> {
  const { area, kind, reason } = asked
  const right = mayHere(officer, 'configure')
  if (!right.ok) return right
  const before = termFor(world, area, kind)
  const term = termIn(asked.term)
  if (!before || !term) return refuse('term-unclear')
  const words = reason.trim()
  if (words === '') return refuse('reason-missing')
  if (words.length < 4) return refuse('reason-too-short')
  if (words.length > 300) return refuse('text-too-long', { longest: 300 })
  const { least } = before.rule
  if (least && isShorter(term, least)) return refuse('term-too-short', { source: least.source })
  const written = world.operator.write(area, { [settingOf[kind]]: termText(term) })
  if (!written.ok) return written
  const change = { before: termText(before), after: termText(term) }
  await world.db.transaction(async (tx) => {
    const at = world.clock()
    const row = { id: world.id(), area, at, by: officer.id, kind, reason: words, ...change }
    await tx.insertInto('retentionChanges').values(row).execute()
    const about = `${kind} ${change.before} ${change.after}`
    await trace(world, tx, officer, { area, action: 'retention-set', subject: area, reason: about })
  })
  return ok(true)
}

/** What was set before, newest first. */
export async function termChanges(world: World, area: AreaCode) {
  return await world.db.read(
    async (tx) =>
      await tx
        .selectFrom('retentionChanges')
        .selectAll()
        .where('area', '=', area)
        .orderBy('at', 'desc')
        .limit(50)
        .execute(),
  )
}
