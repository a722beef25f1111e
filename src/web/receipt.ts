import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html, raw } from 'hono/html'
import { encodeQR } from 'qr'
import { dayOf } from '#core/clock.ts'
import { acknowledge } from '#service/acknowledge.ts'
import { trackReceipt } from '#service/receipt.ts'
import { isDemoArea } from '#service/world.ts'
import { forbidden, tooLarge } from './faults.ts'
import { readForm } from './form.ts'
import { askerOf, formKey } from './form-key.ts'
import { publicPage, type Html } from './layout.ts'
import { fromOwnPage } from './own-page.ts'
import { digestOf, newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { fullDay } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 回执: to keep, to print, to show; opened by number and passcode, from the chat or from the look-up. */
export function receiptRoutes(app: Hono, web: Web): void {
  const limit = bodyLimit({ maxSize: 20_000, onError: tooLarge })
  app.get('/receipt', (c) => c.redirect('/track', 303))
  app.post('/receipt', limit, async (c) => await show(c, web))
  app.post('/receipt/file', limit, async (c) => await send(c, web))
}

interface Typed {
  readonly number: string
  readonly passcode: string
  readonly asker: string
}

/** What was sent from one of our own pages; the asker is this browser's mark, which the first look gives it. */
async function typedIn(c: Context, web: Web): Promise<Typed | undefined> {
  if (!fromOwnPage(c, web)) return undefined
  const form = await readForm(c)
  return {
    number: form.text('number').slice(0, 40),
    passcode: form.text('passcode').slice(0, 60),
    asker: `track:${digestOf(askerOf(c) ?? newSecret())}`,
  }
}

const foreign = '这次提交不是从本系统的页面发出的。'

async function show(c: Context, web: Web): Promise<Response> {
  const typed = await typedIn(c, web)
  if (!typed) return await forbidden(c, foreign)
  formKey(c, web, '/receipt')
  const found = await trackReceipt(web.world, typed)
  if (!found.ok) return await c.html(notOpened(refusalWords(found.refusal)), 422)
  const { number, receivedAt, area } = found.value
  const { world } = web
  const demo = await world.db.read(async (tx) => await isDemoArea(world, tx, area))
  const passcode = grouped(typed.passcode)
  return await c.html(receiptPage(web, { number, receivedAt, passcode, demo }))
}

/** The signed acknowledgement as a file. */
async function send(c: Context, web: Web): Promise<Response> {
  const typed = await typedIn(c, web)
  if (!typed) return await forbidden(c, foreign)
  const made = await acknowledge(web.world, typed)
  if (!made.ok) return await c.html(notOpened(refusalWords(made.refusal)), 422)
  return c.body(made.value.file, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="${made.value.number}.json"`,
  })
}

/** As it is given out: 4K7Q-92HM-XV3D-6T1PA. */
function grouped(typed: string): string {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return plain.replace(/^(.{4})(.{4})(.{4})(.{5})$/, '$1-$2-$3-$4')
}

interface Receipt {
  readonly number: string
  readonly passcode: string
  readonly receivedAt: number
  readonly demo: boolean
}

function receiptPage(web: Web, { number, passcode, receivedAt, demo }: Receipt): Html {
  return publicPage(
    '回执',
    html`
      <h1>举报回执</h1>
      ${demo ? html`<p class="notice hot">${demoWords}</p>` : ''}
      <section class="card receipt">
        <dl class="facts">
          <dt>举报编号</dt>
          <dd class="big">${number}</dd>
          <dt>查询密码</dt>
          <dd class="big">${passcode}</dd>
          <dt>收到</dt>
          <dd>${fullDay(dayOf(receivedAt))}</dd>
          <dt>查询网址</dt>
          <dd>${web.publicUrl}/track</dd>
        </dl>
        ${qrCode(`${web.publicUrl}/track#${number}.${passcode}`)}
      </section>
      <p class="notice">
        二维码里有查询密码，谁扫了谁就能查。请用手机自带的相机扫，不要用微信扫，不要发给别人。
      </p>
      <form method="post" action="/receipt/file">
        <input type="hidden" name="number" value="${number}" />
        <input type="hidden" name="passcode" value="${passcode}" />
        <p class="row"><button class="main">下载电子回执</button></p>
      </form>
      <p class="small">
        电子回执是一个签了名的小文件，写着编号、时间、地方和登记内容的摘要，没有您说的话，也没有密码。以后谁说没有收到，拿它到<a
          href="/verify"
          >验回执</a
        >就能证明。
      </p>
      <p class="small">用完关掉这一页。怕别人翻看，存在只有您拿得到的地方。</p>
    `,
    true,
  )
}

const demoWords = '【演示】这里不是政府渠道，没有工作人员查看。真实举报请打 12345。'

/**
 * What it leads to stands behind the #: no browser sends that to us, no log on the way has it. Read aloud as one picture;
 * everything in it stands beside it in words.
 */
const qrCode = (text: string): Html =>
  html`<div class="qr" role="img" aria-label="二维码，内容是上面的查询网址、编号和密码">
    ${raw(encodeQR(text, 'svg', { ecc: 'medium', border: 4 }))}
  </div>`

const notOpened = (why: string): Html =>
  publicPage(
    '回执',
    html`<h1>没有打开</h1>
      <p>${why}</p>
      <p><a href="/track">重新输入编号和密码</a></p>`,
  )

/** The button that leads here from a page on which number and passcode were just typed. */
export const receiptButton = ({ number, passcode }: Pick<Receipt, 'number' | 'passcode'>): Html =>
  html`<form method="post" action="/receipt">
    <input type="hidden" name="number" value="${number}" />
    <input type="hidden" name="passcode" value="${passcode}" />
    <p class="row"><button>回执：二维码、电子回执</button></p>
  </form>`
