import { customAlphabet } from 'nanoid'
import type { Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { factorAsked, type FactorPolicy } from '#core/sign-in-rules.ts'
import * as kept from '#store/factors.ts'
import type { Tx } from '#store/transaction.ts'
import { machineTime } from './clock-watch.ts'
import type { Sealed } from './sealed.ts'
import { newTotpSecret, stepOf, totpAddress } from './totp.ts'
import { trace } from './trace.ts'
import { isDemoArea, type World } from './world.ts'

/** A factor as its officer sees it. */
export interface ShownFactor {
  readonly id: string
  readonly kind: 'totp' | 'passkey'
  readonly name: string
  readonly createdAt: number
  readonly usedAt?: number
}

export interface ShownFactors {
  readonly policy: FactorPolicy
  readonly factors: readonly ShownFactor[]
  readonly codesLeft: number
}

/** What lies sealed in a factor's row. */
interface Content {
  readonly name: string
  readonly secret?: string
}

/** How long an app may take to be set up. */
const setUp = 60 * 60_000
const codes = 10

/** What is asked of this officer; an administrator of the whole house is bound where any area is no demonstration. */
export async function policyFor(world: World, tx: Tx, officer: Officer): Promise<FactorPolicy> {
  const { real, demo } = world.signInRules.factor
  const areas = officer.area === '' ? [...world.packs.areas.keys()] : [officer.area]
  for (const area of areas)
    if (world.packs.areas.has(area) && !(await isDemoArea(world, tx, area)))
      return real[officer.role]
  return demo[officer.role]
}

/** Whether the officer is done, must show a factor, or must set one up first. */
export async function factorStep(
  world: World,
  officer: Officer,
): Promise<'nothing' | 'factor' | 'enrolment'> {
  return await world.db.read(async (tx) => {
    const policy = await policyFor(world, tx, officer)
    const own = await kept.factorsOf(tx, officer.id)
    return factorAsked(policy, { hasOne: own.some(isConfirmed) })
  })
}

/** Must have a second factor and has none. */
export const lacksFactor = async (world: World, tx: Tx, officer: Officer): Promise<boolean> =>
  (await policyFor(world, tx, officer)) === 'required' &&
  !(await kept.factorsOf(tx, officer.id)).some(isConfirmed)

export async function shownFactors(world: Sealed, officer: Officer): Promise<ShownFactors> {
  return await world.db.read(async (tx) => {
    const rows = (await kept.factorsOf(tx, officer.id)).filter(isConfirmed)
    const factors: ShownFactor[] = []
    for (const row of rows) {
      const { id, createdAt, usedAt } = row
      const { name } = await contentOf(world, row)
      const kind = row.kind === 'totp' ? 'totp' : 'passkey'
      factors.push({ id, kind, name, createdAt, ...(usedAt === undefined ? {} : { usedAt }) })
    }
    const policy = await policyFor(world, tx, officer)
    return { policy, factors, codesLeft: await kept.recoveryCodesLeft(tx, officer.id) }
  })
}

/** A secret for an app, on its way. Only whoever was shown it knows its `id`. */
export interface BegunTotp {
  readonly id: string
  readonly secret: string
  /** The same, as an app scans it. */
  readonly address: string
}

interface Beginner {
  readonly officer: Officer
  readonly login: string
}

/** A new secret for each who asks: two who know the password do not learn each other's. It proves nothing until a code came. */
export async function beginTotp(world: Sealed, { officer, login }: Beginner): Promise<BegunTotp> {
  const keyId = await world.vault.newKey()
  const id = world.id()
  const secret = newTotpSecret()
  const sealed = await world.vault.seal(keyId, contentText({ name: '', secret }), about(id))
  const over: string[] = []
  await world.db.transaction(async (tx) => {
    over.length = 0
    const now = world.clock()
    for (const one of await kept.factorsOf(tx, officer.id)) {
      if (isConfirmed(one) || one.createdAt > now - setUp) continue
      await kept.dropFactor(tx, one.id)
      over.push(one.keyId)
    }
    const row = { id, officer: officer.id, kind: 'totp', keyId, sealed, createdAt: now, counter: 0 }
    await kept.keepFactor(tx, row)
  })
  for (const old of over) await world.vault.dropKey(old)
  return { id, secret, address: totpAddress(secret, login) }
}

/** The secret that was begun under this id, once more, as after a wrong code. */
export async function begunTotp(
  world: Sealed,
  { officer, login }: Beginner,
  id: string,
): Promise<BegunTotp | undefined> {
  return await world.db.read(async (tx) => {
    const row = begunIn(world, await kept.factorsOf(tx, officer.id), id)
    const { secret } = row ? await contentOf(world, row) : {}
    return secret === undefined ? undefined : { id, secret, address: totpAddress(secret, login) }
  })
}

const begunIn = (
  world: World,
  own: readonly kept.FactorRow[],
  id: string,
): kept.FactorRow | undefined =>
  own.find((row) => row.id === id && !isConfirmed(row) && row.createdAt > world.clock() - setUp)

/** The app shows the right code: from now on it counts, and an app of before no longer does. Gives fresh recovery codes. */
export async function confirmTotp(
  world: Sealed,
  officer: Officer,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<Result<readonly string[]>> {
  const dropped: string[] = []
  const done = await world.db.transaction(async (tx): Promise<Result<readonly string[]>> => {
    dropped.length = 0
    const all = (await kept.factorsOf(tx, officer.id)).filter(({ kind }) => kind === 'totp')
    const begun = begunIn(world, all, id)
    const { secret } = begun ? await contentOf(world, begun) : {}
    const now = world.clock()
    const step =
      secret === undefined ? undefined : stepOf(secret, plainCode(code), machineTime(world))
    if (!begun || step === undefined) return refuse('code-wrong')
    for (const old of all.filter((one) => one !== begun)) {
      await kept.dropFactor(tx, old.id)
      dropped.push(old.keyId)
    }
    await kept.confirmFactor(tx, begun.id, now)
    await kept.useFactor(tx, begun.id, { counter: step, at: now })
    const fresh = await freshCodes(world, tx, officer)
    await trace(world, tx, officer, {
      ...aboutOfficer(officer),
      action: 'factor-added',
      reason: 'totp',
    })
    return ok(fresh)
  })
  for (const keyId of dropped) await world.vault.dropKey(keyId)
  return done
}

/** A code of the app, each step once; or a recovery code, each once. */
export async function useCode(
  world: Sealed,
  officer: Officer,
  typed: string,
): Promise<Result<'totp' | 'recovery'>> {
  const code = plainCode(typed)
  return await world.db.transaction(async (tx) => {
    const now = world.clock()
    for (const row of await kept.factorsOf(tx, officer.id)) {
      if (row.kind !== 'totp' || !isConfirmed(row)) continue
      const { secret } = await contentOf(world, row)
      const step = secret === undefined ? undefined : stepOf(secret, code, machineTime(world))
      if (step === undefined) continue
      const first = await kept.useFactor(tx, row.id, { counter: step, at: now })
      return first ? ok('totp' as const) : refuse('code-used')
    }
    const hash = hashOf(world, officer, code)
    if (!(await kept.useRecoveryCode(tx, { hash, officer: officer.id, at: now })))
      return refuse('code-wrong')
    await trace(world, tx, officer, { ...aboutOfficer(officer), action: 'recovery-code-used' })
    return ok('recovery' as const)
  })
}

/** New recovery codes in place of all before; shown this once. */
export async function newRecoveryCodes(
  world: Sealed,
  officer: Officer,
): Promise<readonly string[]> {
  return await world.db.transaction(async (tx) => {
    const fresh = await freshCodes(world, tx, officer)
    await trace(world, tx, officer, { ...aboutOfficer(officer), action: 'recovery-codes-made' })
    return fresh
  })
}

/** Takes one factor away; the last one stays where the role must have one. */
export async function removeFactor(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<true>> {
  const done = await world.db.transaction(async (tx): Promise<Result<string>> => {
    const own = (await kept.factorsOf(tx, officer.id)).filter(isConfirmed)
    const row = own.find((one) => one.id === id)
    if (!row) return refuse('factor-unknown')
    const last = own.length === 1
    if (last && (await policyFor(world, tx, officer)) === 'required') return refuse('factor-last')
    await kept.dropFactor(tx, id)
    if (last) await kept.keepRecoveryCodes(tx, officer.id, { hashes: [], at: world.clock() })
    const entry = { action: 'factor-removed', reason: row.kind }
    await trace(world, tx, officer, { ...aboutOfficer(officer), ...entry })
    return ok(row.keyId)
  })
  if (!done.ok) return done
  await world.vault.dropKey(done.value)
  return ok(true)
}

/** Another name for a factor: the officer's own words. */
export async function renameFactor(
  world: Sealed,
  officer: Officer,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const row = (await kept.factorsOf(tx, officer.id)).find((one) => one.id === id)
    if (!row) return refuse('factor-unknown')
    const content = { ...(await contentOf(world, row)), name: name.trim().slice(0, 40) }
    const sealed = await world.vault.seal(row.keyId, contentText(content), about(id))
    await kept.resealFactor(tx, id, sealed)
    return ok(true)
  })
}

const isConfirmed = ({ confirmedAt }: kept.FactorRow): boolean => confirmedAt !== undefined

const about = (id: string): string => `factor:${id}`

const contentText = (content: Content): string => JSON.stringify(content)

const contentOf = async (world: Sealed, { id, keyId, sealed }: kept.FactorRow): Promise<Content> =>
  JSON.parse(await world.vault.open(keyId, sealed, about(id))) as Content

const aboutOfficer = ({ id }: Officer) => ({ subject: `officer:${id}` })

/** People type codes in groups, and letters small. */
const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toLowerCase()

/** Sixty bits each, in letters and digits that are not mistaken for others. */
async function freshCodes(world: Sealed, tx: Tx, officer: Officer): Promise<readonly string[]> {
  const fresh = Array.from({ length: codes }, newCode)
  const hashes = fresh.map((code) => hashOf(world, officer, plainCode(code)))
  await kept.keepRecoveryCodes(tx, officer.id, { hashes, at: world.clock() })
  return fresh
}

const letterOfCodes = customAlphabet('abcdefghjkmnpqrstvwxyz0123456789', 12)

const newCode = (): string => {
  const letters = letterOfCodes()
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

const hashOf = (world: Sealed, officer: Officer, code: string): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['recovery code', officer.id, code])))).toString(
    'base64url',
  )
