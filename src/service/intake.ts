import { toldSources } from '#core/case.ts'
import type { Consent, Facts, FiledMatter, Instant, Stream } from '#core/case.ts'
import { dayOf, yearOf } from '#core/clock.ts'
import type { Context } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { file } from '#core/file.ts'
import { complete, unknownOffence, type Draft, type Report } from '#core/report.ts'
import type { Answers } from '#conversation/flow.ts'
import type { Tx } from '#store/transaction.ts'
import { noteNumber } from '#store/case-numbers.ts'
import { casesOfHandle, nextNumber, type CaseRow } from '#store/cases.ts'
import { tellNotice } from '#store/notices-told.ts'
import { keepReceipt } from '#store/receipts.ts'
import { accusedIn } from './accused.ts'
import { noteAdverse } from './adverse.ts'
import { ownAlike, rememberLikeness } from './alike.ts'
import { areaAnswers } from './beginning.ts'
import { shelve } from './block.ts'
import { keepEvents, openCase, type OpenCase } from './case-file.ts'
import { numberOf } from './case-numbers.ts'
import { textOf } from './text-of.ts'
import { claimEvidence, looseEvidence } from './evidence.ts'
import { areaChoices } from './find-place.ts'
import { filedAnswers, notFiled, type Filed } from './filed-answers.ts'
import { codesIn, isReportable } from './matters.ts'
import { noticeFor } from './notice.ts'
import type { Asking } from './requests.ts'
import { newClaimSecret } from './reward-wish.ts'
import { routeMatter, type Routed } from './routing.ts'
import type { Sealed } from './sealed.ts'
import { areaPack } from './world.ts'

/** More reports a day from one conversation than any person writes; the next ones wait for tomorrow. */
const mostADay = 20
const aDay = 24 * 3600 * 1000

/** Files what the conversation gathered: number, passcode and who has it now. */
export async function fileReport(asking: Asking): Promise<Answers> {
  const { world, tx, row, given, at } = asking
  const completed = textOf(given['urgentNumber']) ? await completeUrgent(asking) : undefined
  if (completed) return completed
  const today = (await casesOfHandle(tx, row.handle)).filter((one) => one.receivedAt > at - aDay)
  if (today.length >= mostADay) return notFiled('too-many')
  const draft = draftOf(asking)
  const report = complete(withPlace(draft))
  if (!report.ok) return notFiled('later')
  const told = await toldBefore(asking, report.value)
  if (told) return told
  const filed = await register(asking, report.value)
  await keepIdentity(asking, filed.file.id)
  await tellNotice(tx, { handle: row.handle, version: report.value.notice, at })
  return await filedAnswers(world, tx, filed)
}

/**
 * Whoever tells nearly the same once more is asked whether it belongs to the report there is. If so, it is added there;
 * if not, it is registered as any other.
 */
async function toldBefore(asking: Asking, { facts }: Report): Promise<Answers | undefined> {
  const { world, tx, row, given } = asking
  const answer = textOf(given['sameTold'])
  if (answer === 'apart') return undefined
  const own = await ownAlike(world, tx, { handle: row.handle, text: facts.what })
  if (!own) return undefined
  if (answer !== 'same') return { ...notFiled('same'), number: own.number }
  const added = await addTo(asking, own, facts)
  return added && { ...(await filedAnswers(world, tx, added)), joined: 'yes' }
}

/** What was told again, in the words of now: where and when may be new. */
async function addTo(asking: Asking, own: CaseRow, facts: Facts): Promise<Filed | undefined> {
  const { world, tx, row } = asking
  const { what, where, who, when } = facts
  const text = [what, where, who, when].filter(Boolean).join('\n')
  const evidence = (await looseEvidence(tx, row.id)).map(({ id }) => id)
  const before = await openCase(world, tx, own)
  const told = { type: 'supplement', text, evidence } as const
  const supplemented = decide(before.case, told, contextOf(asking))
  if (!supplemented.ok) return undefined
  await claimEvidence(tx, row.id, own.id)
  const next = await keepEvents(world, tx, before, supplemented.value)
  return { number: own.number, passcode: null, file: next }
}

/** Name and telephone of whoever chose to leave them go to the vault, never into the case. */
async function keepIdentity({ world, tx, given }: Asking, caseId: string): Promise<void> {
  const name = textOf(given['name'])
  const phone = textOf(given['contact'])
  if (given['standing'] === 'named' && (name || phone) && mayKeepIdentity(world, given))
    await world.vault.keepIdentity(tx, { caseId, name, phone })
}

/** Where consent is the base nothing is kept without it; of a child nothing without the guardian's. */
function mayKeepIdentity(world: Sealed, given: Answers): boolean {
  if (given['guardian'] === 'yes') return true
  const { base } = noticeFor(world, textOf(given['area']) || undefined)
  return given['guardian'] !== 'no' && (base === 'duty' || given['identityConsent'] === 'yes')
}

