import { archiveDue } from '#service/archive.ts'
import { raiseAdverse } from '#service/adverse.ts'
import { publishHeads } from '#service/audit-heads.ts'
import { createStateKeeping } from '#service/channel-states.ts'
import { watchClock } from '#service/clock-guard.ts'
import { createTidy, ringDue } from '#service/clockwork.ts'
import { dropOldStashes } from '#service/stash.ts'
import { createCopyCare, destroyOwed } from '#service/destroy-keys.ts'
import { escalateDue } from '#service/escalate.ts'
import { clearOrphans } from '#service/evidence.ts'
import { makeExports, wantReports } from '#service/exports.ts'
import { letGoOfGone } from '#service/holders.ts'
import { fillDecisions } from '#service/decision-fill.ts'
import { followUp } from '#service/follow-up.ts'
import { fillFacts } from '#service/fact-fill.ts'
import { forgetDue } from '#service/forgetting.ts'
import type { Hearing } from '#service/hear.ts'
import { createGridRound } from '#service/grid-round.ts'
import { createMonthCounting } from '#service/month-figures.ts'
import { notifyDue, type Send } from '#service/notify.ts'
import { askDue } from '#service/ask-rating.ts'
import { createRecount } from '#service/recount.ts'
import { remindOfDecisions } from '#service/remind-decisions.ts'
import { createRewardClock } from '#service/reward-clock.ts'
import { createPublishing } from '#service/publish-round.ts'
import { createExpiry } from '#service/retention.ts'
import { fillSearch } from '#service/search-fill.ts'
import type { Sealed } from '#service/sealed.ts'
import { createSurgeWatch } from '#service/surge-watch.ts'
import { clearUploads } from '#service/uploads.ts'
import { createVirusCheck } from '#service/virus-check.ts'

import { paperWords } from '#web/words/papers.ts'

interface Ways {
  readonly timer: Hearing['timer']
  readonly send: Send
  /** Takes up plans and areas that others published. */
  readonly refresh: () => Promise<void>
}

/** So many milliseconds a round goes on sending before all else has its turn. */
const sending = 1_000

/** Sends what is due, and what was waiting behind it in the same conversation. Gives whether there may be more. */
async function sendDue(world: Sealed, send: Send): Promise<boolean> {
  const end = performance.now() + sending
  while ((await notifyDue(world, send)) > 0) if (performance.now() > end) return true
  return false
}

/**
 * One round of what is due now. What goes by the calendar waits while the clock cannot be believed. Gives whether there may
 * be more that is due already.
 */
export function createRound(world: Sealed, { timer, send, refresh }: Ways): () => Promise<boolean> {
  const tidy = createTidy(world, async (before) => {
    await clearUploads(world, before)
    await clearOrphans(world, before)
    await dropOldStashes(world)
  })
  const checkForViruses = createVirusCheck(world)
  const careForCopies = createCopyCare(world)
  const expire = createExpiry(world)
  const recount = createRecount(world)
  const watchRewards = createRewardClock(world)
  const walkGrids = createGridRound(world)
  const keepStates = createStateKeeping(world)
  const countMonths = createMonthCounting(world)
  const watchSurges = createSurgeWatch(world)
  const publish = createPublishing(world)
  return async () => {
    await world.vault.keepUp()
    const trusted = await watchClock(world)
    const rung = trusted ? await ringDue(world, timer) : 0
    if (trusted) await askDue(world)
    const owesMore = await sendDue(world, send)
    await keepStates()
    await refresh()
    if (trusted) await forgetDue(world)
    if (trusted) await expire()
    await destroyOwed(world)
    await careForCopies()
    await checkForViruses()
    await fillSearch(world)
    await fillFacts(world)
    await fillDecisions(world)
    const followsMore = await followUp(world)
    await letGoOfGone(world)
    if (trusted) await walkGrids()
    if (trusted) await countMonths()
    if (trusted) await raiseAdverse(world)
    if (trusted) await watchSurges()
    if (trusted) await publish()
    if (trusted) await wantReports(world)
    await makeExports(world, paperWords)
    if (trusted) await recount()
    if (trusted) await escalateDue(world)
    if (trusted) await remindOfDecisions(world)
    if (trusted) await watchRewards()
    if (trusted) await archiveDue(world)
    if (trusted) await tidy()
    if (trusted) await publishHeads(world)
    return rung > 0 || owesMore || followsMore
  }
}
