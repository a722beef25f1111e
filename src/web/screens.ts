import { may, type Officer } from '#core/access.ts'
import type { Screen } from './screen.ts'
import { screensBeside } from './screens-beside.ts'
import { screensOfCases } from './screens-of-cases.ts'

/** Every screen that stands on the hub page or serves a system of a plan. Whoever adds a screen adds a line to its part. */
export const screens: readonly Screen[] = [...screensOfCases, ...screensBeside]

/** The screen of that id. */
export const screenOf = (id: string): Screen | undefined => screens.find((one) => one.id === id)

/** Whether this officer may open it. */
export const isOpenTo = (officer: Officer, { action }: Screen): boolean =>
  action === 'public' || may(officer, action).ok

/** The ids of all. */
export const screenIds = (): ReadonlySet<string> => new Set(screens.map(({ id }) => id))
