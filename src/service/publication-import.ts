import type { Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { penaltyKinds, type PenaltyKind, type PublicDecision } from '#core/publication.ts'
import type { Refusal } from '#core/result.ts'
import { tableIn } from '#packs/csv-table.ts'
import { publishingOf } from './publication-draft.ts'
import { writePublication } from './publishing.ts'
import type { Sealed } from './sealed.ts'

/** What of a decision stands under the same names in a file that is read and in one that is given. */
export const decisionColumns = [
  '文号',
  '处罚机关',
  '决定日期',
  '违法类别',
  '违法行为',
  '依据',
] as const

/** The columns of a file of decisions, as their head is written. */
export const importColumns = [
  '当事人',
  '当事人类别',
  ...decisionColumns,
  '处罚种类',
  '罚款（元）',
  '没收（元）',
  '区县代码',
] as const

export interface Imported {
  readonly kept: number
  readonly faults: readonly { readonly line: number; readonly refusal: Refusal }[]
}

const mostLines = 2_000

/** Decisions that no report need have caused, from a file: each line waits for a second officer like any other. */
export async function importDecisions(
  world: Sealed,
  officer: Officer,
  { area, text }: { readonly area: AreaCode; readonly text: string },
): Promise<Imported> {
  const table = tableIn(text.replace(/^\u{FEFF}/u, ''), (head) =>
    importColumns.find((name) => name === head),
  )
  const missing = importColumns.find((name) => !table?.columns.has(name))
  if (!table || missing !== undefined)
    return {
      kept: 0,
      faults: [{ line: 1, refusal: { key: 'public-column', facts: { column: missing ?? '' } } }],
    }
  if (table.rows.length > mostLines)
    return {
      kept: 0,
      faults: [
        { line: mostLines, refusal: { key: 'public-too-many', facts: { most: mostLines } } },
      ],
    }
  const faults: Imported['faults'][number][] = []
  let kept = 0
  for (const { line, cell } of table.rows) {
    const read = decisionOf(world, cell)
    const done =
      'key' in read
        ? undefined
        : await writePublication(world, officer, {
            area,
            content: { kind: 'decision', decision: read },
          })
    if (done?.ok) kept += 1
    else
      faults.push({
        line,
        refusal: 'key' in read ? read : (done?.refusal ?? { key: 'public-unknown' }),
      })
  }
  return { kept, faults }
}

type Cell = (name: (typeof importColumns)[number]) => string

function decisionOf(world: Sealed, cell: Cell): PublicDecision | Refusal {
  const wrong = (column: string): Refusal => ({ key: 'public-cell', facts: { column } })
  const offence = cell('违法类别')
  if (!world.packs.offences.has(offence)) return wrong('违法类别')
  const decidedOn = dayIn(cell('决定日期'))
  if (decidedOn === undefined) return wrong('决定日期')
  const penalties = penaltiesIn(world, cell('处罚种类'))
  if (!penalties) return wrong('处罚种类')
  const [fined, confiscated] = [fenIn(cell('罚款（元）')), fenIn(cell('没收（元）'))]
  if (fined === 'wrong') return wrong('罚款（元）')
  if (confiscated === 'wrong') return wrong('没收（元）')
  const place = cell('区县代码')
  return {
    unit: cell('当事人'),
    unitKind: cell('当事人类别') === '自然人' ? 'person' : 'organisation',
    number: cell('文号'),
    organ: cell('处罚机关'),
    decidedOn,
    offence,
    violation: cell('违法行为'),
    basis: cell('依据'),
    penalties,
    ...(fined === undefined ? {} : { fined }),
    ...(confiscated === undefined ? {} : { confiscated }),
    ...(place === '' ? {} : { place }),
  }
}

/** A day of the calendar, as 2026-03-01 or 2026年3月1日 or 2026/3/1. */
export function dayIn(text: string): string | undefined {
  const parts = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$/.exec(text.trim())
  if (!parts) return undefined
  const [year = '', month = '', date = ''] = parts.slice(1)
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day
}

function penaltiesIn(world: Sealed, text: string): readonly PenaltyKind[] | undefined {
  const publishing = publishingOf(world)
  if (!publishing.ok) return undefined
  const { names } = publishing.value.rules.penalties
  const kinds = text
    .split(/[；;、,，]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) =>
      penaltyKinds.find((kind) => names[kind] === one || names[kind].split('、').includes(one)),
    )
  return kinds.length === 0 || kinds.includes(undefined)
    ? undefined
    : [...new Set(kinds.filter((kind) => kind !== undefined))]
}

/** A sum in yuan as fen; nothing where nothing is written. */
export function fenIn(text: string): number | undefined | 'wrong' {
  const plain = text.replaceAll(/[,，\s]/g, '')
  if (plain === '') return undefined
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 'wrong'
}
