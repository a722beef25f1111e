import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { hotlineOf, hotlineOptions, hotlineProblems, hotlineSecretsOf } from './hotline-config.ts'
import type { HotlineSecrets, HotlineSettings } from './hotline-config.ts'
import { embedOf, embedOptions } from './embed-config.ts'
import { ownDataDir, usualStateDir } from './folders.ts'
import { mailOf, mailOptions, mailProblems, mailSecretsOf } from './mail-config.ts'
import type { MailSecrets, MailSettings } from './mail-config.ts'
import { metricsOf, metricsOptions, type MetricsSettings } from './metrics-config.ts'
import { noticeOptions, noticesOf, type NoticeSettings } from './notice-config.ts'
import { oidcOf, oidcOptions, oidcProblems, oidcSecretsOf } from './oidc-config.ts'
import type { OidcSecrets } from './oidc-config.ts'
import { isOwnNetwork } from './own-network.ts'
import { rootOf, rootOptions } from './root-config.ts'
import { signInOf, signInOptions } from './sign-in-config.ts'
import { telegramOf, telegramOptions, telegramProblems } from './telegram-config.ts'
import { telegramSecretsOf } from './telegram-config.ts'
import type { TelegramSecrets, TelegramSettings } from './telegram-config.ts'
import { traceOptions, tracesOf } from './trace-config.ts'
import { wechatOf, wechatOptions, wechatProblems, wechatSecretsOf } from './wechat-config.ts'
import { personalOf, personalOptions, personalSecretsOf } from './wechat-personal-config.ts'
import type { PersonalSecrets, PersonalSettings } from './wechat-personal-config.ts'
import type { WechatSecrets, WechatSettings } from './wechat-config.ts'

/** Everything the operator sets, read once at start. Secrets stand apart so that they are never logged by accident. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  readonly stateDir: string
  /** Whether root opens a state folder of another user. */
  readonly allowRoot: boolean
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly cryptoSuite: 'international' | 'guomi'
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly maxFileBytes: number
  /** Websites that may show the chat in a frame of theirs. */
  readonly chatFrames: readonly string[]
  /** New web chats a minute above which each must do a little work first. */
  readonly chatRush: number
  /** A virus scanner: clamd by address and port, or by its socket. */
  readonly clamd?: { readonly host: string; readonly port: number } | { readonly path: string }
  readonly telegram?: TelegramSettings
  readonly wechat?: WechatSettings
  readonly personal?: PersonalSettings
  readonly mail?: MailSettings
  readonly metrics?: MetricsSettings
  /** Where an OpenTelemetry collector takes spans. */
  readonly traceUrl?: string
  readonly notices: NoticeSettings
  readonly hotline: HotlineSettings
  readonly signIn: ReturnType<typeof signInOf>['signIn']
  readonly oidc?: NonNullable<ReturnType<typeof oidcOf>['oidc']>
  /** A language model of the operator's own, to re-rank proposals in doubt. */
  readonly model?: { readonly url: string; readonly model: string }
  /** Who holds the master key, where it is not on this machine. */
  readonly keyService?:
    | { readonly url: string; readonly key: string }
    | { readonly command: string }
  readonly secrets: HotlineSecrets &
    MailSecrets &
    OidcSecrets &
    TelegramSecrets &
    PersonalSecrets &
    WechatSecrets & {
      readonly masterKey?: string
      /** What `keys rotate` changes to. */
      readonly newMasterKey?: string
      readonly keyServiceToken?: string
      readonly modelKey?: string
    }
  /** Files that secrets came from, by the variable that named them. */
  readonly secretFiles: readonly { readonly name: string; readonly path: string }[]
}

const keyInHex = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/)
  .optional()
const keyCure = '64 hexadecimal digits (openssl rand -hex 32)'

