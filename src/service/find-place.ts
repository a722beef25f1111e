import type { Answers, Option } from '#conversation/flow.ts'
import type { Tx } from '#store/transaction.ts'
import { areaAnswers } from './beginning.ts'
import { textOf } from './classify.ts'
import type { World } from './world.ts'

/** Which area and place an answer to "where" means; a served area named in it changes the conversation's area. */
export async function findPlace(world: World, tx: Tx, given: Answers): Promise<Answers> {
  const where = textOf(given['where']) || whereTold(world, textOf(given['told']))
  const known = textOf(given['area']) || undefined
  const answered = world.understanding.place(where, known)
  const told = world.understanding.place(textOf(given['what']), known)
  const area = answered.area ?? known ?? told.area
  const outside = answered.area
    ? undefined
    : (answered.outside ?? (told.area ? undefined : told.outside))
  return {
    where: withTownship(where, answered.name, told.name).slice(0, 120) || null,
    who: textOf(given['who']) || signIn(world, where) || null,
    inArea: outside ? 'no' : area ? (answered.place ? 'yes' : 'unknown') : 'unknown',
    otherArea: outside?.slice(0, 20) ?? null,
    ...(await areaAnswers(world, tx, area)),
    areaChoices: area ? [] : areaChoices(world),
    // No area's data holds a reward scheme, so nobody is asked about one.
    rewardPossible: 'no',
  }
}

/** A place that leads to a door in a message about danger, where nobody should have to say it twice. */
const whereTold = (world: World, told: string): string =>
  told ? (world.understanding.understand(told).where ?? '') : ''

/** The sign in an answer to "where": 车站对面平安诊所. */
const signIn = (world: World, where: string): string =>
  world.understanding.understand(where).who?.slice(0, 40) ?? ''

/** The areas served here, for a reporter whose words name none. */
export function areaChoices(world: World): readonly Option[] {
  const areas = [...world.packs.areas.values()].map(({ plan }) => ({
    value: plan.area.code,
    label: plan.area.name.slice(0, 12),
  }))
  return [...areas.slice(0, 8), { value: 'elsewhere', key: 'area.elsewhere' }]
}

function withTownship(where: string, answered?: string, told?: string): string {
  if (!where || answered || !told || where.includes(told)) return where
  return `${told} ${where}`
}
