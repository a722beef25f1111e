import type { Api } from 'grammy'

import type { Address } from '#conversation/message.ts'

import { pause } from '../timing/pause.ts'

/** Telegram shows it for five seconds. */
const shown = 4500

/** Shows that we are at it once somebody has waited for a while, until the returned function is called. */
export function showTyping(
  api: Api,
  address: Address,
  { afterMs, onFault }: { readonly afterMs: number; readonly onFault: (error: unknown) => void },
): () => void {
  const over = new AbortController()
  const show = async (): Promise<void> => {
    await pause(afterMs, over.signal)
    while (!over.signal.aborted) {
      await api.sendChatAction(address, 'typing')
      await pause(shown, over.signal)
    }
  }
  show().catch(onFault)
  return () => over.abort()
}
