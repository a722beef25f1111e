import { ok, refuse, type Result } from '#core/result.ts'
import {
  answerApiKey,
  dropApiKey,
  pruneApiKeys,
  retakeApiKey,
  takeApiKey,
} from '#store/api-keys.ts'
import type { World } from './world.ts'

/** What came of it: numbers and keys, no word of a case. */
export interface Outcome {
  readonly status: number
  readonly answer: string
}

interface AskedOnce {
  /** Id of the token. */
  readonly token: string
  /** Digest of the key. */
  readonly key: string
  /** Digest of everything that was asked. */
  readonly request: string
}

const kept = 24 * 3_600_000
/** Who has not answered by then was cut off. */
const longestWork = 60_000

/**
 * Does under one key one thing once: whoever asks the same again within a day hears the same answer. What changed nothing
 * frees the key.
 */
export async function once(
  world: World,
  asked: AskedOnce,
  work: () => Promise<Outcome>,
): Promise<Result<Outcome & { readonly again: boolean }>> {
  const at = world.clock()
  const row = { ...asked, at }
  const known = await world.db.transaction(async (tx) => {
    await pruneApiKeys(tx, at - kept)
    const found = await takeApiKey(tx, row)
    const isLost = found?.status === undefined && found && found.at < at - longestWork
    if (isLost && found.request === row.request) await retakeApiKey(tx, row)
    return isLost && found.request === row.request ? undefined : found
  })
  if (known && known.request !== row.request) return refuse('key-used')
  if (known?.status !== undefined)
    return ok({ status: known.status, answer: known.answer ?? '', again: true })
  if (known) return refuse('key-running')
  return await doneOnce(world, row, work)
}

async function doneOnce(
  world: World,
  row: { readonly token: string; readonly key: string },
  work: () => Promise<Outcome>,
): Promise<Result<Outcome & { readonly again: boolean }>> {
  const free = async (): Promise<void> =>
    await world.db.transaction(async (tx) => await dropApiKey(tx, row))
  const done = await work().catch(async (cause: unknown) => {
    await free()
    throw cause
  })
  if (done.status >= 400) await free()
  else await keepAnswer(world, row, done)
  return ok({ ...done, again: false })
}

/** Where the store fails just now the answer is given all the same: it was done, and the key is not free for doing it again. */
async function keepAnswer(
  world: World,
  row: Pick<AskedOnce, 'token' | 'key'>,
  done: Outcome,
): Promise<void> {
  try {
    await world.db.transaction(async (tx) => await answerApiKey(tx, row, done))
  } catch {
    world.log.warn('an answer cannot be kept for whoever asks again')
  }
}
