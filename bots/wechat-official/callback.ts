import { randomBytes } from 'node:crypto'

import { openText, sealText } from './message-crypto.ts'
import { isFresh, isSame, signatureOf } from './signature.ts'
import { readXml, writeXml } from './xml.ts'
import type { Fields } from './xml.ts'

/** What account and platform know of each other. With `aesKey` nothing is taken that is not sealed. */
export interface Credentials {
  readonly appId: string
  readonly token: string
  readonly aesKey?: string
}

/** What stands behind the question mark of a call. */
export type Query = Readonly<Record<string, string>>

/** Signed with our token, and lately. */
export function isSigned({ token }: Credentials, query: Query, now: number): boolean {
  const { signature = '', timestamp = '', nonce = '' } = query
  if (nonce === '' || !isFresh(timestamp, now)) return false
  return isSame(signatureOf(token, timestamp, nonce), signature)
}

/**
 * The fields of a delivery. In the compatible mode they stand sealed and plain side by side: only the sealed ones count,
 * since nobody signed the plain ones. `forged`: it is not from the platform, or not for this account.
 */
export function openBody(
  { appId, token, aesKey }: Credentials,
  query: Query,
  body: string,
): Fields | 'forged' | 'unreadable' {
  const outer = readXml(body)
  if (!outer) return 'unreadable'
  const sealed = outer.get('Encrypt')
  if (aesKey === undefined) return sealed === undefined ? outer : 'unreadable'
  if (sealed === undefined) return 'forged'
  const { timestamp = '', nonce = '', msg_signature: given = '' } = query
  if (!isSame(signatureOf(token, timestamp, nonce, sealed), given)) return 'forged'
  const text = openText({ aesKey, appId }, sealed)
  return text === undefined ? 'forged' : (readXml(text) ?? 'unreadable')
}

interface Reply {
  readonly to: string
  readonly from: string
  readonly text: string
  readonly now: number
}

/** An answer in the same breath, sealed where deliveries are. */
export function writeReply({ appId, token, aesKey }: Credentials, reply: Reply): string {
  const time = Math.floor(reply.now / 1000)
  const plain = writeXml({
    ToUserName: reply.to,
    FromUserName: reply.from,
    CreateTime: time,
    MsgType: 'text',
    Content: reply.text,
  })
  if (aesKey === undefined) return plain
  const sealed = sealText({ aesKey, appId }, plain)
  const nonce = randomBytes(8).toString('hex')
  return writeXml({
    Encrypt: sealed,
    MsgSignature: signatureOf(token, String(time), nonce, sealed),
    TimeStamp: time,
    Nonce: nonce,
  })
}
