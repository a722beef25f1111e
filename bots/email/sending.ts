import type { Delivery } from '#conversation/channel.ts'
import type { Address, Outgoing } from '#conversation/message.ts'

import type { Allowance } from './allowance.ts'
import { handOver, serverOf } from './smtp.ts'
import type { OwnAddress } from './own-address.ts'
import type { Tokens } from './token.ts'
import { bodyOf, subjects } from './words.ts'

export interface Post {
  /** `answers`: the id of the mail that is answered; without it nobody waits for this one. */
  readonly send: (
    address: Address,
    message: Outgoing,
    answers?: { readonly messageId?: string },
  ) => Promise<Delivery>
}

interface Options {
  readonly url: string
  readonly own: OwnAddress
  readonly tokens: Tokens
  readonly allowance: Allowance
  readonly onFault: (error: unknown) => void
}

/** Mails sent are remembered, so that a delivery that comes twice is answered once. */
const remembered = 10_000

/** Words alone, in a mail that every other machine knows for a machine's. A repeat has the same Message-ID. */
export function createPost({ url, own, tokens, allowance, onFault }: Options): Post {
  const server = serverOf(url)
  const sent = new Set<string>()
  return {
    send: async (address, { id, text }, answers) => {
      const messageId = tokens.messageId(address, id)
      if (sent.has(messageId)) return 'sent'
      const wait = allowance.take(address)
      if (wait > 0) return { retryAfter: wait }
      const token = tokens.of(address)
      const delivery = await handOver(server, {
        from: own.plain,
        to: address,
        replyTo: own.withToken(token),
        envelope: { from: own.plain, to: [address] },
        subject: `${answers ? subjects.answer : subjects.news} [${token}]`,
        text: bodyOf(text),
        textEncoding: 'base64',
        messageId,
        ...(answers?.messageId
          ? { inReplyTo: answers.messageId, references: [answers.messageId] }
          : {}),
        headers: {
          'Auto-Submitted': answers ? 'auto-replied' : 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
        },
        xMailer: false,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      if (delivery === 'unknown') throw new Error('a mail may not have arrived')
      if (typeof delivery === 'object') onFault(new Error('a mail was not taken'))
      if (delivery === 'sent') remember(sent, messageId)
      return delivery
    },
  }
}

function remember(sent: Set<string>, id: string): void {
  sent.add(id)
  const [oldest] = sent
  if (sent.size > remembered && oldest !== undefined) sent.delete(oldest)
}
