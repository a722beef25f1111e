import { z } from 'zod'
import { permissions, type Role } from '#core/roles.ts'
import type { FactorPolicy, SignInRules } from '#core/sign-in-rules.ts'
import { packError, type Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { zodCheck } from './zod-check.ts'

const file = 'national/sign-in.json'

const units = {
  characters: 1,
  tries: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
} as const

type Unit = keyof typeof units

const origin = {
  source: z.string().trim().min(1),
  confidence: z.enum(['S', 'M', 'U']),
  practice: z.literal(true),
  checkedOn: z.iso.date(),
}

const numberIn = (unit: Unit) =>
  z
    .strictObject({
      value: z.int().min(0),
      unit: z.literal(unit),
      least: z.int().min(0),
      ...origin,
    })
    .refine(({ value, least }) => value >= least, { path: ['value'], error: '不能小于 least' })

const ruleSchema = z.strictObject({
  numbers: z.strictObject({
    passwordLength: numberIn('characters'),
    passwordDays: numberIn('days'),
    freeTries: numberIn('tries'),
    firstPause: numberIn('seconds'),
    lockAfter: numberIn('tries'),
    lock: numberIn('minutes'),
    longestPause: numberIn('minutes'),
    idle: numberIn('minutes'),
    longest: numberIn('hours'),
  }),
  secondFactor: z.strictObject({
    required: z.array(z.enum(Object.keys(permissions) as Role[])),
    ...origin,
  }),
})

/** What the keeper of the machine sets otherwise, in the units of the file. */
export interface SignInSettings {
  readonly numbers: Readonly<
    Partial<Record<keyof z.infer<typeof ruleSchema>['numbers'], number | undefined>>
  >
  /** For each role, or for those that are not named under `all`. */
  readonly factor: Readonly<Partial<Record<Role | 'all', FactorPolicy>>>
}

/** What is wrong in the file. */
export function problemsOfSignIn(dataDir: string): readonly Problem[] {
  const read = readJson(dataDir, file, zodCheck(ruleSchema))
  return read.ok ? [] : read.problems
}

/** How officers sign in: the house's defaults, each with its source, and what the keeper of the machine set. */
export function loadSignInRules(dataDir: string, own?: SignInSettings): SignInRules {
  const read = readJson(dataDir, file, zodCheck(ruleSchema))
  if (!read.ok) throw packError(read.problems)
  const { numbers, secondFactor } = read.value
  const given = (name: keyof typeof numbers): number =>
    (own?.numbers[name] ?? numbers[name].value) * units[numbers[name].unit]
  return {
    passwordLength: given('passwordLength'),
    passwordAge: given('passwordDays'),
    freeTries: given('freeTries'),
    firstPause: given('firstPause'),
    lockAfter: given('lockAfter'),
    lock: given('lock'),
    longestPause: given('longestPause'),
    idle: given('idle'),
    longest: given('longest'),
    factor: {
      real: policies(own, (role) =>
        secondFactor.required.includes(role) ? 'required' : 'optional',
      ),
      demo: policies(own, () => 'optional'),
    },
  }
}

const policies = (
  own: SignInSettings | undefined,
  usual: (role: Role) => FactorPolicy,
): Readonly<Record<Role, FactorPolicy>> =>
  Object.fromEntries(
    (Object.keys(permissions) as Role[]).map((role) => [
      role,
      own?.factor[role] ?? own?.factor.all ?? usual(role),
    ]),
  ) as Record<Role, FactorPolicy>
