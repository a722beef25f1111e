import { html } from 'hono/html'
import type { Day } from '#core/case.ts'
import type { Endpoint } from '#service/notice-endpoints.ts'
import type { AreaSetting } from '#service/settings.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Html } from './layout.ts'
import { kindNames, wantsWords } from './notices-form.ts'
import { timeWords } from './words/dates.ts'
import { failureWords } from './words/notice-failures.ts'

interface Seen {
  readonly area: AreaSetting
  readonly one: Endpoint
  readonly today: Day
}

const states = { on: '在用', off: '已停用', gone: '对方不再接收', silent: '三天没有送到，已停下' }

/** One place that is told: what it gets, how it stands, what an administrator may do. */
export function endpointPart(visit: Visit, { area, one, today }: Seen): Html {
  const { kind, name, office, place, wants, state } = one
  const whose = area.offices.find(({ id }) => id === office)?.name
  const isHot = state === 'gone' || state === 'silent'
  return html`<section class="card">
    <h2>${name} <span class="mark ${isHot ? 'hot' : ''}">${states[state]}</span></h2>
    <p>${kindNames[kind]}：${place}</p>
    <p class="small">
      ${office === undefined ? '整个辖区' : (whose ?? '单位已不在单位表里')}，${wantsWords(wants.filter((type) => type !== 'test'))}
    </p>
    ${standing(one, today)} ${deeds(visit, area.code, one)}
  </section>`
}

function standing(one: Endpoint, today: Day): Html {
  const { sentAt, failedAt, failure, failing, waiting, givenUp, doubtful, since, state } = one
  const words = failure === undefined ? undefined : failureWords(failure)
  const late = since === undefined ? '' : `，最早的是 ${timeWords(since, today)}`
  return html`<p class="small">
      ${sentAt === undefined ? '还没有送到过。' : `上次送到：${timeWords(sentAt, today)}。`}
      ${waiting + givenUp === 0 ? '没有欠着的。' : html`<b>还有 ${waiting + givenUp} 条没有送到${late}。</b>`}
      ${doubtful === 0 ? '' : `有 ${doubtful} 条可能送了两次。`}
    </p>
    ${
      words && failedAt !== undefined
        ? html`<p class="${failing ? 'notice' : 'small'}">
            ${failing ? '送不到' : '上次没有送到'}（${timeWords(failedAt, today)}）：${words.what}。${words.cure}${
              failing && state === 'on' ? `下次 ${timeWords(one.nextAt, today)} 再试。` : ''
            }
          </p>`
        : ''
    }`
}

function deeds(visit: Visit, area: string, { id, kind, state }: Endpoint): Html {
  const action = `/desk/admin/areas/${area}/notices/${id}`
  const button = (deed: string, words: string): Html =>
    html`<form method="post" action="${action}">
      ${csrfField(visit)}
      <input type="hidden" name="deed" value="${deed}" />
      <button>${words}</button>
    </form>`
  return html`<div class="row">
      ${state === 'off' ? '' : button('test', '试发一条')}
      ${state === 'on' ? button('off', '停用') : button('on', '启用')}
      ${kind === 'webhook' ? button('rotate', '换密钥') : ''}
    </div>
    <details>
      <summary>删除</summary>
      <p class="small">删掉以后，没有送到的也不再发。案件不受影响。</p>
      ${button('drop', '删除这一处')}
    </details>`
}
