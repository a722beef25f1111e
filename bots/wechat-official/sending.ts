import type { Delivery } from '#conversation/channel.ts'
import type { Address } from '#conversation/message.ts'

import type { Allowances } from './allowance.ts'
import type { Api, Code } from './api.ts'
import { templateData } from './template.ts'
import type { Template } from './template.ts'

export interface Sender {
  readonly api: Api
  readonly allowances: Allowances
  readonly template: Template | undefined
  readonly now: () => number
  readonly personOf: (address: Address) => string
  readonly onFault: (error: unknown) => void
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]

/** It waits for the person's next message; the template may remind them once in so long. */
const whenHeard = { retryAfter: 3 * day, orHeard: true } as const

/** Beijing's midnight: then the platform counts anew. */
const untilMidnight = (now: number): number => day - ((now + 8 * hour) % day)

/**
 * Says a text by the customer-service door, if the platform still allows one; counted before, since a refused call costs
 * trust. Outside of what is allowed the template says, without content, that there is something to read.
 */
export function createSending(
  sender: Sender,
): (address: Address, text: string) => Promise<Delivery> {
  const { api, allowances, now, personOf, onFault } = sender
  let restUntil = 0
  return async (address, text) => {
    if (restUntil > now()) return { retryAfter: restUntil - now(), orHeard: true }
    const person = personOf(address)
    const putBack = allowances.take(person)
    if (!putBack) return await remind(sender, address)
    const content = { touser: address, msgtype: 'text', text: { content: text } }
    const code = await api.post('/cgi-bin/message/custom/send', content)
    if (code === 0) return 'sent'
    putBack()
    if (code === 45015 || code === 45047) {
      allowances.empty(person)
      return await remind(sender, address)
    }
    const delivery = deliveryOf(code, now())
    if (delivery === undefined) throw new Error(`wechat refused a message: ${code}`)
    if (delivery !== 'closed' && delivery !== 'sent') {
      restUntil = now() + delivery.retryAfter
      onFault(new Error(`wechat refuses messages for now: ${code}`))
    }
    return delivery
  }
}

/**
 * What became of a message that was refused for a reason that passes, or since the person is gone; `undefined`: for one
 * that lies in the message. 45009: the day's calls are used up, 45011: the minute's, -1: busy, 48001: not allowed yet.
 */
function deliveryOf(code: Code, now: number): Delivery | undefined {
  const wait = (retryAfter: number): Delivery => ({ retryAfter, orHeard: true })
  switch (code) {
    case 43004:
    case 40003:
      return 'closed'
    case 45009:
      return wait(untilMidnight(now))
    case 45011:
      return wait(minute)
    case -1:
      return wait(5 * second)
    case 'no-token':
    case 'no-way':
      return wait(30 * second)
    case 40001:
    case 40014:
    case 42001:
      return wait(minute)
    case 48001:
    case 50002:
      return wait(10 * minute)
    default:
      return undefined
  }
}

/** The template tells that there is something; the thing itself waits to be heard of. */
async function remind(
  { api, template, now, onFault }: Sender,
  address: Address,
): Promise<Delivery> {
  if (!template) return whenHeard
  const body = { touser: address, template_id: template.id, data: templateData(template, now()) }
  const code = await api.post('/cgi-bin/message/template/send', body).catch(() => 'lost' as const)
  if (code === 43004 || code === 40003) return 'closed'
  if (code !== 0) onFault(new Error(`wechat refused a reminder: ${code}`))
  return whenHeard
}
