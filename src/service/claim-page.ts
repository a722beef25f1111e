import { ok, refuse, type Result } from '#core/result.ts'
import type { PayeeIdentity } from '#vault/open.ts'
import { claimReward, waiveReward } from './claim.ts'
import { proveClaim } from './claim-proof.ts'
import { claimView, type ClaimView, type ClaimWay } from './claim-view.ts'
import { asFile, noticePaper, type NoticePaper } from './reward-paper.ts'
import type { Sealed } from './sealed.ts'

/** What a page without scripts sends each time: it holds no conversation, so number and code come with every step. */
export interface ClaimKey {
  readonly number: string
  readonly code: string
  readonly asker: string
}

/** The reward behind a number and a secret or passcode. */
export async function seeClaim(world: Sealed, key: ClaimKey): Promise<Result<ClaimView>> {
  return await world.db.transaction(async (tx) => {
    const proven = await proveClaim(world, tx, { ...key, at: world.clock() })
    if (!proven.ok) return proven
    const view = await claimView(world, tx, proven.value)
    return view ? ok(view) : refuse('claim-none')
  })
}

/** How it is wanted. */
export interface ClaimChoice {
  readonly way: ClaimWay | 'waive'
  readonly payee?: PayeeIdentity
}

export async function takeByPage(
  world: Sealed,
  key: ClaimKey,
  { way, payee }: ClaimChoice,
): Promise<Result<ClaimView>> {
  return await world.db.transaction(async (tx) => {
    const proven = await proveClaim(world, tx, { ...key, at: world.clock() })
    if (!proven.ok) return proven
    const view = await claimView(world, tx, proven.value)
    if (!view) return refuse('claim-none')
    const { id, proof } = view
    if (way === 'waive') return await waiveReward(world, tx, { id, proof })
    return await claimReward(world, tx, { id, proof, way, ...(payee ? { payee } : {}) })
  })
}

/** 通知书 as a file, for whoever has number and secret. */
export async function noticeByKey(world: Sealed, key: ClaimKey): Promise<Result<NoticePaper>> {
  const made = await world.db.transaction(async (tx) => {
    const proven = await proveClaim(world, tx, { ...key, at: world.clock() })
    if (!proven.ok) return proven
    const view = await claimView(world, tx, proven.value)
    return view ? ok(await noticePaper(world, tx, view)) : refuse('claim-none')
  })
  return made.ok ? ok(await asFile(made.value)) : made
}
