import { inFigures } from '#core/reward-money.ts'
import type { PublicDecision, PublicationKind } from '#core/publication.ts'
import type { PublishRules } from '#core/publish-rules.ts'
import type { Web } from '../web.ts'

export const publicationNames: Readonly<Record<PublicationKind, string>> = {
  decision: '处罚决定',
  bulletin: '典型案例',
  answer: '回应关切',
  statistics: '统计',
}

export const versionWords = { published: '公布', corrected: '更正', withdrawn: '撤下' } as const

/** 警告；罚款 10,000.00 元 */
export function penaltyWords(
  { penalties, fined, confiscated }: PublicDecision,
  names: PublishRules['penalties']['names'],
): string {
  return penalties
    .map((kind) => {
      if (kind === 'fine' && fined !== undefined) return `罚款 ${inFigures(fined)} 元`
      if (kind === 'confiscation' && confiscated !== undefined)
        return `${names[kind]}，合计 ${inFigures(confiscated)} 元`
      return names[kind]
    })
    .join('；')
}

/** The public name of a kind of violation. */
export const offenceWords = ({ world }: Pick<Web, 'world'>, code: string): string =>
  world.packs.offences.get(code)?.zh ?? '其他'

/** 无证行医, of the letter its codes begin with. */
export const groupWords = ({ world }: Pick<Web, 'world'>, letter: string): string =>
  [...world.packs.offences.values()].find(({ code }) => code.startsWith(letter))?.group ?? '其他'

export const placeWords = (
  { world }: Pick<Web, 'world'>,
  area: string,
  place: string | undefined,
): string => world.packs.areas.get(area)?.places.find(({ code }) => code === place)?.name ?? ''

/** A sum as somebody would type it. */
export const exactInput = (fen: number | undefined): string =>
  fen === undefined ? '' : inFigures(fen).replaceAll(',', '')
