import { afterAll, beforeAll, expect, it } from 'vitest'
import { anIdentityDesk, type IdentityDesk } from './identity-desk.ts'

const path = '/desk/admin/retention'
const reason = '按本单位档案保管规定第三条'

let house: IdentityDesk
beforeAll(async () => {
  house = await anIdentityDesk()
})
afterAll(async () => await house.desk.close())

it('an administrator sees each term with its source, none of them as law, and sets it with a reason', async () => {
  const seen = await house.at('admin').get(path)
  expect(seen.text).toContain('没有登记的对话')
  expect(seen.text).toContain('不是法定期限')
  expect(seen.text).toContain('不能短于 60 天')
  const asked = { area: '500153', kind: 'conversation', term: '30D', reason }
  expect((await house.posts('admin', path, { ...asked, term: '很久' })).text).toContain(
    '期限写得不对',
  )
  expect((await house.posts('admin', path, { ...asked, reason: '' })).text).toContain(
    '还没有写理由',
  )
  const short = { ...asked, kind: 'identity', term: '7D' }
  expect((await house.posts('admin', path, short)).text).toContain('比法律要求的短')
  const saved = await house.posts('admin', path, asked)
  expect(saved.text).toContain('30 天')
  expect(saved.text).toContain(reason)
  expect(saved.text).toContain('6 个月改为 30 天')
})

it('nobody at the desk sets one', async () => {
  for (const login of ['wei', 'dudao', 'shen'] as const)
    expect((await house.at(login).get(path)).status).toBe(403)
})
