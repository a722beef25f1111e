import type { Officer } from '#core/access.ts'
import { departmentNoticeTypes } from '#core/department-notices.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addEndpoint,
  endpointsIn,
  endpointsInTrouble,
  queuesIn,
  type EndpointQueue,
  type EndpointRow,
  type EndpointState,
} from '#store/notice-endpoints.ts'
import { testType } from './department-words.ts'
import {
  newWebhookSecret,
  openKept,
  placeOf,
  sealTarget,
  type EndpointKind,
} from './endpoint-target.ts'
import { sourcesIn } from './hotline-rules.ts'
import { targetFrom, type AskedTarget } from './notice-target.ts'
import { mayHere } from './officers.ts'
import { ofSource } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

const orderStatus = 'work-order.status'

/** Events that only machines of the whole area want; where an area has several sources, those of each by itself. */
export function machineTypes(world: World, area: AreaCode): readonly string[] {
  const sources = sourcesIn(world, area)
  return sources.length > 1 ? sources.map(({ id }) => ofSource(orderStatus, id)) : [orderStatus]
}

/** An endpoint as an administrator sees it: the host or the mail address, never a key or a secret. */
export interface Endpoint extends Omit<EndpointQueue, 'endpoint' | 'since'> {
  readonly id: string
  readonly kind: EndpointKind
  readonly name: string
  readonly office?: string
  readonly wants: readonly string[]
  readonly state: EndpointState
  readonly place: string
  readonly since?: number
  readonly sentAt?: number
  readonly failedAt?: number
  readonly failure?: string
  readonly failing: boolean
  readonly nextAt: number
}

export async function listEndpoints(
  world: Sealed,
  by: Officer,
  area: AreaCode,
): Promise<Result<readonly Endpoint[]>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const queues = new Map((await queuesIn(tx, area)).map((queue) => [queue.endpoint, queue]))
    const shown: Endpoint[] = []
    for (const row of await endpointsIn(tx, area))
      shown.push(await endpointOf(world, row, queues.get(row.id)))
    return ok(shown)
  })
}

async function endpointOf(
  world: Sealed,
  row: EndpointRow,
  queue: EndpointQueue | undefined,
): Promise<Endpoint> {
  const { id, name, office, sentAt, failedAt, failure, nextAt } = row
  const { waiting = 0, givenUp = 0, doubtful = 0, since } = queue ?? {}
  return {
    id,
    name,
    nextAt,
    waiting,
    givenUp,
    doubtful,
    kind: row.kind as EndpointKind,
    state: row.state as EndpointState,
    wants: row.wants.trim().split(' '),
    place: placeOf(await openKept(world, row)),
    failing: row.failures > 0,
    ...(office === undefined ? {} : { office }),
    ...(since === undefined ? {} : { since }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(failedAt === undefined ? {} : { failedAt }),
    ...(failure === undefined ? {} : { failure }),
  }
}

/** What an administrator fills in. */
export interface AskedEndpoint extends AskedTarget {
  readonly name: string
  /** Empty: the whole area. */
  readonly office: string
  readonly wants: readonly string[]
}

const longestName = 40

/** Adds an endpoint. A webhook's secret is told here and never again. */
export async function newEndpoint(
  world: Sealed,
  by: Officer,
  area: AreaCode,
  asked: AskedEndpoint,
): Promise<Result<{ readonly name: string; readonly secret?: string }>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  const name = asked.name.trim().slice(0, longestName)
  if (name === '') return refuse('name-missing')
  const secret = newWebhookSecret()
  const target = targetFrom(asked, secret)
  if (!target.ok) return target
  const { kind } = target.value
  const hearsAll = kind === 'webhook' && asked.office === ''
  const known = [...departmentNoticeTypes, ...(hearsAll ? machineTypes(world, area) : [])]
  const wants = known.filter((type) => asked.wants.includes(type))
  if (wants.length === 0) return refuse('notice-types-missing')
  return await world.db.transaction(async (tx) => {
    const offices = await officesIn(world, tx, area)
    const { office } = asked
    if (office !== '' && !offices.some(({ id }) => id === office)) return refuse('office-unknown')
    const id = world.id()
    const keyId = await world.vault.newKey()
    const sealed = await sealTarget(world, { id, keyId }, target.value)
    const row = { id, area, kind, name, keyId, sealed, createdAt: world.clock() }
    const wanted = ` ${[...wants, testType].join(' ')} `
    await addEndpoint(tx, { ...row, wants: wanted, ...(office === '' ? {} : { office }) })
    const subject = `endpoint:${id}`
    await trace(world, tx, by, { area, action: 'notice-endpoint-added', subject })
    return ok({ name, ...(kind === 'webhook' ? { secret } : {}) })
  })
}

/** Areas where notices do not arrive, with how many places; for those who set them up, wherever they look. */
export const noticeTroubles = async (world: Sealed): Promise<ReadonlyMap<AreaCode, number>> =>
  await world.db.read(endpointsInTrouble)
