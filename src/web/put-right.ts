import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Refusal } from '#core/result.ts'
import { rectificationMoves } from '#core/rectification.ts'
import {
  answerRectification,
  rectificationFor,
  signInToRectification,
} from '#service/coordinator.ts'
import type { Rectification } from '#service/rectifications.ts'
import { forbidden, tooLarge } from './faults.ts'
import { lineBox, textBox } from './fields.ts'
import { readForm } from './form.ts'
import { publicPage, said, type Html } from './layout.ts'
import { fromOwnPage } from './own-page.ts'
import { codeHashOf, rectificationStates } from './rectifications.ts'
import { digestOf, newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { fullDay } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** For a hospital's supervision coordinator: one task, by a code that is good once. Nothing else can be reached from here. */
export function putRightRoutes(app: Hono, web: Web): void {
  const limit = bodyLimit({ maxSize: 60_000, onError: tooLarge })
  app.get('/put-right/:id', async (c) => await show(c, web))
  app.post('/put-right/:id', limit, async (c) => await take(c, web))
}

const cookieName = 'yj_put_right'
const idOf = (c: Context): string => (c.req.param('id') ?? '').slice(0, 100)
const sessionOf = (c: Context): string => {
  const cookie = getCookie(c, cookieName)
  return cookie === undefined ? '' : digestOf(cookie)
}

async function show(c: Context, web: Web, refusal?: Refusal): Promise<Response> {
  const id = idOf(c)
  const sessionHash = sessionOf(c)
  const task =
    sessionHash === '' ? undefined : await rectificationFor(web.world, { id, sessionHash })
  const notice = refusal ? html`<p class="notice" role="alert">${refusalWords(refusal)}</p>` : ''
  const content = task ? taskPage(id, task) : codePage(id)
  c.header('Cache-Control', 'no-store')
  return await c.html(publicPage('整改任务', html`${notice} ${content}`), refusal ? 422 : 200)
}

const codePage = (id: string): Html =>
  html`<h1>整改任务</h1>
    <p>请填卫生监督机构给您的登录码。登录码用一次就作废，要再进来请向他们要新的。</p>
    <form class="card" method="post" action="/put-right/${id}">
      <input type="hidden" name="deed" value="code" />
      ${lineBox({ id: 'code', name: 'code', label: '登录码', value: '', max: 40 })}
      <p class="row"><button class="main">进入</button></p>
    </form>`

const taskPage = (id: string, task: Rectification): Html =>
  html`<h1>${said(task.institution)}：整改任务</h1>
    <p class="small">${rectificationStates[task.state]}，${fullDay(task.dueOn)}前完成</p>
    <section class="card">
      <h2>要整改什么</h2>
      <p>${said(task.items)}</p>
      ${task.said.map(({ by, text }) => html`<p>${by === 'coordinator' ? '您' : '卫生监督机构'}：${said(text)}</p>`)}
    </section>
    ${
      rectificationMoves[task.state].includes('answered')
        ? html`<form class="card" method="post" action="/put-right/${id}">
            <input type="hidden" name="deed" value="answer" />
            ${textBox({ id: 'text', name: 'text', label: '整改情况', value: '', hint: '写做了什么、什么时候做完。不要写病人的姓名。', max: 5000 })}
            <p class="row"><button class="main">提交</button></p>
          </form>`
        : ''
    }`

async function take(c: Context, web: Web): Promise<Response> {
  if (!fromOwnPage(c, web)) return await forbidden(c, '这次提交不是从本系统的页面发出的。')
  const form = await readForm(c)
  const id = idOf(c)
  if (form.text('deed') === 'answer') {
    const text = form.text('text')
    const done = await answerRectification(web.world, { id, sessionHash: sessionOf(c), text })
    return done.ok ? c.redirect(`/put-right/${id}`, 303) : await show(c, web, done.refusal)
  }
  const cookie = newSecret()
  const done = await signInToRectification(web.world, {
    id,
    codeHash: codeHashOf(id, form.text('code')),
    sessionHash: digestOf(cookie),
  })
  if (!done.ok) return await show(c, web, done.refusal)
  setCookie(c, cookieName, cookie, {
    httpOnly: true,
    sameSite: 'Strict',
    secure: web.secure,
    path: `/put-right/${id}`,
  })
  return c.redirect(`/put-right/${id}`, 303)
}
