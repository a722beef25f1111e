import { createHash } from 'node:crypto'
import { z } from 'zod'

const hour = 3_600_000

/** Calls and work orders, as the operator tells it. */
export interface HotlineSettings {
  /** How far back the time of a call may lie; longer ago nobody remembers what was said. */
  readonly callsBack: number
  /** How long an order may have been under way between two authorities. */
  readonly ordersBack: number
  readonly sources: readonly { readonly id: string; readonly area: string }[]
  readonly sms?: { readonly url: string; readonly body: string; readonly accepts?: string }
}

export interface HotlineSecrets {
  /** Digests of the tokens of sources, by source. */
  readonly orderTokens?: ReadonlyMap<string, string>
  readonly smsKey?: string
}

const pairs = (right: string): RegExp =>
  new RegExp(`^[a-z0-9-]{1,32}=${right}(?:[ ,]+[a-z0-9-]{1,32}=${right})*$`)

export const hotlineOptions = {
  CALL_BACKDATE_HOURS: {
    value: z.coerce.number().int().min(1).max(720).default(72),
    cure: 'hours, 1 to 720: a call noted on paper over a weekend can still be entered on Monday',
  },
  WORK_ORDER_BACKDATE_DAYS: {
    value: z.coerce.number().int().min(1).max(365).default(30),
    cure: 'days, 1 to 365: an order received longer ago has the wrong year, or is over',
  },
  WORK_ORDER_SOURCES: {
    value: z.string().regex(pairs('\\d{6}')).optional(),
    cure: 'names of other hotlines and their areas, e.g. rc12345=500153 ly8890=211382',
  },
  WORK_ORDER_TOKENS: {
    value: z.string().regex(pairs('[\\w-]{24,128}')).optional(),
    cure: 'a token of 24 characters or more for each source, e.g. rc12345=… (openssl rand -hex 32)',
    secret: true,
  },
  SMS_URL: {
    value: z.url({ protocol: /^https?$/ }).optional(),
    cure: 'the address of a text message gateway that takes a POST',
  },
  SMS_KEY: {
    value: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    cure: 'the key that the gateway asks for',
    secret: true,
  },
  SMS_BODY: {
    value: z
      .string()
      .refine((body) => ['{phone}', '{number}', '{passcode}'].every((one) => body.includes(one)))
      .default('{"to":"{phone}","text":"编号 {number}，查询密码 {passcode}"}'),
    cure: 'JSON or a form with {phone}, {number} and {passcode} in it',
  },
  SMS_ACCEPTS: {
    value: z.string().min(1).optional(),
    cure: 'what stands in the answer of the gateway when it took the message',
  },
} as const

type Values = {
  readonly [K in keyof typeof hotlineOptions]: z.infer<(typeof hotlineOptions)[K]['value']>
}

/** `a=1 b=2` as pairs. */
const pairsIn = (text: string | undefined): readonly (readonly [string, string])[] =>
  (text ?? '')
    .split(/[ ,]+/)
    .filter(Boolean)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])

/** A token without its source opens nothing, and nobody would know why. */
export function hotlineProblems(values: Values): readonly string[] {
  const known = new Set(pairsIn(values.WORK_ORDER_SOURCES).map(([id]) => id))
  const strangers = pairsIn(values.WORK_ORDER_TOKENS).filter(([id]) => !known.has(id))
  return strangers.map(
    ([id]) => `WORK_ORDER_TOKENS names ${id}: give its area in WORK_ORDER_SOURCES as well`,
  )
}

export function hotlineOf(values: Values): { readonly hotline: HotlineSettings } {
  const { SMS_URL: url, SMS_BODY: body, SMS_ACCEPTS: accepts } = values
  return {
    hotline: {
      callsBack: values.CALL_BACKDATE_HOURS * hour,
      ordersBack: values.WORK_ORDER_BACKDATE_DAYS * 24 * hour,
      sources: pairsIn(values.WORK_ORDER_SOURCES).map(([id, area]) => ({ id, area })),
      ...(url ? { sms: { url, body, ...(accepts ? { accepts } : {}) } } : {}),
    },
  }
}

export function hotlineSecretsOf(values: Values): HotlineSecrets {
  const tokens = pairsIn(values.WORK_ORDER_TOKENS)
  const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
  return {
    ...(tokens.length > 0
      ? { orderTokens: new Map(tokens.map(([id, token]) => [id, digest(token)])) }
      : {}),
    ...(values.SMS_KEY ? { smsKey: values.SMS_KEY } : {}),
  }
}
