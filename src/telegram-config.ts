import { z } from 'zod'

/** Telegram, as the operator tells it. */
export interface TelegramSettings {
  readonly apiRoot?: string
  readonly area?: string
}

/** What bot and platform share. */
export interface TelegramSecrets {
  readonly telegramToken?: string
  readonly telegramWebhook?: string
}

export const telegramOptions = {
  TELEGRAM_TOKEN: {
    value: z
      .string()
      .regex(/^\d+:[\w-]{20,}$/)
      .optional(),
    cure: 'the token that BotFather gave',
    secret: true,
  },
  TELEGRAM_WEBHOOK_SECRET: {
    value: z
      .string()
      .regex(/^[\w-]{16,256}$/)
      .optional(),
    cure: '16 to 256 letters, digits, _ and - (openssl rand -hex 32)',
    secret: true,
  },
  TELEGRAM_API_ROOT: {
    value: z.url({ protocol: /^https?$/ }).optional(),
    cure: 'the address of a Bot API server',
  },
  TELEGRAM_AREA: {
    value: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    cure: 'an area code, e.g. 500153',
  },
} as const

type Values = {
  readonly [K in keyof typeof telegramOptions]: z.infer<(typeof telegramOptions)[K]['value']>
}

/** Telegram calls nothing but https, unless it is a server of one's own. */
export function telegramProblems(
  values: Values & { readonly PUBLIC_URL?: string | undefined },
): readonly string[] {
  if (!values.TELEGRAM_WEBHOOK_SECRET) return []
  const isReachable = values.TELEGRAM_API_ROOT || values.PUBLIC_URL?.startsWith('https:')
  return [
    ...(values.TELEGRAM_TOKEN
      ? []
      : ['TELEGRAM_TOKEN is missing: give the token for TELEGRAM_WEBHOOK_SECRET']),
    ...(isReachable
      ? []
      : ['PUBLIC_URL is not usable for TELEGRAM_WEBHOOK_SECRET: give the address with https://']),
  ]
}

export function telegramOf(values: Values): { readonly telegram?: TelegramSettings } {
  const { TELEGRAM_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_AREA: area } = values
  if (!token) return {}
  return { telegram: { ...(apiRoot && { apiRoot }), ...(area && { area }) } }
}

export const telegramSecretsOf = (values: Values): TelegramSecrets => ({
  ...(values.TELEGRAM_TOKEN ? { telegramToken: values.TELEGRAM_TOKEN } : {}),
  ...(values.TELEGRAM_WEBHOOK_SECRET ? { telegramWebhook: values.TELEGRAM_WEBHOOK_SECRET } : {}),
})
