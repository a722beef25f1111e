import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'

const isDesk = (c: Context): boolean => c.req.path.startsWith('/desk')

/** 404: says where to go on, never whether something is there that may not be seen. */
export async function notFound(c: Context): Promise<Response> {
  return await c.html(
    faultPage('没有找到这一页', {
      why: isDesk(c)
        ? '编号可能打错了，或者这一件不归您所在的单位办。'
        : '网址可能打错了，或者这一页已经不在了。',
      cure: isDesk(c)
        ? html`<a href="/desk">回到收件箱</a>，从列表里打开。`
        : html`<a href="/">回到首页</a>。`,
    }),
    404,
  )
}

/** What no door answered: 405 where the page is there and only asked for in another way, else 404. */
export async function elsewhere(c: Context, app: Hono): Promise<Response> {
  const ways = ['GET', 'POST'].filter((method) => {
    const [found] = app.router.match(method, c.req.path)
    return found.some(([[, { method: own }]]) => own !== 'ALL')
  })
  if (ways.length === 0) return await notFound(c)
  c.header('Allow', ways.includes('GET') ? ['HEAD', ...ways].join(', ') : ways.join(', '))
  const why = '这一页不能这样打开，可能是重新载入了提交之后的网址。'
  const cure = html`<a href="${isDesk(c) ? '/desk' : '/'}">回到${isDesk(c) ? '工作台' : '首页'}</a
    >。`
  return await c.html(faultPage('这一步没有做', { why, cure }), 405)
}

/** 403: a form that did not come from our own page, or a right that the role has not. */
export async function forbidden(c: Context, why: string): Promise<Response> {
  return await c.html(
    faultPage('这一步没有做', {
      why,
      cure: isDesk(c)
        ? html`<a href="/desk">回到工作台</a>重新打开再试。`
        : html`<a href="/">回到首页</a>重新打开再试。`,
    }),
    403,
  )
}

/** 413: more than any form of ours holds. */
export async function tooLarge(c: Context): Promise<Response> {
  const why = '内容太多，没有收下。文字最多两万字，表格文件最大 2 兆。'
  const cure = html`用浏览器的"后退"回到刚才那一页，改小再试。`
  return await c.html(faultPage('这一步没有做', { why, cure }), 413)
}

/** 500: logged with what can be logged, answered kindly. */
export async function broken(c: Context, web: Web, cause: unknown): Promise<Response> {
  const where = cause instanceof Error ? cause.stack?.split('\n')[1]?.trim() : undefined
  web.world.log.error('a page failed', {
    method: c.req.method,
    why: cause instanceof Error ? cause.name : typeof cause,
    ...(where ? { where } : {}),
  })
  const why = '是我们这边出了故障，没有保存成。您写的内容还在上一页。'
  const cure = html`用浏览器的"后退"回到刚才那一页，过一会儿再试一次；还不行，请告诉系统管理员。`
  return await c.html(faultPage('出了点问题', { why, cure }), 500)
}

const faultPage = (title: string, said: { readonly why: string; readonly cure: Html }): Html =>
  publicPage(
    title,
    html`<h1>${title}</h1>
      <p>${said.why}</p>
      <p>${said.cure}</p>`,
  )
