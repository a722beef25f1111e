import type { Officer } from '#core/access.ts'
import type { ReadingEntry } from '#core/plan.ts'
import type { Case } from '#core/case.ts'
import { openCase } from '#service/case-file.ts'
import { correctReading } from '#service/plan-edit.ts'
import { publishDraft } from '#service/plan-publish.ts'
import { packInForce } from '#service/packs-in-force.ts'
import { caseByNumber } from '#store/cases.ts'
import type { TestHouse } from './house.ts'

export const rongchang = '500153'

export const administrator: Officer = {
  id: 'the-administrator',
  name: '管理员',
  role: 'administrator',
  office: '',
  area: '',
  department: '',
}

/** A1 as the public security bureau would lead it: the annex names both. */
export const byPolice: ReadingEntry = {
  offence: 'A1',
  basis: 'plan',
  clauses: ['三(九)', '附件2'],
  narrowed: { lead: ['public-security'], cooperate: ['health-commission'], byClause: '附件2' },
  reason: '区政府会议纪要定由公安牵头。',
}

type Published = Awaited<ReturnType<typeof publishDraft>>

/** Corrects readings and publishes them, as an administrator does at the desk. */
export async function publishes(
  { world }: Pick<TestHouse, 'world'>,
  entries: readonly ReadingEntry[],
  area = rongchang,
): Promise<Published> {
  for (const entry of entries) {
    const seen = world.drafts.read(area).revision
    const written = await correctReading(world, administrator, area, { entry, seen })
    if (!written.ok) return written
  }
  return await publishDraft(world, administrator, area, {
    reason: '按会议纪要更正',
    revision: world.drafts.read(area).revision,
    number: await numberInForce({ world }, area),
  })
}

export const numberInForce = async (
  { world }: Pick<TestHouse, 'world'>,
  area = rongchang,
): Promise<number> =>
  (await world.db.read(async (tx) => await packInForce(world, tx, area))).version?.number ?? -1

/** A case as it is kept. */
export async function theCase({ world }: TestHouse, number: string): Promise<Case> {
  return await world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`no case ${number}`)
    return (await openCase(world, tx, row)).case
  })
}
