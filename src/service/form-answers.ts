import type { Field } from '#conversation/flow.ts'

/** What a form has no line for because there is one answer: what was proposed is what its writer chose, and so on. */
export const settled: Readonly<Record<Field, string>> = {
  agreed: 'yes',
  outside: 'stay',
  wantsPerson: 'no',
  again: 'no',
  sameTold: 'apart',
  apartAgreed: 'yes',
}

/** Questions that may come twice in one report. */
export const onceMore: ReadonlySet<Field> = new Set(['agreed', 'supplement'])

/** What a report cannot do without, or nobody may answer for another. */
const wanted: ReadonlySet<Field> = new Set([
  'what',
  'standing',
  'name',
  'contact',
  'guardian',
  'healthConsent',
  'identityConsent',
])
/** Without them it is hard to find the door; who insists says that nobody knows. */
const wantedOnce: ReadonlySet<Field> = new Set(['where', 'whereMore', 'unit'])

/** Whether a question may be left out of a form. */
export const mayWait = (field: Field, { insists }: { readonly insists: boolean }): boolean =>
  !wanted.has(field) && (insists || !wantedOnce.has(field))
