import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** What of a plot is read aloud. */
export interface PlotHead {
  /** Stands for it among the ids of the page. */
  readonly id: string
  readonly title: string
  readonly description: string
}

interface Frame extends PlotHead {
  readonly width: number
  readonly height: number
}

/** A drawing with its name and what it shows in words. */
export const plotFrame = ({ id, title, description, width, height }: Frame, drawn: Html): Html =>
  html`<svg
    class="plot"
    role="img"
    viewBox="0 0 ${width} ${height}"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-desc">${description}</desc>
    ${drawn}
  </svg>`
