import { z } from 'zod'
import type { SystemKind } from '#core/systems.ts'
import type { Packs } from './packs.ts'
import type { Problem } from './problem.ts'
import { repeated } from './repeated.ts'

const words = z.string().trim().min(1)
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '代号只用小写英文、数字和连字符，如 "risk-warning"')

/** Kinds of systems and what serves them, as `national/systems.json` holds them. */
export const systemsSchema: z.ZodType<readonly SystemKind[]> = z
  .array(
    z.strictObject({
      id,
      name: z.strictObject({ zh: words.max(24), en: words.max(60) }),
      serves: z.enum(['here', 'fed']),
      screen: id,
      how: words.max(80),
    }),
  )
  .min(1)
  .readonly()

const file = 'national/systems.json'

/** Every system of a plan is of a kind that is known, and every kind is asked for by some plan. */
export function problemsOfSystems(
  { areas, systems }: Packs,
  folders: ReadonlyMap<string, string>,
): readonly Problem[] {
  // Where they could not be read, that is the fault to mend.
  if (!systems) return []
  const known = new Set(systems.map((kind) => kind.id))
  const twice = repeated(systems.map((kind) => kind.id)).map((one) => ({
    file,
    field: one,
    cure: '写了两次。删去一条',
  }))
  const unknown = [...areas].flatMap(([code, { plan }]) =>
    plan.systems
      .filter((system) => !known.has(system.id))
      .map((system) => ({
        file: `${folders.get(code) ?? `areas/${code}`}/plan.json`,
        field: `systems ${system.id}`,
        cure: `${file} 里没有这一种。补上它的名称和由哪个页面办，或改正代号`,
      })),
  )
  return [...twice, ...unknown]
}

/** Whether the screens that the kinds name are there; `screens` are those the house has. */
export function problemsOfScreens(
  systems: readonly SystemKind[],
  screens: ReadonlySet<string>,
): readonly Problem[] {
  return systems
    .filter(({ screen }) => !screens.has(screen))
    .map((kind) => ({
      file,
      field: `${kind.id} screen`,
      cure: `没有 ${kind.screen} 这个页面。改成 ${[...screens].join('、')} 之一`,
    }))
}
