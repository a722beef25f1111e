import type { OffenceCode } from '#core/plan.ts'
import type { Answers, Option } from '#conversation/flow.ts'
import type { Understood } from '#understanding/understand.ts'
import type { World } from './world.ts'

/** At and above it one proposal is worth asking for; below `unsure` nothing fits. */
const sure = 0.55
const unsure = 0.15
/** How much the first must be ahead of the second to be proposed alone. */
const lead = 0.12

/** What a text is about, in the fields of the conversation. */
export function classify(world: World, given: Answers): Answers {
  const text = textOf(given['what']) || textOf(given['opening'])
  const area = textOf(given['area']) || undefined
  const chosen = textOf(given['offence'])
  const understood = world.understanding.understand(text, area)
  const handOver = handOverOf(world, understood, chosen)
  return {
    intent: chosen ? 'report' : intentOf(understood),
    what: text.slice(0, 2000),
    gist: gistOf(text),
    ...proposal(world, understood, chosen),
    where: understood.where?.slice(0, 120) ?? null,
    who: understood.who?.slice(0, 40) ?? null,
    when: understood.when?.slice(0, 40) ?? null,
    handOverTo: handOver?.to ?? null,
    handOverWhy: handOver?.why ?? null,
    receiver: area ? (world.operator.read(area).receiver ?? null) : null,
  }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function intentOf(understood: Understood): string {
  switch (understood.intent) {
    case 'tip-off':
    case 'complaint':
    case 'petition':
      return understood.inScope ? 'report' : 'not-ours'
    case 'accusation':
    case 'consultation':
    case 'status':
    case 'greeting':
    case 'empty':
      return understood.intent
    case 'suggestion':
    case 'praise':
    case 'staff':
      return 'not-ours'
  }
}

function proposal(world: World, { offences }: Understood, chosen: OffenceCode): Answers {
  const reportable = offences.filter(({ code }) => !world.packs.offences.get(code)?.handOver)
  const [first, second] = reportable
  const score = first?.score ?? 0
  const ahead = score - (second?.score ?? 0)
  const isSure = chosen !== '' || (score >= sure && ahead >= lead)
  const code = chosen || first?.code
  const rivals = reportable.filter((offence) => !isSure || offence.code !== code).slice(0, 3)
  const choices = rivals.map(({ code: value }) => ({ value, label: nameOf(world, value) }))
  const none: Option = { value: 'none', key: 'offence.none-of-these' }
  return {
    offence: isSure && code ? code : null,
    offenceName: isSure && code ? nameOf(world, code) : null,
    confidence: isSure ? 'sure' : score >= unsure ? 'unsure' : 'none',
    choices: [...choices, none],
    hasChoices: choices.length > 0 ? 'yes' : 'no',
  }
}

export const nameOf = (world: World, code: OffenceCode): string =>
  world.packs.offences.get(code)?.plain.slice(0, 14) ?? code

function handOverOf(
  world: World,
  { handOver, offences }: Understood,
  chosen: OffenceCode,
): { readonly to: string; readonly why: string } | null {
  if (chosen) return null
  const byOffence = world.packs.offences.get(offences[0]?.code ?? '')?.handOver
  return handOver ?? byOffence ?? null
}

/** The first forty characters, cut where a sentence ends if one does. */
function gistOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= 40) return line
  const head = line.slice(0, 39)
  const stop = Math.max(...['。', '，', '；', ',', '！', '？'].map((mark) => head.lastIndexOf(mark)))
  return stop >= 12 ? head.slice(0, stop) : `${head}…`
}
