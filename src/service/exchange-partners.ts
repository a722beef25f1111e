import { random } from 'nanoid'
import type { Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import type { AreaCode, DepartmentId } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addPartner,
  changePartner,
  messagesRefused,
  partnerById,
  partnersIn,
  removePartner,
  type PartnerRow,
} from '#store/exchange.ts'
import { addEndpoint, removeEndpoint } from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import { testType } from './department-words.ts'
import { newWebhookSecret, sealTarget } from './endpoint-target.ts'
import { targetFrom } from './notice-target.ts'
import { mayHere } from './officers.ts'
import { ofSource } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { areaPack } from './world.ts'

/** What a partner is told by webhook. */
export const changeType = 'exchange.change'

/** How long the secret and the key before are good beside the new ones. */
const rotationTime = 24 * 3_600_000

interface Good {
  readonly until?: number
}

/** What the sealed column holds; the newest first. Of a key only its mark is kept. */
interface Kept {
  readonly secrets: readonly (Good & { readonly secret: string })[]
  readonly keys: readonly (Good & { readonly mark: string })[]
}

/** What is shown once. */
export interface PartnerSecrets {
  readonly id: string
  readonly name: string
  /** Signs what the partner sends. */
  readonly secret: string
  /** With it the partner asks what has changed. */
  readonly key: string
  /** Signs what the partner is told; absent where it only asks. */
  readonly tellingSecret?: string
}

/** A partner as an administrator sees it: no key, no secret, no case. */
export interface Partner extends Pick<PartnerRow, 'id' | 'name' | 'endpoint'> {
  readonly departments: readonly DepartmentId[]
  readonly texts: boolean
  readonly on: boolean
  readonly pulledOn?: Day
  readonly heardOn?: Day
  /** Codes of what was refused lately, the newest first. */
  readonly refused: readonly { readonly at: number; readonly reason: string }[]
}

export const departmentsOf = ({
  departments,
}: Pick<PartnerRow, 'departments'>): readonly string[] =>
  departments.trim() === '' ? [] : departments.trim().split(' ')

const sealedAs = (id: string): string => `exchange-partner:${id}`

const sealKept = async (
  { vault }: Sealed,
  { id, keyId }: Pick<PartnerRow, 'id' | 'keyId'>,
  kept: Kept,
): Promise<Uint8Array> => await vault.seal(keyId, JSON.stringify(kept), sealedAs(id))

const openKept = async ({ vault }: Sealed, row: PartnerRow): Promise<Kept> =>
  JSON.parse(await vault.open(row.keyId, row.sealed, sealedAs(row.id))) as Kept

const good = <T extends Good>({ clock }: Sealed, all: readonly T[]): readonly T[] =>
  all.filter(({ until }) => until === undefined || until > clock())

/** Secrets a message of the partner may be signed with. */
export const secretsOf = async (world: Sealed, row: PartnerRow): Promise<readonly string[]> =>
  good(world, (await openKept(world, row)).secrets).map(({ secret }) => secret)

const markOf = ({ mac }: Sealed, key: string): string =>
  Buffer.from(mac(Buffer.from(`exchange key ${key}`))).toString('base64url')

const newKey = (id: string): string => `${id}.${Buffer.from(random(32)).toString('base64url')}`

/** The partner that holds a key; its first part says which. */
export async function partnerByKey(
  world: Sealed,
  tx: Tx,
  key: string,
): Promise<PartnerRow | undefined> {
  const row = await partnerById(tx, key.split('.')[0] ?? '')
  if (row?.state !== 'on') return undefined
  const shown = markOf(world, key)
  const { keys } = await openKept(world, row)
  return good(world, keys).some(({ mark }) => mark === shown) ? row : undefined
}

export async function listPartners(
  world: Sealed,
  by: Officer,
  area: AreaCode,
): Promise<Result<readonly Partner[]>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const shown: Partner[] = []
    for (const row of await partnersIn(tx, area)) shown.push(await partnerOf(tx, row))
    return ok(shown)
  })
}

const mostShown = 5

async function partnerOf(tx: Tx, row: PartnerRow): Promise<Partner> {
  const { id, name, endpoint, pulledOn, heardOn } = row
  const refused = await messagesRefused(tx, id, mostShown)
  return {
    id,
    name,
    departments: departmentsOf(row),
    texts: row.tells === 'texts',
    on: row.state === 'on',
    refused: refused.map(({ at, reason = '' }) => ({ at, reason })),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(pulledOn === undefined ? {} : { pulledOn }),
    ...(heardOn === undefined ? {} : { heardOn }),
  }
}

/** What an administrator fills in. */
export interface AskedPartner {
  readonly name: string
  /** Empty: the partner only asks. */
  readonly address: string
  /** None: the whole area. */
  readonly departments: readonly string[]
  readonly texts: boolean
}

const longestName = 40

