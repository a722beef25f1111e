import type { Deed, Heard } from '#conversation/message.ts'
import type { Session } from '#conversation/session.ts'
import type { Tx } from '#store/transaction.ts'
import { isSecretHere } from './reward-wish.ts'
import type { Sealed } from './sealed.ts'

/** Where number and passcode are asked for. */
const asking = new Set(['track', 'which', 'claim'])

/**
 * What was sent with its passcodes masked, where somebody wrote one nobody had asked for; `undefined` where there is none.
 * Only what opens a report here is a passcode: a number that looks like one stays.
 */
export async function passcodeMasked(
  world: Sealed,
  tx: Tx,
  { heard, session }: { readonly heard: Heard; readonly session: Session },
): Promise<Heard | undefined> {
  const text = textIn(heard.what)
  if (text === undefined || asking.has(session.frames.at(-1)?.flow ?? '')) return undefined
  const isOne = async (hmac: string): Promise<boolean> => await isSecretHere(tx, hmac)
  const hidden = await world.vault.hidePasscodes(text, isOne)
  return hidden === text ? undefined : { ...heard, what: withText(heard.what, hidden) }
}

/** Fewer letters beside the passcode tell nothing that would be lost. */
const hardly = 30

/** A message that is a passcode and little more; somebody in danger, or with a person, is never turned away. */
export function isNothingElse(
  world: Sealed,
  { status, frames }: Session,
  { what }: Heard,
): boolean {
  if (what.type !== 'text' || status === 'handed-over') return false
  if (frames.some(({ handed }) => handed !== undefined)) return false
  const letters = what.text.match(/[\p{L}\p{N}]/gu) ?? []
  return letters.length < hardly && world.understanding.danger(what.text) === null
}

function textIn(what: Deed): string | undefined {
  if (what.type === 'text') return what.text
  return what.type === 'media' ? what.caption : undefined
}

function withText(what: Deed, text: string): Deed {
  if (what.type === 'text') return { ...what, text }
  return what.type === 'media' ? { ...what, caption: text } : what
}
