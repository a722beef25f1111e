import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** Six digits of the app, or a recovery code. */
export const codeBox = (hint: string): Html =>
  html`<label for="code">验证码</label>
    <p class="hint" id="code-hint">${hint}</p>
    <input
      id="code"
      name="code"
      autocomplete="one-time-code"
      autocapitalize="none"
      spellcheck="false"
      maxlength="20"
      aria-describedby="code-hint"
      required
    />`

interface Box {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly now?: true
}

/** A password: the one of now, or a new one. */
export const passwordBox = ({ id, name, label, hint, now }: Box): Html =>
  html`<label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    <input
      id="${id}"
      name="${name}"
      type="password"
      autocomplete="${now ? 'current-password' : 'new-password'}"
      maxlength="200"
      ${hint ? html`aria-describedby="${id}-hint"` : ''}
      required
    />`

/** Shown once: on paper they open the desk when the telephone is gone. */
export const codesPart = (codes: readonly string[]): Html =>
  html`<section class="card">
    <h2>恢复码，只显示这一次</h2>
    <p>手机丢了，用它代替验证码登录。每个只能用一次。请抄下来或者打印，锁起来，不要放在手机里。</p>
    <ol class="codes">
      ${codes.map((code) => html`<li><code>${code}</code></li>`)}
    </ol>
  </section>`
