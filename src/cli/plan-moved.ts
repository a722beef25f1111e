import { checkArea } from '#packs/check-area.ts'
import { tell } from '#packs/problem.ts'
import { casesInHand } from '#service/case-file.ts'
import { movedCases, type Whereto } from '#service/moved-cases.ts'
import { packInForce } from '#service/packs-in-force.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { givenPlan, packWith } from './plan-file.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

/**
 * `yijian plan --moved`: which cases in hand would go elsewhere. With `--with`: under that version or file instead of
 * what is in force; without it: under what is in force instead of what each case was routed by.
 */
export async function movedCommand(options: {
  readonly area?: string
  readonly with?: string
  readonly json?: true
}): Promise<Exit> {
  const here = settingsOfExisting(process.env)
  if (!here) return exit.usage
  const { area = '（没有写 --area）' } = options
  const given =
    options.with === undefined ? undefined : await givenPlan(options.with, options.area, here)
  if (options.with !== undefined && !given) return exit.usage
  return await withHouse(here, async ({ world }) => {
    if (!world.packs.areas.has(area)) {
      complain(`没有 ${area} 这个辖区。可选：${[...world.packs.areas.keys()].join('、')}`)
      return exit.usage
    }
    const { pack } = await world.db.read(async (tx) => await packInForce(world, tx, area))
    const to = given ? packWith(given, pack) : pack
    const problems = given ? checkArea(to, world.packs.offences) : []
    for (const problem of problems) complain(tell(problem))
    if (problems.length > 0) return exit.refused
    const trial = { area, to, ...(given ? { from: pack } : {}) }
    const run = await movedCases(world, casesInHand(world, area), trial)
    if (options.json) printJson({ area, ...run })
    else {
      for (const { number, offence, from, to: then } of run.moved)
        print(`${number}  ${offence}  ${inWords(from)} → ${inWords(then)}`)
      print(
        `试算 ${run.looked} 件在办的，${run.moved.length} 项会去别处；协调岗分办过的 ${run.ruled} 项不动`,
      )
    }
    return exit.done
  })
}

const inWords = ({ lead, others }: Whereto): string =>
  others.length > 0 ? `${lead.join('、')}（协办 ${others.join('、')}）` : lead.join('、')