/** The table of options: one line each, also printed in the README. */
export const options = {
  HOST: { value: z.string().min(1).default('127.0.0.1'), cure: 'an address to listen on' },
  PORT: {
    value: z.coerce.number().int().min(0).max(65535).default(8080),
    cure: 'a port, 0 to 65535',
  },
  PUBLIC_URL: {
    value: z.url({ protocol: /^https?$/ }).optional(),
    cure: 'the address citizens type, with https://',
  },
  STATE_DIR: {
    value: z.string().min(1).default(usualStateDir),
    cure: 'a folder that can be written',
  },
  DATA_DIR: { value: z.string().min(1).optional(), cure: 'a folder with areas/ and national/' },
  DATABASE_URL: {
    value: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    cure: 'postgres://user:password@host/database, or nothing for the embedded database',
    secret: true,
  },
  CRYPTO_SUITE: {
    value: z.enum(['international', 'guomi']).default('international'),
    cure: 'international or guomi',
  },
  LOG_LEVEL: {
    value: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    cure: 'debug, info, warn, error or silent',
  },
  CHAT_RUSH: {
    value: z.coerce.number().int().min(1).max(100_000).default(120),
    cure: 'new web chats a minute above which browsers must do a little work first, 1 to 100000',
  },
  MAX_FILE_MB: { value: z.coerce.number().int().min(1).max(200).default(20), cure: '1 to 200' },
  CLAMAV_HOST: {
    value: z.string().min(1).optional(),
    cure: 'the address or socket path of clamd, e.g. 127.0.0.1 or /run/clamav/clamd.ctl',
  },
  CLAMAV_PORT: {
    value: z.coerce.number().int().min(1).max(65535).default(3310),
    cure: 'the port of clamd, 1 to 65535',
  },
  MASTER_KEY: { value: keyInHex, cure: keyCure, secret: true },
  NEW_MASTER_KEY: { value: keyInHex, cure: keyCure, secret: true },
  KMS_URL: {
    value: z.url({ protocol: /^https?$/ }).optional(),
    cure: 'the path of a transit engine, e.g. https://vault.example:8200/v1/transit',
  },
  KMS_KEY: {
    value: z
      .string()
      .regex(/^[\w.-]+$/)
      .default('yijian'),
    cure: 'the name of the key in the key service',
  },
  KMS_TOKEN: {
    value: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    cure: 'the token that the key service gave',
    secret: true,
  },
  KMS_COMMAND: {
    value: z.string().startsWith('/').optional(),
    cure: 'the whole path of a program',
  },
  MODEL_URL: {
    value: z
      .url({ protocol: /^https?$/, abort: true })
      // Reporters' words leave this machine for no other network than the operator's own.
      .refine(isOwnNetwork)
      .optional(),
    cure: 'an OpenAI-compatible endpoint in your own network, e.g. http://127.0.0.1:11434/v1',
  },
  MODEL_NAME: { value: z.string().min(1).default('default'), cure: 'the name of the model' },
  MODEL_KEY: {
    value: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    cure: 'the key that the endpoint asks for',
    secret: true,
  },
  ...hotlineOptions,
  ...embedOptions,
  ...metricsOptions,
  ...mailOptions,
  ...noticeOptions,
  ...oidcOptions,
  ...rootOptions,
  ...signInOptions,
  ...telegramOptions,
  ...traceOptions,
  ...wechatOptions,
  ...personalOptions,
} as const

type Values = { readonly [K in keyof typeof options]: z.infer<(typeof options)[K]['value']> }

