import { isWideType, type WideType } from '#core/deed-groups.ts'
import type { Deed } from '#service/deed.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { transferNames } from './words/terms.ts'

type WideDeed = Extract<Deed, { readonly type: WideType }>

export const isWideDeed = (deed: Deed): deed is WideDeed => isWideType(deed.type)

/** What was chosen, in words, for a last look. */
export function wideRows(
  { offices, offenceNames }: DeskCase,
  deed: WideDeed,
): readonly (readonly [string, string])[] {
  switch (deed.type) {
    case 'change-lead':
      return [
        ['改由', offices.find(({ id }) => id === deed.lead)?.name ?? ''],
        ['变更理由', deed.reason],
        ['依据', deed.basis],
      ]
    case 'separate':
      return [
        ['另立事项', offenceNames[deed.offence] ?? deed.offence],
        ['理由', deed.reason],
      ]
    case 'merge':
      return [
        ['并入', deed.into],
        ['并案理由', deed.reason],
      ]
    case 'unmerge':
      return [['理由', deed.reason]]
    case 'transfer':
      return [
        ['移送给', `${transferNames[deed.to]} ${deed.organ}`],
        ['材料', deed.materials.join('；')],
        ['日期', deed.on],
        ['文号', deed.document ?? ''],
      ]
    case 'receive-transfer':
      return [
        ['日期', deed.on],
        ['文号', deed.document ?? ''],
      ]
  }
}
