import { dayNumber } from '#core/clock.ts'
import type { Warning } from '#core/warning.ts'
import type { WarningLine } from '#service/warnings.ts'
import { areaPack, type World } from '#service/world.ts'
import { dayWords } from './words/dates.ts'
import { handOverWords, outcomeNames, grades } from './words/warnings.ts'

/** What departments are called, as they are now. */
export function departmentNames(world: World, area: string, ids: readonly string[]): string {
  const { departments } = areaPack(world, area).plan
  const name = (id: string): string => {
    const found = departments.find((one) => one.id === id)
    return found?.now?.name ?? found?.name ?? id
  }
  return ids.map(name).join('、')
}

/** What it is about: offence, place and subject, as far as it is about one. */
export function aboutWords(world: World, warning: Warning, subject: string): string {
  const { offence, place, area } = warning
  const offenceName = world.packs.offences.get(offence)?.plain
  const placeName = areaPack(world, area).places.find(({ code }) => code === place)?.name
  const parts = [subject, placeName, offenceName].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : '整个辖区'
}

const tenths = (value: number): string => (Math.round(value * 10) / 10).toFixed(1)

const usualWords = (value: number): string =>
  value < 0.1 ? '不到 0.1 个' : `约 ${tenths(value)} 个`

/** The reason with its numbers, so that anybody can check it. */
export function reasonWords(warning: Warning, raised: WarningLine | undefined): readonly string[] {
  const facts = raised?.facts ?? {}
  const number = (name: string): number => Number(facts[name] ?? 0)
  if (warning.kind === 'surge') return surgeReason(warning, number)
  if (warning.kind === 'cluster')
    return [
      `${number('days')} 天里有 ${warning.cases} 件文字差不多，来自 ${warning.senders} 个不同的来处。`,
      '可能是很多人转发同一段话，也可能是一个人换着来处发。系统分不出是谁，也不去查；是不是同一件事由您判断。',
    ]
  if (warning.kind === 'adverse')
    return [
      `这一件的${facts['about'] ? '经过里写到用了' : '事项是'}${aboutAdverse(facts['about'])}${number('grave') > 0 ? '，后果像是严重的' : ''}。`,
      '这是按词表认出来的，没有人核实过，可能认错。请看过再定是否按不良事件上报。',
    ]
  return ['这是工作人员登记的媒体线索，不是举报。']
}

const aboutAdverse = (about: number | string | undefined): string =>
  about === 'device' ? '医疗器械以后受了害' : about === 'drug' ? '药品以后受了害' : '药械不良事件'

function surgeReason(warning: Warning, number: (name: string) => number): readonly string[] {
  const days = dayNumber(warning.to) - dayNumber(warning.from) + 1
  const span = `${dayWords(warning.from)}到${dayWords(warning.to)}`
  const most = number('mostOfOne')
  const volume = number('volume') / 100
  return [
    `${span}，${days} 天里有 ${warning.senders} 个不同的来处反映，共 ${warning.cases} 件。发出预警时是 ${number('senders')} 个，平常同样的日子${usualWords(number('expected') / 1000)}。`,
    `只凭巧合在这一处碰上这么多，机会不到${rareWords(number('rarity') / 10)}分之一。周末、节假日和上班头一天已经分开算。`,
    most > 1
      ? `同一个来处发多少件只算一个；其中最多的一个来处发了 ${most} 件。文字差不多的也只算一个。`
      : '同一个来处发多少件只算一个，文字差不多的也只算一个。',
    ...(volume > 1.05
      ? [`这几天全区其他来件是平常的 ${tenths(volume)} 倍，平常数已经按这个倍数加上去。`]
      : []),
  ]
}

const powers = ['十', '百', '千', '万', '十万', '百万', '千万', '亿'] as const

/** Of a power of ten its name; what is rarer than all names bears the last. */
const rareWords = (power: number): string =>
  powers[Math.min(powers.length, Math.max(1, Math.floor(power))) - 1] ?? ''

/** One line of the history in words. */
export function lineWords(world: World, area: string, { type, facts }: WarningLine): string {
  const text = (name: string): string => String(facts[name] ?? '')
  if (type === 'handed-over') {
    const why = handOverWords[text('why') as keyof typeof handOverWords]
    return `交给${departmentNames(world, area, text('to').split(' '))}（${why ?? ''}）`
  }
  if (type === 'closed') return outcomeNames[text('outcome') as keyof typeof outcomeNames] ?? ''
  if (type === 'grew') {
    const grade = Number(facts['grade'])
    const level = grade === 1 || grade === 2 || grade === 3 ? `，等级 ${grades[grade]}` : ''
    return `到${dayWords(text('to'))}有 ${text('senders')} 个来处、${text('cases')} 件${level}`
  }
  return ''
}