const consentFields = [
  ['healthConsent', 'health'],
  ['identityConsent', 'identity'],
  ['guardian', 'guardian'],
] as const

const consentsIn = (given: Answers): readonly Consent[] =>
  consentFields.flatMap(([field, consent]) => (given[field] === 'yes' ? [consent] : []))

/** Danger to life: the case opens at once with what is known; the duty officer must acknowledge. */
export async function fileUrgent(asking: Asking): Promise<Answers> {
  const { world, tx, given } = asking
  const where = textOf(given['where'])
  const told = textOf(given['told'])
  const area =
    textOf(given['area']) ||
    world.understanding.place(where).area ||
    world.understanding.place(told).area
  const known = { ...(await areaAnswers(world, tx, area)), areaChoices: areaChoices(world) }
  const none = { urgentNumber: null, number: null, passcode: null, placeClear: 'no' }
  if (!area) return { refusal: 'area', hasReport: 'no', ...none, ...known }
  const draft = draftOf({ ...asking, given: { ...given, area, what: told } })
  const report = complete({ ...withPlace(draft), urgent: 'life' })
  if (!report.ok) return { refusal: 'later', hasReport: 'no', ...none, ...known }
  const { number, passcode } = await register(asking, report.value)
  await tellNotice(tx, { handle: asking.row.handle, version: 'later', at: asking.at })
  const placeClear = where ? 'yes' : 'no'
  const filed = { urgentNumber: number, number, passcode, placeClear }
  return { refusal: 'none', hasReport: 'yes', ...filed, ...known }
}

/** Stands in the file until the reporter can say where. */
const whereUnknown = '（地点还没有说清）'

const withPlace = (draft: Draft): Draft =>
  draft.facts.where ? draft : { ...draft, facts: { ...draft.facts, where: whereUnknown } }

/** The first events of a case, sealed under a key of its own, with receipt and evidence, in one transaction. */
async function register(asking: Asking, report: Report): Promise<Filed> {
  const { world, tx, row, at } = asking
  const id = world.idAt(at)
  const keyId = await world.vault.newKey()
  const evidence = await claimEvidence(tx, row.id, id)
  const routed: Routed[] = []
  for (const matter of report.matters)
    routed.push(
      await routeMatter(world, tx, { area: report.area, matter, text: report.facts.what, at }),
    )
  const { passcode, hmac } = world.vault.newPasscode()
  const number = await numberFor(world, tx, report, at)
  const facts = { ...report.facts, evidence }
  const placements = routed.map(({ matter, ...placed }) => ({ ...placed, matter: matter.id }))
  const context = { at, by: { kind: 'reporter' }, id: () => world.idAt(at) } as const
  const events = file({ ...report, facts }, number, placements, context)
  const blank = { id, keyId, handle: row.handle, events: [] }
  const opened = await keepEvents(world, tx, blank, events)
  await keepReceipt(tx, { number, caseId: id, passcodeHmac: hmac })
  const claimSecret = await newClaimSecret(world, tx, opened)
  const { handle } = row
  const known = { caseId: id, area: report.area, handle, text: facts.what, at }
  await rememberLikeness(world, tx, known)
  await noteAdverse(world, tx, { ...known, matters: report.matters })
  await shelve(world, tx, { ...known, urgent: report.urgent })
  return { number, passcode, claimSecret, file: opened }
}

async function numberFor(world: Sealed, tx: Tx, report: Report, at: Instant): Promise<string> {
  const year = yearOf(dayOf(at))
  const serial = await nextNumber(tx, report.area, year)
  const number = numberOf(areaPack(world, report.area).plan.area.letters, year, serial)
  noteNumber(tx, number)
  return number
}

/** The reporter goes on telling after the urgent lane has opened the case: it is added there, while it is open. */
async function completeUrgent(asking: Asking): Promise<Answers | undefined> {
  const { world, tx, row, given, at } = asking
  const number = textOf(given['urgentNumber'])
  const own = (await casesOfHandle(tx, row.handle)).find((one) => one.number === number)
  if (!own || own.erasedAt !== undefined) return undefined
  const before = await openCase(world, tx, own)
  const draft = draftOf(asking)
  const { facts } = draft
  const evidence = (await looseEvidence(tx, row.id)).map(({ id }) => id)
  const told = { type: 'supplement', text: facts.what ?? '', evidence, facts } as const
  const supplemented = decide(before.case, told, contextOf(asking))
  if (!supplemented.ok) return undefined
  await claimEvidence(tx, row.id, own.id)
  const next = await keepEvents(world, tx, before, supplemented.value)
  await keepIdentity(asking, own.id)
  await tellNotice(tx, { handle: row.handle, version: draft.notice ?? 'later', at })
  const routed = await setMatters(asking, next, draft)
  return await filedAnswers(world, tx, { number, passcode: null, file: routed })
}

