import { z } from 'zod'
import { permissions, type Role } from '#core/roles.ts'
import type { FactorPolicy } from '#core/sign-in-rules.ts'
import type { SignInSettings } from '#packs/sign-in-rules.ts'

const words = ['off', 'optional', 'required'] as const
const isPolicy = (word: string): word is FactorPolicy => words.some((one) => one === word)
const isRole = (word: string): word is Role => Object.hasOwn(permissions, word)

/** `required`, or `handler=optional,supervisor=required`. */
function readPolicies(text: string): SignInSettings['factor'] | undefined {
  const pairs = text.split(',').map((part) => {
    const [left = '', right] = part.trim().split('=')
    return right === undefined ? (['all', left] as const) : ([left, right] as const)
  })
  const right = pairs.every(
    ([role, policy]) => (role === 'all' || isRole(role)) && isPolicy(policy),
  )
  return right ? Object.fromEntries(pairs) : undefined
}

const whole = (least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).optional()

export const signInOptions = {
  SECOND_FACTOR: {
    value: z
      .string()
      .refine((text) => readPolicies(text) !== undefined)
      .transform((text) => readPolicies(text) ?? {})
      .optional(),
    cure: 'off, optional or required, or by role: supervisor=required,handler=optional',
  },
  PASSWORD_LENGTH: { value: whole(8, 64), cure: 'how many characters a password has, 8 to 64' },
  PASSWORD_DAYS: {
    value: whole(0, 3650),
    cure: 'days after which a password is changed, 0 for never, to 3650',
  },
  SIGN_IN_TRIES: { value: whole(3, 20), cure: 'wrong tries before a login is locked, 3 to 20' },
  SIGN_IN_LOCK_MINUTES: { value: whole(1, 1440), cure: 'minutes of the lock, 1 to 1440' },
  SIGN_IN_IDLE_MINUTES: {
    value: whole(5, 240),
    cure: 'minutes without a click until a browser is signed out, 5 to 240',
  },
  SIGN_IN_LONGEST_HOURS: { value: whole(1, 24), cure: 'hours a sign-in lasts at most, 1 to 24' },
} as const

type Values = {
  readonly [K in keyof typeof signInOptions]: z.infer<(typeof signInOptions)[K]['value']>
}

export const signInOf = (values: Values): { readonly signIn: SignInSettings } => ({
  signIn: {
    numbers: {
      passwordLength: values.PASSWORD_LENGTH,
      passwordDays: values.PASSWORD_DAYS,
      lockAfter: values.SIGN_IN_TRIES,
      lock: values.SIGN_IN_LOCK_MINUTES,
      idle: values.SIGN_IN_IDLE_MINUTES,
      longest: values.SIGN_IN_LONGEST_HOURS,
    },
    factor: values.SECOND_FACTOR ?? {},
  },
})
