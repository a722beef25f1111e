import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { gridFindings } from '#core/grid.ts'
import { answerTask, mostPhotos, taskOf, tasksOf, type WorkerTask } from '#service/grid-answer.ts'
import { workerAt, type WorkerHere } from '#service/grid-pairing.ts'
import { tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { fromOwnPage } from './own-page.ts'
import { digestOf, isSame, newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { findingNames, gridDueNames, gridKindNames } from './words/grid.ts'
import { refusalWords } from './words/refusals.ts'
import { gridCookie, gridCookieSettings, gridPage, gridPath } from './grid-page.ts'
import { askToPair, pair } from './grid-pairing.ts'

/** Six photos as a telephone takes them. */
const largest = 60 * 1024 * 1024

/** What a grid worker sees on their telephone: their own tasks, large buttons, no scripts. */
export function gridWorkerRoutes(app: Hono, web: Web): void {
  app.get(gridPath, async (c) => await withWorker(c, web, async (at) => await list(at)))
  app.get(`${gridPath}/pair/:token`, async (c) => await askToPair(c, web, {}))
  app.post(
    `${gridPath}/pair/:token`,
    bodyLimit({ maxSize: 20_000, onError: tooLarge }),
    async (c) => {
      return await pair(c, web)
    },
  )
  app.get(
    `${gridPath}/tasks/:id`,
    async (c) => await withWorker(c, web, async (at) => await one(at, {})),
  )
  app.post(
    `${gridPath}/tasks/:id`,
    bodyLimit({ maxSize: largest, onError: tooLarge }),
    async (c) => {
      return await withWorker(c, web, answer)
    },
  )
}

interface At {
  readonly c: Context
  readonly web: Web
  readonly here: WorkerHere
}

async function withWorker(
  c: Context,
  web: Web,
  show: (at: At) => Promise<Response>,
): Promise<Response> {
  const cookie = getCookie(c, gridCookie)
  const here =
    cookie !== undefined && /^[\w-]{43}$/.test(cookie)
      ? await workerAt(web.world, digestOf(cookie))
      : undefined
  if (here) return await show({ c, web, here })
  if (cookie !== undefined) deleteCookie(c, gridCookie, gridCookieSettings(web))
  return await c.html(
    gridPage(
      '网格巡查',
      html`<h1>这部手机没有配对</h1>
        <p>链接过期、换了手机，或者已经停用。请向管您的单位要一个新的配对链接。</p>
        <p>填了还没交的内容，请先记在纸上或者拍下来。</p>`,
    ),
    403,
  )
}

/** Stands on every page: nobody is worth being hurt. */
const safety = html`<p class="danger">
  只看，不问，不争，不进私人住处。有人拦您就离开。有危险打 110，有人受伤打 120。
</p>`

async function list({ c, web, here }: At): Promise<Response> {
  const tasks = await tasksOf(web.world, here.worker)
  const today = dayOf(web.world.clock())
  const open = tasks.filter(({ isDone }) => !isDone)
  const closed = tasks.filter(({ isDone }) => isDone)
  const notice = c.req.query('done') === 'sent' ? '收到了，谢谢。' : ''
  return await c.html(
    gridPage(
      '我的任务',
      html`${notice ? html`<div class="notice" role="status">${notice}</div>` : ''}
        <h1>要看的（${String(open.length)}）</h1>
        ${safety}
        ${
          open.length === 0
            ? html`<p class="empty">现在没有要看的。</p>`
            : html`<ul class="grid-list">
                ${open.map((task) => taskLine(task, today))}
              </ul>`
        }
        ${
          closed.length > 0
            ? html`<h2>交过的</h2>
                <ul class="grid-list">
                  ${closed.map((task) => taskLine(task, today))}
                </ul>`
            : ''
        }
        <p class="small">
          这部手机可以用到 ${timeWords(here.until, today)}。手机丢了，请马上告诉管您的单位。
        </p>`,
    ),
  )
}

function taskLine(
  { id, kind, where, place, dueOn, due, isDone, answers }: WorkerTask,
  today: string,
): Html {
  const finding = answers.at(-1)?.finding
  return html`<li>
    <a class="button grid-door" href="${gridPath}/tasks/${id}">
      <b>${where || place}</b>
      <span
        >${gridKindNames[kind]}，${
          isDone && finding
            ? findingNames[finding]
            : `${dayWords(dueOn, today)}以前${gridDueNames[due] ? `，${gridDueNames[due]}` : ''}`
        }</span
      >
    </a>
  </li>`
}

interface Shown {
  readonly notice?: string
  readonly text?: string
  readonly once?: string
}

async function one({ c, web, here }: At, { notice, text = '', once }: Shown): Promise<Response> {
  const task = await taskOf(web.world, here.worker, c.req.param('id') ?? '')
  if (!task)
    return await c.html(
      gridPage(
        '没有这件',
        html`<h1>没有这件任务</h1>
          <p>可能已经收回或者改派。<a href="${gridPath}">回到我的任务</a></p>`,
      ),
      404,
    )
  const today = dayOf(web.world.clock())
  return await c.html(
    gridPage(
      task.where,
      html`<p class="back"><a href="${gridPath}">我的任务</a></p>
        ${notice ? html`<div class="notice hot" role="alert">${notice}</div>` : ''}
        <h1>${gridKindNames[task.kind]}：${said(task.where)}</h1>
        <p>
          ${task.place}，${dayWords(task.dueOn, today)}以前${
            task.isDone ? '' : gridDueNames[task.due] ? `，${gridDueNames[task.due]}` : ''
          }
        </p>
        <section class="card">
          <h2>看什么</h2>
          <p>${said(task.look)}</p>
        </section>
        ${safety} ${answersPart(task, today)}
        ${
          task.isDone
            ? html`<details>
                <summary>再补充一次</summary>
                ${formPart(here, task, { text, once: once ?? newSecret() })}
              </details>`
            : formPart(here, task, { text, once: once ?? newSecret() })
        }`,
    ),
    notice ? 422 : 200,
  )
}

function answersPart({ answers }: WorkerTask, today: string): Html | string {
  if (answers.length === 0) return ''
  return html`<section class="card">
    <h2>已经交了</h2>
    ${answers.map(
      ({ at, finding, text }) =>
        html`<p>
          ${timeWords(at, today)} <b>${findingNames[finding]}</b> ${text ? said(text) : ''}
        </p>`,
    )}
  </section>`
}

function formPart(
  { csrf }: WorkerHere,
  { id }: WorkerTask,
  { text, once }: { readonly text: string; readonly once: string },
): Html {
  return html`<form
    method="post"
    action="${gridPath}/tasks/${id}"
    enctype="multipart/form-data"
    class="grid-form"
  >
    <input type="hidden" name="csrf" value="${csrf}" />
    <input type="hidden" name="once" value="${once}" />
    <label for="text">说明（可以不写）</label>
    <textarea id="text" name="text" rows="3" maxlength="500">${text}</textarea>
    <label for="photos">照片（可以不拍，最多 ${String(mostPhotos)} 张）</label>
    <p class="hint" id="photos-hint">拍门口和招牌就行，不要拍人脸。照片里的位置会自动去掉。</p>
    <input
      id="photos"
      name="photos"
      type="file"
      accept="image/*"
      multiple
      aria-describedby="photos-hint"
    />
    <p>按一个就交上去。没有信号时，页面不要关，有信号了再按一次，不会重复。</p>
    <p class="grid-answers">
      ${gridFindings.map(
        (finding) =>
          html`<button class="main" name="finding" value="${finding}">
            ${findingNames[finding]}
          </button>`,
      )}
    </p>
  </form>`
}

async function answer(at: At): Promise<Response> {
  const { c, web, here } = at
  const form = await readForm(c)
  const [text, once] = [form.text('text'), form.text('once')]
  if (!fromOwnPage(c, web) || !isSame(form.text('csrf'), here.csrf))
    return await one(at, { notice: '页面放得太久了，请再按一次。', text, once: newSecret() })
  const given = await answerTask(web.world, here.worker, {
    task: c.req.param('id') ?? '',
    once,
    finding: form.text('finding'),
    text,
    photos: await photosIn(form),
  })
  if (!given.ok)
    return given.refusal.key === 'grid-task-unknown'
      ? await one(at, {})
      : await one(at, { notice: refusalWords(given.refusal), text, once })
  return c.redirect(`${gridPath}?done=sent`, 303)
}

async function photosIn(form: Form): Promise<readonly Uint8Array[]> {
  const photos: Uint8Array[] = []
  for (const file of form.files('photos'))
    if (file.size > 0) photos.push(new Uint8Array(await file.arrayBuffer()))
  return photos
}
