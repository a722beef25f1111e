import { html } from 'hono/html'
import type { Explanation, Matter } from '#core/case.ts'
import type { Precedent } from '#core/route.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Why } from '#service/why.ts'
import { said, type Html } from './layout.ts'
import { fullDay } from './words/dates.ts'
import { departments, explanationWords } from './words/explanation.ts'

type Facts = Explanation['facts']

/** All that speaks for a matter's way and what else was thought of: behind a fold, for whoever has to answer for it. */
export function whyPart(matter: Matter, file: DeskCase): Html | string {
  const why = file.why[matter.id]
  if (!why) return ''
  const { routed } = why
  const lines = linesOf(routed, matter, file).filter(([, words]) => words !== '')
  return html`<details class="why">
    <summary>分办的全部依据</summary>
    <dl class="facts">
      ${lines.map(
        ([name, words]) =>
          html`<dt>${name}</dt>
            <dd>${words}</dd>`,
      )}
      ${precedentsPart(why, file)}
    </dl>
  </details>`
}

type Line = readonly [name: string, words: Html | string]

function linesOf({ key, facts }: Explanation, matter: Matter, file: DeskCase): readonly Line[] {
  const names = (field: string): string => departments(facts[field], file)
  const isLater = matter.explanation.key !== key
  return [
    ['当初怎样分', isLater ? explanationWords({ key, facts }, file) : ''],
    ['列名牵头', names('lead')],
    ['列名责任', names('responsible')],
    ['列名配合', names('cooperate')],
    ['为何这一条', facts['reason'] ?? ''],
    ['没有分到', because(names('passedOver'), '方案把这一类的职责写给了别的部门')],
    ['没有派任务', because(names('untold'), '这一类和它关系不大，或者还没有承办单位')],
    ['听到的话', html`${facts['words'] ? said(facts['words']) : ''}`],
    ['别的可能', rivalWords(facts, file)],
  ]
}

const because = (names: string, why: string): string => (names ? `${names}：${why}` : '')

/** 科室承包出租（把握 0.41），按把握大小排。 */
function rivalWords({ rivals = '', score }: Facts, { offenceNames }: DeskCase): string {
  const others = rivals
    .split(',')
    .filter(Boolean)
    .map((one) => one.split(':'))
  if (others.length === 0) return ''
  const own =
    score === undefined ? '举报人自己选的类别，原话里没有直接的词' : `选定的这一类把握 ${score}`
  const named = others.map(([code = '', weight]) => `${offenceNames[code] ?? '其他'} ${weight}`)
  return `${own}；其余：${named.join('、')}`
}

/** The first is what the next like matter follows; those below were overruled by it. */
function precedentsPart({ precedents, routed }: Why, file: DeskCase): Html | string {
  const [first, ...older] = precedents
  if (!first) return ''
  const followed = routed.facts['precedent'] === first.number ? '（这一件照此分办）' : ''
  return html`<dt>分办先例</dt>
    <dd>${precedentWords(first, file)}${followed}</dd>
    ${older.map((one) => html`<dd>${precedentWords(one, file)}（已被后来的分办代替）</dd>`)}`
}

function precedentWords({ number, on, lead, reason }: Precedent, file: DeskCase): Html {
  const office = departments(lead, file)
  return html`${fullDay(on)}
  ${number}：由${office}主办${reason ? html`。理由：${said(reason)}` : ''}`
}
