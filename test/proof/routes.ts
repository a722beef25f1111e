import type { Hono } from 'hono'
import { apiWays } from './api-routes.ts'
import type { Planted } from './planted.ts'
import { exchangeWays } from './exchange-routes.ts'
import { gridWays } from './grid-routes.ts'
import { rewardWays } from './reward-routes.ts'
import { listWays } from './list-routes.ts'
import { publishWays } from './publish-routes.ts'
import { elsewhereWays } from './elsewhere-routes.ts'
import { scrutinyWays } from './scrutiny-routes.ts'
import { signInWays } from './sign-in-routes.ts'
import { subjectWays } from './subject-routes.ts'
import { warningWays } from './warning-routes.ts'
import { standingRoutes } from './standing-routes.ts'

export interface Route {
  readonly method: string
  readonly path: string
}

/** One request of a route; fields make it a form, a body makes it JSON. */
export interface Call {
  readonly path: string
  /** `key: own` is the key of this browser's forms before anybody signed in. */
  readonly fields?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** What is no form: bytes and the headers they go with. */
  readonly raw?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The case it asks for, if it asks for one. */
  readonly about?: Planted
}

/** What there is to ask for. */
export interface Ground {
  readonly cases: readonly Planted[]
  /** The newest request for somebody's identity, of each case. */
  readonly request: (number: string) => string
  /** The real one where whoever asks holds the receipt, else a wrong one. */
  readonly passcode: (one: Planted) => string
  readonly session: string
  /** A file of somebody else that has come halfway. */
  readonly upload: string
}

/** Every door of an app, as the app itself knows them; middleware is none. */
export function routesOf(app: Hono): readonly Route[] {
  const doors = app.routes.filter(({ method, path }) => method !== 'ALL' || !path.endsWith('*'))
  const lines = new Set(doors.map(({ method, path }) => `${method} ${path}`))
  return [...lines].map((line) => {
    const [method = '', path = ''] = line.split(' ')
    return { method, path }
  })
}

export type Way = (path: string, ground: Ground) => readonly Call[]

