import type { Call, Ground, Way } from './routes.ts'

const asItStands: Way = (path) => [{ path }]

/** How the doors of signing in, of one's own account and of the audit trail are tried. */
export const signInWays: Readonly<Record<string, Way>> = {
  'GET /static/passkey.js': asItStands,
  'GET /desk/account': asItStands,
  'GET /desk/sso/callback': asItStands,
  'POST /desk/sign-in/passkey': (path) => [
    { path, fields: { key: 'own', answer: '{"id":"of-nobody"}' } },
  ],
  'POST /desk/sign-in/second': (path) => [
    { path, fields: { key: 'own', half: 'of-nobody', code: '000000' } },
  ],
  'POST /desk/sign-in/enrol': (path) => [
    { path, fields: { key: 'own', half: 'of-nobody', code: '000000' } },
  ],
  'POST /desk/sign-in/password': (path) => [
    { path, fields: { key: 'own', half: 'of-nobody', password: 'x' } },
  ],
  'POST /desk/sso': (path) => [{ path, fields: { key: 'own' } }],
  'POST /desk/account/sessions': (path) => [{ path, fields: { session: 'of-nobody' } }],
  'POST /desk/account/name': (path) => [{ path, fields: { factor: 'of-nobody', name: '手机' } }],
  'POST /desk/account/totp': (path) => [
    { path, fields: { now: 'wrong' } },
    { path, fields: { stage: 'confirm', code: '000000' } },
  ],
  'POST /desk/account/codes': (path) => [{ path, fields: { now: 'wrong' } }],
  'POST /desk/account/passkey': (path) => [{ path, fields: { now: 'wrong', answer: '' } }],
  'POST /desk/account/remove': (path) => [{ path, fields: { now: 'wrong', factor: 'of-nobody' } }],
  'POST /desk/account/password': (path) => [
    { path, fields: { now: 'wrong', password: 'x', again: 'x' } },
  ],
  'GET /desk/audit': inTheTrail,
  'GET /desk/audit.csv': inTheTrail,
  'POST /desk/audit/verify': (path) => [
    { path, fields: {} },
    { path, fields: { chain: 'house' } },
  ],
  'POST /desk/admin/factors': (path) => [{ path, fields: { login: 'nobody', reason: '手机丢了' } }],
  'POST /desk/admin/password': (path) => [{ path, fields: { login: 'nobody' } }],
  'GET /desk/reset/:token': (path) => [{ path: path.replace(':token', 'no-such-token') }],
  'POST /desk/reset/:token': (path) => [
    { path: path.replace(':token', 'no-such-token'), fields: { key: 'own', password: 'x' } },
  ],
  'POST /desk/admin/sso': (path) => [{ path, fields: { login: 'nobody', name: '' } }],
}

function inTheTrail(path: string, { cases }: Ground): readonly Call[] {
  const asked = ['', '?chain=house', '?day=2026-11-20&action=case-read&before=9']
  return [...asked, ...cases.map(({ number }) => `?number=${number}`)].map((query) => ({
    path: `${path}${query}`,
  }))
}
