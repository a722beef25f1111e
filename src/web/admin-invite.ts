import { html } from 'hono/html'
import type { Role } from '#core/roles.ts'
import type { Office } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { invite, type Invitation } from '#service/officers.ts'
import { dayOf } from '#core/clock.ts'
import type { Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Html } from './layout.ts'
import { digestOf, newSecret } from './secrets.ts'
import { timeWords } from './words/dates.ts'
import { nameIn, officerRoles } from './words/terms.ts'

/** Roles that sit in an office of an area. */
export const seatedRoles = [
  'intake',
  'handler',
  'supervisor',
  'reward-officer',
  'auditor',
] as const satisfies readonly Role[]

interface Asked {
  readonly action: string
  /** Of an area: which chairs there are. */
  readonly offices?: readonly Office[]
  readonly typed?: { readonly name: string; readonly role: string; readonly office: string }
}

export function inviteForm(visit: Visit, { action, offices, typed }: Asked): Html {
  return html`<form method="post" action="${action}" id="invite">
    ${csrfField(visit)}
    ${lineBox({ id: 'name', name: 'name', label: '姓名', value: typed?.name ?? '', max: 40 })}
    ${offices ? seatFields(offices, typed) : ''}
    <p class="row"><button class="main">生成设置链接</button></p>
    <p class="small">链接三天内有效，只能用一次，由本人自己设登录名和密码。</p>
  </form>`
}

const officeHint = '综合监管协调岗的人选综合监管协调岗，其他岗位选承办单位。'

function seatFields(offices: readonly Office[], typed: Asked['typed']): Html {
  const role = { id: 'role', name: 'role', label: '岗位', value: typed?.role ?? '' }
  const office = { id: 'office', name: 'office', label: '单位', value: typed?.office ?? '' }
  const roles = seatedRoles.map((one) => [one, officerRoles[one]] as const)
  const chairs = offices.map(({ id, name }) => [id, name] as const)
  return html`${choiceBox({ ...role, options: roles })}
  ${choiceBox({ ...office, hint: officeHint, options: chairs })}`
}

/** Makes the link and shows it: the only time it can be seen. */
export async function inviteSent(visit: Visit, invitation: Invitation): Promise<Result<Response>> {
  const name = invitation.name.trim().slice(0, 40)
  if (name === '') return refuse('name-missing')
  const token = newSecret()
  const { web } = visit
  const invited = await invite(web.world, visit.officer, digestOf(token), { ...invitation, name })
  if (!invited.ok) return invited
  const until = timeWords(invited.value.expiresAt, dayOf(web.world.clock()))
  return ok(
    await showDesk(visit, {
      title: '设置链接',
      content: html`<p class="back"><a href="/desk/admin">系统管理</a></p>
        <h1>请把这个链接发给${name}</h1>
        <p>
          ${nameIn(officerRoles, invitation.role)}。链接只显示这一次，${until}以前有效，用过就失效。
        </p>
        <p class="link">${web.publicUrl}/desk/setup/${token}</p>
        <p>请当面给，或者用单位内部的渠道发，不要发到群里。拿到链接的人就能用这个身份登录。</p>
        <p class="row"><a class="button" href="/desk/admin">回系统管理</a></p>`,
    }),
  )
}
