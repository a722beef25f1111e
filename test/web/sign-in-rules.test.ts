import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSignInRules } from '#packs/sign-in-rules.ts'
import { createWeb } from '#web/app.ts'
import { readConfig } from '../../src/config.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, password } from './world.ts'

const data = join(import.meta.dirname, '../../data')
const rulesWith = (env: Readonly<Record<string, string>>) => {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return loadSignInRules(data, read.config.signIn)
}
const problemsWith = (env: Readonly<Record<string, string>>): readonly string[] => {
  const read = readConfig(env)
  return read.ok ? [] : read.problems
}

describe('the rules of signing in', () => {
  it('ask supervisors, administrators and reward officers for a second factor where an area is no demonstration', () => {
    const { real, demo } = rulesWith({}).factor
    const must = Object.entries(real).filter(([, policy]) => policy === 'required')
    expect(must.map(([role]) => role).toSorted()).toEqual([
      'administrator',
      'reward-officer',
      'supervisor',
    ])
    expect(new Set(Object.values(demo))).toEqual(new Set(['optional']))
  })

  it('are set for everybody or by role', () => {
    expect(new Set(Object.values(rulesWith({ SECOND_FACTOR: 'off' }).factor.real))).toEqual(
      new Set(['off']),
    )
    const { real } = rulesWith({ SECOND_FACTOR: 'handler=required, supervisor=optional' }).factor
    expect([real.handler, real.supervisor, real.administrator]).toEqual([
      'required',
      'optional',
      'required',
    ])
    const { passwordLength, passwordAge, idle } = rulesWith({
      PASSWORD_LENGTH: '14',
      PASSWORD_DAYS: '90',
      SIGN_IN_IDLE_MINUTES: '15',
    })
    expect([passwordLength, passwordAge / 86_400_000, idle / 60_000]).toEqual([14, 90, 15])
  })

  it.each([
    ['SECOND_FACTOR', 'always'],
    ['SECOND_FACTOR', 'boss=required'],
    ['PASSWORD_LENGTH', '6'],
    ['SIGN_IN_TRIES', '1000'],
    ['SIGN_IN_IDLE_MINUTES', '0'],
    ['OIDC_FACTORS', 'never'],
  ])('%s=%s is refused at the start', (name, value) => {
    expect(problemsWith({ [name]: value }).join()).toContain(`${name} is not usable`)
  })

  it('another service that signs officers in is named whole, and not without TLS', () => {
    expect(problemsWith({ OIDC_ISSUER: 'https://sso.example' }).join()).toContain('OIDC_CLIENT_ID')
    const plain = { OIDC_ISSUER: 'http://sso.example', OIDC_CLIENT_ID: 'desk' }
    expect(problemsWith(plain).join()).toContain('OIDC_ISSUER is not safe')
    const right = { OIDC_ISSUER: 'https://sso.example', OIDC_CLIENT_ID: 'desk' }
    expect(problemsWith({ ...right, OIDC_CLIENT_SECRET: 's3cret' })).toEqual([])
  })

  it('an old password is changed at the door, and what was being typed is still there', async () => {
    const desk = await aDesk()
    await desk.officer('wei', 'handler', '500153-health-commission')
    const signInRules = rulesWith({ PASSWORD_DAYS: '90' })
    const app = createWeb({ ...desk.world, signInRules }, { publicUrl: 'https://jubao.example' })
    const browser = aBrowser(app)
    const asked = await browser.signIn('wei')
    expect(asked.text).toContain('密码用满 90 天要换')
    expect((await browser.get('/desk')).status).toBe(401)
    const again = async (word: string, twice = word) =>
      await browser.submit(asked, 'name="again"', { password: word, again: twice })
    expect((await again('红灯笼-2026')).text).toContain('至少 10 个字')
    expect((await again(password)).text).toContain('这是现在的密码')
    expect((await again('红灯笼挂在门口-2027', 'x')).text).toContain('不一样')
    expect((await again('红灯笼挂在门口-2027')).status).toBe(200)
    expect((await browser.get('/desk/account')).status).toBe(200)
    await desk.close()
  })
})
