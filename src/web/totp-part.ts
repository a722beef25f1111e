import { html, raw } from 'hono/html'
import { encodeQR } from 'qr'
import type { BegunTotp } from '#service/second-factor.ts'
import type { Html } from './layout.ts'
import { codeBox } from './sign-in-fields.ts'

/** What an app for codes scans, drawn here, and the same to be typed; then the first code of it. */
export const totpPart = ({ id, secret, address }: BegunTotp): Html =>
  html`<input type="hidden" name="setup" value="${id}" />
    <p>用手机上的验证器扫这个码（微信里搜“验证器”小程序，或者装任何一个支持 TOTP 的验证器）。</p>
    <div class="qr" role="img" aria-label="二维码">
      ${raw(encodeQR(address, 'svg', { ecc: 'medium', border: 4 }))}
    </div>
    <details>
      <summary>扫不了，手工输入</summary>
      <p><code class="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <p class="small">按时间，六位数，三十秒。</p>
    </details>
    ${codeBox('验证器上现在显示的六位数。')}`
