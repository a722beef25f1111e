import { html } from 'hono/html'
import type { z } from 'zod'
import { publicPage, type Html } from '../layout.ts'
import type { Web } from '../web.ts'
import { partsOf, problemsOf, schemaOf } from './document.ts'
import type { Operation } from './operation.ts'
import { problemKeys, problems, type ProblemKey } from './problems.ts'

/** The reference, for people: every operation with what it takes and gives. */
export function referencePage(web: Web, operations: readonly Operation[]): Html {
  return publicPage(
    '接口说明 API reference',
    html`<h1>接口说明</h1>
      <p lang="en">API reference, version 1</p>
      ${introPart(web)}
      <nav aria-label="全部操作">
        <ul class="tasks">
          ${operations.map(
            ({ id, method, path, zh }) =>
              html`<li>
                <a href="#${id}"><code>${method} ${path}</code></a> ${zh}
              </li>`,
          )}
        </ul>
      </nav>
      ${operations.map(operationPart)}
      <section class="card">
        <h2>出错时</h2>
        <p lang="en">Problems</p>
        <ul class="tasks">
          ${problemKeys.map(
            (key) => html`<li>${problemLink(key)} ${problems[key].status} ${problems[key].zh}</li>`,
          )}
        </ul>
      </section>`,
  )
}

const introPart = ({ publicUrl }: Web): Html =>
  html`<section class="card">
    <h2>怎么用</h2>
    <p>
      地址 <code>${publicUrl}/api/v1</code>。请本人登录工作台，在"接口令牌"里生成令牌，每次写
      <code>Authorization: Bearer 令牌</code>。令牌的权限不会多于本人此刻的权限，每次调用都留痕。
    </p>
    <p>
      会改变东西的请求都写
      <code>Idempotency-Key</code>，重发时用同一个，不会做两次。对案件做一步，把读到的
      <code>ETag</code> 写进 <code>If-Match</code>；案件变了，回答 412，说明变了什么。
    </p>
    <p lang="en">
      An officer makes a token at the desk; send it as <code>Authorization: Bearer</code>. Send a
      key of your own as <code>Idempotency-Key</code> with whatever changes something, and the
      <code>ETag</code> you read as <code>If-Match</code>. Times are milliseconds since 1970 UTC,
      days those of Beijing.
    </p>
    <p><a href="/api/v1/openapi.json">OpenAPI 3.1</a></p>
  </section>`

function operationPart(op: Operation): Html {
  const { id, method, path, zh, en, scope, query, body, answer, types } = op
  return html`<section class="card" id="${id}" aria-labelledby="${id}-name">
    <h2 id="${id}-name"><code>${method} ${path}</code></h2>
    <p>${zh}</p>
    <p lang="en">${en}.</p>
    ${scope ? html`<p class="small">范围 <code>${scope}</code></p>` : ''}
    ${fieldsPart(
      '地址里的',
      partsOf(path).map((name) => ({ name, type: 'string', wanted: true })),
    )}
    ${query ? fieldsPart('查询条件', fieldsIn(query, 'input')) : ''}
    ${body ? fieldsPart('正文', fieldsIn(body, 'input')) : ''}
    ${types ? html`<p>回答：<code>${types.join(' ')}</code></p>` : fieldsPart('回答', fieldsIn(answer, 'output'))}
    <p class="small">出错：${problemsOf(op).map((key) => html`${problemLink(key)} `)}</p>
  </section>`
}

const problemLink = (key: ProblemKey): Html =>
  html`<a href="/problems/${key}"><code>${key}</code></a>`

interface Field {
  readonly name: string
  readonly type: string
  readonly wanted: boolean
  readonly note?: string
}

const fieldsPart = (title: string, fields: readonly Field[]): Html | string =>
  fields.length === 0
    ? ''
    : html`<details>
        <summary>${title}（${fields.length} 项）</summary>
        <ul class="tasks">
          ${fields.map(
            ({ name, type, wanted, note }) =>
              html`<li>
                <code>${name}</code> ${type}${wanted ? '' : '，可以不写'}${note ? `。${note}` : ''}
              </li>`,
          )}
        </ul>
      </details>`

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly const?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

const fieldsIn = (shape: z.ZodType, io: 'input' | 'output'): readonly Field[] =>
  below('', schemaOf(shape, io))

/** Every field with its way from the outermost object. */
function below(way: string, schema: Schema): readonly Field[] {
  const { properties = {}, required = [], items, additionalProperties, oneOf, anyOf } = schema
  const own = Object.entries(properties).flatMap(([name, inner]) => {
    const at = way === '' ? name : `${way}.${name}`
    const note = inner.description === undefined ? {} : { note: inner.description }
    const line = { name: at, type: typeName(inner), wanted: required.includes(name), ...note }
    return [line, ...below(at, inner)]
  })
  const each = items ? below(`${way}[]`, items) : []
  const values =
    typeof additionalProperties === 'object' ? below(`${way}.*`, additionalProperties) : []
  const choices = (oneOf ?? anyOf ?? []).flatMap((one) => below(way, one))
  return [...own, ...each, ...values, ...choices]
}

function typeName({ type, enum: values, const: only, oneOf, anyOf, items }: Schema): string {
  if (only !== undefined) return `"${only}"`
  if (values) return values.join(' | ')
  if (items) return `${typeName(items)}[]`
  const choices = oneOf ?? anyOf
  return choices ? [...new Set(choices.map(typeName))].join(' | ') : (type ?? 'object')
}

/** What a kind of failure is and what helps. */
export function problemPage(key: ProblemKey): Html {
  const { status, zh, en, cure } = problems[key]
  return publicPage(
    zh,
    html`<p class="back"><a href="/api/v1">接口说明</a></p>
      <h1>${zh}</h1>
      <p><code>${key}</code>（${status}）</p>
      <p>${cure.zh}</p>
      <h2 lang="en">${en}</h2>
      <p lang="en">${cure.en}</p>`,
  )
}
