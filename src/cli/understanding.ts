import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadPacks, type Packs } from '#packs/load.ts'
import { readModel, writeModel } from '#packs/model-file.ts'
import { learningBasis, readConcepts, readLetters } from '#packs/read-letters.ts'
import { routeText } from '#service/route-text.ts'
import { decodeModel, encodeModel } from '#understanding/model.ts'
import { commonWords } from '#understanding/dictionary.ts'
import { createReader } from '#understanding/read.ts'
import { ofTheTrade, tradeLexicon } from '#understanding/trade-words.ts'
import { figuresOf, type Figures, type Judged, type Share } from '#understanding/figures.ts'
import { learn, prepare } from '#understanding/learn.ts'
import { judgedOf } from '#understanding/judged-of.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOf } from './setup.ts'

/** `yijian understanding train`: learns from `data/training`, prints what cross-validation says, writes the model. */
export function trainCommand(options: { readonly json?: true; readonly dry?: true }): Exit {
  const settings = settingsOf(process.env)
  if (!settings) return exit.usage
  const { dataDir } = settings.config
  const packs = loadPacks(dataDir)
  const codes = [...packs.offences.keys()]
  const concepts = readConcepts(dataDir)
  const offences = [...packs.offences.values()]
  const lexicon = tradeLexicon(commonWords(), ofTheTrade(offences, concepts))
  const letters = prepare(readLetters(dataDir), createReader({ offences, concepts, lexicon }))
  const unknown = letters.filter(({ codes: own }) => !own.every((code) => codes.includes(code)))
  if (unknown.length > 0) {
    for (const { text, codes: own } of unknown)
      complain(`${own.join(' ')}：没有这样的代码：${text.slice(0, 20)}`)
    return exit.refused
  }
  const { model, tested } = learn(letters, codes, {
    concepts,
    lexicon,
    learnedFrom: learningBasis(dataDir),
  })
  const isOurs = (code: string): boolean => packs.offences.get(code)?.handOver === undefined
  const figures = figuresOf(judgedOf(tested, model, isOurs))
  if (options.json) printJson({ letters: letters.length, figures })
  else
    inWords(`${letters.length} letters, each judged by what was learned from the others`, figures)
  if (!options.dry) print(writeModel(dataDir, encodeModel(model)))
  return exit.done
}

/** `yijian understanding measure`: how well labelled letters are understood and routed. They are read, never kept. */
export function measureCommand(options: {
  readonly letters: string
  readonly area: string
  readonly json?: true
  readonly show?: true
}): Exit {
  const settings = settingsOf(process.env)
  if (!settings) return exit.usage
  const { dataDir } = settings.config
  const packs = loadPacks(dataDir)
  if (!packs.areas.has(options.area)) {
    complain(`没有 ${options.area} 这个辖区`)
    return exit.usage
  }
  const judged = measured(packs, dataDir, options)
  const figures = figuresOf(judged)
  if (options.json) printJson({ letters: judged.length, figures })
  else inWords(`${judged.length} letters`, figures)
  if (options.show)
    for (const { id, codes, said } of judged.filter(
      (one) => !one.codes.includes(one.said.codes[0] ?? ''),
    ))
      print(`${id}  ${codes.join('/')}  ≠ ${said.codes.slice(0, 3).join(' ')}  ${said.confidence}`)
  return exit.done
}

const letterSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  codes: z.array(z.string()).min(1),
  inScope: z.boolean().nullish(),
  leadDepartment: z.array(z.string()).optional(),
})

function measured(
  packs: Packs,
  dataDir: string,
  options: { readonly letters: string; readonly area: string },
): readonly Judged[] {
  const understanding = createUnderstanding({ ...packs, model: decodeModel(readModel(dataDir)) })
  return readFileSync(join(options.letters, 'letters-dev.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => letterSchema.parse(JSON.parse(line)))
    .map(({ id, text, codes, inScope, leadDepartment }) => {
      const routed = routeText({ packs, understanding, precedents: [] }, options.area, text)
      const [main] = routed.matters
      const named = leadDepartment?.flatMap((each) => each.split(','))
      const isLeadRight = named && (main?.lead ?? []).some((lead) => named.includes(lead))
      return {
        id: String(id),
        codes,
        ...(typeof inScope === 'boolean' ? { inScope } : {}),
        said: {
          codes: main?.offences.map(({ code }) => code) ?? [],
          inScope: routed.inScope,
          confidence: main?.confidence ?? 0,
          ...(isLeadRight === undefined ? {} : { isLeadRight }),
        },
      }
    })
}

function inWords(title: string, figures: Figures): void {
  print(title)
  line('in scope or not', figures.scope)
  print('of those in scope:')
  line('main code first', figures.first)
  line('main code among three', figures.amongThree)
  if (figures.lead.of > 0) line('leading department', figures.lead)
  line('confident (0.9 and more)', figures.confident)
  line('  and right', figures.confidentRight)
  print('coverage   least confidence   right')
  for (const { coverage, least, right } of figures.curve)
    print(
      `${coverage.toFixed(2)}       ${least.toFixed(2)}               ${right.share.toFixed(3)}`,
    )
  print(`confusions  ${figures.confusions.map(({ pair, times }) => `${pair} ${times}`).join(', ')}`)
}

const line = (title: string, { right, of, share, low, high }: Share): void =>
  print(
    `${title.padEnd(26)} ${share.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]  ${right} of ${of}`,
  )
