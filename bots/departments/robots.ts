import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type {
  DepartmentDelivery,
  DepartmentNotice,
  DepartmentTarget,
} from '#conversation/department.ts'
import { guardedPost, type Guard } from './guarded-post.ts'

const minute = 60_000

/** DingTalk: the time and the secret are the message, the secret is the key; milliseconds, in the address. */
export const dingtalkSign = (secret: string, at: number): string =>
  createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64')

/** Feishu: the time and the secret are the key, the message is empty; seconds, in the body. */
export const feishuSign = (secret: string, at: number): string =>
  createHmac('sha256', `${at}\n${secret}`).digest('base64')

type RobotTarget = Extract<DepartmentTarget, { readonly kind: 'wecom' | 'dingtalk' | 'feishu' }>

/** Bytes of text that each platform takes; beyond it would refuse, or cut the link. */
const longest = { wecom: 2048, dingtalk: 15_000, feishu: 15_000 } as const

/** Answers that mean: too many a minute, and how long to wait. DingTalk shuts a robot up for ten minutes. */
const tooMany = {
  wecom: { codes: [45009], wait: minute },
  dingtalk: { codes: [130101, 410100], wait: 10 * minute },
  feishu: { codes: [11232], wait: minute },
} as const

/** Speaks in a group as its robot. A platform says no with a code inside HTTP 200. */
export async function tellRobot(
  target: RobotTarget,
  { lines }: DepartmentNotice,
  { guard, now }: { readonly guard: Guard; readonly now: () => number },
): Promise<DepartmentDelivery> {
  const text = lines.join('\n')
  if (Buffer.byteLength(text) > longest[target.kind]) return { failed: 'long' }
  const { url, body } = messageFor(target, text, now())
  const answer = await guardedPost(url, { body: JSON.stringify(body) }, guard)
  if ('failed' in answer) return answer
  if (answer.status === 429) return { failed: 'status-429', retryAfter: tooMany[target.kind].wait }
  const code = codeIn(answer.body)
  if (code === undefined) return { failed: `status-${answer.status}` }
  if (code === 0) return answer.status === 200 ? 'sent' : { failed: `status-${answer.status}` }
  const { codes, wait } = tooMany[target.kind]
  const failed = `${target.kind}-${code}`
  return codes.some((one) => one === code) ? { failed, retryAfter: wait } : { failed }
}

function messageFor(
  target: RobotTarget,
  text: string,
  at: number,
): { readonly url: URL; readonly body: object } {
  const url = new URL(target.url)
  switch (target.kind) {
    case 'wecom':
      return { url, body: { msgtype: 'text', text: { content: text } } }
    case 'dingtalk': {
      if (target.secret) {
        url.searchParams.set('timestamp', String(at))
        url.searchParams.set('sign', dingtalkSign(target.secret, at))
      }
      return { url, body: { msgtype: 'text', text: { content: text } } }
    }
    case 'feishu': {
      const seconds = Math.floor(at / 1000)
      const signed = target.secret
        ? { timestamp: String(seconds), sign: feishuSign(target.secret, seconds) }
        : {}
      return { url, body: { ...signed, msg_type: 'text', content: { text } } }
    }
  }
}

const answerSchema = z.object({
  errcode: z.number().optional(),
  code: z.number().optional(),
  StatusCode: z.number().optional(),
})

/** `errcode` of WeCom and DingTalk, `code` of Feishu, `StatusCode` of its older robots. */
function codeIn(body: string): number | undefined {
  try {
    const { data } = answerSchema.safeParse(JSON.parse(body))
    return data?.errcode ?? data?.code ?? data?.StatusCode
  } catch {
    return undefined
  }
}
