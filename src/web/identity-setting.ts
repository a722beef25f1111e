import { html } from 'hono/html'
import { areaSettings, configureArea, type AreaSetting } from '#service/settings.ts'
import type { Desk, Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { settingRoutes, type ShownSetting } from './setting-routes.ts'
import { refusalWords } from './words/refusals.ts'

/** 身份查看告知: whether an area tells a reporter afterwards that their name was looked at. */
export function identitySettingRoutes(desk: Desk): void {
  settingRoutes(desk, { path: '/desk/admin/identity', saved: '已保存。', show: showSetting, save })
}

async function save(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = form.text('area')
  const known = web.world.packs.areas.has(area)
  const identityTold = form.text('told') === 'yes' ? 'yes' : ''
  if (!known) return await showSetting(visit, { notice: '没有这个辖区。', status: 422 })
  const done = await configureArea(web.world, officer, area, { identityTold })
  if (done.ok) return c.redirect('/desk/admin/identity?done=saved', 303)
  return await showSetting(visit, { notice: refusalWords(done.refusal), status: 422 })
}

async function showSetting(visit: Visit, shown: ShownSetting): Promise<Response> {
  const areas = await areaSettings(visit.web.world)
  return await showDesk(visit, {
    title: '身份查看告知',
    content: html`<p class="back"><a href="/desk/admin">系统管理</a></p>
      <h1>看了举报人身份，告不告诉本人</h1>
      <p class="small">
        查看身份要申请、批准、留痕，这里改不了。这里只定：有人第一次看过以后，举报人会不会收到一条消息。消息不写谁看的。
      </p>
      ${areas.map((area) => areaForm(visit, area))}`,
    ...shown,
  })
}

function areaForm(visit: Visit, { code, name, settings }: AreaSetting): Html {
  const told = settings.identityTold === 'yes'
  return html`<form class="card" method="post" action="/desk/admin/identity">
    ${csrfField(visit)}
    <input type="hidden" name="area" value="${code}" />
    <h2>${name}：${told ? '告诉' : '不告诉'}</h2>
    <p class="row">
      <button name="told" value="${told ? 'no' : 'yes'}">
        ${told ? '改为不告诉' : '改为告诉'}
      </button>
    </p>
  </form>`
}
