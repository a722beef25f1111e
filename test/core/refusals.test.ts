import { readdirSync, readFileSync } from 'node:fs'

import { refusals } from '#core/refusals.ts'
import { describe, expect, it } from 'vitest'

const room = new URL('../../src/core/', import.meta.url)
const source = readdirSync(room)
  .filter((name) => name !== 'refusals.ts')
  .map((name) => readFileSync(new URL(name, room), 'utf8'))
  .join('\n')
const given = [
  ...source.matchAll(
    /refuse\(\s*'([^']+)'|\{\s*key: '([^']+)',?\s*(?:facts: \{ department: matter|\})/g,
  ),
].map(([, refused, fault]) => refused ?? fault ?? '')

describe('reasons for saying no', () => {
  it('every refusal that the core gives is listed, so that each has its sentence', () => {
    const listed = new Set<string>(refusals)
    expect(given.length).toBeGreaterThan(25)
    expect(given.filter((key) => !listed.has(key))).toEqual([])
  })

  it('every listed refusal is given somewhere, and listed once', () => {
    expect(refusals.filter((key) => !source.includes(`'${key}'`))).toEqual([])
    expect(new Set(refusals).size).toBe(refusals.length)
  })
})
