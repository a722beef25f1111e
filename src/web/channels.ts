import { html, raw } from 'hono/html'
import { encodeQR } from 'qr'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import {
  readChannels,
  readUndelivered,
  testChannel,
  type ChannelAtDesk,
} from '#service/channel-desk.ts'
import { deskPage, deskPost, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { channelNames } from '#service/channel-names.ts'
import { channelStateNames, cureOf } from './words/channels.ts'
import { timeWords } from './words/dates.ts'

/** 渠道: how each stands, what waits in it, and what could be told to nobody. */
export function channelRoutes(desk: Desk): void {
  deskPage(desk, '/desk/channels', async (visit) => await showChannels(visit, {}))
  deskPost(desk, '/desk/channels/test', postNeeds('configure', test))
}

interface Shown {
  readonly notice?: Html | string
}

async function test(visit: Visit, form: Form): Promise<Response> {
  const channel = form.text('channel').slice(0, 40)
  const came = await testChannel(visit.web.world, visit.officer, channel)
  if (!came.ok) return await forbidden(visit.c, noRight)
  const name = channelNames[channel] ?? '这个渠道'
  if (came.value === 'ok')
    return await showChannels(visit, { notice: `${name}：平台有回应，凭据有效。` })
  const { what, cure } = cureOf(channel, came.value.code)
  return await showChannels(visit, { notice: `${name}没有测通：${what}。${cure}` })
}

const noRight = '您的岗位不看渠道。需要的话，请系统管理员调整。'

async function showChannels(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer } = visit
  const seesChannels = may(officer, 'see-channels').ok
  if (!seesChannels && !may(officer, 'see-undelivered').ok) return await forbidden(visit.c, noRight)
  const channels = await readChannels(web.world, officer)
  const back = may(officer, 'configure').ok
    ? html`<a href="/desk/admin">系统管理</a>`
    : html`<a href="/desk">收件箱</a>`
  return await showDesk(visit, {
    title: seesChannels ? '渠道' : '没有送到的通知',
    content: html`<p class="back">${back}</p>
      <h1>${seesChannels ? '渠道' : '没有送到的通知'}</h1>
      ${await undeliveredPart(visit)}
      ${channels.ok ? channels.value.map((one) => channelPart(visit, one)) : ''}`,
    ...shown,
  })
}

/** An administrator sees no case: the list is for those who handle them. */
async function undeliveredPart({ web, officer }: Visit): Promise<Html | string> {
  const list = await readUndelivered(web.world, officer)
  if (!list.ok) return ''
  const today = dayOf(web.world.clock())
  return await html`<section class="card" id="undelivered">
    <h2>没有送到举报人的通知</h2>
    ${
      list.value.length === 0
        ? html`<p class="small">现在没有。</p>`
        : html`<p class="small">
              这些件的举报人，知道的渠道都送不到了。通知留着，他们下次说话，或者凭编号和密码查的时候就能看到。
            </p>
            <ul class="tasks">
              ${list.value.map(
                ({ number, count, since }) =>
                  html`<li>
                    <a href="/desk/cases/${number}">${number}</a>：${count}
                    条，${timeWords(since, today)}起
                  </li>`,
              )}
            </ul>`
    }
  </section>`
}

function channelPart(visit: Visit, one: ChannelAtDesk): Html {
  const { channel, state, since, lastIn, lastOut } = one
  const today = dayOf(visit.web.world.clock())
  const time = (at: number | undefined): string =>
    at === undefined ? '没有' : timeWords(at, today)
  const isWell = state === 'on'
  const mayKeep = may(visit.officer, 'configure').ok
  return html`<section class="card" id="channel-${channel}">
    <h2>
      ${channelNames[channel] ?? channel}
      <span class="mark ${isWell || state === 'off' ? '' : 'hot'}"
        >${channelStateNames[state]}</span
      >
    </h2>
    <dl class="facts">
      ${fact('从何时起', time(since))} ${fact('最近收到', time(lastIn))}
      ${fact('最近发出', time(lastOut))} ${fact('还没送出', queueWords(one, time))}
    </dl>
    ${canaryPart(one, time)} ${errorPart(one, time)}
    ${
      one.picture && mayKeep
        ? html`<div class="qr" role="img" aria-label="登录二维码">
              ${raw(encodeQR(one.picture, 'svg', { ecc: 'medium', border: 4 }))}
            </div>
            <p class="small">用要当渠道的那个微信扫。码过一会儿会换，刷新本页就是新的。</p>`
        : ''
    }
    ${one.canTest && mayKeep ? testForm(visit, channel) : ''}
  </section>`
}

const fact = (name: string, value: string): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`

function queueWords(
  { owed, doubtful, givenUp, oldest }: ChannelAtDesk,
  time: (at: number | undefined) => string,
): string {
  const parts = [
    `${owed} 条`,
    ...(oldest === undefined ? [] : [`最早的是 ${time(oldest)}`]),
    ...(doubtful > 0 ? [`其中 ${doubtful} 条不知道到没到，会再送`] : []),
    ...(givenUp > 0 ? [`另有 ${givenUp} 条送不到，不再送`] : []),
  ]
  return parts.join('，')
}

/** Whether what somebody says there would come in. */
function canaryPart(
  { canary, state }: ChannelAtDesk,
  time: (at: number | undefined) => string,
): Html | string {
  if (!canary || state === 'off') return ''
  const { at, tookMs = 0, lateSince } = canary
  if (lateSince !== undefined)
    return html`<p class="notice hot">
      自检没有通过（${time(lateSince)}起）：从这个渠道进来的举报，现在可能到不了收件箱。看日志里
      canary 的记录；找不到原因，先重启，再运行 yijian doctor。
    </p>`
  if (at === undefined) return ''
  return html`<p class="small">
    自检：${time(at)}，从渠道走到收件箱用了 ${(tookMs / 1000).toFixed(1)}
    秒。每十分钟一次，不计入任何统计。
  </p>`
}

function errorPart(
  { channel, state, why, lastError }: ChannelAtDesk,
  time: (at: number | undefined) => string,
): Html | string {
  if (state !== 'on' && why !== undefined) {
    const { what, cure } = cureOf(channel, why)
    return html`<p class="notice hot">${what}。${cure}</p>`
  }
  if (!lastError) return ''
  const { what, cure } = cureOf(channel, lastError.code)
  const isNow = state !== 'on'
  return html`<p class="${isNow ? 'notice hot' : 'small'}">
    最近一次出错（${time(lastError.at)}）：${what}。${isNow ? cure : '后来好了。'}
  </p>`
}

const testForm = (visit: Visit, channel: string): Html =>
  html`<form method="post" action="/desk/channels/test">
    ${csrfField(visit)}
    <input type="hidden" name="channel" value="${channel}" />
    <p class="row"><button>测试</button></p>
    <p class="small">只问平台认不认我们的凭据，不给任何人发消息。会留痕。</p>
  </form>`
