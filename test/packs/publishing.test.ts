import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPublishing, problemsOfPublishing } from '#packs/publishing.ts'

const data = join(import.meta.dirname, '../../data')

/** A data folder with one of the two files changed. */
function withFile(name: 'publish' | 'law', change: (text: string) => string): string {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-publishing-'))
  cpSync(join(data, 'national'), join(dir, 'national'), { recursive: true })
  const path = join(dir, 'national', `${name}.json`)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return dir
}

describe('how things come out', () => {
  it('nothing unsure stands as law, and no number below three can be told', () => {
    expect(problemsOfPublishing(data)).toEqual([])
    const unsure = withFile('law', (text) => text.replace('"confidence": "S"', '"confidence": "U"'))
    expect(problemsOfPublishing(unsure)[0]?.file).toBe('national/law.json')
    const few = withFile('publish', (text) => text.replace('"fewest": 5', '"fewest": 2'))
    expect(problemsOfPublishing(few)[0]?.file).toBe('national/publish.json')
    const single = withFile('publish', (text) =>
      text.replace('"smallestBatch": 3', '"smallestBatch": 1'),
    )
    expect(problemsOfPublishing(single)).toHaveLength(1)
  })

  it("an operator's own list of techniques is looked up beside what the data holds", () => {
    const dir = mkdtempSync(join(tmpdir(), 'yijian-techniques-'))
    const own = [{ name: '某项技术', also: [], grade: 'restricted', source: '某省目录' }]
    writeFileSync(join(dir, 'techniques.json'), JSON.stringify(own))
    expect(loadPublishing(data, dir).law.techniques).toEqual(own)
    writeFileSync(join(dir, 'techniques.json'), '[{"name":"x"}]')
    expect(() => loadPublishing(data, dir)).toThrow('techniques.json')
  })
})
