import { html } from 'hono/html'
import { keptField, type Kept } from './kept-form.ts'
import { publicPage, type Html } from './layout.ts'
import { passkeyPart } from './passkey-part.ts'

interface View {
  readonly key: string
  readonly back: string
  readonly kept: Kept | undefined
  readonly notice: string | undefined
  readonly login?: string
  readonly leaves?: boolean
  /** Minutes without a click until a browser is signed out. */
  readonly idle: number
  /** What the browser's passkeys are asked, where there can be some. */
  readonly passkey?: object
  /** What officers call the other service that signs them in. */
  readonly sso?: string
}

/** What every form of signing in carries on. */
export const carriedOn = ({ key, back, kept }: Pick<View, 'key' | 'back' | 'kept'>): Html =>
  html`<input type="hidden" name="key" value="${key}" />
    <input type="hidden" name="back" value="${back}" />
    ${keptField(kept)}`

export const signInPage = (view: View): Html =>
  publicPage(
    '登录',
    html`
      <h1>工作台登录</h1>
      ${view.notice ? html`<p class="notice" role="alert">${view.notice}</p>` : ''}
      ${
        view.sso
          ? html`<form class="card narrow" method="post" action="/desk/sso">
              ${carriedOn(view)}
              <p class="row"><button class="main">用${view.sso}登录</button></p>
            </form>`
          : ''
      }
      <form class="card narrow" method="post" action="/desk/sign-in">
        ${carriedOn(view)}
        <label for="login">登录名</label>
        <input
          id="login"
          name="login"
          value="${view.login ?? ''}"
          autocomplete="username"
          required
          maxlength="60"
        />
        <label for="password">密码</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="200"
        />
        <p class="row"><button class="main">登录</button></p>
        <p class="small">
          ${view.idle}
          分钟不操作会自动退出。还没有账号或者忘了密码，请系统管理员发一个链接，自己设密码。
        </p>
      </form>
      ${
        view.passkey
          ? passkeyPart({
              action: '/desk/sign-in/passkey',
              way: 'get',
              options: view.passkey,
              fields: carriedOn(view),
              button: '用通行密钥登录',
            })
          : ''
      }
    `,
    view.leaves,
  )
