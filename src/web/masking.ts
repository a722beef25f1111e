import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Refusal } from '#core/result.ts'
import { changeMasks, maskingPage, type MaskingDeed, type MaskingPage } from '#service/masking.ts'
import { numberOf } from './case-page.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { carried, lineBox, textBox } from './fields.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn } from './words/terms.ts'

/** 遮盖: words by which somebody could be recognised, hidden for a time or removed for good. */
export function maskingRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number/masking', async (visit) => {
    const done = dones[visit.c.req.query('done') ?? '']
    return await showPage(visit, done ? { notice: done } : {})
  })
  deskPost(desk, '/desk/cases/:number/masking', take)
}

const dones: Readonly<Record<string, string>> = {
  mask: '已遮盖。案件页上显示为 ▇▇。',
  unmask: '已解除遮盖。',
  redact: '已永久删去，不能恢复。',
}

interface Shown {
  readonly notice?: string
  readonly status?: 403 | 409 | 422
  readonly typed?: {
    readonly words: readonly string[]
    readonly own: string
    readonly reason: string
  }
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const deed = deedOf(form)
  const point = { number, version: Number(form.text('version')) }
  if (deed.type === 'redact' && form.text('sure') !== 'yes' && deed.words.length > 0)
    return await askAgain(visit, point, deed)
  const done = await changeMasks(visit.web.world, visit.officer, point, deed)
  if (done.ok) return visit.c.redirect(`/desk/cases/${number}/masking?done=${deed.type}`, 303)
  if (done.refusal.key === 'case-not-visible') return await notFound(visit.c)
  const typed = { words: form.all('words'), own: form.text('own'), reason: form.text('reason') }
  return await showPage(visit, { ...why(done.refusal), typed })
}

/** What cannot be undone is shown once more before it is done. */
async function askAgain(
  visit: Visit,
  { number, version }: { readonly number: string; readonly version: number },
  { words, reason }: Extract<MaskingDeed, { type: 'redact' }>,
): Promise<Response> {
  const page = await maskingPage(visit.web.world, visit.officer, number)
  if (!page.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: `${number} 永久删去`,
    content: html`<p class="back"><a href="/desk/cases/${number}/masking">返回，不删</a></p>
      <h1>永久删去：请核对</h1>
      <section class="card">
        <p>下面的字从案卷和举报人的对话里抹掉以后，谁也不能恢复：</p>
        <ul class="words">
          ${words.map((one) => html`<li>${said(one)}</li>`)}
        </ul>
        <p>理由：${said(reason)}</p>
        <form method="post" action="/desk/cases/${number}/masking">
          ${csrfField(visit)}
          <input type="hidden" name="version" value="${version}" />
          <input type="hidden" name="sure" value="yes" />
          ${words.map((one) => html`<input type="hidden" name="words" value="${one}" />`)}
          ${carried('reason', reason)}
          <p class="row"><button class="main" name="deed" value="redact">确认永久删去</button></p>
        </form>
      </section>`,
  })
}

function deedOf(form: Form): MaskingDeed {
  const reason = form.text('reason')
  if (form.text('deed') === 'unmask') return { type: 'unmask', mask: form.text('mask'), reason }
  const own = form.text('own').trim()
  const words = [...form.all('words'), ...(own ? [own] : [])]
  return { type: form.text('deed') === 'redact' ? 'redact' : 'mask', words, reason }
}

const why = (refusal: Refusal): Shown => ({
  notice: refusalWords(refusal),
  status: statuses[refusal.key] ?? 422,
})
const statuses: Readonly<Record<string, 403 | 409>> = { 'role-may-not': 403, 'case-changed': 409 }

async function showPage(visit: Visit, { notice, status, typed }: Shown): Promise<Response> {
  const number = numberOf(visit)
  const page = await maskingPage(visit.web.world, visit.officer, number)
  if (!page.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: `${number} 遮盖`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>遮盖能认出人的字</h1>
      <p class="small">
        举报人有时在原话里写下自己的姓名、电话。遮盖以后，所有办案单位看到的都是
        ▇▇，需要时可以解除，谁遮盖、谁解除都留痕。证件号码、电话等也可能是被举报方的，遮盖前请看清。
      </p>
      ${page.value.mayMask ? maskPart(visit, page.value, typed) : ''}
      ${page.value.masks.map((one) => liftPart(visit, page.value, one))}`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

const kinds: Readonly<Record<string, string>> = {
  phone: '像是电话',
  'id-number': '像是身份证号',
  email: '像是邮箱',
  account: '像是账号',
  name: '像是姓名',
}

function maskPart(visit: Visit, page: MaskingPage, typed: Shown['typed']): Html {
  return html`<form
    class="card"
    method="post"
    action="/desk/cases/${page.number}/masking"
    data-keep="${visit.officer.id} ${page.number} masking"
  >
    <h2>遮盖</h2>
    ${csrfField(visit)}
    <input type="hidden" name="version" value="${page.version}" />
    ${
      page.telling.length === 0
        ? html`<p>没有找到像是姓名、电话、证件号码的字。请自己再看一遍原话。</p>`
        : html`<fieldset>
            <legend>像是能认出人的字</legend>
            ${page.telling.map(
              ({ words, why: kind }) =>
                html`<label class="check"
                  ><input
                    type="checkbox"
                    name="words"
                    value="${words}"
                    ${typed && !typed.words.includes(words) ? '' : html`checked`}
                  />
                  <span>${said(words)}（${nameIn(kinds, kind)}）</span></label
                >`,
            )}
          </fieldset>`
    }
    ${lineBox({
      id: 'own',
      name: 'own',
      label: '还要遮盖的字',
      hint: '照原文写，一个字也不差。出现几处就遮几处。',
      value: typed?.own ?? '',
    })}
    ${textBox({ id: 'reason', name: 'reason', label: '理由', value: typed?.reason ?? '', max: 500 })}
    <p class="row">
      <button class="main" name="deed" value="mask">遮盖</button>
      ${page.mayRedact ? html`<button name="deed" value="redact">永久删去</button>` : ''}
    </p>
    ${
      page.mayRedact
        ? html`<p class="small">
            永久删去：案卷和举报人的对话里都抹掉，谁也不能恢复，以前的备份也打不开。照片、录像里的抹不掉。谁删的、为什么删，历史里留着。删完请系统管理员马上备份：用旧备份恢复，这一件就只剩编号和日期。
          </p>`
        : ''
    }
  </form>`
}

function liftPart(visit: Visit, page: MaskingPage, one: MaskingPage['masks'][number]): Html {
  const today = dayOf(visit.web.world.clock())
  return html`<section class="card">
    <p>${one.by} ${timeWords(one.at, today)} 遮盖了 ${one.parts} 处：${said(one.reason)}</p>
    ${
      page.mayUnmask
        ? html`<form method="post" action="/desk/cases/${page.number}/masking">
            ${csrfField(visit)}
            <input type="hidden" name="version" value="${page.version}" />
            <input type="hidden" name="mask" value="${one.id}" />
            ${lineBox({ id: `lift-${one.id}`, name: 'reason', label: '解除的理由', value: '' })}
            <p class="row"><button name="deed" value="unmask">解除遮盖</button></p>
          </form>`
        : ''
    }
  </section>`
}
