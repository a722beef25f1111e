/**
 * Many report at once, and nobody is refused: `node bench/many.ts [--store sqlite|postgres] [--reports 10000] [--at 64] [--keep]`.
 * Every report is a whole conversation by HTTP with a real `serve`; afterwards every number stands there once, none is
 * missing between them, and the chains of the audit verify. Fails where one of these does not hold.
 */
import { parseArgs } from 'node:util'
import { verifyChains } from '../src/service/audit-heads.ts'
import type { House } from '../src/house.ts'
import { openBeside } from '../test/crash/setting.ts'
import { aCounty, type Store } from './road/county.ts'
import { inLanes, measured } from './road/figures.ts'
import { openLine, resets } from './road/line.ts'
import { aPage, miss, number } from './road/page.ts'
import { somebody, type Somebody } from './road/people.ts'
import { memoryOf, peakOf } from './road/process.ts'
import { sayByHttp } from './road/saying.ts'
import { startServing } from './road/serve.ts'

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    reports: { type: 'string', default: '10000' },
    at: { type: 'string', default: '64' },
    keep: { type: 'boolean', default: false },
  },
})
const store: Store = values.store === 'postgres' ? 'postgres' : 'sqlite'
const atOnce = Number(values.at)
const crowd = Array.from({ length: Number(values.reports) }, () => somebody())
const refusals: string[] = []

const page = aPage(`Many reports at once, ${store === 'sqlite' ? 'embedded store' : 'PostgreSQL'}`)
await using county = await aCounty(store)
{
  await using serving = await startServing(county.env)
  const lines = await Promise.all(Array.from({ length: atOnce }, () => openLine(serving.url)))
  const { seconds, count, p50, p95, p99 } = await measured({}, async (timed) => {
    await inLanes(crowd, atOnce, async (one, lane) => {
      const line = lines[lane]
      if (!line) throw new Error('more lanes than lines')
      while (one.turn < one.story.length && !isRefused(one)) {
        await timed(() => sayByHttp(line, one)).catch((cause: unknown) => {
          refusals.push(`${one.address}: ${cause instanceof Error ? cause.message : String(cause)}`)
        })
      }
    })
  })
  for (const line of lines) line.close()
  page.line(
    `${number(crowd.length)} reports, ${atOnce} reporters at once, each a conversation of ${crowd[0]?.story.length ?? 0} messages: ${number(seconds)} s, ${number(crowd.length / seconds, 1)} reports and ${number(count / seconds)} messages a second; p50 ${number(p50)}, p95 ${number(p95)}, p99 ${number(p99)} ms.`,
  )
  page.line()
  page.line(
    `Memory of \`serve\`: ${number(memoryOf(serving.pid))} MB at the end, ${number(peakOf(serving.pid))} MB at most. Lines closed under a request: ${resets.count}.`,
  )
  page.line()
}
const house = await openBeside(county.env)
const faults = [...refusals, ...(await faultsIn(house, crowd))]
await house.close()
page.line(
  `Refused: ${refusals.length}. ${faults.length === 0 ? 'Every number that was told stands there once, none is missing between them, all chains verify.' : `Faults: ${faults.length}.`}`,
)
page.line()
for (const fault of faults.slice(0, 20)) console.log(fault)
if (faults.length > 0) miss()
if (values.keep) page.keep(store === 'sqlite' ? 'many' : 'many-postgres')

function isRefused({ address }: Somebody): boolean {
  return refusals.at(-1)?.startsWith(address) ?? false
}

async function faultsIn({ world }: House, told: readonly Somebody[]): Promise<readonly string[]> {
  const rows = await world.db.read(
    async (tx) => await tx.selectFrom('cases').select('number').execute(),
  )
  const kept = rows.map((row) => Number(row.number.slice(-5))).toSorted((a, b) => a - b)
  const gaps = kept.flatMap((serial, n) =>
    serial === n + 1 ? [] : [`${serial} stands at place ${n + 1}`],
  )
  const known = new Set(rows.map((row) => row.number))
  const lost = told.flatMap((one) =>
    one.number && !known.has(one.number) ? [`${one.number} is not there`] : [],
  )
  const heard = told.flatMap((one) => one.number ?? [])
  const chains = await verifyChains(world)
  return [
    ...gaps,
    ...lost,
    ...(new Set(heard).size === heard.length ? [] : ['a number was told to two']),
    ...(kept.length === told.length ? [] : [`${kept.length} cases of ${told.length} reports`]),
    ...(chains.ok ? [] : [`audit chain: ${JSON.stringify(chains.refusal)}`]),
  ]
}
