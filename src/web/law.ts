import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { LawPage, PlainLaw } from '#core/publish-rules.ts'
import { lookUp, type LookedUp } from '#service/public-lookup.ts'
import { listedAreas } from './areas.ts'
import { lineBox } from './fields.ts'
import { notFound } from './faults.ts'
import { publicPage, said, type Html } from './layout.ts'
import { demoLine } from './public-frame.ts'
import type { Web } from './web.ts'

const kindWords: Readonly<Record<LawPage['statements'][number]['kind'], string>> = {
  right: '可以、应当',
  wrong: '不可以',
  ask: '拿不准',
}

const sureWords = { S: '对过原文', M: '通行说法，用前请核对原文' } as const

/** 看懂法律: what is right and what is not, in plain words, each with its source; and two look-ups. */
export function lawRoutes(app: Hono, web: Web): void {
  app.get('/law', async (c) => await contents(c, web))
  app.get('/law/look-up', async (c) => await lookUpPage(c, web))
  app.get('/law/:id', async (c) => await lawPage(c, web))
}

const lawOf = ({ world }: Web): PlainLaw | undefined => world.publishing?.law

async function contents(c: Context, web: Web): Promise<Response> {
  const law = lawOf(web)
  if (!law) return await notFound(c)
  return await c.html(
    publicPage(
      '看懂法律',
      html`<h1>看懂法律</h1>
        <p>${law.notice}</p>
        <ul class="plain-list entries">
          ${law.pages.map(
            ({ id, title, lead }) =>
              html`<li>
                <h2><a href="/law/${id}">${title}</a></h2>
                <p>${lead}</p>
              </li>`,
          )}
        </ul>
        <p><a class="button" href="/law/look-up">查机构、查技术</a></p>`,
    ),
  )
}

async function lawPage(c: Context, web: Web): Promise<Response> {
  const law = lawOf(web)
  const page = law?.pages.find(({ id }) => id === c.req.param('id'))
  if (!law || !page) return await notFound(c)
  const kinds = (['right', 'wrong', 'ask'] as const).filter((kind) =>
    page.statements.some((one) => one.kind === kind),
  )
  return await c.html(
    publicPage(
      page.title,
      html`<p class="back"><a href="/law">看懂法律</a></p>
        <h1>${page.title}</h1>
        <p class="lead">${page.lead}</p>
        ${kinds.map(
          (kind) =>
            html`<section>
              <h2>${kindWords[kind]}</h2>
              ${page.statements
                .filter((one) => one.kind === kind)
                .map(
                  ({ text, source, confidence }) =>
                    html`<p>${text}</p>
                      <p class="small">${source}（${sureWords[confidence]}）</p>`,
                )}
            </section>`,
        )}
        <p class="small">${law.notice}</p>
        <p class="doors"><a class="button main" href="/chat">看到了，去说一声</a></p>`,
    ),
  )
}

async function lookUpPage(c: Context, web: Web): Promise<Response> {
  const law = lawOf(web)
  if (!law) return await notFound(c)
  const areas = await listedAreas(web)
  const area = areas.find(({ code }) => code === c.req.query('area')) ?? areas[0]
  const words = (c.req.query('q') ?? '').trim().slice(0, 60)
  const found =
    words === '' || !area
      ? undefined
      : await lookUp(web.world, { area: area.code, words, techniques: law.techniques })
  return await c.html(
    publicPage(
      '查机构、查技术',
      html`${area?.demo ? demoLine(web) : ''}
        <p class="back"><a href="/law">看懂法律</a></p>
        <h1>查机构、查技术</h1>
        <p>写医院、诊所的名字，或者一种医疗技术的名字。您查了什么，这里不记。</p>
        <form method="get" action="/law/look-up">
          <label for="area">在哪里</label>
          <select id="area" name="area">
            ${areas.map(
              ({ code, name }) =>
                html`<option value="${code}" ${code === area?.code ? html`selected` : ''}>
                  ${name}
                </option>`,
            )}
          </select>
          ${lineBox({ id: 'q', name: 'q', label: '名字', value: words, max: 60 })}
          <p class="row"><button>查</button></p>
        </form>
        ${found ? foundPart(words, found) : ''}`,
    ),
  )
}

const grades = { forbidden: '禁止做', restricted: '限制做：要有条件、备过案' } as const

function foundPart(words: string, { institutions, techniques }: LookedUp): Html {
  return html`<section aria-live="polite">
    <h2>“${said(words)}”</h2>
    <h3>医疗机构名录</h3>
    ${institutionPart(institutions)}
    <h3>医疗技术目录</h3>
    ${techniquePart(techniques)}
  </section>`
}

function institutionPart(institutions: LookedUp['institutions']): Html {
  switch (institutions.state) {
    case 'no-list':
      return html`<p>
        这里还没有导入医疗机构名录，查不了。可以看墙上的《医疗机构执业许可证》，或者打 12345 问。
      </p>`
    case 'not-found':
      return html`<p>名录里没查到，不等于无证。拿不准就说给我们，会去核实。</p>`
    case 'near':
      return html`<p>没有完全一样的，名字相近的有：</p>
        ${linesPart(institutions.lines)}
        <p>不是这一家的话，就是名录里没查到；名录里没查到，不等于无证。</p>`
    case 'listed':
      return html`<p>名录里有：</p>
        ${linesPart(institutions.lines)}
        <p class="small">有证也要在登记的地址、登记的科目里看病。</p>`
  }
}

const linesPart = (lines: LookedUp['institutions']['lines']): Html =>
  html`<ul>
    ${lines.map((line) => html`<li>${said(line.join('，'))}</li>`)}
  </ul>`

function techniquePart(techniques: LookedUp['techniques']): Html {
  if (techniques.state === 'no-list')
    return html`<p>
      这里还没有导入限制类、禁止类医疗技术目录。目录由国家和省里的卫生健康部门公布。
    </p>`
  if (techniques.lines.length === 0)
    return html`<p>目录里没查到。不等于可以做，也不等于不可以做，请问卫生健康部门。</p>`
  return html`<ul>
    ${techniques.lines.map(
      ({ name, grade, source }) =>
        html`<li>${said(name)}：${grades[grade]}。<span class="small">${said(source)}</span></li>`,
    )}
  </ul>`
}
