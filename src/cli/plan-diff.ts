import type { AreaCode } from '#core/plan.ts'
import { differences, type Difference } from '#packs/differences.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { comparableOf, givenPlan } from './plan-file.ts'
import { settingsOf } from './setup.ts'

/** `yijian plan --diff OLD NEW`: two plans clause by clause, offence by offence. Exit 1 tells that they differ. */
export async function diffPlans(
  names: readonly string[],
  options: { readonly area?: AreaCode; readonly json?: true },
): Promise<Exit> {
  const [before, after, more] = names
  if (before === undefined || after === undefined || more !== undefined) {
    complain('give two: plan --diff OLD/plan.json NEW/plan.json, or plan --area CODE --diff 0 1')
    return exit.usage
  }
  const here = settingsOf(process.env)
  if (!here) return exit.usage
  const old = await givenPlan(before, options.area, here)
  const fresh = old && (await givenPlan(after, options.area, here))
  if (!old || !fresh) return exit.usage
  const found = differences(comparableOf(old), comparableOf(fresh))
  if (options.json) printJson({ differences: found })
  else if (found.length === 0) print('没有差别')
  else for (const one of found) print(inWords(one))
  return found.length === 0 ? exit.done : exit.refused
}

const signs = { added: '+', removed: '-', changed: '~' } as const
const kinds = { clause: '条款', department: '部门', offence: '违法行为' } as const

function inWords({ in: kind, id, change, fields = {} }: Difference): string {
  const lines = Object.entries(fields).map(
    ([field, value]) => `    ${field}: ${JSON.stringify(value.old)} → ${JSON.stringify(value.new)}`,
  )
  return [`${signs[change]} ${kinds[kind]} ${id}`, ...lines].join('\n')
}
