import { isIP } from 'node:net'
import { html } from 'hono/html'
import type { Place } from '#service/passkeys.ts'
import type { Html } from './layout.ts'
import type { Web } from './web.ts'

/** Browsers make passkeys for names, over https or on the machine itself. Elsewhere there are none. */
export function placeOf({ publicUrl, secure }: Web): Place | undefined {
  if (!URL.canParse(publicUrl)) return undefined
  const { origin, hostname: host } = new URL(publicUrl)
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0 || !(secure || host === 'localhost')) return undefined
  return { origin, host }
}

interface Part {
  readonly action: string
  /** `get` shows a passkey, `create` makes one. */
  readonly way: 'get' | 'create'
  readonly options: object
  readonly fields: Html | readonly (Html | string)[]
  readonly button: string
}

/** A form that the browser's key fills in: hidden where the browser knows no passkeys. */
export const passkeyPart = ({ action, way, options, fields, button }: Part): Html =>
  html`<div hidden class="passkey">
      <form
        class="card narrow"
        method="post"
        action="${action}"
        data-passkey="${way}"
        data-options="${JSON.stringify(options)}"
      >
        <input type="hidden" name="answer" value="" />
        ${fields}
        <p class="row"><button>${button}</button></p>
        <p class="notice" role="alert" hidden>没有成功。可以再试一次，或者换一种方式。</p>
      </form>
    </div>
    <script type="module" src="/static/passkey.js"></script>`

/** What the browser's key answered; `undefined` where it is no JSON. */
export function answerIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
