import type { Way } from './routes.ts'

/** How the doors of warnings are tried; nobody finds one that is not theirs. */
export const warningWays: Readonly<Record<string, Way>> = {
  'GET /desk/warnings': (path) => [{ path }],
  'POST /desk/warnings/press': (path) => [
    {
      path,
      fields: {
        title: '某报：打针出事',
        where: '某报第三版',
        words: '',
        offence: 'A1',
        place: '',
        on: '2026-01-05',
      },
    },
    { path, fields: { title: '', where: '', on: 'nonsense' } },
  ],
  'GET /desk/warnings/:id': () => [{ path: '/desk/warnings/nobody' }],
  'POST /desk/warnings/:id/deeds': () => [
    { path: '/desk/warnings/nobody/deeds', fields: { deed: 'acknowledge', version: '1' } },
    { path: '/desk/warnings/nobody/deeds', fields: { deed: 'nonsense', version: 'x' } },
  ],
}
