import type { Call, Way } from './routes.ts'

const area = 'jurisdiction_id=500153'

const inAnArea =
  (fields?: Call['fields']): Way =>
  (path) => [
    {
      path: path.replace(':code', '500153').replace(':partner', 'no-such-partner'),
      ...(fields ? { fields } : {}),
    },
  ]

const noSuch: Way = () => [{ path: '/open311/v2/requests.json' }, { path: '/open311/v2/nothing' }]

/** How the doors for other programs and other authorities' systems are tried. */
export const exchangeWays: Readonly<Record<string, Way>> = {
  'GET /open311/v2/*': (_path, { cases }) => [
    ...['xml', 'json'].flatMap((format) =>
      [
        `/discovery.${format}`,
        `/services.${format}?${area}`,
        `/services/A1.${format}?${area}`,
        `/requests.${format}?${area}&extensions=true`,
        `/servicerequestupdates.${format}?${area}`,
        `/tokens/no-such-token.${format}?${area}`,
        `/requests.${format}`,
        `/nothing.${format}`,
      ].map((door) => ({ path: `/open311/v2${door}` })),
    ),
    ...cases.map((about) => ({ path: `/open311/v2/requests/${about.number}.json?${area}`, about })),
  ],
  'POST /open311/v2/*': () => [
    {
      path: '/open311/v2/requests.json',
      fields: { api_key: 'of-nobody', jurisdiction_id: '500153', service_code: 'A1' },
    },
    { path: '/open311/v2/requests.xml', body: {} },
    { path: '/open311/v2/servicerequestupdates.json', fields: { description: '一句话' } },
  ],
  'PUT /open311/v2/*': noSuch,
  'DELETE /open311/v2/*': noSuch,
  'PATCH /open311/v2/*': noSuch,
  'GET /exchange/v1': (path) => [{ path }],
  'GET /exchange/v1/schemas/:name': (path) =>
    ['change.json', 'changes.json', 'message.json', 'nothing.json'].map((name) => ({
      path: path.replace(':name', name),
    })),
  'GET /exchange/v1/changes': (path) => [
    { path },
    { path: `${path}?after=x&limit=0`, headers: { authorization: 'Bearer of.nobody' } },
  ],
  'POST /exchange/v1/partners/:partner/messages': (path) => [
    { path: path.replace(':partner', 'nobody'), body: {} },
    {
      path: path.replace(':partner', 'nobody'),
      body: { type: 'case.status' },
      headers: {
        'webhook-id': 'x',
        'webhook-timestamp': '1790000000',
        'webhook-signature': 'v1,eA==',
      },
    },
  ],
  'GET /desk/exchange': (path) => [{ path }],
  'POST /desk/exchange/:message': (path) => [
    { path: path.replace(':message', 'no-such'), fields: { deed: 'note', text: '一句话' } },
    { path: path.replace(':message', 'no-such'), fields: { deed: '' } },
  ],
  'GET /desk/admin/areas/:code/exchange': inAnArea(),
  'POST /desk/admin/areas/:code/exchange': inAnArea({ name: '', address: 'x' }),
  'POST /desk/admin/areas/:code/exchange/:partner': inAnArea({ deed: 'off' }),
}
