import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Result } from '#core/result.ts'

/** The headers of Standard Webhooks 1.0.0. */
export interface SignedHead {
  readonly id: string
  readonly sentAt: number
  readonly signatures: readonly string[]
}

/** `undefined` where one is missing or is none. */
export function headOf(header: (name: string) => string | undefined): Result<SignedHead> {
  const id = header('webhook-id') ?? ''
  const timestamp = header('webhook-timestamp') ?? ''
  const signatures = (header('webhook-signature') ?? '').split(' ').filter(Boolean)
  const isWhole = /^[\w-]{1,100}$/.test(id) && /^\d{1,12}$/.test(timestamp) && signatures.length > 0
  if (!isWhole || signatures.length > 10) return refuse('headers-missing')
  return ok({ id, sentAt: Number(timestamp) * 1000, signatures })
}

/** Over the very bytes that came. Every signature is compared, whichever fits. */
export function isSignedBy(
  secret: string,
  { id, sentAt, signatures }: SignedHead,
  body: Buffer,
): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const hmac = createHmac('sha256', key).update(`${id}.${sentAt / 1000}.`)
  const right = hmac.update(body).digest()
  const fits = signatures.filter((one) => {
    const shown = Buffer.from(one.startsWith('v1,') ? one.slice(3) : '', 'base64')
    return shown.length === right.length && timingSafeEqual(shown, right)
  })
  return fits.length > 0
}

export const bodyMark = (body: Buffer): string =>
  createHash('sha256').update(body).digest('base64url')
