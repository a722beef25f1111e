import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evolve } from '#core/evolve.ts'
import { caseArrows, taskArrows } from '#core/lifecycle.ts'
import { aPlay, type Play } from './play.ts'

const long = process.env['LONG'] === '1'
const told = ({
  from,
  by,
  to,
}: {
  readonly from: string
  readonly by: string
  readonly to: string
}) => `${from} ${by} ${to}`

interface Seen {
  readonly cases: Set<string>
  readonly tasks: Set<string>
}

/** Every change of state that these random lives of cases showed. */
function seenIn(plays: readonly Play[]): Seen {
  const seen: Seen = { cases: new Set(), tasks: new Set() }
  for (const { before, made } of plays.flatMap(({ steps }) => steps)) {
    let about = before
    for (const event of made) {
      const next = evolve(about, event)
      const by = event.type
      if (next.state !== about.state)
        seen.cases.add(told({ from: about.state, by, to: next.state }))
      for (const one of about.tasks) {
        const to = next.tasks.find(({ task }) => task === one.task)?.state
        if (to && to !== one.state) seen.tasks.add(told({ from: one.state, by, to }))
      }
      about = next
    }
  }
  return seen
}

it('nothing moves but by an arrow of the table', () => {
  const { cases, tasks } = seenIn(fc.sample(aPlay, { seed: 41, numRuns: 2000 }))
  expect([...cases].filter((way) => !caseArrows.map(told).includes(way))).toEqual([])
  expect([...tasks].filter((way) => !taskArrows.map(told).includes(way))).toEqual([])
  expect(cases.size).toBeGreaterThan(8)
  expect(tasks.size).toBeGreaterThan(7)
})

it.runIf(long)('every arrow of the table is gone by somebody', { timeout: 900_000 }, () => {
  const seen = Array.from({ length: 8 }, (_, n) =>
    seenIn(fc.sample(aPlay, { seed: n + 1, numRuns: 40_000 })),
  )
  const all = (pick: (one: Seen) => Set<string>) => new Set(seen.flatMap((one) => [...pick(one)]))
  expect([...all(({ cases }) => cases)].toSorted()).toEqual(caseArrows.map(told).toSorted())
  expect([...all(({ tasks }) => tasks)].toSorted()).toEqual(taskArrows.map(told).toSorted())
})
