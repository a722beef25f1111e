import { html } from 'hono/html'
import type { PublicContent } from '#core/publication.ts'
import type { PublicItem, PublicVersion } from '#service/publish.ts'
import { said, type Html } from './layout.ts'
import { fullDay } from './words/dates.ts'
import { versionWords } from './words/publications.ts'

type Words = (content: PublicContent) => readonly (readonly [string, string])[]

/** What was changed since it came out: the old words struck, with the day and the reason. */
export function versionPart({ versions }: PublicItem, words: Words): Html | string {
  if (versions.length < 2) return ''
  return html`<section>
    <h2>变动记录</h2>
    <ol class="plain-list">
      ${versions.map((version, n) => changePart(version, versions[n + 1], words))}
    </ol>
  </section>`
}

function changePart(version: PublicVersion, next: PublicVersion | undefined, words: Words): Html {
  const { what, on, reason } = version
  return html`<li>
    <p>
      <b>${fullDay(on)} ${versionWords[what]}</b
      >${reason === undefined ? '' : html`：${said(reason)}`}
    </p>
    ${next ? struckPart(version, next, words) : ''}
  </li>`
}

/** Only what stands differently in the next version. */
function struckPart(version: PublicVersion, next: PublicVersion, words: Words): Html | string {
  if (!version.content) return next.what === 'withdrawn' ? '' : ''
  const later = new Map(next.content ? words(next.content) : [])
  const changed = words(version.content).filter(([name, value]) => later.get(name) !== value)
  return html`<ul>
    ${changed.map(
      ([name, value]) => html`<li>${name}：<del datetime="${next.on}">${said(value)}</del></li>`,
    )}
  </ul>`
}

/** What anybody needs to check that these words are the ones that came out then. */
export function proofPart({ area, versions }: PublicItem): Html {
  return html`<details>
    <summary>核对用</summary>
    ${versions.map(({ version, proof }) =>
      proof
        ? html`<p class="small">第 ${version} 版 salt</p>
            <p><code class="long">${proof.salt}</code></p>
            <p class="small">原文</p>
            <p><code class="long">${proof.text}</code></p>`
        : html`<p class="small">第 ${version} 版已撤下，内容不再公开。</p>`,
    )}
    <p class="small"><a href="/register/verify?area=${area}">怎么核对</a></p>
  </details>`
}