const contextOf = ({ world, at }: Asking): Context => ({
  at,
  by: { kind: 'reporter' },
  id: () => world.idAt(at),
  clocks: world.packs,
})

/** What was filed in haste is routed again once the reporter has said what it is; what is in hand stays. */
async function setMatters(asking: Asking, before: OpenCase, draft: Draft): Promise<OpenCase> {
  const { world, tx, at } = asking
  const report = complete(withPlace(draft))
  if (!report.ok) return before
  const { area, matters, facts } = report.value
  const inHaste = before.case.matters.map(({ offence, stream }) => `${stream} ${offence}`)
  const isKnown = matters.every(({ offence, stream }) => inHaste.includes(`${stream} ${offence}`))
  if (isKnown || matters.every(({ offence }) => offence === unknownOffence)) return before
  const set = decide(before.case, { type: 'set-matters', matters }, contextOf(asking))
  if (!set.ok) return before
  let next = await keepEvents(world, tx, before, set.value)
  for (const matter of matters) {
    const routed = await routeMatter(world, tx, { area, matter, text: facts.what, at })
    const { assignments, explanation } = routed
    const assign = { type: 'assign', matter: matter.id, assignments, explanation } as const
    const assigned = decide(next.case, assign, contextOf(asking))
    if (assigned.ok) next = await keepEvents(world, tx, next, assigned.value)
  }
  return next
}

function draftOf({ world, given, session }: Pick<Asking, 'world' | 'given' | 'session'>): Draft {
  const area = textOf(given['area'])
  const where = textOf(given['where'])
  const place = world.understanding.place(where, area || undefined).place
  const intent = textOf(given['intent'])
  return {
    ...(area ? { area } : {}),
    ...sourceOf(world, session.channel, given['source']),
    channel: session.channel,
    standing: given['standing'] === 'named' ? 'named' : 'anonymous',
    wantsReward: given['reward'] === true || given['reward'] === 'yes',
    notice: given['noticeLink'] ? noticeFor(world, area || undefined).version : 'none',
    consents: consentsIn(given),
    ...(place ? { place } : {}),
    matters: mattersOf(world, given, intent, place),
    facts: {
      what: [textOf(given['what']), textOf(given['also']), unitTold(world, given)]
        .filter(Boolean)
        .join('\n'),
      where,
      who: textOf(given['who']),
      when: textOf(given['when']),
      elsewhere: textOf(given['elsewhere']),
      ...ongoingOf(given['ongoing']),
      evidence: [],
    },
  }
}

/** Where what comes by a channel comes from, if not from the citizens themselves; `told`: by who wrote it down. */
function sourceOf(world: Sealed, channel: string, told: unknown): Pick<Draft, 'source'> {
  const source = toldSources.find((one) => one === told) ?? world.channels.get(channel)?.source
  return source ? { source } : {}
}

/** Whose officials they are, where the reporter was asked for it; what their first words told is there already. */
function unitTold(world: Sealed, given: Answers): string {
  const unit = textOf(given['unit'])
  const plan = world.packs.areas.get(textOf(given['area']))?.plan
  return plan?.departments.some(({ name }) => name.startsWith(unit)) ? '' : unit
}

/** The matters as the reporter left them, each of its own stream. */
function mattersOf(
  world: Sealed,
  given: Answers,
  intent: string,
  place: string | undefined,
): readonly Omit<FiledMatter, 'id'>[] {
  const area = textOf(given['area']) || undefined
  const understood = world.understanding.understand(textOf(given['what']), area)
  const told = streamOf(understood.intent)
  const plan = area === undefined ? undefined : world.packs.areas.get(area)?.plan
  const words = [given['what'], given['who'], given['where'], given['unit']].map(textOf).join(' ')
  const codes = codesIn(given).filter(
    (code) => code === unknownOffence || isReportable(world, code),
  )
  const streams = codes.map((code, n) =>
    intent === 'accusation' && n === 0
      ? 'accusation'
      : (world.packs.offences.get(code)?.stream ?? told),
  )
  const accused = plan && streams.includes('accusation') ? accusedIn(plan, words) : undefined
  return codes.map((offence, n) => ({
    stream: streams[n] ?? told,
    offence,
    ...(place ? { place } : {}),
    ...(accused && streams[n] === 'accusation' ? { accused } : {}),
  }))
}

const streamOf = (understood: string): Stream =>
  understood === 'complaint' || understood === 'petition' ? understood : 'tip-off'

const ongoingOf = (value: unknown): { readonly ongoing?: 'yes' | 'no' | 'unknown' } =>
  value === 'yes' || value === 'no' || value === 'unknown' ? { ongoing: value } : {}
