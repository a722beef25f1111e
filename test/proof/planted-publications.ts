import type { PublicContent } from '#core/publication.ts'
import { caseByNumber } from '#store/cases.ts'
import { keepSource } from '#store/publication-sources.ts'
import { putOut, savePublication } from '#store/publications.ts'
import { sealDraft } from '#service/publication-draft.ts'
import { publishFigures } from '#service/public-figures.ts'
import type { House } from '../../src/house.ts'

/** A decision that came of a report and is out, with a correction that waits; a draft of its own; a case that teaches. */
export const plantedPublications = {
  out: 'a0'.repeat(12),
  waiting: 'b0'.repeat(12),
  bulletin: 'c0'.repeat(12),
} as const

const content = (unit: string): PublicContent => ({
  kind: 'decision',
  decision: {
    unit,
    unitKind: 'organisation',
    number: `荣卫罚〔2026〕${unit.length}号`,
    organ: '荣昌区卫生健康委员会',
    decidedOn: '2026-09-01',
    offence: 'A1',
    violation: '未取得许可开展诊疗活动',
    basis: '《基本医疗卫生与健康促进法》第九十九条',
    penalties: ['fine'],
    fined: 5_000_000,
  },
})

const teaching: PublicContent = {
  kind: 'bulletin',
  bulletin: {
    title: '查处一起无证行医案',
    found: '检查中发现无证诊疗。',
    handled: '罚款。',
    law: '第九十九条',
    reminder: '看证。',
    organ: '荣昌区卫生健康委员会',
  },
}

/** Out since October, of that report. */
export async function plantPublications({ world }: House, number: string): Promise<void> {
  const area = '500153'
  const keyId = await world.vault.newKey()
  const officer = 'officer-x'
  const draft = async (id: string, words: PublicContent) => ({
    draft: await sealDraft(world, { id, keyId }, { content: words, reason: '名称录错' }),
    draftedBy: officer,
    draftedAt: world.clock(),
  })
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`no case ${number}`)
    const { out, waiting, bulletin } = plantedPublications
    await savePublication(tx, {
      id: out,
      area,
      kind: 'decision',
      state: 'published',
      version: 1,
      keyId,
      mark: 'm1',
      publishedOn: '2026-10-26',
      changedOn: '2026-10-26',
      ...(await draft(out, content('荣昌甲乙诊所'))),
    })
    await savePublication(tx, {
      id: waiting,
      area,
      kind: 'decision',
      state: 'drafted',
      version: 0,
      keyId,
      mark: 'm2',
      ...(await draft(waiting, content('荣昌丙丁戊诊所'))),
    })
    await savePublication(tx, {
      id: bulletin,
      area,
      kind: 'bulletin',
      state: 'published',
      version: 1,
      keyId,
      publishedOn: '2026-10-26',
      changedOn: '2026-10-26',
    })
    for (const [publication, words] of [
      [out, content('荣昌甲诊所')],
      [bulletin, teaching],
    ] as const)
      await putOut(tx, {
        area,
        publication,
        version: 1,
        on: '2026-10-26',
        what: 'published',
        salt: 'ab',
        content: JSON.stringify({ what: 'published', content: words }),
      })
    await keepSource(tx, { publication: out, caseId: row.id, task: 'planted' })
  })
  await publishFigures(world, area)
}
