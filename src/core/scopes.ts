import { may, type Officer } from './access.ts'
import type { Action } from './actions.ts'

/** What a token can be made for. A scope lets through some of its officer's rights, and never one that they have not. */
export const scopes = {
  'read:cases': ['see-inbox', 'see-case', 'read-evidence'],
  'write:cases': [
    'accept',
    'rule',
    'note',
    'acknowledge',
    'extend',
    'mask',
    'supervise',
    'hold-case',
    'block',
    'lift-block',
    'suspect',
  ],
  /** What another program sends by Open311 for people who told it. */
  'file:reports': ['enter-calls'],
  'read:figures': ['see-statistics'],
  'read:audit': ['read-audit'],
  'read:plan': ['see-gaps', 'edit-plan'],
  'manage:plan': ['edit-plan', 'publish-plan'],
  'manage:offices': ['manage-offices'],
  'manage:officers': ['manage-officers'],
  'manage:channels': ['see-channels', 'configure'],
} as const satisfies Readonly<Record<string, readonly Action[]>>

export type Scope = keyof typeof scopes

const names = Object.keys(scopes) as readonly Scope[]

export const isScope = (name: string): name is Scope => Object.hasOwn(scopes, name)

/** Whether an officer has anything that the scope lets through, as their role is now. */
export const fits = (officer: Officer, scope: Scope): boolean =>
  scopes[scope].some((action) => may(officer, action).ok)

/** What an officer can make a token for. */
export const scopesFor = (officer: Officer): readonly Scope[] =>
  names.filter((scope) => fits(officer, scope))
