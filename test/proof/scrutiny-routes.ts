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
}
