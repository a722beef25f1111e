import { isDay } from '#core/clock.ts'
import type { RewardedReport } from '#core/reward-calculation.ts'
import type { Finding } from '#core/reward-eligibility.ts'
import { inFigures } from '#core/reward-money.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { ProposalGiven, ProposalPage } from '#service/reward-propose.ts'
import type { Form } from './form.ts'
import { fenIn } from './reward-deeds.ts'

type Reported = ProposalGiven['facts']['reports'][number]

/** What stands in the fields of the form, whoever filled it in. */
export interface Typed {
  readonly matter: string
  readonly scheme: string
  readonly again?: string
  readonly decision: string
  readonly on: string
  readonly base: string
  readonly grave: boolean
  readonly level: string
  readonly reports: ReadonlyMap<string, Pick<Reported, 'insider' | 'decisive'>>
  /** Reports that the officer found to tell other facts. */
  readonly apart: ReadonlySet<string>
  readonly why: ReadonlyMap<string, string>
  readonly members: ReadonlyMap<string, string>
  readonly findings: ReadonlyMap<string, Finding>
}

export function typedIn(form: Form): Typed {
  const own = form.text('report')
  const others = form.all('other')
  const isSame = (number: string): boolean => form.text(`same-${number}`) === 'yes'
  const all = [own, ...others.filter(isSame)].filter(Boolean)
  const again = form.text('again')
  return {
    matter: form.text('matter'),
    scheme: form.text('scheme'),
    ...(again ? { again } : {}),
    decision: form.text('decision'),
    on: form.text('on'),
    base: form.text('base'),
    grave: form.text('grave') === 'yes',
    level: form.text('level'),
    reports: new Map(
      all.map((number) => {
        const insider = form.text(`insider-${number}`) === 'yes'
        return [number, { insider, decisive: form.text(`decisive-${number}`) === 'yes' }] as const
      }),
    ),
    apart: new Set(others.filter((number) => form.text(`same-${number}`) === 'no')),
    why: new Map(others.map((number) => [number, form.text(`why-${number}`)])),
    members: new Map([own, ...others].map((number) => [number, form.text(`members-${number}`)])),
    findings: findingsIn(form),
  }
}

function findingsIn(form: Form): Typed['findings'] {
  const found = form.all('rule').flatMap((rule) => {
    const answer = form.text(`rule-${rule}`)
    if (answer !== 'yes' && answer !== 'no') return []
    return [[rule, { rule, answer, because: form.text(`because-${rule}`).trim() }] as const]
  })
  return new Map(found)
}

/** The proposal as the service takes it. Whoever leaves open whether another report tells the same facts is asked. */
export function proposalIn(number: string, form: Form): Result<ProposalGiven> {
  const typed = typedIn(form)
  const base = fenIn(typed.base)
  if (base === undefined) return refuse('reward-base-unclear')
  if (!isDay(typed.on)) return refuse('reward-decision-day')
  const others = form.all('other')
  const isOpen = (one: string): boolean => !typed.reports.has(one) && !typed.apart.has(one)
  if (others.some((one) => isOpen(one) || (typed.why.get(one) ?? '').trim() === ''))
    return refuse('reward-same-open')
  const reports: Reported[] = []
  for (const [one, { insider, decisive }] of typed.reports) {
    const members = membersIn(typed.members.get(one) ?? '')
    if (!members) return refuse('reward-members-unclear')
    reports.push({ number: one, insider, decisive, members })
  }
  const { decision, on, grave, level, matter, scheme } = typed
  const facts = { decision: { number: decision.trim(), on, grave }, base, level, reports }
  const same = others.map((one): Finding => {
    const answer = typed.reports.has(one) ? 'yes' : 'no'
    return { rule: `same:${one}`, answer, because: (typed.why.get(one) ?? '').trim() }
  })
  const findings = [...typed.findings.values(), ...same]
  const version = Number(form.text('version'))
  const again = typed.again ? { again: { id: typed.again, version } } : {}
  return ok({ number, matter, scheme, facts, findings, ...again })
}

/** `甲 2`, a line each. A name is no code: one or two characters, or it is refused. */
function membersIn(text: string): RewardedReport['members'] | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const members: { readonly member: string; readonly parts?: number }[] = []
  for (const line of lines.filter(Boolean)) {
    const [, member, parts] = /^([甲乙丙丁戊己庚辛壬癸])(?:\s+(\d{1,4}))?$/u.exec(line) ?? []
    if (member === undefined) return undefined
    members.push({ member, ...(parts === undefined ? {} : { parts: Number(parts) }) })
  }
  return members
}

/** What is known before anything was typed: the last proposal, or that for another report of the same facts. */
export function proposalFields(
  page: ProposalPage,
  {
    matter,
    here: { scheme },
    penalty,
    typed,
  }: {
    readonly matter: string
    readonly here: { readonly scheme: { readonly id: string } }
    readonly penalty: string
    readonly typed: Typed | undefined
  },
): Typed {
  if (typed && typed.matter === matter && typed.scheme === scheme.id) return typed
  const before = page.before?.reward
  const empty = { matter, scheme: scheme.id, why: new Map(), findings: new Map() } as const
  if (!before || before.scheme.id !== scheme.id)
    return {
      ...empty,
      decision: penalty,
      on: '',
      base: '',
      grave: false,
      level: '',
      reports: new Map([[page.number, { insider: false, decisive: false }]]),
      apart: new Set(),
      members: new Map(),
    }
  const { facts, findings } = before
  const same = findings.filter(({ rule }) => rule.startsWith('same:'))
  const about = (finding: Finding): string => finding.rule.slice('same:'.length)
  return {
    ...empty,
    decision: facts.decision.number,
    on: facts.decision.on,
    base: inFigures(facts.base).replaceAll(',', ''),
    grave: facts.decision.grave,
    level: facts.level,
    reports: new Map(facts.reports.map((one) => [one.number, one])),
    apart: new Set(same.filter(({ answer }) => answer === 'no').map(about)),
    why: new Map(same.map((one) => [about(one), one.because])),
    members: new Map(facts.reports.map(({ number, members }) => [number, membersText(members)])),
    findings: new Map(findings.map((one) => [one.rule, one])),
  }
}

const membersText = (members: RewardedReport['members']): string =>
  members
    .map(({ member, parts }) => (parts === undefined ? member : `${member} ${parts}`))
    .join('\n')