/** Sets a partner up. Its secrets are told here and never again. */
export async function newPartner(
  world: Sealed,
  by: Officer,
  area: AreaCode,
  asked: AskedPartner,
): Promise<Result<PartnerSecrets>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  const name = asked.name.trim().slice(0, longestName)
  if (name === '') return refuse('name-missing')
  const known = areaPack(world, area).plan.departments.map(({ id }) => id)
  const departments = known.filter((id) => asked.departments.includes(id))
  if (departments.length < asked.departments.length) return refuse('department-unknown')
  const tellingSecret = newWebhookSecret()
  const isTold = asked.address.trim() !== ''
  const target = isTold
    ? targetFrom({ kind: 'webhook', address: asked.address, secret: '' }, tellingSecret)
    : undefined
  if (target && !target.ok) return target
  return await world.db.transaction(async (tx) => {
    const id = Buffer.from(world.id()).toString('hex').slice(0, 32)
    const keyId = await world.vault.newKey()
    const endpoint = world.id()
    const at = world.clock()
    if (target) {
      const row = { id: endpoint, area, kind: 'webhook', name, keyId: await world.vault.newKey() }
      const sealed = await sealTarget(world, row, target.value)
      const wants = ` ${ofSource(changeType, id)} ${testType} `
      await addEndpoint(tx, { ...row, sealed, wants, createdAt: at })
    }
    const secret = newWebhookSecret()
    const key = newKey(id)
    const kept = { secrets: [{ secret }], keys: [{ mark: markOf(world, key) }] }
    await addPartner(tx, {
      id,
      area,
      name,
      departments: departments.length === 0 ? '' : ` ${departments.join(' ')} `,
      tells: asked.texts ? 'texts' : 'codes',
      state: 'on',
      keyId,
      sealed: await sealKept(world, { id, keyId }, kept),
      createdAt: at,
      ...(target ? { endpoint } : {}),
    })
    const subject = `exchange:${id}`
    const reason = asked.texts ? 'texts' : 'codes'
    await trace(world, tx, by, { area, action: 'exchange-added', subject, reason })
    return ok({ id, name, secret, key, ...(target ? { tellingSecret } : {}) })
  })
}

interface Which {
  readonly area: AreaCode
  readonly id: string
}

async function change<T>(
  world: Sealed,
  by: Officer,
  { area, id, action }: Which & { readonly action: string },
  work: (tx: Tx, row: PartnerRow) => Promise<Result<T>>,
): Promise<Result<T>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const row = await partnerById(tx, id)
    if (row?.area !== area) return refuse('partner-unknown')
    const done = await work(tx, row)
    if (done.ok) await trace(world, tx, by, { area, action, subject: `exchange:${id}` })
    return done
  })
}

/** New secret and key, told here and never again; those before are good for a day. */
export const rotatePartner = async (
  world: Sealed,
  by: Officer,
  which: Which,
): Promise<Result<PartnerSecrets>> =>
  await change(world, by, { ...which, action: 'exchange-rotated' }, async (tx, row) => {
    const until = world.clock() + rotationTime
    const { secrets, keys } = await openKept(world, row)
    const [secret, key] = [newWebhookSecret(), newKey(row.id)]
    const ends = <T extends Good>(all: readonly T[]): readonly T[] =>
      all.slice(0, 1).map((one) => ({ ...one, until }))
    const kept = {
      secrets: [{ secret }, ...ends(secrets)],
      keys: [{ mark: markOf(world, key) }, ...ends(keys)],
    }
    await changePartner(tx, row.id, { sealed: await sealKept(world, row, kept) })
    return ok({ id: row.id, name: row.name, secret, key })
  })

/** One setting of a partner. */
const setting =
  (action: string, to: Partial<Pick<PartnerRow, 'state' | 'tells'>>) =>
  async (world: Sealed, by: Officer, which: Which): Promise<Result<true>> =>
    await change(world, by, { ...which, action }, async (tx, { id }) => {
      await changePartner(tx, id, to)
      return ok(true)
    })

export const partnerOn = setting('exchange-on', { state: 'on' })
export const partnerOff = setting('exchange-off', { state: 'off' })
/** What departments wrote to reporters goes along from now on. */
export const partnerTexts = setting('exchange-texts', { tells: 'texts' })
export const partnerCodes = setting('exchange-codes', { tells: 'codes' })

/** Takes a partner away with what it was still to be told; what it sent stays. Its key is destroyed after the commit. */
export async function dropPartner(world: Sealed, by: Officer, which: Which): Promise<Result<true>> {
  const about = { ...which, action: 'exchange-removed' }
  const removed = await change(world, by, about, async (tx, { id, endpoint, keyId }) => {
    await removePartner(tx, id)
    if (endpoint !== undefined) await removeEndpoint(tx, endpoint)
    return ok(keyId)
  })
  if (!removed.ok) return removed
  await world.vault.dropKey(removed.value)
  return ok(true)
}
