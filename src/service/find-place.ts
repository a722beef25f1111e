import type { Answers, Option } from '#conversation/flow.ts'
import type { Placed } from '#understanding/understand.ts'
import type { Tx } from '#store/transaction.ts'
import { areaAnswers } from './beginning.ts'
import { codesIn } from './matters.ts'
import { onlyLinks, onlyPoint } from './only-a.ts'
import { isRewardPossible } from './reward-wish.ts'
import { textOf } from './text-of.ts'
import type { World } from './world.ts'

/** Which area and place an answer to "where" means; a served area named in it changes the conversation's area. */
export async function findPlace(world: World, tx: Tx, given: Answers): Promise<Answers> {
  const where = wherever(given) || whereTold(world, textOf(given['told']))
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
    whereClear: isClear(world, given, where, answered) ? 'yes' : 'no',
    inArea: outside ? 'no' : area ? (answered.place ? 'yes' : 'unknown') : 'unknown',
    otherArea: outside?.slice(0, 20) ?? null,
    ...(await areaAnswers(world, tx, area)),
    areaChoices: area ? [] : areaChoices(world),
    rewardPossible: (await isRewardPossible(world, tx, { area, offences: codesIn(given) }))
      ? 'yes'
      : 'no',
  }
}

/** What was answered first, and what was said when more was asked for. */
function wherever(given: Answers): string {
  const [first, more] = [textOf(given['where']), textOf(given['whereMore'])]
  if (!more || more === first) return first
  return /[\p{Script=Han}]{6}|\d\.\d|:\/\//u.test(first) && !more.includes(first)
    ? `${more} ${first}`
    : more
}

/** Whether somebody could set out with it: a place known here, a sign, or a word for a road, a village, a landmark. */
function isClear(world: World, given: Answers, where: string, placed: Placed): boolean {
  if (where === '') return false
  if (onlyLinks(where)) return given['offence'] === 'A7'
  if (onlyPoint(where) || given['offence'] === 'A7') return true
  if (placed.place ?? placed.outside) return true
  return LANDMARK.test(where) || signIn(world, where) !== ''
}

const LANDMARK =
  /\p{L}(?:路|街|道|巷|弄|胡同|村|镇|乡|组|社|队|区|县|市|旗|苏木|嘎查|屯|庄|寨|坡|湾|沟|坝|场|站|桥|河|塔|楼|栋|幢|苑|园|厂|矿|校|学|院|店|铺|馆|所|房|室|门|广场|商场|超市|银行|政府|对面|隔壁|旁|附近|[东南西北前后左右上下]边|[后前]头|后面|前面|里面|号)|共享的位置|[a-z]{3,}.*[a-z]{3,}/iu

/** A place that leads to a door in a message about danger, where nobody should have to say it twice. */
const whereTold = (world: World, told: string): string =>
  told ? (world.understanding.understand(told).where ?? '') : ''

/** The sign in an answer to "where": 车站对面平安诊所. */
const signIn = (world: World, where: string): string =>
  world.understanding.who(where)?.slice(0, 40) ?? ''

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
