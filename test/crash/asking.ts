import type { Fleet } from './fleet.ts'
import { pause } from './seeded.ts'
import type { Told } from './told.ts'

/** What was answered, read to its end; `undefined` when the process died under the question. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

const patience = 15_000

async function askOnce(url: string, init: RequestInit): Promise<Answer | undefined> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  } catch {
    return undefined
  }
}

/** Says the very same again until somebody answers who is well; `again`: it may have been heard before. */
export async function askUntil(
  { fleet, told }: { readonly fleet: Fleet; readonly told: Told },
  path: string,
  init: RequestInit,
): Promise<Answer & { readonly again: boolean }> {
  for (let tries = 0; ; tries += 1) {
    const answer = await askOnce(`${await fleet.url()}${path}`, init)
    const isOut = answer === undefined || answer.status >= 500 || answer.status === 429
    if (!isOut) return { ...answer, again: tries > 0 }
    if (answer) told.outages += 1
    await pause(30)
  }
}
