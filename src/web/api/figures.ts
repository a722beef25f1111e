import { z } from 'zod'
import { dayOf } from '#core/clock.ts'
import { periodAround, periodOf, type Period } from '#core/period.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  figures,
  readBehind,
  readDashboard,
  type Dashboard,
  type FactPlace,
} from '#service/dashboard.ts'
import { keyName, type By } from '#service/figure-columns.ts'
import type { World } from '#service/world.ts'
import { openCursor, sealCursor } from './cursors.ts'
import { operation } from './operation.ts'
import { cursor, day, limit, list, period } from './shapes.ts'

const count = z.number().int()
const days = z.number().optional().describe('工作日')

const line = z.object({
  key: z.string(),
  name: z.string().describe('这一行叫什么'),
  open: count,
  due: count,
  overdue: count,
  owed: count,
  given: count,
  accepted: count,
  acceptMedian: days,
  accept90: days,
  closed: count,
  closeMedian: days,
  close90: days,
  late: count,
  onTime: z.number().min(0).max(1).optional(),
  returned: count,
  again: count,
  unnumbered: count,
})

/** The period that is asked for; this month where none is. */
function periodIn(world: World, asked: string | undefined): Result<Period> {
  const found = asked === undefined ? periodAround('month', dayOf(world.clock())) : periodOf(asked)
  return found ? ok(found) : refuse('bad-period')
}

const readFigures = operation({
  id: 'readFigures',
  method: 'GET',
  path: '/figures',
  scope: 'read:figures',
  zh: '统计，与工作台统计页和下载的表是同一组数',
  en: "Figures: the very numbers of the desk's page and of its files",
  query: z.strictObject({
    period,
    area: z.string().max(12).optional().describe('不坐在任何辖区的人要写'),
  }),
  answer: z.object({
    area: z.string(),
    office: z.string().optional(),
    period: z.string(),
    from: day,
    to: day,
    today: day,
    total: line.omit({ name: true }),
    lines: z.object({
      department: list(line),
      offence: list(line),
      place: list(line),
      channel: list(line),
    }),
    months: list(line.omit({ name: true, key: true }).extend({ month: z.string() })),
    filling: z.boolean(),
  }),
  problems: ['not-found'],
  run: async ({ world, officer, query }) => {
    const span = periodIn(world, query.period)
    if (!span.ok) return span
    const area = officer.area === '' && query.area !== undefined ? { area: query.area } : {}
    const board = await readDashboard(world, officer, { period: span.value, ...area })
    if (!board.ok) return board
    const { period: shown, lines: _lines, months, ...rest } = board.value
    return ok({
      answer: {
        ...rest,
        period: shown.key,
        from: shown.from,
        to: shown.to,
        lines: {
          department: named(world, board.value, 'department'),
          offence: named(world, board.value, 'offence'),
          place: named(world, board.value, 'place'),
          channel: named(world, board.value, 'channel'),
        },
        months: months.map(({ part, ...month }) => ({ ...month, month: part.month })),
      },
    })
  },
})

function named(world: World, board: Dashboard, by: By) {
  const name = keyName(world, board, by)
  return board.lines[by].map((one) => ({ ...one, name: name(one.key) }))
}

const listBehind = operation({
  id: 'listFigureCases',
  method: 'GET',
  path: '/figures/cases',
  scope: 'read:cases',
  zh: '一个数后面是哪些件',
  en: 'The cases behind a figure',
  query: z.strictObject({
    figure: z.enum(figures),
    by: z.enum(['department', 'offence', 'place']).optional(),
    key: z.string().max(60).default(''),
    period,
    limit,
    cursor,
  }),
  answer: z.object({
    count,
    cases: list(
      z.object({
        number: z.string(),
        offence: z.string(),
        department: z.string(),
        place: z.string(),
        givenOn: day,
        dueOn: day.describe('9999-12-31：计时暂停'),
        acceptedOn: day.nullable(),
        closedOn: day.nullable(),
        backOn: day.nullable(),
      }),
    ),
    next: z.string().optional(),
  }),
  problems: ['bad-cursor'],
  run: async ({ world, officer, query }) => {
    const span = periodIn(world, query.period)
    if (!span.ok) return span
    const { figure, by, key } = query
    const about = ['behind', officer.id, figure, by ?? '', key, span.value.key]
    const place = openCursor(world, about, query.cursor)
    if (!place.ok) return place
    const asked = { period: span.value, figure, key, ...(by ? { by } : {}) }
    const after = place.value === undefined ? {} : { after: JSON.parse(place.value) as FactPlace }
    const found = await readBehind(world, officer, asked, { ...after, limit: query.limit })
    if (!found.ok) return found
    const { items, next, count: all } = found.value
    const more = next ? { next: sealCursor(world, about, placeOf(next)) } : {}
    return ok({ answer: { count: all, cases: items, ...more } })
  },
})

const placeOf = ({ dueOn, caseId, task }: FactPlace): string =>
  JSON.stringify({ dueOn, caseId, task })

export const figureOperations = [readFigures, listBehind]
