/*
 * Run by hand: node test/understanding/measure.ts --letters DIR [--show]
 * Prints how well letters labelled by readers (letters-dev.jsonl in DIR) are understood. The letters are no part of
 * the product. --show lists the letters whose main code was missed, by id.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createUnderstanding } from '#understanding/understand.ts'
import { nationalOffences } from './known.ts'

interface Letter {
  readonly id: string
  readonly text: string
  readonly intent: readonly string[]
  readonly codes: readonly string[]
  readonly inScope: boolean | null
  readonly allCodes: readonly string[]
}

const { values } = parseArgs({
  options: { letters: { type: 'string' }, show: { type: 'boolean' } },
})
if (!values.letters) throw new Error('say where the letters are: --letters DIR')

const letters = readFileSync(join(values.letters, 'letters-dev.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line): Letter => JSON.parse(line))
const understanding = createUnderstanding({ offences: nationalOffences(), areas: new Map() })
understanding.understand('诊所')

const begun = performance.now()
const read = letters.map((letter) => ({ letter, got: understanding.understand(letter.text) }))
const spent = performance.now() - begun

const share = (title: string, of: typeof read, right: (each: (typeof read)[number]) => boolean) => {
  const hits = of.filter(right).length
  console.log(`${title.padEnd(28)} ${(hits / of.length).toFixed(3)}  ${hits} of ${of.length}`)
}

const named = (intent: string): string => (intent === 'staff-matter' ? 'staff' : intent)
const first = ({ got }: (typeof read)[number]): string => got.offences[0]?.code ?? ''
const isMain = (each: (typeof read)[number]): boolean => each.letter.codes.includes(first(each))

share('main code first', read, isMain)
share('main code among three', read, ({ letter, got }) =>
  got.offences.slice(0, 3).some(({ code }) => letter.codes.includes(code)),
)
share(
  'in scope or not',
  read.filter(({ letter }) => letter.inScope !== null),
  ({ letter, got }) => got.inScope === letter.inScope,
)
/** Readers had no word for an accusation: they called it a tip-off or a complaint. */
share('intent', read, ({ letter, got }) =>
  got.intent === 'accusation'
    ? letter.codes.includes('I4')
    : letter.intent.map(named).includes(got.intent),
)
const proposed = read.filter(({ got: { offences } }) => {
  const [one, two] = offences
  return (one?.score ?? 0) >= 0.55 && (one?.score ?? 0) - (two?.score ?? 0) >= 0.12
})
share('sure enough to propose', read, (each) => proposed.includes(each))
share('  and right', proposed, isMain)
share('no alarm', read, ({ got }) => got.danger === null)
const several = read.filter(({ got }) => got.matters.length > 1)
share('several matters seen', read, (each) => several.includes(each))
share('  of which all labelled', several, ({ letter, got }) =>
  got.matters.every(({ offences }) => letter.allCodes.includes(offences[0]?.code ?? '')),
)
console.log(`${(spent / letters.length).toFixed(1)} ms a letter`)

if (values.show)
  for (const each of read.filter((one) => !isMain(one)))
    console.log(
      each.letter.id,
      each.letter.codes.join('/'),
      '≠',
      each.got.offences
        .slice(0, 3)
        .map(({ code, score }) => `${code} ${score}`)
        .join(', '),
      '|',
      (each.got.because[first(each)] ?? []).slice(0, 4).join(' '),
    )
