import { html } from 'hono/html'
import { preview } from '#service/desk.ts'
import type { Deed } from '#service/deed.ts'
import { matterName } from './case-file-part.ts'
import { deedForm, isFor, type CaseAt, type Doing } from './deed-forms.ts'
import { said, type Html } from './layout.ts'
import { newsWords } from './words/news.ts'
import { deeds, nameIn, taskRoles } from './words/terms.ts'

/** The one next step; everything else behind it. */
export async function nextPart(at: CaseAt): Promise<Html> {
  const all = doings(at)
  const next = nextOf(at, all)
  const others = all.filter((one) => one !== next)
  return await html`<aside class="next" id="next" aria-labelledby="next-title">
    <h2 id="next-title">下一步</h2>
    ${strayWords(at, all)}
    ${next ? await mainStep(at, next) : html`<p>${nothingToDo(at, others)}</p>`}
    ${
      others.length > 0
        ? html`<h3>${next ? '也可以' : '可以做的'}</h3>
            ${others.map((one) => otherStep(at, one))}`
        : ''
    }
  </aside>`
}

function doings({ file }: CaseAt): readonly Doing[] {
  const onCase = file.deeds.flatMap((deed): readonly Doing[] =>
    deed === 'rule' ? file.toRule.map((matter) => ({ deed, matter })) : [{ deed }],
  )
  const onTasks = file.tasks.flatMap(({ task, deeds: able }) =>
    able.map((deed): Doing => ({ deed, task })),
  )
  return [...onCase, ...onTasks]
}

function nextOf({ file }: CaseAt, all: readonly Doing[]): Doing | undefined {
  const { next } = file
  const found = all.find(
    ({ deed, task, matter }) => deed === next?.deed && task === next.task && matter === next.matter,
  )
  return found ?? all.find(({ deed }) => deed === 'close')
}

const hints: Partial<Readonly<Record<Deed['type'], string>>> = {
  acknowledge: '紧急件。看过以后先确认，再联系出警或者现场处置。',
  rule: '这一项还没有承办单位，请分办。',
  extend: '承办单位要多用些时间。不同意的，在下面“不批准延期”里写明理由。',
  conclude: '核查结束后，在这里办结。',
  close: '所有事项都办完了，可以归档。归档以后不能再改。',
}

async function mainStep(at: CaseAt, doing: Doing): Promise<Html> {
  const hint = hints[doing.deed]
  return await html`<div class="step">
    <h3>${titleOf(at, doing)}</h3>
    ${hint ? html`<p>${hint}</p>` : ''} ${deedForm(at, doing, true)}
    ${doing.deed === 'accept' || doing.deed === 'acknowledge' ? await willRead(at, doing) : ''}
  </div>`
}

/** What the reporter reads when this is done: before it is done. */
async function willRead({ visit, file }: CaseAt, doing: Doing): Promise<Html | string> {
  const { number, version } = file.file
  const { deed, task = '' } = doing
  const asked: Deed = deed === 'accept' ? { type: deed, task } : { type: 'acknowledge' }
  const { world } = visit.web
  const news = await preview(world, visit.officer, { number, version }, asked)
  if (!news.ok || news.value.length === 0) return ''
  const office = file.tasks.find((one) => one.task === task)?.officeName ?? ''
  return await html`<p class="small">举报人会读到：</p>
    ${news.value.map((one) => html`<p class="reads">${said(newsWords(world, one, office))}</p>`)}`
}

function otherStep(at: CaseAt, doing: Doing): Html {
  return html`<details ${isFor(at, doing) ? html`open` : ''}>
    <summary>${titleOf(at, doing)}</summary>
    ${deedForm(at, doing, false)}
  </details>`
}

/** With several parts in one case, each step says which it is of. */
function titleOf({ file }: CaseAt, { deed, task, matter }: Doing): string {
  const mine = file.tasks.filter((one) => one.mine && one.deeds.length > 0)
  const part = file.tasks.find((one) => one.task === task)
  const about = file.file.matters.find(({ id }) => id === (part?.matter ?? matter))
  const several = task === undefined ? file.file.matters.length > 1 : mine.length > 1
  if (!several || !about) return deeds[deed]
  const role = part ? `，${nameIn(taskRoles, part.role)}` : ''
  return `${deeds[deed]}（${matterName(about, file)}${role}）`
}

function nothingToDo({ file }: CaseAt, others: readonly Doing[]): string {
  const waiting = file.file.questions.some(({ answer }) => !answer)
  if (waiting) return '等举报人答复。不答也可以接着办。'
  return others.length > 0 ? '现在没有必须做的。' : '现在没有要做的。'
}

/** Words whose form is gone, because the case has moved on: shown, so that nothing is lost. */
function strayWords(at: CaseAt, all: readonly Doing[]): Html | string {
  const { typed } = at
  if (!typed || all.some((doing) => isFor(at, doing))) return ''
  const words = [
    typed.reason,
    typed.basis,
    typed.penalty,
    typed.noPenaltyReason,
    typed.document,
    typed.text,
  ]
  return html`<div class="step">
    <h3>您刚才写的（${deeds[typed.deed]}）</h3>
    ${words.filter(Boolean).map((text) => html`<p class="quote">${said(text)}</p>`)}
  </div>`
}
