import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** 举报编号, as whoever holds a receipt types it; the same on every page that asks for it. */
export const numberField = (value: string): Html =>
  html`<label for="number">举报编号</label>
    <p class="hint" id="number-hint">像这样：RC-2026-00017</p>
    <input
      id="number"
      name="number"
      value="${value}"
      maxlength="40"
      autocomplete="off"
      aria-describedby="number-hint"
      required
    />`
