import type { Officer } from '#core/access.ts'
import {
  answerIdentity,
  askIdentity,
  mayEnd,
  mayView,
  type Account,
  type AccountLink,
  type Asking,
  type IdentityPurpose,
  type IdentityRequest,
} from '#core/identity-access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import {
  addIdentityRequest,
  answerIdentityRequest,
  endIdentityGrant,
  identityRequest,
  identityRequestsOf,
  markIdentitySeen,
  type IdentityRequestRow,
} from '#store/identity-requests.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import type { IdentityGrant, ReporterIdentity } from '#vault/open.ts'
import { openCase, type OpenCase, visibleCase } from './case-file.ts'
import { oweNews } from './news.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** Asks to see who reported a case. The reason is sealed with the case. */
export async function requestIdentity(
  world: Sealed,
  officer: Officer,
  { number, ...asking }: Asking & { readonly number: string },
): Promise<Result<{ readonly id: string }>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const at = world.clock()
    const asked = askIdentity(officer, file.value.case, {
      ...asking,
      at,
      hasIdentity: await world.vault.hasIdentity(tx, file.value.id),
      before: (await identityRequestsOf(tx, file.value.id)).map(requestIn),
    })
    if (!asked.ok) return asked
    const { purpose, reason } = asked.value
    const id = world.id()
    const { id: caseId, keyId } = file.value
    const { area } = file.value.case
    await addIdentityRequest(tx, {
      id,
      caseId,
      number,
      area,
      purpose,
      keyId,
      asker: officer.id,
      askedAt: at,
      asked: await world.vault.seal(keyId, reason, reasonOf(id)),
    })
    const about = `${purpose} request:${id}`
    await trace(world, tx, officer, { action: 'identity-asked', subject: number, reason: about })
    return ok({ id })
  })
}

/** What a second officer decides about a request. */
export interface Answer {
  readonly request: string
  readonly grant: boolean
  readonly hours: number
  readonly reason: string
}

/** Grants or refuses; an attempt that the rules refuse is on record too. */
export async function answerRequest(
  world: Sealed,
  officer: Officer,
  { request, ...given }: Answer,
): Promise<Result<true>> {
  return await onRequest(world, officer, request, async (tx, { row, file }) => {
    const at = world.clock()
    const asker = await accountOf(tx, row.asker)
    const granter = await accountOf(tx, officer.id)
    if (!asker || !granter) return refuse('officer-unknown')
    const before = { request: requestIn(row), about: file.case, asker, granter }
    const answered = answerIdentity(officer, before, { ...given, at })
    if (!answered.ok) return answered
    const { reason, granted } = answered.value
    const kept = await answerIdentityRequest(tx, row.id, {
      state: granted ? 'granted' : 'refused',
      answeredBy: officer.id,
      answeredAt: at,
      answer: await world.vault.seal(row.keyId, reason, answerOf(row.id)),
      ...(granted ? grantColumns(world, { row, granter: officer.id, ...granted }) : {}),
    })
    if (!kept) return refuse('identity-already-answered')
    const links = granted?.links.length ? ` links:${granted.links.join('/')}` : ''
    await trace(world, tx, officer, {
      action: granted ? 'identity-granted' : 'identity-refused',
      subject: row.number,
      reason: `request:${row.id}${links}`,
    })
    return ok(true)
  })
}

/** An identity on the page of the one officer it was granted to. */
export interface IdentitySeen extends ReporterIdentity {
  readonly number: string
  readonly purpose: IdentityPurpose
  readonly at: number
  readonly until: number
}

/** Opens the identity once: the vault looks at the grant itself and writes the look into the audit chain. */
export async function seeIdentity(
  world: Sealed,
  officer: Officer,
  asked: { readonly request: string; readonly number: string },
): Promise<Result<IdentitySeen>> {
  return await onRequest(world, officer, asked.request, async (tx, { row, file }) => {
    if (row.number !== asked.number) return refuse('identity-not-granted')
    const at = world.clock()
    const about = requestIn(row)
    const right = mayView(officer, about, { about: file.case, at })
    if (!right.ok) return right
    const grant = grantOf(row, { granter: row.answeredBy ?? '', until: right.value.until })
    const shown = { grant, proof: row.proof ?? new Uint8Array(), officer: officer.id }
    if (!world.vault.isGrant(shown)) return refuse('identity-not-granted')
    if (!(await world.vault.hasIdentity(tx, row.caseId))) return refuse('identity-none')
    if (await markIdentitySeen(tx, row.id, at)) await tellReporter(world, tx, file, about)
    const identity = await world.vault.openIdentity(tx, shown)
    if (!identity) return refuse('identity-none')
    const { number, purpose } = about
    return ok({ ...identity, number, purpose, at, until: right.value.until })
  })
}

