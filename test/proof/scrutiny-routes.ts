import type { Way } from './routes.ts'

/** How the doors of the work ledger and of the supervision of departments are tried. */
export const scrutinyWays: Readonly<Record<string, Way>> = {
  'GET /desk/ledger': (path) => [{ path }, { path: `${path}?area=150000` }],
  'POST /desk/ledger': (path) => [
    { path, fields: { area: '500153', task: '', clause: '', dueOn: 'x' } },
  ],
  'GET /desk/ledger/ledger.xlsx': (path) => [{ path }],
  'GET /desk/ledger/items/:item': (path) => [
    { path: path.replace(':item', '1') },
    { path: path.replace(':item', 'none') },
  ],
  'POST /desk/ledger/items/:item': (path) => [
    {
      path: path.replace(':item', '1'),
      fields: { area: '500153', version: '0', state: 'done', doneOn: 'x', text: '' },
    },
  ],
  'GET /desk/scrutiny': (path) => [
    { path },
    { path: `${path}?period=2026` },
    { path: `${path}?period=no` },
    { path: `${path}?area=370300` },
  ],
  'GET /desk/scrutiny/report.pdf': (path) => [
    { path: `${path}?period=2026` },
    { path: `${path}?period=no` },
  ],
  'GET /desk/scrutiny/report.xlsx': (path) => [{ path: `${path}?period=2026` }],
  ...Object.fromEntries(
    ['visits', 'interviews', 'derelictions'].flatMap((at): [string, Way][] => [
      [`GET /desk/scrutiny/${at}`, (path) => [{ path }, { path: `${path}?area=370300` }]],
      [
        `POST /desk/scrutiny/${at}`,
        (path) => [
          { path, fields: { area: '500153', place: '', department: '', on: 'x', text: '' } },
        ],
      ],
    ]),
  ),
  'GET /desk/scrutiny/records/:id': (path) => [{ path: path.replace(':id', 'none') }],
  'POST /desk/scrutiny/records/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { step: 'hold', version: '1', text: '谈过' } },
  ],
  'GET /desk/scrutiny/file-checks': (path) => [{ path }],
  'POST /desk/scrutiny/file-checks': (path) => [
    { path, fields: { area: '500153', period: '2026', size: '3', seed: '12 7 33' } },
    { path, fields: { area: '500153', period: 'x', size: 'x', seed: '' } },
  ],
  'GET /desk/scrutiny/file-checks/:id': (path) => [
    { path: path.replace(':id', 'none') },
    { path: `${path.replace(':id', 'none')}?again=yes` },
  ],
  'POST /desk/scrutiny/file-checks/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { nth: '1', grade: 'good', text: '' } },
  ],
}
