import { rewardOf } from './planted-rewards.ts'
import type { Call, Way } from './routes.ts'

/** The doors of rewards: of every case, and of every reward that was planted. */
export const rewardWays: Readonly<Record<string, Way>> = {
  'GET /rewards': (path) => [{ path }, { path: `${path}?area=500153&year=2026` }],
  'GET /desk/rewards': (path) =>
    ['', 'propose', 'check', 'approve', 'notify', 'claim', 'back', 'done', 'none'].map((queue) => ({
      path: `${path}?queue=${queue}`,
    })),
  'GET /desk/rewards/:id': ofEachReward(),
  'POST /desk/rewards/:id': ofEachReward(
    { deed: 'check', version: '0' },
    { deed: 'claim', version: '3', way: 'transfer', standing: 'named', name: 'x', secret: 'x' },
    { deed: 'none' },
  ),
  'GET /desk/rewards/:id/notice.pdf': ofEachReward(),
  'GET /desk/rewards/:id/payee': ofEachReward(),
  'POST /desk/rewards/:id/payee': ofEachReward(
    { deed: 'ask' },
    { deed: 'grant', asker: 'nobody' },
    { deed: 'see' },
  ),
  'GET /claim': (path) => [{ path }],
  'POST /claim': ofTheKey(),
  'POST /claim/take': ofTheKey({ way: 'counter' }),
  'POST /claim/notice': ofTheKey(),
  'GET /desk/reward-book': (path) => [{ path }, { path: `${path}?month=2026-13` }],
  'GET /desk/reward-book/month.xlsx': (path) => [{ path: `${path}?month=2026-11` }],
  'GET /desk/reward-book/year.pdf': ofTheYear(),
  'GET /desk/reward-book/year.xlsx': ofTheYear(),
  'GET /desk/cases/:number/reward': (path, { cases }) =>
    cases.map((about) => ({ path: path.replace(':number', about.number), about })),
  'POST /desk/cases/:number/reward': (path, { cases }) =>
    cases.map((about) => ({
      path: path.replace(':number', about.number),
      fields: { base: '0', on: '2026-11-20', decision: 'x', matter: 'm1', scheme: 'test' },
      about,
    })),
  'GET /desk/reward-parameters': (path) => [{ path }, { path: `${path}?area=500153` }],
  'POST /desk/reward-parameters': (path) =>
    ['approve', 'reject'].map((deed) => ({
      path: `${path}?area=500153`,
      fields: { deed, scheme: 'market-2021', id: 'none', reason: '核对过了' },
    })),
  'GET /desk/admin/areas/:code/rewards': inTheArea(),
  'POST /desk/admin/areas/:code/rewards': inTheArea({ scheme: 'market-2021', reason: '' }),
  'POST /desk/admin/areas/:code/rewards/letters': inTheArea({ office: 'none', letters: 'x' }),
}

function ofEachReward(...sent: readonly Readonly<Record<string, string>>[]): Way {
  const forms: readonly Omit<Call, 'path'>[] =
    sent.length === 0 ? [{}] : sent.map((fields) => ({ fields }))
  return (path, { cases }) =>
    cases.flatMap(({ number }) =>
      forms.map((form) => ({ ...form, path: path.replace(':id', rewardOf(number)) })),
    )
}

/** Number and passcode, as far as whoever asks holds it: the claim secret is nobody's here. */
function ofTheKey(more: Readonly<Record<string, string>> = {}): Way {
  return (path, { cases, passcode }) =>
    cases.map((about) => ({
      path,
      fields: { key: 'own', number: about.number, code: passcode(about), ...more },
      about,
    }))
}

function inTheArea(fields?: Readonly<Record<string, string>>): Way {
  return (path) => [{ path: path.replace(':code', '500153'), ...(fields ? { fields } : {}) }]
}

/** Both versions of this year, and a year that is none. */
function ofTheYear(): Way {
  return (path) =>
    ['year=2026', 'year=2026&version=public', 'year=1999'].map((asked) => ({
      path: `${path}?${asked}`,
    }))
}
