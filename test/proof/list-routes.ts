import type { Call, Way } from './routes.ts'

const ofEachCase =
  (fields: readonly Call['fields'][]): Way =>
  (path, { cases }) =>
    cases.flatMap((about) =>
      fields.map((one) => ({
        path: path.replace(':number', about.number),
        about,
        ...(one ? { fields: one } : {}),
      })),
    )

/** How the doors of lists, of colleagues and of their days off are tried. */
export const listWays: Readonly<Record<string, Way>> = {
  'GET /desk/away': (path) => [{ path }],
  'POST /desk/away': (path) => [
    { path, fields: { officer: 'nobody', first: '2026-11-20', last: '2026-11-21' } },
  ],
  'POST /desk/views': (path) => [
    { path, fields: { change: 'save', query: 'queue=mine&urgent=yes', id: 'none' } },
  ],
  'POST /desk/bulk': (path, { cases }) => [
    ...cases.map(({ number }) => ({
      path,
      fields: { deed: 'hand-over', to: 'nobody', text: '请接手', line: number },
    })),
    { path, fields: { deed: '', line: 'nonsense' } },
  ],
  'GET /desk/list.csv': (path) => [
    { path: `${path}?queue=mine` },
    { path: `${path}?queue=done&urgent=yes` },
  ],
  'POST /desk/cases/:number/holder': ofEachCase([
    { deed: 'hand-over', version: '1', to: 'nobody', text: '请接手' },
    { deed: 'let-go', version: '1' },
  ]),
  'POST /desk/cases/:number/here': ofEachCase([{}]),
  'GET /desk/cases/:number/alike': ofEachCase([undefined]),
  'POST /desk/cases/:number/take-up': ofEachCase([{}]),
  'GET /desk/cases/:number/block': ofEachCase([undefined]),
  'POST /desk/cases/:number/block': ofEachCase([
    { reason: '反复发送广告', days: '1' },
    { reason: '', days: '' },
  ]),
  'POST /desk/reminders': (path) => [{ path, fields: { id: 'no-reminder' } }],
}
