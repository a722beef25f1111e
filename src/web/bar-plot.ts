import { html } from 'hono/html'
import type { Html } from './layout.ts'
import { plotFrame, type PlotHead } from './plot-frame.ts'

interface Bar {
  readonly value: number
  /** Beside the colour the words of the row say which is which. */
  readonly kind: 'usual' | 'hot' | 'quiet'
}

export interface PlotRow {
  readonly name: string
  /** The numbers in words: nothing is told by colour or length alone. */
  readonly note: string
  readonly bars: readonly Bar[]
}

export interface Plot extends PlotHead {
  readonly rows: readonly PlotRow[]
}

const [width, textHeight, barHeight, gap] = [400, 17, 8, 9]

/** Lying bars, longest value the whole width; the table below it says the same. */
export function barPlot({ id, title, description, rows }: Plot): Html {
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)))
  const heights = rows.map(({ bars }) => textHeight + bars.length * (barHeight + 1) + gap)
  const tops = heights.map((_height, n) => heights.slice(0, n).reduce((sum, one) => sum + one, 0))
  const height = heights.reduce((sum, one) => sum + one, 0)
  return plotFrame(
    { id, title, description, width, height },
    html` ${rows.map((row, n) => rowPart(row, tops[n] ?? 0, most))} `,
  )
}

const rowPart = ({ name, note, bars }: PlotRow, top: number, most: number): Html =>
  html`<text x="0" y="${top + 12}">${shortened(name)}</text>
    <text x="${width}" y="${top + 12}" text-anchor="end">${note}</text>
    ${bars.map(
      ({ value, kind }, n) =>
        html`<rect
          class="${kind}"
          x="0"
          y="${top + textHeight + n * (barHeight + 1)}"
          width="${Math.round((value / most) * width * 10) / 10}"
          height="${barHeight}"
        />`,
    )}`

const longest = 16

const shortened = (name: string): string =>
  name.length > longest ? `${name.slice(0, longest - 1)}…` : name
