import { pauseAfter } from '#core/notice-pauses.ts'
import type {
  DepartmentDelivery,
  DepartmentNotice,
  DepartmentTarget,
  TellDepartment,
} from '#conversation/department.ts'
import { appendAudit } from '#store/audit.ts'
import {
  leaseEndpoints,
  noteNotTaken,
  noteTaken,
  pruneNotices,
  releaseEndpoint,
  takeFirst,
  type NoticeRow,
} from '#store/department-notices.ts'
import { stopEndpoint, type EndpointRow } from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import { noticeLines, type NoticeFacts } from './department-words.ts'
import { openTarget, type EndpointKind } from './endpoint-target.ts'
import { owedText } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'

const second = 1000
const day = 24 * 3600 * second

/** Milliseconds between two notices: of WeCom and DingTalk a robot may send 20 a minute, of Feishu 100. */
const pace: Readonly<Record<EndpointKind, number>> = {
  wecom: 3.1 * second,
  dingtalk: 3.1 * second,
  feishu: second,
  mail: second,
  webhook: 0,
}

/** Notices that one endpoint gets in one round; the next round has more. */
const mostInARow = 50
/** A notice that nobody took in so long is of no use to anybody. */
const keptFor = 90 * day

/**
 * A round that tells departments what they are owed: each endpoint in its order, all of them at once, so that none waits
 * for one that is slow. Gives how many calls were made.
 */
export function createTelling(world: Sealed, tell: TellDepartment): () => Promise<number> {
  let nextPrune = 0
  return async () => {
    const now = world.clock()
    const endpoints = await world.db.transaction(async (tx) => {
      if (now >= nextPrune) await pruneNotices(tx, now - keptFor)
      return await leaseEndpoints(tx, world.worker, now)
    })
    nextPrune = now >= nextPrune ? now + day / 2 : nextPrune
    const counts = await Promise.all(
      endpoints.map(async (endpoint) => await tellEndpoint(world, endpoint, tell)),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
}

/** One endpoint's queue from its head, until it is empty, its pace or a failure says wait. */
async function tellEndpoint(
  world: Sealed,
  endpoint: EndpointRow,
  tell: TellDepartment,
): Promise<number> {
  const { worker } = world
  let calls = 0
  try {
    while (calls < mostInARow && !world.over?.aborted) {
      const row = await world.db.transaction(
        async (tx) => await takeFirst(tx, { endpoint: endpoint.id, worker, now: world.clock() }),
      )
      if (!row) break
      calls += 1
      const outcome = await attempt(world, endpoint, { row, tell })
      const goesOn = await note(world, endpoint, { row, outcome })
      if (!goesOn) break
    }
  } finally {
    await world.db.transaction(async (tx) => await releaseEndpoint(tx, endpoint.id, worker))
  }
  return calls
}

interface Attempt {
  readonly row: NoticeRow
  readonly tell: TellDepartment
}

async function attempt(
  world: Sealed,
  endpoint: EndpointRow,
  { row, tell }: Attempt,
): Promise<DepartmentDelivery> {
  try {
    const { target, notice } = await opened(world, endpoint, row)
    return await tell(target, notice)
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : typeof cause
    world.log.error('a department could not be told', { notice: row.id, why })
    return { failed: 'broken' }
  }
}

interface Opened {
  readonly target: DepartmentTarget
  readonly notice: DepartmentNotice
}

async function opened(world: Sealed, endpoint: EndpointRow, row: NoticeRow): Promise<Opened> {
  const target = await openTarget(world, endpoint)
  const body = await world.vault.open(row.keyId, row.sealed, owedText(row.id))
  const { data, at } = JSON.parse(body) as {
    readonly data: NoticeFacts & DepartmentNotice['data']
    readonly at: number
  }
  const { id, type } = row
  return { target, notice: { id, type, at, data, lines: noticeLines(type, data) } }
}

interface Attempted {
  readonly row: NoticeRow
  readonly outcome: DepartmentDelivery
}

/** Writes down what became of it; gives whether the next one may follow at once. */
async function note(
  world: Sealed,
  endpoint: EndpointRow,
  { row, outcome }: Attempted,
): Promise<boolean> {
  const now = world.clock()
  return await world.db.transaction(async (tx) => {
    if (outcome === 'sent') {
      const rest = pace[endpoint.kind as EndpointKind]
      await noteTaken(tx, row, { now, nextAt: now + rest })
      return rest === 0
    }
    const {
      failed: failure,
      doubtful = false,
      retryAfter,
    } = outcome === 'gone' ? { failed: 'gone' } : { ...outcome }
    const pause = pauseAfter(row.attempts, chanceOf(row.id), retryAfter)
    const isOver = outcome !== 'gone' && pause === undefined
    const failed = { failure, doubtful, now, ...(isOver ? {} : { nextAt: now + (pause ?? 0) }) }
    await noteNotTaken(tx, row, failed)
    if (outcome === 'gone') await stopEndpoint(tx, endpoint.id, 'gone')
    if (isOver || outcome === 'gone') await traceStop(world, tx, endpoint)
    return false
  })
}

const traceStop = async (world: Sealed, tx: Tx, { area, id }: EndpointRow): Promise<void> =>
  await appendAudit(
    tx,
    {
      area,
      at: world.clock(),
      actor: 'clock',
      action: 'notice-endpoint-stopped',
      subject: `endpoint:${id}`,
    },
    world.mac,
  )

/** From 0 to 1, the same for the same notice: what failed together does not come back together. */
const chanceOf = (id: string): number =>
  (Buffer.from(id).reduce((sum, byte) => (sum * 31 + byte) % 997, 7) % 100) / 100
