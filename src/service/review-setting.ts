import { reviewRule, type ReviewRule, type ReviewSetting } from '#core/review-rule.ts'
import type { AreaCode } from '#core/plan.ts'
import type { OperatorSettings } from '#packs/operator.ts'
import type { Tx } from '#store/transaction.ts'
import { areaOfficers } from './area-officers.ts'
import type { World } from './world.ts'

/** What the operator set for an office; its own setting goes before the area's. */
export function reviewSettingOf(settings: OperatorSettings, office: string): ReviewSetting {
  const { review = 'where-two', reviewAlways, reviewNever } = settings
  if (officeIds(reviewNever).includes(office)) return 'never'
  return officeIds(reviewAlways).includes(office) ? 'always' : review
}

/** Offices are listed by their ids, with spaces or commas between them. */
export const officeIds = (list = ''): readonly string[] =>
  list.split(/[\s,，、;；]+/u).filter(Boolean)

/** Whether what an office tells reporters waits for a second officer. */
export async function reviewRuleOf(
  world: World,
  tx: Tx,
  { area, office }: { readonly area: AreaCode; readonly office: string },
): Promise<ReviewRule> {
  const setting = reviewSettingOf(world.operator.read(area), office)
  return reviewRule(office, setting, await areaOfficers(world, tx, area))
}
