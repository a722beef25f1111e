import { html } from 'hono/html'
import type { Day } from '#core/case.ts'
import type { Html } from './layout.ts'
import { plotFrame, type PlotHead } from './plot-frame.ts'

export interface DayBar {
  readonly day: Day
  readonly value: number
  /** Beside the colour the words below say which is which. */
  readonly kind: 'usual' | 'hot' | 'quiet'
}

export interface DayPlot extends PlotHead {
  readonly bars: readonly DayBar[]
  readonly first: string
  readonly last: string
}

const [width, height, textHeight] = [400, 90, 17]

/** Standing bars, a day each, the highest the whole height; what it says stands in words beside it. */
export function dayPlot({ id, title, description, bars, first, last }: DayPlot): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = width / Math.max(1, bars.length)
  const bottom = height - textHeight
  return plotFrame(
    { id, title, description, width, height },
    html`
      <text x="${width}" y="12" text-anchor="end">最多 ${most}</text>
      <line x1="0" y1="${bottom}" x2="${width}" y2="${bottom}" class="axis" />
      ${bars.map(({ value, kind }, n) => {
        const tall = round((value / most) * (bottom - textHeight))
        return html`<rect
          class="${kind}"
          x="${round(n * step)}"
          y="${bottom - tall}"
          width="${round(step * 0.8)}"
          height="${tall}"
        />`
      })}
      <text x="0" y="${height - 4}">${first}</text>
      <text x="${width}" y="${height - 4}" text-anchor="end">${last}</text>
    `,
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
