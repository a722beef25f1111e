import type { Call, Way } from './routes.ts'

const asItStands: Way = (path) => [{ path }]

/** Asks of each case: its own words in what is sent. */
const ofEachCase =
  (calls: (path: string, number: string) => readonly Call[]): Way =>
  (path, { cases }) =>
    cases.flatMap((one) =>
      calls(path.replace(':number', one.number), one.number).map((call) => ({
        ...call,
        about: one,
      })),
    )

const bare = ofEachCase((path) => [{ path }])

const sends = (...bodies: readonly unknown[]): Way =>
  ofEachCase((path) => bodies.map((body) => ({ path, body })))

const inAnArea =
  (body?: unknown): Way =>
  (path) => [{ path: path.replace(':area', '500153'), ...(body === undefined ? {} : { body }) }]

const queues = ['urgent', 'open', 'accusations', 'mine', 'supervised', 'waiting', 'done', 'shelved']

/** How the doors for programs are tried. */
export const apiWays: Readonly<Record<string, Way>> = {
  'GET /api/v1': asItStands,
  'GET /api/v1/openapi.json': asItStands,
  'GET /problems/:key': () => [{ path: '/problems/refused' }, { path: '/problems/none' }],
  'GET /desk/tokens': asItStands,
  'POST /desk/tokens': (path) => [{ path, fields: { name: '', days: '' } }],
  'POST /desk/tokens/revoke': (path) => [{ path, fields: { token: 'of-nobody' } }],
  'GET /api/v1/me': asItStands,
  'GET /api/v1/cases': (path) => [
    ...queues.map((queue) => ({ path: `${path}?queue=${queue}&limit=100` })),
    { path: `${path}?queue=none&cursor=x` },
  ],
  'GET /api/v1/cases/:number': bare,
  'GET /api/v1/cases/:number/history': bare,
  'GET /api/v1/cases/:number/evidence': bare,
  'GET /api/v1/cases/:number/evidence/:id': (path, { cases }) =>
    cases.flatMap((one) =>
      [...one.evidence, 'no-such-file'].map((id) => ({
        path: path.replace(':number', one.number).replace(':id', id),
        about: one,
      })),
    ),
  'GET /api/v1/cases/:number/alike': bare,
  'GET /api/v1/cases/:number/papers': ofEachCase((path) => [
    { path: `${path}?paper=conclusion&as=docx` },
  ]),
  'GET /api/v1/cases/:number/case-file.pdf': bare,
  'POST /api/v1/cases/:number/commands': (path, ground) => [
    ...sends({ version: 1, deed: { type: 'close' } })(path, ground),
    { path: path.replace(':number', 'RC-2026-00001'), body: { deed: { type: 'no-such-deed' } } },
  ],
  'POST /api/v1/cases/:number/preview': sends({ version: 2, deed: { type: 'close' } }),
  'POST /api/v1/cases/:number/masks': sends({
    version: 1,
    deed: { type: 'mask', words: ['老太婆'], reason: '看得出是谁说的' },
  }),
  'POST /api/v1/cases/:number/holder': sends({ version: 1, deed: { type: 'take' } }),
  'GET /api/v1/cases/:number/holds': bare,
  'POST /api/v1/cases/:number/holds': sends({ held: false, reason: '复议已经结束' }),
  'GET /api/v1/blocks': asItStands,
  'POST /api/v1/cases/:number/block': sends({ reason: '反复发送广告', days: 2 }),
  'POST /api/v1/blocks/:block/lift': (path) => [
    { path: path.replace(':block', 'none'), body: { reason: '已经说明白了' } },
  ],
  'POST /api/v1/cases/:number/take-up': ofEachCase((path, number) => [{ path, body: { number } }]),
  'POST /api/v1/search': (path) => [
    { path, body: { words: '诊所' } },
    { path, body: { words: '医院', queue: 'mine' } },
    { path, body: {} },
  ],
  'GET /api/v1/reminders': asItStands,
  'POST /api/v1/reminders/read': (path) => [{ path, body: { ids: ['none'] } }],
  'GET /api/v1/figures': (path) => [
    { path: `${path}?period=2026&area=500153` },
    { path: `${path}?period=no` },
  ],
  'GET /api/v1/figures/cases': (path) => [
    { path: `${path}?figure=open&limit=100` },
    { path: `${path}?figure=given&by=offence&key=A1&period=2026` },
  ],
  'GET /api/v1/gaps': asItStands,
  'GET /api/v1/areas/:area/plan': inAnArea(),
  'POST /api/v1/areas/:area/plan/draft': inAnArea({ seen: 0 }),
  'POST /api/v1/areas/:area/plan/draft/drop': inAnArea({ seen: 99, offence: 'A1' }),
  'POST /api/v1/areas/:area/plan/publish': inAnArea({ reason: '', revision: 99, number: 99 }),
  'GET /api/v1/areas/:area/plan/versions': inAnArea(),
  'GET /api/v1/areas/:area/offices': inAnArea(),
  'POST /api/v1/areas/:area/offices': inAnArea({ csv: '' }),
  'GET /api/v1/officers': asItStands,
  'POST /api/v1/officers/:login/disable': (path) => [
    { path: path.replace(':login', 'nobody'), body: { login: 'nobody' } },
  ],
  'GET /api/v1/channels': asItStands,
  'POST /api/v1/channels/:channel/test': (path) => [
    { path: path.replace(':channel', 'telegram'), body: { channel: 'telegram' } },
  ],
  'GET /api/v1/undelivered': asItStands,
  'GET /api/v1/audit': (path) => [{ path }, { path: `${path}?chain=house` }],
  'POST /api/v1/audit/verify': (path) => [{ path, body: {} }],
}
