import type { Plan } from '#core/plan.ts'
import type { ScrutinyPart } from '#core/scrutiny-rules.ts'
import type { ListedReason, ScrutinyLine } from '#core/scrutiny.ts'
import type { SheetCell } from './figure-file.ts'
import type { World } from './world.ts'

export const partNames: Readonly<Record<ScrutinyPart, string>> = {
  visits: '督察',
  interview: '约谈',
  fileCheck: '稽查',
  dereliction: '追究失职渎职',
}

/** Where a plan asks for it and what it wants; or that it does not. */
export function askedWords({ document, scrutiny }: Plan, part: ScrutinyPart): string {
  const asked = scrutiny?.[part]
  return asked
    ? `依据：${document.title}（${document.number}）${asked.clause}：${asked.asks}。`
    : `这里的方案没有要求${partNames[part]}，供参考。`
}

export const reasonNames: Readonly<Record<ListedReason, string>> = {
  overdue: '超期未结多',
  'on-time': '按期办结率低',
  returned: '退回多',
  reopened: '再查多',
}

/** What is told of a line, by its column. */
export const scrutinyColumns: readonly {
  readonly name: string
  readonly value: (line: ScrutinyLine) => SheetCell
}[] = [
  { name: '收到', value: ({ given }) => given },
  { name: '办结', value: ({ closed }) => closed },
  { name: '超期办结', value: ({ late }) => late },
  { name: '超期未结', value: ({ overdue }) => overdue },
  {
    name: '按期办结率',
    value: ({ onTime }) => (onTime === undefined ? undefined : { share: onTime }),
  },
  { name: '退回', value: ({ returned }) => returned },
  { name: '来回退', value: ({ again }) => again },
  { name: '再查', value: ({ reopened }) => reopened },
  { name: '查实无文号', value: ({ unnumbered }) => unnumbered },
]

/** What a place and a department are called; the empty place is the area's own level. */
export function whomNames(world: Pick<World, 'packs'>, area: string) {
  const pack = world.packs.areas.get(area)
  const own = pack?.plan.area.name ?? ''
  return {
    place: (code: string): string =>
      code === '' ? `${own}本级` : (pack?.places.find((one) => one.code === code)?.name ?? '其他'),
    department: (id: string): string =>
      id === 'intake'
        ? '综合监管协调岗'
        : (pack?.plan.departments.find((one) => one.id === id)?.name ??
          (id === '' ? '原有单位' : '其他')),
  }
}

export const scrutinyMeanings: readonly string[] = [
  '按承办单位所在的地方和部门算，不按举报说的地方算；乡镇街道算到县（市、区）。',
  '超期未结是现在的数；收到、办结、退回、再查按发生的日子归到时段里。',
  '按期办结率 =（办结的件数 − 其中超期办结的件数）÷（办结的件数 + 到时段末已到期、现在还没有办结的件数）。',
  '再查：办结后同意重新核查的，算在原来办结的单位。',
  '不满意只按整年统计；答复不足 5 件、不满意 1 至 2 件的，和会让人推出它们的，不显示。',
  '检举控告不计在内。',
]
