/**
 * The whole road: a message comes by HTTP to a real `serve`, is durable, is answered; beside it what the disk can do.
 * `node bench/road.ts [--store sqlite|postgres] [--at 1,8,64] [--times 1] [--keep]`
 */
import { parseArgs } from 'node:util'
import { openBeside } from '../test/crash/setting.ts'
import { aCounty, type County, type Store } from './road/county.ts'
import { load, aPage, number } from './road/page.ts'
import { limitsOf } from './road/limits.ts'
import { resets } from './road/line.ts'
import { memoryOf, peakOf } from './road/process.ts'
import { serverOf } from './road/raw-postgres.ts'
import { rideByHttp, rideInside } from './road/ride.ts'
import { startServing, type Serving } from './road/serve.ts'
import { recordWrites, type Recorded } from './road/what-is-written.ts'
import { tellStages, tellWrites, type Stage } from './road/tell.ts'
import type { Watched } from './road/figures.ts'

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    at: { type: 'string', default: '1,8,64' },
    times: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
})
const store: Store = values.store === 'postgres' ? 'postgres' : 'sqlite'
const flights = values.at.split(',').map(Number)
const times = Number(values.times)
const peopleAt = (atOnce: number): number =>
  Math.round(times * (atOnce === 1 ? 30 : 80 + 4 * atOnce))

const page = aPage(`The whole road, ${store === 'sqlite' ? 'embedded store' : 'PostgreSQL'}`)
const programs = Math.ceil(flights.reduce((sum, atOnce) => sum + peopleAt(atOnce), 0) / 250)
await using county = await aCounty(store, programs)
const recorded = await recorder()
tellWrites(page, recorded)

const stages: Stage[] = []
const started: number[] = []
let memory = { before: 0, after: 0, peak: 0 }
for (const _ of [1, 2]) {
  await using idle = await startServing(county.env)
  started.push(idle.startedIn)
}
{
  await using serving = await startServing(county.env)
  started.push(serving.startedIn)
  const watched = await watchedIn(county, serving)
  await rideByHttp(serving.url, county, { atOnce: 8, people: 24, watched })
  memory = { ...memory, before: memoryOf(serving.pid) }
  for (const atOnce of flights) {
    const ride = await rideByHttp(serving.url, county, {
      atOnce,
      people: peopleAt(atOnce),
      watched,
    })
    stages.push({
      atOnce,
      road: 'HTTP',
      ride,
      limits: await limitsOf(county, recorded, atOnce),
      load: load(),
    })
  }
  memory = { ...memory, after: memoryOf(serving.pid), peak: peakOf(serving.pid) }
}
{
  const house = await openBeside(county.env)
  const watched = await watchedIn(county)
  for (const atOnce of flights) {
    const ride = await rideInside(house, { atOnce, people: peopleAt(atOnce), watched })
    const limits = stages.find((one) => one.atOnce === atOnce)?.limits
    if (limits) stages.push({ atOnce, road: 'inside', ride, limits, load: load() })
  }
  await house.close()
}
tellStages(page, stages)
page.line(
  `Memory of \`serve\`: ${number(memory.before)} MB when warm, ${number(memory.after)} MB at the end, ${number(memory.peak)} MB at most. It took requests ${started.map((ms) => number(ms)).join(', ')} ms after its start. Lines closed under a request: ${resets.count}.`,
)
page.line()
if (values.keep) page.keep(store === 'sqlite' ? 'road' : 'road-postgres')

/** What a message writes is looked at on the embedded store: the rows are the same on either. */
async function recorder(): Promise<Recorded> {
  if (county.store === 'sqlite') return await recordWrites(county)
  await using other = await aCounty('sqlite')
  return await recordWrites(other)
}

async function watchedIn({ database }: County, serving?: Serving): Promise<Watched> {
  return {
    ...(serving ? { serve: { pid: serving.pid } } : {}),
    ...(database ? { PostgreSQL: { pid: await serverOf(database.url), family: true } } : {}),
  }
}
