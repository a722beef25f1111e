import { createHmac } from 'node:crypto'
import type {
  DepartmentDelivery,
  DepartmentNotice,
  DepartmentTarget,
} from '#conversation/department.ts'
import { guardedPost, type Answer, type Guard } from './guarded-post.ts'

type WebhookTarget = Extract<DepartmentTarget, { readonly kind: 'webhook' }>

/** Standard Webhooks 1.0.0, symmetric: over the very bytes that are sent, with their id and the time of this attempt. */
export function webhookSignature(
  secret: string,
  {
    id,
    timestamp,
    body,
  }: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return `v1,${signed}`
}

/** Tells a machine. Taken is 2xx alone; whoever answers 410 is told no more; nobody is followed elsewhere. */
export async function tellWebhook(
  { url, secrets }: WebhookTarget,
  { id, type, at, data }: DepartmentNotice,
  { guard, now }: { readonly guard: Guard; readonly now: () => number },
): Promise<DepartmentDelivery> {
  const timestamp = Math.floor(now() / 1000)
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data })
  const signatures = secrets.map((secret) => webhookSignature(secret, { id, timestamp, body }))
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
  const answer = await guardedPost(new URL(url), { body, headers }, guard)
  if ('failed' in answer) return answer
  const { status } = answer
  if (status >= 200 && status < 300) return 'sent'
  if (status === 410) return 'gone'
  return { failed: status < 400 ? 'redirect' : `status-${status}`, ...patience(answer, now()) }
}

/** Seconds, or a date. */
function patience({ retryAfter }: Answer, now: number): { readonly retryAfter?: number } {
  if (retryAfter === undefined) return {}
  const wait = /^\d{1,9}$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - now
  return wait > 0 ? { retryAfter: wait } : {}
}