/** How to call each route. One that is not named here fails the test: whoever adds a door says how it is tried. */
export const ways: Readonly<Record<string, Way>> = {
  ...apiWays,
  ...signInWays,
  ...listWays,
  ...rewardWays,
  ...gridWays,
  ...exchangeWays,
  ...publishWays,
  ...subjectWays,
  ...warningWays,
  ...asTheyStand(...standingRoutes),
  'GET /chat': (path) => [{ path }, { path: `${path}?area=500153` }, { path: `${path}?lang=en` }],
  'POST /chat/messages': (path) => [
    { path, body: { once: 'once-0123456789', text: '进度' } },
    { path, body: { once: 'once-0123456780', text: '进度', after: 'x' } },
    { path, body: {} },
  ],
  'POST /chat/plain': sends({ once: 'once-0123456789', text: '进度' }),
  'POST /chat/leave': sends({}),
  'POST /chat/uploads': (path) => [
    { path, headers: { 'upload-length': '9', 'upload-metadata': 'filename eA==' } },
    { path },
  ],
  'HEAD /chat/uploads/:id': ofTheUpload(),
  'GET /chat/uploads/:id': ofTheUpload(),
  'PATCH /chat/uploads/:id': ofTheUpload({
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    raw: 'x',
  }),
  'GET /report': (path) => [{ path }, { path: `${path}?area=500153` }, { path: `${path}?lang=en` }],
  'POST /report': (path) => [
    { path: `${path}?area=500153`, fields: { once: 'once-0123456789', text: '进度' } },
    { path: `${path}?area=500153`, fields: { once: 'once-0123456780', 'f.where': '那里' } },
    { path, fields: { once: 'x' } },
  ],
  'POST /report/leave': sends({}),
  'POST /track': ofEachCase((path, one, { passcode }) => [
    { path, fields: { key: 'own', number: one.number, passcode: passcode(one) } },
  ]),
  'POST /receipt': ofEachCase((path, one, { passcode }) => [
    { path, fields: { key: 'own', number: one.number, passcode: passcode(one) } },
  ]),
  'POST /receipt/file': ofEachCase((path, one, { passcode }) => [
    { path, fields: { key: 'own', number: one.number, passcode: passcode(one) } },
  ]),
  'POST /verify': sends({ text: '{"acknowledgement":{},"signature":"x"}' }),
  'GET /verify/keys/:file': (path) => [{ path: path.replace(':file', 'no.pem') }],
  'POST /desk/sign-in': (path) => [
    { path, fields: { key: 'own', login: 'nobody', password: 'wrong', back: '/desk' } },
  ],
  'POST /desk/sign-out': sends({ csrf: 'of-somebody-else' }),
  'GET /desk/setup/:token': (path) => [{ path: path.replace(':token', 'no-such-token') }],
  'POST /desk/setup/:token': (path) => [
    { path: path.replace(':token', 'no-such-token'), fields: { key: 'own', login: 'x' } },
  ],
  'GET /desk': (path) =>
    ['none', 'urgent', 'open', 'accusations', 'mine', 'waiting', 'done'].map((queue) => ({
      path: `${path}?queue=${queue}`,
    })),
  'POST /desk/hotline': (path) => [
    { path, fields: { stage: 'propose', what: '有人无证行医' } },
    { path, fields: { stage: 'file', what: '有人无证行医', standing: 'anonymous', call: 'x' } },
  ],
  'POST /desk/work-orders': sends({ source: '12345' }),
  'POST /hooks/work-orders': (path) => [
    { path, body: { orders: [] } },
    { path, body: { orders: [] }, headers: { authorization: 'Bearer of-nobody' } },
  ],
  'POST /desk/hotline/proposals': sends({ what: '有人无证行医' }),
  'GET /desk/hotline/calls/:call': (path) => [{ path: path.replace(':call', 'no-such-call') }],
  'POST /desk/hotline/calls/:call/paper': (path) => [
    { path: path.replace(':call', 'no-such-call'), fields: {} },
  ],
  'POST /desk/hotline/calls/:call/message': (path) => [
    { path: path.replace(':call', 'no-such-call'), fields: { phone: '13800138000' } },
  ],
  'GET /desk/dashboard': (path) =>
    [
      '',
      '?period=2026-11',
      '?period=2026&area=500153',
      '?period=no',
      '?from=2026-01-01&to=2026-11-20',
    ].map((query) => ({ path: `${path}${query}` })),
  'GET /desk/dashboard/cases': ofFigures,
  'GET /desk/dashboard/cases.csv': ofFigures,
  'GET /desk/dashboard/table.csv': ofTables,
  'GET /desk/dashboard/table.xlsx': ofTables,
  'GET /desk/dashboard/report.pdf': (path) => [
    { path: `${path}?period=2026-11` },
    { path: `${path}?period=no` },
  ],
  'GET /desk/dashboard/report.xlsx': (path) => [
    { path: `${path}?period=2026-11` },
    { path: `${path}?period=2026-11-16w&area=500153` },
  ],
  'GET /systems': (path) => [{ path }, { path: `${path}?area=140800` }],
  ...scrutinyWays,
  'GET /desk/systems': (path) => [{ path }, { path: `${path}?area=370300` }],
  'GET /desk/gaps': (path) => [{ path }, { path: `${path}?year=2026` }],
  'GET /desk/cases/:number': ofEachCase((path) => [{ path }, { path: `${path}?done=note` }]),
  'GET /desk/cases/:number/papers': ofEachCase((path) => [
    { path },
    { path: `${path}?paper=assignment&as=pdf` },
    { path: `${path}?paper=accepted&as=docx&mark=1` },
    { path: `${path}?paper=transfer` },
  ]),
  'POST /desk/cases/:number/case-file': ofEachCase((path) => [{ path, fields: {} }]),
  'POST /desk/templates': (path) => [
    {
      path,
      fields: { area: '500153', step: 'note', department: 'all', title: '记录', text: '看过了' },
    },
    { path, fields: { step: '', title: '', text: '' } },
  ],
  'GET /desk/exports/:id/:file': (path) => [
    { path: path.replace(':id', 'none').replace(':file', 'report.pdf') },
  ],
  'GET /desk/cases/:number/case-file.pdf': ofEachCase((path) => [{ path }]),
  'GET /desk/cases/:number/evidence/:id': ofEachCase((path, { evidence }) =>
    [...evidence, 'no-such-file'].map((id) => ({ path: path.replace(':id', id) })),
  ),
  'GET /desk/search': (path) => [{ path }, { path: `${path}?q=of-nobody&queue=mine` }],
  'POST /desk/search': sends({ words: '诊所', queue: '' }),
  'POST /desk/cases/:number/deeds': ofEachCase((path) => [
    { path, fields: { deed: 'note', version: '1', text: '看过了', stage: 'do' } },
    { path, fields: { deed: 'no-such-deed', version: '1' } },
  ]),
  ...elsewhereWays,
  'GET /desk/cases/:number/crime': ofEachCase((path) => [
    { path },
    { path: `${path}?criterion=illegal-practice` },
  ]),
  'POST /desk/cases/:number/crime': ofEachCase((path) => [
    { path, fields: { deed: 'no-such-deed', version: '1' } },
    { path, fields: { deed: 'propose-transfer', version: '1', task: 'x', criterion: 'fraud' } },
  ]),
  'GET /desk/cases/:number/other-roads': ofEachCase((path) => [{ path }]),
  'POST /desk/cases/:number/other-roads': ofEachCase((path) => [
    { path, fields: { deed: 'hand-ethics', version: '1', task: 'x', unit: '' } },
    { path, fields: { deed: 'no-such-deed', version: '1' } },
  ]),
  'POST /desk/blocks': sends({ block: 'none', reason: '已经说明' }),
  'GET /desk/cases/:number/hold': ofEachCase((path) => [{ path }]),
  'POST /desk/cases/:number/hold': ofEachCase((path) => [
    { path, fields: { reason: '复议期间，不得删除' } },
    { path, fields: { reason: '' } },
  ]),
  'POST /desk/cases/:number/hold/end': ofEachCase((path) => [
    { path, fields: { reason: '复议已经结束' } },
  ]),
  'GET /desk/cases/:number/masking': ofEachCase((path) => [{ path }]),
  'POST /desk/cases/:number/masking': ofEachCase((path) => [
    { path, fields: { deed: 'mask', version: '1', words: '老太婆', reason: '看得出是谁说的' } },
    { path, fields: { deed: 'unmask', version: '1', mask: 'none', reason: '查清了' } },
  ]),
  'GET /desk/cases/:number/identity': ofEachCase((path) => [{ path }]),
  'POST /desk/cases/:number/identity': ofEachCase((path) => [
    { path, fields: { purpose: 'verify-facts', reason: '门牌说不清，要当面指认' } },
    { path, fields: { purpose: '', reason: '' } },
  ]),
  'POST /desk/cases/:number/identity/see': ofEachCase((path, { number }, { request }) => [
    { path, fields: { request: request(number) } },
  ]),
  'POST /desk/cases/:number/identity/end': ofEachCase((path, { number }, { request }) => [
    { path, fields: { request: request(number) } },
  ]),
  'POST /desk/identity': (path, { cases, request }) =>
    cases.map(({ number }) => ({
      path,
      fields: { request: request(number), hours: '1', reason: '没有必要看', answer: 'refuse' },
    })),
  'POST /desk/channels/test': sends({ channel: 'telegram' }),
  'POST /desk/admin/identity': sends({ area: '500153', told: 'yes' }),
  'POST /desk/admin/retention': sends({ area: '500153', kind: '', term: '', reason: '' }),
  'POST /desk/people': (path, { session }) => [
    { path, fields: { session, text: '您好', stage: 'say' } },
    { path, fields: { session: 'no-such-conversation', text: '您好', stage: 'say' } },
  ],
  'POST /desk/admin/disable': sends({ login: 'nobody' }),
  'POST /desk/admin/invite': sends({ name: '新管理员' }),
  'GET /desk/admin/areas/:code': inAnArea(),
  'GET /desk/admin/areas/:code/offices.csv': inAnArea(),
  'POST /desk/admin/areas/:code/settings': inAnArea({ sponsor: '', telephone: 'x' }),
  'POST /desk/admin/areas/:code/offices': inAnArea({ file: '' }),
  'POST /desk/admin/areas/:code/invite': inAnArea({ name: '', role: 'handler', office: '' }),
  'GET /desk/admin/areas/:code/notices': inAnArea(),
  'POST /desk/admin/areas/:code/notices': inAnArea({ kind: 'wecom', name: '', address: 'x' }),
  'POST /desk/admin/areas/:code/notices/:endpoint': inAnArea({ deed: 'test' }),
  'GET /desk/admin/areas/:code/poster': inAnArea(),
  'POST /desk/admin/areas/:code/poster': inAnArea({ way: 'chat', place: '', link: '' }),
  'GET /desk/admin/areas/:code/plan': inAnArea(),
  'POST /desk/admin/areas/:code/plan/discard': inAnArea({ revision: '0' }),
  'GET /desk/admin/areas/:code/plan/offences/:offence': inAnArea(),
  'POST /desk/admin/areas/:code/plan/offences/:offence': inAnArea({ revision: '0', way: '' }),
  'POST /desk/admin/areas/:code/plan/offences/:offence/drop': inAnArea({ revision: '0' }),
  'GET /desk/admin/areas/:code/plan/preview': inAnArea(),
  'POST /desk/admin/areas/:code/plan/publish': inAnArea({ reason: '', revision: '0' }),
  'GET /desk/admin/areas/:code/plan/versions': inAnArea(),
  'GET /desk/admin/areas/:code/plan/versions/:number{[0-9]{1,9}}': inAnArea(),
}

