import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkWarnings } from '#packs/check-warnings.ts'
import { loadPacks } from '#packs/load.ts'
import { warningsSchema } from '#packs/warnings.ts'

const packs = loadPacks(join(import.meta.dirname, '../../data'))
const { warnings } = packs
if (!warnings) throw new Error('there is no national/warnings.json')

describe('what warnings go by', () => {
  it('fits the plans as it ships', () => {
    expect(checkWarnings(packs)).toEqual([])
    expect(new Set(warnings.areas.map(({ area }) => area))).toEqual(new Set(packs.areas.keys()))
  })

  it('a clause or a department that a plan has not, or an area written twice, is named', () => {
    const opinion = [{ clause: '九(九)', department: 'nobody' }]
    const [first] = warnings.areas
    const areas = first ? [{ ...first, opinion }, first] : []
    const adverse = { ...warnings.adverse, offences: ['Z9'] }
    const problems = checkWarnings({ ...packs, warnings: { ...warnings, areas, adverse } })
    expect(problems.map(({ field }) => field)).toEqual([
      'adverse Z9',
      '140800',
      '140800 九(九)',
      '140800 nobody',
    ])
  })

  it('is never shown as law, and no span is longer than what is kept from saying what is usual', () => {
    for (const part of [warnings.surge, warnings.cluster, warnings.grades, warnings.adverse])
      expect(part).toMatchObject({ practice: true, confidence: 'U' })
    const rule = { ...warnings.surge.rule, windows: [1, 30] }
    const changed = { ...warnings, surge: { ...warnings.surge, rule } }
    expect(warningsSchema.safeParse(changed).success).toBe(false)
    const law = { ...warnings, cluster: { ...warnings.cluster, practice: false } }
    expect(warningsSchema.safeParse(law).success).toBe(false)
  })
})
