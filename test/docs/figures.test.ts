import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const text = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

const board = JSON.parse(text('deploy/grafana.json')) as {
  readonly panels: readonly {
    readonly id: number
    readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>
    readonly targets: readonly { readonly expr: string }[]
  }[]
}
const asked = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n')
const [, alarms = ''] = /\nAlarms worth having: ([^]*?)\n\n/.exec(text('docs/operations.md')) ?? []

it('the picture shows whether processes live, what became of canaries and answers, and lost spans', () => {
  const wanted = ['yijian_up', 'yijian_canary_up', 'yijian_canary_age_seconds']
  for (const name of [...wanted, 'yijian_answers_total', 'yijian_trace_spans_lost'])
    expect(asked).toMatch(new RegExp(`\\b${name}\\b`))
})

it('no panel of the picture lies on another', () => {
  const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, n) => `${x + (n % w)} ${y + Math.floor(n / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length)
})

it('the first alarm is that nobody answers at all; what an alarm goes by stands in the picture', () => {
  expect(alarms.startsWith('`absent(yijian_up)`')).toBe(true)
  const names = [...alarms.matchAll(/\byijian_\w+/g)].map(([name]) => name)
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !asked.includes(name))).toEqual([])
})
