import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { assess, type CrimeProposal } from '#core/crime.ts'
import { letterWaits, proposalWaits, type Waiting } from '#core/crime-next.ts'
import { decides } from '#core/transitions.ts'
import type { Transfer } from '#core/transfer.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import { stepWords } from '#service/elsewhere-words.ts'
import {
  criteriaFor,
  dayAndNumber,
  decisionFields,
  letterFields,
  proposalFields,
  scoped,
  scopeField,
  stepFields,
  type Back,
} from './crime-fields.ts'
import type { Visit } from './desk-door.ts'
import { elsewhereForm, type ElsewhereParts } from './elsewhere-form.ts'
import { said, type Html } from './layout.ts'
import { assessments, elementAnswers, ruleOfWait, waitWords } from './words/crime.ts'
import { dayWords } from './words/dates.ts'

/** What the law says of a step, in the words of the data. */
export function ruleLine({ web }: Visit, id: string): Html | string {
  const rule = web.world.packs.crimes?.rules.find((one) => one.id === id)
  if (!rule || rule.confidence === 'U') return ''
  return html`<p class="small">${rule.text}（${rule.source}）</p>`
}

function nextLine(visit: Visit, { wait, due }: Waiting): Html {
  const today = dayOf(visit.web.world.clock())
  return html`<p class="notice">${waitWords[wait]}</p>
    ${due ? html`<p><b>${dayWords(due.on, today)}前</b>${due.on < today ? '，已经过期，请马上办' : ''}</p>` : ''}
    ${ruleLine(visit, ruleOfWait[wait])}`
}

interface OfProposal {
  readonly shown: DeskCase
  readonly proposal: CrimeProposal
  readonly back: Back
}

/** A report with what the head of the organ said, and what comes next. */
export function proposalPart(visit: Visit, { shown, proposal, back }: OfProposal): Html {
  const { decision } = proposal
  const waiting = proposalWaits(proposal, shown.file.transfers ?? [])
  const task = shown.tasks.find((one) => one.task === proposal.task)
  return html`<section class="card">
    <h2>移送报告：${proposal.crime}</h2>
    <dl class="facts">
      <dt>标准</dt>
      <dd>${proposal.article}；${assessments[assess(proposal.elements)]}</dd>
      ${proposal.elements.map(
        ({ text, answer }) =>
          html`<dt>${elementAnswers[answer]}</dt>
            <dd>${text}</dd>`,
      )}
      <dt>材料</dt>
      <dd>
        ${proposal.annexes.map(({ name, material, missing }) => html`<p>${name}：${said(material || `没有，${missing}`)}</p>`)}
      </dd>
      <dt>专案组</dt>
      <dd>${proposal.team.join('、')}</dd>
      <dt>移送给</dt>
      <dd>${said(proposal.organ)}</dd>
      <dt>查明的情况</dt>
      <dd>${said(proposal.text)}</dd>
      ${
        decision
          ? html`<dt>决定</dt>
              <dd>
                ${decision.granted ? '批准移送' : '不批准移送'}，${said(decision.head)}，${decision.on}${decision.reason ? html`，${said(decision.reason)}` : ''}
              </dd>`
          : ''
      }
    </dl>
    ${waiting ? nextLine(visit, waiting) : ''}
    ${
      waiting?.wait === 'approve' && mayDecide(visit, proposal, task)
        ? deedForm(visit, shown, {
            deed: 'decide-transfer',
            hidden: { proposal: proposal.id },
            fields: decisionFields(back),
            button: '登记决定',
          })
        : ''
    }
    ${
      waiting?.wait === 'letter' && task?.mine && may(visit.officer, 'transfer').ok
        ? deedForm(visit, shown, {
            deed: 'transfer',
            hidden: { proposal: proposal.id },
            fields: letterFields(visit, back),
            button: '出具移送书',
          })
        : ''
    }
  </section>`
}

const mayDecide = (
  { officer }: Visit,
  { by }: CrimeProposal,
  task: DeskTask | undefined,
): boolean =>
  may(officer, 'decide-transfer').ok &&
  (task?.mine === true || officer.role === 'supervisor') &&
  !(by.kind === 'officer' && by.id === officer.id)

interface OfLetter {
  readonly shown: DeskCase
  readonly letter: Transfer
  readonly back: Back
}

