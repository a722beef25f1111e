import type { PublicContent } from '#core/publication.ts'
import type { Web } from './web.ts'
import { fullDay } from './words/dates.ts'
import { offenceWords, penaltyWords, placeWords } from './words/publications.ts'

/** What stands on the page of a publication, line by line: the same for the public, the desk and every file. */
export function contentWords(
  web: Web,
  area: string,
  content: PublicContent,
): readonly (readonly [string, string])[] {
  switch (content.kind) {
    case 'decision': {
      const { decision } = content
      const names = web.world.publishing?.rules.penalties.names
      const place = placeWords(web, area, decision.place)
      return [
        ['当事人', decision.unit],
        ['决定书文号', decision.number],
        ['处罚机关', decision.organ],
        ['决定日期', fullDay(decision.decidedOn)],
        ['违法类别', offenceWords(web, decision.offence)],
        ['违法行为', decision.violation],
        ['处罚依据', decision.basis],
        ['处罚内容', names ? penaltyWords(decision, names) : ''],
        ...(place === '' ? [] : [['区县', place] as const]),
      ]
    }
    case 'bulletin': {
      const { title, found, handled, law, reminder, organ } = content.bulletin
      return [
        ['标题', title],
        ['查到了什么', found],
        ['怎么处理', handled],
        ['依据', law],
        ['提醒', reminder],
        ['发布单位', organ],
      ]
    }
    case 'answer': {
      const { question, answer, organ, source } = content.answer
      return [
        ['问', question],
        ['答', answer],
        ['回答单位', organ],
        ['依据', source],
      ]
    }
  }
}
