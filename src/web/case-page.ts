import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { readCase, readEvidence } from '#service/desk.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { alikeLine, asidePart, blockLine } from './aside-part.ts'
import { gridPart } from './grid-part.ts'
import { againPart } from './again-part.ts'
import type { Typed } from './case-deed.ts'
import { claimPart, givenPart } from './case-file-part.ts'
import { mergePart, passedOnLine, transferPart } from './merge-part.ts'
import { crimeLine } from './crime-line.ts'
import { holderPart } from './holder-part.ts'
import { historyPart, reasonPart } from './case-reason-part.ts'
import { clocksPart } from './clocks-part.ts'
import { deskPage, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { showErased } from './erased-part.ts'
import { evidenceHeaders } from './evidence-headers.ts'
import { forbidden, notFound } from './faults.ts'
import { holdLine } from './hold-line.ts'
import { said, type Html } from './layout.ts'
import { nextPart } from './next-part.ts'
import { nowLine } from './now-line.ts'
import { papersPart } from './papers-part.ts'
import { ratingPart } from './rating-part.ts'
import { reviewPart } from './review-part.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { viewersLine } from './viewers-line.ts'
import { supervisionPart } from './supervision.ts'
import { suspicionPart } from './suspicion.ts'
import { subjectPart } from './subject-part.ts'
import { refusalWords } from './words/refusals.ts'
import { caseStates, dangers, deeds, nameIn, sources, standings } from './words/terms.ts'

/** 案件: reads from top to bottom as a file would. */
export function caseRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number', async (visit) => {
    const done = visit.c.req.query('done') ?? ''
    const waits = visit.c.req.query('waits') === 'review'
    const notice = waits ? waitsWords : `已做：${nameIn(deeds, done)}。`
    return await showCase(
      visit,
      numberOf(visit),
      Object.hasOwn(deeds, done) ? { notice, done } : {},
    )
  })
  deskPage(desk, '/desk/cases/:number/evidence/:id', showEvidence)
}

const waitsWords = '写好了，等第二人审核。审核通过才发给举报人。'

export const numberOf = ({ c }: Visit): string => (c.req.param('number') ?? '').toUpperCase()

interface Shown {
  readonly notice?: Html | string
  readonly typed?: Typed
  /** The deed that was just done. */
  readonly done?: string
  readonly status?: 200 | 409 | 422
}

/** The case as it stands, with what was typed where something stood in the way. */
export async function showCase(visit: Visit, number: string, shown: Shown): Promise<Response> {
  const read = await readCase(visit.web.world, visit.officer, number)
  if (!read.ok)
    return read.refusal.key === 'case-erased'
      ? await showErased(visit, read.refusal)
      : await notFound(visit.c)
  const { notice, typed, status, done } = shown
  return await showDesk(visit, {
    title: number,
    content: await casePage(visit, read.value, typed),
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
    ...(done ? { done: `${visit.officer.id} ${number} ${done}` } : {}),
  })
}

async function casePage(visit: Visit, file: DeskCase, typed: Typed | undefined): Promise<Html> {
  const now = visit.web.world.clock()
  return await html`${head(file, now)} ${await viewersLine(visit, file.file.number)}
    ${supervisionPart(file, now)} ${ratingPart(file, now)}
    <div class="sheet">
      <div class="file">
        ${asidePart(visit, file)} ${reviewPart(visit, file)} ${againPart(visit, file)}
        ${claimPart(file)} ${givenPart(file, now)} ${await subjectPart(visit, file)}
        ${mergePart(file, now)} ${transferPart(file, now)} ${crimeLine(visit, file)}
        ${passedOnLine(file)} ${alikeLine(file)} ${identityLine(visit, file)}
        ${rewardLine(visit, file)} ${holdLine(visit, file.file.number, file.held)}
        ${reasonPart(file)} ${gridPart(visit, file)} ${clocksPart(visit.web, file)}
        ${await holderPart(visit, file)} ${suspicionPart(file, now)} ${historyPart(file, now)}
        ${papersPart(visit, file)} ${blockLine(visit, file)}
      </div>
      ${await nextPart({ visit, file, ...(typed ? { typed } : {}) })}
    </div>`
}

/** A named reporter's name is not here; this says where it can be asked for. */
function identityLine({ officer }: Visit, { file }: DeskCase): Html | string {
  const mayAsk = may(officer, 'ask-identity').ok || may(officer, 'grant-identity').ok
  if (file.standing !== 'named' || !mayAsk) return ''
  return html`<p class="small identity-line">
    举报人是实名。确需知道是谁的，<a href="/desk/cases/${file.number}/identity">申请查看身份</a
    >，由督办人员批准。
  </p>`
}

/** For whoever proposes rewards, once it is over and the reporter wishes for one. */
function rewardLine({ officer }: Visit, { file }: DeskCase): Html | string {
  const isOver = file.state === 'concluded' || file.state === 'closed'
  if (!isOver || !file.wantsReward || !may(officer, 'propose-reward').ok) return ''
  return html`<p class="small">
    举报人希望领奖励。<a href="/desk/cases/${file.number}/reward">提出奖励</a>
  </p>`
}

function head(shown: DeskCase, now: number): Html {
  const { file, offenceNames, areaName } = shown
  const today = dayOf(now)
  const offence = offenceNames[file.matters[0]?.offence ?? ''] ?? '还没有归类'
  const source = file.source ? `，来源：${nameIn(sources, file.source)}` : ''
  return html`<p class="back"><a href="/desk">收件箱</a></p>
    <h1>${file.number} ${offence}</h1>
    <p class="row">
      <span class="mark">${nameIn(caseStates, file.state)}</span>
      ${file.urgent ? html`<span class="mark hot">${nameIn(dangers, file.urgent)}</span>` : ''}
      ${file.supervision ? html`<span class="mark hot">督办</span>` : ''}
      <small>
        ${areaName}，${timeWords(file.receivedAt, today)}
        收到，${nameIn(standings, file.standing)}${file.wantsReward ? '，希望领取奖励' : ''}${source}
      </small>
    </p>
    ${nowLine(shown, today)}
    ${
      file.urgent
        ? html`<p class="notice hot">
            ${nameIn(dangers, file.urgent)}。${file.acknowledgedAt ? `值班人员 ${timeWords(file.acknowledgedAt, today)} 已确认。` : '还没有人确认。'}
          </p>`
        : ''
    }
    ${
      file.withdrawal
        ? html`<p class="notice">
            举报人 ${dayWords(dayOf(file.withdrawal.at), today)}
            撤回。${file.withdrawal.reason ? said(file.withdrawal.reason) : '没有说原因。'}
          </p>`
        : ''
    }
    ${
      file.reExamination
        ? html`<p class="notice">
            举报人 ${dayWords(dayOf(file.reExamination.at), today)}
            申请重新核查：${file.reExamination.text ? said(file.reExamination.text) : '没有说原因'}
          </p>`
        : ''
    }`
}

/** A file of the reporter: the copy without place and device, shown where nothing in it can run. */
async function showEvidence(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const about = { number: numberOf(visit), evidence: c.req.param('id') ?? '' }
  const read = await readEvidence(web.world, officer, about)
  if (!read.ok) {
    const hidden =
      read.refusal.key === 'case-not-visible' || read.refusal.key === 'evidence-unknown'
    return hidden ? await notFound(c) : await forbidden(c, refusalWords(read.refusal))
  }
  const headers = evidenceHeaders(read.value)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return c.body(ReadableStream.from(read.value.parts), 200)
}
