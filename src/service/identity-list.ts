import { may, type Officer } from '#core/access.ts'
import { askIdentity, isOpen, type IdentityRequest } from '#core/identity-access.ts'
import { ok, type Result } from '#core/result.ts'
import { auditOf } from '#store/audit.ts'
import { caseById, caseByNumber } from '#store/cases.ts'
import {
  identityRequestsIn,
  identityRequestsOf,
  type IdentityRequestRow,
} from '#store/identity-requests.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { answerOf, reasonOf, requestIn } from './identity.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

/** A request as the desk shows it: who asked, who answered, how often it was looked at; never the identity. */
export type ShownRequest = IdentityRequest & {
  readonly askerName: string
  readonly askerOffice: string
  readonly answererName: string
  /** Looks so far. */
  readonly looks: number
  readonly seenAt?: number
  /** What both sides wrote; empty for whoever may not see the case, and after erasure. */
  readonly reason: string
  readonly answer: string
}

/** What the page about the identity behind one case shows an officer. */
export interface IdentityPage {
  readonly number: string
  readonly requests: readonly ShownRequest[]
  /** Whether this officer can ask now. */
  readonly asks: boolean
  /** The reporter left a name or a telephone. */
  readonly hasIdentity: boolean
}

const listed = 50

export async function identityPage(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<IdentityPage>> {
  return await world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    const isKept = row !== undefined && (await world.vault.hasKey(row.keyId))
    const file = isKept ? await openCase(world, tx, row) : undefined
    if (!file || !may(officer, 'see-case', file.case).ok)
      return { ok: false, refusal: { key: 'case-not-visible' } }
    const rows = await identityRequestsOf(tx, file.id)
    const hasIdentity = await world.vault.hasIdentity(tx, file.id)
    const grants = may(officer, 'grant-identity', file.case).ok
    const theirs = rows.filter(({ asker }) => grants || asker === officer.id)
    const at = world.clock()
    const trial = { purpose: 'verify-facts', reason: '（试着问一次）', hasIdentity, at }
    const asking = askIdentity(officer, file.case, { ...trial, before: rows.map(requestIn) })
    const requests: ShownRequest[] = []
    for (const one of theirs) requests.push(await shown(world, tx, one, true))
    return ok({ number, requests, asks: asking.ok, hasIdentity })
  })
}

/** Requests of the officer's area: those that wait for an answer, and what became of the others. */
export interface IdentityQueue {
  readonly waiting: readonly ShownRequest[]
  readonly answered: readonly ShownRequest[]
  /** Whether this officer answers them, or only reads that they were made. */
  readonly grants: boolean
}

/** For whoever grants, with the reasons of cases they see; for whoever audits, without any words. */
export async function identityQueue(
  world: Sealed,
  officer: Officer,
): Promise<Result<IdentityQueue>> {
  const grants = may(officer, 'grant-identity').ok
  const right = grants ? ok(true) : may(officer, 'read-audit')
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const list = async (waiting: boolean): Promise<readonly ShownRequest[]> => {
      const rows = await identityRequestsIn(tx, officer.area, { waiting, limit: listed })
      const requests: ShownRequest[] = []
      for (const row of rows)
        if (!grants || (await maySee(world, tx, officer, row)))
          requests.push(await shown(world, tx, row, grants))
      return requests
    }
    return ok({ grants, waiting: await list(true), answered: await list(false) })
  })
}

/** How many requests wait for this officer. */
export async function identitiesWaiting(world: Sealed, officer: Officer): Promise<number> {
  if (!may(officer, 'grant-identity').ok) return 0
  return await world.db.read(async (tx) => {
    const rows = await identityRequestsIn(tx, officer.area, { waiting: true, limit: listed })
    const seen = await Promise.all(rows.map(async (row) => await maySee(world, tx, officer, row)))
    return seen.filter(Boolean).length
  })
}

/** Whether a grant can be looked at now. */
export const isLiveGrant = (request: IdentityRequest, at: number): boolean =>
  request.state === 'granted' && isOpen(request, at)

/** What was erased nobody can judge any more: only whoever audits reads that it was asked for. */
async function maySee(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { caseId }: IdentityRequestRow,
): Promise<boolean> {
  const row = await caseById(tx, caseId)
  if (!row || !(await world.vault.hasKey(row.keyId))) return false
  return may(officer, 'grant-identity', (await openCase(world, tx, row)).case).ok
}

async function shown(
  world: Sealed,
  tx: Tx,
  row: IdentityRequestRow,
  withWords: boolean,
): Promise<ShownRequest> {
  const asker = await officerById(tx, row.asker)
  const answerer = row.answeredBy ? await officerById(tx, row.answeredBy) : undefined
  const offices = await officesIn(world, tx, row.area)
  const looks = (await auditOf(tx, row.number)).filter(
    ({ action, reason }) => action === 'identity-read' && reason === `request:${row.id}`,
  )
  const words = withWords && (await world.vault.hasKey(row.keyId))
  const { vault } = world
  const { keyId, asked, answer } = row
  return {
    ...requestIn(row),
    askerName: asker?.name ?? '',
    askerOffice: offices.find(({ id }) => id === asker?.office)?.name ?? '',
    answererName: answerer?.name ?? '',
    looks: looks.length,
    ...(row.seenAt === undefined ? {} : { seenAt: row.seenAt }),
    reason: words ? await vault.open(keyId, asked, reasonOf(row.id)) : '',
    answer: words && answer ? await vault.open(keyId, answer, answerOf(row.id)) : '',
  }
}
