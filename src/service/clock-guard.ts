import { believedAhead } from '#core/clock-jump.ts'
import { appendAudit } from '#store/audit.ts'
import {
  believedTime,
  confirmations,
  dropJump,
  keepBelieved,
  keepConfirmed,
  keepJump,
  keptJump,
  lastWritten,
} from '#store/clock.ts'
import type { Tx } from '#store/transaction.ts'
import type { ClockWatch } from './clock-watch.ts'
import { houseChain, trace } from './trace.ts'
import type { World } from './world.ts'

/** Takes up the time where the house was left: of what was written last, as far as it is to be believed. */
export async function startClock({ db }: Pick<World, 'db'>, watch: ClockWatch): Promise<void> {
  await db.read(async (tx) => {
    const kept = await believedTime(tx)
    watch.seen.confirmed = await confirmations(tx)
    if (kept === undefined) return
    const written = (await lastWritten(tx)).filter((at) => at <= kept + believedAhead)
    watch.believe(Math.max(kept, ...written))
  })
}

/**
 * Whether the clock may be trusted with what cannot be undone: erasure, retention, timers. After a jump they wait for a
 * person's word, `yijian doctor --clock-ok`.
 */
export async function clockTrusted({ watch }: World, tx: Tx): Promise<boolean> {
  if (!watch) return true
  const confirmed = await confirmations(tx)
  if (confirmed > watch.seen.confirmed) {
    watch.confirm()
    watch.seen.confirmed = confirmed
  }
  return watch.jump() === 0
}

const minute = 60_000

/** Each round: keeps the time once a minute while it is believed; writes a jump down once, where anybody can see it. */
export async function watchClock(world: World): Promise<boolean> {
  const { watch, db } = world
  if (!watch) return true
  const trusted = await db.read(async (tx) => await clockTrusted(world, tx))
  const { seen } = watch
  const jump = watch.jump()
  if (jump !== 0) {
    if (seen.told !== Math.sign(jump)) await tellJump(world, watch, jump)
    return false
  }
  const now = watch.now()
  if (seen.told === 0 && now - seen.kept < minute && now >= seen.kept) return trusted
  await db.transaction(async (tx) => {
    if (seen.told !== 0) await dropJump(tx)
    await keepBelieved(tx, now)
  })
  seen.told = 0
  seen.kept = now
  return trusted
}

async function tellJump(world: World, watch: ClockWatch, jump: number): Promise<void> {
  const at = watch.now()
  const minutes = Math.round(jump / minute)
  world.log.error('the clock jumped: retention and timers wait for yijian doctor --clock-ok', {
    minutes,
  })
  await world.db.transaction(async (tx) => {
    const expected = jump < 0 ? at : at - jump
    await keepJump(tx, { from: expected, to: expected + jump })
    const subject = 'clock'
    const entry = { area: houseChain, at, actor: 'clock', action: 'clock-jumped', subject }
    await appendAudit(tx, { ...entry, reason: `minutes:${minutes}` }, world.mac)
  })
  watch.seen.told = Math.sign(jump)
}

/** A person says that the machine's clock is right; processes that run hear of it. Gives by how much it had left the count. */
export async function confirmClock(world: World): Promise<number> {
  const { watch, db } = world
  if (!watch) return 0
  const here = watch.jump()
  return await db.transaction(async (tx) => {
    const kept = await keptJump(tx)
    const jump = here || (kept ? kept.to - kept.from : 0)
    if (jump === 0) return 0
    const at = watch.confirm()
    await keepConfirmed(tx, at)
    watch.seen.confirmed = await confirmations(tx)
    const reason = `minutes:${Math.round(jump / minute)}`
    await trace(world, tx, 'operator', { action: 'clock-confirmed', subject: 'clock', reason })
    return jump
  })
}

/** The jump that waits for a word, in milliseconds; 0 where there is none. */
export async function clockJump({ watch, db }: World): Promise<number> {
  const own = watch?.jump() ?? 0
  if (own !== 0) return own
  const kept = await db.read(async (tx) => await keptJump(tx))
  return kept ? kept.to - kept.from : 0
}
