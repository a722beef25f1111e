import { z } from 'zod'

/** A personal WeChat account, as the operator tells it. */
export interface PersonalSettings {
  readonly puppet: string
  readonly area?: string
  readonly friends: 'accept' | 'leave'
  /** Whatever the puppet's own documents name: it sees nothing else of our settings. */
  readonly env: Readonly<Record<string, string>>
}

/** What the puppet's service asks for. */
export interface PersonalSecrets {
  readonly puppetToken?: string
}

export const personalOptions = {
  WECHAT_PUPPET: {
    value: z
      .string()
      .regex(/^((@[\w.-]+\/)?[a-z][\w.-]*|\/.+\.(js|mjs|ts))$/)
      .optional(),
    cure: 'the package of a wechaty puppet, e.g. wechaty-puppet-service, or the whole path of one of your own',
  },
  WECHAT_PUPPET_TOKEN: {
    value: z
      .string()
      .regex(/^[\x21-\x7e]{1,400}$/)
      .optional(),
    cure: "the token that the puppet's service gave",
    secret: true,
  },
  WECHAT_PUPPET_AREA: {
    value: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    cure: 'an area code, e.g. 500153',
  },
  WECHAT_PUPPET_FRIENDS: {
    value: z.enum(['accept', 'leave']).default('leave'),
    cure: 'accept (whoever asks to be a friend becomes one) or leave (somebody says yes on the phone)',
  },
} as const

type Values = {
  readonly [K in keyof typeof personalOptions]: z.infer<(typeof personalOptions)[K]['value']>
}

/** `env`: of all that is set only what begins with WECHATY_ is meant for the puppet. */
export function personalOf(
  values: Values,
  env: NodeJS.ProcessEnv,
): { readonly personal?: PersonalSettings } {
  const { WECHAT_PUPPET: puppet, WECHAT_PUPPET_AREA: area } = values
  if (!puppet) return {}
  const own = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('WECHATY_') && value !== undefined ? [[name, value] as const] : [],
  )
  const friends = values.WECHAT_PUPPET_FRIENDS
  return { personal: { puppet, friends, env: Object.fromEntries(own), ...(area && { area }) } }
}

export const personalSecretsOf = ({ WECHAT_PUPPET_TOKEN: token }: Values): PersonalSecrets =>
  token ? { puppetToken: token } : {}
