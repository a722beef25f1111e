import type { House } from '../../src/house.ts'
import type { County } from './county.ts'
import { inLanes, measured, type Figures, type Watched } from './figures.ts'
import { openLine } from './line.ts'
import { somebody, type Somebody } from './people.ts'
import { sayByHttp, sayInside, sendWhole } from './saying.ts'

/** What so many reporters at once came to. */
export interface Ride {
  /** Every message of a report but the last. */
  readonly talk: Figures
  /** The last one, which files: case, audit and answers of one request. */
  readonly filing: Figures
  /** A report that comes whole in one request, with all its questions answered; by HTTP alone. */
  readonly whole?: Figures
}

export interface Crowd {
  readonly atOnce: number
  readonly people: number
  readonly watched: Watched
}

export async function rideByHttp(url: string, county: County, crowd: Crowd): Promise<Ride> {
  const lines = await Promise.all(Array.from({ length: crowd.atOnce }, () => openLine(url)))
  const lineOf = (lane: number) => lines[lane] ?? never()
  try {
    const said = await talkAndFile(crowd, (one, lane) => sayByHttp(lineOf(lane), one))
    const others = Array.from({ length: crowd.people }, () => somebody())
    const whole = await measured(crowd.watched, async (timed) => {
      await inLanes(others, crowd.atOnce, async (one, lane) => {
        const key = county.keys[others.indexOf(one) % county.keys.length] ?? ''
        await timed(() => sendWhole(lineOf(lane), one, key))
      })
    })
    return { ...said, whole }
  } finally {
    for (const line of lines) line.close()
  }
}

/** The same people at a house of this process: what the office does without its door. */
export const rideInside = async (house: House, crowd: Crowd): Promise<Ride> =>
  await talkAndFile(crowd, (one) => sayInside(house, one))

async function talkAndFile(
  { atOnce, people, watched }: Crowd,
  say: (one: Somebody, lane: number) => Promise<unknown>,
): Promise<Ride> {
  const crowd = Array.from({ length: people }, () => somebody())
  const talk = await measured(watched, async (timed) => {
    await inLanes(crowd, atOnce, async (one, lane) => {
      while (one.turn < one.story.length - 1) await timed(() => say(one, lane))
    })
  })
  const filing = await measured(watched, async (timed) => {
    await inLanes(crowd, atOnce, async (one, lane) => {
      await timed(() => say(one, lane))
    })
  })
  return { talk, filing }
}

const never = (): never => {
  throw new Error('more lanes than lines')
}
