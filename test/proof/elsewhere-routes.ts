import type { Way } from './routes.ts'

/** How the doors of what goes elsewhere are tried, but for those on a case. */
export const elsewhereWays: Readonly<Record<string, Way>> = {
  'GET /desk/crime': (path) => [{ path }, { path: `${path}?after=x` }],
  'GET /desk/meetings': (path) => [{ path }],
  'GET /desk/meetings/new': (path) => [
    { path },
    { path: `${path}?kind=consultation&case=RC-2026-00001` },
  ],
  'POST /desk/meetings/new': (path) => [
    { path, fields: { kind: 'consultation', on: 'x', subject: '', place: '' } },
    {
      path,
      fields: {
        kind: 'joint-conference',
        on: '2030-01-02',
        subject: '议题',
        place: '会议室',
        office: '500153-public-security',
        numbers: 'RC-2026-00001',
      },
    },
  ],
  'GET /desk/meetings/:id': (path) => [{ path: path.replace(':id', 'none') }],
  'POST /desk/meetings/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { deed: 'close', held: 'yes', minutes: 'x' } },
    { path: path.replace(':id', 'none'), fields: { deed: 'report', decision: 'none' } },
  ],
  'GET /desk/joint': (path) => [{ path }],
  'POST /desk/joint': (path) => [
    { path, fields: { kind: '', text: '' } },
    { path, fields: { kind: 'cross-inspection', toArea: '370300', text: '', dueOn: 'x' } },
  ],
  'POST /desk/joint/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { state: 'accepted', text: '同意' } },
  ],
  'GET /desk/rectifications': (path) => [{ path }, { path: `${path}?case=RC-2026-00001` }],
  'POST /desk/rectifications': (path) => [
    { path, fields: { institution: '', coordinator: '', items: '', dueOn: '' } },
  ],
  'POST /desk/rectifications/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { deed: 'code' } },
    { path: path.replace(':id', 'none'), fields: { deed: 'judge', state: 'accepted', text: 'x' } },
  ],
  'GET /put-right/:id': (path) => [{ path: path.replace(':id', 'none') }],
  'POST /put-right/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { deed: 'code', code: 'WRONG' } },
    { path: path.replace(':id', 'none'), fields: { deed: 'answer', text: 'x' } },
  ],
}
