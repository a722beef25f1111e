import type { Officer } from '#core/access.ts'
import type { Day, Instant } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { fits, isScope, scopesFor, type Scope } from '#core/scopes.ts'
import {
  addApiToken,
  apiTokenByHash,
  apiTokensOf,
  noteApiTokenUsed,
  revokeApiToken,
  type ApiTokenRow,
} from '#store/api-tokens.ts'
import { officerById } from '#store/officers.ts'
import { officerOf } from './officers.ts'
import { lacksFactor } from './second-factor.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** A token as its officer sees it in their list: never the token itself. */
export interface TokenShown {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly usedOn?: Day
  readonly state: 'good' | 'over' | 'revoked'
}

/** For how many days a token can be made. */
export const tokenDays: readonly number[] = [30, 90, 180, 365]

const aDay = 86_400_000
const mostTokens = 20
const longestName = 40

interface Wanted {
  readonly name: string
  readonly scopes: readonly string[]
  readonly days: number
  /** Digest of the token. */
  readonly tokenHash: string
}

/** Makes a token for oneself. What it is for has to be among the officer's own rights. */
export async function makeToken(
  world: World,
  officer: Officer,
  { scopes, days, tokenHash, ...wanted }: Wanted,
): Promise<Result<{ readonly expiresAt: Instant }>> {
  const name = wanted.name.trim()
  if (name === '') return refuse('name-missing')
  if (name.length > longestName) return refuse('text-too-long', { longest: longestName })
  const own: readonly string[] = scopesFor(officer)
  if (scopes.length === 0) return refuse('scopes-missing')
  if (!scopes.every((scope) => own.includes(scope))) return refuse('scope-not-yours')
  if (!tokenDays.includes(days)) return refuse('days-missing')
  const at = world.clock()
  const expiresAt = at + days * aDay
  const id = world.id()
  return await world.db.transaction(async (tx) => {
    const living = (await apiTokensOf(tx, officer.id)).filter((row) => stateOf(row, at) === 'good')
    if (living.length >= mostTokens) return refuse('tokens-enough', { most: mostTokens })
    const row = { id, name, tokenHash, officer: officer.id, scopes: scopes.join(' ') }
    await addApiToken(tx, { ...row, createdAt: at, expiresAt })
    await trace(world, tx, officer, { action: 'token-made', subject: `token:${id}` })
    return ok({ expiresAt })
  })
}

export async function listTokens(world: World, officer: Officer): Promise<readonly TokenShown[]> {
  const now = world.clock()
  const rows = await world.db.read(async (tx) => await apiTokensOf(tx, officer.id))
  return rows.map((row) => shown(row, now))
}

/** Ends a token of one's own, from this moment on. */
export async function endToken(world: World, officer: Officer, id: string): Promise<Result<true>> {
  const at = world.clock()
  return await world.db.transaction(async (tx) => {
    const row = (await apiTokensOf(tx, officer.id)).find((one) => one.id === id)
    if (!row) return refuse('token-unknown')
    if (row.revokedAt !== undefined) return ok(true)
    await revokeApiToken(tx, id, at)
    await trace(world, tx, officer, { action: 'token-revoked', subject: `token:${id}` })
    return ok(true)
  })
}

/** A machine that came with a good token, and for whom it works. */
export interface Holder {
  readonly officer: Officer
  readonly token: TokenShown
}

/** Who calls: the officer as they are now, so that a lost right or an ended account counts at once. */
export async function holderOf(world: World, tokenHash: string): Promise<Result<Holder>> {
  const now = world.clock()
  return await world.db.read(async (tx) => {
    const row = await apiTokenByHash(tx, tokenHash)
    const officer = row && (await officerById(tx, row.officer))
    if (!row || !officer || officer.disabledAt !== undefined || row.revokedAt !== undefined)
      return refuse('token-unknown')
    if (stateOf(row, now) === 'over') return refuse('token-over')
    const holder = await officerOf(world, tx, officer)
    const bare = officer.ssoSubject === undefined && (await lacksFactor(world, tx, holder))
    return bare ? refuse('token-unknown') : ok({ officer: holder, token: shown(row, now) })
  })
}

/** Whether the token and its officer's role both let through what is asked. */
export const lets = ({ officer, token }: Holder, scope: Scope): boolean =>
  token.scopes.includes(scope) && fits(officer, scope)

/** Writes down who asked for what by which token, before it is answered. */
export async function noteCall(
  world: World,
  { officer, token }: Holder,
  { call, about }: { readonly call: string; readonly about: string },
): Promise<void> {
  const today = dayOf(world.clock())
  await world.db.transaction(async (tx) => {
    if (token.usedOn !== today) await noteApiTokenUsed(tx, token.id, today)
    const reason = `token:${token.id} ${call}`
    await trace(world, tx, officer, { action: 'api-called', subject: about, reason })
  })
}

function shown(row: ApiTokenRow, now: Instant): TokenShown {
  const { id, name, createdAt, expiresAt, usedOn } = row
  return {
    id,
    name,
    createdAt,
    expiresAt,
    ...(usedOn === undefined ? {} : { usedOn }),
    scopes: row.scopes.split(' ').filter(isScope),
    state: stateOf(row, now),
  }
}

const stateOf = ({ revokedAt, expiresAt }: ApiTokenRow, now: Instant): TokenShown['state'] =>
  revokedAt !== undefined ? 'revoked' : now >= expiresAt ? 'over' : 'good'
