import { html } from 'hono/html'
import type { Matter } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskEvidence } from '#service/desk-evidence.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { nameIn, ongoings, streams } from './words/terms.ts'

/** What is claimed, in the order of the questions a clerk would ask. */
export function claimPart(file: DeskCase): Html {
  const { facts, matters } = file.file
  return html`<section class="card" aria-labelledby="claim">
    <h2 id="claim">反映什么</h2>
    <dl class="facts">
      <dt>事项</dt>
      <dd>${matters.map((matter) => html`<p>${matterName(matter, file)}</p>`)}</dd>
      <dt>被举报方</dt>
      <dd>${facts.who ? said(facts.who) : '没有说'}</dd>
      <dt>地点</dt>
      <dd>${said(facts.where)}</dd>
      <dt>时间</dt>
      <dd>
        ${facts.when ? said(facts.when) : '没有说'}${facts.ongoing ? `，${nameIn(ongoings, facts.ongoing)}` : ''}
      </dd>
      ${
        facts.elsewhere
          ? html`<dt>反映过</dt>
              <dd>${said(facts.elsewhere)}</dd>`
          : ''
      }
    </dl>
  </section>`
}

/** 举报 · 无证行医 */
export function matterName(matter: Matter, { offenceNames }: DeskCase): string {
  return `${nameIn(streams, matter.stream)} · ${offenceNames[matter.offence] ?? '还没有归类'}`
}

/** The reporter's own words, files, additions and answers. */
export function givenPart(file: DeskCase, now: number): Html {
  const { facts, supplements, questions, number } = file.file
  const today = dayOf(now)
  return html`<section class="card" aria-labelledby="given">
    <h2 id="given">举报人提供的</h2>
    <h3>原话</h3>
    <blockquote>${said(facts.what)}</blockquote>
    ${supplements.map(
      ({ text, at }) =>
        html`<h3>补充（${timeWords(at, today)}）</h3>
          <blockquote>${text ? said(text) : '（只有材料）'}</blockquote>`,
    )}
    ${questions.map(
      ({ text, askedAt, answer }) =>
        html`<h3>问（${timeWords(askedAt, today)}）</h3>
          <p>${said(text)}</p>
          <h3>答${answer ? `（${timeWords(answer.at, today)}）` : ''}</h3>
          ${
            answer
              ? html`<blockquote>${answer.text ? said(answer.text) : '不愿回答'}</blockquote>`
              : html`<p>还没有答复。</p>`
          }`,
    )}
    <h3>材料</h3>
    ${
      file.evidence.length === 0
        ? html`<p>没有材料。</p>`
        : html`<ul class="evidence">
            ${file.evidence.map((one, n) => evidenceItem(number, one, n + 1))}
          </ul>`
    }
    <p class="small">姓名、电话、账号另行保管，这里不显示。照片、录像已去掉拍摄地点等信息。</p>
    <p class="small">
      ${
        file.telling > 0
          ? html`<strong
              >原话里有 ${file.telling} 处像是能认出人的字，分办、转交以前请先看一下。</strong
            >`
          : ''
      }
      <a href="/desk/cases/${number}/masking">遮盖能认出人的字</a>
    </p>
  </section>`
}

const kinds: Readonly<Record<string, string>> = {
  image: '照片',
  voice: '录音',
  video: '录像',
  document: '文件',
}

/** One file, as it may be opened. */
export function evidenceItem(number: string, file: DeskEvidence, n: number): Html {
  const { id, kind, type, size, version } = file
  const name = `${kinds[kind] ?? '材料'} ${n}（${sizeWords(size)}）`
  const warning = file.unchecked ? '还没有查过病毒，打开前请当心。' : ''
  const url = `/desk/cases/${number}/evidence/${id}`
  if (version === 'infected')
    return html`<li>${name}：查出病毒（${file.finding}），原件已隔离封存，不能打开。</li>`
  if (version === 'none')
    return html`<li>
      ${name}：这种文件去不掉拍摄地点，原件已封存。需要的话，问举报人换一种格式再发。
    </li>`
  if (version === 'original')
    return html`<li>
      <a href="${url}">下载${name}</a
      >：原件，可能带着录制时间、设备等信息，只用于办案，不外传。打开会留痕。${warning}
    </li>`
  if (!type.startsWith('image/'))
    return html`<li>
      <a href="${url}">下载${name}</a>：已去掉拍摄地点、作者、设备等信息。打开会留痕。${warning}
    </li>`
  return html`<li>
    <a href="${url}"
      ><img src="${url}" alt="" loading="lazy" width="160" height="120" /><span>${name}</span></a
    >${warning}
  </li>`
}

const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`
