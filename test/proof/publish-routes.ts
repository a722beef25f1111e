import { plantedPublications } from './planted-publications.ts'
import type { Way } from './routes.ts'

const area = '500153'
const { out, waiting, bulletin } = plantedPublications

const ofArea: Way = (path) => [{ path }, { path: `${path}?area=${area}` }]

const ofEach =
  (...ids: readonly string[]): Way =>
  (path) =>
    ids.map((id) => ({ path: path.replace(':id', id) }))

const feeds = (path: string): Readonly<Record<string, Way>> =>
  Object.fromEntries(['json', 'csv', 'atom'].map((kind) => [`GET ${path}.${kind}`, ofArea]))

/** How the pages of what is published, and the officers' pages for it, are tried. */
export const publishWays: Readonly<Record<string, Way>> = {
  'GET /register': ofArea,
  'GET /register/:id': ofEach(out, waiting, 'none'),
  'GET /register/verify': ofArea,
  'GET /register/chain.json': ofArea,
  ...feeds('/register'),
  'GET /bulletins': ofArea,
  'GET /bulletins/:id': ofEach(bulletin, out, 'none'),
  'GET /bulletins/month.pdf': (path) => [
    { path },
    { path: `${path}?area=${area}&month=2026-10` },
    { path: `${path}?area=${area}&month=2026-13` },
  ],
  ...feeds('/bulletins'),
  'GET /answers': ofArea,
  'GET /answers/:id': ofEach(bulletin, 'none'),
  ...feeds('/answers'),
  'GET /statistics': ofArea,
  ...feeds('/statistics'),
  'GET /law': ofArea,
  'GET /law/:id': ofEach('clinic', 'none'),
  'GET /law/look-up': (path) => [{ path }, { path: `${path}?area=${area}&q=诊所` }],
  'GET /desk/publish': ofArea,
  'GET /desk/publish/sample.csv': ofArea,
  'POST /desk/publish': (path, { cases }) => [
    { path, fields: { area, deed: 'import' } },
    ...cases.map((about) => ({
      path,
      fields: { area, deed: 'leave-out', from: `${about.number} none` },
      about,
    })),
  ],
  'GET /desk/publish/new': (path) =>
    ['decision', 'bulletin', 'answer'].map((kind) => ({
      path: `${path}?area=${area}&kind=${kind}&template=unlicensed`,
    })),
  'POST /desk/publish/new': (path, { cases }) => [
    {
      path: `${path}?area=${area}&kind=answer`,
      fields: { question: '能信吗', answer: '', organ: '', source: '' },
    },
    ...cases.map((about) => ({
      path: `${path}?area=${area}&kind=decision&from=${about.number}&task=none`,
      fields: {
        unit: '甲',
        unitKind: 'organisation',
        number: 'x',
        organ: 'x',
        decidedOn: '2026-11-01',
        offence: 'A1',
        violation: 'x',
        basis: 'x',
        penalties: 'warning',
      },
      about,
    })),
  ],
  'GET /desk/publish/:id': ofEach(out, waiting, bulletin, 'none'),
  'POST /desk/publish/:id': (path) =>
    [{ deed: 'write', unit: '' }, { deed: 'withdraw', reason: '' }, { deed: 'none' }].flatMap(
      (fields) => [out, waiting].map((id) => ({ path: path.replace(':id', id), fields })),
    ),
}
