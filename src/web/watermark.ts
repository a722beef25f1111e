import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** Enough to cover a page on the largest screen in use. */
const copies = 60

/**
 * Who looks, of which office, when: across the whole page, also on paper and in a photo of the screen. It is text, since
 * browsers leave background pictures out when they print; nobody reads it aloud.
 */
export const watermark = (words: string): Html =>
  html`<div class="watermark" aria-hidden="true">
    ${Array.from({ length: copies }, () => html`<span>${words}</span>`)}
  </div>`
