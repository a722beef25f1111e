import { expect, it } from 'vitest'
import { areaFiles, reportableOffences, routingIn } from './routing-in.ts'

const folders = [
  '140800-yuncheng',
  '150000-neimenggu',
  '211382-lingyuan',
  '370300-zibo',
  '500153-rongchang',
]
const areas = folders.map(areaFiles)
const everyWord = new Set(
  areas.flatMap(({ plan }) => plan.duties.flatMap(({ keywords }) => keywords)),
)

it('a word never narrows an offence but medical waste in Rongchang, whose reading says that it depends on the words', () => {
  const narrowed = areas.flatMap((area) => {
    const routing = routingIn(area)
    return reportableOffences()
      .filter((code) => {
        const read = JSON.stringify(routing(code))
        return [...everyWord].some((word) => JSON.stringify(routing(code, word)) !== read)
      })
      .map((code) => `${area.plan.area.code} ${code}`)
  })
  expect(everyWord.size).toBeGreaterThan(100)
  expect(narrowed).toEqual(['500153 J7'])
})
