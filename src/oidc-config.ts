import { z } from 'zod'
import type { OidcSettings } from '#service/single-sign-on.ts'

const claimName = /^[A-Za-z0-9_.:/-]{1,80}$/

export const oidcOptions = {
  OIDC_ISSUER: {
    value: z.url({ protocol: /^https?$/ }).optional(),
    cure: 'the address of the service that signs your officers in, e.g. https://sso.example/realms/desk',
  },
  OIDC_CLIENT_ID: {
    value: z.string().min(1).max(200).optional(),
    cure: 'the name under which that service knows this desk',
  },
  OIDC_CLIENT_SECRET: {
    value: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    cure: 'the secret that service gave, or nothing where it gave none',
    secret: true,
  },
  OIDC_CLAIM: {
    value: z.string().regex(claimName).default('preferred_username'),
    cure: 'the claim that names an officer, e.g. preferred_username or sub',
  },
  OIDC_NAME: {
    value: z.string().min(1).max(30).default('统一身份认证'),
    cure: 'what officers call that service, up to 30 characters',
  },
  OIDC_FACTORS: {
    value: z.enum(['ask', 'trust']).default('ask'),
    cure: 'ask (for our own second factor) or trust (that service asks for it)',
  },
  OIDC_PASSWORDS: {
    value: z.enum(['everybody', 'administrators']).default('everybody'),
    cure: 'everybody or administrators: who may sign in by password beside it',
  },
} as const

type Values = {
  readonly [K in keyof typeof oidcOptions]: z.infer<(typeof oidcOptions)[K]['value']>
}

/** It is on with its issuer, and then needs a name for us; without TLS it is on this machine. */
export function oidcProblems({ OIDC_ISSUER, OIDC_CLIENT_ID }: Values): readonly string[] {
  if (!OIDC_ISSUER) return []
  const { protocol, hostname } = new URL(OIDC_ISSUER)
  const near = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return [
    ...(OIDC_CLIENT_ID ? [] : ['OIDC_CLIENT_ID is missing: give it with OIDC_ISSUER']),
    ...(protocol === 'https:' || near ? [] : ['OIDC_ISSUER is not safe: give it with https://']),
  ]
}

export function oidcOf(values: Values): { readonly oidc?: OidcSettings } {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values
  if (!issuer || !clientId) return {}
  return {
    oidc: {
      issuer,
      clientId,
      claim: values.OIDC_CLAIM,
      name: values.OIDC_NAME,
      trustsFactors: values.OIDC_FACTORS === 'trust',
      passwords: values.OIDC_PASSWORDS,
    },
  }
}

/** Shown to that service alone. */
export interface OidcSecrets {
  readonly oidcSecret?: string
}

export const oidcSecretsOf = ({ OIDC_CLIENT_SECRET: secret }: Values): OidcSecrets =>
  secret ? { oidcSecret: secret } : {}
