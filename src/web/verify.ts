import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Acknowledgement } from '#core/acknowledgement.ts'
import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { Result } from '#core/result.ts'
import { publishedHeads } from '#service/audit-heads.ts'
import { publishedKeys, type PublishedKey } from '#service/receipt-keys.ts'
import { compareFiled, verifyReceipt } from '#service/verify-receipt.ts'
import { tooLarge } from './faults.ts'
import { readForm } from './form.ts'
import { notFound } from './faults.ts'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 验回执, and the public keys at addresses that stay. A browser that can verifies by itself and sends us nothing. */
export function verifyRoutes(app: Hono, web: Web): void {
  const limit = bodyLimit({ maxSize: 50_000, onError: tooLarge })
  app.get('/verify', async (c) => await page(c, web, {}))
  app.post('/verify', limit, async (c) => await verify(c, web))
  app.get('/verify/keys.json', async (c) => {
    const keys = await publishedKeys(web.world)
    return c.json({ product: 'Yijian 医监', keys: keys.map(published) })
  })
  app.get('/verify/audit-heads.json', (c) =>
    c.json({ product: 'Yijian 医监', days: publishedHeads(web.world) }),
  )
  app.get('/verify/keys/:file', async (c) => await sendKey(c, web))
}

const published = ({ id, algorithm, pem, madeAt, retiredAt }: PublishedKey) => ({
  id,
  algorithm,
  pem,
  madeAt: new Date(madeAt).toISOString(),
  ...(retiredAt === undefined ? {} : { retiredAt: new Date(retiredAt).toISOString() }),
})

async function sendKey(c: Context, web: Web): Promise<Response> {
  const id = (c.req.param('file') ?? '').replace(/\.pem$/, '')
  const key = (await publishedKeys(web.world)).find((one) => one.id === id)
  if (!key) return await notFound(c)
  return c.body(key.pem, 200, { 'Content-Type': 'application/x-pem-file' })
}

async function verify(c: Context, web: Web): Promise<Response> {
  const form = await readForm(c)
  const file = form.file('file')
  const text = file && file.size > 0 ? await file.text() : form.text('text')
  const result = verifyReceipt(text, await publishedKeys(web.world))
  const kept = result.ok ? await compareFiled(web.world, result.value) : undefined
  return await page(c, web, {
    result,
    text: file && file.size > 0 ? '' : text,
    ...(kept?.as === 'redacted' ? { removedOn: kept.on } : {}),
  })
}

interface Shown {
  readonly result?: Result<Acknowledgement>
  readonly text?: string
  /** Words of what was filed were removed by right. */
  readonly removedOn?: Day
}

async function page(
  c: Context,
  web: Web,
  { result, text = '', removedOn }: Shown,
): Promise<Response> {
  const keys = await publishedKeys(web.world)
  const content = html`
    <h1>验回执</h1>
    <p>电子回执是签了名的小文件，改一个字就验不过。验的时候不用登录，不用查询密码。</p>
    <div id="verdict" role="status">
      ${result ? verdict(result) : ''}${removedOn ? removedPart(web, removedOn) : ''}
    </div>
    <form
      class="card"
      id="verify"
      method="post"
      action="/verify"
      enctype="multipart/form-data"
      data-keys="${JSON.stringify(keys.map(({ id, algorithm, pem }) => ({ id, algorithm, pem })))}"
    >
      <label for="file">选回执文件</label>
      <input type="file" id="file" name="file" accept=".json,application/json" />
      <label for="text">或者把文件内容全部贴在这里</label>
      <textarea id="text" name="text" rows="5" spellcheck="false" autocomplete="off">
${text}</textarea>
      <p class="row"><button class="main">验</button></p>
      <p class="small" id="where">文件会发到本网站验，不保存。</p>
    </form>
    <template id="good">${wordsFor(undefined)}</template>
    ${Object.entries(badKeys).map(
      ([name, key]) =>
        html`<template id="${name}"
          ><p class="notice hot" role="alert">${refusalWords({ key })}</p></template
        >`,
    )}
    ${keysPart(keys)}
    <script type="module" src="/static/verify.js"></script>
  `
  return await c.html(publicPage('验回执', content), result && !result.ok ? 422 : 200)
}

const badKeys = {
  unreadable: 'receipt-unreadable',
  unknown: 'receipt-key-unknown',
  forged: 'receipt-forged',
} as const

const verdict = (result: Result<Acknowledgement>): Html =>
  result.ok
    ? wordsFor(result.value)
    : html`<p class="notice hot" role="alert">${refusalWords(result.refusal)}</p>`

/** Said where we can look; a browser that verifies by itself is told in general. */
const removedPart = ({ world }: Web, on: Day): Html =>
  html`<p class="notice">
    ${dayWords(on, dayOf(world.clock()))}依法删去过登记内容里的个别字。编号和收到时间照样有效。
  </p>`

/** The page's script fills the same rows by their names. */
function wordsFor(said: Acknowledgement | undefined): Html {
  const rows = [
    ['举报编号', 'number'],
    ['辖区', 'areaName'],
    ['主办单位', 'sponsor'],
    ['收到时间', 'receivedAt'],
    ['登记内容摘要', 'filed'],
    ['公钥', 'key'],
  ] as const
  return html`<section class="card">
    <h2>回执有效，没有被改过</h2>
    <dl class="facts">
      ${rows.map(
        ([name, field]) =>
          html`<dt>${name}</dt>
            <dd data-field="${field}">${said ? said[field] || '没有，演示用' : ''}</dd>`,
      )}
    </dl>
    <p class="small">
      它证明这个时间收到并登记了这一件，不说明内容，也不说明处理结果。以后依法删去个别字，回执照样有效。
    </p>
  </section>`
}

function keysPart(keys: readonly PublishedKey[]): Html {
  return html`<h2>公钥</h2>
    ${
      keys.length === 0
        ? html`<p>还没有出过回执。</p>`
        : html`<ul class="areas">
            ${keys.map(
              ({ id, algorithm, retiredAt }) =>
                html`<li>
                  <a href="/verify/keys/${id}.pem">${id}</a>
                  ${algorithm}${retiredAt === undefined ? '' : '，已停用，以前的回执照样能验'}
                </li>`,
            )}
          </ul>`
    }
    <p class="small">
      全部公钥在 <a href="/verify/keys.json">/verify/keys.json</a>，地址不变。存一份公钥，离线用
      openssl 或 yijian verify-receipt 也能验。
    </p>`
}
