import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const home = join(import.meta.dirname, '../../docs/threat-model.md')
const text = readFileSync(home, 'utf8')

interface Adversary {
  readonly name: string
  readonly claims: readonly string[]
  readonly remains: readonly string[]
}

const adversaries: readonly Adversary[] = text
  .split(/\n(?=##)/)
  .filter((part) => part.startsWith('### '))
  .map((part) => {
    const lines = part.split('\n')
    const points = lines.filter((line) => line.startsWith('- '))
    return {
      name: lines[0]?.slice(4) ?? '',
      claims: points.filter((line) => !line.startsWith('- Remains:')),
      remains: points.filter((line) => line.startsWith('- Remains:')),
    }
  })

interface Link {
  readonly title: string
  readonly file: string
}

const linksIn = (line: string): readonly Link[] =>
  [...line.matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)].map(([, title = '', file = '']) => ({
    title,
    file: join(dirname(home), file),
  }))

/** Whether a test of that file is called so; of a title that a table fills in, the words around it. */
function isTestOf({ title, file }: Link): boolean {
  if (!existsSync(file)) return false
  const source = readFileSync(file, 'utf8').replaceAll("\\'", "'")
  const titles = [...source.matchAll(/['"`]([^\n]{4,300}?)['"`],?\s*(?:\(|async|\{|$)/gm)]
  return titles.some(([, found = '']) => found.includes(title))
}

describe('the threat model', () => {
  it('names every adversary that was thought of', () => {
    expect(adversaries.map(({ name }) => name)).toEqual([
      'The accused',
      'A curious officer',
      'A department that is itself accused',
      'A thief of disk or backup',
      'The platform',
      'A network observer',
      'A flooder',
      "A claimant of another's reward",
      'An insider with database access',
      'A forged webhook',
    ])
  })

  it('says of each what is done, each time with a test, and what remains', () => {
    for (const { name, claims, remains } of adversaries) {
      expect([name, claims.length > 1, remains.length > 0]).toEqual([name, true, true])
      for (const claim of claims) expect(linksIn(claim), claim).not.toEqual([])
    }
  })

  it('links to nothing but tests there are, by the titles they have', () => {
    const links = linksIn(text)
    const lost = links.filter((link) => !isTestOf(link))
    expect(lost.map(({ title, file }) => `${file}: ${title}`)).toEqual([])
    expect(links.length).toBeGreaterThan(40)
  })

  it('says of what the house tells about itself what it shows, and what remains', () => {
    const lines = (who: string): readonly string[] =>
      adversaries.filter(({ name }) => name === who).flatMap(({ remains }) => remains)
    expect(lines('A curious officer').join()).toContain('figures and traces')
    expect(lines('A network observer').join()).toMatch(/reads the traces[^]*the log tells/)
    const tests = linksIn(text).map(({ file }) => file)
    for (const name of ['proof/traces', 'service/metrics', 'service/case-numbers'])
      expect(
        tests.some((file) => file.endsWith(`${name}.test.ts`)),
        name,
      ).toBe(true)
  })

  it('says plainly what is not protected', () => {
    const [, last = ''] = text.split('## What is not protected')
    for (const word of [
      'running server',
      'platform knows the account',
      'Details give a person away',
    ])
      expect(last).toContain(word)
  })
})
