import type { Figures } from './figures.ts'
import type { Limits } from './limits.ts'
import { number, type Page } from './page.ts'
import type { Ride } from './ride.ts'
import type { Recorded } from './what-is-written.ts'

/** What so many at once came to on one of the roads, and what the disk could do right after. */
export interface Stage {
  readonly atOnce: number
  readonly road: 'HTTP' | 'inside'
  readonly ride: Ride
  readonly limits: Limits
  readonly load: string
}

export function tellWrites({ line, table }: Page, { talk, filing }: Recorded): void {
  line(
    'What a message writes, and what it adds to the journal of the embedded store by how many are in flight:',
  )
  line()
  table(
    ['', 'rows', 'bytes of the rows', 'journal at 1', 'at 8', 'at 64'],
    [['a message of the chat', talk] as const, ['the filing one', filing] as const].map(
      ([name, { rows, bytes, journal }]) => [
        name,
        number(rows, 1),
        number(bytes),
        ...[1, 8, 64].map((atOnce) => number(journal[atOnce] ?? 0)),
      ],
    ),
  )
}

export function tellStages({ line, table }: Page, all: readonly Stage[]): void {
  for (const part of ['talk', 'filing', 'whole'] as const) {
    line(
      {
        talk: '## Messages of the chat',
        filing: '## Reports: the request that files',
        whole: '## Reports: whole in one request (Open311)',
      }[part],
    )
    line()
    const rows = all.flatMap((stage) => {
      const figures = stage.ride[part]
      return figures ? [rowOf(stage, part, figures)] : []
    })
    table(heads, rows)
  }
}

const titles = {
  talk: 'Messages of the chat',
  filing: 'Reports: the request that files',
  whole: 'Reports: whole in one request (Open311)',
} as const

const heads = [
  'road, at once',
  'a second',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'CPU ms each',
  'a CPU second',
  'driver’s CPU',
  'raw: one row',
  'of it',
  'raw: same rows',
  'of it',
  'raw: same journal',
  'load',
]

function rowOf(
  { atOnce, road, limits, load: at }: Stage,
  part: keyof Ride,
  figures: Figures,
): readonly string[] {
  const { count, seconds, p50, p95, p99, cpu } = figures
  const { driver = 0, ...theirs } = cpu
  const rate = count / seconds
  const worked = road === 'inside' ? driver : (theirs['serve'] ?? 0)
  const all = Object.values(cpu).reduce((sum, one) => sum + one, 0)
  const { row, again, journal } = part === 'talk' ? limits.talk : limits.filing
  const share = (limit: number | undefined): string =>
    limit ? `${number((100 * rate) / limit)} %` : '–'
  return [
    `${road}, ${atOnce}`,
    number(rate),
    ...[p50, p95, p99].map((ms) => number(ms, 1)),
    Object.entries(theirs).length > 1
      ? Object.entries(theirs)
          .map(([name, used]) => `${name} ${number((1000 * used) / count, 2)}`)
          .join(', ')
      : number((1000 * worked) / count, 2),
    number(count / worked),
    road === 'inside' ? '–' : `${number((100 * driver) / all)} %`,
    number(row),
    share(row),
    again ? number(again) : '–',
    share(again),
    journal ? number(journal) : '–',
    at,
  ]
}