function asTheyStand(...routes: readonly string[]): Readonly<Record<string, Way>> {
  return Object.fromEntries(routes.map((route) => [route, (path: string) => [{ path }]]))
}

function ofFigures(path: string): readonly Call[] {
  const figures = ['open', 'given', 'overdue', 'closed', 'no-such-figure']
  const by = '&by=offence&key=A1'
  return figures.flatMap((figure) =>
    ['', by].map((more) => ({ path: `${path}?figure=${figure}&period=2026${more}` })),
  )
}

function ofTables(path: string): readonly Call[] {
  return ['department', 'offence', 'place', 'channel', 'no-such-one'].map((by) => ({
    path: `${path}?by=${by}&period=2026&area=500153`,
  }))
}

function sends(fields: Readonly<Record<string, string>>): Way {
  return (path) => [{ path, fields }]
}

function ofTheUpload(more: Partial<Call> = {}): Way {
  return (path, { upload }) => [{ ...more, path: path.replace(':id', upload) }]
}

function ofEachCase(calls: (path: string, one: Planted, ground: Ground) => readonly Call[]): Way {
  return (path, ground) =>
    ground.cases.flatMap((one) =>
      calls(path.replace(':number', one.number), one, ground).map((call) => ({
        ...call,
        about: one,
      })),
    )
}

function inAnArea(fields?: Readonly<Record<string, string>>): Way {
  return (path) => {
    const here = path
      .replace(':code', '500153')
      .replace(':offence', 'A1')
      .replace(/:number(?:\{.*\})?$/, '1')
    return [{ path: here, ...(fields ? { fields } : {}) }]
  }
}
