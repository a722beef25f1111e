import type { Way } from './routes.ts'

const areas = ['', '?area=500153', '?area=370300'] as const

/** The doors of those complained of, and of what follows for them. */
export const subjectWays: Readonly<Record<string, Way>> = {
  'GET /desk/subjects': anywhere(),
  'POST /desk/subjects': anywhere({ sought: '康泰诊所' }),
  'POST /desk/subjects/pairs': anywhere({ one: 'x', other: 'y', deed: 'join', reason: '一家' }),
  'GET /desk/subjects/:id': (path) => [{ path: path.replace(':id', 'none') }],
  'POST /desk/subjects/:id': (path) =>
    ['join', 'split', 'rename'].map((deed) => ({
      path: path.replace(':id', 'none'),
      fields: {
        deed,
        other: 'x',
        version: '1',
        name: '康泰诊所',
        kind: 'institution',
        reason: '照执照',
      },
    })),
  'GET /desk/institutions': anywhere(),
  'POST /desk/institutions': (path) => [
    { path, fields: { deed: 'look', sought: '康泰诊所' } },
    { path, fields: { deed: 'take' } },
  ],
  'GET /desk/inspections': (path) =>
    ['', '?month=2026-10', '?month=2026-13'].map((more) => ({ path: `${path}${more}` })),
  'POST /desk/inspections': anywhere({ month: '2026-10', correction: '' }),
  'POST /desk/inspections/weights': anywhere({ open: '-1' }),
  'GET /desk/inspections/:month/:number': ofTheMonth(),
  'GET /desk/inspections/:month/:number/:file': ofTheMonth(
    'list.csv',
    'list.xlsx',
    'list.json',
    'x',
  ),
  'GET /desk/credit': anywhere(),
  'POST /desk/credit': anywhere({ id: 'none', version: '1', deed: 'confirm' }),
  'POST /desk/credit/proposals': (path, { cases }) =>
    cases.map((about) => ({
      path,
      fields: { number: about.number, kind: 'blacklist', reason: '符合办法第三条' },
      about,
    })),
  'GET /desk/credit/:file': (path) =>
    ['records.csv', 'records.json', 'x'].map((file) => ({ path: path.replace(':file', file) })),
  'GET /desk/results': anywhere(),
  'POST /desk/results': anywhere({
    subject: 'none',
    use: 'validation',
    basis: '《医疗机构管理条例》',
    from: '2026-01-01',
    to: '2026-11-01',
  }),
  'GET /desk/results/:id/:file': (path) => [
    { path: path.replace(':id', 'none').replace(':file', 'results.json') },
  ],
  'POST /desk/cases/:number/subject': (path, { cases }) =>
    cases.flatMap((about) =>
      [
        { deed: 'confirm', origin: 'none' },
        { deed: 'add', name: '王', kind: 'person' },
      ].map((fields) => ({ path: path.replace(':number', about.number), fields, about })),
    ),
}

function anywhere(fields?: Readonly<Record<string, string>>): Way {
  return (path) => areas.map((area) => ({ path: `${path}${area}`, ...(fields ? { fields } : {}) }))
}

function ofTheMonth(...files: readonly string[]): Way {
  return (path) => {
    const at = path.replace(':month', '2026-10').replace(':number', '1')
    return files.length === 0
      ? [{ path: at }]
      : files.map((file) => ({ path: at.replace(':file', file) }))
  }
}
