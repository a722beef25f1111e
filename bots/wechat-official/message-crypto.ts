import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { isSame } from './signature.ts'

/** What seals the messages of one account: its key as the platform shows it (43 characters), and its id. */
export interface Seal {
  readonly aesKey: string
  readonly appId: string
}

const headBytes = 16
const blockBytes = 32

const keyOf = ({ aesKey }: Seal): Buffer => Buffer.from(`${aesKey}=`, 'base64')

/** 16 random bytes, length, text and the account's id, filled up to blocks of 32, under AES-256-CBC. */
export function sealText(seal: Seal, text: string, head = randomBytes(headBytes)): string {
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const whole = Buffer.concat([head, length, body, Buffer.from(seal.appId)])
  const fill = blockBytes - (whole.length % blockBytes)
  const key = keyOf(seal)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([whole, Buffer.alloc(fill, fill)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** The text, if it is sealed rightly and for this very account. Check the signature first: this tells why of nothing. */
export function openText(seal: Seal, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < blockBytes || bytes.length % 16 !== 0) return undefined
  const key = keyOf(seal)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const fill = padded.at(-1) ?? 0
  if (fill < 1 || fill > blockBytes) return undefined
  const whole = padded.subarray(0, padded.length - fill)
  if (whole.length < headBytes + 4) return undefined
  const start = headBytes + 4
  const end = start + whole.readUInt32BE(headBytes)
  if (end > whole.length || !isSame(whole.subarray(end).toString(), seal.appId)) return undefined
  return whole.subarray(start, end).toString()
}