/** A grant ends before its time. */
export async function endGrant(
  world: Sealed,
  officer: Officer,
  request: string,
): Promise<Result<true>> {
  return await onRequest(world, officer, request, async (tx, { row, file }) => {
    const at = world.clock()
    const right = mayEnd(officer, requestIn(row), { about: file.case, at })
    if (!right.ok) return right
    await endIdentityGrant(tx, row.id, at)
    const reason = `request:${row.id}`
    await trace(world, tx, officer, { action: 'identity-ended', subject: row.number, reason })
    return ok(true)
  })
}

interface OnRequest {
  readonly row: IdentityRequestRow
  readonly file: OpenCase
}

/** What is asked of a request in one transaction. What is refused leaves an entry of its own, also of who may not see the case. */
async function onRequest<T>(
  world: Sealed,
  officer: Officer,
  id: string,
  work: (tx: Tx, on: OnRequest) => Promise<Result<T>>,
): Promise<Result<T>> {
  return await world.db.transaction(async (tx) => {
    const row = await identityRequest(tx, id)
    const about = row && (await caseById(tx, row.caseId))
    if (!row || !about) return refuse('identity-request-unknown')
    if (!(await world.vault.hasKey(about.keyId))) return refuse('identity-none')
    const done = await work(tx, { row, file: await openCase(world, tx, about) })
    if (done.ok) return done
    const { key } = done.refusal
    const reason = `${key} request:${id}`
    const { area, number: subject } = row
    await trace(world, tx, officer, { area, action: 'identity-denied', subject, reason })
    return key === 'case-not-visible' ? refuse('identity-request-unknown') : done
  })
}

/** An account with who made it. */
async function accountOf(tx: Tx, id: string): Promise<Account | undefined> {
  const row = await officerById(tx, id)
  if (!row) return undefined
  const { name, role, invitedBy } = row
  const inviter = invitedBy === undefined ? undefined : await officerById(tx, invitedBy)
  return {
    id,
    name,
    role: role as Account['role'],
    ...(invitedBy === undefined ? {} : { invitedBy }),
    ...(inviter ? { inviterName: inviter.name } : {}),
  }
}

/** The reporter hears of the first look at their name, where the area's operator has set it so. */
async function tellReporter(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  { id, number }: IdentityRequest,
): Promise<void> {
  if (world.operator.read(file.case.area).identityTold !== 'yes') return
  await oweNews(world, tx, file, {
    id: `${id}/notice`,
    event: id,
    kind: 'other',
    facts: { number, text: toldText },
  })
}

const toldText =
  '办理中经批准，有承办人员看过您留的姓名电话。谁批的、谁看的、为什么看，都有记录。有疑问，可以向主办单位查问。'

/** The row as the rules read it. */
export function requestIn(row: IdentityRequestRow): IdentityRequest {
  const { id, number, asker, askedAt, answeredBy = '', answeredAt = 0, until = 0 } = row
  const asked = { id, number, asker, askedAt, purpose: row.purpose as IdentityPurpose }
  const answered = { answeredBy, answeredAt }
  const span = { until, links: (row.links?.split(' ').filter(Boolean) ?? []) as AccountLink[] }
  switch (row.state as IdentityRequest['state']) {
    case 'asked':
      return { ...asked, state: 'asked' }
    case 'refused':
      return { ...asked, ...answered, state: 'refused' }
    case 'granted':
      return { ...asked, ...answered, ...span, state: 'granted' }
    case 'ended':
      return { ...asked, ...answered, ...span, state: 'ended', endedAt: row.endedAt ?? 0 }
  }
}

const grantOf = (
  { id, caseId, number, area, asker }: IdentityRequestRow,
  { granter, until }: { readonly granter: string; readonly until: number },
): IdentityGrant => ({ request: id, caseId, number, area, asker, granter, until })

function grantColumns(
  world: Sealed,
  given: {
    readonly row: IdentityRequestRow
    readonly granter: string
    readonly until: number
    readonly links: readonly AccountLink[]
  },
): Partial<IdentityRequestRow> {
  const { row, until, links } = given
  const proof = world.vault.proofOfGrant(grantOf(row, given))
  return { until, proof, ...(links.length > 0 ? { links: links.join(' ') } : {}) }
}

/** The places in which the words of both sides are sealed. */
export const reasonOf = (request: string): string => `identity-reason:${request}`
export const answerOf = (request: string): string => `identity-answer:${request}`
