import { hash } from 'node:crypto'

/** A platform's id of a delivery may contain an account, so only its digest is kept. */
export const onceDigest = (channel: string, once: string): string =>
  hash('sha256', `${channel}\0${once}`, 'base64url')
