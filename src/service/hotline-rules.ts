import type { Instant } from '#core/case.ts'
import type { AreaCode } from '#core/plan.ts'
import type { World } from './world.ts'

/** Another authority's hotline whose orders are taken. */
export interface OrderSource {
  readonly id: string
  readonly area: AreaCode
  /** SHA-256 of its token, base64url; absent: its orders come by file. */
  readonly digest?: string
}

/** What the operator set for calls and work orders. */
export interface HotlineRules {
  /** How far back the time of a call may lie, in milliseconds, and that of an order. */
  readonly callsBack: number
  readonly ordersBack: number
  readonly sources: readonly OrderSource[]
}

const day = 24 * 3_600_000
const usual: HotlineRules = { callsBack: 3 * day, ordersBack: 30 * day, sources: [] }

export const hotlineRules = ({ hotline }: World): HotlineRules => hotline ?? usual

/** A minute is what two clocks differ by. */
const minute = 60_000

/** Whether something may have been told then: never in the future, and not longer ago than is allowed. */
export function toldWhen(
  { clock }: World,
  at: Instant,
  back: number,
): 'now' | 'future' | 'too-old' {
  const now = clock()
  if (at > now + minute) return 'future'
  return at < now - back ? 'too-old' : 'now'
}

/** Where an area names no hotline, its orders come by file from the telephone that every city has. */
export function sourcesIn(world: World, area: AreaCode): readonly OrderSource[] {
  const own = hotlineRules(world).sources.filter((one) => one.area === area)
  return own.length > 0 ? own : [{ id: '12345', area }]
}
