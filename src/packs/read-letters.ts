import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { OffenceCode } from '#core/plan.ts'

/** A text written for learning, with what it is about. */
export interface LabelledText {
  readonly text: string
  /** Main matter first. */
  readonly codes: readonly OffenceCode[]
  readonly intent: string
}

const HEADING = /^# ((?:[A-Z]\d+ )+)([a-z-]+)\s*$/

/** Reads `training/*.txt`: a line `# CODE … INTENT`, then the text until the next such line. */
export function readLetters(dataDir: string): readonly LabelledText[] {
  return filesOf(dataDir).flatMap(({ text }) => lettersIn(text))
}

const conceptsSchema = z.array(
  z.object({ id: z.string(), zh: z.string(), words: z.array(z.string().min(2)) }),
)

/** Groups of words that mean the same, from `national/concepts.json`. */
export function readConcepts(dataDir: string): readonly (readonly string[])[] {
  const file = readFileSync(join(dataDir, 'national', 'concepts.json'), 'utf8')
  return conceptsSchema.parse(JSON.parse(file)).map(({ words }) => words)
}

/** SHA-256 of all that the learned part learns from, in hex: another one means that it must learn again. */
export function learningBasis(dataDir: string): string {
  const hash = createHash('sha256')
  for (const { text } of filesOf(dataDir)) hash.update(text)
  for (const name of ['offences.json', 'concepts.json'])
    hash.update(readFileSync(join(dataDir, 'national', name)))
  return hash.digest('hex')
}

function filesOf(dataDir: string): readonly { readonly text: string }[] {
  const folder = join(dataDir, 'training')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => ({ text: readFileSync(join(folder, name), 'utf8') }))
}

function lettersIn(file: string): readonly LabelledText[] {
  const letters: { codes: readonly string[]; intent: string; lines: string[] }[] = []
  for (const line of file.split('\n')) {
    const [, codes, intent] = HEADING.exec(line) ?? []
    if (codes && intent) letters.push({ codes: codes.trim().split(' '), intent, lines: [] })
    else letters.at(-1)?.lines.push(line)
  }
  return letters.map(({ codes, intent, lines }) => ({
    codes,
    intent,
    text: lines.join('\n').trim(),
  }))
}
