import { createHash } from 'node:crypto'

/** A platform's id of a delivery may contain an account, so only its digest is kept. */
export const onceDigest = (channel: string, once: string): string =>
  createHash('sha256').update(`${channel}\0${once}`).digest('base64url')
