import type { Call, Way } from './routes.ts'

const area = '500153'
const list = 'code,name,level,within\nV1,学院路社区,村居,昌元街道'

/** Grids, their workers and what they are asked; and whom citizens name. */
export const gridWays: Readonly<Record<string, Way>> = {
  'GET /desk/grid': inAnArea(),
  'GET /desk/grid/give': (path, { cases }) => [
    ...inAnArea()(path, noGround),
    ...cases.map((about) => ({ path: `${path}?case=${about.number}&part=none`, about })),
  ],
  'POST /desk/grid/give': (path, { cases }) =>
    cases.map((about) => ({
      path,
      about,
      fields: {
        area,
        number: about.number,
        part: 'none',
        kind: 'patrol',
        place: '500153001',
        worker: 'none',
        where: '海棠路 12 号',
        look: '看门口挂没挂证照',
        dueOn: '2026-12-01',
      },
    })),
  'GET /desk/grid/points': inAnArea(),
  'POST /desk/grid/points': sends({
    area,
    place: '500153001',
    where: '海棠路 3 号',
    look: '看门口',
    everyDays: '30',
  }),
  'POST /desk/grid/points/:id/end': (path) => [{ path: path.replace(':id', 'none'), fields: {} }],
  'GET /desk/grid/figures': inAnArea('&period=2026'),
  'GET /desk/grid/figures.csv': inAnArea('&period=2026'),
  'GET /desk/grid/places': inAnArea(),
  'GET /desk/grid/places.csv': inAnArea(),
  'POST /desk/grid/places': sends({ area, file: list, restore: '1' }),
  'GET /desk/grid/workers': inAnArea(),
  'POST /desk/grid/workers': sends({ area, name: '王网格', phone: '139', place: '', office: '' }),
  'POST /desk/grid/workers/:id': (path) =>
    ['link', 'unpair', 'end'].map((deed) => ({
      path: path.replace(':id', 'none'),
      fields: { area, deed },
    })),
  'POST /desk/grid/tasks/:id': (path) =>
    ['read', 'drop', 'reassign'].map((deed) => ({
      path: path.replace(':id', 'none'),
      fields: { area, deed, worker: 'none' },
    })),
  'GET /desk/grid/tasks/:id/photos/:photo': (path) => [
    { path: path.replace(':id', 'none').replace(':photo', 'none') },
  ],
  'GET /grid': (path) => [{ path }],
  'GET /grid/pair/:token': (path) => [{ path: path.replace(':token', 'no-such-token') }],
  'POST /grid/pair/:token': (path) => [
    { path: path.replace(':token', 'no-such-token'), fields: { key: 'own', digits: '0000' } },
  ],
  'GET /grid/tasks/:id': (path) => [{ path: path.replace(':id', 'none') }],
  'POST /grid/tasks/:id': (path) => [
    { path: path.replace(':id', 'none'), fields: { once: 'x'.repeat(43), finding: 'seen' } },
  ],
  'GET /nominate': (path) => [
    { path },
    { path: `${path}?area=${area}` },
    { path: `${path}?area=370300` },
  ],
  'POST /nominate': (path) => [
    { path, fields: { key: 'own', area, name: '仁爱医院', place: '500153001', kind: 'fees' } },
    { path, fields: { area, vote: 'none' } },
  ],
  'GET /desk/nominations': inAnArea(),
  'POST /desk/nominations': (path) =>
    ['stand', 'refuse', 'join', 'publish', 'draw'].map((deed) => ({
      path,
      fields: { area, deed, id: 'none', name: '仁爱医院', month: '2026-10', size: '1' },
    })),
}

const noGround = {} as Parameters<Way>[1]

function inAnArea(more = ''): Way {
  return (path) => ['500153', '370300'].map((code) => ({ path: `${path}?area=${code}${more}` }))
}

function sends(fields: NonNullable<Call['fields']>): Way {
  return (path) => [{ path, fields }]
}
