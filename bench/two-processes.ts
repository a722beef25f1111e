/**
 * Two processes on one PostgreSQL against one, the same reporters in five areas: `node bench/two-processes.ts [--people 300]
 * [--at 64] [--rounds 3] [--keep]`. They take turns, so that what else the machine does hits both; the best round of each
 * counts. On six cores and more two must do at least one and a half times as much; on fewer the cores are what is missing,
 * and the ratio is only told.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { aCounty, areas } from './road/county.ts'
import { inLanes, measured, type Figures } from './road/figures.ts'
import { openLine } from './road/line.ts'
import { aPage, load, miss, number } from './road/page.ts'
import { somebody } from './road/people.ts'
import { serverOf } from './road/raw-postgres.ts'
import { sayByHttp } from './road/saying.ts'
import { startServing, type Serving } from './road/serve.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    at: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '3' },
    keep: { type: 'boolean', default: false },
  },
})
const atOnce = Number(values.at)
const enough = 6
const bar = 1.5

const page = aPage('Two processes on PostgreSQL against one')
await using county = await aCounty('postgres')
const database = county.database?.url ?? ''
const runs: { readonly processes: number; readonly figures: Figures; readonly load: string }[] = []
for (let round = 0; round < Number(values.rounds); round += 1)
  for (const processes of [1, 2]) {
    await using open = new AsyncDisposableStack()
    const servers: Serving[] = []
    for (let n = 0; n < processes; n += 1) servers.push(open.use(await startServing(county.env)))
    await ride(servers, 2 * atOnce)
    runs.push({ processes, figures: await ride(servers, Number(values.people)), load: load() })
  }

page.table(
  [
    'processes',
    'messages a second',
    'reports a second',
    'p50 ms',
    'p95 ms',
    'CPU ms a message',
    'load',
  ],
  runs.map(({ processes, figures: { count, seconds, p50, p95, cpu }, load: at }) => [
    String(processes),
    number(count / seconds),
    number(Number(values.people) / seconds, 1),
    number(p50, 1),
    number(p95, 1),
    Object.entries(cpu)
      .map(([name, used]) => `${name} ${number((1000 * used) / count, 2)}`)
      .join(', '),
    at,
  ]),
)
const best = (processes: number): number =>
  Math.max(
    ...runs.flatMap((one) =>
      one.processes === processes ? [one.figures.count / one.figures.seconds] : [],
    ),
  )
const ratio = best(2) / best(1)
const cores = cpus().length
const verdict =
  cores < enough
    ? `not asserted: that needs ${enough} cores`
    : `${ratio >= bar ? 'held' : 'MISSED'}: at least ${bar}`
page.line(
  `Two processes do ${number(ratio, 2)} times what one does, on ${cores} cores (${verdict}).`,
)
page.line()
if (cores >= enough && ratio < bar) miss()
if (values.keep) page.keep('two-processes')

/** Whole conversations of people in five areas, each of whom keeps to one process. */
async function ride(servers: readonly Serving[], people: number): Promise<Figures> {
  const crowd = Array.from({ length: people }, (_, n) => somebody(areas[n % areas.length]))
  const lines = await Promise.all(
    Array.from({ length: atOnce }, (_, lane) =>
      openLine(servers[lane % servers.length]?.url ?? ''),
    ),
  )
  const serving = servers.map(({ pid }, n) => [`serve ${n + 1}`, { pid }] as const)
  const watched = {
    ...Object.fromEntries(serving),
    PostgreSQL: { pid: await serverOf(database), family: true },
  } as const
  try {
    return await measured(watched, async (timed) => {
      await inLanes(crowd, atOnce, async (one, lane) => {
        const line = lines[lane]
        if (!line) throw new Error('more lanes than lines')
        while (one.turn < one.story.length) await timed(() => sayByHttp(line, one))
      })
    })
  } finally {
    for (const line of lines) line.close()
  }
}