/** Start is refused; `problems` says what to mend, one line each. */
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads the environment; every missing or wrong variable is named, with its cure, in one go. */
export function readConfig(env: NodeJS.ProcessEnv): ConfigResult {
  const problems: string[] = []
  const secretFiles = Object.entries(options).flatMap(([name, option]) => {
    const path = env[`${name}_FILE`]
    return 'secret' in option && path ? [{ name, path }] : []
  })
  const values = Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const given = 'secret' in option ? secretOf(env, name, problems) : env[name] || undefined
      const read = option.value.safeParse(given)
      if (!read.success) problems.push(`${name} is not usable: give ${option.cure}`)
      return [name, read.data]
    }),
  ) as Values
  const { DATABASE_URL } = values
  problems.push(...hotlineProblems(values), ...oidcProblems(values))
  problems.push(...wrongKeys(values), ...mailProblems(values), ...telegramProblems(values))
  if (problems.length > 0) return { ok: false, problems }
  const config = Object.freeze({
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`,
    stateDir: values.STATE_DIR,
    dataDir: values.DATA_DIR ?? ownDataDir,
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    cryptoSuite: values.CRYPTO_SUITE,
    logLevel: values.LOG_LEVEL,
    chatRush: values.CHAT_RUSH,
    maxFileBytes: values.MAX_FILE_MB * 1024 * 1024,
    ...(values.CLAMAV_HOST ? { clamd: clamdOf(values.CLAMAV_HOST, values.CLAMAV_PORT) } : {}),
    ...embedOf(values),
    ...metricsOf(values),
    ...tracesOf(values),
    ...telegramOf(values),
    ...wechatOf(values),
    ...personalOf(values, env),
    ...(values.MODEL_URL ? { model: modelOf(values.MODEL_URL, values.MODEL_NAME) } : {}),
    ...hotlineOf(values),
    ...oidcOf(values),
    ...rootOf(values),
    ...signInOf(values),
    ...mailOf(values),
    notices: noticesOf(values, values.MAIL_ADDRESS),
    ...keyServiceOf(values),
    secrets: secretsOf(values),
    secretFiles,
  })
  return { ok: true, config }
}

function wrongKeys({ KMS_URL, KMS_TOKEN, KMS_COMMAND, ...values }: Values): readonly string[] {
  const weak = (['MASTER_KEY', 'NEW_MASTER_KEY'] as const)
    .filter((name) => isWeak(values[name] ?? ''))
    .map((name) => `${name} is weak: make one with openssl rand -hex 32`)
  const both = KMS_URL && KMS_COMMAND
  return [
    ...weak,
    ...wechatProblems(values),
    ...(both ? ['KMS_URL and KMS_COMMAND are both set: give one of them'] : []),
    ...(KMS_URL && !KMS_TOKEN ? ['KMS_TOKEN is missing: give the token for KMS_URL'] : []),
  ]
}

function keyServiceOf({ KMS_URL, KMS_KEY, KMS_COMMAND }: Values): Pick<Config, 'keyService'> {
  if (KMS_URL) return { keyService: { url: KMS_URL, key: KMS_KEY } }
  return KMS_COMMAND ? { keyService: { command: KMS_COMMAND } } : {}
}

const secretsOf = (values: Values): Config['secrets'] => ({
  ...hotlineSecretsOf(values),
  ...mailSecretsOf(values),
  ...oidcSecretsOf(values),
  ...(values.MASTER_KEY ? { masterKey: values.MASTER_KEY } : {}),
  ...(values.NEW_MASTER_KEY ? { newMasterKey: values.NEW_MASTER_KEY } : {}),
  ...(values.KMS_TOKEN ? { keyServiceToken: values.KMS_TOKEN } : {}),
  ...telegramSecretsOf(values),
  ...wechatSecretsOf(values),
  ...personalSecretsOf(values),
  ...(values.MODEL_KEY ? { modelKey: values.MODEL_KEY } : {}),
})

const modelOf = (url: string, model: string): NonNullable<Config['model']> => ({
  url: url.replace(/\/+$/, ''),
  model,
})

const clamdOf = (host: string, port: number): NonNullable<Config['clamd']> =>
  host.startsWith('/') ? { path: host } : { host, port }

/** Of 32 random bytes 24 at least are different; what people type or count up has fewer, or one step between all. */
export function isWeak(key: string): boolean {
  if (key === '') return false
  const bytes = [...Buffer.from(key, 'hex')]
  const steps = new Set(bytes.map((byte, n) => (byte - (bytes[n - 1] ?? 0) + 256) % 256))
  return new Set(bytes).size < 20 || steps.size < 8
}

/** A secret comes as `NAME`, or as the path of a file in `NAME_FILE`. */
function secretOf(env: NodeJS.ProcessEnv, name: string, problems: string[]): string | undefined {
  const file = env[`${name}_FILE`]
  if (!file) return env[name] || undefined
  if (env[name]) problems.push(`${name} and ${name}_FILE are both set: give one of them`)
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    problems.push(`${name}_FILE cannot be read: check the path and the rights of the file`)
    return undefined
  }
}
