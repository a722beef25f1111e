import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { speakTo, waitingPeople, type Waiting } from '#service/people.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 转人工: conversations that wait for a person. */
export function peopleRoutes(desk: Desk): void {
  deskPage(
    desk,
    '/desk/people',
    needs('talk-to-reporter', async (visit) => {
      const done = { said: '已发给对方。', released: '已交回自动应答。' }[
        visit.c.req.query('done') ?? ''
      ]
      return await showPeople(visit, done ? { notice: done } : {})
    }),
  )
  deskPost(desk, '/desk/people', postNeeds('talk-to-reporter', answer))
}

interface Shown {
  readonly notice?: string
  /** Of which conversation, and what had been typed. */
  readonly typed?: { readonly session: string; readonly text: string }
}

async function answer(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const typed = { session: form.text('session'), text: form.text('text') }
  const release = form.text('stage') === 'release'
  const done = await speakTo(web.world, officer, { ...typed, ...(release ? { release } : {}) })
  if (!done.ok) return await showPeople(visit, { typed, notice: refusalWords(done.refusal) })
  return c.redirect(`/desk/people?done=${release ? 'released' : 'said'}`, 303)
}

async function showPeople(visit: Visit, { notice, typed }: Shown): Promise<Response> {
  const waiting = await waitingPeople(visit.web.world, visit.officer)
  if (!waiting.ok) throw new Error('an officer who may talk to reporters may list who waits')
  const lost = typed?.text && !waiting.value.some(({ session }) => session === typed.session)
  return await showDesk(visit, {
    title: '转人工',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>转人工</h1>
      <p class="small">
        对方看到的是"工作人员：……"。看不到对方的姓名、电话和账号，也不要去问。危及生命的，请对方打
        120、110。
      </p>
      ${lost ? html`<p class="quote">${said(typed.text)}</p>` : ''}
      ${
        waiting.value.length === 0
          ? html`<p class="empty">现在没有人在等。</p>`
          : waiting.value.map((one, n) => conversation(visit, one, { n, typed }))
      }`,
    ...(notice ? { notice } : {}),
    ...(typed ? { status: 422 as const } : {}),
  })
}

const whys: Readonly<Record<string, string>> = {
  asked: '对方要找人',
  loop: '自动应答没有听明白',
}

function conversation(
  visit: Visit,
  { session, why, since, lines }: Waiting,
  { n, typed }: { readonly n: number; readonly typed: Shown['typed'] },
): Html {
  const today = dayOf(visit.web.world.clock())
  const value = typed?.session === session ? typed.text : ''
  return html`<section class="card" aria-labelledby="person-${n}">
    <h2 id="person-${n}">${timeWords(since, today)} 起在等：${whys[why] ?? '对方要找人'}</h2>
    ${
      lines.length === 0
        ? html`<p>转过来以后，对方还没有说话。</p>`
        : html`<ol class="history">
            ${lines.map(
              ({ at, from, text }) =>
                html`<li>
                  <time>${timeWords(at, today)}</time>
                  <b>${from === 'office' ? '工作人员' : '对方'}</b> ${said(text)}
                </li>`,
            )}
          </ol>`
    }
    <form method="post" action="/desk/people" data-keep="${visit.officer.id} ${session}">
      ${csrfField(visit)}
      <input type="hidden" name="session" value="${session}" />
      ${textBox({ id: `text-${n}`, name: 'text', label: '回复', value, max: 1000 })}
      <p class="row">
        <button class="main" name="stage" value="say">发给对方</button>
        <button name="stage" value="release">交回自动应答</button>
      </p>
    </form>
  </section>`
}
