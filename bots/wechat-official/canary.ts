import { randomInt } from 'node:crypto'

import { sealText } from './message-crypto.ts'
import { signatureOf } from './signature.ts'
import { writeXml } from './xml.ts'
import type { Credentials } from './callback.ts'

/** No account of the platform has so short an id; nothing is ever sent there. */
export const nobody = 'canary'

/** A delivery of nobody's as the platform signs it, and seals it where deliveries are sealed. */
export function canaryDelivery(
  { appId, token, aesKey }: Credentials,
  text: string,
  now: number,
): { readonly query: string; readonly body: string } {
  const timestamp = String(Math.floor(now / 1000))
  const nonce = String(randomInt(1e9))
  const plain = writeXml({
    ToUserName: appId,
    FromUserName: nobody,
    CreateTime: Number(timestamp),
    MsgType: 'text',
    Content: text,
    MsgId: randomInt(2 ** 47),
  })
  const query = { signature: signatureOf(token, timestamp, nonce), timestamp, nonce }
  if (aesKey === undefined) return { query: String(new URLSearchParams(query)), body: plain }
  const sealed = sealText({ aesKey, appId }, plain)
  const more = { msg_signature: signatureOf(token, timestamp, nonce, sealed) }
  return {
    query: String(new URLSearchParams({ ...query, ...more })),
    body: writeXml({ ToUserName: appId, Encrypt: sealed }),
  }
}
