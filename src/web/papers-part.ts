import { html } from 'hono/html'
import { may } from '#core/access.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { formsNow } from '#service/papers.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Html } from './layout.ts'
import { formNames } from './words/papers.ts'

/** 文书: the forms that can be printed now, and the whole file. */
export function papersPart(visit: Visit, file: DeskCase): Html | string {
  const { officer } = visit
  if (!may(officer, 'read-evidence').ok) return ''
  return html`<details class="card" id="papers">
    <summary>文书和卷宗</summary>
    ${formsPart(file, formsNow(file, officer))} ${wholePart(visit, file)}
    <p class="small">
      文书和卷宗里没有举报人的姓名、电话和账号，收件人写作“举报人（编号）”。下载会留痕。
    </p>
  </details>`
}

/** With more pictures than this nobody waits for it at the page. */
const mostAtOnce = 12

function wholePart(visit: Visit, { file, evidence }: DeskCase): Html {
  const pictures = evidence.filter(({ type }) => type.startsWith('image/')).length
  if (pictures <= mostAtOnce)
    return html`<p>
      <a href="/desk/cases/${file.number}/case-file.pdf">下载卷宗（带目录，可打印）</a>
    </p>`
  return html`<form method="post" action="/desk/cases/${file.number}/case-file">
    ${csrfField(visit)}
    <p class="row"><button>做卷宗（带目录，可打印）</button></p>
    <p class="small">有 ${pictures} 张照片，要等一会儿。做好了在“定期的报表”里下载，留一天。</p>
  </form>`
}

function formsPart(file: DeskCase, forms: ReturnType<typeof formsNow>): Html {
  if (forms.length === 0) return html`<p>现在没有可以出的文书。分办、受理、办结以后再来。</p>`
  const several = new Set(forms.map(({ task }) => task.task)).size > 1
  return html`<form method="get" action="/desk/cases/${file.file.number}/papers">
    <label for="paper">文书</label>
    <select id="paper" name="paper">
      ${forms.map(
        ({ kind, task }) =>
          html`<option value="${kind} ${task.task}">
            ${formNames[kind]}${several ? `（${task.officeName}）` : ''}
          </option>`,
      )}
    </select>
    <label for="mark">文号</label>
    <p class="hint" id="mark-hint">没有编的可以空着，纸上会写“文号待编”。</p>
    <input id="mark" name="mark" maxlength="40" aria-describedby="mark-hint" />
    <p class="row">
      <button name="as" value="pdf">下载打印版</button>
      <button name="as" value="docx">下载可修改版</button>
    </p>
  </form>`
}
