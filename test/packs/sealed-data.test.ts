import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPacks } from '#packs/load.ts'
import { readChecked } from '#packs/read-checked.ts'
import { isAsChecked, sealData } from '#packs/seal-of-data.ts'
import { dataFolder } from './data-folder.ts'
import { dataDir } from './published.ts'

describe('data that was checked and sealed', () => {
  it('is what is shipped (after a change run: npx yijian check-data --seal)', () => {
    expect(isAsChecked(dataDir)).toBe(true)
  })

  it('is read as it is read with every check', () => {
    expect(readChecked(dataDir)).toEqual(loadPacks(dataDir, { schemes: false }))
  })

  it.each<[string, (folder: string) => void]>([
    ['changed by a space', (folder) => appendFileSync(join(folder, 'national/limits.json'), ' ')],
    [
      'joined by an area',
      (folder) => writeFileSync(join(folder, 'areas/370300-zibo/rewards.json'), '{}'),
    ],
    ['left by a file', (folder) => rmSync(join(folder, 'areas/370300-zibo/places.json'))],
    ['without its seal', (folder) => rmSync(join(folder, 'checked.json'))],
    ['with a seal that is cut off', (folder) => writeFileSync(join(folder, 'checked.json'), '{"')],
  ])('is checked again where it was %s', (_what, change) => {
    using folder = dataFolder()
    sealData(folder.path)
    expect(readChecked(folder.path)).toBeDefined()
    change(folder.path)
    expect(readChecked(folder.path)).toBeUndefined()
  })
})
