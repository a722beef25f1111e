import { z } from 'zod'

/** A mail box of the channel's own, as the operator tells it. */
export interface MailSettings {
  readonly address: string
  readonly area?: string
}

/** Both addresses hold user and password. */
export interface MailSecrets {
  readonly imapUrl?: string
  readonly smtpUrl?: string
}

export const mailOptions = {
  MAIL_ADDRESS: {
    value: z
      .string()
      .regex(/^[\w.-]{1,40}\+?@[\w-]+(\.[\w-]+)+$/)
      .optional(),
    cure: 'the address of a mail box of its own, e.g. jubao@wsjk.example',
  },
  IMAP_URL: {
    value: z.url({ protocol: /^imaps?$/ }).optional(),
    cure: 'imaps://user:password@host, signs such as @ in them written as %40',
    secret: true,
  },
  SMTP_URL: {
    value: z.url({ protocol: /^smtps?$/ }).optional(),
    cure: 'smtps://user:password@host, or smtp:// with STARTTLS',
    secret: true,
  },
  MAIL_AREA: {
    value: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    cure: 'an area code, e.g. 500153',
  },
} as const

type Values = {
  readonly [K in keyof typeof mailOptions]: z.infer<(typeof mailOptions)[K]['value']>
}

/** Mail is on with its address, and then needs a way in and a way out. */
export const mailProblems = (values: Values): readonly string[] =>
  (['IMAP_URL', 'SMTP_URL'] as const)
    .filter((name) => values.MAIL_ADDRESS && !values[name])
    .map((name) => `${name} is missing: give it with MAIL_ADDRESS, or leave that out`)

export function mailOf({ MAIL_ADDRESS: address, MAIL_AREA: area }: Values): {
  readonly mail?: MailSettings
} {
  return address ? { mail: { address, ...(area && { area }) } } : {}
}

export const mailSecretsOf = (values: Values): MailSecrets => ({
  ...(values.IMAP_URL ? { imapUrl: values.IMAP_URL } : {}),
  ...(values.SMTP_URL ? { smtpUrl: values.SMTP_URL } : {}),
})
