import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDrafts } from '#packs/drafts.ts'

const area = '500153'
const change = (offence: string, by = '王某') => ({
  entry: { offence, basis: 'plan', clauses: ['三(九)'], reason: '会议纪要' } as const,
  by,
  at: 1_800_000_000_000,
})

describe('a draft of a plan', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'yijian-drafts-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('is still there when the folder is opened again, and belongs to its area alone', () => {
    openDrafts(dir).write(area, 0, change('A1'))
    const again = openDrafts(dir)
    expect(again.read(area).changes.map(({ entry }) => entry.offence)).toEqual(['A1'])
    expect(again.read('370300')).toEqual({ revision: 0, changes: [] })
  })

  it('what a second editor wrote since is never written over, and the refusal says who and when', () => {
    const drafts = openDrafts(dir)
    const seen = drafts.read(area).revision
    expect(openDrafts(dir).write(area, seen, change('A1', '李某')).ok).toBe(true)
    expect(drafts.write(area, seen, change('A1'))).toEqual({
      ok: false,
      refusal: { key: 'draft-changed', facts: { by: '李某', at: 1_800_000_000_000 } },
    })
    expect(drafts.drop(area, seen, 'A1').ok).toBe(false)
    expect(drafts.clear(area, seen).ok).toBe(false)
    expect(drafts.read(area).changes[0]?.by).toBe('李某')
  })

  it('two editors of two offences are not in each other’s way', () => {
    const drafts = openDrafts(dir)
    drafts.write(area, 0, change('A1'))
    expect(drafts.write(area, 0, change('A2', '李某')).ok).toBe(true)
    expect(drafts.read(area)).toMatchObject({
      revision: 2,
      changes: [{ by: '王某' }, { by: '李某' }],
    })
  })

  it('once thrown away it is empty, and a page from before cannot bring it back', () => {
    const drafts = openDrafts(dir)
    drafts.write(area, 0, change('A1'))
    expect(drafts.clear(area, 1).ok).toBe(true)
    expect(drafts.read(area)).toEqual({ revision: 2, changes: [] })
  })

  it('a file that cannot be read is named, with the cure', () => {
    writeFileSync(join(dir, 'drafts.json'), '{"500153":{"revision":"一"}}')
    expect(() => openDrafts(dir).read(area)).toThrow(/drafts\.json 读不懂.*重新起草/s)
  })
})
