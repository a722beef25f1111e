import type { Random } from './random.ts'
import { aText } from './texts.ts'
import { aValue, deepJson } from './values.ts'

export interface Asked {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A request with a place, headers and a body that may each be nonsense. */
export function aBodyFor(random: Random, route: string): Asked {
  const path = route.replace(/:\w+(?:\{[^}]*\})?/g, () => encodeURIComponent(short(random)))
  const query = random.once(3)
    ? `?${encodeURIComponent(short(random))}=${encodeURIComponent(short(random))}`
    : ''
  const usual = random.once(2) ? '?area=500153' : query
  return { path: `${path}${usual}`, headers: headers(random), body: body(random) }
}

const short = (random: Random): string => aText(random).slice(0, 60).toWellFormed()

const headers = (random: Random): Readonly<Record<string, string>> => ({
  'content-type': random.pick([
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=b',
    'multipart/form-data; boundary=""',
    'text/plain',
    'application/json; charset=utf-7',
    'x',
  ]),
  cookie: random.pick([
    '',
    `yj_chat=${'a'.repeat(22)}`,
    `yj_desk=${'a'.repeat(43)}`,
    `yj_chat=${'%'.repeat(22)}; yj_chat=x; =; ;;`,
    'yj_form=%ff%fe',
  ]),
  'sec-fetch-site': random.pick(['same-origin', 'same-origin', 'cross-site', 'x']),
  'accept-language': random.pick(['zh', '*;q=9', 'x'.repeat(2000)]),
})

function body(random: Random): string {
  switch (random.below(7)) {
    case 0:
      return deepJson(random)
    case 1:
      return JSON.stringify(aValue(random, 4))
    case 2:
      return JSON.stringify({ once: 'once-0123456789', text: aText(random) })
    case 3:
      return multipart(random)
    case 4:
      return new URLSearchParams({
        once: 'once-0123456789',
        number: short(random),
        passcode: short(random),
        text: aText(random),
        key: 'x',
      }).toString()
    case 5:
      return '%'.repeat(1 + random.below(50)) + aText(random)
    default:
      return aText(random)
  }
}

/** Parts that end too early, have no name, or carry a file with an odd one. */
function multipart(random: Random): string {
  const heads = [
    'Content-Disposition: form-data; name="text"',
    'Content-Disposition: form-data; name="once"',
    'Content-Disposition: form-data; name="files"; filename="a\u0000.jpg"\r\nContent-Type: image/jpeg',
    'Content-Disposition: form-data; name="files"; filename="../../x"\r\nContent-Type: text/html',
    'Content-Disposition: form-data; name=',
    'Content-Disposition: nothing',
    '',
  ] as const
  const parts = Array.from(
    { length: random.below(5) },
    () =>
      `--b\r\n${random.pick(heads)}\r\n\r\n${random.once(3) ? 'once-0123456789' : aText(random)}\r\n`,
  )
  return `${parts.join('')}${random.pick(['--b--\r\n', '--b--', '--b', ''])}`
}
