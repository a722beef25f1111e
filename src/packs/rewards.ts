import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaCode, Offence, OffenceCode } from '#core/plan.ts'
import { groupOf, type RewardScheme, type Term } from '#core/reward-scheme.ts'
import type { Rewards } from './packs.ts'
import type { Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'
import { rewardsSchema } from './reward-schema.ts'
import { zodCheck } from './zod-check.ts'

const national = 'national/rewards.json'

/** What the schemes are checked against. */
interface Ground {
  readonly folders: ReadonlyMap<AreaCode, string>
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly problems: Problem[]
}

/** The nation's schemes and those of areas that have one of their own; what is wrong in them is added to the problems. */
export function readRewards(dataDir: string, { folders, offences, problems }: Ground): Rewards {
  const files = [
    { file: national, area: undefined },
    ...[...folders].map(([area, folder]) => ({ file: `${folder}/rewards.json`, area })),
  ].filter(({ file }) => file === national || existsSync(join(dataDir, file)))
  const all = files.map(({ file, area }) => {
    const read = readJson(dataDir, file, zodCheck(rewardsSchema))
    if (!read.ok) problems.push(...read.problems)
    const rewards = read.ok ? read.value : { schemes: [], examples: [] }
    const { schemes } = rewards
    problems.push(...schemes.flatMap((scheme) => faultsOf(scheme, { file, area, offences })))
    return { file, ...rewards }
  })
  const schemes = all.flatMap((one) => one.schemes)
  for (const twice of repeated(schemes.map(({ id }) => id)))
    problems.push({ file: national, field: twice, cure: '两个奖励办法用了同一个 id。换一个' })
  return { schemes, examples: all.flatMap(({ examples }) => examples) }
}

interface Place {
  readonly file: string
  readonly area: AreaCode | undefined
  readonly offences: Ground['offences']
}

function faultsOf(scheme: RewardScheme, { file, area, offences }: Place): readonly Problem[] {
  const groups = new Set([...offences.keys()].map(groupOf))
  // Where no offences could be read that is the fault to mend, and told by itself.
  const unknown = scheme.offences.filter(
    (code) => offences.size > 0 && !offences.has(code) && !groups.has(code),
  )
  const { from, until } = scheme.valid
  const faults: readonly (readonly [string, boolean, string])[] = [
    ['area', scheme.area !== area, '全国的办法不写 area，辖区的写自己文件夹的代码'],
    ['name', scheme.name.includes('测试'), '测试方案不放在数据里。删去'],
    ['offences', unknown.length > 0, `没有 ${unknown.join('、')} 这种违法行为。对照 offences.json`],
    ['valid', until !== undefined && until < from, '截止早于开始。改正日期'],
    ['terms.most', isBelowLeast(scheme), '上限比最低额还低。核对是不是少写了零'],
    ['terms.insider', raisesFixed(scheme), '固定金额没有比例可加，改成 by: "share"'],
  ]
  return faults
    .filter(([, isFault]) => isFault)
    .map(([field, , cure]) => ({ file, field: `${scheme.id}.${field}`, cure }))
}

/** What contradicts itself in the amounts of a scheme, in words for whoever enters them. */
export const amountFaults = (scheme: RewardScheme): readonly string[] => [
  ...(isBelowLeast(scheme) ? ['上限比最低额还低，核对是不是少写了零'] : []),
  ...(raisesFixed(scheme) ? ['固定金额没有比例可加，内部人员改成加金额的几成'] : []),
]

const valueOf = <T>(one: Term<T>): T | undefined => ('open' in one ? undefined : one.value)

function isBelowLeast({ terms }: RewardScheme): boolean {
  const most = valueOf(terms.most) ?? Infinity
  const levels = valueOf(terms.levels) ?? []
  return [valueOf(terms.least) ?? 0, ...levels.map(({ least = 0 }) => least)].some(
    (least) => least > most,
  )
}

const raisesFixed = ({ terms }: RewardScheme): boolean => {
  const insider = valueOf(terms.insider)
  const levels = valueOf(terms.levels) ?? []
  return (
    insider?.by === 'points' &&
    insider.rate > 0 &&
    levels.some(({ share }) => share.how === 'fixed')
  )
}
