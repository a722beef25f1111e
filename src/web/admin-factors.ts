import { html } from 'hono/html'
import { resetFactors } from '#service/factor-reset.ts'
import type { OfficerRow } from '#service/officers.ts'
import { enterSsoName } from '#service/sso-account.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import type { Result } from '#core/result.ts'

/** A lost telephone: factors end, with a reason that the officer reads. */
export async function takeReset({ web, officer }: Visit, form: Form): Promise<Result<true>> {
  const asked = { login: form.text('login'), reason: form.text('reason') }
  return await resetFactors(web.world, officer, asked)
}

export async function takeSsoName({ web, officer }: Visit, form: Form): Promise<Result<true>> {
  const named = { login: form.text('login'), name: form.text('name').trim().slice(0, 200) }
  return await enterSsoName(web.world, officer, named)
}

/** What an administrator can do about how somebody else signs in. */
export function signInPart(visit: Visit, { id, login, ssoName = '' }: OfficerRow): Html {
  const sso = visit.web.world.singleSignOn
  return html`<form method="post" action="/desk/admin/password">
      ${csrfField(visit)}
      <input type="hidden" name="login" value="${login}" />
      <p class="small">忘了密码：生成一个链接，由本人重设，一天内有效。第二重验证不变。</p>
      <p class="row"><button>生成重设密码的链接</button></p>
    </form>
    <form method="post" action="/desk/admin/factors">
      ${csrfField(visit)}
      <input type="hidden" name="login" value="${login}" />
      ${lineBox({
        id: `reset-${id}`,
        name: 'reason',
        label: '重置第二重验证的理由',
        hint: '手机丢了才用。先当面核实是本人；理由会告诉本人，并留在审计记录里。',
        value: '',
        max: 300,
      })}
      <p class="row"><button>重置第二重验证</button></p>
    </form>
    ${
      sso
        ? html`<form method="post" action="/desk/admin/sso">
            ${csrfField(visit)}
            <input type="hidden" name="login" value="${login}" />
            ${lineBox({ id: `sso-${id}`, name: 'name', label: `${sso.name}的账号名`, value: ssoName })}
            <p class="row"><button>登记</button></p>
          </form>`
        : ''
    }`
}
