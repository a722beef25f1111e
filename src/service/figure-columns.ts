import { channelNames } from './channel-names.ts'
import type { Dashboard, Figure, Line } from './dashboard.ts'
import type { SheetCell } from './figure-file.ts'
import type { World } from './world.ts'

/** One figure of a line: its name, its value, and the list behind it where it counts cases. */
interface Column {
  readonly name: string
  readonly value: (line: Line) => SheetCell
  readonly figure?: Figure
}

/** The same on the page, in every file and in every report, so that they cannot differ. */
export const columns: readonly Column[] = [
  { name: '在办', value: ({ open }) => open, figure: 'open' },
  { name: '今明到期', value: ({ due }) => due, figure: 'due' },
  { name: '超期未结', value: ({ overdue }) => overdue, figure: 'overdue' },
  { name: '收到', value: ({ given }) => given, figure: 'given' },
  { name: '受理', value: ({ accepted }) => accepted, figure: 'accepted' },
  { name: '受理用时中位数', value: ({ acceptMedian }) => acceptMedian },
  { name: '受理用时九成', value: ({ accept90 }) => accept90 },
  { name: '办结', value: ({ closed }) => closed, figure: 'closed' },
  { name: '办结用时中位数', value: ({ closeMedian }) => closeMedian },
  { name: '办结用时九成', value: ({ close90 }) => close90 },
  { name: '其中超期办结', value: ({ late }) => late, figure: 'late' },
  {
    name: '按期办结率',
    value: ({ onTime }) => (onTime === undefined ? undefined : { share: onTime }),
  },
  { name: '退回', value: ({ returned }) => returned, figure: 'returned' },
  { name: '来回退', value: ({ again }) => again, figure: 'again' },
  { name: '查实无文号', value: ({ unnumbered }) => unnumbered, figure: 'unnumbered' },
]

export type By = keyof Dashboard['lines']

export const byNames: Readonly<Record<By, string>> = {
  department: '部门',
  offence: '违法行为',
  place: '地点',
  channel: '渠道',
}

export const bys = ['department', 'offence', 'place', 'channel'] as const satisfies readonly By[]

export const byOf = (asked: string | undefined): By | undefined => bys.find((one) => one === asked)

/** What a key of a line is called. */
export function keyName(
  world: Pick<World, 'packs'>,
  { area }: Pick<Dashboard, 'area'>,
  by: By,
): (key: string) => string {
  const { areas, offences } = world.packs
  const pack = areas.get(area)
  const names: Readonly<Record<By, (key: string) => string | undefined>> = {
    department: (key) =>
      key === 'intake'
        ? '综合监管协调岗'
        : pack?.plan.departments.find(({ id }) => id === key)?.name,
    offence: (key) => offences.get(key)?.plain,
    place: (key) => pack?.places.find(({ code }) => code === key)?.name,
    channel: (key) => channelNames[key],
  }
  return (key) => names[by](key) ?? (key === '' ? '没有记' : '其他')
}

/** A table of figures as rows, its head first. */
export function figureRows(
  world: World,
  board: Dashboard,
  by: By,
): readonly (readonly SheetCell[])[] {
  const name = keyName(world, board, by)
  const head = [byNames[by], ...columns.map((column) => column.name)]
  const rows = board.lines[by].map((line) => [name(line.key), ...valuesOf(line)])
  return [head, ...rows, ['合计', ...valuesOf(board.total)]]
}

const valuesOf = (line: Line): readonly SheetCell[] => columns.map(({ value }) => value(line))

/** 86.7%, and nothing where there is nothing to say. */
export function cellWords(value: SheetCell): string {
  if (value === undefined) return '—'
  return typeof value === 'object' ? `${(value.share * 100).toFixed(1)}%` : String(value)
}

export const meanings: readonly string[] = [
  '一件按主办计：分给几个单位主办，算几件；协办的不另算。分办后由新单位接着算。',
  '在办、到期、超期是现在的数，不看时段；收到、受理、办结、退回按发生的日子归到时段里。',
  '按期办结率 =（办结的件数 − 其中超期办结的件数）÷（办结的件数 + 到时段末已到期、现在还没有办结的件数）。不予受理也算办结；放着不办的，也拉低这个数。',
  '用时按工作日算，从分到本单位那天起，当天为 0，暂停计时的日子也在内。中位数：一半的件不超过这么多天；九成：九成的件不超过这么多天。',
  '来回退：同一事项先前已经被退回过，又被退回。查实无文号：结果为查实，没有处罚决定书文号。',
  '检举控告不计在内。到期删除的件留下件数和日期，不再分地点和渠道。',
]