/** A letter with what became of it, and what comes next. */
export function letterPart(visit: Visit, { shown, letter, back }: OfLetter): Html {
  const waits = letterWaits(letter)
  const task = shown.tasks.find((one) => one.task === letter.task)
  const mine = task?.mine === true
  return html`<section class="card">
    <h2>移送书：${said(letter.organ)}</h2>
    <dl class="facts">
      <dt>日期</dt>
      <dd>${letter.on}${letter.document ? html`，${said(letter.document)}` : ''}</dd>
      <dt>依据</dt>
      <dd>${said(letter.basis)}</dd>
      <dt>材料清单</dt>
      <dd>${letter.materials.map((one) => html`<p>${said(one)}</p>`)}</dd>
      ${
        letter.receipt
          ? html`<dt>回执</dt>
              <dd>
                ${letter.receipt.on}${letter.receipt.document ? html`，${said(letter.receipt.document)}` : ''}
              </dd>`
          : ''
      }
      ${(letter.steps ?? []).map(
        (step) =>
          html`<dt>进展</dt>
            <dd>${said(stepWords(step))}</dd>`,
      )}
    </dl>
    ${mine ? paperLinks(shown, letter.task) : ''}
    ${waits.length === 0 ? html`<p>移送到此办完。</p>` : ''}
    ${waits.map(
      (one) =>
        html`${nextLine(visit, one)}
        ${mine ? waitForm(visit, { shown, letter, waiting: one, back }) : ''}`,
    )}
  </section>`
}

const paperLinks = ({ file }: DeskCase, task: string): Html =>
  html`<p class="row">
    <a href="/desk/cases/${file.number}/papers?paper=${encodeURIComponent(`transfer ${task}`)}"
      >下载移送书（PDF）</a
    >
    <a
      href="/desk/cases/${file.number}/papers?paper=${encodeURIComponent(`transfer ${task}`)}&as=docx"
      >下载移送书（DOCX）</a
    >
  </p>`

function waitForm(
  visit: Visit,
  { shown, letter, waiting, back }: OfLetter & { readonly waiting: Waiting },
): Html {
  const hidden = { transfer: letter.id, wait: waiting.wait }
  const scope = `${waiting.wait}-${letter.id}`
  const own = scoped(back, scope)
  if (waiting.wait === 'receipt')
    return deedForm(visit, shown, {
      deed: 'receive-transfer',
      hidden,
      fields: html`${scopeField(scope)}${dayAndNumber(own, '公安机关签收的日期', '回执文号（可以不填）')}`,
      button: '登记回执',
    })
  return deedForm(visit, shown, {
    deed: 'follow-transfer',
    hidden,
    fields: html`${scopeField(scope)}${stepFields(waiting.wait, own)}`,
    button: '登记',
  })
}

const deedForm = (visit: Visit, shown: DeskCase, parts: ElsewhereParts): Html =>
  elsewhereForm(visit, { page: 'crime', shown }, parts)

interface Beginning {
  readonly shown: DeskCase
  readonly task: DeskTask
  readonly back: Back
}

/** The checklist, where a part of the reader's own could still go to the police. */
export function beginPart(visit: Visit, { shown, task, back }: Beginning): Html | string {
  const { file } = shown
  const open = file.proposals?.some(
    (one) => one.task === task.task && one.decision?.granted !== false,
  )
  const isAble = task.mine && decides(task.role) && may(visit.officer, 'propose-transfer').ok
  const isLive = task.state === 'accepted' || task.role === 'intake'
  const ended = task.state === 'concluded' && task.outcome === 'transferred-to-police'
  if (open || !isAble || !(isLive || ended)) return ''
  const offence = file.matters.find(({ id }) => id === task.matter)?.offence ?? ''
  const criteria = criteriaFor(visit, offence)
  const wanted = back.of('criterion') || (visit.c.req.query('criterion') ?? '')
  const chosen = criteria.find(({ id }) => id === wanted)
  return html`<section class="card">
    <h2>涉嫌犯罪吗</h2>
    <p>先选可能涉嫌的罪，再逐条回答。够标准的，提出移送报告，由负责人决定。</p>
    <form method="get" action="/desk/cases/${file.number}/crime">
      <label for="criterion">可能涉嫌的罪</label>
      <select id="criterion" name="criterion">
        ${criteria.map(
          (one) =>
            html`<option value="${one.id}" ${one.id === chosen?.id ? html`selected` : ''}>
              ${one.crime}${one.offences.includes(offence) ? '（和这类事项有关）' : ''}
            </option>`,
        )}
      </select>
      <p class="row"><button>打开检查表</button></p>
    </form>
    ${
      chosen
        ? deedForm(visit, shown, {
            deed: 'propose-transfer',
            hidden: { task: task.task },
            fields: proposalFields(visit, chosen, back),
            button: '提出移送报告',
          })
        : ''
    }
  </section>`
}
